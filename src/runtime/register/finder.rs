//! Everybody who can be searched, for any thread: the register is read once, the people of the hospital whenever it has changed.

use std::{
    cell::OnceCell,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::file::{self, RegisterFault};
use crate::{
    app::door::{Findings, Former},
    domain::{
        identity::{FormerPatients, Identifier, Patient, RegisterAdopted, RegisterUnread},
        state::Hospital,
    },
    journal::files::Files,
    search::{
        everyone::{Double, Everyone, KnownPeople},
        index::Index,
        same::{Card, CardFault, Registration, SHIPPED},
    },
    store::{Archive, ArchiveState},
    vault::Seal,
};

/// The register and the people of one store.
#[derive(Debug)]
pub struct Finder {
    files: Arc<dyn Files>,
    folder: PathBuf,
    seal: Arc<dyn Seal>,
    register: Mutex<Option<(RegisterAdopted, Arc<Index>)>>,
    known: Mutex<Option<Known>>,
    card: Result<Card, CardFault>,
}

/// The people of the hospital's own records as they were at the last search.
#[derive(Debug)]
struct Known {
    of: Arc<Hospital>,
    people: Arc<KnownPeople>,
    /// Who has left the hot state.
    left: Arc<[Arc<Patient>]>,
    archive: Option<ArchiveState>,
}

impl Finder {
    pub fn new(files: Arc<dyn Files>, folder: PathBuf, seal: Arc<dyn Seal>) -> Self {
        Self {
            files,
            folder,
            seal,
            register: Mutex::new(None),
            known: Mutex::new(None),
            card: Card::read(SHIPPED),
        }
    }

    /// The register that holds; `None` when none was imported.
    pub fn register(&self, hospital: &Hospital) -> Result<Option<Arc<Index>>, RegisterFault> {
        let Some(adopted) = hospital.register() else {
            return Ok(None);
        };
        // Whoever comes while it is read waits for it rather than reading it again.
        let mut kept = held(&self.register);
        if let Some((of, index)) = kept.as_ref()
            && of == adopted
        {
            return Ok(Some(Arc::clone(index)));
        }
        let index = Arc::new(file::load(
            self.files.as_ref(),
            &self.folder,
            self.seal.as_ref(),
            adopted,
        )?);
        *kept = Some((*adopted, Arc::clone(&index)));
        Ok(Some(index))
    }

    /// Writes a register beside the one that holds.
    pub fn keep(&self, index: &Index) -> Result<RegisterAdopted, RegisterFault> {
        file::keep(self.files.as_ref(), &self.folder, self.seal.as_ref(), index)
    }

    /// Removes the registers that hold no more.
    pub fn sweep(&self, hospital: &Hospital) {
        if let Some(adopted) = hospital.register() {
            file::sweep(self.files.as_ref(), &self.folder, adopted);
        }
    }

    /// At most `most` people whom what was typed may mean. A register that cannot be read leaves the people of the hospital; why
    /// is in the log and told by [`Finder::register`].
    pub fn find(&self, hospital: &Arc<Hospital>, archive: &Archive, typed: &str, most: usize) -> Findings {
        self.with(hospital, archive, |everyone, former| Findings {
            people: everyone.find(typed, most),
            former,
        })
    }

    /// Who may be the person that is to be registered.
    pub fn same_person(
        &self,
        hospital: &Arc<Hospital>,
        archive: &Archive,
        registration: &Registration<'_>,
    ) -> Vec<Double> {
        match &self.card {
            Ok(card) => self.with(hospital, archive, |everyone, _| {
                everyone.same_person(registration, card)
            }),
            Err(fault) => {
                tracing::error!(%fault, "the card of likely doubles cannot be read");
                Vec::new()
            }
        }
    }

    fn with<T>(&self, hospital: &Arc<Hospital>, archive: &Archive, look: impl FnOnce(&Everyone<'_>, Former) -> T) -> T {
        let (register, former) = match self.register(hospital) {
            Ok(Some(register)) => (Some(register), Former::Searched),
            Ok(None) => (None, Former::NotImported),
            Err(fault) => {
                tracing::warn!(%fault, "the register cannot be searched");
                (None, Former::Unreadable)
            }
        };
        let known = self.known(hospital, archive);
        let everyone = Everyone {
            hospital,
            known: &known,
            register: register.as_deref(),
        };
        look(&everyone, former)
    }

    fn known(&self, hospital: &Arc<Hospital>, archive: &Archive) -> Arc<KnownPeople> {
        let mut kept = held(&self.known);
        let (state, left) = match kept.as_ref() {
            Some(known) => (known.archive, Arc::clone(&known.left)),
            None => (None, Arc::default()),
        };
        let (state, left) = match archive.people(state) {
            Ok(None) => (state, left),
            Ok(Some((state, left))) => (Some(state), left.into()),
            Err(fault) => {
                tracing::warn!(%fault, "who has left cannot be searched");
                (state, left)
            }
        };
        if let Some(known) = kept
            .as_ref()
            .filter(|known| Arc::ptr_eq(&known.of, hospital) && known.archive == state)
        {
            return Arc::clone(&known.people);
        }
        let people = Arc::new(KnownPeople::of(hospital, &left));
        *kept = Some(Known {
            of: Arc::clone(hospital),
            people: Arc::clone(&people),
            left,
            archive: state,
        });
        people
    }
}

/// The register that holds in a hospital, for a decision. It is read when it is asked for the first time. One that cannot be read has
/// nobody: a patient who has just come gets a number all the same, and why is in the log. Whoever decides for all numbers to come is
/// told.
#[derive(Debug)]
pub struct RegisterOf<'a> {
    finder: &'a Finder,
    hospital: &'a Hospital,
    /// Asked for once in a decision, whatever came of it.
    index: OnceCell<Result<Option<Arc<Index>>, RegisterUnread>>,
}

impl<'a> RegisterOf<'a> {
    pub fn new(finder: &'a Finder, hospital: &'a Hospital) -> Self {
        Self {
            finder,
            hospital,
            index: OnceCell::new(),
        }
    }

    fn index(&self) -> Result<Option<&Index>, RegisterUnread> {
        let read = || {
            self.finder.register(self.hospital).map_err(|fault| {
                tracing::warn!(%fault, "the register cannot be asked for a number");
                RegisterUnread
            })
        };
        match self.index.get_or_init(read) {
            Ok(index) => Ok(index.as_deref()),
            Err(unread) => Err(*unread),
        }
    }
}

impl FormerPatients for RegisterOf<'_> {
    fn have(&self, number: &Identifier) -> bool {
        let index = self.index().ok().flatten();
        index.is_some_and(|index| index.have(number))
    }

    fn number_that(&self, fits: &dyn Fn(&str) -> bool) -> Result<Option<Identifier>, RegisterUnread> {
        self.index()?.map_or(Ok(None), |index| index.number_that(fits))
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is only a copy of what is on the disk.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
