//! What has to be done about an open slip, for whoever discharges its patient or cancels it (domain.md, Order slips 8).

use crate::domain::{
    identity::PatientId,
    slips::{book::StepKind, fact::Outcome, slip::Slip},
    state::Hospital,
};

/// The next thing that brings a slip to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Todo {
    /// Nothing is on paper: cancel it.
    Cancel,
    /// A question stops it.
    Answer,
    /// The answer was to write it anew.
    Revise,
    /// A sheet cannot be found.
    Find,
    /// Old sheets are still about.
    Recall,
    /// Nothing was performed: record 実施, or stop it.
    PerformOrStop,
    /// Steps are open that need no patient: a result, a filing.
    Finish,
    /// It was performed: the money is still out.
    Bill,
    /// All is done; its sheets only have to be filed.
    File,
}

impl Todo {
    pub const ALL: &'static [Self] = &[
        Self::Cancel,
        Self::Answer,
        Self::Revise,
        Self::Find,
        Self::Recall,
        Self::PerformOrStop,
        Self::Finish,
        Self::Bill,
        Self::File,
    ];

    /// Its word in the shell; the text is `slip-todo-WORD`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cancel => "cancel",
            Self::Answer => "answer",
            Self::Revise => "revise",
            Self::Find => "find",
            Self::Recall => "recall",
            Self::PerformOrStop => "perform-or-stop",
            Self::Finish => "finish",
            Self::Bill => "bill",
            Self::File => "file",
        }
    }

    /// What has to be done about a slip; nothing about one that is through.
    pub fn of(slip: &Slip) -> Option<Self> {
        if slip.is_finished() {
            return None;
        }
        let printed = slip.copies.iter().any(|copy| !copy.moves.is_empty());
        Some(if slip.open_query().is_some() {
            Self::Answer
        } else if slip.awaits_revision() {
            Self::Revise
        } else if slip.copies.iter().any(|copy| copy.custody().is_lost()) {
            Self::Find
        } else if slip.copies.iter().any(|copy| slip.is_recalled(copy)) {
            Self::Recall
        } else if !printed {
            Self::Cancel
        } else if slip.billing_due().is_some() {
            Self::Bill
        } else {
            let performs = slip.plan().iter().any(|step| step.kind == StepKind::Perform);
            match (slip.next_step(), slip.outcome()) {
                (Some(_), None) if performs => Self::PerformOrStop,
                (Some(_), None | Some(Outcome::Done)) => Self::Finish,
                _ => Self::File,
            }
        })
    }
}

/// The open slips of a person with what has to be done about each, by number.
pub fn open(hospital: &Hospital, patient: PatientId) -> impl Iterator<Item = (&Slip, Todo)> {
    hospital
        .open_slips(patient)
        .filter_map(|slip| Some((slip.as_ref(), Todo::of(slip)?)))
}
