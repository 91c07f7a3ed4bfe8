//! Whether a line holds what was typed to find it: width, case, kind of kana and hyphens do not matter, and Latin letters find
//! a reading.
//!
//! The one place that decides it for lists and forms; the index of `search/` can take it over here.

use crate::search::fold::kanji::NameKanji;
use crate::widgets::folded;

/// Stands before every part; no part and no typed word holds it.
const BEFORE: char = '\n';

/// Everything that a line is found by, in one form. One text, not one for each part: a list of a thousand people is made ready
/// between a key and the next frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Haystack {
    text: String,
}

impl Haystack {
    /// A name, a number, a bed.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.part(|own| plain_into(text, own));
        self
    }

    /// A written name: found in other forms of its characters as well, and by those that are taken for them.
    #[must_use]
    pub fn with_name(self, name: &str, kanji: &NameKanji) -> Self {
        let mut with = self.with(name);
        with.part(|own| own.push_str(&kanji.alike(name)));
        with
    }

    /// A reading: found by its kana, and by what it sounds like in Latin letters, in both spellings that people type.
    #[must_use]
    pub fn with_reading(mut self, kana: &str) -> Self {
        let kana = plain(kana);
        let one = latin(&kana);
        self.part(|own| own.push_str(&kana));
        self.part(|own| as_it_sounds(&one, own));
        if !self.text.ends_with(&one) {
            self.part(|own| own.push_str(&one));
        }
        self
    }

    fn part(&mut self, write: impl FnOnce(&mut String)) {
        let before = self.text.len();
        self.text.push(BEFORE);
        let begin = self.text.len();
        write(&mut self.text);
        if self.text.len() == begin {
            self.text.truncate(before);
        }
    }

    pub fn holds(&self, needle: &Needle) -> bool {
        needle
            .words
            .iter()
            .all(|word| word.forms.iter().any(|form| self.text.contains(form.as_str())))
    }

    /// Whether every word begins a part of it.
    pub fn begins(&self, needle: &Needle) -> bool {
        needle
            .words
            .iter()
            .all(|word| word.forms.iter().any(|form| self.has_part_with(form)))
    }

    fn has_part_with(&self, beginning: &str) -> bool {
        let places = self.text.match_indices(beginning);
        places
            .map(|(place, _)| self.text.get(..place))
            .any(|ahead| ahead.is_some_and(|ahead| ahead.ends_with(BEFORE)))
    }

    /// The parts, for fields that look through them themselves.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.text.split(BEFORE).filter(|part| !part.is_empty())
    }
}

/// What was typed: every word must be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// As it was typed, and as a reading in the one spelling of readings.
    forms: Vec<String>,
}

impl Needle {
    /// What was typed, in other forms of its characters as well.
    pub fn among_names(typed: &str, kanji: &NameKanji) -> Self {
        let mut needle = Self::new(typed);
        for word in &mut needle.words {
            let alike = word.forms.first().map(|form| kanji.alike(form)).unwrap_or_default();
            if !alike.is_empty() && !word.forms.contains(&alike) {
                word.forms.push(alike);
            }
        }
        needle
    }

    /// Nothing was typed that could be looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub fn new(typed: &str) -> Self {
        let words = typed
            .split_whitespace()
            .map(plain)
            .filter(|word| !word.is_empty())
            .map(|word| {
                let mut forms = vec![word];
                if let Some(word) = forms
                    .first()
                    .filter(|word| word.chars().any(|c| c.is_ascii_lowercase()))
                {
                    let one = one_spelling(word);
                    if one != *word {
                        forms.push(one);
                    }
                }
                Word { forms }
            })
            .collect();
        Self { words }
    }
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    plain_into(text, &mut plain);
    plain
}

fn plain_into(text: &str, plain: &mut String) {
    let folded = folded(text);
    plain.extend(folded.chars().filter(|c| !matches!(c, '-' | '‐' | '−' | '―' | 'ー')));
}

/// Each row of the kana with its consonant; the vowels follow in the order あいうえお.
const ROWS: &[(&str, &str)] = &[
    ("", "あいうえお"),
    ("k", "かきくけこ"),
    ("s", "さしすせそ"),
    ("t", "たちつてと"),
    ("n", "なにぬねの"),
    ("h", "はひふへほ"),
    ("m", "まみむめも"),
    ("r", "らりるれろ"),
    ("g", "がぎぐげご"),
    ("z", "ざじずぜぞ"),
    ("d", "だぢづでど"),
    ("b", "ばびぶべぼ"),
    ("p", "ぱぴぷぺぽ"),
    ("", "ぁぃぅぇぉ"),
];

/// Hiragana in Latin letters, the way that every row keeps its consonant (ti, tu, si, zi), which is the one spelling that the
/// others are brought to.
fn latin(hiragana: &str) -> String {
    let mut text = String::with_capacity(hiragana.len());
    let mut doubled = false;
    for kana in hiragana.chars() {
        let (consonant, vowel) = match kana {
            'っ' => {
                doubled = true;
                continue;
            }
            'ゃ' | 'ゅ' | 'ょ' => {
                // きょ: the i before it goes.
                if text.ends_with('i') {
                    text.pop();
                }
                let vowel = match kana {
                    'ゃ' => "a",
                    'ゅ' => "u",
                    _ => "o",
                };
                ("y", vowel)
            }
            'や' => ("y", "a"),
            'ゆ' => ("y", "u"),
            'よ' => ("y", "o"),
            'わ' => ("w", "a"),
            'を' => ("", "o"),
            'ん' => ("n", ""),
            'ゔ' => ("b", "u"),
            _ => match in_rows(kana) {
                Some(found) => found,
                None if kana.is_ascii_alphanumeric() => {
                    push_short(&mut text, kana);
                    continue;
                }
                None => continue,
            },
        };
        let twice = if doubled { consonant } else { "" };
        doubled = false;
        for letter in twice.chars().chain(consonant.chars()).chain(vowel.chars()) {
            push_short(&mut text, letter);
        }
    }
    text
}

fn in_rows(kana: char) -> Option<(&'static str, &'static str)> {
    ROWS.iter().find_map(|(consonant, row)| {
        let place = row.chars().position(|one| one == kana)?;
        let vowel = ["a", "i", "u", "e", "o"].get(place)?;
        Some((*consonant, *vowel))
    })
}

/// Latin letters as people type them, in the one spelling: shi is si, tsu is tu, ohno is ono.
fn one_spelling(typed: &str) -> String {
    const AS_ROWS: &[(&str, &str)] = &[
        ("sha", "sya"),
        ("shu", "syu"),
        ("sho", "syo"),
        ("shi", "si"),
        ("cha", "tya"),
        ("chu", "tyu"),
        ("cho", "tyo"),
        ("chi", "ti"),
        ("tsu", "tu"),
        ("ja", "zya"),
        ("ju", "zyu"),
        ("jo", "zyo"),
        ("ji", "zi"),
        ("fu", "hu"),
        ("nn", "n"),
        ("mb", "nb"),
        ("mp", "np"),
        ("oh", "o"),
    ];
    let mut text = typed.to_owned();
    for (written, one) in AS_ROWS {
        text = text.replace(written, one);
    }
    let mut one = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_short(&mut one, letter));
    one
}

/// The other spelling: si is shi, tu is tsu.
fn as_it_sounds(one_spelling: &str, sounds: &mut String) {
    let mut letters = one_spelling.chars().peekable();
    while let Some(letter) = letters.next() {
        let (written, with_next) = match (letter, letters.peek()) {
            ('s', Some('y')) => ("sh", true),
            ('s', Some('i')) => ("sh", false),
            ('t', Some('y')) => ("ch", true),
            ('t', Some('i')) => ("ch", false),
            ('t', Some('u')) => ("ts", false),
            ('h', Some('u')) => ("f", false),
            ('z', Some('y')) => ("j", true),
            ('z', Some('i')) => ("j", false),
            _ => {
                sounds.push(letter);
                continue;
            }
        };
        sounds.push_str(written);
        if with_next {
            letters.next();
        }
    }
}

/// One more letter, with every long vowel short: ou and oo, uu are written in as many ways as there are people; nn as n.
fn push_short(text: &mut String, letter: char) {
    let again = matches!(
        (text.chars().next_back(), letter),
        (Some('n'), 'n') | (Some('o'), 'u' | 'o') | (Some('u'), 'u')
    );
    if !again {
        text.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, kana: &str) -> bool {
        Haystack::default()
            .with("田中　太郎")
            .with("5E-501-1")
            .with("00012345")
            .with_reading(kana)
            .holds(&Needle::new(typed))
    }

    #[test]
    fn a_line_is_found_however_it_is_typed() {
        for typed in [
            "田中",
            "田中太郎",
            "田中 太郎",
            "たなか",
            "タナカ",
            "ﾀﾅｶ",
            "tanaka",
            "Tanaka",
            "ｔａｎａｋａ",
            "tarou",
            "taro",
            "12345",
            "１２３４５",
            "501-1",
            "5011",
            "5e501",
            "５Ｅ",
            "5e たなか",
        ] {
            assert!(finds(typed, "タナカ　タロウ"), "{typed}");
        }
        for typed in ["山田", "tanakaz", "6w", "5e やまだ"] {
            assert!(!finds(typed, "タナカ　タロウ"), "{typed}");
        }
    }

    #[test]
    fn readings_are_found_in_any_spelling() {
        for (typed, kana) in [
            ("shinji", "シンジ"),
            ("sinzi", "シンジ"),
            ("chiyo", "チヨ"),
            ("tsuchiya", "ツチヤ"),
            ("fujii", "フジイ"),
            ("junko", "ジュンコ"),
            ("kyoko", "キョウコ"),
            ("ohno", "オオノ"),
            ("ono", "オオノ"),
            ("yuki", "ユウキ"),
            ("hattori", "ハットリ"),
            ("shimbo", "シンボ"),
            ("kenichi", "ケンイチ"),
            ("konno", "コンノ"),
            ("kon", "コンノ"),
        ] {
            assert!(finds(typed, kana), "{typed} {kana}");
        }
    }
}
