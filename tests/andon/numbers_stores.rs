//! Stations through a bad week, on real stores on a real disk: numbers of every kind, cut off between the steps of giving them,
//! backups brought back, folders copied, laptops set up anew. Every number that stands in any journal stands there once.
//!
//! The counting of millions is in `numbers_simulation`; whole disks that were imaged are in `numbers_forks`. A hundred times as
//! long: `ANDON_LONG=1 cargo test --release --test andon bad_week`.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use andon::{
    app::door::{Door, Outcome, Refused},
    domain::{
        command::Command,
        identity::{Identifier, Sex},
        numbers::{
            Arrival, BlockNumber, NumberKind, Tongue,
            issue::{Issue, Newcomer},
            packets::Activate,
            series::left,
        },
        record::{CommitId, Station, wire},
    },
    journal::{
        disk::Disk,
        files::{Files, How, Locking, OpenFile},
    },
    runtime::{
        entrance::Entry,
        mark::{Marking, Marks},
        open::{IndexPlace, Means, Store},
        renew::{finish, renew},
    },
    store::Pace,
};

use crate::store_kit::{Bench, canonical, copy_folder, does, grants, rounds};

/// A small generator with a seed, so that a run can be seen again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// The real disk, until so many more things were written to it: then nothing more is, as after a fall.
#[derive(Debug, Clone)]
struct Falling(Arc<AtomicI64>);

impl Falling {
    fn step(&self) -> io::Result<()> {
        if self.0.fetch_sub(1, Ordering::SeqCst) > 0 {
            Ok(())
        } else {
            Err(io::Error::other("cut off"))
        }
    }
}

#[derive(Debug)]
struct FallingFile(Box<dyn OpenFile>, Falling);

impl Files for Falling {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        Ok(Box::new(FallingFile(Disk.open(path, how)?, self.clone())))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        Disk.create_folder(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.sync_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Disk.list(folder)
    }
    fn free_space(&self, folder: &Path) -> io::Result<u64> {
        Disk.free_space(folder)
    }
}

impl OpenFile for FallingFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(buffer, offset)
    }
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        self.1.step()?;
        self.0.write_at(bytes, offset)
    }
    fn allocate(&self, length: u64) -> io::Result<()> {
        self.1.step()?;
        self.0.allocate(length)
    }
    fn length(&self) -> io::Result<u64> {
        self.0.length()
    }
    fn truncate(&self, length: u64) -> io::Result<()> {
        self.1.step()?;
        self.0.truncate(length)
    }
    fn sync_data(&self) -> io::Result<()> {
        self.1.step()?;
        self.0.sync_data()
    }
    fn try_lock(&self) -> io::Result<Locking> {
        self.0.try_lock()
    }
}

/// One laptop: a folder of a store, marks beside it, and perhaps a backup of the folder.
struct Laptop {
    station: u16,
    bench: Bench,
    store: Option<Store>,
    backup: Option<PathBuf>,
    given_since: bool,
    /// How much is still written before it falls.
    fall: Arc<AtomicI64>,
}

struct Week {
    root: tempfile::TempDir,
    dice: Dice,
    laptops: Vec<Laptop>,
    /// The last block of each station, as the list of the laptop that was set up first has it.
    blocks: BTreeMap<u16, u16>,
    folders: usize,
    /// Journals of folders that are worked with no more.
    old: Vec<PathBuf>,
    seen: BTreeMap<&'static str, usize>,
}

const STATIONS: u16 = 5;
const FOR_EVER: i64 = i64::MAX / 2;

impl Week {
    fn new(seed: u64) -> Self {
        let mut week = Self {
            root: tempfile::tempdir().unwrap(),
            dice: Dice(seed),
            laptops: Vec::new(),
            blocks: BTreeMap::new(),
            folders: 0,
            old: Vec::new(),
            seen: BTreeMap::new(),
        };
        for station in 1..=STATIONS {
            let (bench, fall) = week.bench(&format!("laptop-{station}"));
            let store = bench.init(station);
            week.laptops.push(Laptop {
                station,
                bench,
                store: Some(store),
                backup: None,
                given_since: false,
                fall,
            });
            let at = week.laptops.len() - 1;
            let block = week.next_block(station);
            week.grant(at, block).unwrap();
        }
        week
    }

    fn bench(&self, name: &str) -> (Bench, Arc<AtomicI64>) {
        let fall = Arc::new(AtomicI64::new(FOR_EVER));
        let mut bench = Bench::real(Pace::STANDARD);
        let place = self.root.path().join(name);
        fs::create_dir_all(&place).unwrap();
        bench.folder = place.join("store");
        bench.means.index = IndexPlace::Nowhere;
        bench.means.files = Arc::new(Falling(Arc::clone(&fall)));
        bench.means.marks = Marking::At(Marks::of_machine(place.join("marks")));
        (bench, fall)
    }

    /// Counted on the laptop that was set up first, for any other; of its own it is told.
    fn next_block(&mut self, station: u16) -> u16 {
        let counted = self.blocks.get(&station).copied().unwrap_or_default() + 1;
        self.blocks.insert(station, counted);
        let first = self.laptops.first().filter(|first| first.station != station);
        if let Some(store) = first.and_then(|first| first.store.as_ref()) {
            let handle = store.handle();
            let command = Command::GrantBlock {
                station: Station::new(station),
                block: None,
            };
            match grants(&handle, command) {
                Ok(_) => {
                    let hospital = handle.hospital();
                    let own = hospital.blocks().filter(|block| block.station.number() == station);
                    assert_eq!(own.map(|block| block.number.number()).max(), Some(counted));
                }
                // It was set up anew itself: the list on paper goes on.
                Err(Refused::Refusal(refusal)) => assert_eq!(refusal.code(), "block-unsaid"),
                Err(other) => panic!("{other:?}"),
            }
        }
        counted
    }

    fn grant(&self, at: usize, block: u16) -> Outcome {
        let command = Command::GrantBlock {
            station: None,
            block: BlockNumber::new(block),
        };
        grants(&self.laptops[at].store.as_ref().unwrap().handle(), command)
    }

    fn count(&mut self, what: &'static str) {
        *self.seen.entry(what).or_default() += 1;
    }

    fn close(&mut self, at: usize) {
        if let Some(store) = self.laptops[at].store.take() {
            store.close();
        }
    }

    fn open(&mut self, at: usize) {
        assert!(!finish(&self.laptops[at].bench.folder).unwrap());
        self.laptops[at].store = Some(self.laptops[at].bench.open().0);
    }

    /// Numbers of some kind; a packet is given away at once.
    fn give(&mut self, at: usize) -> Outcome {
        let kind = self.dice.below(4);
        let handle = self.laptops[at].store.as_ref().unwrap().handle();
        let newcomer = match kind {
            0 => Newcomer::Mass {
                count: 3,
                arrival: Arrival::default(),
            },
            _ => Newcomer::Unidentified {
                sex: Some(Sex::Female),
                birth: None,
                arrival: Arrival::default(),
            },
        };
        let command = match kind {
            1 => Command::PreparePackets {
                count: 2,
                request: None,
            },
            _ => Command::Issue(Box::new(Issue {
                newcomer,
                declined: Vec::new(),
                tongue: Tongue::Japanese,
                request: None,
            })),
        };
        let outcome = does(&handle, command);
        if let (Ok(receipt), 1) = (&outcome, kind) {
            let activate = Activate {
                number: receipt.numbers[0].clone(),
                alias: None,
                sex: None,
                birth: None,
                arrival: Arrival::default(),
                tongue: Tongue::Japanese,
            };
            // It may fall between the two.
            let _perhaps = does(&handle, Command::ActivatePacket(Box::new(activate)));
        }
        if outcome.is_ok() {
            self.laptops[at].given_since = true;
        }
        outcome
    }

    fn refused(&mut self, at: usize) -> &'static str {
        match self.give(at) {
            Err(Refused::Refusal(refusal)) => refusal.code(),
            other => panic!("{other:?}"),
        }
    }

    fn renew(&mut self, at: usize) {
        self.close(at);
        let block = self.next_block(self.laptops[at].station);
        let bench = &self.laptops[at].bench;
        let block = BlockNumber::new(block).unwrap();
        let kept = renew(&bench.folder, block, &Entry::trial(), &bench.means, &mut |_| {}).unwrap();
        self.old.push(kept);
        self.laptops[at].backup = None;
        self.open(at);
        self.give(at).unwrap();
    }

    fn fresh_folder(&mut self) -> PathBuf {
        self.folders += 1;
        self.root.path().join(format!("folder-{}", self.folders))
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each thing that happens")]
    fn something(&mut self) {
        let at = usize::try_from(self.dice.below(self.laptops.len() as u64)).unwrap();
        let what = self.dice.below(12);
        // The first form of numbers has nine blocks for a station; with the last one, it only gives.
        let is_last = self
            .blocks
            .get(&self.laptops[at].station)
            .is_some_and(|block| *block >= 9);
        match if is_last { what.min(4) } else { what } {
            0..=4 => {
                self.give(at).unwrap();
                self.count("given");
            }
            5 | 6 => {
                // Cut off at one of the steps of saving.
                let steps = i64::try_from(self.dice.below(8)).unwrap();
                self.laptops[at].fall.store(steps, Ordering::SeqCst);
                let outcome = self.give(at);
                self.count(if outcome.is_ok() { "before the fall" } else { "cut off" });
                self.close(at);
                self.laptops[at].fall.store(FOR_EVER, Ordering::SeqCst);
                self.open(at);
                self.give(at).unwrap();
            }
            7 => {
                // Cut off when it is in the journal and not marked yet: the mark is as it was.
                let Marking::At(marks) = self.laptops[at].bench.means.marks.clone() else {
                    panic!()
                };
                let mark = fs::read_dir(&marks.folder).unwrap().flatten().map(|entry| entry.path());
                let before: Vec<(PathBuf, Vec<u8>)> = mark
                    .filter(|path| path.extension().is_some_and(|ending| ending == "mark"))
                    .map(|path| (path.clone(), fs::read(path).unwrap()))
                    .collect();
                self.give(at).unwrap();
                self.close(at);
                for (path, bytes) in before {
                    fs::write(path, bytes).unwrap();
                }
                self.open(at);
                self.give(at).unwrap();
                self.count("not marked");
            }
            8 => {
                self.close(at);
                let backup = self.fresh_folder();
                copy_folder(&self.laptops[at].bench.folder, &backup);
                self.laptops[at].backup = Some(backup);
                self.laptops[at].given_since = false;
                self.open(at);
            }
            9 => {
                let Some(backup) = self.laptops[at].backup.clone().filter(|_| self.laptops[at].given_since) else {
                    return;
                };
                self.close(at);
                let gone = self.fresh_folder();
                fs::rename(&self.laptops[at].bench.folder, &gone).unwrap();
                self.old.push(gone);
                copy_folder(&backup, &self.laptops[at].bench.folder);
                self.open(at);
                assert_eq!(self.refused(at), "store-rolled-back");
                self.renew(at);
                self.count("brought back");
            }
            10 => {
                if self.laptops.len() > 12 {
                    return;
                }
                self.close(at);
                let copy = self.fresh_folder();
                let station = self.laptops[at].station;
                let (mut bench, fall) = self.bench("elsewhere");
                bench.means.marks = self.laptops[at].bench.means.marks.clone();
                bench.folder.clone_from(&copy);
                copy_folder(&self.laptops[at].bench.folder, &copy);
                self.open(at);
                let store = Some(bench.open().0);
                self.laptops.push(Laptop {
                    station,
                    bench,
                    store,
                    backup: None,
                    given_since: false,
                    fall,
                });
                let copied = self.laptops.len() - 1;
                assert_eq!(self.refused(copied), "store-copied");
                self.renew(copied);
                self.give(at).unwrap();
                self.count("copied");
            }
            _ => {
                // The folder is lost, and whoever sets it up remembers the first number.
                let station = self.laptops[at].station;
                self.close(at);
                let gone = self.fresh_folder();
                fs::rename(&self.laptops[at].bench.folder, &gone).unwrap();
                self.old.push(gone);
                self.laptops[at].store = Some(self.laptops[at].bench.init(station));
                let again = self.grant(at, 1);
                assert!(
                    matches!(&again, Err(Refused::Refusal(refusal)) if refusal.code() == "block-taken"),
                    "{again:?}"
                );
                let block = self.next_block(station);
                self.grant(at, block).unwrap();
                self.give(at).unwrap();
                self.laptops[at].backup = None;
                self.count("set up anew");
            }
        }
    }

    /// Every number in every journal, with the commit that gave it.
    fn numbers(&mut self) -> BTreeMap<Identifier, CommitId> {
        let mut numbers: BTreeMap<Identifier, CommitId> = BTreeMap::new();
        let mut take = |store: &Store| {
            for bytes in canonical(&store.handle()) {
                let commit = wire::read(&bytes).unwrap();
                for given in commit.events.iter().flat_map(|event| event.fact.given()) {
                    let by = *numbers.entry(given.number.clone()).or_insert(commit.id);
                    assert_eq!(by, commit.id, "{} was given twice", given.number);
                }
            }
        };
        for laptop in &self.laptops {
            take(laptop.store.as_ref().unwrap());
        }
        // Whatever lies about, without the marks: only to be read.
        let mut means: Means = self.laptops[0].bench.means.clone();
        means.marks = Marking::Needless;
        for folder in &self.old {
            let (store, _) = Store::open(folder, &means, &Entry::trial(), &mut |_| {}).unwrap();
            take(&store);
            store.close();
        }
        numbers
    }
}

#[test]
fn no_number_is_given_twice_in_a_bad_week() {
    let further = u64::from(rounds(0, 98));
    for seed in [20, 7_777].into_iter().chain(7_778..7_778 + further) {
        let mut week = Week::new(seed);
        for _ in 0..45 {
            week.something();
        }
        let numbers = week.numbers();
        println!("{} numbers; {:?}", numbers.len(), week.seen);
        assert!(numbers.len() > 40, "{}", numbers.len());
        // Those two have everything in them.
        for what in ["given", "cut off", "not marked", "copied", "set up anew"] {
            assert!(
                seed > 7_777 || week.seen.get(what).is_some_and(|times| *times > 0),
                "nobody was {what}: {:?}",
                week.seen
            );
        }
        // They meet at the first: what each gave is there once, and nothing disagrees about it.
        let all: Vec<Vec<u8>> = week
            .laptops
            .iter()
            .flat_map(|laptop| canonical(&laptop.store.as_ref().unwrap().handle()))
            .collect();
        let first = week.laptops[0].store.as_ref().unwrap().handle();
        for bytes in all {
            first.import(bytes).wait().unwrap();
        }
        let hospital = first.hospital();
        assert!(hospital.numbers().all(|number| number.issued.len() < 2));
        let twice = hospital.discrepancies();
        assert!(twice.iter().all(|one| one.kind.code() != "number-twice"), "{twice:?}");
    }
}

/// The power goes between the two names of a renewal: the next start ends it. And what an earlier one left behind, with the
/// block that it had claimed, is cleared away.
#[test]
fn a_renewal_that_was_broken_off_is_ended_at_the_next_start() {
    let mut week = Week::new(1);
    week.give(0).unwrap();
    week.close(0);
    let folder = week.laptops[0].bench.folder.clone();
    let copy = folder.with_file_name("copy");
    copy_folder(&folder, &copy);
    let means = week.laptops[0].bench.means.clone();
    let renewed = |block: u16| {
        let block = BlockNumber::new(block).unwrap();
        renew(&copy, block, &Entry::trial(), &means, &mut |_| {})
    };
    // Broken off before the old folder was put aside: a whole new one lies beside, its block claimed.
    let kept = renewed(2).unwrap();
    let left = folder.with_file_name("copy.new-1");
    fs::rename(&copy, &left).unwrap();
    fs::rename(&kept, &copy).unwrap();
    assert!(!finish(&copy).unwrap(), "the old one is in its place");
    let kept = renewed(2).unwrap();
    assert!(!left.exists());
    // Broken off between the two names.
    fs::rename(&copy, &left).unwrap();
    assert!(kept.exists() && !copy.exists());
    assert!(finish(&copy).unwrap());
    let (store, _) = Store::open(&copy, &means, &Entry::trial(), &mut |_| {}).unwrap();
    week.laptops[0].store = Some(store);
    let given = week.give(0).unwrap();
    assert!(given.numbers[0].as_str().get(4..5) == Some("2"), "{:?}", given.numbers);
    // Nothing to end, and nothing is made up.
    assert!(!finish(&copy).unwrap());
    assert!(!finish(&folder.with_file_name("nowhere")).unwrap());
}

/// A renewal that fails leaves everything as it was, and the block free.
#[test]
fn a_renewal_that_fails_changes_nothing() {
    let mut week = Week::new(3);
    week.give(0).unwrap();
    week.close(0);
    let folder = week.laptops[0].bench.folder.clone();
    let copy = folder.with_file_name("copy");
    copy_folder(&folder, &copy);
    let means = week.laptops[0].bench.means.clone();
    let block = BlockNumber::new(2).unwrap();
    let (mut failed, mut after) = (0, 5);
    while after < 2_000 {
        week.laptops[0].fall.store(after, Ordering::SeqCst);
        let outcome = renew(&copy, block, &Entry::trial(), &means, &mut |_| {});
        week.laptops[0].fall.store(FOR_EVER, Ordering::SeqCst);
        if outcome.is_ok() {
            break;
        }
        failed += 1;
        assert!(!finish(&copy).unwrap(), "the old folder is in its place");
        let (store, _) = Store::open(&copy, &means, &Entry::trial(), &mut |_| {}).unwrap();
        let outcome = does(
            &store.handle(),
            Command::PreparePackets {
                count: 1,
                request: None,
            },
        );
        assert!(matches!(outcome, Err(Refused::Refusal(refusal)) if refusal.code() == "store-copied"));
        store.close();
        after = after * 5 / 3;
    }
    assert!(failed > 2, "{failed}");
    let (store, _) = Store::open(&copy, &means, &Entry::trial(), &mut |_| {}).unwrap();
    assert!(
        does(
            &store.handle(),
            Command::PreparePackets {
                count: 1,
                request: None
            }
        )
        .is_ok()
    );
}

/// The clock of a laptop goes back by a day: numbers go on where they were.
#[test]
fn a_clock_that_was_put_back_gives_no_number_again() {
    let mut week = Week::new(5);
    let mut given: Vec<Identifier> = Vec::new();
    for back in [0, 86_400, 40 * 86_400] {
        let now = week.laptops[0].bench.now();
        week.laptops[0].bench.clock.set(now.plus_seconds(-back));
        given.extend(week.give(0).unwrap().numbers);
        week.close(0);
        week.open(0);
        given.extend(week.give(0).unwrap().numbers);
    }
    let once: BTreeSet<&Identifier> = given.iter().collect();
    assert_eq!(once.len(), given.len(), "{given:?}");
}

/// A block runs low, and out: it is told before, and what to do then; another laptop is not touched by it.
#[test]
fn a_block_that_runs_low_is_told_and_an_empty_one_says_what_to_do() {
    let week = Week::new(9);
    let handle = week.laptops[1].store.as_ref().unwrap().handle();
    let status = handle.status();
    let now = || {
        let hospital = handle.hospital();
        left(&hospital, NumberKind::MassCasualty, status.station, status.installation)
    };
    let is_low = || now().is_low(handle.hospital().schemes().of(NumberKind::MassCasualty));
    let packets = || {
        does(
            &handle,
            Command::PreparePackets {
                count: 500,
                request: None,
            },
        )
    };
    for _ in 0..18 {
        packets().unwrap();
    }
    assert_eq!((now().numbers, is_low()), (999, true));
    packets().unwrap();
    let one = |count| does(&handle, Command::PreparePackets { count, request: None });
    // 499 are left: 500 are refused whole, and none of them is taken.
    assert!(matches!(packets(), Err(Refused::Refusal(refusal)) if refusal.code() == "block-empty"));
    assert_eq!(now().numbers, 499);
    one(499).unwrap();
    assert!(matches!(one(1), Err(Refused::Refusal(refusal)) if refusal.code() == "block-empty"));
    let grant = Command::GrantBlock {
        station: None,
        block: BlockNumber::new(2),
    };
    grants(&handle, grant).unwrap();
    let fact = |receipt: andon::app::door::Receipt| receipt.numbers[0].to_string();
    assert!(fact(one(1).unwrap()).starts_with("M02-20001-"));
}
