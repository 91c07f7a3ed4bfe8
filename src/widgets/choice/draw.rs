//! How a field with choices is drawn, and the list that opens under it.

use ratatui::layout::Rect;

use super::super::{Canvas, Span, TextField, canvas::narrow};
use super::field::ChoiceField;
use super::several::BETWEEN;
use crate::input::Spot;
use crate::theme::{Measure, Role, Shape};

/// Columns below which a note says nothing.
const NOTE: u16 = 8;

/// Rows of the list that opens under the field.
const LIST: usize = 7;

impl ChoiceField {
    /// The columns that show what is chosen whole: who it is, with everything that tells two of one name apart.
    pub fn columns(&self, measure: Measure) -> usize {
        if !self.filter.is_empty() || self.several.is_some() {
            return 0;
        }
        let chosen = self
            .choices
            .iter()
            .find(|choice| Some(choice.key.as_str()) == self.chosen());
        chosen.map_or(0, |choice| {
            let note = self.note();
            let beside = if note.is_empty() { 0 } else { 2 + measure.columns(note) };
            measure.columns(&choice.label) + beside
        })
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        if !self.filter.is_empty() {
            TextField::new(self.filter.clone()).draw(canvas, area, focused);
            return;
        }
        canvas.paint(area, Role::Field);
        if let Some((picked, _)) = &self.several {
            let labels: Vec<&str> = self
                .choices
                .iter()
                .filter(|choice| picked.contains(&choice.key))
                .map(|choice| choice.label.as_str())
                .collect();
            canvas.put_short(area.x, area.y, area.width, &labels.join(BETWEEN), Role::Field);
            if focused {
                canvas.set_cursor(area.x, area.y);
            }
            return;
        }
        let label = self.chosen_typed().or_else(|| {
            let chosen = self
                .choices
                .iter()
                .find(|choice| Some(choice.key.as_str()) == self.chosen());
            chosen.map(|choice| choice.label.as_str())
        });
        if let Some(label) = label {
            let used = canvas.put_short(area.x, area.y, area.width, label, Role::Field);
            // What tells two of one name apart stays in sight: sex, date of birth, number.
            let note = self.note();
            let room = area.width.saturating_sub(used + 2);
            if !note.is_empty() && room >= NOTE {
                let note = canvas.measure().shorten(note, usize::from(room));
                canvas.put(area.x + used + 2, area.y, room, &note, Role::Field);
            }
        }
        if focused {
            canvas.set_cursor(area.x, area.y);
        }
    }

    /// The note of what is chosen.
    pub fn note(&self) -> &str {
        let chosen = self
            .choices
            .iter()
            .find(|choice| Some(choice.key.as_str()) == self.chosen());
        chosen.map(|choice| choice.note.as_str()).unwrap_or_default()
    }

    /// The lines of the list, and which of them is chosen.
    pub(super) fn lines(&self) -> (Vec<(&str, &str)>, Option<usize>) {
        let matching = self.matching();
        let mut lines: Vec<(&str, &str)> = matching
            .iter()
            .map(|choice| (choice.label.as_str(), choice.note.as_str()))
            .collect();
        let mut now = matching
            .iter()
            .position(|choice| Some(choice.key.as_str()) == self.chosen());
        if let Some(remark) = &self.own
            && !self.filter.is_empty()
        {
            if self.chosen_typed().is_some() {
                now = Some(lines.len());
            }
            lines.push((self.filter.text().trim(), remark));
        }
        (lines, now)
    }

    /// The list that opens under the field (above it when there is no room below), drawn over what is there.
    pub fn draw_list(&self, canvas: &mut Canvas<'_>, field: Rect, within: Rect) {
        let (lines, now) = self.lines();
        if lines.is_empty() {
            return;
        }
        let measure = canvas.measure();
        let matching = self.matching();
        let number = if self.numbered { 2 } else { 0 };
        let labels = widest(measure, lines.iter().map(|(label, _)| *label));
        let notes = widest(measure, lines.iter().map(|(_, note)| *note));
        let below = within.bottom().saturating_sub(field.bottom());
        let above = field.y.saturating_sub(within.y);
        let wanted = narrow(lines.len().min(LIST));
        let (y, height) = if below >= wanted || below >= above {
            (field.bottom(), wanted.min(below))
        } else {
            let height = wanted.min(above);
            (field.y - height, height)
        };
        let shown = usize::from(height);
        if shown == 0 {
            return;
        }
        // The pointer, the line, and a column for the sign that it goes on.
        let widest = narrow(2 + number + labels + if notes > 0 { notes + 2 } else { 0 } + 1);
        // It stands under its field. One that is wider than the room there takes the whole line instead: from where the labels
        // stand, not from somewhere between.
        let x = if field.x.saturating_add(widest) <= within.right() {
            field.x
        } else {
            within.x + 2.min(within.width)
        };
        let width = within.right().saturating_sub(x);
        // The lines under it are covered whole: a label that stays beside the list reads as its own.
        let covered = Rect::new(within.x, y, within.width, height).intersection(within);
        canvas.paint(covered, Role::Text);
        let top = now
            .unwrap_or(0)
            .saturating_sub(shown / 2)
            .min(lines.len().saturating_sub(shown));
        for (row, (index, (label, note))) in (y..).zip(lines.iter().enumerate().skip(top).take(shown)) {
            let role = if now == Some(index) {
                Role::Selection
            } else {
                Role::Field
            };
            canvas.paint(Rect::new(x, row, width, 1), role);
            canvas.mark(Rect::new(x, row, width, 1), Spot::Choice(index));
            if now == Some(index) {
                canvas.sign(x, row, Shape::Pointer, role);
            }
            let picked = matching.get(index).is_some_and(|choice| self.has(&choice.key));
            if picked {
                canvas.sign(x + 1, row, Shape::Good, role);
            }
            let mut spans = Vec::new();
            if self.numbered {
                // Each keeps its number, whatever else is typed.
                let key = matching.get(index).map(|choice| &choice.key);
                let place = self.choices.iter().position(|choice| Some(&choice.key) == key);
                spans.push(Span::new(format!("{} ", place.unwrap_or(index) + 1), role));
            }
            if note.is_empty() {
                spans.push(Span::new(*label, role));
            } else {
                spans.push(Span::new(measure.left(label, labels), role));
                spans.push(Span::new(format!("  {note}"), role));
            }
            canvas.put_spans(x + 2, row, width.saturating_sub(3), &spans);
        }
        if lines.len() > shown {
            let x = x + width.saturating_sub(1);
            if top > 0 {
                canvas.sign(x, y, Shape::MoreUp, Role::Field);
            }
            if top + shown < lines.len() {
                canvas.sign(x, y + height - 1, Shape::MoreDown, Role::Field);
            }
        }
    }
}

fn widest<'a>(measure: Measure, texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| measure.columns(text)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::canvas::tests::drawn;
    use super::super::value::Choice;
    use super::*;

    fn field() -> ChoiceField {
        ChoiceField::new(vec![
            Choice::new("home", "自宅").with_note("じたく"),
            Choice::new("hospital", "他院").with_note("たいん"),
            Choice::new("died", "死亡").with_note("しぼう"),
        ])
    }

    #[test]
    fn the_list_stands_under_its_field_or_takes_the_whole_line() {
        let field = field();
        let under = drawn(24, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(6, 0, 8, 1), area);
        });
        assert!(under.contains("\n        自宅  じたく"), "{under}");
        let wide = drawn(24, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(12, 0, 8, 1), area);
        });
        assert!(wide.contains("\n    自宅  じたく"), "not somewhere between:\n{wide}");
    }

    #[test]
    fn the_list_opens_where_there_is_room() {
        let field = field().with("hospital");
        let below = drawn(20, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(2, 0, 8, 1), area);
        });
        assert_eq!(below, "\n    自宅  じたく\n  ▸ 他院  たいん\n    死亡  しぼう\n");
        let above = drawn(20, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(2, 3, 8, 1), area);
        });
        assert_eq!(above, "    自宅  じたく\n  ▸ 他院  たいん\n    死亡  しぼう\n\n");
    }
}
