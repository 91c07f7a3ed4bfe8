//! One ward as the map needs it: rooms, beds, who is in them, and who belongs to the ward without being in one of its beds.

use crate::app::{Scope, Selection};
use crate::domain::ask::{self, CensusRow};
use crate::domain::census::{BedKind, BedName, Block, FrameBed, FrameWard, Place, Reservation, RoomRule, WardCode};
use crate::domain::identity::PatientId;
use crate::domain::state::Hospital;

/// What a place on the map is, and stays while the data change: the bed, and the patient in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Standing {
    pub bed: BedName,
    pub patient: Option<PatientId>,
}

/// One place on the map: a bed, or a patient without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub bed: BedName,
    pub kind: BedKind,
    /// Who is in it or keeps it; whoever was sent off from it and has not arrived, when the map shows those.
    pub row: Option<CensusRow>,
    /// Somebody else is in it too.
    pub shared: bool,
    pub block: Option<Block>,
    pub reserved: Option<Reservation>,
    /// Who is on the way to it.
    pub bound: Option<PatientId>,
    pub rule: Option<RoomRule>,
}

/// Which part of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomKind {
    Room(String),
    /// A part of a large room.
    Part(String),
    /// Rooms of one bed each, which would waste the map one by one.
    Singles,
    /// Sent off to another bed, not arrived yet.
    SentAway,
    /// In beds that the frame does not have.
    Unknown,
}

/// A group of cells under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    pub kind: RoomKind,
    pub cells: Vec<Cell>,
}

/// Beds under one another before a room is parted.
const HIGHEST: usize = 6;
/// Single rooms under one another.
const SINGLES: usize = 4;

impl Cell {
    /// What stays selected when the data change.
    pub fn spot(&self) -> Standing {
        Standing {
            bed: self.bed.clone(),
            patient: self.row.as_ref().map(|row| row.patient),
        }
    }

    /// What the movement keys act on: the patient in the bed, or whoever is meant for it.
    pub fn selection(&self) -> Selection {
        let is_away = self
            .row
            .as_ref()
            .is_some_and(|row| matches!(row.place, Place::Transit { .. }));
        let meant = self
            .bound
            .or_else(|| self.reserved.as_ref().map(|reservation| reservation.patient));
        Selection {
            patient: self.row.as_ref().map(|row| row.patient).or(meant),
            bed: (!is_away).then(|| self.bed.clone()),
            ..Selection::default()
        }
    }

    fn empty(hospital: &Hospital, bed: &FrameBed) -> Self {
        let state = hospital.bed(&bed.name);
        Self {
            bed: bed.name.clone(),
            kind: bed.kind,
            row: None,
            shared: false,
            block: state.and_then(|state| state.blocked()).cloned(),
            reserved: state.and_then(|state| state.reserved()).cloned(),
            bound: hospital.bound_for(&bed.name).find_map(|stay| stay.patient()),
            rule: hospital
                .room(&bed.name.room_name())
                .and_then(|room| room.rule.get().copied())
                .filter(|rule| *rule != RoomRule::default()),
        }
    }

    /// The cells of a bed: one, or one for each patient where there are several.
    fn of(hospital: &Hospital, bed: &FrameBed) -> Vec<Self> {
        let empty = Self::empty(hospital, bed);
        let rows: Vec<CensusRow> = hospital
            .occupants(&bed.name)
            .filter_map(|stay| ask::row(hospital, stay))
            .collect();
        if rows.is_empty() {
            return vec![empty];
        }
        let shared = rows.len() > 1;
        rows.into_iter()
            .map(|row| Self {
                row: Some(row),
                shared,
                ..empty.clone()
            })
            .collect()
    }

    fn without_bed(hospital: &Hospital, row: CensusRow) -> Self {
        let bed = FrameBed {
            name: row.bed.clone(),
            kind: BedKind::Licensed,
        };
        Self {
            row: Some(row),
            block: None,
            reserved: None,
            bound: None,
            ..Self::empty(hospital, &bed)
        }
    }
}

/// The ward that the map shows: the chosen one, or the first of the hospital.
pub fn shown<'a>(scope: &Scope<'a>) -> Option<&'a FrameWard> {
    let frame = scope.hospital.frame()?;
    scope
        .ward
        .and_then(|ward| frame.ward(ward.as_str()))
        .or_else(|| frame.wards.first())
}

/// The ward before or after the one shown, around the ends.
pub fn beside(scope: &Scope<'_>, steps: isize) -> Option<WardCode> {
    let frame = scope.hospital.frame()?;
    let now = shown(scope)?;
    let index = frame.wards.iter().position(|ward| ward.code == now.code)?;
    let count = isize::try_from(frame.wards.len()).ok()?;
    let next = (isize::try_from(index).ok()? + steps).rem_euclid(count);
    frame
        .wards
        .get(usize::try_from(next).ok()?)
        .map(|ward| ward.code.clone())
}

/// The rooms of a ward in the order of the hospital's table.
pub fn rooms(hospital: &Hospital, ward: &FrameWard) -> Vec<Room> {
    let mut rooms: Vec<(&str, Vec<&FrameBed>)> = Vec::new();
    for bed in &ward.beds {
        match rooms.last_mut() {
            Some((room, beds)) if *room == bed.name.room() => beds.push(bed),
            _ => rooms.push((bed.name.room(), vec![bed])),
        }
    }
    let mut found: Vec<Room> = Vec::new();
    let mut singles: Vec<Cell> = Vec::new();
    for (name, beds) in rooms {
        let cells: Vec<Cell> = beds.iter().flat_map(|bed| Cell::of(hospital, bed)).collect();
        if beds.len() == 1 {
            singles.extend(cells);
            continue;
        }
        found.extend(parts(&std::mem::take(&mut singles), SINGLES, &RoomKind::Singles));
        let kind = if cells.len() > HIGHEST {
            RoomKind::Part(name.to_owned())
        } else {
            RoomKind::Room(name.to_owned())
        };
        found.extend(parts(&cells, HIGHEST, &kind));
    }
    found.extend(parts(&singles, SINGLES, &RoomKind::Singles));
    let mut sent = Vec::new();
    let mut unknown = Vec::new();
    for stay in hospital.present() {
        let Some(row) = ask::row(hospital, stay).filter(|row| row.bed.ward() == ward.code.as_str()) else {
            continue;
        };
        if matches!(row.place, Place::Transit { .. }) {
            sent.push(Cell::without_bed(hospital, row));
        } else if !ward.beds.iter().any(|bed| bed.name == row.bed) {
            unknown.push(Cell::without_bed(hospital, row));
        }
    }
    for (mut cells, kind) in [(sent, RoomKind::SentAway), (unknown, RoomKind::Unknown)] {
        cells.sort_by(|a, b| (&a.bed, a.spot().patient).cmp(&(&b.bed, b.spot().patient)));
        found.extend(parts(&cells, HIGHEST, &kind));
    }
    found
}

/// Cells in groups of at most `most`, all about as large.
fn parts(cells: &[Cell], most: usize, kind: &RoomKind) -> Vec<Room> {
    let count = cells.len().div_ceil(most).max(1);
    let size = cells.len().div_ceil(count).max(1);
    cells
        .chunks(size)
        .map(|cells| Room {
            kind: kind.clone(),
            cells: cells.to_vec(),
        })
        .collect()
}
