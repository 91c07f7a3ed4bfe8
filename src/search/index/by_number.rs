//! Finding by numbers: a phone by its end, a patient number with or without zeros, separators and check digits.

use super::Index;
use super::find::{BEGUN, FORM};
use super::rows::Rows;
use crate::search::fold::numbers;

/// The end of a number.
const NUMBER_END: u16 = 2;
/// A number without its check digits, or with digits more than the register has.
const CHECK_DIGITS: u16 = 3;

impl Index {
    pub(super) fn by_phone(&self, number: &str, most: usize, found: &mut Vec<(u16, u32)>) {
        let Some(digits) = numbers::phone(number).filter(|digits| digits.len() >= 3) else {
            return;
        };
        if number.chars().any(|c| c.is_ascii_alphabetic()) {
            return;
        }
        let rows = &self.rows;
        let key = |row: u32| rows.phone.get(row as usize).copied().unwrap_or(0);
        let places = Rows::between(&rows.by_phone, key, &numbers::ending_in(&digits));
        let whole = numbers::packed(&digits);
        let ending = rows.by_phone.get(places).unwrap_or_default();
        let cost = |row: u32| if key(row) == whole { 0 } else { NUMBER_END };
        found.extend(ending.iter().take(most).map(|row| (cost(*row), *row)));
    }

    pub(super) fn by_identifier(&self, number: &str, most: usize, found: &mut Vec<(u16, u32)>) {
        let typed = numbers::identifier(number);
        let bare = typed.trim_start_matches('0');
        let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
        let exactly = |wanted: &str| {
            self.of_id(wanted)
                .filter(|row| numbers::identifier(self.id(*row)) == wanted)
        };
        // Whoever types leading zeros types the number as it stands on paper, as wide as it is.
        let wide = typed != bare;
        let mut meant = |wanted: &str, cost: u16, pads: bool| {
            found.extend(exactly(wanted).map(|row| (cost, row.0)));
            if digits && pads {
                let bare = wanted.trim_start_matches('0');
                for length in (bare.len()..31).filter(|length| self.rows.id_lengths & (1 << length) != 0) {
                    found.extend(exactly(&format!("{bare:0>length$}")).map(|row| (cost + FORM, row.0)));
                }
            }
        };
        // Leading zeros are left out as often as they are typed.
        meant(&typed, 0, true);
        // The last one or two may be check digits that the register does not have.
        for cut in [1, 2] {
            if let Some(without) = typed
                .get(..typed.len().saturating_sub(cut))
                .filter(|rest| rest.len() >= 4)
            {
                meant(without, CHECK_DIGITS + FORM, !wide);
            }
        }
        // Or the register has more than was typed.
        let mut begins = vec![typed.clone()];
        if digits && !wide && typed.len() >= 4 {
            let padded = (1..31)
                .filter(|length| self.rows.id_lengths & (1 << length) != 0)
                .flat_map(|length| [1, 2].map(|check| length - check.min(length)))
                .filter(|length| *length > bare.len())
                .map(|length| format!("{bare:0>length$}"));
            begins.extend(padded);
        }
        for (place, begin) in begins.iter().enumerate() {
            let rows = &self.rows;
            let id = |row: u32| numbers::identifier(rows.id(row));
            let from = rows.by_id.partition_point(|row| id(*row) < *begin);
            let rest = rows.by_id.iter().skip(from).take(most);
            let cost = if place == 0 { BEGUN } else { CHECK_DIGITS };
            found.extend(
                rest.take_while(|row| id(**row).starts_with(begin))
                    .map(|row| (cost, *row)),
            );
        }
    }
}

/// A part of a number beside a name.
pub struct HalfNumber {
    id: String,
    phone: Option<std::ops::RangeInclusive<u64>>,
}

impl HalfNumber {
    pub fn new(typed: &str) -> Self {
        Self {
            id: numbers::identifier(typed),
            phone: numbers::phone(typed).map(|digits| numbers::ending_in(&digits)),
        }
    }

    pub fn digits(&self) -> usize {
        self.id.len()
    }

    pub fn is_of(&self, rows: &Rows, row: u32) -> bool {
        let phone = rows.phone.get(row as usize).copied().unwrap_or(0);
        self.phone.as_ref().is_some_and(|ending| ending.contains(&phone)) || {
            let id = rows.id(row).bytes().filter(u8::is_ascii_alphanumeric);
            let same = id
                .zip(self.id.bytes())
                .filter(|(one, other)| one.eq_ignore_ascii_case(other));
            same.count() == self.id.len()
        }
    }
}
