//! The start: what is in the folder, whether it is to be believed, and the hot state out of it.

use std::{collections::HashMap, path::Path, sync::Arc};

use super::{
    archive::Archive,
    checkpoint::Checkpoint,
    directory::Directory,
    fault::IndexFault,
    own::Pages,
    parcel::{Area, Keys, Proof, Tally},
    past::Past,
    scribe::{Pace, Scribe},
    tree::{Before, Tree},
};
use crate::{
    domain::{
        record::bytes,
        state::{Hospital, Subject, snapshot::Snapshot},
    },
    journal::{Point, Reader},
};

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

    /// Not to be believed after all.
    pub fn close(self) {
        let _wrong_anyway = self.tree.close();
    }

    /// The hot state as it was at the checkpoint. Every value proves itself, and together they add up.
    pub fn load(self, reader: Reader, pace: Pace) -> Result<Ready, IndexFault> {
        let mut hospital = Hospital::from_extent(self.checkpoint.extent.clone());
        self.read(reader, pace, &mut |snapshot| hospital.put(snapshot))
            .map(|(archive, scribe)| Ready {
                hospital,
                archive,
                scribe: Some(scribe),
                pace,
            })
    }

    /// Goes on with the state that this index was just made from. It is proved all the same.
    pub(super) fn go_on(self, hospital: Hospital, reader: Reader, pace: Pace) -> Result<Ready, IndexFault> {
        let mut differs = false;
        let read = self.read(reader, pace, &mut |snapshot| {
            differs |= hospital.snapshot(&snapshot.subject()).as_ref() != Some(&snapshot);
        });
        let (archive, scribe) = read?;
        if differs {
            archive.close();
            return Err(IndexFault::Damaged("it is not what was just written"));
        }
        Ok(Ready {
            hospital,
            archive,
            scribe: Some(scribe),
            pace,
        })
    }

    /// Reads everything but the archived subjects; each hot one is handed to `each`.
    fn read(
        self,
        reader: Reader,
        pace: Pace,
        each: &mut (dyn FnMut(Snapshot) + Send),
    ) -> Result<(Arc<Archive>, Scribe), IndexFault> {
        match self.prove(each) {
            Ok((hot, directory, pages)) => {
                let tree = Arc::new(self.tree);
                let archive = Archive::new(self.keys, Past::new(reader), Some(Arc::clone(&tree)), directory);
                let archive = Arc::new(archive);
                let scribe = Scribe::new(tree, Arc::clone(&archive), pace, hot, pages, Some(self.proof));
                Ok((archive, scribe))
            }
            Err(fault) => {
                self.close();
                Err(fault)
            }
        }
    }

    fn prove(
        &self,
        each: &mut (dyn FnMut(Snapshot) + Send),
    ) -> Result<(HashMap<Subject, Proof>, Directory, Pages), IndexFault> {
        let mut hot = HashMap::new();
        let mut tally = Tally::default();
        self.keys.each(&self.tree, Area::Hot, &mut |_, plain, proof| {
            let snapshot: Snapshot = bytes::decode(&plain).map_err(|_| IndexFault::Damaged("a snapshot"))?;
            tally.add(&proof);
            hot.insert(snapshot.subject(), proof);
            each(snapshot);
            Ok(())
        })?;
        let mut directory = Directory::default();
        self.keys.each(&self.tree, Area::Directory, &mut |_, plain, proof| {
            directory.enter(Directory::read(&plain, proof)?);
            Ok(())
        })?;
        if tally != self.checkpoint.hot || directory.tally() != self.checkpoint.archived {
            return Err(IndexFault::Damaged("something is missing, or older than the rest"));
        }
        let pages = Pages::load(&self.keys, &self.tree, self.checkpoint.own)?;
        Ok((hot, directory, pages))
    }
}
