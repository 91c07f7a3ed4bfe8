//! What somebody stated at the bed, held against what is written of a person: the same name in any script, in any form of its
//! characters, in any spelling of its reading. Full names only; a surname alone is nobody's name.
//!
//! Every tolerance here is also one for everybody else who is known: whom a statement fits as well, the domain asks further
//! about (`domain::checks::compare`).

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use super::fold::{
    address::Address,
    kana,
    kanji::{Likeness, NameKanji},
    latin, numbers, plain,
};
use crate::domain::checks::Spelling;

/// The spellings of names, with their tables in memory.
#[derive(Debug, Clone)]
pub struct Spellings {
    kanji: NameKanji,
    /// Names as they were folded before: one is held against everybody in the hospital, again and again.
    folded: Arc<Folded>,
}

/// What names look and sound like, by how they are written and read.
#[derive(Default)]
struct Folded {
    written: Mutex<HashMap<Box<str>, Arc<str>>>,
    read: Mutex<HashMap<Box<str>, Arc<Heard>>>,
}

/// Without the names.
impl fmt::Debug for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Folded").finish_non_exhaustive()
    }
}

/// More than any hospital has inpatients; then it begins anew.
const MOST_FOLDED: usize = 4096;

fn folded<T: Clone>(known: &Mutex<HashMap<Box<str>, T>>, name: &str, fold: impl FnOnce() -> T) -> T {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known.get(name) {
        return found.clone();
    }
    if known.len() >= MOST_FOLDED {
        known.clear();
    }
    let made = fold();
    known.insert(name.into(), made.clone());
    made
}

impl Spellings {
    /// With the shipped table of name characters.
    pub fn shipped() -> Self {
        Self {
            kanji: NameKanji::shipped(),
            folded: Arc::default(),
        }
    }

    /// Whether `typed` (without blanks) is this part of a name: written, read, or in Latin letters.
    fn is_part(&self, typed: &str, part: &Part<'_>) -> bool {
        let is_written = part.written.is_some_and(|written| {
            self.kanji.likeness(typed, written) != Likeness::Different || is_foreign(typed, written)
        });
        is_written || part.read.is_some_and(|read| is_reading(typed, read))
    }

    /// Whether `typed` is these parts, one after the other, each written in whatever way.
    fn is_parts(&self, typed: &[char], parts: &[Part<'_>]) -> bool {
        let Some((first, rest)) = parts.split_first() else {
            return typed.is_empty();
        };
        if rest.is_empty() {
            return !typed.is_empty() && self.is_part(&typed.iter().collect::<String>(), first);
        }
        (1..typed.len()).any(|end| {
            typed.split_at_checked(end).is_some_and(|(head, tail)| {
                self.is_part(&head.iter().collect::<String>(), first) && self.is_parts(tail, rest)
            })
        })
    }
}

/// A surname or a given name: as it is written, and as it is read.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    written: Option<&'a str>,
    read: Option<&'a str>,
}

/// The parts of a name with their readings, where both have as many; otherwise all of it as one.
fn parts<'a>(name: Option<&'a str>, kana: Option<&'a str>) -> Vec<Part<'a>> {
    let split = |text: Option<&'a str>| -> Vec<&'a str> {
        text.map(|text| text.split_whitespace().collect()).unwrap_or_default()
    };
    let (written, read) = (split(name), split(kana));
    if written.len() == read.len() {
        let pairs = written.into_iter().zip(read);
        return pairs
            .map(|(written, read)| Part {
                written: Some(written),
                read: Some(read),
            })
            .collect();
    }
    if name.is_none() {
        return read
            .into_iter()
            .map(|read| Part {
                written: None,
                read: Some(read),
            })
            .collect();
    }
    if kana.is_none() {
        return written
            .into_iter()
            .map(|written| Part {
                written: Some(written),
                read: None,
            })
            .collect();
    }
    Vec::new()
}

fn is_reading(typed: &str, reading: &str) -> bool {
    let Some(reading) = kana::written(&plain(reading)) else {
        return false;
    };
    match kana::written(typed) {
        Some(typed) => kana::fold(&typed) == kana::fold(&reading),
        None => is_latin(typed) && latin::typed(typed) == latin::of_sounds(&reading),
    }
}

/// A name that is itself written in Latin letters: letter for letter, marks and case aside.
fn is_foreign(typed: &str, written: &str) -> bool {
    let letters = |text: &str| -> String {
        let text: String = plain(text).chars().filter(|c| c.is_alphabetic()).collect();
        text.to_lowercase()
    };
    is_latin(typed) && is_latin(&plain(written)) && !letters(typed).is_empty() && letters(typed) == letters(written)
}

fn is_latin(text: &str) -> bool {
    text.chars().all(latin::is_latin) && text.chars().any(char::is_alphabetic)
}

impl Spelling for Spellings {
    fn is_name(&self, stated: &str, name: Option<&str>, kana: Option<&str>) -> bool {
        let plain = plain(stated);
        let typed: Vec<char> = plain.chars().filter(|c| *c != ' ').collect();
        if typed.is_empty() {
            return false;
        }
        let whole: String = typed.iter().collect();
        let all = Part {
            written: name,
            read: kana,
        };
        if self.is_part(&whole, &all) {
            return true;
        }
        let mut parts = parts(name, kana);
        if parts.len() < 2 {
            return false;
        }
        if self.is_parts(&typed, &parts) {
            return true;
        }
        // In Latin letters the given name often comes first.
        parts.rotate_left(1);
        is_latin(&whole) && self.is_parts(&typed, &parts)
    }

    fn is_address(&self, stated: &str, known: &str) -> bool {
        let (stated, known) = (Address::read(stated), Address::read(known));
        !stated.is_empty() && stated.numbers.len() >= 2 && stated == known
    }

    fn is_phone(&self, stated: &str, known: &str) -> bool {
        let stated = numbers::phone(stated);
        stated.is_some() && stated == numbers::phone(known)
    }

    fn can_be_confused(&self, one: (Option<&str>, Option<&str>), other: (Option<&str>, Option<&str>)) -> bool {
        let written = |name: &str| folded(&self.folded.written, name, || self.kanji.alike(name).into());
        let read = |kana: &str| folded(&self.folded.read, kana, || Arc::new(Heard::of(kana)));
        let is_written = one
            .0
            .zip(other.0)
            .is_some_and(|(one, other)| written(one) == written(other));
        is_written
            || one
                .1
                .zip(other.1)
                .is_some_and(|(one, other)| read(one).is_like(&read(other)))
    }
}

/// What a full reading sounds like.
struct Heard {
    /// Without the length of vowels.
    lengthless: Option<Vec<kana::Sound>>,
    /// Surname and given name.
    halves: Option<(Vec<kana::Sound>, Vec<kana::Sound>)>,
}

impl Heard {
    fn of(kana: &str) -> Self {
        let sounds = |text: &str| kana::written(&plain(text)).map(|written| kana::fold(&written));
        let halves = kana.trim().split_once(char::is_whitespace);
        Self {
            lengthless: sounds(kana).map(|sounds| sounds.into_iter().filter(|sound| *sound != kana::LONG).collect()),
            halves: halves.and_then(|(surname, given)| Some((sounds(surname)?, sounds(given)?))),
        }
    }

    /// Whether the two are the same but for the length of vowels, or one sound apart at most with the surname or the given name
    /// the same.
    fn is_like(&self, other: &Self) -> bool {
        if self.lengthless.is_some() && self.lengthless == other.lengthless {
            return true;
        }
        let (Some(one), Some(other)) = (&self.halves, &other.halves) else {
            return false;
        };
        (one.0 == other.0 && is_one_apart(&one.1, &other.1)) || (one.1 == other.1 && is_one_apart(&one.0, &other.0))
    }
}

/// Whether one sound more, less or other makes the one the other.
fn is_one_apart(one: &[kana::Sound], other: &[kana::Sound]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (Some(one), Some(other)) = (one.get(same..), other.get(same..)) else {
        return false;
    };
    let without = |sounds: &[kana::Sound]| sounds.get(1..).unwrap_or_default().to_vec();
    match one.len().cmp(&other.len()) {
        std::cmp::Ordering::Equal => without(one) == without(other),
        std::cmp::Ordering::Less => one == without(other).as_slice(),
        std::cmp::Ordering::Greater => without(one).as_slice() == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tanaka(stated: &str) -> bool {
        Spellings::shipped().is_name(stated, Some("渡辺　太郎"), Some("ワタナベ　タロウ"))
    }

    #[test]
    fn a_name_is_one_in_whatever_way_it_is_written() {
        for stated in [
            "渡辺 太郎",
            "渡邊太郎",
            "渡邉　太郎",
            "わたなべたろう",
            "ワタナベ　タロー",
            "ﾜﾀﾅﾍﾞ ﾀﾛｳ",
            "渡辺たろう",
            "わたなべ太郎",
            "watanabe taro",
            "Watanabe Tarou",
            "TARO WATANABE",
            "ｗａｔａｎａｂｅ　ｔａｒｏ",
        ] {
            assert!(is_tanaka(stated), "{stated}");
        }
        for stated in [
            "渡辺",
            "太郎",
            "わたなべ",
            "渡辺 次郎",
            "わたべたろう",
            "watanabe",
            "",
            "渡辺太郎太郎",
            "ワタナベ",
        ] {
            assert!(!is_tanaka(stated), "{stated}");
        }
    }

    #[test]
    fn names_that_are_confused() {
        let spelling = Spellings::shipped();
        let alike = |one: (&str, &str), other: (&str, &str)| {
            spelling.can_be_confused((Some(one.0), Some(one.1)), (Some(other.0), Some(other.1)))
        };
        assert!(alike(
            ("田中　太郎", "タナカ　タロウ"),
            ("田中　多朗", "タナカ　タロウ")
        ));
        assert!(alike(("斎藤　恵", "サイトウ　メグミ"), ("斉藤　恵", "サイトウ　ケイ")));
        assert!(alike(("小野　由紀", "オノ　ユキ"), ("小野　優希", "オノ　ユウキ")));
        assert!(alike(("高橋　健", "タカハシ　ケン"), ("高橋　賢", "タカハシ　ケン")));
        assert!(alike(("小野　由紀", "オノ　ユキ"), ("大野　優希", "オオノ　ユウキ")));
        assert!(!alike(
            ("田中　太郎", "タナカ　タロウ"),
            ("田中　花子", "タナカ　ハナコ")
        ));
    }

    #[test]
    fn addresses_and_phones() {
        let spelling = Spellings::shipped();
        assert!(spelling.is_address("大阪市東成区見本三丁目1番2号", "大阪府大阪市東成区見本3-1-2"));
        assert!(!spelling.is_address("大阪市東成区見本3-1-3", "大阪府大阪市東成区見本3-1-2"));
        assert!(!spelling.is_address("大阪市東成区", "大阪市東成区"));
        assert!(spelling.is_phone("０９０ー１２３４－５６７８", "090-1234-5678"));
        assert!(!spelling.is_phone("なし", "なし"));
    }
}
