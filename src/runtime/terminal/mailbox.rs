//! The one channel that the loop waits on.

use std::sync::mpsc::{Receiver, Sender, channel};

use crate::app::{Message, Pulse};
use crate::input::Input;

use super::Signal;

/// Something for the loop.
#[derive(Debug, Clone)]
pub enum Arrival {
    /// With the moment at which it was read, on a clock that only goes forward.
    Input(Input, Pulse),
    /// From a worker, the store, another station.
    Message(Box<Message>),
    Signal(Signal),
    /// The terminal is gone.
    Closed,
}

/// Hands something to the loop from anywhere.
#[derive(Debug, Clone)]
pub struct Post {
    sender: Sender<Arrival>,
}

impl Post {
    /// Nothing happens when the loop has ended: there is nobody left to tell.
    pub fn send(&self, arrival: Arrival) {
        let _ = self.sender.send(arrival);
    }

    pub fn message(&self, message: Message) {
        self.send(Arrival::Message(Box::new(message)));
    }
}

/// Where everything arrives.
#[derive(Debug)]
pub struct Mailbox {
    pub(super) receiver: Receiver<Arrival>,
    post: Post,
}

impl Default for Mailbox {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            receiver,
            post: Post { sender },
        }
    }
}

impl Mailbox {
    pub fn post(&self) -> Post {
        self.post.clone()
    }
}
