//! The numbers of a person: what the hospital printed, and what the program calls the record.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::domain::record::{EventId, Key};

/// The record of a person. One known by a hospital ID is derived from that ID, so that every laptop arrives at the
/// same; one without any is named by the event that registered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PatientId(Key);

impl PatientId {
    pub fn of(identifier: &Identifier) -> Self {
        Self(Key::derive(
            "andon 2026 patient by hospital identifier",
            &[identifier.as_str().as_bytes()],
        ))
    }

    pub fn issued(event: EventId) -> Self {
        Self(Key::Issued(event))
    }

    pub fn key(self) -> Key {
        self.0
    }

    /// Reads `@…`, as it is written.
    pub fn parse(raw: &str) -> Option<Self> {
        Key::parse(raw.strip_prefix('@')?).map(Self)
    }
}

impl fmt::Display for PatientId {
    /// `@` tells a record from an identifier that was printed on something.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// A number that identifies a person: the hospital's own, or a further one. ASCII letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identifier(SmolStr);

/// Why a number cannot be an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 1 to 20 letters, digits and hyphens")]
pub struct IdentifierFault;

impl Identifier {
    /// Characters of the longest identifier.
    pub const LONGEST: usize = 20;

    /// Full-width letters and digits are taken as their narrow twins, small letters as capitals.
    pub fn parse(raw: &str) -> Result<Self, IdentifierFault> {
        let raw = raw.trim();
        let is_narrow = |b: u8| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'-');
        // Most come as they are printed.
        let narrow: Cow<'_, str> = if raw.bytes().all(is_narrow) {
            raw.into()
        } else {
            raw.chars().map(|c| narrow(c).to_ascii_uppercase()).collect()
        };
        let fits = (1..=Self::LONGEST).contains(&narrow.len())
            && narrow.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && narrow.chars().any(|c| c.is_ascii_digit());
        fits.then(|| Self(SmolStr::new(&narrow))).ok_or(IdentifierFault)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The narrow twin of a full-width ASCII character, or the character itself.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a command names a person: by a number on paper, or by the record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PatientRef {
    Identifier(Identifier),
    Record(PatientId),
}

impl From<PatientId> for PatientRef {
    fn from(id: PatientId) -> Self {
        Self::Record(id)
    }
}

impl From<Identifier> for PatientRef {
    fn from(identifier: Identifier) -> Self {
        Self::Identifier(identifier)
    }
}

impl fmt::Display for PatientRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identifier(identifier) => identifier.fmt(f),
            Self::Record(id) => id.fmt(f),
        }
    }
}
