//! What may happen to the record of a person.

use super::{
    Allergy, AllergyStatus, Birth, Inquiry, Particular, Patient, PatientId, PatientRef,
    fact::{AllergiesDenied, AllergyFound, Amended, IdentifierGiven, Registered},
};
use crate::domain::{
    access::{AccessRefusal, Context, asks_why},
    census::{
        decide::{known, present},
        fact::StayAmended,
    },
    command::{AllergyAnswer, Amend, RecordAllergy, Register},
    compose::Draft,
    numbers::{self, Alias, NumberRefusal},
    record::{EventId, Timestamp, fact::Retracted},
    refusal::Refusal,
    state::{Hospital, Subject},
};

/// Nobody in a hospital today was born before this year.
const EARLIEST_BIRTH: i32 = 1880;

/// A person becomes known here.
pub fn register(hospital: &Hospital, person: Register, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    if let Some(identifier) = &person.identifier
        && let Some(known) = hospital.find_patient(&PatientRef::Identifier(identifier.clone()))
    {
        return Err(Refusal::AlreadyRegistered { patient: known.id });
    }
    register_as(hospital, person, at, context).map(|(draft, _)| draft)
}

/// The registration as the first fact of a draft, and who it makes.
pub(crate) fn register_as(
    hospital: &Hospital,
    person: Register,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<(Draft, PatientId), Refusal> {
    if person.name.is_none() && person.kana.is_none() {
        return Err(Refusal::NameMissing);
    }
    plausible_birth(hospital, person.birth, context.now)?;
    if let Some(identifier) = &person.identifier {
        numbers::typed::plausible(hospital, identifier, context)?;
    }
    let patient = match &person.identifier {
        Some(identifier) => PatientId::of(identifier),
        None => PatientId::issued(EventId {
            commit: context.commit,
            index: 0,
        }),
    };
    let identifiers = person.identifier.clone().into_iter().collect();
    let particulars = particulars(person);
    Ok((
        Draft::one(
            at,
            Registered {
                patient,
                identifiers,
                particulars,
            },
        ),
        patient,
    ))
}

/// Particulars are corrected or completed, of the person and of the present stay.
pub fn amend(hospital: &Hospital, amend: Amend, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    let person = known(hospital, &amend.patient)?;
    plausible_birth(hospital, amend.person.birth, context.now)?;
    let mut draft = Draft::default();
    if let Some(identifier) = &amend.person.identifier
        && !person.identifiers.iter().any(|(_, known)| known == identifier)
    {
        if let Some(other) = hospital.find_patient(&PatientRef::Identifier(identifier.clone())) {
            return Err(Refusal::IdentifierTaken {
                identifier: identifier.clone(),
                patient: other.id,
            });
        }
        numbers::typed::plausible(hospital, identifier, context)?;
        draft.add(
            at,
            IdentifierGiven {
                patient: person.id,
                identifier: identifier.clone(),
            },
        );
    }
    // An alias stands with its reading: the one does not outlive the other.
    if let (Some(before), Some(name)) = (person.name.get(), &amend.person.name)
        && !numbers::alias::is_made(name)
        && let Some(reading) = Alias::read(before).and_then(|alias| alias.reading())
        && amend.person.kana.as_ref().or(person.kana.get()) == Some(&reading)
    {
        return Err(NumberRefusal::AliasReading { patient: person.id }.into());
    }
    let particulars: Vec<Particular> = particulars(amend.person)
        .into_iter()
        .filter(|particular| !is_said(&person, particular))
        .collect();
    if !particulars.is_empty() {
        draft.add(
            at,
            Amended {
                patient: person.id,
                particulars,
            },
        );
    }
    if !amend.stay.is_empty() {
        let (_, stay) = present(hospital, &amend.patient)?;
        draft.add(
            at,
            StayAmended {
                stay: stay.id,
                details: amend.stay,
            },
        );
    }
    if draft.is_empty() {
        Err(Refusal::NothingToChange)
    } else {
        Ok(draft)
    }
}

/// "Any allergies?" was answered.
pub fn allergy(hospital: &Hospital, answer: RecordAllergy, at: Timestamp) -> Result<Draft, Refusal> {
    let person = known(hospital, &answer.patient)?;
    let patient = person.id;
    match answer.answer {
        AllergyAnswer::None => match person.allergies.status() {
            // What was found once is taken back by undoing that finding, not by a general "none".
            AllergyStatus::Present(_) => Err(Refusal::AllergiesRecorded { patient }),
            AllergyStatus::None => Err(Refusal::NothingToChange),
            AllergyStatus::NotAsked => Ok(Draft::one(at, AllergiesDenied { patient })),
        },
        AllergyAnswer::Present(allergy) => {
            if is_known(&person.allergies.status(), &allergy) {
                return Err(Refusal::AllergyKnown { patient });
            }
            Ok(Draft::one(at, AllergyFound { patient, allergy }))
        }
        AllergyAnswer::Withdrawn(allergy) => {
            let findings = |record: &'_ Patient| record.allergies.findings(&allergy).collect();
            let draft = withdrawn(hospital, patient, at, findings);
            if draft.is_empty() {
                return Err(Refusal::AllergyNotRecorded { patient });
            }
            Ok(draft)
        }
        AllergyAnswer::NotAsked => match hospital.allergies(patient) {
            AllergyStatus::Present(_) => Err(Refusal::AllergiesRecorded { patient }),
            AllergyStatus::NotAsked => Err(Refusal::NothingToChange),
            AllergyStatus::None => Ok(withdrawn(hospital, patient, at, |record| {
                record.allergies.denials().collect()
            })),
        },
    }
}

/// Takes back what was recorded by mistake, at whichever of the linked records it stands: the record shows it still, the fold
/// does not.
fn withdrawn(
    hospital: &Hospital,
    patient: PatientId,
    at: Timestamp,
    which: impl Fn(&Patient) -> Vec<EventId>,
) -> Draft {
    let mut draft = Draft::default();
    for record in hospital.records(patient) {
        for event in which(record) {
            let subjects = vec![Subject::Patient(record.id)];
            draft.add(at, Retracted { event, subjects });
        }
    }
    draft
}

fn is_known(status: &AllergyStatus<'_>, allergy: &Allergy) -> bool {
    matches!(status, AllergyStatus::Present(known) if known.contains(&allergy))
}

/// What the inquiry desk may say of this person.
///
/// Lifting it opens the person to everybody: only the own ward does that.
pub fn restrict(
    hospital: &Hospital,
    patient: &PatientRef,
    inquiry: Inquiry,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let person = known(hospital, patient)?;
    if inquiry == Inquiry::Open && asks_why(hospital, &context.asker.user, &person) {
        return Err(AccessRefusal::OnlyTheWard.into());
    }
    if person.inquiry.get().copied().unwrap_or(Inquiry::Open) == inquiry && !person.inquiry.is_disputed() {
        return Err(Refusal::NothingToChange);
    }
    Ok(Draft::one(
        at,
        Amended {
            patient: person.id,
            particulars: vec![Particular::Inquiry(inquiry)],
        },
    ))
}

pub(crate) fn particulars(person: Register) -> Vec<Particular> {
    let mut said = Vec::new();
    said.extend(person.name.map(Particular::Name));
    said.extend(person.kana.map(Particular::Kana));
    said.extend(person.sex.map(Particular::Sex));
    said.extend(person.birth.map(Particular::Birth));
    said.extend(person.phone.map(Particular::Phone));
    said.extend(person.address.map(Particular::Address));
    said
}

/// Whether this is what is said already, undisputed.
fn is_said(person: &super::Patient, particular: &Particular) -> bool {
    match particular {
        Particular::Name(value) => person.name.get() == Some(value) && !person.name.is_disputed(),
        Particular::Kana(value) => person.kana.get() == Some(value) && !person.kana.is_disputed(),
        Particular::Sex(value) => person.sex.get() == Some(value) && !person.sex.is_disputed(),
        Particular::Birth(value) => person.birth.get() == Some(value) && !person.birth.is_disputed(),
        Particular::Phone(value) => person.phone.get() == Some(value) && !person.phone.is_disputed(),
        Particular::Address(value) => person.address.get() == Some(value) && !person.address.is_disputed(),
        Particular::Inquiry(value) => person.inquiry.get() == Some(value) && !person.inquiry.is_disputed(),
    }
}

pub(crate) fn plausible_birth(hospital: &Hospital, birth: Option<Birth>, now: Timestamp) -> Result<(), Refusal> {
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    let Some(today) = now.to_utc().map(|now| now.with_timezone(&zone).date_naive()) else {
        return Ok(());
    };
    let (year, future) = match birth {
        None => return Ok(()),
        Some(Birth::On(day)) => {
            let Some(date) = day.to_date() else {
                return Err(Refusal::BirthImpossible);
            };
            (chrono::Datelike::year(&date), date > today)
        }
        Some(Birth::AboutYear(year)) => (year, year > chrono::Datelike::year(&today)),
    };
    if future {
        return Err(Refusal::BirthInFuture);
    }
    if year < EARLIEST_BIRTH {
        return Err(Refusal::BirthImpossible);
    }
    Ok(())
}
