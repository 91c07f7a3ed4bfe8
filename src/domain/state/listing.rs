//! What is kept beside the subjects because every key press asks for it: who keeps which bed, who is on the way to it,
//! whose stay is open, whose number it is. Derived, so taken out before a subject changes and entered after.

use super::{Hospital, Subject};
use crate::domain::census::Place;

impl Hospital {
    /// Takes a subject out of what is derived from it, before it changes.
    pub(super) fn unlist(&mut self, subject: &Subject) {
        match subject {
            Subject::Stay(id) => {
                let Some(stay) = self.stays.get(id).cloned() else {
                    return;
                };
                if let Some(bed) = stay.keeps() {
                    leave(&mut self.occupants, bed, id);
                }
                if let Some(Place::Transit { to, .. }) = stay.place() {
                    leave(&mut self.bound, to, id);
                }
                if let Some(patient) = stay.patient() {
                    leave(&mut self.open_stays, &patient, id);
                }
            }
            Subject::Patient(id) => {
                let Some(patient) = self.patients.get(id).cloned() else {
                    return;
                };
                for (_, identifier) in &patient.identifiers {
                    leave(&mut self.holders, identifier, id);
                }
            }
            Subject::Settings | Subject::Bed(_) | Subject::Room(_) | Subject::Discrepancy(_) => {}
        }
    }

    /// Enters a subject into what is derived from it, after it changed.
    pub(super) fn list(&mut self, subject: &Subject) {
        match subject {
            Subject::Stay(id) => {
                let Some(stay) = self.stays.get(id).cloned() else {
                    return;
                };
                if !stay.is_open() {
                    return;
                }
                if let Some(bed) = stay.keeps() {
                    enter(&mut self.occupants, bed, id);
                }
                if let Some(Place::Transit { to, .. }) = stay.place() {
                    enter(&mut self.bound, to, id);
                }
                if let Some(patient) = stay.patient() {
                    enter(&mut self.open_stays, &patient, id);
                }
            }
            Subject::Patient(id) => {
                let Some(patient) = self.patients.get(id).cloned() else {
                    return;
                };
                for (_, identifier) in &patient.identifiers {
                    enter(&mut self.holders, identifier, id);
                }
            }
            Subject::Settings | Subject::Bed(_) | Subject::Room(_) | Subject::Discrepancy(_) => {}
        }
    }
}

fn enter<K, V>(map: &mut imbl::HashMap<K, imbl::Vector<V>>, key: &K, value: &V)
where
    K: Clone + Eq + std::hash::Hash,
    V: Clone + Ord,
{
    // In an order of its own, so that a hospital read back from snapshots names the same one first.
    let list = map.entry(key.clone()).or_default();
    if let Err(place) = list.binary_search(value) {
        list.insert(place, value.clone());
    }
}

fn leave<K, V>(map: &mut imbl::HashMap<K, imbl::Vector<V>>, key: &K, value: &V)
where
    K: Clone + Eq + std::hash::Hash,
    V: Clone + PartialEq,
{
    if let Some(list) = map.get_mut(key) {
        list.retain(|one| one != value);
        if list.is_empty() {
            map.remove(key);
        }
    }
}
