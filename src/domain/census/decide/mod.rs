//! What may happen in the census. Every function takes the newest state and returns facts, or the reason why not.

pub mod beds;
pub mod details;
pub mod import;
pub mod inquiry;
pub mod movement;

use super::{Bed, BedName, DepartmentCode, Place, Stay};
use crate::domain::{
    census::Isolation,
    identity::{Patient, PatientId, PatientRef, Sex},
    record::Timestamp,
    refusal::{Refusal, frame_of},
    state::Hospital,
};
use std::sync::Arc;

/// The person meant, or the refusal.
pub(crate) fn known(hospital: &Hospital, patient: &PatientRef) -> Result<Arc<Patient>, Refusal> {
    hospital
        .find_patient(patient)
        .cloned()
        .ok_or_else(|| Refusal::UnknownPatient {
            patient: patient.clone(),
        })
}

/// The stay of an inpatient who is here (in bed, out or in transit).
pub(crate) fn present(hospital: &Hospital, patient: &PatientRef) -> Result<(Arc<Patient>, Arc<Stay>), Refusal> {
    let person = known(hospital, patient)?;
    match hospital.open_stay(person.id) {
        Some(stay) if stay.is_present() => {
            // The stay may stand at a linked record of the person: what happens to it happens there.
            let owner = stay.patient().and_then(|id| hospital.patient(id)).cloned();
            Ok((owner.unwrap_or(person), Arc::clone(stay)))
        }
        _ => Err(Refusal::NotAdmitted { patient: person.id }),
    }
}

/// The bed of an inpatient who is in it or away from it; a refusal for one in transit.
fn kept_bed(stay: &Stay, patient: PatientId) -> Result<BedName, Refusal> {
    match stay.place() {
        Some(Place::Transit { to, .. }) => Err(Refusal::InTransit {
            patient,
            to: to.clone(),
        }),
        Some(place) => place.keeps().cloned().ok_or(Refusal::NotAdmitted { patient }),
        None => Err(Refusal::NotAdmitted { patient }),
    }
}

/// `at` must lie in the stay.
pub(crate) fn in_stay(stay: &Stay, at: Timestamp) -> Result<(), Refusal> {
    match stay.admitted_at() {
        Some(admitted) if at < admitted.minute() => Err(Refusal::AtBeforeStay { at, admitted }),
        _ => Ok(()),
    }
}

/// A movement must also not come before the last one: the bed history is a line.
fn after_last_movement(stay: &Stay, at: Timestamp) -> Result<(), Refusal> {
    in_stay(stay, at)?;
    match stay.last_moved() {
        Some(moved) if !stay.admitted.is_empty() && at < moved.minute() => {
            Err(Refusal::AtBeforeLastMovement { at, moved })
        }
        _ => Ok(()),
    }
}

fn department_exists(hospital: &Hospital, department: Option<&DepartmentCode>) -> Result<(), Refusal> {
    match department {
        Some(code) if frame_of(hospital)?.department(code.as_str()).is_none() => Err(Refusal::UnknownDepartment {
            department: code.to_string(),
        }),
        _ => Ok(()),
    }
}

fn bed_exists(hospital: &Hospital, bed: &BedName) -> Result<(), Refusal> {
    match frame_of(hospital)?.bed(bed) {
        Some(_) => Ok(()),
        None => Err(Refusal::UnknownBed { bed: bed.to_string() }),
    }
}

/// Who wants a bed: what its room and its reservation are compared with.
struct Claimant {
    patient: Option<PatientId>,
    sex: Option<Sex>,
    isolation: Option<Isolation>,
}

/// Whether a bed can be given to somebody: it exists, nobody keeps it, it is not blocked, not reserved for another,
/// nobody else is on the way to it, and its room takes this person.
fn free_for(hospital: &Hospital, bed: &BedName, claimant: &Claimant) -> Result<(), Refusal> {
    bed_exists(hospital, bed)?;
    if let Some(other) = hospital.occupants(bed).next() {
        return match other.patient() {
            Some(patient) => Err(Refusal::BedOccupied {
                bed: bed.clone(),
                patient,
            }),
            None => Err(Refusal::UnknownBed { bed: bed.to_string() }),
        };
    }
    let state = hospital.bed(bed);
    if let Some(block) = state.and_then(|bed| bed.blocked()) {
        return Err(Refusal::BedBlocked {
            bed: bed.clone(),
            reason: block.reason,
        });
    }
    if let Some(patient) = awaited_by_another(hospital, bed, claimant.patient) {
        return Err(Refusal::BedAwaited {
            bed: bed.clone(),
            patient,
        });
    }
    if let Some(patient) = reserved_for_another(state.map(AsRef::as_ref), claimant.patient) {
        return Err(Refusal::BedReserved {
            bed: bed.clone(),
            patient,
        });
    }
    room_takes(hospital, bed, claimant)
}

fn awaited_by_another(hospital: &Hospital, bed: &BedName, patient: Option<PatientId>) -> Option<PatientId> {
    hospital
        .bound_for(bed)
        .filter_map(|stay| stay.patient())
        .find(|other| Some(*other) != patient)
}

fn reserved_for_another(bed: Option<&Bed>, patient: Option<PatientId>) -> Option<PatientId> {
    let reservation = bed?.reserved()?;
    (Some(reservation.patient) != patient).then_some(reservation.patient)
}

fn room_takes(hospital: &Hospital, bed: &BedName, claimant: &Claimant) -> Result<(), Refusal> {
    let name = bed.room_name();
    let Some(rule) = hospital.room(&name).and_then(|room| room.rule.get()) else {
        return Ok(());
    };
    if let (Some(wanted), Some(Sex::Male | Sex::Female)) = (rule.sex, claimant.sex)
        && claimant.sex != Some(wanted)
    {
        return Err(Refusal::RoomForSex {
            room: name.to_string(),
            sex: wanted,
        });
    }
    match rule.isolation {
        Some(wanted) if claimant.isolation != Some(wanted) => Err(Refusal::RoomForIsolation {
            room: name.to_string(),
            isolation: wanted,
        }),
        _ => Ok(()),
    }
}

fn not_before(until: Option<Timestamp>, at: Timestamp) -> Result<(), Refusal> {
    match until {
        Some(until) if until < at.minute() => Err(Refusal::UntilBeforeAt { until }),
        _ => Ok(()),
    }
}
