//! Whether this terminal draws ambiguous characters (● ─ ①) over one column or two: it is asked.

use std::io;

use crossterm::style::Print;
use crossterm::{cursor, execute};

use crate::theme::Ambiguous;

/// Measured, or set because the measurement cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ambiguity {
    Measure,
    Fixed(Ambiguous),
}

impl Ambiguity {
    /// `auto`, `narrow`, `wide`: the setting.
    pub fn parse(setting: &str) -> Option<Self> {
        Some(match setting {
            "auto" => Self::Measure,
            "narrow" => Self::Fixed(Ambiguous::Narrow),
            "wide" => Self::Fixed(Ambiguous::Wide),
            _ => return None,
        })
    }
}

/// Prints one at the top left and asks where the cursor is. Without an answer (crossterm waits two seconds at most) they
/// count as wide: the ASCII twins look right everywhere.
pub(super) fn measure() -> Ambiguous {
    let asked = execute!(io::stdout(), cursor::MoveTo(0, 0), Print("■")).and_then(|()| cursor::position());
    match asked {
        Ok((1, _)) => Ambiguous::Narrow,
        _ => Ambiguous::Wide,
    }
}
