//! The thread that waits for the terminal. It ends with the process: a blocking read cannot be called back.

use std::thread;

use crossterm::event;

use crate::input::translate;

use super::{Arrival, Post, TerminalError};

pub(super) fn start(post: Post) -> Result<(), TerminalError> {
    let read = move || {
        loop {
            let Ok(event) = event::read() else {
                post.send(Arrival::Closed);
                return;
            };
            if let Some(input) = translate(event) {
                post.send(Arrival::Input(input));
            }
        }
    };
    thread::Builder::new()
        .name("terminal".to_owned())
        .spawn(read)
        .map(|_| ())
        .map_err(TerminalError::NoThread)
}
