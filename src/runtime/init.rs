//! A new store: the folder, the journal, and the hospital frame as its first commit.

use std::{
    hash::{BuildHasher, RandomState},
    path::Path,
    sync::Arc,
};

use super::{
    mark::{self, Mark},
    open::{Means, OpenFault, Store},
};
use crate::{
    app::door::Door,
    domain::{
        access::Asker,
        census::Frame,
        command::{Command, Request},
        numbers::BlockNumber,
        record::{Installation, SettingsVersion, Station},
        slips::SlipBook,
    },
    journal::{Journal, StoreHeader},
};

/// What a new store begins with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// What tells this store from all others: [`fresh_identity`].
    pub store: [u8; 16],
    pub station: Station,
    pub installation: Installation,
    /// Who sets it up: the name at the first commit.
    pub asker: Asker,
    pub version: SettingsVersion,
    pub frame: Arc<Frame>,
    /// The block of numbers that this life of the station gives from, if somebody knows it.
    pub block: Option<BlockNumber>,
    /// The kinds of slips of the hospital.
    pub slips: AdoptedSlips,
}

/// A book of slips with what it is called.
#[derive(Debug, Clone)]
pub struct AdoptedSlips {
    pub version: SettingsVersion,
    pub book: Arc<SlipBook>,
}

/// Sixteen bytes that no other store has. A name, not a key: nothing is kept secret by it.
pub fn fresh_identity() -> [u8; 16] {
    // The standard library seeds every hasher from the system's randomness.
    let mut hasher = blake3::Hasher::new();
    for _ in 0..4 {
        hasher.update(&RandomState::new().hash_one(std::process::id()).to_le_bytes());
    }
    let mut identity = [0; 16];
    hasher.finalize_xof().fill(&mut identity);
    identity
}

/// A number that nobody can foresee.
pub fn fresh_chance() -> u64 {
    RandomState::new().hash_one(std::process::id())
}

impl Store {
    /// Makes a new store in `folder`, which adopts the hospital frame and its slips with its first commit.
    pub fn init(folder: &Path, setup: Setup, means: &Means) -> Result<Self, OpenFault> {
        if let (Some(marks), Some(block)) = (&means.marks, setup.block) {
            let station = setup.station;
            let holder = mark::holder_of(marks, station.number(), block.number());
            if holder
                .map_err(|error| OpenFault::FrameNotSaved(error.to_string()))?
                .is_some()
            {
                return Err(OpenFault::BlockTaken { station, block });
            }
        }
        let lock = means.lock(folder)?;
        let header = StoreHeader {
            store: setup.store,
            station: setup.station.number(),
            installation: setup.installation.number(),
            created: i64::try_from(means.clock.millis()).unwrap_or(i64::MAX),
        };
        let journal = Journal::create(Arc::clone(&means.files), &lock, means.layout, header, Means::seal())?;
        if let Some(marks) = &means.marks {
            let marked = Mark::make(marks, setup.store, folder);
            marked.map_err(|error| OpenFault::FrameNotSaved(error.to_string()))?;
        }
        drop((journal, lock));
        let (store, _) = Self::open(folder, means, &mut |_| {})?;
        let adopt = Command::Begin {
            version: setup.version,
            frame: setup.frame,
            slips: setup.slips.version,
            book: setup.slips.book,
        };
        let grant = setup.block.map(|block| Command::GrantBlock {
            station: None,
            block: Some(block),
        });
        for command in std::iter::once(adopt).chain(grant) {
            let done = store.handle().decide(setup.asker.clone(), Request::from(command));
            done.map_err(|refused| OpenFault::FrameNotSaved(refused.to_string()))?;
        }
        Ok(store)
    }
}
