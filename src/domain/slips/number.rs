//! What a slip is called on paper: station, installation, sequence and two check digits (domain.md, Order slips 3).
//!
//! Digits only, because they are typed on ten keys by people in gloves. The check digits are ISO/IEC 7064 MOD 97-10: they
//! find every single wrong digit, every swap of neighbours and every jump swap.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::record::{Installation, Station};

/// One slip, typed or hand-written, in all its copies. No two slips of the hospital have the same one: a number begins
/// with the station and its installation, and an installation counts up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SlipNumber(u64);

/// Digits on paper: three of the station, two of the installation, six of the sequence, two check digits.
pub const DIGITS: usize = 13;
/// The largest sequence of an installation.
pub const LAST: u32 = 999_999;
/// Digits at the end that name one slip well enough among those at hand: check digits and the last of the sequence.
pub const SHORTEST_TAIL: usize = 4;

impl SlipNumber {
    /// `None` when the installation has no number left, or is one that a number cannot hold.
    pub fn new(station: Station, installation: Installation, sequence: u32) -> Option<Self> {
        if installation.number() > 99 || !(1..=LAST).contains(&sequence) {
            return None;
        }
        let body =
            (u64::from(station.number()) * 100 + u64::from(installation.number())) * 1_000_000 + u64::from(sequence);
        Some(Self(body * 100 + check(body)))
    }

    /// Reads thirteen digits, however they are grouped; `None` when the check digits do not fit.
    pub fn parse(raw: &str) -> Option<Self> {
        let mut number = 0_u64;
        let mut digits = 0;
        for c in raw.trim().chars().filter(|c| *c != '-' && *c != ' ') {
            number = number * 10 + u64::from(c.to_digit(10)?);
            digits += 1;
            if digits > DIGITS {
                return None;
            }
        }
        let slip = Self(number);
        (digits == DIGITS && check(number / 100) == number % 100 && slip.sequence() > 0 && slip.station().is_some())
            .then_some(slip)
    }

    pub fn station(self) -> Option<Station> {
        Station::new(u16::try_from(self.0 / 10_000_000_000).ok()?)
    }

    pub fn installation(self) -> Option<Installation> {
        Installation::new(u16::try_from(self.0 / 100_000_000 % 100).ok()?)
    }

    pub fn sequence(self) -> u32 {
        u32::try_from(self.0 / 100 % 1_000_000).unwrap_or(LAST)
    }

    /// The number as digits, for keys and sorting.
    pub fn digits(self) -> u64 {
        self.0
    }

    /// Whether the number ends with these digits, as people read the end of a number to each other.
    pub fn ends_with(self, tail: &str) -> bool {
        let length = tail.len();
        (SHORTEST_TAIL..=DIGITS).contains(&length)
            && tail.bytes().all(|byte| byte.is_ascii_digit())
            && format!("{:013}", self.0).ends_with(tail)
    }
}

/// The two digits that make a number of MOD 97-10 whole.
fn check(body: u64) -> u64 {
    98 - (body * 100) % 97
}

impl fmt::Display for SlipNumber {
    /// `007-01-000123-41`, grouped as it is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0;
        f.pad(&format!(
            "{:03}-{:02}-{:06}-{:02}",
            all / 10_000_000_000,
            all / 100_000_000 % 100,
            all / 100 % 1_000_000,
            all % 100
        ))
    }
}

impl fmt::Debug for SlipNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn number(sequence: u32) -> SlipNumber {
        SlipNumber::new(Station::new(7).unwrap(), Installation::FIRST, sequence).unwrap()
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for sequence in [1, 2, 97, 98, 123, 99_999, LAST] {
            let slip = number(sequence);
            assert_eq!(SlipNumber::parse(&slip.to_string()), Some(slip));
            assert_eq!(SlipNumber::parse(&slip.to_string().replace('-', "")), Some(slip));
            assert_eq!((slip.sequence(), slip.station().unwrap().number()), (sequence, 7));
        }
        assert_eq!(SlipNumber::new(Station::new(7).unwrap(), Installation::FIRST, 0), None);
        assert_eq!(
            SlipNumber::new(Station::new(7).unwrap(), Installation::FIRST, LAST + 1),
            None
        );
        for wrong in ["", "123", "0070100000100", "00701000001000000", "+070100000141"] {
            assert_eq!(SlipNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_wrong_digit_and_swapped_digits_are_always_found() {
        for sequence in (1..LAST).step_by(7919) {
            let digits: Vec<u8> = format!("{:013}", number(sequence).digits()).into_bytes();
            let is_read = |digits: &[u8]| SlipNumber::parse(std::str::from_utf8(digits).unwrap()).is_some();
            assert!(is_read(&digits));
            for place in 0..DIGITS {
                for digit in b'0'..=b'9' {
                    let mut wrong = digits.clone();
                    wrong.splice(place..=place, [digit]);
                    assert!(wrong == digits || !is_read(&wrong));
                }
                for distance in [1, 2] {
                    let mut wrong = digits.clone();
                    if place + distance < DIGITS {
                        wrong.swap(place, place + distance);
                        assert!(wrong == digits || !is_read(&wrong));
                    }
                }
            }
        }
    }

    #[test]
    fn people_read_each_other_the_end_of_a_number() {
        let slip = number(123);
        let digits = format!("{:013}", slip.digits());
        assert!(slip.ends_with(digits.get(8..).unwrap()));
        assert!(
            !slip.ends_with(digits.get(10..).unwrap()),
            "three digits say too little"
        );
        assert!(!slip.ends_with("99999"));
    }
}
