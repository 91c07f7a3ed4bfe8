//! A form that was filled by hand: its number and its patient, and it is received where it is registered.

use crate::app::door::Receipt;
use crate::app::{Scope, Selection, sentences::Speaker};
use crate::domain::checks::Unspelled;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Code, Post, SlipNumber, SlipType,
    command::{NumberGiven, SlipCommand, WriteSlip},
    decide::writing::due_of,
    number::SHORTEST_TAIL,
    safety::{Ordered, warnings},
    term::Named,
};
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::super::moving::request;
use super::super::reader::Reader;
use super::super::sheet::{Danger, Sheet};
use super::{asked, origin, warning_of, who};

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
        let of_pad = Self::of_pad(&Self::number(form.value("slip-number"))?, scope);
        let code = of_pad.or_else(|| Code::parse(form.value("slip-kind")))?;
        scope.hospital.slip_book()?.slip_type(&code)
    }

    /// The kind of the pad that has the number.
    fn of_pad(number: &NumberGiven, scope: &Scope<'_>) -> Option<Code> {
        let number = match number {
            NumberGiven::Whole(number) => SlipNumber::meant(*number, scope.hospital),
            NumberGiven::Tail(tail) => *Self::ending_with(tail, scope).first()?,
        };
        let pad = scope.hospital.pads().find(|pad| pad.holds(number))?;
        pad.kind().cloned()
    }

    /// Forms that nobody has written on.
    fn ending_with(tail: &str, scope: &Scope<'_>) -> Vec<SlipNumber> {
        let blank = scope.hospital.pads().flat_map(|pad| pad.blank());
        blank.filter(|number| number.ends_with(tail)).collect()
    }

    /// Where several urgencies may be ticked on the paper, until when it is thought to be due.
    fn assumed(field: &FormField, form: &Form, scope: &Scope<'_>) -> Option<String> {
        let kind = Self::kind(form, scope).filter(|kind| kind.urgencies.len() > 1)?;
        let urgency = kind.urgency(&Code::parse(field.value())?)?;
        let (due, _) = due_of(scope.hospital, urgency, scope.now);
        let places = [("due", scope.moment(due).into())];
        Some(scope.words.fill("slips-urgency-assumed", &places))
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

    fn warning(&self, field: &FormField, form: &Form, scope: &Scope<'_>) -> Option<String> {
        match field.id {
            "slip-number" => match Self::number(field.value())? {
                NumberGiven::Tail(tail) => {
                    let key = match Self::ending_with(&tail, scope).as_slice() {
                        [] => "refusal-unknown-blank",
                        [_] => return None,
                        _ => "refusal-blank-ambiguous",
                    };
                    Some(scope.words.fill(key, &[("slip", tail.into())]))
                }
                NumberGiven::Whole(_) => None,
            },
            "urgency" => Self::assumed(field, form, scope),
            _ => warning_of(field, scope),
        }
    }

    /// Which kind of paper it is: whoever holds another one in the hand has misread the number.
    fn hint(&self, id: &str, value: &str, scope: &Scope<'_>) -> Option<String> {
        let number = Self::number(value).filter(|_| id == "slip-number")?;
        let kind = Self::of_pad(&number, scope)?;
        Some(Speaker::new(scope.words, scope.hospital).named(&Named::SlipType(kind)))
    }

    /// A look-alike, or somebody who is not in the house any more, is looked at before the form is theirs.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let patient = PatientId::parse(form.value("slip-who"))?;
        let person = scope.hospital.patient(patient)?;
        let book = scope.hospital.slip_book()?;
        let found = warnings(scope.hospital, book, person, &Ordered::default(), None, &Unspelled);
        let found = crate::screens::slips::with_look_alikes(found, patient, scope);
        let speaker = Speaker::new(scope.words, scope.hospital);
        let told = crate::screens::slips::told(found, scope);
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
