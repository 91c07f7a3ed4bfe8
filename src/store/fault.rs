//! Why the index was not used, or stopped. None of it loses anything: the journal has it all.

use crate::{domain::record::HistoryLost, vault::SealFault};

/// What is wrong with the index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndexFault {
    #[error("there is no index yet")]
    Missing,
    /// sled opened, but nothing is in it, or no checkpoint.
    #[error("the index is empty")]
    Empty,
    #[error("the index was folded by another program version ({found}, here {here})")]
    OtherFold { found: u32, here: u32 },
    #[error("the index belongs to another store")]
    OtherStore,
    /// The journal does not hold the record that the index was made up to.
    #[error("the index knows another journal")]
    OtherJournal,
    /// It was made when the journal could not be read whole, and the journal is whole now.
    #[error("the index has gaps that the journal has no more")]
    Gaps,
    #[error("the index is damaged: {0}")]
    Damaged(&'static str),
    /// sled says no.
    #[error("sled: {0}")]
    Refused(String),
    #[error("sled panicked: {0}")]
    Panicked(String),
    /// sled did not come back.
    #[error("sled did not answer")]
    Hung,
    #[error("no room on the disk for the index")]
    Full,
    #[error(transparent)]
    Seal(#[from] SealFault),
    #[error(transparent)]
    History(#[from] HistoryLost),
}
