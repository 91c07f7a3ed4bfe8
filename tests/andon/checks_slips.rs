//! Checks and the slip in hand: whose it is, what a mismatch holds, what lifts it, and what never does (domain.md, Identity
//! check 3 and 7).

use andon::domain::{
    ask::Answer,
    checks::{
        CheckId, StandIn, Stated, Wanting,
        alarm::holds,
        ask::{CheckFilter, CheckResult, row},
        command::{CheckCommand, InHand, PaperLine},
        fact::{Mismatch, PaperException},
    },
    command::{Amend, Command, Question, Register, Whereabouts},
    identity::{Birth, PatientId},
    record::Fact,
    refusal::Refusal,
    slips::{
        CopyName, SlipNumber,
        ask::{PaperFilter, SlipQuestion},
        command::{NumberGiven, SlipCommand},
        fact::{Outcome, QueryOutcome},
    },
    state::names::Name,
};

use crate::{
    checks_rules::{born, purpose, step},
    slip_world::{HANAKO, Paper, TARO, prescription, sheet, who, with_slips},
    world::{Laptop, identifier, text},
};

/// Two patients with dates of birth, the policy, and a prescription for the first of them.
pub fn ward() -> (Laptop, SlipNumber) {
    let mut laptop = with_slips(7);
    laptop.adopts_checks();
    for (number, kana, year) in [(TARO, "ミホン　タロウ", 1948), (HANAKO, "ミホン　ハナコ", 1950)] {
        laptop
            .does(Command::Amend(Amend {
                patient: who(number),
                person: Register {
                    kana: Some(text(kana)),
                    birth: Some(Birth::On(born(year, 5, 6))),
                    ..Register::default()
                },
                stay: Vec::new(),
            }))
            .unwrap();
    }
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    (laptop, slip)
}

fn hanakos(laptop: &mut Laptop) -> SlipNumber {
    let mut write = prescription("ロキソプロフェン錠60mg");
    write.patient = who(HANAKO);
    laptop.printed(write)
}

fn begin(laptop: &mut Laptop, code: &str, in_hand: InHand) -> Result<CheckId, Refusal> {
    let purpose = purpose(code);
    let begun = laptop.does_as("clerk", Command::Check(CheckCommand::Begin { purpose, in_hand }))?;
    match &begun.unwrap().events[0].fact {
        Fact::CheckBegun(fact) => Ok(fact.check),
        other => panic!("{other:?}"),
    }
}

fn with_slip(laptop: &mut Laptop, slip: SlipNumber) -> CheckId {
    begin(laptop, "medication", InHand::Slip(slip.into())).unwrap()
}

fn state(laptop: &mut Laptop, check: CheckId, name: &str, year: i32) {
    laptop.millis += 20_000;
    let stated = Stated {
        name: Some(text(name)),
        birth: Some(born(year, 5, 6)),
        ..Stated::default()
    };
    step(laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
}

fn result(laptop: &Laptop, check: CheckId) -> CheckResult {
    row(laptop.hospital.check(check).unwrap(), laptop.now()).unwrap().result
}

fn refused<T>(outcome: Result<T, Refusal>) -> &'static str {
    outcome.err().expect("refused").code()
}

fn alarms(laptop: &Laptop) -> Vec<(Option<PatientId>, Option<SlipNumber>)> {
    let Answer::Board(board) = laptop.asks(&Question::Board).unwrap() else {
        panic!()
    };
    let found = board.check_alarms.iter();
    found.map(|alarm| (alarm.patient, alarm.slip)).collect()
}

fn patient(number: &str) -> PatientId {
    PatientId::of(&identifier(number))
}

#[test]
fn a_check_that_begins_with_a_slip_is_of_its_patient() {
    let (mut laptop, slip) = ward();
    let check = with_slip(&mut laptop, slip);
    state(&mut laptop, check, "見本太郎", 1948);
    assert_eq!(result(&laptop, check), CheckResult::Verified);
    let row = row(laptop.hospital.check(check).unwrap(), laptop.now()).unwrap();
    assert_eq!((row.patient, row.slip), (Some(patient(TARO)), Some(slip)));
    // As it is typed without hyphens, and one sheet of it.
    let plain = slip.to_string().replace('-', "");
    let name = CopyName::parse(&format!("{plain}/1")).unwrap();
    let check = begin(&mut laptop, "medication", InHand::Slip(name)).unwrap();
    state(&mut laptop, check, "見本太郎", 1948);
    assert_eq!(result(&laptop, check), CheckResult::Verified);
    assert_eq!(laptop.hospital.checks_of_slip(slip).count(), 2);
}

#[test]
fn the_slip_of_another_patient_is_a_mismatch_and_is_held() {
    let (mut laptop, slip) = ward();
    let other = hanakos(&mut laptop);
    let check = begin(&mut laptop, "medication", InHand::Patient(who(TARO))).unwrap();
    // Before anything was stated no slip is matched: its patient would be told by the answer.
    let early = CheckCommand::Slip {
        check,
        slip: slip.into(),
    };
    assert_eq!(refused(step(&mut laptop, "clerk", early)), "statement-first");
    state(&mut laptop, check, "見本太郎", 1948);
    assert_eq!(
        laptop.hospital.check(check).unwrap().standing.wanting(),
        [Wanting::Slip]
    );
    let slip_in_hand = CheckCommand::Slip {
        check,
        slip: other.into(),
    };
    step(&mut laptop, "clerk", slip_in_hand).unwrap();
    let row = row(laptop.hospital.check(check).unwrap(), laptop.now()).unwrap();
    assert_eq!(
        (row.result, row.mismatch, row.slip),
        (CheckResult::Mismatched, Some(Mismatch::Slip), Some(other))
    );
    assert_eq!(
        (holds(&laptop.hospital, other), holds(&laptop.hospital, slip)),
        (Some(check), None)
    );
    // The check is over: the right slip cannot be put in hand afterwards.
    let late = CheckCommand::Slip {
        check,
        slip: slip.into(),
    };
    assert_eq!(refused(step(&mut laptop, "clerk", late)), "check-over");
}

#[test]
fn a_mismatch_holds_the_slip_until_a_new_check_is_verified() {
    let (mut laptop, slip) = ward();
    let check = with_slip(&mut laptop, slip);
    state(&mut laptop, check, "見本花子", 1950);
    assert_eq!(holds(&laptop.hospital, slip), Some(check));
    let done = laptop.done(slip, "薬剤師 甲");
    assert_eq!(refused(done), "slip-held");
    assert_eq!(refused(laptop.perform(slip, Outcome::Done)), "slip-held");
    // Neither an abandoned check, nor one that began, nor boxes on paper lift it.
    let again = with_slip(&mut laptop, slip);
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "slip-held");
    step(&mut laptop, "clerk", CheckCommand::Abandon { check: again }).unwrap();
    let boxes = CheckCommand::Paper {
        lines: vec![PaperLine {
            in_hand: InHand::Slip(slip.into()),
            purpose: purpose("medication"),
            at: None,
            exception: None,
            remark: None,
        }],
    };
    step(&mut laptop, "clerk", boxes).unwrap();
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "slip-held");
    // A verified check of the patient with another slip in hand does not lift it either.
    let other = laptop.printed(prescription("ファモチジン錠20mg"));
    let elsewhere = with_slip(&mut laptop, other);
    state(&mut laptop, elsewhere, "見本太郎", 1948);
    assert_eq!(result(&laptop, elsewhere), CheckResult::Verified);
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "slip-held");
    // The mismatch is not taken back.
    let sequence = laptop
        .commits()
        .iter()
        .find(|commit| {
            matches!(
                commit.events.last().map(|event| &event.fact),
                Some(Fact::CheckMismatched(_))
            )
        })
        .unwrap()
        .id
        .sequence;
    assert_eq!(refused(laptop.does(Command::Undo { sequence })), "cannot-undo");
    // A new check of it does.
    let new = with_slip(&mut laptop, slip);
    state(&mut laptop, new, "みほん じろう", 1948);
    assert_eq!(result(&laptop, new), CheckResult::Mismatched);
    let new = with_slip(&mut laptop, slip);
    state(&mut laptop, new, "見本　太郎", 1948);
    assert_eq!(holds(&laptop.hospital, slip), None);
    laptop.done(slip, "薬剤師 甲").unwrap();
}

#[test]
fn cancelling_the_slip_is_the_other_way_on() {
    let (mut laptop, slip) = ward();
    for _ in 0..2 {
        let check = with_slip(&mut laptop, slip);
        state(&mut laptop, check, "だれか", 1948);
    }
    assert_eq!(alarms(&laptop), [(Some(patient(TARO)), None)]);
    laptop.cancel(slip).unwrap();
    assert_eq!(alarms(&laptop), []);
    // It is in nobody's hand any more.
    assert_eq!(
        refused(begin(&mut laptop, "medication", InHand::Slip(slip.into()))),
        "slip-cancelled"
    );
}

#[test]
fn a_slip_taken_to_one_wrong_patient_after_the_other_is_an_alarm() {
    let (mut laptop, slip) = ward();
    let other = hanakos(&mut laptop);
    // Both checks are right about the patients; the slip in hand is of neither.
    let third = laptop.printed({
        let mut write = prescription("フロセミド錠20mg");
        write.patient = who(HANAKO);
        write
    });
    let check = begin(&mut laptop, "medication", InHand::Patient(who(TARO))).unwrap();
    state(&mut laptop, check, "見本太郎", 1948);
    step(
        &mut laptop,
        "clerk",
        CheckCommand::Slip {
            check,
            slip: third.into(),
        },
    )
    .unwrap();
    assert_eq!(alarms(&laptop), []);
    let check = with_slip(&mut laptop, third);
    state(&mut laptop, check, "だれか", 1950);
    assert_eq!(alarms(&laptop), [(Some(patient(HANAKO)), Some(third))]);
    assert_eq!(
        (holds(&laptop.hospital, slip), holds(&laptop.hospital, other)),
        (None, None)
    );
    let new = with_slip(&mut laptop, third);
    state(&mut laptop, new, "見本花子", 1950);
    assert_eq!(alarms(&laptop), []);
}

#[test]
fn a_slip_that_is_not_in_force_is_not_checked_for() {
    let (mut laptop, slip) = ward();
    let nobodys = SlipNumber::parse("S07-999999-99").unwrap();
    assert_eq!(
        refused(begin(&mut laptop, "medication", InHand::Slip(nobodys.into()))),
        "slip-misread"
    );
    laptop.query(slip).unwrap();
    assert_eq!(
        refused(begin(&mut laptop, "medication", InHand::Slip(slip.into()))),
        "query-open"
    );
    laptop.answer(slip, QueryOutcome::Reissue).unwrap();
    laptop.revise(slip, "アムロジピン錠2.5mg").unwrap();
    laptop.print(slip).unwrap();
    // The old sheet is void; the new one is checked.
    assert_eq!(
        refused(begin(&mut laptop, "medication", InHand::Slip(sheet(slip, "1")))),
        "copy-recalled"
    );
    let check = begin(&mut laptop, "medication", InHand::Slip(sheet(slip, "1r2"))).unwrap();
    state(&mut laptop, check, "見本太郎", 1948);
    assert_eq!(result(&laptop, check), CheckResult::Verified);
}

#[test]
fn a_slip_of_two_patients_is_of_none() {
    let (mut one, slip) = ward();
    let mut other = with_slips(8);
    let mut write = prescription("アムロジピン錠5mg");
    write.number = Some(NumberGiven::Whole(slip));
    write.patient = who(HANAKO);
    let commit = other.slip(SlipCommand::Write(write)).unwrap();
    one.take(commit);
    assert_eq!(one.hospital.patient_of_slip(slip), None);
    assert_eq!(
        refused(begin(&mut one, "medication", InHand::Slip(slip.into()))),
        "slip-of-several"
    );
}

#[test]
fn no_answer_about_paper_tells_whom_a_blind_check_expects() {
    let (mut laptop, slip) = ward();
    let check = with_slip(&mut laptop, slip);
    let questions = [
        Question::Slips(SlipQuestion::Slip(slip.into())),
        Question::Slips(SlipQuestion::OfPatient(who(TARO))),
        Question::Slips(SlipQuestion::Queries { ward: None }),
        Question::Slips(SlipQuestion::Reconcile(PaperFilter::default())),
        Question::Where {
            what: Whereabouts::Slip(slip.into()),
        },
        Question::Discrepancies,
    ];
    for question in &questions {
        assert_eq!(
            laptop.asks(question).unwrap_err().code(),
            "statement-first",
            "{question:?}"
        );
    }
    state(&mut laptop, check, "見本太郎", 1948);
    for question in &questions {
        laptop.asks(question).unwrap();
    }
}

#[test]
fn boxes_of_slips_are_entered_once_each() {
    let (mut laptop, slip) = ward();
    let line = |slip: SlipNumber, exception| PaperLine {
        in_hand: InHand::Slip(slip.into()),
        purpose: purpose("medication"),
        at: None,
        exception,
        remark: None,
    };
    let twice = CheckCommand::Paper {
        lines: vec![line(slip, None), line(slip, None)],
    };
    assert_eq!(refused(step(&mut laptop, "clerk", twice)), "already-entered");
    let mismatch = CheckCommand::Paper {
        lines: vec![line(slip, Some(PaperException::Mismatch))],
    };
    step(&mut laptop, "clerk", mismatch).unwrap();
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "slip-held");
    let rows = andon::domain::checks::ask::rows(&laptop.hospital, &CheckFilter::default(), laptop.now()).unwrap();
    assert_eq!(rows[0].result, CheckResult::OnPaper);
}

#[test]
fn a_finished_slip_from_the_store_is_known_to_a_check() {
    let (laptop, slip) = ward();
    let begun = Command::Check(CheckCommand::Begin {
        purpose: purpose("medication"),
        in_hand: InHand::Slip(slip.into()),
    });
    assert_eq!(Name::of_command(&begun, &laptop.hospital), [Name::Slip(slip)]);
}

#[test]
fn whoever_speaks_for_the_patient_does_not_stand_in_for_the_slip() {
    let (mut laptop, _) = ward();
    let check = begin(&mut laptop, "medication", InHand::Patient(who(TARO))).unwrap();
    let by = StandIn::Family;
    step(&mut laptop, "clerk", CheckCommand::Vouch { check, by }).unwrap();
    state(&mut laptop, check, "見本太郎", 1948);
    assert_eq!(
        laptop.hospital.check(check).unwrap().standing.wanting(),
        [Wanting::Slip]
    );
}

/// The noughts in front of a number are not said; another number stays another.
#[test]
fn a_number_is_stated_without_its_noughts() {
    let (mut laptop, slip) = ward();
    for (number, expected) in [("22012", CheckResult::Verified), ("220120", CheckResult::Mismatched)] {
        let check = with_slip(&mut laptop, slip);
        laptop.millis += 20_000;
        let stated = Stated {
            name: Some(text("見本太郎")),
            number: Some(identifier(number)),
            ..Stated::default()
        };
        step(&mut laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
        assert_eq!(result(&laptop, check), expected, "{number}");
    }
}
