//! Words that people type: names, places, reasons. Checked at the entrance, so that nothing behind it meets an escape
//! sequence, a right-to-left override or a page of text in a column.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// One line of text without control or bidirectional characters, neither empty nor surrounded by blanks.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text(SmolStr);

/// Why a text was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    #[error("empty")]
    Empty,
    #[error("longer than {most} characters")]
    TooLong { most: usize },
    /// Control characters move the cursor; bidirectional ones show a name as another (evidence.md, terminal safety).
    #[error("forbidden character U+{0:04X}")]
    Forbidden(u32),
}

/// Characters in a name of a person, a place, a department.
pub const NAME: usize = 60;
/// Characters in a remark, an address, a diagnosis.
pub const REMARK: usize = 200;

impl Text {
    /// Takes `raw` without the blanks around it (the ideographic space included); at most `most` characters.
    pub fn parse(raw: &str, most: usize) -> Result<Self, TextFault> {
        let trimmed = raw.trim();
        if let Some(found) = trimmed.chars().find(|c| is_forbidden(*c)) {
            return Err(TextFault::Forbidden(found as u32));
        }
        if trimmed.is_empty() {
            return Err(TextFault::Empty);
        }
        // No character takes less than a byte: most are known to fit without being counted.
        if trimmed.len() > most && trimmed.chars().nth(most).is_some() {
            return Err(TextFault::TooLong { most });
        }
        Ok(Self(SmolStr::new(trimmed)))
    }

    /// What can be kept of `raw`, for a record of what was typed: its first characters, without the forbidden ones. `None`
    /// when nothing is left.
    pub fn cut(raw: &str, most: usize) -> Option<Self> {
        let kept: String = raw.trim().chars().filter(|c| !is_forbidden(*c)).take(most).collect();
        Self::parse(&kept, most).ok()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, bidirectional controls, line and paragraph separators, byte order marks and the specials that a
/// terminal may act on.
pub fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.as_str())
    }
}
