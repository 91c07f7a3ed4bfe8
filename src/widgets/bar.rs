//! A bar for people who would rather look than read; its number always stands beside it.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::theme::{Role, Shape};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OccupancyBar {
    pub filled: usize,
    pub of: usize,
    pub role: Role,
}

impl OccupancyBar {
    pub fn draw(self, canvas: &mut Canvas<'_>, area: Rect) {
        let width = usize::from(area.width);
        // Rounded, but one single patient is never drawn as none and one free bed never as full.
        let rounded = (self.filled.min(self.of) * width + self.of / 2).checked_div(self.of);
        let full = match (self.filled, rounded) {
            (0, _) | (_, None) => 0,
            (filled, _) if filled >= self.of => width,
            (_, Some(rounded)) => rounded.clamp(1, width.saturating_sub(1).max(1)),
        };
        for step in 0..width {
            let (shape, role) = if step < full {
                (Shape::BarFull, self.role)
            } else {
                (Shape::BarEmpty, Role::Border)
            };
            canvas.sign(area.x + narrow(step), area.y, shape, role);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn the_ends_mean_none_and_all() {
        let bar = |filled, of| {
            drawn(5, 1, |canvas, area| {
                OccupancyBar {
                    filled,
                    of,
                    role: Role::Accent,
                }
                .draw(canvas, area);
            })
        };
        assert_eq!(bar(0, 38), "░░░░░\n");
        assert_eq!(bar(1, 38), "█░░░░\n");
        assert_eq!(bar(37, 38), "████░\n");
        assert_eq!(bar(38, 38), "█████\n");
        assert_eq!(bar(40, 38), "█████\n");
        assert_eq!(bar(0, 0), "░░░░░\n");
    }
}
