//! What a slip is called on paper: a number of the hospital's own scheme (`numbers`), by default a letter, the station, its
//! block, a sequence and two check digits (domain.md, Order slips 3).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::domain::{
    identity::Identifier,
    numbers::{Scheme, scheme::Parts},
    state::Hospital,
};

/// Letters, digits and hyphens of the longest number.
const LONGEST: usize = 20;
/// Digits at the end that name one slip well enough among the forms at hand: the check digits and the last of the sequence.
pub const SHORTEST_TAIL: usize = 4;

/// One slip, typed or hand-written, in all its copies. No two slips of the hospital have the same one. Small enough to be
/// copied about: hundreds of thousands of them are keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlipNumber {
    // Capitals, digits and hyphens, then zeros.
    text: [u8; LONGEST],
}

impl SlipNumber {
    /// As it is printed: 1 to 20 letters, digits and hyphens. Whether it is a number of this hospital is another question.
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim().as_bytes();
        let fits = (1..=LONGEST).contains(&raw.len())
            && raw.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            && raw.iter().any(u8::is_ascii_digit);
        if !fits {
            return None;
        }
        let mut text = [0; LONGEST];
        for (place, byte) in text.iter_mut().zip(raw) {
            *place = byte.to_ascii_uppercase();
        }
        Some(Self { text })
    }

    /// The number that people mean, with or without its hyphens, as its scheme writes it.
    pub fn meant(raw: Self, hospital: &Hospital) -> Self {
        raw.parts(hospital)
            .and_then(|parts| Self::parse(&parts.written))
            .unwrap_or(raw)
    }

    /// Taken apart by the scheme of this hospital's slips; `None` when it does not look like one.
    pub fn parts(&self, hospital: &Hospital) -> Option<Parts> {
        hospital.schemes().slip.read(self.as_str())
    }

    /// Taken apart by a scheme.
    pub fn read(&self, scheme: &Scheme) -> Option<Parts> {
        scheme.read(self.as_str())
    }

    pub fn as_str(&self) -> &str {
        let end = self.text.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        self.text
            .get(..end)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    /// Whether the number ends with these digits, as people read the end of a number to each other.
    pub fn ends_with(self, tail: &str) -> bool {
        let digits: String = self.as_str().chars().filter(char::is_ascii_digit).collect();
        tail.len() >= SHORTEST_TAIL && tail.bytes().all(|byte| byte.is_ascii_digit()) && digits.ends_with(tail)
    }
}

impl From<&Identifier> for SlipNumber {
    /// An identifier has at most twenty letters, digits and hyphens.
    fn from(identifier: &Identifier) -> Self {
        let mut text = [0; LONGEST];
        for (place, byte) in text.iter_mut().zip(identifier.as_str().bytes()) {
            *place = byte.to_ascii_uppercase();
        }
        Self { text }
    }
}

impl Serialize for SlipNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for SlipNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a slip number"))
    }
}

impl fmt::Display for SlipNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SlipNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for raw in ["S07-100123-41", "1", "12345678901234567890"] {
            assert_eq!(SlipNumber::parse(raw).unwrap().to_string(), raw);
        }
        assert_eq!(SlipNumber::parse(" s07-1 ").unwrap().as_str(), "S07-1");
        for wrong in ["", "S", "S07/1", "123456789012345678901", "たなか1"] {
            assert_eq!(SlipNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn people_read_each_other_the_end_of_a_number() {
        let slip = SlipNumber::parse("S07-100123-41").unwrap();
        assert!(slip.ends_with("12341") && slip.ends_with("2341"));
        assert!(!slip.ends_with("341"), "three digits say too little");
        assert!(!slip.ends_with("99999"));
    }
}
