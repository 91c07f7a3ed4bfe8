//! The audit trail: who did and saw what. A change is in it by its own commit; what changes nothing (opening a patient,
//! searching, printing, exporting, coming in) is noted in commits of its own, chained and sealed like everything else.

use serde::{Deserialize, Serialize};

use super::control::{Attempt, Control, Way};
use crate::domain::{
    ask::Answer,
    command::{Question, Whereabouts},
    identity::{Identifier, PatientId},
    record::{Commit, Fact, Station, Timestamp, UserName},
    refusal::Refusal,
    slips::ask::{SlipAnswer, SlipQuestion},
    state::{Hospital, Subject},
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
    /// Asked to see somebody or something, and was not told.
    Refused {
        patient: Option<PatientId>,
        what: Text,
    },
    /// Drew a new recovery key; the sheet before it lets nobody in any more.
    RenewedRecovery,
    /// The whole hospital goes to another folder, or came from one. Written down before the first byte is copied: one that was
    /// broken off is here as well.
    Copied {
        what: Copying,
        /// As it was given.
        folder: Option<Text>,
        /// Where nobody had come in with a pass phrase: the account of the machine that did it.
        account: Option<Text>,
    },
}

/// How the whole hospital is copied. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Copying {
    Backup,
    /// From then on into this folder, as it is saved.
    Mirror,
    /// No longer.
    MirrorEnded,
    /// This store was made out of the copy in the folder.
    Restored,
}

impl Copying {
    /// The stable word of the trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Backup => "backed-up",
            Self::Mirror => "mirrored",
            Self::MirrorEnded => "mirror-ended",
            Self::Restored => "restored",
        }
    }
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
            (
                Question::Where {
                    what: Whereabouts::Bed(bed),
                },
                Answer::Where(_),
            ) => searched(&bed.to_string()),
            (
                Question::Where {
                    what: Whereabouts::Slip(slip),
                }
                | Question::Slips(SlipQuestion::Slip(slip)),
                _,
            ) => searched(&slip.to_string()),
            (Question::Slips(SlipQuestion::OfPatient(patient)), _) => searched(&patient.to_string()),
            (Question::Census { ward }, Answer::Census(rows)) => taken_out("census", ward.as_ref(), rows.len()),
            (Question::Slips(SlipQuestion::Desk { desk, .. }), Answer::Slips(SlipAnswer::Copies(rows))) => {
                taken_out("slips desk", Some(desk), rows.len())
            }
            (_, Answer::Slips(SlipAnswer::Copies(rows))) => taken_out::<&str>("slips copies", None, rows.len()),
            (_, Answer::Slips(SlipAnswer::Billing(rows))) => taken_out::<&str>("slips billing", None, rows.len()),
            (_, Answer::Slips(SlipAnswer::Queries(rows))) => taken_out::<&str>("slips queries", None, rows.len()),
            (Question::Checks { .. }, Answer::Checks(rows)) => taken_out::<&str>("checks", None, rows.len()),
            (Question::Check { check }, _) => searched(&check.to_string()),
            (Question::Ledger(_), Answer::Ledger(rows)) => taken_out::<&str>("numbers", None, rows.len()),
            // Figures of the house, and lists of what does not fit: they take nobody out.
            _ => None,
        }
    }

    /// What a question leaves behind that was not answered because of who asked.
    pub fn of_refusal(question: &Question, refusal: &Refusal, hospital: &Hospital) -> Option<Self> {
        let why = refusal.code();
        if !matches!(why, "not-allowed" | "reason-needed") {
            return None;
        }
        let patient = match question {
            Question::Person { patient }
            | Question::PersonFor { patient, .. }
            | Question::Where {
                what: Whereabouts::Patient(patient),
            } => hospital.find_patient(patient).map(|known| known.id),
            _ => None,
        };
        let what = Text::parse(why, REMARK).ok()?;
        Some(Self::Refused { patient, what })
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
            Self::Refused { .. } => "refused",
            Self::RenewedRecovery => "renewed-recovery",
            Self::Copied { what, .. } => what.word(),
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Opened { reason, .. } => reason.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Searched { words } => words.to_string(),
            Self::Printed { what } | Self::Refused { what, .. } => what.to_string(),
            Self::Exported { what, rows } => format!("{what} ({rows})"),
            Self::CameIn { number, .. } => format!("#{number}"),
            Self::SealedEnvelopes { first, count } => format!("#{first} ({count})"),
            Self::EndMissing | Self::RenewedRecovery => String::new(),
            Self::Copied { folder, account, .. } => {
                let account = account.as_ref().map(|account| format!("({account})"));
                let folder = folder.as_ref().map(ToString::to_string);
                [folder, account].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
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
    /// When it was written down, by the clock of the laptop.
    pub recorded: Timestamp,
    pub station: Station,
    pub user: Option<UserName>,
    /// What: the word of a fact, of a trace, of an attempt.
    pub what: String,
    pub patient: Option<PatientId>,
    /// Their number, as lists show it.
    pub number: Option<Identifier>,
    pub detail: String,
}

/// The lines of a commit. `hospital` says whose stay, slip or check it was.
pub fn of_commit(commit: &Commit, record: u64, hospital: &Hospital) -> Vec<TrailLine> {
    let line = |at, what: String, patient: Option<PatientId>, detail| TrailLine {
        record,
        at,
        recorded: commit.stamp.recorded(),
        number: patient.and_then(|id| hospital.patient(id)?.identifier().cloned()),
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
                    Trace::Refused { patient, .. } => *patient,
                    _ => None,
                };
                lines.push(line(event.at, trace.word().to_owned(), patient, trace.detail()));
            }
            continue;
        }
        let subjects = Subject::of(&event.fact);
        let patient = subjects.iter().find_map(|subject| match subject {
            // Who lies in a bed today is not who lay in it then.
            Subject::Bed(_) | Subject::Room(_) => None,
            Subject::Number(number) => hospital.number(number)?.patient(),
            subject => hospital.person_of(subject),
        });
        let about = subjects.iter().find_map(|subject| match subject {
            Subject::Account(user) => Some(user.to_string()),
            Subject::Bed(bed) => Some(bed.to_string()),
            _ => None,
        });
        let detail = [about.unwrap_or_default(), why(&event.fact), note()];
        let detail: Vec<&str> = detail
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let detail = detail.join(" ");
        lines.push(line(event.at, word_of(&event.fact), patient, detail));
    }
    lines
}

/// The line of a control record; keys are no one's deed.
pub fn of_control(control: &Control, station: Station, record: u64) -> Option<TrailLine> {
    let line = |attempt: &Attempt, what: &str| TrailLine {
        record,
        at: attempt.at,
        recorded: attempt.at,
        number: None,
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

/// Why the glass was broken, and by which envelope.
fn why(fact: &Fact) -> String {
    match fact {
        Fact::GlassBroken(broken) => match &broken.words {
            Some(words) => format!("{} {words}", broken.reason.word()),
            None => broken.reason.word().to_owned(),
        },
        _ => String::new(),
    }
}

fn searched(words: &str) -> Option<Trace> {
    let words = Text::cut(words, REMARK)?;
    Some(Trace::Searched { words })
}

fn taken_out<T: std::fmt::Display>(what: &str, of: Option<&T>, rows: usize) -> Option<Trace> {
    let what = match of {
        Some(of) => format!("{what} {of}"),
        None => what.to_owned(),
    };
    Some(Trace::Exported {
        what: Text::parse(&what, REMARK).ok()?,
        rows: rows as u64,
    })
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
