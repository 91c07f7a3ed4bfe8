//! One person at one terminal: the stack of screens, the words, the look, the keys, and what the message line says.

use std::collections::BTreeMap;

use crate::domain::census::WardCode;
use crate::domain::command::{Command, Request};
use crate::domain::record::{Sequence, Timestamp};
use crate::domain::state::Hospital;
use crate::i18n::Words;
use crate::input::{Heard, Input, Listener, Method, Typing};
use crate::theme::{Ambiguous, Depth, Look, Palette, Setting};

use super::{
    Action, Confirmation, Desk, Effect, Extent, Happening, Intent, KeyCondition, KeyContext, Keys, Message, Notice,
    Outcome, Preference, Route, Scope, Screen, Situation, Ticket, Tone,
};

/// Builds the screen of a route; nothing when this build does not have it.
pub type Opener = fn(&Route, &Scope<'_>) -> Option<Box<dyn Screen>>;

/// What a session begins with.
pub struct Start {
    pub words: Words,
    pub look: Look,
    pub keys: Keys,
    pub hospital: Hospital,
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
    /// The disk has failed: nothing is taken.
    Failed,
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
    hospital: Hospital,
    /// Open ones; deriving them takes a walk through the hospital, so it is done when the hospital changes.
    discrepancies: usize,
    desk: Desk,
    ward: Option<WardCode>,
    now: Timestamp,
    size: (u16, u16),
    opener: Opener,
    stack: Vec<Open>,
    listener: Listener,
    notice: Option<Notice>,
    method: Method,
    keeping: Keeping,
    /// Which screen waits for which answer.
    waiting: BTreeMap<Ticket, Waiting>,
    /// What this session saved, newest last: for taking back.
    saved: Vec<Sequence>,
    next: u64,
}

struct Waiting {
    screen: u64,
    /// Set when the request takes back this commit.
    undoes: Option<Sequence>,
}

impl Session {
    pub fn new(start: Start) -> Self {
        let mut session = Self {
            words: start.words,
            look: start.look,
            keys: start.keys,
            discrepancies: open_discrepancies(&start.hospital),
            hospital: start.hospital,
            desk: start.desk,
            ward: start.ward,
            now: start.now,
            size: start.size,
            opener: start.opener,
            stack: Vec::new(),
            listener: Listener::default(),
            notice: None,
            method: Method::Plain,
            keeping: Keeping::Saved,
            waiting: BTreeMap::new(),
            saved: Vec::new(),
            next: 0,
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

    /// Discrepancies that nobody has closed.
    pub fn discrepancies(&self) -> usize {
        self.discrepancies
    }

    /// Columns and rows of the terminal.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// What the message line says: a message, or that the input method is on.
    pub fn notice(&self) -> Option<Notice> {
        self.notice.clone().or_else(|| match self.method {
            Method::Plain => None,
            Method::Japanese => Some(Notice::quiet(self.words.say("input-method-on"))),
        })
    }

    /// The chords of a sequence that has begun, and the situation in which they are heard.
    pub fn pending(&self) -> (&[crate::input::Chord], Situation) {
        (self.listener.pending(), self.situation())
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
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
            desk: &self.desk,
            ward: self.ward.as_ref(),
            now: self.now,
            area: (self.size.0, self.size.1.saturating_sub(2)),
            below: None,
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
        if self.keeping != Keeping::Failed {
            situation.holds.insert(KeyCondition::Writable);
        }
        if !self.saved.is_empty() {
            situation.holds.insert(KeyCondition::CanUndo);
        }
        situation
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

    // What comes in.

    /// Time has passed: the clock of the title bar, ages of things.
    pub fn tick(&mut self, now: Timestamp) {
        self.now = now;
        self.settle();
    }

    /// Something from the terminal.
    pub fn input(&mut self, input: Input) -> Vec<Effect> {
        let effects = match input {
            Input::Resize(columns, rows) => {
                self.size = (columns, rows);
                Vec::new()
            }
            Input::Paste(text) => {
                self.notice = None;
                if self.situation().typing == Typing::Text {
                    self.happen(Happening::Text(text))
                } else {
                    Vec::new()
                }
            }
            Input::Press(chord) => {
                let situation = self.situation();
                let heard = self.listener.hear(chord, &self.keys, &situation);
                self.heard(heard)
            }
        };
        self.settle();
        effects
    }

    fn heard(&mut self, heard: Heard<Action>) -> Vec<Effect> {
        self.notice = None;
        match heard {
            Heard::Action(action, method) => {
                self.method = method;
                self.act(action)
            }
            Heard::Cannot(action, method) => {
                self.method = method;
                let text = self.cannot(action);
                self.notice = Some(Notice::quiet(text));
                Vec::new()
            }
            Heard::Typed(letter) => self.happen(Happening::Text(letter.to_string())),
            Heard::Unknown(chords) => {
                let keys: Vec<String> = chords.iter().map(ToString::to_string).collect();
                let help = self.first_key(Action::Help);
                let places = [("keys", keys.join(" ").into()), ("help", help.into())];
                self.notice = Some(Notice::quiet(self.words.fill("key-unknown", &places)));
                Vec::new()
            }
            Heard::Pending | Heard::GivenUp => Vec::new(),
        }
    }

    fn cannot(&self, action: Action) -> String {
        let name = crate::input::Named::name(action);
        let what = self.words.say(&format!("action-{name}"));
        if self.keeping == Keeping::Failed {
            return self.words.fill("cannot-store", &[("action", what.into())]);
        }
        self.words
            .find(&format!("cannot-{name}"), &[])
            .unwrap_or_else(|| self.words.fill("cannot-now", &[("action", what.into())]))
    }

    fn first_key(&self, action: Action) -> String {
        self.keys
            .keys_of(&self.situation(), action)
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Something from outside the terminal.
    pub fn message(&mut self, message: Message) -> Vec<Effect> {
        let effects = match message {
            Message::Hospital(hospital) => {
                self.hospital = *hospital;
                self.discrepancies = open_discrepancies(&self.hospital);
                Vec::new()
            }
            Message::Decided { ticket, outcome } => self.decided(ticket, outcome),
            Message::StoreFailed(_) => {
                self.keeping = Keeping::Failed;
                self.notice = Some(Notice::new(Tone::Alarm, self.words.say("store-failed")));
                Vec::new()
            }
            Message::StoreReady => {
                self.keeping = Keeping::Saved;
                Vec::new()
            }
        };
        self.settle();
        effects
    }

    fn decided(&mut self, ticket: Ticket, outcome: Outcome) -> Vec<Effect> {
        let Some(waiting) = self.waiting.remove(&ticket) else {
            return Vec::new();
        };
        if self.waiting.is_empty() && self.keeping == Keeping::Saving {
            self.keeping = Keeping::Saved;
        }
        if let Outcome::Saved(commit) = &outcome {
            match waiting.undoes {
                Some(sequence) => self.saved.retain(|own| *own != sequence),
                None => self.saved.push(commit.sequence),
            }
        }
        match self.stack.iter().position(|open| open.id == waiting.screen) {
            Some(index) => self.happen_at(index, Happening::Decided(outcome)),
            None => Vec::new(),
        }
    }

    // What follows.

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Help => self.intend(Intent::Open(Route::Help)),
            Action::Actions => self.intend(Intent::Open(Route::Actions)),
            Action::Board => self.intend(Intent::Go(Route::Board)),
            Action::Census => self.intend(Intent::Go(Route::Census)),
            Action::Beds => self.intend(Intent::Go(Route::Beds)),
            Action::Discrepancies => self.intend(Intent::Open(Route::Discrepancies)),
            Action::FirstList => self.intend(Intent::Open(Route::FirstList)),
            Action::Menu => self.intend(Intent::Open(Route::Menu)),
            Action::Language => self.next_language(),
            Action::Theme => self.next_theme(),
            Action::Undo => self.undo(),
            Action::Redraw => vec![Effect::Repaint],
            Action::Quit => self.ask_to_quit(),
            other => self.happen(Happening::Action(other)),
        }
    }

    fn happen(&mut self, happening: Happening) -> Vec<Effect> {
        self.happen_at(self.stack.len().saturating_sub(1), happening)
    }

    fn happen_at(&mut self, index: usize, happening: Happening) -> Vec<Effect> {
        // The screen is taken out while it thinks, so that it can look at everything else.
        if index >= self.stack.len() {
            return Vec::new();
        }
        let mut open = self.stack.remove(index);
        let intents = open.screen.update(happening, &self.scope());
        let id = open.id;
        self.stack.insert(index.min(self.stack.len()), open);
        intents
            .into_iter()
            .flat_map(|intent| self.intend_from(id, intent))
            .collect()
    }

    fn intend(&mut self, intent: Intent) -> Vec<Effect> {
        let id = self.stack.last().map_or(0, |open| open.id);
        self.intend_from(id, intent)
    }

    fn intend_from(&mut self, from: u64, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Open(route) => {
                self.open(&route);
                Vec::new()
            }
            Intent::Go(route) => {
                let before = self.stack.len();
                self.open(&route);
                if self.stack.len() > before {
                    self.stack.drain(..before);
                }
                Vec::new()
            }
            Intent::Back => {
                self.listener.forget();
                if self.stack.len() > 1 {
                    self.stack.retain(|open| open.id != from);
                    return Vec::new();
                }
                // The last screen is not left by accident.
                let places = [("keys", self.first_key(Action::Quit).into())];
                self.notice = Some(Notice::quiet(self.words.fill("quit-how", &places)));
                Vec::new()
            }
            Intent::Quit => vec![Effect::Quit],
            Intent::Act(action) => {
                self.settle();
                self.act(action)
            }
            Intent::Say(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
            Intent::Decide(request) => vec![self.decide(from, request, None)],
            Intent::Ward(ward) => {
                self.ward.clone_from(&ward);
                vec![Effect::Remember(Preference::Ward(ward))]
            }
        }
    }

    fn decide(&mut self, screen: u64, request: Box<Request>, undoes: Option<Sequence>) -> Effect {
        self.next += 1;
        let ticket = Ticket(self.next);
        self.waiting.insert(ticket, Waiting { screen, undoes });
        if self.keeping == Keeping::Saved {
            self.keeping = Keeping::Saving;
        }
        Effect::Decide { ticket, request }
    }

    fn undo(&mut self) -> Vec<Effect> {
        let Some(sequence) = self.saved.last().copied() else {
            self.notice = Some(Notice::quiet(self.words.say("cannot-undo-nothing")));
            return Vec::new();
        };
        let screen = self.stack.last().map_or(0, |open| open.id);
        let request = Box::new(Request::from(Command::Undo { sequence }));
        vec![self.decide(screen, request, Some(sequence))]
    }

    fn open(&mut self, route: &Route) {
        self.listener.forget();
        let below = self.situation_below();
        let screen = (self.opener)(
            route,
            &Scope {
                below: Some(&below),
                ..self.scope()
            },
        );
        self.next += 1;
        if let Some(screen) = screen {
            self.stack.push(Open { id: self.next, screen });
        }
    }

    fn ask_to_quit(&mut self) -> Vec<Effect> {
        let confirmation = Confirmation {
            title: self.words.say("quit-title"),
            question: self.words.say("quit-question"),
            safe: self.words.say("answer-safe"),
            go: self.words.say("quit-go"),
            then: vec![Intent::Quit],
        };
        self.intend(Intent::Open(Route::Confirm(Box::new(confirmation))))
    }

    fn next_language(&mut self) -> Vec<Effect> {
        let language = self.words.language().next();
        self.words = self.words.in_language(language);
        self.notice = Some(Notice::quiet(language.own_name()));
        vec![Effect::Remember(Preference::Language(language))]
    }

    fn next_theme(&mut self) -> Vec<Effect> {
        let setting = self.look.setting();
        if setting.depth == Depth::None {
            self.notice = Some(Notice::quiet(self.words.say("theme-no-colour")));
            return Vec::new();
        }
        let now = Palette::ALL
            .into_iter()
            .position(|palette| palette == setting.palette)
            .unwrap_or(0);
        let palette = Palette::ALL.into_iter().cycle().nth(now + 1).unwrap_or(Palette::Dark);
        if !self.change_look(Setting { palette, ..setting }) {
            return Vec::new();
        }
        let name = self.words.say(&format!("theme-{}", palette.name()));
        self.notice = Some(Notice::quiet(name));
        vec![Effect::Remember(Preference::Theme(palette))]
    }

    /// What was measured of this terminal.
    pub fn measured(&mut self, ambiguous: Ambiguous) {
        self.change_look(Setting {
            ambiguous,
            ..self.look.setting()
        });
        self.settle();
    }

    fn change_look(&mut self, setting: Setting) -> bool {
        match Look::new(setting) {
            Ok(look) => {
                self.look = look;
                true
            }
            Err(_) => false,
        }
    }

    fn settle(&mut self) {
        for index in 0..self.stack.len() {
            if index >= self.stack.len() {
                break;
            }
            let mut open = self.stack.remove(index);
            open.screen.settle(&self.scope());
            self.stack.insert(index, open);
        }
    }
}

fn open_discrepancies(hospital: &Hospital) -> usize {
    hospital
        .discrepancies()
        .iter()
        .filter(|one| one.closed.is_none())
        .count()
}
