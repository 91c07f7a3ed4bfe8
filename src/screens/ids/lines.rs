//! One number as a row of the list.

use crate::app::Scope;
use crate::domain::numbers::Tongue;
use crate::domain::numbers::ledger::{NumberState, Row, Whereabouts};
use crate::i18n::for_how_long;
use crate::theme::{Role, Shape};
use crate::widgets::Span;

use super::columns::{Came, Naming, Part};

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

/// The same without the word that says that nobody knows the name.
fn alias_alone(row: &Row, scope: &Scope<'_>) -> String {
    let shown = name(row, scope);
    let Some(alias) = &row.alias else { return shown };
    let ways = [
        (alias.name(Tongue::Japanese), alias.japanese()),
        (alias.name(Tongue::English), alias.english()),
    ];
    let found = ways
        .into_iter()
        .find(|(whole, _)| whole.as_ref().is_some_and(|whole| whole.as_str() == shown));
    found.map_or(shown, |(_, alone)| alone)
}

/// What stands in a column.
pub fn span(row: &Row, part: Part, scope: &Scope<'_>) -> Span {
    let words = scope.words;
    let rest = if row.state == NumberState::Voided {
        Role::Dim
    } else {
        Role::Text
    };
    let (text, role) = match part {
        Part::Sign => {
            let (shape, role) = sign(row);
            (scope.look.sign(shape).to_owned(), role)
        }
        Part::Number if rest == Role::Dim => (row.number.to_string(), rest),
        Part::Number => (row.number.to_string(), Role::Accent),
        Part::Name(Naming::Whole) => (name(row, scope), rest),
        Part::Name(Naming::AliasAlone) => (alias_alone(row, scope), rest),
        Part::SexAge => {
            let sex = row.sex.map(|sex| words.say(sex.term())).unwrap_or_default();
            let age = row.birth.map(|birth| scope.age(birth)).unwrap_or_default();
            (format!("{sex} {age}").trim().to_owned(), rest)
        }
        Part::Triage => {
            let triage = row.arrival.triage.map(|triage| words.say(triage.term()));
            (triage.unwrap_or_default(), rest)
        }
        Part::Tag => (
            row.arrival.tag.as_ref().map(ToString::to_string).unwrap_or_default(),
            rest,
        ),
        Part::Place => place(row, scope),
        Part::Came(Came::At) => (scope.moment(row.since()), Role::Dim),
        Part::Came(Came::Ago) => (
            for_how_long(words, scope.local(row.since()), scope.local_now()),
            Role::Dim,
        ),
    };
    Span::new(text, role)
}

pub fn text(row: &Row, part: Part, scope: &Scope<'_>) -> String {
    span(row, part, scope).text
}
