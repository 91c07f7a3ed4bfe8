//! The key behind a character that an input method made of it: with 日本語入力 on, pressing `a` sends あ, `/` sends ・.
//!
//! A kana stands for the key that begins its row in romaji (た ち つ て と are all `t`), because the row is what people
//! who write `ti` and people who write `chi` have in common.

use unicode_normalization::UnicodeNormalization;

/// Each row: its key, and the hiragana that it begins.
const ROWS: &[(char, &str)] = &[
    ('a', "あぁ"),
    ('i', "いぃ"),
    ('u', "うぅ"),
    ('e', "えぇ"),
    ('o', "おぉ"),
    ('k', "かきくけこゕゖ"),
    ('s', "さしすせそ"),
    ('t', "たちつてとっ"),
    ('n', "なにぬねのん"),
    ('h', "はひふへほ"),
    ('m', "まみむめも"),
    ('y', "やゆよゃゅょ"),
    ('r', "らりるれろ"),
    ('w', "わをゎゐゑ"),
    ('g', "がぎぐげご"),
    ('z', "ざじずぜぞ"),
    ('d', "だぢづでど"),
    ('b', "ばびぶべぼ"),
    ('p', "ぱぴぷぺぽ"),
    ('v', "ゔ"),
];

/// Signs that the input method sends for a key of the keyboard.
const SIGNS: &[(char, char)] = &[
    ('・', '/'),
    ('、', ','),
    ('。', '.'),
    ('ー', '-'),
    ('「', '['),
    ('」', ']'),
    ('￥', '\\'),
    ('〜', '~'),
    ('\u{3000}', ' '),
    ('’', '\''),
    ('”', '"'),
];

/// The ASCII key behind `typed` when an input method has changed it; nothing for what no key stands behind.
pub fn key_behind(typed: char) -> Option<char> {
    if typed.is_ascii() {
        return None;
    }
    if let Some((_, key)) = SIGNS.iter().find(|(sign, _)| *sign == typed) {
        return Some(*key);
    }
    // Full-width letters and half-width kana come to their plain form; the first character is enough (ﾊﾟ is two).
    let plain = std::iter::once(typed).nfkc().next()?;
    if plain.is_ascii_graphic() {
        return Some(plain);
    }
    if let Some((_, key)) = SIGNS.iter().find(|(sign, _)| *sign == plain) {
        return Some(*key);
    }
    let hiragana = match plain {
        'ァ'..='ヶ' => char::from_u32(u32::from(plain) - 0x60)?,
        other => other,
    };
    ROWS.iter().find(|(_, row)| row.contains(hiragana)).map(|(key, _)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_and_full_width_letters_lead_to_their_key() {
        for (typed, key) in [
            ('あ', 'a'),
            ('ｄ', 'd'),
            ('Ｄ', 'D'),
            ('ち', 't'),
            ('っ', 't'),
            ('し', 's'),
            ('ふ', 'h'),
            ('ん', 'n'),
            ('じ', 'z'),
            ('ア', 'a'),
            ('ﾀ', 't'),
            ('ヴ', 'v'),
            ('・', '/'),
            ('？', '?'),
            ('５', '5'),
            ('ー', '-'),
            ('ｰ', '-'),
            ('\u{3000}', ' '),
        ] {
            assert_eq!(key_behind(typed), Some(key), "{typed}");
        }
    }

    #[test]
    fn what_no_key_stands_behind_stays() {
        for typed in ['a', '?', '田', 'é', '\u{1b}'] {
            assert_eq!(key_behind(typed), None, "{typed}");
        }
    }

    #[test]
    fn no_kana_stands_in_two_rows() {
        let mut seen = std::collections::BTreeSet::new();
        for kana in ROWS.iter().flat_map(|(_, row)| row.chars()) {
            assert!(seen.insert(kana), "{kana} twice");
        }
    }
}
