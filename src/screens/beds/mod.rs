//! The bed map of one ward: the arrows walk it, the movement keys act on the bed that is selected.
//!
//! `ward` says what there is, `tiles` what of it stands on the map, `head` what stands over it, `facts` what stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyCondition, KeyContext, Route, Scope, Screen, Selection, Situation};
use crate::domain::census::{BedName, WardCode};
use crate::domain::record::Timestamp;
use crate::i18n::Language;
use crate::input::{Spot, Typing};
use crate::screens::fields::edit_of;
use crate::theme::{Role, Shape};
use crate::widgets::{
    Accepts, BedMap, Canvas, Changes, Density, Direction, Edit, ListAndDetail, RoomTile, TextEdit, Walk, folded,
};

mod facts;
mod head;
mod tiles;
mod ward;

use ward::{Cell, Room, Standing};

/// Rows of the detail below the map.
const BELOW: u16 = 3;
/// Beds that a page passes.
const PAGE: usize = 8;

/// What a drawn map depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DrawnFor {
    edition: u64,
    ward: Option<WardCode>,
    language: Language,
    area: (u16, u16),
    /// Times are written as of this day, and lateness as of this minute.
    minute: i64,
    ambiguous: crate::theme::Ambiguous,
}

pub struct BedsScreen {
    drawn_for: Option<DrawnFor>,
    ward: Option<WardCode>,
    rooms: Vec<Room>,
    tiles: Vec<RoomTile>,
    density: Density,
    walk: Walk,
    selected: usize,
    spot: Option<Standing>,
    top: u16,
    /// What is looked for on the map.
    filter: Option<TextEdit>,
    /// Beds that have just changed.
    changes: Changes<BedName>,
}

impl BedsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            ward: None,
            rooms: Vec::new(),
            tiles: Vec::new(),
            density: Density {
                tile: 1,
                rows: 1,
                air: 0,
            },
            walk: Walk::default(),
            selected: 0,
            spot: None,
            top: 0,
            filter: None,
            changes: Changes::default(),
        };
        screen.settle(scope);
        screen.look_at(scope.focus);
        screen.settle(scope);
        screen
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rooms.iter().flat_map(|room| &room.cells)
    }

    fn cell(&self) -> Option<&Cell> {
        self.cells().nth(self.selected)
    }

    fn selection(&self) -> Selection {
        self.cell().map(Cell::selection).unwrap_or_default()
    }

    /// Goes to whoever was looked at elsewhere, if they are on this map.
    fn look_at(&mut self, focus: &Selection) {
        let by_patient = |cell: &Cell| focus.patient.is_some() && cell.spot().patient == focus.patient;
        let by_bed = |cell: &Cell| focus.bed.as_ref() == Some(&cell.bed);
        let found = self
            .cells()
            .position(by_patient)
            .or_else(|| self.cells().position(by_bed));
        if let Some(index) = found {
            self.go(index);
        }
    }

    fn go(&mut self, index: usize) {
        self.selected = index;
        self.spot = self.cell().map(Cell::spot);
    }

    /// Stays on the bed: with its patient, or when that one has gone, on the bed alone.
    fn follow(&mut self) {
        let Some(spot) = self.spot.clone() else {
            self.go(0);
            return;
        };
        let same = self.cells().position(|cell| cell.spot() == spot);
        let bed = || self.cells().position(|cell| cell.bed == spot.bed);
        let index = same.or_else(bed).unwrap_or(0);
        self.go(index);
    }

    fn area(scope: &Scope<'_>) -> Rect {
        Rect::new(0, 0, scope.area.0, scope.area.1)
    }

    /// The map without head and detail.
    fn map_area(area: Rect) -> Rect {
        let parts = ListAndDetail::of(area);
        let below = if parts.detail.is_none() { BELOW } else { 0 };
        let list = parts.list;
        Rect::new(list.x, list.y + 1, list.width, list.height.saturating_sub(1 + below))
    }

    fn step(&mut self, direction: Direction) {
        self.go(self.walk.step(self.selected, direction));
    }

    fn page(&mut self, direction: Direction) {
        for _ in 0..PAGE {
            self.step(direction);
        }
    }

    /// The beds that fit what is looked for.
    fn found(&self) -> Vec<usize> {
        let typed = folded(self.filter.as_ref().map(TextEdit::text).unwrap_or_default());
        if typed.is_empty() {
            return Vec::new();
        }
        self.cells()
            .enumerate()
            .filter(|(_, cell)| holds(cell, &typed))
            .map(|(index, _)| index)
            .collect()
    }

    fn find(&mut self, happening: &Happening) -> Vec<Intent> {
        let found = self.found();
        match happening {
            Happening::Action(Action::Back) => self.filter = None,
            Happening::Action(Action::Open | Action::GoOn) => {
                self.filter = None;
                return vec![Intent::Look(self.selection())];
            }
            Happening::Action(Action::Down) => {
                let next = found.iter().find(|index| **index > self.selected).or(found.first());
                next.copied().into_iter().for_each(|index| self.go(index));
            }
            Happening::Action(Action::Up) => {
                let before = found
                    .iter()
                    .rev()
                    .find(|index| **index < self.selected)
                    .or(found.last());
                before.copied().into_iter().for_each(|index| self.go(index));
            }
            other => {
                if let (Some(filter), Some(edit)) = (&mut self.filter, edit_of(other)) {
                    filter.apply(&edit);
                    let first = self.found().first().copied();
                    if let Some(index) = first.filter(|_| !matches!(edit, Edit::Left | Edit::Right)) {
                        self.go(index);
                    }
                }
            }
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let before = self.selected;
        match action {
            Action::Up => self.step(Direction::Up),
            Action::Down => self.step(Direction::Down),
            Action::Left => self.step(Direction::Left),
            Action::Right => self.step(Direction::Right),
            Action::PageUp => self.page(Direction::Up),
            Action::PageDown => self.page(Direction::Down),
            Action::First => self.go(0),
            Action::Last => self.go(self.cells().count().saturating_sub(1)),
            Action::Filter => self.filter = Some(TextEdit::new(Accepts::Text)),
            Action::Ward => return vec![Intent::Open(Route::Wards)],
            Action::PreviousWard => return vec![Intent::Ward(ward::beside(scope, -1))],
            Action::NextWard => return vec![Intent::Ward(ward::beside(scope, 1))],
            Action::Back => return vec![Intent::Back],
            Action::Open => return self.open(),
            other if other.is_movement() => return vec![Intent::Open(Route::Form(other, self.selection()))],
            _ => {}
        }
        if self.selected == before {
            return Vec::new();
        }
        vec![Intent::Look(self.selection())]
    }

    /// What one most likely wants of a bed: everything about the patient, or somebody for the empty one.
    fn open(&self) -> Vec<Intent> {
        let Some(cell) = self.cell() else {
            return Vec::new();
        };
        match (&cell.row, &cell.block, cell.bound) {
            (Some(row), ..) => vec![Intent::Open(Route::Person(row.patient))],
            (None, Some(_), _) => vec![Intent::Act(Action::Unblock)],
            (None, None, Some(_)) => vec![Intent::Act(Action::Arrive)],
            (None, None, None) => vec![Intent::Act(Action::Admit)],
        }
    }

    /// Marks what fits, and makes the rest stand back.
    fn filtered_tiles(&self) -> Option<Vec<RoomTile>> {
        self.filter.as_ref().filter(|filter| !filter.is_empty())?;
        let found = self.found();
        let mut tiles = self.tiles.clone();
        for (index, bed) in tiles.iter_mut().flat_map(|room| &mut room.beds).enumerate() {
            let fits = found.contains(&index);
            for span in bed.spans.iter_mut().chain(&mut bed.more) {
                span.role = if fits { Role::Text } else { Role::Border };
            }
        }
        Some(tiles)
    }
}

/// Everything that the map says of a bed, whoever is in it.
fn by_bed(rooms: &[Room]) -> Vec<(BedName, Vec<&Cell>)> {
    let mut beds: BTreeMap<BedName, Vec<&Cell>> = BTreeMap::new();
    for cell in rooms.iter().flat_map(|room| &room.cells) {
        beds.entry(cell.bed.clone()).or_default().push(cell);
    }
    beds.into_iter().collect()
}

fn pair<K, T>((key, row): &(K, T)) -> (&K, &T) {
    (key, row)
}

fn holds(cell: &Cell, typed: &str) -> bool {
    let row = cell.row.as_ref();
    let texts = [
        Some(cell.bed.to_string()),
        row.and_then(|row| row.name.as_ref()).map(ToString::to_string),
        row.and_then(|row| row.kana.as_ref()).map(ToString::to_string),
        row.and_then(|row| row.identifier.as_ref()).map(ToString::to_string),
    ];
    texts.into_iter().flatten().any(|text| folded(&text).contains(typed))
}

impl Screen for BedsScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.filter.is_some() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Lists],
                holds: BTreeSet::from([KeyCondition::Filtered]),
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Beds, KeyContext::Movements, KeyContext::Lists],
            holds: self.selection().conditions(scope.hospital),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Happening::Pointed(spot) = &happening {
            return match spot {
                Spot::Row(bed) if *bed == self.selected => self.open(),
                Spot::Row(bed) => {
                    self.go(*bed);
                    vec![Intent::Look(self.selection())]
                }
                _ => Vec::new(),
            };
        }
        if self.filter.is_some() {
            return self.find(&happening);
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let shown = ward::shown(scope);
        let now = DrawnFor {
            edition: scope.edition,
            ward: shown.map(|ward| ward.code.clone()),
            language: scope.words.language(),
            area: scope.area,
            minute: scope.now.minute().seconds(),
            ambiguous: scope.look.setting().ambiguous,
        };
        let map = Self::map_area(Self::area(scope));
        if self.drawn_for.as_ref() != Some(&now) {
            let same_state = self
                .drawn_for
                .as_ref()
                .is_some_and(|before| before.edition == now.edition && before.ward == now.ward);
            if !same_state {
                let rooms = shown.map(|ward| ward::rooms(scope.hospital, ward)).unwrap_or_default();
                let before = std::mem::replace(&mut self.rooms, rooms);
                if self.ward == now.ward {
                    let (before, after) = (by_bed(&before), by_bed(&self.rooms));
                    self.changes
                        .note(before.iter().map(pair), after.iter().map(pair), scope.now.seconds());
                } else {
                    self.ward.clone_from(&now.ward);
                    self.spot = None;
                    self.top = 0;
                    self.changes.clear();
                }
                self.follow();
            }
            (self.tiles, self.density) = tiles::lay_out(&self.rooms, scope, (map.width, map.height));
            self.walk = BedMap {
                rooms: &self.tiles,
                selected: 0,
                top: 0,
                density: self.density,
            }
            .walk(map.width);
            self.drawn_for = Some(now);
        }
        self.changes.settle(scope.now.seconds());
        self.top = self.walk.window(self.top, self.selected, map.height);
    }

    fn fades(&self) -> Option<Timestamp> {
        self.changes.until().map(Timestamp::from_seconds)
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        if self.rooms.is_empty() {
            super::empty::draw(&mut canvas, area, &scope.words.say("no-hospital"));
            return None;
        }
        let parts = ListAndDetail::of(area);
        let head = Rect {
            height: 1,
            ..parts.list
        };
        match &self.filter {
            Some(filter) => self.draw_filter(&mut canvas, head, scope, filter),
            None => self.draw_head(&mut canvas, head, scope),
        }
        let map = Self::map_area(area);
        let filtered = self.filtered_tiles();
        let changed = self
            .cells()
            .map(|cell| self.changes.is_marked(&cell.bed))
            .collect::<Vec<_>>();
        BedMap {
            rooms: filtered.as_deref().unwrap_or(&self.tiles),
            selected: self.selected,
            // A message takes a row of the map for a moment.
            top: self.walk.window(self.top, self.selected, map.height),
            density: self.density,
        }
        .draw(&mut canvas, map, &|bed| changed.get(bed).copied().unwrap_or_default());
        if let Some(cell) = self.cell() {
            if let (Some(divider), Some(detail)) = (parts.divider, parts.detail) {
                canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
                facts::draw_pane(&mut canvas, detail, cell, scope);
            } else {
                let below = Rect::new(area.x, area.bottom().saturating_sub(BELOW), area.width, BELOW);
                facts::draw_lines(&mut canvas, below, cell, scope);
            }
        }
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-beds")
    }
}
