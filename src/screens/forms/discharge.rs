//! 退院: the patient has left, and the bed is free.

use crate::app::{Scope, sentences::Speaker};
use crate::domain::census::Disposition;
use crate::domain::command::{Command, Discharge, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::ask::todo::{self, Todo};
use crate::domain::state::Hospital;
use crate::domain::text::NAME;
use crate::i18n::{Language, Value};
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Asked, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::choices;
use super::moving::{at, request};
use super::reader::Reader;
use super::sheet::{Beside, Danger, Sheet};

pub struct Discharging(pub PatientId);

impl Discharging {
    fn dispositions(scope: &Scope<'_>) -> Vec<crate::widgets::Choice> {
        choices::words(scope, Disposition::ALL, Disposition::word, Disposition::term)
    }
}

fn is_inpatient(hospital: &Hospital, patient: PatientId) -> bool {
    hospital.open_stay(patient).is_some_and(|stay| stay.is_present())
}

impl Discharging {
    /// Work is under way, and nobody stops it: a discharge ends no order.
    fn unfinished(&self, scope: &Scope<'_>) -> Option<Danger> {
        let count = todo::open(scope.hospital, self.0)
            .filter(|(_, todo)| needs_somebody(*todo))
            .count();
        if count == 0 {
            return None;
        }
        let places = [
            ("who", Value::from(scope.identified(self.0))),
            ("count", Value::from(count)),
        ];
        Some(Danger {
            question: scope.words.fill("form-danger-open-slips", &places),
            go: scope.words.say("form-danger-open-slips-go"),
        })
    }
}

/// Somebody has to answer, find or decide: it is not only paper that is still on its way.
fn needs_somebody(todo: Todo) -> bool {
    match todo {
        Todo::Answer | Todo::Revise | Todo::Find | Todo::PerformOrStop => true,
        Todo::Cancel | Todo::Recall | Todo::Finish | Todo::Bill | Todo::File => false,
    }
}

fn chosen(form: &Form) -> Option<Disposition> {
    Disposition::from_word(form.value("disposition"))
}

impl Sheet for Discharging {
    fn form(&self, scope: &Scope<'_>) -> Form {
        // Where to is said, never assumed: an Enter that was meant for the list behind must not empty a bed.
        let disposition = ChoiceField::new(Self::dispositions(scope)).numbered();
        Form::new(vec![
            at(),
            FormField::choice("disposition", Need::Required, disposition),
            FormField::text("place", Need::Optional, TextField::new(TextEdit::new(Accepts::Text))),
        ])
        .beginning_at("disposition")
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(field) = form.choice_mut("disposition") {
            field.replace(Self::dispositions(scope));
        }
        // Which hospital, which facility.
        let elsewhere = matches!(chosen(form), Some(Disposition::Hospital | Disposition::Facility));
        form.ask("place", if elsewhere { Asked::Yes } else { Asked::No });
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let disposition = reader.word("disposition", Disposition::from_word);
        let place = reader.text("place", NAME);
        let command = Command::Discharge(Discharge {
            patient: self.0.into(),
            disposition: disposition?,
            place,
        });
        Some(request(command, at))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.0)
    }

    /// Whoever was in no bed is not discharged from one.
    fn title(&self, scope: &Scope<'_>) -> Option<String> {
        (!is_inpatient(scope.hospital, self.0)).then(|| scope.words.say("form-title-door"))
    }

    fn means(&self, scope: &Scope<'_>) -> Option<String> {
        (!is_inpatient(scope.hospital, self.0)).then(|| scope.words.say("form-means-door"))
    }

    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        open_slips(self.0, scope)
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        let count = todo::open(scope.hospital, self.0).count();
        scope.words.fill("slips-still-open", &[("count", Value::from(count))])
    }

    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let key = match chosen(form)? {
            Disposition::Died => "form-danger-died",
            Disposition::AgainstAdvice => "form-danger-against-advice",
            Disposition::Home | Disposition::Hospital | Disposition::Facility => return self.unfinished(scope),
        };
        let stay = scope.hospital.open_stay(self.0);
        let bed = stay
            .and_then(|stay| stay.keeps())
            .map(ToString::to_string)
            .unwrap_or_default();
        let question = if bed.is_empty() {
            format!("{key}-no-bed")
        } else {
            key.to_owned()
        };
        let places = [("who", Value::from(scope.identified(self.0))), ("bed", bed.into())];
        Some(Danger {
            question: scope.words.fill(&question, &places),
            go: scope.words.say(&format!("{key}-go")),
        })
    }
}

/// The slips that are still open, with what has to be done about each: they do not move by themselves.
pub(super) fn open_slips(patient: PatientId, scope: &Scope<'_>) -> Vec<Beside> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let open = todo::open(scope.hospital, patient);
    open.map(|(slip, todo)| {
        let (shape, role) = if needs_somebody(todo) {
            (Shape::Late, Role::Warn)
        } else {
            (Shape::Saved, Role::Text)
        };
        let mut places: Vec<String> = Vec::new();
        for copy in slip.copies.iter().filter(|copy| copy.is_open()) {
            let place = speaker.custody(copy.custody());
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Beside {
            shape,
            text: format!(
                "{}  {}  {}  {}",
                speaker.todo(todo),
                slip.number,
                speaker.slip_kind(slip),
                places.join(&scope.words.say("list-comma"))
            ),
            role,
        }
    })
    .collect()
}

impl Scope<'_> {
    /// `加藤 祐衣 ≠  女  1929-03-29 (昭4)  97歳  ID 00019664`: who it is and nobody else, in one line.
    pub(super) fn told_apart(&self, id: PatientId) -> String {
        let mut name = self.patient(id);
        if self.look_alikes.worst(id).is_some() {
            name = format!("{name} {}", self.look.sign(Shape::LookAlike));
        }
        let mut parts = vec![name];
        if let Some(patient) = self.hospital.patient(id) {
            parts.extend(patient.sex.get().map(|sex| self.words.say(sex.term())));
            if let Some(birth) = patient.birth.get() {
                parts.push(self.birth(*birth));
                parts.push(self.age(*birth));
            }
            parts.extend(patient.identifier().map(|id| format!("ID {id}")));
        }
        parts.join("  ")
    }

    /// `田中 太郎（1948-05-06 (昭23) 生）`: a name alone is not enough before what is hard to take back.
    pub(in crate::screens) fn identified(&self, patient: PatientId) -> String {
        let name = self.patient(patient);
        let birth = self.hospital.patient(patient).and_then(|patient| patient.birth.get());
        let identifier = self.hospital.patient(patient);
        let identifier = identifier.and_then(|patient| self.hospital.identifier_of(patient));
        let mut parts = vec![name];
        parts.extend(birth.map(|birth| self.birth(*birth)));
        parts.extend(identifier.map(|id| format!("ID {id}")));
        let separator = match self.words.language() {
            Language::Japanese => "　",
            Language::English => ", ",
        };
        parts.join(separator)
    }
}
