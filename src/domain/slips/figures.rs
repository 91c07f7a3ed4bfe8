//! What one slip adds to the counts of desks and wards, worked out once for each change of it: a desk or a board that counts
//! ten thousand slips at every key looks at these, and not at the slips.

use super::{
    ask::lists::QueryState,
    book::{Post, Purpose},
    copy::Custody,
    fact::Outcome,
    slip::Slip,
};
use crate::domain::record::Timestamp;

/// When a slip came to a desk, and when the desk was through with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub desk: Post,
    pub came: Timestamp,
    pub through: Option<Timestamp>,
}

/// What a sheet waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Where it is to go.
    pub to: Post,
    /// By when something of its own has to be done.
    pub due: Option<Timestamp>,
    /// Since when it is on its way.
    pub carried: Option<Timestamp>,
}

impl Wait {
    /// By when it must have been dealt with.
    pub fn due(&self, carry_minutes: u32) -> Option<Timestamp> {
        let arrives = |since: Timestamp| since.plus_seconds(i64::from(carry_minutes) * 60);
        [self.due, self.carried.map(arrives)].into_iter().flatten().min()
    }
}

/// One slip in the counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipFigures {
    /// Who ordered; nobody while the fact of its writing is missing.
    pub origin: Option<Post>,
    pub is_open: bool,
    pub query: QueryState,
    pub visits: Vec<Visit>,
    /// Of the open sheets.
    pub waits: Vec<Wait>,
}

impl SlipFigures {
    pub fn of(slip: &Slip) -> Self {
        let is_open = !slip.is_finished();
        let query = if slip.open_query().is_some() {
            QueryState::Open
        } else if slip.awaits_revision() {
            QueryState::RevisionDue
        } else if slip.unpassed().next().is_some() {
            QueryState::Note
        } else {
            QueryState::None
        };
        let mut visits: Vec<Visit> = Vec::new();
        for copy in &slip.copies {
            if visits.iter().all(|visit| visit.desk != copy.to) {
                visits.extend(visit(slip, &copy.to));
            }
        }
        let waits = slip.copies.iter().filter(|copy| is_open && copy.is_open());
        let waits = waits.filter_map(|copy| {
            let (due, carried) = slip.waits(copy);
            (due.is_some() || carried.is_some()).then(|| Wait {
                to: copy.to.clone(),
                due,
                carried,
            })
        });
        Self {
            origin: slip.origin().cloned(),
            is_open,
            query,
            waits: waits.collect(),
            visits,
        }
    }

    /// Whether one of its sheets is late.
    pub fn is_late(&self, carry_minutes: u32, now: Timestamp) -> bool {
        self.waits
            .iter()
            .any(|wait| wait.due(carry_minutes).is_some_and(|due| due <= now))
    }
}

fn visit(slip: &Slip, desk: &Post) -> Option<Visit> {
    let meant = || slip.copies.iter().filter(|copy| copy.to == *desk);
    let came = meant()
        .flat_map(|copy| &copy.moves)
        .filter(|(_, custody)| matches!(custody, Custody::At { post } if post == desk))
        .map(|(said, _)| said.at)
        .min()?;
    let given_up = slip
        .performed
        .iter()
        .filter(|(_, performed)| performed.outcome != Outcome::Done)
        .map(|(said, _)| said.at);
    let stopped = slip.cancelled.iter().map(|(said, _)| said.at).chain(given_up).min();
    let bills = slip
        .current()
        .any(|copy| copy.purpose == Purpose::Billing && copy.to == *desk);
    let mut steps = slip.plan().iter().filter(|step| step.at == *desk).peekable();
    let through = if bills {
        slip.billed.first().map(|said| said.at)
    } else if steps.peek().is_some() {
        steps
            .map(|step| slip.done_at(step))
            .try_fold(None, |latest: Option<Timestamp>, at| Some(latest.max(Some(at?))))
            .flatten()
    } else {
        // A desk without steps is through when the sheet has come to its end.
        meant()
            .filter(|copy| copy.custody().is_ended())
            .find_map(super::copy::Copy::since)
    };
    let gone = meant()
        .all(|copy| copy.custody().is_ended())
        .then(|| meant().filter_map(super::copy::Copy::since).max())
        .flatten();
    Some(Visit {
        desk: desk.clone(),
        came,
        through: through.or(stopped).or(gone),
    })
}
