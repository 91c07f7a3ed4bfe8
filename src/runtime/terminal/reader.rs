//! The thread that waits for the terminal. It ends with the process: a blocking read cannot be called back.

use std::thread;
use std::time::Instant;

use crossterm::event;

use crate::app::Pulse;
use crate::input::translate;

use super::{Arrival, Post, TerminalError};

pub(super) fn start(post: Post) -> Result<(), TerminalError> {
    let begun = Instant::now();
    let read = move || {
        loop {
            let Ok(event) = event::read() else {
                post.send(Arrival::Closed);
                return;
            };
            if let Some(input) = translate(event) {
                let at = Pulse(u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX));
                post.send(Arrival::Input(input, at));
            }
        }
    };
    thread::Builder::new()
        .name("terminal".to_owned())
        .spawn(read)
        .map(|_| ())
        .map_err(TerminalError::NoThread)
}
