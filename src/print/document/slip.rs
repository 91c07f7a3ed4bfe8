//! Slips as paper has them. Plain values: what a slip is and may become is the domain's matter.

use unicode_width::UnicodeWidthStr;

use super::{SLIP_FIELD, Teller, label::Edition};
use crate::{
    domain::{
        identity::{AllergyKind, AllergyStatus, Patient},
        slips::Purpose,
    },
    i18n::Value,
    print::form::{Filling, Row, Values},
};

/// One slip with all the copies that are to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipSheet {
    /// The name of the type in the language of the paper: 処方箋, 検体検査伝票.
    pub slip_type: String,
    /// Its code in the book: a form may be for one kind alone.
    pub code: String,
    /// The whole number with its check digits, as the code holds it: ASCII.
    pub number: String,
    /// 1 is the first; more are printed as such.
    pub revision: u32,
    /// The copies of a recalled revision are printed as void, so that a reader sees which one counts.
    pub validity: Validity,
    /// The timing class: 定期, 臨時, 緊急; empty for none.
    pub urgency: String,
    pub pace: Pace,
    /// In words, that nobody may work from it now: a question is open.
    pub held: String,
    /// Why it is void, in words: what replaced it, or why it was cancelled.
    pub void: String,
    /// What whoever comes near the patient puts on; empty for nothing.
    pub isolation: String,
    pub who: Who,
    pub ward: String,
    pub bed: String,
    pub department: String,
    pub orderer: String,
    /// What who signs is called: a physician orders, a nurse writes a notice.
    pub orderer_title: String,
    /// On the hospital's clocks, as shown.
    pub ordered_at: String,
    /// How the orderer is reached.
    pub orderer_phone: String,
    /// The phone of the desk that works on it.
    pub query_phone: String,
    /// What stands at the foot: until when it is valid.
    pub remark: String,
    /// The licence number of a narcotic; empty otherwise.
    pub licence: String,
    /// What is ordered: drugs, each with its amount.
    pub lines: Vec<SlipLine>,
    /// What else stands on it.
    pub fields: Vec<SlipField>,
    /// The same by the codes of the fields, for forms that give one its own place; nothing where nothing was written.
    pub answers: Vec<(String, String)>,
    /// What is done to it, in order: a box each.
    pub steps: Vec<SlipStep>,
    /// What is to be filled in by hand on a blank form.
    pub blank: BlankLines,
    /// Whether the same was on paper before.
    pub edition: Edition,
    pub copies: Vec<SlipCopy>,
}

/// Whether the revision counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    Valid,
    Recalled,
}

/// Whether it can wait: what cannot is printed so that nobody overlooks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Routine,
    Pressing,
}

/// What is asked on a blank form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlankLines {
    /// Boxes to tick, a line each.
    pub choices: Vec<String>,
    /// Short answers, two in a row: what is asked, and the unit or the places of a date.
    pub short: Vec<[String; 2]>,
    /// Answers of a line or more.
    pub long: Vec<String>,
    /// Lines that the paper has left.
    pub spare: usize,
    pub room: Room,
}

/// What a blank form has below them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Room {
    Drugs,
    #[default]
    Writing,
}

/// One step of a slip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlipStep {
    pub title: String,
    /// When and by whom it was done, where it was.
    pub done: String,
}

/// For whom a slip is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A patient: the fields of [`Teller::person`].
    Patient(Values),
    /// A pre-numbered form to be filled by hand.
    Blank,
}

/// One line of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlipLine {
    pub text: String,
    /// 用量.
    pub amount: String,
    /// 用法・速度.
    pub usage: String,
    /// 日数・回数.
    pub note: String,
    /// What was looked at before it was printed: an allergy to it.
    pub warning: String,
}

/// One value of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlipField {
    pub label: String,
    pub value: String,
}

impl SlipField {
    /// Columns of a half-width letter that a label and a value of half a row have.
    const LABEL: usize = 30;
    const VALUE: usize = 19;

    fn is_short(&self) -> bool {
        self.label.width_cjk() <= Self::LABEL && columns(&self.value) <= Self::VALUE
    }
}

/// Half-width columns on paper: all but ASCII takes two, signs such as − too, which terminals show narrow.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The values as the form lays them out: long ones that the kind asks for before anything else (術式, レジメン), short ones
/// two in a row, the other long ones.
#[derive(Default)]
struct Laid {
    heads: Vec<Row>,
    pairs: Vec<Row>,
    fields: Vec<Row>,
}

impl Pace {
    /// The field that holds the urgency.
    const fn field(self) -> &'static str {
        match self {
            Self::Routine => "urgency",
            Self::Pressing => "pressing",
        }
    }
}

/// One copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipCopy {
    /// 正, 控, 医事用 …
    pub role: String,
    pub purpose: Purpose,
    /// The word of its colour: a black and white printer has none.
    pub colour: String,
    /// Where it goes.
    pub destination: String,
    /// Where it is kept after recovery.
    pub keep: String,
    /// What its code holds, where copies have numbers of their own; the slip's number otherwise.
    pub code: String,
    /// From 1, and of how many: with a copy printed anew alone it is not its place in the list.
    pub place: usize,
    pub of: usize,
}

/// A number that was prepared in peacetime, to be given to whoever comes unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PacketSheet {
    pub id: String,
    pub alias: String,
    pub tag: String,
    pub incident: String,
}

impl Teller<'_> {
    /// A page for each copy.
    pub fn slip(&self, slip: &SlipSheet) -> Vec<Filling> {
        slip.copies.iter().map(|copy| self.copy(slip, copy)).collect()
    }

    /// The fields of a patient, for a slip: the allergies that its reader works with come first.
    pub fn who(&self, patient: &Patient, first: AllergyKind) -> Who {
        let mut person = self.person(patient);
        if let AllergyStatus::Present(found) = self.hospital.allergies(patient.id) {
            person.set("allergies", self.by_kind(found, first));
        }
        Who::Patient(person)
    }

    fn copy(&self, slip: &SlipSheet, copy: &SlipCopy) -> Filling {
        let mut values = self.common();
        if let Who::Patient(person) = &slip.who {
            values = values.and(person);
        }
        values.flag("blank", slip.who == Who::Blank);
        let void = match slip.validity {
            Validity::Valid => String::new(),
            Validity::Recalled => self.words.say("paper-void"),
        };
        let revision = if slip.validity == Validity::Recalled {
            slip.void.clone()
        } else if slip.revision > 1 {
            self.words
                .fill("paper-revision", &[("number", Value::from(slip.revision))])
        } else {
            String::new()
        };
        for (name, value) in [
            ("slip_type", slip.slip_type.clone()),
            ("slip_code", slip.code.clone()),
            ("purpose", copy.purpose.word().to_owned()),
            ("colour", copy.colour.clone()),
            ("orderer_title", slip.orderer_title.clone()),
            ("number", copy.code.clone()),
            ("number_shown", copy.code.clone()),
            ("role", copy.role.clone()),
            ("copy", copy.place.to_string()),
            ("copies", copy.of.to_string()),
            (
                "destination",
                self.words
                    .fill("paper-destination", &[("to", Value::from(copy.destination.as_str()))]),
            ),
            ("keep", copy.keep.clone()),
            ("revision", revision),
            ("void", void),
            (slip.pace.field(), slip.urgency.clone()),
            ("held", slip.held.clone()),
            ("isolation", slip.isolation.clone()),
            ("ward", slip.ward.clone()),
            ("bed", slip.bed.clone()),
            ("department", slip.department.clone()),
            ("orderer", slip.orderer.clone()),
            ("orderer_phone", slip.orderer_phone.clone()),
            ("ordered_at", slip.ordered_at.clone()),
            ("query_phone", slip.query_phone.clone()),
            ("remark", slip.remark.clone()),
            ("licence", slip.licence.clone()),
            ("reprint", self.edition(&slip.edition)),
        ] {
            values.set(name, value);
        }
        values.flag("ordered", !slip.lines.is_empty());
        let blank = slip.who == Who::Blank;
        values.flag("drug_form", blank && slip.blank.room == Room::Drugs);
        for (code, answer) in &slip.answers {
            values.set(format!("{SLIP_FIELD}{code}"), answer.clone());
        }
        let mut filling = Filling::from(values);
        filling.lists.insert("lines", lines_of(slip));
        let laid = self.fields_of(slip, copy.purpose);
        filling.lists.insert("heads", laid.heads);
        filling.lists.insert("pairs", laid.pairs);
        filling.lists.insert("fields", laid.fields);
        slip.blank.lay(copy.purpose, &mut filling);
        let steps = slip.steps.iter().map(|step| {
            let row = Values::default().with("title", step.title.clone());
            Row::Values(row.with("done", step.done.clone()))
        });
        filling.lists.insert("steps", steps.collect());
        filling
    }

    /// The values in the order of the kind as far as two columns allow it, and behind the last one that nothing follows, so
    /// that nobody adds to what was signed.
    fn fields_of(&self, slip: &SlipSheet, purpose: Purpose) -> Laid {
        if slip.who == Who::Blank {
            return Laid::default();
        }
        let first_short = slip.fields.iter().position(SlipField::is_short).unwrap_or_default();
        let (heads, rest) = slip.fields.split_at(first_short);
        let (mut short, mut long): (Vec<&SlipField>, Vec<&SlipField>) = rest.iter().partition(|field| field.is_short());
        if long.is_empty() {
            long.extend(short.pop());
        }
        let pairs = short.chunks(2).map(|pair| {
            let mut row = Values::default();
            for (field, (label, value)) in pair.iter().zip([("label", "value"), ("label2", "value2")]) {
                row.set(label, field.label.clone());
                row.set(value, field.value.clone());
            }
            Row::Values(row)
        });
        // Below it may stand what was done, or found: only where nothing does it says that nothing may.
        let ends = slip.lines.is_empty() || writes(purpose);
        let end = self.words.say(if ends {
            "paper-order-ends"
        } else {
            "paper-nothing-follows"
        });
        let row = |label: &str, value: String| {
            Row::Values(Values::default().with("label", label.to_owned()).with("value", value))
        };
        let of = |field: &SlipField| row(&field.label, field.value.clone());
        let fields = match long.split_last() {
            None => vec![row("", end)],
            Some((last, others)) => others
                .iter()
                .map(|field| of(field))
                // Not a row of its own, which would stand alone on a page.
                .chain([row(&last.label, format!("{}　{end}", last.value))])
                .collect(),
        };
        Laid {
            heads: heads.iter().map(of).collect(),
            pairs: pairs.collect(),
            fields,
        }
    }

    /// Words for what was on paper before; nothing for the first.
    pub(super) fn edition(&self, edition: &Edition) -> String {
        match edition {
            Edition::First => String::new(),
            Edition::Again { times } => self.words.fill("paper-reprint", &[("count", Value::from(*times))]),
        }
    }

    /// The sheet of a prepared number.
    pub fn packet(&self, packet: &PacketSheet) -> Filling {
        self.common()
            .with("id", packet.id.clone())
            .with("id_code", packet.id.clone())
            .with("alias", packet.alias.clone())
            .with("tag", packet.tag.clone())
            .with("incident", packet.incident.clone())
            .into()
    }
}

/// Lines that a report takes at least, which the form `slip` gives it on the same page.
const REPORT: usize = 6;

/// Whether somebody writes what was done or found on the copy.
fn writes(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Result | Purpose::Companion)
}

impl BlankLines {
    /// The lists of a blank form. Spare lines go to the long answers in turn, where no report has to be written below.
    fn lay(&self, purpose: Purpose, filling: &mut Filling) {
        let choices = self.choices.iter();
        let choices = choices.map(|text| Row::Values(Values::default().with("text", text.clone())));
        filling.lists.insert("choices", choices.collect());
        let asked = self.short.chunks(2).map(|pair| {
            let mut row = Values::default();
            for ([label, unit], [label_name, unit_name]) in pair.iter().zip([["label", "unit"], ["label2", "unit2"]]) {
                row.set(label_name, label.clone());
                row.set(unit_name, unit.clone());
            }
            Row::Values(row)
        });
        filling.lists.insert("asked", asked.collect());
        // What is written of the result needs a good part of the page; where that is missing it has a page of its own.
        let spare = if writes(purpose) && self.spare >= REPORT {
            0
        } else {
            self.spare
        };
        let mut writing = Vec::new();
        for (place, label) in self.long.iter().enumerate() {
            let more = spare / self.long.len() + usize::from(place < spare % self.long.len());
            writing.push(label.clone());
            writing.extend(vec![String::new(); more]);
        }
        if self.long.is_empty() {
            writing.extend(vec![String::new(); spare]);
        }
        let writing = writing
            .into_iter()
            .map(|label| Row::Values(Values::default().with("label", label)));
        filling.lists.insert("writing", writing.collect());
        filling.lists.insert("room", Vec::new());
    }
}

fn lines_of(slip: &SlipSheet) -> Vec<Row> {
    let lines = slip.lines.iter().enumerate().map(|(place, line)| {
        Row::Values(
            Values::default()
                .with("line", (place + 1).to_string())
                .with("text", format!("{} {}", line.text, line.warning).trim_end())
                .with("amount", line.amount.clone())
                .with("usage", line.usage.clone())
                .with("note", line.note.clone()),
        )
    });
    lines.collect()
}
