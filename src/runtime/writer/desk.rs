//! The writer's thread. It takes what waits, decides each on the newest state, appends, saves all of it with one
//! fdatasync, publishes, and only then answers.
//!
//! Long because deciding, saving and publishing is one order of steps that is read at a stretch.

use std::{
    fmt,
    sync::{Arc, mpsc},
};

use super::{
    Shared,
    memory::{Memory, Unsaved},
    outcome::{self, NOTHING, head, newest_own, not_saved, receipt},
};
use crate::{
    app::door::{Access, Index, NotSaved, Notice, Outcome, Promise, ReadOnly, Refused},
    domain::{
        access::{Asker, Context},
        command::{Command, Request},
        decide::{Decision, OwnCommits, decide},
        record::{Commit, CommitId, Fact, History, Position, wire},
        refusal::Refusal,
        state::{Hospital, Subject, names::Name, snapshot::Snapshot},
    },
    journal::{self, Class, Journal, Record},
    store::{Follower, IndexFault, Listener, Ready, Replayed, label_of, position_of},
};

/// Commands decided before the fdatasync that they share. What waits longer than one of these takes is felt.
const TOGETHER: usize = 256;

/// Whoever wants to hear what became of the hospital.
type Subscriber = Box<dyn Fn(&Notice) + Send>;

pub(super) enum Message {
    Submit {
        asker: Asker,
        request: Request,
        promise: Promise,
    },
    Import {
        canonical: Vec<u8>,
        promise: Promise,
    },
    Subscribe(Subscriber),
    /// These are archived and may leave the hot state.
    MayLeave(Vec<Snapshot>),
    IndexStopped(IndexFault),
    Close,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Submit { .. } => "Submit",
            Self::Import { .. } => "Import",
            Self::Subscribe(_) => "Subscribe",
            Self::MayLeave(_) => "MayLeave",
            Self::IndexStopped(_) => "IndexStopped",
            Self::Close => "Close",
        })
    }
}

pub(super) struct Desk {
    journal: Journal,
    follower: Follower,
    keep_hot: i64,
    /// The newest state: the saved one and what waits for its fdatasync.
    working: Hospital,
    durable: Arc<Hospital>,
    shared: Arc<Shared>,
    listeners: Vec<Subscriber>,
    unsaved: Vec<Unsaved>,
    waiting: Vec<Waiting>,
}

/// A command that was decided. It rests on all that was appended before it.
struct Waiting {
    promise: Promise,
    outcome: Outcome,
    /// How many of the unsaved commits it stands on, its own included.
    rests_on: usize,
}

/// The follower's words, as messages to the desk.
struct Told(mpsc::Sender<Message>);

impl Listener for Told {
    fn may_leave(&self, snapshots: Vec<Snapshot>) {
        let _closing = self.0.send(Message::MayLeave(snapshots));
    }

    fn stopped(&self, fault: IndexFault) {
        let _closing = self.0.send(Message::IndexStopped(fault));
    }
}

impl Desk {
    pub(super) fn new(
        journal: Journal,
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
            follower,
            keep_hot: pace.keep_hot,
            working,
            durable,
            shared,
            listeners: Vec::new(),
            unsaved: Vec::new(),
            waiting: Vec::new(),
        }
    }

    pub(super) fn run(mut self, queue: &mpsc::Receiver<Message>) {
        let ended = Ended(Arc::clone(&self.shared));
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

    fn submit(&mut self, asker: &Asker, request: &Request) -> Outcome {
        self.writable()?;
        self.bring_back(&request.command)?;
        let decision = self.decide(asker, request)?;
        let commit = match decision {
            Decision::Nothing => return Ok(NOTHING),
            Decision::Commit(commit) => *commit,
        };
        // Whom only the decision names: rare, and then it is decided again.
        let names = Name::of_commit(&commit);
        let archive = &self.shared.archive;
        let commit = if archive.is_wanted(&self.working, &names) {
            archive.bring_back(&mut self.working, &names).map_err(Refusal::from)?;
            match self.decide(asker, request)? {
                Decision::Nothing => return Ok(NOTHING),
                Decision::Commit(commit) => *commit,
            }
        } else {
            commit
        };
        let canonical = wire::write(&commit).map_err(|fault| NotSaved::Record(fault.to_string()))?;
        let looks_back = commit
            .events
            .iter()
            .any(|event| matches!(event.fact, Fact::Retracted(_)));
        self.append(commit, &canonical, looks_back)
    }

    /// Whoever the command names must be in the state that it is decided on.
    fn bring_back(&mut self, command: &Command) -> Result<(), Refusal> {
        let archive = Arc::clone(&self.shared.archive);
        if archive.is_empty() {
            return Ok(());
        }
        // Twice: an import names stays through the persons that come back the first time.
        for _ in 0..2 {
            let names = Name::of_command(command, &self.working);
            if archive.bring_back(&mut self.working, &names)? == 0 {
                break;
            }
        }
        if let Command::Undo { sequence } = command {
            let (station, installation) = self.shared.whose;
            let memory = self.memory();
            let id = CommitId {
                station,
                installation,
                sequence: *sequence,
            };
            if let Some(position) = memory.position(id) {
                let names = Name::of_commit(memory.commit(position)?.as_ref());
                archive.bring_back(&mut self.working, &names)?;
            }
        }
        Ok(())
    }

    fn decide(&self, asker: &Asker, request: &Request) -> Result<Decision, Refusal> {
        let (station, installation) = self.shared.whose;
        let context = Context {
            asker,
            permissions: &self.shared.permissions,
            now: self.shared.clock.now(),
            stamp: self.working.newest().tick(self.shared.clock.millis()),
            commit: CommitId {
                station,
                installation,
                sequence: self.working.next_sequence(station, installation),
            },
        };
        decide(&self.working, request.clone(), &context, &self.memory())
    }

    fn import(&mut self, canonical: &[u8]) -> Outcome {
        self.writable()?;
        let commit = wire::read(canonical).map_err(|fault| NotSaved::Record(fault.to_string()))?;
        if self.working.has_seen(commit.id) {
            return Ok(NOTHING);
        }
        if self.shared.archive.is_own(commit.id) {
            // It would be a number of ours that this store never gave: the store is an older copy of itself.
            return Err(
                NotSaved::Record(format!("commit {} of this installation is not known here", commit.id)).into(),
            );
        }
        let archive = &self.shared.archive;
        archive
            .bring_back(&mut self.working, &Name::of_commit(&commit))
            .map_err(Refusal::from)?;
        self.append(commit, canonical, true)
    }

    /// Appends what was decided and folds it into the working state. One that `looks_back` may need a past that cannot be
    /// read: that shows in a rehearsal, before anything is written.
    fn append(&mut self, commit: Commit, canonical: &[u8], looks_back: bool) -> Outcome {
        if looks_back {
            let mut rehearsal = self.working.clone();
            rehearsal
                .apply(&commit, Position(u64::MAX), &self.memory())
                .map_err(Refusal::from)?;
        }
        let record = Record {
            class: Class::Commit,
            label: label_of(commit.id),
            payload: canonical,
        };
        let point = match self.journal.append(&record) {
            Ok(point) => point,
            Err(refusal) => {
                if let journal::Refusal::Closed(why) = &refusal {
                    self.lay_down(outcome::read_only(why));
                }
                return Err(not_saved(refusal).into());
            }
        };
        let memory = Memory {
            archive: &self.shared.archive,
            unsaved: &self.unsaved,
            hospital: &self.durable,
        };
        match self.working.apply(&commit, position_of(point.position), &memory) {
            Ok(touched) => {
                let receipt = receipt(&commit, &self.working);
                self.unsaved.push(Unsaved {
                    commit: Arc::new(commit),
                    point,
                    touched,
                });
                Ok(receipt)
            }
            Err(lost) => {
                // Rehearsed a moment ago. What was appended is not synced any more, and is gone with the journal's buffer.
                self.lay_down(ReadOnly::WriteFailed(lost.to_string()));
                Err(Refused::Refusal(lost.into()))
            }
        }
    }

    /// Saves what was appended, publishes it, and answers everybody who waits.
    fn settle(&mut self) {
        let mut saved = self.unsaved.len();
        if saved > 0
            && self.shared.is_read_only().is_none()
            && let Err(refusal) = self.journal.sync()
        {
            self.lay_down(match refusal {
                journal::Refusal::Closed(why) => outcome::read_only(&why),
                other => ReadOnly::WriteFailed(other.to_string()),
            });
        }
        let read_only = self.shared.is_read_only();
        if read_only.is_some() {
            // A segment that was full was saved on the way; what came after it is gone.
            let last = self.journal.saved().number;
            saved = self
                .unsaved
                .iter()
                .filter(|unsaved| unsaved.point.number <= last)
                .count();
            self.fall_back(saved);
        }
        if saved > 0 {
            self.publish(saved);
        }
        for Waiting {
            promise,
            outcome,
            rests_on,
        } in std::mem::take(&mut self.waiting)
        {
            promise.answer(match &read_only {
                Some(why) if rests_on > saved => Err(NotSaved::ReadOnly(why.clone()).into()),
                _ => outcome,
            });
        }
        self.unsaved.clear();
        if saved > 0 {
            self.tell(&Notice::Changed);
        }
    }

    /// Back to the saved state, and the first `saved` of the unsaved commits on top of it.
    fn fall_back(&mut self, saved: usize) {
        self.working = Hospital::clone(&self.durable);
        let mut rest = std::mem::take(&mut self.unsaved);
        rest.truncate(saved);
        for unsaved in rest {
            let archive = &self.shared.archive;
            let back = archive.bring_back(&mut self.working, &Name::of_commit(&unsaved.commit));
            let memory = Memory {
                archive,
                unsaved: &self.unsaved,
                hospital: &self.durable,
            };
            if back.is_ok() && self.working.apply(&unsaved.commit, unsaved.position(), &memory).is_ok() {
                self.unsaved.push(unsaved);
            }
        }
    }

    fn publish(&mut self, commits: usize) {
        self.durable = Arc::new(self.working.clone());
        self.shared.durable.store(Arc::clone(&self.durable));
        for unsaved in &self.unsaved {
            if self.shared.archive.is_own(unsaved.commit.id) {
                self.shared
                    .archive
                    .own()
                    .note(unsaved.commit.id.sequence, unsaved.position());
            }
        }
        let saved = self.journal.saved();
        let sequence = newest_own(&self.durable, self.shared.whose);
        self.shared.change_status(|status| {
            status.head = head(saved);
            status.sequence = sequence;
        });
        let touched = self
            .unsaved
            .iter_mut()
            .flat_map(|unsaved| std::mem::take(&mut unsaved.touched));
        self.follower.push(&self.durable, saved, touched, commits);
    }

    /// Takes those out who were archived, if nothing has happened to them since.
    fn let_leave(&mut self, snapshots: &[Snapshot]) {
        let before = self
            .working
            .newest()
            .recorded()
            .plus_seconds(self.keep_hot.saturating_neg());
        let finished = self.working.finished(before);
        let mut left: Vec<Subject> = Vec::new();
        for snapshot in snapshots {
            let subject = snapshot.subject();
            let same = self.working.snapshot(&subject).is_some_and(|now| now.is_same(snapshot));
            if same && finished.contains(&subject) {
                self.working.take_out(&subject);
                left.push(subject);
            }
        }
        if !left.is_empty() {
            self.durable = Arc::new(self.working.clone());
            self.shared.durable.store(Arc::clone(&self.durable));
            self.follower.push(&self.durable, self.journal.saved(), left, 0);
        }
    }

    /// Nothing is accepted any more until the store is opened again.
    fn lay_down(&mut self, why: ReadOnly) {
        if self.shared.is_read_only().is_none() {
            self.shared
                .change_status(|status| status.access = Access::ReadOnly(why.clone()));
            self.tell(&Notice::ReadOnly(why));
        }
    }

    fn writable(&self) -> Result<(), NotSaved> {
        self.shared
            .is_read_only()
            .map_or(Ok(()), |why| Err(NotSaved::ReadOnly(why)))
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
