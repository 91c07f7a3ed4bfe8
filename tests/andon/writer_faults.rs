//! When the disk fails: what was said to be saved is there, what was not is gone and was never said to be, nothing more is
//! taken, and people are told.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use andon::{
    app::door::{Access, Door, NotSaved, Notice, Outcome, ReadOnly, Refused},
    domain::{
        access::{Asker, Role},
        command::Command,
        numbers::{
            Arrival, BlockNumber, Tongue,
            issue::{Issue, Newcomer},
        },
        record::{CommitId, wire},
    },
    journal::{Layout, simulated::SimulatedDisk},
    runtime::{
        entrance::Entry,
        open::{OpenFault, Store},
        writer::Handle,
    },
    store::Pace,
};
use proptest::prelude::*;

use crate::{
    store_kit::{Bench, Chance, admit, answers, canonical, clerk, does, rounds, shows},
    world::{identifier, text},
};

/// Until the writer has nothing more to do: it makes room ahead after it has answered.
fn quiet(disk: &SimulatedDisk) {
    let mut before = disk.counts();
    loop {
        thread::sleep(Duration::from_millis(15));
        let now = disk.counts();
        if now == before {
            return;
        }
        before = now;
    }
}

/// Everything that is told from now on.
fn told(handle: &Handle) -> mpsc::Receiver<Notice> {
    let (sender, told) = mpsc::channel();
    handle.subscribe(move |notice| {
        let _nobody_listens = sender.send(notice.clone());
    });
    handle.settle_index();
    told
}

/// Hands all of them in before any can be answered.
fn together(handle: &Handle, commands: Vec<Command>) -> Vec<Outcome> {
    let tickets: Vec<_> = commands
        .into_iter()
        .map(|command| handle.submit(clerk(), command.into()))
        .collect();
    tickets.into_iter().map(andon::app::door::Ticket::wait).collect()
}

fn not_saved(outcome: &Outcome) -> &NotSaved {
    match outcome {
        Err(Refused::NotSaved(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// The commits that a store holds.
fn commits(handle: &Handle) -> Vec<CommitId> {
    canonical(handle)
        .iter()
        .map(|bytes| wire::read(bytes).unwrap().id)
        .collect()
}

#[test]
fn after_a_failed_fdatasync_nothing_is_taken_and_what_was_not_saved_is_gone() {
    let disk = SimulatedDisk::new(11);
    let bench = Bench::simulated(&disk, Pace::EAGER);
    let store = bench.init(7);
    let handle = store.handle();
    does(&handle, admit(1, "5E-101-1")).unwrap();
    let told = told(&handle);
    let before = (shows(&handle), answers(&handle), handle.status());
    quiet(&disk);

    disk.fail_sync(0);
    // The second stands on the first: it says so only as long as the first is there.
    let outcomes = together(
        &handle,
        vec![admit(2, "5E-101-2"), admit(3, "5E-101-2"), admit(4, "5E-102-1")],
    );
    for outcome in &outcomes {
        assert!(
            matches!(not_saved(outcome), NotSaved::ReadOnly(ReadOnly::SyncFailed(_))),
            "{outcome:?}"
        );
    }
    assert!(matches!(told.try_recv(), Ok(Notice::ReadOnly(ReadOnly::SyncFailed(_)))));
    assert_eq!((shows(&handle), answers(&handle)), (before.0.clone(), before.1.clone()));
    let status = handle.status();
    assert!(
        matches!(status.access, Access::ReadOnly(ReadOnly::SyncFailed(_))),
        "{status:?}"
    );
    assert_eq!((status.head, status.sequence), (before.2.head, before.2.sequence));

    // The next sync would say that all is well. It is not asked.
    let syncs = disk.counts().syncs;
    let again = does(&handle, admit(5, "5E-102-2"));
    assert!(matches!(not_saved(&again), NotSaved::ReadOnly(ReadOnly::SyncFailed(_))));
    assert_eq!(disk.counts().syncs, syncs);
    assert_eq!(shows(&handle), before.0);

    store.close();
    let (store, opened) = bench.open();
    assert_eq!((opened.faults.len(), opened.not_folded), (0, 0), "{opened:?}");
    assert_eq!(shows(&store.handle()), before.0);
    assert_eq!(store.handle().status().access, Access::Writable);
    assert_eq!(
        does(&store.handle(), admit(2, "5E-101-2"))
            .unwrap()
            .commit
            .unwrap()
            .to_string(),
        "7-1-3"
    );
}

/// So many that the disk begins with them while they are folded.
fn many() -> Command {
    Command::Issue(Box::new(Issue {
        newcomer: Newcomer::Mass {
            count: 340,
            arrival: Arrival::default(),
        },
        declined: Vec::new(),
        tongue: Tongue::Japanese,
        request: None,
    }))
}

fn may_give(handle: &Handle) {
    let (station, block) = (None, Some(BlockNumber::FIRST));
    let trial = Asker {
        user: clerk().user,
        role: Role::Trial,
    };
    let grant = Command::GrantBlock { station, block };
    handle.decide(trial, grant.into()).unwrap();
}

/// The disk begins early with what is large. That is one fdatasync, and what it did not save is gone like anything else, with all
/// that was decided on it.
#[test]
fn what_the_disk_began_with_early_is_saved_once_or_not_at_all() {
    let disk = SimulatedDisk::new(12);
    let mut bench = Bench::simulated(&disk, Pace::EAGER);
    // Room ahead, so that every sync that is counted is one of a commit.
    bench.means.layout = Layout {
        segment: 1 << 20,
        window: 1 << 19,
        buffer: 1 << 18,
        ..Layout::SMALL
    };
    let store = bench.init(7);
    let handle = store.handle();
    may_give(&handle);
    does(&handle, admit(1, "5E-101-1")).unwrap();
    quiet(&disk);
    let syncs = disk.counts().syncs;
    assert_eq!(does(&handle, many()).unwrap().numbers.len(), 340);
    let saved = canonical(&handle).pop().unwrap();
    assert!(saved.len() > 64 << 10, "{} bytes are not many", saved.len());
    assert_eq!(disk.counts().syncs, syncs + 1, "the second had nothing to do");

    // What is saved early stays, when the disk fails with what came behind it. How many of the three the desk took at once is chance.
    quiet(&disk);
    disk.fail_sync(1);
    let outcomes = together(&handle, vec![admit(2, "5E-101-2"), many(), admit(3, "5E-102-1")]);
    let told: Vec<CommitId> = outcomes
        .iter()
        .map_while(|outcome| outcome.as_ref().ok()?.commit)
        .collect();
    assert!((1..=2).contains(&told.len()), "{outcomes:?}");
    for refused in &outcomes[told.len()..] {
        assert!(matches!(
            not_saved(refused),
            NotSaved::ReadOnly(ReadOnly::SyncFailed(_))
        ));
    }
    assert!(commits(&handle).ends_with(&told));
    let numbers = 340 * told.len();
    assert_eq!(handle.hospital().numbers().count(), numbers);
    let shown = shows(&handle);

    store.close();
    let (store, opened) = bench.open();
    assert_eq!((opened.faults.len(), opened.not_folded), (0, 0), "{opened:?}");
    let handle = store.handle();
    assert_eq!(shows(&handle), shown);
    quiet(&disk);
    let syncs = disk.counts().syncs;
    disk.fail_sync(0);
    let lost = does(&handle, many());
    assert!(matches!(not_saved(&lost), NotSaved::ReadOnly(ReadOnly::SyncFailed(_))));
    // The next sync would say that all is well. It is not asked.
    assert_eq!(disk.counts().syncs, syncs + 1);
    assert_eq!(handle.hospital().numbers().count(), numbers);
    assert_eq!(shows(&handle), shown);
    store.close();
    assert_eq!(shows(&bench.open().0.handle()), shown);
}

/// What somebody was told, against what there is, whatever fails and whenever.
fn live(seed: u64) -> Result<bool, String> {
    let disk = SimulatedDisk::new(seed);
    let bench = Bench::simulated(&disk, Pace::EAGER);
    let store = bench.init(7);
    let handle = store.handle();
    may_give(&handle);
    let (mut chance, mut dice) = (Chance(seed), Chance(seed ^ 0xfa17));
    let mut acknowledged = commits(&handle);
    let heard_of_it = Arc::new(AtomicBool::new(false));
    let hears = Arc::clone(&heard_of_it);
    handle.subscribe(move |notice| {
        if matches!(notice, Notice::ReadOnly(_)) {
            hears.store(true, Ordering::SeqCst);
        }
    });
    let mut failed = false;
    for step in 0..60 {
        if step > 5 && dice.below(12) == 0 {
            if dice.below(2) == 0 {
                disk.fail_sync(dice.below(3));
            } else {
                disk.fail_write(dice.below(4));
            }
        }
        let mut burst: Vec<Command> = (0..=dice.below(6)).map(|_| chance.deed(&bench, &handle)).collect();
        if dice.below(30) == 0 {
            burst.insert(burst.len() / 2, many());
        }
        for outcome in together(&handle, burst) {
            match outcome {
                Ok(receipt) => acknowledged.extend(receipt.commit),
                Err(Refused::NotSaved(NotSaved::ReadOnly(_))) => failed = true,
                Err(Refused::NotSaved(other)) if !matches!(other, NotSaved::Disk(_)) => {
                    return Err(format!("step {step}: {other:?}"));
                }
                // Also where no further segment could be made: nothing has changed then.
                Err(_) => {}
            }
        }
        if commits(&handle) != acknowledged {
            return Err(format!(
                "step {step}: the journal has {:?}, told {acknowledged:?}",
                commits(&handle)
            ));
        }
        if let Some(lost) = acknowledged.iter().find(|id| !handle.hospital().has_seen(**id)) {
            return Err(format!("step {step}: {lost} was said to be saved and is not shown"));
        }
        if handle.status().sequence != acknowledged.last().map(|id| id.sequence) {
            return Err(format!("step {step}: more is shown than was said to be saved"));
        }
        if failed {
            break;
        }
    }
    if failed && !heard_of_it.load(Ordering::SeqCst) {
        return Err("nobody was told".to_owned());
    }
    let shown = shows(&handle);
    store.close();
    disk.power_cut();
    let (store, opened) = bench.open();
    let there = commits(&store.handle());
    if !there.starts_with(&acknowledged) || !opened.faults.is_empty() {
        return Err(format!(
            "after the power was cut: {there:?} of {acknowledged:?}, {opened:?}"
        ));
    }
    if there == acknowledged && shows(&store.handle()) != shown {
        return Err("the same commits show something else".to_owned());
    }
    Ok(failed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(24, 600), ..ProptestConfig::default() })]

    #[test]
    fn what_was_said_to_be_saved_is_there_and_nothing_else_is_shown(seed in any::<u64>()) {
        live(seed).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn disks_do_fail_in_these_lives() {
    let failed = (0..12).filter(|seed| live(*seed).unwrap()).count();
    assert!(failed > 4, "only {failed} of 12");
}

#[test]
fn a_full_disk_refuses_clearly_gives_up_its_reserve_and_takes_up_again() {
    let disk = SimulatedDisk::new(12);
    let bench = Bench::simulated(&disk, Pace::STANDARD);
    let store = bench.init(7);
    let handle = store.handle();
    does(&handle, admit(1, "5E-101-1")).unwrap();
    quiet(&disk);
    let reserve = Path::new("/store/reserve");
    assert!(disk.paths().contains(&reserve.to_path_buf()));
    disk.set_capacity(Some(disk.used() + 10_000));

    let mut diets = 0;
    let free = loop {
        let diet = Command::Diet {
            patient: identifier("00001").into(),
            to: text(&format!("食{diets}")),
        };
        match does(&handle, diet) {
            Ok(_) => diets += 1,
            Err(Refused::NotSaved(NotSaved::DiskFull { free })) => break free,
            Err(other) => panic!("{other:?}"),
        }
        assert!(diets < 5000, "the disk was never full");
    };
    assert!(diets > 10, "{diets}");
    assert!(free < 4096, "{free}");
    // What could be given up was, before anybody was refused.
    assert!(!disk.paths().contains(&reserve.to_path_buf()));
    let full = shows(&handle);
    assert!(full.contains(&format!("食{}", diets - 1)) && !full.contains(&format!("食{diets}")));
    assert_eq!(handle.status().access, Access::Writable);
    assert!(does(&handle, admit(2, "5E-101-2")).is_err());
    assert_eq!(shows(&handle), full, "a refusal changes nothing");

    // A store on a full disk opens and shows everything.
    store.close();
    let (store, opened) = bench.open();
    assert_eq!((opened.faults.len(), opened.torn), (0, None));
    assert_eq!(shows(&store.handle()), full);
    assert!(matches!(
        does(&store.handle(), admit(2, "5E-101-2")),
        Err(Refused::NotSaved(NotSaved::DiskFull { .. }))
    ));

    // Somebody makes room: it goes on without a new start.
    disk.set_capacity(None);
    does(&store.handle(), admit(2, "5E-101-2")).unwrap();
}

#[test]
fn the_second_one_is_told_who_holds_the_store() {
    let mut bench = Bench::real(Pace::STANDARD);
    bench.means.who = "tanaka@ward-7e".to_owned();
    let store = bench.init(7);
    let second = Store::open(&bench.folder, &bench.means, &Entry::trial(), &mut |_| {}).unwrap_err();
    let OpenFault::Locked(Some(holder)) = second else {
        panic!("{second:?}")
    };
    assert_eq!(
        (holder.process, holder.who.as_str()),
        (std::process::id(), "tanaka@ward-7e")
    );
    assert_eq!(holder.since / 1000, bench.now().seconds());
    // Being refused broke nothing, and the next one gets it.
    does(&store.handle(), admit(1, "5E-101-1")).unwrap();
    store.close();
    let (store, _) = bench.open();
    assert_eq!(store.handle().hospital().present().count(), 1);
}
