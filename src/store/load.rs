//! The start: what is in the folder, whether it is to be believed, and the hot state out of it.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use super::{
    archive::Archive,
    checkpoint::Checkpoint,
    contain::THREAD,
    directory::Directory,
    fault::IndexFault,
    gaps::Gaps,
    own::Pages,
    parcel::{Area, Keys, Proof, Share, Tally},
    past::Past,
    scribe::{Pace, Scribe},
    shelves::Shelves,
    tree::{Before, Tree},
};
use crate::{
    domain::{
        record::bytes,
        state::{Hospital, Subject, snapshot::Snapshot},
    },
    journal::{Point, Reader},
};

/// What was read and proved: what lies in the hot area, those who have left, and the own commits.
type Proved = (HashMap<Subject, Proof>, (Directory, Shelves), Pages);

/// How many hands read the hot state. Most of the time goes into decoding, and on a cold disk into waiting.
const HANDS: u8 = 4;

/// An index that says of itself up to where it is in. The journal has to agree before it is read.
#[derive(Debug)]
pub struct Found {
    tree: Tree,
    keys: Keys,
    checkpoint: Checkpoint,
    proof: Proof,
}

/// The hospital as it was at the checkpoint, with all that goes on from there.
#[derive(Debug)]
pub struct Ready {
    pub hospital: Hospital,
    pub archive: Arc<Archive>,
    /// `None` without an index.
    pub scribe: Option<Scribe>,
    pub pace: Pace,
    /// What of the journal is not in it.
    pub gaps: Gaps,
}

/// Looks into the folder of an index.
pub fn open(folder: &Path, keys: Keys) -> Result<Found, IndexFault> {
    if !folder.exists() {
        return Err(IndexFault::Missing);
    }
    let (tree, before) = Tree::open(folder)?;
    let found = match before {
        Before::Fresh => Err(IndexFault::Empty),
        Before::Recovered => Checkpoint::read(&keys, &tree),
    };
    match found {
        Ok((checkpoint, proof)) => Ok(Found {
            tree,
            keys,
            checkpoint,
            proof,
        }),
        Err(fault) => {
            // It must let go of the folder before that can be renamed.
            let _wrong_anyway = tree.close();
            Err(fault)
        }
    }
}

impl Found {
    /// The record that the journal must hold.
    pub fn point(&self) -> Point {
        self.checkpoint.point
    }

    /// What it did not understand, or could not read, when it was made.
    pub fn gaps(&self) -> Gaps {
        self.checkpoint.gaps
    }

    /// Not to be believed after all.
    pub fn close(self) {
        let _wrong_anyway = self.tree.close();
    }

    /// The hot state as it was at the checkpoint. Every value proves itself, and together they add up.
    pub fn load(self, reader: Reader, pace: Pace) -> Result<Ready, IndexFault> {
        let hospital = Mutex::new(Hospital::from_extent(self.checkpoint.extent.clone()));
        let put = |snapshot| hospital.lock().unwrap_or_else(PoisonError::into_inner).put(snapshot);
        let gaps = self.gaps();
        let (archive, scribe) = self.read(reader, pace, &put)?;
        Ok(Ready {
            hospital: hospital.into_inner().unwrap_or_else(PoisonError::into_inner),
            archive,
            scribe: Some(scribe),
            pace,
            gaps,
        })
    }

    /// Goes on with the state that this index was just made from. It is proved all the same.
    pub(super) fn go_on(self, hospital: Hospital, reader: Reader, pace: Pace) -> Result<Ready, IndexFault> {
        let gaps = self.gaps();
        let differs = AtomicBool::new(false);
        let compare = |snapshot: Snapshot| {
            if hospital.snapshot(&snapshot.subject()).as_ref() != Some(&snapshot) {
                differs.store(true, Ordering::Relaxed);
            }
        };
        let (archive, scribe) = self.read(reader, pace, &compare)?;
        if differs.into_inner() {
            archive.close();
            return Err(IndexFault::Damaged("it is not what was just written"));
        }
        Ok(Ready {
            hospital,
            archive,
            scribe: Some(scribe),
            pace,
            gaps,
        })
    }

    /// Reads everything but the archived subjects; each hot one is handed to `each`, from several threads.
    fn read(
        self,
        reader: Reader,
        pace: Pace,
        each: &(dyn Fn(Snapshot) + Sync),
    ) -> Result<(Arc<Archive>, Scribe), IndexFault> {
        match self.prove(each) {
            Ok((hot, (directory, shelves), pages)) => {
                let tree = Arc::new(self.tree);
                let left = (directory, shelves);
                let archive = Archive::new(self.keys, Past::new(reader), Some(Arc::clone(&tree)), left);
                let archive = Arc::new(archive);
                let scribe = Scribe::new(
                    tree,
                    Arc::clone(&archive),
                    pace,
                    hot,
                    pages,
                    (Some(self.proof), self.checkpoint.gaps),
                );
                Ok((archive, scribe))
            }
            Err(fault) => {
                self.close();
                Err(fault)
            }
        }
    }

    fn prove(&self, each: &(dyn Fn(Snapshot) + Sync)) -> Result<Proved, IndexFault> {
        let hot = self.prove_hot(each)?;
        let mut tally = Tally::default();
        for proof in hot.values() {
            tally.add(proof);
        }
        let mut directory = Directory::default();
        let keys = &self.keys;
        keys.each(&self.tree, Area::Directory, Share::ALL, &mut |_, plain, proof| {
            directory.enter(Directory::read(&plain, proof)?);
            Ok(())
        })?;
        if tally != self.checkpoint.hot || directory.tally() != self.checkpoint.archived {
            return Err(IndexFault::Damaged("something is missing, or older than the rest"));
        }
        let shelves = Shelves::load(keys, &self.tree, self.checkpoint.shelves)?;
        let pages = Pages::load(&self.keys, &self.tree, self.checkpoint.own)?;
        Ok((hot, (directory, shelves), pages))
    }

    fn prove_hot(&self, each: &(dyn Fn(Snapshot) + Sync)) -> Result<HashMap<Subject, Proof>, IndexFault> {
        let mut hot = HashMap::new();
        thread::scope(|scope| {
            let hand = |number| {
                let share = Share { number, of: HANDS };
                // The name says that a panic is caught there.
                thread::Builder::new()
                    .name(THREAD.to_owned())
                    .spawn_scoped(scope, move || self.prove_share(share, each))
            };
            let hands: Vec<_> = (0..HANDS).map(hand).collect();
            // All of them are waited for before any is judged.
            let ended: Vec<_> = hands
                .into_iter()
                .map(|hand| match hand.map(thread::ScopedJoinHandle::join) {
                    Ok(Ok(proofs)) => proofs,
                    Ok(Err(_)) => Err(IndexFault::Panicked("no words".to_owned())),
                    Err(error) => Err(IndexFault::Refused(format!("no thread: {error}"))),
                })
                .collect();
            for proofs in ended {
                hot.extend(proofs?);
            }
            Ok(hot)
        })
    }

    fn prove_share(&self, share: Share, each: &(dyn Fn(Snapshot) + Sync)) -> Result<Vec<(Subject, Proof)>, IndexFault> {
        let mut proofs = Vec::new();
        let keys = &self.keys;
        keys.each(&self.tree, Area::Hot, share, &mut |_, plain, proof| {
            let snapshot: Snapshot = bytes::decode(&plain).map_err(|_| IndexFault::Damaged("a snapshot"))?;
            proofs.push((snapshot.subject(), proof));
            each(snapshot);
            Ok(())
        })?;
        Ok(proofs)
    }
}
