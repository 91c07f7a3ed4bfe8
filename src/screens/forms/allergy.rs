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
use super::sheet::{Beside, Sheet};

const NONE: &str = "none";

/// The kinds that people name; what a list did not say is sorted by asking.
const KINDS: [AllergyKind; 4] = [
    AllergyKind::Drug,
    AllergyKind::Food,
    AllergyKind::Contrast,
    AllergyKind::Other,
];

pub struct Asking(pub PatientId);

impl Asking {
    fn answers(scope: &Scope<'_>) -> Vec<Choice> {
        let none = Choice::new(NONE, scope.words.say("form-allergy-none"));
        let kinds = KINDS.iter().map(|kind| {
            let places = [("kind", scope.words.say(kind.term()).into())];
            Choice::new(kind.word(), scope.words.fill("form-allergy-present", &places))
        });
        std::iter::once(none).chain(kinds).collect()
    }
}

impl Sheet for Asking {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let answer = ChoiceField::new(Self::answers(scope)).numbered();
        Form::new(vec![
            FormField::choice("answer", Need::Required, answer),
            FormField::text("what", Need::Required, TextField::new(TextEdit::new(Accepts::Text))),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(answer) = form.choice_mut("answer") {
            answer.replace(Self::answers(scope));
        }
        let found = !matches!(form.value("answer"), "" | NONE);
        form.ask("what", if found { Asked::Yes } else { Asked::No });
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let answer = match reader.chosen("answer")? {
            NONE => AllergyAnswer::None,
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
        let found = scope.hospital.patient(self.0).map(|patient| patient.allergies.status());
        let Some(AllergyStatus::Present(found)) = found else {
            return Vec::new();
        };
        let line = |allergy: &&Allergy| Beside {
            shape: Shape::Late,
            text: allergy_words(scope, allergy),
            role: Role::Warn,
        };
        found.iter().map(line).collect()
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        match self.beside(scope).len() {
            0 => String::new(),
            count => scope.words.fill("form-allergy-recorded", &[("count", count.into())]),
        }
    }
}
