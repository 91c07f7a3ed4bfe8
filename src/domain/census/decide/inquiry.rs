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

/// Answers by full name: the ward of the one inpatient of that name. A restricted patient, nobody of that name and two
/// of that name are answered alike: "we cannot answer".
pub fn inquire(hospital: &Hospital, asked: Text, caller: Option<Text>, at: Timestamp) -> Draft {
    let wanted = letters(asked.as_str());
    let mut named = hospital.present().filter_map(|stay| {
        let patient = hospital.patient(stay.patient()?)?;
        let names = [patient.name.get(), patient.kana.get()];
        let meant = names.into_iter().flatten().any(|name| letters(name.as_str()) == wanted);
        meant.then_some((patient, stay))
    });
    let told = match (named.next(), named.next()) {
        (Some((patient, stay)), None) if !patient.is_restricted() => stay
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
