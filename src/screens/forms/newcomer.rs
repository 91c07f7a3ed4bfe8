//! Who is meant: somebody from the records, or somebody new, whose particulars are asked for then.

use std::sync::Arc;

use crate::app::Scope;
use crate::domain::ask::Answer;
use crate::domain::command::{Question, Register};
use crate::domain::identity::{Identifier, Patient, PatientId, PatientRef, Sex};
use crate::domain::refusal::Refusal;
use crate::domain::text::{NAME, REMARK};
use crate::i18n::Language;
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::widgets::{Accepts, Asked, ChoiceField, Form, FormField, Input, Need, TextEdit, TextField, folded};

use super::choices::{self, People};
use super::doubts::{Doubts, Same, fill};
use super::reader::{Reader, katakana, read_birth};

const WHO: &str = "who";
/// The particulars of somebody new.
const PARTICULARS: [&str; 5] = ["name", "kana", "sex", "birth", "id"];
/// What the register of former patients knows beside them: shown when it does, and never asked of somebody else.
const CONTACT: [&str; 2] = ["phone", "address"];
/// Where that may go which was typed to find somebody.
const TARGETS: [&str; 3] = ["name", "kana", "id"];
/// A number shorter than this is still being typed.
const SHORTEST_NUMBER: usize = 3;

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    Known(PatientId),
    New(Register),
}

/// Whether the store was asked for somebody by the name of the record.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Sought {
    #[default]
    Nobody,
    Wanted(PatientId),
    Asked(PatientId),
}

/// The field for a person, and the fields that follow when it is somebody new.
#[derive(Debug, Default)]
pub struct Newcomer {
    made_for: Option<(u64, Language)>,
    /// What was put into the particulars out of what was typed.
    spread: String,
    /// Numbers that the store was asked for.
    asked: Vec<String>,
    /// Whom only the store knew.
    found: Vec<Arc<Patient>>,
    /// Somebody without a number who is in the store alone, and is meant.
    sought: Sought,
    /// The number of the former patient who was chosen.
    former: Option<String>,
    /// Who somebody new may be.
    doubts: Doubts,
}

impl Newcomer {
    /// The field, with somebody chosen already when one was selected.
    pub fn fields(scope: &Scope<'_>, chosen: Option<PatientId>) -> Vec<FormField> {
        let mut who = ChoiceField::new(choices::people(scope, People::All, None))
            .exactly()
            .or_typed(scope.words.say("form-new-person"));
        if let Some(patient) = chosen {
            who.choose(&patient.to_string());
        }
        let mut fields = vec![FormField::choice(WHO, Need::Required, who)];
        fields.extend(particulars(scope));
        for (id, accepts) in CONTACT.into_iter().zip([Accepts::Folded, Accepts::Text]) {
            fields.push(FormField::text(
                id,
                Need::Optional,
                TextField::new(TextEdit::new(accepts)),
            ));
        }
        fields.push(Doubts::field());
        fields
    }

    /// Whom the index is to compare: somebody new of whom something was said.
    pub fn doubts(form: &Form) -> Option<Particulars> {
        form.choice(WHO)?.chosen_typed()?;
        Doubts::about(form)
    }

    /// The same, for whoever is about to get a number of their own: a name is enough, and an answer is needed.
    pub fn doubts_by_name(form: &Form) -> Option<Particulars> {
        form.choice(WHO)?.chosen_typed()?;
        Doubts::about(form).or_else(|| Doubts::by_name(form))
    }

    /// Whoever was shown must be ruled out.
    pub fn must_decline(form: &mut Form) {
        Doubts::must_be_answered(form);
    }

    /// Whether what stands in the field is the number of a former patient who was chosen, and not one that somebody has typed.
    pub fn is_former(&self, number: &str) -> bool {
        self.former.as_deref() == Some(number)
    }

    /// Who was shown as perhaps the same person, and is not.
    pub fn declined(&self) -> Vec<PatientRef> {
        self.doubts.shown().collect()
    }

    pub fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        self.doubts.remark(form, scope)
    }

    pub fn compared(&mut self, doubles: Vec<Double>, form: &mut Form, scope: &Scope<'_>) {
        self.doubts.heard(doubles, form, scope);
        self.settle(form, scope);
    }

    pub fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            self.refresh(form, scope);
        }
        let typed = form.choice(WHO).and_then(|who| who.chosen_typed()).map(str::to_owned);
        let asked = if typed.is_some() { Asked::Yes } else { Asked::No };
        for id in PARTICULARS {
            form.ask(id, asked);
        }
        for id in CONTACT {
            let there = !form.value(id).is_empty() || form.focused().is_some_and(|field| field.id == id);
            form.ask(id, if there { asked } else { Asked::No });
        }
        match self.doubts.settle(form, asked, scope) {
            Some(Same::Known(patient)) => {
                self.doubts.settled(form);
                return self.choose(patient, form, scope);
            }
            Some(Same::Left(patient)) => self.sought = Sought::Wanted(patient),
            Some(Same::Former(person)) => {
                self.doubts.settled(form);
                if let Some(who) = form.choice_mut(WHO) {
                    who.choose_typed(&person.id);
                }
                self.spread.clone_from(&person.id);
                self.former = Some(person.id.clone());
                fill(form, &person);
                for id in CONTACT {
                    let there = !form.value(id).is_empty();
                    form.ask(id, if there { Asked::Yes } else { Asked::No });
                }
            }
            None => {}
        }
        let on_who = form.focused().is_some_and(|field| field.id == WHO);
        if let Some(typed) = typed.filter(|typed| on_who && *typed != self.spread) {
            self.spread(&typed, form);
        }
    }

    fn refresh(&self, form: &mut Form, scope: &Scope<'_>) {
        let mut people = choices::people(scope, People::All, None);
        for patient in &self.found {
            if scope.hospital.patient(patient.id).is_none() {
                people.push(choices::person(scope, patient, People::All));
            }
        }
        if let Some(who) = form.choice_mut(WHO) {
            who.replace(people);
            who.remark_typed(scope.words.say("form-new-person"));
        }
    }

    /// What was typed to find somebody is the beginning of the particulars: a number, a reading or a name.
    fn spread(&mut self, typed: &str, form: &mut Form) {
        let target = if Identifier::parse(typed).is_ok() {
            "id"
        } else if is_kana(typed) {
            "kana"
        } else {
            "name"
        };
        let before = [self.spread.clone(), katakana(&self.spread)];
        for id in TARGETS {
            let untouched = before.iter().any(|text| text == form.value(id)) || form.value(id).is_empty();
            if !untouched {
                continue;
            }
            let (accepts, text) = match (id == target, id) {
                (true, "id") => (Accepts::Code, typed.to_owned()),
                (false, "id") => (Accepts::Code, String::new()),
                (_, "kana") if target == "kana" => (Accepts::Text, katakana(typed)),
                // Katakana may be the whole name: of somebody from abroad it is. Hiragana is a reading on its way.
                (_, "name") if target == "kana" && katakana(typed) == typed => (Accepts::Text, typed.to_owned()),
                (true, _) => (Accepts::Text, typed.to_owned()),
                (false, _) => (Accepts::Text, String::new()),
            };
            if let Some(Input::Text(field)) = form.field_mut(id).map(|field| &mut field.input) {
                field.edit = TextEdit::with(accepts, &text);
            }
        }
        typed.clone_into(&mut self.spread);
    }

    /// A number that nobody here has: perhaps somebody who was discharged long ago.
    pub fn wonders(&mut self, form: &Form) -> Option<Question> {
        if let Sought::Wanted(patient) = self.sought {
            self.sought = Sought::Asked(patient);
            return Some(Question::Person {
                patient: PatientRef::Record(patient),
            });
        }
        if form.focused().is_some_and(|field| field.id == WHO) {
            return None;
        }
        let typed = form.choice(WHO)?.chosen_typed()?;
        let identifier = Identifier::parse(typed).ok()?;
        if identifier.as_str().len() < SHORTEST_NUMBER || self.asked.iter().any(|asked| asked == typed) {
            return None;
        }
        self.asked.push(typed.to_owned());
        Some(Question::Person {
            patient: PatientRef::Identifier(identifier),
        })
    }

    pub fn answered(&mut self, answer: &Result<Answer, Refusal>, form: &mut Form, scope: &Scope<'_>) {
        let Ok(Answer::Person(person)) = answer else {
            return;
        };
        if self.sought == Sought::Asked(person.patient.id) {
            self.sought = Sought::Nobody;
            self.doubts.settled(form);
            self.found.push(Arc::clone(&person.patient));
            return self.choose(person.patient.id, form, scope);
        }
        // Meanwhile something else may have been typed.
        let typed = form.choice(WHO).and_then(|who| who.chosen_typed());
        let typed = typed.and_then(|typed| Identifier::parse(typed).ok());
        let meant = |number: &Identifier| person.patient.identifiers.iter().any(|(_, known)| known == number);
        if !typed.as_ref().is_some_and(meant) {
            return;
        }
        self.found.push(Arc::clone(&person.patient));
        self.choose(person.patient.id, form, scope);
    }

    /// Somebody who is in the records now.
    pub fn choose(&mut self, patient: PatientId, form: &mut Form, scope: &Scope<'_>) {
        self.refresh(form, scope);
        if let Some(who) = form.choice_mut(WHO) {
            who.choose(&patient.to_string());
        }
        self.settle(form, scope);
    }

    pub fn meant(reader: &mut Reader<'_>) -> Option<Meant> {
        let typed = reader.form.choice(WHO).and_then(|who| who.chosen_typed());
        if let Some(bed) = typed.and_then(|typed| bed_of(reader.scope, typed)) {
            let text = reader.scope.words.fill("form-wrong-is-bed", &[("bed", bed.into())]);
            reader.note(WHO, text);
            return None;
        }
        if typed.is_some() {
            Doubts::read(reader, "form-same-go-on");
            return Some(Meant::New(Register {
                phone: reader.text("phone", NAME),
                address: reader.text("address", REMARK),
                ..read(reader)
            }));
        }
        let lost = reader.form.choice(WHO).is_some_and(ChoiceField::is_lost);
        if lost {
            reader.note_key(WHO, "form-wrong-choose-person");
            return None;
        }
        reader.person(WHO).map(Meant::Known)
    }

    /// Who is meant, in one line, as soon as the keyboard has left the fields that say so.
    pub fn named(form: &Form, scope: &Scope<'_>) -> Option<String> {
        let focused = form.focused()?.id;
        if form.field(WHO).is_none() || focused == WHO || PARTICULARS.contains(&focused) {
            return None;
        }
        if let Some(patient) = Self::known(form) {
            return Some(scope.told_apart(patient));
        }
        let this_year = chrono::Datelike::year(&scope.local_now());
        // The date as it was understood, not as it was typed.
        let said = ["name", "kana", "birth", "id"].map(|id| match (id, form.value(id)) {
            ("birth", typed) => {
                read_birth(typed, this_year).map_or_else(|| typed.to_owned(), |birth| scope.birth(birth))
            }
            (_, typed) => typed.to_owned(),
        });
        let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
        (!said.is_empty()).then(|| said.join("  "))
    }

    /// Whom the field names, if it is somebody from the records.
    pub fn known(form: &Form) -> Option<PatientId> {
        PatientId::parse(form.choice(WHO)?.chosen()?)
    }
}

/// The bed that was typed where a person is asked for.
fn bed_of(scope: &Scope<'_>, typed: &str) -> Option<String> {
    let typed = folded(typed);
    let mut beds = scope.hospital.frame()?.beds().map(|bed| &bed.name);
    beds.find(|bed| folded(bed.as_str()) == typed).map(ToString::to_string)
}

/// The fields of a person, as they begin.
pub fn particulars(scope: &Scope<'_>) -> Vec<FormField> {
    let text = |id, accepts| FormField::text(id, Need::Optional, TextField::new(TextEdit::new(accepts)));
    let sexes = choices::words(scope, Sex::ALL, Sex::word, Sex::term);
    vec![
        text("name", Accepts::Text),
        text("kana", Accepts::Text),
        FormField::choice("sex", Need::Optional, ChoiceField::new(sexes).numbered()),
        text("birth", Accepts::Folded),
        text("id", Accepts::Code),
    ]
}

/// What stands in the fields of a person.
pub fn read(reader: &mut Reader<'_>) -> Register {
    Register {
        identifier: reader.identifier("id"),
        name: reader.name("name"),
        kana: reader.kana("kana"),
        sex: reader.word("sex", Sex::from_word),
        birth: reader.birth("birth"),
        phone: None,
        address: None,
    }
}

fn is_kana(text: &str) -> bool {
    let kana = katakana(text);
    !kana.is_empty()
        && kana
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, 'ァ'..='ヺ' | 'ー' | '・'))
}
