//! Documents and printers on the left, the page on the right, the last jobs below.

use ratatui::layout::Rect;

use super::{PapersScreen, choices};
use crate::app::paper::Outlet;
use crate::app::sentences::Speaker;
use crate::app::{Action, Scope, Screen};
use crate::domain::printing::{Paper, PrintEnd, PrintJob, PrintState, PrintTo};
use crate::domain::slips::term::Named;
use crate::i18n::Value;
use crate::input::Spot;
use crate::print::Kind;
use crate::print::making::{kind_of, term_of};
use crate::print::press::Layout;
use crate::print::preview::PreviewLine;
use crate::print::queue::QueueState;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, TextField};

/// Columns of the left side.
const LEFT: u16 = 34;
/// The last jobs that are shown.
const JOBS: usize = 4;
/// Rows that printers and jobs need below the documents, and documents that are always shown.
const BELOW: u16 = 12;
const LEAST: usize = 5;

/// How many columns a page is laid out in, on a screen of this width.
pub fn preview_columns(width: u16) -> u16 {
    width.saturating_sub(LEFT + 2).max(40)
}

pub fn draw(screen: &PapersScreen, scope: &Scope<'_>, area: Rect, canvas: &mut Canvas<'_>) {
    let left = Rect {
        width: LEFT.min(area.width),
        ..area
    };
    let right = Rect {
        x: area.x + left.width + 2,
        width: area.width.saturating_sub(left.width + 2),
        ..area
    };
    let end = documents(screen, scope, left, canvas);
    let end = printers(screen, scope, Rect { y: end + 1, ..left }, area.bottom(), canvas);
    jobs(scope, Rect { y: end + 1, ..left }, area.bottom(), canvas);
    page(screen, scope, right, canvas);
}

fn documents(screen: &PapersScreen, scope: &Scope<'_>, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
    Rule::titled(scope.words.say("papers-documents")).draw(canvas, Rect { height: 1, ..area });
    let mut y = area.y + 1;
    let room = usize::from(area.height.saturating_sub(BELOW)).max(LEAST);
    let top = (screen.chosen + 1).saturating_sub(room);
    for (place, choice) in screen.choices.iter().enumerate().skip(top).take(room) {
        line(canvas, (area.x, y, area.width), place == screen.chosen, &choice.title);
        canvas.mark(Rect::new(area.x, y, area.width, 1), Spot::Row(place));
        y += 1;
        if place == screen.chosen {
            for option in options(screen, scope) {
                canvas.put_short(area.x + 4, y, area.width.saturating_sub(4), &option, Role::Dim);
                y += 1;
            }
        }
    }
    // While a reason is typed the key of the wards is a letter.
    if choices::ward(&screen.selection, scope).is_none() && screen.reason.is_none() {
        // Where the lists of a ward and its empty forms are: without a ward there are none.
        let keys = scope.shown_key(&screen.situation(scope), Action::Ward);
        let text = scope.words.fill("papers-of-a-ward", &[("keys", Value::from(keys))]);
        for line in canvas.measure().wrap(&text, usize::from(area.width.saturating_sub(3))) {
            canvas.put(area.x + 2, y, area.width.saturating_sub(2), &line, Role::Dim);
            y += 1;
        }
    }
    if let Some(reason) = &screen.reason {
        canvas.put(area.x + 2, y, area.width, &scope.words.say("papers-reason"), Role::Warn);
        let field = Rect::new(area.x + 2, y + 1, area.width.saturating_sub(2), 1);
        TextField::new(reason.clone()).draw(canvas, field, true);
        y += 2;
    }
    y
}

/// What can be set of the chosen document, with the keys.
fn options(screen: &PapersScreen, scope: &Scope<'_>) -> Vec<String> {
    let Some(choice) = screen.choice() else {
        return Vec::new();
    };
    let amounts = &screen.amounts;
    let mut options = Vec::new();
    match (&choice.paper, &choice.fresh) {
        (Paper::Labels { .. }, _) => {
            let places = [
                ("count", Value::from(amounts.labels)),
                ("first", Value::from(amounts.first)),
                ("positions", Value::from(screen.positions)),
            ];
            let key = if amounts.first == 0 {
                "papers-labels-single"
            } else {
                "papers-labels"
            };
            options.push(scope.words.fill(key, &places));
        }
        (Paper::WristStrips { .. }, _) => {
            let places = [
                ("first", Value::from(amounts.first)),
                ("positions", Value::from(screen.positions)),
            ];
            options.push(scope.words.fill("papers-strips", &places));
        }
        (_, Some(fresh)) => {
            let kind = match (amounts.kind, fresh.kinds.first()) {
                (1.., Some(kind)) => Speaker::new(scope.words, scope.hospital).named(&Named::SlipType(kind.clone())),
                _ => scope.words.say("papers-every-kind"),
            };
            let places = [("count", Value::from(amounts.forms)), ("kind", Value::from(kind))];
            options.push(scope.words.fill("papers-forms", &places));
        }
        _ => {}
    }
    if kind_of(&choice.paper) == Kind::Slip {
        options.push(scope.words.say(layout_term(screen.layout)));
    }
    options
}

/// The key of the words for how small pages are put on sheets.
pub fn layout_term(layout: Layout) -> &'static str {
    match layout {
        Layout::TwoOnOne => "papers-two-on-one",
        Layout::Single => "papers-single",
    }
}

fn printers(screen: &PapersScreen, scope: &Scope<'_>, area: Rect, bottom: u16, canvas: &mut Canvas<'_>) -> u16 {
    Rule::titled(scope.words.say("papers-printers")).draw(canvas, Rect { height: 1, ..area });
    let mut y = area.y + 1;
    let chosen = screen.printer.queue();
    let mut rows = vec![(chosen.is_none(), scope.words.say("papers-folder"))];
    // The print system does not name it just now; the paper goes there all the same.
    if let Some(queue) = chosen.filter(|queue| !screen.queue_names().contains(queue)) {
        rows.push((true, queue.to_owned()));
    }
    match &screen.queues {
        None => rows.push((false, scope.words.say("papers-looking"))),
        Some(Err(why)) => {
            let text = scope.words.fill(why.term(), &[("detail", Value::from(why.detail()))]);
            rows.push((false, text));
        }
        Some(Ok(queues)) => rows.extend(queues.iter().map(|queue| {
            let state = match &queue.state {
                QueueState::Idle => scope.words.say("print-queue-idle"),
                QueueState::Printing => scope.words.say("print-queue-printing"),
                QueueState::Stopped(why) => scope
                    .words
                    .fill("print-queue-stopped", &[("why", Value::from(why.as_str()))]),
            };
            let text = format!("{}  {}", queue.name, state.trim_end());
            (chosen == Some(queue.name.as_str()), text)
        })),
    }
    for (is_chosen, row) in &rows {
        if y >= bottom {
            break;
        }
        line(canvas, (area.x, y, area.width), *is_chosen, row);
        y += 1;
    }
    y
}

fn jobs(scope: &Scope<'_>, area: Rect, bottom: u16, canvas: &mut Canvas<'_>) {
    if area.y + 1 >= bottom {
        return;
    }
    Rule::titled(scope.words.say("papers-jobs")).draw(canvas, Rect { height: 1, ..area });
    let mut jobs: Vec<&std::sync::Arc<PrintJob>> = scope.hospital.print_jobs().collect();
    jobs.sort_by_key(|job| std::cmp::Reverse(job.asked.latest().map(|claim| claim.said.order)));
    let mut y = area.y + 1;
    for job in jobs.into_iter().take(JOBS) {
        let Some(claim) = job.asked.latest() else { continue };
        if y >= bottom {
            return;
        }
        let (state, role) = state(job, scope);
        let to = match &claim.value.to {
            PrintTo::Queue(queue) => queue.to_string(),
            PrintTo::File | PrintTo::Folder => String::new(),
        };
        let at = crate::i18n::when(scope.local(claim.said.order.stamp.recorded()), scope.local_now());
        let mut document = scope.words.say(&term_of(&claim.value.paper));
        if claim.value.paper.about().is_some()
            && let Some(about) = choices::about(&claim.value.paper, scope)
        {
            document = format!("{document} {about}");
        }
        canvas.put_short(area.x, y, area.width, &format!("{at}  {document}"), Role::Text);
        canvas.put_short(
            area.x + 2,
            y + 1,
            area.width.saturating_sub(2),
            format!("{state} {to}").trim_end(),
            role,
        );
        y += 2;
    }
}

fn state(job: &PrintJob, scope: &Scope<'_>) -> (String, Role) {
    let say = |key: &str| scope.words.say(key);
    match job.state() {
        PrintState::Asked => (say("print-state-asked"), Role::Warn),
        PrintState::Handed(_) => (say("print-state-handed"), Role::Text),
        PrintState::Ended(PrintEnd::Printed { .. }) => (say("print-state-printed"), Role::Good),
        PrintState::Ended(PrintEnd::Written { .. }) => (say("print-state-written"), Role::Good),
        PrintState::Ended(PrintEnd::GivenUp) => (say("print-state-given-up"), Role::Dim),
        PrintState::Ended(PrintEnd::NotPrinted(why)) => {
            let said = why.said.as_ref().map(ToString::to_string).unwrap_or_default();
            let words = scope
                .words
                .fill("print-state-not-printed", &[("why", Value::from(said))]);
            (words.trim_end().to_owned(), Role::Alarm)
        }
    }
}

/// The page that will be printed, as text.
fn page(screen: &PapersScreen, scope: &Scope<'_>, area: Rect, canvas: &mut Canvas<'_>) {
    let shown = match &screen.shown {
        None => {
            canvas.put(
                area.x,
                area.y + 1,
                area.width,
                &scope.words.say("papers-looking"),
                Role::Dim,
            );
            return;
        }
        Some(Err(lines)) => {
            for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
                canvas.put_short(area.x, y, area.width, line, Role::Alarm);
            }
            return;
        }
        Some(Ok(shown)) => shown,
    };
    let number = [
        ("page", Value::from(screen.page + 1)),
        ("pages", Value::from(shown.pages.len())),
        ("where", Value::from(where_to(screen, scope))),
    ];
    Rule::titled(scope.words.fill("papers-page", &number)).draw(canvas, Rect { height: 1, ..area });
    let mut y = area.y + 1;
    for spot in &shown.spots {
        canvas.put_short(area.x, y, area.width, spot, Role::Warn);
        y += 1;
    }
    let lines = shown
        .pages
        .get(screen.page)
        .map(|page| page.lines.as_slice())
        .unwrap_or_default();
    for line in lines {
        if y >= area.bottom() {
            break;
        }
        match line {
            PreviewLine::Blank => {}
            PreviewLine::Rule => {
                for x in area.x..area.right() {
                    canvas.sign(x, y, Shape::Across, Role::Dim);
                }
            }
            PreviewLine::Text(pieces) => {
                for (column, text) in pieces {
                    let room = area.width.saturating_sub(*column);
                    canvas.put_short(area.x + column, y, room, text, Role::Text);
                }
            }
        }
        y += 1;
    }
}

fn where_to(screen: &PapersScreen, scope: &Scope<'_>) -> String {
    match screen.outlet() {
        Outlet::Queue(queue) => queue,
        _ => scope.words.say("papers-folder"),
    }
}

fn line(canvas: &mut Canvas<'_>, (x, y, width): (u16, u16, u16), chosen: bool, text: &str) {
    let role = if chosen { Role::Selection } else { Role::Text };
    if chosen {
        canvas.sign(x, y, Shape::Pointer, Role::Accent);
    }
    canvas.put_short(x + 2, y, width.saturating_sub(2), text, role);
}
