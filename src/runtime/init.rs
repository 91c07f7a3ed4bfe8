//! A new store: the folder, the journal, the keys of whoever founds it, and the hospital frame as its first commit.

use std::{
    hash::{BuildHasher, RandomState},
    path::Path,
    sync::Arc,
};

use zeroize::Zeroizing;

use super::{
    entrance::{self, CameInBy, Entered, EntryFault, KeysFault, Ring, own_keys},
    mark::{self, Mark, Marking},
    open::{Means, OpenFault, Store},
};
use crate::{
    app::door::Door,
    domain::{
        access::{
            Asker, PassPhrase, Role, Standing,
            control::Control,
            decide::{AccountCommand, OpenAccount},
        },
        census::Frame,
        command::{Command, Request},
        numbers::{BlockNumber, Schemes},
        record::{Installation, SettingsVersion, Station, UserName},
        slips::SlipBook,
        text::Text,
    },
    journal::{Journal, Purpose, Refusal, StoreHeader},
    vault::{DataKey, Stretch},
};

/// What a new store begins with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// What tells this store from all others: [`fresh_identity`].
    pub store: [u8; 16],
    pub station: Station,
    pub installation: Installation,
    /// Who sets it up: the name at the first commit.
    pub user: UserName,
    pub founding: Founding,
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

/// What a store is founded for.
#[derive(Debug, Clone)]
pub enum Founding {
    /// To be tried out, or trained with: it has no accounts, everybody may everything, and no real store takes its keys.
    Trial,
    /// For a hospital; the first administrator, as they are shown, and their pass phrase.
    Real { name: Text, phrase: PassPhrase },
    /// A new installation of a store that was copied or restored: under its key, for the same people.
    Renewed {
        purpose: Purpose,
        key: DataKey,
        controls: Vec<Control>,
    },
}

impl Founding {
    fn purpose(&self) -> Purpose {
        match self {
            Self::Trial => Purpose::Trial,
            Self::Real { .. } => Purpose::Real,
            Self::Renewed { purpose, .. } => *purpose,
        }
    }

    /// What whoever founds it may.
    fn founder(&self) -> Role {
        match self.purpose() {
            Purpose::Trial => Role::Trial,
            Purpose::Real => Role::Administrator,
        }
    }
}

/// A store that was just made.
#[derive(Debug)]
pub struct Founded {
    pub store: Store,
    /// What opens the store when nobody remembers anything: to be printed once and locked away. A trial has none.
    pub recovery: Option<Zeroizing<String>>,
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
    RandomState::new().hash_one(0)
}

impl Store {
    /// Makes a new store in `folder`, which adopts the hospital frame and its slips with its first commit.
    pub fn init(folder: &Path, setup: Setup, means: &Means) -> Result<Founded, OpenFault> {
        let key = match &setup.founding {
            Founding::Renewed { key, .. } => key.clone(),
            Founding::Trial | Founding::Real { .. } => {
                DataKey::fresh(means.randomness.as_ref()).map_err(|fault| OpenFault::Entry(fault.into()))?
            }
        };
        // Before anything is made: a pass phrase that is not good enough makes nothing.
        let first = first(&setup, &key, means)?;
        if let Some(block) = setup.block {
            has_room(block)?;
            is_free(setup.station, block, means)?;
        }
        let lock = means.lock(folder)?;
        let header = StoreHeader {
            purpose: setup.founding.purpose(),
            store: setup.store,
            station: setup.station.number(),
            installation: setup.installation.number(),
            created: i64::try_from(means.clock.millis()).unwrap_or(i64::MAX),
        };
        let mut journal = Journal::create(Arc::clone(&means.files), &lock, means.layout, header, entrance::shut())?;
        let mut ring = Ring::fresh(means.marks.folder(), setup.store);
        for control in first.controls {
            entrance::append(&mut journal, &header, &control).map_err(not_written)?;
            ring.take(control);
        }
        ring.point = Some(journal.sync().map_err(not_written)?);
        if let Marking::At(marks) = &means.marks {
            let marked = Mark::make(marks, setup.store, folder);
            marked.map_err(|error| OpenFault::FrameNotSaved(error.to_string()))?;
        }
        drop(journal);
        let entered = Entered {
            key,
            user: Some(setup.user.clone()),
            way: CameInBy::Nothing,
            knock: None,
            code: None,
            ring,
            torn: None,
            missed: None,
        };
        let (store, _) = Self::open_entered(folder, &lock, means, header, entered, &mut |_| {})?;
        let adopt = Command::Begin {
            version: setup.version,
            frame: setup.frame,
            slips: setup.slips.version,
            book: setup.slips.book,
        };
        let asker = Asker {
            user: setup.user,
            role: setup.founding.founder(),
        };
        let grant = setup.block.map(|block| Command::GrantBlock {
            station: None,
            block: Some(block),
        });
        for command in std::iter::once(adopt).chain(grant).chain(first.account) {
            let saved = store.handle().decide(asker.clone(), Request::from(command));
            saved.map_err(|refused| OpenFault::FrameNotSaved(refused.to_string()))?;
        }
        Ok(Founded {
            store,
            recovery: first.recovery,
        })
    }
}

/// The block fits the forms of numbers that a store begins with: a grant that is refused later would leave half a store.
fn has_room(block: BlockNumber) -> Result<(), OpenFault> {
    let largest = Schemes::default().largest_block();
    if u32::from(block.number()) > largest {
        return Err(OpenFault::BlockTooLarge { block, largest });
    }
    Ok(())
}

/// Nobody on this machine has given numbers from the block before.
fn is_free(station: Station, block: BlockNumber, means: &Means) -> Result<(), OpenFault> {
    let Marking::At(marks) = &means.marks else {
        return Ok(());
    };
    match mark::holder_of(&marks.folder, station.number(), block.number()) {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(OpenFault::BlockTaken { station, block }),
        Err(error) => Err(OpenFault::FrameNotSaved(error.to_string())),
    }
}

/// What a new store has before its first commit.
struct First {
    controls: Vec<Control>,
    account: Option<Command>,
    recovery: Option<Zeroizing<String>>,
}

fn first(setup: &Setup, key: &DataKey, means: &Means) -> Result<First, OpenFault> {
    let randomness = means.randomness.as_ref();
    match &setup.founding {
        Founding::Renewed { controls, .. } => Ok(First {
            controls: controls.clone(),
            account: None,
            recovery: None,
        }),
        Founding::Trial => Ok(First {
            controls: vec![entrance::trial_key(key, randomness).map_err(OpenFault::Entry)?],
            account: None,
            recovery: None,
        }),
        Founding::Real { name, phrase } => {
            let user = setup.user.clone();
            let keys = own_keys(&user, phrase, Stretch::STANDARD, randomness).map_err(|fault| match fault {
                KeysFault::Phrase(fault) => OpenFault::Phrase(fault),
                KeysFault::Seal(fault) => OpenFault::Entry(fault.into()),
            })?;
            let (drawn, recovery) = entrance::founding(key, randomness).map_err(OpenFault::Entry)?;
            let own =
                entrance::key_for(&user, &keys, key, randomness).map_err(|fault| OpenFault::Entry(fault.into()))?;
            let standing = Standing {
                name: name.clone(),
                role: Role::Administrator,
                duty: None,
                wards: Vec::new(),
            };
            let account = OpenAccount { user, standing, keys };
            Ok(First {
                controls: vec![recovery, own],
                account: Some(Command::Account(AccountCommand::Open(vec![account]))),
                recovery: Some(Zeroizing::new(drawn.reveal().to_owned())),
            })
        }
    }
}

fn not_written(refusal: Refusal) -> OpenFault {
    match refusal {
        Refusal::DiskFull { free } => OpenFault::DiskFull { free },
        other => OpenFault::Entry(EntryFault::NotWritten(other.to_string())),
    }
}
