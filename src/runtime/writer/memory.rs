//! What a decision looks back into: the journal, and in front of it the commits that are not saved yet.

use std::sync::Arc;

use super::super::mark::Step;
use crate::{
    domain::{
        decide::OwnCommits,
        record::{Commit, CommitId, History, HistoryLost, Position},
        state::{Hospital, Subject},
    },
    journal::Point,
    store::{Archive, position_of},
};

/// A commit that was decided and appended, but is not saved yet.
#[derive(Debug)]
pub(super) struct Unsaved {
    pub(super) commit: Arc<Commit>,
    pub(super) point: Point,
    pub(super) touched: Vec<Subject>,
    /// How far the store has got with it, where the machine must know: of an own commit.
    pub(super) step: Option<Step>,
}

impl Unsaved {
    pub(super) fn position(&self) -> Position {
        position_of(self.point.position)
    }
}

/// The past of one decision.
pub(super) struct Memory<'a> {
    pub(super) archive: &'a Archive,
    pub(super) unsaved: &'a [Unsaved],
    /// The state that is decided on: it knows which commits there are.
    pub(super) hospital: &'a Hospital,
}

impl History for Memory<'_> {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        match self.unsaved.iter().find(|unsaved| unsaved.position() == position) {
            Some(unsaved) => Ok(Arc::clone(&unsaved.commit)),
            None => self.archive.past().commit(position),
        }
    }
}

impl OwnCommits for Memory<'_> {
    fn position(&self, id: CommitId) -> Option<Position> {
        match self.unsaved.iter().find(|unsaved| unsaved.commit.id == id) {
            Some(unsaved) => Some(unsaved.position()),
            None => self.archive.own_position(id, self.hospital.has_seen(id)),
        }
    }
}
