//! 再発行: what stands on the paper, in the fields of its kind, to be changed. What is left as it is stays.

use crate::app::{Scope, Selection, sentences::Speaker};
use crate::domain::checks::Unspelled;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Code, Field, SlipType,
    command::{Revise, SlipCommand},
    fact::{Content, QueryOutcome},
};
use crate::domain::text::REMARK;
use crate::widgets::{Accepts, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::super::moving::request;
use super::super::reader::Reader;
use super::super::sheet::{Danger, Sheet};
use super::{
    About, ask_for_drugs, asked, drug, drug_fields, drugs, field_of, fields_of, has_drugs, hint_of, label_of,
    values_of, write_drug,
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
            fields.extend(drug_fields(&drugs.iter().map(write_drug).collect::<Vec<_>>()));
        }
        let own = self.fields(scope).into_iter();
        // A form that was filled by hand has its words on the paper: only what is changed is typed.
        fields.extend(own.map(|(id, field)| field_of(id, field, &value(&field.code), scope)));
        let urgencies = self.kind(scope).into_iter().flat_map(|kind| &kind.urgencies);
        let urgencies = urgencies.map(|urgency| Choice::new(urgency.code.as_str(), speaker.title(&urgency.title)));
        fields.push(FormField::choice(
            "urgency",
            Need::Optional,
            ChoiceField::new(urgencies.collect()).numbered(),
        ));
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

    /// What must be looked at when it is given anew.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let slip = self.0.slip(scope)?;
        let patient = slip.patient()?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let drugs: Vec<_> = super::DRUGS.iter().filter_map(|id| drug(form.value(id))).collect();
        let found =
            crate::domain::slips::safety::warnings(scope.hospital, book, person, &drugs, Some(slip.number), &Unspelled);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let told: Vec<String> = found.iter().map(|warning| speaker.warning(warning)).collect();
        asked(patient, &speaker.slip_kind(slip), &told, scope)
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let (by, why) = (reader.name("revise-by"), reader.text("revise-why", REMARK));
        let fields = self.fields(reader.scope);
        let mut values = values_of(&fields, reader);
        let known = self.content(reader.scope).map(|content| content.values.as_slice());
        values.retain(|value| !known.unwrap_or_default().contains(value));
        let command = SlipCommand::Revise(Revise {
            slip: self.0.paper.slip?.slip,
            urgency: reader.chosen("urgency").and_then(Code::parse),
            values,
            drugs: drugs(reader),
            ordered: by.zip(why),
        });
        Some(request(Command::Slip(command), None))
    }
}
