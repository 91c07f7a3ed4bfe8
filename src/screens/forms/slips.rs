//! The forms of paper: a typed slip with the fields of its kind, a form filled by hand, 疑義照会 and its answer, a reissue,
//! 実施, a cancellation, a run.
//! Long because it holds the sheets of all forms of paper, a page each.

use crate::app::door::Receipt;
use crate::app::{Paper, Scope, Selection, sentences::Speaker};
use crate::domain::census::WardCode;
use crate::domain::checks::fits::needs_lot;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::record::UserName;
use crate::domain::slips::{
    Code, Field, FieldKind, Post, Purpose, Slip, SlipNumber, SlipType,
    book::{Profession, Required},
    command::{AskBack, NumberGiven, Perform, Revise, SlipCommand, WriteSlip},
    decide::{
        entitled, ready_to_go,
        writing::{due_of, fits},
    },
    fact::{AskedOf, DrugLine, Method, Outcome, QueryOutcome, QueryReason},
    number::SHORTEST_TAIL,
};
use crate::domain::text::{NAME, REMARK, Text};
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::choices::{self, People};
use super::moving::{at, request};
use super::reader::{Reader, written_on_slip};
use super::sheet::{Beside, Sheet};

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

/// A number of a slip, said beside its field when it is none.
fn number(reader: &mut Reader<'_>, id: &'static str) -> Option<Text> {
    let value = reader.text(id, REMARK)?;
    if fits(&FieldKind::Number { unit: None }, value.as_str()) {
        return Some(value);
    }
    reader.note_key(id, "slips-wrong-count");
    None
}

/// How a drug is typed, and what is still missing of it.
fn drug_hint(value: &str, scope: &Scope<'_>) -> Option<String> {
    match drug(value) {
        None => Some(scope.words.say("slips-drug-how")),
        Some(line) if line.amount.is_none() => {
            let text = scope.words.say("slips-drug-no-amount");
            Some(format!("{} {text}", scope.look.sign(Shape::Late)))
        }
        Some(_) => None,
    }
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
                FieldKind::Checks(choices) => {
                    let choices = choices
                        .iter()
                        .map(|choice| Choice::new(choice.ja.as_str(), speaker.title(choice)));
                    FormField::choice(id, need, ChoiceField::new(choices.collect()).numbered().several())
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
            let value = match &field.kind {
                FieldKind::Day | FieldKind::Time => reader.on_slip(id, &field.kind),
                FieldKind::Number { .. } => number(reader, id),
                _ => reader.text(id, REMARK),
            };
            if let Some(value) = value {
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

    fn title(&self, scope: &Scope<'_>) -> Option<String> {
        let kind = self.kind(scope)?;
        let kind = Speaker::new(scope.words, scope.hospital).title(&kind.title);
        Some(scope.words.fill("slips-write-kind", &[("kind", kind.into())]))
    }

    fn hint(&self, id: &str, value: &str, scope: &Scope<'_>) -> Option<String> {
        if DRUGS.contains(&id) {
            return drug_hint(value, scope);
        }
        let (_, field) = self.fields(scope).into_iter().find(|(place, _)| *place == id)?;
        match &field.kind {
            FieldKind::Day | FieldKind::Time if value.is_empty() => Some(scope.words.say("slips-moment-how")),
            FieldKind::Day | FieldKind::Time => {
                let written = written_on_slip(&field.kind, value, scope.local_now())?;
                Some(Speaker::new(scope.words, scope.hospital).slip_value(Some(field), &written))
            }
            FieldKind::Checks(_) => Some(scope.words.say("slips-several-how")),
            _ => None,
        }
    }

    /// What must be looked at stands in the question before the slip is saved, with whose it is and of which kind.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<super::sheet::Danger> {
        let patient = PatientId::parse(form.value("slip-who"))?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let drugs: Vec<DrugLine> = DRUGS.iter().filter_map(|id| drug(form.value(id))).collect();
        let found = crate::domain::slips::safety::warnings(scope.hospital, book, person, &drugs, None);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let mut told: Vec<String> = found.iter().map(|warning| speaker.warning(warning)).collect();
        told.extend(self.too_late(form, scope));
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

/// The question before a slip is saved: whose it is, of which kind, and what has to be looked at. Nothing where nothing has.
fn asked(patient: PatientId, kind: &str, told: &[String], scope: &Scope<'_>) -> Option<super::sheet::Danger> {
    if told.is_empty() {
        return None;
    }
    let bed = scope
        .hospital
        .open_stay(patient)
        .and_then(|stay| stay.place()?.answers().cloned());
    let who = match bed {
        Some(bed) => format!("{bed} {}", scope.identified(patient)),
        None => scope.identified(patient),
    };
    let places = [
        ("who", who.into()),
        ("kind", kind.into()),
        ("warnings", told.join(&scope.words.say("list-comma")).into()),
    ];
    Some(super::sheet::Danger {
        question: scope.words.fill("slips-warned", &places),
        go: scope.words.say("slips-warned-go"),
    })
}

/// A form that was filled by hand: its number and its patient, in twelve keys.
pub struct Registering {
    /// One that was scanned and that nobody has written on.
    number: Option<SlipNumber>,
    /// The desk that has the sheet in the hand: it is received there with the same key.
    desk: Option<Post>,
    receives: bool,
}

impl Registering {
    pub fn new(selection: &Selection) -> Self {
        let scanned = selection.paper.slip.filter(|_| selection.paper.kind.is_none());
        Self {
            number: scanned.map(|name| name.slip),
            desk: selection.paper.post.clone(),
            receives: false,
        }
    }

    /// The kind of the form, once its number says it.
    fn kind<'a>(form: &Form, scope: &'a Scope<'_>) -> Option<&'a SlipType> {
        let typed = form.value("slip-number");
        let mut pads = scope.hospital.pads();
        let of_pad = match Self::number(typed)? {
            NumberGiven::Whole(number) => {
                let number = SlipNumber::meant(number, scope.hospital);
                pads.find(|pad| pad.holds(number)).and_then(|pad| pad.kind().cloned())
            }
            NumberGiven::Tail(tail) => pads
                .find(|pad| pad.blank().any(|number| number.ends_with(&tail)))
                .and_then(|pad| pad.kind().cloned()),
        };
        let code = of_pad.or_else(|| Code::parse(form.value("slip-kind")))?;
        scope.hospital.slip_book()?.slip_type(&code)
    }

    fn urgencies(form: &Form, scope: &Scope<'_>) -> Vec<Choice> {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let all = Self::kind(form, scope).into_iter().flat_map(|kind| &kind.urgencies);
        all.map(|urgency| Choice::new(urgency.code.as_str(), speaker.title(&urgency.title)))
            .collect()
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
        // What is selected in a list is written already: only a blank form's number stands here.
        let blank = self.number.filter(|number| scope.hospital.slip(*number).is_none());
        let number = match blank {
            Some(number) => TextEdit::with(Accepts::Code, number.as_str()),
            None => TextEdit::new(Accepts::Code),
        };
        let form = Form::new(vec![
            FormField::text("slip-number", Need::Required, TextField::new(number)),
            FormField::choice("slip-kind", Need::Required, ChoiceField::new(kinds.collect())),
            FormField::choice("slip-who", Need::Required, who(scope, None)),
            // As it is ticked on the paper; the first where nothing is.
            FormField::choice("urgency", Need::Optional, ChoiceField::new(Vec::new()).numbered()),
        ]);
        match blank {
            Some(_) => form.beginning_at("slip-who"),
            None => form,
        }
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
        let urgencies = Self::urgencies(form, scope);
        if let Some(field) = form.choice_mut("urgency") {
            let first = urgencies.first().map(|urgency| urgency.key.clone());
            let known = field
                .chosen()
                .is_some_and(|chosen| urgencies.iter().any(|one| one.key == chosen));
            field.replace(urgencies);
            if let (false, true, Some(first)) = (known, field.typed().is_empty(), first) {
                field.choose(&first);
            }
        }
    }

    /// A look-alike, or somebody who is not in the house any more, is looked at before the form is theirs.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<super::sheet::Danger> {
        let patient = PatientId::parse(form.value("slip-who"))?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let found = crate::domain::slips::safety::warnings(scope.hospital, book, person, &[], None);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        let speaker = Speaker::new(scope.words, scope.hospital);
        let told: Vec<String> = found.iter().map(|warning| speaker.warning(warning)).collect();
        let kind = Self::kind(form, scope)
            .map(|kind| speaker.title(&kind.title))
            .unwrap_or_default();
        asked(patient, &kind, &told, scope)
    }

    /// The desk where it was registered has it: no second scan.
    fn then(&mut self, receipt: &Receipt, _: &mut Form, scope: &Scope<'_>) -> Option<Request> {
        let at = self.desk.clone().filter(|desk| {
            let book = scope.hospital.slip_book();
            book.is_some_and(|book| book.desk(desk).is_some())
        })?;
        if std::mem::replace(&mut self.receives, true) {
            return None;
        }
        let name = (*receipt.slips.first()?).into();
        Some(request(Command::Slip(SlipCommand::Receive { name, at }), None))
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
            urgency: reader.chosen("urgency").and_then(Code::parse),
            orderer: None,
            values: Vec::new(),
            drugs: Vec::new(),
        });
        Some(request(Command::Slip(command), None))
    }
}

/// 疑義照会.
pub struct AskingBack(About);

impl AskingBack {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for AskingBack {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let reasons = choices::words(scope, QueryReason::ALL, QueryReason::word, QueryReason::term);
        let methods = choices::words(scope, Method::ALL, Method::word, Method::term);
        let slip = self.0.slip(scope);
        let orderer = slip.and_then(|slip| slip.written()?.orderer.clone());
        let asked = TextEdit::proposing(Accepts::Text, orderer.as_ref().map(Text::as_str).unwrap_or_default());
        Form::new(vec![
            FormField::choice("query-reason", Need::Required, ChoiceField::new(reasons).numbered()),
            text("query-question", Need::Required),
            FormField::text("query-asked", Need::Required, TextField::new(asked)),
            FormField::choice(
                "query-how",
                Need::Required,
                ChoiceField::new(methods).numbered().with("phone"),
            ),
            // A pharmacy outside has no account here: who called is written down.
            text("query-caller", Need::Optional),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let goes_outside = self
            .0
            .slip(scope)
            .is_some_and(|slip| slip.copies.iter().any(|copy| copy.purpose == Purpose::Patient));
        form.ask("query-caller", if goes_outside { Asked::Yes } else { Asked::No });
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let reason = reader.word("query-reason", QueryReason::from_word);
        let question = reader.text("query-question", REMARK);
        let command = SlipCommand::Query(AskBack {
            slip: self.0.paper.slip?.slip,
            at: self.0.paper.post.clone(),
            reason: reason?,
            asked: reader.name("query-asked"),
            how: reader.word("query-how", Method::from_word).unwrap_or(Method::Phone),
            question: question?,
            caller: reader.name("query-caller"),
        });
        Some(request(Command::Slip(command), None))
    }
}

/// Nobody answered: the same department is asked, then the doctor on duty.
pub struct Following(About);

impl Following {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Following {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        // The prescriber was asked first; then come the others, in this order.
        let asked = self.0.slip(scope).and_then(|slip| slip.open_query());
        let next = match asked.and_then(|query| query.followed.last()) {
            Some(_) => AskedOf::OnDuty,
            None => AskedOf::Department,
        };
        let of = choices::words(scope, AskedOf::ALL, AskedOf::word, AskedOf::term);
        let methods = choices::words(scope, Method::ALL, Method::word, Method::term);
        let how = asked.map_or(Method::Phone, |query| query.raised.how);
        Form::new(vec![
            FormField::choice(
                "query-of",
                Need::Required,
                ChoiceField::new(of).numbered().with(next.word()),
            ),
            text("query-asked", Need::Required),
            FormField::choice(
                "query-how",
                Need::Required,
                ChoiceField::new(methods).numbered().with(how.word()),
            ),
        ])
        .beginning_at("query-asked")
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let of = reader.word("query-of", AskedOf::from_word);
        let asked = reader.name("query-asked");
        let command = SlipCommand::Follow {
            slip: self.0.paper.slip?.slip,
            of: of?,
            asked: asked?,
            how: reader.word("query-how", Method::from_word),
        };
        Some(request(Command::Slip(command), None))
    }
}

/// The answer to it, with what it means for the paper.
pub struct Answering(About);

impl Answering {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Answering {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        question(&self.0, scope)
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("slips-the-question")
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let outcomes = choices::words(scope, QueryOutcome::ALL, QueryOutcome::word, QueryOutcome::term);
        let slip = self.0.slip(scope);
        let asked = slip
            .and_then(|slip| slip.open_query())
            .map(|query| query.asked().to_owned())
            .unwrap_or_default();
        let by = TextEdit::proposing(Accepts::Text, &asked);
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
            slip: self.0.paper.slip?.slip,
            outcome: outcome?,
            answer: answer?,
            by: by?,
        };
        Some(request(Command::Slip(command), None))
    }
}

/// The question that is answered.
fn question(about: &About, scope: &Scope<'_>) -> Vec<Beside> {
    let query = about.slip(scope).and_then(|slip| slip.open_query());
    let line = query.map(|query| {
        let reason = scope.words.say(query.raised.reason.term());
        Beside {
            shape: Shape::Stop,
            text: format!("{reason}: {}  {}", query.raised.question, query.asked()),
            role: Role::Warn,
        }
    });
    line.into_iter().collect()
}

/// 再発行: the drugs as they stand, to be changed.
pub struct Revising(About);

impl Revising {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
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
        let slip = self.0.slip(scope);
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
        // An answer that asked for the reissue says on whose order and why.
        let answer = slip
            .and_then(|slip| slip.queries.last())
            .and_then(|query| query.answers.last())
            .filter(|(_, answer)| answer.outcome == QueryOutcome::Reissue)
            .map(|(_, answer)| (answer.by.to_string(), answer.answer.to_string()));
        let (by, why) = answer.unwrap_or_default();
        let field = |id, text: &str| {
            FormField::text(
                id,
                Need::Required,
                TextField::new(TextEdit::proposing(Accepts::Text, text)),
            )
        };
        let ordered = [field("revise-by", &by), field("revise-why", &why)];
        Form::new(lines.chain([urgency]).chain(ordered).collect())
    }

    fn hint(&self, id: &str, value: &str, scope: &Scope<'_>) -> Option<String> {
        DRUGS.contains(&id).then(|| drug_hint(value, scope)).flatten()
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
        let (by, why) = (reader.name("revise-by"), reader.text("revise-why", REMARK));
        let command = SlipCommand::Revise(Revise {
            slip: self.0.paper.slip?.slip,
            urgency: reader.chosen("urgency").and_then(Code::parse),
            values: Vec::new(),
            drugs: drugs(reader),
            ordered: by.zip(why),
        });
        Some(request(Command::Slip(command), None))
    }
}

/// 実施、中止、返品.
pub struct Performing(About);

impl Performing {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Performing {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let outcomes = choices::words(scope, Outcome::ALL, Outcome::word, Outcome::term);
        let kind = self
            .0
            .slip(scope)
            .and_then(|slip| slip.written())
            .map(|written| &written.kind);
        let lot = if kind.is_some_and(needs_lot) {
            Need::Required
        } else {
            Need::Optional
        };
        Form::new(vec![
            at(),
            FormField::choice(
                "perform-outcome",
                Need::Required,
                ChoiceField::new(outcomes).numbered().with("done"),
            ),
            text("perform-by", Need::Optional),
            text("perform-amount", lot),
            text("perform-lot", lot),
        ])
        .beginning_at("perform-outcome")
    }

    /// What was stopped or sent back has no amount.
    fn settle(&mut self, form: &mut Form, _: &Scope<'_>) {
        let done = if form.value("perform-outcome") == Outcome::Done.word() {
            Asked::Yes
        } else {
            Asked::No
        };
        form.ask("perform-lot", done);
        form.ask("perform-amount", done);
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let command = SlipCommand::Perform(Perform {
            slip: self.0.paper.slip?.slip,
            outcome: reader.word("perform-outcome", Outcome::from_word)?,
            by: reader.name("perform-by"),
            amount: reader.name("perform-amount"),
            lot: reader.name("perform-lot"),
            remark: None,
        });
        Some(request(Command::Slip(command), at))
    }
}

pub struct Cancelling(About);

impl Cancelling {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Cancelling {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    /// What has to be called back.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        self.0.sheets(scope)
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("slips-to-recall")
    }

    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![text("cancel-why", Need::Required)])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let reason = reader.text("cancel-why", REMARK)?;
        let slip = self.0.paper.slip?.slip;
        Some(request(Command::Slip(SlipCommand::Cancel { slip, reason }), None))
    }
}

/// A carrier sets out.
pub struct OpeningRun;

impl Sheet for OpeningRun {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![
            text("run-carrier", Need::Required),
            text("run-posts", Need::Optional),
        ])
    }

    /// What lies ready where, so that nobody is sent for nothing.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let mut ready: Vec<(Post, usize)> = Vec::new();
        for leg in ready_to_go(scope.hospital, &[]) {
            match ready.last_mut() {
                Some((post, count)) if *post == leg.from => *count += 1,
                _ => ready.push((leg.from, 1)),
            }
        }
        let told = ready.into_iter().map(|(post, count)| {
            let places = [("post", speaker.post(&post).into()), ("count", count.into())];
            Beside {
                shape: Shape::EmptyBed,
                text: format!("{post}  {}", scope.words.fill("run-ready", &places)),
                role: Role::Text,
            }
        });
        told.collect()
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("run-ready-title")
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let carrier = reader.name("run-carrier")?;
        let typed = reader.form.value("run-posts").to_owned();
        let named = typed.split([',', '、', ' ', '　']).filter(|one| !one.is_empty());
        let Some(posts) = named.map(Post::parse).collect::<Option<Vec<Post>>>() else {
            reader.note_key("run-posts", "slips-wrong-posts");
            return None;
        };
        Some(request(Command::Slip(SlipCommand::OpenRun { carrier, posts }), None))
    }
}
