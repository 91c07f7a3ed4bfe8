//! A list with columns. When the room is short, whole columns go, in the order that the screen says; what tells two people
//! apart stays.

use ratatui::layout::Rect;

use super::{Canvas, Scrollbar, Span, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Role, Shape};

/// Names left, numbers right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    Left,
    Right,
}

/// How many columns of the terminal a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Room {
    pub least: u16,
    pub most: u16,
}

impl Room {
    pub const fn exactly(columns: u16) -> Self {
        Self {
            least: columns,
            most: columns,
        }
    }

    pub const fn between(least: u16, most: u16) -> Self {
        Self { least, most }
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    pub room: Room,
    pub align: Align,
    /// The highest goes first when the room is short; 0 never.
    pub rank: u8,
}

/// What stands in one field of a row.
pub type Cell = Vec<Span>;

/// Two columns of air between fields.
const AIR: u16 = 2;
/// The pointer before the row.
const POINTER: u16 = 2;

/// A table; the rows are asked for one by one, so that only what is visible is made.
pub struct Table<'a> {
    pub columns: &'a [Column],
    pub rows: usize,
    pub selected: Option<usize>,
    pub top: usize,
    pub row: &'a dyn Fn(usize) -> Vec<Cell>,
}

impl Table<'_> {
    /// Rows that fit under the head.
    pub fn height(area: Rect) -> usize {
        usize::from(area.height.saturating_sub(1))
    }

    /// What is left of `width` when every column that is shown has all that it wants.
    pub fn left_over(columns: &[Column], width: u16) -> u16 {
        let layout = Self::layout(columns, width);
        let used: u16 = layout.iter().map(|(_, room)| *room).sum();
        let air = AIR * narrow(layout.len().saturating_sub(1));
        width.saturating_sub(POINTER + 1 + used + air)
    }

    /// The columns that are shown in `width`, by their index, with the room that each gets.
    pub fn layout(columns: &[Column], width: u16) -> Vec<(usize, u16)> {
        let width = width.saturating_sub(POINTER + 1);
        let mut shown: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
        let needs = |shown: &[(usize, &Column)]| {
            let least: u16 = shown.iter().map(|(_, column)| column.room.least).sum();
            least + AIR * narrow(shown.len().saturating_sub(1))
        };
        while needs(&shown) > width {
            let Some(most) = shown
                .iter()
                .map(|(_, column)| column.rank)
                .max()
                .filter(|most| *most > 0)
            else {
                break;
            };
            let Some(last) = shown.iter().rposition(|(_, column)| column.rank == most) else {
                break;
            };
            shown.remove(last);
        }
        let mut spare = width.saturating_sub(needs(&shown));
        let mut rooms: Vec<(usize, u16)> = shown
            .iter()
            .map(|(index, column)| (*index, column.room.least))
            .collect();
        // What is left goes round, column by column, until all have what they want.
        while spare > 0 {
            let mut given = false;
            for ((_, room), (_, column)) in rooms.iter_mut().zip(&shown) {
                if spare > 0 && *room < column.room.most {
                    *room += 1;
                    spare -= 1;
                    given = true;
                }
            }
            if !given {
                break;
            }
        }
        rooms
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let layout = Self::layout(self.columns, area.width);
        let start = area.x + POINTER;
        let mut x = start;
        for (index, room) in &layout {
            if let Some(column) = self.columns.get(*index) {
                let room = (*room).min(area.right().saturating_sub(x));
                place(
                    canvas,
                    (x, area.y, room),
                    &[Span::dim(column.title.clone())],
                    column.align,
                    None,
                );
                x += room + AIR;
            }
        }
        let height = Self::height(area);
        for (y, index) in (area.y + 1..area.bottom()).zip(self.top..self.rows) {
            let selected = self.selected == Some(index);
            let over = selected.then_some(Role::Selection);
            if selected {
                canvas.paint(Rect::new(area.x, y, area.width.saturating_sub(1), 1), Role::Selection);
                canvas.sign(area.x, y, Shape::Pointer, Role::Selection);
            }
            canvas.mark(Rect::new(area.x, y, area.width, 1), Spot::Row(index));
            let cells = (self.row)(index);
            let mut x = start;
            for (column_index, room) in &layout {
                if let (Some(column), Some(cell)) = (self.columns.get(*column_index), cells.get(*column_index)) {
                    let room = (*room).min(area.right().saturating_sub(x + 1));
                    place(canvas, (x, y, room), cell, column.align, over);
                    x += room + AIR;
                }
            }
        }
        let below = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
        Scrollbar {
            top: self.top,
            shown: height,
            all: self.rows,
        }
        .draw(canvas, below);
    }
}

/// A cell in its room. On the selected row everything but an alarm takes the colours of the selection.
fn place(canvas: &mut Canvas<'_>, (x, y, room): (u16, u16, u16), cell: &[Span], align: Align, over: Option<Role>) {
    let measure = canvas.measure();
    let columns = narrow(cell.iter().map(|span| measure.columns(&span.text)).sum::<usize>());
    let start = match align {
        Align::Left => x,
        Align::Right => x + room.saturating_sub(columns),
    };
    let spans: Vec<Span> = cell
        .iter()
        .map(|span| Span {
            text: span.text.clone(),
            role: match (over, span.role) {
                (Some(_), Role::Alarm) | (None, _) => span.role,
                (Some(over), _) => over,
            },
        })
        .collect();
    canvas.put_spans(start, y, (x + room).saturating_sub(start), &spans);
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    fn columns() -> Vec<Column> {
        let column = |title: &str, room, align, rank| Column {
            title: title.into(),
            room,
            align,
            rank,
        };
        vec![
            column("病床", Room::exactly(6), Align::Left, 0),
            column("氏名", Room::between(10, 20), Align::Left, 0),
            column("年齢", Room::exactly(4), Align::Right, 1),
            column("診療科", Room::exactly(8), Align::Left, 2),
        ]
    }

    fn list(width: u16) -> String {
        let columns = columns();
        let row = |index: usize| -> Vec<Cell> {
            vec![
                vec![format!("501-{index}").into()],
                vec!["田中 太郎".into(), Span::new(" ≠", Role::Warn)],
                vec!["78".into()],
                vec!["循環器内科".into()],
            ]
        };
        drawn(width, 3, |canvas, area| {
            Table {
                columns: &columns,
                rows: 2,
                selected: Some(1),
                top: 0,
                row: &row,
            }
            .draw(canvas, area);
        })
    }

    #[test]
    fn columns_go_when_the_room_is_short() {
        assert_eq!(
            list(48),
            "  病床    氏名                  年齢  診療科\n  501-0   田中 太郎 ≠             78  循環器…\n▸ 501-1   田中 太郎 ≠             78  循環器…\n"
        );
        assert_eq!(
            list(30),
            "  病床    氏名           年齢\n  501-0   田中 太郎 ≠      78\n▸ 501-1   田中 太郎 ≠      78\n"
        );
        assert_eq!(
            list(22),
            "  病床    氏名\n  501-0   田中 太郎 ≠\n▸ 501-1   田中 太郎 ≠\n"
        );
    }
}
