//! Patients: persons with one or more identifiers, never deleted. What is unknown stays told from what is not there.
//!
//! Not here: where a patient is (census), finding by words (search), issuing of numbers (a later room of its own).

pub mod allergy;
pub mod decide;
pub mod fact;
pub mod former;
pub mod identifier;
pub mod particulars;
pub mod patient;
pub mod register;

pub use allergy::{Allergies, Allergy, AllergyKind, AllergyStatus};
pub use former::{FormerPatients, NoFormerPatients, RegisterUnread};
pub use identifier::{Identifier, IdentifierFault, PatientId, PatientRef};
pub use particulars::{Birth, Inquiry, Particular, Sex};
pub use patient::Patient;
pub use register::RegisterAdopted;
