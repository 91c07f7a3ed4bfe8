//! The ledger of numbers as data: what `ledger` answers, and what `andon id ledger` and `andon id crosswalk` write.

use chrono_tz::Tz;

use crate::{
    cli::json::{Json, Object},
    domain::{
        identity::{Identifier, PatientId, Sex},
        numbers::{
            Alias, Triage,
            ledger::{NumberState, Row},
            verify::{Near, Verdict},
        },
        record::Said,
        state::Hospital,
    },
    exchange::moment::{write_birth, write_time},
};

use super::answer::called;

fn said(object: Object, prefix: [&'static str; 3], said: Option<&Said>, zone: Tz) -> Object {
    let [at, by, station] = prefix;
    object
        .with(at, said.map(|said| write_time(said.at, zone)))
        .with(by, said.map(|said| said.by.to_string()))
        .with(station, said.map(|said| said.order.event.commit.station.to_string()))
}

fn list(numbers: &[Identifier]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    numbers.join(" ")
}

/// The columns of the ledger.
pub const LEDGER: [&str; 45] = [
    "number",
    "kind",
    "state",
    "patient",
    "name",
    "kana",
    "sex",
    "dob",
    "alias_ja",
    "alias_en",
    "other_numbers",
    "mother",
    "birth_order",
    "bed",
    "waits",
    "triage",
    "tag",
    "incident",
    "found",
    "found_at",
    "features",
    "belongings",
    "issued_at",
    "issued_by",
    "station",
    "seq",
    "activated_at",
    "activated_by",
    "activated_station",
    "linked_at",
    "linked_by",
    "linked_station",
    "printed",
    "printed_at",
    "printed_by",
    "printed_station",
    "print_reason",
    "left_at",
    "left_by",
    "left_station",
    "left_to",
    "voided_at",
    "voided_by",
    "voided_station",
    "void_reason",
];

/// Those of the crosswalk.
pub const CROSSWALK: [&str; 15] = [
    "number",
    "hospital_id",
    "kind",
    "state",
    "name",
    "kana",
    "sex",
    "dob",
    "mother",
    "issued_at",
    "issued_by",
    "station",
    "linked_at",
    "linked_by",
    "linked_station",
];

/// One number, flat, so that it is the same in JSON and in CSV.
pub fn row(row: &Row, hospital: &Hospital, zone: Tz) -> Object {
    let text = |value: Option<&crate::domain::text::Text>| value.map(ToString::to_string);
    let object = Object::default()
        .with("number", row.number.to_string())
        .with("kind", row.kind.word())
        .with("state", row.state.word())
        .with("patient", row.patient.map(|patient| called(patient, hospital)))
        .with("name", text(row.name.as_ref()))
        .with("kana", text(row.kana.as_ref()))
        .with("sex", row.sex.map(Sex::word))
        .with("dob", row.birth.map(write_birth))
        .with("alias_ja", row.alias.as_ref().map(Alias::japanese))
        .with("alias_en", row.alias.as_ref().map(Alias::english))
        .with("other_numbers", list(&row.others))
        .with(
            "mother",
            row.mother.as_ref().map(|mother| called(mother.patient, hospital)),
        )
        .with("birth_order", row.mother.as_ref().map(|mother| u64::from(mother.order)))
        .with("bed", row.bed().map(ToString::to_string))
        .with("waits", row.waits_for_a_bed())
        .with("triage", row.arrival.triage.map(Triage::word))
        .with("tag", text(row.arrival.tag.as_ref()))
        .with("incident", text(row.arrival.incident.as_ref()))
        .with("found", text(row.arrival.found.as_ref()))
        .with("found_at", row.arrival.found_at.map(|at| write_time(at, zone)))
        .with("features", text(row.arrival.features.as_ref()))
        .with("belongings", text(row.arrival.belongings.as_ref()));
    let object = said(object, ["issued_at", "issued_by", "station"], Some(&row.issued), zone)
        .with("seq", row.issued.order.event.commit.sequence.number());
    let object = said(
        object,
        ["activated_at", "activated_by", "activated_station"],
        row.activated.as_ref(),
        zone,
    );
    let object = said(
        object,
        ["linked_at", "linked_by", "linked_station"],
        row.linked.as_ref(),
        zone,
    )
    .with("printed", row.printed.len());
    let last = row.printed.last();
    let object = said(
        object,
        ["printed_at", "printed_by", "printed_station"],
        last.map(|(said, _)| said),
        zone,
    )
    .with("print_reason", last.and_then(|(_, reason)| text(reason.as_ref())));
    let ended = row.ended.as_ref();
    let object = said(
        object,
        ["left_at", "left_by", "left_station"],
        ended.map(|(said, _)| said),
        zone,
    )
    .with("left_to", ended.map(|(_, disposition)| disposition.word()));
    let voided = row.voided.as_ref();
    said(
        object,
        ["voided_at", "voided_by", "voided_station"],
        voided.map(|(said, _)| said),
        zone,
    )
    .with("void_reason", voided.map(|(_, reason)| reason.to_string()))
}

/// The same of any number: one that is none of ours, nor like one, is not right and was not given.
pub fn looked_at(verdict: Option<&Verdict>, hospital: &Hospital) -> Object {
    match verdict {
        Some(verdict) => self::verdict(verdict, hospital),
        None => Object::default()
            .with("holds", false)
            .with("given", false)
            .with("near", Vec::<Json>::new())
            .with("possible", Vec::<Json>::new())
            .with("ask_stations", Vec::<Json>::new()),
    }
}

/// What is wrong with a number, and whose it may be.
pub fn verdict(verdict: &Verdict, hospital: &Hospital) -> Object {
    let whose = |patient: Option<PatientId>| patient.map(|patient| called(patient, hospital));
    let one_away = |near: &Near| {
        Object::default()
            .with("number", near.number.to_string())
            .with("station", u64::from(near.station))
            .with("error", near.error.word())
            .with("sign", near.places.0)
            .with("other_sign", near.places.1)
    };
    let near: Vec<Object> = verdict
        .near
        .iter()
        .map(|near| {
            one_away(near)
                .with("state", near.state.map(NumberState::word))
                .with("patient", whose(near.patient))
        })
        .collect();
    let possible: Vec<Object> = verdict.possible.iter().map(one_away).collect();
    let ask: Vec<Json> = verdict.ask.iter().map(|station| u64::from(*station).into()).collect();
    let read = verdict.read.as_ref();
    Object::default()
        .with("number", verdict.number.to_string())
        .with("kind", read.map(|read| read.kind.word()))
        .with("station", read.map(|read| u64::from(read.station)))
        .with("block", read.map(|read| u64::from(read.block)))
        .with("sequence", read.map(|read| u64::from(read.sequence)))
        .with("holds", verdict.holds)
        .with("given", verdict.given)
        .with("state", verdict.state.map(NumberState::word))
        .with("patient", whose(verdict.patient))
        .with("near", near)
        .with("possible", possible)
        .with("ask_stations", ask)
}

/// For the EHR: which number by hand is which number of the hospital. A line for each pair, and one for each number that
/// belongs to nobody known yet.
pub fn crosswalk(row: &Row, hospital: &Hospital, zone: Tz) -> Vec<Object> {
    let own: Vec<Option<&Identifier>> = row
        .others
        .iter()
        .filter(|number| !hospital.is_by_hand(number))
        .map(Some)
        .collect();
    let own = if own.is_empty() { vec![None] } else { own };
    own.into_iter()
        .map(|hospital_id| {
            let object = Object::default()
                .with("number", row.number.to_string())
                .with("hospital_id", hospital_id.map(ToString::to_string))
                .with("kind", row.kind.word())
                .with("state", row.state.word())
                .with("name", row.name.as_ref().map(ToString::to_string))
                .with("kana", row.kana.as_ref().map(ToString::to_string))
                .with("sex", row.sex.map(Sex::word))
                .with("dob", row.birth.map(write_birth))
                .with(
                    "mother",
                    row.mother.as_ref().map(|mother| called(mother.patient, hospital)),
                );
            let object = said(object, ["issued_at", "issued_by", "station"], Some(&row.issued), zone);
            said(
                object,
                ["linked_at", "linked_by", "linked_station"],
                row.linked.as_ref(),
                zone,
            )
        })
        .collect()
}
