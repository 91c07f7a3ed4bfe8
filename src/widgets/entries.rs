//! A list of labels, each with its text beside it, wrapped: everything that is known of one thing.

use ratatui::layout::Rect;

use crate::theme::Role;

use super::{Canvas, Span};

/// Columns of the labels at least, so that the texts stand where they stood when the next one in the list is looked at.
const LABEL: usize = 12;

/// Draws label, text, and how the text is meant, from the top down; what has no room is left out.
pub fn draw_entries(canvas: &mut Canvas<'_>, area: Rect, entries: Vec<(String, String, Role)>) {
    let width = area.width.saturating_sub(3);
    // All stand under one another, beside the longest label.
    let longest = entries.iter().map(|(label, ..)| canvas.measure().columns(label)).max();
    let labels = longest.unwrap_or_default().min(usize::from(width / 2)).max(LABEL);
    let indent = u16::try_from(labels + 2).unwrap_or(14);
    let mut y = area.y;
    for (label, text, role) in entries {
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

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn values_stand_under_one_another_beside_the_longest_label() {
        let known = [("Name", "Unknown"), ("Reading (kana)", "カスミ"), ("Sex", "not known")];
        let entries: Vec<(String, String, Role)> = known
            .iter()
            .map(|(label, text)| ((*label).to_owned(), (*text).to_owned(), Role::Text))
            .collect();
        assert_eq!(
            drawn(32, 3, |canvas, area| draw_entries(canvas, area, entries.clone())),
            "  Name            Unknown\n  Reading (kana)  カスミ\n  Sex             not known\n"
        );
    }
}
