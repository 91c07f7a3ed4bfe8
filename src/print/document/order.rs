//! Slips of the hospital as sheets of paper: out of a slip, the book it was written by and its patient.

use chrono::{NaiveDate, NaiveDateTime};
use unicode_width::UnicodeWidthStr;

use super::{
    Teller,
    book::options,
    label::Edition,
    slip::{BlankLines, Pace, SlipCopy, SlipField, SlipLine, SlipSheet, SlipStep, Validity, Who},
    teller::text,
};
use crate::{
    domain::{
        census::{Isolation, Stay},
        checks::Unspelled,
        identity::{AllergyKind, Patient},
        record::Timestamp,
        slips::{
            Slip,
            book::{Code, Due, Field, FieldKind, SlipType},
            copy::{Copy, CopyName},
            fact::{Content, DrugLine, QueryOutcome},
            number::SlipNumber,
            query::Query,
            safety::{Ordered, Warning, warnings},
        },
        text::Text,
    },
    i18n::Value,
};

/// Half-width columns in which boxes to tick are printed for what was not answered.
const BOXES: usize = 40;
/// The fields that have places of their own on the paper.
const LICENCE: [&str; 2] = ["license", "licence"];
pub(super) const REMARK: &str = "comment";
/// The step that is the signature of who orders.
pub(super) const SIGNATURE: &str = "sign";

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
            code: written.kind.to_string(),
            slip_type: kind.map_or_else(|| written.kind.to_string(), |kind| self.titled(&kind.title)),
            number: slip.number.to_string(),
            revision: u32::from(wanted.revision),
            validity: if valid { Validity::Valid } else { Validity::Recalled },
            urgency: self.urgency(kind, &content.urgency),
            pace: pace(kind, &content.urgency),
            held: self.held(slip, valid),
            void: self.void(slip, wanted.revision),
            isolation: self.precautions(stay.and_then(|stay| stay.isolation.get().copied())),
            who: patient.map_or(Who::Blank, |patient| self.who(patient, reads_first(kind))),
            ward: bed.map_or_else(|| self.post(&written.origin), |bed| self.ward(bed.ward())),
            bed: text(bed),
            department: stay
                .and_then(|stay| stay.department.get())
                .map(|code| self.department(code))
                .unwrap_or_default(),
            orderer: text(written.orderer.as_ref()),
            orderer_title: self.orderer_title(kind),
            ordered_at: ordered_at.map(|at| self.moment(at)).unwrap_or_default(),
            orderer_phone: stay
                .map(|stay| self.pager(stay, written.orderer.as_ref()))
                .unwrap_or_default(),
            query_phone: text(kind.and_then(|kind| kind.phone.as_ref())),
            remark: self.until(written.valid_until),
            licence: LICENCE.iter().map(|code| value(content, code)).collect(),
            lines: self.drugs(slip, patient.filter(|_| valid), content),
            fields: self.fields(slip, kind, content),
            answers: self.answers(kind, content),
            steps: self.steps(slip, kind),
            blank: BlankLines::default(),
            edition: wanted.edition,
            copies: chosen
                .map(|copy| self.sheet_copy(kind, slip.number, copy, of))
                .collect(),
        })
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
            purpose: copy.purpose,
            colour: plan.map(|plan| self.titled(&plan.colour)).unwrap_or_default(),
            destination: self.post(&copy.to),
            keep: plan.map(|plan| self.titled(&plan.keep)).unwrap_or_default(),
            code: name.to_string(),
            place,
            of,
        }
    }

    /// Until when it is valid.
    fn until(&self, valid_until: Option<Timestamp>) -> String {
        valid_until
            .map(|until| {
                let at = [("at", Value::from(self.moment(until)))];
                self.words.fill("paper-valid-until", &at)
            })
            .unwrap_or_default()
    }

    /// A question that nobody has answered, or whose answer is a new revision, stops the work (薬剤師法 24条).
    fn held(&self, slip: &Slip, valid: bool) -> String {
        if valid && (slip.open_query().is_some() || slip.awaits_revision()) {
            self.words.say("paper-held")
        } else {
            String::new()
        }
    }

    /// Why a revision is void: whoever finds the paper knows what counts instead.
    fn void(&self, slip: &Slip, revision: u8) -> String {
        if let Some((said, reason)) = slip.cancelled.last() {
            let at = self.short_time(said.at);
            let parts = [("at", Value::from(at)), ("reason", Value::from(reason.as_str()))];
            return self.words.fill("paper-cancelled", &parts);
        }
        if revision == slip.revision() {
            return String::new();
        }
        let at = slip.content.latest().map(|claim| self.short_time(claim.said.at));
        let parts = [
            ("number", Value::from(i32::from(revision))),
            ("newer", Value::from(i32::from(slip.revision()))),
            ("at", Value::from(at.unwrap_or_default())),
        ];
        self.words.fill("paper-replaced", &parts)
    }

    /// What whoever comes near the patient puts on; nothing for nothing.
    pub(super) fn precautions(&self, isolation: Option<Isolation>) -> String {
        match isolation {
            None | Some(Isolation::None) => String::new(),
            Some(isolation) => self.words.say(isolation.term()),
        }
    }

    /// The pager that is known: the attending physician's, who is not always the one who ordered.
    fn pager(&self, stay: &Stay, orderer: Option<&Text>) -> String {
        let Some(pager) = stay.pager.get() else {
            return String::new();
        };
        let physician = text(stay.physician.get());
        let bare = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let (ordered, attends) = (bare(&text(orderer)), bare(&physician));
        let key = if attends.is_empty() || ordered.contains(&attends) {
            "paper-orderer-pager"
        } else {
            "paper-physician-pager"
        };
        let parts = [
            ("pager", Value::from(pager.as_str())),
            ("physician", Value::from(physician)),
        ];
        self.words.fill(key, &parts)
    }

    /// The drugs, each with what was warned of it and looked at: the copy that is worked from says so too.
    fn drugs(&self, slip: &Slip, patient: Option<&Patient>, content: &Content) -> Vec<SlipLine> {
        let found = match (self.hospital.slip_book(), patient) {
            (Some(book), Some(patient)) => warnings(
                self.hospital,
                book,
                patient,
                &Ordered::of(
                    slip.written().and_then(|written| book.slip_type(&written.kind)),
                    content,
                ),
                Some(slip.number),
                &Unspelled,
            ),
            _ => Vec::new(),
        };
        let of = |line: &DrugLine| {
            let mut allergies: Vec<&str> = Vec::new();
            let mut slips: Vec<String> = Vec::new();
            for warning in &found {
                match warning {
                    Warning::Allergy { what, drug } if *drug == line.name => allergies.push(what.as_str()),
                    Warning::SameDrug { slip, drug } if *drug == line.name => slips.push(slip.to_string()),
                    _ => {}
                }
            }
            let mut said = Vec::new();
            if !allergies.is_empty() {
                let what = allergies.join(&self.words.say("list-comma"));
                said.push(self.words.fill("paper-warned-allergy", &[("what", Value::from(what))]));
            }
            if let Some(first) = slips.first() {
                let more = if slips.len() > 1 {
                    format!("+{}", slips.len() - 1)
                } else {
                    String::new()
                };
                let slip = [("slip", Value::from(format!("{first}{more}")))];
                said.push(self.words.fill("paper-warned-same", &slip));
            }
            said.join(" ")
        };
        content
            .drugs
            .iter()
            .map(|line| SlipLine {
                text: line.name.to_string(),
                amount: text(line.amount.as_ref()),
                usage: text(line.usage.as_ref()),
                note: text(line.duration.as_ref()),
                warning: of(line),
            })
            .collect()
    }

    /// What stands in the fields, beside the drugs and what has a place of its own: every field of the kind in its order,
    /// because what was left out must not look like what does not apply. Then the remark, and what queries were answered.
    fn fields(&self, slip: &Slip, kind: Option<&SlipType>, content: &Content) -> Vec<SlipField> {
        let placed = |code: &Code| code.as_str() == REMARK || LICENCE.contains(&code.as_str());
        let known = kind.map(|kind| kind.fields.as_slice()).unwrap_or_default();
        let asked = known
            .iter()
            .filter(|field| !placed(&field.code) && !matches!(field.kind, FieldKind::Drugs));
        let of_kind = asked.map(|field| SlipField {
            label: self.titled(&field.title),
            value: match content.values.iter().find(|(code, _)| *code == field.code) {
                Some((_, value)) => self.answered(field, value.as_str()),
                None => self.unanswered(field),
            },
        });
        // Written under another book.
        let strangers = content
            .values
            .iter()
            .filter(|(code, _)| !placed(code) && known.iter().all(|field| field.code != *code))
            .map(|(code, value)| SlipField {
                label: code.to_string(),
                value: value.to_string(),
            });
        let remark = Some(value(content, REMARK)).filter(|remark| !remark.is_empty());
        let remark = remark.map(|value| SlipField {
            label: self.words.say("paper-remark"),
            value,
        });
        let notes = slip.queries.iter().filter(|query| query.revision <= content.revision);
        let notes = notes.filter_map(|query| self.note(query));
        of_kind.chain(strangers).chain(remark).chain(notes).collect()
    }

    fn answered(&self, field: &Field, value: &str) -> String {
        match &field.kind {
            FieldKind::Choice(choices) | FieldKind::Checks(choices) => self.chosen(choices, value),
            FieldKind::Day => match NaiveDate::parse_from_str(value, "%Y-%m-%d") {
                Ok(day) => self.day(day),
                Err(_) => value.to_owned(),
            },
            FieldKind::Time => match NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M") {
                Ok(at) => self.moment_of(at),
                Err(_) => value.replace('T', " "),
            },
            FieldKind::Number { unit: Some(unit) } => format!("{value} {}", self.unit_of(field, unit.as_str()))
                .trim_end()
                .to_owned(),
            _ => value.to_owned(),
        }
    }

    /// Boxes to tick by hand where there are few answers, or that nothing was written.
    fn unanswered(&self, field: &Field) -> String {
        if let FieldKind::Choice(choices) = &field.kind {
            let names: Vec<String> = choices.iter().map(|choice| self.titled(choice)).collect();
            let boxes = options(&names);
            if boxes.width_cjk() <= BOXES {
                return boxes;
            }
        }
        self.words.say("paper-not-filled")
    }

    /// What was written, by the codes of the fields.
    fn answers(&self, kind: Option<&SlipType>, content: &Content) -> Vec<(String, String)> {
        let known = kind.map(|kind| kind.fields.as_slice()).unwrap_or_default();
        let of_kind = known.iter().map(|field| {
            let value = content.values.iter().find(|(code, _)| *code == field.code);
            let answer = value.map(|(_, value)| self.answered(field, value.as_str()));
            (field.code.to_string(), answer.unwrap_or_default())
        });
        of_kind.collect()
    }

    /// A box for each step of the slip; the signature of who orders has its own place.
    fn steps(&self, slip: &Slip, kind: Option<&SlipType>) -> Vec<SlipStep> {
        let plan = slip.plan().iter().filter(|step| step.code.as_str() != SIGNATURE);
        let of_plan = plan.map(|step| {
            let known = kind.and_then(|kind| kind.step(&step.code));
            let done = slip.done(step).map(|(said, done)| {
                let by = done
                    .by
                    .as_ref()
                    .map_or_else(|| self.user(&said.by), ToString::to_string);
                format!("{} {by}", self.short_time(said.at))
            });
            SlipStep {
                title: known.map_or_else(|| step.code.to_string(), |known| self.titled(&known.title)),
                done: done.unwrap_or_default(),
            }
        });
        of_plan.collect()
    }

    /// A query with the note that answered it: whoever holds the paper holds the answer (domain.md, Order slips 5).
    fn note(&self, query: &Query) -> Option<SlipField> {
        let (said, answer) = query.answers.last()?;
        if answer.outcome != QueryOutcome::Note {
            return None;
        }
        let parts = [
            ("at", Value::from(self.short_time(said.at))),
            ("question", Value::from(query.raised.question.as_str())),
            ("answer", Value::from(answer.answer.as_str())),
            ("by", Value::from(answer.by.as_str())),
        ];
        Some(SlipField {
            label: self.words.say("paper-query"),
            value: self.words.fill("paper-query-note", &parts),
        })
    }
}

/// Within less than an hour; or the soonest of the classes of its kind, where that is two hours: 至急 of a kind whose routine
/// is tomorrow is as loud as that of one whose routine is this afternoon.
fn pace(kind: Option<&SlipType>, code: &Code) -> Pace {
    let Some(kind) = kind else { return Pace::Routine };
    let minutes = |due: &Due| match due {
        Due::Within(minutes) => Some(*minutes),
        Due::Clock { .. } => None,
    };
    let soonest = kind.urgencies.iter().filter_map(|urgency| minutes(&urgency.due)).min();
    let own = kind.urgency(code).and_then(|urgency| minutes(&urgency.due));
    match own {
        Some(own) if own < 60 || own <= 120 && kind.urgencies.len() > 1 && soonest == Some(own) => Pace::Pressing,
        _ => Pace::Routine,
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
