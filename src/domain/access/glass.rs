//! Breaking the glass: somebody takes more than their role gives, at once, for a reason, for a limited time, and it is
//! listed until the command post has looked at it.

use serde::{Deserialize, Serialize};

use super::permission::{Deed, Role};
use crate::domain::{
    record::{EventId, Said, Timestamp, UserName},
    text::Text,
};

/// Why. Four are one key each. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GlassReason {
    /// 救命・急変.
    Emergency,
    /// 担当者不在.
    NobodyElse,
    /// 転棟・搬送の引き継ぎ.
    HandOver,
    /// アカウントがロックされている.
    LockedOut,
    /// In words.
    Other,
}

impl GlassReason {
    pub const ALL: [Self; 5] = [
        Self::Emergency,
        Self::NobodyElse,
        Self::HandOver,
        Self::LockedOut,
        Self::Other,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::NobodyElse => "nobody-else",
            Self::HandOver => "hand-over",
            Self::LockedOut => "locked-out",
            Self::Other => "other",
        }
    }

    pub const fn term(self) -> &'static str {
        match self {
            Self::Emergency => "glass-emergency",
            Self::NobodyElse => "glass-nobody-else",
            Self::HandOver => "glass-hand-over",
            Self::LockedOut => "glass-locked-out",
            Self::Other => "glass-other",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// For how long, in seconds.
pub const LASTS: i64 = 60 * 60;

/// What it gives: the care of patients, never accounts, settings or the trail.
pub const GIVES: [Deed; 14] = [
    Deed::ChangePeople,
    Deed::ChangeCensus,
    Deed::ChangeBeds,
    Deed::CloseDiscrepancy,
    Deed::AnswerInquiry,
    Deed::KeepForRecovery,
    Deed::Print,
    Deed::WriteSlips,
    Deed::CarrySlips,
    Deed::WorkOnSlips,
    Deed::CheckIdentity,
    Deed::ReadCensus,
    Deed::ReadPerson,
    Deed::ReadSlips,
];

/// Whether somebody of this role may come in by an envelope. Whoever makes accounts, reads the trail or reviews the glass
/// does so under their own phrase or not at all.
pub const fn is_for(role: Role) -> bool {
    !matches!(role, Role::Administrator | Role::Auditor | Role::CommandPost)
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassBroken {
    pub user: UserName,
    pub reason: GlassReason,
    pub words: Option<Text>,
    pub until: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassReviewed {
    pub user: UserName,
    /// Which breaking.
    pub event: EventId,
    pub remark: Text,
}

/// One breaking of the glass, as the account has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glass {
    pub said: Said,
    pub reason: GlassReason,
    pub words: Option<Text>,
    pub until: Timestamp,
    /// What the command post said to it.
    pub reviewed: Option<(Said, Text)>,
}
