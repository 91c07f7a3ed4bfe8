//! 入院: somebody from the records, or somebody new, into a bed.

use crate::app::{Action, KeyCondition, KeyContext, Scope, Selection, Situation};
use crate::domain::ask::Answer;
use crate::domain::census::{BedKind, BedName, Isolation, Mobility, Place, Planned};
use crate::domain::command::{Admission, Admit as Admitting, Command, Question, Request};
use crate::domain::identity::PatientId;
use crate::domain::refusal::Refusal;
use crate::domain::text::NAME;
use crate::i18n::Language;
use crate::input::Typing;
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::widgets::{Accepts, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::changes::unlisted_diet;
use super::choices;
use super::newcomer::{Meant, Newcomer};
use super::reader::Reader;
use super::room::other_sex;
use super::sheet::{Danger, Sheet};

pub struct Admit {
    patient: Option<PatientId>,
    bed: Option<BedName>,
    newcomer: Newcomer,
    made_for: Option<(u64, Language, Option<PatientId>, Option<String>)>,
    /// The defaults that were filled in; they follow bed and person until somebody says otherwise.
    department: Option<String>,
    planned: Option<&'static str>,
}

impl Admit {
    /// Somebody expected is admitted; an empty bed is given to somebody. Whoever lies in the selected bed has nothing to do
    /// with it.
    pub fn new(selection: &Selection) -> Self {
        Self {
            patient: selection.patient,
            bed: selection.bed.clone(),
            newcomer: Newcomer::default(),
            made_for: None,
            department: None,
            planned: None,
        }
    }

    fn expected(&self, scope: &Scope<'_>) -> Option<PatientId> {
        let stay = scope.hospital.open_stay(self.patient?);
        let here = stay.is_some_and(|stay| stay.is_present());
        self.patient.filter(|_| !here)
    }

    /// The selected bed, if it is there to be given.
    fn preferred(&self, scope: &Scope<'_>) -> Option<BedName> {
        let empty = |bed: &&BedName| scope.hospital.occupants(bed).next().is_none();
        let reserved = || {
            let patient = self.expected(scope)?;
            let mut kept: Vec<&BedName> = scope.hospital.reserved_beds(patient).collect();
            kept.sort_unstable();
            kept.first().copied()
        };
        self.bed.as_ref().filter(empty).or_else(reserved).cloned()
    }

    /// The ward's only department, or the one that was announced.
    fn likely_department(form: &Form, scope: &Scope<'_>) -> Option<String> {
        let announced = Newcomer::known(form)
            .and_then(|patient| scope.hospital.open_stay(patient))
            .and_then(|stay| stay.department.get());
        if let Some(code) = announced {
            return Some(code.to_string());
        }
        let bed = BedName::parse(form.value("bed"))?;
        match scope.hospital.frame()?.ward(bed.ward())?.departments.as_slice() {
            [only] => Some(only.to_string()),
            _ => None,
        }
    }

    fn defaults(&mut self, form: &mut Form, scope: &Scope<'_>) {
        // While a bed is typed, the first that fits changes with every key.
        let typing = form
            .focused()
            .is_some_and(|field| matches!(field.id, "bed" | "department"));
        let department = Self::likely_department(form, scope);
        if department != self.department && !typing {
            let untouched = form.value("department") == self.department.as_deref().unwrap_or_default();
            if let (true, Some(field)) = (untouched, form.choice_mut("department")) {
                match &department {
                    Some(code) => field.choose(code),
                    None => field.unchoose(),
                }
            }
            self.department = department;
        }
        let expected = Newcomer::known(form)
            .and_then(|patient| scope.hospital.open_stay(patient))
            .is_some_and(|stay| matches!(stay.place(), Some(Place::Expected { .. })));
        let planned = if expected {
            Planned::Scheduled
        } else {
            Planned::Emergency
        };
        if self.planned != Some(planned.word()) {
            let untouched = form.value("planned") == self.planned.unwrap_or_default();
            if let (true, Some(field)) = (untouched, form.choice_mut("planned")) {
                field.choose(planned.word());
            }
            self.planned = Some(planned.word());
        }
    }
}

impl Sheet for Admit {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let expected = self.expected(scope);
        let bed = self.preferred(scope);
        let near = scope.ward.map(|ward| ward.as_str().to_owned());
        let mut beds = choices::bed_field(scope, choices::free_beds(scope, expected, near.as_deref()));
        if let Some(bed) = &bed {
            beds.choose(bed.as_str());
        }
        let begin = match (expected, &bed) {
            (None, _) => "who",
            (Some(_), None) => "bed",
            (Some(_), Some(_)) => "department",
        };
        let numbered = |choices| ChoiceField::new(choices).numbered();
        let mut fields = vec![FormField::text(
            "at",
            Need::Optional,
            TextField::new(TextEdit::new(Accepts::Folded)),
        )];
        fields.extend(Newcomer::fields(scope, expected));
        fields.push(FormField::choice("bed", Need::Required, beds));
        let ward = bed.as_ref().map(BedName::ward).or(near.as_deref());
        fields.push(FormField::choice(
            "department",
            Need::Optional,
            ChoiceField::new(choices::departments(scope, ward)),
        ));
        for (id, words) in conditions(scope) {
            fields.push(FormField::choice(id, Need::Optional, numbered(words)));
        }
        let diets = ChoiceField::new(choices::diets(scope)).or_typed(scope.words.say("form-as-typed"));
        fields.push(FormField::choice("diet", Need::Optional, diets));
        fields.push(FormField::choice(
            "route",
            Need::Optional,
            choices::suggestions(scope, "form-route"),
        ));
        Form::new(fields).beginning_at(begin)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.settle(form, scope);
        let taker = Newcomer::known(form);
        let ward = BedName::parse(form.value("bed"))
            .map(|bed| bed.ward().to_owned())
            .or_else(|| scope.ward.map(ToString::to_string));
        let made_for = (scope.edition, scope.words.language(), taker, ward);
        if self.made_for.as_ref() != Some(&made_for) {
            let near = made_for.3.as_deref();
            if let Some(beds) = form.choice_mut("bed") {
                beds.replace(choices::free_beds(scope, taker, near));
            }
            if let Some(departments) = form.choice_mut("department") {
                departments.replace(choices::departments(scope, near));
            }
            for (id, words) in conditions(scope).into_iter().chain([("sex", sexes(scope))]) {
                if let Some(field) = form.choice_mut(id) {
                    field.replace(words);
                }
            }
            self.made_for = Some(made_for);
        }
        self.defaults(form, scope);
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let meant = Newcomer::meant(reader);
        let taker = match &meant {
            Some(Meant::Known(patient)) => Some(*patient),
            Some(Meant::New(_)) | None => None,
        };
        let bed = reader.bed("bed", taker);
        let admission = Admission {
            department: reader.department("department"),
            planned: reader.word("planned", Planned::from_word),
            mobility: reader.word("mobility", Mobility::from_word),
            isolation: reader.word("isolation", Isolation::from_word),
            diet: reader.text("diet", NAME),
            route: reader.text("route", NAME),
            bed: bed?,
        };
        let command = match meant? {
            Meant::Known(patient) => Command::Admit(Admitting {
                patient: patient.into(),
                admission,
            }),
            Meant::New(person) => Command::AdmitNew { person, admission },
        };
        Some(Request {
            command,
            at,
            note: None,
        })
    }

    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        other_sex(form, None, scope).or_else(|| unlisted_diet(form, scope))
    }

    fn wonders(&mut self, form: &Form, _: &Scope<'_>) -> Option<Question> {
        self.newcomer.wonders(form)
    }

    fn answered(&mut self, answer: &Result<Answer, Refusal>, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.answered(answer, form, scope);
    }

    fn doubts(&self, form: &Form) -> Option<Particulars> {
        Newcomer::doubts(form)
    }

    fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        self.newcomer.remark(form, scope).or_else(|| newborn_first(form, scope))
    }

    fn compared(&mut self, doubles: Vec<Double>, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.compared(doubles, form, scope);
    }
}

/// Who is born here gets a number first: with it come mother, time of birth and name.
fn newborn_first(form: &Form, scope: &Scope<'_>) -> Option<String> {
    let bed = BedName::parse(form.value("bed"))?;
    let kind = scope.hospital.frame()?.bed(&bed)?.kind;
    if kind != BedKind::Cot || Newcomer::known(form).is_some() {
        return None;
    }
    let list = Situation {
        contexts: vec![KeyContext::Movements, KeyContext::Everywhere],
        holds: [KeyCondition::Hospital, KeyCondition::Writable, KeyCondition::Patient].into(),
        typing: Typing::Keys,
    };
    let key = scope.shown_key(&list, Action::IssueNewborn);
    Some(scope.words.fill("form-newborn-first", &[("key", key.into())]))
}

/// What is said of how somebody comes and is, by the field that asks it.
fn conditions(scope: &Scope<'_>) -> [(&'static str, Vec<Choice>); 3] {
    [
        (
            "planned",
            choices::words(scope, Planned::ALL, Planned::word, Planned::term),
        ),
        (
            "mobility",
            choices::words(scope, Mobility::ALL, Mobility::word, Mobility::term),
        ),
        (
            "isolation",
            choices::words(scope, Isolation::ALL, Isolation::word, Isolation::term),
        ),
    ]
}

fn sexes(scope: &Scope<'_>) -> Vec<Choice> {
    use crate::domain::identity::Sex;
    choices::words(scope, Sex::ALL, Sex::word, Sex::term)
}
