//! fuzzy-matcher over the few that are left: how well a line fits what was typed, and which of its letters to mark.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Script, kana, plain};

/// Ranks and marks lines for one typed text.
pub struct Ranking {
    matcher: SkimMatcherV2,
    typed: String,
}

impl Ranking {
    pub fn new(typed: &str) -> Self {
        let plain = plain(typed);
        let letters = plain.chars().filter(|c| !c.is_whitespace());
        Self {
            matcher: SkimMatcherV2::default().ignore_case(),
            typed: if Script::of(plain.trim()) == Script::Kana {
                letters.map(katakana).collect()
            } else {
                letters.collect()
            },
        }
    }

    /// More is better; nothing for a line that does not have the typed letters in their order.
    pub fn score(&self, line: &str) -> Option<i64> {
        if self.typed.is_empty() {
            return None;
        }
        self.matcher.fuzzy_match(line, &self.typed)
    }

    /// The places, counted in characters, of the typed letters in a line.
    pub fn marks(&self, line: &str) -> Vec<usize> {
        if self.typed.is_empty() {
            return Vec::new();
        }
        self.matcher
            .fuzzy_indices(line, &self.typed)
            .map(|(_, places)| places)
            .unwrap_or_default()
    }
}

/// Hiragana as katakana: readings are written in katakana.
fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => u8::try_from(c as u32 + 0x60 - 0x30a0).map_or(c, kana::katakana),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_were_typed_are_marked() {
        let ranking = Ranking::new("たなか");
        assert_eq!(ranking.marks("田中　太郎　タナカ　タロウ"), [6, 7, 8]);
        assert!(ranking.score("タナカ　タロウ") > ranking.score("タカハシ　ナツカ"));
        assert_eq!(ranking.score("ヤマダ"), None);
        assert_eq!(Ranking::new("").score("ヤマダ"), None);
    }
}
