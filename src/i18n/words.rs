//! The texts of the program in one language, with the other as a net below.

use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::{Language, Value};

type Book = FluentBundle<FluentResource>;

/// One subject a file; the two languages hold the same files with the same keys (a test compares them).
macro_rules! files {
    ($language:literal) => {
        [
            (
                "shell",
                include_str!(concat!("../../assets/locales/", $language, "/shell.ftl")),
            ),
            (
                "start",
                include_str!(concat!("../../assets/locales/", $language, "/start.ftl")),
            ),
            (
                "access",
                include_str!(concat!("../../assets/locales/", $language, "/access.ftl")),
            ),
            (
                "mirror",
                include_str!(concat!("../../assets/locales/", $language, "/mirror.ftl")),
            ),
            (
                "search",
                include_str!(concat!("../../assets/locales/", $language, "/search.ftl")),
            ),
            (
                "dates",
                include_str!(concat!("../../assets/locales/", $language, "/dates.ftl")),
            ),
            (
                "drafts",
                include_str!(concat!("../../assets/locales/", $language, "/drafts.ftl")),
            ),
            (
                "find",
                include_str!(concat!("../../assets/locales/", $language, "/find.ftl")),
            ),
            (
                "actions",
                include_str!(concat!("../../assets/locales/", $language, "/actions.ftl")),
            ),
            (
                "keys",
                include_str!(concat!("../../assets/locales/", $language, "/keys.ftl")),
            ),
            (
                "terms",
                include_str!(concat!("../../assets/locales/", $language, "/terms.ftl")),
            ),
            (
                "checks",
                include_str!(concat!("../../assets/locales/", $language, "/checks.ftl")),
            ),
            (
                "refusals",
                include_str!(concat!("../../assets/locales/", $language, "/refusals.ftl")),
            ),
            (
                "run",
                include_str!(concat!("../../assets/locales/", $language, "/run.ftl")),
            ),
            (
                "cli",
                include_str!(concat!("../../assets/locales/", $language, "/cli.ftl")),
            ),
            (
                "import",
                include_str!(concat!("../../assets/locales/", $language, "/import.ftl")),
            ),
            (
                "census",
                include_str!(concat!("../../assets/locales/", $language, "/census.ftl")),
            ),
            (
                "forms",
                include_str!(concat!("../../assets/locales/", $language, "/forms.ftl")),
            ),
            (
                "board",
                include_str!(concat!("../../assets/locales/", $language, "/board.ftl")),
            ),
            (
                "beds",
                include_str!(concat!("../../assets/locales/", $language, "/beds.ftl")),
            ),
            (
                "lists",
                include_str!(concat!("../../assets/locales/", $language, "/lists.ftl")),
            ),
            (
                "numbers",
                include_str!(concat!("../../assets/locales/", $language, "/numbers.ftl")),
            ),
            (
                "slips",
                include_str!(concat!("../../assets/locales/", $language, "/slips.ftl")),
            ),
            (
                "menu",
                include_str!(concat!("../../assets/locales/", $language, "/menu.ftl")),
            ),
            (
                "paper",
                include_str!(concat!("../../assets/locales/", $language, "/paper.ftl")),
            ),
            (
                "printing",
                include_str!(concat!("../../assets/locales/", $language, "/printing.ftl")),
            ),
        ]
    };
}

const JAPANESE: &[(&str, &str)] = &files!("ja");
const ENGLISH: &[(&str, &str)] = &files!("en");

/// A locale file that is not Fluent, or holds a key twice. Only a build with a broken file can meet it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("locale file {language}/{file}.ftl: {fault}")]
pub struct WordsError {
    pub language: &'static str,
    pub file: &'static str,
    pub fault: String,
}

/// The texts. Cheap to clone; changing the language is a new value, so that a view never mixes two.
#[derive(Clone)]
pub struct Words {
    books: Arc<Books>,
    language: Language,
}

struct Books {
    japanese: Book,
    english: Book,
}

impl Books {
    fn of(&self, language: Language) -> &Book {
        match language {
            Language::Japanese => &self.japanese,
            Language::English => &self.english,
        }
    }
}

impl Words {
    /// Reads the texts that are part of the binary.
    pub fn load(language: Language) -> Result<Self, WordsError> {
        Ok(Self {
            books: Arc::new(Books {
                japanese: bind(Language::Japanese, JAPANESE)?,
                english: bind(Language::English, ENGLISH)?,
            }),
            language,
        })
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// The same texts in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self {
            books: Arc::clone(&self.books),
            language,
        }
    }

    /// The text of `key`; of the other language when this one lacks it, and the key itself when both do, because a
    /// screen with one odd word is better than none at three in the morning.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of `key` with its places filled.
    pub fn fill(&self, key: &str, filling: &[(&str, Value<'_>)]) -> String {
        self.find(key, filling).unwrap_or_else(|| key.to_owned())
    }

    /// Like `fill`, for callers that have something better to say than the key.
    pub fn find(&self, key: &str, filling: &[(&str, Value<'_>)]) -> Option<String> {
        let mut places = FluentArgs::with_capacity(filling.len());
        for (name, value) in filling {
            places.set(*name, value);
        }
        [self.language, self.language.next()].into_iter().find_map(|language| {
            let book = self.books.of(language);
            let pattern = book.get_message(key)?.value()?;
            let mut faults = Vec::new();
            Some(book.format_pattern(pattern, Some(&places), &mut faults).into_owned())
        })
    }

    /// The source of every locale file: for the tests that compare the languages, and for translators.
    pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
        match language {
            Language::Japanese => JAPANESE,
            Language::English => ENGLISH,
        }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

fn bind(language: Language, files: &[(&'static str, &'static str)]) -> Result<Book, WordsError> {
    let tag: LanguageIdentifier = language.code().parse().map_err(|fault| WordsError {
        language: language.code(),
        file: "(tag)",
        fault: format!("{fault:?}"),
    })?;
    let mut book = Book::new_concurrent(vec![tag]);
    // Isolating marks are invisible in a browser and garble a terminal's columns.
    book.set_use_isolating(false);
    for (file, source) in files {
        let fault = |fault: String| WordsError {
            language: language.code(),
            file,
            fault,
        };
        let resource =
            FluentResource::try_new((*source).to_owned()).map_err(|(_, faults)| fault(format!("{faults:?}")))?;
        book.add_resource(resource)
            .map_err(|faults| fault(format!("{faults:?}")))?;
    }
    Ok(book)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use std::collections::{BTreeMap, BTreeSet};

    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// Key → places, read from the source without Fluent, so that a mistake of the library's use would show.
    fn places(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::<String, BTreeSet<String>>::new();
        for (_, source) in Words::sources(language) {
            let mut key = String::new();
            for line in source.lines() {
                if line.starts_with('#') || line.trim().is_empty() {
                    continue;
                }
                if !line.starts_with([' ', '}'])
                    && let Some((name, _)) = line.split_once(" =")
                {
                    key = name.to_owned();
                    assert!(
                        found.insert(key.clone(), BTreeSet::new()).is_none(),
                        "{key} twice in {}",
                        language.code()
                    );
                }
                for (_, after) in line.match_indices('$').map(|(at, _)| line.split_at(at + 1)) {
                    let name: String = after
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                        .collect();
                    found.get_mut(&key).unwrap().insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_hold_the_same_keys_with_the_same_places() {
        let (japanese, english) = (places(Language::Japanese), places(Language::English));
        let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
            a.keys()
                .filter(|key| !b.contains_key(*key))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(only(&japanese, &english), Vec::<String>::new(), "only in Japanese");
        assert_eq!(only(&english, &japanese), Vec::<String>::new(), "only in English");
        for (key, names) in &japanese {
            assert_eq!(names, &english[key], "places of {key}");
        }
    }

    #[test]
    fn every_text_can_be_filled() {
        for language in Language::ALL {
            let words = Words::load(language).unwrap();
            for (key, names) in places(language) {
                let filling: Vec<_> = names.iter().map(|name| (name.as_str(), Value::from(3_u32))).collect();
                let text = words.fill(&key, &filling);
                assert_ne!(text, key, "{key} has no text");
                assert!(!text.contains('{'), "{key} has an open place: {text}");
            }
        }
    }

    /// Ambiguous characters (arrows, circles, rules) take one column here and two there: shapes come from the theme,
    /// which has a twin for each, never from a text.
    #[test]
    fn no_text_holds_a_character_of_ambiguous_width() {
        for language in Language::ALL {
            for (file, source) in Words::sources(language) {
                for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
                    assert_eq!(
                        line.width(),
                        line.width_cjk(),
                        "{}/{file}.ftl line {}: {line}",
                        language.code(),
                        number + 1
                    );
                }
            }
        }
    }

    #[test]
    fn what_no_language_knows_is_shown_by_its_key() {
        let words = Words::load(Language::English).unwrap();
        assert_eq!(words.say("no-such-key"), "no-such-key");
        assert_eq!(words.find("no-such-key", &[]), None);
    }
}
