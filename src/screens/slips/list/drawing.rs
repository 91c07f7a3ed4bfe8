//! The line above the list and its rows.

use ratatui::layout::Rect;

use crate::app::{Scope, sentences::Speaker};
use crate::domain::slips::ask::lists::CopyRow;
use crate::i18n::Value;
use crate::theme::Role;
use crate::widgets::{Align, Canvas, Cell, Column, Room, Rule, Span, Table};

use super::{
    super::rows::{Breadth, Listing, Rows, cells, columns, number_room},
    SlipsScreen, billing,
    views::{View, due_of},
};

impl SlipsScreen {
    /// A ward without slips is not a hospital without: how many there are elsewhere, and how they are seen.
    pub(super) fn elsewhere(&self, scope: &Scope<'_>) -> Option<String> {
        let ward = scope
            .ward
            .filter(|_| self.filter.is_empty() && self.view == View::Open)?;
        let open = scope.hospital.slips_under_way(None).count();
        let places = [
            ("ward", Value::from(scope.ward_title(ward))),
            ("open", Value::from(open)),
        ];
        (open > 0).then(|| scope.words.fill("slips-none-here", &places))
    }

    pub(super) fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let ward = scope
            .ward
            .map_or_else(|| words.say("census-whole"), |ward| scope.ward_title(ward));
        let mut left = vec![Span::new(format!("{ward} "), Role::Accent)];
        for view in View::ALL {
            let title = words.say(view.key());
            left.push(if view == self.view {
                let due = |row: &CopyRow| match self.view.rows() {
                    Rows::Slips => due_of(row, scope),
                    Rows::Sheets => row.due,
                };
                let is_late = |row: &&CopyRow| due(row).is_some_and(|due| due <= scope.now);
                let late = match self.view {
                    View::Billing => self
                        .billing
                        .iter()
                        .filter(|row| billing::is_not_billed(row, scope))
                        .count(),
                    _ => self.rows.iter().filter(is_late).count(),
                };
                let places = [
                    ("view", title.into()),
                    ("open", Value::from(self.rows.len())),
                    ("late", Value::from(late)),
                ];
                // All of these are late.
                let key = match view {
                    View::Late => "slips-view-all-late",
                    View::Unaccounted => "slips-view-count-sheets",
                    View::Open | View::Billing | View::Queries => "slips-view-count",
                };
                Span::new(format!(" [{}]", words.fill(key, &places)), Role::Accent)
            } else {
                Span::dim(format!("  {title}"))
            });
        }
        if !self.filter.is_empty() {
            let text = words.fill("slips-filtered-by", &[("filter", Value::from(self.filter.text()))]);
            left.push(Span::new(format!("  {text}"), Role::Accent));
        }
        Rule {
            left,
            right: Vec::new(),
        }
        .draw(canvas, area);
    }

    pub(super) fn draw_rows(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let column = |key: &str, room: Room, rank: u8| Column {
            title: words.say(key),
            room,
            align: Align::Left,
            rank,
        };
        let breadth = Breadth::of(area.width);
        let listing = Listing {
            breadth,
            rows: self.view.rows(),
        };
        let speaker = Speaker::new(words, scope.hospital).at(scope.now);
        let is_billing = self.view == View::Billing;
        let columns = if is_billing {
            // Whether the insurance was looked at is one of two words: whole, or it says nothing.
            let words =
                ["slips-insurance", "slips-insurance-not-asked"].map(|key| canvas.measure().columns(&words.say(key)));
            let insurance = words.into_iter().max().and_then(|columns| u16::try_from(columns).ok());
            vec![
                column("slips-state", Room::exactly(2), 0),
                column(
                    "slips-day",
                    Room::exactly(if breadth == Breadth::Narrow { 6 } else { 10 }),
                    0,
                ),
                column("slips-number", number_room(&self.rows), 0),
                column("slips-patient", Room::between(16, 18), 0),
                column("slips-last", Room::between(13, 44), 0),
                column("slips-insurance", Room::exactly(insurance.unwrap_or(12)), 1),
                column("slips-kind", billing::kind_room(&self.billing, scope, &speaker), 2),
            ]
        } else {
            columns(&self.rows, breadth, scope, &speaker)
        };
        let row = |index: usize| -> Vec<Cell> {
            if is_billing {
                let row = self.billing.get(index);
                return row
                    .map(|row| billing::cells(row, breadth, scope, &speaker))
                    .unwrap_or_default();
            }
            let row = self.rows.get(index);
            row.map(|row| cells(row, None, listing, scope, &speaker))
                .unwrap_or_default()
        };
        Table {
            columns: &columns,
            rows: self.rows.len(),
            selected: Some(self.selection.index()),
            top: self.selection.window(Table::height(area), self.rows.len()),
            row: &row,
        }
        .draw(canvas, area);
    }
}
