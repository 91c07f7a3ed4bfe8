//! A journal on a simulated disk, for the tests beside this file, and what is true of every journal.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use andon::{
    journal::{
        Class, Holder, Journal, Layout, LockFault, OpenFault, Opened, Point, Purpose, Record, Refusal, StoreHeader,
        StoreLock, Stored, Verdict, files::Files, simulated::SimulatedDisk, verify,
    },
    vault::{ClearSeal, Label},
};

pub const FOLDER: &str = "/hospital/store";

pub const HEADER: StoreHeader = StoreHeader {
    purpose: Purpose::Real,
    store: *b"sixteen letters!",
    station: 7,
    installation: 1,
    created: 1_763_900_000_000,
};

/// A record that a test appended, so that it can be compared with what is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub class: Class,
    pub label: Label,
    pub payload: Vec<u8>,
}

impl Entry {
    /// The `number`-th commit, `length` bytes long, unlike all others.
    pub fn commit(number: u64, length: usize) -> Self {
        let label = Label {
            station: 7,
            installation: 1,
            sequence: number,
            kind: 1,
        };
        Self {
            class: Class::Commit,
            label,
            payload: content(number, length),
        }
    }

    pub fn control(number: u64, length: usize) -> Self {
        let label = Label {
            station: 7,
            installation: 1,
            sequence: 0,
            kind: 2,
        };
        Self {
            class: Class::Control,
            label,
            payload: content(number, length),
        }
    }
}

impl From<Stored> for Entry {
    fn from(stored: Stored) -> Self {
        Self {
            class: stored.class,
            label: stored.label,
            payload: stored.payload,
        }
    }
}

/// Never zero, so that a torn sector differs from a blank one.
fn content(number: u64, length: usize) -> Vec<u8> {
    (0..length as u64)
        .map(|at| u8::try_from(1 + (number * 131 + at * 7) % 251).unwrap())
        .collect()
}

pub fn files(disk: &SimulatedDisk) -> Arc<dyn Files> {
    Arc::new(disk.clone())
}

/// Why a store was not opened or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    Lock(LockFault),
    Open(OpenFault),
}

pub fn lock(disk: &SimulatedDisk) -> Result<StoreLock, Trouble> {
    let holder = Holder {
        process: 42,
        who: "clerk@laptop-07".to_owned(),
        since: 1_763_900_000_000,
    };
    StoreLock::take(disk, Path::new(FOLDER), &holder).map_err(Trouble::Lock)
}

pub fn try_create(disk: &SimulatedDisk, layout: Layout) -> Result<Journal, Trouble> {
    Journal::create(files(disk), &lock(disk)?, layout, HEADER, Arc::new(ClearSeal)).map_err(Trouble::Open)
}

pub fn create(disk: &SimulatedDisk) -> Journal {
    try_create(disk, Layout::SMALL).expect("an empty store")
}

pub fn try_open(disk: &SimulatedDisk, trusted: Option<&Point>) -> Result<(Journal, Opened), Trouble> {
    Journal::open(files(disk), &lock(disk)?, Layout::SMALL, Arc::new(ClearSeal), trusted).map_err(Trouble::Open)
}

pub fn open(disk: &SimulatedDisk, trusted: Option<&Point>) -> (Journal, Opened) {
    try_open(disk, trusted).expect("the store opens")
}

pub fn append(journal: &mut Journal, entry: &Entry) -> Result<Point, Refusal> {
    let Entry { class, label, payload } = entry;
    journal.append(&Record {
        class: *class,
        label: *label,
        payload,
    })
}

/// Appends and saves `count` commits of `length` bytes, one by one.
pub fn fill(journal: &mut Journal, numbers: std::ops::Range<u64>, length: usize) -> Vec<Point> {
    let one = |number| {
        let point = append(journal, &Entry::commit(number, length)).expect("appended");
        assert_eq!(journal.sync().expect("saved"), point);
        point
    };
    numbers.map(one).collect()
}

/// Everything that is saved; the journal must be whole.
pub fn entries(journal: &Journal) -> Vec<Entry> {
    journal
        .reader()
        .scan()
        .map(|stored| stored.expect("a whole journal").into())
        .collect()
}

pub fn proved(disk: &SimulatedDisk) -> Verdict {
    verify(
        &files(disk),
        Path::new(FOLDER),
        None,
        &mut |_| ControlFlow::Continue(()),
    )
    .expect("a store")
}

pub fn segment(number: u32) -> PathBuf {
    Path::new(FOLDER).join(format!("journal/{number:08}.segment"))
}
