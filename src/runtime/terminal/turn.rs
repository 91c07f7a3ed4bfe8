//! The only loop: waits for one thing, lets the session take it, has the effects carried out, draws when something may have
//! changed. Between two arrivals it sleeps; once a minute the clock of the title bar goes on.

use std::io::{self, IsTerminal, Stdout};
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::{Effect, Session};
use crate::domain::access::IdleTime;
use crate::domain::record::Timestamp;
use crate::input::Input;
use crate::screens;

use super::super::clock::{Clock, SystemClock};
use super::halves::Halves;
use super::workers::{Hands, Workers};
use super::{Ambiguity, Arrival, Guard, Mailbox, Signal, TerminalError, reader, signals, width};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Farewell {
    /// Somebody said so.
    Quit,
    /// A signal of this number.
    Signal(i32),
    /// The terminal is gone.
    Closed,
}

/// What the loop needs to know beside the session.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub ambiguity: Ambiguity,
    /// The wall clock.
    pub now: fn() -> Timestamp,
    /// When the laptop locks itself; none is never.
    pub lock_after: Option<LockAfter>,
}

/// After how long without a key a laptop locks itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockAfter {
    /// What its own preferences say, if they say anything.
    pub own: Option<IdleTime>,
}

impl LockAfter {
    /// The shorter of what the laptop says and what its ward says.
    pub fn on(self, ward: Option<IdleTime>) -> Duration {
        let said = self.own.into_iter().chain(ward).min();
        Duration::from_secs(said.unwrap_or(IdleTime::DEFAULT).as_seconds().into())
    }
}

/// What an arrival leads to.
enum Turn {
    Draw,
    /// Every cell, because something else has written on the terminal.
    Repaint,
    Leave(Farewell),
}

/// Runs a session in this terminal until it ends. The terminal is as before when this returns.
pub fn run(
    session: &mut Session,
    mailbox: &Mailbox,
    hands: Arc<dyn Hands>,
    setting: Setting,
) -> Result<Farewell, TerminalError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalError::NoTerminal);
    }
    let guard = Guard::enter()?;
    signals::start(mailbox.post())?;
    let workers = Workers::start(hands, mailbox.post())?;
    // The guard shows the cursor again. Dropped, the terminal of the library would do so too, and panics when the
    // terminal is gone and its complaint can be written nowhere.
    let mut terminal = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(io::stdout()))?);
    let size = terminal.size()?;
    session.input(Input::Resize(size.width, size.height));
    // A terminal that cannot be written to is gone, before anybody has said so.
    let mut halves = Halves::default();
    if begin(session, &mut terminal, setting.ambiguity, &mut halves).is_err() {
        return Ok(Farewell::Closed);
    }
    reader::start(mailbox.post())?;
    // Not by the wall clock: that may be set back. And the night under a closed lid counts.
    let uptime = || Duration::from_millis(SystemClock.uptime().millis);
    let mut last_key = uptime();
    let mut was_here = session.is_somebody_here();
    let mut locked_at = None;
    loop {
        // Whoever has just been let in begins to work now: looking at their phrase took its time.
        let is_here = session.is_somebody_here();
        if is_here && !was_here {
            last_key = uptime();
        }
        was_here = is_here;
        let wait = until_next_change(session, (setting.now)());
        let lock_after = setting.lock_after.map(|after| after.on(session.idle_time()));
        let idle = lock_after.map(|after| after.saturating_sub(uptime().saturating_sub(last_key)));
        let wait = idle
            .filter(|_| session.is_somebody_here())
            .map_or(wait, |idle| wait.min(idle));
        let arrival = match mailbox.receiver.recv_timeout(wait) {
            Ok(arrival) => Some(arrival),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Farewell::Closed),
        };
        session.has_run(uptime());
        session.tick((setting.now)());
        // All that has come together is taken before one drawing: a burst of keys never queues up frames.
        let mut repaint = false;
        let is_key = arrival.as_ref().is_some_and(is_key);
        let since = uptime().saturating_sub(last_key);
        let is_idle = session.is_somebody_here() && lock_after.is_some_and(|after| since >= after);
        let is_over = is_idle || session.is_glass_over();
        if is_key {
            last_key = uptime();
        }
        if is_over {
            locked_at = Some(uptime());
            for effect in session.lock() {
                match effect {
                    Effect::Repaint => repaint = true,
                    other => workers.take(other),
                }
            }
        }
        let waiting = arrival.into_iter().chain(mailbox.receiver.try_iter());
        // The key that woke the laptop is nobody's, and no sign of a pass phrase.
        let wakes = locked_at.is_some_and(|at| uptime().saturating_sub(at) < WAKING);
        for arrival in waiting.filter(|arrival| !(wakes && self::is_key(arrival))) {
            match take(session, &workers, &guard, arrival) {
                Turn::Draw => {}
                Turn::Repaint => repaint = true,
                Turn::Leave(farewell) => return Ok(farewell),
            }
        }
        let cleared = if repaint { clear(&mut terminal) } else { Ok(()) };
        if cleared.is_err() || draw(session, &mut terminal, &mut halves).is_err() {
            return Ok(Farewell::Closed);
        }
    }
}

/// So long after the laptop has locked itself keys are nobody's: whoever opens a lid has pressed one.
const WAKING: Duration = Duration::from_millis(500);

fn is_key(arrival: &Arrival) -> bool {
    matches!(arrival, Arrival::Input(Input::Press(_) | Input::Paste(_), _))
}

/// The first frame comes at once, in signs that look right everywhere; then the terminal is measured.
fn begin(
    session: &mut Session,
    terminal: &mut Terminal<CrosstermBackend<Stdout>>,
    ambiguity: Ambiguity,
    halves: &mut Halves,
) -> Result<(), TerminalError> {
    match ambiguity {
        Ambiguity::Fixed(ambiguous) => session.measured(ambiguous),
        Ambiguity::Measure => {
            session.measured(crate::theme::Ambiguous::Wide);
            draw(session, terminal, halves)?;
            session.measured(width::measure());
            clear(terminal)?;
        }
    }
    draw(session, terminal, halves)
}

/// Every cell will be painted. The library's own `clear` asks the terminal where the cursor is: that waits for the thread
/// that reads, and asks a closed terminal for ever.
fn clear(terminal: &mut Terminal<CrosstermBackend<Stdout>>) -> Result<(), TerminalError> {
    let size = terminal.size()?;
    terminal.resize(Rect::new(0, 0, size.width, size.height))?;
    Ok(())
}

fn take(session: &mut Session, workers: &Workers, guard: &Guard, arrival: Arrival) -> Turn {
    let effects = match arrival {
        Arrival::Input(input, at) => session.input_at(input, at),
        Arrival::Message(message) => session.message(*message),
        Arrival::Signal(Signal::Leave(number)) => return Turn::Leave(Farewell::Signal(number)),
        Arrival::Signal(Signal::GoesOn) => {
            // A terminal that hangs up sends this signal as well.
            return match guard.take() {
                Ok(()) => Turn::Repaint,
                Err(_) => Turn::Leave(Farewell::Closed),
            };
        }
        Arrival::Closed => return Turn::Leave(Farewell::Closed),
    };
    let mut turn = Turn::Draw;
    for effect in effects {
        match effect {
            Effect::Quit => return Turn::Leave(Farewell::Quit),
            Effect::Repaint => turn = Turn::Repaint,
            other => workers.take(other),
        }
    }
    turn
}

fn draw(
    session: &Session,
    terminal: &mut Terminal<CrosstermBackend<Stdout>>,
    halves: &mut Halves,
) -> Result<(), TerminalError> {
    terminal.draw(|frame| {
        let cursor = screens::draw(session, frame.buffer_mut());
        halves.mend(frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(())
}

/// Until the clock of the title bar goes on, or a mark on a row fades.
fn until_next_change(session: &Session, now: Timestamp) -> Duration {
    let minute = until_next_minute(now);
    let fades = session.fades().map(|at| at.seconds() - now.seconds());
    fades.map_or(minute, |seconds| {
        minute.min(Duration::from_secs(u64::try_from(seconds.max(1)).unwrap_or(1)))
    })
}

fn until_next_minute(now: Timestamp) -> Duration {
    let past = now.seconds().rem_euclid(60);
    Duration::from_secs(u64::try_from(60 - past).unwrap_or(60))
}
