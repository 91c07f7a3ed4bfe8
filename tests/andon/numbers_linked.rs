//! Somebody who goes by two numbers: identity checks, slips and allergies know both (domain.md, Patient IDs 7).

use andon::domain::{
    ask::Answer,
    census::Missing,
    checks::{
        CheckId, Stated, Unspelled,
        alarm::{self, Alarm},
        ask::{CheckFilter, CheckResult, row},
        command::{CheckCommand, InHand},
    },
    command::{Admission, Admit, AllergyAnswer, Amend, Command, Question, RecordAllergy, Register},
    identity::{Allergy, AllergyKind, Birth, Identifier, PatientId, PatientRef},
    numbers::{
        Arrival, Tongue,
        issue::{Issue, Newcomer},
        link::{Attention, attention, carried},
    },
    record::Fact,
    slips::{
        SlipNumber,
        safety::{Ordered, Warning},
    },
};

use crate::{
    checks_rules::{born, purpose, step},
    slip_world::{HANAKO, Paper, TARO, prescription, who, with_slips},
    world::{Laptop, bed, given, identifier, text},
};

/// Somebody unidentified in a bed, who turns out to be the hospital's patient Taro, who is discharged by then.
struct Night {
    laptop: Laptop,
    unknown: Identifier,
    alias: String,
}

impl Night {
    fn new() -> Self {
        let mut laptop = with_slips(7);
        laptop.adopts_checks();
        laptop
            .does(Command::Amend(Amend {
                patient: who(TARO),
                person: Register {
                    kana: Some(text("ミホン　タロウ")),
                    birth: Some(Birth::On(born(1948, 5, 6))),
                    ..Register::default()
                },
                stay: Vec::new(),
            }))
            .unwrap();
        let issued = laptop
            .does(Command::Issue(Box::new(Issue {
                newcomer: Newcomer::Unidentified {
                    sex: None,
                    birth: Some(Birth::AboutYear(1950)),
                    arrival: Arrival::default(),
                },
                declined: Vec::new(),
                tongue: Tongue::Japanese,
                request: None,
            })))
            .unwrap();
        let unknown = given(&issued.unwrap())[0].clone();
        let patient = laptop.hospital.find_patient(&reference(&unknown)).unwrap();
        let alias = patient.name.get().unwrap().to_string();
        Self { laptop, unknown, alias }
    }

    fn link(&mut self) {
        let (patient, with) = (reference(&self.unknown), who(TARO));
        let propose = Command::ProposeLink {
            patient: patient.clone(),
            with: with.clone(),
        };
        self.laptop.does(propose).unwrap();
        let first = std::mem::replace(
            &mut self.laptop.user,
            andon::domain::record::UserName::parse("k.mori").unwrap(),
        );
        self.laptop.does(Command::ConfirmLink { patient, with }).unwrap();
        self.laptop.user = first;
        self.laptop.millis += 60_000;
    }

    fn begin(&mut self, in_hand: InHand) -> CheckId {
        let purpose = purpose("medication");
        let begun = self
            .laptop
            .does(Command::Check(CheckCommand::Begin { purpose, in_hand }));
        match &begun.unwrap().unwrap().events[0].fact {
            Fact::CheckBegun(fact) => fact.check,
            other => panic!("{other:?}"),
        }
    }

    /// What comes of a statement in a new check of the unidentified person, before the slip is matched.
    fn tries(&mut self, stated: Stated) -> CheckId {
        let check = self.begin(InHand::Patient(reference(&self.unknown)));
        self.laptop.millis += 60_000;
        step(&mut self.laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
        check
    }

    fn result(&self, check: CheckId) -> CheckResult {
        let known = self.laptop.hospital.check(check).unwrap();
        row(known, self.laptop.now()).unwrap().result
    }
}

fn reference(number: &Identifier) -> PatientRef {
    PatientRef::Identifier(number.clone())
}

fn says(name: &str, birth: bool, number: Option<&str>) -> Stated {
    Stated {
        name: Some(text(name)),
        birth: birth.then(|| born(1948, 5, 6)),
        number: number.map(identifier),
        ..Stated::default()
    }
}

#[test]
fn a_check_takes_what_is_on_either_record_and_the_slip_of_either() {
    let mut night = Night::new();
    let slip = night.laptop.printed(prescription("アムロジピン錠5mg"));
    // Before the link, Taro's name and slip are another person's.
    let check = night.tries(says("見本 太郎", false, None));
    assert_eq!(night.result(check), CheckResult::Mismatched);
    night.link();
    // The name and the date of birth of the hospital's record, and the slip that was written under it.
    let check = night.tries(says("見本 太郎", true, None));
    assert_eq!(night.result(check), CheckResult::Open, "the slip is wanting");
    let matched = CheckCommand::Slip {
        check,
        slip: slip.into(),
    };
    step(&mut night.laptop, "clerk", matched).unwrap();
    assert_eq!(night.result(check), CheckResult::Verified);
    // The alias of the tag, with either number, as it is typed.
    let alias = night.alias.clone();
    let plain = night.unknown.as_str().replace('-', "");
    for number in [night.unknown.as_str().to_owned(), plain, TARO.to_owned()] {
        let check = night.tries(says(&alias, false, Some(&number)));
        assert_eq!(night.result(check), CheckResult::Open, "{number}");
    }
    // The alias of one record does not go with the date of birth of the other.
    let check = night.tries(says(&alias, true, None));
    assert_eq!(night.result(check), CheckResult::Mismatched);
    // The other way round: a check that begins with the slip knows the temporary number.
    let check = night.begin(InHand::Slip(slip.into()));
    let stated = says("見本 太郎", false, Some(night.unknown.as_str()));
    step(&mut night.laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    assert_eq!(night.result(check), CheckResult::Verified);
    // All of them are the checks of the person, whichever number is asked for.
    let count = |reference: PatientRef| {
        let filter = CheckFilter {
            patient: Some(reference),
            ..CheckFilter::default()
        };
        match night.laptop.asks(&Question::Checks { filter }).unwrap() {
            Answer::Checks(rows) => rows.len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((count(reference(&night.unknown)), count(who(TARO))), (7, 7));
    assert_eq!(count(who(HANAKO)), 0);
}

#[test]
fn mismatches_under_two_numbers_of_one_person_are_one_alarm() {
    let mut night = Night::new();
    night.link();
    let alarms = |night: &Night| -> Vec<usize> {
        let policy = &night.laptop.hospital.check_policy().unwrap().policy;
        let found = alarm::alarms(&night.laptop.hospital, policy);
        found
            .iter()
            .map(|alarm| match alarm {
                Alarm::Patient(_, checks) => checks.len(),
                Alarm::Slip(slip, _) => panic!("{slip}"),
            })
            .collect()
    };
    night.tries(says("例 一郎", false, None));
    assert!(alarms(&night).is_empty());
    let check = night.begin(InHand::Patient(who(TARO)));
    let stated = says("例 一郎", false, None);
    night.laptop.millis += 60_000;
    step(&mut night.laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    assert_eq!(alarms(&night), [2], "told once, with both");
    // A check that is verified under either number ends it.
    let slip = night.laptop.printed(prescription("アムロジピン錠5mg"));
    let check = night.begin(InHand::Slip(slip.into()));
    night.laptop.millis += 60_000;
    let stated = says("見本 太郎", true, None);
    step(&mut night.laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    assert_eq!(night.result(check), CheckResult::Verified);
    assert!(alarms(&night).is_empty());
}

#[test]
fn what_goes_by_either_number_is_listed_for_attention() {
    let mut night = Night::new();
    let slip = night.laptop.printed(prescription("アムロジピン錠5mg"));
    let unknown = PatientId::of(&night.unknown);
    let taro = PatientId::of(&identifier(TARO));
    night.tries(says("例 一郎", false, None));
    let open = night.begin(InHand::Patient(reference(&night.unknown)));
    let told = |night: &Night| carried(&night.laptop.hospital, &[unknown, taro], night.laptop.now());
    // Before they are linked the form asks for both; the record alone has nothing to be looked after.
    let found = told(&night);
    let slips = Attention::Slips {
        patient: taro,
        slips: vec![slip],
    };
    assert!(found.contains(&slips), "{found:?}");
    let checks: Vec<usize> = found
        .iter()
        .filter_map(|one| match one {
            Attention::Checks { patient, checks, .. } if *patient == unknown => Some(*checks),
            _ => None,
        })
        .collect();
    assert_eq!(
        checks,
        [1],
        "the one in which nothing was stated yet names nobody: {open}"
    );
    assert_eq!(attention(&night.laptop.hospital, taro, night.laptop.now()), []);
    night.link();
    assert_eq!(
        attention(&night.laptop.hospital, taro, night.laptop.now()).len(),
        found.len()
    );
    // After a day the check is not recent any more; the slip is still open.
    night.laptop.millis += 25 * 3_600_000;
    let found = told(&night);
    assert!(found.contains(&slips) && !found.iter().any(|one| matches!(one, Attention::Checks { .. })));
}

#[test]
fn allergies_and_open_slips_of_either_record_warn_before_a_slip_is_printed() {
    let mut night = Night::new();
    let allergy = RecordAllergy {
        patient: who(TARO),
        answer: AllergyAnswer::Present(Allergy {
            kind: AllergyKind::Drug,
            what: text("ペニシリン"),
        }),
    };
    night.laptop.does(Command::Allergy(allergy)).unwrap();
    let taros = night.laptop.printed(prescription("アモキシシリンカプセル250mg"));
    let admission = Admission::into_bed(bed("5E-102-1"));
    let patient = reference(&night.unknown);
    night.laptop.does(Command::Admit(Admit { patient, admission })).unwrap();
    let warned = |night: &Night| -> Vec<Warning> {
        let book = &night.laptop.hospital.slip_book().unwrap();
        let patient = night.laptop.hospital.find_patient(&reference(&night.unknown)).unwrap();
        let drugs = prescription("アモキシシリンカプセル250mg").drugs;
        let ordered = Ordered {
            drugs: &drugs,
            ..Ordered::default()
        };
        andon::domain::slips::safety::warnings(&night.laptop.hospital, book, patient, &ordered, None, &Unspelled)
    };
    assert_eq!(warned(&night), [Warning::AllergyNotAsked]);
    night.link();
    let found = warned(&night);
    assert!(
        found.iter().any(|warning| matches!(warning, Warning::Allergy { .. }))
            && !found.contains(&Warning::AllergyNotAsked),
        "{found:?}"
    );
    let same = |slip: &SlipNumber| {
        let same = |warning: &Warning| matches!(warning, Warning::SameDrug { slip: known, .. } if known == slip);
        found.iter().any(same)
    };
    assert!(same(&taros), "{found:?}");
    // The list shows what is known of the person.
    let answer = night.laptop.asks(&Question::Census { ward: None }).unwrap();
    let Answer::Census(rows) = answer else { panic!() };
    let row = rows.iter().find(|row| row.bed.as_str() == "5E-102-1").unwrap();
    assert_eq!(row.allergies.as_ref().map(Vec::len), Some(1));
    assert!(!row.missing.contains(&Missing::Allergies), "asked at the other record");
}
