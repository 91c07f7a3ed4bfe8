//! Whether a line holds what was typed to find it: width, case, kind of kana and hyphens do not matter, and Latin letters find
//! a reading.
//!
//! The one place that decides it for lists and forms; the index of `search/` can take it over here.

use crate::search::fold::kanji::NameKanji;
use crate::widgets::folded;

/// Everything that a line is found by, in one form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Haystack {
    parts: Vec<String>,
}

impl Haystack {
    /// A name, a number, a bed.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        let text = plain(text);
        if !text.is_empty() {
            self.parts.push(text);
        }
        self
    }

    /// A written name: found in other forms of its characters as well, and by those that are taken for them.
    #[must_use]
    pub fn with_name(self, name: &str, kanji: &NameKanji) -> Self {
        let alike = kanji.alike(name);
        let mut with = self.with(name);
        with.parts.push(alike);
        with
    }

    /// A reading: found by its kana, and by what it sounds like in Latin letters, in both spellings that people type.
    #[must_use]
    pub fn with_reading(self, kana: &str) -> Self {
        let one = latin(&plain(kana));
        let mut with = self.with(kana);
        if !one.is_empty() {
            let other = as_it_sounds(&one);
            if other != one {
                with.parts.push(other);
            }
            with.parts.push(one);
        }
        with
    }

    pub fn holds(&self, needle: &Needle) -> bool {
        needle.words.iter().all(|word| {
            self.parts
                .iter()
                .any(|part| word.forms.iter().any(|form| part.contains(form.as_str())))
        })
    }

    /// Whether every word begins a part of it, or a word of a part.
    pub fn begins(&self, needle: &Needle) -> bool {
        needle.words.iter().all(|word| {
            self.parts
                .iter()
                .any(|part| word.forms.iter().any(|form| part.starts_with(form.as_str())))
        })
    }

    /// The parts, for fields that look through them themselves.
    pub fn parts(&self) -> &[String] {
        &self.parts
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
    folded(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '−' | '―' | 'ー'))
        .collect()
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
    let mut text = String::new();
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
                    text.push(kana);
                    continue;
                }
                None => continue,
            },
        };
        if doubled {
            text.push_str(consonant);
            doubled = false;
        }
        text.push_str(consonant);
        text.push_str(vowel);
    }
    without_long_vowels(&text)
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
    without_long_vowels(&text)
}

/// The other spelling: si is shi, tu is tsu.
fn as_it_sounds(one_spelling: &str) -> String {
    const SOUNDS: &[(&str, &str)] = &[
        ("sy", "sh"),
        ("si", "shi"),
        ("ty", "ch"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("hu", "fu"),
        ("zy", "j"),
        ("zi", "ji"),
    ];
    SOUNDS
        .iter()
        .fold(one_spelling.to_owned(), |text, (one, sound)| text.replace(one, sound))
}

/// ou and oo, uu: long vowels are written in as many ways as there are people.
fn without_long_vowels(text: &str) -> String {
    text.replace("nn", "n")
        .replace("ou", "o")
        .replace("oo", "o")
        .replace("uu", "u")
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
