//! A box over the screen: help, palette, a question. One at a time, never in another box.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Role, Shape};

/// A box with a title on its upper line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    pub title: String,
}

impl Overlay {
    /// A box of `width` × `height` in the middle of `area`, or as much of it as there is.
    pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(area.width), height.min(area.height));
        Rect::new(
            area.x + (area.width - width) / 2,
            area.y + (area.height - height) / 2,
            width,
            height,
        )
    }

    /// Draws the box and says what is left inside.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
        canvas.paint(area, Role::Text);
        canvas.mark(area, Spot::Nothing);
        if area.width < 4 || area.height < 3 {
            return area;
        }
        let (left, right, top, bottom) = (area.left(), area.right() - 1, area.top(), area.bottom() - 1);
        for x in left + 1..right {
            canvas.sign(x, top, Shape::Across, Role::Border);
            canvas.sign(x, bottom, Shape::Across, Role::Border);
        }
        canvas.down(left, top + 1, area.height - 2, Shape::Down, Role::Border);
        canvas.down(right, top + 1, area.height - 2, Shape::Down, Role::Border);
        for (x, y, corner) in [
            (left, top, Shape::TopLeft),
            (right, top, Shape::TopRight),
            (left, bottom, Shape::BottomLeft),
            (right, bottom, Shape::BottomRight),
        ] {
            canvas.sign(x, y, corner, Role::Border);
        }
        if !self.title.is_empty() {
            let room = area.width.saturating_sub(6);
            let columns = narrow(canvas.measure().columns(&self.title)).min(room);
            canvas.paint(Rect::new(left + 2, top, columns + 2, 1), Role::Text);
            canvas.put_short(left + 3, top, room, &self.title, Role::Accent);
        }
        Rect::new(left + 2, top + 1, area.width - 4, area.height - 2)
    }
}
