//! Blank forms with their numbers already on them: what their kind asks for, to be filled in by hand.

use unicode_width::UnicodeWidthStr;

use super::{
    Teller,
    book::options,
    label::Edition,
    order::SIGNATURE,
    slip::{BlankLines, Pace, Room, SlipCopy, SlipSheet, SlipStep, Validity, Who},
    teller::text,
};
use crate::{
    domain::slips::{
        book::{FieldKind, Post, SlipType},
        copy::{CopyName, CopyNumber},
        number::SlipNumber,
    },
    i18n::Value,
};

/// What a blank form has to share, in tenths of a millimetre: the whole of it, a line that a hand can write on, a line of
/// boxes and a line of several of them, and what drugs need at least. The form `slip` has the same.
const ROOM: usize = 760;
const LINE: usize = 80;
const TICKS: usize = 60;
const TICKS_MORE: usize = 42;
const DRUGS: usize = 5 * LINE;
/// Where long answers would otherwise have half a line: three drugs.
const FEW_DRUGS: usize = 4 * LINE;
/// Lines of a record that may stand below.
const RECORD: usize = 5;
/// Half-width columns of a line of boxes.
const WHOLE: usize = 78;
/// Between two questions on one line.
const BETWEEN: &str = "　　";

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
                purpose: plan.purpose,
                colour: self.titled(&plan.colour),
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
            code: kind.code.to_string(),
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
            orderer_title: self.orderer_title(Some(kind)),
            orderer_phone: String::new(),
            ordered_at: String::new(),
            query_phone: text(kind.phone.as_ref()),
            remark: valid.unwrap_or_default(),
            licence: String::new(),
            lines: Vec::new(),
            fields: Vec::new(),
            answers: Vec::new(),
            steps: kind
                .steps
                .iter()
                .filter(|step| step.code.as_str() != SIGNATURE)
                .map(|step| SlipStep {
                    title: self.titled(&step.title),
                    done: String::new(),
                })
                .collect(),
            blank: self.blank_lines(kind),
            edition,
            copies: copies.collect(),
        }
    }

    /// What is asked on a form, and how it shares the paper: boxes to tick, short answers, long ones, and what is left.
    fn blank_lines(&self, kind: &SlipType) -> BlankLines {
        let mut lines = BlankLines {
            room: if kind.fields.iter().any(|field| field.kind == FieldKind::Drugs) {
                Room::Drugs
            } else {
                Room::Writing
            },
            ..BlankLines::default()
        };
        let urgencies: Vec<String> = kind
            .urgencies
            .iter()
            .map(|urgency| self.titled(&urgency.title))
            .collect();
        if urgencies.len() > 1 {
            lines.ask(boxes(&self.words.say("paper-urgency"), &urgencies));
        }
        let mut texts = Vec::new();
        for field in &kind.fields {
            let title = self.titled(&field.title);
            match &field.kind {
                FieldKind::Drugs => {}
                FieldKind::Choice(choices) | FieldKind::Checks(choices) => {
                    let choices: Vec<String> = choices.iter().map(|choice| self.titled(choice)).collect();
                    lines.ask(boxes(&title, &choices));
                }
                FieldKind::Number { unit } => {
                    let unit = unit.as_ref().map(|unit| self.unit_of(field, unit.as_str()));
                    lines.short.push([title, unit.unwrap_or_default()]);
                }
                FieldKind::Day => lines.short.push([title, self.words.say("paper-blank-day")]),
                FieldKind::Time => lines.short.push([title, self.words.say("paper-blank-time")]),
                FieldKind::Text => texts.push(title),
            }
        }
        lines.share(texts);
        lines
    }
}

impl BlankLines {
    /// Gives each text a whole line where the paper has one, in the order of the kind, else a half. Where fewer than half of
    /// them would have one, drugs give up a line, or all goes on to a second page, with all the lines of that one.
    fn share(&mut self, texts: Vec<String>) {
        let needs = |long: usize| (self.short.len() + texts.len() - long).div_ceil(2) + long;
        let most = |page: usize| (0..=texts.len()).rev().find(|long| needs(*long) <= page);
        let enough = |page: usize| {
            most(page)
                .filter(|long| 2 * long >= texts.len())
                .map(|long| (long, page))
        };
        let page = self.lines(DRUGS);
        let (long, lines) = match self.room {
            Room::Writing => enough(page),
            // One remark may have half a line.
            Room::Drugs if texts.len() < 2 => most(page).map(|long| (long, page)),
            Room::Drugs => enough(page).or_else(|| enough(self.lines(FEW_DRUGS))),
        }
        // What was done is written on the second page, too.
        .unwrap_or((texts.len(), page + ROOM / LINE - RECORD));
        self.spare = if self.room == Room::Drugs {
            0
        } else {
            lines.saturating_sub(needs(long))
        };
        for (place, title) in texts.into_iter().enumerate() {
            if place < long {
                self.long.push(title);
            } else {
                self.short.push([title, String::new()]);
            }
        }
    }

    /// Lines to write on that one page has beside the boxes to tick and so much room for drugs.
    fn lines(&self, drugs: usize) -> usize {
        let ticks = self.choices.iter().map(|line| line.width_cjk().div_ceil(WHOLE));
        let ticks: usize = ticks
            .map(|lines| if lines > 1 { TICKS_MORE * lines } else { TICKS })
            .sum();
        let drugs = if self.room == Room::Drugs { drugs } else { 0 };
        ROOM.saturating_sub(ticks + drugs) / LINE
    }

    /// Boxes to tick: on the line of the question before, where both fit on it.
    fn ask(&mut self, question: String) {
        match self.choices.last_mut() {
            Some(line) if line.width_cjk() + BETWEEN.width_cjk() + question.width_cjk() <= WHOLE => {
                line.push_str(BETWEEN);
                line.push_str(&question);
            }
            _ => self.choices.push(question),
        }
    }
}

/// A question with a box before each answer.
fn boxes(title: &str, choices: &[String]) -> String {
    format!("{title}　{}", options(choices))
}
