//! Whatever anybody types, in whatever order: nobody is verified whose identifiers were not stated, by one person where two
//! are needed, by a bed, or as somebody else. And the right person, however it is typed, is verified at the first try.
//!
//! The figures: `cargo test --test andon checks_ward -- --nocapture`.

use andon::domain::{
    checks::{
        CheckId, IdentifierKind, Identifiers, Second, StandIn, Stated, alarm,
        ask::CheckResult,
        command::{CheckCommand, InHand},
    },
    command::Command,
    identity::{PatientId, PatientRef},
    record::{Day, Fact},
    slips::{
        SlipNumber,
        command::{SlipCommand, WriteSlip},
    },
};
use andon::settings::slips;
use proptest::prelude::*;

use crate::{
    checks_people::{Chance, Person, admitted, noisy, ward},
    checks_rules::{purpose, step},
    slip_world::{Paper, blood_request},
    store_kit::rounds,
    world::{Laptop, identifier, text},
};

const PURPOSES: [&str; 5] = ["meal", "document", "operation", "cross-match", "transfusion"];
/// Those that are made with the slips of this ward: requests for blood.
const OF_BLOOD: [&str; 3] = ["document", "cross-match", "transfusion"];
const USERS: [&str; 3] = ["clerk", "nurse", "night"];

/// What the test itself remembers of a check, beside the program.
#[derive(Debug, Clone)]
struct Seen {
    check: CheckId,
    patient: usize,
    by: &'static str,
    /// What was stated that is true of the patient, and was accepted.
    truly: Identifiers,
    /// Whether anything was stated that is not.
    falsely: bool,
    seconds: Vec<&'static str>,
    vouchers: Vec<&'static str>,
    /// Whose slips were put in hand.
    slips_of: Vec<usize>,
    /// Whether the end of it was seen.
    over: bool,
}

/// The slip of everybody, and which of them must be held.
struct Tray {
    slips: Vec<SlipNumber>,
    held: Vec<bool>,
}

impl Tray {
    /// A request for blood for everybody.
    fn of(laptop: &mut Laptop, people: &[Person]) -> Self {
        let book = slips::standard().unwrap();
        let version = slips::version(&book).unwrap();
        let adopt = SlipCommand::AdoptBook { version, book };
        laptop.does(Command::Slip(adopt)).unwrap();
        let written = people.iter().map(|person| {
            laptop.printed(WriteSlip {
                patient: PatientRef::Identifier(person.number.clone()),
                ..blood_request()
            })
        });
        let slips: Vec<SlipNumber> = written.collect();
        let held = vec![false; slips.len()];
        Self { slips, held }
    }

    /// What must be held by now, out of the ends that were seen one after the other.
    fn see(&mut self, laptop: &mut Laptop, seen: &mut [Seen]) -> Result<(), TestCaseError> {
        for one in seen.iter_mut().filter(|one| !one.over) {
            let row = andon::domain::checks::ask::row(laptop.hospital.check(one.check).unwrap(), laptop.now()).unwrap();
            let place = row
                .slip
                .and_then(|slip| self.slips.iter().position(|known| *known == slip));
            match (row.result, place) {
                (CheckResult::Verified, Some(place)) => self.held[place] = false,
                (CheckResult::Mismatched, Some(place)) => self.held[place] = true,
                _ => {}
            }
            one.over = matches!(row.result, CheckResult::Verified | CheckResult::Mismatched);
        }
        for (slip, held) in self.slips.iter().zip(&self.held) {
            prop_assert_eq!(alarm::holds(&laptop.hospital, *slip).is_some(), *held);
            if *held {
                let stopped = laptop.done(*slip, "薬剤師 甲").expect_err("a held slip goes on");
                prop_assert_eq!(stopped.code(), "slip-held");
            }
        }
        Ok(())
    }
}

fn begin(laptop: &mut Laptop, user: &str, code: &str, person: &Person) -> CheckId {
    let in_hand = InHand::Patient(PatientRef::Identifier(person.number.clone()));
    begin_with(laptop, user, code, in_hand)
}

fn begin_with(laptop: &mut Laptop, user: &str, code: &str, in_hand: InHand) -> CheckId {
    let begun = Command::Check(CheckCommand::Begin {
        purpose: purpose(code),
        in_hand,
    });
    let commit = laptop.does_as(user, begun).unwrap().unwrap();
    match &commit.events[0].fact {
        Fact::CheckBegun(fact) => fact.check,
        other => panic!("{other:?}"),
    }
}

/// Whether a part of a statement is true of a person, by the letter of what the generator made of them. `whose` said it, so
/// whatever is theirs is true of them however it was spelled; of others it is true when it is theirs as well.
fn is_true(kind: IdentifierKind, whose: &Person, of: &Person) -> bool {
    match kind {
        IdentifierKind::Name => same_name(whose, of),
        IdentifierKind::Birth => whose.birth.is_some() && whose.birth == of.birth,
        IdentifierKind::Number => whose.number == of.number,
        IdentifierKind::Address => whose.address == of.address,
        IdentifierKind::Phone => whose.phone == of.phone,
    }
}

/// By ear and by eye: a name that is spoken or written alike may be taken for the same, never another.
fn same_name(one: &Person, other: &Person) -> bool {
    let by_ear =
        |person: &Person| -> String { person.kana().replace(['ー', 'ウ', 'オ', '　'], "").replace('ヅ', "ズ") };
    one.name() == other.name()
        || by_ear(one) == by_ear(other)
        || (one.given == other.given && alike_surnames(one, other))
}

fn alike_surnames(one: &Person, other: &Person) -> bool {
    let plain = |person: &Person| person.surname.0.replace('斉', "斎");
    plain(one) == plain(other)
}

fn holds(laptop: &Laptop, people: &[Person], seen: &[Seen]) -> Result<(), TestCaseError> {
    for one in seen {
        let check = laptop.hospital.check(one.check).unwrap();
        let row = andon::domain::checks::ask::row(check, laptop.now()).unwrap();
        if row.result != CheckResult::Verified {
            continue;
        }
        let begun = check.standing.begun().unwrap();
        let demand = &begun.fact.demand;
        let person = &people[one.patient];
        prop_assert_eq!(row.patient, Some(PatientId::of(&person.number)));
        prop_assert!(
            !one.falsely,
            "verified although something else was stated too: {:?}",
            one
        );
        prop_assert!(one.truly.len() >= 2, "verified by {:?}", one.truly);
        prop_assert!(one.truly.len() >= usize::from(demand.identifiers));
        let look_alike = people
            .iter()
            .enumerate()
            .any(|(place, other)| place != one.patient && same_name(person, other));
        if look_alike {
            let third = one.truly.contains(IdentifierKind::Address) || one.truly.contains(IdentifierKind::Number);
            prop_assert!(
                one.truly.len() >= 3 && third,
                "a look-alike verified by {:?}",
                one.truly
            );
        }
        if demand.second == Second::Needed || look_alike {
            prop_assert!(one.seconds.iter().any(|user| *user != one.by), "alone: {:?}", one);
        }
        if row.stands_in == Some(StandIn::Staff) {
            let mut vouchers = one.vouchers.clone();
            vouchers.sort_unstable();
            vouchers.dedup();
            prop_assert!(vouchers.len() >= 2, "one of the staff alone: {:?}", one);
        }
        prop_assert!(
            row.slip.is_some() || begun.fact.purpose.as_str() != "transfusion",
            "no slip in hand"
        );
        prop_assert!(
            one.slips_of.iter().all(|whose| *whose == one.patient),
            "with the slip of another: {:?}",
            one
        );
        prop_assert_eq!(
            row.slip.and_then(|slip| laptop.hospital.patient_of_slip(slip)),
            row.slip.map(|_| PatientId::of(&person.number))
        );
    }
    Ok(())
}

/// One random step of somebody.
#[allow(
    clippy::too_many_lines,
    reason = "everything that can be done in a check, one after the other"
)]
fn act(chance: &mut Chance, laptop: &mut Laptop, people: &[Person], tray: &Tray, seen: &mut Vec<Seen>) {
    let user = *chance.of(&USERS);
    laptop.millis += 1_000 + chance.next() % 90_000;
    if seen.is_empty() || chance.percent(15) {
        let patient = chance.below(people.len());
        let from_slip = chance.percent(40);
        let code = if from_slip {
            *chance.of(&OF_BLOOD)
        } else {
            *chance.of(&PURPOSES)
        };
        let check = if from_slip {
            begin_with(laptop, user, code, InHand::Slip(tray.slips[patient].into()))
        } else {
            begin(laptop, user, code, &people[patient])
        };
        let truly = Identifiers::default();
        seen.push(Seen {
            check,
            patient,
            by: user,
            truly,
            falsely: false,
            seconds: vec![],
            vouchers: vec![],
            slips_of: vec![],
            over: false,
        });
        return;
    }
    // Mostly the newest one, so that checks come to an end.
    let place = if chance.percent(80) {
        seen.len() - 1
    } else {
        chance.below(seen.len())
    };
    let (check, patient) = (seen[place].check, seen[place].patient);
    let user = if chance.percent(70) { seen[place].by } else { user };
    match chance.below(12) {
        10 | 11 => {
            let whose = if chance.percent(75) {
                patient
            } else {
                chance.below(people.len())
            };
            let slip = tray.slips[whose].into();
            if step(laptop, user, CheckCommand::Slip { check, slip }).is_ok() {
                seen[place].slips_of.push(whose);
            }
        }
        0 => {
            let by = *chance.of(StandIn::ALL);
            if step(laptop, user, CheckCommand::Vouch { check, by }).is_ok() {
                seen[place].vouchers.push(user);
            }
        }
        1 | 2 => {
            if step(laptop, user, CheckCommand::Second { check }).is_ok() {
                seen[place].seconds.push(user);
            }
        }
        3 => {
            let _ = step(laptop, user, CheckCommand::Abandon { check }).is_ok();
        }
        4 => {
            // The bed that they lie in, in whatever field.
            let stated = match chance.below(3) {
                0 => Stated {
                    number: Some(identifier("5E-101-1")),
                    ..Stated::default()
                },
                1 => Stated {
                    name: Some(text("6W-102-2")),
                    birth: people[patient].birth.map(Day::from),
                    ..Stated::default()
                },
                _ => Stated {
                    address: Some(text("5E-102-1")),
                    ..people[patient].says()
                },
            };
            let refusal = step(laptop, user, CheckCommand::State { check, stated }).unwrap_err();
            assert!(
                ["bed-never-counts", "check-over", "check-of-another"].contains(&refusal.code()),
                "{refusal}"
            );
        }
        _ => {
            let whose = if chance.percent(60) {
                patient
            } else {
                chance.below(people.len())
            };
            let mut stated = noisy(chance, &people[whose]);
            let all = people[whose].says_all();
            if chance.percent(40) {
                stated.number = all.number;
            }
            if chance.percent(30) {
                stated.address = all.address;
            }
            if chance.percent(20) {
                stated.name = None;
            }
            if chance.percent(10) {
                stated.birth = None;
            }
            if chance.percent(5) {
                stated.birth = Some(Day::from(chrono::NaiveDate::from_ymd_opt(1901, 1, 1).unwrap()));
            }
            let wrong_day = stated
                .birth
                .is_some_and(|day| Some(day) != people[whose].birth.map(Day::from));
            let used = stated.used();
            if step(laptop, user, CheckCommand::State { check, stated }).is_ok() {
                let one = &mut seen[place];
                for kind in used.iter() {
                    if is_true(kind, &people[whose], &people[patient]) && !(wrong_day && kind == IdentifierKind::Birth)
                    {
                        one.truly.insert(kind);
                    } else {
                        one.falsely = true;
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(40, 400), ..ProptestConfig::default() })]

    /// No sequence of inputs verifies what it must not.
    #[test]
    fn no_sequence_of_inputs_verifies_the_wrong_person_or_too_little(seed in 1..u64::MAX) {
        let mut chance = Chance(seed);
        let people = ward(&mut chance);
        let mut laptop = admitted(&people);
        let mut tray = Tray::of(&mut laptop, &people);
        let mut seen = Vec::new();
        for _ in 0..60 {
            act(&mut chance, &mut laptop, &people, &tray, &mut seen);
            tray.see(&mut laptop, &mut seen)?;
            holds(&laptop, &people, &seen)?;
        }
    }
}

/// How the right and the wrong people fare.
#[derive(Debug, Default)]
struct Fared {
    right: usize,
    right_verified: usize,
    wrong: usize,
    wrong_verified: usize,
}

/// One try: what `says` says in the check of `person`, with everything else as it should be.
fn tries(laptop: &mut Laptop, person: &Person, says: Stated) -> CheckResult {
    laptop.millis += 60_000;
    let check = begin(laptop, "clerk", "operation", person);
    let _ = step(laptop, "clerk", CheckCommand::State { check, stated: says });
    let _ = step(laptop, "nurse", CheckCommand::Second { check });
    andon::domain::checks::ask::row(laptop.hospital.check(check).unwrap(), laptop.now())
        .unwrap()
        .result
}

/// What somebody is asked for here: name and birth, and a third one where somebody looks alike, or the number where no date
/// of birth is known.
fn asked(chance: &mut Chance, laptop: &Laptop, person: &Person, says: &Person) -> Stated {
    let mut stated = noisy(chance, says);
    let patient = laptop.hospital.patient(PatientId::of(&person.number)).unwrap();
    let alike = andon::domain::checks::compare::look_alikes(&laptop.hospital, patient, &laptop.spelling);
    let all = says.says_all();
    if person.birth.is_none() {
        stated.birth = None;
        stated.number.clone_from(&all.number);
    }
    if !alike.is_empty() {
        if stated.number.is_none() && chance.percent(50) {
            stated.number = all.number;
        } else {
            stated.address = all.address;
        }
    }
    stated
}

#[test]
fn the_right_person_is_verified_at_the_first_try_and_no_other_ever() {
    let mut fared = Fared::default();
    let mut misses = Vec::new();
    // A quarter of the wards by day.
    for seed in 1..=u64::from(rounds(38, 150)) {
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let people = ward(&mut chance);
        let mut laptop = admitted(&people);
        for (place, person) in people.iter().enumerate() {
            for _ in 0..3 {
                fared.right += 1;
                let says = asked(&mut chance, &laptop, person, person);
                let typed = says.name.clone();
                if tries(&mut laptop, person, says) == CheckResult::Verified {
                    fared.right_verified += 1;
                } else {
                    misses.push(format!("{} {}: {typed:?}", person.name(), person.kana()));
                }
            }
            for (other, says) in people.iter().enumerate() {
                if other != place {
                    fared.wrong += 1;
                    let stated = asked(&mut chance, &laptop, person, says);
                    let verified = tries(&mut laptop, person, stated) == CheckResult::Verified;
                    assert!(!verified, "{} was taken for {}", says.name(), person.name());
                    fared.wrong_verified += usize::from(verified);
                }
            }
        }
    }
    let of = |count: usize| f64::from(u32::try_from(count).unwrap());
    let share = of(fared.right_verified) * 100.0 / of(fared.right);
    println!(
        "identity checks: right person {}/{} verified at the first try ({share:.1} %), wrong person {}/{}",
        fared.right_verified, fared.right, fared.wrong_verified, fared.wrong
    );
    assert!(
        share >= 95.0,
        "{share:.1} %: {:#?}",
        misses.iter().take(20).collect::<Vec<_>>()
    );
    assert!(fared.right > 500 && fared.wrong > 750, "{fared:?}");
}
