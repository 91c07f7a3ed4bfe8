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

use crate::store_kit::{Bench, Chance, answers, copy_folder, does, long, rounds, shows};

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
    // Kept as it is: it is the witness, for the next start as well.
    assert_eq!(opened.index, IndexFound::Without(IndexFault::OtherJournal));
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

/// An index that was just made, so that few of its bytes are of yesterday; as a kill leaves it, or closed in peace.
fn fresh_index(told: &mut Told, killed: bool) -> PathBuf {
    let whole = told.bench.temporary.path().join(format!("whole-{killed}"));
    fs::remove_dir_all(told.bench.index()).unwrap();
    told.bench.means.files = std::sync::Arc::new(told.disk.fork());
    let (store, opened) = told.bench.open();
    assert_eq!(opened.index, IndexFound::Rebuilt(IndexFault::Missing));
    store.handle().settle_index();
    if killed {
        copy_folder(&told.bench.index(), &whole);
    }
    store.close();
    if !killed {
        copy_folder(&told.bench.index(), &whole);
    }
    whole
}

/// What became of the index after each damage.
#[derive(Debug, Default)]
struct Fates {
    used: u32,
    panicked: u32,
    refused: u32,
    not_believed: u32,
}

impl Fates {
    fn count(&mut self, index: &IndexFound) {
        match index {
            IndexFound::Used => self.used += 1,
            IndexFound::Rebuilt(IndexFault::Panicked(_)) => self.panicked += 1,
            IndexFound::Rebuilt(IndexFault::Refused(_)) => self.refused += 1,
            IndexFound::Rebuilt(_) => self.not_believed += 1,
            IndexFound::Without(fault) => panic!("{fault}"),
        }
    }
}

/// sled's summary of its log: with it a damaged log is mostly refused, without it sled reads on and stops in the middle.
fn forget_summary(index: &Path) {
    for entry in fs::read_dir(index).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("snap.") {
            fs::remove_file(path).unwrap();
        }
    }
}

/// Turns one bit after the other in copies of the index `whole`, `at_most` of them.
fn flip_bits(told: &mut Told, whole: &Path, at_most: usize) -> Fates {
    told.put(whole);
    assert_eq!(told.hold("nothing turned").index, IndexFound::Used);
    let places = places(whole, 1);
    let stride = places.len().div_ceil(at_most).max(1);
    let mut fates = Fates::default();
    for (number, (path, place)) in places.iter().enumerate().step_by(stride) {
        told.put(whole);
        let target = told.bench.index().join(path.strip_prefix(whole).unwrap());
        let mut bytes = fs::read(&target).unwrap();
        bytes[*place] ^= 1 << (number % 8);
        fs::write(&target, bytes).unwrap();
        let opened = told.hold(&format!("{} byte {place}", path.display()));
        fates.count(&opened.index);
        let _kept_for_people = fs::remove_dir_all(told.aside(1));
    }
    println!("one bit of {} bytes turned: {fates:?}", places.len());
    fates
}

#[test]
fn a_flipped_bit_in_the_index_changes_no_answer() {
    let at_most = if long() { 1500 } else { 40 };
    let mut told = told(4, 80, 4);
    let written_often = told.bench.temporary.path().join("written-often");
    copy_folder(&told.bench.index(), &written_often);
    let (killed, closed) = (fresh_index(&mut told, true), fresh_index(&mut told, false));
    let mut all = Fates::default();
    for index in [written_often, killed, closed] {
        for summary in [true, false] {
            if !summary {
                forget_summary(&index);
            }
            let fates = flip_bits(&mut told, &index, at_most);
            all.used += fates.used;
            all.panicked += fates.panicked;
            all.refused += fates.refused;
            all.not_believed += fates.not_believed;
        }
    }
    assert!(all.used > 0 && all.refused > 0 && all.not_believed > 0, "{all:?}");
}

/// Whole stretches: files that are gone, cut short, blank, or full of other bytes.
#[test]
fn an_index_in_ruins_changes_no_answer() {
    let mut told = told(6, 80, 4);
    let whole = fresh_index(&mut told, true);
    let mut chance = Chance(6);
    let mut files: Vec<PathBuf> = places(&whole, 1).into_iter().map(|(path, _)| path).collect();
    files.dedup();
    assert!(files.len() > 1, "{files:?}");
    let mut fates = Fates::default();
    for file in &files {
        for what in 0..rounds(7, 70) {
            told.put(&whole);
            let target = told.bench.index().join(file.strip_prefix(&whole).unwrap());
            let mut bytes = fs::read(&target).unwrap();
            let used = bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1;
            let place = usize::try_from(chance.below(used as u64)).unwrap();
            match what % 7 {
                0 => fs::remove_file(&target).unwrap(),
                1 => fs::write(&target, b"").unwrap(),
                2 => fs::write(&target, &bytes[..place]).unwrap(),
                3 => fs::write(&target, vec![0; bytes.len()]).unwrap(),
                4 => {
                    bytes[place..used].fill(0);
                    fs::write(&target, bytes).unwrap();
                }
                5 => {
                    bytes[place..used].iter_mut().for_each(|byte| *byte = chance.byte());
                    fs::write(&target, bytes).unwrap();
                }
                _ => {
                    fs::remove_file(&target).unwrap();
                    fs::create_dir(&target).unwrap();
                }
            }
            let opened = told.hold(&format!("{} ruin {}", file.display(), what % 7));
            fates.count(&opened.index);
            let _kept_for_people = fs::remove_dir_all(told.aside(1));
        }
    }
    println!("ruins: {fates:?}");
    assert!(fates.not_believed + fates.refused + fates.panicked > 4, "{fates:?}");
}

#[test]
fn sled_panics_over_some_folders_and_the_store_opens_all_the_same() {
    let mut told = told(7, 60, 4);
    let mut chance = Chance(7);
    let mut fates = Fates::default();
    // Whether it panics hangs on how its threads happened to lay out the file: about every third time.
    while fates.panicked < rounds(1, 20) {
        let broken = told.bench.temporary.path().join("broken");
        let db = sled::Config::new().path(&broken).open().unwrap();
        for number in 0..2000_u32 {
            db.insert(number.to_be_bytes(), vec![7; 1024]).unwrap();
        }
        db.flush().unwrap();
        drop(db);
        forget_summary(&broken);
        let file = broken.join("db");
        let mut bytes = fs::read(&file).unwrap();
        let place = usize::try_from(chance.below(500_000)).unwrap();
        bytes[place] ^= 1;
        fs::write(&file, bytes).unwrap();
        told.put(&broken);
        let opened = told.hold(&format!("byte {place}"));
        fates.count(&opened.index);
        let _kept_for_people = fs::remove_dir_all(told.aside(1));
        fs::remove_dir_all(&broken).unwrap();
        let tried = fates.panicked + fates.not_believed + fates.refused;
        assert!(tried < 1000, "sled never panicked: {fates:?}");
    }
    println!("{fates:?}");
}

/// What a store holds is nobody else's to read, whoever else works on the machine.
#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_store() {
    use std::os::unix::fs::PermissionsExt as _;

    let is_closed = |about: &fs::Metadata| about.permissions().mode().trailing_zeros() >= 6;
    let bench = Bench::real(Pace::EAGER);
    let store = bench.init(7);
    store.handle().settle_index();
    store.close();
    let mut folders = vec![(bench.folder.clone(), false)];
    let mut seen = 0;
    while let Some((folder, closed)) = folders.pop() {
        let closed = closed || is_closed(&fs::metadata(&folder).unwrap());
        for entry in fs::read_dir(&folder).unwrap() {
            let (path, about) = entry.map(|entry| (entry.path(), entry.metadata().unwrap())).unwrap();
            if about.is_dir() {
                folders.push((path, closed));
            } else {
                seen += 1;
                assert!(closed || is_closed(&about), "{}", path.display());
            }
        }
    }
    assert!(seen > 4);
    // Also in a folder that was made by somebody else and is open to all.
    let index = bench.index();
    assert!(is_closed(&fs::metadata(&index).unwrap()));
}
