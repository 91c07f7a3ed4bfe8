//! An open store with whoever works in it.
//!
//! The ways to one: opened here, `sample` for a look around, `set_up` for the hospital's own; `founding` is what the two begin
//! with.

mod founding;
mod sample;
mod set_up;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::app::door::Door;
use crate::app::{Desk, Drafts, NotOpened, Opening, Secret, Unlocked, Way};
use crate::cli::StoreFault;
use crate::domain::access::{Asker, PhraseState, Role};
use crate::domain::record::UserName;
use crate::journal::Purpose;

use super::super::drafts::DraftKeeper;
use super::super::entrance::Entry;
use super::super::open::{Means, OpenFault, Store};
use super::super::shell;
use super::super::writer::Handle;
use super::left_lying;
use super::{ProgramFault, read_only};

/// Why there is nothing to work on, in the user's words: a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoWorkplace(pub Vec<String>);

impl std::fmt::Display for NoWorkplace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl From<NoWorkplace> for NotOpened {
    fn from(NoWorkplace(lines): NoWorkplace) -> Self {
        Self { lines }
    }
}

/// The store, the one who works in it, and for the sample the folder that goes when this is dropped.
#[derive(Debug)]
pub(super) struct Workplace {
    // Closed before its folder is taken away.
    drafts: DraftKeeper,
    store: Store,
    asker: Asker,
    /// Of the store.
    folder: PathBuf,
    /// What people call this laptop.
    station_name: Option<String>,
    sample: Option<TempDir>,
    /// Of a store that was just made.
    recovery: Option<Zeroizing<String>>,
}

impl Workplace {
    /// The store of `folder`; nothing when there is none.
    pub fn open(
        folder: &Path,
        entry: &Entry,
        means: &Means,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Option<Self>, ProgramFault> {
        match Store::open(folder, means, entry, &mut |at| progress(at.records, at.of)) {
            Ok((store, _)) => {
                let asker = store.asker().ok_or(ProgramFault::Store(StoreFault::PhraseNeeded))?;
                Ok(Some(Self {
                    drafts: drafts(&store, folder, means),
                    store,
                    folder: folder.to_path_buf(),
                    asker,
                    station_name: None,
                    sample: None,
                    recovery: None,
                }))
            }
            Err(OpenFault::NoStore) => Ok(None),
            Err(fault) => Err(ProgramFault::Store(shell::fault(fault))),
        }
    }

    /// The name that this laptop remembers.
    pub fn called(self, station_name: Option<String>) -> Self {
        Self { station_name, ..self }
    }

    pub fn handle(&self) -> Handle {
        self.store.handle()
    }

    /// Copies what is saved to the mirror that was chosen. The sample is thrown away.
    pub fn mirror(&self) {
        if !self.is_sample() {
            self.store.mirror();
        }
    }

    /// Where the store lies.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// Of the hospital.
    pub fn zone(&self) -> Option<Tz> {
        let hospital = self.store.handle().hospital();
        hospital.frame().map(|frame| frame.zone())
    }

    pub fn is_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// As whoever works here is shown: by the name of their account's person.
    fn shown(&self) -> String {
        let hospital = self.store.handle().hospital();
        let standing = hospital
            .account(&self.asker.user)
            .and_then(|account| account.standing());
        standing.map_or_else(|| self.asker.user.to_string(), |standing| standing.name.to_string())
    }

    /// What the store is for.
    pub fn purpose(&self) -> Purpose {
        self.store.purpose()
    }

    /// Somebody works here from now on, who was let in.
    pub fn admit(&mut self, user: &UserName, way: Way) -> Unlocked {
        let door = self.store.handle();
        let hospital = door.hospital();
        let role = hospital.account(user).and_then(|account| account.role());
        self.asker = Asker {
            user: user.clone(),
            role: match way {
                Way::Phrase => role.unwrap_or(self.asker.role),
                Way::Envelope => Role::Envelope,
            },
        };
        door.came_in(&self.asker);
        self.unlocked()
    }

    /// Who works here now, with what they were typing.
    pub fn unlocked(&self) -> Unlocked {
        let Opening {
            desk, drafts, phrase, ..
        } = self.as_it_is();
        Unlocked { desk, drafts, phrase }
    }

    /// Whether whoever works here still has the pass phrase that was drawn for them. By an envelope nobody thinks one up.
    fn phrase(&self) -> PhraseState {
        if self.asker.role == Role::Envelope {
            return PhraseState::Own;
        }
        let hospital = self.store.handle().hospital();
        let keys = hospital
            .account(&self.asker.user)
            .and_then(|account| account.keys.get());
        keys.map_or(PhraseState::Own, |keys| keys.phrase)
    }

    pub fn asker(&self) -> Asker {
        self.asker.clone()
    }

    pub fn keep(&self, drafts: Drafts) {
        self.drafts.keep(drafts);
    }

    /// What a session begins to work on. What its person left lying is given up first.
    pub fn opening(&self) -> Opening {
        let given_up = left_lying::give_up(&self.store.handle(), &self.asker, self.store.handle().now());
        Opening {
            given_up,
            recovery: self.recovery.clone().map(Secret),
            ..self.as_it_is()
        }
    }

    fn as_it_is(&self) -> Opening {
        let door = self.store.handle();
        Opening {
            hospital: door.hospital(),
            desk: Desk {
                user: self.shown(),
                login: self.asker.user.to_string(),
                station: match self.station_name.as_deref().unwrap_or_default() {
                    "" => format!("{:02}", door.status().station.number()),
                    name => format!("{:02} {name}", door.status().station.number()),
                },
                zone: self.zone(),
                sample: self.sample.is_some(),
                life: Some((door.status().station, door.status().installation)),
                way: match self.asker.role {
                    Role::Envelope => Way::Envelope,
                    _ => Way::Phrase,
                },
                worn: door.worn(),
            },
            drafts: self.drafts.of(self.asker.user.as_str()),
            phrase: self.phrase(),
            given_up: None,
            read_only: read_only(&door),
            recovery: None,
        }
    }
}

fn drafts(store: &Store, folder: &Path, means: &Means) -> DraftKeeper {
    let status = store.handle().status();
    let whose = (status.station.number(), status.installation.number());
    DraftKeeper::open(folder, whose, &means.files, store.seal())
}
