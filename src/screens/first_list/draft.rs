//! The lines that were typed and not saved, kept while they are typed and put back after an interruption.

use crate::app::{Action, Answer, Draft, Scope, Selection, Step};
use crate::domain::census::{BedName, DepartmentCode};
use crate::domain::identity::Sex;
use crate::widgets::Edit;

use super::FirstListScreen;
use super::entry::{Entry, Field};
use super::sheet::Work;

impl FirstListScreen {
    pub(super) fn kept(&self) -> Option<Draft> {
        let here = self.line().filter(|_| self.is_changed());
        let mut lines: Vec<(&BedName, &Entry)> = here.map(|line| (&line.bed, &self.entry)).into_iter().collect();
        let sent = |work: &'_ Work| work.sent.is_some();
        for (bed, work) in &self.works {
            let entry = work.draft.as_ref().or(work.sent.as_ref().map(|(entry, _)| entry));
            if let Some(entry) = entry
                && here.is_none_or(|line| line.bed != *bed)
            {
                lines.push((bed, entry));
            }
        }
        if lines.is_empty() {
            return None;
        }
        let answers = lines.iter().flat_map(|(bed, entry)| answers(bed, entry)).collect();
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
        for answer in &draft.answers {
            let Some((bed, field)) = answer.field.split_once(' ') else {
                continue;
            };
            let (Some(bed), Some(field)) = (BedName::parse(bed), field_of(field)) else {
                continue;
            };
            let entry = self.works.entry(bed).or_default().draft.get_or_insert_default();
            put(entry, field, &answer.text);
        }
        let at = self.lines.iter().position(|line| line.bed.as_str() == draft.focus);
        self.enter(at.unwrap_or(self.at), scope);
        // What was wrong before the interruption is wrong now, and says so.
        let typed = [Field::Kana, Field::Birth, Field::Number];
        self.wrong = typed.into_iter().find_map(|field| self.entry.wrong(field, scope));
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

fn answers(bed: &BedName, entry: &Entry) -> Vec<Answer> {
    let text = |field: Field| match field {
        Field::Name => entry.name.text().to_owned(),
        Field::Kana => entry.kana.text().to_owned(),
        Field::Sex => entry.sex.map(Sex::word).unwrap_or_default().to_owned(),
        Field::Birth => entry.birth.text().to_owned(),
        Field::Department => entry.department.as_ref().map(ToString::to_string).unwrap_or_default(),
        Field::Number => entry.number.text().to_owned(),
    };
    let all = Field::ALL.into_iter().map(|field| Answer {
        field: format!("{bed} {}", name(field)),
        text: text(field),
        ..Answer::default()
    });
    all.collect()
}

fn put(entry: &mut Entry, field: Field, text: &str) {
    match field {
        Field::Sex => entry.sex = Sex::from_word(text),
        Field::Department => entry.department = DepartmentCode::parse(text).ok(),
        field => entry.edit(field, &Edit::Insert(text.to_owned())),
    }
}
