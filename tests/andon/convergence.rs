//! Any arrival order gives the same hospital and the same discrepancies (architecture.md §3.3, 3.5).

use andon::domain::{
    census::{BlockReason, DiscrepancyKind, Disposition, Isolation, Mobility, OutKind, RoomName, RoomRule},
    command::{Admission, Admit, AllergyAnswer, Amend, CensusLine, Command, Discharge, Leave, RecordAllergy, Register},
    identity::{Allergy, AllergyKind, Inquiry, PatientRef, Sex},
    record::{Day, Sequence, Timestamp},
    recovery::Meal,
};
use proptest::prelude::*;

use crate::world::{Laptop, bed, department, frame, identifier, stamp, text};

/// One thing that happens at one of the stations.
#[derive(Debug, Clone)]
enum Step {
    /// `who` of six people, `bed` of nine, `what` of all commands.
    Do {
        at: usize,
        what: u8,
        who: u8,
        bed: u8,
        other: u8,
    },
    /// Everything of one station reaches another.
    Meet { from: usize, to: usize },
    /// A laptop's clock jumps, also back.
    Clock { at: usize, minutes: i8 },
}

fn step(stations: usize) -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (0..stations, 0..24u8, 0..6u8, 0..9u8, 0..6u8)
            .prop_map(|(at, what, who, bed, other)| Step::Do { at, what, who, bed, other }),
        2 => (0..stations, 0..stations).prop_map(|(from, to)| Step::Meet { from, to }),
        1 => (0..stations, -30..90i8).prop_map(|(at, minutes)| Step::Clock { at, minutes }),
    ]
}

fn command(laptop: &Laptop, what: u8, who: u8, bed_index: u8, other: u8) -> Command {
    let frame = frame();
    let beds: Vec<_> = frame.beds().map(|bed| bed.name.clone()).collect();
    let bed = beds[usize::from(bed_index) % beds.len()].clone();
    let patient = || PatientRef::Identifier(identifier(&format!("0000{who}")));
    match what {
        0 | 1 => Command::Register(Register {
            identifier: Some(identifier(&format!("0000{who}"))),
            name: Some(text(&format!("患者{who}"))),
            sex: Some(if who.is_multiple_of(2) { Sex::Female } else { Sex::Male }),
            ..Register::default()
        }),
        2..=5 => Command::Admit(Admit {
            patient: patient(),
            admission: Admission::into_bed(bed),
        }),
        6 | 7 => Command::Transfer {
            patient: patient(),
            bed,
        },
        8 => Command::Depart {
            patient: patient(),
            bed,
        },
        9 => Command::Arrive {
            patient: patient(),
            bed: None,
        },
        10 => Command::Swap {
            patient: patient(),
            with: PatientRef::Identifier(identifier(&format!("0000{other}"))),
        },
        11 => Command::Leave(Leave {
            patient: patient(),
            kind: OutKind::ALL[usize::from(other % 4)],
            until: None,
            place: None,
        }),
        12 => Command::Return { patient: patient() },
        13 => Command::Discharge(Discharge {
            patient: patient(),
            disposition: Disposition::Home,
            place: None,
        }),
        14 => Command::Diet {
            patient: patient(),
            to: text(["常食", "軟食"][usize::from(other % 2)]),
        },
        15 => Command::Mobility {
            patient: patient(),
            to: Mobility::ALL[usize::from(other % 3)],
        },
        16 => Command::Block {
            bed,
            reason: BlockReason::Cleaning,
            until: None,
        },
        17 => Command::Unblock { bed },
        18 => Command::Undo {
            sequence: newest_own(laptop, u64::from(other % 3)),
        },
        19 => Command::Amend(Amend {
            patient: patient(),
            person: Register {
                name: Some(text(&format!("改名{other}"))),
                ..Register::default()
            },
            stay: Vec::new(),
        }),
        20 => Command::Allergy(RecordAllergy {
            patient: patient(),
            answer: if other == 0 {
                AllergyAnswer::None
            } else {
                AllergyAnswer::Present(Allergy {
                    kind: AllergyKind::Drug,
                    what: text(&format!("薬{other}")),
                })
            },
        }),
        _ => laptop
            .hospital
            .discrepancies()
            .into_iter()
            .find(|d| d.closed.is_none())
            .map_or_else(
                || Command::RuleRoom {
                    room: RoomName::parse("5E-101").unwrap(),
                    rule: RoomRule {
                        sex: None,
                        isolation: Some(Isolation::Contact),
                    },
                },
                |open| Command::CloseDiscrepancy {
                    discrepancy: open.id,
                    remark: text("確認済"),
                },
            ),
    }
}

fn newest_own(laptop: &Laptop, back: u64) -> Sequence {
    let next = laptop
        .hospital
        .next_sequence(laptop.station, andon::domain::record::Installation::FIRST)
        .number();
    Sequence::new(next.saturating_sub(1 + back)).unwrap_or(Sequence::FIRST)
}

fn live(steps: &[Step]) -> Vec<Laptop> {
    let mut laptops: Vec<Laptop> = (1..=3).map(Laptop::set_up).collect();
    for step in steps {
        match *step {
            Step::Do {
                at,
                what,
                who,
                bed,
                other,
            } => {
                let laptop = &mut laptops[at];
                laptop.millis += 61_000;
                let command = command(laptop, what, who, bed, other);
                // A refusal changes nothing; that is the decision's own test.
                let before = laptop.commits().len();
                if laptop.does(command).is_err() {
                    assert_eq!(laptop.commits().len(), before);
                }
            }
            Step::Meet { from, to } => {
                let all = laptops[from].commits().to_vec();
                laptops[to].unite(&all);
            }
            Step::Clock { at, minutes } => {
                let moved = i64::try_from(laptops[at].millis).unwrap() + i64::from(minutes) * 60_000;
                laptops[at].millis = u64::try_from(moved).unwrap();
            }
        }
    }
    laptops
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("ANDON_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(160)))]

    /// Three stations live apart and meet now and then; whoever has heard everything shows the same, in whatever order
    /// it came, causes after effects included.
    #[test]
    fn arrival_order_never_matters(
        steps in prop::collection::vec(step(3), 1..120),
        seed in any::<u64>(),
    ) {
        let mut laptops = live(&steps);
        let everything: Vec<_> = laptops.iter().flat_map(|laptop| laptop.commits().to_vec()).collect();
        for laptop in &mut laptops {
            laptop.unite(&everything);
        }
        let shown = laptops[0].shows();
        prop_assert_eq!(&laptops[1].shows(), &shown);
        prop_assert_eq!(&laptops[2].shows(), &shown);

        let mut shuffled = everything;
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(i, usize::try_from(state >> 33).unwrap() % (i + 1));
        }
        let mut stranger = Laptop::new(9);
        stranger.unite(&shuffled);
        prop_assert_eq!(&stranger.shows(), &shown);
    }

    /// On one laptop no discrepancy can arise, whatever is typed: decisions refuse what does not fit.
    #[test]
    fn one_laptop_never_disagrees_with_itself(steps in prop::collection::vec(step(1), 1..150)) {
        let laptops = live(&steps);
        prop_assert_eq!(laptops[0].hospital.discrepancies(), Vec::new());
    }

    /// Taking a commit back shows what was shown before it.
    #[test]
    fn undo_is_as_if_it_had_not_happened(steps in prop::collection::vec(step(1), 1..60), what in 0..21u8, who in 0..6u8, bed in 0..9u8) {
        let mut laptop = live(&steps).remove(0);
        laptop.millis += 61_000;
        let without = |laptop: &Laptop| {
            let rows = andon::domain::ask::census(&laptop.hospital, None);
            let board = andon::domain::ask::board(&laptop.hospital).unwrap();
            let people: std::collections::BTreeMap<_, _> = laptop.hospital.patients().filter(|p| p.is_known())
                .map(|p| (p.id, (p.name.get().cloned(), p.kana.get().cloned(), format!("{:?}", p.allergies)))).collect();
            (rows, board, people)
        };
        let before = without(&laptop);
        let command = command(&laptop, what, who, bed, who);
        if let (false, Ok(Some(commit))) = (matches!(command, Command::Undo { .. }), laptop.does(command)) {
            laptop.millis += 61_000;
            laptop.does(Command::Undo { sequence: commit.id.sequence }).unwrap();
            prop_assert_eq!(without(&laptop), before);
            // Once is enough.
            let again = laptop.does(Command::Undo { sequence: commit.id.sequence });
            prop_assert_eq!(again.unwrap_err().code(), "already-undone");
        }
    }
}

fn line(number: u64, id: &str, at: &str, name: &str) -> CensusLine {
    CensusLine {
        line: number,
        identifier: identifier(id),
        name: Some(text(name)),
        kana: None,
        sex: Some(Sex::Male),
        birth: None,
        bed: bed(at),
        department: Some(department("CARD")),
        admitted: Timestamp::from_seconds(i64::try_from(crate::world::MORNING / 1000).unwrap() - 86_400),
        mobility: None,
        diet: None,
        allergies: None,
        phone: None,
        address: None,
        inquiry: Inquiry::Open,
    }
}

#[test]
fn the_same_list_on_two_stations_makes_nothing_twice() {
    let list = || {
        vec![
            line(2, "00011", "5E-101-1", "一郎"),
            line(3, "00012", "5E-101-2", "二郎"),
        ]
    };
    let (mut one, mut two) = (Laptop::set_up(1), Laptop::set_up(2));
    one.does(Command::ImportCensus { lines: list() }).unwrap();
    two.millis += 3_600_000;
    two.does(Command::ImportCensus { lines: list() }).unwrap();
    // Also not twice on one laptop.
    assert_eq!(one.does(Command::ImportCensus { lines: list() }).unwrap(), None);

    let (first, second) = (one.commits().to_vec(), two.commits().to_vec());
    one.unite(&second);
    two.unite(&first);
    assert_eq!(one.shows(), two.shows());
    assert_eq!(one.hospital.present().count(), 2);
    assert_eq!(one.hospital.discrepancies(), Vec::new());
}

#[test]
fn a_list_that_comes_late_does_not_undo_what_was_done_meanwhile() {
    let list = || vec![line(2, "00011", "5E-101-1", "一郎")];
    let patient = || PatientRef::Identifier(identifier("00011"));
    let (mut one, mut two) = (Laptop::set_up(1), Laptop::set_up(2));
    one.does(Command::ImportCensus { lines: list() }).unwrap();
    one.millis += 60_000;
    one.does(Command::Transfer {
        patient: patient(),
        bed: bed("6W-101-1"),
    })
    .unwrap();
    one.does(Command::Amend(Amend {
        patient: patient(),
        person: Register {
            name: Some(text("一朗")),
            ..Register::default()
        },
        stay: Vec::new(),
    }))
    .unwrap();
    two.millis += 3_600_000;
    two.does(Command::ImportCensus { lines: list() }).unwrap();
    let (first, second) = (one.commits().to_vec(), two.commits().to_vec());
    one.unite(&second);
    two.unite(&first);
    assert_eq!(one.shows(), two.shows());
    assert_eq!(one.hospital.discrepancies(), Vec::new());
    assert_eq!(andon::domain::ask::census(&two.hospital, None)[0].bed, bed("6W-101-1"));

    // Moved on from either of the two admissions, apart, is still told.
    let mut three = Laptop::new(3);
    three.unite(&second);
    three.millis += 7_200_000;
    three
        .does(Command::Transfer {
            patient: patient(),
            bed: bed("6W-102-1"),
        })
        .unwrap();
    one.unite(three.commits());
    let found = one.hospital.discrepancies();
    assert!(
        matches!(found.as_slice(), [d] if matches!(d.kind, DiscrepancyKind::MovedApart { .. })),
        "{found:?}"
    );
}

#[test]
fn moved_after_is_told_from_moved_apart() {
    let mut one = Laptop::set_up(1);
    one.does(Command::ImportCensus {
        lines: vec![line(2, "00011", "5E-101-1", "一郎")],
    })
    .unwrap();
    let mut two = Laptop::new(2);
    two.unite(one.commits());
    let patient = || PatientRef::Identifier(identifier("00011"));

    // After: station 2 has seen the move of station 1 and moves on, although its clock is an hour behind.
    one.millis += 3_600_000;
    one.does(Command::Transfer {
        patient: patient(),
        bed: bed("5E-102-1"),
    })
    .unwrap();
    two.unite(one.commits());
    let request = andon::domain::command::Request {
        command: Command::Transfer {
            patient: patient(),
            bed: bed("6W-101-1"),
        },
        at: None,
        note: None,
    };
    two.millis = one.millis;
    two.does(request).unwrap();
    one.unite(two.commits());
    assert_eq!(one.hospital.discrepancies(), Vec::new());
    assert!(one.hospital.newest() > stamp(0));

    // Apart: neither has seen the other.
    one.millis += 60_000;
    two.millis += 120_000;
    one.does(Command::Transfer {
        patient: patient(),
        bed: bed("6W-101-2"),
    })
    .unwrap();
    two.does(Command::Transfer {
        patient: patient(),
        bed: bed("6W-102-1"),
    })
    .unwrap();
    one.unite(two.commits());
    let found = one.hospital.discrepancies();
    assert!(
        matches!(found.as_slice(), [d] if matches!(d.kind, DiscrepancyKind::MovedApart { .. })),
        "{found:?}"
    );

    // A person who knows both settles it by moving the patient to where he is.
    one.millis += 180_000;
    one.does(Command::Transfer {
        patient: patient(),
        bed: bed("5E-101-1"),
    })
    .unwrap();
    assert_eq!(one.hospital.discrepancies(), Vec::new());
}

#[test]
fn two_patients_in_one_bed_are_both_shown_until_a_person_decides() {
    let (mut one, mut two) = (Laptop::set_up(1), Laptop::set_up(2));
    one.does(Command::ImportCensus {
        lines: vec![line(2, "00011", "5E-101-1", "一郎")],
    })
    .unwrap();
    two.does(Command::ImportCensus {
        lines: vec![line(2, "00012", "5E-101-1", "二郎")],
    })
    .unwrap();
    one.unite(two.commits());
    assert_eq!(andon::domain::ask::census(&one.hospital, None).len(), 2);
    let found = one.hospital.discrepancies();
    assert!(
        matches!(found.as_slice(), [d] if matches!(d.kind, DiscrepancyKind::BedShared { .. })),
        "{found:?}"
    );

    // Closing it stays closed when everything is folded anew somewhere else.
    one.does(Command::CloseDiscrepancy {
        discrepancy: found[0].id,
        remark: text("二人とも確認"),
    })
    .unwrap();
    let mut three = Laptop::new(3);
    let backwards: Vec<_> = one.commits().iter().rev().cloned().collect();
    three.unite(&backwards);
    assert!(three.hospital.discrepancies()[0].closed.is_some());

    // Moving one of them ends it.
    one.does(Command::Transfer {
        patient: PatientRef::Identifier(identifier("00012")),
        bed: bed("6W-101-1"),
    })
    .unwrap();
    assert_eq!(one.hospital.discrepancies(), Vec::new());
}

#[test]
fn meals_said_twice_are_both_kept() {
    let mut one = Laptop::set_up(1);
    one.does(Command::ImportCensus {
        lines: vec![line(2, "00011", "5E-101-1", "一郎")],
    })
    .unwrap();
    let patient = || PatientRef::Identifier(identifier("00011"));
    let day = Day::from(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    for diet in ["常食", "減塩食"] {
        one.does(Command::Meal {
            patient: patient(),
            day,
            meal: Meal::Lunch,
            diet: Some(text(diet)),
        })
        .unwrap();
    }
    assert_eq!(one.hospital.present().next().unwrap().meals.len(), 2);
}

/// The generator reaches what the properties are about.
#[test]
fn the_random_lives_are_rich() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut kinds, mut commits, mut undone) = (std::collections::BTreeSet::new(), 0, 0);
    for _ in 0..60 {
        let steps = prop::collection::vec(step(3), 100..120)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let mut laptops = live(&steps);
        let everything: Vec<_> = laptops.iter().flat_map(|laptop| laptop.commits().to_vec()).collect();
        laptops[0].unite(&everything);
        commits += laptops[0].commits().len();
        undone += laptops[0]
            .commits()
            .iter()
            .flat_map(|c| &c.events)
            .filter(|e| e.fact.kind().0 == 2)
            .count();
        kinds.extend(laptops[0].hospital.discrepancies().iter().map(|d| d.kind.code()));
    }
    assert!(commits > 1000, "{commits}");
    assert!(undone > 50, "{undone}");
    for wanted in [
        "bed-shared",
        "moved-apart",
        "two-stays",
        "stay-disputed",
        "person-disputed",
        "blocked-in-use",
    ] {
        assert!(kinds.contains(wanted), "{wanted} is not among {kinds:?}");
    }
}
