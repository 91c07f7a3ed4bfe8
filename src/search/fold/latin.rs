//! Readings in Latin letters: Hepburn, kunrei and passport spelling, long vowels written or not, both readings of n. All come to
//! one spelling, and kana come to the same.
//!
//! Origin of the rules: the Cabinet notice on romanisation (ローマ字のつづり方, 1954) for kunrei and Hepburn; the passport rules
//! of the Ministry of Foreign Affairs (ヘボン式ローマ字綴方表) for OH, for m before b, m and p, and for vowels that are not
//! written long. By hand, because a converter reads `shinichi` one way only, and `homma` not at all.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::kana::{LONG, Sound, katakana};

/// Latin letters with or without the mark of a long vowel, and what stands between them.
pub fn is_latin(c: char) -> bool {
    c.is_ascii() || matches!(c, 'À'..='ɏ' | '\u{300}'..='\u{36f}' | '’' | '‘')
}

/// What was typed, in the one spelling; without anything but small letters.
pub fn typed(text: &str) -> String {
    let letters: Vec<u8> = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .filter(char::is_ascii_alphabetic)
        .filter_map(|c| u8::try_from(c.to_ascii_lowercase()).ok())
        .collect();
    let mut spelling = Spelling::with_room(letters.len());
    let mut at = 0;
    let letter = |place: usize| letters.get(place).copied().unwrap_or(b'.');
    while let Some(c) = letters.get(at).copied() {
        let (next, third) = (letter(at + 1), letter(at + 2));
        let used: usize = match (c, next) {
            (b's', b'h') => {
                spelling.row(b's', third);
                2
            }
            (b'c', b'h') => {
                spelling.row(b't', third);
                2
            }
            // ッチ, in passports and otherwise.
            (b't' | b'c', b'c') if third == b'h' => {
                spelling.push(b't');
                1
            }
            (b't', b's') | (b'd', b'z' | b'j') => {
                spelling.push(if c == b't' { b't' } else { b'z' });
                2
            }
            (b'j', b'y') | (b'd', b'i' | b'u') => {
                spelling.push(b'z');
                1
            }
            (b'j', vowel) => {
                spelling.row(b'z', vowel);
                1
            }
            // OHNO, SATOH: a long vowel; OHARA is not.
            (b'h', next) if spelling.ends_with(b'o') && !is_vowel(next) && next != b'y' => 1,
            (b'm', b'b' | b'm' | b'p') => {
                spelling.push(b'n');
                1
            }
            (b'w', b'i' | b'e' | b'o') => 1,
            (b'f', _) => {
                spelling.push(b'h');
                1
            }
            (b'l', _) => {
                spelling.push(b'r');
                1
            }
            (b'v', _) => {
                spelling.push(b'b');
                1
            }
            (b'c' | b'q', _) => {
                spelling.push(b'k');
                1
            }
            (c, _) => {
                spelling.push(c);
                1
            }
        };
        at += used;
    }
    spelling.text
}

/// A reading in the one spelling. `written` has its small kana.
pub fn of_sounds(written: &[Sound]) -> String {
    let mut spelling = Spelling::with_room(written.len() * 2);
    let mut doubled = false;
    for sound in written.iter().copied().filter(|sound| *sound != LONG) {
        let (consonant, vowel) = match katakana(sound) {
            'ッ' => {
                doubled = true;
                continue;
            }
            small @ ('ャ' | 'ュ' | 'ョ') => {
                // シャ is the row of シ with y: the i goes.
                spelling.drop_vowel();
                spelling.push(b'y');
                (None, vowel_of(small))
            }
            small @ ('ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ') => {
                spelling.drop_vowel_for_small();
                (None, vowel_of(small))
            }
            'ン' => (Some(b'n'), None),
            'ヴ' => (Some(b'b'), Some(b'u')),
            kana => (consonant(kana), vowel_of(kana)),
        };
        if let Some(consonant) = consonant {
            if doubled {
                spelling.push(consonant);
            }
            spelling.push(consonant);
        }
        doubled = false;
        if let Some(vowel) = vowel {
            spelling.push(vowel);
        }
    }
    spelling.text
}

fn vowel_of(kana: char) -> Option<u8> {
    let sound = u8::try_from((kana as u32).checked_sub(0x30a0)?).ok()?;
    Some(super::kana::vowel(sound)).filter(|vowel| *vowel != b'-')
}

const fn consonant(kana: char) -> Option<u8> {
    Some(match kana {
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'ヵ' | 'ヶ' => b'k',
        'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => b'g',
        'サ' | 'シ' | 'ス' | 'セ' | 'ソ' => b's',
        'ザ' | 'ジ' | 'ズ' | 'ゼ' | 'ゾ' | 'ヂ' | 'ヅ' => b'z',
        'タ' | 'チ' | 'ツ' | 'テ' | 'ト' => b't',
        'ダ' | 'デ' | 'ド' => b'd',
        'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' => b'n',
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => b'h',
        'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' => b'b',
        'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => b'p',
        'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => b'm',
        'ヤ' | 'ユ' | 'ヨ' => b'y',
        'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => b'r',
        'ワ' | 'ヮ' => b'w',
        _ => return None,
    })
}

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'i' | b'u' | b'e' | b'o')
}

/// The one spelling as it grows: o and u are never long, n is never double.
struct Spelling {
    text: String,
}

impl Spelling {
    fn with_room(letters: usize) -> Self {
        Self {
            text: String::with_capacity(letters + 4),
        }
    }

    fn ends_with(&self, letter: u8) -> bool {
        self.text.as_bytes().last() == Some(&letter)
    }

    fn push(&mut self, letter: u8) {
        let is_long = match letter {
            b'u' => self.ends_with(b'u') || self.ends_with(b'o'),
            b'o' => self.ends_with(b'o'),
            b'n' => self.ends_with(b'n'),
            _ => false,
        };
        if !is_long {
            self.text.push(char::from(letter));
        }
    }

    /// The consonant of a row that Hepburn writes in a way of its own, before `vowel`: shi is si, sha is sya.
    fn row(&mut self, consonant: u8, vowel: u8) {
        self.push(consonant);
        if is_vowel(vowel) && vowel != b'i' {
            self.push(b'y');
        }
    }

    fn drop_vowel(&mut self) {
        if self.text.as_bytes().last().is_some_and(|last| is_vowel(*last)) {
            self.text.pop();
        }
    }

    /// ティ is ti, シェ is sye, ジェ is zye.
    fn drop_vowel_for_small(&mut self) {
        let palatal = ["si", "ti", "zi"].iter().any(|row| self.text.ends_with(row));
        self.drop_vowel();
        if palatal {
            self.push(b'y');
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;
    use crate::search::fold::{kana, plain};

    fn reading(kana: &str) -> String {
        of_sounds(&kana::written(&plain(kana)).unwrap())
    }

    #[test]
    fn every_spelling_of_a_reading_is_one() {
        for (kana, spellings) in [
            ("シンジ", &["shinji", "sinzi", "SHINJI"][..]),
            ("シンイチ", &["shinichi", "shin'ichi", "sin'iti", "shinnichi"]),
            ("ホンマ", &["homma", "honma", "hon'ma"]),
            ("カンバラ", &["kambara", "kanbara"]),
            ("シンボ", &["shimbo", "sinbo"]),
            ("オオノ", &["ohno", "ono", "oono", "ōno", "ôno"]),
            ("サトウ", &["sato", "satou", "satoh", "SATŌ"]),
            ("オハラ", &["ohara"]),
            ("ユウキ", &["yuki", "yuuki", "yūki"]),
            ("キョウコ", &["kyoko", "kyouko"]),
            ("ジュンコ", &["junko", "zyunko", "jyunko"]),
            ("チヨ", &["chiyo", "tiyo"]),
            ("ハッチョウ", &["hatcho", "hacchou", "hattyo"]),
            ("ハットリ", &["hattori"]),
            ("ツヅキ", &["tsuzuki", "tuzuki", "tsuduki"]),
            ("フジイ", &["fujii", "huzii"]),
            ("コンノ", &["konno", "kon'no"]),
            ("イノウエ", &["inoue"]),
            ("ヴァン", &["van", "ban"]),
            ("シェリー", &["sheri"]),
            ("カヲル", &["kaoru", "kaworu"]),
            ("タカハシ", &["takahashi", "takahasi"]),
            ("チャン", &["chan", "tyan"]),
        ] {
            for spelling in spellings {
                assert_eq!(typed(spelling), reading(kana), "{kana} {spelling}");
            }
        }
    }

    #[test]
    fn what_is_half_typed_is_the_beginning() {
        for (half, kana) in [
            ("s", "シ"),
            ("sh", "シ"),
            ("ch", "チ"),
            ("ts", "ツ"),
            ("j", "ジ"),
            ("f", "フ"),
            ("satoh", "サトウ"),
            ("tanak", "タナカ"),
        ] {
            assert!(reading(kana).starts_with(&typed(half)), "{half} {kana}");
        }
    }
}
