//! One person at one terminal: the stack of screens, the words, the look, the keys, and what the message line says.
//!
//! What comes in: `take` (the terminal), `scan` (a scanner's keys), `news` (the machine), `decided` (the writer). What follows:
//! `follow` (actions, and what screens ask for), `stack` (screens open and close), `errands` (what is handed to the machine),
//! `look`. What somebody is told whose key does nothing: `cannot`. Who works here: `opening`, `lock`, `insight`;
//! and what they are typing: `drafts`.
//!
//! Not here: I/O, which are effects, and what a screen shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::access::IdleTime;
use crate::domain::census::{Discrepancy, WardCode};
use crate::domain::record::{Sequence, Timestamp};
use crate::domain::state::Hospital;
use crate::i18n::Words;
use crate::input::{Listener, Method, Named, Spots, Typing};
use crate::search::alike::LookAlikes;
use crate::theme::Look;

use super::door::Mirror;
use super::{
    Action, Desk, Done, Draft, Errand, Extent, KeyCondition, KeyContext, Keys, Notice, Route, Scope, Screen, Selection,
    Situation, Way,
};

mod cannot;
mod decided;
mod drafts;
mod errands;
mod follow;
mod insight;
mod lock;
mod look;
mod news;
mod opening;
mod scan;
mod stack;
mod take;

pub use lock::{Lock, LockField, LockKind};
pub use scan::Pulse;
use scan::Scan;

/// Builds the screen of a route; nothing when this build does not have it.
pub type Opener = fn(&Route, &Scope<'_>) -> Option<Box<dyn Screen>>;

/// What a session begins with.
pub struct Start {
    pub words: Words,
    pub look: Look,
    pub keys: Keys,
    pub hospital: Arc<Hospital>,
    pub desk: Desk,
    pub ward: Option<WardCode>,
    pub now: Timestamp,
    pub size: (u16, u16),
    pub opener: Opener,
    pub first: Route,
}

/// How the data are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keeping {
    /// Everything that was confirmed is on the disk.
    Saved,
    /// Something is on its way to the disk.
    Saving,
    /// Nothing is taken any more.
    ReadOnly,
}

struct Open {
    id: u64,
    screen: Box<dyn Screen>,
}

/// The session.
pub struct Session {
    words: Words,
    look: Look,
    keys: Keys,
    hospital: Arc<Hospital>,
    /// Counts the hospitals that came in.
    edition: u64,
    /// Open ones; deriving them takes a walk through the hospital, so it is done when the hospital changes.
    discrepancies: Vec<Discrepancy>,
    look_alikes: LookAlikes,
    desk: Desk,
    ward: Option<WardCode>,
    focus: Selection,
    now: Timestamp,
    size: (u16, u16),
    opener: Opener,
    stack: Vec<Open>,
    /// What the lowest screen is, and what it took the place of: there the last Esc leads.
    root: Option<Route>,
    before: Option<Route>,
    listener: Listener,
    scan: Scan,
    notice: Option<Notice>,
    method: Method,
    keeping: Keeping,
    /// How the copy on a second disk does.
    mirror: Mirror,
    /// Set while the laptop is locked.
    lock: Option<Lock>,
    /// Which screen waits for which answer.
    waiting: BTreeMap<Errand, Waiting>,
    /// The newest search, and whose it is: an answer to an older one is no news, and nobody waits for one.
    looking: Option<(Errand, u64)>,
    /// The same of the newest comparison.
    comparing: Option<(Errand, u64)>,
    /// What this session saved, newest last: for taking back.
    saved: Vec<Saved>,
    /// How that is called which is being taken back, where it is not among the saved.
    taking_back: Option<String>,
    next: u64,
    spots: Spots,
    /// What is being typed, as the machine keeps it.
    drafts: Vec<Draft>,
    /// What whoever works here was let to see.
    insight: insight::Insight,
}

struct Waiting {
    screen: u64,
    why: Why,
    done: Option<Done>,
}

/// A commit of this session, and what it did.
struct Saved {
    sequence: Sequence,
    done: Option<Done>,
}

/// What an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// A screen wanted a change.
    Asked,
    /// A screen wanted one step of several; it says itself how far it is, and none of them is taken back.
    Steps,
    /// A screen wanted to know.
    Wonders,
    /// A store is being opened.
    Opens,
    /// Somebody wants to unlock the laptop.
    Unlocks,
    /// It takes back this commit.
    Undoes(Sequence),
}

impl Session {
    pub fn new(start: Start) -> Self {
        let mut session = Self {
            words: start.words,
            look: start.look,
            keys: start.keys,
            discrepancies: open_discrepancies(&start.hospital),
            look_alikes: LookAlikes::among(&start.hospital),
            hospital: start.hospital,
            edition: 0,
            desk: start.desk,
            ward: start.ward,
            focus: Selection::default(),
            now: start.now,
            size: start.size,
            opener: start.opener,
            stack: Vec::new(),
            root: Some(start.first.clone()),
            before: None,
            listener: Listener::default(),
            scan: Scan::default(),
            notice: None,
            method: Method::Plain,
            keeping: Keeping::Saved,
            mirror: Mirror::Absent,
            lock: None,
            waiting: BTreeMap::new(),
            looking: None,
            comparing: None,
            saved: Vec::new(),
            taking_back: None,
            next: 0,
            spots: Spots::default(),
            drafts: Vec::new(),
            insight: insight::Insight::default(),
        };
        session.open(&start.first);
        session.settle();
        session
    }

    // What the frame around the screens shows.

    pub fn words(&self) -> &Words {
        &self.words
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// How the copy on a second disk does.
    pub fn mirror(&self) -> &Mirror {
        &self.mirror
    }

    /// After how long without a key laptops of the ward lock themselves that is worked with here, if it was said of it.
    pub fn idle_time(&self) -> Option<IdleTime> {
        self.ward.as_ref().and_then(|ward| self.hospital.idle_time(ward))
    }

    /// Discrepancies that nobody has closed.
    pub fn discrepancies(&self) -> usize {
        self.discrepancies.len()
    }

    /// Columns and rows of the terminal.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// What the message line says: a message, or that the input method is on.
    pub fn notice(&self) -> Option<Notice> {
        // A store is being opened: that is said until it is, whatever is pressed meanwhile.
        if self.waiting.values().any(|waiting| waiting.why == Why::Opens) {
            return Some(Notice::quiet(self.words.say("opening")));
        }
        self.notice.clone().or_else(|| match self.method {
            Method::Plain => None,
            Method::Japanese => Some(Notice::quiet(self.words.say("input-method-on"))),
        })
    }

    /// The chords of a sequence that has begun, and the situation in which they are heard.
    pub fn pending(&self) -> (&[crate::input::Chord], Situation) {
        (self.listener.pending(), self.situation())
    }

    /// What stands where in the picture that was drawn last.
    pub fn spots(&self) -> &Spots {
        &self.spots
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// When the picture changes by itself before the clock does.
    pub fn fades(&self) -> Option<Timestamp> {
        let glass = self.scope().glass().filter(|_| self.desk.way == Way::Envelope);
        let ends = glass.map(|seconds| self.now.plus_seconds(seconds));
        self.visible().filter_map(Screen::fades).chain(ends).min()
    }

    /// Whether nothing is under way: what tests wait for instead of waiting for time.
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    pub fn scope(&self) -> Scope<'_> {
        Scope {
            words: &self.words,
            look: &self.look,
            keys: &self.keys,
            hospital: &self.hospital,
            edition: self.edition,
            discrepancies: &self.discrepancies,
            look_alikes: &self.look_alikes,
            desk: &self.desk,
            ward: self.ward.as_ref(),
            focus: &self.focus,
            now: self.now,
            // Title, message and keys have a row each.
            area: (self.size.0, self.size.1.saturating_sub(3)),
            spots: &self.spots,
            below: None,
            reasoned: self.insight.reasoned(),
            worn: self.insight.worn(),
            mirror: &self.mirror,
        }
    }

    /// The screens that are visible, from below: one that fills the body and those that lie over it.
    pub fn visible(&self) -> impl Iterator<Item = &dyn Screen> {
        let bottom = self
            .stack
            .iter()
            .rposition(|open| open.screen.extent() == Extent::Full)
            .unwrap_or(0);
        self.stack.iter().skip(bottom).map(|open| open.screen.as_ref())
    }

    /// Where the keyboard is.
    pub fn situation(&self) -> Situation {
        self.situation_of(self.stack.len().saturating_sub(1))
    }

    fn situation_of(&self, index: usize) -> Situation {
        let mut situation = match self.stack.get(index) {
            Some(open) => open.screen.situation(&self.scope()),
            None => Situation {
                contexts: Vec::new(),
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Keys,
            },
        };
        situation.contexts.push(KeyContext::Everywhere);
        if self.hospital.frame().is_some() {
            situation.holds.insert(KeyCondition::Hospital);
        }
        if self.keeping != Keeping::ReadOnly {
            situation.holds.insert(KeyCondition::Writable);
        }
        if !self.saved.is_empty() {
            situation.holds.insert(KeyCondition::CanUndo);
        }
        situation
    }

    /// The key of an action that every screen has, whatever is on top.
    pub(super) fn first_key_everywhere(&self, action: Action) -> String {
        let keys = self.keys.keys_of(&Self::everywhere(), action);
        keys.first().map(ToString::to_string).unwrap_or_default()
    }

    /// Where only what every screen has is heard.
    pub(super) fn everywhere() -> Situation {
        Situation {
            contexts: vec![KeyContext::Everywhere],
            holds: KeyCondition::ALL.iter().copied().collect(),
            typing: Typing::Keys,
        }
    }

    /// The key of an action where the keyboard is now; empty when it has none there.
    pub(super) fn first_key(&self, action: Action) -> String {
        self.keys
            .keys_of(&self.situation(), action)
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// The situation of the screen that help and palette lie over.
    pub fn situation_below(&self) -> Situation {
        let below = self
            .stack
            .iter()
            .rposition(|open| open.screen.extent() == Extent::Full)
            .unwrap_or(0);
        self.situation_of(below)
    }
}

/// Those that nobody has closed.
fn open_discrepancies(hospital: &Hospital) -> Vec<Discrepancy> {
    let mut found = hospital.discrepancies();
    found.retain(|one| one.closed.is_none());
    found
}
