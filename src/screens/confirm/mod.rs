//! A question before something that is hard to take back. It asks once, says the consequence, and the safe answer is
//! the default.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Confirmation, Extent, Happening, Intent, KeyContext, Scope, Screen, Situation};
use crate::i18n::Value;
use crate::input::{Spot, Typing};
use crate::widgets::{Canvas, Confirm, Reply};

pub struct ConfirmScreen {
    confirmation: Confirmation,
    reply: Reply,
}

impl ConfirmScreen {
    pub fn new(confirmation: &Confirmation) -> Self {
        Self {
            confirmation: confirmation.clone(),
            reply: Reply::default(),
        }
    }

    /// An answer with its key: colour alone does not tell two answers apart.
    fn answer(&self, action: Action, text: &str, scope: &Scope<'_>) -> String {
        let keys = scope.keys.keys_of(&self.situation(scope), action);
        match keys.first() {
            Some(key) => format!("{key} {text}"),
            None => text.to_owned(),
        }
    }

    fn go(&self) -> Vec<Intent> {
        std::iter::once(Intent::Back)
            .chain(self.confirmation.then.iter().cloned())
            .collect()
    }
}

impl Screen for ConfirmScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Question],
            holds: BTreeSet::new(),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        let action = match happening {
            Happening::Action(action) => action,
            Happening::Pointed(Spot::Answer(answer)) => {
                let reply = if answer == 0 { Reply::Safe } else { Reply::Go };
                // The first click marks an answer, another one on it gives it.
                if self.reply == reply {
                    Action::Open
                } else {
                    Action::Right
                }
            }
            _ => return Vec::new(),
        };
        match (action, self.reply) {
            (Action::Left | Action::Right, reply) => {
                self.reply = reply.other();
                Vec::new()
            }
            (Action::Yes, _) | (Action::Open, Reply::Go) => self.go(),
            (Action::No | Action::Back, _) | (Action::Open, Reply::Safe) => vec![Intent::Back],
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let confirm = Confirm {
            title: self.confirmation.title.clone(),
            question: self.confirmation.question.clone(),
            safe: self.answer(Action::No, &self.confirmation.safe, scope),
            go: self.answer(Action::Yes, &self.confirmation.go, scope),
            reply: self.reply,
        };
        let more = |count: usize| scope.words.fill("list-more", &[("count", Value::from(count))]);
        confirm.draw(&mut canvas, area, &more);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, _: &Scope<'_>) -> String {
        self.confirmation.title.clone()
    }
}
