//! What is shown when the terminal is too small for anything else.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::theme::Role;

/// A few lines in the middle; the text says how big the terminal must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooSmall {
    pub text: String,
}

impl TooSmall {
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.paint(area, Role::Text);
        let lines = canvas.measure().wrap(&self.text, usize::from(area.width).max(2));
        let top = area.y + area.height.saturating_sub(narrow(lines.len())) / 2;
        for (y, line) in (top..area.bottom()).zip(lines) {
            let columns = narrow(canvas.measure().columns(&line));
            canvas.put(
                area.x + area.width.saturating_sub(columns) / 2,
                y,
                area.width,
                &line,
                Role::Warn,
            );
        }
    }
}
