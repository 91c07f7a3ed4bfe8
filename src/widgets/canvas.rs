//! Where everything is drawn: a buffer of cells, the look, and where the cursor stands.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Span;
use crate::input::{Part, Spot, Spots};
use crate::theme::{Look, Measure, Role, Shape};

/// The place to draw on.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    look: &'a Look,
    cursor: Option<Position>,
    spots: Option<&'a Spots>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Self {
            buffer,
            look,
            cursor: None,
            spots: None,
        }
    }

    /// Keeps what is drawn where, for the mouse.
    #[must_use]
    pub fn with_spots(mut self, spots: &'a Spots) -> Self {
        self.spots = Some(spots);
        self
    }

    /// This can be pointed at.
    pub fn mark(&mut self, area: Rect, spot: Spot) {
        let part = area.intersection(self.buffer.area);
        if let Some(spots) = self.spots {
            let Rect { x, y, width, height } = part;
            spots.mark(Part { x, y, width, height }, spot);
        }
    }

    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    pub fn look(&self) -> &'a Look {
        self.look
    }

    pub fn measure(&self) -> Measure {
        self.look.measure()
    }

    /// Where the text cursor stands, if a field is typed into.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Puts the text cursor; where it is, the input method shows what it composes.
    pub fn set_cursor(&mut self, x: u16, y: u16) {
        if self.buffer.area.contains(Position { x, y }) {
            self.cursor = Some(Position { x, y });
        }
    }

    /// Blanks in the colours of `role`.
    pub fn paint(&mut self, area: Rect, role: Role) {
        let style = self.look.style(role);
        for y in area.top()..area.bottom() {
            self.tear_off(area.x, y);
        }
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Writes as many whole characters as fit into `room` columns; says how many columns it took.
    pub fn put(&mut self, x: u16, y: u16, room: u16, text: &str, role: Role) -> u16 {
        let style = self.look.style(role);
        let room = usize::from(room.min(self.buffer.area.right().saturating_sub(x)));
        let mut used = 0_usize;
        for (cluster, columns) in self.measure().clusters(text) {
            if used + columns > room {
                if let Some(spots) = self.spots {
                    spots.note_cut(text);
                }
                break;
            }
            self.set(x.saturating_add(narrow(used)), y, cluster, columns, style);
            used += columns;
        }
        narrow(used)
    }

    /// Like `put`, and with the sign for what is missing when it does not fit.
    pub fn put_short(&mut self, x: u16, y: u16, room: u16, text: &str, role: Role) -> u16 {
        let short = self.measure().shorten(text, usize::from(room));
        if short != text
            && let Some(spots) = self.spots
        {
            spots.note_cut(text);
        }
        self.put(x, y, room, &short, role)
    }

    /// Writes pieces one after another; the one that does not fit is shortened, the rest is left out. That something is missing is
    /// seen, also where a piece ends just at the edge and the next one, perhaps an allergy, has no room at all.
    pub fn put_spans(&mut self, x: u16, y: u16, room: u16, spans: &[Span]) -> u16 {
        let mut used = 0;
        let measure = self.measure();
        // Blanks are nothing that anybody misses.
        let mut rest: usize = spans.iter().map(|span| measure.columns(span.text.trim())).sum();
        for span in spans {
            let left = usize::from(room - used);
            let columns = measure.columns(&span.text);
            rest -= measure.columns(span.text.trim());
            if columns == left && rest > 0 {
                let short = measure.take(&span.text, left.saturating_sub(1)).0;
                if let Some(spots) = self.spots {
                    spots.note_cut(&span.text);
                }
                used += self.put(x + used, y, room - used, &short, span.role);
                let cut = self.look.sign(Shape::Cut);
                return used + self.put(x + used, y, room - used, cut, span.role);
            }
            used += self.put_short(x + used, y, room - used, &span.text, span.role);
            // The sign for what is missing stands once.
            if columns > left {
                break;
            }
        }
        used
    }

    pub fn sign(&mut self, x: u16, y: u16, shape: Shape, role: Role) {
        self.put(x, y, 1, self.look.sign(shape), role);
    }

    /// A line of `shape` downwards.
    pub fn down(&mut self, x: u16, top: u16, height: u16, shape: Shape, role: Role) {
        for y in top..top.saturating_add(height) {
            self.sign(x, y, shape, role);
        }
    }

    /// A wide character that stood half under what is drawn at `x` would hide it: it goes.
    fn tear_off(&mut self, x: u16, y: u16) {
        let measure = self.measure();
        let before = x.checked_sub(1).map(|x| Position { x, y });
        if let Some(cell) = before.and_then(|position| self.buffer.cell_mut(position))
            && cell.symbol().len() > 1
            && measure.columns(cell.symbol()) > 1
        {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }

    fn set(&mut self, x: u16, y: u16, cluster: &str, columns: usize, style: Style) {
        self.tear_off(x, y);
        let Some(cell) = self.buffer.cell_mut(Position { x, y }) else {
            return;
        };
        cell.reset();
        cell.set_symbol(cluster).set_style(style);
        // The backend has an opinion of its own on ambiguous characters and on half-width voice marks; where it is another, it
        // must be told, or it leaves out the character behind.
        if columns != usize::from(cluster.cell_width())
            && let Some(width) = NonZeroU16::new(narrow(columns))
        {
            cell.set_diff_option(CellDiffOption::ForcedWidth(width));
        }
        for covered in 1..narrow(columns) {
            if let Some(cell) = self.buffer.cell_mut(Position {
                x: x.saturating_add(covered),
                y,
            }) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Columns of a text as a coordinate; no terminal is wider than that.
pub(super) fn narrow(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;
    use crate::theme::{Ambiguous, Depth, Palette, Setting};

    pub fn look(ambiguous: Ambiguous) -> Look {
        Look::new(Setting {
            palette: Palette::Dark,
            depth: Depth::TrueColour,
            ambiguous,
        })
        .unwrap()
    }

    /// What a terminal would show: wide characters once, not their covered cell.
    pub fn picture(buffer: &Buffer) -> String {
        let mut text = String::new();
        for y in buffer.area.rows() {
            let mut covered = 0;
            let mut line = String::new();
            for position in y.positions() {
                let symbol = buffer.cell(position).unwrap().symbol();
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                line.push_str(symbol);
                covered = Measure::new(Ambiguous::Narrow).columns(symbol).saturating_sub(1);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    pub fn drawn(width: u16, height: u16, draw: impl FnOnce(&mut Canvas<'_>, Rect)) -> String {
        let look = look(Ambiguous::Narrow);
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        draw(&mut Canvas::new(&mut buffer, &look), area);
        picture(&buffer)
    }

    #[test]
    fn nothing_is_drawn_outside_and_nothing_is_halved() {
        let text = drawn(5, 2, |canvas, _| {
            assert_eq!(canvas.put(0, 0, 99, "田中太郎", Role::Text), 4);
            assert_eq!(canvas.put(4, 1, 9, "田", Role::Text), 0);
            assert_eq!(canvas.put(9, 9, 9, "x", Role::Text), 0);
        });
        assert_eq!(text, "田中\n\n");
    }

    #[test]
    fn what_lies_over_half_a_wide_character_is_seen() {
        let text = drawn(6, 2, |canvas, area| {
            for y in 0..2 {
                canvas.put(0, y, 6, "田中太", Role::Text);
            }
            canvas.put(3, 0, 1, "|", Role::Text);
            canvas.paint(Rect { x: 1, width: 2, ..area }, Role::Text);
        });
        assert_eq!(text, "   |太\n    太\n");
    }

    /// What reaches the terminal, not what lies in the buffer: ｶﾞﾝ came out as ｶﾞ and a blank.
    #[test]
    fn the_character_behind_a_half_width_voice_mark_is_written() {
        for (ambiguous, text) in [(Ambiguous::Narrow, "ｶﾞﾝﾊﾟﾚ 田①あ─x"), (Ambiguous::Wide, "ｶﾞﾝﾊﾟﾚ 田①あ─x")]
        {
            let look = look(ambiguous);
            let before = Buffer::empty(Rect::new(0, 0, 30, 1));
            let mut after = before.clone();
            Canvas::new(&mut after, &look).put(0, 0, 30, text, Role::Text);
            let written: String = before
                .diff(&after)
                .into_iter()
                .map(|(_, _, cell)| cell.symbol())
                .collect();
            assert_eq!(written.trim_end(), text, "{ambiguous:?}");
        }
    }

    #[test]
    fn where_ambiguous_characters_are_wide_the_backend_is_told() {
        let look = look(Ambiguous::Wide);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mut canvas = Canvas::new(&mut buffer, &look);
        assert_eq!(canvas.put(0, 0, 6, "①x", Role::Text), 3);
        let cell = buffer.cell((0, 0)).unwrap();
        assert_eq!(
            cell.diff_option,
            CellDiffOption::ForcedWidth(NonZeroU16::new(2).unwrap())
        );
        assert_eq!(buffer.cell((2, 0)).unwrap().symbol(), "x");
    }
}
