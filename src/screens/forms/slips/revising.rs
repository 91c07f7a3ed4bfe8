//! 再発行: what stands on the paper, in the fields of its kind, to be changed. What is left as it is stays.

use crate::app::{Scope, Selection, sentences::Speaker};
use crate::domain::checks::Unspelled;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Code, Custody, Field, Slip, SlipType,
    command::{Revise, SlipCommand},
    fact::{Content, DrugLine, QueryOutcome},
    safety::{Ordered, warnings},
};
use crate::domain::text::REMARK;
use crate::i18n::Value;
use crate::theme::Shape;
use crate::widgets::{Accepts, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::super::moving::request;
use super::super::reader::{Reader, written_on_slip};
use super::super::sheet::{Danger, Sheet};
use super::{
    About, ask_for_drugs, chosen, drug, drug_fields, drugs, field_of, fields_of, has_drugs, hint_of, label_of,
    readable, values_of, warning_of, whom,
};

pub struct Revising(About);

impl Revising {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }

    fn kind<'a>(&self, scope: &'a Scope<'_>) -> Option<&'a SlipType> {
        let written = self.0.slip(scope)?.written()?;
        scope.hospital.slip_book()?.slip_type(&written.kind)
    }

    fn fields<'a>(&self, scope: &'a Scope<'_>) -> Vec<(&'static str, &'a Field)> {
        fields_of(self.kind(scope))
    }

    fn content<'a>(&self, scope: &'a Scope<'_>) -> Option<&'a Content> {
        self.0.slip(scope)?.content()
    }
}

impl Revising {
    /// A slip from the shell may have more lines than the form: they stay as they are.
    fn with_the_rest(&self, mut drugs: Vec<DrugLine>, scope: &Scope<'_>) -> Vec<DrugLine> {
        if !drugs.is_empty() {
            let known = self.content(scope).into_iter().flat_map(|content| &content.drugs);
            drugs.extend(known.skip(super::DRUGS.len()).cloned());
        }
        drugs
    }

    /// Every line that will not be what it was: `アムロジピン錠5mg | 1錠 → アムロジピン錠2.5mg | 1錠`.
    fn changes(&self, slip: &Slip, form: &Form, scope: &Scope<'_>) -> Vec<String> {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let to = scope.look.sign(Shape::Towards);
        let nothing = scope.words.say("slips-revises-none");
        let content = slip.content();
        let line = |was: &str, is: &str| {
            let shown = |text: &str| {
                if text.is_empty() {
                    nothing.clone()
                } else {
                    text.to_owned()
                }
            };
            format!("{} {to} {}", shown(was), shown(is))
        };
        let mut changes = Vec::new();
        let old: Vec<String> = content
            .map(|content| content.drugs.iter().map(ToString::to_string).collect())
            .unwrap_or_default();
        for (place, id) in super::DRUGS.iter().enumerate() {
            let was = old.get(place).map(String::as_str).unwrap_or_default();
            // What cannot be read is refused beside its field.
            let is = match drug(form.value(id)) {
                Some(Ok(line)) => line.to_string(),
                Some(Err(_)) => continue,
                None => String::new(),
            };
            if was != is {
                changes.push(line(was, &is));
            }
        }
        for (id, field) in self.fields(scope) {
            let known = content.and_then(|content| content.values.iter().find(|(code, _)| *code == field.code));
            let was = known.map(|(_, value)| value.to_string()).unwrap_or_default();
            let typed = form.value(id);
            let is = written_on_slip(&field.kind, typed, scope.local_now()).unwrap_or_else(|| typed.to_owned());
            // What is left empty stays as it is.
            if was != is && !is.is_empty() {
                let shown = |value: &str| match value {
                    "" => String::new(),
                    value => speaker.slip_value(Some(field), value),
                };
                changes.push(format!(
                    "{}: {}",
                    speaker.title(&field.title),
                    line(&shown(&was), &shown(&is))
                ));
            }
        }
        let kind = self.kind(scope);
        let titled = |code: &Code| {
            let urgency = kind.and_then(|kind| kind.urgency(code));
            urgency.map(|urgency| speaker.title(&urgency.title)).unwrap_or_default()
        };
        let (was, is) = (
            content.map(|content| &content.urgency),
            Code::parse(form.value("urgency")),
        );
        if let (Some(was), Some(is)) = (was, is)
            && *was != is
        {
            let title = scope.words.say("form-urgency");
            changes.push(format!("{title}: {}", line(&titled(was), &titled(&is))));
        }
        changes
    }
}

impl Sheet for Revising {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let content = self.content(scope);
        let value = |code: &Code| {
            let values = content.map(|content| content.values.as_slice()).unwrap_or_default();
            let found = values.iter().find(|(known, _)| known == code);
            found.map(|(_, value)| value.to_string()).unwrap_or_default()
        };
        let mut fields = Vec::new();
        if has_drugs(self.kind(scope)) {
            let drugs = content.map(|content| content.drugs.as_slice()).unwrap_or_default();
            fields.extend(drug_fields(&drugs.iter().map(ToString::to_string).collect::<Vec<_>>()));
        }
        let own = self.fields(scope).into_iter();
        // A form that was filled by hand has its words on the paper: only what is changed is typed.
        fields.extend(own.map(|(id, field)| field_of(id, field, &value(&field.code), scope)));
        let urgencies = self.kind(scope).into_iter().flat_map(|kind| &kind.urgencies);
        let urgencies = urgencies.map(|urgency| Choice::new(urgency.code.as_str(), speaker.title(&urgency.title)));
        // As urgent as it is, until somebody says otherwise.
        let urgency = content.map(|content| content.urgency.as_str()).unwrap_or_default();
        let urgencies = ChoiceField::new(urgencies.collect()).numbered();
        let urgencies = if urgency.is_empty() {
            urgencies
        } else {
            urgencies.with(urgency)
        };
        fields.push(FormField::choice("urgency", Need::Optional, urgencies));
        // An answer that asked for the reissue says on whose order and why.
        let answer = self
            .0
            .slip(scope)
            .and_then(|slip| slip.queries.last())
            .and_then(|query| query.answers.last())
            .filter(|(_, answer)| answer.outcome == QueryOutcome::Reissue)
            .map(|(_, answer)| (answer.by.to_string(), answer.answer.to_string()));
        let (by, why) = answer.unwrap_or_default();
        for (id, text) in [("revise-by", &by), ("revise-why", &why)] {
            let edit = TextEdit::proposing(Accepts::Text, text);
            fields.push(FormField::text(id, Need::Required, TextField::new(edit)));
        }
        let by_hand = content.is_some_and(|content| content.source == crate::domain::slips::fact::Source::ByHand);
        if by_hand {
            // Nothing of it was typed, so nothing of it is missing.
            for field in &mut fields {
                if !matches!(field.id, "revise-by" | "revise-why") {
                    field.need = Need::Optional;
                }
            }
        }
        Form::new(fields)
    }

    fn label(&self, id: &str, scope: &Scope<'_>) -> Option<String> {
        label_of(&self.fields(scope), id, scope)
    }

    fn hint(&self, id: &str, value: &str, scope: &Scope<'_>) -> Option<String> {
        hint_of(&self.fields(scope), id, value, scope)
    }

    fn settle(&mut self, form: &mut Form, _: &Scope<'_>) {
        ask_for_drugs(form);
    }

    fn warning(&self, field: &FormField, _: &Form, scope: &Scope<'_>) -> Option<String> {
        warning_of(field, scope)
    }

    /// What stood there and what will, how many sheets are to be called back, and what must be looked at: a drug that was exchanged
    /// by mistake is seen before it is on paper.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let slip = self.0.slip(scope)?;
        let patient = slip.patient()?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let drugs = self.with_the_rest(readable(form), scope);
        let values = chosen(&self.fields(scope), form);
        let ordered = Ordered {
            kind: slip.written().and_then(|written| book.slip_type(&written.kind)),
            drugs: &drugs,
            values: &values,
        };
        let found = warnings(scope.hospital, book, person, &ordered, Some(slip.number), &Unspelled);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let out = slip
            .current()
            .filter(|copy| copy.is_open() && *copy.custody() != Custody::Unprinted)
            .count();
        let places = [
            ("who", whom(patient, scope).into()),
            ("kind", speaker.slip_kind(slip).into()),
            ("revision", Value::from(usize::from(slip.revision()) + 1)),
        ];
        let mut lines = vec![scope.words.fill("slips-revises", &places)];
        // What harms goes before what is only different: it is never what there is no room for.
        lines.extend(crate::screens::slips::told(found, scope));
        let changes = self.changes(slip, form, scope);
        if changes.is_empty() {
            lines.push(scope.words.say("slips-revises-nothing"));
        }
        lines.extend(changes);
        if out > 0 {
            lines.push(
                scope
                    .words
                    .fill("slips-revises-recalls", &[("count", Value::from(out))]),
            );
        }
        Some(Danger {
            question: lines.join("\n"),
            go: scope.words.say("slips-revises-go"),
        })
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let (by, why) = (reader.name("revise-by"), reader.text("revise-why", REMARK));
        let fields = self.fields(reader.scope);
        let mut values = values_of(&fields, reader);
        let known = self.content(reader.scope).map(|content| content.values.as_slice());
        values.retain(|value| !known.unwrap_or_default().contains(value));
        let now = self.content(reader.scope).map(|content| content.urgency.clone());
        let urgency = reader.chosen("urgency").and_then(Code::parse);
        let drugs = drugs(reader);
        let before = self.content(reader.scope).map_or(0, |content| content.drugs.len());
        if drugs.is_empty() && before > 0 && has_drugs(self.kind(reader.scope)) {
            // Without any drug it is another slip: that one is cancelled.
            reader.note_key("drug-1", "slips-drug-none-left");
            return None;
        }
        let command = SlipCommand::Revise(Revise {
            slip: self.0.paper.slip?.slip,
            // The same again would count its time anew.
            urgency: urgency.filter(|urgency| now.as_ref() != Some(urgency)),
            values,
            drugs: self.with_the_rest(drugs, reader.scope),
            ordered: by.zip(why),
        });
        Some(request(Command::Slip(command), None))
    }
}
