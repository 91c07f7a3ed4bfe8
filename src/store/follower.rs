//! The thread behind the writer: it takes the newest saved state every few seconds and brings the index up to it. What
//! changes meanwhile is gathered, so that however fast commits come, it only ever works on one state and a set of names.

use std::{
    collections::HashSet,
    fmt,
    mem::take,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Instant,
};

use foldhash::quality::RandomState;

use super::{
    archive::Archive,
    contain::{THREAD, contained},
    fault::IndexFault,
    scribe::{Pace, Scribe, Work},
};
use crate::{
    domain::state::{Hospital, Subject, snapshot::Snapshot},
    journal::Point,
};

/// What the follower says to whoever started it, on its own thread.
pub trait Listener: Send {
    /// These were archived; they may leave the hot state if they are still the same and still finished.
    fn may_leave(&self, snapshots: Vec<Snapshot>);

    /// The index stopped following. Nothing is lost; the next start rebuilds it.
    fn stopped(&self, fault: IndexFault);
}

/// The end that the writer holds.
pub struct Follower {
    shared: Arc<Shared>,
    pace: Pace,
    archive: Arc<Archive>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    gathered: Mutex<Gathered>,
    something: Condvar,
    written: Condvar,
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent things that are under way or not"
)]
struct Gathered {
    newest: Option<(Arc<Hospital>, Point)>,
    /// States that nobody shows any more. To take one apart costs as much as to fold a commit: nobody at the desk waits for it.
    outdated: Vec<Arc<Hospital>>,
    /// What has changed since the follower looked last. To find what stands twice in it is not the desk's work either.
    changed: Vec<Vec<Subject>>,
    commits: usize,
    since: Option<Instant>,
    closing: bool,
    stopped: bool,
    /// Somebody waits until everything is written.
    awaited: bool,
    writing: bool,
    /// The follower sleeps. To call who is awake is a call to the system for nothing.
    asleep: bool,
}

impl Shared {
    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Follower {
    /// Without a scribe there is no index, and nobody follows.
    pub fn start(archive: &Arc<Archive>, scribe: Option<Scribe>, pace: Pace, listener: Box<dyn Listener>) -> Self {
        let shared = Arc::new(Shared::default());
        let archive = Arc::clone(archive);
        let Some(scribe) = scribe else {
            shared.gathered().stopped = true;
            return Self {
                shared,
                pace,
                archive,
                thread: None,
            };
        };
        let theirs = Arc::clone(&shared);
        let follow = move || follow(&theirs, scribe, pace, listener.as_ref());
        // The name says that a panic here is caught.
        let thread = thread::Builder::new().name(THREAD.to_owned()).spawn(follow).ok();
        if thread.is_none() {
            shared.gathered().stopped = true;
        }
        Self {
            shared,
            pace,
            archive,
            thread,
        }
    }

    /// `state` is saved up to `point`; since the last push `touched` changed, in so many commits.
    pub fn push(
        &self,
        state: &Arc<Hospital>,
        point: Point,
        touched: impl IntoIterator<Item = Vec<Subject>>,
        commits: usize,
    ) {
        let mut gathered = self.shared.gathered();
        if gathered.stopped {
            return;
        }
        if let Some((before, _)) = gathered.newest.replace((Arc::clone(state), point)) {
            gathered.outdated.push(before);
        }
        gathered
            .changed
            .extend(touched.into_iter().filter(|list| !list.is_empty()));
        gathered.commits += commits;
        // It sleeps until its time comes. To wake it for every commit would cost each of them a change of threads.
        let is_due =
            gathered.since.is_none() || gathered.commits >= self.pace.commits || gathered.outdated.len() >= OUTDATED;
        let wake = is_due && gathered.asleep;
        gathered.since.get_or_insert_with(Instant::now);
        drop(gathered);
        if wake {
            self.shared.something.notify_one();
        }
    }

    /// Waits until the index is up to the last push.
    pub fn catch_up(&self) {
        let mut gathered = self.shared.gathered();
        while !gathered.stopped && (gathered.newest.is_some() || gathered.writing) {
            gathered.awaited = true;
            self.shared.something.notify_one();
            gathered = self
                .shared
                .written
                .wait(gathered)
                .unwrap_or_else(PoisonError::into_inner);
        }
        gathered.awaited = false;
    }

    /// Brings the index up to the last push, ends, and lets go of sled.
    pub fn finish(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.shared.gathered().closing = true;
        self.shared.something.notify_one();
        if let Some(thread) = self.thread.take() {
            let _a_panic_was_caught_inside = thread.join();
        }
        self.archive.close();
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.end();
    }
}

impl fmt::Debug for Follower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follower")
            .field("following", &self.thread.is_some())
            .finish_non_exhaustive()
    }
}

fn follow(shared: &Shared, mut scribe: Scribe, pace: Pace, listener: &dyn Listener) {
    let mut fault = None;
    let mut dirty = Dirty::default();
    while let Some((work, last)) = wait(shared, &mut dirty, pace) {
        fault = scribe.archive().trouble();
        if fault.is_some() {
            break;
        }
        match contained(|| scribe.write(&work)) {
            Ok(leaving) if !leaving.is_empty() && !last => listener.may_leave(leaving),
            Ok(_) => {}
            Err(found) => {
                fault = Some(found);
                break;
            }
        }
        shared.gathered().writing = false;
        shared.written.notify_all();
    }
    if let Some(fault) = fault.or_else(|| scribe.archive().trouble()) {
        *shared.gathered() = Gathered {
            stopped: true,
            ..Gathered::default()
        };
        shared.written.notify_all();
        // What is wrong now must be noticed at the next start too, whatever sled says then.
        scribe.tree().condemn();
        listener.stopped(fault);
    }
    let _nothing_depends_on_it = contained(move || {
        drop(scribe);
        Ok(())
    });
}

/// So many outdated states are kept until they are taken apart: a few kilobytes each.
const OUTDATED: usize = 256;

/// What the index does not have yet, each once.
type Dirty = HashSet<Subject, RandomState>;

/// The work that is due; with it, whether it is the last. `None` when everything is written and the store closes.
fn wait(shared: &Shared, dirty: &mut Dirty, pace: Pace) -> Option<(Work, bool)> {
    let mut gathered = shared.gathered();
    loop {
        let (outdated, changed) = (take(&mut gathered.outdated), take(&mut gathered.changed));
        if !outdated.is_empty() || !changed.is_empty() {
            // The desk must not wait for it.
            drop(gathered);
            drop(outdated);
            dirty.extend(changed.into_iter().flatten());
            gathered = shared.gathered();
        }
        let waited = gathered.since.map(|since| since.elapsed());
        let due = waited.is_some_and(|waited| waited >= pace.after || gathered.commits >= pace.commits);
        if (due || gathered.awaited || gathered.closing)
            && let Some((state, point)) = gathered.newest.take()
        {
            // Of this very state: more may have been saved since those above were counted.
            let changed = take(&mut gathered.changed);
            gathered.commits = 0;
            gathered.since = None;
            gathered.writing = true;
            let last = gathered.closing;
            drop(gathered);
            dirty.extend(changed.into_iter().flatten());
            let dirty = take(dirty);
            return Some((Work { state, point, dirty }, last));
        }
        if gathered.closing {
            return None;
        }
        gathered.asleep = true;
        gathered = match waited {
            Some(waited) => {
                let left = pace.after.saturating_sub(waited);
                let (gathered, _) = shared
                    .something
                    .wait_timeout(gathered, left)
                    .unwrap_or_else(PoisonError::into_inner);
                gathered
            }
            None => shared.something.wait(gathered).unwrap_or_else(PoisonError::into_inner),
        };
        gathered.asleep = false;
    }
}
