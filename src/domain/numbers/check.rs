//! Check digits. Four schemes, each as published: ISO/IEC 7064 MOD 97-10, Damm (H. M. Damm, 2004), Luhn (ISO/IEC 7812-1)
//! and weighted modulus.
//!
//! What they catch differs: Luhn misses every swap over one digit, Damm one in ten of them, MOD 97-10 none, and neither
//! MOD 97-10 nor Damm misses a wrong digit or two neighbours swapped (`tests/andon/numbers_checks.rs` measures it).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How the check digits of a number are made. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CheckKind {
    /// Two digits; letters count as in ISO 13616 (A is 10, Z is 35), so a wrong letter is caught, too.
    Mod97,
    /// One digit. Letters do not count.
    Damm,
    /// One digit. Letters do not count.
    Luhn,
    /// One digit: the weighted sum modulo 10 or 11. Weights are used from the right and begin again when they are used
    /// up. Letters do not count.
    Weighted { weights: Vec<u8>, modulus: u8 },
}

/// Why there are no check digits for this body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckFault {
    /// A weighted sum modulo 11 came to ten, for which there is no digit: the number is left out.
    #[error("no digit stands for ten")]
    NoDigit,
    #[error("only ASCII letters and digits can be checked")]
    NotAlphanumeric,
    /// A weight that shares a divisor with the modulus lets wrong digits at its place through: 10 all of them, 5 and the even
    /// ones half.
    #[error("weights are 1 to 10 without a divisor in common with the modulus, which is 10 or 11")]
    BadWeights,
}

/// The quasigroup of order 10 of Damm's thesis: weakly totally anti-symmetric, with zeros on the diagonal.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl CheckKind {
    /// Check characters at the end of the number.
    pub fn width(&self) -> u8 {
        match self {
            Self::Mod97 => 2,
            Self::Damm | Self::Luhn | Self::Weighted { .. } => 1,
        }
    }

    /// The word of settings and of the shell.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Mod97 => "mod-97-10",
            Self::Damm => "damm",
            Self::Luhn => "luhn",
            Self::Weighted { .. } => "weighted",
        }
    }

    /// Whether there is such a check.
    pub fn is_possible(&self) -> bool {
        match self {
            Self::Mod97 | Self::Damm | Self::Luhn => true,
            Self::Weighted { weights, modulus } => are_weights(weights, *modulus),
        }
    }

    /// Whether a wrong letter shows.
    pub fn counts_letters(&self) -> bool {
        *self == Self::Mod97
    }

    /// The check digits of `body`, which holds ASCII letters, digits and hyphens; hyphens do not count.
    pub fn digits(&self, body: &str) -> Result<SmolStr, CheckFault> {
        match self {
            Self::Mod97 => {
                // Two zeros stand where the check digits will stand.
                let rest = modulo_97(body)? * 100 % 97;
                Ok(smol_str::format_smolstr!("{:02}", 98 - rest))
            }
            Self::Damm => Ok(smol_str::format_smolstr!("{}", damm(body)?)),
            Self::Luhn => {
                let sum = luhn(body)?;
                Ok(smol_str::format_smolstr!("{}", (10 - sum % 10) % 10))
            }
            Self::Weighted { weights, modulus } => {
                let rest = weighted(body, weights, *modulus)?;
                match (u32::from(*modulus) - rest) % u32::from(*modulus) {
                    10 => Err(CheckFault::NoDigit),
                    digit => Ok(smol_str::format_smolstr!("{digit}")),
                }
            }
        }
    }

    /// Whether `number`, its check digits at the end, is whole.
    pub fn holds(&self, number: &str) -> bool {
        if *self == Self::Mod97 {
            // Only 02 to 98 are ever made: 00, 01 and 99 would pass the sum of another number.
            let check: String = number.chars().rev().filter(|c| *c != '-').take(2).collect();
            return !matches!(check.as_str(), "00" | "10" | "99") && modulo_97(number) == Ok(1);
        }
        let plain: String = number.chars().filter(|c| *c != '-').collect();
        let Some((at, check)) = plain.char_indices().next_back() else {
            return false;
        };
        let body = plain.get(..at).unwrap_or_default();
        self.digits(body).is_ok_and(|digits| digits.chars().eq([check]))
    }
}

fn modulo_97(text: &str) -> Result<u32, CheckFault> {
    let mut rest = 0;
    for c in text.chars().filter(|c| *c != '-') {
        rest = match c {
            '0'..='9' => rest * 10 + (u32::from(c) - u32::from('0')),
            'A'..='Z' => rest * 100 + (u32::from(c) - u32::from('A') + 10),
            _ => return Err(CheckFault::NotAlphanumeric),
        } % 97;
    }
    Ok(rest)
}

fn figures(text: &str) -> Result<Vec<u32>, CheckFault> {
    let mut figures = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => figures.push(u32::from(c) - u32::from('0')),
            'A'..='Z' | '-' => {}
            _ => return Err(CheckFault::NotAlphanumeric),
        }
    }
    Ok(figures)
}

fn damm(body: &str) -> Result<u8, CheckFault> {
    let mut interim = 0_u8;
    for figure in figures(body)? {
        let column = usize::try_from(figure).unwrap_or_default();
        let row = DAMM.get(usize::from(interim));
        interim = row.and_then(|row| row.get(column)).copied().unwrap_or_default();
    }
    Ok(interim)
}

/// The sum of Luhn over a body without its check digit: the rightmost figure is doubled, then every second one.
fn luhn(body: &str) -> Result<u32, CheckFault> {
    let figures = figures(body)?;
    let parts = figures.iter().rev().enumerate().map(|(place, figure)| {
        let figure = if place.is_multiple_of(2) { figure * 2 } else { *figure };
        figure / 10 + figure % 10
    });
    Ok(parts.sum())
}

/// Weights under which every single wrong digit shows.
fn are_weights(weights: &[u8], modulus: u8) -> bool {
    let fits = |weight: &u8| {
        (1..=10).contains(weight) && (modulus == 11 || !weight.is_multiple_of(2) && !weight.is_multiple_of(5))
    };
    !weights.is_empty() && weights.iter().all(fits) && matches!(modulus, 10 | 11)
}

fn weighted(body: &str, weights: &[u8], modulus: u8) -> Result<u32, CheckFault> {
    if !are_weights(weights, modulus) {
        return Err(CheckFault::BadWeights);
    }
    let figures = figures(body)?;
    let sum: u32 = figures
        .iter()
        .rev()
        .zip(weights.iter().cycle())
        .map(|(figure, weight)| figure * u32::from(*weight))
        .sum();
    Ok(sum % u32::from(modulus))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    fn weighted(weights: &[u8], modulus: u8) -> CheckKind {
        CheckKind::Weighted {
            weights: weights.to_vec(),
            modulus,
        }
    }

    /// The example of ISO 7064; the examples of the registries of ISO 13616 (IBAN, rearranged as it is checked) and of
    /// ISO 17442 (LEI).
    #[test]
    fn mod_97_10_gives_the_published_digits() {
        assert_eq!(CheckKind::Mod97.digits("794").unwrap(), "44");
        for published in [
            "WEST12345698765432GB82",
            "370400440532013000DE89",
            "5493001KJTIIGC8Y1R12",
        ] {
            let (body, check) = published.split_at(published.len() - 2);
            assert_eq!(CheckKind::Mod97.digits(body).unwrap(), check, "{published}");
            assert!(CheckKind::Mod97.holds(published), "{published}");
        }
        assert!(!CheckKind::Mod97.holds("WEST12345698765432GB83"));
    }

    /// The example of Damm's thesis.
    #[test]
    fn damm_gives_the_published_digit() {
        assert_eq!(CheckKind::Damm.digits("572").unwrap(), "4");
        assert!(CheckKind::Damm.holds("5724") && !CheckKind::Damm.holds("5274"));
    }

    /// The usual examples of ISO/IEC 7812-1.
    #[test]
    fn luhn_gives_the_published_digits() {
        for published in ["79927398713", "4111111111111111", "5500005555555559", "378282246310005"] {
            let (body, check) = published.split_at(published.len() - 1);
            assert_eq!(CheckKind::Luhn.digits(body).unwrap(), check, "{published}");
            assert!(CheckKind::Luhn.holds(published), "{published}");
        }
    }

    /// ISBN-10 (weights 2 to 10, modulus 11) and EAN-13 (3 and 1, modulus 10).
    #[test]
    fn weighted_sums_give_the_published_digits() {
        let isbn = weighted(&[2, 3, 4, 5, 6, 7, 8, 9, 10], 11);
        assert_eq!(isbn.digits("030640615").unwrap(), "2");
        assert!(isbn.holds("0306406152"));
        // This one ends in X, for which a number of digits has no room.
        assert_eq!(isbn.digits("080442957"), Err(CheckFault::NoDigit));
        let ean = weighted(&[3, 1], 10);
        assert_eq!(ean.digits("400638133393").unwrap(), "1");
        assert_eq!(weighted(&[], 10).digits("1"), Err(CheckFault::BadWeights));
        assert_eq!(weighted(&[3, 0], 10).digits("1"), Err(CheckFault::BadWeights));
        assert_eq!(weighted(&[3, 1], 12).digits("1"), Err(CheckFault::BadWeights));
        // A wrong digit at such a place would not show, or half of them would not.
        for weight in [2, 4, 5, 6, 8, 10] {
            assert_eq!(weighted(&[1, weight], 10).digits("1"), Err(CheckFault::BadWeights));
        }
        assert!(weighted(&[1, 3, 7, 9], 10).digits("1").is_ok());
    }

    #[test]
    fn hyphens_are_no_part_of_a_number_and_rubbish_is_no_number() {
        assert!(CheckKind::Mod97.holds("79-44-4"));
        assert_eq!(CheckKind::Mod97.digits("7é"), Err(CheckFault::NotAlphanumeric));
        for kind in [
            CheckKind::Mod97,
            CheckKind::Damm,
            CheckKind::Luhn,
            weighted(&[3, 1], 10),
        ] {
            assert!(!kind.holds("") && !kind.holds("a1"), "{kind:?}");
        }
    }
}
