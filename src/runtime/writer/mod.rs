//! The one writer: it decides on the newest state, appends, and makes the result visible once it is durable.

use std::sync::Arc;

use crate::{
    app::door::{Door, Notice, Status, Ticket},
    domain::{
        access::Asker,
        ask::Answer,
        command::{Question, Request},
        refusal::Refusal,
        state::Hospital,
    },
};

/// The way to the writer, for any thread. Clones are cheap; the writer ends with its [`Store`](super::open::Store).
#[derive(Debug, Clone)]
pub struct Handle {}

#[allow(
    clippy::todo,
    unused_variables,
    clippy::unused_self,
    reason = "the signatures come first"
)]
impl Handle {
    /// Applies a commit of another station, in its canonical bytes. What is here already is answered without a change;
    /// a commit that came late refolds what it speaks of.
    pub fn import(&self, canonical: Vec<u8>) -> Ticket {
        todo!()
    }

    /// `notify` is called on the writer's thread after every change that is saved; it must only pass the word on.
    pub fn subscribe(&self, notify: impl Fn(&Notice) + Send + 'static) {
        todo!()
    }
}

#[allow(clippy::todo, reason = "the signatures come first")]
impl Door for Handle {
    fn hospital(&self) -> Arc<Hospital> {
        todo!()
    }

    fn submit(&self, _asker: Asker, _request: Request) -> Ticket {
        todo!()
    }

    fn ask(&self, _asker: &Asker, _question: &Question) -> Result<Answer, Refusal> {
        todo!()
    }

    fn status(&self) -> Status {
        todo!()
    }
}
