//! Entering the terminal, and leaving it as it was: on return, on an error, on a panic, on a signal.

use std::io::{self, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};

/// The terminal does not do what it must.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    #[error("standard input or output is no terminal")]
    NoTerminal,
    #[error("the terminal: {0}")]
    Broken(#[from] io::Error),
    #[error("a thread for the terminal could not be started: {0}")]
    NoThread(io::Error),
}

/// As long as it lives, the terminal is ours; dropping it gives it back.
#[derive(Debug)]
pub struct Guard {
    ours: Arc<AtomicBool>,
}

impl Guard {
    /// Takes the terminal: raw mode, the other screen, pastes in one piece. From now on a panic of this thread gives it
    /// back before anything is printed; a panic of a worker is only logged, so that it does not write over the screen.
    pub fn enter() -> Result<Self, TerminalError> {
        let guard = Self {
            ours: Arc::new(AtomicBool::new(false)),
        };
        guard.take()?;
        let (ours, thread) = (Arc::clone(&guard.ours), thread::current().id());
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            // The place only: the words of a panic may hold a name.
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            if thread::current().id() == thread {
                give_back(&ours);
                tracing::error!(place, "the program has panicked");
                before(panic);
            } else if ours.load(Ordering::SeqCst) {
                tracing::error!(place, "a worker has panicked");
            } else {
                before(panic);
            }
        }));
        Ok(guard)
    }

    /// Takes the terminal (again): at the start, and when the program was stopped and goes on.
    pub fn take(&self) -> Result<(), TerminalError> {
        enable_raw_mode()?;
        self.ours.store(true, Ordering::SeqCst);
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            EnableBracketedPaste,
            EnableMouseCapture,
            cursor::Hide
        )?;
        Ok(())
    }

    /// Gives the terminal back; a second time does nothing.
    pub fn give_back(&self) {
        give_back(&self.ours);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// Best effort throughout: the terminal may be gone, and there is nobody left to tell.
fn give_back(ours: &AtomicBool) {
    if !ours.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Terminals without a second screen would keep the names on it.
    let _ = execute!(
        out,
        Clear(ClearType::All),
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}
