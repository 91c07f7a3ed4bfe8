//! What must not reach the wrong patient, and what no paper may say that nobody has done: identity checks before blood, steps at
//! their own desk, a reissue that begins anew (domain.md, Identity check 3 and 5, Order slips 2 and 5).

use std::sync::Arc;

use andon::app::sentences::Speaker;
use andon::domain::{
    census::Disposition,
    checks::{
        CheckId, Stated,
        command::{CheckCommand, InHand, PaperLine},
        fact::PaperException,
    },
    command::{Admission, Command, Discharge, Register},
    record::Fact,
    refusal::Refusal,
    slips::{
        Custody, SlipNumber,
        ask::present_warnings,
        command::{Before, Perform, SlipCommand, WriteSlip},
        fact::{Outcome, QueryOutcome},
        safety::Warning,
        slip::Overtaken,
    },
};
use andon::i18n::Language;

use crate::{
    checks_rules::{born, purpose, step},
    checks_slips::ward,
    harness::words,
    slip_world::{HANAKO, Paper, TARO, allergic, blood_request, code, post, prescription, who, with_slips},
    world::{Laptop, identifier, text},
};

fn refused<T>(outcome: Result<T, Refusal>) -> &'static str {
    outcome.err().expect("refused").code()
}

pub fn blood(laptop: &mut Laptop) -> SlipNumber {
    laptop.printed(blood_request())
}

fn begin(laptop: &mut Laptop, code: &str, slip: SlipNumber) -> Result<CheckId, Refusal> {
    let purpose = purpose(code);
    let in_hand = InHand::Slip(slip.into());
    let begun = laptop.does(Command::Check(CheckCommand::Begin { purpose, in_hand }))?;
    match &begun.unwrap().events[0].fact {
        Fact::CheckBegun(fact) => Ok(fact.check),
        other => panic!("{other:?}"),
    }
}

/// Two people check the patient of a slip.
pub fn checked(laptop: &mut Laptop, code: &str, slip: SlipNumber) {
    let check = begin(laptop, code, slip).unwrap();
    let stated = Stated {
        name: Some(text("見本太郎")),
        birth: Some(born(1948, 5, 6)),
        ..Stated::default()
    };
    step(laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    step(laptop, "nurse", CheckCommand::Second { check }).unwrap();
    assert!(laptop.hospital.check(check).unwrap().is_verified());
}

pub fn given(slip: SlipNumber, lot: Option<&str>) -> SlipCommand {
    SlipCommand::Perform(Perform {
        slip,
        outcome: Outcome::Done,
        by: Some(text("看護 一郎")),
        amount: Some(text("2単位")),
        lot: lot.map(text),
        remark: None,
    })
}

fn give(laptop: &mut Laptop, slip: SlipNumber, lot: Option<&str>) -> Result<(), Refusal> {
    laptop.slip(given(slip, lot)).map(|_| ())
}

#[test]
fn no_blood_without_a_check_of_its_purpose_patient_and_slip() {
    let (mut laptop, tablets) = ward();
    let slip = blood(&mut laptop);
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    let needed = laptop.done(slip, "看護").unwrap_err();
    assert_eq!(needed.code(), "check-needed");
    for language in [Language::Japanese, Language::English] {
        let words = words(language);
        let said = Speaker::new(&words, &laptop.hospital).refusal(&needed);
        assert!(said.contains("F6") && said.contains(slip.as_str()), "{said}");
    }
    // A prescription in hand proves nothing, and neither does the check for another purpose.
    assert_eq!(refused(begin(&mut laptop, "cross-match", tablets)), "purpose-differs");
    checked(&mut laptop, "transfusion", slip);
    assert_eq!(refused(laptop.done(slip, "看護")), "check-needed");
    checked(&mut laptop, "cross-match", slip);
    laptop.done(slip, "看護").unwrap();
    laptop.receive(slip, "blood").unwrap();
    let lies = |laptop: &Laptop, number| laptop.custody(slip, number) == Custody::At { post: post("blood") };
    assert!(
        (1..=3).all(|number| lies(&laptop, number)),
        "the sheets of the blood bank come together"
    );
    for by in ["技師 甲", "技師 乙", "技師 甲"] {
        laptop.done(slip, by).unwrap();
    }
    // The check of before has run out long since.
    laptop.millis += 60 * 60_000;
    assert_eq!(refused(give(&mut laptop, slip, Some("12-3456"))), "check-needed");
    checked(&mut laptop, "transfusion", slip);
    assert_eq!(refused(give(&mut laptop, slip, None)), "lot-missing");
    assert_eq!(refused(laptop.done(slip, "看護")), "lot-missing");
    give(&mut laptop, slip, Some("12-3456")).unwrap();
}

/// It happened, and nobody may be made to invent a check: told as what it was, it is on the list of exceptions.
#[test]
fn what_was_done_without_the_laptop_is_told_as_that() {
    let (mut laptop, _) = ward();
    let slip = blood(&mut laptop);
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    let line = |exception| CheckCommand::Paper {
        lines: vec![PaperLine {
            in_hand: InHand::Slip(slip.into()),
            purpose: purpose("cross-match"),
            at: None,
            exception,
            remark: None,
        }],
    };
    assert_eq!(refused(step(&mut laptop, "clerk", line(None))), "needs-laptop");
    step(&mut laptop, "clerk", line(Some(PaperException::NoLaptop))).unwrap();
    laptop.done(slip, "看護").unwrap();
    let told = laptop.hospital.checks_of_slip(slip).next().unwrap();
    assert!(!told.is_verified());
}

#[test]
fn the_boxes_of_a_slip_are_those_of_its_kind() {
    let (mut laptop, tablets) = ward();
    let line = |code: &str, slip: SlipNumber| CheckCommand::Paper {
        lines: vec![PaperLine {
            in_hand: InHand::Slip(slip.into()),
            purpose: purpose(code),
            at: None,
            exception: None,
            remark: None,
        }],
    };
    for wrong in ["specimen", "meal", "imaging"] {
        assert_eq!(
            refused(step(&mut laptop, "clerk", line(wrong, tablets))),
            "purpose-differs"
        );
    }
    step(&mut laptop, "clerk", line("medication", tablets)).unwrap();
}

fn at_the_pharmacy(laptop: &mut Laptop) -> SlipNumber {
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    laptop.receive(slip, "pharmacy").unwrap();
    slip
}

#[test]
fn a_desk_records_its_own_steps_and_reads_those_of_the_ward_off_the_paper() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    assert_eq!(
        refused(laptop.done_at(slip, "pharmacy", Before::Recorded)),
        "step-missing"
    );
    assert!(laptop.known(slip).steps.is_empty(), "nobody signed for the physician");
    assert_eq!(
        refused(laptop.done_at(slip, "laboratory", Before::SeenOnPaper)),
        "step-elsewhere"
    );
    laptop.done_at(slip, "pharmacy", Before::SeenOnPaper).unwrap();
    let known = laptop.known(slip);
    let seen: Vec<&str> = known.seen.iter().map(|(_, seen)| seen.step.as_str()).collect();
    let done: Vec<&str> = known.steps.iter().map(|(_, done)| done.step.as_str()).collect();
    assert_eq!((seen, done), (vec!["sign", "accept"], vec!["dispense"]));
    // A second pharmacist's check is recorded by the second pharmacist, whatever the sheet says.
    assert_eq!(
        refused(laptop.done_at(slip, "pharmacy", Before::SeenOnPaper)),
        "same-person"
    );
}

#[test]
fn a_reissue_begins_anew_and_work_on_the_old_paper_does_not_count() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    laptop.done_at(slip, "pharmacy", Before::SeenOnPaper).unwrap();
    // Another laptop knows the slip and not what comes.
    let mut other = with_slips(8);
    for commit in laptop.commits().to_vec() {
        other.take(commit);
    }
    laptop.query(slip).unwrap();
    laptop.answer(slip, QueryOutcome::Reissue).unwrap();
    laptop.revise(slip, "アムロジピン錠2.5mg").unwrap();
    let known = laptop.known(slip);
    assert_eq!(known.next_step().unwrap().code.as_str(), "sign", "from the signature");
    assert!(
        known
            .overtaken
            .iter()
            .any(|(_, old)| matches!(old, Overtaken::Done(done) if done.step.as_str() == "dispense"))
    );
    let (_, ordered) = known.revised_for().unwrap();
    assert_eq!(
        (ordered.by.as_str(), ordered.reason.as_str()),
        ("循環器 佐藤", "腎機能低下")
    );
    // It checks what was dispensed for the old dose, an hour later.
    other.millis = laptop.millis + 60 * 60_000;
    other.step(slip, "audit", "薬剤師 乙").unwrap();
    let late: Arc<_> = Arc::clone(other.commits().last().unwrap());
    laptop.take(late);
    let known = laptop.known(slip);
    assert_eq!(known.next_step().unwrap().code.as_str(), "sign");
    assert!(
        known
            .overtaken
            .iter()
            .any(|(_, old)| matches!(old, Overtaken::Done(done) if done.step.as_str() == "audit"))
    );
}

#[test]
fn an_old_sheet_is_not_received_and_the_wards_copy_of_another_goes_on() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    laptop.query(slip).unwrap();
    laptop.answer(slip, QueryOutcome::Reissue).unwrap();
    laptop.revise(slip, "アムロジピン錠2.5mg").unwrap();
    laptop.print(slip).unwrap();
    let old = crate::slip_world::sheet(slip, "2");
    assert_eq!(refused(laptop.receive(old, "pharmacy")), "copy-recalled");
    // A run leaves the billing copy in the ward until the work is done.
    let other = laptop.printed(WriteSlip {
        patient: who(HANAKO),
        ..prescription("ファモチジン錠20mg")
    });
    let legs = andon::domain::slips::decide::ready_to_go(&laptop.hospital, &[post("5E")]);
    let of_other: Vec<u8> = legs
        .iter()
        .filter(|leg| leg.slip == other)
        .map(|leg| leg.copy.number)
        .collect();
    assert_eq!(of_other, [1]);
    assert_eq!(
        laptop.known(slip).patient(),
        laptop.hospital.find_patient(&who(TARO)).map(|patient| patient.id)
    );
}

/// Names that can be taken for the patient's warn as well as the same ones: in the shell as on the screen, when it is written, before
/// it is printed, and at the desk, as long as the other is in the house.
#[test]
fn a_name_that_can_be_taken_for_the_patients_warns() {
    let mut laptop = with_slips(7);
    let mut here = |id: &str, name: &str, kana: &str, bed: &str| {
        let person = Register {
            identifier: Some(identifier(id)),
            name: Some(text(name)),
            kana: Some(text(kana)),
            ..Register::default()
        };
        let admission = Admission::into_bed(crate::world::bed(bed));
        laptop.does(Command::AdmitNew { person, admission }).unwrap();
    };
    // One form of a character apart, and one sound apart.
    here("00000101", "渡辺　太郎", "ワタナベ　タロウ", "6W-101-1");
    here("00000102", "渡邊　太郎", "ワタナベ　フトシオ", "6W-101-2");
    here("00000103", "渡部　二郎", "ワタナベ　ジロウ", "6W-102-1");
    here("00000104", "高橋　花子", "タカハシ　ハナコ", "6W-102-2");
    let id = |laptop: &Laptop, number: &str| laptop.hospital.find_patient(&who(number)).unwrap().id;
    let like = |laptop: &Laptop, slip: SlipNumber| -> Vec<String> {
        let slip = laptop.known(slip);
        let written = slip.written().unwrap();
        let alike = written.warned.iter().filter_map(|warning| match warning {
            Warning::LookAlike(other) => Some(*other),
            _ => None,
        });
        let mut numbers: Vec<String> = alike
            .map(|other| {
                laptop
                    .hospital
                    .patient(other)
                    .unwrap()
                    .identifier()
                    .unwrap()
                    .to_string()
            })
            .collect();
        numbers.sort_unstable();
        numbers
    };
    let write = |laptop: &mut Laptop, number: &str| {
        laptop.write(WriteSlip {
            patient: who(number),
            ..prescription("アムロジピン錠5mg")
        })
    };
    let slip = write(&mut laptop, "00000101");
    assert_eq!(like(&laptop, slip), ["00000102", "00000103"]);
    let unalike = write(&mut laptop, "00000104");
    assert!(like(&laptop, unalike).is_empty());
    // It stands at the desk until the other has left.
    let told = |laptop: &Laptop| {
        let other = id(laptop, "00000103");
        present_warnings(&laptop.hospital, laptop.known(slip)).contains(&Warning::LookAlike(other))
    };
    assert!(told(&laptop));
    laptop
        .does(Command::Discharge(Discharge {
            patient: who("00000103"),
            disposition: Disposition::Home,
            place: None,
        }))
        .unwrap();
    assert!(!told(&laptop));
}

/// A contrast medium is chosen in a field, heparin on a dialysis slip: what was chosen is compared like a drug.
#[test]
fn what_is_chosen_in_a_field_is_compared_with_the_allergies() {
    let mut laptop = with_slips(7);
    allergic(&mut laptop, TARO, "ヨード造影剤");
    let imaging = |contrast: &str| WriteSlip {
        kind: Some(code("imaging")),
        urgency: None,
        drugs: Vec::new(),
        values: [
            ("modality", "CT"),
            ("site", "胸腹部"),
            ("purpose", "精査"),
            ("contrast", contrast),
            ("contrast-allergy", "なし"),
        ]
        .map(|(field, value)| (code(field), text(value)))
        .to_vec(),
        ..prescription("造影")
    };
    let warned = |laptop: &Laptop, slip: SlipNumber| {
        let slip = laptop.known(slip);
        let at_writing = slip.written().unwrap().warned.clone();
        let now = present_warnings(&laptop.hospital, slip);
        let allergies = |found: Vec<Warning>| -> Vec<String> {
            let found = found.into_iter().filter_map(|warning| match warning {
                Warning::Allergy { what, drug } => Some(format!("{what}: {drug}")),
                Warning::AllergyNotAsked => Some("not asked".to_owned()),
                _ => None,
            });
            found.collect()
        };
        (allergies(at_writing), allergies(now))
    };
    let told = |text: &str| (vec![text.to_owned()], vec![text.to_owned()]);
    let slip = laptop.write(imaging("ヨード造影剤"));
    assert_eq!(warned(&laptop, slip), told("ヨード造影剤: ヨード造影剤"));
    assert_eq!(
        refused(laptop.slip(SlipCommand::Print {
            slip,
            printer: None,
            seen: andon::domain::slips::command::WarningsSeen::No,
            at: None
        })),
        "warnings-unseen"
    );
    // In the other language, and of another agent: of which they say themselves what it is.
    let slip = laptop.write(imaging("iodinated"));
    assert_eq!(warned(&laptop, slip), told("ヨード造影剤: ヨード造影剤"));
    let slip = laptop.write(imaging("なし"));
    assert_eq!(warned(&laptop, slip), (Vec::new(), Vec::new()));
}
