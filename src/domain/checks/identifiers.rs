//! What a person can be identified by. A room or a bed is not among these, so no policy and no statement can make one count
//! (domain.md, Identity check 1).

use serde::{Deserialize, Serialize};

/// One kind of identifier. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IdentifierKind {
    /// The full name, in any script.
    Name,
    /// The whole date of birth, in either calendar.
    Birth,
    /// A number of the person: the hospital's, or a temporary one.
    Number,
    Address,
    Phone,
}

/// Which kinds of identifiers, without their values: what a record of a check keeps (domain.md, Identity check 8).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifiers(Vec<IdentifierKind>);

impl Identifiers {
    pub fn contains(&self, kind: IdentifierKind) -> bool {
        self.0.contains(&kind)
    }

    /// Adds a kind; one that is there already stays one.
    pub fn insert(&mut self, kind: IdentifierKind) {
        if let Err(place) = self.0.binary_search(&kind) {
            self.0.insert(place, kind);
        }
    }

    #[must_use]
    pub fn and(&self, more: &Self) -> Self {
        let mut both = self.clone();
        more.iter().for_each(|kind| both.insert(kind));
        both
    }

    pub fn iter(&self) -> impl Iterator<Item = IdentifierKind> + '_ {
        self.0.iter().copied()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<IdentifierKind> for Identifiers {
    fn from_iter<I: IntoIterator<Item = IdentifierKind>>(kinds: I) -> Self {
        let mut identifiers = Self::default();
        kinds.into_iter().for_each(|kind| identifiers.insert(kind));
        identifiers
    }
}

/// Who or what speaks for a patient who cannot (unconscious, infant, dementia, language). The identifiers are stated all
/// the same: by the family, by staff who know the patient, as read from a document or a tag. The order of the variants is
/// part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StandIn {
    Family,
    /// Two of the staff, each with an account of their own, who know the patient.
    Staff,
    /// A document with a photograph.
    Photo,
    /// The tag with alias and number of somebody who is not identified.
    Tag,
}

impl StandIn {
    /// How many different people must vouch.
    pub const fn vouchers(self) -> usize {
        match self {
            Self::Staff => 2,
            Self::Family | Self::Photo | Self::Tag => 1,
        }
    }
}
