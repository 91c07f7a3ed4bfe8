//! The names of stations, commits and events. Every identity that a station hands out is built on them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The number of one clean laptop, 1 to 999; it stands in every number that the laptop issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Station(u16);

impl Station {
    /// The largest station number: three digits on paper.
    pub const LAST: u16 = 999;

    /// The laptop that is set up first. It keeps the list of blocks: what another laptop is to give numbers from is granted there
    /// and nowhere else, because laptops that do not see each other would count to the same block.
    pub const FIRST: Self = Self(1);

    /// `None` for 0 and for more than three digits.
    pub fn new(number: u16) -> Option<Self> {
        (1..=Self::LAST).contains(&number).then_some(Self(number))
    }

    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// How often a station has been set up anew. A restored or copied store is a new installation, so that the numbers of
/// two lives of one laptop never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Installation(u16);

impl Installation {
    pub const FIRST: Self = Self(1);

    pub fn new(number: u16) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    pub fn number(self) -> u16 {
        self.0
    }
}

/// The how-manieth commit of one installation, from 1. Not the local position: a laptop also holds the commits of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sequence(u64);

impl Sequence {
    pub const FIRST: Self = Self(1);

    pub fn new(number: u64) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    pub fn number(self) -> u64 {
        self.0
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which commit, in the whole hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CommitId {
    pub station: Station,
    pub installation: Installation,
    pub sequence: Sequence,
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.station.0, self.installation.0, self.sequence.0)
    }
}

/// Which event: its commit and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId {
    pub commit: CommitId,
    pub index: u16,
}

impl EventId {
    /// Reads `7-1-31.0`, as it is written.
    pub fn parse(raw: &str) -> Option<Self> {
        let (commit, index) = raw.split_once('.')?;
        let mut parts = commit.split('-');
        let (station, installation, sequence) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Some(Self {
            commit: CommitId {
                station: Station::new(digits(station)?)?,
                installation: Installation::new(digits(installation)?)?,
                sequence: Sequence::new(digits(sequence)?)?,
            },
            index: digits(index)?,
        })
    }
}

fn digits<T: std::str::FromStr>(raw: &str) -> Option<T> {
    (!raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| raw.parse().ok())
        .flatten()
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.commit, self.index)
    }
}

/// The identity of something new: either what thirty laptops arrive at alone from the same fact, or a number that
/// only one event can have.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Key {
    /// The first 16 bytes of a BLAKE3 derivation over the fact that identifies the subject.
    Derived([u8; 16]),
    /// The event that brought the subject into being.
    Issued(EventId),
}

impl Key {
    /// `context` keeps the derivations of different kinds of subjects apart; `parts` are length-prefixed, so that
    /// ("ab","c") and ("a","bc") differ.
    pub fn derive(context: &'static str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(context);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut key = [0; 16];
        hasher.finalize_xof().fill(&mut key);
        Self::Derived(key)
    }
}

impl Key {
    /// Reads what [`Display`](fmt::Display) wrote: 32 small hexadecimal digits, or an event.
    pub fn parse(raw: &str) -> Option<Self> {
        if raw.contains('.') {
            return EventId::parse(raw).map(Self::Issued);
        }
        let hex = raw.len() == 32 && raw.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let number = hex.then(|| u128::from_str_radix(raw, 16).ok())??;
        Some(Self::Derived(number.to_be_bytes()))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Derived(bytes) => bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
            Self::Issued(event) => event.fmt(f),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for key in [
            Key::derive("andon test", &[b"00022012"]),
            Key::Derived([0; 16]),
            Key::Issued(EventId {
                commit: CommitId {
                    station: Station(7),
                    installation: Installation(2),
                    sequence: Sequence(31),
                },
                index: 1,
            }),
        ] {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        for wrong in [
            "",
            "1-1-0.0",
            "0-1-1.0",
            "1-1-1",
            "1-1-1.0.0",
            "1-1-1-1.0",
            "+1-1-1.0",
            "1000-1-1.0",
            "ab",
            "ZZ5a3e5fc0c360f8cbf91e26b9a607e5",
            "3F5A3E5FC0C360F8CBF91E26B9A607E5",
            "+f5a3e5fc0c360f8cbf91e26b9a607e5",
        ] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }
}
