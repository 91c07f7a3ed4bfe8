//! Runs of carriers: what is fetched and brought where, in walking order, and what is still in whose hands.

use std::{collections::HashMap, sync::Arc};

use crate::domain::{
    record::Timestamp,
    slips::{
        book::Post,
        copy::{Copy, CopyName, CopyNumber, Custody},
        decide::carrying::WalkingOrder,
        number::SlipNumber,
        run::{Run, RunId},
        slip::Slip,
    },
    state::Hospital,
    text::Text,
};

/// One run with what its carrier still has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    pub run: Arc<Run>,
    pub carried: Vec<(SlipNumber, CopyNumber)>,
    /// Sheets of its plan that still lie where they are to be fetched.
    pub waiting: usize,
}

/// Open runs, the oldest first.
pub fn runs(hospital: &Hospital) -> Vec<RunRow> {
    let mut carried: HashMap<RunId, Vec<(SlipNumber, CopyNumber)>> = HashMap::new();
    for (slip, copy) in on_the_way(hospital) {
        if let Custody::Carried { run: Some(run), .. } = copy.custody() {
            carried.entry(*run).or_default().push((slip.number, copy.number));
        }
    }
    let mut rows: Vec<RunRow> = hospital
        .runs()
        .filter(|run| run.is_open())
        .map(|run| {
            let mut carried = carried.remove(&run.id).unwrap_or_default();
            carried.sort_unstable();
            RunRow {
                carried,
                waiting: sheets(hospital, run)
                    .iter()
                    .filter(|sheet| sheet.state == SheetState::Waiting)
                    .count(),
                run: Arc::clone(run),
            }
        })
        .collect();
    rows.sort_by_key(|row| row.run.id);
    rows
}

/// Every sheet that a carrier has, of the slips that are under way.
fn on_the_way(hospital: &Hospital) -> impl Iterator<Item = (&Arc<Slip>, &Copy)> {
    hospital.slips_on_the_way().flat_map(|slip| {
        let carried = |copy: &&Copy| matches!(copy.custody(), Custody::Carried { .. });
        slip.copies.iter().filter(carried).map(move |copy| (slip, copy))
    })
}

/// How far a sheet of a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetState {
    /// It still lies where it is to be fetched.
    Waiting,
    /// The carrier has it.
    Carried,
    /// Put down where it was to go; nobody has received it.
    PutDown,
    /// Received where it was to go, or at its end.
    Arrived,
    /// Lost, or somewhere that is no part of the run: another carrier has it, it was received elsewhere.
    Astray,
}

/// One sheet of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub slip: SlipNumber,
    pub copy: CopyNumber,
    pub from: Post,
    pub to: Post,
    pub state: SheetState,
}

impl Sheet {
    pub fn name(&self) -> CopyName {
        CopyName {
            slip: self.slip,
            copy: Some(self.copy),
        }
    }
}

/// One place of a run: what is fetched there, and what is put down there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub post: Post,
    pub fetch: Vec<Sheet>,
    pub bring: Vec<Sheet>,
}

impl Stop {
    /// Whether the carrier still has to go there.
    pub fn is_done(&self) -> bool {
        self.fetch.iter().all(|sheet| sheet.state != SheetState::Waiting)
            && self
                .bring
                .iter()
                .all(|sheet| !matches!(sheet.state, SheetState::Waiting | SheetState::Carried))
    }
}

/// The sheets of a run: those of its plan, and whatever else its carrier has taken along.
fn sheets(hospital: &Hospital, run: &Run) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = run
        .legs()
        .iter()
        .map(|leg| {
            let copy = hospital.slip(leg.slip).and_then(|slip| slip.copy(leg.copy));
            Sheet {
                slip: leg.slip,
                copy: leg.copy,
                from: leg.from.clone(),
                to: leg.to.clone(),
                // What has left the hot state has come to its end.
                state: copy.map_or(SheetState::Arrived, |copy| state(copy, run.id, &leg.from, &leg.to)),
            }
        })
        .collect();
    let planned: std::collections::HashSet<(SlipNumber, CopyNumber)> =
        sheets.iter().map(|sheet| (sheet.slip, sheet.copy)).collect();
    for (slip, copy) in on_the_way(hospital) {
        if let Custody::Carried {
            run: Some(of),
            from,
            to,
            ..
        } = copy.custody()
            && *of == run.id
            && !planned.contains(&(slip.number, copy.number))
        {
            sheets.push(Sheet {
                slip: slip.number,
                copy: copy.number,
                from: from.clone(),
                to: to.clone(),
                state: SheetState::Carried,
            });
        }
    }
    sheets
}

fn state(copy: &Copy, run: RunId, from: &Post, to: &Post) -> SheetState {
    let went_along = copy
        .moves
        .iter()
        .any(|(_, custody)| matches!(custody, Custody::Carried { run: Some(of), .. } if *of == run));
    match copy.custody() {
        Custody::Carried { run: Some(of), .. } if *of == run => SheetState::Carried,
        Custody::At { post } | Custody::HandedOver { post } if post == from && !went_along => SheetState::Waiting,
        Custody::HandedOver { post } if post == to => SheetState::PutDown,
        Custody::At { post } if post == to => SheetState::Arrived,
        Custody::Ended { .. } => SheetState::Arrived,
        _ if copy.has_arrived() => SheetState::Arrived,
        _ => SheetState::Astray,
    }
}

/// The places of a run in walking order: what its sheet has, and its screen.
pub fn stops(hospital: &Hospital, run: &Run) -> Vec<Stop> {
    let order = WalkingOrder::of(hospital);
    let mut stops: Vec<Stop> = Vec::new();
    let mut at = |post: &Post| -> usize {
        if let Some(place) = stops.iter().position(|stop| stop.post == *post) {
            return place;
        }
        stops.push(Stop {
            post: post.clone(),
            fetch: Vec::new(),
            bring: Vec::new(),
        });
        stops.len() - 1
    };
    let sheets: Vec<(usize, usize, Sheet)> = sheets(hospital, run)
        .into_iter()
        .map(|sheet| (at(&sheet.from), at(&sheet.to), sheet))
        .collect();
    for (from, to, sheet) in sheets {
        if let Some(stop) = stops.get_mut(from) {
            stop.fetch.push(sheet.clone());
        }
        if let Some(stop) = stops.get_mut(to) {
            stop.bring.push(sheet);
        }
    }
    stops.sort_by_cached_key(|stop| (order.of_post(&stop.post), stop.post.clone()));
    stops
}

/// A sheet that a carrier has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub name: CopyName,
    pub to: Post,
    pub since: Option<Timestamp>,
}

/// What one carrier has, on a run or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InHands {
    pub carrier: Text,
    pub sheets: Vec<Held>,
    /// Since when the first of them.
    pub oldest: Option<Timestamp>,
}

/// まだ搬送担当の手元: everything that is with a carrier, by carrier, who has had something longest first.
pub fn in_hands(hospital: &Hospital) -> Vec<InHands> {
    let mut hands: HashMap<Text, InHands> = HashMap::new();
    for (slip, copy) in on_the_way(hospital) {
        let Custody::Carried { carrier, to, .. } = copy.custody() else {
            continue;
        };
        let hands = hands.entry(carrier.clone()).or_insert_with(|| InHands {
            carrier: carrier.clone(),
            sheets: Vec::new(),
            oldest: None,
        });
        let name = CopyName {
            slip: slip.number,
            copy: Some(copy.number),
        };
        hands.sheets.push(Held {
            name,
            to: to.clone(),
            since: copy.since(),
        });
        hands.oldest = [hands.oldest, copy.since()].into_iter().flatten().min();
    }
    let mut hands: Vec<InHands> = hands.into_values().collect();
    for one in &mut hands {
        one.sheets.sort_unstable_by_key(|sheet| (sheet.since, sheet.name));
    }
    hands.sort_by_cached_key(|one| (one.oldest, one.carrier.to_string()));
    hands
}
