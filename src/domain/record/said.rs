//! Who said so, when, and on which station: every row carries it (domain.md, Census 9).

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::clock::{Order, Timestamp};

/// The name of an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UserName(SmolStr);

impl UserName {
    pub const LONGEST: usize = 40;

    /// Small ASCII letters, digits, `.`, `-` and `_`; `None` for anything else, empty or too long.
    pub fn parse(raw: &str) -> Option<Self> {
        let fits = (1..=Self::LONGEST).contains(&raw.len())
            && raw
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_'));
        fits.then(|| Self(SmolStr::new(raw)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The origin of one claim: its place in the order of all events (which names station and recording time), when it
/// happened, and whose word it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub order: Order,
    /// When it happened, as people gave it.
    pub at: Timestamp,
    pub by: UserName,
}
