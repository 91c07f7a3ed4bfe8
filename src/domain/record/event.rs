//! An event is one fact in the past tense; a commit is what one command decided, whole or not at all.

use serde::{Deserialize, Serialize};

use super::{
    clock::{Order, Stamp, Timestamp},
    fact::Fact,
    ids::{CommitId, EventId},
    said::{Said, UserName},
};
use crate::domain::text::Text;

/// Which settings something was decided under: the first 8 bytes of the hash of their content; zero before the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SettingsVersion(pub [u8; 8]);

/// One fact, when it happened, and what whoever decided it had seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened in the hospital (not when it was typed).
    pub at: Timestamp,
    /// The heads of the subjects it was decided on; what is not here was not known (architecture.md §3.2).
    pub basis: Vec<EventId>,
    pub fact: Fact,
}

/// What one command decided: atomic on the disk, in the fold and between stations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    pub id: CommitId,
    pub stamp: Stamp,
    pub user: UserName,
    pub settings: SettingsVersion,
    pub note: Option<Text>,
    pub events: Vec<Event>,
}

impl Commit {
    pub fn order(&self, index: u16) -> Order {
        Order {
            stamp: self.stamp,
            event: EventId { commit: self.id, index },
        }
    }

    pub fn said(&self, index: u16, event: &Event) -> Said {
        Said {
            order: self.order(index),
            at: event.at,
            by: self.user.clone(),
        }
    }

    /// The events with their place in the commit. A commit holds fewer than 65,536 (the wire refuses more).
    pub fn numbered(&self) -> impl Iterator<Item = (u16, &Event)> {
        (0..=u16::MAX).zip(&self.events)
    }
}
