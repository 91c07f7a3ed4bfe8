//! Stations with stores of their own: whoever has heard everything shows the same, in whatever order it came, and nothing
//! is there twice.

use andon::{
    app::door::Door,
    domain::{
        ask::Answer,
        command::{Command, Question},
        record::Timestamp,
    },
    journal::simulated::SimulatedDisk,
    runtime::{open::Store, writer::Handle},
    settings::sample::sample,
    store::Pace,
};
use proptest::prelude::*;

use crate::{
    store_kit::{Bench, Chance, answers, canonical, clerk, does, rounds, shows},
    world::text,
};

fn hear(handle: &Handle, commits: impl IntoIterator<Item = Vec<u8>>) {
    for bytes in commits {
        handle.import(bytes).wait().unwrap();
    }
}

/// A station that lived on its own; `pace` says who leaves its hot state when.
fn station(number: u16, seed: u64, deeds: u32, pace: Pace) -> (Bench, Store) {
    let bench = Bench::simulated(&SimulatedDisk::new(seed), pace);
    let store = bench.init(number);
    let mut chance = Chance(seed);
    for _ in 0..deeds {
        let _some_are_refused = does(&store.handle(), chance.deed(&bench, &store.handle()));
    }
    (bench, store)
}

fn unite(seed: u64, deeds: u32) {
    let (one_bench, one) = station(7, seed, deeds, Pace::EAGER);
    let (_other_bench, other) = station(8, seed ^ 0x5555, deeds, Pace::EAGER);
    one.handle().settle_index();
    other.handle().settle_index();
    let (ours, theirs) = (canonical(&one.handle()), canonical(&other.handle()));

    // In order, in the other order, and to two that heard it all second hand: causes after effects too.
    hear(&one.handle(), theirs.clone());
    hear(&other.handle(), ours.iter().rev().cloned());
    let shown = shows(&one.handle());
    assert_eq!(shows(&other.handle()), shown);
    for (number, (first, second)) in [(21, (&ours, &theirs)), (22, (&theirs, &ours))] {
        let (_bench, heard) = station(number, 1, 0, Pace::STANDARD);
        hear(&heard.handle(), first.iter().chain(second).cloned());
        assert_eq!(shows(&heard.handle()), shown, "station {number}");
        // A second hearing is none.
        let head = heard.handle().status().head;
        hear(&heard.handle(), second.iter().rev().chain(first).cloned());
        assert_eq!(heard.handle().status().head, head);
        assert_eq!(shows(&heard.handle()), shown, "station {number}");
    }
    let said = answers(&one.handle());
    one.close();
    let (one, opened) = one_bench.open();
    assert_eq!(opened.not_folded, 0);
    assert_eq!(answers(&one.handle()), said);
    assert_eq!(shows(&one.handle()), shown);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(10, 300), ..ProptestConfig::default() })]

    #[test]
    fn two_stations_united_in_either_order_show_the_same(seed in any::<u64>()) {
        unite(seed, 60);
    }
}

#[test]
fn the_same_list_imported_on_two_stations_makes_nothing_twice() {
    let now = Timestamp::from_seconds(1_795_392_000);
    let hospital = sample(text("見本病院"), chrono_tz::Asia::Tokyo, now).unwrap();
    let list = || Command::ImportCensus {
        lines: hospital.lines.clone(),
    };
    let station = |number| {
        let mut bench = Bench::simulated(&SimulatedDisk::new(u64::from(number)), Pace::STANDARD);
        bench.frame = hospital.frame.clone();
        let store = bench.init(number);
        bench.clock.advance_seconds(u64::from(number) * 600);
        does(&store.handle(), list()).unwrap();
        (bench, store)
    };
    let ((_a, one), (_b, other)) = (station(1), station(2));
    let (ours, theirs) = (canonical(&one.handle()), canonical(&other.handle()));
    hear(&one.handle(), theirs);
    hear(&other.handle(), ours);
    for store in [&one, &other] {
        let state = store.handle().hospital();
        assert_eq!(state.patients().count(), 600);
        assert_eq!(state.stays().count(), 600);
        assert_eq!(state.discrepancies(), Vec::new());
        match store.handle().ask(&clerk(), &Question::Census { ward: None }).unwrap() {
            Answer::Census(rows) => assert_eq!(rows.len(), 600),
            other => panic!("{other:?}"),
        }
        // And a third time, on either: there is nothing left to say.
        assert_eq!(does(&store.handle(), list()).unwrap().commit, None);
    }
    assert_eq!(shows(&one.handle()), shows(&other.handle()));
}

/// Somebody who had left the laptop's memory shares a number with somebody of another station: after the next start too.
#[test]
fn who_came_back_from_the_archive_is_still_there_after_a_start() {
    unite(17_083_795_161_058_184_005, 60);
}
