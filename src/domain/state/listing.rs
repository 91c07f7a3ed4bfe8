//! What is kept beside the subjects because every key press asks for it: who keeps which bed, who is on the way to it,
//! whose stay is open, whose number it is. Derived, so taken out before a subject changes and entered after.

use super::{Arc, BedName, HashMap, Hospital, Identifier, PatientId, SlipNumber, StayId, Subject};
use crate::domain::{
    census::Place,
    numbers::alias::Alias,
    record::Few,
    slips::{Post, SlipFigures},
    text::Text,
};

/// Under what a subject is listed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    keeps: Option<BedName>,
    bound_for: Option<BedName>,
    patient: Option<PatientId>,
    identifiers: Vec<Identifier>,
    /// Of a slip: the places on whose lists it stands.
    posts: Vec<Post>,
    paper: Option<Paper>,
    /// Of a check: the slip in hand.
    slip: Option<SlipNumber>,
    /// Two records that are one person.
    linked: Option<(PatientId, PatientId)>,
}

/// How a slip is counted, open or not.
#[derive(Debug, PartialEq, Eq)]
struct Paper {
    stay: Option<StayId>,
    apart: bool,
    figures: SlipFigures,
}

impl Hospital {
    /// Under what a subject belongs as it is now.
    pub(super) fn listing(&self, subject: &Subject) -> Listing {
        let mut listing = Listing::default();
        match subject {
            Subject::Stay(id) => {
                if let Some(stay) = self.stays.get(id).filter(|stay| stay.is_open()) {
                    listing.keeps = stay.keeps().cloned();
                    listing.patient = stay.patient();
                    if let Some(Place::Transit { to, .. }) = stay.place() {
                        listing.bound_for = Some(to.clone());
                    }
                }
            }
            Subject::Patient(id) => {
                let given = self
                    .patients
                    .get(id)
                    .into_iter()
                    .flat_map(|patient| &patient.identifiers);
                listing.identifiers = given.map(|(_, identifier)| identifier.clone()).collect();
            }
            Subject::Link(pair) => {
                let holds = self.links.get(&**pair).is_some_and(|link| link.holds());
                listing.linked = holds.then_some(**pair);
            }
            Subject::Slip(number) => {
                if let Some(slip) = self.slips.get(number).filter(|slip| !slip.is_finished()) {
                    listing.patient = slip.patient();
                    for post in slip.copies.iter().flat_map(|copy| slip.posts_of(copy)) {
                        if !listing.posts.contains(post) {
                            listing.posts.push(post.clone());
                        }
                    }
                }
                listing.paper = self.slips.get(number).map(|slip| Paper {
                    stay: slip.written().and_then(|written| written.stay),
                    apart: slip.needs_a_look(),
                    figures: SlipFigures::of(slip),
                });
            }
            Subject::Check(id) => {
                if let Some(check) = self.checks.get(id) {
                    listing.patient = check.patient();
                    listing.slip = check.slip();
                }
            }
            Subject::Settings
            | Subject::Bed(_)
            | Subject::Room(_)
            | Subject::Discrepancy(_)
            | Subject::Pad(_)
            | Subject::Run(_)
            | Subject::Block(..)
            | Subject::Life(..)
            | Subject::PrintJob(_)
            | Subject::Account(_)
            | Subject::Number(_) => {}
        }
        listing
    }

    /// A subject that was listed under `before` has changed. Most changes move nobody.
    pub(super) fn relist(&mut self, subject: &Subject, before: &Listing) {
        let now = self.listing(subject);
        if now == *before {
            return;
        }
        // Most of what happens to a slip moves it from no list to another, and only its counts change.
        if let (Subject::Slip(number), Some(was), Some(is)) = (subject, &before.paper, &now.paper)
            && (before.patient, &before.posts, was.stay, was.apart) == (now.patient, &now.posts, is.stay, is.apart)
        {
            self.slip_figures.insert(*number, Arc::new(is.figures.clone()));
            return;
        }
        self.enter_or_strike(Change::Strike, subject, before);
        self.enter_or_strike(Change::Enter, subject, &now);
    }

    /// Takes a subject out of what is derived from it.
    pub(super) fn unlist(&mut self, subject: &Subject) {
        let listing = self.listing(subject);
        self.enter_or_strike(Change::Strike, subject, &listing);
    }

    /// Enters a subject into what is derived from it.
    pub(super) fn list(&mut self, subject: &Subject) {
        let listing = self.listing(subject);
        self.enter_or_strike(Change::Enter, subject, &listing);
    }

    /// A number that was asked for under a name. Never struck: a request that was taken back is not the number's any more.
    pub(super) fn is_asked_as(&mut self, request: &Text, number: &Identifier) {
        self.asked.entry(request.clone()).or_default().insert(number.clone());
    }

    /// Somebody was given an alias. Never struck: there are enough for everybody.
    pub(super) fn is_called(&mut self, alias: &Alias) {
        Arc::make_mut(&mut self.aliases).note(alias);
    }

    /// A number of a person.
    pub(super) fn is_held_by(&mut self, number: &Identifier, patient: PatientId) {
        let Some(holders) = self.holders.get_mut(number) else {
            self.holders.insert(number.clone(), Few::from_elem(patient, 1));
            return;
        };
        // In an order of its own, as everything that is listed.
        if let Err(place) = holders.binary_search(&patient) {
            holders.insert(place, patient);
        }
    }

    fn is_not_held_by(&mut self, number: &Identifier, patient: PatientId) {
        if let Some(holders) = self.holders.get_mut(number) {
            holders.retain(|holder| *holder != patient);
            if holders.is_empty() {
                self.holders.remove(number);
            }
        }
    }

    /// Enters a subject under its listing, or strikes it. One walk for both: nothing is entered that is never struck.
    fn enter_or_strike(&mut self, change: Change, subject: &Subject, listing: &Listing) {
        match subject {
            Subject::Stay(id) => {
                if let Some(bed) = &listing.keeps {
                    change.in_list(&mut self.occupants, bed, id);
                }
                if let Some(bed) = &listing.bound_for {
                    change.in_list(&mut self.bound, bed, id);
                }
                if let Some(patient) = &listing.patient {
                    change.in_list(&mut self.open_stays, patient, id);
                }
            }
            Subject::Patient(id) => {
                for number in &listing.identifiers {
                    match change {
                        Change::Enter => self.is_held_by(number, *id),
                        Change::Strike => self.is_not_held_by(number, *id),
                    }
                }
            }
            Subject::Link(..) => {
                if let Some((one, other)) = &listing.linked {
                    change.in_list(&mut self.linked, one, other);
                    change.in_list(&mut self.linked, other, one);
                }
            }
            Subject::Slip(number) => {
                if let Some(patient) = &listing.patient {
                    change.in_set(&mut self.open_slips, patient, number);
                }
                for post in &listing.posts {
                    change.in_set(&mut self.slips_at, post, number);
                }
                if let Some(paper) = &listing.paper {
                    if let Some(stay) = &paper.stay {
                        change.in_set(&mut self.slips_of, stay, number);
                    }
                    match change {
                        Change::Strike => self.slip_figures.remove(number),
                        Change::Enter => self.slip_figures.insert(*number, Arc::new(paper.figures.clone())),
                    };
                    if paper.apart {
                        match change {
                            Change::Strike => self.slips_apart.remove(number),
                            Change::Enter => self.slips_apart.insert(*number),
                        };
                    }
                }
            }
            Subject::Check(id) => {
                if let Some(patient) = &listing.patient {
                    change.in_list(&mut self.checks_of, patient, id);
                }
                if let Some(slip) = &listing.slip {
                    change.in_list(&mut self.checks_of_slip, slip, id);
                }
            }
            Subject::Settings
            | Subject::Bed(_)
            | Subject::Room(_)
            | Subject::Discrepancy(_)
            | Subject::Pad(_)
            | Subject::Run(_)
            | Subject::Block(..)
            | Subject::Life(..)
            | Subject::PrintJob(_)
            | Subject::Account(_)
            | Subject::Number(_) => {}
        }
    }
}

/// What is done with a subject that is listed.
#[derive(Debug, Clone, Copy)]
enum Change {
    Enter,
    Strike,
}

impl Change {
    fn in_list<K, V>(self, map: &mut HashMap<K, imbl::Vector<V>>, key: &K, value: &V)
    where
        K: Clone + Eq + std::hash::Hash,
        V: Clone + Ord,
    {
        match self {
            Self::Enter => enter(map, key, value),
            Self::Strike => leave(map, key, value),
        }
    }

    fn in_set<K, V>(self, map: &mut HashMap<K, imbl::OrdSet<V>>, key: &K, value: &V)
    where
        K: Clone + Eq + std::hash::Hash,
        V: Clone + Ord,
    {
        match self {
            Self::Enter => {
                map.entry(key.clone()).or_default().insert(value.clone());
            }
            Self::Strike => drop_from(map, key, value),
        }
    }
}

fn drop_from<K, V>(map: &mut HashMap<K, imbl::OrdSet<V>>, key: &K, value: &V)
where
    K: Clone + Eq + std::hash::Hash,
    V: Clone + Ord,
{
    if let Some(set) = map.get_mut(key) {
        set.remove(value);
        if set.is_empty() {
            map.remove(key);
        }
    }
}

fn enter<K, V>(map: &mut HashMap<K, imbl::Vector<V>>, key: &K, value: &V)
where
    K: Clone + Eq + std::hash::Hash,
    V: Clone + Ord,
{
    // In an order of its own, so that a hospital read back from snapshots names the same one first.
    let Some(list) = map.get_mut(key) else {
        map.insert(key.clone(), imbl::Vector::unit(value.clone()));
        return;
    };
    if let Err(place) = list.binary_search(value) {
        list.insert(place, value.clone());
    }
}

fn leave<K, V>(map: &mut HashMap<K, imbl::Vector<V>>, key: &K, value: &V)
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
