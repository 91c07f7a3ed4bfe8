//! Slips of the hospital as sheets of paper: out of a slip, the book it was written by and its patient. Blank forms get what
//! their kind asks for, to be filled in by hand.

use unicode_width::UnicodeWidthStr;

use super::{
    Teller,
    label::Edition,
    slip::{SlipCopy, SlipField, SlipLine, SlipSheet, Validity, Who},
    teller::text,
};
use crate::{
    domain::{
        identity::{AllergyKind, Patient},
        record::Timestamp,
        slips::{
            Slip,
            book::{Code, Field, FieldKind, Post, SlipBook, SlipType, Title},
            copy::{Copy, CopyName, CopyNumber},
            fact::{Content, DrugLine},
            number::SlipNumber,
        },
    },
    i18n::{Language, Value},
    print::breaks::TIED,
};

/// Half-width columns of a line of a blank form, and of a half of it.
const WHOLE: usize = 80;
const HALF: usize = 39;
/// Columns that nobody can write a word in less of.
const SHORTEST: usize = 16;
/// The fields that have places of their own on the paper.
const LICENCE: [&str; 2] = ["license", "licence"];
const REMARK: &str = "comment";

/// Which copies of which revision, after how many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    pub revision: u8,
    /// By their places; all when empty.
    pub copies: &'a [u8],
    pub edition: Edition,
}

impl Teller<'_> {
    /// A slip with the copies that are wanted; nothing when nothing was ever written on that revision. Copies of a revision
    /// that was replaced, and of a cancelled slip, are void.
    pub fn slip_sheet(&self, slip: &Slip, patient: Option<&Patient>, wanted: Wanted<'_>) -> Option<SlipSheet> {
        let book = self.hospital.slip_book();
        let written = slip.written()?;
        let content = slip.content_of(wanted.revision)?;
        let kind = book.and_then(|book| book.slip_type(&written.kind));
        let of_revision: Vec<&Copy> = slip
            .copies
            .iter()
            .filter(|copy| copy.number.revision == wanted.revision)
            .collect();
        let of = of_revision.len();
        let chosen = of_revision
            .iter()
            .filter(|copy| wanted.copies.is_empty() || wanted.copies.contains(&copy.number.number));
        let valid = wanted.revision == slip.revision() && !slip.is_cancelled();
        let stay = written.stay.and_then(|stay| self.hospital.stay(stay));
        let bed = stay.and_then(|stay| stay.place()).and_then(|place| place.answers());
        let ordered_at = if wanted.revision == slip.revision() {
            slip.content.latest().map(|claim| claim.said.at)
        } else {
            slip.written.latest().map(|claim| claim.said.at)
        };
        Some(SlipSheet {
            slip_type: kind.map_or_else(|| written.kind.to_string(), |kind| self.titled(&kind.title)),
            number: slip.number.to_string(),
            revision: u32::from(wanted.revision),
            validity: if valid { Validity::Valid } else { Validity::Recalled },
            urgency: self.urgency(kind, &content.urgency),
            who: patient.map_or(Who::Blank, |patient| self.who(patient, reads_first(kind))),
            ward: bed.map_or_else(|| self.post(&written.origin), |bed| self.ward(bed.ward())),
            bed: text(bed),
            department: stay
                .and_then(|stay| stay.department.get())
                .map(|code| self.department(code))
                .unwrap_or_default(),
            orderer: text(written.orderer.as_ref()),
            ordered_at: ordered_at.map(|at| self.time(at)).unwrap_or_default(),
            query_phone: text(kind.and_then(|kind| kind.phone.as_ref())),
            remark: self.remark(written.valid_until, content),
            licence: LICENCE.iter().map(|code| value(content, code)).collect(),
            lines: content.drugs.iter().map(drug).collect(),
            fields: self.fields(kind, content),
            choices: Vec::new(),
            edition: wanted.edition,
            copies: chosen
                .map(|copy| self.sheet_copy(kind, slip.number, copy, of))
                .collect(),
        })
    }

    /// A pre-numbered form of a kind, for a ward, in all its copies.
    pub fn blank_sheet(&self, kind: &SlipType, number: SlipNumber, origin: &Post, edition: Edition) -> SlipSheet {
        let of = kind.copies.len();
        let copies = (1_u8..).zip(&kind.copies).map(|(place, plan)| {
            let name = CopyName {
                slip: number,
                copy: Some(CopyNumber {
                    revision: 1,
                    number: place,
                }),
            };
            SlipCopy {
                role: self.titled(&plan.role),
                destination: self.post(&plan.to.post(origin)),
                keep: self.titled(&plan.keep),
                code: name.to_string(),
                place: usize::from(place),
                of,
            }
        });
        let valid = kind.valid_days.map(|days| {
            let days = [("days", Value::from(i32::from(days)))];
            self.words.fill("paper-valid-days", &days)
        });
        SlipSheet {
            slip_type: self.titled(&kind.title),
            number: number.to_string(),
            revision: 1,
            validity: Validity::Valid,
            urgency: String::new(),
            who: Who::Blank,
            ward: self.post(origin),
            bed: String::new(),
            department: String::new(),
            orderer: String::new(),
            ordered_at: String::new(),
            query_phone: text(kind.phone.as_ref()),
            remark: valid.unwrap_or_default(),
            licence: String::new(),
            lines: Vec::new(),
            fields: Vec::new(),
            choices: self.room_for(kind),
            edition,
            copies: copies.collect(),
        }
    }

    fn sheet_copy(&self, kind: Option<&SlipType>, slip: SlipNumber, copy: &Copy, of: usize) -> SlipCopy {
        let place = usize::from(copy.number.number);
        let plan = kind.and_then(|kind| kind.copies.get(place.checked_sub(1)?));
        let name = CopyName {
            slip,
            copy: Some(copy.number),
        };
        SlipCopy {
            role: plan.map_or_else(|| self.words.say(copy.purpose.term()), |plan| self.titled(&plan.role)),
            destination: self.post(&copy.to),
            keep: plan.map(|plan| self.titled(&plan.keep)).unwrap_or_default(),
            code: name.to_string(),
            place,
            of,
        }
    }

    /// The remark of the order, and until when it is valid.
    fn remark(&self, valid_until: Option<Timestamp>, content: &Content) -> String {
        let until = valid_until.map(|until| {
            let at = [("at", Value::from(self.time(until)))];
            self.words.fill("paper-valid-until", &at)
        });
        let remark = Some(value(content, REMARK)).filter(|remark| !remark.is_empty());
        let parts: Vec<String> = until.into_iter().chain(remark).collect();
        parts.join("　")
    }

    /// What stands in the fields, beside the drugs and what has a place of its own.
    fn fields(&self, kind: Option<&SlipType>, content: &Content) -> Vec<SlipField> {
        let placed = |code: &Code| code.as_str() == REMARK || LICENCE.contains(&code.as_str());
        let values = content.values.iter().filter(|(code, _)| !placed(code));
        let field = |(code, value): &(Code, crate::domain::text::Text)| {
            let known = kind.and_then(|kind| kind.field(code));
            let unit = match known.map(|field| &field.kind) {
                Some(FieldKind::Number { unit: Some(unit) }) => format!(" {unit}"),
                _ => String::new(),
            };
            let value = match known.map(|field| &field.kind) {
                Some(FieldKind::Choice(choices) | FieldKind::Checks(choices)) => self.chosen(choices, value.as_str()),
                Some(FieldKind::Time) => value.as_str().replace('T', " "),
                _ => value.to_string(),
            };
            SlipField {
                label: known.map_or_else(|| code.to_string(), |field| self.titled(&field.title)),
                value: format!("{value}{unit}"),
            }
        };
        values.map(field).collect()
    }

    /// What was chosen, in the language of the paper.
    fn chosen(&self, choices: &[Title], value: &str) -> String {
        let one = |one: &str| {
            let known = choices
                .iter()
                .find(|choice| choice.ja.as_str() == one || choice.en.as_str() == one);
            known.map_or_else(|| one.to_owned(), |choice| self.titled(choice))
        };
        let whole = choices
            .iter()
            .any(|choice| choice.ja.as_str() == value || choice.en.as_str() == value);
        if whole {
            return one(value);
        }
        let parts: Vec<String> = value.split([',', '、']).map(|part| one(part.trim())).collect();
        parts.join(&self.words.say("list-comma"))
    }

    /// The lines of a form: what is asked, and room for the answer. Two short ones share a line.
    fn room_for(&self, kind: &SlipType) -> Vec<String> {
        let urgencies: Vec<String> = kind
            .urgencies
            .iter()
            .map(|urgency| self.titled(&urgency.title))
            .collect();
        let urgency = (urgencies.len() > 1).then(|| boxes(&self.words.say("paper-urgency"), &urgencies));
        let fields = kind.fields.iter().filter(|field| field.code.as_str() != REMARK);
        let asked = fields.filter_map(|field| self.asked(field));
        let mut lines: Vec<String> = Vec::new();
        let mut half: Option<String> = None;
        for one in urgency.into_iter().chain(asked) {
            if one.width_cjk() > HALF {
                lines.extend(half.take());
                lines.push(one);
                continue;
            }
            half = match half.take() {
                None => Some(one),
                Some(left) => {
                    let air = " ".repeat(HALF + 2 - left.width_cjk());
                    lines.push(format!("{left}{air}{one}"));
                    None
                }
            };
        }
        lines.extend(half);
        lines
    }

    /// One field to be filled in by hand; drugs have lines of their own below.
    fn asked(&self, field: &Field) -> Option<String> {
        let title = self.titled(&field.title);
        let names = |choices: &[Title]| -> Vec<String> { choices.iter().map(|choice| self.titled(choice)).collect() };
        Some(match &field.kind {
            FieldKind::Drugs => return None,
            FieldKind::Choice(choices) | FieldKind::Checks(choices) => boxes(&title, &names(choices)),
            FieldKind::Number { unit } => format!("{title} {} {}", line(8), text(unit.as_ref()))
                .trim_end()
                .to_owned(),
            FieldKind::Day => format!("{title} {}", self.words.say("paper-blank-day")),
            FieldKind::Time => format!("{title} {}", self.words.say("paper-blank-time")),
            FieldKind::Text => {
                let room = if title.width_cjk() + SHORTEST < HALF {
                    HALF
                } else {
                    WHOLE
                };
                format!("{title} {}", line(room.saturating_sub(title.width_cjk() + 1)))
            }
        })
    }

    pub(super) fn urgency(&self, kind: Option<&SlipType>, code: &Code) -> String {
        kind.and_then(|kind| kind.urgency(code))
            .map_or_else(|| code.to_string(), |urgency| self.titled(&urgency.title))
    }

    /// A desk by its title, a ward by its name.
    pub(super) fn post(&self, post: &Post) -> String {
        let book: Option<&SlipBook> = self.hospital.slip_book().map(AsRef::as_ref);
        match book.and_then(|book| book.desk(post)) {
            Some(desk) => self.titled(&desk.title),
            None => self.ward(post.as_str()),
        }
    }

    pub(super) fn titled(&self, title: &Title) -> String {
        match self.words.language() {
            Language::Japanese => title.ja.to_string(),
            Language::English => title.en.to_string(),
        }
    }
}

/// A question with a box before each answer.
fn boxes(title: &str, choices: &[String]) -> String {
    // The words of one option stay with their box.
    let choices: Vec<String> = choices
        .iter()
        .map(|choice| format!("□{}", choice.replace(' ', TIED)))
        .collect();
    format!("{title} {}", choices.join("　"))
}

/// A line to write on, so many half-width columns long.
fn line(columns: usize) -> String {
    "＿".repeat(columns / 2)
}

fn drug(line: &DrugLine) -> SlipLine {
    let parts = [text(line.amount.as_ref()), text(line.usage.as_ref())];
    SlipLine {
        text: line.name.to_string(),
        amount: parts.join(" ").trim().to_owned(),
        note: text(line.duration.as_ref()),
    }
}

/// The kind of allergy that whoever works from the slip looks for first: the kitchen food, imaging contrast media.
fn reads_first(kind: Option<&SlipType>) -> AllergyKind {
    let Some(kind) = kind else { return AllergyKind::Drug };
    let asks = |word: &str| kind.fields.iter().any(|field| field.code.as_str().starts_with(word));
    if asks("diet") && asks("staple") {
        AllergyKind::Food
    } else if asks("contrast") {
        AllergyKind::Contrast
    } else {
        AllergyKind::Drug
    }
}

fn value(content: &Content, code: &str) -> String {
    let found = content.values.iter().find(|(known, _)| known.as_str() == code);
    found.map(|(_, value)| value.to_string()).unwrap_or_default()
}
