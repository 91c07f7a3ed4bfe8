//! A pass phrase as it was typed, wiped when it is let go; and what is demanded of one.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::domain::record::UserName;

/// What a person knows. Full-width and half-width forms of a sign are one sign, so that it does not matter whether the
/// input method was on.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct PassPhrase(String);

/// Why a pass phrase is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhraseFault {
    #[error("{found} signs, at least {least} are demanded", least = PassPhrase::LEAST)]
    TooShort { found: usize },
    #[error("longer than {most} signs", most = PassPhrase::MOST)]
    TooLong,
    /// It is on the list of what is tried first, or little else is in it.
    #[error("it is one of those that are tried first")]
    Common,
    /// Fewer than five different signs: `aaaaaaaaaaaaaaaa`.
    #[error("too few different signs")]
    Monotonous,
    #[error("the user name is in it")]
    HoldsUserName,
}

impl PassPhrase {
    /// Signs that a person's own phrase must have (Osaka's rule, domain.md §3 Access 2).
    pub const LEAST: usize = 16;
    const MOST: usize = 200;
    /// Different signs.
    const VARIED: usize = 5;

    /// Takes the typed signs over; the line end of a file is not part of it.
    pub fn new(typed: impl Into<String>) -> Self {
        let typed = Zeroizing::new(typed.into());
        let trimmed = typed.trim_end_matches(['\r', '\n']);
        // Room for all of it at once: a string that grows leaves its smaller copies behind.
        let mut phrase = String::with_capacity(trimmed.len().saturating_mul(3));
        phrase.extend(trimmed.nfkc());
        Self(phrase)
    }

    /// For whoever judges it or makes a key of it. Never to be shown, kept or written down.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// How many signs it has.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it may be `user`'s own. `common` are the words that are tried first, small letters, one an entry.
    pub fn judge(&self, user: &UserName, common: &[&str]) -> Result<(), PhraseFault> {
        let found = self.len();
        if found < Self::LEAST {
            return Err(PhraseFault::TooShort { found });
        }
        if found > Self::MOST {
            return Err(PhraseFault::TooLong);
        }
        let plain = Zeroizing::new(self.plain());
        let mut signs: Vec<char> = plain.chars().collect();
        signs.sort_unstable();
        signs.dedup();
        let varied = signs.len() >= Self::VARIED;
        signs.zeroize();
        if !varied {
            return Err(PhraseFault::Monotonous);
        }
        let name: String = user.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        if name.len() >= 4 && plain.contains(&name) {
            return Err(PhraseFault::HoldsUserName);
        }
        if is_common(&plain, common) {
            return Err(PhraseFault::Common);
        }
        Ok(())
    }

    /// Small letters and digits only, with the usual disguises taken off.
    fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.0.len());
        for c in self
            .0
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '@' | '$' | '!'))
        {
            plain.extend(c.to_lowercase().map(|c| match c {
                '@' => 'a',
                '$' => 's',
                '!' | '1' => 'i',
                '0' => 'o',
                c => c,
            }));
        }
        plain
    }
}

/// Whether a phrase is nothing but words that are tried first and a few signs more: `passwordpassword2026`.
fn is_common(plain: &str, common: &[&str]) -> bool {
    /// Signs that must be left when the known words are taken away.
    const OWN: usize = 8;

    let mut rest = Zeroizing::new(plain.to_owned());
    for word in common {
        if rest.contains(word) {
            *rest = rest.replace(word, "");
        }
    }
    let digits_off: usize = rest.chars().filter(|c| !c.is_numeric()).count();
    *rest != plain && digits_off < OWN
}

/// Never shows it, nor how long it is.
impl fmt::Debug for PassPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassPhrase(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    fn judge(phrase: &str) -> Result<(), PhraseFault> {
        let user = UserName::parse("k.mori").unwrap();
        PassPhrase::new(phrase).judge(&user, &["password", "hospital", "byouin", "qwerty"])
    }

    #[test]
    fn sixteen_signs_that_are_not_tried_first() {
        assert_eq!(judge("correct horse battery"), Ok(()));
        assert_eq!(
            judge("雨の日は傘を忘れずに持っていく"),
            Err(PhraseFault::TooShort { found: 15 })
        );
        assert_eq!(judge("雨の日は傘を忘れずに持っていくよ"), Ok(()));
        assert_eq!(judge("password password"), Err(PhraseFault::Common));
        assert_eq!(judge("P@ssw0rd-hospital-2026"), Err(PhraseFault::Common));
        assert_eq!(judge("P@$$word-Hospital-2026"), Err(PhraseFault::Common));
        assert_eq!(judge("aaaaaaaaaaaaaaaaaaaa"), Err(PhraseFault::Monotonous));
        assert_eq!(judge("this is kmori and her cat"), Err(PhraseFault::HoldsUserName));
    }

    #[test]
    fn full_width_signs_and_a_line_end_are_the_same_phrase() {
        let typed = PassPhrase::new("ｃｏｒｒｅｃｔ　ｈｏｒｓｅ battery staple\r\n");
        assert_eq!(typed, PassPhrase::new("correct horse battery staple"));
        assert_eq!(format!("{typed:?}"), "PassPhrase(..)");
    }
}
