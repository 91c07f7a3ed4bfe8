//! Whatever happens to the index between two starts, nobody can tell: the answers are those of the journal.

use std::{
    fs,
    path::{Path, PathBuf},
};

use andon::{
    domain::{ask::Answer, refusal::Refusal},
    journal::simulated::SimulatedDisk,
    runtime::open::{IndexFound, IndexPlace, Opened},
    store::{IndexFault, Pace},
};

use crate::store_kit::{Bench, Chance, answers, copy_folder, does, shows};

/// Everybody leaves at once, but the index is written only when a test says so.
const WHEN_TOLD: Pace = Pace {
    after: std::time::Duration::from_secs(3600),
    commits: usize::MAX,
    ..Pace::EAGER
};

/// A store with a past, and what it says.
struct Told {
    disk: SimulatedDisk,
    bench: Bench,
    answers: Vec<Result<Answer, Refusal>>,
    shows: String,
    /// The index as it was halfway.
    older: PathBuf,
}

/// `tail` deeds are done after the index was written last.
fn told(seed: u64, deeds: u32, tail: u32) -> Told {
    let disk = SimulatedDisk::new(seed);
    let bench = Bench::simulated(&disk, WHEN_TOLD);
    let store = bench.init(7);
    let handle = store.handle();
    let mut chance = Chance(seed);
    let mut some = |number: u32| {
        for step in 0..number {
            let _some_are_refused = does(&handle, chance.deed(&bench, &handle));
            if step % 16 == 0 {
                handle.settle_index();
            }
        }
    };
    some(deeds / 2);
    handle.settle_index();
    let older = bench.temporary.path().join("older");
    copy_folder(&bench.index(), &older);
    some(deeds / 2);
    handle.settle_index();
    let newest = bench.temporary.path().join("newest");
    for _ in 0..tail {
        let _some_are_refused = does(&handle, chance.deed(&bench, &handle));
    }
    // As a kill leaves it: the journal has the tail, the index has not.
    copy_folder(&bench.index(), &newest);
    let killed = disk.fork();
    let (answers, shows) = (answers(&handle), shows(&handle));
    store.close();
    fs::remove_dir_all(bench.index()).unwrap();
    let index = bench.temporary.path().join("index");
    fs::rename(newest, &index).unwrap();
    let mut bench = bench;
    bench.means.index = IndexPlace::At(index);
    bench.means.files = std::sync::Arc::new(killed.clone());
    Told {
        disk: killed,
        bench,
        answers,
        shows,
        older,
    }
}

impl Told {
    /// Opens the store with the index that is there, and holds what it says against what was said before.
    fn hold(&mut self, what: &str) -> Opened {
        // Nothing that one opening writes is there for the next.
        self.bench.means.files = std::sync::Arc::new(self.disk.fork());
        let (store, opened) = self.bench.open();
        let handle = store.handle();
        assert_eq!(answers(&handle), self.answers, "{what}");
        assert_eq!(shows(&handle), self.shows, "{what}");
        store.close();
        opened
    }

    fn put(&self, index: &Path) {
        let _not_there = fs::remove_dir_all(self.bench.index());
        copy_folder(index, &self.bench.index());
    }

    fn aside(&self, number: u32) -> PathBuf {
        let mut name = self.bench.index().into_os_string();
        name.push(format!(".bad-{number}"));
        name.into()
    }
}

#[test]
fn a_kill_leaves_the_index_behind_and_the_start_catches_up() {
    let mut told = told(1, 120, 30);
    let opened = told.hold("after a kill");
    assert_eq!(opened.index, IndexFound::Used);
    assert!(opened.folded > 0, "the tail was empty");
    let opened = told.hold("after a start that brought the index up to date");
    assert_eq!((opened.index, opened.folded), (IndexFound::Used, 0));
}

#[test]
fn an_index_that_is_gone_or_older_or_empty_or_another_changes_nothing() {
    let mut told = told(2, 120, 5);
    let index = told.bench.index();

    fs::remove_dir_all(&index).unwrap();
    assert_eq!(told.hold("gone").index, IndexFound::Rebuilt(IndexFault::Missing));
    assert!(!told.aside(1).exists());

    told.put(&told.older.clone());
    let opened = told.hold("older");
    assert_eq!(opened.index, IndexFound::Used);
    assert!(opened.folded > 10);

    fs::remove_dir_all(&index).unwrap();
    fs::create_dir(&index).unwrap();
    assert_eq!(told.hold("empty").index, IndexFound::Rebuilt(IndexFault::Empty));
    assert!(told.aside(1).exists(), "what was there is kept");

    let other = Bench::simulated(&SimulatedDisk::new(99), WHEN_TOLD);
    let stranger = other.init(8);
    stranger.close();
    told.put(&other.index());
    let opened = told.hold("of another store");
    assert!(matches!(opened.index, IndexFound::Rebuilt(_)), "{opened:?}");
    assert!(told.aside(2).exists());

    fs::remove_dir_all(&index).unwrap();
    fs::write(&index, b"not a folder").unwrap();
    let opened = told.hold("no folder");
    assert!(matches!(opened.index, IndexFound::Rebuilt(_)), "{opened:?}");

    fs::write(index.join("condemned"), b"").unwrap();
    let opened = told.hold("found wrong before");
    assert!(
        matches!(opened.index, IndexFound::Rebuilt(IndexFault::Damaged(_))),
        "{opened:?}"
    );
}

#[test]
fn an_index_that_knows_more_than_the_journal_is_not_believed() {
    let disk = SimulatedDisk::new(5);
    let bench = Bench::simulated(&disk, WHEN_TOLD);
    let store = bench.init(7);
    let mut chance = Chance(5);
    for _ in 0..20 {
        let _some_are_refused = does(&store.handle(), chance.deed(&bench, &store.handle()));
    }
    store.close();
    let earlier = disk.fork();
    let (store, _) = bench.open();
    let before = shows(&store.handle());
    for _ in 0..20 {
        let _some_are_refused = does(&store.handle(), chance.deed(&bench, &store.handle()));
    }
    assert_ne!(shows(&store.handle()), before);
    store.close();

    let mut bench = bench;
    bench.means.files = std::sync::Arc::new(earlier);
    let (store, opened) = bench.open();
    assert_eq!(opened.index, IndexFound::Rebuilt(IndexFault::OtherJournal));
    // The end of the journal is gone: that is told, and nothing may be written over its place.
    assert_eq!(opened.faults.len(), 1, "{opened:?}");
    assert_eq!(shows(&store.handle()), before);
}

#[test]
fn without_a_place_for_an_index_everything_stays_in_memory() {
    let mut told = told(3, 60, 5);
    let file = told.bench.temporary.path().join("file");
    fs::write(&file, b"").unwrap();
    told.bench.means.index = IndexPlace::At(file.join("below a file"));
    let opened = told.hold("no place");
    assert!(matches!(opened.index, IndexFound::Without(_)), "{opened:?}");
}

/// The bytes of an index that hold something: sled writes its file in large blank pieces.
fn places(folder: &Path, every: usize) -> Vec<(PathBuf, usize)> {
    let mut places = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            places.extend(self::places(&path, every));
        } else {
            let bytes = fs::read(&path).unwrap();
            let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            places.extend((0..used).step_by(every).map(|place| (path.clone(), place)));
        }
    }
    places.sort();
    places
}

fn flip_bits(every: usize, at_most: usize) {
    let mut told = told(4, 80, 4);
    let whole = told.bench.temporary.path().join("whole");
    copy_folder(&told.bench.index(), &whole);
    let places = places(&whole, every);
    let stride = places.len().div_ceil(at_most).max(1);
    let (mut used, mut rebuilt) = (0, 0);
    for (number, (path, place)) in places.iter().enumerate().step_by(stride) {
        told.put(&whole);
        let target = told.bench.index().join(path.strip_prefix(&whole).unwrap());
        let mut bytes = fs::read(&target).unwrap();
        bytes[*place] ^= 1 << (number % 8);
        fs::write(&target, bytes).unwrap();
        match told.hold(&format!("{} byte {place}", path.display())).index {
            IndexFound::Used => used += 1,
            IndexFound::Rebuilt(_) => rebuilt += 1,
            IndexFound::Without(fault) => panic!("{fault}"),
        }
        let _kept_for_people = fs::remove_dir_all(told.aside(1));
    }
    println!("{} flips: {used} indexes used, {rebuilt} rebuilt", used + rebuilt);
    assert!(rebuilt > 0, "no flip was ever noticed");
}

#[test]
fn a_flipped_bit_in_the_index_changes_no_answer() {
    flip_bits(64, 150);
}

/// Every 64th byte; minutes.
#[test]
#[ignore = "minutes; `cargo test --release -- --ignored every_flipped_bit`"]
fn every_flipped_bit_in_the_index_changes_no_answer() {
    flip_bits(5, usize::MAX);
}
