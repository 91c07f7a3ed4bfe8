//! The movements. Each changes the patient and both beds in one commit, or not at all (domain.md, Census 2).

use super::{
    Claimant, after_last_movement, department_exists, free_for, kept_bed, known, not_before, present, room_takes,
};
use crate::domain::{
    access::Context,
    census::{
        BedName, OutKind, Place, Stay, StayId,
        bed::Reservation,
        fact::{
            Admitted, Arrived, BedReserved, Departed, Discharged, Expected, ReservationDropped, Returned, StayDetail,
            Swapped, Transferred, WentOut,
        },
    },
    command::{Admission, Discharge, Expect, Leave, Register},
    compose::Draft,
    identity::{self, Identifier, Patient, PatientId, PatientRef},
    numbers::{self, NumberRefusal, fact::ArrivalEnded},
    record::{EventId, Timestamp},
    refusal::Refusal,
    state::Hospital,
};

/// Somebody is announced, with or without a bed kept for them.
pub fn expect(hospital: &Hospital, expect: Expect, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    let person = known(hospital, &expect.patient)?;
    not_here(hospital, person.id)?;
    goes_by_a_number(hospital, person.id)?;
    if hospital.open_stay(person.id).is_some() {
        return Err(Refusal::AlreadyExpected { patient: person.id });
    }
    department_exists(hospital, expect.department.as_ref())?;
    not_before(expect.when, at)?;
    if let Some(bed) = &expect.bed {
        super::beds::reservable(hospital, bed, person.id)?;
    }
    let stay = StayId::issued(EventId {
        commit: context.commit,
        index: 0,
    });
    let mut draft = Draft::one(
        at,
        Expected {
            stay,
            patient: person.id,
            when: expect.when,
            bed: expect.bed.clone(),
            department: expect.department,
        },
    );
    if let Some(bed) = expect.bed
        && !is_reserved_for(hospital, &bed, person.id)
    {
        let reservation = Reservation {
            patient: person.id,
            until: None,
        };
        draft.add(at, BedReserved { bed, reservation });
    }
    Ok(draft)
}

/// A known person is in a bed from now on.
pub fn admit(
    hospital: &Hospital,
    patient: &PatientRef,
    admission: Admission,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let person = known(hospital, patient)?;
    not_here(hospital, person.id)?;
    goes_by_a_number(hospital, person.id)?;
    // Somebody expected under a linked record is admitted there.
    let expected = hospital
        .open_stay(person.id)
        .and_then(|stay| hospital.patient(stay.patient()?));
    let person = expected.cloned().unwrap_or(person);
    department_exists(hospital, admission.department.as_ref())?;
    let claimant = Claimant {
        patient: Some(person.id),
        sex: person.sex.get().copied(),
        isolation: admission.isolation,
    };
    free_for(hospital, &admission.bed, &claimant)?;
    // Whoever was expected is admitted into the stay that was opened then.
    let stay = hospital.open_stay(person.id).map_or_else(
        || {
            StayId::issued(EventId {
                commit: context.commit,
                index: 0,
            })
        },
        |stay| stay.id,
    );
    let mut draft = Draft::one(at, admitted(stay, person.id, admission));
    drop_reservations(hospital, person.id, at, &mut draft);
    Ok(draft)
}

/// Somebody new, recorded and in a bed in one step.
pub fn admit_new(
    hospital: &Hospital,
    person: Register,
    admission: Admission,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    if let Some(identifier) = &person.identifier
        && let Some(known) = hospital.find_patient(&PatientRef::Identifier(identifier.clone()))
    {
        not_here(hospital, known.id)?;
        return Err(Refusal::AlreadyRegistered { patient: known.id });
    }
    department_exists(hospital, admission.department.as_ref())?;
    let claimant = Claimant {
        patient: None,
        sex: person.sex,
        isolation: admission.isolation,
    };
    free_for(hospital, &admission.bed, &claimant)?;
    let (mut draft, patient) = identity::decide::register_as(hospital, person, at, context)?;
    let stay = StayId::issued(EventId {
        commit: context.commit,
        index: draft.len(),
    });
    draft.add(at, admitted(stay, patient, admission));
    Ok(draft)
}

fn admitted(stay: StayId, patient: PatientId, admission: Admission) -> Admitted {
    let mut details = Vec::new();
    details.extend(admission.route.map(StayDetail::Route));
    details.extend(admission.planned.map(StayDetail::Planned));
    Admitted {
        stay,
        patient,
        bed: admission.bed,
        department: admission.department,
        mobility: admission.mobility,
        diet: admission.diet,
        isolation: admission.isolation,
        details,
    }
}

/// Left the bed for another one; in transit until arrived. The bed that was left is free.
pub fn depart(hospital: &Hospital, patient: &PatientRef, bed: BedName, at: Timestamp) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, patient)?;
    let from = leaves_for(hospital, &person, &stay, &bed, at)?;
    let mut draft = Draft::one(
        at,
        Departed {
            stay: stay.id,
            from,
            to: bed,
        },
    );
    drop_reservations(hospital, person.id, at, &mut draft);
    Ok(draft)
}

/// Departed and arrived in one.
pub fn transfer(hospital: &Hospital, patient: &PatientRef, bed: BedName, at: Timestamp) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, patient)?;
    let from = leaves_for(hospital, &person, &stay, &bed, at)?;
    let mut draft = Draft::one(
        at,
        Transferred {
            stay: stay.id,
            from,
            to: bed,
        },
    );
    drop_reservations(hospital, person.id, at, &mut draft);
    Ok(draft)
}

/// The bed that is left, when the way to `bed` is open.
fn leaves_for(
    hospital: &Hospital,
    person: &Patient,
    stay: &Stay,
    bed: &BedName,
    at: Timestamp,
) -> Result<BedName, Refusal> {
    let from = kept_bed(stay, person.id)?;
    if matches!(stay.place(), Some(Place::Out { .. })) {
        return Err(Refusal::Out { patient: person.id });
    }
    if from == *bed {
        return Err(Refusal::SameBed { bed: from });
    }
    free_for(hospital, bed, &claimant(person, stay))?;
    after_last_movement(stay, at)?;
    Ok(from)
}

/// In the new bed.
pub fn arrive(
    hospital: &Hospital,
    patient: &PatientRef,
    bed: Option<BedName>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, patient)?;
    let Some(Place::Transit { to, .. }) = stay.place() else {
        return Err(Refusal::NotInTransit { patient: person.id });
    };
    let bed = bed.unwrap_or_else(|| to.clone());
    free_for(hospital, &bed, &claimant(&person, &stay))?;
    after_last_movement(&stay, at)?;
    let mut draft = Draft::one(
        at,
        Arrived {
            stay: stay.id,
            announced: to.clone(),
            bed,
        },
    );
    drop_reservations(hospital, person.id, at, &mut draft);
    Ok(draft)
}

/// Two patients change beds in one step.
pub fn swap(hospital: &Hospital, patient: &PatientRef, with: &PatientRef, at: Timestamp) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, patient)?;
    let (other, other_stay) = present(hospital, with)?;
    if person.id == other.id {
        return Err(Refusal::SamePatient { patient: person.id });
    }
    let mut draft = Draft::default();
    let beds = (kept_bed(&stay, person.id)?, kept_bed(&other_stay, other.id)?);
    for (who, stay, with, from, to) in [
        (&person, &stay, other_stay.id, &beds.0, &beds.1),
        (&other, &other_stay, stay.id, &beds.1, &beds.0),
    ] {
        if matches!(stay.place(), Some(Place::Out { .. })) {
            return Err(Refusal::Out { patient: who.id });
        }
        super::bed_exists(hospital, to)?;
        if let Some(third) = hospital
            .occupants(to)
            .find(|one| one.id != with)
            .and_then(|one| one.patient())
        {
            return Err(Refusal::BedOccupied {
                bed: to.clone(),
                patient: third,
            });
        }
        room_takes(hospital, to, &claimant(who, stay))?;
        after_last_movement(stay, at)?;
        draft.add(
            at,
            Swapped {
                stay: stay.id,
                with,
                from: from.clone(),
                to: to.clone(),
            },
        );
        // A bed is not kept for the one who is in it.
        if is_reserved_for(hospital, to, who.id) {
            draft.add(at, ReservationDropped { bed: to.clone() });
        }
    }
    Ok(draft)
}

/// Away from the bed, which is kept.
pub fn leave(hospital: &Hospital, leave: Leave, at: Timestamp) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, &leave.patient)?;
    let bed = kept_bed(&stay, person.id)?;
    if let Some(Place::Out { kind, .. }) = stay.place() {
        // Somebody who is out can still be found to have absconded.
        if leave.kind != OutKind::Absconded || *kind == OutKind::Absconded {
            return Err(Refusal::Out { patient: person.id });
        }
    }
    not_before(leave.until, at)?;
    after_last_movement(&stay, at)?;
    Ok(Draft::one(
        at,
        WentOut {
            stay: stay.id,
            bed,
            kind: leave.kind,
            until: leave.until,
            place: leave.place,
        },
    ))
}

/// Back in the bed that was kept.
pub fn come_back(hospital: &Hospital, patient: &PatientRef, at: Timestamp) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, patient)?;
    let bed = kept_bed(&stay, person.id)?;
    if !matches!(stay.place(), Some(Place::Out { .. })) {
        return Err(Refusal::NotOut { patient: person.id });
    }
    after_last_movement(&stay, at)?;
    Ok(Draft::one(at, Returned { stay: stay.id, bed }))
}

/// The patient has left; the bed is free from now on, not from when it was ordered (domain.md, Census 3). Also from
/// leave: who does not come back is discharged from there.
pub fn discharge(hospital: &Hospital, discharge: Discharge, at: Timestamp) -> Result<Draft, Refusal> {
    if let Some(draft) = from_the_door(hospital, &discharge, at)? {
        return Ok(draft);
    }
    let (person, stay) = present(hospital, &discharge.patient)?;
    let from = kept_bed(&stay, person.id)?;
    after_last_movement(&stay, at)?;
    let Discharge { disposition, place, .. } = discharge;
    Ok(Draft::one(
        at,
        Discharged {
            stay: stay.id,
            patient: person.id,
            from,
            disposition,
            place,
        },
    ))
}

/// Somebody leaves who came with a number given by hand and was in no bed: from the emergency department, home or elsewhere.
fn from_the_door(hospital: &Hospital, discharge: &Discharge, at: Timestamp) -> Result<Option<Draft>, Refusal> {
    let person = known(hospital, &discharge.patient)?;
    let mut draft = Draft::default();
    for number in numbers::ledger::waiting_under(hospital, person.id) {
        if let Some(since) = number.since().filter(|since| at < since.at.minute()) {
            return Err(Refusal::AtBeforeStay { at, admitted: since.at });
        }
        let Some(patient) = number.patient() else { continue };
        draft.add(
            at,
            ArrivalEnded {
                number: number.number.clone(),
                patient,
                disposition: discharge.disposition,
                place: discharge.place.clone(),
            },
        );
    }
    Ok(Some(draft).filter(|draft| !draft.is_empty()))
}

fn claimant(person: &Patient, stay: &Stay) -> Claimant {
    Claimant {
        patient: Some(person.id),
        sex: person.sex.get().copied(),
        isolation: stay.isolation.get().copied(),
    }
}

/// Nobody lies in a bed under a number that nobody is to use: labels, slips and checks go by it. The same that keeps the only number
/// of an inpatient from being voided.
pub(super) fn goes_by_a_number(hospital: &Hospital, patient: PatientId) -> Result<(), Refusal> {
    match only_voided(hospital, patient) {
        None => Ok(()),
        Some(number) => Err(NumberRefusal::Voided { number: number.clone() }.into()),
    }
}

/// A number of somebody who has no other than voided ones; nothing of whoever has one that holds, or none at all.
pub(in crate::domain) fn only_voided(hospital: &Hospital, patient: PatientId) -> Option<&Identifier> {
    let records = hospital.records(patient).into_iter();
    let mut numbers = records.flat_map(|record| &record.identifiers).map(|(_, number)| number);
    let first = numbers.next().filter(|first| hospital.is_voided(first))?;
    numbers.all(|number| hospital.is_voided(number)).then_some(first)
}

/// Refuses whoever is in a bed already, at whichever of the linked records.
pub(in crate::domain) fn not_here(hospital: &Hospital, patient: PatientId) -> Result<(), Refusal> {
    match hospital
        .open_stay(patient)
        .filter(|stay| stay.is_present())
        .and_then(|stay| stay.place())
    {
        Some(place) => Err(Refusal::AlreadyAdmitted {
            patient,
            place: place.clone(),
        }),
        None => Ok(()),
    }
}

fn is_reserved_for(hospital: &Hospital, bed: &BedName, patient: PatientId) -> bool {
    hospital
        .bed(bed)
        .and_then(|bed| bed.reserved())
        .is_some_and(|reservation| reservation.patient == patient)
}

/// Whoever has a bed needs none kept.
fn drop_reservations(hospital: &Hospital, patient: PatientId, at: Timestamp, draft: &mut Draft) {
    let mut beds: Vec<&BedName> = hospital.reserved_beds(patient).collect();
    beds.sort_unstable();
    for bed in beds {
        draft.add(at, ReservationDropped { bed: bed.clone() });
    }
}
