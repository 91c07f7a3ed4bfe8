//! One admission to one discharge, as the fold of what was said.

use std::{fmt, sync::Arc};

use imbl::Vector;
use serde::{Deserialize, Serialize};

use super::{
    fact::{Admitted, Insurance, StayDetail},
    frame::{BedName, DepartmentCode},
    place::{Isolation, Mobility, Place, Placed, Planned},
};
use crate::domain::{
    identity::PatientId,
    record::{Day, EventId, Fact, Key, Order, Register, Said, Timestamp, Trace, Twins},
    recovery::{Meal, NursingScore},
    text::Text,
};

/// One stay. An imported one is derived from the patient and the time of admission, so that importing the same list on
/// every laptop makes nothing twice; a new one is named by the event that opened it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StayId(Key);

impl StayId {
    pub fn imported(patient: PatientId, admitted: Timestamp) -> Self {
        let who = patient.to_string();
        Self(Key::derive(
            "andon 2026 stay by patient and admission",
            &[who.as_bytes(), &admitted.seconds().to_le_bytes()],
        ))
    }

    pub fn issued(event: EventId) -> Self {
        Self(Key::Issued(event))
    }

    pub fn key(self) -> Key {
        self.0
    }
}

impl fmt::Display for StayId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One movement of the bed history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    pub said: Said,
    pub place: Place,
}

/// What a ward would still have to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    Identifier,
    Name,
    Kana,
    Sex,
    Birth,
    Department,
    Mobility,
    Allergies,
}

/// One stay with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    pub id: StayId,
    /// Who; empty only while the fact that opened the stay has not arrived.
    pub patient: Register<PatientId>,
    /// When the patient came; empty for an expected stay.
    pub admitted: Register<Timestamp>,
    pub place: Register<Placed>,
    pub department: Register<DepartmentCode>,
    pub diet: Register<Text>,
    pub mobility: Register<Mobility>,
    pub isolation: Register<Isolation>,
    pub physician: Register<Text>,
    pub pager: Register<Text>,
    pub key_person: Register<Text>,
    pub key_relation: Register<Text>,
    pub key_phone: Register<Text>,
    pub planned: Register<Planned>,
    pub route: Register<Text>,
    pub insurance: Register<Insurance>,
    pub movements: Vector<Movement>,
    pub diagnoses: Vec<(Said, Text)>,
    pub meals: Vector<(Said, Day, Meal, Option<Text>)>,
    pub scores: Vector<(Said, Day, NursingScore)>,
    pub openings: Twins<(Timestamp, Arc<Admitted>)>,
    pub trace: Trace,
}

impl Stay {
    pub fn new(id: StayId) -> Self {
        Self {
            id,
            patient: Register::default(),
            admitted: Register::default(),
            place: Register::default(),
            department: Register::default(),
            diet: Register::default(),
            mobility: Register::default(),
            isolation: Register::default(),
            physician: Register::default(),
            pager: Register::default(),
            key_person: Register::default(),
            key_relation: Register::default(),
            key_phone: Register::default(),
            planned: Register::default(),
            route: Register::default(),
            insurance: Register::default(),
            movements: Vector::new(),
            diagnoses: Vec::new(),
            meals: Vector::new(),
            scores: Vector::new(),
            openings: Twins::default(),
            trace: Trace::default(),
        }
    }

    pub fn patient(&self) -> Option<PatientId> {
        self.patient.get().copied()
    }

    pub fn place(&self) -> Option<&Place> {
        self.place.get().map(|placed| &placed.place)
    }

    /// Counted among the inpatients now.
    pub fn is_present(&self) -> bool {
        !self.admitted.is_empty() && self.place().is_some_and(Place::is_present)
    }

    /// Present or expected: whatever is not over.
    pub fn is_open(&self) -> bool {
        !self.patient.is_empty() && self.place().is_some_and(|place| !place.is_over())
    }

    pub fn admitted_at(&self) -> Option<Timestamp> {
        self.admitted.get().copied()
    }

    /// The bed that this stay keeps from all others.
    pub fn keeps(&self) -> Option<&BedName> {
        if self.admitted.is_empty() {
            return None;
        }
        self.place()?.keeps()
    }

    /// When the last movement happened, as people gave it.
    pub fn last_moved(&self) -> Option<Timestamp> {
        self.place.get().map(|placed| placed.since)
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        if let Fact::Admitted(f) = fact
            && self.openings.said_before(said.order.event, (said.at, Arc::clone(f)))
        {
            return;
        }
        let basis = &*self.openings.widen(basis);
        match fact {
            Fact::Expected(f) => {
                self.patient.claim(said.clone(), basis, f.patient);
                if let Some(department) = &f.department {
                    self.department.claim(said.clone(), basis, department.clone());
                }
                self.move_to(
                    said,
                    basis,
                    Place::Expected {
                        when: f.when,
                        bed: f.bed.clone(),
                    },
                );
            }
            Fact::Admitted(f) => {
                self.patient.claim(said.clone(), basis, f.patient);
                self.admitted.claim(said.clone(), basis, said.at);
                if let Some(department) = &f.department {
                    self.department.claim(said.clone(), basis, department.clone());
                }
                if let Some(mobility) = f.mobility {
                    self.mobility.claim(said.clone(), basis, mobility);
                }
                if let Some(diet) = &f.diet {
                    self.diet.claim(said.clone(), basis, diet.clone());
                }
                if let Some(isolation) = f.isolation {
                    self.isolation.claim(said.clone(), basis, isolation);
                }
                f.details.iter().for_each(|detail| self.detail(said, basis, detail));
                self.move_to(said, basis, Place::InBed { bed: f.bed.clone() });
            }
            Fact::Departed(f) => {
                self.move_to(
                    said,
                    basis,
                    Place::Transit {
                        from: f.from.clone(),
                        to: f.to.clone(),
                    },
                );
            }
            Fact::Arrived(f) => self.move_to(said, basis, Place::InBed { bed: f.bed.clone() }),
            Fact::Transferred(f) => self.move_to(said, basis, Place::InBed { bed: f.to.clone() }),
            Fact::Swapped(f) => self.move_to(said, basis, Place::InBed { bed: f.to.clone() }),
            Fact::WentOut(f) => {
                let place = Place::Out {
                    bed: f.bed.clone(),
                    kind: f.kind,
                    until: f.until,
                    place: f.place.clone(),
                };
                self.move_to(said, basis, place);
            }
            Fact::Returned(f) => self.move_to(said, basis, Place::InBed { bed: f.bed.clone() }),
            Fact::Discharged(f) => {
                let place = Place::Left {
                    from: f.from.clone(),
                    disposition: f.disposition,
                    place: f.place.clone(),
                };
                self.move_to(said, basis, place);
            }
            Fact::DepartmentChanged(f) => {
                self.department.claim(said.clone(), basis, f.department.clone());
            }
            Fact::DietChanged(f) => self.diet.claim(said.clone(), basis, f.diet.clone()),
            Fact::MobilityChanged(f) => self.mobility.claim(said.clone(), basis, f.mobility),
            Fact::IsolationChanged(f) => self.isolation.claim(said.clone(), basis, f.isolation),
            Fact::StayAmended(f) => f.details.iter().for_each(|detail| self.detail(said, basis, detail)),
            Fact::Diagnosed(f) => self.diagnoses.push((said.clone(), f.diagnosis.clone())),
            Fact::MealServed(f) => self.meals.push_back((said.clone(), f.day, f.meal, f.diet.clone())),
            Fact::NursingScored(f) => self.scores.push_back((said.clone(), f.day, f.score)),
            _ => {}
        }
    }

    fn move_to(&mut self, said: &Said, basis: &[EventId], place: Place) {
        self.movements.push_back(Movement {
            said: said.clone(),
            place: place.clone(),
        });
        self.place.claim(said.clone(), basis, Placed { place, since: said.at });
    }

    fn detail(&mut self, said: &Said, basis: &[EventId], detail: &StayDetail) {
        match detail {
            StayDetail::Physician(value) => {
                self.physician.claim(said.clone(), basis, value.clone());
            }
            StayDetail::Pager(value) => self.pager.claim(said.clone(), basis, value.clone()),
            StayDetail::KeyPerson(value) => {
                self.key_person.claim(said.clone(), basis, value.clone());
            }
            StayDetail::KeyRelation(value) => {
                self.key_relation.claim(said.clone(), basis, value.clone());
            }
            StayDetail::KeyPhone(value) => self.key_phone.claim(said.clone(), basis, value.clone()),
            StayDetail::Planned(value) => self.planned.claim(said.clone(), basis, *value),
            StayDetail::Route(value) => self.route.claim(said.clone(), basis, value.clone()),
            StayDetail::InsuranceConfirmed(value) => {
                self.insurance.claim(said.clone(), basis, *value);
            }
        }
    }

    /// The heads that a fact about this stay is decided on.
    pub(crate) fn heads_for(&self, fact: &Fact, heads: &mut Vec<Order>) {
        match fact {
            Fact::Expected(_) | Fact::Admitted(_) => heads.extend(self.all_heads()),
            Fact::Departed(_)
            | Fact::Arrived(_)
            | Fact::Transferred(_)
            | Fact::Swapped(_)
            | Fact::WentOut(_)
            | Fact::Returned(_)
            | Fact::Discharged(_) => heads.extend(self.place.orders()),
            Fact::DepartmentChanged(_) => heads.extend(self.department.orders()),
            Fact::DietChanged(_) => heads.extend(self.diet.orders()),
            Fact::MobilityChanged(_) => heads.extend(self.mobility.orders()),
            Fact::IsolationChanged(_) => heads.extend(self.isolation.orders()),
            Fact::StayAmended(f) => f.details.iter().for_each(|detail| self.heads_of(detail, heads)),
            Fact::MealServed(f) => heads.extend(
                self.meals
                    .iter()
                    .filter(|m| (m.1, m.2) == (f.day, f.meal))
                    .map(|(said, ..)| said.order),
            ),
            Fact::NursingScored(f) => {
                heads.extend(self.scores.iter().filter(|s| s.1 == f.day).map(|(said, ..)| said.order));
            }
            _ => {}
        }
    }

    fn heads_of(&self, detail: &StayDetail, heads: &mut Vec<Order>) {
        match detail {
            StayDetail::Physician(_) => heads.extend(self.physician.orders()),
            StayDetail::Pager(_) => heads.extend(self.pager.orders()),
            StayDetail::KeyPerson(_) => heads.extend(self.key_person.orders()),
            StayDetail::KeyRelation(_) => heads.extend(self.key_relation.orders()),
            StayDetail::KeyPhone(_) => heads.extend(self.key_phone.orders()),
            StayDetail::Planned(_) => heads.extend(self.planned.orders()),
            StayDetail::Route(_) => heads.extend(self.route.orders()),
            StayDetail::InsuranceConfirmed(_) => heads.extend(self.insurance.orders()),
        }
    }

    /// Every event that something shown of this stay still rests on.
    pub(crate) fn all_heads(&self) -> Vec<Order> {
        let mut heads: Vec<Order> = Vec::new();
        heads.extend(self.patient.orders());
        heads.extend(self.admitted.orders());
        heads.extend(self.place.orders());
        heads.extend(self.department.orders());
        heads.extend(self.diet.orders());
        heads.extend(self.mobility.orders());
        heads.extend(self.isolation.orders());
        heads.extend(self.physician.orders());
        heads.extend(self.pager.orders());
        heads.extend(self.key_person.orders());
        heads.extend(self.key_relation.orders());
        heads.extend(self.key_phone.orders());
        heads.extend(self.planned.orders());
        heads.extend(self.route.orders());
        heads.extend(self.insurance.orders());
        heads.extend(self.diagnoses.iter().map(|(said, _)| said.order));
        heads.extend(self.meals.iter().map(|(said, ..)| said.order));
        heads.extend(self.scores.iter().map(|(said, ..)| said.order));
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// Events of changes, other than movements, that stations made apart with different results.
    pub(crate) fn disputes(&self) -> Vec<EventId> {
        let mut events: Vec<EventId> = Vec::new();
        let mut note = |disputed: bool, heads: Vec<EventId>| {
            if disputed {
                events.extend(heads);
            }
        };
        note(self.patient.is_disputed(), self.patient.heads().collect());
        note(self.department.is_disputed(), self.department.heads().collect());
        note(self.diet.is_disputed(), self.diet.heads().collect());
        note(self.mobility.is_disputed(), self.mobility.heads().collect());
        note(self.isolation.is_disputed(), self.isolation.heads().collect());
        note(self.physician.is_disputed(), self.physician.heads().collect());
        note(self.pager.is_disputed(), self.pager.heads().collect());
        note(self.key_person.is_disputed(), self.key_person.heads().collect());
        note(self.key_relation.is_disputed(), self.key_relation.heads().collect());
        note(self.key_phone.is_disputed(), self.key_phone.heads().collect());
        note(self.planned.is_disputed(), self.planned.heads().collect());
        note(self.route.is_disputed(), self.route.heads().collect());
        note(self.insurance.is_disputed(), self.insurance.heads().collect());
        events.sort_unstable();
        events.dedup();
        events
    }
}
