//! Who has left the hot state, and what proves what was kept of them. It lies in memory: some fifty bytes for each stay
//! and person of the outage, so that whoever is not archived is known not to be without asking the disk.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    fault::IndexFault,
    parcel::{Area, Keys, Proof, Tally},
    tree::Batch,
};
use crate::domain::{
    identity::PatientId,
    record::bytes,
    state::{Subject, snapshot::Snapshot},
};

/// One line of the directory, as it lies in sled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    subject: Subject,
    /// What the kept snapshot must prove itself by.
    kept: Proof,
    /// Of a person: the keyed hashes of the numbers they are known by.
    identifiers: Vec<[u8; 16]>,
}

#[derive(Debug)]
struct Line {
    kept: Proof,
    /// Of the line itself.
    proof: Proof,
    identifiers: Vec<[u8; 16]>,
}

#[derive(Debug, Default)]
pub(super) struct Directory {
    lines: HashMap<Subject, Line>,
    holders: HashMap<[u8; 16], Vec<PatientId>>,
    tally: Tally,
}

impl Directory {
    pub(super) fn tally(&self) -> Tally {
        self.tally
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn kept(&self, subject: &Subject) -> Option<Proof> {
        self.lines.get(subject).map(|line| line.kept)
    }

    pub(super) fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.lines.keys()
    }

    /// The persons that were known by a number when they left.
    pub(super) fn holders(&self, identifier: &[u8; 16]) -> &[PatientId] {
        self.holders.get(identifier).map(Vec::as_slice).unwrap_or_default()
    }

    /// Lays a snapshot and its line into `batch`. It counts from [`Directory::enter`] on.
    pub(super) fn prepare(&self, keys: &Keys, snapshot: &Snapshot, batch: &mut Batch) -> Result<Prepared, IndexFault> {
        let subject = snapshot.subject();
        let before = self.lines.get(&subject);
        let plain = bytes::encode(snapshot).map_err(|_| IndexFault::Damaged("a snapshot"))?;
        let address = keys.of_subject(Area::Archived, &subject)?;
        let kept = keys.pack(&address, plain, before.map(|line| &line.kept), batch)?;
        let identifiers = match snapshot {
            Snapshot::Patient(patient) => patient
                .identifiers
                .iter()
                .map(|(_, identifier)| keys.of_identifier(identifier))
                .collect(),
            _ => Vec::new(),
        };
        let entry = Entry {
            subject,
            kept,
            identifiers,
        };
        let plain = bytes::encode(&entry).map_err(|_| IndexFault::Damaged("a line of the directory"))?;
        let address = keys.of_subject(Area::Directory, &entry.subject)?;
        let proof = keys.pack(&address, plain, before.map(|line| &line.proof), batch)?;
        Ok(Prepared { entry, proof })
    }

    /// A line as it was read.
    pub(super) fn read(plain: &[u8], proof: Proof) -> Result<Prepared, IndexFault> {
        let entry = bytes::decode(plain).map_err(|_| IndexFault::Damaged("a line of the directory"))?;
        Ok(Prepared { entry, proof })
    }

    /// The sum that the directory will have with `more`.
    pub(super) fn tally_with(&self, more: &[Prepared]) -> Tally {
        let mut tally = self.tally;
        for prepared in more {
            if let Some(line) = self.lines.get(&prepared.entry.subject) {
                tally.subtract(&line.proof);
            }
            tally.add(&prepared.proof);
        }
        tally
    }

    pub(super) fn enter(&mut self, prepared: Prepared) {
        let Prepared {
            entry: Entry {
                subject,
                kept,
                identifiers,
            },
            proof,
        } = prepared;
        if let Subject::Patient(id) = &subject {
            for identifier in self.lines.get(&subject).into_iter().flat_map(|line| &line.identifiers) {
                if let Some(holders) = self.holders.get_mut(identifier) {
                    holders.retain(|holder| holder != id);
                }
            }
            for identifier in &identifiers {
                self.holders.entry(*identifier).or_default().push(*id);
            }
        }
        self.tally.add(&proof);
        if let Some(line) = self.lines.insert(
            subject,
            Line {
                kept,
                proof,
                identifiers,
            },
        ) {
            self.tally.subtract(&line.proof);
        }
    }
}

/// A line that is on its way into sled, or out of it.
#[derive(Debug)]
pub(super) struct Prepared {
    entry: Entry,
    proof: Proof,
}
