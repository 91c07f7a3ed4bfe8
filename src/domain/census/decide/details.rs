//! What changes in a stay without anybody moving.

use super::{department_exists, in_stay, present};
use crate::domain::{
    census::{
        DepartmentCode, Isolation, Mobility,
        fact::{DepartmentChanged, DietChanged, IsolationChanged, MobilityChanged},
    },
    command::Care,
    compose::Draft,
    identity::PatientRef,
    record::{Timestamp, fact::Retracted},
    refusal::Refusal,
    state::{Hospital, Subject},
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

/// What was recorded last was a mistake. What came with the admission is part of it: there the right value is recorded instead.
pub fn withdraw(hospital: &Hospital, patient: &PatientRef, what: Care, at: Timestamp) -> Result<Draft, Refusal> {
    let (person, stay) = present(hospital, patient)?;
    let last = match what {
        Care::Diet => stay.diet.latest().map(|claim| claim.said.order.event),
        Care::Mobility => stay.mobility.latest().map(|claim| claim.said.order.event),
        Care::Isolation => stay.isolation.latest().map(|claim| claim.said.order.event),
    };
    let event = last.ok_or(Refusal::NothingToChange)?;
    if stay.openings.contains(event) {
        return Err(Refusal::CameWithAdmission { patient: person.id });
    }
    let subjects = vec![Subject::Stay(stay.id)];
    Ok(Draft::one(at, Retracted { event, subjects }))
}

fn changed(same: bool) -> Result<(), Refusal> {
    if same { Err(Refusal::NothingToChange) } else { Ok(()) }
}
