//! What was stated, held against a person. Tolerant for the ways in which one name or address is written; never for another
//! person: what is stated must be true of the patient in every part, and if it is as true of somebody else, it is not enough.

use super::{fact::Comparison, identifiers::IdentifierKind, identifiers::Identifiers};
use crate::domain::{
    census::BedName,
    identity::{Birth, Identifier, Patient, PatientId},
    record::Day,
    state::Hospital,
    text::Text,
};

/// How one name, address or phone number is written in more than one way: scripts, variants of characters, spellings,
/// widths. Handed in, because the tables of it are not the hospital's.
pub trait Spelling: Sync {
    /// Whether what was stated is the full name, or the full reading, of this person.
    fn is_name(&self, stated: &str, name: Option<&str>, kana: Option<&str>) -> bool;

    fn is_address(&self, stated: &str, known: &str) -> bool;

    fn is_phone(&self, stated: &str, known: &str) -> bool;

    /// Whether two names can be taken for each other, read or heard.
    fn can_be_confused(&self, one: (Option<&str>, Option<&str>), other: (Option<&str>, Option<&str>)) -> bool;
}

/// Letter for letter: where no statement is ever compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unspelled;

impl Spelling for Unspelled {
    fn is_name(&self, stated: &str, name: Option<&str>, kana: Option<&str>) -> bool {
        name == Some(stated) || kana == Some(stated)
    }

    fn is_address(&self, stated: &str, known: &str) -> bool {
        stated == known
    }

    fn is_phone(&self, stated: &str, known: &str) -> bool {
        stated == known
    }

    fn can_be_confused(&self, one: (Option<&str>, Option<&str>), other: (Option<&str>, Option<&str>)) -> bool {
        one == other
    }
}

/// What somebody said at the bed, as it was typed. It lives as long as the command: nothing keeps it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Stated {
    pub name: Option<Text>,
    /// A whole day; the edge reads it in either calendar.
    pub birth: Option<Day>,
    pub number: Option<Identifier>,
    pub address: Option<Text>,
    pub phone: Option<Text>,
}

/// Without the words: they stand in no log and no message.
impl std::fmt::Debug for Stated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stated").field(&self.used()).finish()
    }
}

impl Stated {
    /// Which kinds of identifiers were stated.
    pub fn used(&self) -> Identifiers {
        [
            self.name.as_ref().map(|_| IdentifierKind::Name),
            self.birth.as_ref().map(|_| IdentifierKind::Birth),
            self.number.as_ref().map(|_| IdentifierKind::Number),
            self.address.as_ref().map(|_| IdentifierKind::Address),
            self.phone.as_ref().map(|_| IdentifierKind::Phone),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The bed that somebody gave for a person: wherever it was typed, it is none.
    pub fn names_a_bed(&self, hospital: &Hospital) -> Option<BedName> {
        let number = self.number.as_ref().map(Identifier::as_str);
        let name = self.name.as_ref().map(Text::as_str);
        let address = self.address.as_ref().map(Text::as_str);
        let beds = [number, name, address].into_iter().flatten().filter_map(BedName::parse);
        beds.into_iter()
            .find(|bed| hospital.frame().is_some_and(|frame| frame.bed(bed).is_some()))
    }

    /// With the number as it is printed, hyphens in their places.
    fn as_written(&self, hospital: &Hospital) -> Self {
        Self {
            number: self.number.as_ref().map(|number| hospital.as_written(number)),
            ..self.clone()
        }
    }

    /// Whether every part of it is true of this person, and there is a part. Any number of linked records counts; the rest must
    /// be true of one of them, so that the alias of one does not go with the date of birth of the other.
    fn is_of(&self, hospital: &Hospital, patient: PatientId, spelling: &dyn Spelling) -> bool {
        let records = hospital.records(patient);
        let has = |number: &Identifier| {
            let mut known = records.iter().flat_map(|record| &record.identifiers);
            known.any(|(_, known)| is_one_number(known, number))
        };
        !self.used().is_empty()
            && self.number.as_ref().is_none_or(has)
            && records.iter().any(|record| self.is_told_of(record, spelling))
    }

    /// Whether everything but the number is true of this record.
    fn is_told_of(&self, patient: &Patient, spelling: &dyn Spelling) -> bool {
        let (name, kana) = names(patient);
        let born = |day: &Day| matches!(patient.birth.get(), Some(Birth::On(known)) if known == day);
        let holds = |stated: &Text, known: Option<&Text>, same: &dyn Fn(&str, &str) -> bool| {
            known.is_some_and(|known| same(stated.as_str(), known.as_str()))
        };
        self.birth.as_ref().is_none_or(born)
            && self
                .name
                .as_ref()
                .is_none_or(|stated| spelling.is_name(stated.as_str(), name, kana))
            && self
                .address
                .as_ref()
                .is_none_or(|stated| holds(stated, patient.address.get(), &|a, b| spelling.is_address(a, b)))
            && self
                .phone
                .as_ref()
                .is_none_or(|stated| holds(stated, patient.phone.get(), &|a, b| spelling.is_phone(a, b)))
    }
}

/// Nobody says the noughts in front of a number of a card.
fn is_one_number(known: &Identifier, stated: &Identifier) -> bool {
    let significant = |number: &Identifier| {
        let digits = number.as_str();
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain
            .then(|| digits.trim_start_matches('0').to_owned())
            .filter(|rest| !rest.is_empty())
    };
    known == stated || (significant(known).is_some() && significant(known) == significant(stated))
}

fn names(patient: &Patient) -> (Option<&str>, Option<&str>) {
    (
        patient.name.get().map(Text::as_str),
        patient.kana.get().map(Text::as_str),
    )
}

/// The kinds of identifiers that something is on record of for this person, at whichever of the linked records.
pub fn on_record(hospital: &Hospital, patient: PatientId) -> Identifiers {
    let records = hospital.records(patient);
    records
        .into_iter()
        .fold(Identifiers::default(), |known, record| known.and(&of_record(record)))
}

/// A year that was estimated is no date of birth, and what stations said differently is not known.
fn of_record(patient: &Patient) -> Identifiers {
    let name = !patient.name.is_empty() || !patient.kana.is_empty();
    let settled = !patient.name.is_disputed() && !patient.kana.is_disputed();
    let birth = matches!(patient.birth.get(), Some(Birth::On(_))) && !patient.birth.is_disputed();
    [
        (name && settled).then_some(IdentifierKind::Name),
        birth.then_some(IdentifierKind::Birth),
        (!patient.identifiers.is_empty()).then_some(IdentifierKind::Number),
        (!patient.address.is_empty() && !patient.address.is_disputed()).then_some(IdentifierKind::Address),
        (!patient.phone.is_empty() && !patient.phone.is_disputed()).then_some(IdentifierKind::Phone),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Holds a statement against the patient and against everybody else who is known here.
pub fn compare(hospital: &Hospital, stated: &Stated, patient: &Patient, spelling: &dyn Spelling) -> Comparison {
    let stated = &stated.as_written(hospital);
    if !stated.is_of(hospital, patient.id, spelling) {
        return Comparison::Differs;
    }
    let person = hospital.persons(patient.id);
    let others = hospital
        .patients()
        .filter(|other| !person.contains(&other.id) && other.is_known());
    let mut also: Vec<PatientId> = others
        .filter(|other| stated.is_of(hospital, other.id, spelling))
        .map(|other| other.id)
        .collect();
    also.sort_unstable();
    Comparison::Agrees { also }
}

/// Who is here or announced, and can be taken for this patient by name.
pub fn look_alikes(hospital: &Hospital, patient: &Patient, spelling: &dyn Spelling) -> Vec<PatientId> {
    let here = hospital
        .stays()
        .filter(|stay| stay.is_open())
        .filter_map(|stay| stay.patient());
    let (person, records) = (hospital.persons(patient.id), hospital.records(patient.id));
    let mut alike: Vec<PatientId> = here
        .filter(|id| !person.contains(id))
        .filter_map(|id| hospital.patient(id))
        .filter(|other| {
            let mut own = records.iter();
            own.any(|record| spelling.can_be_confused(names(record), names(other)))
        })
        .map(|other| other.id)
        .collect();
    alike.sort_unstable();
    alike.dedup();
    alike
}
