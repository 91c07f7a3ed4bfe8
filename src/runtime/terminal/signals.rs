//! What the system says: end, the terminal hung up, go on after a stop.

use super::{Post, TerminalError};

/// A signal that the loop acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// Leave; with the number, because the exit code tells it.
    Leave(i32),
    /// The program was stopped and goes on: the terminal must be taken again.
    GoesOn,
}

#[cfg(unix)]
pub(super) fn start(post: Post) -> Result<(), TerminalError> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::Arrival;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    let listen = move || {
        for signal in signals.forever() {
            let meant = if signal == SIGCONT {
                Signal::GoesOn
            } else {
                Signal::Leave(signal)
            };
            post.send(Arrival::Signal(meant));
        }
    };
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(listen)
        .map(|_| ())
        .map_err(TerminalError::NoThread)
}

/// Windows has no such signals: closing the console ends the process, and the console resets itself. Ctrl-C arrives as a
/// key in raw mode.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "the twin of the unix one"
)]
pub(super) fn start(_post: Post) -> Result<(), TerminalError> {
    Ok(())
}
