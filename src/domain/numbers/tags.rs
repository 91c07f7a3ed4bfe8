//! Tags from the field. One is worn by one person of one event; two who wear the same are not refused, because whoever holds the tag
//! in the hand knows more, and are told.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::fact::{Arrival, IssuedNumber};
use crate::domain::{
    identity::PatientId,
    state::Hospital,
    text::{NAME, Text},
};

/// The tags of many who come at once, counted up from the first.
#[derive(Debug)]
pub struct Tags<'t> {
    first: &'t Text,
    /// What stands before the number at the end.
    lead: &'t str,
    number: Option<Counted>,
}

/// The number at the end of a tag.
#[derive(Debug, Clone, Copy)]
struct Counted {
    number: u64,
    digits: usize,
    /// Digits as wide as the last one: they are counted in the width that they were typed in.
    is_wide: bool,
}

fn is_wide(c: char) -> bool {
    ('０'..='９').contains(&c)
}

impl<'t> Tags<'t> {
    pub fn from(first: &'t Text) -> Self {
        let raw = first.as_str();
        let wide = raw.chars().next_back().is_some_and(is_wide);
        let is_digit = |c: &char| if wide { is_wide(*c) } else { c.is_ascii_digit() };
        let tail = raw.chars().rev().take_while(is_digit).take(18);
        let (digits, bytes) = tail.fold((0, 0), |(digits, bytes), c| (digits + 1, bytes + c.len_utf8()));
        let (lead, number) = raw.split_at(raw.len() - bytes);
        let number = number.nfkc().collect::<String>().parse().ok();
        let counted = |number| Counted {
            number,
            digits,
            is_wide: wide,
        };
        Self {
            first,
            lead,
            number: number.map(counted),
        }
    }

    pub fn first(&self) -> &Text {
        self.first
    }

    /// Behind `A-101`, the tag at 2 is `A-103`; a tag without a number at its end gets one behind it. Nothing when that is longer than
    /// a tag can be: one tag on five hundred people is worse than none, and none is worse than another one that is asked for.
    pub fn at(&self, place: u16) -> Option<Text> {
        if place == 0 {
            return Some(self.first.clone());
        }
        let Some(Counted {
            number,
            digits,
            is_wide,
        }) = self.number
        else {
            return Text::parse(&format!("{}-{}", self.first, u32::from(place) + 1), NAME).ok();
        };
        let mut tag = format!("{}{:0digits$}", self.lead, number + u64::from(place));
        if is_wide {
            let widened = |c: char| {
                let digit = c.to_digit(10);
                digit.and_then(|digit| char::from_u32('０' as u32 + digit)).unwrap_or(c)
            };
            let counted = tag.split_off(self.lead.len());
            tag.extend(counted.chars().map(widened));
        }
        Text::parse(&tag, NAME).ok()
    }
}

/// Which numbers go with which tag, of those that are not voided.
#[derive(Debug, Default)]
pub struct Worn<'h>(HashMap<(String, String), Vec<&'h IssuedNumber>>);

impl<'h> Worn<'h> {
    pub fn of(hospital: &'h Hospital) -> Self {
        let mut worn: HashMap<_, Vec<_>> = HashMap::new();
        for number in hospital.numbers().filter(|number| !number.is_voided()) {
            if let (Some(key), Some(_)) = (key(&number.arrival()), number.patient()) {
                worn.entry(key).or_default().push(number.as_ref());
            }
        }
        Self(worn)
    }

    /// Whoever wears this tag in this event.
    pub fn by(&self, arrival: &Arrival) -> &[&'h IssuedNumber] {
        let found = key(arrival).and_then(|key| self.0.get(&key));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whoever wears it beside this person.
    pub fn by_others(&self, arrival: &Arrival, patient: PatientId, hospital: &Hospital) -> Vec<&'h IssuedNumber> {
        let is_another = |number: &&&IssuedNumber| {
            let holder = number.patient();
            holder.is_some_and(|holder| holder != patient && !hospital.is_one_person(holder, patient))
        };
        self.by(arrival).iter().filter(is_another).copied().collect()
    }
}

/// By what a tag is the same: its event, and what stands on it however it was typed.
fn key(arrival: &Arrival) -> Option<(String, String)> {
    let tag = arrival.tag.as_ref()?;
    let plain = |text: &Text| -> String {
        let folded = text.as_str().nfkc().flat_map(char::to_lowercase);
        folded.filter(|sign| !sign.is_whitespace()).collect()
    };
    let incident = arrival.incident.as_ref().map(plain).unwrap_or_default();
    Some((plain(tag), incident))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    #[test]
    fn a_tag_is_counted_up_in_the_digits_that_it_was_typed_in() {
        let tag = |raw: &str| Text::parse(raw, NAME).unwrap();
        for (first, place, next) in [
            ("A-101", 2, "A-103"),
            ("099", 1, "100"),
            ("９９", 1, "１００"),
            ("Ａ－０９", 4, "Ａ－１３"),
            ("９9", 1, "９10"),
            ("赤", 2, "赤-3"),
            ("99", 0, "99"),
        ] {
            assert_eq!(Tags::from(&tag(first)).at(place), Some(tag(next)), "{first}");
        }
        // Eighteen digits are counted at most: more than any tag has.
        let long = format!("{}９", "９".repeat(20));
        assert!(Tags::from(&tag(&long)).at(1).is_some());
    }
}
