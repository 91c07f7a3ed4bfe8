//! What a folder is, judged by what its mark says and what the store in it holds. Pure: the simulation of laptops that give
//! numbers (`tests/andon/numbers_simulation.rs`) judges by the same.

use crate::domain::record::Digest;

/// What the mark says of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The folder is the one that this machine knows.
    Original,
    /// Another folder, or another machine, has the same store.
    Copied,
    /// What was done with the folder here is not in it: it is older, or came back after having been elsewhere.
    RolledBack,
    /// The mark can be neither read nor written.
    Unmarked,
}

/// How far a store has got: one of its own commits. A folder that was brought back and worked with goes on to the same
/// sequence, but never to the same commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub sequence: u64,
    /// Where its record begins in the journal.
    pub position: u64,
    /// Of its canonical bytes.
    pub digest: [u8; 32],
}

impl Step {
    pub fn new(sequence: u64, position: u64, digest: Digest) -> Self {
        Self {
            sequence,
            position,
            digest: digest.bytes(),
        }
    }
}

/// The own commits of a store that is opened.
pub trait Steps {
    /// This very commit, and where it lies now: a journal that was written anew has it in another place.
    fn find(&self, step: &Step) -> Option<Step>;

    /// The newest, of those behind `after`.
    fn newest(&self, after: Option<&Step>) -> Option<Step>;
}

/// What a mark says of a store, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The store holds the commit that was marked last.
    pub held: bool,
    /// The folder lies where the mark says, or has moved from there.
    pub in_place: bool,
}

/// What a folder is. A machine without a mark of the store has never made it.
pub fn judge(known: Option<Known>) -> Standing {
    match known {
        None | Some(Known { in_place: false, .. }) => Standing::Copied,
        Some(Known { held: false, .. }) => Standing::RolledBack,
        Some(_) => Standing::Original,
    }
}
