//! Why something was refused or not saved, in words: what was refused, what stands in the way, and the way on. Persons are
//! shown by number and name, times on the hospital's clocks. Screens and shell say it with the same words.

use chrono::{NaiveDateTime, Utc};

use crate::domain::identity::PatientId;
use crate::domain::record::Timestamp;
use crate::domain::refusal::{Refusal, Spoken};
use crate::domain::slips::{RunId, Title, term::Named};
use crate::domain::state::Hospital;
use crate::domain::text::TextFault;
use crate::i18n::{Language, Value, Words, when};

use super::Scope;
use super::door::{NotSaved, ReadOnly, Refused};

/// Makes sentences in one language about one hospital.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    words: &'a Words,
    hospital: &'a Hospital,
    moments: Moments,
}

/// How much of a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moments {
    /// With the year: the sentence may be read on another day.
    Whole,
    /// Without what they share with this one: the sentence is gone before the day is.
    From(NaiveDateTime),
}

impl<'a> Speaker<'a> {
    /// For answers and files, with whole dates.
    pub fn new(words: &'a Words, hospital: &'a Hospital) -> Self {
        Self {
            words,
            hospital,
            moments: Moments::Whole,
        }
    }

    /// For a screen that is read now.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        Self {
            moments: Moments::From(local(self.hospital, now)),
            ..self
        }
    }

    pub fn words(&self) -> &'a Words {
        self.words
    }

    pub fn hospital(&self) -> &'a Hospital {
        self.hospital
    }

    /// Why something did not happen, and what can be done.
    pub fn refused(&self, refused: &Refused) -> String {
        match refused {
            Refused::Refusal(refusal) => self.refusal(refusal),
            Refused::NotSaved(fault) => self.not_saved(fault),
        }
    }

    /// Why not, and what to do.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let filling: Vec<(&str, Value<'_>)> = match refusal {
            // The fault of a text is a sentence of its own.
            Refusal::TextRefused { field, fault } => {
                vec![
                    ("field", self.words.say(field).into()),
                    ("fault", self.text_fault(fault).into()),
                ]
            }
            _ => refusal
                .spoken()
                .into_iter()
                .map(|(place, spoken)| (place, self.spoken(spoken)))
                .collect(),
        };
        self.words.fill(&format!("refusal-{}", refusal.code()), &filling)
    }

    fn spoken(&self, spoken: Spoken) -> Value<'static> {
        let text = match spoken {
            Spoken::Word(word) => word,
            Spoken::Term(key) => self.words.say(key),
            Spoken::Terms(keys) => {
                let all: Vec<String> = keys.into_iter().map(|key| self.words.say(key)).collect();
                all.join(&self.words.say("list-comma"))
            }
            Spoken::Patient(id) => self.patient(id),
            Spoken::Time(at) => self.time(at),
            // As a number, so that a sentence can have a form for none.
            Spoken::Number(number) => return Value::Number(i64::try_from(number).unwrap_or(i64::MAX)),
            Spoken::Named(named) => self.named(&named),
            Spoken::Run(run) => self.run(run),
        };
        text.into()
    }

    /// `00022012 小森 眞希子`: the number first, because many have the same name; the record where there is no number.
    pub fn patient(&self, id: PatientId) -> String {
        let known = self.hospital.patient(id);
        let number = known.and_then(|patient| self.hospital.identifier_of(patient));
        let number = number.map_or_else(|| id.to_string(), ToString::to_string);
        match name(self.hospital, id) {
            Some(name) => format!("{number} {name}"),
            None => number,
        }
    }

    /// Who carries it, and when it set out: a number that nobody has on a sheet in front of them says nothing.
    fn run(&self, id: RunId) -> String {
        let opened = self.hospital.run(id).and_then(|run| run.opened.last());
        match opened {
            Some((said, opened)) => format!("{} {}", opened.carrier, self.time(said.at)),
            None => id.to_string(),
        }
    }

    /// What the hospital calls it.
    pub fn named(&self, named: &Named) -> String {
        named
            .title(self.hospital)
            .map_or_else(|| named.code().to_owned(), |title| self.title(&title))
    }

    /// A title in the language of the words.
    pub fn title(&self, title: &Title) -> String {
        match self.words.language() {
            Language::Japanese => title.ja.to_string(),
            Language::English => title.en.to_string(),
        }
    }

    /// A moment on the hospital's clocks.
    pub fn time(&self, at: Timestamp) -> String {
        let at = local(self.hospital, at);
        match self.moments {
            Moments::Whole => at.format("%Y-%m-%d %H:%M").to_string(),
            Moments::From(now) => when(at, now),
        }
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
            ReadOnly::NotUnderstood { records } => ("read-only-not-understood", records.to_string()),
            ReadOnly::Ended => ("refusal-closed", String::new()),
        };
        self.words.fill(key, &[("what", Value::from(what.as_str()))])
    }
}

/// The name of a person, or the reading.
fn name(hospital: &Hospital, id: PatientId) -> Option<String> {
    let known = hospital.patient(id)?;
    let name = known.name.get().or_else(|| known.kana.get())?;
    Some(name.to_string())
}

/// The clocks of the hospital; Greenwich before there is one.
pub fn zone(hospital: &Hospital) -> chrono_tz::Tz {
    hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone())
}

/// A moment on the hospital's clocks.
pub fn local(hospital: &Hospital, at: Timestamp) -> NaiveDateTime {
    let utc = at.to_utc().unwrap_or(chrono::DateTime::<Utc>::UNIX_EPOCH);
    utc.with_timezone(&zone(hospital)).naive_local()
}

impl Scope<'_> {
    /// Why something did not happen, and what can be done.
    pub fn refused(&self, refused: &Refused) -> String {
        Speaker::new(self.words, self.hospital).at(self.now).refused(refused)
    }

    /// The name of a patient, or the number where there is no name.
    pub fn patient(&self, id: PatientId) -> String {
        name(self.hospital, id)
            .or_else(|| self.hospital.patient(id)?.identifier().map(ToString::to_string))
            .unwrap_or_else(|| id.to_string())
    }
}
