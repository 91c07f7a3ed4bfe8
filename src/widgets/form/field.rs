//! One field of a form: what it takes, what it held at the beginning, and whether it is asked.

use super::super::{ChoiceField, TextField};

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Text(TextField),
    Choice(ChoiceField),
}

/// Whether it can be left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    Required,
    Optional,
}

/// Whether the keyboard has been there: nobody is told of an error in a field that was not reached yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reached {
    No,
    Left,
}

/// Whether it is asked just now: some answers need no more questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asked {
    Yes,
    No,
}

/// One field, by its name in the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    pub id: &'static str,
    pub need: Need,
    pub input: Input,
    /// What it held at the beginning: only what is otherwise was said by whoever types.
    pub(super) began: String,
    pub(super) reached: Reached,
    pub(super) asked: Asked,
}

impl FormField {
    pub fn text(id: &'static str, need: Need, field: TextField) -> Self {
        Self {
            id,
            need,
            input: Input::Text(field),
            began: String::new(),
            reached: Reached::No,
            asked: Asked::Yes,
        }
    }

    pub fn choice(id: &'static str, need: Need, field: ChoiceField) -> Self {
        Self {
            id,
            need,
            input: Input::Choice(field),
            began: String::new(),
            reached: Reached::No,
            asked: Asked::Yes,
        }
    }

    /// What it holds: the text, or the key of what was chosen.
    pub fn value(&self) -> &str {
        match &self.input {
            Input::Text(field) => field.edit.text().trim(),
            Input::Choice(field) => field.value(),
        }
    }

    /// Whether it holds what nobody may read, and nothing may keep.
    pub fn is_secret(&self) -> bool {
        matches!(&self.input, Input::Text(field) if field.edit.is_secret())
    }

    pub fn began(&self) -> &str {
        &self.began
    }

    /// Whether it holds something else than it began with.
    pub fn is_changed(&self) -> bool {
        self.value() != self.began
    }

    /// What it holds now, or held when it was first opened, is what it began with.
    pub fn begin_with(&mut self, value: &str) {
        value.clone_into(&mut self.began);
    }

    pub fn is_asked(&self) -> bool {
        self.asked == Asked::Yes
    }

    /// Whether an error of it is to be shown: it was left, or what was typed fits nothing.
    pub(super) fn shows_errors(&self) -> bool {
        self.reached == Reached::Left || matches!(&self.input, Input::Choice(field) if field.is_hopeless())
    }

    pub(super) fn leave(&mut self) {
        self.reached = Reached::Left;
        if let Input::Choice(field) = &mut self.input {
            field.leave();
        }
    }
}
