//! The desk: what waits is decided on the newest state, one after another, appended, saved with one fdatasync, published,
//! and only then answered.
//!
//! - `message`: what is handed in.
//! - `deciding`: from a command, or a commit of another station, to a record that is appended and folded, not yet saved.
//! - `keyring`: whose keys open this store, and who tries to come in while it is open.
//! - `saving`: the fdatasync, the answers, and the way back when the disk fails.

mod deciding;
mod keyring;
mod message;
mod saving;

use std::{fmt, sync::Arc, time::Instant};

pub(super) use self::keyring::Locksmith;
pub(super) use self::message::Message;
use self::message::{Subscriber, Told};
use super::{
    super::mark::{Mark, Standing, Step},
    Shared,
    memory::{Memory, Unsaved},
    outcome,
    queue::Queue,
};
use crate::{
    app::door::{Index, Notice, Outcome, Promise},
    domain::{
        access::Asker,
        command::Request,
        state::{Hospital, Subject},
    },
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
    /// Whether this folder may give numbers, and the mark that is raised when it has.
    standing: Standing,
    mark: Option<Mark>,
    /// The newest step that is not noted in the mark yet, and when one was noted last.
    unnoted: Option<Step>,
    noted: Option<Instant>,
    /// The step that the mark could not be raised to: tried again before the next number.
    owed: Option<Step>,
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
        queue: Arc<Queue>,
    ) -> Self {
        let Ready {
            hospital: working,
            archive,
            scribe,
            pace,
            gaps: _,
        } = ready;
        let follower = Follower::start(&archive, scribe, pace, Box::new(Told(queue)));
        if let Some(last) = replayed.last {
            let folded = usize::try_from(replayed.folded).unwrap_or(usize::MAX);
            follower.push(&durable, last, [replayed.dirty.into_iter().collect()], folded);
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
            standing: Standing::Original,
            mark: None,
            unnoted: None,
            noted: None,
            owed: None,
        }
    }

    /// What the machine knows of the folder.
    pub(super) fn marked(self, standing: Standing, mark: Option<Mark>) -> Self {
        Self { standing, mark, ..self }
    }

    /// Decides what was handed in, up to a number that may share an fdatasync. False when nobody waits.
    pub(super) fn take_waiting(&mut self, queue: &Queue) -> bool {
        for taken in 0..TOGETHER {
            match queue.next() {
                Some(message) => self.take(message),
                None => return taken > 0,
            }
        }
        true
    }

    /// The first thing of all: what a kill left out, and what came from other stations with an older program.
    pub(super) fn begin(&mut self) {
        self.cut_keys();
        self.settle();
    }

    /// Decides a command for somebody who is here, and saves it with all that was decided before.
    pub(super) fn decide_now(&mut self, asker: &Asker, request: &Request) -> Outcome {
        let outcome = self.submit(asker, request);
        let rests_on = self.unsaved.len();
        self.settle().outcome(outcome, rests_on)
    }

    /// Whether a later fdatasync would have to wait for room.
    pub(super) fn wants_room(&self) -> bool {
        self.journal.wants_room()
    }

    /// Makes room ahead in the journal, when nobody waits.
    pub(super) fn make_room(&mut self) {
        if self.shared.is_read_only().is_none()
            && let Err(journal::Refusal::Closed(why)) = self.journal.prepare()
        {
            self.lay_down(outcome::read_only(&why));
        }
    }

    /// The index is brought up to the state that was published last; then sled, then the lock is let go.
    pub(super) fn close(mut self) {
        self.keep_ring();
        self.note_in_mark();
        let Self { journal, follower, .. } = self;
        follower.finish();
        drop(journal);
    }

    fn take(&mut self, message: Message) {
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
            Message::Knock { user, way, reply } => {
                let _nobody_waits = reply.send(self.knock(&user, way));
            }
            Message::OpenEnvelope { user, drawn, reply } => {
                let _nobody_waits = reply.send(self.open_envelope(&user, &drawn));
            }
            Message::UseEnvelope { user, number, reply } => {
                let _nobody_waits = reply.send(self.use_envelope(&user, number));
            }
            Message::SealEnvelopes { count, reply } => {
                let _nobody_waits = reply.send(self.seal_envelopes(count));
            }
            Message::RenewRecovery { reply } => {
                let _nobody_waits = reply.send(self.renew_recovery());
            }
            Message::WhoIsLocked { reply } => {
                let _nobody_waits = reply.send(self.who_is_locked());
            }
            Message::Judged {
                knock,
                is_right,
                code,
                reply,
            } => {
                let _nobody_waits = reply.send(self.judged(&knock, is_right, &code));
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
            Message::Mirror(mirror) => {
                self.shared.change_status(|status| status.mirror = mirror.clone());
                self.tell(&Notice::Mirror(mirror));
            }
            Message::SettleIndex(done) => {
                self.settle();
                self.follower.catch_up();
                let _nobody_waits = done.send(());
            }
        }
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

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("unsaved", &self.unsaved.len())
            .field("waiting", &self.waiting.len())
            .finish_non_exhaustive()
    }
}
