//! The screens that lie over each other: which one is opened, closed, and told what happens; and what is asked before something
//! typed is lost.

use super::super::sentences::Speaker;
use super::super::{Action, Confirmation, Effect, Happening, Intent, Notice, Route, Scope, Tone};
use super::{Open, Session};

impl Session {
    /// Over what is open; the screen may ask at once for what it shows.
    pub(super) fn open_on_top(&mut self, route: &Route) -> Vec<Effect> {
        let before = self.stack.len();
        self.open(route);
        // Whatever has to be asked for before it is shown.
        if self.stack.len() > before {
            self.settle();
            return self.happen(Happening::Begins);
        }
        Vec::new()
    }

    /// The screen of a route, laid on top; or the reason why it is not to be seen.
    pub(super) fn open(&mut self, route: &Route) {
        self.listener.forget();
        let wanted = route;
        let route = &self.behind_a_reason(wanted);
        let mut deeds = wanted.deed().into_iter().chain(route.deed());
        if let Some(refusal) = deeds.find_map(|deed| self.scope().may(deed).err()) {
            let text = Speaker::new(&self.words, &self.hospital).refusal(&refusal);
            self.notice = Some(Notice::new(Tone::Warn, text));
            return;
        }
        let below = self.situation_below();
        let screen = (self.opener)(
            route,
            &Scope {
                below: Some(&below),
                ..self.scope()
            },
        );
        self.next += 1;
        match screen {
            Some(screen) => self.stack.push(Open { id: self.next, screen }),
            // A key that does nothing at all leaves people wondering.
            None => self.notice = Some(Notice::quiet(self.words.say("not-built"))),
        }
    }

    /// Nothing but this screen is open after that.
    pub(super) fn go_to(&mut self, route: &Route) -> Vec<Effect> {
        let before = self.stack.len();
        self.open(route);
        if self.stack.len() > before {
            let closed: Vec<Open> = self.stack.drain(..before).collect();
            self.keep_closed(closed);
            self.before = self.root.replace(route.clone());
        }
        Vec::new()
    }

    /// Closes the screen `from`. The last one is not left by accident.
    pub(super) fn close(&mut self, from: u64) -> Vec<Effect> {
        self.listener.forget();
        if self.stack.len() > 1 {
            if let Some(place) = self.stack.iter().position(|open| open.id == from) {
                let closed = self.stack.remove(place);
                self.keep_closed([closed]);
            }
            return Vec::new();
        }
        if let Some(before) = self.before.take() {
            let effects = self.go_to(&before);
            // Once: two screens do not lead to each other for ever.
            self.before = None;
            return effects;
        }
        let places = [("keys", self.first_key(Action::Quit).into())];
        self.notice = Some(Notice::quiet(self.words.fill("quit-how", &places)));
        Vec::new()
    }

    /// A question that has been answered is closed; the answer is for the screen that asked it.
    pub(super) fn answered_to(&self, from: u64) -> u64 {
        if self.stack.iter().any(|open| open.id == from) {
            return from;
        }
        self.stack.last().map_or(0, |open| open.id)
    }

    /// Closes what is being typed, unless nothing else is open.
    pub(super) fn forget_typed(&mut self) -> Vec<Effect> {
        if self.stack.iter().any(|open| !open.screen.is_typed()) {
            self.stack.retain(|open| !open.screen.is_typed());
        }
        Vec::new()
    }

    /// Closes the form that asked whether it may go, and no other: one that lies below it is typed into as well.
    pub(super) fn forget_top(&mut self) -> Vec<Effect> {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
        Vec::new()
    }

    /// Whether something is typed that is not saved, be it short.
    fn is_typing(&self) -> bool {
        self.is_typed() || self.stack.iter().any(|open| open.screen.draft().is_some())
    }

    /// Whether whoever goes elsewhere leaves something behind that was typed.
    pub(super) fn is_typed(&self) -> bool {
        self.stack.iter().any(|open| open.screen.is_typed())
    }

    /// Asks whether what is typed may be lost, before `then`.
    pub(super) fn ask_to_forget(&mut self, then: Vec<Intent>) -> Vec<Effect> {
        let confirmation = Confirmation {
            title: self.words.say("forget-title"),
            question: self.words.say("forget-question"),
            safe: self.words.say("forget-safe"),
            go: self.words.say("forget-go"),
            then,
        };
        self.intend(Intent::Open(Route::Confirm(Box::new(confirmation))))
    }

    /// Asks before the program ends.
    pub(super) fn ask_to_quit(&mut self) -> Vec<Effect> {
        let confirmation = Confirmation {
            title: self.words.say("quit-title"),
            question: self.words.say(if self.is_typing() {
                "quit-question-unsaved"
            } else {
                "quit-question"
            }),
            safe: self.words.say("quit-safe"),
            go: self.words.say("quit-go"),
            then: vec![Intent::Quit],
        };
        self.go_somewhere(Intent::Open(Route::Confirm(Box::new(confirmation))))
    }

    /// Something happens to the screen that has the keyboard.
    pub(super) fn happen(&mut self, happening: Happening) -> Vec<Effect> {
        self.happen_at(self.stack.len().saturating_sub(1), happening)
    }

    /// The same to another one of them; what it wants is followed.
    pub(super) fn happen_at(&mut self, index: usize, happening: Happening) -> Vec<Effect> {
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

    /// Every screen brings itself in line with what is known now.
    pub(super) fn settle(&mut self) {
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
