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

/// `A-101` and 2 is `A-103`; a tag without a number at its end gets one behind it. Nothing when that is longer than a tag can be: one
/// tag on five hundred people is worse than none, and none is worse than another one that is asked for.
pub fn counted_up(first: &Text, place: u16) -> Option<Text> {
    if place == 0 {
        return Some(first.clone());
    }
    let raw = first.as_str();
    let digits = raw.chars().rev().take_while(char::is_ascii_digit).count().min(18);
    let (lead, number) = raw.split_at(raw.len() - digits);
    let counted = match number.parse::<u64>() {
        Ok(number) => format!("{lead}{:0digits$}", number + u64::from(place)),
        Err(_) => format!("{raw}-{}", u32::from(place) + 1),
    };
    Text::parse(&counted, NAME).ok()
}

/// Which numbers go with which tag, of those that are not voided.
#[derive(Debug, Default)]
pub struct Worn<'h>(HashMap<(String, String), Vec<&'h IssuedNumber>>);

impl<'h> Worn<'h> {
    pub fn of(hospital: &'h Hospital) -> Self {
        let mut worn: HashMap<_, Vec<_>> = HashMap::new();
        for number in hospital.numbers().filter(|number| !number.is_voided()) {
            if let (Some(key), Some(_)) = (key(&number.arrival), number.patient()) {
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
    let plain = |text: &Text| -> String {
        let folded = text.as_str().nfkc().flat_map(char::to_lowercase);
        folded.filter(|sign| !sign.is_whitespace()).collect()
    };
    let incident = arrival.incident.as_ref().map(plain).unwrap_or_default();
    Some((plain(arrival.tag.as_ref()?), incident))
}
