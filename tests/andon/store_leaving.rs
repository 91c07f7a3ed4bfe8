//! Leaving the hot state changes no answer: a store whose finished people leave at once says what a store says that keeps
//! everybody, command by command and after every start.

use std::sync::Arc;

use andon::{
    app::door::Door,
    domain::record::{Commit, wire},
    journal::simulated::SimulatedDisk,
    runtime::{
        open::{IndexFound, IndexPlace},
        writer::Handle,
    },
    search::{everyone::Whom, person::Person},
    store::Pace,
};
use proptest::prelude::*;

use crate::{
    store_kit::{Bench, Chance, answers, bring, canonical, clerk, does, rounds, shows},
    world::Laptop,
};

/// Another station, heard of now and then: what it says of somebody is often late, and they have left meanwhile.
struct Elsewhere {
    laptop: Laptop,
    /// How many of its commits were brought over.
    brought: usize,
}

impl Elsewhere {
    fn hears(&mut self, store: &Handle) {
        let commits: Vec<_> = canonical(store)
            .iter()
            .map(|bytes| Arc::new(wire::read(bytes).unwrap()))
            .collect();
        self.laptop.unite(&commits);
    }

    fn not_brought(&mut self) -> Vec<Arc<Commit>> {
        let own = |commit: &&Arc<Commit>| commit.id.station == self.laptop.station;
        let own: Vec<_> = self.laptop.commits().iter().filter(own).cloned().collect();
        let fresh = own[self.brought..].to_vec();
        self.brought = own.len();
        fresh
    }
}

/// Everybody who is found by the beginning of all numbers, whether they have left or not.
fn finds(store: &Handle) -> Vec<(Whom, Person)> {
    let found = store.find(&clerk(), "0000", 100).unwrap().people;
    let mut found: Vec<_> = found.into_iter().map(|one| (one.whom, one.person)).collect();
    found.sort_by_key(|(whom, _)| *whom);
    found
}

/// Does the same in both stores and compares all that can be seen.
fn compare(seed: u64, deeds: u32) -> usize {
    let (leaving, keeping) = (SimulatedDisk::new(seed), SimulatedDisk::new(seed));
    let eager = Bench::simulated(&leaving, Pace::EAGER);
    let mut plain = Bench::simulated(&keeping, Pace::EAGER);
    plain.means.index = IndexPlace::Nowhere;
    let (mut one, other) = (eager.init(7), plain.init(7));
    let (mut chance, mut again) = (Chance(seed), Chance(seed));
    let mut dice = Chance(seed ^ 0x9e37);
    let mut elsewhere = Elsewhere {
        laptop: Laptop::new(8),
        brought: 0,
    };
    elsewhere.hears(&other.handle());
    let mut gone = 0;
    for step in 0..deeds {
        let here = does(&one.handle(), chance.deed(&eager, &one.handle()));
        let there = does(&other.handle(), again.deed(&plain, &other.handle()));
        assert_eq!(here, there, "step {step}");
        match dice.below(10) {
            0 => elsewhere.hears(&other.handle()),
            1..=4 => (0..=dice.below(3)).for_each(|_| dice.lives(&mut elsewhere.laptop)),
            5 => {
                let late = elsewhere.not_brought();
                bring(&one.handle(), &late);
                bring(&other.handle(), &late);
                assert_eq!(shows(&one.handle()), shows(&other.handle()), "step {step}");
            }
            _ => {}
        }
        match dice.below(8) {
            0..=3 => one.handle().settle_index(),
            4 => {
                one.close();
                let (store, opened) = eager.open();
                assert_eq!(opened.index, IndexFound::Used, "step {step}");
                one = store;
            }
            _ => {}
        }
        gone = gone.max(one.handle().archive().len());
        if dice.below(4) == 0 {
            assert_eq!(answers(&one.handle()), answers(&other.handle()), "step {step}");
            assert_eq!(finds(&one.handle()), finds(&other.handle()), "step {step}");
        }
    }
    one.handle().settle_index();
    assert_eq!(shows(&one.handle()), shows(&other.handle()));
    let (hot, all) = (
        one.handle().hospital().patients().count(),
        other.handle().hospital().patients().count(),
    );
    assert!(hot <= all);
    gone
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(12, 500), ..ProptestConfig::default() })]

    #[test]
    fn nobody_can_tell_who_has_left(seed in any::<u64>()) {
        compare(seed, 120);
    }
}

#[test]
fn people_do_leave() {
    let gone: usize = (0..4).map(|seed| compare(seed, 150)).sum();
    assert!(
        gone > 8,
        "only {gone} subjects ever left: the comparison above compares nothing"
    );
}
