//! Where a check is, as the screen shows it. Derived from the check itself whenever the hospital changes, so that the screen
//! can never be further than the record.

use crate::app::Scope;
use crate::domain::checks::{Check, CheckId, CheckPolicy, IdentifierKind, Standing, Wanting, compare::on_record};

/// What the keyboard is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// What it is for, and for whom.
    Purpose,
    /// Who speaks for a patient who cannot.
    StandIn,
    /// What is stated is typed.
    Statement,
    /// A second of the staff must know the patient.
    Voucher,
    /// The slip in hand.
    Slip,
    /// The second person confirms.
    Second,
    /// It is over.
    Result,
}

impl Stage {
    /// The steps that are shown above, in order.
    pub const STEPS: [Self; 5] = [Self::Purpose, Self::Statement, Self::Slip, Self::Second, Self::Result];

    /// The key of its name.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Purpose => "check-step-purpose",
            Self::StandIn | Self::Statement | Self::Voucher => "check-step-statement",
            Self::Slip => "check-step-slip",
            Self::Second => "check-step-second",
            Self::Result => "check-step-result",
        }
    }

    pub const fn step(self) -> Self {
        match self {
            Self::StandIn | Self::Voucher => Self::Statement,
            other => other,
        }
    }
}

/// The stage of a check.
pub fn of(check: &Check, scope: &Scope<'_>) -> Stage {
    if !check.is_open(scope.now) {
        return Stage::Result;
    }
    let first = check.standing.wanting().into_iter().next();
    match (&check.standing, first) {
        (_, Some(Wanting::Voucher)) => Stage::Voucher,
        (Standing::Begun(_), _) | (_, Some(Wanting::Identifiers(_) | Wanting::Third)) => Stage::Statement,
        (_, Some(Wanting::Slip)) => Stage::Slip,
        (_, Some(Wanting::Second)) => Stage::Second,
        (_, None) => Stage::Result,
    }
}

/// What is asked now: what counts and is on record, without what has agreed already. What a look-alike is asked for comes
/// next to the name and the date of birth.
pub fn asked(check: &Check, policy: &CheckPolicy, scope: &Scope<'_>) -> Vec<IdentifierKind> {
    let Some(patient) = check.patient() else {
        return Vec::new();
    };
    let known = on_record(scope.hospital, patient);
    let used = check.used();
    let third = check.standing.begun().map(|begun| &begun.fact.demand.third);
    let mut kinds: Vec<IdentifierKind> = policy
        .counts
        .iter()
        .filter(|kind| known.contains(*kind))
        .filter(|kind| used.is_none_or(|used| !used.contains(*kind)))
        .collect();
    kinds.sort_by_key(|kind| {
        let is_third = third.is_some_and(|third| third.contains(*kind));
        let first = matches!(kind, IdentifierKind::Name | IdentifierKind::Birth);
        (!first, !is_third, *kind)
    });
    kinds
}

/// How many identifiers this statement has to have, and whether one of the further ones must be among them.
pub fn demanded(check: &Check) -> (usize, bool) {
    let wanting = check.standing.wanting();
    let many = wanting
        .iter()
        .find_map(|wanting| match wanting {
            Wanting::Identifiers(many) => Some(usize::from(*many)),
            _ => None,
        })
        .unwrap_or(1);
    (many, wanting.contains(&Wanting::Third))
}

/// The check of an id.
pub fn find<'s>(scope: &'s Scope<'_>, check: Option<CheckId>) -> Option<&'s Check> {
    scope.hospital.check(check?).map(AsRef::as_ref)
}
