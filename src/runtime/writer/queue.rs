//! What was handed in and waits for its turn at the desk, in order.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use super::desk::Message;

/// The queue before the desk. Anybody hands in; whoever has the desk takes out.
#[derive(Debug, Default)]
pub(super) struct Queue {
    line: Mutex<Line>,
    something: Condvar,
}

#[derive(Debug, Default)]
struct Line {
    messages: VecDeque<Message>,
    /// Room is to be made in the journal when nobody waits.
    room_wanted: bool,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    /// What was handed in before is still decided.
    Closing,
    /// Nobody is at the desk any more.
    Ended,
}

/// Why the writer's thread was woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    ForWork,
    /// Everything that was handed in is decided, and the store closes.
    ToClose,
    Ended,
}

impl Queue {
    fn line(&self) -> MutexGuard<'_, Line> {
        // Nothing in here can stop half way.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a message at the end and wakes the writer's thread. False when nobody will take it any more: then it is
    /// dropped, and whoever waits for its promise hears that the store is closed.
    pub(super) fn hand_in(&self, message: Message) -> bool {
        let mut line = self.line();
        if line.state != State::Open {
            return false;
        }
        line.messages.push_back(message);
        drop(line);
        self.something.notify_one();
        true
    }

    /// The next message; none when nobody waits.
    pub(super) fn next(&self) -> Option<Message> {
        self.line().messages.pop_front()
    }

    pub(super) fn is_open(&self) -> bool {
        self.line().state == State::Open
    }

    pub(super) fn is_empty(&self) -> bool {
        self.line().messages.is_empty()
    }

    /// Asks the writer's thread to make room in the journal as soon as nobody waits.
    pub(super) fn want_room(&self) {
        self.line().room_wanted = true;
        self.something.notify_one();
    }

    /// Nothing more is taken in.
    pub(super) fn close(&self) {
        let mut line = self.line();
        if line.state == State::Open {
            line.state = State::Closing;
        }
        drop(line);
        self.something.notify_one();
    }

    /// There is nobody at the desk any more. Whoever still waits hears that the store is closed.
    pub(super) fn end(&self) {
        let mut line = self.line();
        line.state = State::Ended;
        let unheard = std::mem::take(&mut line.messages);
        drop(line);
        drop(unheard);
        self.something.notify_one();
    }

    /// For the writer's thread: sleeps until there is something to do.
    pub(super) fn wait(&self) -> Woken {
        let mut line = self.line();
        loop {
            match line.state {
                State::Ended => return Woken::Ended,
                _ if !line.messages.is_empty() => return Woken::ForWork,
                State::Closing => return Woken::ToClose,
                State::Open if line.room_wanted => {
                    line.room_wanted = false;
                    return Woken::ForWork;
                }
                State::Open => line = self.something.wait(line).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}
