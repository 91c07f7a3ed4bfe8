//! Secrets that the machine draws and people read off paper: recovery keys, first pass phrases, one-time codes.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::random::{NoRandomness, Randomness, fresh};

/// Read off paper and typed by hand: no 0, 1, l or o among them, thirty-two in all, five bits each.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Signs between two dashes.
const GROUP: usize = 5;

/// A drawn secret. What opens a store has at least a hundred bits, so that nobody guesses it, however fast. In groups of five signs, the last of
/// which tells of a slip of the pen.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Drawn(String);

/// What was typed is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DrawnFault {
    #[error("{found} signs, expected {expected}")]
    Length { found: usize, expected: usize },
    #[error("a sign that is never used")]
    Sign,
    #[error("group {group} is not as it was printed")]
    Mistyped { group: usize },
}

impl Drawn {
    /// Two groups, forty bits: one of the printed codes of a second factor, which is tried at a laptop and nowhere else.
    pub const SECOND: usize = 2;
    /// Five groups, a hundred bits: a first pass phrase, a one-time code.
    pub const CODE: usize = 5;
    /// Eight groups, 160 bits: the recovery key.
    pub const RECOVERY: usize = 8;

    /// Draws so many groups.
    pub fn fresh(groups: usize, randomness: &dyn Randomness) -> Result<Self, NoRandomness> {
        let mut text = String::with_capacity(groups * (GROUP + 1));
        for group in 0..groups {
            let mut drawn: [u8; GROUP - 1] = fresh(randomness)?;
            if group > 0 {
                text.push('-');
            }
            let begin = text.len();
            text.extend(drawn.iter().map(|byte| sign(*byte)));
            drawn.zeroize();
            let check = check(text.get(begin..).unwrap_or_default(), group);
            text.push(check);
        }
        Ok(Self(text))
    }

    /// Reads what somebody typed: with or without dashes and spaces, large or small.
    pub fn parse(typed: &str, groups: usize) -> Result<Self, DrawnFault> {
        let mut plain: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).collect();
        for c in &mut plain {
            *c = c.to_ascii_lowercase();
        }
        let (found, expected) = (plain.len(), groups * GROUP);
        if found != expected {
            plain.zeroize();
            return Err(DrawnFault::Length { found, expected });
        }
        let mut text = String::with_capacity(groups * (GROUP + 1));
        for (number, group) in plain.chunks(GROUP).enumerate() {
            if group.iter().any(|c| !SIGNS.iter().any(|sign| char::from(*sign) == *c)) {
                return Err(DrawnFault::Sign);
            }
            if number > 0 {
                text.push('-');
            }
            let begin = text.len();
            text.extend(group.iter().take(GROUP - 1));
            if group.last() != Some(&check(text.get(begin..).unwrap_or_default(), number)) {
                return Err(DrawnFault::Mistyped { group: number + 1 });
            }
            text.extend(group.last());
        }
        plain.zeroize();
        Ok(Self(text))
    }

    /// For paper, and for whoever has to read it off once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of one of the printed codes: whose it is stands in it.
    pub fn hash(&self, whose: &str) -> [u8; 32] {
        let material = zeroize::Zeroizing::new([whose.as_bytes(), &[0], self.0.as_bytes()].concat());
        blake3::derive_key("andon 2026 printed code of a second factor", &material)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn sign(byte: u8) -> char {
    SIGNS.get(usize::from(byte % 32)).copied().map_or('a', char::from)
}

/// Of one group, by its place: groups that were swapped are noticed as well.
fn check(group: &str, place: usize) -> char {
    let place = u8::try_from(place).unwrap_or(u8::MAX);
    let sum = blake3::hash(&[group.as_bytes(), &[place]].concat());
    sign(sum.as_bytes().first().copied().unwrap_or_default())
}

/// Never shows it.
impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Drawn(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]
    use super::*;
    use crate::vault::random::counted::Counted;

    #[test]
    fn what_was_printed_is_read_back_however_it_is_typed() {
        let drawn = Drawn::fresh(Drawn::CODE, &Counted::default()).unwrap();
        let printed = drawn.reveal().to_owned();
        assert_eq!(printed.len(), 29);
        for typed in [
            printed.clone(),
            printed.to_uppercase(),
            printed.replace('-', ""),
            printed.replace('-', " "),
        ] {
            assert_eq!(Drawn::parse(&typed, Drawn::CODE).unwrap(), drawn);
        }
        assert_eq!(
            Drawn::parse("abc", Drawn::CODE),
            Err(DrawnFault::Length { found: 3, expected: 25 })
        );
    }

    /// One wrong sign in a group is told with a chance of 31 in 32; over all places most must be.
    #[test]
    fn most_slips_of_the_pen_are_told() {
        let drawn = Drawn::fresh(Drawn::RECOVERY, &Counted::default()).unwrap();
        let printed: Vec<u8> = drawn.reveal().bytes().filter(|byte| *byte != b'-').collect();
        let (mut tried, mut told) = (0, 0);
        for place in 0..printed.len() {
            for other in SIGNS.iter().filter(|other| **other != printed[place]) {
                let mut typed = printed.clone();
                typed[place] = *other;
                tried += 1;
                let typed = String::from_utf8(typed).unwrap();
                told += u32::from(Drawn::parse(&typed, Drawn::RECOVERY).is_err());
            }
        }
        assert!(told * 100 > tried * 93, "{told} of {tried}");
    }
}
