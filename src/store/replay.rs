//! Folding what the journal holds behind a point: a short tail at every start, everything in a rebuild.

use std::{collections::HashSet, sync::mpsc, thread};

use super::{
    fault::IndexFault,
    gaps::Gaps,
    load::Ready,
    past::{Past, position_of},
};
use crate::{
    domain::{
        record::{Commit, Digest, HistoryLost, Position},
        state::{Subject, names::Name},
    },
    journal::{Point, Scan, Stored},
};

/// What a replay came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Commits that were folded.
    pub folded: u64,
    /// The last record that was read.
    pub last: Option<Point>,
    /// Places that were read around: what lay there is not in the state.
    pub damaged: u64,
    /// Records that are whole but not understood (of a newer program), or whose past cannot be read.
    pub not_folded: u64,
    /// What changed, for the index.
    pub dirty: HashSet<Subject>,
}

impl Replayed {
    /// What was not folded of what was read.
    pub(super) fn gaps(&self) -> Gaps {
        Gaps {
            damaged: self.damaged,
            not_folded: self.not_folded,
        }
    }
}

/// One record on its way into the fold.
enum Item {
    /// With the bytes that it was read from.
    Commit(Box<Commit>, Vec<u8>, Point),
    /// In the clear, or not understood.
    Other(Point, bool),
    /// Damaged, or the disk does not give it back.
    Fault,
}

/// Records that are handed over together.
const TOGETHER: usize = 512;
/// Packets that may wait.
const WAITING: usize = 8;

/// Folds what `scan` gives. `each` is called after every packet with how far it came; it may take time, and what it
/// fails with ends the replay.
pub(super) fn replay(
    ready: &mut Ready,
    scan: Scan,
    each: &mut dyn FnMut(&mut Ready, &Replayed) -> Result<(), IndexFault>,
) -> Result<Replayed, IndexFault> {
    let mut replayed = Replayed::default();
    // Reading and understanding take as long as folding: two threads take half the time.
    thread::scope(|scope| {
        let (sender, packets) = mpsc::sync_channel(WAITING);
        scope.spawn(move || read(scan, &sender));
        for packet in packets {
            for item in packet {
                take(ready, item, &mut replayed);
            }
            each(ready, &replayed)?;
        }
        Ok(())
    })
    .map(|()| replayed)
}

fn read(scan: Scan, sender: &mpsc::SyncSender<Vec<Item>>) {
    let mut packet = Vec::with_capacity(TOGETHER);
    for stored in scan {
        packet.push(match stored {
            Ok(stored) => item(stored),
            Err(_) => Item::Fault,
        });
        if packet.len() == TOGETHER
            && sender
                .send(std::mem::replace(&mut packet, Vec::with_capacity(TOGETHER)))
                .is_err()
        {
            return;
        }
    }
    let _nobody_listens = sender.send(packet);
}

fn item(stored: Stored) -> Item {
    match Past::understand(&stored) {
        Some(commit) => Item::Commit(Box::new(commit), stored.payload, stored.point),
        None => Item::Other(stored.point, stored.class == crate::journal::Class::Commit),
    }
}

fn take(ready: &mut Ready, item: Item, replayed: &mut Replayed) {
    match item {
        Item::Commit(commit, canonical, point) => {
            match fold(ready, (&commit, &canonical), position_of(point.position)) {
                Ok(touched) => {
                    replayed.folded += 1;
                    replayed.dirty.extend(touched);
                }
                Err(_) => replayed.not_folded += 1,
            }
            replayed.last = Some(point);
        }
        Item::Other(point, is_commit) => {
            replayed.not_folded += u64::from(is_commit);
            replayed.last = Some(point);
        }
        Item::Fault => replayed.damaged += 1,
    }
}

fn fold(
    ready: &mut Ready,
    (commit, canonical): (&Commit, &[u8]),
    position: Position,
) -> Result<Vec<Subject>, HistoryLost> {
    let mut back = Vec::new();
    if !ready.archive.is_empty() {
        back = ready
            .archive
            .bring_back(&mut ready.hospital, &Name::of_commit(commit))?;
    }
    let past = ready.archive.past();
    let mut touched = ready
        .hospital
        .apply_named(commit, Digest::of(canonical), position, past)?;
    if ready.archive.is_own(commit.id) {
        ready.archive.own().note(commit.id.sequence, position);
    }
    touched.append(&mut back);
    Ok(touched)
}
