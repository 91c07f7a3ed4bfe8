//! 発番: a number for somebody who has none: known by name, unknown, newborn, many at once.

use chrono::Datelike;

use crate::app::door::Refused;
use crate::app::{Action, Scope};
use crate::domain::ask::Answer;
use crate::domain::census::WardCode;
use crate::domain::command::{Command, Question, Request};
use crate::domain::identity::{Birth, Identifier, PatientId, PatientRef, Sex};
use crate::domain::numbers::{
    Arrival, NumberRefusal, Tongue, Triage,
    issue::{Issue, Newcomer as Arriving},
};
use crate::domain::refusal::Refusal;
use crate::domain::text::{NAME, REMARK, Text};
use crate::i18n::{Language, Looks, Value};
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Edit, Form, FormField, Input, Need, TextEdit, TextField};

use super::casualty::{tag_worn, tagged};
use super::choices::{self, People};
use super::moving::request;
use super::newcomer::{Meant, Newcomer};
use super::reader::Reader;
use super::sheet::Sheet;

/// The field that nobody sees: by what the form is known again when it was handed in, the program died before the answer, and it
/// is handed in once more. It is kept with the form.
const ASKED_AS: &str = "request";

/// The name under which a form is handed in.
pub(super) fn asked_as(form: &Form) -> Option<Text> {
    Text::parse(form.value(ASKED_AS), NAME).ok()
}

/// The fields of a form that comes to one number, or to one for each child, however often it is handed in.
pub(super) fn once(mut fields: Vec<FormField>) -> Form {
    fields.push(text(ASKED_AS, Need::Optional, Accepts::Text));
    let mut form = Form::new(fields);
    form.ask(ASKED_AS, Asked::No);
    form
}

/// The form is handed in; the first time it gets its name: who, where, when, and after what. Nothing else is handed in between,
/// so that two forms never have the same.
pub(super) fn name_request(form: &mut Form, scope: &Scope<'_>) {
    let Some(Input::Text(field)) = form.field_mut(ASKED_AS).map(|field| &mut field.input) else {
        return;
    };
    if field.edit.text().is_empty() {
        let after = scope.hospital.newest();
        let (station, now) = (&scope.desk.station, scope.now.seconds());
        field.edit.apply(&Edit::Insert(format!(
            "{station}-{now}-{}-{}",
            after.millis, after.counter
        )));
    }
}

/// Nobody is older.
const OLDEST: i32 = 130;

pub fn text(id: &'static str, need: Need, accepts: Accepts) -> FormField {
    FormField::text(id, need, TextField::new(TextEdit::new(accepts)))
}

pub fn word<T: Copy>(
    scope: &Scope<'_>,
    id: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
    term: fn(T) -> &'static str,
) -> FormField {
    let choices = choices::words(scope, all, word, term);
    FormField::choice(id, Need::Optional, ChoiceField::new(choices).numbered())
}

/// The language of names that are made is that of the screen.
pub fn tongue(scope: &Scope<'_>) -> Tongue {
    match scope.words.language() {
        Language::Japanese => Tongue::Japanese,
        Language::English => Tongue::English,
    }
}

/// Where somebody was found, and when.
pub fn found() -> [FormField; 2] {
    [
        text("found", Need::Optional, Accepts::Text),
        text("found-at", Need::Optional, Accepts::Folded),
    ]
}

/// By what somebody may be known.
fn described() -> [FormField; 2] {
    [
        text("features", Need::Optional, Accepts::Text),
        text("belongings", Need::Optional, Accepts::Text),
    ]
}

pub fn arrival(reader: &mut Reader<'_>) -> Arrival {
    Arrival {
        found: reader.text("found", REMARK),
        found_at: reader.moment("found-at", Looks::Back),
        features: reader.text("features", REMARK),
        belongings: reader.text("belongings", REMARK),
        triage: reader.word("triage", Triage::from_word),
        tag: reader.text("tag", NAME),
        incident: reader.text("incident", NAME),
    }
}

/// Years that were guessed, as a year of birth.
pub fn age(reader: &mut Reader<'_>) -> Option<Birth> {
    let typed = reader.chosen("age")?;
    let today = reader.scope.local_now().date().year();
    match typed.trim().parse::<i32>() {
        Ok(age) if (0..=OLDEST).contains(&age) => Some(Birth::AboutYear(today - age)),
        _ => {
            reader.note_key("age", "form-wrong-age");
            None
        }
    }
}

fn issue(newcomer: Arriving, declined: Vec<PatientRef>, reader: &Reader<'_>) -> Request {
    let issue = Issue {
        newcomer,
        declined,
        tongue: tongue(reader.scope),
        request: asked_as(reader.form),
    };
    request(Command::Issue(Box::new(issue)), None)
}

/// Nobody knows who it is: a number in seconds, everything else can be said later.
pub struct Unidentified;

impl Sheet for Unidentified {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut fields = vec![
            word(scope, "sex", Sex::ALL, Sex::word, Sex::term),
            text("age", Need::Optional, Accepts::Folded),
        ];
        fields.extend(found());
        fields.extend(described());
        once(fields)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(sex) = form.choice_mut("sex") {
            sex.replace(choices::words(scope, Sex::ALL, Sex::word, Sex::term));
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let newcomer = Arriving::Unidentified {
            sex: reader.word("sex", Sex::from_word),
            birth: age(reader),
            arrival: arrival(reader),
        };
        Some(issue(newcomer, Vec::new(), reader))
    }
}

/// Somebody says who it is, and the number is not at hand: looked for first, among all who are known and the register of
/// former patients.
#[derive(Default)]
pub struct Known {
    newcomer: Newcomer,
}

impl Sheet for Known {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut fields = Newcomer::fields(scope, None);
        fields.retain(|field| field.id != "id");
        once(fields)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.settle(form, scope);
        Newcomer::must_decline(form);
        if let Some(sex) = form.choice_mut("sex") {
            sex.replace(choices::words(scope, Sex::ALL, Sex::word, Sex::term));
        }
    }

    fn wonders(&mut self, form: &Form, _: &Scope<'_>) -> Option<Question> {
        self.newcomer.wonders(form)
    }

    fn answered(&mut self, answer: &Result<Answer, Refusal>, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.answered(answer, form, scope);
    }

    fn doubts(&self, form: &Form) -> Option<Particulars> {
        Newcomer::doubts_by_name(form)
    }

    fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        self.newcomer.remark(form, scope)
    }

    fn compared(&mut self, doubles: Vec<Double>, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.compared(doubles, form, scope);
        Newcomer::must_decline(form);
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        // A number was typed, or somebody was chosen from the register: there is a number at hand.
        let typed = reader.form.choice("who").and_then(|who| who.chosen_typed());
        let number = typed.filter(|typed| Identifier::parse(typed).is_ok());
        match Newcomer::meant(reader)? {
            Meant::New(person) if number.is_none() => {
                let newcomer = Arriving::Known {
                    person,
                    arrival: Arrival::default(),
                };
                Some(issue(newcomer, self.newcomer.declined(), reader))
            }
            // Nobody here has it; whether a former patient does, only a search can say.
            Meant::New(_) if !number.is_some_and(|number| self.newcomer.is_former(number)) => {
                let places = [
                    ("typed", Value::from(number.unwrap_or_default())),
                    ("find", reader.key(Action::Find).into()),
                    ("clear", reader.key(Action::EraseAll).into()),
                ];
                let text = reader.scope.words.fill("form-wrong-number-unknown", &places);
                reader.note("who", text);
                None
            }
            Meant::Known(_) | Meant::New(_) => {
                reader.note_key("who", "form-wrong-has-record");
                None
            }
        }
    }
}

/// A child, or more than one: named from the mother, tied to her stay. Men are in no list of mothers; whose sex nobody has
/// asked is, and that is said.
pub struct Newborn {
    mother: Option<PatientId>,
    made_for: Option<(u64, Language)>,
}

/// Who may have given birth, the inpatients of the ward in sight first.
fn mothers(scope: &Scope<'_>) -> Vec<Choice> {
    choices::people(scope, People::Mothers, scope.ward.map(WardCode::as_str))
}

/// Whether it was said that this is a woman.
fn is_woman(patient: PatientId, scope: &Scope<'_>) -> bool {
    let records = scope.hospital.records(patient);
    records.iter().any(|record| record.sex.get() == Some(&Sex::Female))
}

/// The man whose name or number was typed: he is in no list, and whoever typed it is told why.
fn man_named(typed: &str, scope: &Scope<'_>) -> Option<PatientId> {
    let mut men = ChoiceField::new(choices::people(scope, People::Men, None)).exactly();
    men.apply(&Edit::Insert(typed.to_owned()));
    let found = men.matching();
    PatientId::parse(&found.first()?.key)
}

impl Newborn {
    pub fn new(mother: Option<PatientId>) -> Self {
        Self { mother, made_for: None }
    }

    /// The sexes of those who are born together most often; others are typed.
    fn births(scope: &Scope<'_>) -> Vec<Choice> {
        ["F", "M", "U", "FF", "FM", "MF", "MM"]
            .into_iter()
            .map(|sexes| Choice::new(sexes, scope.words.say(&format!("form-babies-{}", sexes.to_lowercase()))))
            .collect()
    }
}

impl Sheet for Newborn {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut mother = ChoiceField::new(mothers(scope)).exactly();
        // The row that the list happened to stand on is nobody's mother before somebody has said that it is a woman.
        if let Some(patient) = self.mother.filter(|patient| is_woman(*patient, scope)) {
            mother.choose(&patient.to_string());
        }
        let babies = ChoiceField::new(Self::births(scope))
            .numbered()
            .or_typed(scope.words.say("form-as-typed"));
        once(vec![
            FormField::choice("mother", Need::Required, mother),
            FormField::choice("babies", Need::Required, babies),
            text("birth", Need::Optional, Accepts::Folded),
        ])
    }

    fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        let mother = PatientId::parse(form.value("mother"))?;
        let places = [("who", scope.patient(mother).into())];
        (!is_woman(mother, scope)).then(|| scope.words.fill("form-mother-unasked", &places))
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            if let Some(mother) = form.choice_mut("mother") {
                mother.replace(mothers(scope));
            }
            if let Some(babies) = form.choice_mut("babies") {
                babies.replace(Self::births(scope));
            }
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let lost = reader.form.choice("mother").filter(|mother| mother.is_hopeless());
        let man = lost.and_then(|mother| man_named(mother.typed(), reader.scope));
        let mother = match man {
            Some(patient) => {
                let refusal = NumberRefusal::MotherIsMan { patient }.into();
                reader.note("mother", reader.scope.refused(&Refused::Refusal(refusal)));
                None
            }
            None => reader.person("mother"),
        };
        let sexes = reader.chosen("babies").and_then(|typed| {
            let sexes = typed
                .chars()
                .map(|letter| Sex::from_word(&letter.to_ascii_uppercase().to_string()));
            let sexes: Option<Vec<Sex>> = sexes.collect();
            if sexes.is_none() {
                reader.note_key("babies", "form-wrong-babies");
            }
            sexes
        });
        let born = match reader.birth("birth") {
            Some(Birth::On(day)) => Some(day),
            Some(Birth::AboutYear(_)) => {
                reader.note_key("birth", "form-wrong-birth");
                None
            }
            None => None,
        };
        let newcomer = Arriving::Newborn {
            mother: mother?.into(),
            babies: sexes?,
            born,
        };
        Some(issue(newcomer, Vec::new(), reader))
    }
}

/// How many come, or how many packets there are to be.
pub fn count(reader: &mut Reader<'_>) -> Option<u16> {
    let typed = reader.chosen("count")?;
    let count = typed.trim().parse().ok();
    if count.is_none() {
        reader.note_key("count", "form-wrong-count");
    }
    count
}

/// Many at once, each with an alias and a tag of its own.
pub struct Mass;

impl Sheet for Mass {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut fields = vec![text("count", Need::Required, Accepts::Folded)];
        fields.extend(tagged(scope));
        once(fields)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(triage) = form.choice_mut("triage") {
            triage.replace(choices::words(scope, Triage::ALL, Triage::word, Triage::term));
        }
    }

    fn warning(&self, field: &FormField, form: &Form, scope: &Scope<'_>) -> Option<String> {
        let count = form.value("count").trim().parse().unwrap_or(1);
        tag_worn(field, form, count, scope)
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let newcomer = Arriving::Mass {
            count: count(reader)?,
            arrival: arrival(reader),
        };
        Some(issue(newcomer, Vec::new(), reader))
    }
}
