//! The forms of paper: a typed slip with the fields of its kind, a form filled by hand, 疑義照会 and its answer, a reissue,
//! 実施, a cancellation, a run.
//! Long because it holds the sheets of all forms of paper, a page each.

use crate::app::{Paper, Scope, Selection, sentences::Speaker};
use crate::domain::census::WardCode;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Code, Field, FieldKind, Post, SlipNumber, SlipType,
    book::Required,
    command::{AskBack, NumberGiven, Perform, Revise, SlipCommand, WriteSlip},
    fact::{DrugLine, Method, Outcome, QueryOutcome, QueryReason},
    number::SHORTEST_TAIL,
};
use crate::domain::text::{NAME, REMARK, Text};
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::choices::{self, People};
use super::moving::{at, request};
use super::reader::Reader;
use super::sheet::Sheet;

/// The fields of a kind by their place: kinds have fewer.
const PLACES: [&str; 24] = [
    "paper-1", "paper-2", "paper-3", "paper-4", "paper-5", "paper-6", "paper-7", "paper-8", "paper-9", "paper-10",
    "paper-11", "paper-12", "paper-13", "paper-14", "paper-15", "paper-16", "paper-17", "paper-18", "paper-19",
    "paper-20", "paper-21", "paper-22", "paper-23", "paper-24",
];
/// Lines of drugs that a form has room for.
const DRUGS: [&str; 6] = ["drug-1", "drug-2", "drug-3", "drug-4", "drug-5", "drug-6"];

fn text(id: &'static str, need: Need) -> FormField {
    FormField::text(id, need, TextField::new(TextEdit::new(Accepts::Text)))
}

/// Inpatients, those of the ward of this laptop first.
fn who(scope: &Scope<'_>, patient: Option<PatientId>) -> ChoiceField {
    let near = scope.ward.map(WardCode::as_str);
    let field = ChoiceField::new(choices::people(scope, People::Inpatients, near)).exactly();
    match patient {
        Some(patient) => field.with(&patient.to_string()),
        None => field,
    }
}

fn origin(scope: &Scope<'_>, patient: PatientId) -> Option<Post> {
    let here = scope
        .hospital
        .open_stay(patient)
        .and_then(|stay| stay.place()?.answers().cloned());
    match here {
        Some(_) => None,
        None => Post::parse(scope.ward.map_or("outpatient", |ward| ward.as_str())),
    }
}

/// `name | amount | usage | duration`, blanks of two or more part them as well.
fn drug(raw: &str) -> Option<DrugLine> {
    let mut cells = raw
        .split(['|', '｜'])
        .flat_map(|cell| cell.split("  "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    let name = Text::parse(cells.next()?, NAME).ok()?;
    let mut next = || cells.next().and_then(|cell| Text::parse(cell, NAME).ok());
    Some(DrugLine {
        name,
        amount: next(),
        usage: next(),
        duration: next(),
    })
}

fn drugs(reader: &mut Reader<'_>) -> Vec<DrugLine> {
    DRUGS.iter().filter_map(|id| drug(reader.form.value(id))).collect()
}

fn write_drug(line: &DrugLine) -> String {
    let rest = [&line.amount, &line.usage, &line.duration].into_iter().flatten();
    let all: Vec<String> = std::iter::once(&line.name)
        .chain(rest)
        .map(ToString::to_string)
        .collect();
    all.join(" | ")
}

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

    /// The fields that have a place of their own, with it.
    fn fields<'a>(&self, scope: &'a Scope<'_>) -> Vec<(&'static str, &'a Field)> {
        let fields = self.kind(scope).map(|kind| kind.fields.as_slice()).unwrap_or_default();
        let plain = fields.iter().filter(|field| field.kind != FieldKind::Drugs);
        PLACES.into_iter().zip(plain).collect()
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
        let mut fields = vec![
            at(),
            FormField::choice("slip-who", Need::Required, who(scope, self.patient)),
            FormField::choice(
                "urgency",
                Need::Required,
                ChoiceField::new(urgencies).numbered().with(&first),
            ),
            text("orderer", Need::Optional),
        ];
        let has_drugs = self
            .kind(scope)
            .is_some_and(|kind| kind.fields.iter().any(|field| field.kind == FieldKind::Drugs));
        if has_drugs {
            fields.extend(
                DRUGS
                    .iter()
                    .enumerate()
                    .map(|(place, id)| text(id, if place == 0 { Need::Required } else { Need::Optional })),
            );
        }
        for (id, field) in self.fields(scope) {
            let need = if field.required == Required::Yes {
                Need::Required
            } else {
                Need::Optional
            };
            fields.push(match &field.kind {
                FieldKind::Choice(choices) => {
                    let choices = choices
                        .iter()
                        .map(|choice| Choice::new(choice.ja.as_str(), speaker.title(choice)));
                    FormField::choice(id, need, ChoiceField::new(choices.collect()).numbered())
                }
                FieldKind::Number { .. } | FieldKind::Day | FieldKind::Time => {
                    FormField::text(id, need, TextField::new(TextEdit::new(Accepts::Folded)))
                }
                _ => text(id, need),
            });
        }
        let begin = if self.patient.is_some() { "urgency" } else { "slip-who" };
        Form::new(fields).beginning_at(begin)
    }

    /// A line for a drug is asked for once the one before it is filled.
    fn settle(&mut self, form: &mut Form, _: &Scope<'_>) {
        for (before, id) in DRUGS.iter().zip(DRUGS.iter().skip(1)) {
            let asked = if form.value(before).is_empty() {
                Asked::No
            } else {
                Asked::Yes
            };
            form.ask(id, asked);
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let patient = reader.person("slip-who")?;
        let urgency = reader.chosen("urgency").and_then(Code::parse);
        let orderer = reader.name("orderer");
        let mut values = Vec::new();
        for (id, field) in self.fields(reader.scope) {
            if let Some(value) = reader.text(id, REMARK) {
                values.push((field.code.clone(), value));
            }
        }
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
        let speaker = Speaker::new(scope.words, scope.hospital);
        let (_, field) = self.fields(scope).into_iter().find(|(place, _)| *place == id)?;
        let unit = match &field.kind {
            FieldKind::Number { unit: Some(unit) } => format!(" ({unit})"),
            _ => String::new(),
        };
        Some(format!("{}{unit}", speaker.title(&field.title)))
    }

    /// What must be looked at stands in the question before the slip is saved.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<super::sheet::Danger> {
        let patient = PatientId::parse(form.value("slip-who"))?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let drugs: Vec<DrugLine> = DRUGS.iter().filter_map(|id| drug(form.value(id))).collect();
        let found = crate::domain::slips::safety::warnings(scope.hospital, book, person, &drugs, None);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        if found.is_empty() {
            return None;
        }
        let speaker = Speaker::new(scope.words, scope.hospital);
        let told: Vec<String> = found.iter().map(|warning| speaker.warning(warning)).collect();
        let places = [("warnings", told.join(&scope.words.say("list-comma")).into())];
        Some(super::sheet::Danger {
            question: scope.words.fill("slips-warned", &places),
            go: scope.words.say("slips-warned-go"),
        })
    }
}

/// A form that was filled by hand: its number and its patient, in twelve keys.
pub struct Registering {
    patient: Option<PatientId>,
}

impl Registering {
    pub fn new(_: &Selection) -> Self {
        Self { patient: None }
    }

    fn number(raw: &str) -> Option<NumberGiven> {
        let tail = (SHORTEST_TAIL..=7).contains(&raw.len()) && raw.bytes().all(|byte| byte.is_ascii_digit());
        if tail {
            return Some(NumberGiven::Tail(raw.to_owned()));
        }
        SlipNumber::parse(raw).map(NumberGiven::Whole)
    }
}

impl Sheet for Registering {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let kinds = scope.hospital.slip_book().into_iter().flat_map(|book| &book.types);
        let speaker = Speaker::new(scope.words, scope.hospital);
        let kinds =
            kinds.map(|kind| Choice::new(kind.code.as_str(), speaker.title(&kind.title)).found_by(kind.code.as_str()));
        Form::new(vec![
            FormField::text(
                "slip-number",
                Need::Required,
                TextField::new(TextEdit::new(Accepts::Code)),
            ),
            FormField::choice("slip-kind", Need::Required, ChoiceField::new(kinds.collect())),
            FormField::choice("slip-who", Need::Required, who(scope, self.patient)),
        ])
    }

    /// The kind is asked for only where no pad known here has the number.
    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let unknown = match Self::number(form.value("slip-number")) {
            Some(NumberGiven::Whole(number)) => {
                let number = SlipNumber::meant(number, scope.hospital);
                !scope.hospital.pads().any(|pad| pad.holds(number))
            }
            _ => false,
        };
        form.ask("slip-kind", if unknown { Asked::Yes } else { Asked::No });
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let Some(number) = Self::number(reader.chosen("slip-number")?) else {
            reader.note_key("slip-number", "slips-wrong-number");
            return None;
        };
        let kind = reader.chosen("slip-kind").and_then(Code::parse);
        let patient = reader.person("slip-who")?;
        let command = SlipCommand::Write(WriteSlip {
            number: Some(number),
            kind,
            patient: patient.into(),
            origin: origin(reader.scope, patient),
            urgency: None,
            orderer: None,
            values: Vec::new(),
            drugs: Vec::new(),
        });
        Some(request(Command::Slip(command), None))
    }
}

/// 疑義照会.
pub struct AskingBack(Paper);

impl AskingBack {
    pub fn new(paper: &Paper) -> Self {
        Self(paper.clone())
    }
}

impl Sheet for AskingBack {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let reasons = choices::words(scope, QueryReason::ALL, QueryReason::word, QueryReason::term);
        let methods = choices::words(scope, Method::ALL, Method::word, Method::term);
        let slip = self.0.slip.and_then(|name| scope.hospital.slip(name.slip));
        let orderer = slip.and_then(|slip| slip.written()?.orderer.clone());
        let asked = TextEdit::with(Accepts::Text, orderer.as_ref().map(Text::as_str).unwrap_or_default());
        Form::new(vec![
            FormField::choice("query-reason", Need::Required, ChoiceField::new(reasons).numbered()),
            text("query-question", Need::Required),
            FormField::text("query-asked", Need::Optional, TextField::new(asked)),
            FormField::choice(
                "query-how",
                Need::Required,
                ChoiceField::new(methods).numbered().with("phone"),
            ),
        ])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let reason = reader.word("query-reason", QueryReason::from_word);
        let question = reader.text("query-question", REMARK);
        let command = SlipCommand::Query(AskBack {
            slip: self.0.slip?.slip,
            at: self.0.post.clone(),
            reason: reason?,
            asked: reader.name("query-asked"),
            how: reader.word("query-how", Method::from_word).unwrap_or(Method::Phone),
            question: question?,
            caller: None,
        });
        Some(request(Command::Slip(command), None))
    }
}

/// The answer to it, with what it means for the paper.
pub struct Answering(Paper);

impl Answering {
    pub fn new(paper: &Paper) -> Self {
        Self(paper.clone())
    }
}

impl Sheet for Answering {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let outcomes = choices::words(scope, QueryOutcome::ALL, QueryOutcome::word, QueryOutcome::term);
        let slip = self.0.slip.and_then(|name| scope.hospital.slip(name.slip));
        let asked = slip
            .and_then(|slip| slip.open_query())
            .map(|query| query.asked().to_owned())
            .unwrap_or_default();
        let by = TextEdit::with(Accepts::Text, &asked);
        Form::new(vec![
            FormField::choice("query-outcome", Need::Required, ChoiceField::new(outcomes).numbered()),
            text("query-answer", Need::Required),
            FormField::text("query-by", Need::Required, TextField::new(by)),
        ])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let outcome = reader.word("query-outcome", QueryOutcome::from_word);
        let answer = reader.text("query-answer", REMARK);
        let by = reader.name("query-by");
        let command = SlipCommand::Answer {
            slip: self.0.slip?.slip,
            outcome: outcome?,
            answer: answer?,
            by: by?,
        };
        Some(request(Command::Slip(command), None))
    }
}

/// 再発行: the drugs as they stand, to be changed.
pub struct Revising(Paper);

impl Revising {
    pub fn new(paper: &Paper) -> Self {
        Self(paper.clone())
    }
}

impl Sheet for Revising {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let slip = self.0.slip.and_then(|name| scope.hospital.slip(name.slip));
        let content = slip.and_then(|slip| slip.content());
        let known: Vec<String> = content
            .into_iter()
            .flat_map(|content| &content.drugs)
            .map(write_drug)
            .collect();
        let lines = DRUGS.iter().enumerate().map(|(place, id)| {
            let written = known.get(place).map(String::as_str).unwrap_or_default();
            FormField::text(
                id,
                Need::Optional,
                TextField::new(TextEdit::with(Accepts::Text, written)),
            )
        });
        let kind = slip.and_then(|slip| slip.written()).map(|written| written.kind.clone());
        let kind = kind.and_then(|kind| scope.hospital.slip_book()?.slip_type(&kind));
        let speaker = Speaker::new(scope.words, scope.hospital);
        let urgencies = kind.into_iter().flat_map(|kind| &kind.urgencies);
        let urgencies = urgencies.map(|urgency| Choice::new(urgency.code.as_str(), speaker.title(&urgency.title)));
        let urgency = FormField::choice(
            "urgency",
            Need::Optional,
            ChoiceField::new(urgencies.collect()).numbered(),
        );
        Form::new(lines.chain([urgency]).collect())
    }

    fn settle(&mut self, form: &mut Form, _: &Scope<'_>) {
        for (before, id) in DRUGS.iter().zip(DRUGS.iter().skip(1)) {
            let asked = if form.value(before).is_empty() {
                Asked::No
            } else {
                Asked::Yes
            };
            form.ask(id, asked);
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let command = SlipCommand::Revise(Revise {
            slip: self.0.slip?.slip,
            urgency: reader.chosen("urgency").and_then(Code::parse),
            values: Vec::new(),
            drugs: drugs(reader),
        });
        Some(request(Command::Slip(command), None))
    }
}

/// 実施、中止、返品.
pub struct Performing(Paper);

impl Performing {
    pub fn new(paper: &Paper) -> Self {
        Self(paper.clone())
    }
}

impl Sheet for Performing {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let outcomes = choices::words(scope, Outcome::ALL, Outcome::word, Outcome::term);
        Form::new(vec![
            at(),
            FormField::choice(
                "perform-outcome",
                Need::Required,
                ChoiceField::new(outcomes).numbered().with("done"),
            ),
            text("perform-by", Need::Optional),
            text("perform-amount", Need::Optional),
            text("perform-lot", Need::Optional),
        ])
        .beginning_at("perform-outcome")
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let command = SlipCommand::Perform(Perform {
            slip: self.0.slip?.slip,
            outcome: reader.word("perform-outcome", Outcome::from_word)?,
            by: reader.name("perform-by"),
            amount: reader.name("perform-amount"),
            lot: reader.name("perform-lot"),
            remark: None,
        });
        Some(request(Command::Slip(command), at))
    }
}

pub struct Cancelling(Paper);

impl Cancelling {
    pub fn new(paper: &Paper) -> Self {
        Self(paper.clone())
    }
}

impl Sheet for Cancelling {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![text("cancel-why", Need::Required)])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let reason = reader.text("cancel-why", REMARK)?;
        let slip = self.0.slip?.slip;
        Some(request(Command::Slip(SlipCommand::Cancel { slip, reason }), None))
    }
}

/// A carrier sets out.
pub struct OpeningRun(Paper);

impl OpeningRun {
    pub fn new(paper: &Paper) -> Self {
        Self(paper.clone())
    }
}

impl Sheet for OpeningRun {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![text("run-carrier", Need::Required)])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let carrier = reader.name("run-carrier")?;
        let posts = self.0.post.iter().cloned().collect();
        Some(request(Command::Slip(SlipCommand::OpenRun { carrier, posts }), None))
    }
}
