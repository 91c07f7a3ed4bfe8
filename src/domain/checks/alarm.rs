//! What a mismatch comes to: the slip in hand is held until a new check of it is verified or it is cancelled, and mismatches in
//! a row, of a patient or with a slip, alarm the command post. Both follow from the facts alone, so nobody can lift either by
//! hand (domain.md, Identity check 7).

use std::sync::Arc;

use super::{check::Check, check::CheckId, policy::CheckPolicy};
use crate::domain::{identity::PatientId, slips::SlipNumber, state::Hospital};

/// The mismatches of a person since the last check that was verified, oldest first. What was in hand and has been cancelled
/// since is settled.
pub fn in_a_row(hospital: &Hospital, patient: PatientId) -> Vec<&Arc<Check>> {
    let mut row = since_verified(hospital.checks_of(patient).collect());
    row.retain(|check| check.slip().is_none_or(|slip| !is_cancelled(hospital, slip)));
    row
}

/// The mismatches with a slip in hand since the last check of it that was verified, oldest first.
pub fn in_a_row_with(hospital: &Hospital, slip: SlipNumber) -> Vec<&Arc<Check>> {
    since_verified(hospital.checks_of_slip(slip).collect())
}

/// The same, as long as the patient can be checked anew: somebody who was discharged cannot.
pub fn since_nobody_was_verified(hospital: &Hospital, patient: PatientId) -> Vec<&Arc<Check>> {
    let is_gone = || {
        let person = hospital.persons(patient);
        let mut stays = hospital.stays();
        hospital.open_stay(patient).is_none()
            && stays.any(|stay| stay.patient().is_some_and(|whose| person.contains(&whose)))
    };
    let row = in_a_row(hospital, patient);
    if row.is_empty() || is_gone() { Vec::new() } else { row }
}

/// The check because of which this slip is held: nobody goes on with it.
pub fn holds(hospital: &Hospital, slip: SlipNumber) -> Option<CheckId> {
    in_a_row_with(hospital, slip).last().map(|check| check.id)
}

fn is_cancelled(hospital: &Hospital, slip: SlipNumber) -> bool {
    hospital.slip(slip).is_some_and(|slip| slip.is_cancelled())
}

fn since_verified(mut checks: Vec<&Arc<Check>>) -> Vec<&Arc<Check>> {
    checks.sort_by_key(|check| check.head);
    let first = checks
        .iter()
        .rposition(|check| check.is_verified())
        .map_or(0, |last| last + 1);
    checks
        .split_off(first)
        .into_iter()
        .filter(|check| check.is_mismatch())
        .collect()
}

/// What the command post is alarmed about.
#[derive(Debug, Clone)]
pub enum Alarm<'h> {
    /// A patient was not the one who was expected, again and again.
    Patient(PatientId, Vec<&'h Arc<Check>>),
    /// A slip was taken to people whose it is not, again and again.
    Slip(SlipNumber, Vec<&'h Arc<Check>>),
}

impl<'h> Alarm<'h> {
    pub fn mismatches(&self) -> &[&'h Arc<Check>] {
        match self {
            Self::Patient(_, mismatches) | Self::Slip(_, mismatches) => mismatches,
        }
    }
}

/// The alarms, those of patients first. A slip is not told beside the patient whose mismatches are all of it.
pub fn alarms<'h>(hospital: &'h Hospital, policy: &CheckPolicy) -> Vec<Alarm<'h>> {
    let often = |mismatches: &Vec<&Arc<Check>>| mismatches.len() >= usize::from(policy.alarm_after.max(1));
    let mut patients: Vec<_> = hospital
        .checked_patients()
        // A person of several records is told once.
        .filter(|patient| hospital.checks_of(*patient).filter_map(|check| check.patient()).min() == Some(*patient))
        .map(|patient| (patient, since_nobody_was_verified(hospital, patient)))
        .filter(|(_, mismatches)| often(mismatches))
        .collect();
    patients.sort_by_key(|(patient, _)| *patient);
    let mut slips: Vec<_> = hospital
        .checked_slips()
        .filter(|slip| !is_cancelled(hospital, *slip))
        .map(|slip| (slip, in_a_row_with(hospital, slip)))
        .filter(|(_, mismatches)| often(mismatches))
        .filter(|(_, mismatches)| {
            let told = |check: &&Arc<Check>| {
                let mut told = patients.iter();
                let whose = check.patient();
                told.any(|(patient, _)| whose.is_some_and(|whose| hospital.is_one_person(*patient, whose)))
            };
            !mismatches.iter().all(told)
        })
        .collect();
    slips.sort_by_key(|(slip, _)| *slip);
    let patients = patients.into_iter().map(|(patient, row)| Alarm::Patient(patient, row));
    patients
        .chain(slips.into_iter().map(|(slip, row)| Alarm::Slip(slip, row)))
        .collect()
}
