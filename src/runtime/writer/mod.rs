//! The one writer: it decides on the newest state, appends, and makes the result visible once it is durable.
//!
//! - `Handle` is the way to it, for any thread. Reading goes past the writer: the newest saved state is there at once.
//! - `desk` decides and saves. Commands that wait together share one fdatasync. It also keeps the keyring: whoever comes
//!   in while the store is open passes it.
//! - `coming_in`: who comes in while the store is open.
//! - `office` says who sits at the desk: the writer's thread, or somebody who would only wait for it.
//! - `discretion`: what of people who were found is for whoever looked.
//! - `queue` holds what was handed in.
//! - `memory` is what deciding looks back into: the journal, and what is not in it yet.
//! - `outcome` says what a commit was about and why it was not saved.

mod coming_in;
mod desk;
mod discretion;
mod memory;
mod office;
mod outcome;
mod queue;

pub use coming_in::RecoveryFault;
pub(super) use outcome::read_only;

use std::sync::{Arc, mpsc};

use arc_swap::ArcSwap;

use self::{
    desk::{Desk, Locksmith, Message},
    office::Office,
    queue::Queue,
};
use super::{
    clock::Clock,
    entrance::{Porter, Ring},
    mark::{Mark, Standing},
    register::Finder,
};
use crate::{
    app::door::{Access, Door, Findings, LockedOut, Mirror, NotSaved, Notice, Outcome, ReadOnly, Status, Ticket},
    domain::{
        access::{Asker, Context, Deed, Permissions, Role, decide::AccountCommand, keyring::GlassTimes, trail::Trace},
        ask::{Answer, ask},
        command::{Command, Question, Request},
        identity::NoFormerPatients,
        record::{CommitId, EventId, Installation, Station, Timestamp},
        refusal::Refusal,
        state::{Hospital, names::Name},
    },
    journal::{Journal, files::Files},
    search::{everyone::Double, same::Registration, stated::Spellings},
    store::{Archive, IndexFault, Ready, Replayed},
    vault::{DataKey, FileSeal, Randomness},
};

/// The way to the writer, for any thread. Clones are cheap; the writer ends with its [`Store`](super::open::Store).
#[derive(Debug, Clone)]
pub struct Handle {
    office: Arc<Office>,
    queue: Arc<Queue>,
    shared: Arc<Shared>,
}

/// What everybody sees.
#[derive(Debug)]
struct Shared {
    durable: ArcSwap<Hospital>,
    status: ArcSwap<Status>,
    archive: Arc<Archive>,
    clock: Arc<dyn Clock>,
    permissions: Arc<Permissions>,
    spelling: Spellings,
    whose: (Station, Installation),
    porter: Porter,
    /// Files that stand beside the journal are sealed with it.
    files: FileSeal,
    key: DataKey,
    finder: Finder,
    /// When glass was broken, by the time that the machine ran.
    glass: ArcSwap<GlassTimes>,
}

/// What a writer is started with.
pub(super) struct Start {
    pub(super) journal: Journal,
    pub(super) ready: Ready,
    pub(super) replayed: Replayed,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) permissions: Arc<Permissions>,
    pub(super) files: Arc<dyn Files>,
    pub(super) randomness: Arc<dyn Randomness>,
    pub(super) key: DataKey,
    pub(super) ring: Ring,
    pub(super) whose: (Station, Installation),
    /// What the machine's mark says of the folder, and the mark itself where it may be raised.
    pub(super) standing: Standing,
    pub(super) mark: Option<Mark>,
    pub(super) finder: Finder,
    pub(super) read_only: Option<ReadOnly>,
    /// Why there is no index.
    pub(super) without_index: Option<IndexFault>,
}

/// The writer's thread, for whoever has to end it.
#[derive(Debug)]
pub(super) struct Writer {
    queue: Arc<Queue>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// Starts the writer's thread.
pub(super) fn start(start: Start) -> std::io::Result<(Handle, Writer)> {
    let queue = Arc::new(Queue::default());
    let Start {
        journal,
        ready,
        replayed,
        clock,
        permissions,
        files,
        randomness,
        key,
        ring,
        whose,
        standing,
        mark,
        finder,
        read_only,
        without_index,
    } = start;
    let durable = Arc::new(ready.hospital.clone());
    let status = outcome::status(&durable, whose, journal.saved(), read_only, without_index);
    let shared = Arc::new(Shared {
        durable: ArcSwap::new(Arc::clone(&durable)),
        status: ArcSwap::from_pointee(status),
        archive: Arc::clone(&ready.archive),
        clock,
        permissions,
        spelling: Spellings::shipped(),
        whose,
        porter: Porter::new(journal.header().purpose),
        files: key.file_seal(&randomness),
        key: key.clone(),
        finder,
        glass: ArcSwap::from_pointee(ring.keyring.glass()),
    });
    let locksmith = Locksmith::new(key, ring, randomness, files, journal.header());
    let mut desk = Desk::new(
        journal,
        locksmith,
        ready,
        replayed,
        durable,
        Arc::clone(&shared),
        Arc::clone(&queue),
    )
    .marked(standing, mark);
    desk.begin();
    let office = Arc::new(Office::new(desk, Arc::clone(&queue), Arc::clone(&shared)));
    // What opening has folded may have left the journal without room ahead.
    queue.want_room();
    let theirs = Arc::clone(&office);
    let thread = std::thread::Builder::new()
        .name("andon-writer".to_owned())
        .spawn(move || theirs.run())?;
    let handle = Handle {
        office,
        queue: Arc::clone(&queue),
        shared,
    };
    let writer = Writer {
        queue,
        thread: Some(thread),
    };
    Ok((handle, writer))
}

impl Writer {
    /// Lets it finish what was handed in, and waits until everything is closed.
    pub(super) fn end(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            let _a_panic_was_told_by_the_hook = thread.join();
        }
    }
}

impl Handle {
    /// Applies a commit of another station, in its canonical bytes. What is here already is answered without a change;
    /// a commit that came late refolds what it speaks of.
    pub fn import(&self, canonical: Vec<u8>) -> Ticket {
        let (ticket, promise) = Ticket::new();
        self.hand_in(ticket, Message::Import { canonical, promise })
    }

    fn hand_in(&self, ticket: Ticket, message: Message) -> Ticket {
        if self.queue.hand_in(message) {
            ticket
        } else {
            Ticket::answered(Err(NotSaved::Closed.into()))
        }
    }

    /// `notify` is called at the desk after every change that is saved; it must only pass the word on.
    pub fn subscribe(&self, notify: impl Fn(&Notice) + Send + 'static) {
        let _nothing_will_change = self.queue.hand_in(Message::Subscribe(Box::new(notify)));
    }

    /// Passes on how the copy on a second disk does.
    pub(super) fn mirror_does(&self, mirror: Mirror) {
        let _closing = self.queue.hand_in(Message::Mirror(mirror));
    }

    /// Waits until the index is up to everything that was handed in before, and those who may leave the hot state have
    /// left. Before a folder is copied, and in tests.
    pub fn settle_index(&self) {
        // The first time the follower says who may leave, the second time it hears that they have.
        for _ in 0..2 {
            let (done, settled) = mpsc::sync_channel(1);
            let _closed = self.queue.hand_in(Message::SettleIndex(done));
            let _closed = settled.recv();
        }
    }

    /// Whether somebody may, by the table and by what their account says now.
    pub fn may(&self, asker: &Asker, deed: Deed) -> Result<(), Refusal> {
        let (hospital, worn) = (self.hospital(), self.worn());
        self.context(asker, &hospital, &worn).allow(&hospital, deed)
    }

    /// What the clock of this laptop says, by which everything is decided here.
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// Broken glass whose hour is over by the time that this machine ran.
    pub fn worn(&self) -> Vec<EventId> {
        self.shared.worn()
    }

    fn context<'a>(&'a self, asker: &'a Asker, hospital: &Hospital, worn: &'a [EventId]) -> Context<'a> {
        let (station, installation) = self.shared.whose;
        Context {
            asker,
            permissions: &self.shared.permissions,
            now: self.shared.clock.now(),
            stamp: hospital.newest(),
            commit: CommitId {
                station,
                installation,
                sequence: hospital.next_sequence(station, installation),
            },
            spelling: &self.shared.spelling,
            // A question gives no number.
            former: &NoFormerPatients,
            // A question draws no lots.
            chance: 0,
            worn,
        }
    }

    /// Writes down what somebody did that changes nothing. Nobody waits for it; it shares the next fdatasync. A store without
    /// accounts is only tried out, and keeps no trail.
    pub fn note(&self, asker: &Asker, traces: Vec<Trace>) {
        if !traces.is_empty() && self.hospital().has_accounts() {
            let command = Command::Account(AccountCommand::Note(traces));
            drop(self.submit(asker.clone(), Request::from(command)));
        }
    }

    /// Writes down that somebody came in, with what the journal was at that moment.
    pub(super) fn came_in(&self, asker: &Asker) {
        let head = self.status().head;
        let trace = Trace::CameIn {
            number: head.number,
            chain: head.hash,
        };
        self.note(asker, vec![trace]);
    }

    /// Writes down, in the program's own name, that the index knew more than the journal: what the index says is gone with
    /// the next one, and what is written stays.
    pub(super) fn end_is_missing(&self) {
        // Whoever looks next has to find it there; a store that takes nothing says so by itself.
        let _takes_nothing = self.note_of_nobody(Trace::EndMissing, None);
    }

    /// Writes down what somebody did, and waits for it. Whether it is saved; a store that keeps no trail has nothing to save.
    pub(super) fn note_now(&self, asker: Asker, trace: Trace, at: Option<Timestamp>) -> bool {
        let request = Request {
            at,
            ..Request::from(Command::Account(AccountCommand::Note(vec![trace])))
        };
        !self.hospital().has_accounts() || self.submit(asker, request).wait().is_ok()
    }

    /// The same in the program's own name. What happened in the future by the clock of today happened now.
    pub(super) fn note_of_nobody(&self, trace: Trace, at: Option<Timestamp>) -> bool {
        let andon = Asker {
            user: super::entrance::nobody(),
            role: Role::Trial,
        };
        self.note_now(andon, trace, at.filter(|at| *at <= self.shared.clock.now()))
    }

    /// What large files of this store are sealed with, a chunk at a time.
    pub fn file_seal(&self) -> FileSeal {
        self.shared.files.clone()
    }

    /// Those who have left the hot state, for whoever wants to see everybody. `Door::ask` brings them back by itself.
    pub fn archive(&self) -> &Arc<Archive> {
        &self.shared.archive
    }
}

impl Handle {
    /// The register and whoever else can be searched.
    pub fn finder(&self) -> &Finder {
        &self.shared.finder
    }

    fn may_read(&self, asker: &Asker) -> Result<(), Refusal> {
        self.may(asker, Deed::ReadPerson)
    }
}

impl Door for Handle {
    fn hospital(&self) -> Arc<Hospital> {
        self.shared.durable.load_full()
    }

    fn submit(&self, asker: Asker, request: Request) -> Ticket {
        let (ticket, promise) = Ticket::new();
        let message = Message::Submit {
            asker,
            request,
            promise,
        };
        self.hand_in(ticket, message)
    }

    fn decide(&self, asker: Asker, request: Request) -> Outcome {
        match self.office.decide_here(&asker, &request) {
            Some(outcome) => outcome,
            None => self.submit(asker, request).wait(),
        }
    }

    fn ask(&self, asker: &Asker, question: &Question) -> Result<Answer, Refusal> {
        let mut hospital = self.hospital();
        let names = Name::of_question(question, &hospital);
        if self.shared.archive.is_wanted(&hospital, &names) {
            self.shared.archive.bring_back(Arc::make_mut(&mut hospital), &names)?;
        }
        let worn = self.worn();
        let context = self.context(asker, &hospital, &worn);
        let answer = ask(&hospital, question, &context);
        let trace = match &answer {
            Ok(answer) => Trace::of_answer(question, answer),
            Err(refusal) => Trace::of_refusal(question, refusal, &hospital),
        };
        self.note(asker, trace.into_iter().collect());
        answer
    }

    fn find(&self, asker: &Asker, typed: &str, most: usize) -> Result<Findings, Refusal> {
        self.may_read(asker)?;
        let hospital = self.hospital();
        let (finder, archive) = (&self.shared.finder, &self.shared.archive);
        let mut found = finder.find(&hospital, archive, typed, most);
        let people = found.people.iter_mut();
        self.discreet(asker, &hospital, people.map(|one| (one.whom, &mut one.person)));
        Ok(found)
    }

    fn same_person(&self, asker: &Asker, registration: &Registration<'_>) -> Result<Vec<Double>, Refusal> {
        self.may_read(asker)?;
        let (finder, archive) = (&self.shared.finder, &self.shared.archive);
        let hospital = self.hospital();
        let mut doubles = finder.same_person(&hospital, archive, registration);
        let people = doubles.iter_mut();
        self.discreet(asker, &hospital, people.map(|one| (one.whom, &mut one.person)));
        Ok(doubles)
    }

    fn note(&self, asker: &Asker, traces: Vec<Trace>) {
        Self::note(self, asker, traces);
    }

    fn locked_out(&self, asker: &Asker) -> Result<Vec<LockedOut>, Refusal> {
        self.who_is_locked(asker)
    }

    fn status(&self) -> Status {
        Status::clone(&self.shared.status.load())
    }
}

impl Shared {
    fn worn(&self) -> Vec<EventId> {
        self.glass.load().worn(self.clock.uptime())
    }

    fn change_status(&self, change: impl FnOnce(&mut Status)) {
        let mut status = Status::clone(&self.status.load());
        change(&mut status);
        self.status.store(Arc::new(status));
    }

    fn is_read_only(&self) -> Option<ReadOnly> {
        match &self.status.load().access {
            Access::Writable => None,
            Access::ReadOnly(why) => Some(why.clone()),
        }
    }
}
