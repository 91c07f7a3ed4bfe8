//! What can be wrong, by file, place and number.

use std::{fmt, io, path::Path};

use super::{
    layout::segment_name,
    position::{Number, Position},
};
use crate::vault::{Label, SealFault};

/// The disk did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {doing} {file}: {message}")]
pub struct DiskFault {
    /// What was asked, as a verb: "read", "write", "sync".
    pub doing: &'static str,
    /// The name of the file, without the folders above the store.
    pub file: String,
    pub kind: io::ErrorKind,
    pub message: String,
}

impl DiskFault {
    pub(super) fn new(doing: &'static str, path: &Path, error: &io::Error) -> Self {
        let file = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        Self {
            doing,
            file,
            kind: error.kind(),
            message: error.to_string(),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        is_full(self.kind)
    }
}

/// The disk or this user's share of it is full.
pub(super) fn is_full(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// What is wrong with a part of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Damage {
    /// Bytes that are no whole frame.
    Unreadable,
    /// The disk gives these bytes with an error.
    DiskError(io::ErrorKind),
    /// The file of a segment is not there.
    SegmentMissing,
    /// Whole, but it does not follow from what is before it: something was taken out, put in or exchanged.
    ChainBroken,
    /// Frames of a record whose beginning or mark is missing.
    RecordIncomplete,
    /// The index remembers a later record than the last one here: the end is gone.
    EndMissing,
    /// A segment of another store.
    OtherStore,
    /// Written by a newer program: whole, but not to be understood here.
    Newer { version: u8, kind: u8 },
    /// The frames are whole, the seal does not open.
    Sealed(SealFault),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("unreadable bytes"),
            Self::DiskError(kind) => write!(f, "the disk fails to read: {kind}"),
            Self::SegmentMissing => f.write_str("the file is missing"),
            Self::ChainBroken => f.write_str("does not follow from what is before it"),
            Self::RecordIncomplete => f.write_str("an incomplete record"),
            Self::EndMissing => f.write_str("the end of the journal is missing"),
            Self::OtherStore => f.write_str("a segment of another store"),
            Self::Newer { version, kind } => write!(f, "format {version}, frame type {kind}: from a newer program"),
            Self::Sealed(fault) => fault.fmt(f),
        }
    }
}

/// One damaged stretch of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// Its first byte.
    pub at: Position,
    /// The first byte behind it that is good again, or the end.
    pub until: Position,
    pub what: Damage,
    /// The last good record before it, if the reading did not begin here.
    pub after: Option<Number>,
    /// The first good record behind it, if there is one. The records between the two are lost.
    pub before: Option<Number>,
    /// What the damaged record says of itself: a hint for looking it up elsewhere, not to be relied on.
    pub label: Option<Label>,
}

impl Fault {
    /// The name of the file that holds it.
    pub fn file(&self) -> String {
        segment_name(self.at.segment())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}: {}", self.file(), self.at.offset(), self.what)?;
        match (self.after, self.before) {
            (Some(after), Some(before)) => write!(f, " (after record {after}, before record {before})"),
            (Some(after), None) => write!(f, " (after record {after})"),
            (None, Some(before)) => write!(f, " (before record {before})"),
            (None, None) => Ok(()),
        }?;
        match self.label {
            Some(label) => write!(
                f,
                ", it says commit {}-{}-{}",
                label.station, label.installation, label.sequence
            ),
            None => Ok(()),
        }
    }
}

/// Why a journal takes no more records until it is opened again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// A write failed: what was not yet saved is gone.
    #[error("a write failed; {0}")]
    Write(DiskFault),
    /// A sync failed: what was not yet saved is gone. It is never asked for again, because the second answer lies.
    #[error("a sync failed; {0}")]
    Sync(DiskFault),
    /// There is damage in the middle: opening again will not help, `repair` will.
    #[error("{0} damaged places; writing would bury them")]
    Damaged(u64),
    /// Whoever appended could not stand behind it; what was not yet saved is gone.
    #[error("what was appended was given up")]
    GivenUp,
}

/// Why a record was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("a record of {bytes} bytes is larger than {limit}")]
    TooLarge { bytes: usize, limit: usize },
    /// Nothing was written; free some room and try again.
    #[error("the disk is full, {free} bytes are left")]
    DiskFull { free: u64 },
    /// The disk failed at something that endangered nothing; try again.
    #[error(transparent)]
    Disk(DiskFault),
    #[error(transparent)]
    Seal(#[from] SealFault),
    #[error("closed for writing: {0}")]
    Closed(Closed),
}

/// Why there is no journal to work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    #[error("there is no store here")]
    NoStore,
    #[error("there is a store here already")]
    StoreThere,
    /// Segments without a header: not a place to create a store, and not one to open.
    #[error("the header of the store is missing")]
    HeaderMissing,
    #[error("the header of the store is damaged")]
    HeaderDamaged,
    #[error("the store has format {0}, from a newer program")]
    Newer(u8),
    /// A mirror or a backup: what is here belongs to the store that it is a copy of.
    #[error("this is a copy of a store")]
    Copy,
    #[error("the disk is full, {free} bytes are left")]
    DiskFull { free: u64 },
    #[error(transparent)]
    Disk(#[from] DiskFault),
}

/// Why a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// Nothing saved begins there.
    #[error("no record begins at {0}")]
    NotThere(Position),
    /// The record at the point is another one: this is not the journal that the point was taken from.
    #[error("the record at {0} is another one")]
    Another(Position),
    #[error(transparent)]
    Damaged(#[from] Fault),
    #[error(transparent)]
    Disk(#[from] DiskFault),
}
