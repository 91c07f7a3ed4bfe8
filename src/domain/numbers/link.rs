//! Two records of one person: a temporary ID and the hospital ID, or two temporary IDs. A link joins, it never merges: both
//! numbers stay, both are shown, and it can be taken away again (domain.md, Patient IDs 7).

use super::{
    fact::{LinkProposed, Linked, Unlinked},
    refusal::NumberRefusal,
};
use crate::domain::{
    access::Context,
    census::{BedName, decide::known},
    compose::Draft,
    identity::{Identifier, PatientId, PatientRef},
    record::Timestamp,
    refusal::Refusal,
    slips::SlipNumber,
    state::Hospital,
    text::Text,
};

/// Joins two records. Where they lie in two beds, one person alone cannot: see [`propose`].
pub fn link(
    hospital: &Hospital,
    patient: &PatientRef,
    with: &PatientRef,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let (one, other) = joinable(hospital, patient, with)?;
    in_one_bed(hospital, one, other, context.now)?;
    Ok(Draft::one(
        at,
        Linked {
            one,
            other,
            second: None,
        },
    ))
}

/// One person says that two records are one, though they lie in two beds. It joins nothing yet.
pub fn propose(
    hospital: &Hospital,
    patient: &PatientRef,
    with: &PatientRef,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let (one, other) = joinable(hospital, patient, with)?;
    let said = hospital.link(one, other).and_then(|link| link.proposal(context.now));
    if said.is_some_and(|said| said.by == context.asker.user) {
        return Ok(Draft::default());
    }
    Ok(Draft::one(at, LinkProposed { one, other }))
}

/// Another person has looked, too: authenticated like everybody who asks, and somebody else than who proposed it.
pub fn confirm(
    hospital: &Hospital,
    patient: &PatientRef,
    with: &PatientRef,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let (one, other) = joinable(hospital, patient, with)?;
    let said = hospital.link(one, other).and_then(|link| link.proposal(context.now));
    let said = said.ok_or(NumberRefusal::NotProposed { patient: one, other })?;
    if said.by == context.asker.user {
        return Err(NumberRefusal::SecondIsFirst { patient: one, other }.into());
    }
    Ok(Draft::one(
        at,
        Linked {
            one,
            other,
            second: Some(said.by.clone()),
        },
    ))
}

/// The two records, when they could be one person and are not yet. Two numbers of the hospital's own are joined in the EHR.
fn joinable(hospital: &Hospital, patient: &PatientRef, with: &PatientRef) -> Result<(PatientId, PatientId), Refusal> {
    let (one, other) = pair(hospital, patient, with)?;
    if hospital.is_one_person(one, other) {
        return Err(Refusal::NothingToChange);
    }
    let temporary = |id: PatientId| {
        let numbers = hospital
            .patient(id)
            .into_iter()
            .flat_map(|patient| &patient.identifiers);
        numbers.into_iter().any(|(_, number)| hospital.is_by_hand(number))
    };
    if temporary(one) || temporary(other) {
        Ok((one, other))
    } else {
        Err(NumberRefusal::NotTemporary { patient: one }.into())
    }
}

/// Refuses to join two records in two beds on one person's word. Where somebody has said that word already, what is missing is the
/// other person's.
pub fn in_one_bed(hospital: &Hospital, one: PatientId, other: PatientId, now: Timestamp) -> Result<(), Refusal> {
    let Some((patient, in_other, bed)) = in_two_beds(hospital, one, other) else {
        return Ok(());
    };
    let said = hospital.link(one, other).and_then(|link| link.proposal(now));
    Err(NumberRefusal::TwoBeds {
        patient,
        other: in_other,
        bed,
        proposed_by: said.map(|said| said.by.clone()),
    }
    .into())
}

/// Whether they, or whoever they are linked with already, lie in two beds: then it takes two persons to join them.
pub fn in_two_beds(hospital: &Hospital, one: PatientId, other: PatientId) -> Option<(PatientId, PatientId, BedName)> {
    // Through a third record, for one.
    if hospital.is_one_person(one, other) {
        return None;
    }
    let (first, _) = in_bed(hospital, &hospital.persons(one))?;
    let (second, bed) = in_bed(hospital, &hospital.persons(other))?;
    Some((first, second, bed))
}

/// Takes a link away.
pub fn unlink(
    hospital: &Hospital,
    patient: &PatientRef,
    with: &PatientRef,
    reason: Option<Text>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let (one, other) = pair(hospital, patient, with)?;
    if !hospital.link(one, other).is_some_and(super::fact::Link::holds) {
        return Err(NumberRefusal::NotLinked { patient: one, other }.into());
    }
    Ok(Draft::one(at, Unlinked { one, other, reason }))
}

fn pair(hospital: &Hospital, patient: &PatientRef, with: &PatientRef) -> Result<(PatientId, PatientId), Refusal> {
    let (one, other) = (known(hospital, patient)?.id, known(hospital, with)?.id);
    if one == other {
        return Err(Refusal::SamePatient { patient: one });
    }
    Ok((one.min(other), one.max(other)))
}

/// One of these who lies in a bed, or keeps one.
fn in_bed(hospital: &Hospital, persons: &[PatientId]) -> Option<(PatientId, BedName)> {
    persons.iter().find_map(|id| {
        let stay = hospital.open_stays(*id).find(|stay| stay.is_present())?;
        let bed = stay.place()?.answers()?.clone();
        Some((*id, bed))
    })
}

/// What somebody must look after when two records are linked: it still carries the other number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attention {
    /// In a bed under this number.
    Bed { patient: PatientId, bed: BedName },
    /// Labels with this number are about.
    Labels { number: Identifier, printed: usize },
    /// Slips that are not settled go by this record: a sample taken with them does not match the other number.
    Slips { patient: PatientId, slips: Vec<SlipNumber> },
    /// Somebody was checked under this record since yesterday.
    Checks {
        patient: PatientId,
        checks: usize,
        last: Timestamp,
    },
}

/// How far back checks of an identity are told of, in seconds.
const RECENT: i64 = 24 * 3600;

/// What carries one of the numbers of a person who goes by several.
pub fn attention(hospital: &Hospital, patient: PatientId, now: Timestamp) -> Vec<Attention> {
    let persons = hospital.persons(patient);
    if persons.len() < 2 {
        return Vec::new();
    }
    carried(hospital, &persons, now)
}

/// What carries one of the numbers of these records, which are one person or are about to be.
pub fn carried(hospital: &Hospital, records: &[PatientId], now: Timestamp) -> Vec<Attention> {
    let mut found = Vec::new();
    for id in records.iter().copied() {
        let stays = hospital.open_stays(id).filter(|stay| stay.patient() == Some(id));
        found.extend(stays.filter(|stay| stay.is_present()).filter_map(|stay| {
            Some(Attention::Bed {
                patient: id,
                bed: stay.place()?.answers()?.clone(),
            })
        }));
        let slips: Vec<SlipNumber> = hospital.open_slips_of_record(id).map(|slip| slip.number).collect();
        if !slips.is_empty() {
            found.push(Attention::Slips { patient: id, slips });
        }
        // What nothing was stated in yet names nobody.
        let checks = hospital
            .checks_of(id)
            .filter(|check| check.patient() == Some(id) && !check.is_blind(now));
        let recent: Vec<Timestamp> = checks
            .filter_map(|check| Some(check.said()?.at))
            .filter(|at| *at >= now.plus_seconds(-RECENT))
            .collect();
        if let Some(last) = recent.iter().max() {
            found.push(Attention::Checks {
                patient: id,
                checks: recent.len(),
                last: *last,
            });
        }
        let numbers = hospital.patient(id).into_iter().flat_map(|known| &known.identifiers);
        found.extend(numbers.filter_map(|(_, number)| {
            let printed = hospital.number(number)?.printed.len();
            (printed > 0).then(|| Attention::Labels {
                number: number.clone(),
                printed,
            })
        }));
    }
    found
}
