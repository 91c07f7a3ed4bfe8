//! Identity checks in the vocabulary: from a line to a step of a check, and from a check to what a line is answered with.

use chrono_tz::Tz;

use crate::{
    cli::json::Object,
    domain::{
        checks::{
            CheckId, StandIn, Stated, Wanting,
            ask::{CheckAlarm, CheckFigures, CheckFilter, CheckResult, CheckRow, row},
            command::{CheckCommand, InHand, PaperLine},
            fact::{Mismatch, PaperException},
        },
        record::{Day, Timestamp},
        state::Hospital,
    },
    exchange::moment::write_time,
};

use super::{answer::called, cells::Cells, unreadable::Unreadable};

macro_rules! need {
    ($cells:ident . $taker:ident ( $field:literal $(, $more:expr)? )) => {{
        let value = $cells.$taker($field $(, $more)?);
        $cells.need(value, $field)?
    }};
}

/// The step that a line asks for.
pub(super) fn command(cells: &mut Cells) -> Result<CheckCommand, Unreadable> {
    Ok(match cells.verb().word {
        "check-begin" => CheckCommand::Begin {
            purpose: need!(cells.purpose("purpose")),
            in_hand: in_hand(cells)?,
        },
        "check-vouch" => CheckCommand::Vouch {
            check: need!(cells.check("check")),
            by: need!(cells.word("by", StandIn::from_word)),
        },
        "check-state" => CheckCommand::State {
            check: need!(cells.check("check")),
            stated: Stated {
                name: cells.text("name"),
                birth: cells.day("dob"),
                number: cells.identifier("number"),
                address: cells.text("address"),
                phone: cells.text("phone"),
            },
        },
        "check-slip" => CheckCommand::Slip {
            check: need!(cells.check("check")),
            slip: need!(cells.slip("slip")),
        },
        "check-second" => CheckCommand::Second {
            check: need!(cells.check("check")),
        },
        "check-abandon" => CheckCommand::Abandon {
            check: need!(cells.check("check")),
        },
        "check-paper" => CheckCommand::Paper {
            lines: vec![PaperLine {
                purpose: need!(cells.purpose("purpose")),
                in_hand: in_hand(cells)?,
                at: None,
                exception: cells.word("exception", PaperException::from_word),
                remark: cells.text("remark"),
            }],
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

fn in_hand(cells: &mut Cells) -> Result<InHand, Unreadable> {
    match cells.slip("slip") {
        Some(slip) => Ok(InHand::Slip(slip)),
        None => Ok(InHand::Patient(need!(cells.patient("patient")))),
    }
}

pub(super) fn filter(cells: &mut Cells) -> CheckFilter {
    CheckFilter {
        patient: cells.patient("patient"),
        ward: cells.ward("ward"),
        day: cells.day("day"),
        purpose: cells.purpose("purpose"),
        result: cells.word("result", CheckResult::from_word),
    }
}

/// How far a check is, for the answer to one of its steps. Whose it is stands in it once something was stated.
pub fn progress(object: Object, check: CheckId, hospital: &Hospital, now: Timestamp) -> Object {
    let Some(row) = hospital.check(check).and_then(|check| row(check, now)) else {
        return object;
    };
    with_progress(object, &row, hospital)
}

fn with_progress(object: Object, row: &CheckRow, hospital: &Hospital) -> Object {
    let wanting: Vec<&str> = row.wanting.iter().map(|wanting| wanting_word(*wanting)).collect();
    let alike: Vec<String> = row.alike.iter().map(|one| called(*one, hospital)).collect();
    object
        .with("check", row.check.to_string())
        .with("result", row.result.word())
        .with("wanting", wanting)
        .with("alike", alike)
}

/// One check with everything that is kept of it.
pub fn check(row: &CheckRow, hospital: &Hospital, zone: Tz) -> Object {
    let used: Vec<&str> = row.used.iter().map(|kind| kind.word()).collect();
    with_progress(Object::default(), row, hospital)
        .with("patient", row.patient.map(|patient| called(patient, hospital)))
        .with("purpose", row.purpose.to_string())
        .with("ward", row.ward.as_ref().map(ToString::to_string))
        .with("slip", row.slip.map(|slip| slip.to_string()))
        .with("at", write_time(row.at, zone))
        .with("by", row.by.to_string())
        .with("second", row.second.as_ref().map(ToString::to_string))
        .with("identifiers", used)
        .with("stands_in", row.stands_in.map(StandIn::word))
        .with("mismatch", row.mismatch.map(Mismatch::word))
        .with("exception", row.exception.map(PaperException::word))
        .with("seconds", row.seconds)
        .with("holds_until", row.holds_until.map(|at| write_time(at, zone)))
        .with("blind", row.result != CheckResult::OnPaper)
}

/// Mismatches that the command post is alarmed about.
pub fn alarm(alarm: &CheckAlarm, hospital: &Hospital, zone: Tz) -> Object {
    Object::default()
        .with("patient", alarm.patient.map(|patient| called(patient, hospital)))
        .with("slip", alarm.slip.map(|slip| slip.to_string()))
        .with("ward", alarm.ward.as_ref().map(ToString::to_string))
        .with("mismatches", alarm.mismatches)
        .with("last", alarm.last.map(|at| write_time(at, zone)))
}

/// The figures of a day.
pub fn figures(object: Object, day: Day, figures: &[CheckFigures]) -> Object {
    let wards: Vec<Object> = figures.iter().map(figures_of_ward).collect();
    object.with("day", day.to_string()).with("wards", wards)
}

/// The figures of one ward.
pub fn figures_of_ward(one: &CheckFigures) -> Object {
    Object::default()
        .with("ward", one.ward.as_ref().map(ToString::to_string))
        .with("checks", one.checks)
        .with("verified", one.verified)
        .with("mismatches", one.mismatches)
        .with("abandoned", one.abandoned)
        .with("on_paper", one.on_paper)
        .with("instead", one.instead)
        .with("instead_percent", one.instead_percent())
        .with("median_seconds", one.median_seconds)
}

fn wanting_word(wanting: Wanting) -> &'static str {
    match wanting {
        Wanting::Voucher => "voucher",
        Wanting::Identifiers(_) => "identifiers",
        Wanting::Third => "third",
        Wanting::Slip => "slip",
        Wanting::Second => "second",
    }
}
