//! The audit trail: who did and saw what. A change is in it by its own commit; what changes nothing (opening a patient,
//! searching, printing, exporting, coming in) is noted in commits of its own, chained and sealed like everything else.

use serde::{Deserialize, Serialize};

use super::control::{Attempt, Control, Way};
use crate::domain::{
    ask::Answer,
    command::{Question, Whereabouts},
    identity::PatientId,
    record::{Commit, Fact, Station, Timestamp, UserName},
    state::Subject,
    text::{REMARK, Text},
};

/// What somebody did that changes nothing. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trace {
    /// Opened the detail of a patient; with a reason where one was asked.
    Opened {
        patient: PatientId,
        reason: Option<Text>,
    },
    Searched {
        words: Text,
    },
    Printed {
        what: Text,
    },
    Exported {
        what: Text,
        rows: u64,
    },
    /// Came in. Holds the journal to what it was: its last record then, and what proves everything before it.
    CameIn {
        number: u64,
        chain: [u8; 32],
    },
    /// Sealed envelopes for the day when accounts are locked.
    SealedEnvelopes {
        first: u32,
        count: u32,
    },
    /// The program itself: at a start the sealed index knew a record that the journal did not have. The end was cut off, or
    /// the folder was put together from parts.
    EndMissing,
}

/// Things that were done one after another, written down together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub traces: Vec<Trace>,
}

impl Trace {
    /// What a question leaves behind when it was answered: somebody was opened, looked for, or a list was taken out.
    pub fn of_answer(question: &Question, answer: &Answer) -> Option<Self> {
        match (question, answer) {
            (Question::PersonFor { reason, .. }, Answer::Person(person)) => Some(Self::Opened {
                patient: person.patient.id,
                reason: Some(reason.clone()),
            }),
            (_, Answer::Person(person)) => Some(Self::Opened {
                patient: person.patient.id,
                reason: None,
            }),
            (
                Question::Where {
                    what: Whereabouts::Patient(patient),
                },
                _,
            ) => Some(Self::Searched {
                words: Text::parse(&patient.to_string(), REMARK).ok()?,
            }),
            (Question::Census { ward }, Answer::Census(rows)) => {
                let what = match ward {
                    Some(ward) => format!("census {ward}"),
                    None => "census".to_owned(),
                };
                Some(Self::Exported {
                    what: Text::parse(&what, REMARK).ok()?,
                    rows: rows.len() as u64,
                })
            }
            _ => None,
        }
    }

    /// The stable word of the trail.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Searched { .. } => "searched",
            Self::Printed { .. } => "printed",
            Self::Exported { .. } => "exported",
            Self::CameIn { .. } => "came-in",
            Self::SealedEnvelopes { .. } => "sealed-envelopes",
            Self::EndMissing => "end-missing",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Opened { reason, .. } => reason.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Searched { words } => words.to_string(),
            Self::Printed { what } => what.to_string(),
            Self::Exported { what, rows } => format!("{what} ({rows})"),
            Self::CameIn { number, .. } => format!("#{number}"),
            Self::SealedEnvelopes { first, count } => format!("#{first} ({count})"),
            Self::EndMissing => String::new(),
        }
    }
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailLine {
    /// The how-manieth record of the journal.
    pub record: u64,
    /// When it happened, as people gave it.
    pub at: Timestamp,
    pub station: Station,
    pub user: Option<UserName>,
    /// What: the word of a fact, of a trace, of an attempt.
    pub what: String,
    pub patient: Option<PatientId>,
    pub detail: String,
}

/// The lines of a commit.
pub fn of_commit(commit: &Commit, record: u64) -> Vec<TrailLine> {
    let line = |at, what: String, patient, detail| TrailLine {
        record,
        at,
        station: commit.id.station,
        user: Some(commit.user.clone()),
        what,
        patient,
        detail,
    };
    let note = || commit.note.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut lines = Vec::new();
    for event in &commit.events {
        if let Fact::Noted(noted) = &event.fact {
            for trace in &noted.traces {
                let patient = match trace {
                    Trace::Opened { patient, .. } => Some(*patient),
                    _ => None,
                };
                lines.push(line(event.at, trace.word().to_owned(), patient, trace.detail()));
            }
            continue;
        }
        let subjects = Subject::of(&event.fact);
        let patient = subjects.iter().find_map(|subject| match subject {
            Subject::Patient(id) => Some(*id),
            _ => None,
        });
        let about = subjects.iter().find_map(|subject| match subject {
            Subject::Account(user) => Some(user.to_string()),
            Subject::Bed(bed) => Some(bed.to_string()),
            _ => None,
        });
        let detail = [about.unwrap_or_default(), note()].join(" ").trim().to_owned();
        lines.push(line(event.at, word_of(&event.fact), patient, detail));
    }
    lines
}

/// The line of a control record; keys are no one's deed.
pub fn of_control(control: &Control, station: Station, record: u64) -> Option<TrailLine> {
    let line = |attempt: &Attempt, what: &str| TrailLine {
        record,
        at: attempt.at,
        station,
        user: attempt.user.clone(),
        what: what.to_owned(),
        patient: None,
        detail: match attempt.way {
            Way::PassPhrase => "pass-phrase",
            Way::Recovery => "recovery",
            Way::Envelope => "envelope",
            Way::Pin => "pin",
        }
        .to_owned(),
    };
    match control {
        Control::Attempted(attempt) => Some(line(attempt, "attempted")),
        Control::Entered(attempt) => Some(line(attempt, "entered")),
        Control::TurnedAway(attempt) => Some(line(attempt, "turned-away")),
        _ => None,
    }
}

/// `BedBlocked` as `bed-blocked`.
fn word_of(fact: &Fact) -> String {
    let (kind, version) = fact.kind();
    let known = Fact::KINDS
        .iter()
        .find(|(number, of, _)| (*number, *of) == (kind, version));
    let Some((_, _, name)) = known else {
        return format!("{kind:04x}");
    };
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}
