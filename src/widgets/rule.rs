//! A thin line with a title on it: the head of a list or of a detail.

use ratatui::layout::Rect;

use super::{Canvas, Span};
use crate::theme::{Role, Shape};

/// One line across; `left` begins it, `right` ends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    pub left: Vec<Span>,
    pub right: Vec<Span>,
}

impl Rule {
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            left: vec![Span::new(title, Role::Accent)],
            right: Vec::new(),
        }
    }

    #[must_use]
    pub fn with_right(mut self, right: Vec<Span>) -> Self {
        self.right = right;
        self
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        for x in area.left()..area.right() {
            canvas.sign(x, area.y, Shape::Across, Role::Border);
        }
        let measure = canvas.measure();
        let columns =
            |spans: &[Span]| super::canvas::narrow(spans.iter().map(|span| measure.columns(&span.text)).sum::<usize>());
        let right = columns(&self.right);
        let mut end = area.right();
        // The title goes before what stands at the right.
        if right > 0 && area.width >= right + columns(&self.left).min(16) + 8 {
            let x = area.right() - right - 3;
            canvas.paint(Rect::new(x, area.y, right + 2, 1), Role::Text);
            canvas.put_spans(x + 1, area.y, right, &self.right);
            end = x;
        }
        let left = columns(&self.left).min(end.saturating_sub(area.x + 4));
        if left > 0 {
            canvas.paint(Rect::new(area.x + 1, area.y, left + 2, 1), Role::Text);
            canvas.put_spans(area.x + 2, area.y, left, &self.left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn titles_stand_on_the_line() {
        let rule = Rule::titled("入院患者").with_right(vec![Span::dim("31/38")]);
        assert_eq!(
            drawn(24, 1, |canvas, area| rule.draw(canvas, area)),
            "─ 入院患者 ───── 31/38 ─\n"
        );
        assert_eq!(drawn(10, 1, |canvas, area| rule.draw(canvas, area)), "─ 入院…  ─\n");
    }
}
