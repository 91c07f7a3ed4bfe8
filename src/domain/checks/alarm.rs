//! What a mismatch comes to: the slip in hand is held until a new check of it is verified, and mismatches in a row alarm the
//! command post. Both follow from the checks alone, so nobody can lift either by hand (domain.md, Identity check 7).

use std::sync::Arc;

use super::{check::Check, check::CheckId, policy::CheckPolicy};
use crate::domain::{identity::PatientId, slips::SlipNumber, state::Hospital};

/// The mismatches of a patient since the last check that was verified, oldest first.
pub fn in_a_row(hospital: &Hospital, patient: PatientId) -> Vec<&Arc<Check>> {
    since_verified(hospital.checks_of(patient).collect())
}

/// The check because of which this slip is held: nobody goes on with it.
pub fn holds(hospital: &Hospital, slip: SlipNumber) -> Option<CheckId> {
    let of_slip = hospital.checks_of_slip(slip).filter(|check| check.slip() == Some(slip));
    since_verified(of_slip.collect()).last().map(|check| check.id)
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

/// The patients for whom the command post is alarmed, with the mismatches that did it.
pub fn alarms<'h>(hospital: &'h Hospital, policy: &CheckPolicy) -> Vec<(PatientId, Vec<&'h Arc<Check>>)> {
    let mut alarms: Vec<(PatientId, Vec<&Arc<Check>>)> = hospital
        .checked_patients()
        .map(|patient| (patient, in_a_row(hospital, patient)))
        .filter(|(_, mismatches)| mismatches.len() >= usize::from(policy.alarm_after.max(1)))
        .collect();
    alarms.sort_by_key(|(patient, _)| *patient);
    alarms
}
