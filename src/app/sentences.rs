//! Why something was refused, in words.

use crate::domain::refusal::{Refusal, Spoken};
use crate::i18n::{Value, when};

use super::Scope;
use super::door::{NotSaved, Refused};

impl Scope<'_> {
    /// Why something did not happen, and what can be done.
    pub fn refused(&self, refused: &Refused) -> String {
        match refused {
            Refused::Refusal(refusal) => self.refusal(refusal),
            Refused::NotSaved(fault) => self.not_saved(fault),
        }
    }

    fn refusal(&self, refusal: &Refusal) -> String {
        let spoken: Vec<(&str, String)> = refusal
            .spoken()
            .into_iter()
            .map(|(place, spoken)| (place, self.spoken(spoken)))
            .collect();
        let filling: Vec<(&str, Value<'_>)> = spoken.iter().map(|(place, text)| (*place, text.into())).collect();
        self.words
            .find(&format!("refusal-{}", refusal.code()), &filling)
            .unwrap_or_else(|| self.words.fill("refused", &[("code", refusal.code().into())]))
    }

    fn not_saved(&self, fault: &NotSaved) -> String {
        self.words.fill("not-saved", &[("code", fault.code().into())])
    }

    fn spoken(&self, spoken: Spoken) -> String {
        match spoken {
            Spoken::Word(word) => word,
            Spoken::Term(key) => self.words.say(key),
            Spoken::Patient(id) => self.patient(id),
            Spoken::Time(at) => when(self.local(at), self.local_now()),
            Spoken::Number(number) => number.to_string(),
        }
    }

    /// The name of a patient, or the number where there is no name.
    pub fn patient(&self, id: crate::domain::identity::PatientId) -> String {
        let known = self.hospital.patient(id);
        known
            .and_then(|patient| patient.name.get().or_else(|| patient.kana.get()))
            .map(ToString::to_string)
            .or_else(|| known.and_then(|patient| patient.identifier()).map(ToString::to_string))
            .unwrap_or_else(|| id.to_string())
    }
}
