//! Allergies, with *not asked* told from *none* (domain.md, Census 11).

use serde::{Deserialize, Serialize};

use crate::domain::{
    record::{EventId, Order, Said},
    text::Text,
};

/// What a patient is allergic to, by kind. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AllergyKind {
    Drug,
    Food,
    Contrast,
    Other,
    /// The source did not say (a census list has one column for all).
    Unsorted,
}

/// One allergy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Allergy {
    pub kind: AllergyKind,
    pub what: Text,
}

/// All that was said about allergies. Findings add up whatever laptop they come from; a "none" never hides one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allergies {
    found: Vec<(Said, Allergy)>,
    denied: Vec<Said>,
}

/// What to show: the three states of the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllergyStatus<'a> {
    NotAsked,
    None,
    Present(Vec<&'a Allergy>),
}

impl AllergyStatus<'_> {
    /// What two records of one person say together: what was found stays found, and an answer is more than none.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Present(mut found), Self::Present(more)) => {
                for allergy in more {
                    if !found.contains(&allergy) {
                        found.push(allergy);
                    }
                }
                Self::Present(found)
            }
            (Self::Present(found), _) | (_, Self::Present(found)) => Self::Present(found),
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::NotAsked, Self::NotAsked) => Self::NotAsked,
        }
    }
}

impl Allergies {
    pub(crate) fn find(&mut self, said: Said, allergy: Allergy) {
        self.found.push((said, allergy));
    }

    pub(crate) fn deny(&mut self, said: Said) {
        self.denied.push(said);
    }

    pub fn status(&self) -> AllergyStatus<'_> {
        if self.found.is_empty() {
            return if self.denied.is_empty() {
                AllergyStatus::NotAsked
            } else {
                AllergyStatus::None
            };
        }
        let mut present: Vec<&Allergy> = Vec::new();
        for (_, allergy) in &self.found {
            if !present.contains(&allergy) {
                present.push(allergy);
            }
        }
        AllergyStatus::Present(present)
    }

    /// The findings of this very allergy: several when laptops found it apart.
    pub(crate) fn findings<'a>(&'a self, allergy: &'a Allergy) -> impl Iterator<Item = EventId> + 'a {
        let found = self.found.iter().filter(move |(_, known)| known == allergy);
        found.map(|(said, _)| said.order.event)
    }

    /// Every time that "none" was the answer.
    pub(crate) fn denials(&self) -> impl Iterator<Item = EventId> + '_ {
        self.denied.iter().map(|said| said.order.event)
    }

    /// Every answer that holds, with whose word it is; nothing where the answer was "none".
    pub fn answers(&self) -> impl Iterator<Item = (&Said, Option<&Allergy>)> {
        let found = self.found.iter().map(|(said, allergy)| (said, Some(allergy)));
        found.chain(self.denied.iter().map(|said| (said, None)))
    }

    pub fn is_recorded(&self, allergy: &Allergy) -> bool {
        self.found.iter().any(|(_, known)| known == allergy)
    }

    pub(crate) fn orders(&self) -> impl Iterator<Item = Order> + '_ {
        self.found
            .iter()
            .map(|(said, _)| said.order)
            .chain(self.denied.iter().map(|said| said.order))
    }
}
