//! The data that questions are answered with. Rows of the census have the columns of the import, under their names.

use chrono_tz::Tz;

use crate::{
    cli::json::{Json, Object},
    domain::{
        ask::{Board, BoardRow, CensusRow, Person},
        census::{Discrepancy, DiscrepancyKind, Missing, Place, Stay, StayId, stay::Movement},
        identity::{Identifier, Inquiry, Patient},
        record::{Said, Timestamp},
        state::Hospital,
        text::Text,
    },
    exchange::{
        census,
        moment::{write_birth, write_time},
    },
};

use super::{answer::called, checks, linked};

/// Inpatients, as `andon census --format json` writes them.
pub fn census_rows(rows: &[CensusRow], zone: Tz) -> Json {
    let mut json = Vec::new();
    match census::json(rows, zone, &mut json).map(|()| String::from_utf8(json)) {
        // Inside of texts line breaks are written as \n: those that are left stand between the rows.
        Ok(Ok(written)) => Json::Written(written.replace('\n', "")),
        // Memory does not fail to be written to.
        _ => Json::Null,
    }
}

/// Everything about one person, with the bed history of the present stay. Numbers and allergies are those of the person: what was
/// said at a linked record, too; `links` tells which belong to which.
pub fn person(person: &Person, hospital: &Hospital, zone: Tz) -> Object {
    let patient = &person.patient;
    let object = Object::default()
        .with("record", patient.id.to_string())
        .with("identifiers", linked::identifiers(patient.id, hospital))
        .with("name", patient.name.get().map(ToString::to_string))
        .with("kana", patient.kana.get().map(ToString::to_string))
        .with("sex", patient.sex.get().map(|sex| sex.word()))
        .with("dob", patient.birth.get().map(|birth| write_birth(*birth)))
        .with("phone", patient.phone.get().map(ToString::to_string))
        .with("address", patient.address.get().map(ToString::to_string))
        .with("inquiry", inquiry(patient, hospital).word())
        .with("allergies", linked::allergies(hospital.allergies(patient.id)))
        .with("links", linked::links(patient.id, hospital, zone));
    match &person.stay {
        Some(stay) => object.with("stay", self::stay(stay, hospital, zone)),
        None => object.with("stay", Json::Null),
    }
}

fn inquiry(patient: &Patient, hospital: &Hospital) -> Inquiry {
    if hospital.is_restricted(patient.id) {
        Inquiry::Restricted
    } else {
        Inquiry::Open
    }
}

fn stay(stay: &Stay, hospital: &Hospital, zone: Tz) -> Object {
    let text = |value: Option<&Text>| value.map(ToString::to_string);
    let movements: Vec<Object> = stay.movements.iter().map(|one| movement(one, zone)).collect();
    let diagnoses: Vec<Object> = stay
        .diagnoses
        .iter()
        .map(|(said, what)| with_said(Object::default().with("what", what.to_string()), said, zone))
        .collect();
    let meals: Vec<Object> = stay
        .meals
        .iter()
        .map(|(said, day, meal, diet)| {
            let tray = Object::default()
                .with("day", day.to_string())
                .with("meal", meal.word())
                .with("diet", text(diet.as_ref()));
            with_said(tray, said, zone)
        })
        .collect();
    let scores: Vec<Object> = stay
        .scores
        .iter()
        .map(|(said, day, score)| {
            let points = Object::default()
                .with("day", day.to_string())
                .with("a", u64::from(score.a))
                .with("b", u64::from(score.b))
                .with("c", u64::from(score.c));
            with_said(points, said, zone)
        })
        .collect();
    let missing: Vec<&str> = hospital.missing(stay).into_iter().map(missing_word).collect();
    Object::default()
        .with("stay", stay.id.to_string())
        .with("admitted_at", stay.admitted_at().map(|at| write_time(at, zone)))
        .with("place", stay.place().map(|place| self::place(place, zone)))
        .with("since", stay.last_moved().map(|at| write_time(at, zone)))
        .with("department", stay.department.get().map(ToString::to_string))
        .with("mobility", stay.mobility.get().map(|word| word.word()))
        .with("isolation", stay.isolation.get().map(|word| word.word()))
        .with("diet", text(stay.diet.get()))
        .with("physician", text(stay.physician.get()))
        .with("pager", text(stay.pager.get()))
        .with("key_person", text(stay.key_person.get()))
        .with("key_relation", text(stay.key_relation.get()))
        .with("key_phone", text(stay.key_phone.get()))
        .with("planned", stay.planned.get().map(|word| word.word()))
        .with("route", text(stay.route.get()))
        .with("insurance", stay.insurance.get().map(|word| word.word()))
        .with("missing", missing)
        .with("movements", movements)
        .with("diagnoses", diagnoses)
        .with("meals", meals)
        .with("nursing_scores", scores)
}

fn movement(movement: &Movement, zone: Tz) -> Object {
    with_said(place(&movement.place, zone), &movement.said, zone)
}

/// Who said so, when it happened, when it was written down and where (domain.md, Census 9).
pub(super) fn with_said(object: Object, said: &Said, zone: Tz) -> Object {
    let event = said.order.event.commit;
    object
        .with("at", write_time(said.at, zone))
        .with("said_by", said.by.to_string())
        .with("said_at", write_time(said.order.stamp.recorded(), zone))
        .with("station", event.station.to_string())
        .with("seq", event.sequence.number())
}

/// Where somebody is, with the words of the census columns.
fn place(place: &Place, zone: Tz) -> Object {
    let time = |at: &Option<Timestamp>| at.map(|at| write_time(at, zone));
    let object = Object::default();
    match place {
        Place::Expected { when, bed } => object
            .with("position", "expected")
            .with("bed", bed.as_ref().map(ToString::to_string))
            .with("when", time(when)),
        Place::InBed { bed } => object.with("position", "in-bed").with("bed", bed.to_string()),
        Place::Out {
            bed,
            kind,
            until,
            place,
        } => object
            .with("position", kind.word())
            .with("bed", bed.to_string())
            .with("until", time(until))
            .with("whereabouts", place.as_ref().map(ToString::to_string)),
        Place::Transit { from, to } => object
            .with("position", "in-transit")
            .with("bed", from.to_string())
            .with("destination", to.to_string()),
        Place::Left {
            from,
            disposition,
            place,
        } => object
            .with("position", "left")
            .with("bed", from.to_string())
            .with("disposition", disposition.word())
            .with("whereabouts", place.as_ref().map(ToString::to_string)),
    }
}

/// What does not fit together, and whether somebody has settled it.
pub fn discrepancy(discrepancy: &Discrepancy, hospital: &Hospital, zone: Tz) -> Object {
    let events: Vec<String> = discrepancy.events.iter().map(ToString::to_string).collect();
    let closed = discrepancy.closed.as_ref().map(|closing| {
        let remark = Object::default().with("remark", closing.remark.to_string());
        with_said(remark, &closing.said, zone)
    });
    let object = Object::default()
        .with("discrepancy", discrepancy.id.to_string())
        .with("kind", discrepancy.kind.code());
    about(object, &discrepancy.kind, hospital)
        .with("events", events)
        .with("closed", closed)
}

fn about(object: Object, kind: &DiscrepancyKind, hospital: &Hospital) -> Object {
    let of_stays = |stays: &[StayId]| -> Vec<String> {
        stays
            .iter()
            .filter_map(|stay| hospital.stay(*stay)?.patient())
            .map(|patient| called(patient, hospital))
            .collect()
    };
    match kind {
        DiscrepancyKind::BedShared { bed, stays } => {
            object.with("bed", bed.to_string()).with("patients", of_stays(stays))
        }
        DiscrepancyKind::BedUnknown { bed, stay } | DiscrepancyKind::BlockedInUse { bed, stay } => {
            object.with("bed", bed.to_string()).with("patients", of_stays(&[*stay]))
        }
        DiscrepancyKind::MovedApart { stay }
        | DiscrepancyKind::StayDisputed { stay }
        | DiscrepancyKind::NoAdmission { stay } => object
            .with("stays", vec![stay.to_string()])
            .with("patients", of_stays(&[*stay])),
        DiscrepancyKind::TwoStays { patient, stays } => {
            let stays: Vec<String> = stays.iter().map(ToString::to_string).collect();
            object
                .with("stays", stays)
                .with("patients", vec![called(*patient, hospital)])
        }
        DiscrepancyKind::PersonDisputed { patient } | DiscrepancyKind::NoRegistration { patient } => {
            object.with("patients", vec![called(*patient, hospital)])
        }
        DiscrepancyKind::IdentifierShared { identifier, patients } => {
            // They share the number that would name them, so the records do.
            let patients: Vec<String> = patients.iter().map(ToString::to_string).collect();
            object
                .with("identifier", identifier.to_string())
                .with("patients", patients)
        }
        DiscrepancyKind::BlockShared { station, block } => object
            .with("station", u64::from(station.number()))
            .with("block", u64::from(block.number())),
        DiscrepancyKind::StationForked {
            station,
            installation,
            sequence,
        } => {
            let life = hospital.life(*station, *installation).into_iter();
            let fork = life
                .flat_map(|life| &life.forks)
                .find(|(_, fork)| fork.commit.sequence == *sequence);
            let named = |numbers: &[Identifier]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>();
            let (here, there) = fork.map_or_else(Default::default, |(_, fork)| (named(&fork.here), named(&fork.there)));
            object
                .with("station", u64::from(station.number()))
                .with("seq", sequence.number())
                .with("numbers_here", here)
                .with("numbers_there", there)
        }
        DiscrepancyKind::NumberTwice { number } | DiscrepancyKind::VoidedInUse { number } => {
            object.with("identifier", number.to_string())
        }
        DiscrepancyKind::AliasTwice { numbers } => {
            object.with("numbers", numbers.iter().map(ToString::to_string).collect::<Vec<_>>())
        }
        DiscrepancyKind::FramesDiffer | DiscrepancyKind::SlipTypesDiffer | DiscrepancyKind::SchemesDiffer => object,
        DiscrepancyKind::SlipTwice { slip }
        | DiscrepancyKind::SlipUnwritten { slip }
        | DiscrepancyKind::SlipRevisedApart { slip } => object.with("slip", slip.to_string()),
        DiscrepancyKind::SlipElsewhere { slip, stay } => object
            .with("slip", slip.to_string())
            .with("patients", of_stays(&[*stay])),
        DiscrepancyKind::StepUnchecked { slip, step } => {
            object.with("slip", slip.to_string()).with("step", step.to_string())
        }
        DiscrepancyKind::CopyApart { slip, copy } => {
            object.with("slip", slip.to_string()).with("copy", copy.to_string())
        }
    }
}

/// The hospital on one page.
pub fn board(object: Object, board: &Board, hospital: &Hospital, zone: Tz) -> Object {
    let alarms: Vec<Object> = board
        .check_alarms
        .iter()
        .map(|alarm| checks::alarm(alarm, hospital, zone))
        .collect();
    let wards: Vec<Object> = board.wards.iter().map(board_row).collect();
    object
        .with("expected", board.expected)
        .with("discrepancies", board.discrepancies)
        .with("wards", wards)
        .with("check_alarms", alarms)
}

fn board_row(row: &BoardRow) -> Object {
    Object::default()
        .with("ward", row.ward.to_string())
        .with("licensed", row.licensed)
        .with("occupied", row.occupied)
        .with("shared", row.shared)
        .with("blocked", row.blocked)
        .with("reserved", row.reserved)
        .with("cots", row.cots)
        .with("present", row.present)
        .with("transit_out", row.transit_out)
        .with("transit_in", row.transit_in)
        .with("off_ward", row.off_ward)
        .with("outing", row.outing)
        .with("leave", row.leave)
        .with("absconded", row.absconded)
        .with("stretcher", row.stretcher)
        .with("assisted", row.assisted)
        .with("walking", row.walking)
        .with("not_asked", row.not_asked)
        .with("incomplete", row.incomplete)
        .with("discrepancies", row.discrepancies)
}

/// What has still to be asked, by the name of the field that would say it.
fn missing_word(missing: Missing) -> &'static str {
    match missing {
        Missing::Identifier => "identifiers",
        Missing::Name => "name",
        Missing::Kana => "kana",
        Missing::Sex => "sex",
        Missing::Birth => "dob",
        Missing::Department => "department",
        Missing::Mobility => "mobility",
        Missing::Allergies => "allergies",
    }
}
