//! Rooms and their beds as a map that the arrows walk.

use ratatui::layout::Rect;

use super::{Canvas, Scrollbar, Span, canvas::narrow};
use crate::theme::{Role, Shape};

/// One bed: its short name, and a line of what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedTile {
    pub name: String,
    pub spans: Vec<Span>,
}

/// One room with its beds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomTile {
    pub title: String,
    pub note: String,
    pub beds: Vec<BedTile>,
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
pub struct BedMap {
    pub rooms: Vec<RoomTile>,
    pub selected: usize,
}

/// A map laid out for a width: where each bed is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Column of tiles and row of the map, by bed.
    places: Vec<(u16, u16)>,
    rooms: Vec<(u16, u16)>,
    across: u16,
    height: u16,
}

/// The least columns of a room.
const TILE: u16 = 25;
const AIR: u16 = 2;

impl Walk {
    /// Rooms in reading order, as many beside one another as fit; each row as high as its largest room.
    pub fn of(beds_of_rooms: impl IntoIterator<Item = usize>, width: u16) -> Self {
        let across = ((width + AIR) / (TILE + AIR)).max(1);
        let (mut places, mut rooms) = (Vec::new(), Vec::new());
        let (mut column, mut top, mut highest) = (0, 0, 0);
        for beds in beds_of_rooms {
            if column == across {
                (column, top, highest) = (0, top + highest, 0);
            }
            rooms.push((column, top));
            let beds = narrow(beds);
            places.extend((0..beds).map(|bed| (column, top + 1 + bed)));
            // One row of title, and one of air below.
            highest = highest.max(beds + 2);
            column += 1;
        }
        Self {
            places,
            rooms,
            across,
            height: top + highest,
        }
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

impl BedMap {
    pub fn walk(&self, width: u16) -> Walk {
        Walk::of(self.rooms.iter().map(|room| room.beds.len()), width.saturating_sub(1))
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let walk = self.walk(area.width);
        let room_width = (area.width.saturating_sub(1) + AIR) / walk.across - AIR;
        let selected_row = walk.places.get(self.selected).map_or(0, |(_, row)| *row);
        // The row of the selected bed and one below it are in sight.
        let top = (selected_row + 2)
            .saturating_sub(area.height)
            .min(walk.height.saturating_sub(area.height));
        let on_screen = |row: u16| (row >= top && row - top < area.height).then(|| area.y + row - top);
        let mut bed = 0_usize;
        for (room, (column, row)) in self.rooms.iter().zip(&walk.rooms) {
            let x = area.x + column * (room_width + AIR);
            if let Some(y) = on_screen(*row) {
                let used = canvas.put_short(x, y, room_width, &room.title, Role::Accent);
                canvas.put_short(
                    x + used + 1,
                    y,
                    room_width.saturating_sub(used + 1),
                    &room.note,
                    Role::Dim,
                );
            }
            for (row, tile) in (row + 1..).zip(&room.beds) {
                if let Some(y) = on_screen(row) {
                    draw_bed(canvas, Rect::new(x, y, room_width, 1), tile, bed == self.selected);
                }
                bed += 1;
            }
        }
        let shown = usize::from(area.height);
        Scrollbar {
            top: usize::from(top),
            shown,
            all: usize::from(walk.height),
        }
        .draw(canvas, area);
    }
}

fn draw_bed(canvas: &mut Canvas<'_>, place: Rect, tile: &BedTile, selected: bool) {
    if selected {
        canvas.paint(place, Role::Selection);
        canvas.sign(place.x, place.y, Shape::Pointer, Role::Selection);
    }
    let over = |role: Role| {
        if selected && role != Role::Alarm {
            Role::Selection
        } else {
            role
        }
    };
    let used = canvas.put(place.x + 1, place.y, 4, &tile.name, over(Role::Dim));
    let spans: Vec<Span> = tile
        .spans
        .iter()
        .map(|span| Span::new(span.text.clone(), over(span.role)))
        .collect();
    let x = place.x + 2 + used.max(1);
    canvas.put_spans(x, place.y, place.right().saturating_sub(x), &spans);
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    /// Four, two, one beds; two rooms fit beside one another.
    fn walk() -> Walk {
        Walk::of([4, 2, 1], 55)
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
        assert_eq!(Walk::of([], 80).step(3, Down), 0);
    }

    #[test]
    fn the_map_shows_rooms_and_beds() {
        let bed = |name: &str, text: &str| BedTile {
            name: name.into(),
            spans: vec![text.into()],
        };
        let room = |title: &str, beds| RoomTile {
            title: title.into(),
            note: "男".into(),
            beds,
        };
        let map = BedMap {
            rooms: vec![
                room("501", vec![bed("1", "田中 太郎"), bed("2", "·")]),
                room("502", vec![bed("1", "佐藤 花子")]),
            ],
            selected: 1,
        };
        assert_eq!(
            drawn(56, 4, |canvas, area| map.draw(canvas, area)),
            "501 男                      502 男\n 1 田中 太郎                 1 佐藤 花子\n▸2 ·\n\n"
        );
        let low = drawn(56, 2, |canvas, area| BedMap { selected: 1, ..map }.draw(canvas, area));
        assert!(low.contains("▸2"), "the selected bed is in sight\n{low}");
    }
}
