//! The records that one person goes by, as the answer to `person` shows them: which number belongs to which of them, what was
//! asked at each, and who said that they are one.

use chrono_tz::Tz;

use crate::{
    cli::json::Object,
    domain::{
        identity::{AllergyStatus, Identifier, Patient, PatientId},
        record::Said,
        state::Hospital,
    },
    exchange::moment::write_birth,
};

use super::{answer::called, rows::with_said};

/// All numbers that a person goes by: those of the record that was asked for first, then those of each that is linked with it.
pub fn identifiers(patient: PatientId, hospital: &Hospital) -> Vec<String> {
    let records = hospital.records(patient).into_iter();
    records.flat_map(|record| own(record)).collect()
}

fn own(record: &Patient) -> Vec<String> {
    let numbers = record.identifiers.iter();
    numbers
        .map(|(_, number): &(_, Identifier)| number.to_string())
        .collect()
}

/// The other records of the person, each with the one that it is linked with: itself the one that was asked for, or one that
/// leads there.
pub fn links(patient: PatientId, hospital: &Hospital, zone: Tz) -> Vec<Object> {
    let persons = hospital.persons(patient);
    let nearer = |place: usize| persons.iter().take(place);
    let links = persons.iter().enumerate().filter_map(|(place, id)| {
        let (said, with) = nearer(place).find_map(|with| Some((said(*with, *id, hospital)?, *with)))?;
        let object = Object::default()
            .with("record", id.to_string())
            .with("with", called(with, hospital));
        let object = match hospital.patient(*id) {
            Some(record) => self::record(object, record),
            None => object,
        };
        Some(with_said(object, said, zone))
    });
    links.collect()
}

/// Whose word it is that two records are one person.
fn said(one: PatientId, other: PatientId, hospital: &Hospital) -> Option<&Said> {
    hospital
        .links_of(one)
        .find_map(|(said, linked)| (linked == other).then_some(said))
}

fn record(object: Object, record: &Patient) -> Object {
    object
        .with("identifiers", own(record))
        .with("name", record.name.get().map(ToString::to_string))
        .with("kana", record.kana.get().map(ToString::to_string))
        .with("sex", record.sex.get().map(|sex| sex.word()))
        .with("dob", record.birth.get().map(|birth| write_birth(*birth)))
        .with("allergies", allergies(record.allergies.status()))
}

/// What was asked and found, at one record or at all of them.
pub fn allergies(status: AllergyStatus<'_>) -> Object {
    let (status, found) = match status {
        AllergyStatus::NotAsked => ("not-asked", Vec::new()),
        AllergyStatus::None => ("none", Vec::new()),
        AllergyStatus::Present(found) => ("present", found),
    };
    let found: Vec<Object> = found
        .into_iter()
        .map(|allergy| {
            Object::default()
                .with("kind", allergy.kind.word())
                .with("what", allergy.what.to_string())
        })
        .collect();
    Object::default().with("status", status).with("found", found)
}
