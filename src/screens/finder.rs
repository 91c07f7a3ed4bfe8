//! A line to type into over a short list: where the keyboard is, and how far a key walks. Looking for somebody, choosing a ward
//! or a role, a reason to give: all of them are heard and walked alike.

use std::collections::BTreeSet;

use crate::app::{Action, Happening, KeyContext, Situation};
use crate::input::Typing;

/// Lines that a page is in lists that are shorter than the screen.
const PAGE: isize = 10;

/// Where the keyboard is: letters are typed, and the keys of a list walk.
pub fn situation() -> Situation {
    Situation {
        contexts: vec![KeyContext::Finder, KeyContext::Typing],
        holds: BTreeSet::new(),
        typing: Typing::Text,
    }
}

/// How many lines are walked, up with a minus; nothing when it is no walking.
pub fn steps(happening: &Happening) -> Option<isize> {
    match happening {
        Happening::Action(Action::Up) => Some(-1),
        Happening::Action(Action::Down) => Some(1),
        Happening::Action(Action::PageUp) => Some(-PAGE),
        Happening::Action(Action::PageDown) => Some(PAGE),
        _ => None,
    }
}
