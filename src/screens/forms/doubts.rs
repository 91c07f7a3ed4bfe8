//! Whether somebody new is somebody who is known already: the index is asked while the particulars are typed, and as soon as it
//! may be so, the form has a question of its own. What must be resolved cannot be left open; the rest may be.

use crate::app::{Scope, reasons};
use crate::domain::identity::{Birth, Identifier, PatientId, PatientRef, Sex};
use crate::i18n::Language;
use crate::search::everyone::{Double, Whom};
use crate::search::fold::numbers;
use crate::search::person::Person;
use crate::search::same::{Particulars, Zone};
use crate::widgets::{Asked, Choice, ChoiceField, Edit, Form, FormField, Input, Need};

use super::reader::Reader;

const SAME: &str = "same";
/// The answer that it is somebody else. No patient has such a number.
const ANOTHER: &str = "another";
/// Characters of name and reading before anybody is compared by them and a date or a phone.
const LEAST: usize = 2;

/// Who it is, when it is one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Same {
    Known(PatientId),
    /// Known by nothing but the name of the record, which is not in the hot records: the store has to be asked.
    Left(PatientId),
    /// A former patient, or somebody who has left, by the number.
    Former(Box<Person>),
}

/// Who it may be.
#[derive(Debug, Default)]
pub struct Doubts {
    doubles: Vec<Double>,
    made_for: Option<Language>,
}

impl Doubts {
    pub fn field() -> FormField {
        FormField::choice(SAME, Need::Optional, ChoiceField::new(Vec::new()).numbered())
    }

    /// As soon as there is a name, written with a blank or without: for whoever is about to get a number of their own.
    pub fn by_name(form: &Form) -> Option<Particulars> {
        const NAMED: usize = 3;
        let said = Self::said(form);
        [&said.name, &said.kana]
            .iter()
            .any(|name| name.chars().count() >= NAMED)
            .then_some(said)
    }

    fn said(form: &Form) -> Particulars {
        let text = |id: &str| form.value(id).to_owned();
        Particulars {
            name: text("name"),
            kana: text("kana"),
            sex: Sex::from_word(form.value("sex")).unwrap_or(Sex::Unknown),
            birth: text("birth"),
            phone: text("phone"),
            address: text("address"),
        }
    }

    /// What the index is to compare, once enough was said.
    pub fn about(form: &Form) -> Option<Particulars> {
        let said = Self::said(form);
        // A surname alone is everybody's.
        let whole = [&said.name, &said.kana]
            .iter()
            .any(|name| name.contains(char::is_whitespace));
        let letters = said.name.chars().count() + said.kana.chars().count();
        let more = !said.birth.is_empty() || !said.phone.is_empty();
        (whole || (more && letters >= LEAST)).then_some(said)
    }

    pub fn heard(&mut self, doubles: Vec<Double>, form: &mut Form, scope: &Scope<'_>) {
        // Whoever has the number that was typed is meant already.
        let number = numbers::identifier(form.value("id"));
        let others = doubles.into_iter();
        let doubles: Vec<Double> = others
            .filter(|one| number.is_empty() || numbers::identifier(&one.person.id) != number)
            .collect();
        let was_shown = |one: &Double| self.doubles.iter().any(|shown| shown.whom == one.whom);
        let is_news = doubles.iter().any(|one| !was_shown(one));
        self.doubles = doubles;
        self.show(form, scope);
        // Whoever said "somebody else" had not seen this one.
        if let Some(field) = form
            .choice_mut(SAME)
            .filter(|field| is_news && field.chosen() == Some(ANOTHER))
        {
            field.unchoose();
        }
    }

    fn show(&mut self, form: &mut Form, scope: &Scope<'_>) {
        self.made_for = Some(scope.words.language());
        let known = self.doubles.iter().map(|double| choice(double, scope));
        let another = Choice::new(ANOTHER, scope.words.say("form-same-another"));
        if let Some(field) = form.choice_mut(SAME) {
            field.replace(known.chain([another]).collect());
        }
    }

    /// Asks, or stops asking; who it is once that was answered and the keyboard has gone on. Whoever makes something of the answer
    /// says so ([`Doubts::settled`]); an answer of which nothing was made stays, and nobody new is saved over it ([`Doubts::read`]).
    pub fn settle(&mut self, form: &mut Form, somebody_new: Asked, scope: &Scope<'_>) -> Option<Same> {
        let asked = somebody_new == Asked::Yes && !self.doubles.is_empty();
        form.ask(SAME, if asked { Asked::Yes } else { Asked::No });
        if !asked {
            return None;
        }
        if self.made_for != Some(scope.words.language()) {
            self.show(form, scope);
        }
        let must = self.doubles.iter().any(|one| one.zone == Zone::MustResolve);
        if let Some(field) = form.field_mut(SAME) {
            field.need = if must { Need::Required } else { Need::Optional };
        }
        if form.focused().is_some_and(|field| field.id == SAME) {
            return None;
        }
        let chosen = form.choice(SAME)?.chosen()?.to_owned();
        let double = self.doubles.iter().find(|one| one.person.id == chosen)?.clone();
        Some(match double.whom {
            Whom::Known(id) if scope.hospital.patient(id).is_some() => Same::Known(id),
            Whom::Known(id) if Identifier::parse(&double.person.id).is_err() => Same::Left(id),
            Whom::Known(_) | Whom::Former(_) => Same::Former(Box::new(double.person)),
        })
    }

    /// It is known who it is, and the form says so: nothing is asked any more.
    pub fn settled(&mut self, form: &mut Form) {
        self.doubles.clear();
        if let Some(field) = form.choice_mut(SAME) {
            field.unchoose();
        }
        form.ask(SAME, Asked::No);
    }

    /// Not only what must be resolved.
    pub fn must_be_answered(form: &mut Form) {
        if let Some(field) = form.field_mut(SAME) {
            field.need = Need::Required;
        }
    }

    /// Who was shown: those whom the hospital knows today, and former patients by their number.
    pub fn shown(&self) -> impl Iterator<Item = PatientRef> + '_ {
        self.doubles.iter().filter_map(|double| match double.whom {
            Whom::Known(patient) => Some(patient.into()),
            Whom::Former(_) => Identifier::parse(&double.person.id).ok().map(PatientRef::Identifier),
        })
    }

    /// Why it may be the one whose line is chosen, or the likeliest: what is to be done, the points and the reasons in words.
    pub fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        let field = form.focused().filter(|field| field.id == SAME)?;
        let chosen = self.doubles.iter().find(|one| one.person.id == field.value());
        let double = chosen.or(self.doubles.first())?;
        let zone = scope.words.say(&format!("same-zone-{}", double.zone.name()));
        let why = reasons(&double.evidence, scope.words);
        let person = [&double.person.name, &double.person.kana, &double.person.address];
        let person: Vec<&str> = person
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        Some(format!("{zone}  {:+}  {why}  ({})", double.points, person.join("  ")))
    }

    /// Notes that it must be answered, when it must; and that nobody new is recorded who was said to be somebody from the records:
    /// `way_on` is the key of what to do instead.
    pub fn read(reader: &mut Reader<'_>, way_on: &str) {
        let answer = reader.text(SAME, crate::domain::text::NAME);
        if answer.is_some_and(|answer| answer.as_str() != ANOTHER) {
            reader.note_key(SAME, way_on);
        }
    }
}

/// What is known of somebody stands in the fields, instead of what was typed.
pub fn fill(form: &mut Form, person: &Person) {
    let birth = person.birth.map(|day| day.to_string()).unwrap_or_default();
    for (id, known) in [
        ("name", person.name.as_str()),
        ("kana", &person.kana),
        ("birth", &birth),
        ("id", &person.id),
        ("phone", &person.phone),
        ("address", &person.address),
    ] {
        if let Some(Input::Text(field)) = form.field_mut(id).map(|field| &mut field.input)
            && !known.is_empty()
        {
            field.edit.apply(&Edit::Clear);
            field.edit.apply(&Edit::Insert(known.to_owned()));
        }
    }
    if let Some(sex) = form.choice_mut("sex").filter(|_| person.sex != Sex::Unknown) {
        sex.choose(person.sex.word());
    }
}

fn choice(double: &Double, scope: &Scope<'_>) -> Choice {
    let person = &double.person;
    let birth = person.birth.map(|day| scope.birth(Birth::On(day.into())));
    let parts = [Some(person.name.clone()), birth, Some(person.id.clone())];
    let label: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let place = match (&double.bed, double.whom) {
        (Some(bed), _) => bed.shown().to_owned(),
        (None, Whom::Known(_)) => scope.words.say("search-not-here"),
        (None, Whom::Former(_)) => scope.words.say("search-former"),
    };
    Choice::new(&person.id, label.join("  ")).with_remark(format!("{place}  {:+}", double.points))
}
