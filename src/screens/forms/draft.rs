//! A form as it stands, to be kept while it is typed, and put back after it was interrupted.

use crate::app::{Answer, Draft, Scope, Step};
use crate::widgets::{Edit, FormField, Input};

use super::screen::{FormScreen, Progress};

impl FormScreen {
    /// Nothing when nothing was typed that the form did not begin with.
    pub(super) fn kept(&self) -> Option<Draft> {
        let searching = self.form.fields().iter().any(|field| !sought(field).is_empty());
        if !searching && self.values() == self.initial {
            return None;
        }
        Some(Draft {
            form: self.action,
            selection: self.selection.clone(),
            answers: self.form.fields().iter().map(answer).collect(),
            focus: self.form.focused().map(|field| field.id.to_owned()).unwrap_or_default(),
            step: match self.progress {
                Progress::Typing => Step::Typing,
                Progress::Saving => Step::HandedIn,
            },
        })
    }

    /// Puts back what was kept. A field that the form has no more is left out; what does not hold any more is said beside
    /// its field, as if it had just been typed.
    pub(super) fn take(&mut self, draft: &Draft, scope: &Scope<'_>) {
        for answer in &draft.answers {
            match self.form.field_mut(&answer.field).map(|field| &mut field.input) {
                Some(Input::Text(field)) => {
                    field.edit.apply(&Edit::Clear);
                    field.edit.apply(&Edit::Insert(answer.text.clone()));
                }
                Some(Input::Choice(field)) => {
                    field.restore(answer.chosen.clone(), answer.own.clone(), &answer.text);
                }
                None => {}
            }
        }
        self.form.put_keyboard(&draft.focus);
        self.bring_up_to_date(scope);
    }
}

fn sought(field: &FormField) -> &str {
    match &field.input {
        Input::Choice(choice) => choice.typed(),
        Input::Text(_) => "",
    }
}

fn answer(field: &FormField) -> Answer {
    let empty = Answer {
        field: field.id.to_owned(),
        ..Answer::default()
    };
    match &field.input {
        Input::Text(text) => Answer {
            text: text.edit.text().to_owned(),
            ..empty
        },
        Input::Choice(choice) => Answer {
            text: choice.typed().to_owned(),
            chosen: if choice.is_several() {
                Some(choice.value().to_owned()).filter(|value| !value.is_empty())
            } else {
                choice.chosen().map(str::to_owned)
            },
            own: choice.chosen_typed().map(str::to_owned),
            ..empty
        },
    }
}
