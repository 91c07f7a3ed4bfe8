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

    /// The kinds that something was typed for which can be read: what cannot is not stated yet.
    pub fn filled(&self) -> Identifiers {
        let typed = self.fields.iter().filter(|field| field.is_typed());
        typed
            .filter(|field| fault(field.kind, field.edit.text().trim()).is_none())
            .map(|field| field.kind)
            .collect()
    }

    /// Whether anything was typed.
    pub fn is_typed(&self) -> bool {
        self.fields.iter().any(Field::is_typed)
    }

    /// The keyboard leaves a field: what cannot be read in it is said beside it. Whether it may go on.
    pub fn judge(&mut self, scope: &Scope<'_>) -> bool {
        let Some(field) = self.fields.get_mut(self.focus).filter(|field| field.is_typed()) else {
            return true;
        };
        field.error = fault(field.kind, field.edit.text().trim()).map(|fault| fault.said(scope));
        field.error.is_none()
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
                IdentifierKind::Name => name(typed).map(|name| stated.name = Some(name)),
                IdentifierKind::Address => text(typed, REMARK).map(|address| stated.address = Some(address)),
                IdentifierKind::Phone => text(typed, NAME).map(|phone| stated.phone = Some(phone)),
                IdentifierKind::Birth => day(typed).map(|day| stated.birth = Some(day)),
                IdentifierKind::Number => number(typed).map(|number| stated.number = Some(number)),
            };
            field.error = read.err().map(|fault| fault.said(scope));
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

impl Field {
    fn is_typed(&self) -> bool {
        !self.edit.text().trim().is_empty()
    }
}

/// Why a field cannot be read.
enum Fault {
    Text(TextFault),
    /// Nobody's name has figures in it: a date or a number stands in the wrong field.
    NameWithFigures,
    NoDate,
    NoNumber,
}

impl Fault {
    fn said(&self, scope: &Scope<'_>) -> String {
        let words = scope.words;
        match self {
            Self::Text(TextFault::Empty) => words.say("text-fault-empty"),
            Self::Text(TextFault::TooLong { most }) => words.fill("text-fault-too-long", &[("most", (*most).into())]),
            Self::Text(TextFault::Forbidden(code)) => {
                words.fill("text-fault-forbidden", &[("code", format!("U+{code:04X}").into())])
            }
            Self::NameWithFigures => words.say("check-name-with-figures"),
            Self::NoDate => words.say("check-no-date"),
            Self::NoNumber => words.say("check-no-number"),
        }
    }
}

fn fault(kind: IdentifierKind, typed: &str) -> Option<Fault> {
    match kind {
        IdentifierKind::Name => name(typed).err(),
        IdentifierKind::Address => text(typed, REMARK).err(),
        IdentifierKind::Phone => text(typed, NAME).err(),
        IdentifierKind::Birth => day(typed).err(),
        IdentifierKind::Number => number(typed).err(),
    }
}

fn name(typed: &str) -> Result<Text, Fault> {
    if typed.chars().any(|c| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        return Err(Fault::NameWithFigures);
    }
    text(typed, NAME)
}

fn day(typed: &str) -> Result<Day, Fault> {
    let day = dates::read(typed).and_then(dates::Typed::day);
    day.map(Day::from).ok_or(Fault::NoDate)
}

fn number(typed: &str) -> Result<Identifier, Fault> {
    Identifier::parse(typed).map_err(|_| Fault::NoNumber)
}

fn text(typed: &str, most: usize) -> Result<Text, Fault> {
    Text::parse(typed, most).map_err(Fault::Text)
}
