//! Beds and rooms themselves: blocked, reserved, kept for a sex or an isolation.

use super::{bed_exists, known, movement::goes_by_a_number, not_before};
use crate::domain::{
    census::{
        BedName, BlockReason, RoomName, RoomRule,
        bed::{Block, Reservation},
        fact::{BedBlocked, BedReserved, BedUnblocked, ReservationDropped, RoomRuled},
    },
    compose::Draft,
    identity::{PatientId, PatientRef},
    record::Timestamp,
    refusal::{Refusal, frame_of},
    state::Hospital,
};

/// A free bed cannot be used.
pub fn block(
    hospital: &Hospital,
    bed: BedName,
    reason: BlockReason,
    until: Option<Timestamp>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    bed_exists(hospital, &bed)?;
    if hospital.bed(&bed).is_some_and(|bed| bed.blocked().is_some()) {
        return Err(Refusal::AlreadyBlocked { bed });
    }
    let occupant = hospital.occupants(&bed).find_map(|stay| stay.patient());
    if let Some(patient) = occupant {
        return Err(Refusal::BedOccupied { bed, patient });
    }
    not_before(until, at)?;
    Ok(Draft::one(
        at,
        BedBlocked {
            bed,
            block: Block { reason, until },
        },
    ))
}

pub fn unblock(hospital: &Hospital, bed: BedName, at: Timestamp) -> Result<Draft, Refusal> {
    bed_exists(hospital, &bed)?;
    if hospital.bed(&bed).is_none_or(|bed| bed.blocked().is_none()) {
        return Err(Refusal::NotBlocked { bed });
    }
    Ok(Draft::one(at, BedUnblocked { bed }))
}

/// A bed is kept for somebody, also one that is still in use.
pub fn reserve(
    hospital: &Hospital,
    bed: BedName,
    patient: &PatientRef,
    until: Option<Timestamp>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let person = known(hospital, patient)?;
    // Who could not be admitted into it.
    goes_by_a_number(hospital, person.id)?;
    reservable(hospital, &bed, person.id)?;
    if hospital.bed(&bed).is_some_and(|bed| bed.reserved().is_some()) {
        return Err(Refusal::AlreadyReserved {
            bed,
            patient: person.id,
        });
    }
    if hospital.occupants(&bed).any(|stay| stay.patient() == Some(person.id)) {
        return Err(Refusal::SameBed { bed });
    }
    not_before(until, at)?;
    Ok(Draft::one(
        at,
        BedReserved {
            bed,
            reservation: Reservation {
                patient: person.id,
                until,
            },
        },
    ))
}

/// The bed is for whoever needs it.
pub fn unreserve(hospital: &Hospital, bed: BedName, at: Timestamp) -> Result<Draft, Refusal> {
    bed_exists(hospital, &bed)?;
    if hospital.bed(&bed).is_none_or(|bed| bed.reserved().is_none()) {
        return Err(Refusal::NotReserved { bed });
    }
    Ok(Draft::one(at, ReservationDropped { bed }))
}

/// Whether a bed can be kept for this person.
pub(super) fn reservable(hospital: &Hospital, bed: &BedName, patient: PatientId) -> Result<(), Refusal> {
    bed_exists(hospital, bed)?;
    match super::reserved_for_another(hospital.bed(bed).map(AsRef::as_ref), Some(patient)) {
        Some(other) => Err(Refusal::AlreadyReserved {
            bed: bed.clone(),
            patient: other,
        }),
        None => Ok(()),
    }
}

/// Who may lie in a room from now on. Who already lies there stays.
pub fn rule(hospital: &Hospital, room: RoomName, rule: RoomRule, at: Timestamp) -> Result<Draft, Refusal> {
    let exists = frame_of(hospital)?.beds().any(|bed| bed.name.room_name() == room);
    if !exists {
        return Err(Refusal::UnknownRoom { room: room.to_string() });
    }
    let now = hospital
        .room(&room)
        .and_then(|room| room.rule.get())
        .copied()
        .unwrap_or_default();
    if now == rule {
        return Err(Refusal::NothingToChange);
    }
    Ok(Draft::one(at, RoomRuled { room, rule }))
}
