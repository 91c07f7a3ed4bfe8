//! Where somebody is, in words.

use crate::app::Scope;
use crate::domain::census::{OutKind, Place};
use crate::domain::record::Timestamp;
use crate::i18n::{Value, date, is_whole_day, when};
use crate::theme::{Role, Shape};

/// A state: its sign, its words, how it sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub shape: Option<Shape>,
    pub text: String,
    pub role: Role,
}

impl State {
    pub fn new(shape: Option<Shape>, text: impl Into<String>, role: Role) -> Self {
        Self {
            shape,
            text: text.into(),
            role,
        }
    }

    /// With its sign before it.
    pub fn said(&self, scope: &Scope<'_>) -> String {
        match self.shape {
            Some(shape) => format!("{} {}", scope.look.sign(shape), self.text),
            None => self.text.clone(),
        }
    }
}

/// A moment until which something holds; only the day where only the day was meant.
pub fn deadline(scope: &Scope<'_>, at: Timestamp) -> String {
    let (local, now) = (scope.local(at), scope.local_now());
    if !is_whole_day(local) {
        return when(local, now);
    }
    if local.date() == now.date() {
        return scope.words.say("detail-today");
    }
    let day = date(local.date());
    let this_year = now.format("%Y-").to_string();
    day.strip_prefix(&this_year).map_or_else(|| day.clone(), str::to_owned)
}

/// Where somebody is who is not simply in the bed.
pub fn state(scope: &Scope<'_>, place: &Place) -> Option<State> {
    let words = scope.words;
    match place {
        Place::InBed { .. } => None,
        Place::Out {
            kind: kind @ OutKind::Absconded,
            ..
        } => Some(State::new(Some(Shape::Stop), words.say(kind.term()), Role::Alarm)),
        Place::Out { kind, until, place, .. } => {
            // Where they are comes first: of a long line it is what is seen.
            let mut text = match (kind, place) {
                (OutKind::OffWard, Some(place)) => place.to_string(),
                (_, Some(place)) => format!("{} {place}", words.say(kind.term())),
                (_, None) => words.say(kind.term()),
            };
            if let Some(until) = until {
                let at = words.fill("place-until", &[("at", deadline(scope, *until).into())]);
                text = format!("{text} {at}");
            }
            Some(match until {
                Some(until) if *until < scope.now => State::new(Some(Shape::Late), text, Role::Warn),
                _ => State::new(None, text, Role::Accent),
            })
        }
        Place::Transit { to, .. } => {
            let text = words.fill("detail-transit-to", &[("bed", Value::from(to.shown()))]);
            Some(State::new(Some(Shape::Towards), text, Role::Accent))
        }
        Place::Expected { when: at, .. } => {
            let text = match at {
                Some(at) => words.fill("detail-expected-at", &[("at", deadline(scope, *at).into())]),
                None => words.say("detail-expected"),
            };
            Some(State::new(None, text, Role::Dim))
        }
        Place::Left { disposition, .. } => {
            let how = words.say(disposition.term());
            let text = words.fill("detail-left", &[("how", how.into())]);
            Some(State::new(None, text, Role::Dim))
        }
    }
}
