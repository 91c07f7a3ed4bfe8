//! Who could be the same person as somebody who is about to be given a number, and why.

use crate::domain::command::Register;
use crate::domain::identity::{Birth, Patient, PatientId, Sex};
use crate::domain::state::Hospital;
use crate::screens::matching::{Haystack, Needle};

/// One who could be meant. Each reason is a key of the locale files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    pub patient: PatientId,
    pub reasons: Vec<&'static str>,
}

/// As many as one can look through.
const MOST: usize = 5;

/// The likeliest first: those who agree in the name or the reading, and in nothing disagree that does not change.
pub fn likely(hospital: &Hospital, person: &Register) -> Vec<Likely> {
    let mut found: Vec<Likely> = hospital
        .patients()
        .filter(|patient| patient.is_known())
        .filter_map(|patient| compare(patient, person))
        .collect();
    found.sort_by_key(|one| (usize::MAX - one.reasons.len(), one.patient));
    found.truncate(MOST);
    found
}

fn compare(patient: &Patient, person: &Register) -> Option<Likely> {
    let mut reasons = Vec::new();
    let name = person.name.as_ref().filter(|name| {
        let known = Haystack::default().with(patient.name.get().map_or("", |known| known.as_str()));
        known.holds(&Needle::new(name.as_str()))
    });
    if name.is_some() {
        reasons.push("likely-name");
    }
    let kana = person.kana.as_ref().filter(|kana| {
        let known = Haystack::default().with_reading(patient.kana.get().map_or("", |known| known.as_str()));
        known.holds(&Needle::new(kana.as_str()))
    });
    if kana.is_some() {
        reasons.push("likely-kana");
    }
    if reasons.is_empty() {
        return None;
    }
    match (person.birth, patient.birth.get()) {
        (Some(Birth::On(said)), Some(Birth::On(known))) if said == *known => reasons.push("likely-birth"),
        // Two dates of birth are two persons, unless one digit was misheard: then the year still agrees, or the day.
        (Some(Birth::On(said)), Some(Birth::On(known))) if said.number().abs_diff(known.number()) % 365 > 1 => {
            return None;
        }
        _ => {}
    }
    match (person.sex, patient.sex.get()) {
        (Some(said @ (Sex::Male | Sex::Female)), Some(known @ (Sex::Male | Sex::Female))) if said != *known => {
            return None;
        }
        (Some(said), Some(known)) if said == *known => reasons.push("likely-sex"),
        _ => {}
    }
    Some(Likely {
        patient: patient.id,
        reasons,
    })
}
