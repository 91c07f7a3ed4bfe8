//! A field for text.

use ratatui::layout::Rect;

use super::{Canvas, TextEdit, canvas::narrow};
use crate::theme::{Role, Shape};

/// Whether the field has the keyboard is said by who draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextField {
    pub edit: TextEdit,
}

impl TextField {
    pub fn new(edit: TextEdit) -> Self {
        Self { edit }
    }

    /// The text, and with the keyboard the cursor; a long text is shown around the cursor.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        canvas.paint(area, Role::Field);
        let measure = canvas.measure();
        let (before, after) = self.edit.halves();
        let (masked_before, masked_after) = (masked(before), masked(after));
        let (before, after) = if self.edit.is_secret() {
            (masked_before.as_str(), masked_after.as_str())
        } else {
            (before, after)
        };
        // One column stays free for the cursor behind the last character.
        let room = usize::from(area.width).saturating_sub(1);
        let mut hidden = measure.columns(before).saturating_sub(room);
        if !focused {
            hidden = 0;
        }
        let mut x = area.x;
        // That something stands further left is said, as it is at the other end.
        if hidden > 0 {
            hidden += 1;
        }
        let is_cut = hidden > 0;
        for (cluster, columns) in measure.clusters(before) {
            if hidden > 0 {
                hidden = hidden.saturating_sub(columns);
                if hidden == 0 && is_cut {
                    canvas.sign(x, area.y, Shape::Cut, Role::Field);
                    x += 1;
                }
                continue;
            }
            x += canvas.put(x, area.y, area.right().saturating_sub(x), cluster, Role::Field);
        }
        if focused {
            canvas.set_cursor(x, area.y);
        }
        let rest = area.right().saturating_sub(x);
        canvas.put(x, area.y, rest, after, Role::Field);
        // So is that it goes on.
        if focused && measure.columns(after) > usize::from(rest) {
            canvas.sign(area.right().saturating_sub(1), area.y, Shape::Cut, Role::Field);
        }
        if !focused && !self.edit.is_secret() && measure.columns(self.edit.text()) > usize::from(area.width) {
            let short = measure.shorten(self.edit.text(), usize::from(area.width));
            canvas.paint(area, Role::Field);
            canvas.put(area.x, area.y, narrow(usize::from(area.width)), &short, Role::Field);
        }
    }
}

/// A star for each sign: that something is typed is seen, what it is not.
fn masked(text: &str) -> String {
    "*".repeat(text.chars().count())
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;
    use crate::widgets::{Accepts, Edit};

    #[test]
    fn a_secret_is_never_drawn() {
        let field = TextField::new(TextEdit::with(Accepts::Secret, "雨の日は傘"));
        for focused in [true, false] {
            let picture = drawn(9, 1, |canvas, area| field.draw(canvas, area, focused));
            assert_eq!(picture.trim_end(), "*****");
        }
        assert!(!format!("{field:?}").contains('傘'));
    }

    #[test]
    fn a_long_text_is_shown_around_the_cursor() {
        let mut field = TextField::new(TextEdit::with(Accepts::Text, "田中太郎次郎"));
        assert_eq!(drawn(7, 1, |canvas, area| field.draw(canvas, area, true)), "…次郎\n");
        assert_eq!(drawn(7, 1, |canvas, area| field.draw(canvas, area, false)), "田中太…\n");
        field.edit.apply(&Edit::Home);
        assert_eq!(drawn(7, 1, |canvas, area| field.draw(canvas, area, true)), "田中太…\n");
        drawn(7, 1, |canvas, area| {
            field.draw(canvas, area, true);
            assert_eq!(canvas.cursor().map(|position| position.x), Some(0));
        });
    }
}
