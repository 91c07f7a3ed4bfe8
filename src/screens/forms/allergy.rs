//! アレルギー聴取: asked and none, or what was found. Nobody is taken to have been asked by a default.

use crate::app::Scope;
use crate::domain::command::{AllergyAnswer, Command, RecordAllergy, Request};
use crate::domain::identity::{Allergy, AllergyKind, AllergyStatus, PatientId};
use crate::domain::text::NAME;
use crate::screens::detail::allergy_words;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::moving::request;
use super::reader::Reader;
use super::sheet::{Beside, Danger, Sheet};

const NONE: &str = "none";
/// "None" was recorded by mistake.
const NOT_ASKED: &str = "not-asked";
/// Before the place of a recorded one, when it was a mistake.
const WITHDRAWN: &str = "withdrawn-";

/// The kinds that people name; what a list did not say is sorted by asking.
const KINDS: [AllergyKind; 4] = [
    AllergyKind::Drug,
    AllergyKind::Food,
    AllergyKind::Contrast,
    AllergyKind::Other,
];

pub struct Asking(pub PatientId);

impl Asking {
    /// What can be answered; and what is recorded can be taken out again.
    fn answers(&self, scope: &Scope<'_>) -> Vec<Choice> {
        let none = Choice::new(NONE, scope.words.say("form-allergy-none"));
        let kinds = KINDS.iter().map(|kind| {
            let places = [("kind", scope.words.say(kind.term()).into())];
            Choice::new(kind.word(), scope.words.fill("form-allergy-present", &places))
        });
        let mistaken: Vec<Choice> = match scope.hospital.allergies(self.0) {
            AllergyStatus::Present(found) => {
                let line = |(place, allergy): (usize, &&Allergy)| {
                    let places = [("allergy", allergy_words(scope, allergy).into())];
                    let words = scope.words.fill("form-allergy-withdrawn", &places);
                    Choice::new(format!("{WITHDRAWN}{place}"), words)
                };
                found.iter().enumerate().map(line).collect()
            }
            AllergyStatus::None => vec![Choice::new(NOT_ASKED, scope.words.say("form-allergy-not-asked"))],
            AllergyStatus::NotAsked => Vec::new(),
        };
        std::iter::once(none).chain(kinds).chain(mistaken).collect()
    }

    /// The recorded one that a choice is about.
    fn recorded(&self, choice: &str, scope: &Scope<'_>) -> Option<Allergy> {
        let place: usize = choice.strip_prefix(WITHDRAWN)?.parse().ok()?;
        match scope.hospital.allergies(self.0) {
            AllergyStatus::Present(found) => found.get(place).map(|allergy| (*allergy).clone()),
            AllergyStatus::NotAsked | AllergyStatus::None => None,
        }
    }
}

impl Sheet for Asking {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let answer = ChoiceField::new(self.answers(scope)).numbered();
        Form::new(vec![
            FormField::choice("answer", Need::Required, answer),
            FormField::text("what", Need::Required, TextField::new(TextEdit::new(Accepts::Text))),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(answer) = form.choice_mut("answer") {
            answer.replace(self.answers(scope));
        }
        let answer = form.value("answer");
        let found = AllergyKind::from_word(answer).is_some();
        form.ask("what", if found { Asked::Yes } else { Asked::No });
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let answer = match reader.chosen("answer")? {
            NONE => AllergyAnswer::None,
            NOT_ASKED => AllergyAnswer::NotAsked,
            mistaken if mistaken.starts_with(WITHDRAWN) => {
                AllergyAnswer::Withdrawn(self.recorded(mistaken, reader.scope)?)
            }
            kind => AllergyAnswer::Present(Allergy {
                kind: AllergyKind::from_word(kind)?,
                what: reader.text("what", NAME)?,
            }),
        };
        let command = Command::Allergy(RecordAllergy {
            patient: self.0.into(),
            answer,
        });
        Some(request(command, None))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.0)
    }

    /// What is recorded already: nobody writes it down a second time, or says "none" over it.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        let AllergyStatus::Present(found) = scope.hospital.allergies(self.0) else {
            return Vec::new();
        };
        let line = |allergy: &&Allergy| Beside {
            shape: Shape::Late,
            text: allergy_words(scope, allergy),
            role: Role::Warn,
        };
        found.iter().map(line).collect()
    }

    /// What somebody is known to be allergic to is not forgotten by one key.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let allergy = self.recorded(form.value("answer"), scope)?;
        let places = [
            ("who", scope.patient(self.0).into()),
            ("allergy", allergy_words(scope, &allergy).into()),
        ];
        Some(Danger {
            question: scope.words.fill("form-danger-allergy", &places),
            go: scope.words.say("form-danger-allergy-go"),
        })
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        match self.beside(scope).len() {
            0 => String::new(),
            count => scope.words.fill("form-allergy-recorded", &[("count", count.into())]),
        }
    }
}
