//! What can have happened to blocks and schemes, and what blocks and lives of stations come to. Each payload is frozen as
//! a record format.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{schemes::Schemes, series::BlockNumber};
use crate::domain::{
    identity::Identifier,
    record::{CommitId, EventId, Fact, Installation, Order, Register, Said, SettingsVersion, Station, Trace},
};

/// The hospital numbers by these schemes from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemesAdopted {
    pub version: SettingsVersion,
    pub schemes: Arc<Schemes>,
}

/// A block of a station was given to one of its lives, or set aside for its next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockGranted {
    pub station: Station,
    pub block: BlockNumber,
    /// The life that gives numbers from it; `None`: told to whoever sets the station up next.
    pub to: Option<Installation>,
}

/// Two laptops live the same life: one is the image of the other. Both made this commit, and they are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForkFound {
    pub commit: CommitId,
    /// The numbers that the commit known here gave.
    pub here: Vec<Identifier>,
    /// Those that the other one gave.
    pub there: Vec<Identifier>,
    /// The other commit, in its canonical bytes: it cannot be folded beside ours, and must not be lost.
    pub other: Vec<u8>,
}

/// One block of a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub station: Station,
    pub number: BlockNumber,
    /// Every life that it was given to; more than one is a collision that a person must end.
    pub holders: Vec<(Said, Installation)>,
    /// Who set it aside for a station.
    pub set_aside: Register<()>,
    pub trace: Trace,
}

impl Block {
    pub fn new(station: Station, number: BlockNumber) -> Self {
        Self {
            station,
            number,
            holders: Vec::new(),
            set_aside: Register::default(),
            trace: Trace::default(),
        }
    }

    pub fn is_of(&self, installation: Installation) -> bool {
        self.holders.iter().any(|(_, holder)| *holder == installation)
    }

    /// Two lives believe that it is theirs.
    pub fn is_shared(&self) -> bool {
        self.holders.len() > 1
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        if let Fact::BlockGranted(granted) = fact {
            match granted.to {
                Some(holder) if self.is_of(holder) => {}
                Some(holder) => self.holders.push((said.clone(), holder)),
                None => self.set_aside.claim(said.clone(), basis, ()),
            }
        }
    }

    pub(crate) fn heads(&self) -> impl Iterator<Item = Order> + '_ {
        let holders = self.holders.iter().map(|(said, _)| said.order);
        holders.chain(self.set_aside.orders())
    }
}

/// One life of a station, as far as something is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    pub forks: Vec<(Said, ForkFound)>,
    pub trace: Trace,
}

impl Life {
    /// A second laptop lives it, too: neither may give numbers any more.
    pub fn is_forked(&self) -> bool {
        !self.forks.is_empty()
    }

    pub(crate) fn apply(&mut self, said: &Said, fact: &Fact) {
        if let Fact::ForkFound(fork) = fact {
            self.forks.push((said.clone(), fork.clone()));
        }
    }
}
