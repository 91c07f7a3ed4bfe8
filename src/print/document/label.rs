//! Labels and wrist strips with a patient's number.

use super::Teller;
use crate::{domain::identity::Patient, print::form::Filling};

/// Whether the number was on paper before: a second label says so, because two may be in use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    #[default]
    First,
    Again {
        times: usize,
    },
}

impl Edition {
    /// After so many times.
    pub fn after(times: usize) -> Self {
        match times {
            0 => Self::First,
            times => Self::Again { times },
        }
    }
}

impl Teller<'_> {
    /// A label, or a wrist strip: the same fields, the form decides.
    pub fn label(&self, patient: &Patient, edition: &Edition) -> Filling {
        let mut values = self.common().and(&self.person(patient));
        values.set("reprint", self.edition(edition));
        values.into()
    }
}
