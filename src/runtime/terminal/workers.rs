//! Effects are carried out beside the loop, so that no disk and no search ever holds up a key.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::app::{Drafts, Effect, Message};

use super::{Post, TerminalError};

/// Carries out effects. What takes long may answer later through a `Post` of its own instead of holding up the next effect.
pub trait Hands: Send + Sync + 'static {
    /// Called on a worker, one effect after another in the order in which they were asked for.
    fn carry_out(&self, effect: Effect, post: &Post);

    /// Keeps what is being typed. Called by the loop itself, so it never waits for the disk.
    fn keep(&self, drafts: Drafts);
}

/// The worker that takes the effects in order: what was typed first is decided first.
pub(super) struct Workers {
    sender: Sender<Effect>,
    hands: Arc<dyn Hands>,
}

impl Workers {
    pub fn start(hands: Arc<dyn Hands>, post: Post) -> Result<Self, TerminalError> {
        let (sender, receiver) = channel::<Effect>();
        let own = Arc::clone(&hands);
        let work = move || {
            for effect in receiver {
                // A panic in the store must not leave people typing into nothing.
                if catch_unwind(AssertUnwindSafe(|| hands.carry_out(effect, &post))).is_err() {
                    post.message(Message::Broken);
                }
            }
        };
        thread::Builder::new()
            .name("effects".to_owned())
            .spawn(work)
            .map_err(TerminalError::NoThread)?;
        Ok(Self { sender, hands: own })
    }

    pub fn take(&self, effect: Effect) {
        if let Effect::KeepDrafts(drafts) = effect {
            self.hands.keep(drafts);
            return;
        }
        // The worker ends only with the loop.
        let _ = self.sender.send(effect);
    }
}
