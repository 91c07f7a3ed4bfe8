//! 搬送便: one round of a carrier with many copies.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fact::{Leg, RunClosed, RunOpened};
use crate::domain::{
    record::{CommitId, EventId, Fact, Installation, Order, Said, Sequence, Station, Trace},
    text::Text,
};

/// A run is called by the commit that opened it: `7-1-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub CommitId);

impl RunId {
    pub fn parse(raw: &str) -> Option<Self> {
        let mut parts = raw.split('-').map(|part| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse::<u64>().ok()).flatten()
        });
        let (station, installation, sequence) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() {
            return None;
        }
        Some(Self(CommitId {
            station: Station::new(u16::try_from(station).ok()?)?,
            installation: Installation::new(u16::try_from(installation).ok()?)?,
            sequence: Sequence::new(sequence)?,
        }))
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub id: RunId,
    pub opened: Vec<(Said, RunOpened)>,
    pub closed: Vec<(Said, RunClosed)>,
    pub trace: Trace,
}

impl Run {
    pub fn new(id: RunId) -> Self {
        Self {
            id,
            opened: Vec::new(),
            closed: Vec::new(),
            trace: Trace::default(),
        }
    }

    pub fn is_open(&self) -> bool {
        !self.opened.is_empty() && self.closed.is_empty()
    }

    pub fn carrier(&self) -> Option<&Text> {
        self.opened.last().map(|(_, opened)| &opened.carrier)
    }

    /// What it was to fetch and bring, in walking order.
    pub fn legs(&self) -> &[Leg] {
        self.opened
            .last()
            .map(|(_, opened)| opened.legs.as_slice())
            .unwrap_or_default()
    }

    pub(crate) fn apply(&mut self, said: &Said, _basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::RunOpened(f) => self.opened.push((said.clone(), f.clone())),
            Fact::RunClosed(f) => self.closed.push((said.clone(), f.clone())),
            _ => {}
        }
    }

    pub(crate) fn orders(&self) -> Vec<Order> {
        let opened = self.opened.iter().map(|(said, _)| said.order);
        opened.chain(self.closed.iter().map(|(said, _)| said.order)).collect()
    }
}
