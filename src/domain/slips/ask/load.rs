//! How much a desk has to do on paper, against what it can do (domain.md, Order slips 10).

use std::collections::HashMap;

use foldhash::quality::RandomState;

use crate::domain::{
    record::Timestamp,
    slips::{
        ask::lists::QueryState,
        book::{Code, Desk, Post},
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
    /// Slips that are late here, those included that have not come.
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

/// Every desk of the book, in walking order.
pub fn load(hospital: &Hospital, now: Timestamp) -> Vec<DeskLoad> {
    loads(hospital, |_| true, now)
}

/// One desk of the book: a list of its slips says how it stands.
pub fn load_of(hospital: &Hospital, post: &Post, now: Timestamp) -> Option<DeskLoad> {
    loads(hospital, |desk| desk.code.as_str() == post.as_str(), now).pop()
}

fn loads(hospital: &Hospital, asked: impl Fn(&Desk) -> bool, now: Timestamp) -> Vec<DeskLoad> {
    let Some(book) = hospital.slip_book() else {
        return Vec::new();
    };
    let desks = || book.desks.iter().filter(|desk| asked(desk));
    let mut loads: Vec<DeskLoad> = desks()
        .map(|desk| DeskLoad::new(desk.code.clone(), desk.per_hour))
        .collect();
    let posts: Vec<Post> = desks().map(|desk| Post::of_desk(&desk.code)).collect();
    // Asked for thirty thousand times.
    let index: HashMap<&Post, usize, RandomState> = posts.iter().zip(0..).collect();
    let mut waiting = vec![0_u32; loads.len()];
    // A slip is late once at a desk, however many of its sheets are.
    let mut late: Vec<usize> = Vec::new();
    for figures in hospital.slip_figures() {
        for wait in &figures.waits {
            if wait.due(book.carry_minutes).is_some_and(|due| due <= now)
                && let Some(place) = index.get(&wait.to).copied()
                && !late.contains(&place)
            {
                late.push(place);
            }
        }
        for place in late.drain(..) {
            if let Some(load) = loads.get_mut(place) {
                load.late += 1;
            }
        }
        for visit in &figures.visits {
            let Some(place) = index.get(&visit.desk).copied() else {
                continue;
            };
            let Some(load) = loads.get_mut(place) else { continue };
            count(&mut load.arrivals, visit.came, now);
            match visit.through {
                Some(through) => count(&mut load.done, through, now),
                None => {
                    if let Some(waiting) = waiting.get_mut(place) {
                        *waiting += 1;
                    }
                    load.oldest = Some(load.oldest.map_or(visit.came, |oldest| oldest.min(visit.came)));
                }
            }
        }
    }
    for (load, waiting) in loads.iter_mut().zip(waiting) {
        finish(load, waiting);
    }
    loads
}

/// The slips that a ward or clinic has ordered and that are not through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WardSlips {
    pub open: usize,
    /// Of which a sheet is late, lost, or to be recalled.
    pub late: usize,
    /// Whose work a question stops, or an answer that asks for a reissue.
    pub queried: usize,
}

/// What every ward and clinic has open.
pub fn by_origin(hospital: &Hospital, now: Timestamp) -> HashMap<Post, WardSlips, RandomState> {
    let carry = hospital.slip_book().map_or(0, |book| book.carry_minutes);
    let mut wards: HashMap<Post, WardSlips, RandomState> = HashMap::default();
    for figures in hospital.slip_figures().filter(|figures| figures.is_open) {
        let Some(origin) = &figures.origin else { continue };
        if !wards.contains_key(origin) {
            wards.insert(origin.clone(), WardSlips::default());
        }
        let Some(ward) = wards.get_mut(origin) else { continue };
        ward.open += 1;
        ward.late += usize::from(figures.is_late(carry, now));
        ward.queried += usize::from(matches!(figures.query, QueryState::Open | QueryState::RevisionDue));
    }
    wards
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
