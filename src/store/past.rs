//! The commits of the journal, read back and understood: what a late event, a retraction and an undo look into.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    domain::{
        record::{Commit, CommitId, History, HistoryLost, Locator, Order, Position, wire},
        state::{Subject, evict::events_of},
    },
    journal::{self, Class, Reader, Stored},
    vault::Label,
};

/// Commits kept after they were read: an undo and the refold behind it ask for the same ones.
const KEPT: usize = 256;

/// The kind of a commit in its label.
const COMMIT: u16 = 1;

/// What stands on the outside of a commit's record.
pub fn label_of(id: CommitId) -> Label {
    Label {
        station: id.station.number(),
        installation: id.installation.number(),
        sequence: id.sequence.number(),
        kind: COMMIT,
    }
}

/// Where the domain says that a record lies.
pub fn position_of(position: journal::Position) -> Position {
    Position(position.0)
}

/// The past as it is saved.
#[derive(Debug)]
pub struct Past {
    reader: Reader,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    commits: HashMap<Position, Arc<Commit>>,
    order: VecDeque<Position>,
}

impl Past {
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            kept: Mutex::default(),
        }
    }

    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The commit in a record, if it is one and this program understands it.
    pub fn understand(stored: &Stored) -> Option<Commit> {
        match stored.class {
            Class::Commit => wire::read(&stored.payload).ok(),
            Class::Control => None,
        }
    }

    /// Where a commit lies, looked for from the beginning. Slow; for when the index does not know.
    pub fn search(&self, id: CommitId) -> Option<Position> {
        let wanted = label_of(id);
        let mut records = self.reader.scan().flatten();
        records
            .find(|stored| stored.label == wanted)
            .map(|stored| position_of(stored.position()))
    }

    /// All events of some subjects, in the order of their arrival. Slow, like [`Past::search`].
    pub(super) fn events_of(&self, subjects: &[Subject]) -> Vec<(Subject, Order, Locator)> {
        let records = self.reader.scan().flatten();
        let found = records.filter_map(|stored| {
            let commit = Self::understand(&stored)?;
            Some(events_of(&commit, position_of(stored.position()), subjects))
        });
        found.flatten().collect()
    }

    fn kept(&self, position: Position) -> Option<Arc<Commit>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.commits.get(&position).cloned()
    }

    fn keep(&self, position: Position, commit: &Arc<Commit>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.commits.insert(position, Arc::clone(commit)).is_none() {
            kept.order.push_back(position);
        }
        if kept.order.len() > KEPT
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.commits.remove(&oldest);
        }
    }
}

impl History for Past {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        if let Some(commit) = self.kept(position) {
            return Ok(commit);
        }
        let stored = self
            .reader
            .read(journal::Position(position.0))
            .map_err(|_| HistoryLost(position))?;
        let commit = Arc::new(Self::understand(&stored).ok_or(HistoryLost(position))?);
        self.keep(position, &commit);
        Ok(commit)
    }
}
