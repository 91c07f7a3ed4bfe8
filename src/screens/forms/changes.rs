//! 転科, 食事, 救護区分, 隔離: what changes while nobody moves.

use crate::app::Scope;
use crate::domain::census::{Isolation, Mobility};
use crate::domain::command::{Care, Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::text::NAME;
use crate::i18n::Language;
use crate::widgets::{Choice, ChoiceField, Form, FormField, Need};

use super::choices;
use super::moving::{at, request, ward_of};
use super::reader::Reader;
use super::sheet::{Danger, Sheet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Department,
    Diet,
    Mobility,
    Isolation,
}

impl What {
    /// What can be taken out again.
    fn care(self) -> Option<Care> {
        match self {
            Self::Department => None,
            Self::Diet => Some(Care::Diet),
            Self::Mobility => Some(Care::Mobility),
            Self::Isolation => Some(Care::Isolation),
        }
    }
}

/// The choice that takes out what was recorded; no diet is called like this.
const MISTAKEN: &str = "\u{0}mistaken";

pub struct Changing {
    patient: PatientId,
    what: What,
    language: Option<Language>,
}

impl Changing {
    fn new(patient: PatientId, what: What) -> Self {
        Self {
            patient,
            what,
            language: None,
        }
    }

    pub fn department(patient: PatientId) -> Self {
        Self::new(patient, What::Department)
    }

    pub fn diet(patient: PatientId) -> Self {
        Self::new(patient, What::Diet)
    }

    pub fn mobility(patient: PatientId) -> Self {
        Self::new(patient, What::Mobility)
    }

    pub fn isolation(patient: PatientId) -> Self {
        Self::new(patient, What::Isolation)
    }

    fn choices(&self, scope: &Scope<'_>) -> Vec<Choice> {
        match self.what {
            What::Department => {
                let ward = ward_of(scope, self.patient);
                choices::departments(scope, ward.as_deref())
            }
            What::Diet => choices::diets(scope),
            What::Mobility => choices::words(scope, Mobility::ALL, Mobility::word, Mobility::term),
            What::Isolation => choices::words(scope, Isolation::ALL, Isolation::word, Isolation::term),
        }
    }

    /// How it is now, said beside what can be chosen.
    fn present(&self, scope: &Scope<'_>) -> Option<String> {
        let stay = scope.hospital.open_stay(self.patient)?;
        match self.what {
            What::Department => stay.department.get().map(ToString::to_string),
            What::Diet => stay.diet.get().map(ToString::to_string),
            What::Mobility => stay.mobility.get().map(|one| one.word().to_owned()),
            What::Isolation => stay.isolation.get().map(|one| one.word().to_owned()),
        }
    }

    fn marked(&self, scope: &Scope<'_>) -> Vec<Choice> {
        let present = self.present(scope);
        let now = scope.words.say("form-as-now");
        let all = self.choices(scope).into_iter();
        let marked = all.map(|choice| {
            if Some(&choice.key) == present.as_ref() {
                choice.with_remark(now.clone())
            } else {
                choice
            }
        });
        marked.chain(self.mistaken(scope)).collect()
    }

    /// What was recorded by mistake is taken out again; what came with the admission is corrected.
    fn mistaken(&self, scope: &Scope<'_>) -> Option<Choice> {
        let what = self.what.care()?;
        let withdraw = Command::Withdraw {
            patient: self.patient.into(),
            what,
        };
        if scope.preview(&request(withdraw, None)).is_some() {
            return None;
        }
        let stay = scope.hospital.open_stay(self.patient)?;
        let was = match what {
            Care::Diet => stay.diet.get()?.to_string(),
            Care::Mobility => scope.words.say(stay.mobility.get()?.term()),
            Care::Isolation => scope.words.say(stay.isolation.get()?.term()),
        };
        let words = scope.words.fill("form-mistaken", &[("was", was.into())]);
        Some(Choice::new(MISTAKEN, words))
    }
}

/// The question before a diet that nobody in the hospital has: a slip of the finger would reach the kitchen.
pub fn unlisted_diet(form: &Form, scope: &Scope<'_>) -> Option<Danger> {
    unlisted(form.choice("diet")?, scope)
}

fn unlisted(field: &ChoiceField, scope: &Scope<'_>) -> Option<Danger> {
    let typed = field.chosen_typed()?;
    // On the first day no diet is known, and every one is typed.
    if choices::diets(scope).is_empty() {
        return None;
    }
    Some(Danger {
        question: scope.words.fill("form-danger-diet", &[("diet", typed.into())]),
        go: scope.words.say("form-danger-diet-go"),
    })
}

impl Sheet for Changing {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let field = ChoiceField::new(self.marked(scope));
        let field = match self.what {
            What::Department => field,
            What::Diet => field.or_typed(scope.words.say("form-as-typed")),
            What::Mobility | What::Isolation => field.numbered(),
        };
        Form::new(vec![at(), FormField::choice("to", Need::Required, field)]).beginning_at("to")
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let language = scope.words.language();
        if self.language != Some(language) {
            self.language = Some(language);
            if let Some(field) = form.choice_mut("to") {
                field.replace(self.marked(scope));
            }
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let patient = self.patient.into();
        if reader.chosen("to") == Some(MISTAKEN) {
            let what = self.what.care()?;
            return Some(request(Command::Withdraw { patient, what }, at));
        }
        let command = match self.what {
            What::Department => Command::Department {
                patient,
                to: reader.department("to")?,
            },
            What::Diet => Command::Diet {
                patient,
                to: reader.text("to", NAME)?,
            },
            What::Mobility => Command::Mobility {
                patient,
                to: reader.word("to", Mobility::from_word)?,
            },
            What::Isolation => Command::Isolation {
                patient,
                to: reader.word("to", Isolation::from_word)?,
            },
        };
        Some(request(command, at))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }

    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        match self.what {
            What::Diet => unlisted(form.choice("to")?, scope),
            What::Department | What::Mobility | What::Isolation => None,
        }
    }
}
