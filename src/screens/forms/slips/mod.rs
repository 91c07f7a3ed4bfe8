//! The forms of paper: a typed slip with the fields of its kind (`writing`), a form filled by hand (`registering`), 疑義照会 and its
//! answer (`asking`), a reissue (`revising`), 実施, a cancellation, a run (`doing`). Here is what they share: the fields of a kind,
//! the lines of drugs, the slip that a form is about.

mod asking;
mod doing;
mod registering;
mod revising;
mod writing;

pub use asking::{Answering, AskingBack, Following};
pub use doing::{Cancelling, OpeningRun, Performing};
pub use registering::Registering;
pub use revising::Revising;
pub use writing::Writing;

use crate::app::{Paper, Scope, Selection, sentences::Speaker};
use crate::domain::census::WardCode;
use crate::domain::identity::PatientId;
use crate::domain::record::UserName;
use crate::domain::slips::{
    Code, Field, FieldKind, Post, Slip, SlipType, Title,
    ask::present_warnings,
    book::{Profession, Required},
    decide::{entitled, writing::fits},
    drug::DrugFault,
    fact::DrugLine,
};
use crate::domain::text::{REMARK, Text, TextFault};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Edit, Form, FormField, Need, TextEdit, TextField};

use crate::screens::slips::{allergic, whom};

use super::choices::{self, People};
use super::reader::{Reader, text_fault, written_on_slip};
use super::sheet::{Beside, Danger};

/// The fields of a kind by their place: kinds have fewer.
const PLACES: [&str; 24] = [
    "paper-1", "paper-2", "paper-3", "paper-4", "paper-5", "paper-6", "paper-7", "paper-8", "paper-9", "paper-10",
    "paper-11", "paper-12", "paper-13", "paper-14", "paper-15", "paper-16", "paper-17", "paper-18", "paper-19",
    "paper-20", "paper-21", "paper-22", "paper-23", "paper-24",
];
/// Lines of drugs that a form has room for.
const DRUGS: [&str; 12] = [
    "drug-1", "drug-2", "drug-3", "drug-4", "drug-5", "drug-6", "drug-7", "drug-8", "drug-9", "drug-10", "drug-11",
    "drug-12",
];

fn text(id: &'static str, need: Need) -> FormField {
    FormField::text(id, need, TextField::new(TextEdit::new(Accepts::Text)))
}

/// Everybody, the inpatients of the ward of this laptop first: an outpatient has slips, and a form of somebody who was
/// discharged a moment ago has to be registered.
fn who(scope: &Scope<'_>, patient: Option<PatientId>) -> ChoiceField {
    let near = scope.ward.map(WardCode::as_str);
    let field = ChoiceField::new(choices::people(scope, People::ForSlips, near)).exactly();
    match patient {
        Some(patient) => field.with(&patient.to_string()),
        None => field,
    }
}

/// What a physician who types is called: they order what they write.
fn own_name(scope: &Scope<'_>) -> Option<String> {
    let user = UserName::parse(&scope.desk.login)?;
    let standing = scope.hospital.account(&user)?.standing()?;
    let prescribes = entitled::professions(standing.role).contains(&Profession::Physician);
    prescribes.then(|| standing.name.to_string())
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

/// A line as it is typed: blanks of two or more part a line without bars as well. `None` while nothing stands there.
fn drug(raw: &str) -> Option<Result<DrugLine, DrugFault>> {
    if raw.trim().is_empty() {
        return None;
    }
    if raw.contains(['|', '｜']) {
        return Some(DrugLine::parse(raw));
    }
    let parts: Vec<&str> = raw.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    Some(DrugLine::parse(&parts.join("|")))
}

/// The lines that can be read, for what is shown before they are saved.
fn readable(form: &Form) -> Vec<DrugLine> {
    DRUGS.iter().filter_map(|id| drug(form.value(id))?.ok()).collect()
}

/// A number of a slip, said beside its field when it is none.
fn number(reader: &mut Reader<'_>, id: &'static str) -> Option<Text> {
    let value = reader.text(id, REMARK)?;
    if fits(&FieldKind::Number { unit: None }, value.as_str()) {
        return Some(value);
    }
    reader.note_key(id, "slips-wrong-count");
    None
}

/// What is still missing of a line for a drug, or why it is none.
fn drug_warning(value: &str, scope: &Scope<'_>) -> Option<String> {
    match drug(value)? {
        Err(fault) => Some(drug_fault(&fault, scope)),
        Ok(line) if line.amount.is_none() => Some(scope.words.say("slips-drug-no-amount")),
        Ok(_) => None,
    }
}

fn drug_fault(fault: &DrugFault, scope: &Scope<'_>) -> String {
    match fault {
        DrugFault::TooManyParts => scope.words.say("slips-drug-parts"),
        DrugFault::Text(TextFault::TooLong { .. }) => scope.words.say("slips-drug-too-long"),
        DrugFault::Text(fault) => text_fault(fault, scope.words),
    }
}

/// What has to be seen beside a field: what somebody is allergic to, what a line for a drug lacks.
fn warning_of(field: &FormField, scope: &Scope<'_>) -> Option<String> {
    match field.id {
        "slip-who" => allergic(PatientId::parse(field.value())?, scope),
        id if DRUGS.contains(&id) => drug_warning(field.value(), scope),
        _ => None,
    }
}

/// The lines for drugs; one that cannot be read is said beside its field, and nothing is saved without it.
fn drugs(reader: &mut Reader<'_>) -> Vec<DrugLine> {
    let mut lines = Vec::new();
    for id in DRUGS {
        match drug(reader.form.value(id)) {
            None => {}
            Some(Ok(line)) => lines.push(line),
            Some(Err(fault)) => reader.note(id, drug_fault(&fault, reader.scope)),
        }
    }
    lines
}

/// The slip that a form is about, and whose it is: shown at its head and beside it.
struct About {
    paper: Paper,
    patient: Option<PatientId>,
}

impl About {
    fn new(selection: &Selection) -> Self {
        Self {
            paper: selection.paper.clone(),
            patient: selection.patient,
        }
    }

    fn slip<'a>(&self, scope: &'a Scope<'_>) -> Option<&'a Slip> {
        scope.hospital.slip(self.paper.slip?.slip).map(AsRef::as_ref)
    }

    /// `S07-100123-41 処方箋（院内）`.
    fn named(&self, scope: &Scope<'_>) -> Option<String> {
        let slip = self.slip(scope)?;
        let speaker = Speaker::new(scope.words, scope.hospital);
        Some(format!("{} {}", slip.number, speaker.slip_kind(slip)))
    }

    /// What stands on it, a line each: drugs with amounts, then the other fields, then the telephone for questions about its kind.
    fn written(&self, scope: &Scope<'_>) -> Vec<Beside> {
        let Some((slip, content)) = self.slip(scope).and_then(|slip| Some((slip, slip.content()?))) else {
            return Vec::new();
        };
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let written = slip.written();
        let book = scope.hospital.slip_book();
        let kind = written.and_then(|written| book?.slip_type(&written.kind));
        let line = |role: Role, text: String| Beside {
            shape: Shape::EmptyBed,
            text,
            role,
        };
        let mut lines: Vec<Beside> = content
            .drugs
            .iter()
            .map(|drug| line(Role::Text, drug.to_string()))
            .collect();
        let warnings = present_warnings(scope.hospital, slip)
            .into_iter()
            .map(|warning| Beside {
                shape: Shape::Late,
                text: speaker.warning(&warning),
                role: Role::Warn,
            });
        lines.extend(warnings);
        let origin = slip.origin().map(|origin| speaker.post(origin));
        let orderer = written.and_then(|written| written.orderer.as_ref());
        let phone = kind.and_then(|kind| kind.phone.as_ref()).map(|phone| {
            let places = [("phone", phone.as_str().into())];
            scope.words.fill("slips-phone", &places)
        });
        let from = [origin, orderer.map(ToString::to_string), phone];
        let from: Vec<String> = from.into_iter().flatten().collect();
        lines.push(line(Role::Dim, from.join("  ")));
        for (code, value) in &content.values {
            let field = kind.and_then(|kind| kind.field(code));
            let title = field.map_or_else(|| code.to_string(), |field| speaker.title(&field.title));
            let value = speaker.slip_value(field, value.as_str());
            lines.push(line(Role::Dim, format!("{title}  {value}")));
        }
        lines
    }

    /// Where its sheets are, a line each: what has to be called back, or written on.
    fn sheets(&self, scope: &Scope<'_>) -> Vec<Beside> {
        let Some(slip) = self.slip(scope) else {
            return Vec::new();
        };
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let open = slip.copies.iter().filter(|copy| copy.is_open());
        open.map(|copy| {
            let place = speaker.custody(copy.custody());
            Beside {
                shape: Shape::Saved,
                text: format!("{} {}  {place}", copy.number, speaker.copy_role(slip, copy)),
                role: Role::Text,
            }
        })
        .collect()
    }
}

/// The fields of a kind that have a place of their own, with it.
fn fields_of(kind: Option<&SlipType>) -> Vec<(&'static str, &Field)> {
    let fields = kind.map(|kind| kind.fields.as_slice()).unwrap_or_default();
    let plain = fields.iter().filter(|field| field.kind != FieldKind::Drugs);
    PLACES.into_iter().zip(plain).collect()
}

fn has_drugs(kind: Option<&SlipType>) -> bool {
    kind.is_some_and(|kind| kind.fields.iter().any(|field| field.kind == FieldKind::Drugs))
}

/// The lines for drugs, with what stands on them.
fn drug_fields(written: &[String]) -> Vec<FormField> {
    let lines = DRUGS.iter().enumerate().map(|(place, id)| {
        let need = if place == 0 { Need::Required } else { Need::Optional };
        let text = written.get(place).map(String::as_str).unwrap_or_default();
        let mut edit = TextEdit::with(Accepts::Text, text);
        // What stands there is read from its beginning: first the drug, then the amount.
        edit.apply(&Edit::Home);
        FormField::text(id, need, TextField::new(edit))
    });
    lines.collect()
}

/// A line for a drug is asked for once the one before it is filled.
fn ask_for_drugs(form: &mut Form) {
    for (before, id) in DRUGS.iter().zip(DRUGS.iter().skip(1)) {
        let asked = if form.value(before).is_empty() {
            Asked::No
        } else {
            Asked::Yes
        };
        form.ask(id, asked);
    }
}

/// What was chosen among these titles, in whichever language it was written.
fn keys<'a>(titles: &'a [Title], written: &str) -> Vec<&'a str> {
    let meant = |title: &&Title| {
        let mut chosen = written.split([',', '、']).map(str::trim);
        chosen.any(|one| one == title.ja.as_str() || one == title.en.as_str())
    };
    titles.iter().filter(meant).map(|title| title.ja.as_str()).collect()
}

/// One field of a kind, with what stands in it.
fn field_of(id: &'static str, field: &Field, written: &str, scope: &Scope<'_>) -> FormField {
    let need = if field.required == Required::Yes {
        Need::Required
    } else {
        Need::Optional
    };
    let speaker = Speaker::new(scope.words, scope.hospital);
    let choices = |choices: &[Title]| -> Vec<Choice> {
        let all = choices.iter();
        all.map(|choice| Choice::new(choice.ja.as_str(), speaker.title(choice)))
            .collect()
    };
    match &field.kind {
        FieldKind::Choice(titles) => {
            let mut field = ChoiceField::new(choices(titles)).numbered();
            for key in keys(titles, written) {
                field.choose(key);
            }
            FormField::choice(id, need, field)
        }
        FieldKind::Checks(titles) => {
            let mut field = ChoiceField::new(choices(titles)).numbered().several();
            field.pick(keys(titles, written));
            FormField::choice(id, need, field)
        }
        FieldKind::Number { .. } | FieldKind::Day | FieldKind::Time => {
            FormField::text(id, need, TextField::new(TextEdit::with(Accepts::Folded, written)))
        }
        FieldKind::Text | FieldKind::Drugs => {
            FormField::text(id, need, TextField::new(TextEdit::with(Accepts::Text, written)))
        }
    }
}

/// What was chosen in the fields of a kind so far: what may be a drug.
fn chosen(fields: &[(&'static str, &Field)], form: &Form) -> Vec<(Code, Text)> {
    let choices = fields
        .iter()
        .filter(|(_, field)| matches!(field.kind, FieldKind::Choice(_) | FieldKind::Checks(_)));
    choices
        .filter_map(|(id, field)| Some((field.code.clone(), Text::parse(form.value(id), REMARK).ok()?)))
        .collect()
}

/// What stands in the fields of a kind.
fn values_of(fields: &[(&'static str, &Field)], reader: &mut Reader<'_>) -> Vec<(Code, Text)> {
    let mut values = Vec::new();
    for (id, field) in fields {
        let value = match &field.kind {
            FieldKind::Day | FieldKind::Time => reader.on_slip(id, &field.kind),
            FieldKind::Number { .. } => number(reader, id),
            _ => reader.text(id, REMARK),
        };
        if let Some(value) = value {
            values.push((field.code.clone(), value));
        }
    }
    values
}

/// What a field is called. Its unit stands beside it (`hint_of`): a long one would take the room of every field.
fn label_of(fields: &[(&'static str, &Field)], id: &str, scope: &Scope<'_>) -> Option<String> {
    if let Some(place) = DRUGS.iter().position(|drug| *drug == id) {
        let places = [("number", Value::from(place + 1))];
        return Some(scope.words.fill("form-drug", &places));
    }
    let speaker = Speaker::new(scope.words, scope.hospital);
    let (_, field) = fields.iter().find(|(place, _)| *place == id)?;
    // The book has the words as they stand in a sentence.
    let title = speaker.title(&field.title);
    let mut rest = title.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect())
}

/// How a field is filled.
fn hint_of(fields: &[(&'static str, &Field)], id: &str, value: &str, scope: &Scope<'_>) -> Option<String> {
    if DRUGS.contains(&id) {
        return value.is_empty().then(|| scope.words.say("slips-drug-how"));
    }
    let (_, field) = fields.iter().find(|(place, _)| *place == id)?;
    match &field.kind {
        FieldKind::Day | FieldKind::Time if value.is_empty() => Some(scope.words.say("slips-moment-how")),
        FieldKind::Day | FieldKind::Time => {
            let written = written_on_slip(&field.kind, value, scope.local_now())?;
            Some(Speaker::new(scope.words, scope.hospital).slip_value(Some(field), &written))
        }
        FieldKind::Checks(_) => Some(scope.words.say("slips-several-how")),
        FieldKind::Number { unit: Some(unit) } => Some(Speaker::new(scope.words, scope.hospital).unit(unit)),
        _ => None,
    }
}

/// The question before a slip is saved: whose it is, of which kind, and what has to be looked at. Nothing where nothing has.
fn asked(patient: PatientId, kind: &str, told: &[String], scope: &Scope<'_>) -> Option<Danger> {
    if told.is_empty() {
        return None;
    }
    let places = [("who", whom(patient, scope).into()), ("kind", kind.into())];
    let question = scope.words.fill("slips-warned", &places);
    Some(Danger {
        question: std::iter::once(question.as_str())
            .chain(told.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join("\n"),
        go: scope.words.say("slips-warned-go"),
    })
}
