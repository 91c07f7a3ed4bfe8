//! What comes in: from the terminal, from the machine, and time.

use crate::domain::record::Timestamp;
use crate::input::{Heard, Input, Named, Typing};

use super::super::door::{Outcome, ReadOnly};
use super::super::{Action, Effect, Errand, Happening, Message, Notice, Tone};
use super::{Keeping, Session, Why, open_discrepancies};

impl Session {
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
        let name = action.name();
        let what = self.words.say(&format!("action-{name}"));
        if self.keeping == Keeping::ReadOnly {
            return self.words.fill("cannot-store", &[("action", what.into())]);
        }
        self.words
            .find(&format!("cannot-{name}"), &[])
            .unwrap_or_else(|| self.words.fill("cannot-now", &[("action", what.into())]))
    }

    pub(super) fn first_key(&self, action: Action) -> String {
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
                self.hospital = hospital;
                self.discrepancies = open_discrepancies(&self.hospital);
                Vec::new()
            }
            Message::Decided { errand, outcome } => self.decided(errand, outcome),
            Message::ReadOnly(why) => {
                self.keeping = Keeping::ReadOnly;
                let text = self.words.say(match why {
                    ReadOnly::WriteFailed(_) | ReadOnly::SyncFailed(_) | ReadOnly::Ended => "store-failed",
                    ReadOnly::Damaged { .. } => "store-damaged",
                });
                self.notice = Some(Notice::new(Tone::Alarm, text));
                Vec::new()
            }
            Message::Broken => {
                self.keeping = Keeping::ReadOnly;
                self.notice = Some(Notice::new(Tone::Alarm, self.words.say("store-broken")));
                Vec::new()
            }
        };
        self.settle();
        effects
    }

    fn decided(&mut self, errand: Errand, outcome: Outcome) -> Vec<Effect> {
        let Some(waiting) = self.waiting.remove(&errand) else {
            return Vec::new();
        };
        if self.waiting.is_empty() && self.keeping == Keeping::Saving {
            self.keeping = Keeping::Saved;
        }
        let commit = outcome.as_ref().ok().and_then(|receipt| receipt.commit);
        match (waiting.why, commit) {
            (Why::Asked, commit) => {
                self.saved.extend(commit.map(|commit| commit.sequence));
                match self.stack.iter().position(|open| open.id == waiting.screen) {
                    Some(index) => self.happen_at(index, Happening::Decided(outcome)),
                    None => Vec::new(),
                }
            }
            (Why::Undoes(sequence), Some(_)) => {
                self.saved.retain(|own| *own != sequence);
                self.notice = Some(Notice::new(Tone::Saved, self.words.say("undone")));
                Vec::new()
            }
            (Why::Undoes(_), None) => {
                let text = match &outcome {
                    Err(refused) => self.scope().refused(refused),
                    Ok(_) => self.words.say("cannot-undo"),
                };
                self.notice = Some(Notice::new(Tone::Alarm, text));
                Vec::new()
            }
        }
    }
}
