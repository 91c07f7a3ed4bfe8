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
    /// The places in the text, counted in characters and in order, of what was typed.
    pub marks: Vec<usize>,
}

impl PaletteLine {
    /// The text with what was typed standing out; a line that is selected stands out as a whole.
    fn spans(&self, role: Role) -> Vec<Span> {
        if role == Role::Selection || self.marks.is_empty() {
            return vec![Span::new(self.text.clone(), role)];
        }
        let mut spans: Vec<Span> = Vec::new();
        for (place, letter) in self.text.chars().enumerate() {
            let own = if self.marks.binary_search(&place).is_ok() {
                Role::Accent
            } else {
                role
            };
            match spans.last_mut().filter(|span| span.role == own) {
                Some(span) => span.text.push(letter),
                None => spans.push(Span::new(letter.to_string(), own)),
            }
        }
        spans
    }
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
        self.draw_in(canvas, area, 72);
    }

    /// For lines of several fields, which need more room than names of actions.
    pub fn draw_wide(&self, canvas: &mut Canvas<'_>, area: Rect) {
        self.draw_in(canvas, area, 100);
    }

    fn draw_in(&self, canvas: &mut Canvas<'_>, area: Rect, most: u16) {
        let height = area.height.saturating_sub(2).min(20);
        let width = area.width.saturating_sub(4).min(most).max(area.width.min(72));
        let place = Overlay::centred(area, width, height);
        let inner = Overlay {
            title: self.title.clone(),
        }
        .draw(canvas, place);
        TextField::new(self.edit.clone()).draw(canvas, Rect { height: 1, ..inner }, true);
        let list = Rect::new(inner.x, inner.y + 2, inner.width, inner.height.saturating_sub(2));
        if self.lines.is_empty() {
            let width = list.width.saturating_sub(1);
            for (y, line) in (list.top()..list.bottom()).zip(canvas.measure().wrap(&self.nothing, usize::from(width))) {
                canvas.put(list.x, y, width, &line, Role::Dim);
            }
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
            canvas.put_spans(list.x + 2, y, right.saturating_sub(list.x + 3), &line.spans(role));
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
                marks: Vec::new(),
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

    #[test]
    fn what_was_typed_stands_out() {
        let line = PaletteLine {
            text: "髙橋　花子".into(),
            note: String::new(),
            role: Role::Text,
            marks: vec![0, 1],
        };
        let spans = line.spans(Role::Text);
        assert_eq!(
            spans,
            [Span::new("髙橋", Role::Accent), Span::new("　花子", Role::Text)]
        );
        assert_eq!(line.spans(Role::Selection).len(), 1);
    }

    #[test]
    fn a_long_word_of_nothing_is_read_to_its_end() {
        let palette = Palette {
            title: String::new(),
            edit: TextEdit::new(Accepts::Text),
            lines: Vec::new(),
            selected: 0,
            nothing: format!("{}終わり", "あ".repeat(60)),
        };
        let picture = drawn(60, 12, |canvas, area| palette.draw(canvas, area));
        assert!(picture.contains("終わり"), "{picture}");
    }
}
