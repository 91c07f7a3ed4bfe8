//! What is left of a wide character when another one covers its first half: the terminal blanks the second half, in its own
//! background, and ratatui (0.30.2), which sees the same blank before and after, does not paint it again.

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;

/// Where wide characters stood in the frame before.
#[derive(Debug, Default)]
pub(super) struct Halves {
    area: Rect,
    wide: Vec<bool>,
}

impl Halves {
    /// Has the halves painted that this frame leaves behind, and remembers it for the next one.
    pub fn mend(&mut self, buffer: &mut Buffer) {
        let columns = usize::from(buffer.area.width);
        let before = if self.area == buffer.area {
            std::mem::take(&mut self.wide)
        } else {
            Vec::new()
        };
        let mut wide = vec![false; buffer.content.len()];
        let mut left = Vec::new();
        let mut at = 0;
        while let Some(cell) = buffer.content.get(at) {
            let symbol = cell.symbol();
            if symbol.len() < 2 || symbol.cell_width() < 2 {
                at += 1;
                continue;
            }
            if let Some(mark) = wide.get_mut(at) {
                *mark = true;
            }
            let covered = before.get(at + 1).is_some_and(|covered| *covered);
            if covered && at % columns + 2 < columns {
                left.push(at + 2);
            }
            at += 2;
        }
        for at in left {
            if let Some(cell) = buffer.content.get_mut(at) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        self.area = buffer.area;
        self.wide = wide;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    fn line(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        buffer.set_string(0, 0, text, Style::default());
        buffer.set_style(buffer.area, Style::default().bg(Color::White));
        buffer
    }

    #[test]
    fn the_half_that_a_wide_character_leaves_behind_is_painted() {
        let mut halves = Halves::default();
        let mut before = line("aあ");
        halves.mend(&mut before);
        let mut now = line("い");
        let painted = |now: &Buffer| before.diff(now).iter().any(|(x, ..)| *x == 2);
        assert!(!painted(&now), "ratatui paints it by itself now: this file can go");
        halves.mend(&mut now);
        assert!(painted(&now));
    }
}
