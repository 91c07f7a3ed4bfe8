//! What is typed and what is written, brought to one form in which they can be compared.
//!
//! Width and compatibility forms are Unicode's (NFKC); everything else is a table of the project's own, each in a file of its own
//! with its origin: `kana` for readings, `latin` for readings in Latin letters, `kanji` for the forms of name characters,
//! `dates` for dates in both calendars, `numbers` for phones and patient numbers.
//!
//! Nothing here guesses: two writings that fold to one are the same to a person who reads them aloud, or are said to be
//! look-alikes.

pub mod address;
pub mod dates;
pub mod kana;
pub mod kanji;
pub mod latin;
pub mod numbers;

use unicode_normalization::UnicodeNormalization;

/// Full width, half width and compatibility forms in one; variation selectors gone; blanks as one kind.
pub fn plain(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        return text.to_owned();
    }
    text.nfkc()
        .filter(|c| !kanji::is_variation_selector(*c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

/// In which script a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    Kana,
    Latin,
    /// Kanji, alone or mixed.
    Kanji,
}

impl Script {
    /// The script of a word that [`plain`] has seen.
    pub fn of(word: &str) -> Self {
        let mut script = Self::Latin;
        for c in word.chars() {
            if kana::is_kana(c) {
                script = script.min(Self::Kana);
            } else if !c.is_ascii() && !latin::is_latin(c) {
                return Self::Kanji;
            }
        }
        if script == Self::Kana && word.chars().any(|c| c.is_ascii_alphabetic()) {
            return Self::Kanji;
        }
        script
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_selectors_do_not_matter() {
        assert_eq!(plain("ﾀﾅｶ　ﾀﾛｳ"), "タナカ タロウ");
        assert_eq!(plain("葛\u{e0100}飾"), "葛飾");
        assert_eq!(plain("\u{fa10}"), "塚");
        assert_eq!(plain("ＡＢ－１"), "AB-1");
    }

    #[test]
    fn a_word_has_a_script() {
        assert_eq!(Script::of("タナカ"), Script::Kana);
        assert_eq!(Script::of("たなかー"), Script::Kana);
        assert_eq!(Script::of("tanaka"), Script::Latin);
        assert_eq!(Script::of("ōno"), Script::Latin);
        assert_eq!(Script::of("竹ノ内"), Script::Kanji);
    }
}
