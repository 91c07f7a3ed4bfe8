//! One account in the list: who, what they are, and in words how it stands.

use crate::app::Scope;
use crate::domain::access::{Account, Duty, PhraseState, Role as Job};
use crate::domain::census::WardCode;
use crate::domain::record::UserName;
use crate::i18n::{Value, Words};
use crate::screens::matching::Haystack;
use crate::theme::{Role, Shape};
use crate::widgets::{Cell, Span};

pub struct Row {
    pub user: UserName,
    pub name: String,
    pub role: String,
    pub wards: String,
    /// Minutes that it is locked at this laptop; none is not.
    pub locked: u64,
    is_open: bool,
    is_first: bool,
    /// Broken glass that nobody has looked at.
    pub waiting: usize,
    pub has_second: bool,
    pub found_by: Haystack,
}

impl Row {
    /// Nothing of what was never opened, or taken back.
    pub fn of(account: &Account, locked: u64, scope: &Scope<'_>) -> Option<Self> {
        let standing = account.standing()?;
        let wards: Vec<&str> = standing.wards.iter().map(WardCode::as_str).collect();
        let mut row = Self {
            user: account.user.clone(),
            name: standing.name.to_string(),
            role: said(standing.role, standing.duty.map(Duty::term), scope.words),
            wards: wards.join(" "),
            locked,
            is_open: account.is_open(),
            is_first: account.keys.get().is_some_and(|keys| keys.phrase == PhraseState::First),
            waiting: account.broken.iter().filter(|glass| glass.reviewed.is_none()).count(),
            has_second: account.second().is_some(),
            found_by: Haystack::default(),
        };
        row.found_by = Haystack::default()
            .with(row.user.as_str())
            .with_reading(&row.name)
            .with(&row.role)
            .with(&row.wards)
            .with(&state(&row, scope.words));
        Some(row)
    }
}

/// A role with its duty.
pub fn said(role: Job, duty: Option<&str>, words: &Words) -> String {
    let role = words.say(role.term());
    match duty {
        Some(duty) => format!("{role} + {}", words.say(duty)),
        None => role,
    }
}

/// All that there is to say of how an account stands.
pub fn state(row: &Row, words: &Words) -> String {
    standing(row, words).join("  ")
}

/// How an account stands, the most pressing first.
fn standing(row: &Row, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    if row.locked > 0 {
        said.push(words.fill("accounts-locked", &[("minutes", Value::from(row.locked.to_string()))]));
    }
    if !row.is_open {
        said.push(words.say("user-state-closed"));
    }
    if row.waiting > 0 {
        said.push(words.fill("accounts-glass", &[("count", Value::from(row.waiting))]));
    }
    if row.is_open && row.is_first {
        said.push(words.say("user-state-first"));
    }
    if said.is_empty() {
        said.push(words.say("user-state-open"));
    }
    said
}

/// A sign and how it is meant; what is as it should be has none.
pub fn sign(row: &Row) -> (Option<Shape>, Role) {
    if row.locked > 0 {
        (Some(Shape::Stop), Role::Alarm)
    } else if !row.is_open {
        (None, Role::Dim)
    } else if row.waiting > 0 {
        (Some(Shape::Late), Role::Warn)
    } else {
        (None, Role::Text)
    }
}

pub fn cells(row: &Row, scope: &Scope<'_>) -> Vec<Cell> {
    let (shape, role) = sign(row);
    let sign = shape.map_or_else(|| "  ".to_owned(), |shape| scope.look.sign(shape).to_owned() + " ");
    vec![
        // The list says what presses most, whole; the detail says the rest.
        vec![Span::new(
            format!(
                "{sign}{}",
                standing(row, scope.words).into_iter().next().unwrap_or_default()
            ),
            role,
        )],
        vec![Span::plain(row.user.to_string())],
        vec![Span::plain(row.name.clone())],
        vec![Span::plain(row.role.clone())],
        vec![Span::dim(row.wards.clone())],
    ]
}
