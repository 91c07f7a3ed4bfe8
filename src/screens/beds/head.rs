//! What stands over the map: the ward and its figures, or what is looked for on it.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::BedsScreen;
use crate::app::{Action, Scope, Screen};
use crate::domain::census::BedKind;
use crate::i18n::Value;
use crate::theme::Role;
use crate::widgets::{Canvas, Rule, Span, TextEdit, TextField};

impl BedsScreen {
    pub(super) fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let Some(ward) = &self.ward else { return };
        let licensed = self.cells().filter(|cell| cell.kind == BedKind::Licensed);
        let (mut beds, mut taken, mut free, mut cots) = (BTreeSet::new(), BTreeSet::new(), 0_usize, 0_usize);
        for cell in licensed {
            let in_map = cell.row.as_ref().is_none_or(|row| row.place.keeps().is_some());
            if !in_map {
                continue;
            }
            beds.insert(&cell.bed);
            if cell.row.is_some() {
                taken.insert(&cell.bed);
            } else if cell.block.is_none() && cell.reserved.is_none() && cell.bound.is_none() {
                free += 1;
            }
        }
        for cell in self.cells().filter(|cell| cell.kind == BedKind::Cot) {
            cots += usize::from(cell.row.is_some());
        }
        let places = [
            ("taken", Value::from(taken.len())),
            ("beds", Value::from(beds.len())),
            ("free", Value::from(free)),
            ("cots", Value::from(cots)),
        ];
        let figures = scope.words.fill("beds-figures", &places);
        let key = |action| {
            let keys = scope.keys.keys_of(&self.situation(scope), action);
            keys.first().map(ToString::to_string).unwrap_or_default()
        };
        let hint = [
            ("previous", Value::from(key(Action::PreviousWard))),
            ("next", key(Action::NextWard).into()),
            ("choose", key(Action::Ward).into()),
        ];
        Rule {
            left: vec![
                Span::new(scope.ward_title(ward), Role::Accent),
                Span::plain(format!("  {figures}")),
            ],
            right: vec![Span::dim(scope.words.fill("beds-ward-keys", &hint))],
        }
        .draw(canvas, area);
    }

    /// While something is looked for: the field over the head, and how many fit.
    pub(super) fn draw_filter(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>, filter: &TextEdit) {
        canvas.paint(area, Role::Text);
        let label = scope.words.say("action-filter");
        let used = canvas.put(area.x + 2, area.y, area.width, &label, Role::Accent);
        let field = Rect::new(area.x + 3 + used, area.y, 24.min(area.width / 3), 1);
        TextField::new(filter.clone()).draw(canvas, field, true);
        let found = [("count", Value::from(self.found().len()))];
        let text = if filter.is_empty() {
            scope.words.say("beds-filter-how")
        } else {
            scope.words.fill("beds-filter-found", &found)
        };
        let x = field.right() + 2;
        canvas.put_short(x, area.y, area.right().saturating_sub(x), &text, Role::Dim);
    }
}
