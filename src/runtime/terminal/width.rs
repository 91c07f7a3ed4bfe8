//! Whether this terminal draws ambiguous characters (● ─ ①) over one column or two: it is asked.

use std::io;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

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

/// Longer than crossterm waits for an answer.
const PATIENCE: Duration = Duration::from_millis(2500);

/// Prints one at the top left and asks where the cursor is. Without an answer (crossterm waits two seconds at most) they
/// count as wide: the ASCII twins look right everywhere.
///
/// It is asked on a thread of its own: when the terminal is closed just then, crossterm asks it for ever.
pub(super) fn measure() -> Ambiguous {
    let (sender, answer) = channel();
    let ask = move || {
        let asked = execute!(io::stdout(), cursor::MoveTo(0, 0), Print("■")).and_then(|()| cursor::position());
        let _nobody_waits = sender.send(asked.ok());
    };
    let started = thread::Builder::new().name("measure".to_owned()).spawn(ask);
    match started.ok().and_then(|_| answer.recv_timeout(PATIENCE).ok()) {
        Some(Some((1, _))) => Ambiguous::Narrow,
        _ => Ambiguous::Wide,
    }
}
