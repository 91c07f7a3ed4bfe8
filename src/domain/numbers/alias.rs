//! Names for persons who have none yet: an alias of two words, or a name from the mother.
//!
//! An alias is drawn, never counted, and never like one in use: two unknown men must not be mixed up because their names
//! resemble each other (domain.md, Patient IDs 4 and 6).

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::words::{FIRST, SECOND};
use crate::domain::text::{NAME, Text};

/// In which language a name that is made here is written. It is part of the record: names are data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tongue {
    #[default]
    Japanese,
    English,
}

/// Two words, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Alias {
    pub ja: (SmolStr, SmolStr),
    pub en: (SmolStr, SmolStr),
}

impl Alias {
    /// `あさぎ・とび`.
    pub fn japanese(&self) -> String {
        format!("{}・{}", self.ja.0, self.ja.1)
    }

    /// `Mist Falcon`.
    pub fn english(&self) -> String {
        format!("{} {}", self.en.0, self.en.1)
    }

    /// As a name on lists and labels, marked as not being one.
    pub fn name(&self, tongue: Tongue) -> Option<Text> {
        let name = match tongue {
            Tongue::Japanese => format!("不詳 {}", self.japanese()),
            Tongue::English => format!("Unknown {}", self.english()),
        };
        Text::parse(&name, NAME).ok()
    }

    /// The reading, in katakana.
    pub fn reading(&self) -> Option<Text> {
        let kana: String = format!("{} {}", self.ja.0, self.ja.1)
            .chars()
            .map(|c| match c {
                'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
                other => other,
            })
            .collect();
        Text::parse(&kana, NAME).ok()
    }

    fn of(first: usize, second: usize) -> Option<Self> {
        let (first, second) = (FIRST.get(first)?, SECOND.get(second)?);
        let word = SmolStr::new_static;
        Some(Self {
            ja: (word(first.0), word(second.0)),
            en: (word(first.1), word(second.1)),
        })
    }

    fn shares_a_word_with(&self, other: &Self) -> bool {
        self.ja.0 == other.ja.0 || self.ja.1 == other.ja.1
    }

    /// Whether one could be taken for the other. Words are far from each other, so only the same pair, or a shared word
    /// with two short ones, comes near.
    pub fn is_like(&self, other: &Self) -> bool {
        let whole = |alias: &Self| format!("{}{}", alias.ja.0, alias.ja.1);
        self == other || self.shares_a_word_with(other) && distance(&whole(self), &whole(other)) < 3
    }
}

impl fmt::Display for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.japanese(), self.english())
    }
}

/// Draws aliases for one command, each unlike all before it.
#[derive(Debug, Clone)]
pub struct Names {
    chance: u64,
    drawn: u64,
    in_use: Vec<Alias>,
    /// Every pair that is left has a word with one in use, and is short.
    crowded: bool,
}

/// Draws before a shared word is taken.
const PATIENCE: u64 = 200;

impl Names {
    /// `chance` is random and handed in; `in_use` are the aliases that somebody here goes by.
    pub fn new(chance: u64, in_use: Vec<Alias>) -> Self {
        Self {
            chance,
            drawn: 0,
            in_use,
            crowded: false,
        }
    }

    /// The next one; `None` when every pair is in use. After some 1,700 at once those that are left come near to one another:
    /// then any pair that nobody has, because nobody waits for a number for want of a name.
    pub fn draw(&mut self) -> Option<Alias> {
        let unlike = if self.crowded { None } else { self.unlike() };
        self.crowded = unlike.is_none();
        let found = unlike.or_else(|| {
            let pairs = u64::try_from(FIRST.len() * SECOND.len()).unwrap_or(u64::MAX);
            let from = self.next_chance() % pairs;
            (0..pairs).find_map(|step| {
                let alias = Self::pair((from + step) % pairs)?;
                (!self.in_use.contains(&alias)).then_some(alias)
            })
        })?;
        self.in_use.push(found.clone());
        Some(found)
    }

    /// One that is unlike all in use.
    fn unlike(&mut self) -> Option<Alias> {
        let pairs = u64::try_from(FIRST.len() * SECOND.len()).unwrap_or(u64::MAX);
        // First without a shared word, as long as there are some; then with one; at last all pairs, one by one.
        let free = self.in_use.len() < FIRST.len().min(SECOND.len());
        let mut found = None;
        for attempt in 0..2 * PATIENCE {
            let alias = self.at_random()?;
            let apart = if free && attempt < PATIENCE {
                !self.in_use.iter().any(|known| alias.shares_a_word_with(known))
            } else {
                true
            };
            if apart && !self.in_use.iter().any(|known| alias.is_like(known)) {
                found = Some(alias);
                break;
            }
        }
        found.or_else(|| {
            let from = self.next_chance() % pairs;
            (0..pairs).find_map(|step| {
                let alias = Self::pair((from + step) % pairs)?;
                (!self.in_use.iter().any(|known| alias.is_like(known))).then_some(alias)
            })
        })
    }

    fn at_random(&mut self) -> Option<Alias> {
        let pairs = u64::try_from(FIRST.len() * SECOND.len()).unwrap_or(u64::MAX);
        let place = self.next_chance() % pairs;
        Self::pair(place)
    }

    fn pair(place: u64) -> Option<Alias> {
        let place = usize::try_from(place).ok()?;
        Alias::of(place / SECOND.len(), place % SECOND.len())
    }

    fn next_chance(&mut self) -> u64 {
        self.drawn += 1;
        let mut hasher = blake3::Hasher::new_derive_key("andon 2026 drawing of aliases");
        hasher.update(&self.chance.to_le_bytes());
        hasher.update(&self.drawn.to_le_bytes());
        let mut bytes = [0; 8];
        hasher.finalize_xof().fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}

/// The name of a newborn until it has one: surname and given name of the mother, 児, and a letter for multiples
/// (domain.md, Patient IDs 5).
pub fn newborn(mother: &Text, letter: Option<char>, tongue: Tongue) -> Option<Text> {
    let letter = letter.map(String::from).unwrap_or_default();
    let name = match tongue {
        Tongue::Japanese => format!("{mother}児{letter}"),
        Tongue::English => format!("{mother} Baby {letter}"),
    };
    Text::parse(&name, NAME).ok()
}

/// The reading of such a name.
pub fn newborn_reading(mother: &Text, letter: Option<char>) -> Option<Text> {
    let letter = letter.map(String::from).unwrap_or_default();
    Text::parse(&format!("{mother}ジ{letter}"), NAME).ok()
}

/// Signs that must be put in, taken out or changed to make one word of the other.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (down, sign) in one.chars().enumerate() {
        let mut diagonal = down;
        let mut left = down + 1;
        for (cell, theirs) in row.iter_mut().skip(1).zip(&other) {
            let above = *cell;
            left = (above + 1).min(left + 1).min(diagonal + usize::from(sign != *theirs));
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = down + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]
    use super::*;

    #[test]
    fn distances_are_those_of_the_book() {
        for (one, other, apart) in [
            ("", "", 0),
            ("kitten", "sitting", 3),
            ("あさぎ", "うさぎ", 1),
            ("ab", "ba", 2),
            ("", "abc", 3),
        ] {
            assert_eq!(distance(one, other), apart, "{one} {other}");
        }
    }

    #[test]
    fn five_hundred_aliases_are_unlike_and_in_no_order() {
        for chance in 0..20 {
            let mut names = Names::new(chance, Vec::new());
            let drawn: Vec<Alias> = (0..500).map(|_| names.draw().unwrap()).collect();
            for (place, one) in drawn.iter().enumerate() {
                assert!(drawn.iter().skip(place + 1).all(|other| !one.is_like(other)), "{one}");
            }
            // As long as there are words, nobody shares one.
            let few = &drawn[..30];
            let shared = few
                .iter()
                .enumerate()
                .filter(|(place, one)| few.iter().skip(place + 1).any(|other| one.shares_a_word_with(other)));
            assert_eq!(shared.count(), 0);
            let place = |alias: &Alias| FIRST.iter().position(|(ja, _)| *ja == alias.ja.0).unwrap();
            let rising = drawn
                .windows(2)
                .filter(|pair| place(&pair[0]) < place(&pair[1]))
                .count();
            assert!((150..350).contains(&rising), "{rising} of 499 are in order");
        }
        assert_ne!(Names::new(1, Vec::new()).draw(), Names::new(2, Vec::new()).draw());
    }

    #[test]
    fn when_all_pairs_are_in_use_there_is_none() {
        let all: Vec<Alias> = (0..FIRST.len())
            .flat_map(|first| (0..SECOND.len()).filter_map(move |second| Alias::of(first, second)))
            .collect();
        assert_eq!(Names::new(3, all).draw(), None);
    }

    #[test]
    fn names_say_that_they_are_none() {
        let alias = Alias::of(0, 0).unwrap();
        assert!(alias.name(Tongue::Japanese).unwrap().as_str().starts_with("不詳 "));
        assert!(alias.name(Tongue::English).unwrap().as_str().starts_with("Unknown "));
        assert!(
            alias
                .reading()
                .unwrap()
                .as_str()
                .chars()
                .all(|c| c == ' ' || ('ァ'..='ヶ').contains(&c) || c == 'ー')
        );
        let mother = Text::parse("見本 花子", NAME).unwrap();
        assert_eq!(
            newborn(&mother, Some('B'), Tongue::Japanese).unwrap().as_str(),
            "見本 花子児B"
        );
        assert_eq!(
            newborn(&mother, None, Tongue::Japanese).unwrap().as_str(),
            "見本 花子児"
        );
        assert_eq!(
            newborn(&mother, Some('A'), Tongue::English).unwrap().as_str(),
            "見本 花子 Baby A"
        );
    }
}
