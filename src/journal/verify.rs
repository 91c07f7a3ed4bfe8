//! Proving a journal: reads everything, writes nothing.
use std::{ops::ControlFlow, path::Path};

use super::{
    fault::{Fault, OpenFault},
    files::Files,
    header::StoreHeader,
    position::Point,
};

/// How far a proof has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub bytes: u64,
    pub of: u64,
    pub records: u64,
}

/// What a proof found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub header: StoreHeader,
    pub records: u64,
    pub bytes: u64,
    /// The last record, to be compared with what was printed or mirrored.
    pub head: Point,
    /// Damage, the first thousand places.
    pub faults: Vec<Fault>,
    /// How many places there are in all.
    pub fault_count: u64,
    /// An unfinished end: what another process is just writing, or what the next opening will cut off.
    pub unfinished: Option<Fault>,
    pub cancelled: bool,
}

/// Proves frames and chain of the journal in the store `folder`, after `from` or from the beginning. No key is needed,
/// and no lock: it may run beside the program.
#[allow(clippy::todo, unused_variables)]
pub fn verify(
    files: &dyn Files,
    folder: &Path,
    from: Option<Point>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Verdict, OpenFault> {
    todo!()
}
