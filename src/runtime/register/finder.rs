//! Everybody who can be searched, for any thread: the register is read once, the people of the hospital whenever it has changed.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::file::{self, RegisterFault};
use crate::{
    domain::{identity::RegisterAdopted, state::Hospital},
    journal::files::Files,
    search::{
        everyone::{Candidate, Double, Everyone, KnownPeople},
        index::Index,
        same::{Card, CardFault, Registration, SHIPPED},
    },
    vault::Seal,
};

/// The register and the people of one store.
#[derive(Debug)]
pub struct Finder {
    files: Arc<dyn Files>,
    folder: PathBuf,
    seal: Arc<dyn Seal>,
    register: Mutex<Option<(RegisterAdopted, Arc<Index>)>>,
    known: Mutex<Option<(Arc<Hospital>, Arc<KnownPeople>)>>,
    card: Result<Card, CardFault>,
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
    pub fn find(&self, hospital: &Arc<Hospital>, typed: &str, most: usize) -> Vec<Candidate> {
        self.with(hospital, |everyone| everyone.find(typed, most))
    }

    /// Who may be the person that is to be registered.
    pub fn same_person(&self, hospital: &Arc<Hospital>, registration: &Registration<'_>) -> Vec<Double> {
        match &self.card {
            Ok(card) => self.with(hospital, |everyone| everyone.same_person(registration, card)),
            Err(fault) => {
                tracing::error!(%fault, "the card of likely doubles cannot be read");
                Vec::new()
            }
        }
    }

    fn with<T>(&self, hospital: &Arc<Hospital>, look: impl FnOnce(&Everyone<'_>) -> T) -> T {
        let register = self.register(hospital).unwrap_or_else(|fault| {
            tracing::warn!(%fault, "the register cannot be searched");
            None
        });
        let known = self.known(hospital);
        look(&Everyone {
            hospital,
            known: &known,
            register: register.as_deref(),
        })
    }

    fn known(&self, hospital: &Arc<Hospital>) -> Arc<KnownPeople> {
        let mut kept = held(&self.known);
        match kept.as_ref() {
            Some((of, known)) if Arc::ptr_eq(of, hospital) => Arc::clone(known),
            _ => {
                let known = Arc::new(KnownPeople::of(hospital));
                *kept = Some((Arc::clone(hospital), Arc::clone(&known)));
                known
            }
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is only a copy of what is on the disk.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
