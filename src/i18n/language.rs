//! The languages of the program.

/// A language that the program speaks completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    Japanese,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// `ja`, `en`: in settings, arguments and folder names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// Its own name in itself, so that whoever cannot read the other language finds it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Japanese => "日本語",
            Self::English => "English",
        }
    }

    /// What the one key for the language changes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Japanese => Self::English,
            Self::English => Self::Japanese,
        }
    }

    /// Reads `ja`, `ja_JP.UTF-8`, `en-GB` …
    pub fn parse(tag: &str) -> Option<Self> {
        let language = tag.split(['_', '-', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|known| known.code().eq_ignore_ascii_case(language))
    }

    /// Chooses from the values of `LC_ALL`, `LC_MESSAGES` and `LANG`, in this order; the first that is set decides.
    /// Japanese unless it names English: the laptops of this hospital often start with an empty environment.
    pub fn from_environment<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty() && !matches!(*value, "C" | "POSIX" | "C.UTF-8"))
            .and_then(Self::parse)
            .unwrap_or(Self::Japanese)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(
            Language::from_environment([None, Some("en_US.UTF-8"), Some("ja_JP.UTF-8")]),
            Language::English
        );
        assert_eq!(
            Language::from_environment([Some(""), None, Some("ja_JP.UTF-8")]),
            Language::Japanese
        );
    }

    #[test]
    fn without_a_word_it_is_japanese() {
        assert_eq!(
            Language::from_environment([None, Some("C.UTF-8"), None]),
            Language::Japanese
        );
        assert_eq!(Language::from_environment([Some("fr_FR.UTF-8")]), Language::Japanese);
    }
}
