//! The terminal: entering and leaving it, what it sends, how wide it draws, and the one loop of the program.
//!
//! `guard` leaves the terminal as it was, whatever ends the program; `reader` turns what is typed into inputs; `signals`
//! listens to the system; `workers` carry out effects beside the loop; `width` measures ambiguous characters; `turn` is the loop.

mod guard;
mod halves;
mod mailbox;
mod reader;
mod signals;
mod turn;
mod width;
mod workers;

/// Columns and rows of this terminal.
pub fn size() -> Result<(u16, u16), TerminalError> {
    Ok(crossterm::terminal::size()?)
}

pub use guard::{Guard, TerminalError};
pub use mailbox::{Arrival, Mailbox, Post};
pub use signals::Signal;
pub use turn::{Farewell, LockAfter, Setting, run};
pub use width::Ambiguity;
pub use workers::Hands;
