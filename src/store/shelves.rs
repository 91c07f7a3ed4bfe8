//! Slips, forms, runs and identity checks that have left the hot state. There are hundreds of thousands of them after an outage, so they
//! have no line in memory as persons and stays have (`directory`): their lines lie on shelves in sled, by the keyed hash of
//! the name, and memory holds what proves each shelf. What is on no shelf never left.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    fault::IndexFault,
    parcel::{Area, Keys, Proof},
    tree::{Batch, Tree},
};
use crate::domain::{
    record::bytes,
    state::{Subject, snapshot::Snapshot},
};

/// Shelves there are at most: with 211,000 slips some fifty on each.
const SHELVES: u16 = 4096;

/// What proves every shelf, as it lies in sled.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Catalogue(Vec<(u16, Proof)>);

/// One line of a shelf: the keyed hash of a name, and what its snapshot must prove itself by.
type Line = ([u8; 16], Proof);

#[derive(Debug, Default)]
pub(super) struct Shelves {
    proofs: BTreeMap<u16, Proof>,
    /// Of the catalogue in sled.
    catalogue: Option<Proof>,
    /// The catalogue in sled is older than the shelves.
    behind: bool,
}

/// Shelves on their way into sled.
#[derive(Debug, Default)]
pub(super) struct PreparedShelves {
    changed: Vec<(u16, Proof)>,
    catalogue: Option<Proof>,
}

impl PreparedShelves {
    pub(super) fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }
}

/// Whether a subject goes on a shelf when it leaves.
pub(super) fn is_shelved(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Slip(_) | Subject::Pad(_) | Subject::Run(_) | Subject::Check(_)
    )
}

impl Shelves {
    pub(super) fn load(keys: &Keys, tree: &Tree, proof: Option<Proof>) -> Result<Self, IndexFault> {
        let Some(wanted) = proof else {
            return Ok(Self::default());
        };
        let (plain, found) = keys
            .fetch(tree, &Keys::of_catalogue())?
            .ok_or(IndexFault::Damaged("the catalogue of shelves"))?;
        if found != wanted {
            return Err(IndexFault::Damaged("the catalogue of shelves is an older one"));
        }
        let catalogue: Catalogue =
            bytes::decode(&plain).map_err(|_| IndexFault::Damaged("the catalogue of shelves"))?;
        Ok(Self {
            proofs: catalogue.0.into_iter().collect(),
            catalogue: Some(found),
            behind: false,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.proofs.is_empty()
    }

    /// What the snapshot of a subject must prove itself by; `None` when it never left.
    pub(super) fn kept(&self, keys: &Keys, tree: &Tree, subject: &Subject) -> Result<Option<Proof>, IndexFault> {
        let key = keys.of_subject(Area::Archived, subject)?.key;
        let number = shelf_of(&key);
        if !self.proofs.contains_key(&number) {
            return Ok(None);
        }
        let lines = self.lines(keys, tree, number)?;
        Ok(lines
            .into_iter()
            .find(|(other, _)| *other == key)
            .map(|(_, proof)| proof))
    }

    /// Whether a subject may be on a shelf, for when the shelf itself cannot be read.
    pub(super) fn may_hold(&self, keys: &Keys, subject: &Subject) -> bool {
        keys.of_subject(Area::Archived, subject)
            .is_ok_and(|address| self.proofs.contains_key(&shelf_of(&address.key)))
    }

    fn lines(&self, keys: &Keys, tree: &Tree, number: u16) -> Result<Vec<Line>, IndexFault> {
        let Some(wanted) = self.proofs.get(&number) else {
            return Ok(Vec::new());
        };
        let (plain, proof) = keys
            .fetch(tree, &Keys::of_shelf(number))?
            .ok_or(IndexFault::Damaged("a shelf"))?;
        if proof != *wanted {
            return Err(IndexFault::Damaged("a shelf is an older one"));
        }
        bytes::decode(&plain).map_err(|_| IndexFault::Damaged("a shelf"))
    }

    /// Lays snapshots and their shelves into `batch`. They count from [`Shelves::enter`] on.
    pub(super) fn prepare<'a>(
        &self,
        keys: &Keys,
        tree: &Tree,
        leaving: impl Iterator<Item = &'a Snapshot>,
        batch: &mut Batch,
    ) -> Result<PreparedShelves, IndexFault> {
        let mut open: BTreeMap<u16, Vec<Line>> = BTreeMap::new();
        for snapshot in leaving {
            let address = keys.of_subject(Area::Archived, &snapshot.subject())?;
            let number = shelf_of(&address.key);
            let lines = match open.entry(number) {
                std::collections::btree_map::Entry::Occupied(lines) => lines.into_mut(),
                std::collections::btree_map::Entry::Vacant(place) => place.insert(self.lines(keys, tree, number)?),
            };
            let plain = bytes::encode(snapshot).map_err(|_| IndexFault::Damaged("a snapshot"))?;
            let known = lines.iter().position(|(key, _)| *key == address.key);
            let before = known.and_then(|place| lines.get(place)).map(|(_, proof)| *proof);
            let proof = keys.pack(&address, plain, before.as_ref(), batch)?;
            match known.and_then(|place| lines.get_mut(place)) {
                Some(line) => line.1 = proof,
                None => lines.push((address.key, proof)),
            }
        }
        let mut prepared = PreparedShelves::default();
        for (number, lines) in open {
            let plain = bytes::encode(&lines).map_err(|_| IndexFault::Damaged("a shelf"))?;
            let proof = keys.pack(&Keys::of_shelf(number), plain, self.proofs.get(&number), batch)?;
            prepared.changed.push((number, proof));
        }
        Ok(prepared)
    }

    /// Lays the catalogue into `batch`, if it would be another one. Says what the checkpoint has to name.
    pub(super) fn catalogue(
        &self,
        keys: &Keys,
        prepared: &mut PreparedShelves,
        batch: &mut Batch,
    ) -> Result<Option<Proof>, IndexFault> {
        if !self.behind && prepared.is_empty() {
            return Ok(self.catalogue);
        }
        let mut proofs = self.proofs.clone();
        proofs.extend(prepared.changed.iter().copied());
        let plain = bytes::encode(&Catalogue(proofs.into_iter().collect()))
            .map_err(|_| IndexFault::Damaged("the catalogue of shelves"))?;
        let proof = keys.pack(&Keys::of_catalogue(), plain, self.catalogue.as_ref(), batch)?;
        prepared.catalogue = Some(proof);
        Ok(Some(proof))
    }

    pub(super) fn enter(&mut self, prepared: PreparedShelves) {
        if !prepared.changed.is_empty() {
            self.behind = true;
        }
        self.proofs.extend(prepared.changed);
        if prepared.catalogue.is_some() {
            self.catalogue = prepared.catalogue;
            self.behind = false;
        }
    }
}

fn shelf_of(key: &[u8; 16]) -> u16 {
    let [first, second, ..] = *key;
    u16::from_be_bytes([first, second]) % SHELVES
}
