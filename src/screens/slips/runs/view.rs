//! How the runs are drawn: the runs, the places of one in walking order, the sheets of a place; below them what is in whose hands.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::slips::{
    Post,
    ask::runs::{Sheet, SheetState},
};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, DETAIL_FROM, Rule, Span};

use super::{RUNS, RunsScreen, hands};

impl RunsScreen {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let places = [("count", Value::from(self.runs.len()))];
        Rule::titled(words.fill("runs-open", &places)).draw(canvas, Rect { height: 1, ..area });
        let wide = area.width >= DETAIL_FROM;
        let runs = RUNS.min(u16::try_from(self.runs.len().max(1)).unwrap_or(RUNS));
        let list = if wide { area.width * 45 / 100 } else { area.width };
        if self.runs.is_empty() {
            let text = words.say("runs-none");
            canvas.put(area.x + 2, area.y + 1, area.width.saturating_sub(4), &text, Role::Dim);
        } else {
            self.draw_runs(canvas, Rect::new(area.x, area.y + 1, area.width, runs), scope);
        }
        let top = area.y + 1 + runs;
        let rest = area.bottom().saturating_sub(top);
        let held: usize = self.hands.iter().map(|one| one.sheets.len()).sum();
        let below = u16::try_from(held).unwrap_or(rest).min(rest / 3) + 1;
        let body = rest.saturating_sub(below);
        if body > 1 && !self.runs.is_empty() {
            Rule::titled(words.say("runs-stops")).draw(canvas, Rect::new(area.x, top, area.width, 1));
            if wide {
                self.draw_stops(canvas, Rect::new(area.x, top + 1, list, body - 1), scope);
                let sheets = Rect::new(
                    area.x + list + 2,
                    top + 1,
                    area.width.saturating_sub(list + 2),
                    body - 1,
                );
                self.draw_sheets(canvas, sheets, scope);
            } else {
                let stops = (body - 1)
                    .div_ceil(2)
                    .min(u16::try_from(self.stops.len()).unwrap_or(body));
                self.draw_stops(canvas, Rect::new(area.x, top + 1, area.width, stops), scope);
                let sheets = Rect::new(
                    area.x + 1,
                    top + 1 + stops,
                    area.width.saturating_sub(2),
                    body - 1 - stops,
                );
                self.draw_sheets(canvas, sheets, scope);
            }
        }
        let below = Rect::new(area.x, top + body, area.width, below);
        hands::draw(canvas, below, &self.hands, self.in_hand(), scope);
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
        // Whoever has walked on to the sheets sees the last places.
        let top = self.spot.window(usize::from(area.height), self.stops.len());
        let top = top.min(self.stops.len().saturating_sub(usize::from(area.height)));
        let shown = self.stops.iter().enumerate().skip(top);
        for (y, (index, stop)) in (area.top()..area.bottom()).zip(shown) {
            let selected = index == self.spot.index();
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
        let Some(stop) = self.stops.get(self.spot.index()) else {
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
