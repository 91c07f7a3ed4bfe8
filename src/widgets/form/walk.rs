//! All fields, where the keyboard is among them, and what its keys do there.

use super::super::{Accepts, ChoiceField, Edit, TextEdit};
use super::field::{Asked, FormField, Input};

/// Where the keyboard went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moved {
    Inside,
    /// It was in the last field already: going on means saving.
    PastEnd,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub(super) fields: Vec<FormField>,
    pub(super) focus: usize,
}

impl Form {
    pub fn new(fields: Vec<FormField>) -> Self {
        Self { fields, focus: 0 }
    }

    /// From here on a field is changed when it holds something else than now. A secret begins with nothing.
    pub fn begin(&mut self) {
        for field in self.fields.iter_mut().filter(|field| !field.is_secret()) {
            field.began = field.value().to_owned();
        }
    }

    /// Fields that are asked for and hold something else than they began with. What the form keeps for itself is nobody's work.
    pub fn changed(&self) -> usize {
        self.asked().filter(|field| field.is_changed()).count()
    }

    /// Wipes what proves who somebody is: they may have gone.
    pub fn wipe_secrets(&mut self) {
        for field in &mut self.fields {
            match &mut field.input {
                Input::Text(text) if text.edit.is_secret() => text.edit = TextEdit::new(Accepts::Secret),
                Input::Text(_) | Input::Choice(_) => {}
            }
        }
    }

    pub fn fields(&self) -> &[FormField] {
        &self.fields
    }

    pub fn field(&self, id: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub fn field_mut(&mut self, id: &str) -> Option<&mut FormField> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    pub fn value(&self, id: &str) -> &str {
        self.field(id).map(FormField::value).unwrap_or_default()
    }

    pub fn focused(&self) -> Option<&FormField> {
        self.fields.get(self.focus)
    }

    /// The field that a form begins with, when those before it have their defaults.
    #[must_use]
    pub fn beginning_at(mut self, id: &str) -> Self {
        self.focus = self.fields.iter().position(|field| field.id == id).unwrap_or_default();
        self
    }

    /// Asks for a field, or not.
    pub fn ask(&mut self, id: &str, asked: Asked) {
        if let Some(field) = self.field_mut(id) {
            field.asked = asked;
        }
    }

    /// The fields that are asked for.
    pub fn asked(&self) -> impl Iterator<Item = &FormField> {
        self.fields.iter().filter(|field| field.is_asked())
    }

    /// Whether going on means saving.
    pub fn is_at_end(&self) -> bool {
        self.next_asked().is_none()
    }

    fn next_asked(&self) -> Option<usize> {
        let rest = self.fields.iter().enumerate().skip(self.focus + 1);
        rest.filter(|(_, field)| field.is_asked())
            .map(|(index, _)| index)
            .next()
    }

    /// Puts the keyboard into a field without having left another.
    pub fn put_keyboard(&mut self, id: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.focus = index;
        }
    }

    /// Puts the keyboard into a field: the first one with an error.
    pub fn focus(&mut self, id: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.leave();
            self.focus = index;
        }
    }

    /// Whether going on would leave something behind that fits nothing: then it is said, and the keyboard stays.
    pub fn stays(&mut self) -> bool {
        let lost = match self.fields.get(self.focus).map(|field| &field.input) {
            Some(Input::Choice(field)) => field.is_lost(),
            Some(Input::Text(_)) | None => false,
        };
        if lost {
            self.leave();
        }
        lost
    }

    /// Someone wants to save: from now on every error is shown.
    pub fn reach_all(&mut self) {
        self.fields.iter_mut().for_each(FormField::leave);
    }

    /// Whether something is chosen from a list just now; then up and down belong to the list.
    pub fn is_choosing(&self) -> bool {
        self.focused()
            .is_some_and(|field| matches!(field.input, Input::Choice(_)))
    }

    pub fn go_on(&mut self) -> Moved {
        self.leave();
        match self.next_asked() {
            Some(next) => {
                self.focus = next;
                Moved::Inside
            }
            None => Moved::PastEnd,
        }
    }

    pub fn previous(&mut self) {
        self.leave();
        let mut before = self.fields.iter().enumerate().take(self.focus);
        let previous = before.rfind(|(_, field)| field.is_asked());
        self.focus = previous.map_or(self.focus, |(index, _)| index);
    }

    /// Up or down: in a list of choices the next one, elsewhere the next field.
    pub fn step(&mut self, steps: isize) {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            // With nothing chosen and nothing typed, up is the field above: nobody means the last of a list by it.
            Some(Input::Choice(field)) if steps < 0 && field.is_untouched() => self.previous(),
            Some(Input::Choice(field)) => field.step(steps),
            _ if steps < 0 => self.previous(),
            _ => {
                self.go_on();
            }
        }
    }

    /// Chooses a line of the list that is open.
    pub fn point(&mut self, line: usize) {
        if let Some(Input::Choice(field)) = self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            field.point(line);
        }
    }

    /// Takes back what was typed to find a value in a list; says whether there was anything.
    pub fn forget_typed(&mut self) -> bool {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Choice(field)) => field.forget_typed(),
            Some(Input::Text(_)) | None => false,
        }
    }

    /// The field with a list of choices, by its name.
    pub fn choice(&self, id: &str) -> Option<&ChoiceField> {
        match self.field(id).map(|field| &field.input) {
            Some(Input::Choice(field)) => Some(field),
            Some(Input::Text(_)) | None => None,
        }
    }

    pub fn choice_mut(&mut self, id: &str) -> Option<&mut ChoiceField> {
        match self.field_mut(id).map(|field| &mut field.input) {
            Some(Input::Choice(field)) => Some(field),
            Some(Input::Text(_)) | None => None,
        }
    }

    pub fn apply(&mut self, edit: &Edit) {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Text(field)) => field.edit.apply(edit),
            Some(Input::Choice(field)) => field.apply(edit),
            None => {}
        }
    }

    fn leave(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::widgets::form::Need;
    use crate::widgets::{Choice, TextField};

    pub(in crate::widgets::form) fn form() -> Form {
        let text = |accepts| TextField::new(TextEdit::new(accepts));
        Form::new(vec![
            FormField::text("name", Need::Required, text(Accepts::Text)),
            FormField::text("id", Need::Optional, text(Accepts::Code)),
            FormField::choice(
                "sex",
                Need::Required,
                ChoiceField::new(vec![Choice::new("M", "男"), Choice::new("F", "女")]),
            ),
        ])
    }

    #[test]
    fn keys_walk_and_choose() {
        let mut form = form();
        form.apply(&Edit::Insert("田中".into()));
        form.step(1);
        form.apply(&Edit::Insert("ｔ０７".into()));
        assert_eq!(form.go_on(), Moved::Inside);
        assert!(form.is_choosing());
        form.step(1);
        form.step(1);
        assert_eq!(
            (form.value("name"), form.value("id"), form.value("sex")),
            ("田中", "T07", "F")
        );
        assert_eq!(form.go_on(), Moved::PastEnd);
        form.focus("name");
        assert_eq!(form.focused().map(|field| field.id), Some("name"));
    }
}
