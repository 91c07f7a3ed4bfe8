//! What may have been meant with one mistake in a word: a sound too many, too few, another, or two in the wrong order.
//!
//! Every word that one mistake away could have been meant is made and looked up; for a name of four kana that is a few hundred
//! look-ups, which is less than comparing it with every name there is.

use std::collections::HashMap;
use std::ops::Range;

use super::dictionary::{Dictionary, Name};
use crate::search::fold::kana::{self, Kinship, LONG, Sound};

/// What a mistake costs beside one that is made less often; the unit is that of [`super::find`].
const OFTEN: u16 = 0;
const SOMETIMES: u16 = 2;
const SELDOM: u16 = 4;

/// The names that sound like a word with one mistake in it, and how unlikely the mistake is.
pub fn sounding(dictionary: &Dictionary, written: &[Sound]) -> Vec<(u16, Range<Name>)> {
    let mut meant = Meant {
        found: HashMap::new(),
        folded: Vec::with_capacity(written.len() + 1),
        own: kana::fold(written),
        dictionary,
    };
    let mut word: Vec<Sound> = Vec::with_capacity(written.len() + 1);
    let all: Vec<Sound> = kana::sounds().collect();
    for (place, sound) in written.iter().copied().enumerate() {
        let before = written.get(..place).unwrap_or_default();
        let behind = written.get(place + 1..).unwrap_or_default();
        // Too many: typed twice, or slipped in.
        word.clear();
        word.extend(before.iter().chain(behind));
        let doubled = before
            .last()
            .is_some_and(|last| kana::alone(*last) == kana::alone(sound));
        meant.look(&word, if doubled { OFTEN } else { SOMETIMES });
        // Another one.
        for other in all.iter().copied().filter(|other| *other != kana::alone(sound)) {
            let cost = match kana::kinship(other, kana::alone(sound)) {
                Kinship::Voicing => OFTEN,
                Kinship::Neighbour => SOMETIMES,
                Kinship::Stranger => SELDOM,
            };
            word.clear();
            word.extend(before);
            word.push(other);
            word.extend(behind);
            meant.look(&word, cost);
        }
        // In the wrong order.
        if let Some((next, behind)) = behind.split_first() {
            word.clear();
            word.extend(before);
            word.extend([*next, sound]);
            word.extend(behind);
            meant.look(&word, OFTEN);
        }
    }
    // Too few.
    for place in 0..=written.len() {
        let (before, behind) = written.split_at(place);
        for other in all.iter().copied() {
            word.clear();
            word.extend(before);
            word.push(other);
            word.extend(behind);
            meant.look(&word, if other == LONG { OFTEN } else { SOMETIMES });
        }
    }
    meant.sorted()
}

struct Meant<'a> {
    found: HashMap<Name, (u16, Name)>,
    folded: Vec<Sound>,
    own: Vec<Sound>,
    dictionary: &'a Dictionary,
}

impl Meant<'_> {
    fn look(&mut self, word: &[Sound], cost: u16) {
        kana::fold_into(word, &mut self.folded);
        if self.folded == self.own {
            return;
        }
        if let Some(names) = self.dictionary.heard(&self.folded) {
            let known = self.found.entry(names.start).or_insert((cost, names.end));
            known.0 = known.0.min(cost);
        }
    }

    fn sorted(self) -> Vec<(u16, Range<Name>)> {
        let found = self.found.into_iter();
        let mut found: Vec<_> = found.map(|(start, (cost, end))| (cost, start..end)).collect();
        found.sort_unstable_by_key(|(cost, names)| (*cost, names.start));
        found
    }
}

/// The names whose reading in Latin letters (the one spelling) is one letter away, or two in the wrong order.
pub fn spelling(dictionary: &Dictionary, latin: &str) -> Vec<Name> {
    let letters = latin.as_bytes();
    let mut found: Vec<Name> = Vec::new();
    let mut word: Vec<u8> = Vec::with_capacity(letters.len() + 1);
    let mut look = |parts: [&[u8]; 3]| {
        word.clear();
        for part in parts {
            word.extend_from_slice(part);
        }
        if word != letters {
            found.extend(dictionary.spelled(&word));
        }
    };
    for place in 0..=letters.len() {
        let (before, behind) = letters.split_at(place);
        for letter in b'a'..=b'z' {
            look([before, &[letter], behind]);
        }
        let Some((first, rest)) = behind.split_first() else {
            continue;
        };
        look([before, &[], rest]);
        for letter in b'a'..=b'z' {
            look([before, &[letter], rest]);
        }
        if let Some((second, rest)) = rest.split_first() {
            look([before, &[*second, *first], rest]);
        }
    }
    found
}
