//! One number as a row of the list.

use crate::app::Scope;
use crate::domain::numbers::ledger::{NumberState, Row, Whereabouts};
use crate::theme::{Role, Shape};
use crate::widgets::{Cell, Span};

/// Word and shape first, colour third.
pub fn sign(row: &Row) -> (Shape, Role) {
    match row.state {
        NumberState::Voided if row.is_voided_on_somebody() => (Shape::Stop, Role::Alarm),
        NumberState::Voided => (Shape::Stop, Role::Dim),
        NumberState::Prepared => (Shape::EmptyBed, Role::Dim),
        NumberState::Linked => (Shape::Good, Role::Good),
        NumberState::Issued if row.is_unidentified() => (Shape::Late, Role::Warn),
        NumberState::Issued => (Shape::Good, Role::Text),
    }
}

/// Where the person is, or what became of the number.
pub fn place(row: &Row, scope: &Scope<'_>) -> (String, Role) {
    match (row.state, &row.whereabouts) {
        (NumberState::Voided, _) if row.is_voided_on_somebody() => (scope.words.say(row.state.term()), Role::Alarm),
        (NumberState::Voided | NumberState::Prepared, _) => (scope.words.say(row.state.term()), Role::Dim),
        (_, Whereabouts::Bed(bed)) => (bed.shown().to_owned(), Role::Text),
        (_, Whereabouts::Left) => (scope.words.say("ids-left-us"), Role::Dim),
        (_, Whereabouts::Waiting | Whereabouts::Nobody) => (scope.words.say("ids-waits"), Role::Warn),
    }
}

/// Name, or alias in the language of the screen where there is no name yet.
pub fn name(row: &Row, scope: &Scope<'_>) -> String {
    match (&row.name, &row.alias) {
        (Some(name), _) => name.to_string(),
        (None, Some(alias)) => match scope.words.language() {
            crate::i18n::Language::Japanese => alias.japanese(),
            crate::i18n::Language::English => alias.english(),
        },
        (None, None) => String::new(),
    }
}

pub fn cells(row: &Row, worn: Worn, scope: &Scope<'_>) -> Vec<Cell> {
    let words = scope.words;
    let (shape, role) = sign(row);
    let rest = if row.state == NumberState::Voided {
        Role::Dim
    } else {
        Role::Text
    };
    let sex = row.sex.map(|sex| words.say(sex.term())).unwrap_or_default();
    let age = row.birth.map(|birth| scope.age(birth)).unwrap_or_default();
    let (place, place_role) = place(row, scope);
    let mut cells = vec![
        vec![Span::new(scope.look.sign(shape), role)],
        vec![Span::new(
            row.number.to_string(),
            if rest == Role::Dim { rest } else { Role::Accent },
        )],
        vec![Span::new(name(row, scope), rest)],
        vec![Span::new(format!("{sex} {age}").trim().to_owned(), rest)],
    ];
    if worn == Worn::Shown {
        let triage = row.arrival.triage.map(|triage| words.say(triage.term()));
        let tag = row.arrival.tag.as_ref().map(ToString::to_string);
        cells.extend([triage, tag].map(|text| vec![Span::new(text.unwrap_or_default(), rest)]));
    }
    cells.push(vec![Span::new(place, place_role)]);
    cells.push(vec![Span::new(scope.moment(row.since()), Role::Dim)]);
    cells
}

/// Whether there are columns for what a casualty wears: only where somebody wears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worn {
    Shown,
    Nobody,
}
