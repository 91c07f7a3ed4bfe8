//! Names for persons who have none yet: an alias of two words, or a name from the mother.
//!
//! An alias is drawn, never counted, and never like one in use: two unknown men must not be mixed up because their names
//! resemble each other (domain.md, Patient IDs 4 and 6).

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

use super::words::{FIRST, SECOND};
use crate::domain::text::{NAME, Text};

/// In which language a name that is made here is written. It is part of the record: names are data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tongue {
    #[default]
    Japanese,
    English,
}

/// Signs by which two aliases that share a word must differ at least.
pub(super) const APART: usize = 3;

/// What stands before an alias, so that nobody takes it for a name.
const MARKS: [&str; 2] = ["不詳 ", "Unknown "];

const fn mark(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Japanese => MARKS[0],
        Tongue::English => MARKS[1],
    }
}

/// Whether what is shown as a name is an alias, and nobody has said yet who it is.
pub fn is_made(name: &Text) -> bool {
    let raw = name.as_str();
    // Nearly all are as they were made.
    MARKS.iter().any(|mark| raw.starts_with(mark)) || without_mark(&folded(raw)).is_some()
}

fn without_mark(folded: &str) -> Option<&str> {
    MARKS
        .iter()
        .find_map(|mark| folded.strip_prefix(&*mark.to_ascii_lowercase()))
}

/// As it was typed by whichever input method: widths, katakana and capitals do not count.
fn folded(raw: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        other => other,
    };
    raw.nfkc().flat_map(char::to_lowercase).map(hiragana).collect()
}

/// What stands behind the mark, which may be there or not, with its blank or without. No word of ours begins like a mark.
fn behind_mark(raw: &str) -> &str {
    let marks = MARKS.iter().map(|mark| mark.trim_end());
    let ends = marks.filter_map(|mark| {
        let end = raw
            .char_indices()
            .nth(mark.chars().count())
            .map_or(raw.len(), |(end, _)| end);
        let (begin, rest) = raw.split_at(end);
        (folded(begin) == folded(mark)).then_some(rest)
    });
    ends.map(str::trim_start).next().unwrap_or(raw)
}

/// What somebody goes by whose alias was read from a packet of a laptop that is not in reach, and is none of our words. A mark with
/// nothing behind it is no alias: everybody unidentified has that one.
pub fn typed(alias: &Text, tongue: Tongue) -> Option<Text> {
    let raw = alias.as_str();
    let mut bare = behind_mark(raw);
    while behind_mark(bare) != bare {
        bare = behind_mark(bare);
    }
    if !bare.chars().any(char::is_alphanumeric) {
        return None;
    }
    if is_made(alias) {
        return Some(alias.clone());
    }
    // Of a word that only begins like the English mark, nothing is taken away.
    let whole = if raw.starts_with(MARKS[0].trim_end()) {
        bare
    } else {
        raw
    };
    Text::parse(&[mark(tongue), whole].concat(), NAME).ok()
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
        let parts = match tongue {
            Tongue::Japanese => [mark(tongue), &self.ja.0, "・", &self.ja.1],
            Tongue::English => [mark(tongue), &self.en.0, " ", &self.en.1],
        };
        Text::parse(&parts.concat(), NAME).ok()
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

    /// The alias that is meant by what was read from a packet, in either language, with or without what stands before it, its two words
    /// apart or run together; nothing when the words are not ours.
    pub fn read(typed: &Text) -> Option<Self> {
        let folded = folded(typed.as_str());
        let words = behind_mark(&folded).split(['・', ' ']);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let place = |list: &[(&str, &str)], word: &str| {
            list.iter()
                .position(|(ja, en)| *ja == word || en.eq_ignore_ascii_case(word))
        };
        match words.as_slice() {
            // No two pairs are the same when they are run together.
            [both] => both.char_indices().find_map(|(end, _)| {
                let (first, second) = both.split_at(end);
                Self::of(place(&FIRST, first)?, place(&SECOND, second)?)
            }),
            [first, second] => Self::of(place(&FIRST, first)?, place(&SECOND, second)?),
            _ => None,
        }
    }

    pub(super) fn of(first: usize, second: usize) -> Option<Self> {
        let (first, second) = (FIRST.get(first)?, SECOND.get(second)?);
        let word = SmolStr::new_static;
        Some(Self {
            ja: (word(first.0), word(second.0)),
            en: (word(first.1), word(second.1)),
        })
    }

    pub(super) fn shares_a_word_with(&self, other: &Self) -> bool {
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
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
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
    fn what_was_read_from_a_packet_is_the_alias_that_was_printed_on_it() {
        let text = |raw: &str| Text::parse(raw, NAME).unwrap();
        let alias = Alias::of(3, 17).unwrap();
        for printed in [
            alias.japanese(),
            alias.english(),
            alias.english().to_lowercase(),
            format!("不詳 {}", alias.japanese()),
            format!("Unknown {}", alias.english()),
            format!("{}\u{3000}{}", alias.ja.0, alias.ja.1),
            format!("不詳\u{3000}{}", alias.japanese()),
            alias.reading().unwrap().to_string(),
            alias.japanese().replace('・', "･"),
            format!("unknown {}", alias.english().to_uppercase()),
            alias.japanese().replace('・', ""),
            alias.english().replace(' ', ""),
            format!("不詳{}", alias.japanese().replace('・', "")),
            format!("Unknown {}", alias.english().replace(' ', "").to_lowercase()),
        ] {
            assert_eq!(Alias::read(&text(&printed)), Some(alias.clone()), "{printed}");
        }
        for strange in ["かすみ", "鈴木 一", "かすみ・かすみ", "Mist Mist", "あさぎ・とび・うま"]
        {
            assert_eq!(Alias::read(&text(strange)), None, "{strange}");
        }
        assert_eq!(typed(&text("むかし"), Tongue::Japanese), Some(text("不詳 むかし")));
        assert_eq!(
            typed(&text("Unknown Long Ago"), Tongue::Japanese),
            Some(text("Unknown Long Ago"))
        );
        assert_eq!(
            typed(&text("不詳むかし"), Tongue::English),
            Some(text("Unknown むかし"))
        );
        assert_eq!(
            typed(&text("Unknownia"), Tongue::English),
            Some(text("Unknown Unknownia"))
        );
        for mark in [
            "Unknown",
            "ＵＮＫＮＯＷＮ",
            "不詳",
            "Unknown Unknown",
            "不詳 unknown",
            "不詳不詳",
        ] {
            for tongue in [Tongue::Japanese, Tongue::English] {
                assert_eq!(typed(&text(mark), tongue), None, "{mark}");
            }
        }
        assert!(is_made(&text("不詳\u{3000}むかし")) && is_made(&text("UNKNOWN Long Ago")));
        assert!(is_made(&text("不詳 むかし")) && !is_made(&text("不詳太郎")) && !is_made(&text("鈴木 一")));
    }

    #[test]
    fn every_pair_is_read_when_its_words_are_run_together() {
        for (first, second) in (0..FIRST.len()).flat_map(|first| (0..SECOND.len()).map(move |second| (first, second))) {
            let alias = Alias::of(first, second).unwrap();
            for both in [alias.japanese().replace('・', ""), alias.english().replace(' ', "")] {
                assert_eq!(
                    Alias::read(&Text::parse(&both, NAME).unwrap()),
                    Some(alias.clone()),
                    "{both}"
                );
            }
        }
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
