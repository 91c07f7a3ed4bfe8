//! The hospital as papers that leave it name it: a pharmacy and another hospital must know where it is and how it is reached
//! (様式第二号, 別紙様式11). A file of its own in the folder `forms`, because no decision rests on it.

use crate::print::form::Values;

/// The fields of forms that it fills, which are the keys of its file, too.
pub const LETTERHEAD: &[&str] = &[
    "hospital_address",
    "hospital_phone",
    "hospital_fax",
    "hospital_prefecture",
    "hospital_table",
    "hospital_code",
];

/// What is known of them; the rest is left to a stamp.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead(Values);

impl Letterhead {
    /// One of [`LETTERHEAD`]; anything else is not on any form.
    pub fn set(&mut self, name: &str, value: String) {
        if let Some(known) = LETTERHEAD.iter().find(|known| **known == name) {
            self.0.set(*known, value);
        }
    }

    pub(super) fn values(&self) -> &Values {
        &self.0
    }
}
