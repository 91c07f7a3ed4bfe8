//! Getting a store to work with: the sample, or a new one of one's own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::access::{PassPhrase, PhraseFault, PhraseState};
use crate::domain::record::Timestamp;
use crate::domain::state::Hospital;

use super::door::ReadOnly;
use super::{Desk, Drafts, Secret};

/// What the set-up guide has asked for. Nothing of it is checked against the disk yet; whoever opens says what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// Where departments.csv, wards.csv and beds.csv lie.
    pub folder: PathBuf,
    pub hospital: String,
    /// IANA name, e.g. `Asia/Tokyo`.
    pub time_zone: String,
    pub station: u16,
    /// What people call this laptop, e.g. `5E-1`; may be empty.
    pub station_name: String,
    pub user: String,
    /// Of that user, who becomes the first administrator.
    pub phrase: PassPhrase,
    /// A list of inpatients to begin with.
    pub census: Option<PathBuf>,
}

/// What had been typed into the set-up guide when it was interrupted: by field. Pass phrases are never among it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SetUpSoFar(pub BTreeMap<String, String>);

impl SetUpSoFar {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A store is open: what a session begins to work on.
#[derive(Debug, Clone)]
pub struct Opening {
    pub hospital: Arc<Hospital>,
    pub desk: Desk,
    /// What this user was typing when the program ended the last time.
    pub drafts: Option<Drafts>,
    /// When an identity check was begun that this user left lying, and that was given up for them.
    pub given_up: Option<Timestamp>,
    /// Set when nothing can be changed.
    pub read_only: Option<ReadOnly>,
    /// Whether this user still has the pass phrase that was drawn for them.
    pub phrase: PhraseState,
    /// What opens the store when nobody remembers anything, of one that was just made: shown once.
    pub recovery: Option<Secret>,
}

/// Why there is none, in words: a line each, with file and line where a file is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotOpened {
    pub lines: Vec<String>,
}

/// Somebody has come back to a locked laptop, or another has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocked {
    pub desk: Desk,
    /// What they were typing when they were here the last time.
    pub drafts: Option<Drafts>,
    pub phrase: PhraseState,
}

/// What is typed to come in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// A pass phrase; at a locked laptop the number of the shift as well.
    #[default]
    Phrase,
    /// What lies in an envelope that was sealed for the day when an account is locked.
    Envelope,
}

/// Why a laptop stays locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotUnlocked {
    /// So many more may be tried.
    Wrong {
        left: usize,
    },
    Locked {
        minutes: u64,
    },
    NoUser,
    /// A number was typed, and this user has set none in this shift.
    NoPin,
    WrongPin {
        left: u8,
    },
    /// The number that was thought up is none, or the first that anybody tries.
    BadPin,
    /// No envelope holds this, or it was used.
    NoEnvelope,
    /// An envelope is for somebody whose account is locked.
    EnvelopeNotNeeded,
    /// An administrator, an auditor or the command post: nobody comes in as one of them by an envelope.
    NotByEnvelope,
    /// The pass phrase that was thought up is not good enough.
    Phrase(PhraseFault),
    /// The phrase is right, and the account has a second factor.
    CodeNeeded,
    WrongCode {
        left: usize,
    },
    /// In the words of the machine.
    Failed(String),
}
