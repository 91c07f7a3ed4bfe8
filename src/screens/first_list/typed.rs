//! What was typed on a line, and over what. It goes to whom it was typed for, whoever lies in the bed by then: a line that is left
//! lying, or comes back after an interruption, never becomes a correction of somebody else.

use crate::app::Scope;
use crate::domain::census::BedName;
use crate::domain::command::Request;
use crate::domain::identity::PatientId;

use super::entry::{Entry, Field};
use super::sheet::Held;

/// What the line held when it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Over {
    /// A free bed: it is somebody new.
    #[default]
    Nobody,
    /// This inpatient, and what was recorded of them then: only what differs from that was said.
    Inpatient(PatientId, Box<Entry>),
}

/// One line as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub over: Over,
    pub entry: Entry,
}

impl Typed {
    /// A line on which nothing was typed yet.
    pub fn nothing(held: &Held) -> Self {
        match held {
            Held::Patient(row) => {
                let entry = Entry::of(row);
                Self {
                    over: Over::Inpatient(row.patient, Box::new(entry.clone())),
                    entry,
                }
            }
            Held::Free | Held::Shared | Held::Blocked(_) | Held::Awaited(_) | Held::Reserved(_) => Self::default(),
        }
    }

    pub fn is_changed(&self) -> bool {
        match &self.over {
            Over::Nobody => !self.entry.is_blank(),
            Over::Inpatient(_, began) => self.entry.differs(began),
        }
    }

    /// Whether the bed still holds what it was typed over.
    pub fn belongs(&self, held: &Held) -> bool {
        match (&self.over, held) {
            (Over::Nobody, Held::Free) => true,
            (Over::Inpatient(patient, _), Held::Patient(row)) => row.patient == *patient,
            _ => false,
        }
    }

    /// The keyboard leaves a field: what was typed takes the form in which it is kept. What nobody has touched stays as it is
    /// recorded, however that is written.
    pub fn settle(&mut self, field: Field) {
        if let Over::Inpatient(_, began) = &self.over
            && self.entry.text(field) == began.text(field)
        {
            return;
        }
        self.entry.settle(field);
    }

    /// What must be recorded so that it is so.
    pub fn requests(&self, bed: &BedName, scope: &Scope<'_>) -> Vec<Request> {
        match &self.over {
            Over::Nobody => vec![self.entry.admission(bed, scope)],
            Over::Inpatient(patient, began) => self.entry.changes(*patient, began),
        }
    }

    /// A field that was recorded and is left empty: what is recorded is corrected, never emptied.
    pub fn emptied(&self) -> Option<Field> {
        match &self.over {
            Over::Nobody => None,
            Over::Inpatient(_, began) => self.entry.emptied(began),
        }
    }

    /// Whether a number is recorded: it is not typed over here.
    pub fn has_number(&self) -> bool {
        matches!(&self.over, Over::Inpatient(_, began) if !began.number.is_empty())
    }

    /// By what people know which line is meant.
    pub fn name(&self) -> &str {
        let parts = [
            &self.entry.name,
            &self.entry.kana,
            &self.entry.number,
            &self.entry.birth,
        ];
        let said = parts.into_iter().map(|part| part.text().trim());
        said.into_iter().find(|part| !part.is_empty()).unwrap_or("?")
    }
}
