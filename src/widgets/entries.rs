//! A list of labels, each with its text beside it, wrapped: everything that is known of one thing.

use ratatui::layout::Rect;

use crate::theme::Role;

use super::{Canvas, Span};

/// Columns of a label at least, so that the texts of short ones stand under one another.
const LABEL: usize = 12;

/// Draws label, text, and how the text is meant, from the top down; what has no room is left out.
pub fn draw_entries(canvas: &mut Canvas<'_>, area: Rect, entries: Vec<(String, String, Role)>) {
    let width = area.width.saturating_sub(3);
    let mut y = area.y;
    for (label, text, role) in entries {
        let columns = canvas.measure().columns(&label);
        let indent = u16::try_from(columns.max(LABEL) + 2).unwrap_or(14);
        let lines = canvas.measure().wrap(&text, usize::from(width.saturating_sub(indent)));
        if y >= area.bottom() {
            return;
        }
        canvas.put(area.x + 2, y, indent, &label, Role::Dim);
        for line in lines {
            if y >= area.bottom() {
                return;
            }
            let spans = [Span::new(line, role)];
            canvas.put_spans(area.x + 2 + indent, y, width.saturating_sub(indent), &spans);
            y += 1;
        }
    }
}
