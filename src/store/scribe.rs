//! Writes into sled what has changed since the last time, with a checkpoint that says up to where, in one batch.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use foldhash::quality::RandomState;

use super::{
    archive::Archive,
    checkpoint::Checkpoint,
    fault::IndexFault,
    gaps::Gaps,
    own::Pages,
    parcel::{Area, Keys, Proof, Tally},
    tree::{Batch, Tree},
};
use crate::{
    domain::{
        record::{Installation, Station, Timestamp, bytes},
        state::{Hospital, Subject, snapshot::Snapshot},
    },
    journal::Point,
};

/// How often the index follows, and how long the finished stay hot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// A change waits no longer than this.
    pub after: Duration,
    /// Nor longer than until there are this many commits.
    pub commits: usize,
    /// For how many seconds stays that are over, and persons without one, stay in the hot state.
    pub keep_hot: i64,
    /// After how many seconds of recorded time it is looked again who may leave.
    pub look_every: i64,
}

impl Pace {
    /// What hospitals get: today's and yesterday's stays are at hand.
    pub const STANDARD: Self = Self {
        after: Duration::from_secs(10),
        commits: 5_000,
        keep_hot: 2 * 24 * 3600,
        look_every: 3600,
    };

    /// For tests: everything happens at once.
    pub const EAGER: Self = Self {
        after: Duration::ZERO,
        commits: 1,
        keep_hot: -1_000_000_000,
        look_every: i64::MIN,
    };
}

/// Bytes of the first checkpoint that are written together.
const PART: usize = 4 * 1024 * 1024;

/// The one hand that writes in the index.
#[derive(Debug)]
pub struct Scribe {
    tree: Arc<Tree>,
    archive: Arc<Archive>,
    pace: Pace,
    /// What lies in the hot area.
    hot: HashMap<Subject, Proof>,
    tally: Tally,
    pages: Pages,
    checkpoint: Option<Proof>,
    looked: Option<Timestamp>,
    gaps: Gaps,
}

/// What a checkpoint is made of.
#[derive(Debug)]
pub(super) struct Work {
    /// A saved state, and the last record that is in it.
    pub(super) state: Arc<Hospital>,
    pub(super) point: Point,
    /// What changed since the checkpoint before.
    pub(super) dirty: HashSet<Subject, RandomState>,
}

impl Scribe {
    /// Goes on behind what was loaded, or begins.
    pub(super) fn new(
        tree: Arc<Tree>,
        archive: Arc<Archive>,
        pace: Pace,
        hot: HashMap<Subject, Proof>,
        pages: Pages,
        (checkpoint, gaps): (Option<Proof>, Gaps),
    ) -> Self {
        let mut tally = Tally::default();
        for proof in hot.values() {
            tally.add(proof);
        }
        Self {
            tree,
            archive,
            pace,
            hot,
            tally,
            pages,
            checkpoint,
            looked: None,
            gaps,
        }
    }

    /// What was read for the next checkpoint had gaps.
    pub(super) fn misses(&mut self, gaps: Gaps) {
        self.gaps = self.gaps.and(gaps);
    }

    pub(super) fn archive(&self) -> &Arc<Archive> {
        &self.archive
    }

    pub(super) fn tree(&self) -> &Arc<Tree> {
        &self.tree
    }

    /// Writes a checkpoint. Those it gives back were archived and may leave the hot state, if nothing happened to them
    /// meanwhile.
    pub(super) fn write(&mut self, work: &Work) -> Result<Vec<Snapshot>, IndexFault> {
        let keys = self.archive.keys().clone();
        let mut batch = Batch::default();
        let leaving = self.look(&work.state).unwrap_or_default();
        let (prepared, archived) = self.archive.prepare(&leaving, &mut batch)?;
        let mut shelves = self.archive.prepare_shelves(&self.tree, &leaving, &mut batch)?;
        self.fill_pages(&keys, &work.state, &mut batch)?;
        let mut hot = Vec::with_capacity(work.dirty.len());
        let mut tally = self.tally;
        for subject in &work.dirty {
            let before = self.hot.get(subject);
            let address = keys.of_subject(Area::Hot, subject)?;
            let now = if let Some(snapshot) = work.state.snapshot(subject) {
                let plain = bytes::encode(&snapshot).map_err(|_| IndexFault::Damaged("a snapshot"))?;
                Some(keys.pack(&address, plain, before, &mut batch)?)
            } else {
                if let Some(proof) = before {
                    Keys::unlay(&address, proof, &mut batch);
                }
                None
            };
            if let Some(proof) = before {
                tally.subtract(proof);
            }
            if let Some(proof) = &now {
                tally.add(proof);
            }
            hot.push((subject, now));
            // Before the first checkpoint nothing here is believed yet, so it may come in parts.
            if self.checkpoint.is_none() && batch.bytes() > PART {
                self.tree.write(std::mem::take(&mut batch))?;
            }
        }
        let catalogue = self.archive.catalogue(&mut shelves, &mut batch)?;
        let checkpoint = Checkpoint {
            point: work.point,
            extent: work.state.extent(),
            hot: tally,
            archived,
            shelves: catalogue,
            own: self.pages.up_to(),
            gaps: self.gaps,
        };
        let proof = checkpoint.write(&keys, self.checkpoint.as_ref(), &mut batch)?;
        self.archive.write(&self.tree, batch, prepared, shelves)?;
        self.tree.settle()?;
        self.pages.written(self.archive.own());
        self.checkpoint = Some(proof);
        self.tally = tally;
        for (subject, now) in hot {
            match now {
                Some(proof) => self.hot.insert(subject.clone(), proof),
                None => self.hot.remove(subject),
            };
        }
        Ok(leaving)
    }

    /// Archives who may leave and takes them out at once: for whoever owns the only state there is, while it is made.
    pub(super) fn thin_out(&mut self, hospital: &mut Hospital) -> Result<(), IndexFault> {
        let Some(leaving) = self.look(hospital) else {
            return Ok(());
        };
        let keys = self.archive.keys().clone();
        let mut batch = Batch::default();
        let (prepared, _) = self.archive.prepare(&leaving, &mut batch)?;
        let shelves = self.archive.prepare_shelves(&self.tree, &leaving, &mut batch)?;
        self.fill_pages(&keys, hospital, &mut batch)?;
        self.archive.write(&self.tree, batch, prepared, shelves)?;
        self.pages.written(self.archive.own());
        for snapshot in &leaving {
            hospital.take_out(&snapshot.subject());
        }
        Ok(())
    }

    fn fill_pages(&mut self, keys: &Keys, hospital: &Hospital, batch: &mut Batch) -> Result<(), IndexFault> {
        let (station, installation) = keys.station();
        let whose = Station::new(station).zip(Installation::new(installation));
        let newest = whose.map_or(0, |(station, installation)| {
            hospital.next_sequence(station, installation).number().saturating_sub(1)
        });
        self.pages.fill(keys, self.archive.own(), newest, batch)
    }

    /// Who may leave; `None` when it was looked a short while ago.
    fn look(&mut self, hospital: &Hospital) -> Option<Vec<Snapshot>> {
        let now = hospital.newest().recorded();
        let again = |looked: Timestamp| looked.seconds().saturating_add(self.pace.look_every);
        if self.looked.is_some_and(|looked| now.seconds() < again(looked)) {
            return None;
        }
        self.looked = Some(now);
        let before = now.plus_seconds(self.pace.keep_hot.saturating_neg());
        let finished = hospital.finished(before);
        Some(
            finished
                .iter()
                .filter_map(|subject| hospital.snapshot(subject))
                .collect(),
        )
    }
}
