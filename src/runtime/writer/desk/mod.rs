//! The writer's thread. It takes what waits, decides each on the newest state, appends, saves all of it with one
//! fdatasync, publishes, and only then answers.
//!
//! - `message`: what is handed in.
//! - `deciding`: from a command, or a commit of another station, to a record that is appended and folded, not yet saved.
//! - `keyring`: whose keys open this store, and who tries to come in while it is open.
//! - `saving`: the fdatasync, the answers, and the way back when the disk fails.

mod deciding;
mod keyring;
mod message;
mod saving;

use std::sync::{Arc, mpsc};

pub(super) use self::keyring::Locksmith;
pub(super) use self::message::Message;
use self::message::{Subscriber, Told};
use super::{
    Shared,
    memory::{Memory, Unsaved},
    outcome,
};
use crate::domain::state::Subject;
use crate::{
    app::door::{Access, Index, Notice, Outcome, Promise, ReadOnly},
    domain::state::Hospital,
    journal::{self, Journal},
    store::{Follower, Ready, Replayed},
};

/// Commands decided before the fdatasync that they share. What waits longer than one of these takes is felt.
const TOGETHER: usize = 256;

pub(super) struct Desk {
    journal: Journal,
    locksmith: Locksmith,
    follower: Follower,
    keep_hot: i64,
    /// The newest state: the saved one and what waits for its fdatasync.
    working: Hospital,
    durable: Arc<Hospital>,
    shared: Arc<Shared>,
    listeners: Vec<Subscriber>,
    unsaved: Vec<Unsaved>,
    /// Who came back from the archive since the last save: the index still has them as gone.
    returned: Vec<Subject>,
    waiting: Vec<Waiting>,
}

/// A command that was decided. It rests on all that was appended before it.
struct Waiting {
    promise: Promise,
    outcome: Outcome,
    /// How many of the unsaved commits it stands on, its own included.
    rests_on: usize,
}

impl Desk {
    pub(super) fn new(
        journal: Journal,
        locksmith: Locksmith,
        ready: Ready,
        replayed: Replayed,
        durable: Arc<Hospital>,
        shared: Arc<Shared>,
        sender: mpsc::Sender<Message>,
    ) -> Self {
        let Ready {
            hospital: working,
            archive,
            scribe,
            pace,
        } = ready;
        let follower = Follower::start(&archive, scribe, pace, Box::new(Told(sender)));
        if let Some(last) = replayed.last {
            let folded = usize::try_from(replayed.folded).unwrap_or(usize::MAX);
            follower.push(&durable, last, replayed.dirty, folded);
        }
        Self {
            journal,
            locksmith,
            follower,
            keep_hot: pace.keep_hot,
            working,
            durable,
            shared,
            listeners: Vec::new(),
            unsaved: Vec::new(),
            returned: Vec::new(),
            waiting: Vec::new(),
        }
    }

    pub(super) fn run(mut self, queue: &mpsc::Receiver<Message>) {
        let ended = Ended(Arc::clone(&self.shared));
        // What a kill left out, and what came from other stations with an older program.
        self.cut_keys();
        self.settle();
        while let Some(first) = self.next(queue) {
            let mut closing = self.take(first);
            for _ in 1..TOGETHER {
                match queue.try_recv() {
                    Ok(message) if !closing => closing = self.take(message),
                    _ => break,
                }
            }
            self.settle();
            if closing {
                break;
            }
        }
        // The state that was published last is what the index is brought up to; then sled, then the lock is let go.
        self.keep_ring();
        let Self { journal, follower, .. } = self;
        follower.finish();
        drop(journal);
        drop(ended);
    }

    /// The next message; while there is none, room is made ahead in the journal.
    fn next(&mut self, queue: &mpsc::Receiver<Message>) -> Option<Message> {
        match queue.try_recv() {
            Ok(message) => return Some(message),
            Err(mpsc::TryRecvError::Disconnected) => return None,
            Err(mpsc::TryRecvError::Empty) => {}
        }
        if self.shared.is_read_only().is_none()
            && let Err(journal::Refusal::Closed(why)) = self.journal.prepare()
        {
            self.lay_down(outcome::read_only(&why));
        }
        queue.recv().ok()
    }

    /// True when this was the last.
    fn take(&mut self, message: Message) -> bool {
        match message {
            Message::Submit {
                asker,
                request,
                promise,
            } => {
                let outcome = self.submit(&asker, &request);
                self.wait(promise, outcome);
            }
            Message::Import { canonical, promise } => {
                let outcome = self.import(&canonical);
                self.wait(promise, outcome);
            }
            Message::Knock { user, reply } => {
                let _nobody_waits = reply.send(self.knock(&user));
            }
            Message::Judged { knock, is_right, reply } => {
                let _nobody_waits = reply.send(self.judged(&knock, is_right));
            }
            Message::Subscribe(listener) => self.listeners.push(listener),
            Message::MayLeave(snapshots) => {
                // Only what is saved may be compared with what was archived.
                self.settle();
                self.let_leave(&snapshots);
            }
            Message::IndexStopped(fault) => {
                let why = fault.to_string();
                self.shared
                    .change_status(|status| status.index = Index::Stale(why.clone()));
                self.tell(&Notice::IndexStale(why));
            }
            Message::SettleIndex(done) => {
                self.settle();
                self.follower.catch_up();
                let _nobody_waits = done.send(());
            }
            Message::Close => return true,
        }
        false
    }

    fn wait(&mut self, promise: Promise, outcome: Outcome) {
        let rests_on = self.unsaved.len();
        self.waiting.push(Waiting {
            promise,
            outcome,
            rests_on,
        });
    }

    fn memory(&self) -> Memory<'_> {
        Memory {
            archive: &self.shared.archive,
            unsaved: &self.unsaved,
            hospital: &self.working,
        }
    }

    fn tell(&self, notice: &Notice) {
        self.listeners.iter().for_each(|listener| listener(notice));
    }
}

/// However the writer ends, everybody can see that it has.
struct Ended(Arc<Shared>);

impl Drop for Ended {
    fn drop(&mut self) {
        if self.0.is_read_only().is_none() {
            self.0
                .change_status(|status| status.access = Access::ReadOnly(ReadOnly::Ended));
        }
    }
}
