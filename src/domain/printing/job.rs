//! One print job, as the fold of what was said.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::fact::{PrintAsked, PrintEnd, Trouble};
use crate::domain::{
    record::{EventId, Fact, Key, Order, Register, Said, Trace},
    slips::Post,
};

/// A print job: named by the event that asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PrintJobId(Key);

impl PrintJobId {
    pub fn issued(event: EventId) -> Self {
        Self(Key::Issued(event))
    }
}

impl fmt::Display for PrintJobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One job with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintJob {
    pub id: PrintJobId,
    pub asked: Register<Arc<PrintAsked>>,
    /// The desk where it comes out.
    pub desk: Option<Post>,
    /// The name that the print system gave it.
    pub handed: Register<SmolStr>,
    pub ended: Register<PrintEnd>,
    pub trace: Trace,
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintState<'a> {
    /// Asked for, and nothing more is known: the program may have ended.
    Asked,
    /// The print system has it under this name.
    Handed(&'a SmolStr),
    Ended(&'a PrintEnd),
}

impl PrintJob {
    pub fn new(id: PrintJobId) -> Self {
        Self {
            id,
            asked: Register::default(),
            desk: None,
            handed: Register::default(),
            ended: Register::default(),
            trace: Trace::default(),
        }
    }

    pub fn state(&self) -> PrintState<'_> {
        match (self.ended.get(), self.handed.get()) {
            (Some(end), _) => PrintState::Ended(end),
            (None, Some(request)) => PrintState::Handed(request),
            (None, None) => PrintState::Asked,
        }
    }

    pub fn is_open(&self) -> bool {
        !self.asked.is_empty() && self.ended.is_empty()
    }

    /// Whether paper may have come of it: also where nobody could tell.
    pub fn may_be_printed(&self) -> bool {
        match self.ended.get() {
            Some(PrintEnd::NotPrinted(why)) => {
                matches!(why.trouble, Trouble::Unconfirmed | Trouble::Slow | Trouble::Hung)
            }
            Some(PrintEnd::GivenUp) => false,
            Some(PrintEnd::Printed { .. } | PrintEnd::Written { .. }) | None => true,
        }
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::PrintAsked(f) => self.asked.claim(said.clone(), basis, Arc::clone(f)),
            Fact::PrintPlaced(f) => self.desk = Some(f.desk.clone()),
            Fact::PrintHanded(f) => self.handed.claim(said.clone(), basis, f.request.clone()),
            Fact::PrintEnded(f) => self.ended.claim(said.clone(), basis, f.end.clone()),
            _ => {}
        }
    }

    pub(crate) fn heads_for(&self, heads: &mut Vec<Order>) {
        heads.extend(self.asked.orders());
        heads.extend(self.handed.orders());
        heads.extend(self.ended.orders());
    }
}
