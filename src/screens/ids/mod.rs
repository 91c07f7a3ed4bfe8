//! 番号 (F5): who came to the emergency department without a number, and the ledger of all numbers given by hand.
//!
//! `attention` words what still carries another number, `lines` the rows, `columns` says which of it is in the list, `detail` draws
//! everything that is known of the selected number.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Route, Scope, Screen, Selection as Selected, Situation};
use crate::domain::identity::Identifier;
use crate::domain::numbers::{
    NumberKind,
    ledger::{self, Filter, NumberState, Row},
    series::left,
};
use crate::domain::record::Order;
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::screens::beside;
use crate::screens::matching::{Haystack, Needle};
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Cell, Column, ListAndDetail, Rule, Selection, Span, Table, TextEdit};

use super::fields::edit_of;
use columns::Widest;

pub(super) mod attention;
mod columns;
mod detail;
mod lines;

/// How long somebody who came, and has a name and a bed by now, stays in the list of the department.
const A_DAY: i64 = 24 * 3600;

/// Which list is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// Who came, who has no name, who waits for a bed.
    Arrivals,
    Ledger,
}

pub struct IdsScreen {
    drawn_for: Option<(u64, Language, i64, View)>,
    view: View,
    rows: Vec<Row>,
    numbers: Vec<Identifier>,
    widest: Widest,
    /// The last number that was listed.
    latest: Option<Order>,
    selection: Selection<Identifier>,
    /// What the list is narrowed by, while it is.
    filter: Option<TextEdit>,
    typing: Typing,
}

impl IdsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            view: View::Arrivals,
            rows: Vec::new(),
            numbers: Vec::new(),
            widest: Widest::default(),
            latest: None,
            selection: Selection::default(),
            filter: None,
            typing: Typing::Keys,
        };
        screen.settle(scope);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let since = scope.now.plus_seconds(-A_DAY);
        let mut rows = match self.view {
            View::Arrivals => ledger::arrivals(scope.hospital, since),
            View::Ledger => ledger::rows(scope.hospital, &Filter::default()),
        };
        // The newest first: whoever was just given a number stands on top. Those who came together stay in the order of their tags.
        rows.sort_by_key(|row| {
            (
                Reverse(row.since()),
                Reverse(row.issued.order.event.commit),
                row.issued.order,
            )
        });
        if let Some(filter) = &self.filter {
            let needle = Needle::new(filter.text());
            rows.retain(|row| haystack(row, scope).holds(&needle));
        }
        // Whoever was just given a number here is the next thing in hand. What others give, or a filter lets through again, moves
        // nothing under the finger.
        let is_own = |row: &Row| {
            let commit = row.issued.order.event.commit;
            scope.desk.life == Some((commit.station, commit.installation))
        };
        let newest = rows
            .first()
            .filter(|row| is_own(row) && self.latest < Some(row.issued.order));
        let newest = newest.map(|row| row.number.clone()).filter(|_| !self.rows.is_empty());
        self.latest = self.latest.max(rows.iter().map(|row| row.issued.order).max());
        self.widest = Widest::of(&rows, scope);
        self.rows = rows;
        self.numbers = self.rows.iter().map(|row| row.number.clone()).collect();
        if let Some(newest) = newest {
            self.selection.choose(newest);
        }
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.selection.index())
    }

    /// What the movement keys act on.
    fn selected(&self, scope: &Scope<'_>) -> Selected {
        let Some(row) = self.row() else {
            return Selected::default();
        };
        let of_patient = row.patient.map(|patient| Selected::of_patient(scope.hospital, patient));
        Selected {
            number: Some(row.number.clone()),
            ..of_patient.unwrap_or_default()
        }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        match action {
            Action::Back if self.filter.is_some() => {
                self.filter = None;
                self.typing = Typing::Keys;
                self.drawn_for = None;
            }
            Action::Back => return vec![Intent::Back],
            Action::Filter => {
                self.filter.get_or_insert_with(|| TextEdit::new(Accepts::Text));
                self.typing = Typing::Text;
            }
            Action::Open | Action::GoOn if self.typing == Typing::Text => self.typing = Typing::Keys,
            Action::Up => self.selection.step(&self.numbers, -1),
            Action::Down => self.selection.step(&self.numbers, 1),
            Action::PageUp => self.selection.step(&self.numbers, -10),
            Action::PageDown => self.selection.step(&self.numbers, 10),
            Action::First => self.selection.go(&self.numbers, 0),
            Action::Last => self.selection.go(&self.numbers, usize::MAX),
            Action::Left | Action::Right => {
                self.view = match self.view {
                    View::Arrivals => View::Ledger,
                    View::Ledger => View::Arrivals,
                };
                self.drawn_for = None;
                self.rows.clear();
            }
            Action::Open => {
                return self
                    .row()
                    .and_then(|row| row.patient)
                    .map_or_else(Vec::new, |patient| vec![Intent::Open(Route::Person(patient))]);
            }
            Action::PrintId => return vec![Intent::Open(Route::Papers(self.selected(scope)))],
            other if other.is_movement() || other.is_about_numbers() => {
                return vec![Intent::Open(Route::Form(other, self.selected(scope)))];
            }
            _ => {}
        }
        Vec::new()
    }

    /// How many numbers are left here, and whether somebody should ask for more.
    fn blocks(scope: &Scope<'_>) -> Vec<Span> {
        let Some((station, life)) = scope.desk.life else {
            return Vec::new();
        };
        let kinds = [
            NumberKind::Temporary,
            NumberKind::Newborn,
            NumberKind::MassCasualty,
            NumberKind::Slip,
        ];
        let mut spans = vec![Span::dim(scope.words.say("ids-left"))];
        for kind in kinds {
            let left = left(scope.hospital, kind, station, life);
            let role = if left.numbers == 0 {
                Role::Alarm
            } else if left.is_low(scope.hospital.schemes().of(kind)) {
                Role::Warn
            } else {
                Role::Text
            };
            let shape = match role {
                Role::Alarm => scope.look.sign(Shape::Stop).to_owned() + " ",
                Role::Warn => scope.look.sign(Shape::Late).to_owned() + " ",
                _ => String::new(),
            };
            spans.push(Span::dim(format!("  {} ", scope.words.say(kind.term()))));
            spans.push(Span::new(format!("{shape}{}", left.numbers), role));
        }
        spans
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let tab = |view: View, key: &str| {
            // Not by the colour alone.
            if self.view == view {
                Span::new(format!("[{}]", words.say(key)), Role::Accent)
            } else {
                Span::dim(format!(" {} ", words.say(key)))
            }
        };
        let unknown = self.rows.iter().filter(|row| row.is_unidentified()).count();
        let waiting = self.rows.iter().filter(|row| row.waits_for_a_bed()).count();
        let places = [
            ("count", Value::from(self.rows.len())),
            ("unknown", Value::from(unknown)),
            ("waiting", Value::from(waiting)),
        ];
        let left = vec![
            tab(View::Arrivals, "ids-arrivals"),
            tab(View::Ledger, "ids-ledger"),
            Span::plain(format!(" {}", words.fill("ids-count", &places))),
        ];
        let right = self.filter.as_ref().map_or_else(Vec::new, |filter| {
            vec![Span::new(format!("/ {}", filter.text()), Role::Accent)]
        });
        Rule { left, right }.draw(canvas, Rect { height: 1, ..area });
        let line = Self::blocks(scope);
        canvas.put_spans(area.x + 1, area.y + 1, area.width.saturating_sub(2), &line);
        let place = Rect::new(area.x, area.y + 2, area.width, area.height.saturating_sub(2));
        if self.rows.is_empty() {
            let key = match (self.filter.is_some(), self.view) {
                (true, _) => "ids-nothing",
                (false, View::Arrivals) => "ids-nobody",
                (false, View::Ledger) => "ids-empty",
            };
            super::empty::draw(canvas, place, &words.say(key));
            return;
        }
        let parts = self.widest.columns(place, scope);
        let columns: Vec<Column> = parts.iter().map(|(_, column)| column.clone()).collect();
        let row = |index: usize| -> Vec<Cell> {
            self.rows
                .get(index)
                .map_or_else(Vec::new, |row| columns::cells(row, &parts, scope))
        };
        Table {
            columns: &columns,
            rows: self.rows.len(),
            selected: Some(self.selection.index()),
            top: self.selection.window(Table::height(place), self.rows.len()),
            row: &row,
        }
        .draw(canvas, place);
    }
}

/// By what a row is found: numbers with and without hyphens, name, reading, tag, incident.
fn haystack(row: &Row, scope: &Scope<'_>) -> Haystack {
    let mut hay = Haystack::default().with(row.number.as_str());
    for number in &row.others {
        hay = hay.with(number.as_str());
    }
    for text in [&row.name, &row.kana].into_iter().flatten() {
        hay = hay.with_reading(text.as_str());
    }
    if let Some(alias) = &row.alias {
        hay = hay.with(&alias.english()).with_reading(&alias.japanese());
    }
    for text in [&row.arrival.tag, &row.arrival.incident].into_iter().flatten() {
        hay = hay.with(text.as_str());
    }
    if let Some(bed) = row.bed() {
        hay = hay.with(bed.as_str());
    }
    hay.with(&scope.words.say(row.state.term()))
}

impl Screen for IdsScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.typing == Typing::Text {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Finder],
                holds: BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        let mut contexts = vec![KeyContext::Ids];
        if self.row().is_some_and(|row| row.state != NumberState::Prepared) {
            contexts.push(KeyContext::Movements);
        }
        contexts.push(KeyContext::Lists);
        Situation {
            contexts,
            holds: self.selected(scope).conditions(scope.hospital),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if self.typing == Typing::Text
            && let Some(edit) = edit_of(&happening)
        {
            if let Some(filter) = &mut self.filter {
                filter.apply(&edit);
            }
            self.drawn_for = None;
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Pointed(Spot::Row(row)) if row == self.selection.index() => self.act(Action::Open, scope),
            Happening::Pointed(Spot::Row(row)) => {
                self.selection.go(&self.numbers, row);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (
            scope.edition,
            scope.words.language(),
            scope.now.minute().seconds(),
            self.view,
        );
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.read(scope);
        }
        self.selection.settle(&self.numbers);
        let top = self.selection.window(beside::lines(scope), self.numbers.len());
        self.selection.scrolled_to(top);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let parts = ListAndDetail::of(area);
        self.draw_list(&mut canvas, parts.list, scope);
        if let (Some(place), Some(row)) = (beside::divided(&parts, &mut canvas), self.row()) {
            detail::draw(&mut canvas, place, row, scope);
        }
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-ids")
    }
}
