//! What stands over the list: which ward, how many of how many, the filter; and what stands there when nothing does.

use ratatui::layout::Rect;

use crate::app::{Action, KeyCondition, KeyContext, Scope, Situation};
use crate::i18n::Value;
use crate::input::Typing;
use crate::theme::Role;
use crate::widgets::{Canvas, Rule, Span, TextField};

use super::{CensusScreen, Filter};

impl CensusScreen {
    pub(super) fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let figures = &self.figures;
        let ward = match scope.ward {
            Some(code) => scope.ward_title(code),
            None => words.say("census-whole"),
        };
        let count = |key: &str, count: usize| words.fill(key, &[("count", Value::from(count))]);
        let beds = [
            ("taken", Value::from(figures.taken)),
            ("beds", Value::from(figures.beds)),
        ];
        let mut parts = vec![
            words.fill("census-figures", &beds),
            count("census-patients", figures.patients),
        ];
        for (key, number) in [
            ("census-shared-beds", figures.shared),
            ("census-cots", figures.cots),
            ("census-transit", figures.transit),
            ("census-expected", figures.expected),
        ] {
            if number > 0 {
                parts.push(count(key, number));
            }
        }
        let left = vec![
            Span::new(ward, Role::Accent),
            Span::plain(format!("  {}", parts.join("  "))),
        ];
        let right = match &self.filter {
            Some(filter) if filter.typing == Typing::Keys => vec![
                Span::new(format!("/ {}", filter.edit.text()), Role::Accent),
                Span::dim(format!("  {}", self.found(scope))),
            ],
            _ => Vec::new(),
        };
        Rule { left, right }.draw(canvas, area);
    }

    /// The field of the filter, while it is typed, in the place of the head.
    pub(super) fn draw_filter(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>, filter: &Filter) {
        let words = scope.words;
        let filter_of = match scope.ward {
            Some(ward) => words.fill("census-filter-of", &[("ward", Value::from(ward.as_str()))]),
            None => words.say("census-filter"),
        };
        let label = format!("/ {filter_of}");
        let found = if filter.edit.is_empty() {
            words.say("census-filter-how")
        } else {
            self.found(scope)
        };
        canvas.paint(area, Role::Text);
        let used = canvas.put(area.x + 2, area.y, area.width / 3, &label, Role::Accent);
        let x = area.x + 2 + used + 1;
        let right = u16::try_from(canvas.measure().columns(&found)).unwrap_or(0) + 2;
        let width = area.right().saturating_sub(x + right + 1).min(30);
        TextField::new(filter.edit.clone()).draw(canvas, Rect::new(x, area.y, width, 1), true);
        let x = x + width + 2;
        canvas.put(x, area.y, area.right().saturating_sub(x), &found, Role::Dim);
    }

    /// How many fit here; of a ward how many would in the whole hospital.
    fn found(&self, scope: &Scope<'_>) -> String {
        let here = ("count", Value::from(self.shown.len()));
        match scope.ward {
            Some(_) => {
                let places = [here, ("all", Value::from(self.elsewhere))];
                scope.words.fill("census-filter-found-ward", &places)
            }
            None => scope.words.fill("census-filter-found", &[here]),
        }
    }

    /// Why nothing stands here, and what to do.
    pub(super) fn nothing(&self, scope: &Scope<'_>) -> String {
        let words = scope.words;
        // The keys of the list, also while the filter is typed.
        let situation = Situation {
            contexts: vec![
                KeyContext::Census,
                KeyContext::Movements,
                KeyContext::Lists,
                KeyContext::Everywhere,
            ],
            holds: [KeyCondition::Writable, KeyCondition::Hospital].into(),
            typing: Typing::Keys,
        };
        let key = |action: Action| {
            let keys = scope.keys.keys_of(&situation, action);
            Value::from(keys.first().map(ToString::to_string).unwrap_or_default())
        };
        if scope.hospital.frame().is_none() {
            return words.say("no-hospital");
        }
        if self.lines.is_empty() {
            let places = [("admit", key(Action::Admit)), ("first", key(Action::FirstList))];
            return words.fill("census-nobody", &places);
        }
        let typed = ("typed", Value::from(self.typed()));
        match scope.ward {
            Some(_) if self.elsewhere > 0 => {
                let places = [
                    typed,
                    ("elsewhere", Value::from(self.elsewhere)),
                    ("back", key(Action::Back)),
                    ("ward", key(Action::Ward)),
                ];
                words.fill("census-filter-nothing-ward", &places)
            }
            _ => words.fill("census-filter-nothing", &[typed, ("back", key(Action::Back))]),
        }
    }
}
