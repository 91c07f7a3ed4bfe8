//! Why there is no store to work with.

use crate::{
    domain::{access::PhraseFault, numbers::BlockNumber, record::Station},
    journal::{Holder, OpenFault as JournalFault},
    runtime::entrance::EntryFault,
};

/// Why there is no store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    #[error("there is no store in this folder")]
    NoStore,
    #[error("there is a store in this folder already")]
    StoreThere,
    #[error("another process works with this store")]
    Locked(Option<Holder>),
    #[error("the store has format {0}, from a newer program")]
    Newer(u8),
    #[error("the disk is full, {free} bytes are left")]
    DiskFull { free: u64 },
    #[error("the header names station {station}, installation {installation}: impossible numbers")]
    Identity { station: u16, installation: u16 },
    #[error("block {block} of station {station} belongs to a store that was on this machine before")]
    BlockTaken { station: Station, block: BlockNumber },
    #[error("block {block} does not fit the forms of numbers that a store begins with, up to {largest}")]
    BlockTooLarge { block: BlockNumber, largest: u32 },
    #[error("the hospital frame could not be saved: {0}")]
    FrameNotSaved(String),
    #[error("the system gives no thread: {0}")]
    NoThread(String),
    /// The pass phrase of the first administrator is not good enough.
    #[error("the pass phrase is not good enough: {0}")]
    Phrase(PhraseFault),
    #[error("nobody was let in: {0}")]
    Entry(EntryFault),
    #[error(transparent)]
    Journal(JournalFault),
}

impl From<JournalFault> for OpenFault {
    fn from(fault: JournalFault) -> Self {
        match fault {
            JournalFault::NoStore => Self::NoStore,
            JournalFault::StoreThere => Self::StoreThere,
            JournalFault::Newer(format) => Self::Newer(format),
            JournalFault::DiskFull { free } => Self::DiskFull { free },
            other => Self::Journal(other),
        }
    }
}
