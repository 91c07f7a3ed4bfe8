//! The door to the one writer, as screens and shell see it: commands go in, a receipt comes back once they are saved.
//! The runtime stands behind it; tests may stand there too.

use std::{
    fmt,
    sync::{Arc, mpsc},
};

use crate::copying::NotCopied;
use crate::domain::{
    access::{Asker, trail::Trace},
    ask::Answer,
    census::{StayId, fact::InquiryAnswer},
    checks::CheckId,
    command::{Question, Request},
    identity::{Identifier, PatientId},
    record::{CommitId, Installation, Sequence, Station, Timestamp, UserName},
    refusal::Refusal,
    slips::{RunId, SlipNumber},
    state::Hospital,
};
use crate::search::{
    everyone::{Candidate, Double},
    same::Registration,
};

/// Whoever can decide commands durably and answer questions. Cheap to share between threads.
pub trait Door: Send + Sync {
    /// The newest state that is saved. Never waits; the caller keeps it as long as it likes.
    fn hospital(&self) -> Arc<Hospital>;

    /// Hands a command in and returns at once. Commands are decided in the order in which they were handed in.
    fn submit(&self, asker: Asker, request: Request) -> Ticket;

    /// Hands a command in and waits until it is saved or refused: the quick way for one command alone.
    fn decide(&self, asker: Asker, request: Request) -> Outcome {
        self.submit(asker, request).wait()
    }

    /// Answers from the newest saved state, finished stays included.
    fn ask(&self, asker: &Asker, question: &Question) -> Result<Answer, Refusal>;

    fn status(&self) -> Status;

    /// Writes down what somebody did that changes nothing: what they looked for, took out, printed. Questions leave their
    /// traces by themselves; `find` and `same_person` do not, because they are asked at every key.
    fn note(&self, asker: &Asker, traces: Vec<Trace>);

    /// At most `most` people whom what was typed may mean: inpatients, whoever else the hospital knows, former patients. Takes as
    /// long as reading the register the first time, and milliseconds from then on.
    fn find(&self, asker: &Asker, typed: &str, most: usize) -> Result<Findings, Refusal>;

    /// Whose account is locked at this laptop after too many failures, for whoever may see the accounts.
    fn locked_out(&self, asker: &Asker) -> Result<Vec<LockedOut>, Refusal>;

    /// Who may be the person that is to be registered, with the reasons.
    fn same_person(&self, asker: &Asker, registration: &Registration<'_>) -> Result<Vec<Double>, Refusal>;
}

/// Somebody who is not let in for so many minutes, whatever they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedOut {
    pub user: UserName,
    pub minutes: u64,
}

/// Who may be meant by what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The likeliest first.
    pub people: Vec<Candidate>,
    pub former: Former,
}

/// Whether the former patients were looked through as well: nobody may take "not found" for "never here" when they were not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Former {
    Searched,
    NotImported,
    /// The file of the register is missing or damaged.
    Unreadable,
}

impl Former {
    /// Its word in the shell.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Searched => "searched",
            Self::NotImported => "not-imported",
            Self::Unreadable => "unreadable",
        }
    }
}

/// What became of a command.
pub type Outcome = Result<Receipt, Refused>;

/// The command was decided, and what it came to is on the disk. The default is that of a command that changed nothing, because
/// all was as it asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// `None` when nothing had to change: everything asked for was already so.
    pub commit: Option<CommitId>,
    /// Whom it was about, if it was about one person (of a swap, the one named first).
    pub patient: Option<PatientId>,
    pub stay: Option<StayId>,
    /// What a caller was told, after an inquiry.
    pub told: Option<InquiryAnswer>,
    /// The slips it was about: the one that was written, or all forms that were made.
    pub slips: Vec<SlipNumber>,
    /// The run that was opened.
    pub run: Option<RunId>,
    /// Which identity check it was about. Whose it is, is not said here: as long as nothing was stated, nobody may see it.
    pub check: Option<CheckId>,
    /// How many facts the commit holds.
    pub events: usize,
    /// The numbers that it gave by hand, in order.
    pub numbers: Vec<Identifier>,
}

/// Why there is no receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The hospital says no: a bed is taken, a time is impossible.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// It would have been allowed, but it could not be made durable. Nothing changed.
    #[error(transparent)]
    NotSaved(#[from] NotSaved),
}

/// Why something allowed was not saved. It did not happen, and can be asked for again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    #[error("the disk is full, {free} bytes are left")]
    DiskFull { free: u64 },
    #[error("a record of {bytes} bytes is larger than {limit}")]
    TooLarge { bytes: usize, limit: usize },
    /// The disk failed at something that endangered nothing; trying again may help.
    #[error("{0}")]
    Disk(String),
    /// The record could not be put into bytes or sealed.
    #[error("{0}")]
    Record(String),
    #[error(transparent)]
    ReadOnly(#[from] ReadOnly),
    /// The program is closing, or the writer has gone.
    #[error("the store is closed")]
    Closed,
}

impl NotSaved {
    /// The stable word of the shell.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DiskFull { .. } => "disk-full",
            Self::TooLarge { .. } => "too-large",
            Self::Disk(_) | Self::Record(_) => "not-saved",
            Self::ReadOnly(_) => "read-only",
            Self::Closed => "closed",
        }
    }
}

/// Why nothing is taken until the store is opened again, or repaired.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// What was not yet saved is gone; everything that was said to be saved is there.
    #[error("writing failed: {0}")]
    WriteFailed(String),
    #[error("the disk did not confirm: {0}")]
    SyncFailed(String),
    /// Opening again does not help; bringing the file back out of a copy does.
    #[error("the journal is damaged in {places} places")]
    Damaged { places: u64 },
    /// Opening with the program that wrote them helps.
    #[error("{records} saved records are not understood")]
    NotUnderstood { records: u64 },
    /// The writer has ended; the program is closing.
    #[error("the writer has ended")]
    Ended,
}

/// A command on its way. Dropping it takes nothing back.
#[derive(Debug)]
pub struct Ticket {
    outcome: mpsc::Receiver<Outcome>,
}

/// The other end of a ticket: whoever decides keeps it and answers once.
#[derive(Debug)]
pub struct Promise {
    outcome: mpsc::SyncSender<Outcome>,
}

impl Ticket {
    /// A ticket and the promise to answer it.
    pub fn new() -> (Self, Promise) {
        let (promise, ticket) = mpsc::sync_channel(1);
        (Self { outcome: ticket }, Promise { outcome: promise })
    }

    /// A ticket that is answered already.
    pub fn answered(outcome: Outcome) -> Self {
        let (ticket, promise) = Self::new();
        promise.answer(outcome);
        ticket
    }

    /// Waits until the command is saved or refused.
    pub fn wait(self) -> Outcome {
        self.outcome.recv().unwrap_or(Err(NotSaved::Closed.into()))
    }

    /// The outcome, if there is one yet. It is given once.
    pub fn take(&self) -> Option<Outcome> {
        match self.outcome.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(Err(NotSaved::Closed.into())),
        }
    }
}

impl Promise {
    /// Nobody may be waiting any more; the answer is true all the same.
    pub fn answer(self, outcome: Outcome) {
        let _nobody_waits = self.outcome.try_send(outcome);
    }
}

/// How the store does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub station: Station,
    pub installation: Installation,
    /// The newest commit of this installation that is saved.
    pub sequence: Option<Sequence>,
    /// The end of what is saved, to be printed and compared.
    pub head: Head,
    pub access: Access,
    pub index: Index,
    pub mirror: Mirror,
}

/// The last record that is saved, and what proves everything up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many records there are.
    pub number: u64,
    pub hash: [u8; 32],
}

impl fmt::Display for Head {
    /// The number and the first 16 digits of the hash: enough to compare paper with paper.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.number)?;
        self.hash.iter().take(8).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Whether commands are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    Writable,
    ReadOnly(ReadOnly),
}

/// How the index behind the journal does. Nothing that is saved depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Index {
    /// It follows; the next start will be quick.
    Following,
    /// It stopped and will be rebuilt at the next start.
    Stale(String),
}

/// How the copy on a second disk does. Nobody who saves waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mirror {
    /// None was chosen.
    Absent,
    /// What is there is held against the journal.
    Comparing { folder: String },
    /// It has everything.
    UpToDate { folder: String },
    /// So many records are saved here and not yet there.
    Behind {
        folder: String,
        records: u64,
        /// When it last had everything; `None` when it never had since the program began.
        whole: Option<Timestamp>,
    },
    /// Nothing is copied into this folder.
    Lost {
        folder: String,
        why: NotCopied,
        /// So many records are saved here and not there; `None` when nobody has read what is there.
        records: Option<u64>,
        whole: Option<Timestamp>,
    },
}

impl Mirror {
    /// Where it is.
    pub fn folder(&self) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Comparing { folder }
            | Self::UpToDate { folder }
            | Self::Behind { folder, .. }
            | Self::Lost { folder, .. } => Some(folder),
        }
    }
}

/// What became of choosing a mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MirrorChosen {
    /// Whoever loses the disk of the store loses the mirror with it.
    pub is_same_disk: bool,
}

/// Why no mirror was chosen. What was chosen before is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotChosen {
    #[error(transparent)]
    Refusal(#[from] Refusal),
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
}

/// Something changed that somebody may want to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// There is a newer saved state.
    Changed,
    /// The store takes no more commands.
    ReadOnly(ReadOnly),
    /// The index stopped following.
    IndexStale(String),
    /// The copy on a second disk does differently.
    Mirror(Mirror),
}
