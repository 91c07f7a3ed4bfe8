//! Former patients, whom only the register knows, as far as a decision asks for them.

use std::fmt;

use super::Identifier;

/// The register that holds. Handed in: it is large, and lies beside the journal (architecture.md §4.4).
pub trait FormerPatients: fmt::Debug {
    /// Whether one of them has this number, however it is typed.
    fn have(&self, number: &Identifier) -> bool;

    /// The number of one of them that fits; the first in the order of numbers.
    fn number_that(&self, fits: &dyn Fn(&str) -> bool) -> Option<Identifier>;
}

/// Where no register was imported, or nothing is decided that depends on it.
#[derive(Debug, Clone, Copy)]
pub struct NoFormerPatients;

impl FormerPatients for NoFormerPatients {
    fn have(&self, _: &Identifier) -> bool {
        false
    }

    fn number_that(&self, _: &dyn Fn(&str) -> bool) -> Option<Identifier> {
        None
    }
}
