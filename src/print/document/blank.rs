//! Blank forms with their numbers already on them: what their kind asks for, to be filled in by hand.

use unicode_width::UnicodeWidthStr;

use super::{
    Teller,
    label::Edition,
    order::{REMARK, options},
    slip::{Pace, Room, SlipCopy, SlipSheet, Validity, Who},
    teller::text,
};
use crate::{
    domain::slips::{
        book::{Field, FieldKind, Post, SlipType, Title},
        copy::{CopyName, CopyNumber},
        number::SlipNumber,
    },
    i18n::Value,
};

/// Half-width columns of a line of a blank form, and of a half of it.
const WHOLE: usize = 80;
const HALF: usize = 39;
/// Columns that nobody can write a word in less of.
const SHORTEST: usize = 16;

impl Teller<'_> {
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
            pace: Pace::Routine,
            held: String::new(),
            void: String::new(),
            isolation: String::new(),
            who: Who::Blank,
            ward: self.post(origin),
            bed: String::new(),
            department: String::new(),
            orderer: String::new(),
            orderer_phone: String::new(),
            ordered_at: String::new(),
            query_phone: text(kind.phone.as_ref()),
            remark: valid.unwrap_or_default(),
            licence: String::new(),
            lines: Vec::new(),
            fields: Vec::new(),
            choices: self.room_for(kind),
            room: if kind.fields.iter().any(|field| matches!(field.kind, FieldKind::Drugs)) {
                Room::Drugs
            } else {
                Room::Writing
            },
            edition,
            copies: copies.collect(),
        }
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
}

/// A question with a box before each answer.
fn boxes(title: &str, choices: &[String]) -> String {
    format!("{title} {}", options(choices))
}

/// A line to write on, so many half-width columns long.
fn line(columns: usize) -> String {
    "＿".repeat(columns / 2)
}
