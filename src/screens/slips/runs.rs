//! Long because the runs, their places, their sheets and the hands they are in are one screen.
//!
//! 搬送便: the runs that are out, the places of the selected one in walking order with what is fetched and put down there,
//! and what is still in whose hands.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{
    Action, Confirmation, Happening, Intent, KeyCondition, KeyContext, Notice, Paper, Route, Scope, Screen,
    Selection as Selected, Situation, Tone,
};
use crate::domain::command::Command;
use crate::domain::slips::{
    Post, RunId,
    ask::runs::{self, InHands, RunRow, Sheet, SheetState, Stop},
    command::{Dropped, PickUp, SlipCommand, Taken},
    fact::Handed,
};
use crate::i18n::{Language, Value};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, DETAIL_FROM, Rule, Selection, Span};

use super::strip::{Around, Pressed, Strip};

/// Runs that are in sight at once; the selected one always is.
const RUNS: u16 = 5;

pub struct RunsScreen {
    drawn_for: Option<(u64, Language)>,
    runs: Vec<RunRow>,
    hands: Vec<InHands>,
    ids: Vec<RunId>,
    run: Selection<RunId>,
    stops: Vec<Stop>,
    posts: Vec<Post>,
    stop: Selection<Post>,
    /// The field for the number of a sheet that is not there.
    strip: Option<Strip>,
}

impl RunsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            runs: Vec::new(),
            hands: Vec::new(),
            ids: Vec::new(),
            run: Selection::default(),
            stops: Vec::new(),
            posts: Vec::new(),
            stop: Selection::default(),
            strip: None,
        };
        screen.settle(scope);
        screen
    }

    fn row(&self) -> Option<&RunRow> {
        self.runs.get(self.run.index())
    }

    fn lay_out(&mut self, scope: &Scope<'_>) {
        self.stops = self
            .row()
            .map(|row| runs::stops(scope.hospital, &row.run))
            .unwrap_or_default();
        self.posts = self.stops.iter().map(|stop| stop.post.clone()).collect();
        self.stop.settle(&self.posts);
    }

    /// The sheets of the run, and where its carrier stands.
    fn around(&self) -> Around {
        let legs = self.row().map(|row| row.run.legs()).unwrap_or_default();
        let carried = self
            .row()
            .into_iter()
            .flat_map(|row| &row.carried)
            .map(|(slip, _)| *slip);
        Around {
            listed: legs.iter().map(|leg| leg.slip).chain(carried).collect(),
            selected: None,
            post: self.stop.key().cloned(),
        }
    }

    fn press(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around();
        match self.strip.as_mut().map(|strip| strip.press(action, &around, scope)) {
            Some(Pressed::Done(intents)) => return intents,
            Some(Pressed::Closes(intents)) => {
                self.strip = None;
                return intents;
            }
            Some(Pressed::ForTheList) | None => {}
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        if self.strip.is_some() {
            return self.press(action, scope);
        }
        let decide = |command| vec![Intent::decide(Command::Slip(command))];
        let run = self.run.key().copied();
        let here = self.stop.key().cloned();
        match (action, run, here) {
            (Action::Back, ..) => vec![Intent::Back],
            (Action::Up, ..) => self.walk(-1),
            (Action::Down, ..) => self.walk(1),
            (Action::PageUp, ..) => self.walk(-10),
            (Action::PageDown, ..) => self.walk(10),
            (Action::First, ..) => self.walk(isize::MIN / 2),
            (Action::Last, ..) => self.walk(isize::MAX / 2),
            (Action::PreviousWard | Action::Left, ..) => self.turn(-1, scope),
            (Action::NextWard | Action::Right, ..) => self.turn(1, scope),
            (Action::OpenRun, ..) => vec![Intent::Open(Route::Form(Action::OpenRun, Selected::default()))],
            (Action::PickUp, Some(run), Some(here)) => decide(SlipCommand::PickUp(PickUp {
                what: Taken::AllAt(here),
                carrier: None,
                run: Some(run),
                to: None,
            })),
            (Action::HandOver, Some(run), Some(here)) => decide(SlipCommand::HandOver {
                what: Dropped::OfRun(run),
                to: Handed::Post(here),
            }),
            (Action::CloseRun, Some(run), _) => self.close(run, scope),
            (Action::CannotFind | Action::Found, Some(_), _) => {
                self.strip = Some(Strip::for_many(action, &self.around(), scope));
                Vec::new()
            }
            // The list of that desk, where what was put down is received.
            (Action::Open, _, Some(here)) => {
                let look = Selected {
                    paper: Paper {
                        post: Some(here),
                        ..Paper::default()
                    },
                    ..Selected::default()
                };
                vec![Intent::Look(look), Intent::Open(Route::Desk)]
            }
            (Action::PickUp | Action::HandOver | Action::CloseRun | Action::CannotFind | Action::Found, ..) => {
                vec![Intent::Say(Notice::new(Tone::Warn, scope.words.say("runs-none")))]
            }
            _ => Vec::new(),
        }
    }

    /// What was not fetched is asked about before the run is over.
    fn close(&self, run: RunId, scope: &Scope<'_>) -> Vec<Intent> {
        let ends = Intent::decide(Command::Slip(SlipCommand::CloseRun { run, remark: None }));
        let waiting = self.row().map_or(0, |row| row.waiting);
        // What is still carried is refused, and said.
        if waiting == 0 || self.row().is_some_and(|row| !row.carried.is_empty()) {
            return vec![ends];
        }
        vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
            title: scope.words.say("action-close-run"),
            question: scope
                .words
                .fill("runs-close-unfetched", &[("count", Value::from(waiting))]),
            safe: scope.words.say("runs-close-not"),
            go: scope.words.say("runs-close-go"),
            then: vec![ends],
        })))]
    }

    fn walk(&mut self, steps: isize) -> Vec<Intent> {
        self.stop.step(&self.posts, steps);
        Vec::new()
    }

    fn turn(&mut self, steps: isize, scope: &Scope<'_>) -> Vec<Intent> {
        self.run.step(&self.ids, steps);
        self.stop = Selection::default();
        self.lay_out(scope);
        Vec::new()
    }

    fn draw_runs(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let top = self.run.window(usize::from(area.height), self.runs.len());
        let shown = self.runs.iter().enumerate().skip(top);
        for (y, (index, row)) in (area.top()..area.bottom()).zip(shown) {
            let selected = index == self.run.index();
            if selected {
                canvas.sign(area.x, y, Shape::Pointer, Role::Accent);
            }
            let opened = row.run.opened.last();
            let since = opened.map(|(said, _)| speaker.time(said.at)).unwrap_or_default();
            let carrier = row.run.carrier().map(ToString::to_string).unwrap_or_default();
            let places = [
                ("waiting", Value::from(row.waiting)),
                ("carried", Value::from(row.carried.len())),
            ];
            let role = if selected { Role::Accent } else { Role::Text };
            let spans = [
                Span::new(carrier, role),
                Span::dim(format!("  {since}  ")),
                Span::plain(scope.words.fill("runs-state", &places)),
            ];
            canvas.put_spans(area.x + 2, y, area.width.saturating_sub(2), &spans);
        }
    }

    fn draw_stops(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let top = self.stop.window(usize::from(area.height), self.stops.len());
        let shown = self.stops.iter().enumerate().skip(top);
        for (y, (index, stop)) in (area.top()..area.bottom()).zip(shown) {
            let selected = index == self.stop.index();
            if selected {
                canvas.paint(Rect::new(area.x, y, area.width, 1), Role::Selection);
                canvas.sign(area.x, y, Shape::Pointer, Role::Selection);
            }
            let over = |role: Role| if selected { Role::Selection } else { role };
            let (shape, role) = if stop.is_done() {
                (Shape::Good, Role::Good)
            } else {
                (Shape::Saved, Role::Text)
            };
            canvas.sign(area.x + 2, y, shape, over(role));
            let waiting = stop
                .fetch
                .iter()
                .filter(|sheet| sheet.state == SheetState::Waiting)
                .count();
            let to_bring = stop
                .bring
                .iter()
                .filter(|sheet| sheet.state == SheetState::Carried)
                .count();
            let places = [
                ("fetch", Value::from(waiting)),
                ("fetch-all", Value::from(stop.fetch.len())),
                ("bring", Value::from(to_bring)),
                ("bring-all", Value::from(stop.bring.len())),
            ];
            let spans = [
                Span::new(speaker.post(&stop.post), over(Role::Text)),
                Span::new(format!("  {}", place_of(&stop.post, scope)), over(Role::Dim)),
                Span::new(
                    format!("  {}", scope.words.fill("runs-stop", &places)),
                    over(Role::Text),
                ),
            ];
            canvas.put_spans(area.x + 4, y, area.width.saturating_sub(4), &spans);
        }
    }

    /// What is fetched and put down at the selected place, a sheet a line.
    fn draw_sheets(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let Some(stop) = self.stops.get(self.stop.index()) else {
            return;
        };
        let mut y = area.y;
        for (key, sheets) in [("runs-fetch", &stop.fetch), ("runs-bring", &stop.bring)] {
            if sheets.is_empty() || y >= area.bottom() {
                continue;
            }
            let title = scope.words.fill(key, &[("count", Value::from(sheets.len()))]);
            Rule::titled(title).draw(canvas, Rect::new(area.x, y, area.width, 1));
            y += 1;
            for sheet in sheets {
                if y >= area.bottom() {
                    break;
                }
                draw_sheet(canvas, Rect::new(area.x, y, area.width, 1), sheet, scope);
                y += 1;
            }
        }
    }

    /// まだ手元: who has what, on a run or not.
    fn draw_hands(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        if area.height == 0 {
            return;
        }
        let all: usize = self.hands.iter().map(|one| one.sheets.len()).sum();
        let title = scope.words.fill("runs-hands", &[("count", Value::from(all))]);
        Rule::titled(title).draw(canvas, Rect { height: 1, ..area });
        for (y, one) in (area.y + 1..area.bottom()).zip(&self.hands) {
            let since = one.oldest.map(|since| scope.moment(since)).unwrap_or_default();
            let carry = scope
                .hospital
                .slip_book()
                .map_or(0, |book| i64::from(book.carry_minutes));
            let late = one
                .oldest
                .is_some_and(|oldest| oldest.plus_seconds(carry * 60) <= scope.now);
            let role = if late { Role::Warn } else { Role::Text };
            if late {
                canvas.sign(area.x, y, Shape::Late, role);
            }
            let places = [("count", Value::from(one.sheets.len())), ("since", since.into())];
            let text = format!("{}  {}", one.carrier, scope.words.fill("runs-in-hand", &places));
            canvas.put_short(area.x + 2, y, area.width.saturating_sub(2), &text, role);
        }
    }
}

/// Where a desk is, for whoever walks there.
fn place_of(post: &Post, scope: &Scope<'_>) -> String {
    let desk = scope.hospital.slip_book().and_then(|book| book.desk(post));
    desk.and_then(|desk| desk.place.as_ref())
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn draw_sheet(canvas: &mut Canvas<'_>, area: Rect, sheet: &Sheet, scope: &Scope<'_>) {
    let speaker = Speaker::new(scope.words, scope.hospital);
    let (shape, role, key) = match sheet.state {
        SheetState::Waiting => (Shape::EmptyBed, Role::Text, "runs-waiting"),
        SheetState::Carried => (Shape::Towards, Role::Accent, "runs-carried"),
        SheetState::PutDown => (Shape::Saved, Role::Text, "runs-put-down"),
        SheetState::Arrived => (Shape::Good, Role::Good, "runs-arrived"),
        SheetState::Astray => (Shape::Stop, Role::Alarm, "runs-astray"),
    };
    canvas.sign(area.x, area.y, shape, role);
    let slip = scope.hospital.slip(sheet.slip);
    let kind = slip.map(|slip| speaker.slip_kind(slip)).unwrap_or_default();
    let who = slip
        .and_then(|slip| slip.patient())
        .map(|patient| scope.patient(patient))
        .unwrap_or_default();
    let spans = [
        Span::plain(format!("{}  ", sheet.name())),
        Span::new(scope.words.say(key), role),
        Span::dim(format!(
            "  {} {} {}",
            speaker.post(&sheet.from),
            scope.look.sign(Shape::Towards),
            speaker.post(&sheet.to)
        )),
        Span::plain(format!("  {who}")),
        Span::dim(format!("  {kind}")),
    ];
    canvas.put_spans(area.x + 2, area.y, area.width.saturating_sub(2), &spans);
}

impl Screen for RunsScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        if self.strip.is_some() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        let mut holds = BTreeSet::new();
        if self.row().is_some() {
            holds.insert(KeyCondition::Run);
        }
        Situation {
            contexts: vec![KeyContext::Runs, KeyContext::Lists],
            holds,
            typing: Typing::Keys,
        }
    }

    fn forget_secrets(&mut self) {
        self.strip.iter_mut().for_each(Strip::forget_secrets);
    }

    fn takes_scan(&self) -> bool {
        self.strip.as_ref().is_some_and(Strip::takes_scan)
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around();
        if let (Some(strip), Some(edit)) = (&mut self.strip, edit_of(&happening)) {
            return strip.apply(&edit, &around, scope);
        }
        match happening {
            Happening::Decided(outcome) if self.strip.is_some() => {
                let decided = self.strip.as_mut().map(|strip| strip.decided(outcome, &around, scope));
                let (intents, closes) = decided.unwrap_or_default();
                if closes {
                    self.strip = None;
                }
                intents
            }
            Happening::Action(action) => self.act(action, scope),
            Happening::Decided(Err(refused)) => {
                vec![Intent::Say(Notice::new(Tone::Warn, scope.refused(&refused)))]
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.runs = runs::runs(scope.hospital);
            self.hands = runs::in_hands(scope.hospital);
            self.ids = self.runs.iter().map(|row| row.run.id).collect();
            self.run.settle(&self.ids);
            self.lay_out(scope);
        }
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let words = scope.words;
        let places = [("count", Value::from(self.runs.len()))];
        Rule::titled(words.fill("runs-open", &places)).draw(&mut canvas, Rect { height: 1, ..area });
        let wide = area.width >= DETAIL_FROM;
        let runs = RUNS.min(u16::try_from(self.runs.len().max(1)).unwrap_or(RUNS));
        let list = if wide { area.width * 45 / 100 } else { area.width };
        if self.runs.is_empty() {
            let text = words.say("runs-none");
            canvas.put(area.x + 2, area.y + 1, area.width.saturating_sub(4), &text, Role::Dim);
        } else {
            self.draw_runs(&mut canvas, Rect::new(area.x, area.y + 1, area.width, runs), scope);
        }
        let top = area.y + 1 + runs;
        let rest = area.bottom().saturating_sub(top);
        let hands = u16::try_from(self.hands.len()).unwrap_or(rest).min(rest / 3) + 1;
        let body = rest.saturating_sub(hands);
        if body > 1 && !self.runs.is_empty() {
            Rule::titled(words.say("runs-stops")).draw(&mut canvas, Rect::new(area.x, top, area.width, 1));
            if wide {
                self.draw_stops(&mut canvas, Rect::new(area.x, top + 1, list, body - 1), scope);
                let sheets = Rect::new(
                    area.x + list + 2,
                    top + 1,
                    area.width.saturating_sub(list + 2),
                    body - 1,
                );
                self.draw_sheets(&mut canvas, sheets, scope);
            } else {
                let stops = (body - 1)
                    .div_ceil(2)
                    .min(u16::try_from(self.stops.len()).unwrap_or(body));
                self.draw_stops(&mut canvas, Rect::new(area.x, top + 1, area.width, stops), scope);
                let sheets = Rect::new(
                    area.x + 1,
                    top + 1 + stops,
                    area.width.saturating_sub(2),
                    body - 1 - stops,
                );
                self.draw_sheets(&mut canvas, sheets, scope);
            }
        }
        self.draw_hands(&mut canvas, Rect::new(area.x, top + body, area.width, hands), scope);
        if let Some(strip) = &self.strip {
            let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
            super::draw_strip(&mut canvas, row, strip, scope);
        }
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-runs")
    }
}
