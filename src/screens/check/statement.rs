//! The fields in which is typed what was stated. Nothing expected is in them, and what was typed goes with them.

use crate::app::Scope;
use crate::domain::checks::{IdentifierKind, Identifiers, Stated};
use crate::domain::identity::Identifier;
use crate::domain::record::Day;
use crate::domain::text::{NAME, REMARK, Text, TextFault};
use crate::search::fold::dates;
use crate::widgets::{Accepts, Edit, TextEdit};

/// One field.
pub struct Field {
    pub kind: IdentifierKind,
    pub edit: TextEdit,
    pub error: Option<String>,
}

/// The fields of a statement, one of which has the keyboard.
#[derive(Default)]
pub struct Statement {
    pub fields: Vec<Field>,
    pub focus: usize,
}

impl Statement {
    /// Fields for these kinds; what was typed in those that stay, stays.
    pub fn ask(&mut self, kinds: &[IdentifierKind]) {
        if self.fields.iter().map(|field| field.kind).eq(kinds.iter().copied()) {
            return;
        }
        self.focus = 0;
        self.fields = kinds
            .iter()
            .map(|kind| Field {
                kind: *kind,
                edit: TextEdit::new(match kind {
                    IdentifierKind::Name | IdentifierKind::Address => Accepts::Text,
                    IdentifierKind::Birth | IdentifierKind::Phone => Accepts::Folded,
                    IdentifierKind::Number => Accepts::Code,
                }),
                error: None,
            })
            .collect();
    }

    /// Forgets everything that was typed.
    pub fn clear(&mut self) {
        self.fields.clear();
        self.focus = 0;
    }

    pub fn step(&mut self, steps: isize) {
        let last = self.fields.len().saturating_sub(1);
        self.focus = self.focus.saturating_add_signed(steps).min(last);
    }

    pub fn apply(&mut self, edit: &Edit) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.edit.apply(edit);
            field.error = None;
        }
    }

    /// The kinds that something was typed for.
    pub fn filled(&self) -> Identifiers {
        let filled = self.fields.iter().filter(|field| !field.edit.text().trim().is_empty());
        filled.map(|field| field.kind).collect()
    }

    /// The next field that is still empty, behind the one with the keyboard.
    pub fn next_empty(&self) -> Option<usize> {
        let is_empty = |place: &usize| self.fields.get(*place).is_some_and(|field| field.edit.is_empty());
        (self.focus + 1..self.fields.len()).find(is_empty)
    }

    /// The first field that is empty.
    pub fn first_empty(&self) -> Option<usize> {
        self.fields.iter().position(|field| field.edit.text().trim().is_empty())
    }

    /// What was stated; what cannot be read is said beside its field, and the keyboard goes there.
    pub fn read(&mut self, scope: &Scope<'_>) -> Option<Stated> {
        let mut stated = Stated::default();
        let mut wrong = None;
        for (place, field) in self.fields.iter_mut().enumerate() {
            let typed = field.edit.text().trim();
            if typed.is_empty() {
                field.error = None;
                continue;
            }
            let read = match field.kind {
                IdentifierKind::Name => text(typed, NAME, scope).map(|name| stated.name = Some(name)),
                IdentifierKind::Address => text(typed, REMARK, scope).map(|address| stated.address = Some(address)),
                IdentifierKind::Phone => text(typed, NAME, scope).map(|phone| stated.phone = Some(phone)),
                IdentifierKind::Birth => match dates::read(typed).and_then(dates::Typed::day) {
                    Some(day) => {
                        stated.birth = Some(Day::from(day));
                        Ok(())
                    }
                    None => Err(scope.words.say("check-no-date")),
                },
                IdentifierKind::Number => match Identifier::parse(typed) {
                    Ok(number) => {
                        stated.number = Some(number);
                        Ok(())
                    }
                    Err(_) => Err(scope.words.say("check-no-number")),
                },
            };
            field.error = read.err();
            if field.error.is_some() {
                wrong = wrong.or(Some(place));
            }
        }
        match wrong {
            Some(place) => {
                self.focus = place;
                None
            }
            None => Some(stated),
        }
    }
}

fn text(typed: &str, most: usize, scope: &Scope<'_>) -> Result<Text, String> {
    Text::parse(typed, most).map_err(|fault| match fault {
        TextFault::Empty => scope.words.say("text-fault-empty"),
        TextFault::TooLong { most } => scope.words.fill("text-fault-too-long", &[("most", most.into())]),
        TextFault::Forbidden(code) => scope
            .words
            .fill("text-fault-forbidden", &[("code", format!("U+{code:04X}").into())]),
    })
}
