//! 患者の登録, 訂正・追記, 照会の制限: the record of a person, and what recovery will ask for.

use crate::app::Scope;
use crate::domain::census::{Planned, Stay, fact::Insurance, fact::StayDetail};
use crate::domain::command::{Amend, Command, Register, Request};
use crate::domain::identity::{Birth, Inquiry, Patient, PatientId, Sex};
use crate::domain::record::Claim;
use crate::domain::text::{NAME, REMARK, Text};
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Form, FormField, Input, Need, TextEdit, TextField};

use super::choices;
use super::doubts::{Doubts, Same, fill};
use super::moving::request;
use super::newcomer::{self, particulars};
use super::reader::Reader;
use super::sheet::Sheet;

/// Somebody becomes known here, without a bed.
#[derive(Debug, Default)]
pub struct Registering {
    doubts: Doubts,
}

impl Sheet for Registering {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut fields = particulars(scope);
        // Whoever has a number is found by it first.
        fields.rotate_right(1);
        fields.push(text("phone", Accepts::Folded, ""));
        fields.push(text("address", Accepts::Text, ""));
        fields.push(Doubts::field());
        Form::new(fields)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(sex) = form.choice_mut("sex") {
            sex.replace(choices::words(scope, Sex::ALL, Sex::word, Sex::term));
        }
        match self.doubts.settle(form, Asked::Yes, scope) {
            Some(Same::Former(person)) => {
                self.doubts.settled(form);
                fill(form, &person);
            }
            // Somebody from the records is not recorded again: the number says who it is, and the refusal that it is so.
            Some(Same::Known(patient)) => {
                let patient = scope.hospital.patient(patient);
                let number = patient
                    .and_then(|patient| patient.identifier())
                    .map(ToString::to_string);
                if let (Some(number), Some(Input::Text(field))) = (number, form.field_mut("id").map(|id| &mut id.input))
                {
                    field.edit = TextEdit::with(Accepts::Code, &number);
                    self.doubts.settled(form);
                }
                // Without a number the answer stays, and says so itself.
            }
            Some(Same::Left(_)) | None => {}
        }
    }

    fn doubts(&self, form: &Form) -> Option<Particulars> {
        Doubts::about(form)
    }

    fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        self.doubts.remark(form, scope)
    }

    fn compared(&mut self, doubles: Vec<Double>, form: &mut Form, scope: &Scope<'_>) {
        self.doubts.heard(doubles, form, scope);
        self.settle(form, scope);
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        Doubts::read(reader, "form-same-known");
        let person = Register {
            phone: reader.text("phone", NAME),
            address: reader.text("address", REMARK),
            ..newcomer::read(reader)
        };
        Some(request(Command::Register(person), None))
    }
}

/// Corrections and completions: the fields hold what is known, and only what was changed is said.
pub struct Amending(pub PatientId);

impl Amending {
    fn known<'a>(&self, scope: &'a Scope<'_>) -> Option<(&'a Patient, Option<&'a Stay>)> {
        let patient = scope.hospital.patient(self.0)?;
        let stay = scope.hospital.open_stay(self.0).filter(|stay| stay.is_present());
        Some((patient, stay.map(AsRef::as_ref)))
    }
}

fn text(id: &'static str, accepts: Accepts, now: &str) -> FormField {
    FormField::text(id, Need::Optional, TextField::new(TextEdit::with(accepts, now)))
}

fn said(value: Option<&Text>) -> &str {
    value.map(Text::as_str).unwrap_or_default()
}

fn choice(id: &'static str, choices: Vec<Choice>, now: Option<&str>) -> FormField {
    let mut field = ChoiceField::new(choices).numbered();
    if let Some(now) = now {
        field.choose(now);
    }
    FormField::choice(id, Need::Optional, field)
}

fn birth_text(birth: Birth) -> String {
    match birth {
        Birth::On(day) => day.to_string(),
        Birth::AboutYear(year) => year.to_string(),
    }
}

impl Sheet for Amending {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let Some((patient, stay)) = self.known(scope) else {
            return Form::new(Vec::new());
        };
        let birth = patient.birth.get().map(|birth| birth_text(*birth)).unwrap_or_default();
        let sexes = choices::words(scope, Sex::ALL, Sex::word, Sex::term);
        let mut fields = vec![
            text("name", Accepts::Text, said(patient.name.get())),
            text("kana", Accepts::Text, said(patient.kana.get())),
            choice("sex", sexes, patient.sex.get().map(|sex| sex.word())),
            text("birth", Accepts::Folded, &birth),
            text("id", Accepts::Code, ""),
            text("phone", Accepts::Folded, said(patient.phone.get())),
            text("address", Accepts::Text, said(patient.address.get())),
        ];
        if let Some(stay) = stay {
            let planned = choices::words(scope, Planned::ALL, Planned::word, Planned::term);
            let insurance = choices::words(scope, Insurance::ALL, Insurance::word, Insurance::term);
            fields.extend([
                text("physician", Accepts::Text, said(stay.physician.get())),
                text("pager", Accepts::Folded, said(stay.pager.get())),
                text("key-person", Accepts::Text, said(stay.key_person.get())),
                text("key-relation", Accepts::Text, said(stay.key_relation.get())),
                text("key-phone", Accepts::Folded, said(stay.key_phone.get())),
                choice("planned", planned, stay.planned.get().map(|one| one.word())),
                text("route", Accepts::Text, said(stay.route.get())),
                choice("insurance", insurance, stay.insurance.get().map(|one| one.word())),
            ]);
        }
        Form::new(fields).beginning_at("name")
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        for (id, words) in [
            ("sex", choices::words(scope, Sex::ALL, Sex::word, Sex::term)),
            (
                "planned",
                choices::words(scope, Planned::ALL, Planned::word, Planned::term),
            ),
            (
                "insurance",
                choices::words(scope, Insurance::ALL, Insurance::word, Insurance::term),
            ),
        ] {
            if let Some(field) = form.choice_mut(id) {
                field.replace(words);
            }
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let scope = reader.scope;
        let (patient, stay) = self.known(scope)?;
        let mut person = Register {
            identifier: reader.identifier("id"),
            name: changed(reader, "name", patient.name.claims(), NAME),
            phone: changed(reader, "phone", patient.phone.claims(), NAME),
            address: changed(reader, "address", patient.address.claims(), REMARK),
            ..Register::default()
        };
        if is_changed(reader, "kana", patient.kana.claims()) {
            person.kana = reader.kana("kana");
        }
        person.sex = chosen(reader, "sex", patient.sex.claims(), Sex::from_word);
        if is_changed(reader, "birth", patient.birth.claims()) {
            person.birth = reader.birth("birth");
        }
        let details = stay.map(|stay| details(reader, stay)).unwrap_or_default();
        Some(request(
            Command::Amend(Amend {
                patient: self.0.into(),
                person,
                stay: details,
            }),
            None,
        ))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.0)
    }
}

/// Whether whoever types has said something else than the form began with: what others have corrected meanwhile stays as it is.
/// What is known can be corrected, not wiped out.
fn is_changed<T: PartialEq>(reader: &mut Reader<'_>, id: &'static str, known: &[Claim<T>]) -> bool {
    let Some(field) = reader.form.field(id).filter(|field| field.is_changed()) else {
        return false;
    };
    if field.value().is_empty() && !known.is_empty() {
        reader.note_key(id, "form-wrong-wiped");
    }
    true
}

fn changed(reader: &mut Reader<'_>, id: &'static str, known: &[Claim<Text>], most: usize) -> Option<Text> {
    is_changed(reader, id, known).then(|| reader.text(id, most)).flatten()
}

fn chosen<T: PartialEq>(
    reader: &mut Reader<'_>,
    id: &'static str,
    known: &[Claim<T>],
    from_word: fn(&str) -> Option<T>,
) -> Option<T> {
    is_changed(reader, id, known)
        .then(|| reader.word(id, from_word))
        .flatten()
}

fn details(reader: &mut Reader<'_>, stay: &Stay) -> Vec<StayDetail> {
    let mut details = Vec::new();
    details.extend(changed(reader, "physician", stay.physician.claims(), NAME).map(StayDetail::Physician));
    details.extend(changed(reader, "pager", stay.pager.claims(), NAME).map(StayDetail::Pager));
    details.extend(changed(reader, "key-person", stay.key_person.claims(), NAME).map(StayDetail::KeyPerson));
    details.extend(changed(reader, "key-relation", stay.key_relation.claims(), NAME).map(StayDetail::KeyRelation));
    details.extend(changed(reader, "key-phone", stay.key_phone.claims(), NAME).map(StayDetail::KeyPhone));
    details.extend(chosen(reader, "planned", stay.planned.claims(), Planned::from_word).map(StayDetail::Planned));
    details.extend(changed(reader, "route", stay.route.claims(), NAME).map(StayDetail::Route));
    let insurance = chosen(reader, "insurance", stay.insurance.claims(), Insurance::from_word);
    details.extend(insurance.map(StayDetail::InsuranceConfirmed));
    details
}

/// What callers may be told.
pub struct Restricting(pub PatientId);

impl Restricting {
    fn choices(scope: &Scope<'_>) -> Vec<Choice> {
        [Inquiry::Restricted, Inquiry::Open]
            .into_iter()
            .map(|inquiry| {
                let key = format!("form-{}", inquiry.term());
                Choice::new(inquiry.word(), scope.words.say(&key))
            })
            .collect()
    }
}

impl Sheet for Restricting {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let restricted = scope
            .hospital
            .patient(self.0)
            .is_some_and(|patient| patient.is_restricted());
        // Whoever opens this wants it otherwise than it is.
        let other = if restricted { Inquiry::Open } else { Inquiry::Restricted };
        let field = ChoiceField::new(Self::choices(scope)).numbered().with(other.word());
        Form::new(vec![FormField::choice("to", Need::Required, field)])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(field) = form.choice_mut("to") {
            field.replace(Self::choices(scope));
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let inquiry = reader.word("to", Inquiry::from_word)?;
        let patient = self.0.into();
        Some(request(Command::Restrict { patient, inquiry }, None))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Day;
    use crate::screens::forms::reader::read_birth;

    #[test]
    fn a_birth_is_shown_as_it_is_read() {
        for birth in [
            Birth::AboutYear(1948),
            Birth::On(Day::from(chrono::NaiveDate::default())),
        ] {
            assert_eq!(read_birth(&birth_text(birth), 2026), Some(birth));
        }
    }
}
