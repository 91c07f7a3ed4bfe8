//! F8: what lies at one desk or ward and what is on its way there, the late ones on top.
//! Long because list, detail and the field for numbers are one screen.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::slips::{
    CopyName, Post, SlipNumber,
    ask::lists::{self, CopyRow, QueryState},
    ask::load::{self, DeskLoad},
};
use crate::i18n::{Language, Value};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::screens::matching::Needle;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Cell, DETAIL_FROM, Rule, Selection, Span, Table, TextEdit, TextField};

use super::deed::{self, Target};
use super::posts;
use super::rows::{Breadth, First, Listing, Rows, cells, columns, draw_detail, hay};
use super::strip::{self, Around, Pressed, Strip};

pub struct DeskScreen {
    drawn_for: Option<(u64, Language, i64, Post)>,
    post: Option<Post>,
    /// Everything on the list of the desk.
    all: Vec<CopyRow>,
    /// What the filter leaves of it.
    rows: Vec<CopyRow>,
    names: Vec<CopyName>,
    load: Option<DeskLoad>,
    selection: Selection<CopyName>,
    strip: Option<Strip>,
    filter: TextEdit,
    typing: bool,
    filtered_by: String,
    /// The slip that somebody was last led to.
    followed: Option<CopyName>,
}

impl DeskScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            post: None,
            all: Vec::new(),
            rows: Vec::new(),
            names: Vec::new(),
            load: None,
            selection: Selection::default(),
            strip: None,
            filter: TextEdit::new(Accepts::Text),
            typing: false,
            filtered_by: String::new(),
            followed: scope.focus.paper.slip,
        };
        screen.settle(scope);
        screen
    }

    /// The desk that was chosen, the ward of this laptop, or the first desk.
    fn present(&self, scope: &Scope<'_>) -> Option<Post> {
        let chosen = scope.focus.paper.post.clone();
        chosen
            .or_else(|| self.post.clone())
            .or_else(|| scope.ward.and_then(|ward| Post::parse(ward.as_str())))
            .or_else(|| {
                let mut all = posts(scope).into_iter();
                let first = all.next();
                // Nobody is shown an empty desk before one that has work.
                let busy = |post: &Post| scope.hospital.slips_at(post).next().is_some();
                first.clone().filter(&busy).or_else(|| all.find(busy)).or(first)
            })
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let Some(post) = &self.post else { return };
        self.all = lists::desk(scope.hospital, post, scope.now);
        self.load = load::load_of(scope.hospital, post, scope.now);
        self.narrow(scope);
    }

    /// What the filter leaves.
    fn narrow(&mut self, scope: &Scope<'_>) {
        self.filtered_by = self.filter.text().to_owned();
        let needle = Needle::new(&self.filtered_by);
        self.rows = if self.filter.is_empty() {
            self.all.clone()
        } else {
            let fits = |row: &&CopyRow| hay(row, scope).holds(&needle);
            self.all.iter().filter(fits).cloned().collect()
        };
        self.names = self
            .rows
            .iter()
            .map(|row| CopyName {
                slip: row.slip,
                copy: Some(row.copy),
            })
            .collect();
    }

    fn target(&self) -> Target {
        Target::new(self.selection.key().copied(), self.post.clone())
    }

    fn around(&self) -> Around {
        Around {
            listed: self.all.iter().map(|row| row.slip).collect(),
            selected: self.selection.key().copied(),
            post: self.post.clone(),
        }
    }

    /// The next desk or the one before; after the last comes the first.
    fn step_desk(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let all = posts(scope);
        let place = all
            .iter()
            .position(|post| Some(post) == self.post.as_ref())
            .unwrap_or(0);
        let step = match action {
            Action::PreviousWard => all.len().saturating_sub(1),
            _ => 1,
        };
        let Some(post) = all.get((place + step) % all.len().max(1)) else {
            return Vec::new();
        };
        self.post = Some(post.clone());
        let mut look = scope.focus.clone();
        look.paper.post = Some(post.clone());
        vec![Intent::Look(look)]
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around();
        if let Some(strip) = &mut self.strip {
            return match strip.press(action, &around, scope) {
                Pressed::Done(intents) => intents,
                Pressed::Closes(intents) => {
                    self.strip = None;
                    intents
                }
                Pressed::ForTheList => match action {
                    Action::Up => self.walk(-1),
                    Action::Down => self.walk(1),
                    _ => Vec::new(),
                },
            };
        }
        if self.typing {
            match action {
                Action::Back => {
                    self.typing = false;
                    self.filter = TextEdit::new(Accepts::Text);
                }
                Action::Open | Action::GoOn | Action::Save => self.typing = false,
                Action::Up => return self.walk(-1),
                Action::Down => return self.walk(1),
                _ => {}
            }
            return Vec::new();
        }
        match action {
            Action::Back if !self.filter.is_empty() => {
                self.filter = TextEdit::new(Accepts::Text);
                Vec::new()
            }
            Action::Filter => {
                self.typing = true;
                Vec::new()
            }
            Action::Back => vec![Intent::Back],
            Action::Up => self.walk(-1),
            Action::Down => self.walk(1),
            Action::PageUp => self.walk(-10),
            Action::PageDown => self.walk(10),
            Action::First => self.walk(isize::MIN / 2),
            Action::Last => self.walk(isize::MAX / 2),
            Action::PreviousWard | Action::NextWard => self.step_desk(action, scope),
            Action::ChooseDesk | Action::Ward => vec![Intent::Open(Route::Desks)],
            Action::Open => {
                let slip = self.selection.key().map(|name| name.slip);
                slip.map(|slip| Intent::Open(Route::Slip(slip))).into_iter().collect()
            }
            action if strip::takes(action) => {
                self.strip = Some(Strip::for_many(action, &around, scope));
                Vec::new()
            }
            action if strip::leads(action) => {
                self.strip = Some(Strip::for_one(action, &around, scope));
                Vec::new()
            }
            Action::PrintSlip => deed::print(&self.target(), self.post.clone(), scope),
            other => deed::intents(other, &self.target(), scope),
        }
    }

    fn walk(&mut self, steps: isize) -> Vec<Intent> {
        self.selection.step(&self.names, steps);
        Vec::new()
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let speaker = Speaker::new(words, scope.hospital);
        let desk = self.post.as_ref().map(|post| speaker.post(post)).unwrap_or_default();
        let late = self.all.iter().filter(|row| row.is_late(scope.now)).count();
        let here = self
            .all
            .iter()
            .filter(|row| self.post.as_ref().is_some_and(|post| row.is_at(post)))
            .count();
        // What cannot be found neither is here nor comes.
        let lost = self.all.iter().filter(|row| row.custody.is_lost()).count();
        let places = [
            ("here", Value::from(here)),
            ("coming", Value::from(self.all.len().saturating_sub(here + lost))),
        ];
        let mut left = vec![
            Span::new(desk, Role::Accent),
            Span::plain(format!("  {}", words.fill("slips-desk-count", &places))),
        ];
        // What a question stops stands where its time puts it: that there is such paper is said here.
        let stopped = |row: &&CopyRow| matches!(row.query, QueryState::Open | QueryState::RevisionDue);
        let asked: BTreeSet<SlipNumber> = self.all.iter().filter(stopped).map(|row| row.slip).collect();
        if !asked.is_empty() {
            left.push(Span::plain("  "));
            let text = words.fill("slips-desk-queried", &[("count", Value::from(asked.len()))]);
            left.push(Span::new(
                format!("{} {text}", scope.look.sign(Shape::Stop)),
                Role::Alarm,
            ));
        }
        if lost > 0 {
            left.push(Span::plain("  "));
            let text = words.fill("slips-desk-lost", &[("count", Value::from(lost))]);
            left.push(Span::new(
                format!("{} {text}", scope.look.sign(Shape::Stop)),
                Role::Alarm,
            ));
        }
        if late > 0 {
            let text = words.fill("slips-desk-late", &[("count", Value::from(late))]);
            left.push(Span::new(
                format!("  {} {text}", scope.look.sign(Shape::Late)),
                Role::Warn,
            ));
        }
        // On a small terminal the state alone: how much is here goes before how fast it goes.
        let right = match &self.load {
            _ if !self.filter.is_empty() => Vec::new(),
            Some(load) if area.width >= DETAIL_FROM => load_spans(load, scope),
            Some(load) => load_spans(load, scope).split_off(1),
            None => Vec::new(),
        };
        if !self.filter.is_empty() {
            let places = [
                ("filter", Value::from(self.filter.text())),
                ("shown", Value::from(self.rows.len())),
                ("all", Value::from(self.all.len())),
            ];
            let text = words.fill("slips-filtered", &places);
            left.push(Span::new(format!("  {text}"), Role::Accent));
        }
        Rule { left, right }.draw(canvas, area);
    }

    /// How many of each ward are here or on their way, the most first.
    fn draw_wards(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let mut wards: Vec<(&Post, usize, usize)> = Vec::new();
        for row in &self.all {
            let Some(origin) = &row.origin else { continue };
            let late = usize::from(row.is_late(scope.now));
            match wards.iter_mut().find(|(ward, ..)| *ward == origin) {
                Some((_, all, of)) => {
                    *all += 1;
                    *of += late;
                }
                None => wards.push((origin, 1, late)),
            }
        }
        wards.sort_by(|one, other| (other.1, one.0).cmp(&(one.1, other.0)));
        let parts: Vec<String> = wards
            .iter()
            .map(|(ward, all, late)| match late {
                0 => format!("{ward} {all}"),
                late => format!("{ward} {all}{}{late}", scope.look.sign(Shape::Late)),
            })
            .collect();
        let places = [("wards", Value::from(parts.join("  ")))];
        let text = scope.words.fill("slips-by-ward", &places);
        canvas.put_short(area.x + 1, area.y, area.width.saturating_sub(2), &text, Role::Dim);
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let breadth = Breadth::of(area.width);
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let columns = columns(&self.rows, breadth, scope, &speaker);
        let listing = Listing {
            breadth,
            rows: Rows::Sheets,
        };
        let row = |index: usize| -> Vec<Cell> {
            self.rows
                .get(index)
                .map(|row| cells(row, self.post.as_ref(), listing, scope, &speaker))
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

fn load_spans(load: &DeskLoad, scope: &Scope<'_>) -> Vec<Span> {
    let words = scope.words;
    let role = match load.state {
        load::LoadState::Fine => Role::Dim,
        load::LoadState::Near => Role::Warn,
        load::LoadState::Over => Role::Alarm,
    };
    let clear = match load.clear {
        Some(minutes) => words.fill("load-minutes", &[("minutes", minutes.into())]),
        None => words.say("load-stands"),
    };
    let limit = load.limit.map_or_else(|| "-".to_owned(), |limit| limit.to_string());
    let places = [
        (
            "came",
            Value::from(usize::try_from(load.arrived_last_hour()).unwrap_or(usize::MAX)),
        ),
        (
            "done",
            Value::from(usize::try_from(load.done_last_hour()).unwrap_or(usize::MAX)),
        ),
        ("clear", Value::from(clear.as_str())),
        ("limit", Value::from(limit.as_str())),
    ];
    // What is late is said beside it; then nothing is fine.
    let state = match load.state {
        load::LoadState::Fine if load.late > 0 => String::new(),
        state => format!("  {}", words.say(crate::app::slip_words::load_term(state))),
    };
    vec![Span::dim(words.fill("slips-load", &places)), Span::new(state, role)]
}

impl Screen for DeskScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.strip.is_some() || self.typing {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Desk, KeyContext::Slips, KeyContext::Lists],
            holds: self.target().conditions(scope),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let edit = edit_of(&happening);
        let around = self.around();
        if let (Some(strip), Some(edit)) = (&mut self.strip, &edit) {
            return strip.apply(edit, &around, scope);
        }
        if let (true, Some(edit)) = (self.typing, &edit) {
            self.filter.apply(edit);
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Decided(outcome) => {
                let Some(strip) = &mut self.strip else {
                    let said = outcome.err().map(|refused| scope.refused(&refused));
                    return said
                        .map(|text| Intent::Say(Notice::new(Tone::Warn, text)))
                        .into_iter()
                        .collect();
                };
                let (intents, closes) = strip.decided(outcome, &around, scope);
                if closes {
                    self.strip = None;
                }
                intents
            }
            _ => Vec::new(),
        }
    }

    fn forget_secrets(&mut self) {
        self.strip.iter_mut().for_each(Strip::forget_secrets);
    }

    /// The field for numbers asks for what a scanner types.
    fn takes_scan(&self) -> bool {
        self.strip.as_ref().is_some_and(Strip::takes_scan)
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.post = self.present(scope);
        if let Some(post) = &self.post {
            let now = (
                scope.edition,
                scope.words.language(),
                scope.now.minute().seconds(),
                post.clone(),
            );
            if self.drawn_for.as_ref() != Some(&now) {
                self.drawn_for = Some(now);
                self.read(scope);
            } else if self.filtered_by != self.filter.text() {
                self.narrow(scope);
            }
        }
        super::follow(&mut self.selection, &mut self.followed, &self.names, scope);
        self.selection.settle(&self.names);
        let (list, _) = super::parts(Rect::new(0, 0, scope.area.0, scope.area.1), 1);
        self.selection
            .scrolled_to(self.selection.window(Table::height(list), self.names.len()));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        if scope.hospital.slip_book().is_none() {
            crate::screens::empty::draw(&mut canvas, area, &scope.words.say("slips-no-book"));
            return None;
        }
        let head = Rect { height: 1, ..area };
        if self.typing {
            let used = canvas.put(area.x, area.y, area.width, "/ ", Role::Accent);
            let field = Rect::new(area.x + used, area.y, area.width.saturating_sub(used), 1);
            TextField::new(self.filter.clone()).draw(&mut canvas, field, true);
        } else {
            self.draw_head(&mut canvas, head, scope);
        }
        let (list, detail) = super::parts(area, 1);
        if self.rows.is_empty() {
            canvas.put(
                area.x + 2,
                area.y + 2,
                area.width - 4,
                &scope.words.say(if self.all.is_empty() {
                    "slips-desk-empty"
                } else {
                    "slips-nothing-fits"
                }),
                Role::Dim,
            );
        } else {
            self.draw_list(&mut canvas, list, scope);
        }
        if let Some(name) = self.selection.key() {
            draw_detail(&mut canvas, detail, *name, First::Paper, scope);
        }
        let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
        match &self.strip {
            Some(strip) => super::draw_strip(&mut canvas, row, strip, scope),
            None if self.all.is_empty() => {}
            None => self.draw_wards(&mut canvas, row, scope),
        }
        canvas.cursor()
    }

    fn papers(&self, scope: &Scope<'_>) -> Option<crate::app::Selection> {
        Some(self.target().selection(scope))
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-desk")
    }
}
