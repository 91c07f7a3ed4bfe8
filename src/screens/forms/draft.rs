//! A form as it stands, to be kept while it is typed, and put back after it was interrupted.

use crate::app::{Answer, Draft, Scope, Step};
use crate::widgets::{Edit, FormField, Input};

use super::screen::{FormScreen, Progress};

impl FormScreen {
    /// Nothing when nothing was typed that the form did not begin with. What proves who somebody is, is not kept: whoever takes the
    /// form up again is not who typed it.
    pub(super) fn kept(&self) -> Option<Draft> {
        let fields = || self.form.fields().iter().filter(|field| !field.is_secret());
        if !fields().any(|field| field.is_changed() || !sought(field).is_empty()) {
            return None;
        }
        Some(Draft {
            form: self.action,
            selection: self.selection.clone(),
            answers: fields().flat_map(|field| [answer(field), began(field)]).collect(),
            focus: self.form.focused().map(|field| field.id.to_owned()).unwrap_or_default(),
            step: match self.progress {
                Progress::Typing => Step::Typing,
                Progress::Saving => Step::HandedIn,
            },
        })
    }

    /// Puts back what was kept. A field that the form has no more is left out; one that nobody had changed says what is true now;
    /// what does not hold any more is said beside its field, as if it had just been typed.
    pub(super) fn take(&mut self, draft: &Draft, scope: &Scope<'_>) {
        let began = |field: &str| {
            let name = format!("{field}{BEGAN}");
            draft.answers.iter().find(|answer| answer.field == name)
        };
        for answer in &draft.answers {
            let Some(field) = self.form.field_mut(&answer.field).filter(|field| !field.is_secret()) else {
                continue;
            };
            if let Some(began) = began(&answer.field) {
                if began.chosen.is_none() {
                    continue;
                }
                field.begin_with(&began.text);
            }
            match &mut field.input {
                Input::Text(field) => {
                    field.edit.apply(&Edit::Clear);
                    field.edit.apply(&Edit::Insert(answer.text.clone()));
                }
                Input::Choice(field) => {
                    field.restore(answer.chosen.clone(), answer.own.clone(), &answer.text);
                }
            }
        }
        self.form.put_keyboard(&draft.focus);
        self.bring_up_to_date(scope);
    }
}

/// Behind the name of a field: what it began with.
const BEGAN: &str = " began";
/// Beside it: somebody has changed the field since.
const CHANGED: &str = "changed";

fn began(field: &FormField) -> Answer {
    let is_changed = field.is_changed() || !sought(field).is_empty();
    Answer {
        field: format!("{}{BEGAN}", field.id),
        text: field.began().to_owned(),
        chosen: is_changed.then(|| CHANGED.to_owned()),
        own: None,
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
