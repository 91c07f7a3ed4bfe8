//! What a line says beside the facts that have a column: what does not fit, where somebody is, what harms, what is missing.

use crate::app::Scope;
use crate::domain::census::Missing;
use crate::domain::identity::AllergyKind;
use crate::i18n::Value;
use crate::screens::detail::missing_key;
use crate::screens::detail::place::{self, State, deadline};
use crate::theme::{Role, Shape};
use crate::widgets::{Cell, Span};

use super::columns::{ALLERGIES, STATE};
use super::rows::{Disputed, Line, What, Who};

/// Where a line says what is known of allergies, and that nobody asked for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unasked {
    /// In the column of the allergies.
    Column,
    /// In the words of the state, in so many columns.
    State(u16),
}

impl Unasked {
    /// As the room allows; `layout` is what the table shows.
    pub fn fitting(layout: &[(usize, u16)]) -> Self {
        if layout.iter().any(|(index, _)| *index == ALLERGIES) {
            return Self::Column;
        }
        let state = layout.iter().find(|(index, _)| *index == STATE);
        Self::State(state.map_or(0, |(_, room)| *room))
    }

    /// The words that fit: in full, or in short. What somebody is allergic to is never cut where a shorter word spares it.
    fn words(self, long: String, short: impl FnOnce() -> String, taken: usize, scope: &Scope<'_>) -> Option<String> {
        let Self::State(room) = self else {
            return None;
        };
        let fits = taken + scope.look.measure().columns(&long) <= usize::from(room);
        Some(if fits { long } else { short() })
    }
}

/// What is not as it is on most lines: what does not fit, where they are, what is missing.
pub fn state(line: &Line, scope: &Scope<'_>, unasked: Unasked) -> Cell {
    let states = match &line.what {
        What::Here(who) => of_patient(who, scope, unasked),
        What::Coming { who, from } => {
            let text = scope
                .words
                .fill("census-awaited", &[("bed", Value::from(from.shown()))]);
            let mut states = vec![State::new(Some(Shape::From), text, Role::Accent)];
            states.extend(disputed(who, scope));
            states
        }
        What::Empty { reserved } => reserved
            .map(|patient| {
                let who = scope.patient(patient);
                State::new(
                    None,
                    scope.words.fill("census-reserved", &[("who", who.into())]),
                    Role::Dim,
                )
            })
            .into_iter()
            .collect(),
        What::Blocked { block } => {
            let mut text = scope.words.say(block.reason.term());
            if let Some(until) = block.until {
                let until = scope.words.fill("until", &[("at", deadline(scope, until).into())]);
                text = format!("{text} {until}");
            }
            vec![State::new(None, text, Role::Dim)]
        }
    };
    let mut spans = Vec::new();
    for state in states {
        if !spans.is_empty() {
            spans.push(Span::plain("  "));
        }
        spans.push(Span::new(state.said(scope), state.role));
    }
    spans
}

fn of_patient(who: &Who, scope: &Scope<'_>, unasked: Unasked) -> Vec<State> {
    let mut states: Vec<State> = disputed(who, scope).into_iter().collect();
    states.extend(place::state(scope, &who.place));
    // Where they have no column they stand here, before what is only missing: the line may be short.
    if let Some(found) = who.allergies.as_ref().filter(|found| !found.is_empty()) {
        let what: Vec<&str> = found.iter().map(|allergy| allergy.what.as_str()).collect();
        let what = what.join(&scope.words.say("list-comma"));
        let said = |key: &str| scope.words.fill(key, &[("what", what.clone().into())]);
        let full = said("census-allergic");
        // As the papers write it: 【食】そば. Of what kind it is was not always said.
        let short = || {
            if found.iter().all(|allergy| allergy.kind == AllergyKind::Unsorted) {
                return said("census-allergic-short");
            }
            let kinds = found.iter().map(|allergy| {
                let what = [("what", allergy.what.as_str().into())];
                scope.words.fill(on_paper(allergy.kind), &what)
            });
            let kinds: Vec<String> = kinds.collect();
            kinds.join(&scope.words.say("paper-allergy-between"))
        };
        let measure = scope.look.measure();
        // The sign and the blank behind it, and two columns between states.
        let before: usize = states.iter().map(|state| measure.columns(&state.said(scope)) + 2).sum();
        let text = unasked.words(full, short, before + 2, scope);
        states.extend(text.map(|text| State::new(Some(Shape::Late), text, Role::Warn)));
    }
    states.extend(gaps(who, scope, unasked, &states));
    states
}

/// What nobody has asked or written down yet. On the first day that is nearly everything: said, but quietly, the allergies before
/// what harms nobody; in fewer words where the line would be cut.
fn gaps(who: &Who, scope: &Scope<'_>, unasked: Unasked, before: &[State]) -> Vec<State> {
    let say = |key: &str| scope.words.say(key);
    let named = |missing: &[&Missing]| {
        let words: Vec<String> = missing
            .iter()
            .map(|what| scope.words.say(missing_key(**what)))
            .collect();
        words.join(&scope.words.say("list-comma"))
    };
    let lacking: Vec<&Missing> = who
        .missing
        .iter()
        // The class stands, or is missing, in a column of its own.
        .filter(|what| !matches!(what, Missing::Allergies | Missing::Mobility))
        .collect();
    let unasked_said = match unasked {
        Unasked::State(_) if who.missing.contains(&Missing::Allergies) => {
            ["census-allergies-not-asked", "detail-not-asked"].map(|key| Some(State::new(None, say(key), Role::Dim)))
        }
        _ => [None, None],
    };
    let lacks = |text: String| (!lacking.is_empty()).then(|| State::new(Some(Shape::Late), text, Role::Warn));
    let whole = scope.words.fill("census-lacking", &[("what", named(&lacking).into())]);
    let counted = scope
        .words
        .fill("census-lacking-count", &[("count", Value::from(lacking.len()))]);
    let lacking_said = [lacks(whole), lacks(counted)];
    let measure = scope.look.measure();
    let columns = |states: &[&State]| -> usize {
        // The signs are in what is said, and two columns between states.
        let said: usize = states.iter().map(|state| measure.columns(&state.said(scope)) + 2).sum();
        said.saturating_sub(2)
    };
    let candidates = lacking_said.iter().flat_map(|lacks| {
        let asked = unasked_said.iter();
        asked.map(move |asked| [asked, lacks].into_iter().flatten().collect::<Vec<_>>())
    });
    let room = match unasked {
        Unasked::State(room) => usize::from(room),
        Unasked::Column => usize::MAX,
    };
    let mut candidates: Vec<Vec<&State>> = candidates.collect();
    let fits = |more: &Vec<&State>| columns(&before.iter().chain(more.iter().copied()).collect::<Vec<_>>()) <= room;
    // Where nothing fits, as much of the whole as there is room for.
    let chosen = candidates.iter().position(fits).unwrap_or(0);
    candidates.swap_remove(chosen).into_iter().cloned().collect()
}

/// How an allergy of this kind is written where there is little room.
const fn on_paper(kind: AllergyKind) -> &'static str {
    match kind {
        AllergyKind::Drug => "paper-allergy-drug",
        AllergyKind::Food => "paper-allergy-food",
        AllergyKind::Contrast => "paper-allergy-contrast",
        AllergyKind::Other => "paper-allergy-other",
        AllergyKind::Unsorted => "paper-allergy-unsorted",
    }
}

fn disputed(who: &Who, scope: &Scope<'_>) -> Option<State> {
    let key = match who.disputed {
        Disputed::No => return None,
        Disputed::Shared => "census-shared",
        Disputed::Otherwise => "census-disputed",
    };
    Some(State::new(Some(Shape::Stop), scope.words.say(key), Role::Alarm))
}
