//! Where the events of one subject lie, so that a late one refolds this subject and not the hospital.

use serde::{Deserialize, Serialize};

use super::{clock::Order, event::Commit};

/// Where the journal keeps a commit. The domain only hands it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position(pub u64);

/// One event of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locator {
    pub position: Position,
    pub index: u16,
}

/// All events of a subject, in the order of their arrival, and the last of them in fold order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Trace {
    pub(crate) events: imbl::Vector<Locator>,
    pub(crate) last: Option<Order>,
}

/// Two folds are equal when they show the same; where the bytes lie is each laptop's own matter.
impl PartialEq for Trace {
    fn eq(&self, other: &Self) -> bool {
        self.last == other.last && self.events.len() == other.events.len()
    }
}

impl Eq for Trace {}

impl Trace {
    /// Notes an event; true when it came after all others in fold order, so that it can simply be folded on.
    pub(crate) fn note(&mut self, order: Order, locator: Locator) -> bool {
        self.events.push_back(locator);
        let in_order = self.last.is_none_or(|last| order > last);
        if in_order {
            self.last = Some(order);
        }
        in_order
    }

    pub fn len(&self) -> usize {
        self.events.len()
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

/// Reads a commit back. The one thing that folding asks of the world, and only for late events and retractions.
pub trait History {
    fn commit(&self, position: Position) -> Result<std::sync::Arc<Commit>, HistoryLost>;
}

/// A commit that was folded once cannot be read any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the commit at journal position {} cannot be read", .0.0)]
pub struct HistoryLost(pub Position);
