//! What is handed to the journal, and what comes back.

use super::position::{Number, Point, Position};
pub use crate::vault::Label;

/// Whether a record may be read without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// What a station decided: sealed.
    Commit,
    /// Key wraps, failed logins: in the clear, because they are needed before there is a key. At most 64 KiB, and
    /// never anything personal.
    Control,
}

/// One record on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    pub class: Class,
    /// Of a commit: who decided it and its kind, readable without a key. Of a control record: this station, its own
    /// count or 0, and the kind of control.
    pub label: Label,
    /// The canonical bytes; the journal seals them.
    pub payload: &'a [u8],
}

/// One record as it was found, whole and opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub class: Class,
    pub label: Label,
    pub payload: Vec<u8>,
    pub point: Point,
    /// Where the next record or the end is.
    pub end: Position,
}

impl Stored {
    pub fn position(&self) -> Position {
        self.point.position
    }

    pub fn number(&self) -> Number {
        self.point.number
    }
}
