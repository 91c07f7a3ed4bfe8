//! 病床の予約, 使用不可, 病室の条件: what is said of beds and rooms themselves.

use crate::app::{Scope, Selection};
use crate::domain::census::{BedName, BlockReason, Isolation, RoomRule};
use crate::domain::command::{Command, Request};
use crate::domain::identity::{PatientId, Sex};
use crate::i18n::{Language, Looks};
use crate::widgets::{Accepts, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::choices::{self, People};
use super::moving::{at, request, ward_of};
use super::reader::Reader;
use super::sheet::Sheet;

fn until() -> FormField {
    FormField::text("until", Need::Optional, TextField::new(TextEdit::new(Accepts::Folded)))
}

/// A bed kept for somebody: the selected bed, or another one for the selected patient.
pub struct Reserving {
    patient: Option<PatientId>,
    bed: Option<BedName>,
    made_for: Option<(u64, Language)>,
}

impl Reserving {
    pub fn new(selection: &Selection) -> Self {
        Self {
            patient: selection.patient,
            bed: selection.bed.clone().filter(|_| selection.patient.is_none()),
            made_for: None,
        }
    }

    fn near(&self, scope: &Scope<'_>) -> Option<String> {
        let of_bed = self.bed.as_ref().map(|bed| bed.ward().to_owned());
        of_bed
            .or_else(|| ward_of(scope, self.patient?))
            .or_else(|| scope.ward.map(ToString::to_string))
    }

    fn people(&self, scope: &Scope<'_>) -> Vec<Choice> {
        choices::people(scope, People::All, self.near(scope).as_deref())
    }

    fn beds(&self, scope: &Scope<'_>) -> Vec<Choice> {
        choices::all_beds(scope, self.near(scope).as_deref())
    }
}

impl Sheet for Reserving {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut fields = vec![until()];
        if self.patient.is_none() {
            let who = ChoiceField::new(self.people(scope)).exactly();
            fields.push(FormField::choice("who", Need::Required, who));
        }
        if self.bed.is_none() {
            let beds = choices::bed_field(scope, self.beds(scope));
            fields.push(FormField::choice("bed", Need::Required, beds));
        }
        let begin = if self.patient.is_none() { "who" } else { "bed" };
        Form::new(fields).beginning_at(begin)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            let (people, beds) = (self.people(scope), self.beds(scope));
            if let Some(who) = form.choice_mut("who") {
                who.replace(people);
            }
            if let Some(field) = form.choice_mut("bed") {
                field.replace(beds);
            }
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let patient = match self.patient {
            Some(patient) => Some(patient),
            None if reader.form.choice("who").is_some_and(ChoiceField::is_lost) => {
                reader.note_key("who", "form-wrong-choose-known");
                None
            }
            None => reader.person("who"),
        };
        let bed = match &self.bed {
            Some(bed) => Some(bed.clone()),
            None => reader.bed("bed", patient),
        };
        let until = reader.moment("until", Looks::Ahead);
        let command = Command::Reserve {
            bed: bed?,
            patient: patient?.into(),
            until,
        };
        Some(request(command, None))
    }

    fn patient(&self) -> Option<PatientId> {
        self.patient
    }

    fn is_about_bed(&self) -> bool {
        self.bed.is_some()
    }
}

pub struct Blocking(pub BedName);

impl Blocking {
    fn reasons(scope: &Scope<'_>) -> Vec<Choice> {
        choices::words(scope, BlockReason::ALL, BlockReason::word, BlockReason::term)
    }
}

impl Sheet for Blocking {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let reasons = ChoiceField::new(Self::reasons(scope))
            .numbered()
            .with(BlockReason::Cleaning.word());
        Form::new(vec![
            at(),
            FormField::choice("reason", Need::Required, reasons),
            until(),
        ])
        .beginning_at("reason")
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(field) = form.choice_mut("reason") {
            field.replace(Self::reasons(scope));
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let until = reader.moment("until", Looks::Ahead);
        let reason = reader.word("reason", BlockReason::from_word)?;
        let command = Command::Block {
            bed: self.0.clone(),
            reason,
            until,
        };
        Some(request(command, at))
    }

    fn is_about_bed(&self) -> bool {
        true
    }
}

pub struct Unblocking(pub BedName);

impl Sheet for Unblocking {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![at()])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let bed = self.0.clone();
        Some(request(Command::Unblock { bed }, at))
    }

    fn is_about_bed(&self) -> bool {
        true
    }
}

/// Who may lie in the room of a bed.
pub struct Ruling(pub BedName);

const ANY: &str = "any";

impl Ruling {
    fn sexes(scope: &Scope<'_>) -> Vec<Choice> {
        let any = Choice::new(ANY, scope.words.say("form-rule-any-sex"));
        let known = [Sex::Male, Sex::Female];
        let sexes = known.iter().map(|sex| {
            let places = [("who", scope.words.say(sex.term()).into())];
            Choice::new(sex.word(), scope.words.fill("detail-rule-only", &places))
        });
        std::iter::once(any).chain(sexes).collect()
    }

    fn isolations(scope: &Scope<'_>) -> Vec<Choice> {
        let any = Choice::new(ANY, scope.words.say("form-rule-any-isolation"));
        let isolations = Isolation::ALL.iter().map(|isolation| {
            let places = [("who", scope.words.say(isolation.term()).into())];
            Choice::new(isolation.word(), scope.words.fill("detail-rule-only", &places))
        });
        std::iter::once(any).chain(isolations).collect()
    }
}

impl Sheet for Ruling {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let rule = scope
            .hospital
            .room(&self.0.room_name())
            .and_then(|room| room.rule.get().copied());
        let rule = rule.unwrap_or_default();
        let sex = rule.sex.map_or(ANY, Sex::word);
        let isolation = rule.isolation.map_or(ANY, Isolation::word);
        let numbered = |choices, now: &str| ChoiceField::new(choices).numbered().with(now);
        Form::new(vec![
            FormField::choice("sex", Need::Required, numbered(Self::sexes(scope), sex)),
            FormField::choice(
                "isolation",
                Need::Required,
                numbered(Self::isolations(scope), isolation),
            ),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        if let Some(field) = form.choice_mut("sex") {
            field.replace(Self::sexes(scope));
        }
        if let Some(field) = form.choice_mut("isolation") {
            field.replace(Self::isolations(scope));
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let (sex, isolation) = (reader.chosen("sex")?, reader.chosen("isolation")?);
        let command = Command::RuleRoom {
            room: self.0.room_name(),
            rule: RoomRule {
                sex: Sex::from_word(sex),
                isolation: Isolation::from_word(isolation),
            },
        };
        Some(request(command, None))
    }

    fn is_about_bed(&self) -> bool {
        true
    }
}
