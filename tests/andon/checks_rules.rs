//! The rules of identity checks, one story each (domain.md, Identity check 1–8).

use std::sync::Arc;

use andon::domain::{
    ask::Answer,
    checks::{
        CheckId, CheckRefusal, IdentifierKind, PurposeCode, StandIn, Standing, Stated, Wanting,
        alarm::{self, Alarm},
        ask::{CheckFilter, CheckResult, CheckRow},
        command::{CheckCommand, InHand, PaperLine},
        fact::PaperException,
    },
    command::{Admission, Command, Question, Register, Whereabouts},
    identity::{Birth, PatientId, PatientRef, Sex},
    record::{Commit, Day, Fact, SettingsVersion},
    refusal::Refusal,
};
use chrono::NaiveDate;

use crate::world::{Laptop, bed, identifier, text};

pub fn born(year: i32, month: u32, day: u32) -> Day {
    Day::from(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn admit(laptop: &mut Laptop, number: &str, name: &str, kana: &str, birth: Day, place: &str) {
    laptop
        .does(Command::AdmitNew {
            person: Register {
                identifier: Some(identifier(number)),
                name: Some(text(name)),
                kana: Some(text(kana)),
                sex: Some(Sex::Male),
                birth: Some(Birth::On(birth)),
                address: Some(text("見本県見本市本町1-2-3")),
                phone: None,
            },
            admission: Admission::into_bed(bed(place)),
        })
        .unwrap();
}

/// Two who can be confused, and one who cannot.
pub fn ward() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    laptop.adopts_checks();
    admit(
        &mut laptop,
        "1001",
        "渡辺　健",
        "ワタナベ　ケン",
        born(1948, 5, 6),
        "5E-101-1",
    );
    admit(
        &mut laptop,
        "1002",
        "田中　太郎",
        "タナカ　タロウ",
        born(1950, 1, 2),
        "5E-101-2",
    );
    admit(
        &mut laptop,
        "1003",
        "田中　多朗",
        "タナカ　タロウ",
        born(1951, 3, 4),
        "6W-101-1",
    );
    laptop
}

fn patient(number: &str) -> PatientId {
    PatientId::of(&identifier(number))
}

fn check_of(commit: Option<Arc<Commit>>) -> CheckId {
    let commit = commit.unwrap();
    commit
        .events
        .iter()
        .find_map(|event| match &event.fact {
            Fact::CheckBegun(fact) => Some(fact.check),
            _ => None,
        })
        .unwrap()
}

pub fn purpose(code: &str) -> PurposeCode {
    PurposeCode::parse(code).unwrap()
}

pub fn begin(laptop: &mut Laptop, code: &str, number: &str) -> CheckId {
    let begun = laptop.does(Command::Check(CheckCommand::Begin {
        purpose: purpose(code),
        in_hand: InHand::Patient(PatientRef::Identifier(identifier(number))),
    }));
    check_of(begun.unwrap())
}

pub fn step(laptop: &mut Laptop, user: &str, step: CheckCommand) -> Result<(), Refusal> {
    laptop.does_as(user, Command::Check(step)).map(|_| ())
}

fn state(laptop: &mut Laptop, check: CheckId, name: &str, birth: Day) -> Result<(), Refusal> {
    let stated = Stated {
        name: Some(text(name)),
        birth: Some(birth),
        ..Stated::default()
    };
    step(laptop, "clerk", CheckCommand::State { check, stated })
}

fn result(laptop: &Laptop, check: CheckId) -> CheckResult {
    andon::domain::checks::ask::row(laptop.hospital.check(check).unwrap(), laptop.now())
        .unwrap()
        .result
}

fn wanting(laptop: &Laptop, check: CheckId) -> Vec<Wanting> {
    laptop.hospital.check(check).unwrap().standing.wanting()
}

fn refused(outcome: Result<(), Refusal>) -> &'static str {
    outcome.unwrap_err().code()
}

#[test]
fn name_and_date_of_birth_verify_a_patient_in_any_script_and_calendar() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    assert_eq!(wanting(&laptop, check), [Wanting::Identifiers(2)]);
    laptop.millis += 9_500;
    state(&mut laptop, check, "わたなべけん", born(1948, 5, 6)).unwrap();
    assert_eq!(result(&laptop, check), CheckResult::Verified);
    let known = laptop.hospital.check(check).unwrap();
    assert_eq!(known.seconds(), Some(10), "nine and a half are ten");
    let used: Vec<_> = known.used().unwrap().iter().collect();
    assert_eq!(used, [IdentifierKind::Name, IdentifierKind::Birth]);
    assert_eq!(known.holds_until(), Some(laptop.now().plus_seconds(3600)));
}

#[test]
fn no_event_keeps_what_was_stated() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    state(&mut laptop, check, "たいわんじろう", born(1999, 9, 9)).unwrap();
    let wire = laptop.commits().last().unwrap();
    let shown = format!("{wire:?}");
    assert!(!shown.contains("たいわんじろう") && !shown.contains("1999"), "{shown}");
}

#[test]
fn what_does_not_match_ends_the_check_and_nothing_overrides_it() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    state(&mut laptop, check, "渡辺 健", born(1948, 5, 7)).unwrap();
    assert_eq!(result(&laptop, check), CheckResult::Mismatched);
    // Neither the right words afterwards, nor giving it up, nor taking it back.
    assert_eq!(
        refused(state(&mut laptop, check, "渡辺 健", born(1948, 5, 6))),
        "check-over"
    );
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::Abandon { check })),
        "check-over"
    );
    let sequence = laptop.commits().last().unwrap().id.sequence;
    assert_eq!(
        refused(laptop.does(Command::Undo { sequence }).map(|_| ())),
        "cannot-undo"
    );
    assert_eq!(result(&laptop, check), CheckResult::Mismatched);
}

#[test]
fn a_bed_is_refused_wherever_it_is_typed() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    for stated in [
        Stated {
            number: Some(identifier("5E-101-1")),
            birth: Some(born(1948, 5, 6)),
            ..Stated::default()
        },
        Stated {
            name: Some(text("5E-101-1")),
            birth: Some(born(1948, 5, 6)),
            ..Stated::default()
        },
        Stated {
            address: Some(text("5E-101-1")),
            name: Some(text("渡辺健")),
            ..Stated::default()
        },
    ] {
        assert_eq!(
            refused(step(&mut laptop, "clerk", CheckCommand::State { check, stated })),
            "bed-never-counts"
        );
    }
    assert!(matches!(
        laptop.hospital.check(check).unwrap().standing,
        Standing::Begun(_)
    ));
}

#[test]
fn a_look_alike_is_asked_for_a_third_identifier_and_needs_a_second_person() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1002");
    assert_eq!(
        wanting(&laptop, check),
        [Wanting::Identifiers(3), Wanting::Third, Wanting::Second]
    );
    let row = andon::domain::checks::ask::row(laptop.hospital.check(check).unwrap(), laptop.now()).unwrap();
    assert_eq!(
        (row.patient, row.alike),
        (None, vec![]),
        "nobody is named before the statement"
    );
    state(&mut laptop, check, "たなか　たろう", born(1950, 1, 2)).unwrap();
    assert_eq!(
        wanting(&laptop, check),
        [Wanting::Identifiers(1), Wanting::Third, Wanting::Second]
    );
    let row = andon::domain::checks::ask::row(laptop.hospital.check(check).unwrap(), laptop.now()).unwrap();
    assert_eq!(row.alike, vec![patient("1003")], "the other one is named");
    let stated = Stated {
        address: Some(text("見本市本町１丁目２番３号")),
        ..Stated::default()
    };
    step(&mut laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    assert_eq!(wanting(&laptop, check), [Wanting::Second]);
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::Second { check })),
        "other-person-needed"
    );
    step(&mut laptop, "nurse", CheckCommand::Second { check }).unwrap();
    assert_eq!(result(&laptop, check), CheckResult::Verified);
}

#[test]
fn what_is_true_of_two_people_is_not_enough() {
    let mut laptop = ward();
    let number = identifier("1001");
    // The same name and birthday, discharged or not: another known person.
    laptop
        .does(Command::Register(Register {
            identifier: Some(identifier("1009")),
            name: Some(text("渡邊　健")),
            kana: Some(text("ワタナベ　ケン")),
            birth: Some(Birth::On(born(1948, 5, 6))),
            ..Register::default()
        }))
        .unwrap();
    let check = begin(&mut laptop, "meal", "1001");
    state(&mut laptop, check, "渡辺健", born(1948, 5, 6)).unwrap();
    assert_eq!(result(&laptop, check), CheckResult::Open);
    assert_eq!(wanting(&laptop, check), [Wanting::Third]);
    let stated = Stated {
        number: Some(number),
        ..Stated::default()
    };
    step(&mut laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    assert_eq!(result(&laptop, check), CheckResult::Verified);
}

#[test]
fn where_two_are_needed_two_are_there() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "operation", "1001");
    assert_eq!(
        refused(step(&mut laptop, "nurse", CheckCommand::Second { check })),
        "statement-first"
    );
    state(&mut laptop, check, "渡辺健", born(1948, 5, 6)).unwrap();
    assert_eq!(result(&laptop, check), CheckResult::Open);
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::Second { check })),
        "other-person-needed"
    );
    step(&mut laptop, "nurse", CheckCommand::Second { check }).unwrap();
    let row = andon::domain::checks::ask::row(laptop.hospital.check(check).unwrap(), laptop.now()).unwrap();
    assert_eq!(row.result, CheckResult::Verified);
    assert_eq!(
        (row.by.as_str(), row.second.unwrap().to_string().as_str()),
        ("clerk", "nurse")
    );
    let meal = begin(&mut laptop, "meal", "1001");
    assert_eq!(
        refused(step(&mut laptop, "nurse", CheckCommand::Second { check: meal })),
        "statement-first"
    );
}

#[test]
fn only_whoever_began_goes_on() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "operation", "1001");
    let stated = Stated {
        name: Some(text("渡辺健")),
        birth: Some(born(1948, 5, 6)),
        ..Stated::default()
    };
    assert_eq!(
        refused(step(&mut laptop, "nurse", CheckCommand::State { check, stated })),
        "check-of-another"
    );
    assert_eq!(
        refused(step(&mut laptop, "nurse", CheckCommand::Abandon { check })),
        "check-of-another"
    );
}

#[test]
fn who_cannot_state_it_is_spoken_for_and_that_is_kept() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "transfusion", "1001");
    let by = StandIn::Family;
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::Vouch { check, by })),
        "stand-in-not-enough"
    );
    let by = StandIn::Staff;
    step(&mut laptop, "clerk", CheckCommand::Vouch { check, by }).unwrap();
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::Vouch { check, by })),
        "other-person-needed"
    );
    assert_eq!(wanting(&laptop, check)[0], Wanting::Voucher);
    let photo = CheckCommand::Vouch {
        check,
        by: StandIn::Photo,
    };
    assert_eq!(refused(step(&mut laptop, "nurse", photo)), "speaks-already");
    step(&mut laptop, "nurse", CheckCommand::Vouch { check, by }).unwrap();
    // Being known is no identifier: name and date of birth are typed all the same.
    assert_eq!(result(&laptop, check), CheckResult::Open);
    state(&mut laptop, check, "ﾜﾀﾅﾍﾞ ｹﾝ", born(1948, 5, 6)).unwrap();
    assert_eq!(wanting(&laptop, check), [Wanting::Slip, Wanting::Second]);
    let late = CheckCommand::Vouch { check, by };
    assert_eq!(refused(step(&mut laptop, "third", late)), "already-stated");
}

#[test]
fn one_of_the_staff_alone_is_not_two() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "operation", "1001");
    step(
        &mut laptop,
        "clerk",
        CheckCommand::Vouch {
            check,
            by: StandIn::Staff,
        },
    )
    .unwrap();
    state(&mut laptop, check, "渡辺健", born(1948, 5, 6)).unwrap();
    step(&mut laptop, "nurse", CheckCommand::Second { check }).unwrap();
    assert_eq!(wanting(&laptop, check), [Wanting::Voucher]);
    assert_eq!(result(&laptop, check), CheckResult::Open);
}

#[test]
fn nothing_expected_is_told_before_the_statement() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    let who = PatientRef::Identifier(identifier("1001"));
    for question in [
        Question::Check { check },
        Question::Person { patient: who.clone() },
        Question::Where {
            what: Whereabouts::Patient(who.clone()),
        },
        Question::Where {
            what: Whereabouts::Bed(bed("5E-101-1")),
        },
        Question::Census { ward: None },
    ] {
        assert_eq!(
            laptop.asks(&question).unwrap_err().code(),
            "statement-first",
            "{question:?}"
        );
    }
    let of_patient = CheckFilter {
        patient: Some(who.clone()),
        ..CheckFilter::default()
    };
    let Answer::Checks(rows) = laptop.asks(&Question::Checks { filter: of_patient }).unwrap() else {
        panic!()
    };
    assert_eq!(rows, [], "a list by patient would tell whose it is");
    let Answer::Checks(rows) = laptop
        .asks(&Question::Checks {
            filter: CheckFilter::default(),
        })
        .unwrap()
    else {
        panic!()
    };
    assert_eq!((rows[0].patient, rows[0].result), (None, CheckResult::Open));
    // Other wards are not concerned, and afterwards everything is told.
    let other = andon::domain::census::WardCode::parse("6W").unwrap();
    laptop.asks(&Question::Census { ward: Some(other) }).unwrap();
    state(&mut laptop, check, "渡辺健", born(1948, 5, 6)).unwrap();
    laptop.asks(&Question::Person { patient: who }).unwrap();
    laptop.asks(&Question::Check { check }).unwrap();
}

#[test]
fn an_interrupted_check_is_over_after_a_quarter_of_an_hour() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    laptop.millis += 15 * 60_000 + 1_000;
    assert_eq!(
        refused(state(&mut laptop, check, "渡辺健", born(1948, 5, 6))),
        "check-over"
    );
    assert_eq!(result(&laptop, check), CheckResult::Abandoned);
    let other = begin(&mut laptop, "meal", "1001");
    step(&mut laptop, "clerk", CheckCommand::Abandon { check: other }).unwrap();
    assert_eq!(result(&laptop, other), CheckResult::Abandoned, "given up, and kept");
}

#[test]
fn two_mismatches_in_a_row_are_an_alarm_until_a_check_is_verified() {
    let mut laptop = ward();
    let alarms = |laptop: &Laptop| {
        let policy = &laptop.hospital.check_policy().unwrap().policy;
        let found = alarm::alarms(&laptop.hospital, policy);
        found
            .iter()
            .map(|alarm| match alarm {
                Alarm::Patient(patient, checks) => (*patient, checks.len()),
                Alarm::Slip(slip, _) => panic!("{slip}"),
            })
            .collect::<Vec<_>>()
    };
    for _ in 0..2 {
        assert_eq!(alarms(&laptop), []);
        let check = begin(&mut laptop, "meal", "1001");
        laptop.millis += 60_000;
        state(&mut laptop, check, "渡辺 賢二", born(1948, 5, 6)).unwrap();
    }
    assert_eq!(alarms(&laptop), [(patient("1001"), 2)]);
    let Answer::Board(board) = laptop.asks(&Question::Board).unwrap() else {
        panic!()
    };
    assert_eq!(board.check_alarms.len(), 1);
    laptop.millis += 60_000;
    let check = begin(&mut laptop, "meal", "1001");
    state(&mut laptop, check, "渡辺 健", born(1948, 5, 6)).unwrap();
    assert_eq!(alarms(&laptop), []);
}

fn line(number: &str, code: &str, exception: Option<PaperException>) -> PaperLine {
    PaperLine {
        in_hand: InHand::Patient(PatientRef::Identifier(identifier(number))),
        purpose: purpose(code),
        at: None,
        exception,
        remark: None,
    }
}

#[test]
fn boxes_on_paper_are_never_blind() {
    let mut laptop = ward();
    let batch = CheckCommand::Paper {
        lines: vec![line("1001", "meal", None), line("1001", "medication", None)],
    };
    step(&mut laptop, "clerk", batch).unwrap();
    // The laptop is demanded by the purpose, or by a look-alike: only as an exception.
    for (number, code) in [("1001", "transfusion"), ("1002", "meal")] {
        let batch = CheckCommand::Paper {
            lines: vec![line("1001", "meal", None), line(number, code, None)],
        };
        assert_eq!(refused(step(&mut laptop, "clerk", batch)), "needs-laptop");
        let excused = line(number, code, Some(PaperException::NoLaptop));
        step(&mut laptop, "clerk", CheckCommand::Paper { lines: vec![excused] }).unwrap();
    }
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::Paper { lines: vec![] })),
        "empty-batch"
    );
    let Answer::CheckFigures(_, figures) = laptop.asks(&Question::CheckFigures { day: None }).unwrap() else {
        panic!()
    };
    let ward = &figures[0];
    assert_eq!(
        (ward.ward.as_ref().unwrap().as_str(), ward.checks, ward.on_paper),
        ("5E", 0, 4)
    );
    assert!(
        laptop
            .hospital
            .checks()
            .all(|check| !check.is_verified() && check.holds_until().is_none())
    );
    // Entered by mistake: it is taken back. A mismatch is not.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    let mismatch = line("1001", "meal", Some(PaperException::Mismatch));
    step(&mut laptop, "clerk", CheckCommand::Paper { lines: vec![mismatch] }).unwrap();
    let sequence = laptop.commits().last().unwrap().id.sequence;
    assert_eq!(
        refused(laptop.does(Command::Undo { sequence }).map(|_| ())),
        "cannot-undo"
    );
}

#[test]
fn the_figures_of_a_day_are_by_ward() {
    let mut laptop = ward();
    for (seconds, name) in [(8, "渡辺健"), (12, "渡辺健"), (40, "だれか"), (9, "渡辺健")] {
        let check = begin(&mut laptop, "meal", "1001");
        if seconds == 12 {
            step(
                &mut laptop,
                "clerk",
                CheckCommand::Vouch {
                    check,
                    by: StandIn::Photo,
                },
            )
            .unwrap();
        }
        laptop.millis += seconds * 1_000;
        state(&mut laptop, check, name, born(1948, 5, 6)).unwrap();
    }
    let abandoned = begin(&mut laptop, "meal", "1001");
    step(&mut laptop, "clerk", CheckCommand::Abandon { check: abandoned }).unwrap();
    let Answer::CheckFigures(_, figures) = laptop.asks(&Question::CheckFigures { day: None }).unwrap() else {
        panic!()
    };
    let ward = &figures[0];
    assert_eq!(
        (ward.checks, ward.verified, ward.mismatches, ward.abandoned),
        (4, 3, 1, 1)
    );
    assert_eq!((ward.median_seconds, ward.instead_percent()), (Some(10), Some(25)));
    let yesterday = andon::domain::checks::ask::day_of(&laptop.hospital, laptop.now())
        .unwrap()
        .plus_days(-1);
    let Answer::CheckFigures(_, figures) = laptop.asks(&Question::CheckFigures { day: Some(yesterday) }).unwrap()
    else {
        panic!()
    };
    assert_eq!(figures, []);
}

#[test]
fn what_is_not_on_record_or_does_not_count_is_no_mismatch() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    let stated = Stated {
        phone: Some(text("090-1234-5678")),
        ..Stated::default()
    };
    assert_eq!(
        refused(step(&mut laptop, "clerk", CheckCommand::State { check, stated })),
        "identifier-not-on-record"
    );
    let nothing = Stated::default();
    assert_eq!(
        refused(step(
            &mut laptop,
            "clerk",
            CheckCommand::State { check, stated: nothing }
        )),
        "nothing-stated"
    );
    assert_eq!(result(&laptop, check), CheckResult::Open);
}

#[test]
fn an_unsafe_policy_is_never_adopted() {
    let mut laptop = Laptop::set_up(7);
    let begun = CheckCommand::Begin {
        purpose: purpose("meal"),
        in_hand: InHand::Patient(patient("1").into()),
    };
    assert_eq!(refused(step(&mut laptop, "clerk", begun)), "no-check-policy");
    let mut policy = andon::settings::checks::shipped().unwrap();
    policy.purposes[0].identifiers = 1;
    let adopt = CheckCommand::AdoptPolicy {
        version: SettingsVersion([9; 8]),
        policy: Arc::new(policy),
    };
    assert_eq!(refused(step(&mut laptop, "clerk", adopt)), "check-policy-unsafe");
    laptop.adopts_checks();
    let again = andon::settings::checks::adopt(andon::settings::checks::shipped().unwrap()).unwrap();
    assert!(laptop.does(again).unwrap().is_none(), "it is in force already");
}

#[test]
fn every_refusal_of_a_check_is_among_all_refusals() {
    for code in CheckRefusal::CODES {
        assert!(Refusal::codes().any(|known| known == *code), "{code}");
    }
}

/// Kept for the row's shape: what lists and files show of a check that is verified.
#[test]
fn a_row_says_who_whom_what_and_how_long() {
    let mut laptop = ward();
    let check = begin(&mut laptop, "meal", "1001");
    laptop.millis += 11_000;
    state(&mut laptop, check, "WATANABE KEN", born(1948, 5, 6)).unwrap();
    let Answer::Check(row) = laptop.asks(&Question::Check { check }).unwrap() else {
        panic!()
    };
    let CheckRow {
        patient: whom,
        by,
        used,
        seconds,
        ward,
        slip,
        stands_in,
        ..
    } = *row;
    assert_eq!(whom, Some(patient("1001")));
    assert_eq!((by.as_str(), used.len(), seconds), ("clerk", 2, Some(11)));
    assert_eq!(
        (ward.unwrap().to_string(), slip, stands_in),
        ("5E".to_owned(), None, None)
    );
}
