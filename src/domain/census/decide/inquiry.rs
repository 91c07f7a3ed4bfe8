//! The information desk: what a caller is told, and that it was told (domain.md, Census 8).

use crate::domain::{
    census::{
        WardCode,
        fact::{InquiryAnswer, InquiryAnswered},
    },
    compose::Draft,
    record::Timestamp,
    state::Hospital,
    text::Text,
};

/// Answers by full name, also by that of a linked record: the ward of the one inpatient of that name. A restricted patient,
/// nobody of that name and two of that name are answered alike: "we cannot answer".
pub fn inquire(hospital: &Hospital, asked: Text, caller: Option<Text>, at: Timestamp) -> Draft {
    let wanted = letters(asked.as_str());
    let mut stays = hospital.present().filter_map(|stay| {
        let patient = stay.patient()?;
        let records = hospital.records(patient);
        let names = records.iter().flat_map(|record| [record.name.get(), record.kana.get()]);
        let meant = names.into_iter().flatten().any(|name| letters(name.as_str()) == wanted);
        // One person in two beds is one person.
        let person = hospital.persons(patient).into_iter().min()?;
        meant.then_some((person, stay))
    });
    let first = stays.next();
    let alone = first.is_some_and(|(person, _)| stays.all(|(other, _)| other == person));
    let told = match first {
        Some((person, stay)) if alone && !hospital.is_restricted(person) => stay
            .place()
            .and_then(|place| place.answers())
            .and_then(|bed| WardCode::parse(bed.ward()).ok())
            .map_or(InquiryAnswer::CannotAnswer, InquiryAnswer::Ward),
        _ => InquiryAnswer::CannotAnswer,
    };
    Draft::one(at, InquiryAnswered { asked, caller, told })
}

/// A name without the blank between surname and given name.
fn letters(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
