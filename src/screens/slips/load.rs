//! How much every desk has to do on paper, against what it can do, and how the last 24 hours of the selected one went.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, slip_words::load_term};
use crate::app::{Happening, Intent, KeyContext, Paper, Route, Scope, Screen, Selection as Selected, Situation};
use crate::domain::record::Timestamp;
use crate::domain::slips::{
    Code, Post,
    ask::{
        DeskLoad, LoadState,
        load::{self, HOURS},
    },
};
use crate::i18n::Language;
use crate::input::Typing;
use crate::theme::{Role, Shape};
use crate::widgets::{Align, Canvas, Cell, Chart, Column, Room, Rule, Selection, Span, Spark, Table};

pub struct LoadScreen {
    drawn_for: Option<(u64, Language, i64)>,
    loads: Vec<DeskLoad>,
    desks: Vec<Code>,
    selection: Selection<Code>,
}

impl LoadScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            loads: Vec::new(),
            desks: Vec::new(),
            selection: Selection::default(),
        };
        screen.settle(scope);
        screen
    }

    fn act(&mut self, action: Action) -> Vec<Intent> {
        match action {
            Action::Back => return vec![Intent::Back],
            Action::Up => self.selection.step(&self.desks, -1),
            Action::Down => self.selection.step(&self.desks, 1),
            Action::PageUp => self.selection.step(&self.desks, -10),
            Action::PageDown => self.selection.step(&self.desks, 10),
            Action::First => self.selection.go(&self.desks, 0),
            Action::Last => self.selection.go(&self.desks, usize::MAX),
            Action::Open => {
                let Some(desk) = self.selection.key() else {
                    return Vec::new();
                };
                let look = Selected {
                    paper: Paper {
                        post: Some(Post::of_desk(desk)),
                        ..Paper::default()
                    },
                    ..Selected::default()
                };
                return vec![Intent::Look(look), Intent::Open(Route::Desk)];
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw_table(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let column = |key: &str, room: Room, align: Align, rank: u8| Column {
            title: words.say(key),
            room,
            align,
            rank,
        };
        let columns = [
            column("load-desk", Room::between(20, 22), Align::Left, 0),
            column("load-state", Room::between(10, 16), Align::Left, 0),
            column("load-came", Room::exactly(7), Align::Right, 0),
            column("load-limit", Room::exactly(5), Align::Right, 0),
            column("load-done", Room::exactly(7), Align::Right, 2),
            column("load-waiting", Room::exactly(7), Align::Right, 0),
            column("load-late", Room::exactly(5), Align::Right, 0),
            column("load-oldest", Room::exactly(11), Align::Left, 1),
            column("load-clear", Room::exactly(8), Align::Right, 1),
        ];
        let speaker = Speaker::new(words, scope.hospital);
        let row = |index: usize| -> Vec<Cell> {
            self.loads
                .get(index)
                .map(|load| cells(load, scope, &speaker))
                .unwrap_or_default()
        };
        Table {
            columns: &columns,
            rows: self.loads.len(),
            selected: Some(self.selection.index()),
            top: self.selection.window(Table::height(area), self.loads.len()),
            row: &row,
        }
        .draw(canvas, area);
    }

    /// The day of the selected desk: what came against the limit, what was done, what waited.
    fn draw_day(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let Some(load) = self.loads.get(self.selection.index()) else {
            return;
        };
        let words = scope.words;
        let title = Speaker::new(words, scope.hospital).post(&Post::of_desk(&load.desk));
        Rule::titled(words.fill("load-day", &[("desk", title.into())])).draw(canvas, Rect { height: 1, ..area });
        let charts = [
            ("load-arrivals", &load.arrivals, load.limit.map(u32::from), Role::Accent),
            ("load-finished", &load.done, None, Role::Good),
            ("load-backlog", &load.backlog, None, Role::Warn),
        ];
        let body = area.height.saturating_sub(2);
        // Small: a line each. Room for more: bars with a height, one beside the other or under each other.
        let beside = area.width >= 100;
        let each = if beside { body } else { body / 3 };
        if each < 3 {
            for (y, (key, values, limit, role)) in (area.y + 1..area.bottom()).zip(charts) {
                let now = values.last().copied().unwrap_or_default();
                let used = canvas.put_spans(area.x + 1, y, 22, &[Span::dim(words.fill(key, &[("now", now.into())]))]);
                let spark = Rect::new(area.x + 1 + used.max(22), y, narrow(HOURS), 1).intersection(area);
                Spark {
                    values,
                    full: limit,
                    role,
                }
                .draw(canvas, spark);
            }
            return;
        }
        let width = if beside {
            area.width / 3 - 2
        } else {
            area.width.min(150)
        };
        for (place, (key, values, limit, role)) in (0_u16..).zip(charts) {
            let (x, y) = if beside {
                (area.x + place * (width + 2), area.y + 1)
            } else {
                (area.x, area.y + 1 + place * each)
            };
            let now = values.last().copied().unwrap_or_default();
            let chart = Chart { values, limit, role };
            let places = [("now", now.into()), ("most", chart.full().into())];
            let text = words.fill(&format!("{key}-of"), &places);
            canvas.put_short(x + 1, y, width.saturating_sub(1), &text, Role::Dim);
            let bars = Rect::new(x + 1, y + 1, width.saturating_sub(1), each.saturating_sub(2));
            chart.draw(canvas, bars);
            draw_hours(
                canvas,
                Rect::new(bars.x, bars.bottom(), bars.width, 1),
                chart.stride(bars.width),
                scope,
            );
        }
    }
}

/// The hours under the bars, every sixth.
fn draw_hours(canvas: &mut Canvas<'_>, area: Rect, stride: u16, scope: &Scope<'_>) {
    for place in (0..HOURS).step_by(6) {
        let ago = i64::try_from(HOURS - 1 - place).unwrap_or(0);
        let at = Timestamp::from_seconds(scope.now.seconds() - ago * 3600);
        let text = scope.local(at).format("%H:%M").to_string();
        let x = area.x + narrow(place) * stride;
        canvas.put(x, area.y, area.right().saturating_sub(x), &text, Role::Dim);
    }
}

fn narrow(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// How near a desk is to its limit: a shape, and a colour.
pub fn sign(state: LoadState) -> (Shape, Role) {
    match state {
        LoadState::Fine => (Shape::Good, Role::Good),
        LoadState::Near => (Shape::Late, Role::Warn),
        LoadState::Over => (Shape::Stop, Role::Alarm),
    }
}

fn cells(load: &DeskLoad, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<Cell> {
    let (shape, role) = sign(load.state);
    // Nothing is fine at a desk where paper is late, however little comes in.
    let is_late = load.state == LoadState::Fine && load.late > 0;
    let (shape, role) = if is_late {
        (Shape::Late, Role::Warn)
    } else {
        (shape, role)
    };
    let state = if is_late {
        scope.words.fill("load-late-at", &[("count", load.late.into())])
    } else {
        scope.words.say(load_term(load.state))
    };
    let number = |count: u32| match count {
        0 => vec![Span::dim(scope.look.sign(Shape::EmptyBed))],
        count => vec![Span::plain(count.to_string())],
    };
    let late = match load.late {
        0 => vec![Span::dim(scope.look.sign(Shape::EmptyBed))],
        late => vec![Span::new(late.to_string(), Role::Warn)],
    };
    let clear = match load.clear {
        Some(0) => String::new(),
        Some(minutes) => scope.words.fill("load-minutes", &[("minutes", minutes.into())]),
        None => scope.words.say("load-stands"),
    };
    let oldest = load.oldest.map(|oldest| scope.moment(oldest)).unwrap_or_default();
    vec![
        vec![Span::plain(speaker.post(&Post::of_desk(&load.desk)))],
        vec![
            Span::new(scope.look.sign(shape), role),
            Span::new(format!(" {state}"), role),
        ],
        number(load.arrived_last_hour()),
        vec![Span::dim(load.limit.map(|limit| limit.to_string()).unwrap_or_default())],
        number(load.done_last_hour()),
        number(load.waiting()),
        late,
        vec![Span::dim(oldest)],
        vec![Span::plain(clear)],
    ]
}

impl Screen for LoadScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Lists],
            holds: std::collections::BTreeSet::new(),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(action) => self.act(action),
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language(), scope.now.minute().seconds());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.loads = load::load(scope.hospital, scope.now);
            self.desks = self.loads.iter().map(|load| load.desk.clone()).collect();
        }
        self.selection.settle(&self.desks);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        if self.loads.is_empty() {
            crate::screens::empty::draw(&mut canvas, area, &scope.words.say("slips-no-book"));
            return None;
        }
        let desks = narrow(self.loads.len()) + 1;
        let list = desks.min(area.height.saturating_sub(5)).max(3);
        self.draw_table(&mut canvas, Rect { height: list, ..area }, scope);
        let below = Rect::new(area.x, area.y + list, area.width, area.height.saturating_sub(list));
        self.draw_day(&mut canvas, below, scope);
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-load")
    }
}
