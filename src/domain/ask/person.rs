//! One person with everything known, as far as it is for whoever asks.

use std::sync::Arc;

use crate::domain::{
    access::{Context, Deed},
    census::{self, Stay, stay::Movement},
    identity::{Patient, PatientRef},
    record::{Register, Seldom},
    refusal::Refusal,
    state::Hospital,
};

/// One person with everything known, and the stay they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub patient: Arc<Patient>,
    pub stay: Option<Arc<Stay>>,
}

impl Person {
    /// The bed history, oldest first.
    pub fn movements(&self) -> impl Iterator<Item = &Movement> {
        self.stay.iter().flat_map(|stay| &stay.movements)
    }

    /// How to reach a person is for those who reach them.
    pub(super) fn told_to(mut self, hospital: &Hospital, context: &Context<'_>) -> Self {
        if context.allow(hospital, Deed::ReadContacts).is_ok() {
            return self;
        }
        let patient = Arc::make_mut(&mut self.patient);
        patient.phone = Seldom::default();
        patient.address = Seldom::default();
        if let Some(stay) = self.stay.as_mut().map(Arc::make_mut) {
            stay.key_person = Register::default();
            stay.key_relation = Register::default();
            stay.key_phone = Register::default();
            stay.insurance = Register::default();
        }
        self
    }
}

/// Whoever goes by this number or record.
pub(super) fn person(hospital: &Hospital, patient: &PatientRef) -> Result<Person, Refusal> {
    let patient = census::decide::known(hospital, patient)?;
    let stay = hospital.open_stay(patient.id).cloned();
    Ok(Person { patient, stay })
}
