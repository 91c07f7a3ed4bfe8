//! From the values of a line to the command or question of the domain.

use crate::domain::{
    census::{
        BlockReason, Disposition, Isolation, Mobility, OutKind, Planned, RoomRule,
        fact::{Insurance, StayDetail},
    },
    command::{
        Admission, Admit, AllergyAnswer, Amend, Care, Command, Discharge, Expect, Leave, Question, RecordAllergy,
        Register,
    },
    identity::{Allergy, AllergyKind, Inquiry, Sex},
    recovery::{Meal, NursingScore},
};

use super::{cells::Cells, checks, numbers, slip_build, unreadable::Unreadable, verb::Area};

macro_rules! need {
    ($cells:ident . $taker:ident ( $field:literal $(, $more:expr)? )) => {{
        let value = $cells.$taker($field $(, $more)?);
        $cells.need(value, $field)?
    }};
}

/// The command of a line.
pub fn command(cells: &mut Cells) -> Result<Command, Unreadable> {
    if cells.verb().area == Area::Slips {
        return slip_build::command(cells).map(Command::Slip);
    }
    Ok(match cells.verb().word {
        "register" => Command::Register(person(cells)),
        "amend" => Command::Amend(Amend {
            patient: need!(cells.patient("patient")),
            person: person(cells),
            stay: details(cells),
        }),
        "allergy" => Command::Allergy(allergy(cells)?),
        "restrict" => Command::Restrict {
            patient: need!(cells.patient("patient")),
            inquiry: cells.word("to", Inquiry::from_word).unwrap_or(Inquiry::Restricted),
        },
        "undo" => Command::Undo {
            sequence: need!(cells.sequence("seq")),
        },
        "close-discrepancy" => Command::CloseDiscrepancy {
            discrepancy: need!(cells.discrepancy("discrepancy")),
            remark: need!(cells.text("remark")),
        },
        "reserve" | "unreserve" | "block" | "unblock" | "restrict-room" => bed_command(cells)?,
        "check-begin" | "check-vouch" | "check-state" | "check-slip" | "check-second" | "check-abandon"
        | "check-paper" => Command::Check(checks::command(cells)?),
        "diagnosis" | "meal" | "nursing-score" => kept_command(cells)?,
        _ if cells.verb().area == Area::Numbers => numbers::command(cells)?,
        _ => stay_command(cells)?,
    })
}

/// What moves a patient or changes the stay.
fn stay_command(cells: &mut Cells) -> Result<Command, Unreadable> {
    Ok(match cells.verb().word {
        "admit" => admit(cells)?,
        "expect" => Command::Expect(Expect {
            patient: need!(cells.patient("patient")),
            when: cells.time("when"),
            bed: cells.bed("bed"),
            department: cells.department("department"),
        }),
        "depart" => Command::Depart {
            patient: need!(cells.patient("patient")),
            bed: need!(cells.bed("bed")),
        },
        "arrive" => Command::Arrive {
            patient: need!(cells.patient("patient")),
            bed: cells.bed("bed"),
        },
        "transfer" => Command::Transfer {
            patient: need!(cells.patient("patient")),
            bed: need!(cells.bed("bed")),
        },
        "swap" => Command::Swap {
            patient: need!(cells.patient("patient")),
            with: need!(cells.patient("with")),
        },
        "leave" => Command::Leave(Leave {
            patient: need!(cells.patient("patient")),
            kind: cells.word("kind", OutKind::from_word).unwrap_or(OutKind::Leave),
            until: cells.time("until"),
            place: cells.text("place"),
        }),
        "return" => Command::Return {
            patient: need!(cells.patient("patient")),
        },
        "discharge" => Command::Discharge(Discharge {
            patient: need!(cells.patient("patient")),
            disposition: need!(cells.word("disposition", Disposition::from_word)),
            place: cells.text("place"),
        }),
        "department" => Command::Department {
            patient: need!(cells.patient("patient")),
            to: need!(cells.department("to")),
        },
        "diet" => Command::Diet {
            patient: need!(cells.patient("patient")),
            to: need!(cells.text("to")),
        },
        "mobility" => Command::Mobility {
            patient: need!(cells.patient("patient")),
            to: need!(cells.word("to", Mobility::from_word)),
        },
        "withdraw" => Command::Withdraw {
            patient: need!(cells.patient("patient")),
            what: need!(cells.word("what", Care::from_word)),
        },
        "isolation" => Command::Isolation {
            patient: need!(cells.patient("patient")),
            to: need!(cells.word("to", Isolation::from_word)),
        },
        "inquire" => Command::Inquire {
            name: need!(cells.text("name")),
            caller: cells.text("caller"),
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

fn bed_command(cells: &mut Cells) -> Result<Command, Unreadable> {
    Ok(match cells.verb().word {
        "reserve" => Command::Reserve {
            bed: need!(cells.bed("bed")),
            patient: need!(cells.patient("patient")),
            until: cells.time("until"),
        },
        "unreserve" => Command::Unreserve {
            bed: need!(cells.bed("bed")),
        },
        "block" => Command::Block {
            bed: need!(cells.bed("bed")),
            reason: need!(cells.word("reason", BlockReason::from_word)),
            until: cells.time("until"),
        },
        "unblock" => Command::Unblock {
            bed: need!(cells.bed("bed")),
        },
        "restrict-room" => Command::RuleRoom {
            room: need!(cells.room("room")),
            rule: RoomRule {
                sex: cells.word("sex", Sex::from_word),
                isolation: cells.word("isolation", Isolation::from_word),
            },
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

fn kept_command(cells: &mut Cells) -> Result<Command, Unreadable> {
    Ok(match cells.verb().word {
        "diagnosis" => Command::Diagnosis {
            patient: need!(cells.patient("patient")),
            diagnosis: need!(cells.text("what")),
        },
        "meal" => Command::Meal {
            patient: need!(cells.patient("patient")),
            day: need!(cells.day("day")),
            meal: need!(cells.word("meal", Meal::from_word)),
            diet: cells.text("diet"),
        },
        "nursing-score" => Command::NursingScore {
            patient: need!(cells.patient("patient")),
            day: need!(cells.day("day")),
            score: NursingScore {
                a: need!(cells.number("a")),
                b: need!(cells.number("b")),
                c: need!(cells.number("c")),
            },
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

/// The question of a line.
pub fn question(cells: &mut Cells) -> Result<Question, Unreadable> {
    Ok(match cells.verb().word {
        "census" => Question::Census {
            ward: cells.ward("ward"),
        },
        "person" => {
            let patient = need!(cells.patient("patient"));
            match cells.text("reason") {
                Some(reason) => Question::PersonFor { patient, reason },
                None => Question::Person { patient },
            }
        }
        "where" => Question::Where {
            what: need!(cells.whereabouts("what")),
        },
        "check" => Question::Check {
            check: need!(cells.check("check")),
        },
        "checks" => Question::Checks {
            filter: checks::filter(cells),
        },
        "check-figures" => Question::CheckFigures { day: cells.day("day") },
        "discrepancies" => Question::Discrepancies,
        "board" => Question::Board,
        "ledger" => numbers::ledger(cells),
        "verify-id" => Question::Verify(need!(cells.identifier("number"))),
        _ => return slip_build::question(cells).map(Question::Slips),
    })
}

/// Somebody known into a bed, or somebody new with a name into the records and a bed.
fn admit(cells: &mut Cells) -> Result<Command, Unreadable> {
    let mut admission = Admission::into_bed(need!(cells.bed("bed")));
    admission.department = cells.department("department");
    admission.mobility = cells.word("mobility", Mobility::from_word);
    admission.isolation = cells.word("isolation", Isolation::from_word);
    admission.diet = cells.text("diet");
    admission.route = cells.text("route");
    admission.planned = cells.word("planned", Planned::from_word);
    Ok(match cells.patient("patient") {
        Some(patient) => Command::Admit(Admit { patient, admission }),
        None => Command::AdmitNew {
            person: person(cells),
            admission,
        },
    })
}

pub(super) fn person(cells: &mut Cells) -> Register {
    Register {
        identifier: cells.identifier("id"),
        name: cells.text("name"),
        kana: cells.text("kana"),
        sex: cells.word("sex", Sex::from_word),
        birth: cells.birth("dob").or_else(|| cells.birth("age")),
        phone: cells.text("phone"),
        address: cells.text("address"),
    }
}

fn details(cells: &mut Cells) -> Vec<StayDetail> {
    let mut details = Vec::new();
    details.extend(cells.text("physician").map(StayDetail::Physician));
    details.extend(cells.text("pager").map(StayDetail::Pager));
    details.extend(cells.text("key_person").map(StayDetail::KeyPerson));
    details.extend(cells.text("key_relation").map(StayDetail::KeyRelation));
    details.extend(cells.text("key_phone").map(StayDetail::KeyPhone));
    details.extend(cells.word("planned", Planned::from_word).map(StayDetail::Planned));
    details.extend(cells.text("route").map(StayDetail::Route));
    details.extend(
        cells
            .word("insurance", Insurance::from_word)
            .map(StayDetail::InsuranceConfirmed),
    );
    details
}

/// What `status` of an allergy says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    None,
    Present,
    Withdrawn,
    NotAsked,
}

fn said(word: &str) -> Option<Said> {
    Some(match word {
        "none" => Said::None,
        "present" => Said::Present,
        "withdrawn" => Said::Withdrawn,
        "not-asked" => Said::NotAsked,
        _ => return None,
    })
}

/// "None" and "not-asked" have no kind and no substance; "present" and "withdrawn" have a substance.
fn allergy(cells: &mut Cells) -> Result<RecordAllergy, Unreadable> {
    let said = need!(cells.word("status", said));
    if matches!(said, Said::None | Said::NotAsked)
        && let Some(field) = ["kind", "what"].into_iter().find(|field| cells.has(field))
    {
        return Err(Unreadable::Idle {
            field,
            because: "status",
        });
    }
    let answer = match said {
        Said::None => AllergyAnswer::None,
        Said::NotAsked => AllergyAnswer::NotAsked,
        Said::Present => AllergyAnswer::Present(which_allergy(cells)?),
        Said::Withdrawn => AllergyAnswer::Withdrawn(which_allergy(cells)?),
    };
    Ok(RecordAllergy {
        patient: need!(cells.patient("patient")),
        answer,
    })
}

fn which_allergy(cells: &mut Cells) -> Result<Allergy, Unreadable> {
    Ok(Allergy {
        kind: cells
            .word("kind", AllergyKind::from_word)
            .unwrap_or(AllergyKind::Unsorted),
        what: need!(cells.text("what")),
    })
}
