//! Rooms and their beds as a map that the arrows walk.

use ratatui::layout::Rect;

use super::{Canvas, Scrollbar, Span, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Role, Shape};

/// One bed: its short name, a line of what is in it, and a second one for maps that have the room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BedTile {
    pub name: String,
    pub spans: Vec<Span>,
    pub more: Vec<Span>,
}

/// One room with its beds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomTile {
    pub title: String,
    pub note: String,
    pub beds: Vec<BedTile>,
}

/// How closely the rooms stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Density {
    /// The least columns of a room.
    pub tile: u16,
    /// Rows of a bed: one, or two with what else is known.
    pub rows: u16,
    /// Rows between rooms.
    pub air: u16,
}

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// The map of one ward; beds are counted through all rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedMap<'a> {
    pub rooms: &'a [RoomTile],
    pub selected: usize,
    /// The row of the map that stands at the upper edge.
    pub top: u16,
    pub density: Density,
}

/// A map laid out for a width: where each bed is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// Column of tiles and row of the map, by bed.
    places: Vec<(u16, u16)>,
    rooms: Vec<(u16, u16)>,
    across: u16,
    height: u16,
    rows: u16,
}

/// Columns between rooms.
const AIR: u16 = 2;
/// The scrollbar.
const EDGE: u16 = 1;

impl Walk {
    /// Rooms in reading order, as many beside one another as fit into `width`; each row as high as its largest room.
    pub fn of(beds_of_rooms: impl IntoIterator<Item = usize>, width: u16, density: Density) -> Self {
        let across = Self::across(width, density.tile);
        let (mut places, mut rooms) = (Vec::new(), Vec::new());
        let (mut column, mut top, mut highest) = (0, 0, 0);
        for beds in beds_of_rooms {
            if column == across {
                (column, top, highest) = (0, top + highest, 0);
            }
            rooms.push((column, top));
            let beds = narrow(beds);
            places.extend((0..beds).map(|bed| (column, top + 1 + bed * density.rows)));
            highest = highest.max(1 + beds * density.rows + density.air);
            column += 1;
        }
        Self {
            places,
            rooms,
            across,
            height: (top + highest).saturating_sub(density.air),
            rows: density.rows,
        }
    }

    /// Rooms beside one another.
    pub fn across(width: u16, tile: u16) -> u16 {
        ((width.saturating_sub(EDGE) + AIR) / (tile + AIR)).max(1)
    }

    /// Columns of one room when `across` of them share `width`.
    pub fn room(width: u16, across: u16) -> u16 {
        ((width.saturating_sub(EDGE) + AIR) / across.max(1)).saturating_sub(AIR)
    }

    /// Rows of the whole map.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The row at the upper edge of a window of `height` rows: as `top` was, moved as little as shows the whole bed, and
    /// the name of its room when that is just above.
    pub fn window(&self, top: u16, selected: usize, height: u16) -> u16 {
        let Some((_, row)) = self.places.get(selected).copied() else {
            return 0;
        };
        let lowest = (row + self.rows).saturating_sub(height);
        let title = self.rooms.iter().map(|(_, top)| *top).filter(|top| *top < row).max();
        let highest = title.filter(|title| row - title < height).unwrap_or(row);
        top.min(self.height.saturating_sub(height))
            .clamp(lowest.min(highest), highest)
    }

    /// The bed that an arrow leads to; the same when there is none.
    pub fn step(&self, from: usize, direction: Direction) -> usize {
        let Some((column, row)) = self.places.get(from).copied() else {
            return 0;
        };
        let beds = self.places.iter().copied().enumerate();
        let found = match direction {
            Direction::Up => beds
                .filter(|(_, (c, r))| *c == column && *r < row)
                .max_by_key(|(_, (_, r))| *r),
            Direction::Down => beds
                .filter(|(_, (c, r))| *c == column && *r > row)
                .min_by_key(|(_, (_, r))| *r),
            // Beside: the nearest column, and in it the bed on the same height.
            Direction::Left => beds
                .filter(|(_, (c, r))| *c < column && self.is_beside(*r, row))
                .min_by_key(|(_, (c, r))| (column - c, r.abs_diff(row))),
            Direction::Right => beds
                .filter(|(_, (c, r))| *c > column && self.is_beside(*r, row))
                .min_by_key(|(_, (c, r))| (c - column, r.abs_diff(row))),
        };
        found.map_or_else(|| self.around(from, direction), |(index, _)| index)
    }

    /// At the edge the walk goes on in reading order.
    fn around(&self, from: usize, direction: Direction) -> usize {
        match direction {
            Direction::Left => from.saturating_sub(1),
            Direction::Right => (from + 1).min(self.places.len().saturating_sub(1)),
            Direction::Up | Direction::Down => from,
        }
    }

    /// Whether two beds stand in the same row of rooms.
    fn is_beside(&self, one: u16, other: u16) -> bool {
        let top = |row: u16| self.rooms.iter().map(|(_, top)| *top).filter(|top| *top < row).max();
        top(one) == top(other)
    }
}

impl BedMap<'_> {
    pub fn walk(&self, width: u16) -> Walk {
        Walk::of(self.rooms.iter().map(|room| room.beds.len()), width, self.density)
    }

    /// `changed` tells the beds that have just changed: their sign stands between name and patient.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, changed: &dyn Fn(usize) -> bool) {
        let walk = self.walk(area.width);
        let room_width = Walk::room(area.width, walk.across);
        let measure = canvas.measure();
        let on_screen = |row: u16| (row >= self.top && row - self.top < area.height).then(|| area.y + row - self.top);
        let mut bed = 0_usize;
        for (room, (column, row)) in self.rooms.iter().zip(&walk.rooms) {
            let x = area.x + column * (room_width + AIR);
            let names = room.beds.iter().map(|bed| measure.columns(&bed.name));
            let names = narrow(names.max().unwrap_or(0));
            if let Some(y) = on_screen(*row) {
                let used = canvas.put_short(x, y, room_width, &room.title, Role::Accent);
                let left = room_width.saturating_sub(used + 1);
                canvas.put_short(x + used + 1, y, left, &room.note, Role::Dim);
            }
            for (place, tile) in (0..).zip(&room.beds) {
                let first = row + 1 + place * self.density.rows;
                for line in 0..self.density.rows {
                    if let Some(y) = on_screen(first + line) {
                        let place = Rect::new(x, y, room_width, 1);
                        canvas.mark(place, Spot::Row(bed));
                        draw_line(canvas, place, (tile, line), names, bed == self.selected);
                    }
                }
                if let Some(y) = on_screen(first).filter(|_| changed(bed)) {
                    let role = if bed == self.selected {
                        Role::Selection
                    } else {
                        Role::Accent
                    };
                    canvas.sign(x + 1 + names, y, Shape::Changed, role);
                }
                bed += 1;
            }
        }
        Scrollbar {
            top: usize::from(self.top),
            shown: usize::from(area.height),
            all: usize::from(walk.height),
        }
        .draw(canvas, area);
    }
}

/// One of the rows of a bed.
fn draw_line(canvas: &mut Canvas<'_>, place: Rect, (tile, line): (&BedTile, u16), names: u16, selected: bool) {
    if selected {
        canvas.paint(place, Role::Selection);
    }
    let over = |role: Role| {
        if selected && role != Role::Alarm {
            Role::Selection
        } else {
            role
        }
    };
    let spans = if line == 0 {
        if selected {
            canvas.sign(place.x, place.y, Shape::Pointer, Role::Selection);
        }
        canvas.put(place.x + 1, place.y, names, &tile.name, over(Role::Dim));
        &tile.spans
    } else {
        &tile.more
    };
    let spans: Vec<Span> = spans
        .iter()
        .map(|span| Span::new(span.text.clone(), over(span.role)))
        .collect();
    let x = place.x + 2 + names.max(1);
    canvas.put_spans(x, place.y, place.right().saturating_sub(x), &spans);
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    const CLOSE: Density = Density {
        tile: 25,
        rows: 1,
        air: 1,
    };

    /// Four, two, one beds; two rooms fit beside one another.
    fn walk() -> Walk {
        Walk::of([4, 2, 1], 56, CLOSE)
    }

    #[test]
    fn arrows_walk_the_map() {
        use Direction::{Down, Left, Right, Up};
        for (from, direction, to) in [
            (0, Down, 1),
            (0, Right, 4),
            (3, Right, 5),
            (5, Left, 1),
            (3, Down, 6),
            (6, Up, 3),
            (0, Up, 0),
            (5, Down, 5),
            (5, Right, 6),
            (6, Left, 5),
            (6, Right, 6),
        ] {
            assert_eq!(walk().step(from, direction), to, "{from} {direction:?}");
        }
        assert_eq!(Walk::of([], 80, CLOSE).step(3, Down), 0);
    }

    #[test]
    fn the_map_shows_rooms_and_beds() {
        let bed = |name: &str, text: &str| BedTile {
            name: name.into(),
            spans: vec![text.into()],
            more: vec!["循環器".into()],
        };
        let room = |title: &str, beds| RoomTile {
            title: title.into(),
            note: "男".into(),
            beds,
        };
        let rooms = [
            room("501", vec![bed("1", "田中 太郎"), bed("2", "·")]),
            room("502", vec![bed("1", "佐藤 花子")]),
        ];
        let map = BedMap {
            rooms: &rooms,
            selected: 1,
            top: 0,
            density: CLOSE,
        };
        assert_eq!(
            drawn(56, 4, |canvas, area| map.draw(canvas, area, &|_| false)),
            "501 男                      502 男\n 1 田中 太郎                 1 佐藤 花子\n▸2 ·\n\n"
        );
        let open = BedMap {
            density: Density { rows: 2, ..CLOSE },
            ..map.clone()
        };
        assert_eq!(
            drawn(56, 5, |canvas, area| open.draw(canvas, area, &|bed| bed == 0)),
            "501 男                      502 男\n 1•田中 太郎                 1 佐藤 花子\n   循環器                      循環器\n▸2 ·\n   循環器\n"
        );
    }

    #[test]
    fn the_window_shows_the_selected_bed_and_moves_little() {
        let walk = Walk::of([4, 4, 4, 4], 30, CLOSE);
        assert_eq!(walk.height(), 23);
        assert_eq!(walk.window(0, 3, 10), 0);
        assert_eq!(walk.window(0, 7, 10), 1, "the fourth bed of the second room");
        assert_eq!(walk.window(1, 4, 10), 1, "it is in sight already");
        assert_eq!(walk.window(12, 4, 10), 6, "with the name of its room");
        assert_eq!(walk.window(99, 15, 10), 13);
        assert_eq!(Walk::of([], 30, CLOSE).window(5, 0, 10), 0);
    }
}
