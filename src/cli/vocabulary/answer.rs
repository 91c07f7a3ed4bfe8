//! What a line is answered with: what was done and is on the disk, or why not.

use crate::{
    app::{
        door::{Receipt, Refused},
        reasons,
        sentences::Speaker,
        worn_twice,
    },
    cli::json::{Json, Object},
    domain::{
        census::fact::InquiryAnswer,
        identity::{Identifier, PatientId},
        numbers::{NumberKind, series::left},
        record::Timestamp,
        refusal::Refusal,
        slips::{SlipNumber, safety::Warning},
        state::Hospital,
    },
    i18n::Value,
    search::everyone::{Double, Whom},
};

use super::{
    candidates, checks, sentences, slip_rows,
    unreadable::{Unreadable, Wrong},
};

/// The word for a line that could not be read.
pub const UNREADABLE: &str = "unreadable";

/// The beginning of every answer.
fn begin(line: u64, ok: bool) -> Object {
    Object::default().with("line", line).with("ok", ok)
}

/// A question's answer begins like this; the data follows.
pub fn fine(line: u64) -> Object {
    begin(line, true)
}

/// What was asked for, and is on the disk. `hospital` is the state with it.
pub fn done(line: u64, receipt: &Receipt, speaker: &Speaker<'_>, now: Timestamp) -> Object {
    let hospital = speaker.hospital();
    let slips: Vec<String> = receipt.slips.iter().map(ToString::to_string).collect();
    // What was shown to whoever wrote a slip is shown here, once.
    let warned = match receipt.slips.as_slice() {
        [slip] => warned_by(*slip, receipt, hospital),
        _ => &[],
    };
    let (told, ward) = match &receipt.told {
        None => (None, None),
        Some(InquiryAnswer::CannotAnswer) => (Some("cannot-answer"), None),
        Some(InquiryAnswer::Ward(ward)) => (Some("ward"), Some(ward.to_string())),
    };
    let worn = worn_twice(receipt, hospital);
    let worn_by: Vec<String> = worn.iter().map(|one| one.by.to_string()).collect();
    // The tag beside each of those who wear it, too.
    let worn_tags: Vec<String> = worn.iter().map(|one| one.tag.to_string()).collect();
    let answer = begin(line, true)
        .with_some("stay", receipt.stay.map(|stay| stay.to_string()))
        .with_some("patient", receipt.patient.map(|patient| called(patient, hospital)))
        .with_some("told", told)
        .with_some("ward", ward)
        .with_some("slip", receipt.slips.first().map(ToString::to_string))
        .with_some("slips", (receipt.slips.len() > 1).then_some(slips))
        .with_some(
            "warnings",
            (!warned.is_empty()).then(|| slip_rows::warnings(warned, speaker)),
        )
        .with_all(numbered(receipt, hospital))
        .with_some("worn_tags", (!worn.is_empty()).then_some(worn_tags))
        .with_some("tag_worn_by", (!worn.is_empty()).then_some(worn_by))
        .with_some("run", receipt.run.map(|run| run.to_string()))
        .with_some("seq", receipt.commit.map(|commit| commit.sequence.number()));
    match receipt.check {
        Some(check) => checks::progress(answer, check, hospital, now),
        None => answer,
    }
}

/// The warnings of a slip that this very commit wrote.
fn warned_by<'a>(slip: SlipNumber, receipt: &Receipt, hospital: &'a Hospital) -> &'a [Warning] {
    let written = hospital.slip(slip).and_then(|slip| slip.written.latest());
    match written {
        Some(claim) if Some(claim.said.order.event.commit) == receipt.commit => &claim.value.warned,
        _ => &[],
    }
}

/// The numbers that were given: one by itself, many as a list; and how many are left when there are few.
fn numbered(receipt: &Receipt, hospital: &Hospital) -> Object {
    let aliases = |number: &Identifier| {
        let alias = hospital.number(number).and_then(|known| known.alias().cloned());
        alias.map(|alias| {
            Object::default()
                .with("ja", alias.japanese())
                .with("en", alias.english())
        })
    };
    let object = match receipt.numbers.as_slice() {
        [] => return Object::default(),
        [number] => Object::default()
            .with("number", number.to_string())
            .with_some("alias", aliases(number)),
        numbers => {
            let numbers: Vec<Object> = numbers
                .iter()
                .map(|number| {
                    Object::default()
                        .with("number", number.to_string())
                        .with_some("alias", aliases(number))
                })
                .collect();
            Object::default().with("numbers", numbers)
        }
    };
    object.with_some("left", few_left(receipt, hospital).map(|(_, left)| left))
}

/// How many numbers of the kind that was given are left, when there are few.
pub fn few_left(receipt: &Receipt, hospital: &Hospital) -> Option<(NumberKind, u64)> {
    let given = receipt.numbers.last();
    let issued = given.and_then(|number| Some(hospital.number(number)?.issued.first()?.1.given.kind));
    let slip = (!receipt.slips.is_empty()).then_some(NumberKind::Slip);
    let (kind, commit) = issued.or(slip).zip(receipt.commit)?;
    let left = left(hospital, kind, commit.station, commit.installation);
    left.is_low(hospital.schemes().of(kind)).then_some((kind, left.numbers))
}

/// Why a command did not come to be.
pub fn refused(line: u64, refused: &Refused, speaker: &Speaker<'_>) -> Object {
    match refused {
        Refused::Refusal(refusal) => refusal_of(line, refusal, speaker),
        Refused::NotSaved(fault) => begin(line, false)
            .with("refusal", fault.code())
            .with("message", speaker.not_saved(fault))
            .with("see", Vec::<Json>::new()),
    }
}

/// A refusal of the domain.
pub fn refusal_of(line: u64, refusal: &Refusal, speaker: &Speaker<'_>) -> Object {
    let see: Vec<String> = refusal
        .see()
        .into_iter()
        .map(|patient| called(patient, speaker.hospital()))
        .collect();
    let by = match refusal {
        Refusal::LaterFacts { by, .. } => Some(by.commit.to_string()),
        _ => None,
    };
    begin(line, false)
        .with("refusal", refusal.code())
        .with("message", speaker.refusal(refusal))
        .with("see", see)
        .with_some("by", by)
}

/// Nobody gets a number before somebody has said that it is none of these, each with the reasons.
pub fn likely(line: u64, doubles: &[Double], speaker: &Speaker<'_>) -> Object {
    let rows: Vec<Object> = doubles
        .iter()
        .map(|double| candidates::double(double).with("reasons", reasons(&double.evidence, speaker.words())))
        .collect();
    let see: Vec<String> = doubles.iter().map(|double| meant(double, speaker.hospital())).collect();
    begin(line, false)
        .with("refusal", LIKELY)
        .with("message", likely_words(doubles, speaker))
        .with("see", see)
        .with("candidates", rows)
}

const LIKELY: &str = "likely-same";

/// How `none_of` names them.
fn meant(double: &Double, hospital: &Hospital) -> String {
    match double.whom {
        Whom::Known(patient) => called(patient, hospital),
        Whom::Former(_) => double.person.id.clone(),
    }
}

/// The same in words: a line for each of them.
pub fn likely_words(doubles: &[Double], speaker: &Speaker<'_>) -> String {
    let words = speaker.words();
    let ids: Vec<String> = doubles.iter().map(|double| meant(double, speaker.hospital())).collect();
    let asks = words.fill("cli-id-likely", &[("ids", Value::from(ids.join(",")))]);
    let rows = doubles.iter().map(|double| {
        let person = &double.person;
        let birth = person.birth.map(|day| day.to_string()).unwrap_or_default();
        let why = reasons(&double.evidence, words);
        let number = meant(double, speaker.hospital());
        format!("  {number}  {}  {}  {birth}  {why}", person.name, person.kana)
    });
    std::iter::once(asks).chain(rows).collect::<Vec<_>>().join("\n")
}

/// A line that could not be read, or holds a text that is not acceptable.
pub fn wrong(line: u64, wrong: &Wrong, speaker: &Speaker<'_>) -> Object {
    match wrong {
        Wrong::Refused(refusal) => refusal_of(line, refusal, speaker),
        Wrong::Unreadable(fault) => unreadable(line, fault, speaker),
    }
}

/// A line that is wrong, in words.
pub fn wrong_words(wrong: &Wrong, speaker: &Speaker<'_>) -> String {
    match wrong {
        Wrong::Refused(refusal) => speaker.refusal(refusal),
        Wrong::Unreadable(fault) => sentences::unreadable(speaker.words(), fault),
    }
}

fn unreadable(line: u64, fault: &Unreadable, speaker: &Speaker<'_>) -> Object {
    let valid = fault.valid();
    begin(line, false)
        .with("refusal", UNREADABLE)
        .with("message", sentences::unreadable(speaker.words(), fault))
        .with_some("field", fault.field())
        .with_some("nearest", fault.nearest())
        .with_some("valid", (!valid.is_empty()).then_some(valid))
}

/// How an answer names a person, so that the next line can: by the number on paper, or by the record.
pub fn called(patient: PatientId, hospital: &Hospital) -> String {
    hospital
        .patient(patient)
        .and_then(|patient| hospital.identifier_of(patient))
        .map_or_else(|| patient.to_string(), ToString::to_string)
}
