//! Leaving the hot state changes no answer: a store whose finished people leave at once says what a store says that keeps
//! everybody, command by command and after every start.

use andon::{
    app::door::Door,
    journal::simulated::SimulatedDisk,
    runtime::open::{IndexFound, IndexPlace},
    store::Pace,
};
use proptest::prelude::*;

use crate::store_kit::{Bench, Chance, answers, does, shows};

/// Does the same in both stores and compares all that can be seen.
fn compare(seed: u64, deeds: u32) -> usize {
    let (leaving, keeping) = (SimulatedDisk::new(seed), SimulatedDisk::new(seed));
    let eager = Bench::simulated(&leaving, Pace::EAGER);
    let mut plain = Bench::simulated(&keeping, Pace::EAGER);
    plain.means.index = IndexPlace::Nowhere;
    let (mut one, other) = (eager.init(7), plain.init(7));
    let (mut chance, mut again) = (Chance(seed), Chance(seed));
    let mut dice = Chance(seed ^ 0x9e37);
    let mut gone = 0;
    for step in 0..deeds {
        let here = does(&one.handle(), chance.deed(&eager, &one.handle()));
        let there = does(&other.handle(), again.deed(&plain, &other.handle()));
        assert_eq!(here, there, "step {step}");
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
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

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
