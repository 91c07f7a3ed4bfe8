//! One person, as the fold of what was said.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Allergies, Birth, Identifier, Inquiry, Particular, PatientId, Sex, fact::Registered};
use crate::domain::{
    census::StayId,
    printing::{Paper, PrintJobId},
    record::{EventId, Fact, Few, Order, Register, Said, Seldom, Trace, Twins},
    text::Text,
};

/// A person and everything said about them, except where they are (that is the stay's).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    pub id: PatientId,
    /// In the order they were given; the first is the one shown.
    pub identifiers: Few<(Said, Identifier)>,
    pub registered: Register<()>,
    pub name: Register<Text>,
    pub kana: Register<Text>,
    pub sex: Register<Sex>,
    pub birth: Register<Birth>,
    pub phone: Seldom<Text>,
    pub address: Seldom<Text>,
    pub inquiry: Seldom<Inquiry>,
    pub allergies: Allergies,
    /// The stay last opened, or `None` after a discharge: what an admission is decided on.
    pub admission: Seldom<Option<StayId>>,
    pub openings: Twins<Arc<Registered>>,
    /// The jobs that were to print the person's number, and on what.
    pub printed: Vec<(PrintJobId, Paper)>,
    pub trace: Trace,
}

impl Patient {
    pub fn new(id: PatientId) -> Self {
        Self {
            id,
            identifiers: Few::new(),
            registered: Register::default(),
            name: Register::default(),
            kana: Register::default(),
            sex: Register::default(),
            birth: Register::default(),
            phone: Seldom::default(),
            address: Seldom::default(),
            inquiry: Seldom::default(),
            allergies: Allergies::default(),
            admission: Seldom::default(),
            openings: Twins::default(),
            printed: Vec::new(),
            trace: Trace::default(),
        }
    }

    /// The identifier shown in lists.
    pub fn identifier(&self) -> Option<&Identifier> {
        self.identifiers.first().map(|(_, identifier)| identifier)
    }

    pub fn is_restricted(&self) -> bool {
        // Apart, one laptop restricted and another opened: the careful answer holds until somebody decides.
        self.inquiry
            .claims()
            .iter()
            .any(|claim| claim.value == Inquiry::Restricted)
    }

    /// Folds one live fact, in fold order.
    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        if let Fact::Registered(f) = fact
            && self.openings.said_before(said.order.event, Arc::clone(f))
        {
            return;
        }
        let basis = &*self.openings.widen(basis);
        match fact {
            Fact::Registered(f) => {
                self.registered.claim(said.clone(), basis, ());
                for identifier in &f.identifiers {
                    self.give(said, identifier);
                }
                for particular in &f.particulars {
                    self.say(said, basis, particular);
                }
            }
            Fact::Amended(f) => {
                for particular in &f.particulars {
                    self.say(said, basis, particular);
                }
            }
            Fact::IdentifierGiven(f) => self.give(said, &f.identifier),
            Fact::AllergyFound(f) => self.allergies.find(said.clone(), f.allergy.clone()),
            Fact::AllergiesDenied(_) => self.allergies.deny(said.clone()),
            Fact::Admitted(f) => self.admission.claim(said.clone(), basis, Some(f.stay)),
            Fact::Discharged(_) => self.admission.claim(said.clone(), basis, None),
            Fact::PrintAsked(f) => self.printed.push((f.job, f.paper.clone())),
            _ => {}
        }
    }

    fn give(&mut self, said: &Said, identifier: &Identifier) {
        if !self.identifiers.iter().any(|(_, known)| known == identifier) {
            self.identifiers.push((said.clone(), identifier.clone()));
        }
    }

    fn say(&mut self, said: &Said, basis: &[EventId], particular: &Particular) {
        match particular {
            Particular::Name(value) => self.name.claim(said.clone(), basis, value.clone()),
            Particular::Kana(value) => self.kana.claim(said.clone(), basis, value.clone()),
            Particular::Sex(value) => self.sex.claim(said.clone(), basis, *value),
            Particular::Birth(value) => self.birth.claim(said.clone(), basis, *value),
            Particular::Phone(value) => self.phone.claim(said.clone(), basis, value.clone()),
            Particular::Address(value) => self.address.claim(said.clone(), basis, value.clone()),
            Particular::Inquiry(value) => self.inquiry.claim(said.clone(), basis, *value),
        }
    }

    /// The heads that a fact about this person is decided on.
    pub(crate) fn heads_for(&self, fact: &Fact, heads: &mut Vec<Order>) {
        match fact {
            Fact::Registered(f) => {
                heads.extend(self.registered.orders());
                f.particulars.iter().for_each(|p| self.heads_of(p, heads));
            }
            Fact::Amended(f) => f.particulars.iter().for_each(|p| self.heads_of(p, heads)),
            Fact::IdentifierGiven(_) => heads.extend(self.registered.orders()),
            Fact::AllergyFound(_) | Fact::AllergiesDenied(_) => {
                heads.extend(self.allergies.orders());
            }
            Fact::Admitted(_) => {
                heads.extend(self.registered.orders().chain(self.admission.orders()));
            }
            Fact::Discharged(_) => heads.extend(self.admission.orders()),
            _ => {}
        }
    }

    fn heads_of(&self, particular: &Particular, heads: &mut Vec<Order>) {
        match particular {
            Particular::Name(_) => heads.extend(self.name.orders()),
            Particular::Kana(_) => heads.extend(self.kana.orders()),
            Particular::Sex(_) => heads.extend(self.sex.orders()),
            Particular::Birth(_) => heads.extend(self.birth.orders()),
            Particular::Phone(_) => heads.extend(self.phone.orders()),
            Particular::Address(_) => heads.extend(self.address.orders()),
            Particular::Inquiry(_) => heads.extend(self.inquiry.orders()),
        }
    }

    /// Every event that something shown of this person still rests on.
    pub(crate) fn all_heads(&self) -> Vec<Order> {
        let mut heads: Vec<Order> = Vec::new();
        heads.extend(self.registered.orders());
        heads.extend(self.name.orders());
        heads.extend(self.kana.orders());
        heads.extend(self.sex.orders());
        heads.extend(self.birth.orders());
        heads.extend(self.phone.orders());
        heads.extend(self.address.orders());
        heads.extend(self.inquiry.orders());
        heads.extend(self.allergies.orders());
        heads.extend(self.admission.orders());
        heads.extend(self.identifiers.iter().map(|(said, _)| said.order));
        heads
    }

    /// Whether stations said different things about this person without seeing each other, and which events.
    pub(crate) fn disputes(&self) -> Vec<EventId> {
        let mut events = Vec::new();
        let mut note = |disputed: bool, heads: Vec<EventId>| {
            if disputed {
                events.extend(heads);
            }
        };
        note(self.name.is_disputed(), self.name.heads().collect());
        note(self.kana.is_disputed(), self.kana.heads().collect());
        note(self.sex.is_disputed(), self.sex.heads().collect());
        note(self.birth.is_disputed(), self.birth.heads().collect());
        note(self.phone.is_disputed(), self.phone.heads().collect());
        note(self.address.is_disputed(), self.address.heads().collect());
        note(self.inquiry.is_disputed(), self.inquiry.heads().collect());
        events.sort_unstable();
        events.dedup();
        events
    }
}
