//! Former patients, whom only the register knows, as far as a decision asks for them.

use std::fmt;

use super::Identifier;

/// The register that holds. Handed in: it is large, and lies beside the journal (architecture.md §4.4).
pub trait FormerPatients: fmt::Debug {
    /// Whether one of them has this number, however it is typed.
    fn have(&self, number: &Identifier) -> bool;

    /// The number of one of them that fits; the first in the order of numbers. Who asks this decides for all numbers to come, and
    /// has to know whether there was an answer.
    fn number_that(&self, fits: &dyn Fn(&str) -> bool) -> Result<Option<Identifier>, RegisterUnread>;
}

/// There is a register, and it cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the register of former patients cannot be read")]
pub struct RegisterUnread;

/// Where no register was imported, or nothing is decided that depends on it.
#[derive(Debug, Clone, Copy)]
pub struct NoFormerPatients;

impl FormerPatients for NoFormerPatients {
    fn have(&self, _: &Identifier) -> bool {
        false
    }

    fn number_that(&self, _: &dyn Fn(&str) -> bool) -> Result<Option<Identifier>, RegisterUnread> {
        Ok(None)
    }
}
