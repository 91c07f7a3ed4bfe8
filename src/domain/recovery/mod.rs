//! What the EHR will ask for when it is back, kept from the first day (domain.md, Census 12): diagnoses, meals, nursing
//! scores. Work lists and exports of it come with the recovery screens.

pub mod decide;
pub mod fact;

pub use fact::{Meal, NursingScore};
