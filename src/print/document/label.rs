//! Labels and wrist strips with a patient's number.

use super::Teller;
use crate::{domain::identity::Patient, i18n::Value, print::form::Filling};

/// Whether the number was on paper before: a second label says so, because two may be in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edition {
    First,
    Again { times: usize },
}

impl Teller<'_> {
    /// A label, or a wrist strip: the same fields, the form decides.
    pub fn label(&self, patient: &Patient, edition: &Edition) -> Filling {
        let mut values = self.common();
        let person = self.person(patient);
        for name in person.names().collect::<Vec<_>>() {
            values.set(name, person.get(name).unwrap_or_default());
        }
        let again = match edition {
            Edition::First => String::new(),
            Edition::Again { times } => self.words.fill("paper-reprint", &[("count", Value::from(*times))]),
        };
        values.set("reprint", again);
        values.into()
    }
}
