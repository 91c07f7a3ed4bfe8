//! Fields that are typed into: where the keyboard is, and what their actions mean for the text.

use std::collections::BTreeSet;

use crate::app::{Action, Happening, KeyContext, Situation};
use crate::input::Typing;
use crate::widgets::Edit;

/// Where the keyboard is in a form.
pub fn situation() -> Situation {
    Situation {
        contexts: vec![KeyContext::Typing, KeyContext::Form],
        holds: BTreeSet::new(),
        typing: Typing::Text,
    }
}

/// The edit that a happening is for a text field; nothing when it is for something else.
pub fn edit_of(happening: &Happening) -> Option<Edit> {
    Some(match happening {
        Happening::Text(text) => Edit::Insert(text.clone()),
        Happening::Action(action) => match action {
            Action::EraseBefore => Edit::Backspace,
            Action::EraseAfter => Edit::Delete,
            Action::EraseWord => Edit::DeleteWord,
            Action::EraseAll => Edit::Clear,
            Action::Left => Edit::Left,
            Action::Right => Edit::Right,
            Action::First => Edit::Home,
            Action::Last => Edit::End,
            _ => return None,
        },
        Happening::Scanned
        | Happening::Found(_)
        | Happening::Compared(_)
        | Happening::Pointed(_)
        | Happening::Decided(_)
        | Happening::NotOpened(_)
        | Happening::PaperShown(_)
        | Happening::LockedOut(_)
        | Happening::PhraseReset(_)
        | Happening::MirrorChosen(_)
        | Happening::Begins
        | Happening::Answered(_)
        | Happening::Agreed => return None,
    })
}
