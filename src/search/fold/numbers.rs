//! Numbers: phones, with or without what stands between the digits, and patient numbers, with or without separators, leading
//! zeros and check digits.

use super::plain;

/// The digits of a phone number, the country's own prefix written as 0; nothing when there are none.
pub fn phone(text: &str) -> Option<String> {
    let text = plain(text);
    let text = text.trim();
    let (abroad, rest) = match text.strip_prefix("+81") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if abroad && !digits.starts_with('0') {
        digits.insert(0, '0');
    }
    (!digits.is_empty()).then_some(digits)
}

/// Digits that a packed phone number holds.
const DIGITS: usize = 16;

/// A phone number from its end: the last digit in the highest four bits, each digit as itself and one, so that a number is less
/// than a longer one with the same end. Sorted like this, everybody whose number ends in what was typed stands together.
pub fn packed(digits: &str) -> u64 {
    let mut packed = 0;
    let mut room = DIGITS;
    for digit in digits.bytes().rev().filter(u8::is_ascii_digit).take(DIGITS) {
        room -= 1;
        packed |= u64::from(digit - b'0' + 1) << (room * 4);
    }
    packed
}

/// The digits of [`packed`].
pub fn unpacked(packed: u64) -> String {
    let mut digits: Vec<char> = (0..DIGITS)
        .rev()
        .filter_map(|place| u32::try_from((packed >> (place * 4)) & 0xf).ok())
        .take_while(|digit| *digit > 0)
        .filter_map(|digit| char::from_digit(digit - 1, 10))
        .collect();
    digits.reverse();
    digits.into_iter().collect()
}

/// The packed numbers that end in `digits`: from the first to the last.
pub fn ending_in(digits: &str) -> std::ops::RangeInclusive<u64> {
    let first = packed(digits);
    let free = DIGITS.saturating_sub(digits.len());
    let last = first | (1_u64 << (free * 4).min(63)).wrapping_sub(1);
    first..=last.max(first)
}

/// A patient number without anything but its letters (as capitals) and digits.
pub fn identifier(text: &str) -> String {
    plain(text)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Whether a typed word can be a number of a person: it has a digit, and nothing but letters, digits and what stands between.
pub fn is_number(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        && word.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '(' | ')' | '+' | '_' | '‐' | '−' | 'ー' | '―')
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_phone_is_its_digits() {
        for typed in [
            "090-1234-5678",
            "09012345678",
            "０９０－１２３４－５６７８",
            "+81 90-1234-5678",
            "(090)1234 5678",
        ] {
            assert_eq!(phone(typed).unwrap(), "09012345678", "{typed}");
        }
        assert_eq!(phone(""), None);
        assert_eq!(phone("不明"), None);
    }

    #[test]
    fn a_phone_comes_back_and_its_end_finds_it() {
        for digits in ["0901234567", "110", "09012345678", "1234567890123456"] {
            assert_eq!(unpacked(packed(digits)), digits);
            for end in 1..=digits.len() {
                let typed = digits.get(digits.len() - end..).unwrap();
                assert!(ending_in(typed).contains(&packed(digits)), "{digits} {typed}");
            }
            assert!(!ending_in("99999").contains(&packed(digits)));
        }
    }

    #[test]
    fn a_number_of_a_person_is_its_letters_and_digits() {
        assert_eq!(identifier(" t07-00123-41 "), "T0700123".to_owned() + "41");
        assert!(is_number("0012345-6"));
        assert!(!is_number("田中1"));
        assert!(!is_number("tanaka"));
    }
}
