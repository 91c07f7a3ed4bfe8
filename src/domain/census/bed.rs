//! What is said about a bed or a room itself. Who lies in a bed follows from the stays.

use serde::{Deserialize, Serialize};

use super::{
    frame::{BedName, RoomName},
    place::Isolation,
};
use crate::domain::{
    identity::{PatientId, Sex},
    record::{EventId, Fact, Order, Register, Said, Timestamp, Trace},
};

/// Why a bed cannot be used. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockReason {
    Cleaning,
    Infection,
    Broken,
    Staff,
    Other,
}

/// A blocked bed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub reason: BlockReason,
    pub until: Option<Timestamp>,
}

/// A bed kept for somebody who is not in it yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reservation {
    pub patient: PatientId,
    pub until: Option<Timestamp>,
}

/// One bed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bed {
    pub name: BedName,
    pub block: Register<Option<Block>>,
    pub reservation: Register<Option<Reservation>>,
    /// Who last came or went: what a movement into this bed is decided on.
    pub movement: Register<()>,
    pub trace: Trace,
}

impl Bed {
    pub fn new(name: BedName) -> Self {
        Self {
            name,
            block: Register::default(),
            reservation: Register::default(),
            movement: Register::default(),
            trace: Trace::default(),
        }
    }

    pub fn blocked(&self) -> Option<&Block> {
        self.block.get()?.as_ref()
    }

    pub fn reserved(&self) -> Option<&Reservation> {
        self.reservation.get()?.as_ref()
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::BedBlocked(f) => self.block.claim(said.clone(), basis, Some(f.block.clone())),
            Fact::BedUnblocked(_) => self.block.claim(said.clone(), basis, None),
            Fact::BedReserved(f) => {
                self.reservation.claim(said.clone(), basis, Some(f.reservation.clone()));
            }
            Fact::ReservationDropped(_) => self.reservation.claim(said.clone(), basis, None),
            fact if moves(fact) => self.movement.claim(said.clone(), basis, ()),
            // What takes something back, or is not known here, moved nobody.
            _ => {}
        }
    }

    pub(crate) fn heads_for(&self, fact: &Fact, heads: &mut Vec<Order>) {
        match fact {
            Fact::BedBlocked(_) | Fact::BedUnblocked(_) => heads.extend(self.block.orders()),
            Fact::BedReserved(_) | Fact::ReservationDropped(_) => {
                heads.extend(self.reservation.orders());
            }
            fact if moves(fact) => heads.extend(self.movement.orders()),
            _ => {}
        }
    }
}

/// Whether somebody came into a bed or left it.
fn moves(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Admitted(_)
            | Fact::Departed(_)
            | Fact::Arrived(_)
            | Fact::Transferred(_)
            | Fact::Swapped(_)
            | Fact::Discharged(_)
    )
}

/// Who may lie in a room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomRule {
    pub sex: Option<Sex>,
    pub isolation: Option<Isolation>,
}

/// One room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub name: RoomName,
    pub rule: Register<RoomRule>,
    pub trace: Trace,
}

impl Room {
    pub fn new(name: RoomName) -> Self {
        Self {
            name,
            rule: Register::default(),
            trace: Trace::default(),
        }
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        if let Fact::RoomRuled(f) = fact {
            self.rule.claim(said.clone(), basis, f.rule);
        }
    }

    pub(crate) fn heads_for(&self, heads: &mut Vec<Order>) {
        heads.extend(self.rule.orders());
    }
}
