//! Names for persons who have none yet: an alias of two words, or a name from the mother.
//!
//! An alias is drawn, never counted, and never like one in use: two unknown men must not be mixed up because their names
//! resemble each other (domain.md, Patient IDs 4 and 6).
//!
//! Long because its tests are a third of it: that nobody is called like another is not seen by reading.

use std::{collections::HashMap, fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::words::{FIRST, SECOND};
use crate::domain::{
    record::Station,
    text::{NAME, Text},
};

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
            Tongue::Japanese => format!("不詳 {}・{}", self.ja.0, self.ja.1),
            Tongue::English => format!("Unknown {} {}", self.en.0, self.en.1),
        };
        Text::parse(&name, NAME).ok()
    }

    /// The reading, in katakana.
    pub fn reading(&self) -> Option<Text> {
        let mut kana = String::with_capacity(self.ja.0.len() + self.ja.1.len() + 1);
        let signs = self.ja.0.chars().chain([' ']).chain(self.ja.1.chars());
        kana.extend(signs.map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            other => other,
        }));
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
        self == other || self.shares_a_word_with(other) && distance(&whole(self), &whole(other)) < APART
    }
}

impl fmt::Display for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.japanese(), self.english())
    }
}

/// A pair by the places of its words in the two lists.
type Pair = (usize, usize);

/// For each word the words that one of two short ones could be taken for, itself included. Made once: words do not change.
struct Near {
    first: Vec<Vec<usize>>,
    second: Vec<Vec<usize>>,
}

impl Near {
    fn all() -> &'static Self {
        static NEAR: LazyLock<Near> = LazyLock::new(|| Near {
            first: near(&FIRST),
            second: near(&SECOND),
        });
        &NEAR
    }
}

fn near(words: &[(&str, &str)]) -> Vec<Vec<usize>> {
    let signs: Vec<usize> = words.iter().map(|(word, _)| word.chars().count()).collect();
    let is_near = |(one, (word, length)): (usize, (&str, usize)), (other, (theirs, others)): (usize, (&str, usize))| {
        one == other || length.abs_diff(others) < APART && distance(word, theirs) < APART
    };
    let all = || {
        words
            .iter()
            .map(|(word, _)| *word)
            .zip(signs.iter().copied())
            .enumerate()
    };
    all()
        .map(|one| {
            all()
                .filter(|other| is_near(one, *other))
                .map(|(place, _)| place)
                .collect()
        })
        .collect()
}

/// Signs by which two aliases that share a word must differ at least.
const APART: usize = 3;

/// The pairs are dealt out to so many stations, by the sum of their places, so that two laptops that do not see each other give nobody the same alias
/// before their own are used up.
const DEALT: usize = 32;

/// Which pairs are in use. A table with a place for each: five hundred are drawn at once, each looked up among thousands.
#[derive(Debug, Clone)]
struct Taken {
    pairs: Vec<bool>,
    firsts: Vec<bool>,
    seconds: Vec<bool>,
}

impl Taken {
    fn none() -> Self {
        Self {
            pairs: vec![false; FIRST.len() * SECOND.len()],
            firsts: vec![false; FIRST.len()],
            seconds: vec![false; SECOND.len()],
        }
    }

    fn take(&mut self, (first, second): Pair) {
        let places = [
            (&mut self.pairs, first * SECOND.len() + second),
            (&mut self.firsts, first),
            (&mut self.seconds, second),
        ];
        for (list, place) in places {
            if let Some(taken) = list.get_mut(place) {
                *taken = true;
            }
        }
    }

    fn has(&self, (first, second): Pair) -> bool {
        is_set(&self.pairs, first * SECOND.len() + second)
    }

    fn has_a_word_of(&self, (first, second): Pair) -> bool {
        is_set(&self.firsts, first) || is_set(&self.seconds, second)
    }
}

fn is_set(list: &[bool], place: usize) -> bool {
    list.get(place).copied().unwrap_or_default()
}

/// Draws aliases for one command, each unlike all before it.
#[derive(Debug, Clone)]
pub struct Names {
    chance: u64,
    /// Whose pairs are drawn first.
    share: usize,
    in_use: Taken,
    /// Aliases of an older list of words.
    older: Vec<Alias>,
    /// How far the drawing has to look: what was not found once is not there the next time either.
    looks: Looks,
    /// The pairs that are still to be looked at, shuffled; the last one comes first.
    hat: Vec<Pair>,
}

/// What is looked for, from the best to any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Looks {
    /// Dealt to this station, and no word of it in use.
    Own,
    /// Dealt to this station, and not like one in use.
    OwnApart,
    /// Not like one in use.
    Apart,
    /// Not in use.
    Any,
}

impl Looks {
    fn next(self) -> Option<Self> {
        match self {
            Self::Own => Some(Self::OwnApart),
            Self::OwnApart => Some(Self::Apart),
            Self::Apart => Some(Self::Any),
            Self::Any => None,
        }
    }
}

impl Names {
    /// `chance` is random and handed in; `in_use` are the aliases that somebody here goes by.
    pub fn new<'a>(chance: u64, station: Station, in_use: impl IntoIterator<Item = &'a Alias>) -> Self {
        let mut names = Self {
            chance,
            share: usize::from(station.number()) % DEALT,
            in_use: Taken::none(),
            older: Vec::new(),
            looks: Looks::Own,
            hat: Vec::new(),
        };
        let places: HashMap<&str, usize> = FIRST.iter().chain(&SECOND).map(|(ja, _)| *ja).zip(0..).collect();
        for alias in in_use {
            let first = places.get(alias.ja.0.as_str()).copied();
            let second = places
                .get(alias.ja.1.as_str())
                .and_then(|place| place.checked_sub(FIRST.len()));
            match first.zip(second).filter(|(first, _)| *first < FIRST.len()) {
                Some(pair) => names.in_use.take(pair),
                None => names.older.push(alias.clone()),
            }
        }
        names.hat = names.shuffled();
        names
    }

    /// The next one; `None` when every pair is in use. After some thousands at once those that are left come near to one
    /// another: then any pair that nobody has, because nobody waits for a number for want of a name.
    pub fn draw(&mut self) -> Option<Alias> {
        loop {
            while let Some(pair) = self.hat.pop() {
                // What will not do now will not do later either: more are in use then.
                if self.will_do(pair) {
                    self.in_use.take(pair);
                    return Alias::of(pair.0, pair.1);
                }
            }
            self.looks = self.looks.next()?;
            self.hat = self.shuffled();
        }
    }

    fn will_do(&self, pair: Pair) -> bool {
        match self.looks {
            Looks::Own => !self.in_use.has_a_word_of(pair) && self.is_apart(pair),
            Looks::OwnApart | Looks::Apart => self.is_apart(pair),
            Looks::Any => !self.in_use.has(pair),
        }
    }

    /// Unlike all in use. Only one that shares a word can be like it, and then only where the other words are near.
    fn is_apart(&self, (first, second): Pair) -> bool {
        let near = Near::all();
        let seconds = near.second.get(second).into_iter().flatten();
        let firsts = near.first.get(first).into_iter().flatten();
        let unlike_older = || {
            let alias = Alias::of(first, second);
            alias.is_some_and(|alias| !self.older.iter().any(|known| alias.is_like(known)))
        };
        !seconds.map(|other| (first, *other)).any(|pair| self.in_use.has(pair))
            && !firsts.map(|other| (*other, second)).any(|pair| self.in_use.has(pair))
            && (self.older.is_empty() || unlike_older())
    }

    /// The pairs that may be looked at, in an order by chance.
    fn shuffled(&self) -> Vec<Pair> {
        let own_only = self.looks <= Looks::OwnApart;
        let seconds = |first: usize| {
            if own_only {
                ((self.share + DEALT - first % DEALT) % DEALT..SECOND.len()).step_by(DEALT)
            } else {
                (0..SECOND.len()).step_by(1)
            }
        };
        let mut pairs: Vec<Pair> = (0..FIRST.len())
            .flat_map(|first| seconds(first).map(move |second| (first, second)))
            .collect();
        let mut hasher = blake3::Hasher::new_derive_key("andon 2026 drawing of aliases");
        hasher.update(&self.chance.to_le_bytes());
        hasher.update(&[self.looks as u8]);
        let mut chances = vec![0; 8 * pairs.len()];
        hasher.finalize_xof().fill(&mut chances);
        let (chances, _) = chances.as_chunks::<8>();
        for (place, chance) in (1..pairs.len()).rev().zip(chances) {
            let among = u64::try_from(place + 1).unwrap_or(1);
            let other = u64::from_le_bytes(*chance) % among;
            pairs.swap(place, usize::try_from(other).unwrap_or(place));
        }
        pairs
    }
}

/// The name of a newborn until it has one: surname and given name of the mother, 児, and a letter for multiples
/// (domain.md, Patient IDs 5).
pub fn newborn(mother: &Text, letter: Option<char>, tongue: Tongue) -> Option<Text> {
    let letter = letter.map(String::from).unwrap_or_default();
    let behind = match tongue {
        Tongue::Japanese => format!("児{letter}"),
        Tongue::English => format!(" Baby {letter}"),
    };
    with_behind(mother, &behind)
}

/// A long name gives way to what tells the child from the mother.
fn with_behind(name: &Text, behind: &str) -> Option<Text> {
    let mut name: Vec<char> = name.as_str().chars().collect();
    loop {
        let whole: String = name.iter().copied().chain(behind.chars()).collect();
        match Text::parse(&whole, NAME) {
            Ok(text) => return Some(text),
            Err(_) => name.pop()?,
        };
    }
}

/// The reading of such a name.
pub fn newborn_reading(mother: &Text, letter: Option<char>) -> Option<Text> {
    let letter = letter.map(String::from).unwrap_or_default();
    with_behind(mother, &format!("ジ{letter}"))
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
    use std::collections::HashSet;

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

    fn station(number: u16) -> Station {
        Station::new(number).unwrap()
    }

    fn drawn(station_number: u16, chance: u64, many: usize) -> Vec<Alias> {
        let mut names = Names::new(chance, station(station_number), []);
        (0..many).map(|_| names.draw().unwrap()).collect()
    }

    #[test]
    fn five_hundred_aliases_are_unlike_and_in_no_order() {
        for chance in 0..20 {
            let drawn = drawn(7, chance, 500);
            for (place, one) in drawn.iter().enumerate() {
                assert!(drawn.iter().skip(place + 1).all(|other| !one.is_like(other)), "{one}");
            }
            // As long as there are words, nobody shares one.
            let few = &drawn[..20];
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
        assert_ne!(drawn(7, 1, 1), drawn(7, 2, 1));
    }

    /// Thirty laptops that never met, a bad day's unidentified at each: nobody goes by the alias of another.
    #[test]
    fn stations_that_do_not_see_each_other_give_different_aliases() {
        let each = FIRST.len() * SECOND.len() / DEALT / 2;
        assert!(
            each >= 50,
            "{each} for each station before it looks among those of others"
        );
        let mut seen = HashSet::new();
        for number in 1..=30 {
            for alias in drawn(number, u64::from(number) * 7, each) {
                assert!(seen.insert(alias.clone()), "{alias} at {number}");
            }
        }
    }

    /// The quick way of telling likeness is that of `is_like`.
    #[test]
    fn what_is_near_by_the_table_is_near_by_the_signs() {
        let taken = [(0, 0), (3, 17), (20, 4), (20, 30), (41, 41)];
        let aliases: Vec<Alias> = taken.iter().map(|(a, b)| Alias::of(*a, *b).unwrap()).collect();
        let names = Names::new(1, station(1), &aliases);
        for first in 0..FIRST.len() {
            for second in 0..SECOND.len() {
                let alias = Alias::of(first, second).unwrap();
                let like = aliases.iter().any(|known| alias.is_like(known));
                assert_eq!(names.is_apart((first, second)), !like, "{alias}");
            }
        }
    }

    /// An alias of a list of words that is no more keeps what is like it from being given.
    #[test]
    fn an_alias_of_an_older_list_counts() {
        let now = Alias::of(5, 9).unwrap();
        let old = Alias {
            ja: (SmolStr::new("むかし"), now.ja.1.clone()),
            en: now.en.clone(),
        };
        let names = Names::new(1, station(1), &[old]);
        assert_eq!(names.older.len(), 1);
        assert_eq!(names.is_apart((5, 9)), !now.is_like(&names.older[0]));
    }

    #[test]
    fn when_all_pairs_are_in_use_there_is_none() {
        let all: Vec<Alias> = (0..FIRST.len())
            .flat_map(|first| (0..SECOND.len()).filter_map(move |second| Alias::of(first, second)))
            .collect();
        let last = all[77].clone();
        assert_eq!(Names::new(3, station(1), &all).draw(), None);
        let but_one: Vec<Alias> = all.into_iter().filter(|alias| *alias != last).collect();
        assert_eq!(Names::new(3, station(1), &but_one).draw(), Some(last));
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
