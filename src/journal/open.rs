//! Opening: what was there, what is cut, what is damaged.
use std::path::PathBuf;

use super::{
    fault::Fault,
    position::{Point, Position},
};

/// What opening found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The last record that is there.
    pub head: Point,
    /// How many records were read and proved.
    pub read: u64,
    pub trust: Trust,
    /// What was cut off at the end: it had never been said to be saved.
    pub torn: Option<TornTail>,
    /// Damage in the middle. If there is any, nothing was changed on the disk, and the journal is closed for writing.
    pub faults: Vec<Fault>,
}

/// What became of the point that opening was told to trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// None was given: everything was read.
    NotGiven,
    /// It is there and the same; only what is behind it was read.
    Held,
    /// It is not there, or another record is: everything was read. The index is of another journal or knows more than
    /// the journal.
    Lost,
}

/// An end that a power cut or a kill tore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornTail {
    /// Where it began.
    pub at: Position,
    /// How many bytes of it were not blank.
    pub bytes: u64,
    /// How many whole records lay behind the tear, cut off with it. They had not been saved either.
    pub records: u64,
    /// Where the bytes were kept, if they could be.
    pub kept: Option<PathBuf>,
}
