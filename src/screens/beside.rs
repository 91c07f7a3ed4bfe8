//! A list over the whole width, or with what is known of the selected line beside it where the terminal is wide enough.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, ListAndDetail, Rule, draw_entries};

/// Rows above the first line of the list: its heading, a blank one, the titles of its columns.
const ABOVE: u16 = 3;

/// How many lines of the list are seen on the body of the screen.
pub fn lines(scope: &Scope<'_>) -> usize {
    let (width, height) = scope.area;
    let parts = ListAndDetail::of(Rect::new(0, 0, width, height));
    usize::from(parts.list.height.saturating_sub(ABOVE))
}

/// Draws the line between the two; the place beside the list, where there is one.
pub fn divided(parts: &ListAndDetail, canvas: &mut Canvas<'_>) -> Option<Rect> {
    let divider = parts.divider?;
    canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
    parts.detail
}

/// Everything that is known of one row: under its title, label, text and how it is meant.
pub fn draw_known(canvas: &mut Canvas<'_>, area: Rect, title: String, known: Vec<(String, String, Role)>) {
    Rule::titled(title).draw(canvas, Rect { height: 1, ..area });
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    draw_entries(canvas, below, known);
}
