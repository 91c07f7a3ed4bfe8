//! How much a desk has to do on paper, against what it can do (domain.md, Order slips 10).

use std::collections::HashMap;

use crate::domain::{
    record::Timestamp,
    slips::{
        book::{Code, Post, Purpose},
        copy::Custody,
        slip::Slip,
    },
    state::Hospital,
};

/// Hours of history.
pub const HOURS: usize = 24;
const HOUR: i64 = 3600;
/// Hours over which the present rate is taken.
const RATE_HOURS: i64 = 2;
/// Percent of the limit from which on it is warned.
const NEAR: u64 = 80;

/// One desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskLoad {
    pub desk: Code,
    /// Slips that came in, hour by hour; the last is the hour that ends now.
    pub arrivals: [u32; HOURS],
    pub done: [u32; HOURS],
    /// Slips that waited at the end of each of these hours.
    pub backlog: [u32; HOURS],
    /// Since when the oldest of those that wait has been here.
    pub oldest: Option<Timestamp>,
    /// Sheets that are late here.
    pub late: u32,
    /// Slips an hour that it can do.
    pub limit: Option<u16>,
    /// Minutes until nothing waits, at the rate of the last two hours; `None` when nothing was done.
    pub clear: Option<u32>,
    pub state: LoadState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadState {
    Fine,
    /// Not yet at the limit, but soon.
    Near,
    Over,
}

impl DeskLoad {
    fn new(desk: Code, limit: Option<u16>) -> Self {
        Self {
            desk,
            arrivals: [0; HOURS],
            done: [0; HOURS],
            backlog: [0; HOURS],
            oldest: None,
            late: 0,
            limit,
            clear: None,
            state: LoadState::Fine,
        }
    }

    /// Slips that wait now.
    pub fn waiting(&self) -> u32 {
        self.backlog.last().copied().unwrap_or_default()
    }

    pub fn arrived_last_hour(&self) -> u32 {
        self.arrivals.last().copied().unwrap_or_default()
    }

    pub fn done_last_hour(&self) -> u32 {
        self.done.last().copied().unwrap_or_default()
    }
}

/// When a slip came to a desk, and when the desk was through with it.
fn visit(slip: &Slip, desk: &Post) -> Option<(Timestamp, Option<Timestamp>)> {
    let came = slip
        .copies
        .iter()
        .filter(|copy| copy.to == *desk)
        .flat_map(|copy| &copy.moves)
        .filter(|(_, custody)| matches!(custody, Custody::At { post } if post == desk))
        .map(|(said, _)| said.at)
        .min()?;
    let mut steps = slip.plan().iter().filter(|step| step.at == *desk).peekable();
    let stopped = slip
        .cancelled
        .iter()
        .map(|(said, _)| said.at)
        .chain(
            slip.performed
                .iter()
                .filter(|(_, performed)| performed.outcome != crate::domain::slips::fact::Outcome::Done)
                .map(|(said, _)| said.at),
        )
        .min();
    let bills = slip
        .current()
        .any(|copy| copy.purpose == Purpose::Billing && copy.to == *desk);
    let through = if bills {
        slip.billed.first().map(|said| said.at)
    } else if steps.peek().is_some() {
        let last: Option<Vec<Timestamp>> = steps.map(|step| slip.done(step).map(|(said, _)| said.at)).collect();
        last.and_then(|all| all.into_iter().max())
    } else {
        // A desk without steps is through when the sheet has come to its end.
        slip.copies
            .iter()
            .filter(|copy| copy.to == *desk && copy.custody().is_ended())
            .find_map(crate::domain::slips::copy::Copy::since)
    };
    let gone = slip
        .copies
        .iter()
        .filter(|copy| copy.to == *desk)
        .all(|copy| copy.custody().is_ended())
        .then(|| {
            slip.copies
                .iter()
                .filter(|copy| copy.to == *desk)
                .filter_map(crate::domain::slips::copy::Copy::since)
                .max()
        })
        .flatten();
    Some((came, through.or(stopped).or(gone)))
}

/// Every desk of the book, in walking order.
pub fn load(hospital: &Hospital, now: Timestamp) -> Vec<DeskLoad> {
    let Some(book) = hospital.slip_book() else {
        return Vec::new();
    };
    let mut loads: Vec<DeskLoad> = book
        .desks
        .iter()
        .map(|desk| DeskLoad::new(desk.code.clone(), desk.per_hour))
        .collect();
    let posts: Vec<Post> = book.desks.iter().map(|desk| Post::of_desk(&desk.code)).collect();
    let index: HashMap<&Post, usize> = posts.iter().zip(0..).collect();
    let mut waiting = vec![0_u32; loads.len()];
    for slip in hospital.slips() {
        let mut seen: Vec<usize> = Vec::new();
        for copy in &slip.copies {
            let Some(place) = index.get(&copy.to).copied() else {
                continue;
            };
            let Some(load) = loads.get_mut(place) else { continue };
            if slip.due(copy, book.carry_minutes).is_some_and(|due| due <= now) {
                load.late += 1;
            }
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            let Some((came, through)) = visit(slip, &copy.to) else {
                continue;
            };
            count(&mut load.arrivals, came, now);
            match through {
                Some(through) => count(&mut load.done, through, now),
                None => {
                    if let Some(waiting) = waiting.get_mut(place) {
                        *waiting += 1;
                    }
                    load.oldest = Some(load.oldest.map_or(came, |oldest| oldest.min(came)));
                }
            }
        }
    }
    for (load, waiting) in loads.iter_mut().zip(waiting) {
        finish(load, waiting);
    }
    loads
}

fn count(hours: &mut [u32; HOURS], at: Timestamp, now: Timestamp) {
    let ago = now.seconds().saturating_sub(at.seconds());
    if ago < 0 {
        return;
    }
    let Ok(hours_ago) = usize::try_from(ago / HOUR) else {
        return;
    };
    if let Some(hour) = hours.iter_mut().rev().nth(hours_ago) {
        *hour += 1;
    }
}

fn finish(load: &mut DeskLoad, waiting: u32) {
    // From now back: what waited an hour ago is what waits now, less what came, and what was done.
    let mut backlog = i64::from(waiting);
    for ((hour, came), done) in load.backlog.iter_mut().zip(&load.arrivals).zip(&load.done).rev() {
        *hour = u32::try_from(backlog.max(0)).unwrap_or(u32::MAX);
        backlog = backlog - i64::from(*came) + i64::from(*done);
    }
    let recent: u32 = load.done.iter().rev().take(2).sum();
    load.clear = match (waiting, recent) {
        (0, _) => Some(0),
        (_, 0) => None,
        (waiting, recent) => {
            let minutes = i64::from(waiting) * 60 * RATE_HOURS / i64::from(recent);
            u32::try_from(minutes).ok()
        }
    };
    let busiest = load.arrived_last_hour();
    load.state = match load.limit {
        Some(limit) if busiest >= u32::from(limit) || waiting >= 2 * u32::from(limit) => LoadState::Over,
        Some(limit) if u64::from(busiest) * 100 >= u64::from(limit) * NEAR || waiting >= u32::from(limit) => {
            LoadState::Near
        }
        _ => LoadState::Fine,
    };
}
