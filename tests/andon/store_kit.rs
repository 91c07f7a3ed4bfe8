//! Stores for the tests of the writer and of the index: on a real disk or on a simulated one, with a clock that stands.

#![allow(dead_code, reason = "a kit holds more than one test uses")]

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use andon::{
    app::door::{Door, Outcome},
    domain::{
        access::{Asker, Permissions, Role},
        command::{Command, Request},
        record::{Installation, SettingsVersion, Station, Timestamp, UserName},
    },
    journal::{Layout, disk::Disk, files::Files, simulated::SimulatedDisk},
    runtime::{
        clock::SteeredClock,
        init::{Setup, fresh_identity},
        open::{IndexPlace, Means, Opened, Store},
        writer::Handle,
    },
    store::Pace,
};

use crate::world::{MORNING, frame};

pub fn clerk() -> Asker {
    Asker {
        user: UserName::parse("clerk").unwrap(),
        role: Role::WardClerk,
    }
}

/// One place to have stores in, with the clock that they go by.
pub struct Bench {
    pub clock: Arc<SteeredClock>,
    pub means: Means,
    pub folder: PathBuf,
    /// Holds the folder of the index, and of the store if the disk is real.
    pub temporary: tempfile::TempDir,
}

impl Bench {
    /// Journal on `disk`, index in a real folder.
    pub fn simulated(disk: &SimulatedDisk, pace: Pace) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let index = IndexPlace::At(temporary.path().join("sled"));
        Self::new(Arc::new(disk.clone()), PathBuf::from("/store"), index, pace, temporary)
    }

    pub fn real(pace: Pace) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("store");
        Self::new(Arc::new(Disk), folder, IndexPlace::Beside, pace, temporary)
    }

    fn new(
        files: Arc<dyn Files>,
        folder: PathBuf,
        index: IndexPlace,
        pace: Pace,
        temporary: tempfile::TempDir,
    ) -> Self {
        let clock = Arc::new(SteeredClock::at_millis(MORNING));
        let means = Means {
            files,
            clock: Arc::clone(&clock) as Arc<_>,
            who: "a test".to_owned(),
            permissions: Arc::new(Permissions::default()),
            layout: Layout::SMALL,
            index,
            pace,
        };
        Self {
            clock,
            means,
            folder,
            temporary,
        }
    }

    pub fn init(&self, station: u16) -> Store {
        let setup = Setup {
            store: fresh_identity(),
            station: Station::new(station).unwrap(),
            installation: Installation::FIRST,
            asker: clerk(),
            version: SettingsVersion([7; 8]),
            frame: Arc::new(frame()),
        };
        Store::init(&self.folder, setup, &self.means).unwrap()
    }

    pub fn open(&self) -> (Store, Opened) {
        Store::open(&self.folder, &self.means, &mut |_| {}).unwrap()
    }

    pub fn index(&self) -> PathBuf {
        match &self.means.index {
            IndexPlace::At(folder) => folder.clone(),
            _ => self.folder.join("sled"),
        }
    }

    pub fn now(&self) -> Timestamp {
        use andon::runtime::clock::Clock;
        self.clock.now()
    }
}

pub fn does(handle: &Handle, command: Command) -> Outcome {
    handle.submit(clerk(), Request::from(command)).wait()
}

/// A folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
