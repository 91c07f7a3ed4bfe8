//! A form that was interrupted, by a lock, a crash, a terminal that is gone, and how it comes back as it was.
//!
//! Whatever is typed into a form is handed to the machine while it is typed ([`Effect::KeepDrafts`](super::Effect)), and
//! what a session finds at its beginning ([`Opening::drafts`](super::Opening)) is opened again. Drafts hold names: they
//! leave the program only through the store's one door for them (`store::Drafts`), where they are sealed.

use serde::{Deserialize, Serialize};

use crate::domain::census::{BedName, DiscrepancyId};
use crate::domain::identity::{Identifier, PatientId};
use crate::domain::record::Timestamp;
use crate::domain::slips::{Code, CopyName, Post};
use crate::input::Named;

use super::{Action, Paper, Selection};

/// One form as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form: the action that opens it.
    pub form: Action,
    /// What it is about.
    pub selection: Selection,
    pub answers: Vec<Answer>,
    /// The field with the keyboard.
    pub focus: String,
    pub step: Step,
}

/// How far a form had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Typing,
    /// It was handed to the writer, and no answer had come: it may be saved or not.
    HandedIn,
}

/// What stood in one field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub field: String,
    /// What was typed.
    pub text: String,
    /// The key of what was chosen from a list.
    pub chosen: Option<String>,
    /// What was typed and taken although no list has it.
    pub own: Option<String>,
}

/// The forms that one user had open, from below, and when that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafts {
    pub user: String,
    pub at: Timestamp,
    pub forms: Vec<Draft>,
}

/// A draft as it is written. What it names may have another number or be gone in a later program, so names are kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Written {
    form: String,
    patient: Option<PatientId>,
    bed: Option<BedName>,
    discrepancy: Option<DiscrepancyId>,
    slip: Option<String>,
    post: Option<Post>,
    kind: Option<Code>,
    answers: Vec<Answer>,
    focus: String,
    step: Step,
    number: Option<Identifier>,
}

impl Serialize for Draft {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            form: self.form.name().to_owned(),
            patient: self.selection.patient,
            bed: self.selection.bed.clone(),
            discrepancy: self.selection.discrepancy,
            slip: self.selection.paper.slip.map(|name| name.to_string()),
            post: self.selection.paper.post.clone(),
            kind: self.selection.paper.kind.clone(),
            answers: self.answers.clone(),
            focus: self.focus.clone(),
            step: self.step,
            number: self.selection.number.clone(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let form = Action::from_name(&written.form).ok_or_else(|| serde::de::Error::custom("no such form"))?;
        Ok(Self {
            form,
            selection: Selection {
                patient: written.patient,
                bed: written.bed,
                discrepancy: written.discrepancy,
                number: written.number,
                paper: Paper {
                    slip: written.slip.as_deref().and_then(CopyName::parse),
                    post: written.post,
                    kind: written.kind,
                    run: None,
                },
            },
            answers: written.answers,
            focus: written.focus,
            step: written.step,
        })
    }
}
