//! Whatever fails and whenever the power goes: what was said to be saved is there, in order, and nothing is there by half.

use andon::journal::{
    Journal, Layout, OpenFault, Point, Refusal,
    simulated::{SimulatedDisk, Syncs},
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner},
};

use super::journal_store::{Entry, Trouble, append, create, entries, proved, try_create, try_open};

/// What happens to a store.
#[derive(Debug, Clone)]
enum Deed {
    Commit(usize),
    Control(usize),
    Sync,
    Prepare,
    /// The power goes now.
    Cut,
    /// The power goes at the n-th change of the disk from now, in the middle of whatever happens then.
    CutAt(u64),
    /// The process is killed and started again.
    Kill,
    FailWrite(u64),
    FailSync(u64),
    Reopen,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => (0_usize..900).prop_map(Deed::Commit),
        1 => (60_000_usize..140_000).prop_map(Deed::Commit),
        2 => (0_usize..300).prop_map(Deed::Control),
        8 => Just(Deed::Sync),
        2 => Just(Deed::Prepare),
        2 => Just(Deed::Cut),
        3 => (0_u64..12).prop_map(Deed::CutAt),
        1 => Just(Deed::Kill),
        1 => (0_u64..6).prop_map(Deed::FailWrite),
        1 => (0_u64..4).prop_map(Deed::FailSync),
        1 => Just(Deed::Reopen),
    ]
}

#[derive(Debug, Clone)]
struct Story {
    seed: u64,
    /// Whether the index remembers how far it came.
    trusting: bool,
    short_writes: bool,
    deeds: Vec<Deed>,
}

fn story() -> impl Strategy<Value = Story> {
    (
        any::<u64>(),
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(deed(), 1..60),
    )
        .prop_map(|(seed, trusting, short_writes, deeds)| Story {
            seed,
            trusting,
            short_writes,
            deeds,
        })
}

/// A store and what it must hold.
struct Witness {
    disk: SimulatedDisk,
    trusting: bool,
    journal: Option<Journal>,
    appended: Vec<Entry>,
    /// How many of them were said to be saved, and the last of these.
    saved: usize,
    point: Option<Point>,
    count: u64,
}

impl Witness {
    fn new(story: &Story) -> Self {
        let disk = SimulatedDisk::new(story.seed);
        let journal = Some(create(&disk));
        if story.short_writes {
            disk.write_short();
        }
        let trusting = story.trusting;
        Self {
            disk,
            trusting,
            journal,
            appended: Vec::new(),
            saved: 0,
            point: None,
            count: 0,
        }
    }

    fn live(&mut self, deed: &Deed) -> Result<(), String> {
        match deed {
            Deed::Commit(length) => self.append(|number| Entry::commit(number, *length)),
            Deed::Control(length) => self.append(|number| Entry::control(number, *length)),
            Deed::Sync => {
                let answer = self.journal.as_mut().map(Journal::sync);
                match answer {
                    Some(Ok(point)) => {
                        self.saved = self.appended.len();
                        self.point = Some(point).filter(|point| point.number.0 > 0);
                    }
                    Some(Err(refusal)) => self.refused(&refusal)?,
                    None => {}
                }
                Ok(())
            }
            Deed::Prepare => match self.journal.as_mut().map(Journal::prepare) {
                Some(Err(refusal)) => self.refused(&refusal),
                _ => Ok(()),
            },
            Deed::Cut => {
                self.disk.power_cut();
                self.reopen()
            }
            Deed::CutAt(n) => {
                self.disk.cut_power_at(*n);
                Ok(())
            }
            Deed::Kill => {
                self.disk.kill();
                self.reopen()
            }
            Deed::FailWrite(n) => {
                self.disk.fail_write(*n);
                Ok(())
            }
            Deed::FailSync(n) => {
                self.disk.fail_sync(*n);
                Ok(())
            }
            Deed::Reopen => self.reopen(),
        }
    }

    fn append(&mut self, entry: impl FnOnce(u64) -> Entry) -> Result<(), String> {
        self.count += 1;
        let entry = entry(self.count);
        let Some(journal) = &mut self.journal else {
            return Ok(());
        };
        let open = journal.closed().is_none();
        let answer = append(journal, &entry);
        // What was on its way when the power went may be there: nobody was told either way.
        if answer.is_ok() || (open && journal.closed().is_some()) {
            self.appended.push(entry);
        }
        answer.map_or_else(|refusal| self.refused(&refusal), |_| Ok(()))
    }

    /// A closed journal stays closed; nothing is retried.
    fn refused(&mut self, refusal: &Refusal) -> Result<(), String> {
        if let (Refusal::Closed(why), Some(journal)) = (refusal, &mut self.journal) {
            let again = append(journal, &Entry::commit(0, 1));
            if again != Err(Refusal::Closed(why.clone())) || journal.sync() != Err(Refusal::Closed(why.clone())) {
                return Err(format!("a closed journal answered {again:?}"));
            }
        }
        Ok(())
    }

    /// Starts the program again, as often as faults that were still to come make it fail.
    fn reopen(&mut self) -> Result<(), String> {
        self.journal = None;
        let trusted = self.point.filter(|_| self.trusting);
        let mut faults = Vec::new();
        for _ in 0..8 {
            match try_open(&self.disk, trusted.as_ref()) {
                Ok((journal, opened)) => {
                    if opened.fault_count > 0 || journal.closed().is_some() {
                        return Err(format!("taken for damage: {opened:?}"));
                    }
                    self.journal = Some(journal);
                    return self.compare();
                }
                Err(fault) => faults.push(fault),
            }
            self.disk.power_cut();
        }
        Err(format!("does not open: {faults:?}"))
    }

    fn compare(&mut self) -> Result<(), String> {
        let Some(journal) = &self.journal else { return Ok(()) };
        let found = entries(journal);
        if found.len() < self.saved {
            return Err(format!("{} were saved, {} are there", self.saved, found.len()));
        }
        if self.appended.get(..found.len()) != Some(found.as_slice()) {
            return Err("what is there is not the beginning of what was appended".to_owned());
        }
        let verdict = proved(&self.disk);
        if verdict.fault_count > 0 || verdict.unfinished.is_some() || verdict.records != found.len() as u64 {
            return Err(format!("not proved: {verdict:?}"));
        }
        if verdict.head != journal.head() {
            return Err(format!("head {:?}, proved {:?}", journal.head(), verdict.head));
        }
        // What is there now was made sure of by opening.
        self.appended.truncate(found.len());
        self.saved = found.len();
        self.point = Some(journal.saved()).filter(|point| point.number.0 > 0);
        Ok(())
    }
}

/// Lives a story to its end, a power cut, and says what was lost.
fn lived(story: &Story, syncs: Syncs) -> Result<(), String> {
    let mut witness = Witness::new(story);
    witness.disk.set_syncs(syncs);
    for deed in &story.deeds {
        witness.live(deed)?;
    }
    witness.disk.power_cut();
    witness.reopen()
}

fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn nothing_that_was_saved_is_lost() {
    let told = runner(1500).run(&story(), |story| {
        lived(&story, Syncs::Kept).map_err(TestCaseError::fail)
    });
    told.unwrap_or_else(|error| panic!("{error}"));
}

/// The test above is worth something only if it fails without its safeguard.
#[test]
fn the_same_test_fails_when_the_fdatasync_is_taken_out() {
    let mut runner = runner(1500);
    let told = runner.run(&story(), |story| {
        lived(&story, Syncs::Forgotten).map_err(TestCaseError::fail)
    });
    let Err(TestError::Fail(reason, shortest)) = told else {
        panic!("nobody noticed that nothing was saved: {told:?}")
    };
    assert!(
        shortest.deeds.iter().any(|deed| matches!(deed, Deed::Sync)),
        "{reason}: {shortest:?}"
    );
}

/// Every moment of one long story, not only those that chance finds.
#[test]
fn the_power_may_go_at_any_single_change() {
    let deeds = |disk: &SimulatedDisk| {
        let mut journal = create(disk);
        let mut saved = 0;
        for number in 1..=24_u64 {
            let length = if number == 9 {
                70_000
            } else {
                150 + usize::try_from(number).unwrap() * 37
            };
            if append(&mut journal, &Entry::commit(number, length)).is_err() {
                break;
            }
            // Two at a time, so that a group is torn too.
            if number % 2 == 0 {
                match journal.sync() {
                    Ok(_) => saved = number,
                    Err(_) => break,
                }
                let _ahead = journal.prepare();
            }
        }
        saved
    };
    let whole = SimulatedDisk::new(1);
    let before = {
        create(&whole);
        whole.counts().changes
    };
    let whole = SimulatedDisk::new(1);
    assert_eq!(deeds(&whole), 24);
    let changes = whole.counts().changes;
    assert!(changes > before + 40, "the story is too short to be worth it");
    for cut in before..changes {
        for seed in 0..6 {
            let disk = SimulatedDisk::new(seed);
            disk.cut_power_at(cut);
            let saved = deeds(&disk);
            disk.power_cut();
            let (journal, opened) = try_open(&disk, None).unwrap();
            assert_eq!(opened.fault_count, 0, "cut {cut}, seed {seed}: {opened:?}");
            let there = entries(&journal).len() as u64;
            assert!(there >= saved, "cut {cut}, seed {seed}: {saved} saved, {there} there");
            assert_eq!(proved(&disk).fault_count, 0);
        }
    }
}

/// A store is there, or it is not and can be made.
#[test]
fn the_power_may_go_while_a_store_is_made() {
    let whole = SimulatedDisk::new(1);
    create(&whole);
    let changes = whole.counts().changes;
    for cut in 0..changes {
        for seed in 0..10 {
            let disk = SimulatedDisk::new(seed);
            disk.cut_power_at(cut);
            assert!(try_create(&disk, Layout::SMALL).is_err(), "the power was off");
            disk.power_cut();
            let mut journal = match try_open(&disk, None) {
                Ok((journal, opened)) => {
                    assert_eq!(opened.fault_count, 0);
                    journal
                }
                Err(trouble) => {
                    assert_eq!(trouble, Trouble::Open(OpenFault::NoStore), "cut {cut}, seed {seed}");
                    create(&disk)
                }
            };
            append(&mut journal, &Entry::commit(1, 10)).unwrap();
            journal.sync().unwrap();
            assert_eq!(entries(&journal).len(), 1);
        }
    }
}
