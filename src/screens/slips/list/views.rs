//! What each view of F7 shows.

use crate::app::Scope;
use crate::domain::record::Timestamp;
use crate::domain::slips::{
    Post,
    ask::lists::{CopyRow, QueryState},
};

use super::super::{
    now_in,
    rows::{Rows, shown_due},
};

/// What the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum View {
    /// One row for each open slip: its most pressing sheet.
    #[default]
    Open,
    /// Every sheet that is late, lost or to be recalled: what somebody has to do something about now.
    Late,
    /// Every sheet on paper that has not come to its end.
    Unaccounted,
    /// What was performed and is not billed.
    Billing,
    /// What a question stops, or an answer that has not reached everybody.
    Queries,
}

impl View {
    pub(super) const ALL: [Self; 5] = [Self::Open, Self::Late, Self::Unaccounted, Self::Billing, Self::Queries];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Open => "slips-view-open",
            Self::Late => "slips-view-late",
            Self::Unaccounted => "slips-view-unaccounted",
            Self::Billing => "slips-view-billing",
            Self::Queries => "slips-view-queries",
        }
    }

    pub(super) fn rows(self) -> Rows {
        match self {
            Self::Open | Self::Queries => Rows::Slips,
            Self::Late | Self::Unaccounted | Self::Billing => Rows::Sheets,
        }
    }

    pub(super) fn beside(self, steps: usize) -> Self {
        let place = Self::ALL.iter().position(|view| *view == self).unwrap_or_default();
        Self::ALL
            .get((place + steps) % Self::ALL.len())
            .copied()
            .unwrap_or_default()
    }
}

/// One row for each open slip, its most pressing sheet: those that are asked about first, then the late ones.
pub(super) fn open(scope: &Scope<'_>, ward: Option<&Post>, only_queried: bool) -> Vec<CopyRow> {
    let carry = scope.hospital.slip_book().map_or(0, |book| book.carry_minutes);
    let mut rows: Vec<CopyRow> = scope
        .hospital
        .slips_under_way(None)
        .filter(|slip| {
            ward.is_none_or(|ward| slip.origin() == Some(ward) || now_in(slip, scope).as_ref() == Some(ward))
        })
        .filter_map(|slip| {
            slip.copies
                .iter()
                .filter(|copy| copy.is_open())
                .map(|copy| (slip.due(copy, carry).map_or(i64::MAX, Timestamp::seconds), copy))
                .min_by_key(|(due, copy)| (*due, copy.number))
                .map(|(_, copy)| CopyRow::of(slip, copy, carry))
        })
        .filter(|row| !only_queried || row.query != QueryState::None)
        .collect();
    let stands = |row: &CopyRow| !matches!(row.query, QueryState::Open | QueryState::RevisionDue);
    rows.sort_by_cached_key(|row| {
        let due = due_of(row, scope).map_or(i64::MAX, Timestamp::seconds);
        (stands(row), due > scope.now.seconds(), due, row.slip)
    });
    rows
}

/// By when somebody has to do something about a slip: about this sheet of it, or about its work wherever that is done.
pub(super) fn due_of(row: &CopyRow, scope: &Scope<'_>) -> Option<Timestamp> {
    row.due
        .or_else(|| shown_due(scope.hospital.slip(row.slip)?, row, Rows::Slips))
}
