//! What the shell needs of the machine: the clock, the folder, and stores that can be opened. The runtime gives it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        OwnKeys,
        door::{Door, Refused},
    },
    domain::{
        access::Asker,
        census::Frame,
        identity::RegisterAdopted,
        numbers::BlockNumber,
        record::{SettingsVersion, Station, Timestamp},
        slips::SlipBook,
    },
    print::queue::{Papers, PrintSystem},
    search::index::Index,
};

/// The machine, as the tasks see it.
pub trait Machine {
    /// Now, by the wall clock.
    fn now(&self) -> Timestamp;

    /// The time that this thread has worked: what a search costs, whoever else is busy on the machine.
    fn thread_time(&self) -> std::time::Duration;

    /// What the user has laid over the keys of the program on this machine.
    fn own_keys(&self) -> OwnKeys;

    /// Opens the store in `folder`. `progress` hears how far a long start has come.
    fn open(&self, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Box<dyn OpenStore>, StoreFault>;

    /// Makes a store in `folder` that adopts the hospital.
    fn init(&self, folder: &Path, new: NewStore) -> Result<Box<dyn OpenStore>, StoreFault>;

    /// The printers of this machine.
    fn print_system(&self) -> Box<dyn PrintSystem>;

    /// Where papers of the store in `folder` are kept.
    fn papers(&self, folder: &Path) -> Box<dyn Papers>;
    /// Makes a copied or restored store a new installation that gives numbers from `block`. Says where the old one is kept.
    fn renew(
        &self,
        folder: &Path,
        block: BlockNumber,
        asker: &Asker,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<PathBuf, NotRenewed>;

    /// Reads all of the store in `folder`, and writes nothing.
    fn verify(&self, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Soundness, StoreFault>;
}

/// A store that is open, and is closed when this is dropped.
pub trait OpenStore {
    fn door(&self) -> &dyn Door;

    /// The register of former patients that holds; `None` when none was imported.
    fn register(&self) -> Result<Option<Arc<Index>>, StoreFault>;

    /// Writes a register into its file. It holds once the journal says so.
    fn keep_register(&self, index: &Index) -> Result<RegisterAdopted, StoreFault>;

    /// Removes the files of registers that hold no more.
    fn sweep_registers(&self);
}

/// What a new store begins with.
#[derive(Debug, Clone)]
pub struct NewStore {
    pub station: Station,
    pub asker: Asker,
    pub version: SettingsVersion,
    pub frame: Arc<Frame>,
    /// The block of numbers that this life of the station gives from, if somebody knows it.
    pub block: Option<BlockNumber>,
    pub slips: SettingsVersion,
    pub book: Arc<SlipBook>,
}

/// Why a store stayed what it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRenewed {
    #[error(transparent)]
    Store(#[from] StoreFault),
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// What `verify` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Soundness {
    pub records: u64,
    pub bytes: u64,
    /// The number and the hash of the last record, to be compared with paper.
    pub head: String,
    /// An end that a power cut tore. It had never been said to be saved.
    pub torn: bool,
    /// What cannot be read, with file and offset.
    pub damage: Vec<String>,
}

/// Who works with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub process: u32,
    /// The user and the machine.
    pub who: String,
    /// `2026-11-23 09:00` on the clocks of this machine.
    pub since: String,
}

/// Why there is no store to work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
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
    #[error("this user may not work with the store")]
    NotPermitted,
    /// What tells whose store it is cannot be read; the records may be whole.
    #[error("the header of the store is missing or damaged")]
    Header,
    /// The register of former patients cannot be written or read; the hospital's own records can.
    #[error("the register: {0}")]
    Register(String),
    /// A store that was on this machine before has given numbers from the block.
    #[error("block {block} of the station is in use")]
    BlockTaken { block: u16 },
    #[error("{0}")]
    Other(String),
}
