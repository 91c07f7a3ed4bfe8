//! A field and the list that it filters: the palette of all actions, and finding anything.

use ratatui::layout::Rect;

use super::{Canvas, Overlay, Scrollbar, Span, TextEdit, TextField, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Role, Shape};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteLine {
    pub text: String,
    /// At the right: the key, the bed.
    pub note: String,
    /// `Role::Text`, or `Role::Dim` for what cannot act now.
    pub role: Role,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    pub title: String,
    pub edit: TextEdit,
    pub lines: Vec<PaletteLine>,
    pub selected: usize,
    /// Shown when nothing is found.
    pub nothing: String,
}

impl Palette {
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let height = area.height.saturating_sub(2).min(20);
        let place = Overlay::centred(area, area.width.min(72), height);
        let inner = Overlay {
            title: self.title.clone(),
        }
        .draw(canvas, place);
        TextField::new(self.edit.clone()).draw(canvas, Rect { height: 1, ..inner }, true);
        let list = Rect::new(inner.x, inner.y + 2, inner.width, inner.height.saturating_sub(2));
        if self.lines.is_empty() {
            canvas.put_short(list.x, list.y, list.width, &self.nothing, Role::Dim);
            return;
        }
        let shown = usize::from(list.height).max(1);
        let top = (self.selected + 1).saturating_sub(shown);
        for (y, (index, line)) in (list.top()..list.bottom()).zip(self.lines.iter().enumerate().skip(top)) {
            let selected = index == self.selected;
            let role = if selected { Role::Selection } else { line.role };
            let note = if selected { Role::Selection } else { Role::Dim };
            if selected {
                canvas.paint(Rect::new(list.x, y, list.width.saturating_sub(1), 1), role);
                canvas.sign(list.x, y, Shape::Pointer, role);
            }
            canvas.mark(Rect::new(list.x, y, list.width, 1), Spot::Row(index));
            let columns = narrow(canvas.measure().columns(&line.note)).min(list.width / 2);
            let right = list.right().saturating_sub(columns + 2);
            canvas.put_spans(
                list.x + 2,
                y,
                right.saturating_sub(list.x + 3),
                &[Span::new(line.text.clone(), role)],
            );
            canvas.put_short(right, y, columns, &line.note, note);
        }
        Scrollbar {
            top,
            shown,
            all: self.lines.len(),
        }
        .draw(canvas, list);
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;
    use crate::widgets::Accepts;

    #[test]
    fn the_selected_line_is_always_visible() {
        let lines = (0..40)
            .map(|n| PaletteLine {
                text: format!("操作{n}"),
                note: "F1".into(),
                role: Role::Text,
            })
            .collect();
        let palette = Palette {
            title: "操作".into(),
            edit: TextEdit::with(Accepts::Text, "そう"),
            lines,
            selected: 39,
            nothing: String::new(),
        };
        let picture = drawn(60, 12, |canvas, area| palette.draw(canvas, area));
        assert!(picture.contains("▸ 操作39"), "{picture}");
        assert!(picture.contains("そう"), "{picture}");
    }
}
