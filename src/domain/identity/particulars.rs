//! What is known of a person: each particular changes apart from the others.

use serde::{Deserialize, Serialize};

use crate::domain::{record::Day, text::Text};

/// As the hospital's forms have it. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sex {
    Male,
    Female,
    Unknown,
}

/// A date of birth, or the year that staff estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Birth {
    On(Day),
    /// Counts as 1 January of that year (domain.md, Patient IDs 4).
    AboutYear(i32),
}

/// What the inquiry desk may say. The default is an ordinary inquiry; restricted patients are answered like persons
/// who are not here (domain.md, Census 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Inquiry {
    Open,
    Restricted,
}

/// One thing said about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Particular {
    Name(Text),
    Kana(Text),
    Sex(Sex),
    Birth(Birth),
    Phone(Text),
    Address(Text),
    Inquiry(Inquiry),
}
