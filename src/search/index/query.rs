//! What was typed, read once: words, a date, a number.

use crate::search::fold::{Script, dates, kana, numbers, plain};

/// A query as it is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// As typed, in one width.
    pub text: String,
    /// The words that are part of a name.
    pub names: Vec<Word>,
    /// A date of birth, or the month or the year of it.
    pub birth: Option<dates::Typed>,
    /// A phone or a patient number, or a part of one.
    pub number: Option<String>,
}

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub script: Script,
}

impl Word {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            script: Script::of(text),
        }
    }

    /// The sounds as they were typed, when it is a reading.
    pub fn sounds(&self) -> Option<Vec<kana::Sound>> {
        (self.script == Script::Kana).then(|| kana::written(&self.text))?
    }
}

/// Words that are looked at; what is behind them is no name.
const WORDS: usize = 6;
/// Characters of a word that are looked at.
const LONGEST: usize = 40;

impl Query {
    /// Reads what was typed. Everything is a query; an empty one finds nobody.
    pub fn read(typed: &str) -> Self {
        let text = plain(typed).trim().to_owned();
        let mut query = Self {
            names: Vec::new(),
            birth: None,
            number: None,
            text,
        };
        // A date with blanks in it is one date.
        query.birth = dates::read(&query.text).filter(|_| query.text.chars().any(|c| c.is_ascii_digit() || c == '元'));
        if query.birth.is_some() {
            let digits = query.text.bytes().all(|byte| byte.is_ascii_digit());
            query.number = digits.then(|| query.text.clone());
            return query;
        }
        for word in query.text.clone().split_whitespace().take(WORDS) {
            let word: String = word.chars().take(LONGEST).collect();
            let birth = dates::read(&word).filter(|_| word.chars().any(|c| c.is_ascii_digit() || c == '元'));
            if birth.is_some() && query.birth.is_none() {
                query.birth = birth;
            } else if numbers::is_number(&word) {
                // 090 1234 5678 is one number.
                query.number.get_or_insert_default().push_str(&word);
            } else {
                query.names.push(Word::new(&word));
            }
        }
        query
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.birth.is_none() && self.number.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_told_apart() {
        let query = Query::read("たなか　S23.5.6");
        assert_eq!(query.names, [Word::new("たなか")]);
        assert!(query.birth.is_some());
        let query = Query::read("19480506");
        assert!(query.birth.is_some() && query.number.is_some(), "a date, or a number");
        let query = Query::read("090 1234 5678");
        assert_eq!(query.number.as_deref(), Some("09012345678"));
        let query = Query::read("昭和 23年 5月 6日");
        assert!(query.birth.is_some() && query.names.is_empty());
        assert!(Query::read("  ").is_empty());
        let names = Query::read("tanaka taro").names;
        assert_eq!(names, [Word::new("tanaka"), Word::new("taro")]);
        assert!(Query::read("元 はじめ").birth.is_none());
    }
}
