//! What changes in a stay without anybody moving.

use super::{department_exists, in_stay, present};
use crate::domain::{
    census::{
        DepartmentCode, Isolation, Mobility,
        fact::{DepartmentChanged, DietChanged, IsolationChanged, MobilityChanged},
    },
    compose::Draft,
    identity::PatientRef,
    record::Timestamp,
    refusal::Refusal,
    state::Hospital,
    text::Text,
};

/// 転科: another department is responsible; the bed stays.
pub fn department(
    hospital: &Hospital,
    patient: &PatientRef,
    to: DepartmentCode,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    department_exists(hospital, Some(&to))?;
    in_stay(&stay, at)?;
    changed(stay.department.get() == Some(&to))?;
    Ok(Draft::one(
        at,
        DepartmentChanged {
            stay: stay.id,
            department: to,
        },
    ))
}

pub fn diet(hospital: &Hospital, patient: &PatientRef, to: Text, at: Timestamp) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    in_stay(&stay, at)?;
    changed(stay.diet.get() == Some(&to))?;
    Ok(Draft::one(
        at,
        DietChanged {
            stay: stay.id,
            diet: to,
        },
    ))
}

pub fn mobility(hospital: &Hospital, patient: &PatientRef, to: Mobility, at: Timestamp) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    in_stay(&stay, at)?;
    changed(stay.mobility.get() == Some(&to))?;
    Ok(Draft::one(
        at,
        MobilityChanged {
            stay: stay.id,
            mobility: to,
        },
    ))
}

pub fn isolation(hospital: &Hospital, patient: &PatientRef, to: Isolation, at: Timestamp) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    in_stay(&stay, at)?;
    changed(stay.isolation.get() == Some(&to))?;
    Ok(Draft::one(
        at,
        IsolationChanged {
            stay: stay.id,
            isolation: to,
        },
    ))
}

fn changed(same: bool) -> Result<(), Refusal> {
    if same { Err(Refusal::NothingToChange) } else { Ok(()) }
}
