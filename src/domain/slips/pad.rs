//! Pre-numbered forms on a pad: numbers that exist on paper before anybody wrote on it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{book::Code, fact::BlanksPrepared, number::SlipNumber};
use crate::domain::{
    printing::PrintJobId,
    record::{EventId, Fact, Order, Said, Trace},
};

/// A pad is called by its first number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PadId(pub SlipNumber);

impl fmt::Display for PadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One pad.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pad {
    pub id: PadId,
    pub prepared: Vec<(Said, BlanksPrepared)>,
    /// Numbers that were written on, in order.
    pub used: Vec<(Order, SlipNumber)>,
    /// The jobs that were to print it.
    pub asked: Vec<PrintJobId>,
    pub trace: Trace,
}

impl Pad {
    pub fn new(id: PadId) -> Self {
        Self {
            id,
            prepared: Vec::new(),
            used: Vec::new(),
            asked: Vec::new(),
            trace: Trace::default(),
        }
    }

    pub fn kind(&self) -> Option<&Code> {
        self.prepared.last().map(|(_, prepared)| &prepared.kind)
    }

    pub fn holds(&self, slip: SlipNumber) -> bool {
        self.prepared
            .iter()
            .any(|(_, prepared)| prepared.numbers.contains(&slip))
    }

    /// Numbers that nobody has written on yet.
    pub fn blank(&self) -> impl Iterator<Item = SlipNumber> + '_ {
        self.prepared
            .iter()
            .flat_map(|(_, prepared)| &prepared.numbers)
            .copied()
            .filter(|number| !self.used.iter().any(|(_, used)| used == number))
    }

    pub fn is_used_up(&self) -> bool {
        self.blank().next().is_none()
    }

    pub(crate) fn apply(&mut self, said: &Said, _basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::BlanksPrepared(f) => self.prepared.push((said.clone(), f.clone())),
            Fact::SlipWritten(f) => self.used.push((said.order, f.slip)),
            Fact::PrintAsked(f) => self.asked.push(f.job),
            _ => {}
        }
    }

    pub(crate) fn orders(&self) -> Vec<Order> {
        let prepared = self.prepared.iter().map(|(said, _)| said.order);
        prepared.chain(self.used.iter().map(|(order, _)| *order)).collect()
    }
}
