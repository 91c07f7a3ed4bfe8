//! The board: the whole hospital on one page, a row per ward, what is wrong on top. Reads from three metres.
//!
//! `model` works the figures out, `columns` says which of them fit, `people` words alarms and lists, `paper` what is on paper.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Route, Scope, Screen, Selection as Selected, Situation};
use crate::domain::census::WardCode;
use crate::domain::record::Timestamp;
use crate::i18n::Value;
use crate::input::{Spot, Typing};
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Changes, Rule, Scrollbar, Selection, Span};

mod columns;
mod model;
mod paper;
mod people;

use columns::{Column, OnPaper, Placed};
use model::{Figures, Model};

/// Rows that are always there: the head, what the sum includes, two lines of column heads, the hospital.
const FIXED: u16 = 5;

#[derive(Default)]
pub struct BoardScreen {
    /// The state of the hospital that `model` is of.
    edition: Option<(u64, i64)>,
    model: Model,
    /// The hospital, then the wards.
    rows: Vec<Option<WardCode>>,
    selection: Selection<Option<WardCode>>,
    /// The ward that lists showed when it was looked at last.
    ward: Option<WardCode>,
    /// Wards that are in sight.
    height: usize,
    top: usize,
    /// Wards whose figures have just changed.
    changes: Changes<WardCode>,
    alarms: Vec<people::Alarm>,
}

/// Where everything is.
struct Grid {
    alarms: Rect,
    head: Rect,
    wards: Rect,
    foot: Option<Rect>,
    lists: Option<Rect>,
}

pub(super) fn situation() -> Situation {
    Situation {
        contexts: vec![KeyContext::Board, KeyContext::Lists, KeyContext::Everywhere],
        holds: BTreeSet::new(),
        typing: Typing::Keys,
    }
}

impl BoardScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self::default();
        screen.selection.choose(scope.ward.cloned());
        screen.ward = scope.ward.cloned();
        screen.settle(scope);
        screen
    }

    fn grid(&self, area: Rect) -> Grid {
        // However much is wrong, the wards stay in sight.
        let alarms = u16::try_from(self.alarms.len())
            .unwrap_or(u16::MAX)
            .min(area.height / 4);
        let part = |y: u16, height: u16| Rect::new(area.x, area.y + y, area.width, height).intersection(area);
        let foot = u16::from(area.width < 100);
        let rest = area.height.saturating_sub(alarms + FIXED + foot);
        let wards = u16::try_from(self.model.wards.len()).unwrap_or(u16::MAX).min(rest);
        let lists = rest.saturating_sub(wards + 1);
        let below = alarms + FIXED + wards;
        Grid {
            alarms: part(0, alarms),
            head: part(alarms, FIXED),
            wards: part(alarms + FIXED, wards),
            foot: (foot > 0).then(|| part(area.height.saturating_sub(foot), foot)),
            lists: (lists >= 3).then(|| part(below + 1, lists)),
        }
    }

    fn step(&mut self, action: Action) {
        let page = isize::try_from(self.height.max(1)).unwrap_or(1);
        match action {
            Action::Up => self.selection.step(&self.rows, -1),
            Action::Down => self.selection.step(&self.rows, 1),
            Action::PageUp => self.selection.step(&self.rows, -page),
            Action::PageDown => self.selection.step(&self.rows, page),
            Action::First => self.selection.go(&self.rows, 0),
            Action::Last => self.selection.go(&self.rows, usize::MAX),
            _ => {}
        }
    }

    /// The first ward that can be shown in so many rows with the selected one among them.
    fn lowest_top(&self, rows: usize) -> usize {
        // Before the wards stands the hospital.
        self.selection.index().saturating_sub(rows)
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>, columns: &[Placed]) {
        let words = scope.words;
        let total = &self.model.total;
        let title = words.fill("board-present", &[("count", Value::from(total.present))]);
        let right = if total.absconded + total.discrepancies == 0 {
            vec![
                Span::new(scope.look.sign(Shape::Good), Role::Good),
                Span::dim(format!(" {}", words.say("board-calm"))),
            ]
        } else {
            Vec::new()
        };
        Rule::titled(title)
            .with_right(right)
            .draw(canvas, Rect { height: 1, ..area });
        let elsewhere = total
            .present
            .saturating_sub(total.occupied + total.shared + total.cots + total.transit_out);
        let places = [
            ("beds", Value::from(total.occupied + total.shared)),
            ("shared", Value::from(total.shared)),
            ("cots", Value::from(total.cots)),
            ("transit", Value::from(total.transit_out)),
            ("elsewhere", Value::from(elsewhere)),
            ("expected", Value::from(total.expected)),
        ];
        let text = words.fill("board-includes", &places);
        canvas.put_short(area.x + 2, area.y + 1, area.width.saturating_sub(3), &text, Role::Dim);
        for column in columns {
            // A head of one line stands on the lower one.
            let lift = 2_usize.saturating_sub(column.head.len());
            for (y, line) in (area.y + 2..area.y + 4).skip(lift).zip(&column.head) {
                let text = match column.column {
                    Column::Count(_) | Column::Beds => canvas.measure().right(line, usize::from(column.width)),
                    _ => line.clone(),
                };
                canvas.put(column.x, y, column.width, &text, Role::Dim);
            }
        }
        let row = Rect::new(area.x, area.y + 4, area.width, 1);
        canvas.mark(row, Spot::Row(0));
        draw_row(
            canvas,
            row,
            columns,
            &Row {
                ward: words.say("board-hospital"),
                name: String::new(),
                figures: total,
                role: Role::Accent,
                selected: self.selection.key() == Some(&None),
            },
        );
    }

    fn draw_wards(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>, columns: &[Placed]) {
        // A message of two lines takes a row of the wards for a moment, and not the selected one.
        let top = self.top.max(self.lowest_top(usize::from(area.height)));
        let shown = self.model.wards.iter().enumerate().skip(top);
        for (y, (index, (code, figures))) in (area.top()..area.bottom()).zip(shown) {
            let row = Rect::new(area.x, y, area.width, 1);
            canvas.mark(row, Spot::Row(index + 1));
            draw_row(
                canvas,
                row,
                columns,
                &Row {
                    ward: code.to_string(),
                    name: scope.ward_name(code),
                    figures,
                    role: Role::Text,
                    selected: self.selection.index() == index + 1,
                },
            );
        }
        let shown = self.model.wards.iter().skip(top);
        self.changes.draw(canvas, area, shown.map(|(code, _)| code));
        Scrollbar {
            top,
            shown: usize::from(area.height),
            all: self.model.wards.len(),
        }
        .draw(canvas, area);
    }

    /// What the narrow table has no column for, of the selected ward.
    fn draw_foot(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let (name, figures) = match self.selection.key() {
            Some(Some(code)) => (
                scope.ward_title(code),
                self.model
                    .wards
                    .iter()
                    .find(|(ward, _)| ward == code)
                    .map(|(_, figures)| figures),
            ),
            _ => (scope.words.say("board-hospital"), Some(&self.model.total)),
        };
        let Some(figures) = figures else { return };
        let places = [
            ("free", Value::from(figures.free)),
            ("reserved", Value::from(figures.reserved)),
            ("stretcher", Value::from(figures.stretcher)),
            ("assisted", Value::from(figures.assisted)),
            ("walking", Value::from(figures.walking)),
        ];
        let mut text = scope.words.fill("board-foot", &places);
        if !self.model.paper.desks.is_empty() {
            let slips = [
                ("open", Value::from(figures.slips)),
                ("late", Value::from(figures.late_slips)),
                ("queried", Value::from(figures.queried_slips)),
            ];
            let slips = scope.words.fill("board-foot-slips", &slips);
            let measure = canvas.measure();
            let needs = measure.columns(&name) + measure.columns(&text) + measure.columns(&slips) + 10;
            if needs > usize::from(area.width) {
                // How people would be carried out stands in the lists, too.
                text = scope.words.fill("board-foot-short", &places);
            }
            text = format!("{text}  {slips}");
        }
        Rule {
            left: vec![Span::new(name, Role::Accent), Span::plain(format!("  {text}"))],
            right: Vec::new(),
        }
        .draw(canvas, area);
    }

    /// The inpatients of the selected ward.
    fn open(&self) -> Vec<Intent> {
        let ward = self.selection.key().cloned().flatten();
        vec![Intent::Ward(ward), Intent::Go(Route::Census)]
    }
}

fn keyed(model: &Model) -> impl Iterator<Item = (&WardCode, &Figures)> {
    model.wards.iter().map(|(code, figures)| (code, figures))
}

struct Row<'a> {
    ward: String,
    name: String,
    figures: &'a Figures,
    role: Role,
    selected: bool,
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, columns: &[Placed], row: &Row<'_>) {
    let over = |role: Role| {
        if row.selected && role != Role::Alarm {
            Role::Selection
        } else {
            role
        }
    };
    if row.selected {
        canvas.paint(
            Rect {
                width: area.width.saturating_sub(1),
                ..area
            },
            Role::Selection,
        );
        canvas.sign(area.x, area.y, Shape::Pointer, Role::Selection);
    }
    for column in columns {
        let (x, width) = (column.x, column.width);
        match column.column {
            Column::Ward => {
                canvas.put_short(x, area.y, width, &row.ward, over(row.role));
            }
            Column::Name => {
                canvas.put_short(x, area.y, width, &row.name, over(Role::Dim));
            }
            Column::Bar => draw_bar(canvas, Rect::new(x, area.y, width, 1), row, &over),
            Column::Beds => {
                let text = format!("{}/{}", row.figures.occupied, row.figures.licensed);
                let text = canvas.measure().right(&text, usize::from(width));
                canvas.put(x, area.y, width, &text, over(row.role));
            }
            Column::Count(count) => {
                let number = count.of(row.figures);
                let (text, role) = if number == 0 {
                    (canvas.look().sign(Shape::EmptyBed).to_owned(), Role::Border)
                } else {
                    (number.to_string(), count.role())
                };
                let x = x + width.saturating_sub(u16::try_from(text.len().min(9)).unwrap_or(width).min(width));
                let x = if number == 0 { column.x + width - 1 } else { x };
                canvas.put(x, area.y, width, &text, over(role));
            }
        }
    }
}

/// Below this a bar looks alike for 61 and 67 of a hundred, and the number says more.
const BAR: u16 = 6;

fn draw_bar(canvas: &mut Canvas<'_>, area: Rect, row: &Row<'_>, over: &dyn Fn(Role) -> Role) {
    if area.width < BAR {
        if let Some(percent) = (100 * row.figures.occupied).checked_div(row.figures.licensed) {
            let text = canvas.measure().right(&format!("{percent}%"), usize::from(area.width));
            canvas.put(area.x, area.y, area.width, &text, over(Role::Dim));
        }
        return;
    }
    let bar = crate::widgets::OccupancyBar {
        filled: row.figures.occupied,
        of: row.figures.licensed,
        role: Role::Accent,
    };
    let full = bar.full(area.width);
    for step in 0..area.width {
        let (shape, role) = if step < full {
            (Shape::BarFull, over(bar.role))
        } else {
            (Shape::BarEmpty, over(Role::Border))
        };
        canvas.sign(area.x + step, area.y, shape, role);
    }
}

impl Screen for BoardScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let mut situation = situation();
        situation.contexts.retain(|context| *context != KeyContext::Everywhere);
        situation
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Open) => self.open(),
            Happening::Pointed(Spot::Row(row)) if row == self.selection.index() => self.open(),
            Happening::Pointed(Spot::Row(row)) => {
                self.selection.go(&self.rows, row);
                Vec::new()
            }
            Happening::Action(Action::Ward) => vec![Intent::Open(Route::Wards)],
            Happening::Action(action) if action.is_movement() => {
                vec![Intent::Open(Route::Form(action, Selected::default()))]
            }
            Happening::Action(Action::Back) => vec![Intent::Back],
            Happening::Action(action) => {
                self.step(action);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.changes.settle(scope.now.seconds());
        // What is late changes with the clock.
        let now = (scope.edition, scope.now.minute().seconds());
        if self.edition != Some(now) {
            self.edition = Some(now);
            let before = std::mem::replace(&mut self.model, Model::of(scope));
            if !before.wards.is_empty() {
                let now = scope.now.seconds();
                self.changes.note(keyed(&before), keyed(&self.model), now);
            }
            self.rows = std::iter::once(None)
                .chain(self.model.wards.iter().map(|(code, _)| Some(code.clone())))
                .collect();
        }
        if self.ward.as_ref() != scope.ward {
            self.ward = scope.ward.cloned();
            self.selection.choose(self.ward.clone());
        }
        self.selection.settle(&self.rows);
        let area = Rect::new(0, 0, scope.area.0, scope.area.1);
        self.alarms = people::alarms(&self.model, scope);
        self.height = usize::from(self.grid(area).wards.height);
        // The hospital stands still above the wards.
        let ward = self.selection.index().saturating_sub(1);
        let last = self.model.wards.len().saturating_sub(self.height);
        self.top = self.top.max(self.lowest_top(self.height)).min(ward).min(last);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        if self.model.wards.is_empty() {
            super::empty::draw(&mut canvas, area, &scope.words.say("no-hospital"));
            return None;
        }
        let grid = self.grid(area);
        people::draw_alarms(&mut canvas, grid.alarms, &self.alarms);
        let measure = canvas.measure();
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            u16::try_from(texts.map(|text| measure.columns(&text)).max().unwrap_or(0)).unwrap_or(u16::MAX)
        };
        let codes = widest(&mut self.model.wards.iter().map(|(code, _)| code.to_string()));
        let names = widest(&mut self.model.wards.iter().map(|(code, _)| scope.ward_name(code)));
        let room = area.width.saturating_sub(3);
        let columns = {
            let on_paper = if self.model.paper.desks.is_empty() {
                OnPaper::No
            } else {
                OnPaper::Yes
            };
            columns::place(scope.words, measure, (area.x + 2, room), (codes, names), on_paper)
        };
        self.draw_head(&mut canvas, grid.head, scope, &columns);
        self.draw_wards(&mut canvas, grid.wards, scope, &columns);
        if let Some(foot) = grid.foot {
            self.draw_foot(&mut canvas, foot, scope);
        }
        if let Some(lists) = grid.lists {
            people::draw_lists(&mut canvas, lists, &self.model, scope);
        }
        None
    }

    fn fades(&self) -> Option<Timestamp> {
        self.changes.until().map(Timestamp::from_seconds)
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-board")
    }
}
