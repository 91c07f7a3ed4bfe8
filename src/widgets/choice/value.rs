//! One of the values of a field, and how it is found by what was typed.

use super::super::edit::folded;

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the program calls it.
    pub key: String,
    pub label: String,
    /// Stands behind the label: a reading, a free bed's note.
    pub note: String,
    /// What typing finds it by, in one form; the label first.
    found_by: Vec<String>,
    pub(super) listed: Listed,
}

/// When the list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    Always,
    /// Once something was typed that finds it.
    WhenSought,
}

impl Choice {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        let (key, label) = (key.into(), label.into());
        let found_by = vec![plain(&label), plain(&key)];
        Self {
            key,
            label,
            note: String::new(),
            found_by,
            listed: Listed::Always,
        }
    }

    /// Stays out of the list until it is looked for.
    #[must_use]
    pub fn when_sought(mut self) -> Self {
        self.listed = Listed::WhenSought;
        self
    }

    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self.found_by.push(plain(&self.note));
        self
    }

    /// Stands behind the label and is not looked for: words that many share.
    #[must_use]
    pub fn with_remark(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Typing finds it by this too: a number, a reading, the bed without its ward.
    #[must_use]
    pub fn found_by(mut self, word: &str) -> Self {
        let word = plain(word);
        if !word.is_empty() {
            self.found_by.push(word);
        }
        self
    }

    pub(super) fn likeness(&self, typed: &str) -> Option<Likeness> {
        let words = || self.found_by.iter();
        if words().any(|word| word == typed) {
            Some(Likeness::Same)
        } else if words().any(|word| word.starts_with(typed)) {
            Some(Likeness::Begins)
        } else if words().any(|word| word.contains(typed)) {
            Some(Likeness::Holds)
        } else if words().any(|word| is_shorthand(typed, word)) {
            Some(Likeness::Shorthand)
        } else {
            None
        }
    }
}

/// Whether a code is meant by some of its letters: `6w22` is `6W-602-2`. The ward must be among them: digits alone that stand
/// apart in the name of a bed (502 in 5E-504-2) mean another room. Names are never guessed like this.
fn is_shorthand(typed: &str, word: &str) -> bool {
    let mut rest = word.chars();
    let is_code =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric()) && text.chars().any(|c| c.is_ascii_digit());
    is_code(typed)
        && typed.chars().any(|c| c.is_ascii_alphabetic())
        && is_code(word)
        && typed.chars().next() == word.chars().next()
        && typed.chars().all(|c| rest.any(|other| other == c))
}

/// How a value is like what was typed; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    Same,
    Begins,
    Holds,
    Shorthand,
}

/// One form for comparing; hyphens are nobody's business when a bed is typed.
pub(super) fn plain(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '−' | '―'))
        .collect()
}

pub(super) fn number(choices: Vec<Choice>) -> Vec<Choice> {
    let numbered = choices.into_iter().enumerate();
    numbered
        .map(|(index, choice)| choice.found_by(&(index + 1).to_string()))
        .collect()
}
