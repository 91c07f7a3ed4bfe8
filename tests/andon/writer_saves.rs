//! What the writer calls saved is saved, and what it does not is not; whoever sits at the desk.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use andon::{
    app::door::{Access, Door, NotSaved, ReadOnly, Refused, Ticket},
    domain::{
        ask::Answer,
        census::Disposition,
        command::{Command, Discharge, Question},
        record::Sequence,
        refusal::Refusal,
    },
    journal::simulated::SimulatedDisk,
    runtime::open::{IndexFound, Store},
    store::Pace,
};

use crate::{
    store_kit::{Bench, admit, clerk, does},
    world::{identifier, text},
};

fn census(store: &Store) -> usize {
    match store.handle().ask(&clerk(), &Question::Census { ward: None }).unwrap() {
        Answer::Census(rows) => rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receipt_is_given_when_the_state_shows_it_and_a_reopened_store_has_it() {
    let bench = Bench::real(Pace::STANDARD);
    let store = bench.init(7);
    let handle = store.handle();
    let receipt = does(&handle, admit(1, "5E-101-1")).unwrap();
    assert_eq!(receipt.commit.unwrap().to_string(), "7-1-2");
    assert_eq!(receipt.events, 2);
    let stay = handle.hospital().stay(receipt.stay.unwrap()).cloned().unwrap();
    assert_eq!(stay.patient(), receipt.patient);
    let refused = does(&handle, admit(2, "5E-101-1")).unwrap_err();
    assert!(
        matches!(refused, Refused::Refusal(Refusal::BedOccupied { .. })),
        "{refused:?}"
    );
    assert_eq!(handle.status().sequence.unwrap().number(), 2);
    assert_eq!(handle.status().access, Access::Writable);
    let head = handle.status().head;
    store.close();

    let (store, opened) = bench.open();
    assert_eq!((opened.index, opened.folded), (IndexFound::Used, 0));
    // The last thing that a store writes down is what the file beside the journal holds.
    assert_eq!(store.handle().status().head.number, head.number + 1);
    assert_eq!(census(&store), 1);
    assert_eq!(store.handle().hospital().stay(stay.id), Some(&stay));
}

fn diet(number: usize) -> Command {
    Command::Diet {
        patient: identifier("00001").into(),
        to: text(&format!("食{number}")),
    }
}

#[test]
fn whoever_is_at_the_desk_each_command_is_decided_once_in_order_and_saved_when_answered() {
    const EACH: usize = 60;
    let disk = SimulatedDisk::new(31);
    let bench = Bench::simulated(&disk, Pace::EAGER);
    let store = bench.init(7);
    does(&store.handle(), admit(1, "5E-101-1")).unwrap();
    let numbers: Vec<Sequence> = thread::scope(|scope| {
        let people: Vec<_> = (0..8)
            .map(|person| {
                let handle = store.handle();
                scope.spawn(move || {
                    let mut mine = Vec::new();
                    for turn in 0..EACH {
                        let unheard = |half: usize| diet(1000 * person + 2 * turn + half).into();
                        // One way, the other, and both at once: what was handed in first is decided first.
                        let first = (turn % 3 > 0).then(|| handle.submit(clerk(), unheard(0)));
                        let second = (turn % 3 != 1).then(|| handle.decide(clerk(), unheard(1)));
                        let answers = first.map(Ticket::wait).into_iter().chain(second);
                        mine.extend(answers.map(|answer| answer.unwrap().commit.unwrap().sequence));
                        assert!(
                            handle.status().sequence.as_ref() >= mine.last(),
                            "answered before it is shown"
                        );
                    }
                    assert!(mine.is_sorted(), "{mine:?}");
                    mine
                })
            })
            .collect();
        people.into_iter().flat_map(|person| person.join().unwrap()).collect()
    });
    assert_eq!(numbers.len(), 8 * (EACH + EACH / 3));
    let distinct: BTreeSet<u64> = numbers.iter().map(|sequence| sequence.number()).collect();
    assert_eq!(distinct.len(), numbers.len(), "a number was given twice");
    assert_eq!(distinct.last().copied(), Some(2 + numbers.len() as u64));
    // Nothing was left in memory that had been answered.
    disk.power_cut();
    store.close();
    let (store, opened) = bench.open();
    assert!(opened.faults.is_empty(), "{opened:?}");
    assert_eq!(
        store.handle().status().sequence.unwrap().number(),
        2 + numbers.len() as u64
    );
}

#[test]
fn a_closed_store_takes_nothing_more() {
    let bench = Bench::real(Pace::STANDARD);
    let store = bench.init(7);
    let handle = store.handle();
    store.close();
    let closed = Err(Refused::NotSaved(NotSaved::Closed));
    assert_eq!(handle.decide(clerk(), admit(1, "5E-101-1").into()), closed);
    assert_eq!(handle.submit(clerk(), admit(1, "5E-101-1").into()).wait(), closed);
    assert_eq!(handle.status().access, Access::ReadOnly(ReadOnly::Ended));
}

#[test]
fn a_panic_at_the_desk_leaves_it_empty_and_everybody_hears_it() {
    let bench = Bench::real(Pace::STANDARD);
    let store = bench.init(7);
    let handle = store.handle();
    does(&handle, admit(1, "5E-101-1")).unwrap();
    handle.subscribe(|_| panic!("as the test wants it"));
    handle.settle_index();
    // Here or on the writer's own thread: it was saved before it stopped.
    let stopped = catch_unwind(AssertUnwindSafe(|| handle.decide(clerk(), admit(2, "5E-101-2").into())));
    assert!(stopped.is_err() || stopped.is_ok_and(|answer| answer.is_ok()));
    // It waits until the thread is gone, and gives the lock back.
    store.close();
    assert_eq!(handle.status().access, Access::ReadOnly(ReadOnly::Ended));
    assert_eq!(
        does(&handle, admit(3, "5E-102-1")),
        Err(Refused::NotSaved(NotSaved::Closed))
    );
    let (store, _) = bench.open();
    assert_eq!(census(&store), 2);
}

/// Long before anybody would have looked: within seconds instead of a minute.
fn is_at_once(began: Instant) -> bool {
    began.elapsed() < Duration::from_secs(20)
}

#[test]
fn who_waits_for_more_is_called() {
    let bench = Bench::simulated(&SimulatedDisk::new(32), Pace::STANDARD);
    let store = bench.init(7);
    let handle = store.handle();
    let reader = handle.archive().past().reader().clone();
    let minute = Duration::from_secs(60);
    let known = reader.saved().number;
    thread::scope(|scope| {
        let began = Instant::now();
        let waits = scope.spawn(|| reader.wait_for_more(known, minute, &|| false));
        // It waits by now; where it does not yet, it finds more at once.
        thread::sleep(Duration::from_millis(200));
        does(&handle, admit(1, "5E-101-1")).unwrap();
        waits.join().unwrap();
        assert!(reader.saved().number > known);
        assert!(is_at_once(began), "{:?}", began.elapsed());
    });
    let (known, over) = (reader.saved().number, AtomicBool::new(false));
    thread::scope(|scope| {
        let began = Instant::now();
        let waits = scope.spawn(|| reader.wait_for_more(known, minute, &|| over.load(Ordering::SeqCst)));
        thread::sleep(Duration::from_millis(200));
        over.store(true, Ordering::SeqCst);
        reader.wake();
        waits.join().unwrap();
        assert!(is_at_once(began), "{:?}", began.elapsed());
    });
}

/// Nobody waits for the index here, and nobody closes the store: it is called when there is something to write.
#[test]
fn the_index_follows_without_being_asked() {
    let bench = Bench::real(Pace::EAGER);
    let store = bench.init(7);
    let handle = store.handle();
    does(&handle, admit(1, "5E-101-1")).unwrap();
    // It sleeps by now.
    thread::sleep(Duration::from_millis(300));
    let home = Discharge {
        patient: identifier("00001").into(),
        disposition: Disposition::Home,
        place: None,
    };
    does(&handle, Command::Discharge(home)).unwrap();
    let began = Instant::now();
    while handle.archive().is_empty() {
        assert!(is_at_once(began), "who has gone home is not in the index");
        thread::sleep(Duration::from_millis(5));
    }
}
