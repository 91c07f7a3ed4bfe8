//! The lines that were typed and not saved, kept while they are typed and put back after an interruption: with what each was typed
//! over, because somebody else may lie in the bed by then.

use std::collections::BTreeMap;

use crate::app::{Action, Answer, Draft, Scope, Selection, Step};
use crate::domain::census::{BedName, DepartmentCode};
use crate::domain::identity::{PatientId, Sex};
use crate::widgets::Edit;

use super::FirstListScreen;
use super::entry::{Entry, Field};
use super::sheet::Work;
use super::typed::{Over, Typed};

/// The answer of a line that says whose record it was typed over: empty of somebody new.
const OVER: &str = "over";

impl FirstListScreen {
    pub(super) fn kept(&self) -> Option<Draft> {
        let mut lines: Vec<(&BedName, &Typed)> = Vec::new();
        if let Some(line) = self.line().filter(|_| self.typed.is_changed()) {
            lines.push((&line.bed, &self.typed));
        }
        let sent = |work: &'_ Work| work.sent.is_some();
        for (bed, work) in &self.works {
            let typed = work.draft.iter().chain(&work.displaced);
            let sent = work.sent.iter().map(|(typed, _)| typed);
            lines.extend(typed.chain(sent).map(|typed| (bed, typed)));
        }
        if lines.is_empty() {
            return None;
        }
        let numbered = lines.iter().enumerate();
        let answers = numbered
            .flat_map(|(place, (bed, typed))| answers(place, bed, typed))
            .collect();
        Some(Draft {
            form: Action::FirstList,
            selection: Selection::default(),
            answers,
            focus: self.line().map(|line| line.bed.to_string()).unwrap_or_default(),
            step: if self.works.values().any(sent) {
                Step::HandedIn
            } else {
                Step::Typing
            },
        })
    }

    pub(super) fn take(&mut self, draft: &Draft, scope: &Scope<'_>) {
        let mut lines: BTreeMap<(BedName, Option<&str>), Typed> = BTreeMap::new();
        // Over whom comes first: the fields say what was recorded of them.
        for is_over in [true, false] {
            for answer in &draft.answers {
                let Some((bed, field)) = answer.field.split_once(' ') else {
                    continue;
                };
                let Some(bed) = BedName::parse(bed).filter(|_| (field == OVER) == is_over) else {
                    continue;
                };
                let typed = lines.entry((bed, answer.own.as_deref())).or_default();
                match field_of(field) {
                    Some(field) => {
                        put(&mut typed.entry, field, &answer.text);
                        if let (Over::Inpatient(_, began), Some(was)) = (&mut typed.over, &answer.chosen) {
                            put(began, field, was);
                        }
                    }
                    None if is_over => {
                        if let Some(patient) = PatientId::parse(&answer.text) {
                            typed.over = Over::Inpatient(patient, Box::default());
                        }
                    }
                    None => {}
                }
            }
        }
        for ((bed, _), typed) in lines {
            self.works.entry(bed).or_default().displaced.push(typed);
        }
        for line in &self.lines {
            if let Some(work) = self.works.get_mut(&line.bed) {
                work.sort_out(&line.held);
            }
        }
        let at = self.lines.iter().position(|line| line.bed.as_str() == draft.focus);
        self.enter(at.unwrap_or(self.at), scope);
        // What was wrong before the interruption is wrong now, and says so.
        let typed = [Field::Kana, Field::Birth, Field::Number];
        self.wrong = typed.into_iter().find_map(|field| self.typed.entry.wrong(field, scope));
    }
}

const fn name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Kana => "kana",
        Field::Sex => "sex",
        Field::Birth => "birth",
        Field::Department => "department",
        Field::Number => "number",
    }
}

fn field_of(written: &str) -> Option<Field> {
    Field::ALL.into_iter().find(|field| name(*field) == written)
}

/// A line as answers: each with what stands in its field now, and what was recorded when it was typed.
fn answers(place: usize, bed: &BedName, typed: &Typed) -> Vec<Answer> {
    let (patient, began) = match &typed.over {
        Over::Nobody => (String::new(), None),
        Over::Inpatient(patient, began) => (patient.to_string(), Some(began)),
    };
    let answer = |field: &str, text: String, chosen: Option<String>| Answer {
        field: format!("{bed} {field}"),
        text,
        chosen,
        // Several lines may be of one bed.
        own: Some(place.to_string()),
    };
    let fields = Field::ALL.into_iter().map(|field| {
        let was = began.map(|began| began.text(field));
        answer(name(field), typed.entry.text(field), was)
    });
    [answer(OVER, patient, None)].into_iter().chain(fields).collect()
}

fn put(entry: &mut Entry, field: Field, text: &str) {
    match field {
        Field::Sex => entry.sex = Sex::from_word(text),
        Field::Department => entry.department = DepartmentCode::parse(text).ok(),
        field => entry.edit(field, &Edit::Insert(text.to_owned())),
    }
}
