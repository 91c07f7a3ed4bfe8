//! Two laptops that do not see each other handle the same paper: whatever order the news arrive in, all show the same, every
//! sheet is in exactly one place, and what does not fit is named.

use std::sync::Arc;

use andon::domain::{
    census::{DiscrepancyKind, Disposition},
    command::{Command, Discharge},
    record::Commit,
    slips::{
        Custody, SlipFigures, SlipNumber,
        command::NumberGiven,
        fact::{Outcome, QueryOutcome},
    },
    state::snapshot::Snapshot,
};
use proptest::prelude::*;

use crate::{
    slip_world::{HANAKO, Paper, TARO, prescription, sheet, who, with_slips},
    world::Laptop,
};

/// What the hospital shows of its paper, in an order of its own.
fn shows(laptop: &Laptop) -> String {
    let mut slips: Vec<Snapshot> = laptop
        .hospital
        .snapshots()
        .filter(|one| matches!(one, Snapshot::Slip(_) | Snapshot::Pad(_) | Snapshot::Run(_)))
        .collect();
    slips.sort_by_key(Snapshot::subject);
    let found: Vec<_> = laptop.hospital.discrepancies();
    format!("{}\n{found:#?}", slips.iter().map(without_trace).collect::<String>())
}

/// Where the bytes lie is each laptop's own matter.
fn without_trace(snapshot: &Snapshot) -> String {
    let mut text = format!("{snapshot:?}\n");
    if let Some(start) = text.find("trace: Trace {") {
        text.truncate(start);
        text.push('\n');
    }
    text
}

/// A second laptop that knows what the first does, and goes its own way from there.
fn second(first: &Laptop, station: u16) -> Laptop {
    let mut laptop = Laptop::new(station);
    laptop.millis = first.millis;
    laptop.unite(first.commits());
    laptop
        .does(Command::GrantBlock {
            station: None,
            block: andon::domain::numbers::BlockNumber::new(1),
        })
        .unwrap();
    laptop
}

fn meet(one: &mut Laptop, other: &mut Laptop) {
    let (ours, theirs) = (one.commits().to_vec(), other.commits().to_vec());
    one.unite(&theirs);
    other.unite(&ours);
}

fn kinds(laptop: &Laptop) -> Vec<&'static str> {
    laptop
        .hospital
        .discrepancies()
        .iter()
        .map(|one| one.kind.code())
        .collect()
}

#[test]
fn a_sheet_that_was_received_twice_is_named_and_is_in_one_place() {
    let mut one = with_slips(7);
    let slip = one.printed(prescription("アムロジピン錠5mg"));
    let mut other = second(&one, 8);
    one.receive(slip, "pharmacy").unwrap();
    other.receive(sheet(slip, "1"), "laboratory").unwrap();
    meet(&mut one, &mut other);
    assert_eq!(shows(&one), shows(&other));
    assert_eq!(kinds(&one), ["copy-apart"]);
    assert_eq!(one.custody(slip, 1), other.custody(slip, 1));
    // Whoever has the paper in the hand says so, and it is settled.
    one.receive(sheet(slip, "1"), "5E").unwrap();
    assert_eq!(kinds(&one), [""; 0]);
}

#[test]
fn a_form_that_was_registered_twice_for_two_people_is_named() {
    let mut one = with_slips(7);
    let form = one.forms("laboratory", 10)[0];
    let mut other = second(&one, 8);
    one.register(NumberGiven::Whole(form), TARO).unwrap();
    other.register(NumberGiven::Whole(form), HANAKO).unwrap();
    meet(&mut one, &mut other);
    assert_eq!(shows(&one), shows(&other));
    assert!(kinds(&one).contains(&"slip-twice"), "{:?}", kinds(&one));
    // The same said twice is one registration.
    let mut one = with_slips(7);
    let form = one.forms("laboratory", 10)[0];
    let mut other = second(&one, 8);
    one.register(NumberGiven::Whole(form), TARO).unwrap();
    other.register(NumberGiven::Whole(form), TARO).unwrap();
    meet(&mut one, &mut other);
    assert!(!kinds(&one).contains(&"slip-twice"), "{:?}", kinds(&one));
}

#[test]
fn a_slip_for_somebody_who_was_discharged_elsewhere_is_named() {
    let mut one = with_slips(7);
    let mut other = second(&one, 8);
    one.millis += 60_000;
    one.does(Command::Discharge(Discharge {
        patient: who(TARO),
        disposition: Disposition::Home,
        place: None,
    }))
    .unwrap();
    other.millis += 600_000;
    let slip = other.printed(prescription("アムロジピン錠5mg"));
    assert_eq!(kinds(&other), [""; 0]);
    meet(&mut one, &mut other);
    assert_eq!(shows(&one), shows(&other));
    let found = one.hospital.discrepancies();
    assert!(
        matches!(&found[0].kind, DiscrepancyKind::SlipElsewhere { slip: named, .. } if *named == slip),
        "{found:?}"
    );
    other.cancel(slip).unwrap();
    assert_eq!(kinds(&other), [""; 0]);
}

#[test]
fn what_arrives_before_the_slip_itself_is_kept() {
    let mut one = with_slips(7);
    let before = one.commits().len();
    let slip = one.printed(prescription("アムロジピン錠5mg"));
    one.pick_up(slip).unwrap();
    let mut other = Laptop::new(9);
    other.unite(&one.commits()[..before]);
    let new: Vec<Arc<Commit>> = one.commits()[before..].to_vec();
    other.take(Arc::clone(&new[2]));
    assert_eq!(kinds(&other), ["slip-unwritten"]);
    other.take(Arc::clone(&new[1]));
    other.take(Arc::clone(&new[0]));
    assert_eq!(shows(&one), shows(&other));
    assert_eq!(kinds(&other), [""; 0]);
}

/// One thing that somebody tries; what is refused is refused.
fn tries(laptop: &mut Laptop, slips: &[SlipNumber], step: (u8, u8, u8)) {
    let (what, which, more) = step;
    let slip = slips[usize::from(which) % slips.len()];
    let desk = ["pharmacy", "5E", "billing", "laboratory"][usize::from(more) % 4];
    let name = sheet(slip, &(more % 3 + 1).to_string());
    let by = ["甲", "乙", "丙"][usize::from(more) % 3];
    let outcome = QueryOutcome::ALL[usize::from(more) % 3];
    let _refused_or_not = match what % 16 {
        0 => laptop.pick_up(slip),
        1 => laptop.receive(slip, desk),
        2 => laptop.receive(name, desk),
        3 => laptop.done(slip, by),
        4 => laptop.perform(slip, Outcome::ALL[usize::from(more) % 3]),
        5 => laptop.query(slip),
        6 => laptop.answer(slip, outcome),
        7 => laptop.revise(slip, "メトホルミン錠250mg"),
        8 => laptop.print(slip),
        9 => laptop.recall(name),
        10 => laptop.lose(name),
        11 => laptop.find(name, desk),
        12 => laptop.file(name, desk),
        13 => laptop.bill(slip),
        14 => laptop.cancel(slip),
        _ => {
            let sequence = laptop.commits().last().unwrap().id.sequence;
            laptop
                .does(Command::Undo { sequence })
                .map(|commit| commit.unwrap_or_else(|| unreachable!()))
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_never_matters(
        ours in proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 1..25),
        theirs in proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 1..25),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let mut one = with_slips(7);
        let slips: Vec<SlipNumber> =
            ["アムロジピン錠5mg", "フロセミド錠20mg"].map(|drug| one.printed(prescription(drug))).to_vec();
        let mut other = second(&one, 8);
        for step in &ours {
            tries(&mut one, &slips, *step);
        }
        for step in &theirs {
            tries(&mut other, &slips, *step);
        }
        // A third laptop hears all of it in yet another order.
        let mut third = Laptop::new(9);
        let mut news: Vec<Arc<Commit>> = one.commits().iter().chain(other.commits()).cloned().collect();
        let turn = shuffle.index(news.len());
        news.rotate_left(turn);
        third.unite(&news);
        meet(&mut one, &mut other);
        prop_assert_eq!(shows(&one), shows(&other));
        prop_assert_eq!(shows(&one), shows(&third));
        // What is counted is kept beside the slips, and never drifts from them, whatever was refolded.
        for laptop in [&one, &third] {
            let hospital = &laptop.hospital;
            prop_assert_eq!(hospital.slip_figures().count(), hospital.slips().count());
            for slip in hospital.slips() {
                prop_assert_eq!(hospital.figures_of(slip.number), Some(&SlipFigures::of(slip)));
            }
        }
        for slip in &slips {
            for copy in &one.known(*slip).copies {
                // One place each: the shown one, whatever stations said apart.
                prop_assert!(copy.moves.is_empty() == (*copy.custody() == Custody::Unprinted));
            }
        }
    }
}
