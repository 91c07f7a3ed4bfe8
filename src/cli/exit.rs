//! How a task ended, as scripts see it.

use std::{io, process::ExitCode};

/// The exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all of it was done.
    Fine,
    /// 1: something was refused, or faults were found; the rest was done.
    Refused,
    /// 2: it could not run, or not to the end.
    CouldNotRun,
    /// 128 and the number of the signal that ended it, as shells have it.
    Signal(u8),
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Refused => 1,
            Self::CouldNotRun => 2,
            Self::Signal(number) => number.saturating_add(128),
        }
    }

    /// The worse of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Nobody reads the results any more (`andon census | head -1`), or they cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the results cannot be written: {0}")]
pub struct Unheard(#[from] pub io::Error);
