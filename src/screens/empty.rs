//! What stands on a screen that has nothing to show: why, and what to do.

use ratatui::layout::Rect;

use crate::theme::Role;
use crate::widgets::Canvas;

/// A few lines in the upper middle; the first is read first.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, text: &str) {
    let room = usize::from(area.width.saturating_sub(8).min(72));
    let lines = canvas.measure().wrap(text, room);
    let widest = lines
        .iter()
        .map(|line| canvas.measure().columns(line))
        .max()
        .unwrap_or(0);
    let left = area.x + area.width.saturating_sub(u16::try_from(widest).unwrap_or(u16::MAX)) / 2;
    let first = area.y + area.height / 3;
    for (y, line) in (first..area.bottom()).zip(&lines) {
        let role = if y == first { Role::Text } else { Role::Dim };
        canvas.put(left, y, area.right().saturating_sub(left), line, role);
    }
}
