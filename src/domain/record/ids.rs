//! The names of stations, commits and events. Every identity that a station hands out is built on them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The number of one clean laptop, 1 to 999; it stands in every number that the laptop issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Station(u16);

impl Station {
    /// The largest station number: three digits on paper.
    pub const LAST: u16 = 999;

    /// `None` for 0 and for more than three digits.
    pub fn new(number: u16) -> Option<Self> {
        (1..=Self::LAST).contains(&number).then_some(Self(number))
    }

    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// How often a station has been set up anew. A restored or copied store is a new installation, so that the numbers of
/// two lives of one laptop never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Installation(u16);

impl Installation {
    pub const FIRST: Self = Self(1);

    pub fn new(number: u16) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    pub fn number(self) -> u16 {
        self.0
    }
}

/// The how-manieth commit of one installation, from 1. Not the local position: a laptop also holds the commits of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sequence(u64);

impl Sequence {
    pub const FIRST: Self = Self(1);

    pub fn new(number: u64) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    pub fn number(self) -> u64 {
        self.0
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which commit, in the whole hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CommitId {
    pub station: Station,
    pub installation: Installation,
    pub sequence: Sequence,
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.station.0, self.installation.0, self.sequence.0)
    }
}

/// Which event: its commit and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId {
    pub commit: CommitId,
    pub index: u16,
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.commit, self.index)
    }
}

/// The identity of something new: either what thirty laptops arrive at alone from the same fact, or a number that
/// only one event can have.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Key {
    /// The first 16 bytes of a BLAKE3 derivation over the fact that identifies the subject.
    Derived([u8; 16]),
    /// The event that brought the subject into being.
    Issued(EventId),
}

impl Key {
    /// `context` keeps the derivations of different kinds of subjects apart; `parts` are length-prefixed, so that
    /// ("ab","c") and ("a","bc") differ.
    pub fn derive(context: &'static str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(context);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut key = [0; 16];
        hasher.finalize_xof().fill(&mut key);
        Self::Derived(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Derived(bytes) => bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
            Self::Issued(event) => event.fmt(f),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
