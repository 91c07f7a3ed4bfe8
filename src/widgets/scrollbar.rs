//! Where in a long list one is.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::theme::{Role, Shape};

/// Drawn at the right edge; nothing when everything is visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scrollbar {
    pub top: usize,
    pub shown: usize,
    pub all: usize,
}

impl Scrollbar {
    pub fn draw(self, canvas: &mut Canvas<'_>, area: Rect) {
        let height = usize::from(area.height);
        if self.all <= self.shown || height < 2 {
            return;
        }
        let thumb = (height * self.shown / self.all).clamp(1, height - 1);
        let way = self.all - self.shown;
        let start = (height - thumb) * self.top.min(way) / way;
        let x = area.right().saturating_sub(1);
        canvas.down(x, area.y, area.height, Shape::Track, Role::Border);
        canvas.down(x, area.y + narrow(start), narrow(thumb), Shape::Thumb, Role::Dim);
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn the_thumb_tells_place_and_share() {
        let bar = |top| {
            drawn(1, 4, |canvas, area| {
                Scrollbar { top, shown: 4, all: 16 }.draw(canvas, area);
            })
        };
        assert_eq!(bar(0), "█\n│\n│\n│\n");
        assert_eq!(bar(12), "│\n│\n│\n█\n");
        assert_eq!(
            drawn(1, 2, |canvas, area| Scrollbar {
                top: 0,
                shown: 2,
                all: 2
            }
            .draw(canvas, area)),
            "\n\n"
        );
    }
}
