//! Ranges of numbers: those that the EHR gives itself, and those that it keeps free.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::scheme::Scheme;

/// Numbers from one to another, of equal length, digits behind letters that both have: `00000000..89999999`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Range {
    pub(super) letters: SmolStr,
    pub(super) digits: u8,
    pub(super) first: u64,
    pub(super) last: u64,
}

impl Range {
    /// `None` unless it is two numbers of one length, the smaller first.
    pub fn parse(raw: &str) -> Option<Self> {
        let (first, last) = raw.trim().split_once("..")?;
        let split = |number: &str| {
            let at = number.find(|c: char| c.is_ascii_digit())?;
            let (letters, digits) = number.split_at(at);
            let fits = letters.chars().all(|c| c.is_ascii_uppercase()) && (1..=18).contains(&digits.len());
            let value = digits
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| digits.parse().ok())??;
            fits.then(|| {
                (
                    SmolStr::new(letters),
                    u8::try_from(digits.len()).unwrap_or_default(),
                    value,
                )
            })
        };
        let ((letters, digits, first), (others, others_digits, last)) = (split(first.trim())?, split(last.trim())?);
        (letters == others && digits == others_digits && first <= last).then_some(Self {
            letters,
            digits,
            first,
            last,
        })
    }

    /// Smallest and largest number that a scheme makes among those that look like this range's; `None` when it makes none.
    fn span(&self, scheme: &Scheme) -> Option<(u64, u64)> {
        let signs = scheme.signs();
        if signs.len() != self.letters.len() + usize::from(self.digits) {
            return None;
        }
        let (letters, digits) = signs.split_at(self.letters.len());
        let same = letters
            .iter()
            .zip(self.letters.chars())
            .all(|(sign, c)| *sign == Some(c));
        if !same {
            return None;
        }
        digits.iter().try_fold((0_u64, 0_u64), |(least, most), sign| {
            let (low, high) = match sign {
                None => (0, 9),
                Some(sign) => (sign.to_digit(10)?, sign.to_digit(10)?),
            };
            Some((least * 10 + u64::from(low), most * 10 + u64::from(high)))
        })
    }

    /// Whether the scheme could make a number of this range.
    pub(super) fn touches(&self, scheme: &Scheme) -> bool {
        self.span(scheme)
            .is_some_and(|(least, most)| least <= self.last && most >= self.first)
    }

    /// Whether all that the scheme makes lies in this range.
    pub(super) fn holds(&self, scheme: &Scheme) -> bool {
        self.span(scheme)
            .is_some_and(|(least, most)| least >= self.first && most <= self.last)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letters, width) = (&self.letters, usize::from(self.digits));
        write!(f, "{letters}{:0width$}..{letters}{:0width$}", self.first, self.last)
    }
}
