//! What the shell needs of the machine: the clock, the folder, and stores that can be opened. The runtime gives it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use zeroize::Zeroizing;

use crate::{
    app::{
        OwnKeys,
        door::{Door, Mirror, Refused},
    },
    copying::NotCopied,
    domain::{
        access::{
            Asker, Deed, Keys, PassPhrase, PhraseFault,
            second::Second,
            trail::{Copying, Trace, TrailLine},
        },
        census::Frame,
        identity::RegisterAdopted,
        numbers::BlockNumber,
        record::{SettingsVersion, Station, Timestamp, UserName},
        refusal::Refusal,
        slips::SlipBook,
        text::Text,
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

    /// Opens the store in `folder` for `caller`. `progress` hears how far a long start has come.
    fn open(
        &self,
        folder: &Path,
        caller: &Caller,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Box<dyn OpenStore>, StoreFault>;

    /// Makes a store in `folder` that adopts the hospital.
    fn init(&self, folder: &Path, new: NewStore) -> Result<MadeStore, StoreFault>;

    /// Has a person type a pass phrase that nobody can read on the screen; `None` where there is no person.
    fn ask_phrase(&self, prompt: &str) -> Option<PassPhrase>;

    /// The printers of this machine.
    fn print_system(&self) -> Box<dyn PrintSystem>;

    /// Where papers of the store in `folder` are kept.
    fn papers(&self, folder: &Path) -> Box<dyn Papers>;
    /// Makes a copied or restored store a new installation that gives numbers from `block`. Says where the old one is kept.
    fn renew(
        &self,
        folder: &Path,
        block: BlockNumber,
        caller: &Caller,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<PathBuf, NotRenewed>;

    /// Copies the store in `folder` into `to`, which is empty or not there; proves what was copied. `set_out` is called when
    /// nothing stands in the way any more, and before the first byte is copied.
    fn back_up(
        &self,
        folder: &Path,
        to: &Path,
        set_out: &mut dyn FnMut(),
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Copied, NotCopied>;

    /// Makes a store in `folder` out of the backup or the mirror in `from`.
    fn restore(&self, from: &Path, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Copied, NotCopied>;

    /// Chooses `to` as the mirror of the store in `folder`, and copies everything there; `None` when a program that works with
    /// the store will do that. `set_out` as with a backup.
    fn choose_mirror(
        &self,
        folder: &Path,
        to: &Path,
        set_out: &mut dyn FnMut(),
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Option<Copied>, NotCopied>;

    /// Nothing is mirrored any more; what was, stays.
    fn forget_mirror(&self, folder: &Path) -> Result<(), NotCopied>;

    /// Where the mirror of the store in `folder` is, and how it does.
    fn mirror(&self, folder: &Path) -> Result<Option<(PathBuf, Mirror)>, NotCopied>;

    /// Leaves a note of a copy for the audit trail: whoever opens the store next, or works with it now, writes it down. False
    /// when it could not be left.
    fn leave_note(&self, folder: &Path, what: Copying, to: Option<Text>) -> bool;

    /// Reads all of the store or the copy in `folder`, and writes nothing.
    fn verify(&self, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Soundness, StoreFault>;
}

/// A store that is open, and is closed when this is dropped.
pub trait OpenStore {
    fn door(&self) -> &dyn Door;

    /// Who has come in, and what they are here.
    fn asker(&self) -> Asker;

    /// The audit trail, line by line, oldest first. Says how many records could not be read.
    fn trail(&self, reach: Reach, each: &mut dyn FnMut(TrailLine)) -> u64;

    /// Whether whoever came in may, by the table and by what their account says.
    fn may(&self, deed: Deed) -> Result<(), Refusal>;

    /// Seals envelopes for the day when accounts are locked: the number and the code of each, for paper.
    fn seal_envelopes(&self, count: u16) -> Result<Vec<(u32, Zeroizing<String>)>, StoreFault>;

    /// Draws another recovery key, for paper; the one before lets nobody in any more.
    fn renew_recovery(&self) -> Result<Result<Zeroizing<String>, Refusal>, StoreFault>;

    /// Writes down what was done that changes nothing.
    fn note(&self, traces: Vec<Trace>);

    /// The same, and waits for it. False when it is not saved.
    fn note_now(&self, trace: Trace) -> bool;

    /// Reads everything behind the seal. `each` hears how many records were read.
    fn prove(&self, each: &mut dyn FnMut(u64)) -> Proven;

    /// Keys closed by a person's own pass phrase, if it is good enough. Slow, on purpose.
    fn own_keys(&self, user: &UserName, phrase: &PassPhrase) -> Result<Keys, StoreFault>;

    /// Keys closed by a phrase that is drawn, with that phrase for paper.
    fn first_keys(&self, user: &UserName) -> Result<(Keys, Zeroizing<String>), StoreFault>;

    /// A new second factor, and what of it goes on paper.
    fn second_factor(&self, user: &UserName, kind: SecondKind) -> Result<(Second, SecondPaper), StoreFault>;

    /// The register of former patients that holds; `None` when none was imported.
    fn register(&self) -> Result<Option<Arc<Index>>, StoreFault>;

    /// Writes a register into its file. It holds once the journal says so.
    fn keep_register(&self, index: &Index) -> Result<RegisterAdopted, StoreFault>;

    /// From now on until it is closed, what is saved is copied into the mirror that was chosen for it, if there is one.
    fn keep_mirrored(&self);

    /// Removes the files of registers that hold no more.
    fn sweep_registers(&self);
}

/// Whose names and numbers the trail knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Of those who are in the hospital, and were a short while ago.
    Present,
    /// Of everybody: those who left long ago are brought back first.
    Everybody,
}

/// What somebody wants as a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondKind {
    /// Printed codes alone.
    Codes,
    /// An authenticator, and printed codes for the day when it or the clock of a laptop fails.
    Authenticator,
}

/// What of a second factor goes on paper, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondPaper {
    /// For typing into an authenticator.
    pub secret: Option<Zeroizing<String>>,
    pub codes: Vec<Zeroizing<String>>,
}

/// Who comes in, and what they say. Without a phrase only a store that is tried out opens.
#[derive(Debug, Clone)]
pub struct Caller {
    pub user: UserName,
    pub phrase: Option<PassPhrase>,
    /// Of a second factor.
    pub code: Option<PassPhrase>,
    /// With the sheet that was printed when the store was made, in the place of a pass phrase.
    pub recovery: Option<PassPhrase>,
}

/// A store that was just made.
pub struct MadeStore {
    pub store: Box<dyn OpenStore>,
    /// For paper, once.
    pub recovery: Option<Zeroizing<String>>,
}

/// What a new store begins with.
#[derive(Debug, Clone)]
pub struct NewStore {
    pub station: Station,
    /// The first administrator.
    pub user: UserName,
    pub founding: Founding,
    pub version: SettingsVersion,
    pub frame: Arc<Frame>,
    /// The block of numbers that this life of the station gives from, if somebody knows it.
    pub block: Option<BlockNumber>,
    pub slips: SettingsVersion,
    pub book: Arc<SlipBook>,
}

/// What a store is made for.
#[derive(Debug, Clone)]
pub enum Founding {
    Trial,
    Real { name: Text, phrase: PassPhrase },
}

/// Why a store stayed what it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRenewed {
    #[error(transparent)]
    Store(#[from] StoreFault),
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// A copy of a store that was made, and what reading it back found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    pub records: u64,
    /// The number and the hash of the last record.
    pub head: String,
    /// What cannot be read in it, nor in what was copied.
    pub damage: Vec<String>,
    /// Both would be lost together.
    pub is_same_disk: bool,
}

/// What `verify` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Soundness {
    /// It is a mirror or a backup, and is not opened.
    pub is_copy: bool,
    pub records: u64,
    pub bytes: u64,
    /// The number and the hash of the last record, to be compared with paper.
    pub head: String,
    /// An end that a power cut tore. It had never been said to be saved.
    pub torn: bool,
    /// What cannot be read, with file and offset.
    pub damage: Vec<String>,
}

/// What `verify` found behind the seal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proven {
    pub commits: u64,
    /// Times that somebody came in, which hold the journal to what it was.
    pub anchors: u64,
    /// People in the file of the register; none when none was imported, or it cannot be read.
    pub register: Option<u64>,
    pub faults: Vec<String>,
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
    #[error("this is a copy of a store")]
    Copy,
    #[error("the disk is full, {free} bytes are left")]
    DiskFull { free: u64 },
    #[error("this user may not work with the store")]
    NotPermitted,
    /// What tells whose store it is cannot be read; the records may be whole.
    #[error("the header of the store is missing or damaged")]
    Header,
    #[error("a pass phrase is needed")]
    PhraseNeeded,
    #[error("not the right pass phrase, {left} more may be tried")]
    Wrong { left: usize },
    #[error("the code of the second factor is needed")]
    CodeNeeded,
    #[error("not the code of the second factor, {left} more may be tried")]
    WrongCode { left: usize },
    #[error("the account is not locked")]
    EnvelopeNotNeeded,
    #[error("nobody comes in as this by an envelope")]
    NotByEnvelope,
    #[error("the account is locked for {minutes} minutes")]
    LockedOut { minutes: u64 },
    #[error("the pass phrase is not good enough: {0}")]
    Phrase(PhraseFault),
    /// The register of former patients cannot be written or read; the hospital's own records can.
    #[error("the register: {0}")]
    Register(String),
    /// A store that was on this machine before has given numbers from the block.
    #[error("block {block} of the station is in use")]
    BlockTaken { block: u16 },
    /// The block does not fit the forms of numbers that a store begins with.
    #[error("block {block} is larger than {largest}")]
    BlockTooLarge { block: u16, largest: u32 },
    #[error("{0}")]
    Other(String),
}
