//! Keeping what back-entry will ask for.

use super::{
    Meal, NursingScore,
    fact::{Diagnosed, MealServed, NursingScored},
};
use crate::domain::{
    census::decide::{in_stay, present},
    compose::Draft,
    identity::PatientRef,
    record::{Day, Timestamp},
    refusal::Refusal,
    state::Hospital,
    text::Text,
};

pub fn diagnosis(hospital: &Hospital, patient: &PatientRef, diagnosis: Text, at: Timestamp) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    in_stay(&stay, at)?;
    if stay.diagnoses.iter().any(|(_, known)| *known == diagnosis) {
        return Err(Refusal::NothingToChange);
    }
    Ok(Draft::one(
        at,
        Diagnosed {
            stay: stay.id,
            diagnosis,
        },
    ))
}

/// What was on one tray; said again, the later word counts.
pub fn meal(
    hospital: &Hospital,
    patient: &PatientRef,
    tray: (Day, Meal),
    diet: Option<Text>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    in_stay(&stay, at)?;
    Ok(Draft::one(
        at,
        MealServed {
            stay: stay.id,
            day: tray.0,
            meal: tray.1,
            diet,
        },
    ))
}

/// The points of one day; said again, the later word counts.
pub fn nursing_score(
    hospital: &Hospital,
    patient: &PatientRef,
    day: Day,
    score: NursingScore,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let (_, stay) = present(hospital, patient)?;
    in_stay(&stay, at)?;
    Ok(Draft::one(
        at,
        NursingScored {
            stay: stay.id,
            day,
            score,
        },
    ))
}
