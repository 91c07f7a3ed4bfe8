//! Refusals and faults in words: what was refused, what stands in the way, and the way on. Persons are shown by number
//! and name, times on the hospital's clocks.

use crate::{
    app::door::{NotSaved, ReadOnly},
    domain::{
        identity::PatientId,
        record::Timestamp,
        refusal::{Refusal, Spoken},
        state::Hospital,
        text::TextFault,
    },
    exchange::{Argument, Faults, Message, moment},
    i18n::{Value, Words},
};

use super::vocabulary::Unreadable;

/// Makes sentences in one language about one hospital.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    words: &'a Words,
    hospital: &'a Hospital,
}

impl<'a> Speaker<'a> {
    pub fn new(words: &'a Words, hospital: &'a Hospital) -> Self {
        Self { words, hospital }
    }

    pub fn hospital(&self) -> &'a Hospital {
        self.hospital
    }

    /// Why not, and what to do.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let spoken: Vec<(&str, String)> = match refusal {
            // The fault of a text is a sentence of its own.
            Refusal::TextRefused { field, fault } => {
                vec![("field", self.words.say(field)), ("fault", self.text_fault(fault))]
            }
            _ => refusal
                .spoken()
                .into_iter()
                .map(|(name, spoken)| (name, self.spoken(spoken)))
                .collect(),
        };
        let filling: Vec<(&str, Value<'_>)> = spoken
            .iter()
            .map(|(name, text)| (*name, Value::from(text.as_str())))
            .collect();
        self.words.fill(&format!("refusal-{}", refusal.code()), &filling)
    }

    fn spoken(&self, spoken: Spoken) -> String {
        match spoken {
            Spoken::Word(word) => word,
            Spoken::Term(key) => self.words.say(key),
            Spoken::Patient(patient) => self.patient(patient),
            Spoken::Time(at) => self.time(at),
            Spoken::Number(number) => number.to_string(),
        }
    }

    /// `00022012 小森 眞希子`; the record where there is no number.
    pub fn patient(&self, patient: PatientId) -> String {
        let Some(known) = self.hospital.patient(patient) else {
            return patient.to_string();
        };
        let number = known
            .identifier()
            .map_or_else(|| patient.to_string(), ToString::to_string);
        match known.name.get().or_else(|| known.kana.get()) {
            Some(name) => format!("{number} {name}"),
            None => number,
        }
    }

    /// `2026-11-23 09:00` on the hospital's clocks.
    pub fn time(&self, at: Timestamp) -> String {
        moment::write_time(at, zone(self.hospital)).replacen('T', " ", 1)
    }

    fn text_fault(&self, fault: &TextFault) -> String {
        match fault {
            TextFault::Empty => self.words.say("text-fault-empty"),
            TextFault::TooLong { most } => self.words.fill("text-fault-too-long", &[("most", Value::from(*most))]),
            TextFault::Forbidden(code) => {
                let code = format!("U+{code:04X}");
                self.words
                    .fill("text-fault-forbidden", &[("code", Value::from(code.as_str()))])
            }
        }
    }

    /// Why something allowed was not saved.
    pub fn not_saved(&self, fault: &NotSaved) -> String {
        let why = match fault {
            NotSaved::DiskFull { free } => (free / (1024 * 1024)).to_string(),
            NotSaved::TooLarge { .. } | NotSaved::Closed => String::new(),
            NotSaved::Disk(why) | NotSaved::Record(why) => why.clone(),
            NotSaved::ReadOnly(why) => self.read_only(why),
        };
        let key = format!("refusal-{}", fault.code());
        self.words.fill(&key, &[("why", Value::from(why.as_str()))])
    }

    /// Why nothing is taken any more.
    pub fn read_only(&self, why: &ReadOnly) -> String {
        let (key, what) = match why {
            ReadOnly::WriteFailed(what) => ("read-only-write-failed", what.clone()),
            ReadOnly::SyncFailed(what) => ("read-only-sync-failed", what.clone()),
            ReadOnly::Damaged { places } => ("read-only-damaged", places.to_string()),
            ReadOnly::Ended => ("refusal-closed", String::new()),
        };
        self.words.fill(key, &[("what", Value::from(what.as_str()))])
    }

    /// What is wrong with a line, and what was expected.
    pub fn unreadable(&self, fault: &Unreadable) -> String {
        let mut filling: Vec<(&str, Value<'_>)> = Vec::new();
        match fault {
            Unreadable::TooLong { most } => filling.push(("most", Value::from(*most / (1024 * 1024)))),
            Unreadable::NotJson { column } => filling.push(("column", Value::from(*column))),
            Unreadable::FieldTwice { field } | Unreadable::UnknownField { field, .. } => {
                filling.push(("field", Value::from(field.as_str())));
            }
            Unreadable::UnknownDo { found, .. } => filling.push(("found", Value::from(found.as_str()))),
            Unreadable::Missing { field } => {
                filling.push(("field", Value::from(field.name)));
                filling.push(("expected", Value::from(self.expected(field.kind))));
            }
            Unreadable::Wrong { field, found } => {
                filling.push(("field", Value::from(field.name)));
                filling.push(("found", Value::from(found.as_str())));
                filling.push(("expected", Value::from(self.expected(field.kind))));
            }
            Unreadable::OneOfMissing { names } => filling.push(("names", Value::from(names.join(", ")))),
            Unreadable::Apart { names } => {
                filling.push(("one", Value::from(names.0)));
                filling.push(("other", Value::from(names.1)));
            }
            Unreadable::Idle { field, because } => {
                filling.push(("field", Value::from(*field)));
                filling.push(("because", Value::from(*because)));
            }
            Unreadable::NotAnObject => filling.push(("example", Value::from(r#"{"do":"census"}"#))),
            Unreadable::NotUtf8 | Unreadable::CutShort | Unreadable::DoMissing => {}
        }
        let mut sentence = self.words.fill(fault.term(), &filling);
        let valid = fault.valid();
        if matches!(
            fault,
            Unreadable::DoMissing | Unreadable::UnknownDo { .. } | Unreadable::UnknownField { .. }
        ) {
            sentence.push(' ');
            sentence.push_str(
                &self
                    .words
                    .fill("unreadable-valid", &[("words", Value::from(valid.join(", ")))]),
            );
        }
        if let Some(nearest) = fault.nearest() {
            sentence.push(' ');
            sentence.push_str(
                &self
                    .words
                    .fill("unreadable-nearest", &[("nearest", Value::from(nearest))]),
            );
        }
        sentence
    }

    /// What a field takes.
    pub fn expected(&self, kind: super::vocabulary::kind::Kind) -> String {
        expected(self.words, kind)
    }

    /// The faults of a file, a line each, and how many there are.
    pub fn faults(&self, faults: &Faults) -> String {
        list_of_faults(self.words, faults)
    }
}

/// What a field of this kind takes.
pub fn expected(words: &Words, kind: super::vocabulary::kind::Kind) -> String {
    let choices = kind.words().join(", ");
    words.fill(kind.term(), &[("words", Value::from(choices))])
}

/// The faults of a file, a line each, and how many there are.
pub fn list_of_faults(words: &Words, faults: &Faults) -> String {
    let mut lines: Vec<String> = Vec::new();
    for fault in faults.iter() {
        let told = fault.words();
        let parts: Vec<String> = [Some(told.place), told.found, Some(told.expected), told.nearest]
            .into_iter()
            .flatten()
            .map(|message| message_text(words, message))
            .collect();
        lines.push(parts.join(": "));
    }
    if faults.more() > 0 {
        lines.push(words.fill("import-more", &[("count", Value::from(faults.more()))]));
    }
    lines.push(words.fill("import-summary", &[("count", Value::from(faults.count()))]));
    lines.join("\n")
}

fn message_text(words: &Words, (id, arguments): Message) -> String {
    let filling: Vec<(&str, Value<'_>)> = arguments
        .iter()
        .map(|(name, argument)| {
            let value = match argument {
                Argument::Text(text) => Value::from(text.as_str()),
                Argument::Number(number) => Value::from(*number),
            };
            (*name, value)
        })
        .collect();
    words.fill(id, &filling)
}

/// The clocks of the hospital; Greenwich before there is one.
pub fn zone(hospital: &Hospital) -> chrono_tz::Tz {
    hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone())
}
