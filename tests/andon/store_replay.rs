//! Snapshot and tail are the full replay: a start with the index says what a start says that folds every commit there is.

use andon::{
    journal::simulated::SimulatedDisk,
    runtime::open::{IndexFound, IndexPlace},
    store::Pace,
};
use proptest::prelude::*;

use crate::store_kit::{Bench, Chance, answers, copy_folder, does, rounds, shows};

/// The index is written when a test says so, and then everybody leaves who may.
const WHEN_TOLD: Pace = Pace {
    after: std::time::Duration::from_secs(3600),
    commits: usize::MAX,
    ..Pace::EAGER
};

/// How a start after a kill went: commits behind the checkpoint, and subjects that had left.
#[derive(Debug, Default)]
struct Seen {
    tails: u64,
    left: usize,
}

fn compare(seed: u64, deeds: u32) -> Seen {
    let disk = SimulatedDisk::new(seed);
    let bench = Bench::simulated(&disk, WHEN_TOLD);
    let mut store = bench.init(7);
    let (mut chance, mut dice) = (Chance(seed), Chance(seed ^ 0x9e37));
    let mut seen = Seen::default();
    for step in 0..deeds {
        let _some_are_refused = does(&store.handle(), chance.deed(&bench, &store.handle()));
        match dice.below(14) {
            0 | 1 => store.handle().settle_index(),
            2 => {
                // A kill: the index is at its last checkpoint, the journal goes on behind it.
                let index = bench.temporary.path().join(format!("killed-{step}"));
                copy_folder(&bench.index(), &index);
                let killed = disk.fork();
                let said = (answers(&store.handle()), shows(&store.handle()));
                let opened = |place| {
                    let other = bench.twin(&killed.fork(), place);
                    let (store, opened) = other.open();
                    let left = store.handle().archive().len();
                    let said = (answers(&store.handle()), shows(&store.handle()));
                    store.close();
                    (opened, left, said)
                };
                let (with_index, left, quick) = opened(IndexPlace::At(index.clone()));
                assert_eq!(with_index.index, IndexFound::Used, "step {step}");
                let (replayed, _, full) = opened(IndexPlace::Nowhere);
                assert!(matches!(replayed.index, IndexFound::Without(_)), "step {step}");
                let (made_again, _, rebuilt) = opened(IndexPlace::At(index.join("another")));
                assert!(matches!(made_again.index, IndexFound::Rebuilt(_)), "step {step}");
                assert_eq!(made_again.folded, replayed.folded);
                assert!(
                    quick == full,
                    "step {step}: the snapshot and its tail say something else"
                );
                assert!(
                    rebuilt == full,
                    "step {step}: the index that was made again says something else"
                );
                assert!(said == full, "step {step}: the running store said something else");
                seen.tails += with_index.folded;
                seen.left += left;
            }
            3 => {
                store.close();
                (store, _) = bench.open();
            }
            _ => {}
        }
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(8, 200), ..ProptestConfig::default() })]

    #[test]
    fn snapshot_and_tail_are_the_full_replay(seed in any::<u64>()) {
        compare(seed, 80);
    }
}

#[test]
fn there_are_tails_and_people_who_left() {
    let seen: Vec<Seen> = (0..3).map(|seed| compare(seed, 100)).collect();
    let (tails, left) = seen
        .iter()
        .fold((0, 0), |(tails, left), seen| (tails + seen.tails, left + seen.left));
    assert!(tails > 20 && left > 20, "nothing was compared: {seen:?}");
}
