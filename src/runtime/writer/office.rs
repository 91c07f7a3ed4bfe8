//! The one desk, and who sits at it: the writer's thread, or somebody who would only wait for it.
//!
//! A command that is handed in and waited for would cost two changes of threads, which take as long as half an fdatasync.
//! So whoever finds the desk free sits down, decides what was handed in before and then the own command, saves all of it
//! with one fdatasync (what is large begins with its own: `desk/deciding.rs`), and gets up. Who finds it taken queues, and shares the next fdatasync with all others who queue.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use super::{
    Shared,
    desk::Desk,
    queue::{Queue, Woken},
};
use crate::{
    app::door::{Access, NotSaved, Outcome, ReadOnly},
    domain::{access::Asker, command::Request},
};

/// The desk in its place. Empty while somebody sits at it, and when the store is closed.
#[derive(Debug)]
pub(super) struct Office {
    place: Mutex<Option<Box<Desk>>>,
    queue: Arc<Queue>,
    shared: Arc<Shared>,
}

type Place<'a> = MutexGuard<'a, Option<Box<Desk>>>;

impl Office {
    pub(super) fn new(desk: Desk, queue: Arc<Queue>, shared: Arc<Shared>) -> Self {
        Self {
            place: Mutex::new(Some(Box::new(desk))),
            queue,
            shared,
        }
    }

    /// The work of the writer's thread, until the store is closed.
    pub(super) fn run(&self) {
        loop {
            let woken = self.queue.wait();
            let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(mut desk) = place.take() else { return };
            let sitting = Sitting::down(self);
            match woken {
                Woken::ForWork => {
                    if desk.take_waiting(&self.queue) {
                        desk.settle();
                    }
                    if self.queue.is_empty() {
                        desk.make_room();
                    }
                }
                Woken::ToClose => {
                    desk.close();
                    return;
                }
                Woken::Ended => return,
            }
            sitting.up(&mut place, desk);
        }
    }

    /// Decides and saves on this thread, if the desk is free; `None` when it is not.
    pub(super) fn decide_here(&self, asker: &Asker, request: &Request) -> Option<Outcome> {
        let mut place = match self.place.try_lock() {
            Ok(place) => place,
            Err(TryLockError::Poisoned(place)) => place.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        if !self.queue.is_open() {
            return Some(Err(NotSaved::Closed.into()));
        }
        let mut desk = place.take()?;
        let sitting = Sitting::down(self);
        // First come, first decided.
        desk.take_waiting(&self.queue);
        let outcome = desk.decide_now(asker, request);
        if desk.wants_room() {
            self.queue.want_room();
        }
        sitting.up(&mut place, desk);
        Some(outcome)
    }
}

/// Somebody sits at the desk. Who does not get up again (the store was closed, or a panic) leaves it empty for ever, and
/// everybody can see that.
struct Sitting<'a> {
    office: &'a Office,
}

impl<'a> Sitting<'a> {
    fn down(office: &'a Office) -> Self {
        Self { office }
    }

    fn up(self, place: &mut Place<'_>, desk: Box<Desk>) {
        **place = Some(desk);
        std::mem::forget(self);
    }
}

impl Drop for Sitting<'_> {
    fn drop(&mut self) {
        if self.office.shared.is_read_only().is_none() {
            self.office
                .shared
                .change_status(|status| status.access = Access::ReadOnly(ReadOnly::Ended));
        }
        self.office.queue.end();
    }
}
