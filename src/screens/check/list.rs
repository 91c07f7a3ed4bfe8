//! The checks that are at hand, newest first, narrowed by what is typed; the figures of today on top. `andon check` exports
//! them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, Route, Scope, Screen, Situation};
use crate::domain::checks::ask::{self, CheckFilter, CheckResult, CheckRow};
use crate::i18n::{Language, Value};
use crate::input::Spot;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Align, Canvas, Cell, Column, Room, Span, Table, TextEdit, TextField, folded};

use super::purpose::name;

/// One line, with the words that it is found by.
struct Line {
    row: CheckRow,
    cells: Vec<String>,
    found_by: String,
}

pub struct ChecksScreen {
    drawn_for: Option<(u64, Language, i64)>,
    lines: Vec<Line>,
    shown: Vec<usize>,
    edit: TextEdit,
    selected: usize,
    figures: String,
}

impl ChecksScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            lines: Vec::new(),
            shown: Vec::new(),
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
            figures: String::new(),
        };
        screen.settle(scope);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let filter = CheckFilter {
            ward: scope.ward.cloned(),
            ..CheckFilter::default()
        };
        let held = self.selected().map(|line| line.row.check);
        let rows = ask::rows(scope.hospital, &filter, scope.now).unwrap_or_default();
        self.lines = rows.into_iter().map(|row| line(row, scope)).collect();
        self.figures = figures(scope);
        self.look();
        // A new check comes on top; the selection stays with its own.
        let is_held = |place: &usize| self.lines.get(*place).map(|line| &line.row.check) == held.as_ref();
        if let Some(place) = held.as_ref().and_then(|_| self.shown.iter().position(is_held)) {
            self.selected = place;
        }
    }

    fn look(&mut self) {
        let words: Vec<String> = self.edit.text().split_whitespace().map(folded).collect();
        let fits = |line: &Line| words.iter().all(|word| line.found_by.contains(word));
        let lines = self.lines.iter().enumerate();
        self.shown = lines.filter(|(_, line)| fits(line)).map(|(place, _)| place).collect();
        self.selected = self.selected.min(self.shown.len().saturating_sub(1));
    }

    fn step(&mut self, steps: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    fn selected(&self) -> Option<&Line> {
        self.lines.get(*self.shown.get(self.selected)?)
    }
}

/// The shape and the role of a result.
pub(super) const fn sign(result: CheckResult) -> (Shape, Role) {
    match result {
        CheckResult::Verified => (Shape::Good, Role::Good),
        CheckResult::Mismatched => (Shape::Stop, Role::Alarm),
        CheckResult::Abandoned => (Shape::Late, Role::Warn),
        CheckResult::Open => (Shape::Towards, Role::Text),
        CheckResult::OnPaper => (Shape::Saved, Role::Dim),
    }
}

fn line(row: CheckRow, scope: &Scope<'_>) -> Line {
    let words = scope.words;
    let policy = scope.hospital.check_policy().map(|adopted| adopted.policy.as_ref());
    let purpose = policy.and_then(|policy| policy.purpose(&row.purpose));
    let purpose = purpose.map_or_else(|| row.purpose.to_string(), |purpose| name(purpose, scope));
    let used: Vec<String> = row.used.iter().map(|kind| words.say(kind.term())).collect();
    let mut how = used.join(&words.say("list-comma"));
    let more = [
        row.stands_in.map(|who| words.say(who.term())),
        row.mismatch.map(|what| words.say(what.term())),
        row.exception.map(|what| words.say(what.term())),
    ];
    for part in more.into_iter().flatten() {
        how = if how.is_empty() { part } else { format!("{how}  {part}") };
    }
    let by = match &row.second {
        Some(second) => format!("{} + {}", scope.user(&row.by), scope.user(second)),
        None => scope.user(&row.by),
    };
    let cells = vec![
        scope.moment(row.at),
        words.say(row.result.term()),
        purpose,
        row.patient.map(|patient| scope.patient(patient)).unwrap_or_default(),
        how,
        by,
        row.seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
        row.slip.map(|slip| slip.to_string()).unwrap_or_default(),
    ];
    let found_by = folded(&cells.join(" "));
    Line { row, cells, found_by }
}

/// What today amounts to, in the ward that is looked at or in all of them.
fn figures(scope: &Scope<'_>) -> String {
    let Some(today) = ask::day_of(scope.hospital, scope.now) else {
        return String::new();
    };
    let wards = ask::figures(scope.hospital, today, scope.now);
    let wards = wards
        .iter()
        .filter(|one| scope.ward.is_none() || one.ward.as_ref() == scope.ward);
    let parts: Vec<String> = wards
        .map(|one| {
            let seconds = one
                .median_seconds
                .map_or_else(|| "–".to_owned(), |seconds| seconds.to_string());
            let instead = one
                .instead_percent()
                .map_or_else(|| "–".to_owned(), |share| share.to_string());
            let places = [
                (
                    "ward",
                    Value::from(one.ward.as_ref().map(ToString::to_string).unwrap_or_default()),
                ),
                ("checks", one.checks.into()),
                ("mismatches", one.mismatches.into()),
                ("paper", one.on_paper.into()),
                ("seconds", seconds.into()),
                ("instead", instead.into()),
            ];
            scope.words.fill("checks-figures", &places)
        })
        .collect();
    parts.join("   ")
}

impl Screen for ChecksScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.step(steps);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back) if !self.edit.is_empty() => {
                self.edit.apply(&crate::widgets::Edit::Clear);
                self.look();
            }
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Pointed(Spot::Row(row)) if row != self.selected => {
                self.selected = row.min(self.shown.len().saturating_sub(1));
            }
            Happening::Action(Action::Open) | Happening::Pointed(Spot::Row(_)) => {
                let patient = self.selected().and_then(|line| line.row.patient);
                return patient
                    .map(|patient| Intent::Open(Route::Person(patient)))
                    .into_iter()
                    .collect();
            }
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    self.look();
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language(), scope.now.minute().seconds());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.read(scope);
        }
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let (x, width) = (area.x + 2, area.width.saturating_sub(4));
        canvas.put_short(x, area.y, width, &self.figures, Role::Text);
        let count = scope.words.fill(
            "checks-count",
            &[("shown", self.shown.len().into()), ("all", self.lines.len().into())],
        );
        let columns = u16::try_from(canvas.measure().columns(&count)).unwrap_or(0);
        canvas.put(
            area.right().saturating_sub(columns + 2),
            area.y + 1,
            columns,
            &count,
            Role::Dim,
        );
        let field = Rect::new(x, area.y + 1, width.saturating_sub(columns + 2).min(40), 1);
        TextField::new(self.edit.clone()).draw(&mut canvas, field, true);
        let body = Rect::new(area.x, area.y + 3, area.width, area.height.saturating_sub(3));
        if self.lines.is_empty() {
            super::super::empty::draw(&mut canvas, body, &scope.words.say("checks-none"));
            return canvas.cursor();
        }
        let column = |key: &str, room: Room, rank: u8, align: Align| Column {
            title: scope.words.say(key),
            room,
            align,
            rank,
        };
        let columns = [
            column("checks-at", Room::exactly(11), 0, Align::Left),
            column("checks-result", Room::between(12, 14), 0, Align::Left),
            column("checks-purpose", Room::between(10, 22), 1, Align::Left),
            column("checks-patient", Room::between(22, 30), 0, Align::Left),
            column("checks-how", Room::between(16, 40), 2, Align::Left),
            column("checks-by", Room::between(10, 22), 3, Align::Left),
            column("checks-seconds", Room::exactly(4), 4, Align::Right),
            column("checks-slip", Room::exactly(16), 5, Align::Left),
        ];
        let row = |index: usize| -> Vec<Cell> {
            let Some(line) = self.shown.get(index).and_then(|place| self.lines.get(*place)) else {
                return Vec::new();
            };
            let (shape, role) = sign(line.row.result);
            line.cells
                .iter()
                .enumerate()
                .map(|(place, text)| match place {
                    1 => vec![Span::new(format!("{} {text}", scope.look.sign(shape)), role)],
                    3 => vec![Span::new(text.clone(), Role::Text)],
                    _ => vec![Span::dim(text.clone())],
                })
                .collect()
        };
        let height = Table::height(body);
        let table = Table {
            columns: &columns,
            rows: self.shown.len(),
            selected: (!self.shown.is_empty()).then_some(self.selected),
            top: (self.selected + 1).saturating_sub(height),
            row: &row,
        };
        table.draw(&mut canvas, body);
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-checks")
    }
}
