//! Readings. Two spellings of one sound fold to one: hiragana and katakana, small kana and large, long vowels however they are
//! written, the pairs that sound alike in today's Japanese.
//!
//! Origin of the tables: the Cabinet notice on modern kana usage (現代仮名遣い, 1986) names the pairs ヂ/ジ and ヅ/ズ and the
//! long vowels (オ列 + ウ or オ, エ列 + イ or エ); what a clerk confuses beyond that ([`kinship`]) is the project's own list of
//! mishearings and of neighbours on the kana table.

/// A sound of a reading: the place of its katakana in Unicode behind U+30A0. One byte, so that a name is a handful of bytes.
pub type Sound = u8;

/// A long vowel, however it was written.
pub const LONG: Sound = 0x5c;
const SMALL_TSU: Sound = 0x23;
const N: Sound = 0x53;
const VU: Sound = 0x54;

/// The vowel of each katakana from ァ (U+30A1) to ヶ (U+30F6); `-` has none.
const VOWELS: &[u8; 86] = b"aaiiuueeooaaiiuueeooaaiiuueeooaaii-uueeooaiueoaaaiiiuuueeeoooaiueoaauuooaiueoaaieo-uae";

/// Hiragana or katakana, the long mark included.
pub const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309e}' | '\u{30a1}'..='\u{30f6}' | '\u{30fc}'..='\u{30fe}' | '・')
}

/// The sounds of a reading as they are written, without blanks and points; nothing when anything else stands in it. `text` has
/// been through [`super::plain`].
pub fn written(text: &str) -> Option<Vec<Sound>> {
    let mut sounds = Vec::with_capacity(text.len() / 3);
    for c in text.chars() {
        match c {
            ' ' | '・' | '.' | ',' => {}
            'ぁ'..='ゖ' => sounds.push(sound(c as u32 + 0x60)?),
            'ァ'..='ヶ' => sounds.push(sound(c as u32)?),
            'ー' | '-' | '‐' | '−' | '―' | '–' | '~' => sounds.push(LONG),
            'ゝ' | 'ヽ' => sounds.push(*sounds.last()?),
            _ => return None,
        }
    }
    (!sounds.is_empty()).then_some(sounds)
}

fn sound(code: u32) -> Option<Sound> {
    u8::try_from(code.checked_sub(0x30a0)?).ok()
}

/// The katakana of a sound.
pub fn katakana(sound: Sound) -> char {
    char::from_u32(0x30a0 + u32::from(sound)).unwrap_or('・')
}

/// `a`, `i`, `u`, `e` or `o`; `-` for ン, ッ and the long mark.
pub fn vowel(sound: Sound) -> u8 {
    let place = usize::from(sound.wrapping_sub(1));
    VOWELS.get(place).copied().unwrap_or(b'-')
}

/// The one sound that stands for all that are said like it: large for small, ジ for ヂ, ズ for ヅ, オ for ヲ, ブ for ヴ.
pub const fn alone(sound: Sound) -> Sound {
    match sound {
        // ァィゥェォ, ッ, ャュョ, ヮ
        0x01 | 0x03 | 0x05 | 0x07 | 0x09 | SMALL_TSU | 0x43 | 0x45 | 0x47 | 0x4e => sound + 1,
        // ヂ ヅ ヰ ヱ ヲ
        0x22 => 0x18,
        0x25 => 0x1a,
        0x50 => 0x04,
        0x51 => 0x08,
        0x52 => 0x0a,
        VU => 0x36,
        // ヵ ヶ
        0x55 => 0x0b,
        0x56 => 0x11,
        other => other,
    }
}

/// ヴァ, ヴィ, ヴェ, ヴォ are バ, ビ, ベ, ボ.
const fn of_vu(small: Sound) -> Option<Sound> {
    match small {
        0x01 => Some(0x30),
        0x03 => Some(0x33),
        0x07 => Some(0x39),
        0x09 => Some(0x3c),
        _ => None,
    }
}

/// Whether a vowel behind another only makes it longer: おう and おお, ゆう, けい and ええ, ああ, いい.
const fn prolongs(before: u8, sound: Sound) -> bool {
    match sound {
        0x02 => before == b'a',
        0x04 => before == b'i' || before == b'e',
        0x06 => before == b'u' || before == b'o',
        0x08 => before == b'e',
        0x0a => before == b'o',
        _ => false,
    }
}

/// The form in which readings are compared. The fold of a beginning is the beginning of the fold, so that what is typed so far
/// finds what it may become.
pub fn fold(written: &[Sound]) -> Vec<Sound> {
    let mut folded = Vec::with_capacity(written.len());
    fold_into(written, &mut folded);
    folded
}

/// [`fold`] into a buffer that is cleared first.
pub fn fold_into(written: &[Sound], folded: &mut Vec<Sound>) {
    folded.clear();
    let mut before = b'-';
    let mut rest = written.iter().copied().peekable();
    while let Some(sound) = rest.next() {
        if sound == VU
            && let Some(one) = rest.peek().copied().and_then(of_vu)
        {
            rest.next();
            folded.push(one);
            before = vowel(one);
            continue;
        }
        if sound == LONG || prolongs(before, sound) {
            if !folded.is_empty() {
                folded.push(LONG);
            }
            continue;
        }
        before = vowel(sound);
        folded.push(alone(sound));
    }
}

/// Every sound that a clerk may have meant when one was typed wrong: the folded katakana.
pub fn sounds() -> impl Iterator<Item = Sound> {
    (1..=N).filter(|sound| alone(*sound) == *sound).chain([LONG])
}

/// How far apart two sounds are for somebody who hears or types them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kinship {
    /// カ and ガ, ハ, バ and パ; a vowel and its length.
    Voicing,
    /// Heard for each other (シ, チ and ヒ: the same vowel), or side by side on the kana table (カ and キ).
    Neighbour,
    Stranger,
}

/// The row of the kana table, with the voiced rows told apart by case.
const ROWS: &[u8; 86] = b"AAAAAAAAAAkgkgkgkgkgszszszszsztdtdTtdtdtdnnnnnhbphbphbphbphbpmmmmmyyyyyyrrrrrwwwwwNbkk";

pub fn kinship(one: Sound, other: Sound) -> Kinship {
    let row = |sound: Sound| ROWS.get(usize::from(sound.wrapping_sub(1))).copied().unwrap_or(b'L');
    let (here, there) = (row(one), row(other));
    let voiced = |row: u8| match row {
        b'g' => b'k',
        b'z' => b's',
        b'd' => b't',
        b'b' | b'p' => b'h',
        row => row,
    };
    let same_vowel = vowel(one) == vowel(other);
    if voiced(here) == voiced(there) && same_vowel || (one == LONG && vowel(other) != b'-') {
        Kinship::Voicing
    } else if same_vowel || here == there {
        Kinship::Neighbour
    } else {
        Kinship::Stranger
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn key(text: &str) -> Vec<Sound> {
        fold(&written(&super::super::plain(text)).unwrap())
    }

    #[test]
    fn one_sound_has_one_form() {
        for (one, other) in [
            ("たなか", "ﾀﾅｶ"),
            ("オオノ", "おうの"),
            ("オオノ", "オーノ"),
            ("ショウコ", "シヨーコ"),
            ("ユウキ", "ユーキ"),
            ("ケイコ", "ケエコ"),
            ("ミヅキ", "ミズキ"),
            ("チヂワ", "ちじわ"),
            ("ハットリ", "ハツトリ"),
            ("カヲル", "カオル"),
            ("ヴァン　アイン", "バンアイン"),
            ("サ・ト", "サト"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [
            ("オノ", "オオノ"),
            ("ユキ", "ユウキ"),
            ("タカハシ", "タカバシ"),
            ("ティ", "テー"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
        assert_eq!(written("田中"), None);
        assert_eq!(written(""), None);
    }

    #[test]
    fn a_beginning_folds_to_a_beginning() {
        for name in ["コウノショウタロウ", "オオイシケイイチ", "ジョン", "ユウウ", "ハットリ"]
        {
            let whole = written(name).unwrap();
            for end in 1..=whole.len() {
                let begun = fold(whole.get(..end).unwrap());
                assert!(fold(&whole).starts_with(&begun), "{name} {end}");
            }
        }
    }

    #[test]
    fn the_table_of_vowels_is_in_its_place() {
        for (kana, one) in [
            ('ア', b'a'),
            ('ヂ', b'i'),
            ('ッ', b'-'),
            ('ヅ', b'u'),
            ('ョ', b'o'),
            ('ワ', b'a'),
            ('ヱ', b'e'),
            ('ン', b'-'),
            ('ヶ', b'e'),
        ] {
            assert_eq!(vowel(sound(kana as u32).unwrap()), one, "{kana}");
        }
        assert_eq!(katakana(0x1f), 'タ');
    }

    #[test]
    fn some_mistakes_are_nearer_than_others() {
        let of = |a: char, b: char| kinship(sound(a as u32).unwrap(), sound(b as u32).unwrap());
        assert_eq!(of('カ', 'ガ'), Kinship::Voicing);
        assert_eq!(of('ハ', 'パ'), Kinship::Voicing);
        assert_eq!(of('シ', 'チ'), Kinship::Neighbour);
        assert_eq!(of('カ', 'キ'), Kinship::Neighbour);
        assert_eq!(of('カ', 'ム'), Kinship::Stranger);
    }
}
