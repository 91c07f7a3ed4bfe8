//! A store from its folder: the journal, the index behind it, and the writer on top.

use std::{path::Path, sync::Arc};

use super::{clock::Clock, writer::Handle};
use crate::{
    domain::{
        access::{Asker, Permissions},
        census::Frame,
        record::{Installation, SettingsVersion, Station},
    },
    journal::{Fault, Holder, Layout, OpenFault as JournalFault, TornTail, files::Files},
};

/// What a store is worked with: all that belongs to the machine, handed in.
#[derive(Debug, Clone)]
pub struct Means {
    pub files: Arc<dyn Files>,
    pub clock: Arc<dyn Clock>,
    /// The user and the machine, for whoever finds the store locked.
    pub who: String,
    pub permissions: Arc<Permissions>,
    pub layout: Layout,
}

impl Means {
    /// This machine: its disk, its clock.
    #[allow(clippy::todo, reason = "the signatures come first")]
    pub fn machine() -> Self {
        todo!()
    }
}

/// What a new store begins with.
#[derive(Debug, Clone)]
pub struct Setup {
    pub station: Station,
    pub installation: Installation,
    /// Who sets it up: the name at the first commit.
    pub asker: Asker,
    pub version: SettingsVersion,
    pub frame: Arc<Frame>,
}

/// An open store. Dropping it, or [`Store::close`], lets the writer finish what was handed in, and gives the lock back.
#[derive(Debug)]
pub struct Store {}

/// What opening found, beside the store itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// An end that a power cut tore: it had never been said to be saved.
    pub torn: Option<TornTail>,
    /// Damage in the middle: the store is open for reading only, and shows what could be read.
    pub faults: Vec<Fault>,
    /// How many commits were folded at this start.
    pub folded: u64,
    pub index: IndexFound,
}

/// What became of the index at this start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexFound {
    /// It agreed with the journal.
    Used,
    /// It was missing, older, empty, damaged or of another journal: rebuilt. What was there is kept as `sled.bad-N`.
    Rebuilt(String),
    /// It can be neither used nor built (a full disk): everything is held in memory.
    Without(String),
}

/// How far opening has come, for a progress bar. Only a rebuild takes long enough to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenProgress {
    pub records: u64,
    pub of: u64,
}

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
    #[error("the hospital frame could not be saved: {0}")]
    FrameNotSaved(String),
    #[error(transparent)]
    Journal(JournalFault),
}

#[allow(
    clippy::todo,
    unused_variables,
    clippy::unused_self,
    reason = "the signatures come first"
)]
impl Store {
    /// Makes a new store in `folder`, which adopts the hospital frame with its first commit.
    pub fn init(folder: &Path, setup: Setup, means: &Means) -> Result<Self, OpenFault> {
        todo!()
    }

    /// Opens the store in `folder`. `progress` is called now and then while an index is rebuilt.
    pub fn open(
        folder: &Path,
        means: &Means,
        progress: &mut dyn FnMut(OpenProgress),
    ) -> Result<(Self, Opened), OpenFault> {
        todo!()
    }

    pub fn handle(&self) -> Handle {
        todo!()
    }

    /// Saves what was handed in, brings the index up to date, and gives the lock back.
    pub fn close(self) {
        todo!()
    }
}
