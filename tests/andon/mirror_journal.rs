//! Whatever happens to the stick: what was said to be on it is there, it is the beginning of the journal, and after catching up
//! it is all of it. What is another store's, or differs, is not touched.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use andon::{
    copying::NotCopied,
    journal::{
        Claim, Holder, Journal, Layout, Mirror, OpenFault, Point, StoreHeader, StoreLock, Verdict, claim,
        files::Files,
        look, restore,
        simulated::{SimulatedDisk, Syncs},
        verify,
    },
    vault::ClearSeal,
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner},
};

use super::journal_store::{Entry, FOLDER, HEADER, append, create, entries, files, fill, open, segment};

const STICK: &str = "/media/stick/andon";
const BESIDE: &[&str] = &["register"];

#[derive(Debug, Clone)]
enum Deed {
    Commit(usize),
    Control(usize),
    Sync,
    Follow,
    /// The stick is pulled now, or at the n-th change from now, and put back.
    Pull,
    PullAt(u64),
    FailWrite(u64),
    FailSync(u64),
    /// The laptop's power goes, and the stick's with it.
    Cut,
    /// Another register.
    Register(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        10 => (0_usize..900).prop_map(Deed::Commit),
        1 => (4_000_usize..9_000).prop_map(Deed::Commit),
        3 => (0_usize..300).prop_map(Deed::Control),
        8 => Just(Deed::Sync),
        8 => Just(Deed::Follow),
        2 => Just(Deed::Pull),
        4 => (0_u64..14).prop_map(Deed::PullAt),
        1 => (0_u64..6).prop_map(Deed::FailWrite),
        1 => (0_u64..6).prop_map(Deed::FailSync),
        1 => Just(Deed::Cut),
        1 => any::<u8>().prop_map(Deed::Register),
    ]
}

#[derive(Debug, Clone)]
struct Story {
    seed: u64,
    short_writes: bool,
    deeds: Vec<Deed>,
}

fn story() -> impl Strategy<Value = Story> {
    (any::<u64>(), any::<bool>(), prop::collection::vec(deed(), 1..60)).prop_map(|(seed, short_writes, deeds)| Story {
        seed,
        short_writes,
        deeds,
    })
}

fn take_up(journal: &Journal, stick: &SimulatedDisk) -> Result<Mirror, NotCopied> {
    Mirror::take_up(&journal.reader(), &files(stick), Path::new(STICK), BESIDE)
}

fn proved(stick: &SimulatedDisk) -> Result<Verdict, OpenFault> {
    verify(
        &files(stick),
        Path::new(STICK),
        None,
        &mut |_| ControlFlow::Continue(()),
    )
}

fn claimed(journal: &Journal, stick: &SimulatedDisk) -> Result<(), NotCopied> {
    claim(&journal.reader(), stick, Path::new(STICK), Claim::OrOwn).map(|_| ())
}

fn empty_stick(seed: u64) -> SimulatedDisk {
    let stick = SimulatedDisk::new(seed);
    stick.create_folder(Path::new("/media/stick")).unwrap();
    stick.sync_folder(Path::new("/")).unwrap();
    stick.sync_folder(Path::new("/media")).unwrap();
    stick
}

struct Witness {
    laptop: SimulatedDisk,
    stick: SimulatedDisk,
    journal: Journal,
    mirror: Option<Mirror>,
    /// What was said to be on the stick.
    said: Option<Point>,
    count: u64,
}

impl Witness {
    fn new(story: &Story) -> Self {
        let (laptop, stick) = (SimulatedDisk::new(story.seed), empty_stick(story.seed ^ 1));
        if story.short_writes {
            stick.write_short();
        }
        laptop.create_folder(&Path::new(FOLDER).join("register")).unwrap();
        laptop.sync_folder(Path::new("/")).unwrap();
        laptop.sync_folder(Path::new("/hospital")).unwrap();
        Self {
            journal: create(&laptop),
            laptop,
            stick,
            mirror: None,
            said: None,
            count: 0,
        }
    }

    fn live(&mut self, deed: &Deed) -> Result<(), String> {
        match deed {
            Deed::Commit(length) => {
                self.count += 1;
                append(&mut self.journal, &Entry::commit(self.count, *length)).unwrap();
            }
            Deed::Control(length) => {
                self.count += 1;
                append(&mut self.journal, &Entry::control(self.count, *length)).unwrap();
            }
            Deed::Sync => {
                self.journal.sync().unwrap();
            }
            Deed::Follow => return self.follow().map(|_| ()),
            Deed::Pull => return self.pull(),
            Deed::PullAt(n) => self.stick.cut_power_at(*n),
            Deed::FailWrite(n) => self.stick.fail_write(*n),
            Deed::FailSync(n) => self.stick.fail_sync(*n),
            Deed::Cut => {
                self.laptop.power_cut();
                self.journal = open(&self.laptop, None).0;
                return self.pull();
            }
            Deed::Register(version) => {
                let folder = Path::new(FOLDER).join("register");
                for name in self.laptop.list(&folder).unwrap() {
                    self.laptop.take(&folder.join(name));
                }
                self.laptop
                    .put(&folder.join(format!("{version:02x}")), &vec![*version; 700]);
            }
        }
        Ok(())
    }

    /// Only what a pulled or failing stick says; never that it differs, that it is another's, that it is ahead.
    fn follow(&mut self) -> Result<bool, String> {
        let mirror = match self.mirror.take() {
            Some(mirror) => Ok(mirror),
            None => {
                // The folder was chosen once; until its copy is whole it may be chosen again.
                let chosen = if self.said.is_none() {
                    claimed(&self.journal, &self.stick)
                } else {
                    Ok(())
                };
                chosen.and_then(|()| take_up(&self.journal, &self.stick))
            }
        };
        let followed = mirror.and_then(|mut mirror| {
            let head = mirror.follow(&mut |_, _| {})?;
            Ok((mirror, head))
        });
        match followed {
            Ok((mirror, head)) => {
                if head != self.journal.saved() || mirror.behind() != 0 {
                    return Err(format!("{head:?} is not {:?}", self.journal.saved()));
                }
                self.mirror = Some(mirror);
                self.said = Some(head);
                Ok(true)
            }
            Err(NotCopied::Disk(_) | NotCopied::NotThere | NotCopied::NoFolder) => Ok(false),
            Err(other) => Err(format!("told of a stick that was pulled: {other:?}")),
        }
    }

    fn pull(&mut self) -> Result<(), String> {
        self.stick.power_cut();
        self.mirror = None;
        self.compare()
    }

    /// What is on the stick proves itself, is the beginning of the journal, and holds all that was said to be there.
    fn compare(&self) -> Result<(), String> {
        let verdict = match proved(&self.stick) {
            Ok(verdict) => verdict,
            // The first copying was cut short.
            Err(OpenFault::NoStore | OpenFault::HeaderMissing) if self.said.is_none() => return Ok(()),
            Err(fault) => return Err(format!("no copy: {fault:?}")),
        };
        if verdict.fault_count > 0 || verdict.unfinished.is_some() {
            return Err(format!("not proved: {verdict:?}"));
        }
        let said = self.said.map_or(0, |point| point.number.0);
        if verdict.head.number.0 < said {
            return Err(format!("{said} were said to be there, {:?} is", verdict.head));
        }
        let reader =
            look(&files(&self.stick), Path::new(STICK), Arc::new(ClearSeal)).map_err(|fault| fault.to_string())?;
        let there: Vec<Entry> = reader.scan().map(|stored| stored.unwrap().into()).collect();
        if entries(&self.journal).get(..there.len()) != Some(there.as_slice()) {
            return Err("the copy is not the beginning of the journal".to_owned());
        }
        Ok(())
    }

    /// With nothing in its way it catches up, byte by byte.
    fn end(&mut self) -> Result<(), String> {
        self.pull()?;
        if !self.follow()? {
            return Err("a good stick is not followed".to_owned());
        }
        self.compare()?;
        let end = self.journal.saved().position;
        for number in 0..=end.segment() {
            let of = segment(number);
            let ours = self.laptop.bytes(&of).unwrap();
            let theirs = self.stick.bytes(&on_stick(&of)).unwrap();
            if !ours.starts_with(&theirs) || theirs.len() as u64 <= u64::from(end.offset()) && number == end.segment() {
                return Err(format!("segment {number} differs"));
            }
        }
        let beside = |disk: &SimulatedDisk, folder: &Path| {
            let mut names = disk.list(&folder.join("register")).unwrap_or_default();
            names.sort();
            names
                .iter()
                .map(|name| (name.clone(), disk.bytes(&folder.join("register").join(name))))
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (
            beside(&self.laptop, Path::new(FOLDER)),
            beside(&self.stick, Path::new(STICK)),
        );
        if ours == theirs {
            Ok(())
        } else {
            Err(format!("{ours:?} is not {theirs:?}"))
        }
    }
}

fn on_stick(of: &Path) -> PathBuf {
    Path::new(STICK).join(of.strip_prefix(FOLDER).unwrap())
}

fn lived(story: &Story, syncs: Syncs) -> Result<(), String> {
    let mut witness = Witness::new(story);
    witness.stick.set_syncs(syncs);
    for deed in &story.deeds {
        witness.live(deed)?;
    }
    witness.end()
}

fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 500,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn what_was_said_to_be_on_the_stick_is_there_whatever_happens_to_it() {
    let told = runner(super::store_kit::rounds(300, 20_000)).run(&story(), |story| {
        lived(&story, Syncs::Kept).map_err(TestCaseError::fail)
    });
    told.unwrap_or_else(|error| panic!("{error}"));
}

/// The test above is worth something only if it fails without its safeguard.
#[test]
fn the_same_test_fails_when_nothing_is_synced_on_the_stick() {
    let told = runner(300).run(&story(), |story| {
        lived(&story, Syncs::Forgotten).map_err(TestCaseError::fail)
    });
    assert!(matches!(told, Err(TestError::Fail(..))), "nobody noticed: {told:?}");
}

/// A journal of twenty commits in several segments, and its mirror.
fn mirrored() -> (SimulatedDisk, Journal, SimulatedDisk) {
    let (laptop, stick) = (SimulatedDisk::new(1), empty_stick(2));
    let mut journal = create(&laptop);
    fill(&mut journal, 1..21, 700);
    claimed(&journal, &stick).unwrap();
    take_up(&journal, &stick).unwrap().follow(&mut |_, _| {}).unwrap();
    (laptop, journal, stick)
}

fn all(stick: &SimulatedDisk) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = stick.paths().into_iter();
    paths.map(|path| (path.clone(), stick.bytes(&path).unwrap())).collect()
}

/// What differs is told and left as it is: a flipped bit, a file that is gone, a copy that does not say how far it is whole.
#[test]
fn a_copy_that_differs_is_told_and_not_written_over() {
    let (_laptop, mut journal, whole) = mirrored();
    fill(&mut journal, 21..25, 700);
    let flipped = whole.fork();
    flipped.flip(&on_stick(&segment(1)), 1_000, 3);
    let gone = whole.fork();
    gone.take(&on_stick(&segment(1)));
    let endless = whole.fork();
    endless.flip(&Path::new(STICK).join("copied"), 30, 0);
    let crooked = whole.fork();
    crooked.flip(&Path::new(STICK).join("header"), 30, 0);
    for stick in [flipped, gone, endless, crooked] {
        let before = all(&stick);
        let fault = take_up(&journal, &stick).unwrap_err();
        let is_told =
            matches!(&fault, NotCopied::Differs(at) if at.starts_with("00000001:")) || fault == NotCopied::Unreadable;
        assert!(is_told, "{fault:?}");
        assert!(claimed(&journal, &stick).is_ok() == matches!(fault, NotCopied::Differs(_)));
        assert_eq!(all(&stick), before, "{fault:?}");
    }
}

/// A laptop that has lost the end of its journal does not take it from the stick as well.
#[test]
fn a_copy_that_knows_more_than_the_journal_is_kept() {
    let (laptop, mut journal, stick) = mirrored();
    let older = laptop.fork();
    fill(&mut journal, 21..25, 700);
    take_up(&journal, &stick).unwrap().follow(&mut |_, _| {}).unwrap();
    let before = all(&stick);
    let (older, _) = open(&older, None);
    let fault = take_up(&older, &stick).unwrap_err();
    assert!(matches!(fault, NotCopied::Ahead(_)), "{fault:?}");
    assert_eq!(all(&stick), before);
    // And what it went on with is not what the stick knows.
    let mut older = older;
    fill(&mut older, 31..45, 700);
    let fault = take_up(&older, &stick).unwrap_err();
    assert!(matches!(fault, NotCopied::Differs(_)), "{fault:?}");
    assert_eq!(all(&stick), before);
}

/// Whatever lies in a folder that is not ours stays: another laptop's mirror, a store, files of somebody.
#[test]
fn a_folder_that_is_not_ours_is_not_written() {
    let (laptop, journal, stick) = mirrored();
    // Another life of the same station.
    let other_laptop = SimulatedDisk::new(9);
    let holder = Holder {
        process: 1,
        who: String::new(),
        since: 0,
    };
    let lock = StoreLock::take(&other_laptop, Path::new(FOLDER), &holder).unwrap();
    let header = StoreHeader {
        store: *b"another sixteen!",
        ..HEADER
    };
    let other = Journal::create(files(&other_laptop), &lock, Layout::SMALL, header, Arc::new(ClearSeal)).unwrap();
    let before = all(&stick);
    assert_eq!(claimed(&other, &stick), Err(NotCopied::Foreign));
    assert_eq!(take_up(&other, &stick).unwrap_err(), NotCopied::Foreign);
    assert_eq!(all(&stick), before);
    // A stick that is exchanged between two rounds.
    let mut mirror = take_up(&journal, &stick).unwrap();
    let theirs = empty_stick(3);
    claim(&other.reader(), &theirs, Path::new(STICK), Claim::Fresh).unwrap();
    Mirror::take_up(&other.reader(), &files(&theirs), Path::new(STICK), BESIDE)
        .unwrap()
        .follow(&mut |_, _| {})
        .unwrap();
    for (path, bytes) in all(&theirs) {
        stick.put(&path, &bytes);
    }
    let before = all(&stick);
    assert_eq!(mirror.follow(&mut |_, _| {}), Err(NotCopied::Foreign));
    assert_eq!(all(&stick), before);
    // The store itself, and a folder of somebody's.
    let own = claim(&journal.reader(), &laptop, Path::new(FOLDER), Claim::OrOwn);
    assert_eq!(own, Err(NotCopied::Store));
    let holiday = empty_stick(4);
    holiday.create_folder(Path::new(STICK)).unwrap();
    holiday.put(&Path::new(STICK).join("holiday.jpg"), b"jpg");
    assert_eq!(claimed(&journal, &holiday), Err(NotCopied::NotEmpty));
    assert_eq!(all(&holiday).len(), 1);
    // Where no stick is, its place is not made on the laptop; and an empty one is no mirror that was chosen before.
    let nowhere = SimulatedDisk::new(5);
    assert_eq!(claimed(&journal, &nowhere), Err(NotCopied::NoFolder));
    assert_eq!(take_up(&journal, &empty_stick(6)).unwrap_err(), NotCopied::NotThere);
    assert_eq!(nowhere.paths(), Vec::<PathBuf>::new());
}

/// A copy is nobody's store; restored it is the same journal, and says that it was restored.
#[test]
fn a_copy_is_no_store_until_it_is_restored() {
    let (_laptop, journal, stick) = mirrored();
    let whose = andon::journal::whose(&files(&stick), Path::new(STICK));
    assert_eq!(whose, Err(OpenFault::Copy));
    let lock = StoreLock::take(
        &stick,
        Path::new(STICK),
        &Holder {
            process: 1,
            who: String::new(),
            since: 0,
        },
    )
    .unwrap();
    let opened = Journal::open(files(&stick), &lock, Layout::SMALL, Arc::new(ClearSeal), None);
    assert_eq!(opened.unwrap_err(), OpenFault::Copy);
    let other = Path::new("/media/other");
    // The power goes at every change of the restoring; asked for again, it comes to its end.
    let whole = stick.fork();
    let make = |disk: &SimulatedDisk| {
        let copy = look(&files(disk), Path::new(STICK), Arc::new(ClearSeal)).map_err(|_| NotCopied::NotThere)?;
        claim(&copy, disk, other, Claim::OrOwn)?;
        restore(&files(disk), &copy, other, BESIDE, &mut |_, _| {})
    };
    assert_eq!(make(&whole).unwrap(), journal.saved());
    let changes = whole.counts().changes - stick.counts().changes;
    for cut in 0..changes {
        let disk = stick.fork();
        disk.cut_power_at(cut);
        let _cut = make(&disk);
        disk.power_cut();
        match andon::journal::whose(&files(&disk), other) {
            Ok(header) => assert_eq!(header, HEADER),
            Err(OpenFault::NoStore | OpenFault::Copy | OpenFault::HeaderMissing) => {
                assert_eq!(make(&disk).unwrap(), journal.saved(), "cut {cut}");
            }
            Err(fault) => panic!("cut {cut}: {fault}"),
        }
        assert!(andon::journal::is_restored(&disk, other), "cut {cut}");
        let copied = look(&files(&disk), other, Arc::new(ClearSeal)).unwrap();
        let copied: Vec<Entry> = copied.scan().map(|stored| stored.unwrap().into()).collect();
        assert_eq!(copied, entries(&journal), "cut {cut}");
    }
}
