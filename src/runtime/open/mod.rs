//! A store from its folder: the journal, the index behind it, and the writer on top. The order in which they are opened is here;
//! `means` is what it is done with, `index` what is believed of the index, `store` what comes of it, `fault` why nothing does.

mod fault;
mod index;
mod means;
mod store;

pub use fault::OpenFault;
pub use means::{IndexPlace, Means};
pub use store::Store;

use std::{path::Path, sync::Arc};

use super::{
    copy_notes,
    entrance::{self, CameInBy, Entered, Entry, EntryFault, Knock},
    register::Finder,
};
use crate::{
    domain::access::PassPhrase,
    journal::{self, Fault, Journal, StoreHeader, StoreLock, TornTail},
    store::{self as behind, IndexFault, Keys as IndexKeys},
};
use index::{state_at_start, without_gaps};

/// What opening found, beside the store itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// An end that a power cut tore: it had never been said to be saved.
    pub torn: Option<TornTail>,
    /// Damage in the middle: the store is open for reading only, and shows what could be read.
    pub faults: Vec<Fault>,
    /// Records that are whole but could not be folded: of a newer program, or resting on something that is damaged.
    pub not_folded: u64,
    /// How many commits were folded at this start.
    pub folded: u64,
    pub index: IndexFound,
}

/// What became of the index at this start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexFound {
    /// It agreed with the journal.
    Used,
    /// It was missing, older, empty, damaged or of another journal: rebuilt. What was there is kept as `sled.bad-N`.
    Rebuilt(IndexFault),
    /// It can be neither used nor built (a full disk): everything is held in memory.
    Without(IndexFault),
}

/// How far opening has come, for a progress bar. Only a rebuild takes long enough to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenProgress {
    pub records: u64,
    pub of: u64,
}

impl Store {
    /// Opens the store in `folder` for whoever comes in by `entry`. `progress` is called now and then while an index is
    /// rebuilt.
    pub fn open(
        folder: &Path,
        means: &Means,
        entry: &Entry,
        progress: &mut dyn FnMut(OpenProgress),
    ) -> Result<(Self, Opened), OpenFault> {
        // Before the lock is taken: a folder without a store is left as it is.
        let header = journal::whose(&means.files, folder)?;
        let lock = means.lock(folder)?;
        let entered = entrance::enter(&lock, means, &header, entry)?;
        Self::open_entered(folder, &lock, means, header, entered, progress)
    }

    /// The same for whoever has been let through the entrance already, with the lock in hand.
    pub(in crate::runtime) fn open_entered(
        folder: &Path,
        lock: &StoreLock,
        means: &Means,
        header: StoreHeader,
        mut entered: Entered,
        progress: &mut dyn FnMut(OpenProgress),
    ) -> Result<(Self, Opened), OpenFault> {
        let seal = means.seal(&entered.key);
        let keys = IndexKeys::new(header, Arc::clone(&seal), entered.key.index_keys());
        let index_folder = means.index_folder(folder);
        let found = match &index_folder {
            Some(index) => behind::open(index, keys.clone()),
            None => Err(IndexFault::Missing),
        };
        let found = found.and_then(|found| without_gaps(found, folder, means));
        let point = entered.missed.or_else(|| found.as_ref().ok().map(behind::Found::point));
        let opened = Journal::open(Arc::clone(&means.files), lock, means.layout, seal, point.as_ref());
        let (journal, opened) = match opened {
            Ok(opened) => opened,
            Err(fault) => {
                found.into_iter().for_each(behind::Found::close);
                return Err(fault.into());
            }
        };
        let reader = journal.reader();
        let (ready, replayed, index) = state_at_start(
            found,
            &opened,
            index_folder.as_deref(),
            &keys,
            &reader,
            means.pace,
            progress,
        )?;
        let summary = Opened {
            torn: entered.torn.clone().or(opened.torn),
            faults: opened.faults,
            not_folded: ready.gaps.not_folded,
            folded: replayed.folded,
            index,
        };
        let standing = means.standing(folder, header, &reader);
        let finder = Finder::new(Arc::clone(&means.files), folder.to_owned(), means.seal(&entered.key));
        let around = (standing, finder);
        let is_own = entered.is_by_own_key(&ready.hospital);
        let left = entered.left(means.clock.as_ref());
        let (knock, code) = (entered.knock.take(), entered.code.take());
        let store = Self::start(journal, ready, replayed, &summary.index, header, around, means, entered)?;
        if summary.index == IndexFound::Rebuilt(IndexFault::OtherJournal) {
            store.handle.end_is_missing();
        }
        // By now the desk has cut the key that the account asks for.
        if !is_own {
            return Err(OpenFault::Entry(EntryFault::Wrong { left }));
        }
        store.let_in(knock, code)?;
        copy_notes::take_in(means.files.as_ref(), folder, &store.handle);
        Ok((store, summary))
    }

    /// What was proved of whoever comes in is written down, and an envelope is used up, before they see anything.
    fn let_in(&self, knock: Option<Knock>, code: Option<PassPhrase>) -> Result<(), OpenFault> {
        if let Some(knock) = knock {
            self.handle.comes_in(knock, code).map_err(OpenFault::Entry)?;
        }
        if let (CameInBy::Envelope(number), Some(user)) = (self.way, &self.user) {
            self.handle.use_up(user, number).map_err(OpenFault::Entry)?;
        }
        if let Some(asker) = self.asker() {
            self.handle.came_in(&asker);
        }
        Ok(())
    }
}
