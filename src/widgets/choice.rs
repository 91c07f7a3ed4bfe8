//! A field whose value is one of several; typing filters them.

use ratatui::layout::Rect;

use super::edit::folded;
use super::{Accepts, Canvas, Edit, Span, TextEdit, TextField, canvas::narrow};
use crate::theme::{Role, Shape};

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the program calls it.
    pub key: String,
    pub label: String,
    /// Stands dim behind the label: a reading, a free bed's note.
    pub note: String,
}

impl Choice {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            note: String::new(),
        }
    }

    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    fn holds(&self, typed: &str) -> bool {
        [&self.key, &self.label, &self.note]
            .into_iter()
            .any(|text| folded(text).contains(typed))
    }
}

/// Rows of the list that opens under the field.
const LIST: usize = 7;

/// The field: the values, what was typed to find one, and which one it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceField {
    choices: Vec<Choice>,
    filter: TextEdit,
    /// The key of the chosen one.
    chosen: Option<String>,
}

impl ChoiceField {
    pub fn new(choices: Vec<Choice>) -> Self {
        Self {
            choices,
            filter: TextEdit::new(Accepts::Text),
            chosen: None,
        }
    }

    /// Starts with one chosen: the default that is right most of the time.
    #[must_use]
    pub fn with(mut self, key: &str) -> Self {
        self.choose(key);
        self
    }

    /// Chooses by key; nothing happens when there is no such value.
    pub fn choose(&mut self, key: &str) {
        if self.choices.iter().any(|choice| choice.key == key) {
            self.chosen = Some(key.to_owned());
            self.filter.apply(&Edit::Clear);
        }
    }

    /// The same values in other words: the language has changed, a bed was taken.
    pub fn replace(&mut self, choices: Vec<Choice>) {
        self.choices = choices;
        self.chosen = self
            .chosen
            .take()
            .filter(|key| self.choices.iter().any(|choice| choice.key == *key));
    }

    pub fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// Typed something that fits no value: the field is not empty, but wrong.
    pub fn is_lost(&self) -> bool {
        !self.filter.is_empty() && self.matching().is_empty()
    }

    /// What was typed to find a value.
    pub fn typed(&self) -> &str {
        self.filter.text()
    }

    pub fn matching(&self) -> Vec<&Choice> {
        let typed = folded(self.filter.text());
        if typed.is_empty() {
            return self.choices.iter().collect();
        }
        let (mut begins, mut holds) = (Vec::new(), Vec::new());
        for choice in self.choices.iter().filter(|choice| choice.holds(&typed)) {
            if folded(&choice.label).starts_with(&typed) || folded(&choice.key).starts_with(&typed) {
                begins.push(choice);
            } else {
                holds.push(choice);
            }
        }
        begins.extend(holds);
        begins
    }

    pub fn apply(&mut self, edit: &Edit) {
        let nothing_typed = self.filter.is_empty();
        match edit {
            Edit::Backspace | Edit::Delete | Edit::Clear | Edit::DeleteWord if nothing_typed => {
                self.chosen = None;
            }
            _ => {
                self.filter.apply(edit);
                if !self.filter.is_empty() {
                    self.chosen = self.matching().first().map(|choice| choice.key.clone());
                }
            }
        }
    }

    /// The next or previous one of those that match.
    pub fn step(&mut self, steps: isize) {
        let matching = self.matching();
        let now = matching
            .iter()
            .position(|choice| Some(choice.key.as_str()) == self.chosen());
        let next = match now {
            Some(index) => index.saturating_add_signed(steps).min(matching.len().saturating_sub(1)),
            None => 0,
        };
        self.chosen = matching.get(next).map(|choice| choice.key.clone());
    }

    /// The keyboard leaves the field: what was typed has done its work.
    pub fn leave(&mut self) {
        if !self.is_lost() {
            self.filter.apply(&Edit::Clear);
        }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        if !self.filter.is_empty() {
            TextField::new(self.filter.clone()).draw(canvas, area, focused);
            return;
        }
        canvas.paint(area, Role::Field);
        if let Some(choice) = self
            .choices
            .iter()
            .find(|choice| Some(choice.key.as_str()) == self.chosen())
        {
            canvas.put_short(area.x, area.y, area.width, &choice.label, Role::Field);
        }
        if focused {
            canvas.set_cursor(area.x, area.y);
        }
    }

    /// The list that opens under the field (above it when there is no room below), drawn over what is there.
    pub fn draw_list(&self, canvas: &mut Canvas<'_>, field: Rect, within: Rect) {
        let matching = self.matching();
        if matching.is_empty() {
            return;
        }
        let measure = canvas.measure();
        let widest = matching
            .iter()
            .map(|choice| measure.columns(&choice.label) + measure.columns(&choice.note) + 5)
            .max()
            .unwrap_or_default();
        let height = narrow(matching.len().min(LIST));
        let width = narrow(widest)
            .max(field.width)
            .min(within.right().saturating_sub(field.x));
        let below = within.bottom().saturating_sub(field.bottom());
        let y = if below >= height {
            field.bottom()
        } else {
            field.y.saturating_sub(height).max(within.y)
        };
        let now = matching
            .iter()
            .position(|choice| Some(choice.key.as_str()) == self.chosen());
        let top = now
            .unwrap_or(0)
            .saturating_sub(usize::from(height) / 2)
            .min(matching.len() - usize::from(height));
        for (row, (index, choice)) in (y..).zip(matching.iter().enumerate().skip(top).take(usize::from(height))) {
            let role = if now == Some(index) {
                Role::Selection
            } else {
                Role::Field
            };
            canvas.paint(Rect::new(field.x, row, width, 1), role);
            if now == Some(index) {
                canvas.sign(field.x, row, Shape::Pointer, role);
            }
            let spans = [
                Span::new(choice.label.clone(), role),
                Span::new("  ", role),
                Span::new(choice.note.clone(), role),
            ];
            canvas.put_spans(field.x + 2, row, width.saturating_sub(3), &spans);
        }
        let shown = usize::from(height);
        if matching.len() > shown {
            let x = field.x + width.saturating_sub(1);
            if top > 0 {
                canvas.sign(x, y, Shape::MoreUp, Role::Field);
            }
            if top + shown < matching.len() {
                canvas.sign(x, y + height - 1, Shape::MoreDown, Role::Field);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    fn field() -> ChoiceField {
        ChoiceField::new(vec![
            Choice::new("home", "自宅").with_note("じたく"),
            Choice::new("hospital", "他院").with_note("たいん"),
            Choice::new("died", "死亡").with_note("しぼう"),
        ])
    }

    fn insert(text: &str) -> Edit {
        Edit::Insert(text.to_owned())
    }

    #[test]
    fn typing_filters_and_chooses() {
        let mut field = field();
        field.apply(&insert("タイ"));
        assert_eq!(field.chosen(), Some("hospital"), "the reading finds it, in any kana");
        field.leave();
        assert_eq!((field.chosen(), field.typed()), (Some("hospital"), ""));
        field.apply(&Edit::Backspace);
        assert_eq!(field.chosen(), None);
        field.apply(&insert("zz"));
        assert!(field.is_lost());
        assert_eq!(field.chosen(), None);
        field.leave();
        assert_eq!(field.typed(), "zz", "what fits nothing stays to be corrected");
    }

    #[test]
    fn arrows_choose_too() {
        let mut field = field().with("home");
        field.step(1);
        assert_eq!(field.chosen(), Some("hospital"));
        field.step(9);
        assert_eq!(field.chosen(), Some("died"));
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
