//! What a store is worked with, handed in; and what the machine's mark says of a store, asked with the own commits that it
//! holds.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use super::OpenFault;
use crate::{
    domain::{access::Permissions, record::Digest},
    journal::{self, Class, Holder, Layout, LockFault, StoreHeader, StoreLock, disk::Disk, files::Files},
    runtime::{
        clock::{Clock, SystemClock},
        mark::{self, Mark, Marking, Standing, Step, Steps},
        paths,
        random::SystemRandomness,
    },
    store::Pace,
    vault::{DataKey, Randomness, Seal},
};

/// What a store is worked with: all that belongs to the machine, handed in.
#[derive(Debug, Clone)]
pub struct Means {
    pub files: Arc<dyn Files>,
    pub clock: Arc<dyn Clock>,
    pub randomness: Arc<dyn Randomness>,
    /// The user and the machine, for whoever finds the store locked.
    pub who: String,
    pub permissions: Arc<Permissions>,
    pub layout: Layout,
    pub index: IndexPlace,
    pub pace: Pace,
    /// Where the marks of this machine's stores lie.
    pub marks: Marking,
}

/// Where the index lies. It is sled's own folder and does not go through [`Files`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexPlace {
    /// `sled` in the folder of the store.
    Beside,
    /// In a folder of its own: for tests whose files are simulated.
    At(PathBuf),
    /// Nowhere: everything is folded from the journal at every start and stays in memory.
    Nowhere,
}

impl Means {
    /// This machine: its disk, its clock. `who` is told to whoever finds the store locked.
    pub fn machine(who: String) -> Self {
        Self {
            files: Arc::new(Disk),
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness),
            who,
            permissions: Arc::new(Permissions::default()),
            layout: Layout::STANDARD,
            index: IndexPlace::Beside,
            pace: Pace::STANDARD,
            marks: Marking::of_machine(paths::marks_folder(
                std::env::var_os(mark::VARIABLE),
                paths::platform_folder(),
            )),
        }
    }

    /// What the machine's mark says of a store that is opened.
    pub(super) fn standing(
        &self,
        folder: &Path,
        header: StoreHeader,
        reader: &journal::Reader,
    ) -> (Standing, Option<Mark>) {
        // What was made out of a copy may have its original alive anywhere.
        if journal::is_restored(self.files.as_ref(), folder) {
            return (Standing::Copied, None);
        }
        let marks = match &self.marks {
            Marking::At(marks) => marks,
            // A copy could not be told from the original.
            Marking::NoPlace => return (Standing::Unmarked, None),
            Marking::Needless => return (Standing::Original, None),
        };
        let is_there =
            |other: &Path| journal::whose(&self.files, other).is_ok_and(|theirs| theirs.store == header.store);
        let steps = OwnSteps { header, reader };
        // A mark that cannot be read says nothing good: numbers wait until somebody has looked.
        Mark::examine(marks, header.store, folder, &steps, &is_there).unwrap_or((Standing::Unmarked, None))
    }

    /// Where the index of the store in `store` lies, if it has one.
    pub(super) fn index_folder(&self, store: &Path) -> Option<PathBuf> {
        match &self.index {
            IndexPlace::Beside => Some(store.join("sled")),
            IndexPlace::At(folder) => Some(folder.clone()),
            IndexPlace::Nowhere => None,
        }
    }

    /// The seal of a store's records.
    pub(super) fn seal(&self, key: &DataKey) -> Arc<dyn Seal> {
        Arc::new(key.seal(&self.randomness))
    }

    /// The lock of a store, waited for a moment.
    pub(in crate::runtime) fn lock(&self, folder: &Path) -> Result<StoreLock, OpenFault> {
        let since = i64::try_from(self.clock.millis()).unwrap_or(i64::MAX);
        let holder = Holder {
            process: std::process::id(),
            who: self.who.clone(),
            since,
        };
        let give_up = Instant::now() + LEAVING;
        loop {
            match StoreLock::take(self.files.as_ref(), folder, &holder) {
                Ok(lock) => return Ok(lock),
                Err(LockFault::Held(_)) if Instant::now() < give_up => std::thread::sleep(LEAVING / 20),
                Err(LockFault::Held(holder)) => return Err(OpenFault::Locked(holder)),
                Err(LockFault::Disk(fault)) => return Err(OpenFault::Journal(fault.into())),
            }
        }
    }
}

/// How long a store that is held is waited for. Whoever leaves is a moment in leaving; and a process that is just being
/// started (a printer's command) holds what its parent held until it has become the other program.
const LEAVING: Duration = Duration::from_millis(400);

/// The own commits that the journal of a store holds.
struct OwnSteps<'a> {
    header: StoreHeader,
    reader: &'a journal::Reader,
}

impl OwnSteps<'_> {
    fn step(&self, stored: &journal::Stored) -> Option<Step> {
        let StoreHeader {
            station, installation, ..
        } = self.header;
        let label = &stored.label;
        let is_own = stored.class == Class::Commit && (label.station, label.installation) == (station, installation);
        is_own.then(|| Step::new(label.sequence, stored.position().0, Digest::of(&stored.payload)))
    }
}

impl Steps for OwnSteps<'_> {
    fn find(&self, step: &Step) -> Option<Step> {
        let there = self.reader.read(journal::Position(step.position)).ok();
        if there.is_some_and(|stored| self.step(&stored) == Some(*step)) {
            return Some(*step);
        }
        self.reader
            .scan()
            .flatten()
            .filter_map(|stored| self.step(&stored))
            .find(|found| (found.sequence, found.digest) == (step.sequence, step.digest))
    }

    fn newest(&self, after: Option<&Step>) -> Option<Step> {
        let records = match after {
            Some(step) => self.reader.scan_from(journal::Position(step.position)),
            None => self.reader.scan(),
        };
        records
            .flatten()
            .filter_map(|stored| self.step(&stored))
            .filter(|found| after.is_none_or(|step| found.sequence > step.sequence))
            .max_by_key(|found| found.sequence)
    }
}
