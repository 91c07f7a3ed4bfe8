//! What the book of slips calls things, in the language of the paper: kinds, desks, choices, units, who signs.

use super::Teller;
use crate::{
    domain::slips::{
        book::{Code, Field, FieldKind, Post, Profession, SlipBook, SlipType, Title},
        term::unit_term,
    },
    i18n::Language,
    print::breaks::TIED,
};

impl Teller<'_> {
    /// What who signs is called.
    pub(super) fn orderer_title(&self, kind: Option<&SlipType>) -> String {
        let of_physicians = |kind: &SlipType| {
            let physician = |one: &Profession| matches!(one, Profession::Physician | Profession::Dentist);
            kind.issued_by.iter().all(physician)
        };
        let drugs = |kind: &SlipType| kind.fields.iter().any(|field| field.kind == FieldKind::Drugs);
        self.words.say(match kind {
            Some(kind) if of_physicians(kind) && drugs(kind) => "paper-prescriber",
            Some(kind) if of_physicians(kind) => "paper-orderer",
            _ => "paper-writer",
        })
    }

    /// The unit of a field, but where it is the very word that the field is called: `Course 3`, not `Course 3 course`.
    pub(super) fn unit_of(&self, field: &Field, unit: &str) -> String {
        let unit = match unit_term(unit) {
            Some(term) => self.words.say(term),
            None => unit.replace("m2", "m²"),
        };
        if unit.eq_ignore_ascii_case(&self.titled(&field.title)) {
            return String::new();
        }
        unit
    }

    /// What was chosen, in the language of the paper.
    pub(super) fn chosen(&self, choices: &[Title], value: &str) -> String {
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
            // The book has them as words of a sentence.
            Language::English => {
                let mut letters = title.en.as_str().chars();
                letters.next().map_or_else(String::new, |first| {
                    first.to_uppercase().chain(letters).collect::<String>()
                })
            }
        }
    }
}

/// The words of one option stay with their box.
pub(super) fn options(choices: &[String]) -> String {
    let choices: Vec<String> = choices
        .iter()
        .map(|choice| format!("□{}", choice.replace(' ', TIED)))
        .collect();
    choices.join("　")
}
