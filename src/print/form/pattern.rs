//! Text with places: `{name}` is a field of the document, `{@paper-ward}` a text of the locale files, `{{` and `}}` are
//! braces. Places are replaced in one pass, so that a patient called `{bed}` stays called so.

use super::Values;
use crate::i18n::Words;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    Field(String),
    Word(String),
}

/// Text with places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

/// Why something is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PatternFault {
    #[error("a brace is not closed")]
    Open,
    #[error("a closing brace without an opening one")]
    Close,
    #[error("a place without a name")]
    Nameless,
}

impl Pattern {
    pub fn parse(written: &str) -> Result<Self, PatternFault> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = written.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '{' if rest.next_if_eq(&'{').is_some() => plain.push('{'),
                '}' if rest.next_if_eq(&'}').is_some() => plain.push('}'),
                '}' => return Err(PatternFault::Close),
                '{' => {
                    let mut name = String::new();
                    loop {
                        match rest.next() {
                            Some('}') => break,
                            Some('{') | None => return Err(PatternFault::Open),
                            Some(c) => name.push(c),
                        }
                    }
                    let name = name.trim();
                    let piece = match name.strip_prefix('@') {
                        Some("") => return Err(PatternFault::Nameless),
                        Some(word) => Piece::Word(word.to_owned()),
                        None if name.is_empty() => return Err(PatternFault::Nameless),
                        None => Piece::Field(name.to_owned()),
                    };
                    if !plain.is_empty() {
                        pieces.push(Piece::Plain(std::mem::take(&mut plain)));
                    }
                    pieces.push(piece);
                }
                c => plain.push(c),
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Plain(plain));
        }
        Ok(Self(pieces))
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with its places filled. A row's own values go before those of the document.
    pub fn fill(&self, values: &[&Values], words: &Words) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Plain(plain) => text.push_str(plain),
                Piece::Word(key) => text.push_str(&words.say(key)),
                Piece::Field(name) => text.push_str(value(values, name)),
            }
        }
        text
    }
}

/// The value of a field; nothing for one that the document does not have this time.
pub(super) fn value<'a>(values: &[&'a Values], name: &str) -> &'a str {
    values.iter().find_map(|values| values.get(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;
    use crate::i18n::Language;

    #[test]
    fn places_are_filled_once() {
        let words = Words::load(Language::English).unwrap();
        let mut values = Values::default();
        values.set("name", "{bed} {{x}} {@sex-M}");
        values.set("bed", "5E-501-1");
        let pattern = Pattern::parse("{bed}: {name} {{{@sex-F}}} {nobody}|").unwrap();
        assert_eq!(
            pattern.fill(&[&values], &words),
            format!("5E-501-1: {{bed}} {{{{x}}}} {{@sex-M}} {{{}}} |", words.say("sex-F"))
        );
    }

    #[test]
    fn what_is_no_pattern() {
        assert_eq!(Pattern::parse("{name"), Err(PatternFault::Open));
        assert_eq!(Pattern::parse("{a{b}}"), Err(PatternFault::Open));
        assert_eq!(Pattern::parse("name}"), Err(PatternFault::Close));
        assert_eq!(Pattern::parse("{ }"), Err(PatternFault::Nameless));
        assert_eq!(Pattern::parse("{@}"), Err(PatternFault::Nameless));
        assert_eq!(Pattern::parse("").unwrap().pieces(), []);
    }
}
