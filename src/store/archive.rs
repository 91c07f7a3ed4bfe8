//! Bringing back who has left the hot state, from any thread.

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::{
    contain::contained,
    directory::{Directory, Prepared},
    fault::IndexFault,
    own::{self, OwnCommitsIndex},
    parcel::{Area, Keys, Proof, Tally},
    past::Past,
    shelves::{PreparedShelves, Shelves, is_shelved},
    tree::{Batch, Tree},
};
use crate::domain::{
    identity::{Patient, PatientId},
    record::{CommitId, History, HistoryLost, Locator, Order, Position, bytes},
    state::{Hospital, Subject, names::Name, snapshot::Snapshot},
};

/// Those who have left, and the way back to them. Without an index nobody ever leaves, and it is empty.
#[derive(Debug)]
pub struct Archive {
    keys: Keys,
    past: Past,
    own: OwnCommitsIndex,
    directory: RwLock<Directory>,
    /// Locked while a batch with shelves goes into sled, so that nobody reads a shelf that memory does not know yet.
    shelves: RwLock<Shelves>,
    tree: RwLock<Option<Arc<Tree>>>,
    /// What was found wrong when somebody was brought back.
    trouble: Mutex<Option<IndexFault>>,
}

/// What the archive adds up to: another one has other people or another state of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArchiveState(Tally);

/// Everybody who has left, in this state of the archive.
pub type WhoLeft = (ArchiveState, Vec<Arc<Patient>>);

impl Archive {
    /// `tree` holds what is listed in `directory`; without one, everything stays in memory.
    pub(super) fn new(
        keys: Keys,
        past: Past,
        tree: Option<Arc<Tree>>,
        (directory, shelves): (Directory, Shelves),
    ) -> Self {
        Self {
            keys,
            past,
            own: OwnCommitsIndex::default(),
            directory: RwLock::new(directory),
            shelves: RwLock::new(shelves),
            tree: RwLock::new(tree),
            trouble: Mutex::default(),
        }
    }

    pub fn past(&self) -> &Past {
        &self.past
    }

    pub fn own(&self) -> &OwnCommitsIndex {
        &self.own
    }

    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether this installation made a commit.
    pub fn is_own(&self, id: CommitId) -> bool {
        self.keys.station() == (id.station.number(), id.installation.number())
    }

    /// How many persons and stays have left.
    pub fn len(&self) -> usize {
        self.directory().len()
    }

    pub fn is_empty(&self) -> bool {
        // One lock after the other: whoever writes takes them the other way round.
        let nobody = self.directory().is_empty();
        nobody && self.shelves().is_empty()
    }

    /// Everybody who has left, with what tells this state of the archive from another; nobody when that is the state `but` already.
    /// What sled cannot give is folded anew from the journal.
    pub fn people(&self, but: Option<ArchiveState>) -> Result<Option<WhoLeft>, HistoryLost> {
        let (state, subjects) = {
            let directory = self.directory();
            let state = ArchiveState(directory.tally());
            if but == Some(state) {
                return Ok(None);
            }
            let people = directory
                .subjects()
                .filter(|subject| matches!(subject, Subject::Patient(_)));
            (state, people.cloned().collect::<Vec<Subject>>())
        };
        let snapshots = self.fetch(&subjects)?.into_iter();
        let people = snapshots.filter_map(|snapshot| match snapshot {
            Snapshot::Patient(patient) => Some(patient),
            _ => None,
        });
        Ok(Some((state, people.collect())))
    }

    /// What was found wrong with the index while reading in it.
    pub fn trouble(&self) -> Option<IndexFault> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets go of sled. Whoever is brought back after that is folded anew from the journal.
    pub(super) fn close(&self) {
        let tree = self.tree.write().unwrap_or_else(PoisonError::into_inner).take();
        let _nothing_depends_on_it = contained(move || {
            drop(tree);
            Ok(())
        });
    }

    /// Puts everybody back into `hospital` who is named and has left it. What sled cannot give is folded anew from the
    /// journal. Says who came back: the index has to learn that they are in the hot state again.
    pub fn bring_back(&self, hospital: &mut Hospital, names: &[Name]) -> Result<Vec<Subject>, HistoryLost> {
        let mut missing = self.left(hospital, names);
        let mut back = Vec::new();
        while !missing.is_empty() {
            let mut next = Vec::new();
            for snapshot in self.fetch(&missing)? {
                match &snapshot {
                    Snapshot::Stay(stay) => {
                        next.extend(stay.patient.claims().iter().map(|claim| Name::Patient(claim.value)));
                    }
                    Snapshot::Slip(slip) => {
                        for written in slip.written.claims() {
                            next.push(Name::Patient(written.value.patient));
                            next.extend(written.value.stay.map(Name::Stay));
                        }
                    }
                    Snapshot::Check(check) => next.extend(check.patient().map(Name::Patient)),
                    _ => {}
                }
                back.push(snapshot.subject());
                hospital.put(snapshot);
            }
            // A stay may become visible again, and then its patient has to be there.
            missing = self.left(hospital, &next);
        }
        Ok(back)
    }

    /// Whether somebody who is named is not in `hospital` but in the archive.
    pub fn is_wanted(&self, hospital: &Hospital, names: &[Name]) -> bool {
        !self.left(hospital, names).is_empty()
    }

    /// The subjects behind `names` that have left `hospital`.
    fn left(&self, hospital: &Hospital, names: &[Name]) -> Vec<Subject> {
        if self.is_empty() {
            return Vec::new();
        }
        let shelved = self.left_on_shelves(hospital, names);
        let directory = self.directory();
        let mut left = Vec::new();
        let mut look = |subject: Subject| {
            if !hospital.is_hot(&subject) && directory.kept(&subject).is_some() && !left.contains(&subject) {
                left.push(subject);
            }
        };
        for name in names {
            match name {
                Name::Patient(id) => look(Subject::Patient(*id)),
                Name::Stay(id) => look(Subject::Stay(*id)),
                Name::Slip(_) | Name::Pad(_) | Name::Run(_) | Name::Check(_) => {}
                Name::Identifier(identifier) => {
                    look(Subject::Patient(PatientId::of(identifier)));
                    for holder in directory.holders(&self.keys.of_identifier(identifier)) {
                        look(Subject::Patient(*holder));
                    }
                }
            }
        }
        left.extend(shelved);
        left
    }

    fn left_on_shelves(&self, hospital: &Hospital, names: &[Name]) -> Vec<Subject> {
        let mut left = Vec::new();
        for name in names {
            let subject = match name {
                Name::Slip(number) => Subject::Slip(*number),
                Name::Pad(id) => Subject::Pad(*id),
                Name::Run(id) => Subject::Run(*id),
                Name::Check(id) => Subject::Check(*id),
                Name::Identifier(_) | Name::Patient(_) | Name::Stay(_) => continue,
            };
            if !hospital.is_hot(&subject) && !left.contains(&subject) && self.is_shelved(&subject) {
                left.push(subject);
            }
        }
        left
    }

    /// Whether a subject is on a shelf. One that cannot be read may hold it: then the journal is asked.
    fn is_shelved(&self, subject: &Subject) -> bool {
        let shelves = self.shelves();
        let tree = self.tree.read().unwrap_or_else(PoisonError::into_inner).clone();
        match tree
            .as_deref()
            .map(|tree| contained(|| shelves.kept(&self.keys, tree, subject)))
        {
            Some(Ok(kept)) => kept.is_some(),
            Some(Err(fault)) => {
                self.note_trouble(fault);
                shelves.may_hold(&self.keys, subject)
            }
            None => shelves.may_hold(&self.keys, subject),
        }
    }

    fn fetch(&self, subjects: &[Subject]) -> Result<Vec<Snapshot>, HistoryLost> {
        let mut found = Vec::with_capacity(subjects.len());
        let mut lost = Vec::new();
        let tree = self.tree.read().unwrap_or_else(PoisonError::into_inner).clone();
        for subject in subjects {
            match tree.as_deref().map(|tree| contained(|| self.read(tree, subject))) {
                Some(Ok(snapshot)) => found.push(snapshot),
                Some(Err(fault)) => {
                    self.note_trouble(fault);
                    lost.push(subject.clone());
                }
                None => lost.push(subject.clone()),
            }
        }
        if !lost.is_empty() {
            found.extend(self.fold_anew(&lost)?);
        }
        Ok(found)
    }

    fn read(&self, tree: &Tree, subject: &Subject) -> Result<Snapshot, IndexFault> {
        // Held until it is compared: what is written anew has another seal, and so another proof, even if nothing changed.
        let shelves = self.shelves();
        let directory = self.directory();
        let kept = if is_shelved(subject) {
            shelves.kept(&self.keys, tree, subject)?
        } else {
            directory.kept(subject)
        };
        let kept = kept.ok_or(IndexFault::Damaged("a line of the directory"))?;
        let address = self.keys.of_subject(Area::Archived, subject)?;
        let (plain, proof) = self
            .keys
            .fetch(tree, &address)?
            .ok_or(IndexFault::Damaged("an archived subject"))?;
        if proof != kept {
            return Err(IndexFault::Damaged("an archived subject is an older one"));
        }
        bytes::decode(&plain).map_err(|_| IndexFault::Damaged("an archived subject"))
    }

    /// Out of the journal, all at once because it is read from end to end.
    fn fold_anew(&self, subjects: &[Subject]) -> Result<Vec<Snapshot>, HistoryLost> {
        let events = self.past.events_of(subjects);
        let mut blank = Hospital::default();
        for subject in subjects {
            let own = events.iter().filter(|(whose, ..)| whose == subject);
            let own: Vec<(Order, Locator)> = own.map(|(_, order, locator)| (*order, *locator)).collect();
            blank.recover(subject, &own, &self.past)?;
        }
        Ok(subjects.iter().filter_map(|subject| blank.snapshot(subject)).collect())
    }

    /// Where a commit of this installation lies. `exists` says whether there is one: only then is it worth a search.
    pub fn own_position(&self, id: CommitId, exists: bool) -> Option<Position> {
        let is_it = |position: &Position| self.past.commit(*position).is_ok_and(|commit| commit.id == id);
        if !exists {
            return None;
        }
        if let Some(position) = self.own.find(id.sequence).filter(is_it) {
            return Some(position);
        }
        let tree = self.tree.read().unwrap_or_else(PoisonError::into_inner).clone();
        let on_page = tree.and_then(|tree| match own::on_page(&self.keys, &tree, id.sequence) {
            Ok(position) => position,
            Err(fault) => {
                self.note_trouble(fault);
                None
            }
        });
        on_page.filter(is_it).or_else(|| self.past.search(id))
    }

    fn note_trouble(&self, fault: IndexFault) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.get_or_insert(fault);
    }

    fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelves(&self) -> RwLockReadGuard<'_, Shelves> {
        self.shelves.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn directory_mut(&self) -> RwLockWriteGuard<'_, Directory> {
        self.directory.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays snapshots and their lines into `batch`; says what the directory will add up to.
    pub(super) fn prepare(
        &self,
        leaving: &[Snapshot],
        batch: &mut Batch,
    ) -> Result<(Vec<Prepared>, Tally), IndexFault> {
        let directory = self.directory();
        let prepared = leaving
            .iter()
            .filter(|snapshot| !is_shelved(&snapshot.subject()))
            .map(|snapshot| directory.prepare(&self.keys, snapshot, batch))
            .collect::<Result<Vec<_>, _>>()?;
        let tally = directory.tally_with(&prepared);
        Ok((prepared, tally))
    }

    /// Lays slips and their shelves into `batch`.
    pub(super) fn prepare_shelves(
        &self,
        tree: &Tree,
        leaving: &[Snapshot],
        batch: &mut Batch,
    ) -> Result<PreparedShelves, IndexFault> {
        let shelved = leaving.iter().filter(|snapshot| is_shelved(&snapshot.subject()));
        self.shelves().prepare(&self.keys, tree, shelved, batch)
    }

    /// Lays the catalogue of shelves into `batch`; says what the checkpoint has to name.
    pub(super) fn catalogue(
        &self,
        prepared: &mut PreparedShelves,
        batch: &mut Batch,
    ) -> Result<Option<Proof>, IndexFault> {
        self.shelves().catalogue(&self.keys, prepared, batch)
    }

    /// Writes a batch in which lines and shelves are; from then on they are found here. Nobody reads meanwhile: whoever came
    /// back and leaves again has another snapshot and another line, and the two must be seen together.
    pub(super) fn write(
        &self,
        tree: &Tree,
        batch: Batch,
        lines: Vec<Prepared>,
        prepared: PreparedShelves,
    ) -> Result<(), IndexFault> {
        let mut shelves = self.shelves.write().unwrap_or_else(PoisonError::into_inner);
        tree.write(batch)?;
        let mut directory = self.directory_mut();
        for line in lines {
            directory.enter(line);
        }
        drop(directory);
        shelves.enter(prepared);
        Ok(())
    }

    /// Everybody who has left, for whoever wants to see all.
    pub fn everybody(&self) -> Vec<Name> {
        self.directory().subjects().filter_map(Name::of_subject).collect()
    }
}
