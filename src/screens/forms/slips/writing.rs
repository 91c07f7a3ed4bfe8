//! A typed slip: the fields of its kind, and everything that must be looked at before it is saved.

use crate::app::{Scope, Selection, sentences::Speaker};
use crate::domain::checks::Unspelled;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Code, Field, FieldKind, SlipType,
    command::{SlipCommand, WriteSlip},
    decide::{entitled, writing::due_of},
    safety::{Ordered, warnings},
};
use crate::theme::Shape;
use crate::widgets::{Accepts, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::super::moving::{at, request};
use super::super::reader::{Reader, written_on_slip};
use super::super::sheet::{Danger, Sheet};
use super::{
    ask_for_drugs, asked, chosen, drug_fields, drugs, field_of, fields_of, has_drugs, hint_of, label_of, origin,
    own_name, readable, values_of, warning_of, who,
};

/// A typed slip of one kind.
pub struct Writing {
    kind: Code,
    patient: Option<PatientId>,
}

impl Writing {
    pub fn new(selection: &Selection) -> Option<Self> {
        Some(Self {
            kind: selection.paper.kind.clone()?,
            patient: selection.patient,
        })
    }

    fn kind<'a>(&self, scope: &'a Scope<'_>) -> Option<&'a SlipType> {
        scope.hospital.slip_book()?.slip_type(&self.kind)
    }

    fn fields<'a>(&self, scope: &'a Scope<'_>) -> Vec<(&'static str, &'a Field)> {
        fields_of(self.kind(scope))
    }
}

impl Sheet for Writing {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let urgencies: Vec<Choice> = self
            .kind(scope)
            .into_iter()
            .flat_map(|kind| &kind.urgencies)
            .map(|urgency| Choice::new(urgency.code.as_str(), speaker.title(&urgency.title)))
            .collect();
        let first = urgencies.first().map(|choice| choice.key.clone()).unwrap_or_default();
        let prescribed = self.kind(scope).is_some_and(entitled::needs_an_orderer);
        let need_of_orderer = if prescribed { Need::Required } else { Need::Optional };
        let orderer = TextEdit::proposing(Accepts::Text, &own_name(scope).unwrap_or_default());
        let mut fields = vec![
            at(),
            FormField::choice("slip-who", Need::Required, who(scope, self.patient)),
            FormField::choice(
                "urgency",
                Need::Required,
                ChoiceField::new(urgencies).numbered().with(&first),
            ),
            FormField::text("orderer", need_of_orderer, TextField::new(orderer)),
        ];
        if has_drugs(self.kind(scope)) {
            fields.extend(drug_fields(&[]));
        }
        let own = self.fields(scope);
        fields.extend(own.into_iter().map(|(id, field)| field_of(id, field, "", scope)));
        let begin = if self.patient.is_some() { "urgency" } else { "slip-who" };
        Form::new(fields).beginning_at(begin)
    }

    fn settle(&mut self, form: &mut Form, _: &Scope<'_>) {
        ask_for_drugs(form);
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let patient = reader.person("slip-who")?;
        let urgency = reader.chosen("urgency").and_then(Code::parse);
        let orderer = reader.name("orderer");
        let values = values_of(&self.fields(reader.scope), reader);
        let drugs = drugs(reader);
        let command = SlipCommand::Write(WriteSlip {
            number: None,
            kind: Some(self.kind.clone()),
            patient: patient.into(),
            origin: origin(reader.scope, patient),
            urgency,
            orderer,
            values,
            drugs,
        });
        Some(request(Command::Slip(command), at))
    }

    fn label(&self, id: &str, scope: &Scope<'_>) -> Option<String> {
        label_of(&self.fields(scope), id, scope)
    }

    fn title(&self, scope: &Scope<'_>) -> Option<String> {
        let kind = self.kind(scope)?;
        let kind = Speaker::new(scope.words, scope.hospital).title(&kind.title);
        Some(scope.words.fill("slips-write-kind", &[("kind", kind.into())]))
    }

    fn hint(&self, id: &str, value: &str, scope: &Scope<'_>) -> Option<String> {
        hint_of(&self.fields(scope), id, value, scope)
    }

    fn warning(&self, field: &FormField, _: &Form, scope: &Scope<'_>) -> Option<String> {
        warning_of(field, scope)
    }

    /// What must be looked at stands in the question before the slip is saved, with whose it is and of which kind.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let patient = PatientId::parse(form.value("slip-who"))?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let drugs = readable(form);
        let values = chosen(&self.fields(scope), form);
        let ordered = Ordered {
            kind: self.kind(scope),
            drugs: &drugs,
            values: &values,
        };
        let found = warnings(scope.hospital, book, person, &ordered, None, &Unspelled);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let mut told = crate::screens::slips::told(found, scope);
        let sign = scope.look.sign(Shape::Late);
        told.extend(self.too_late(form, scope).map(|text| format!("{sign} {text}")));
        let kind = self
            .kind(scope)
            .map(|kind| speaker.title(&kind.title))
            .unwrap_or_default();
        asked(patient, &kind, &told, scope)
    }
}

impl Writing {
    /// The cut-off has passed, or the work is due after it is needed: said before it is saved, with the moment.
    fn too_late(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        let urgency = Code::parse(form.value("urgency"))?;
        let urgency = self.kind(scope)?.urgency(&urgency)?;
        let at = Reader::new(form, scope).at().unwrap_or(scope.now);
        let (due, late) = due_of(scope.hospital, urgency, at);
        let needed = self.fields(scope).into_iter().find_map(|(id, field)| {
            let wanted = written_on_slip(&field.kind, form.value(id), scope.local_now())?;
            let is_time = field.kind == FieldKind::Time && ["start", "use", "date"].contains(&field.code.as_str());
            let wanted = chrono::NaiveDateTime::parse_from_str(&wanted, "%Y-%m-%dT%H:%M").ok()?;
            is_time.then_some(wanted)
        });
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let cut_off = urgency.cut_off.unwrap_or_default();
        let too_late = needed.filter(|needed| scope.local(due) > *needed);
        let key = match (late, too_late) {
            (false, None) => return None,
            (true, None) => "slips-late-cut-off",
            (true, Some(_)) => "slips-late-both",
            (false, Some(_)) => "slips-late-needed",
        };
        let needed = too_late
            .map(|at| at.format("%m-%d %H:%M").to_string())
            .unwrap_or_default();
        let places = [
            ("urgency", speaker.title(&urgency.title).into()),
            ("cut-off", format!("{}:{:02}", cut_off / 60, cut_off % 60).into()),
            ("due", scope.moment(due).into()),
            ("needed", needed.into()),
        ];
        Some(scope.words.fill(key, &places))
    }
}
