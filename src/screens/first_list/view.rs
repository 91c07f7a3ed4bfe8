//! The sheet on the screen: progress on top, a line for each bed, below how the field is typed and what is wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, KeyContext, Scope, Situation};
use crate::domain::census::{BedKind, BedName};
use crate::domain::identity::Sex;
use crate::i18n::Value;
use crate::input::{Spot, Typing};
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, OccupancyBar, Rule, Scrollbar, Span, TextEdit, TextField};

use super::FirstListScreen;
use super::columns::{Columns, one_blank, widest};
use super::entry::{Entry, Field};
use super::saving::displaced_words;
use super::sheet::{self, Held, Line, Work};

/// Rows above the lines: progress and heads; and below: the field, its hint, what is wrong, the keys.
const ABOVE: u16 = 2;
const BELOW: u16 = 5;
const BAR: u16 = 16;
/// Columns in which a reason can be read.
const ROOM_FOR_REASON: u16 = 30;

/// Lines in sight on a screen of so many rows.
pub fn rows(height: u16) -> usize {
    usize::from(height.saturating_sub(ABOVE + BELOW)).max(1)
}

pub(super) fn draw(screen: &FirstListScreen, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
    let canvas = &mut canvas;
    if screen.lines.is_empty() {
        let key = if scope.hospital.frame().is_none() {
            "no-hospital"
        } else {
            "first-no-ward"
        };
        crate::screens::empty::draw(canvas, area, &scope.words.say(key));
        return None;
    }
    draw_progress(canvas, Rect { height: 1, ..area }, screen, scope);
    let beds = screen
        .lines
        .iter()
        .map(|line| canvas.measure().columns(&bed_words(&line.bed)));
    let beds = u16::try_from(beds.max().unwrap_or(5)).unwrap_or(u16::MAX);
    let columns = Columns::of(area, beds, widest(&screen.lines, canvas.measure(), scope));
    draw_heads(canvas, area.y + 1, &columns, scope);
    let height = area.height.saturating_sub(ABOVE + BELOW);
    let list = Rect::new(area.x, area.y + ABOVE, area.width, height);
    // A message takes rows for a moment; the line of the keyboard stays in sight.
    let top = screen.top.max((screen.at + 1).saturating_sub(usize::from(height)));
    for (y, (index, line)) in (list.top()..list.bottom()).zip(screen.lines.iter().enumerate().skip(top)) {
        let place = Rect::new(list.x, y, list.width, 1);
        canvas.mark(place, Spot::Row(index));
        if index == screen.at && screen.is_typing() {
            draw_typed(canvas, place, screen, line, &columns, scope);
        } else {
            draw_line(canvas, place, line, screen.works.get(&line.bed), &columns, scope);
        }
    }
    Scrollbar {
        top,
        shown: usize::from(height),
        all: screen.lines.len(),
    }
    .draw(canvas, list);
    let below = Rect::new(area.x, area.bottom().saturating_sub(BELOW), area.width, BELOW);
    draw_below(canvas, below, screen, scope);
    if let Some((_, x, width)) = columns.fields.iter().find(|(field, ..)| *field == Field::Department)
        && screen.field == Field::Department
        && screen.is_typing()
    {
        let row = u16::try_from(screen.at - top).unwrap_or(0);
        let field = Rect::new(*x, list.y + row, *width, 1);
        screen.department.draw_list(
            canvas,
            field,
            Rect {
                height: area.height,
                ..area
            },
        );
    }
    canvas.cursor()
}

/// The bed without its ward: the ward stands above.
fn bed_words(bed: &BedName) -> String {
    format!("{}-{}", bed.room(), bed.bed())
}

fn draw_progress(canvas: &mut Canvas<'_>, area: Rect, screen: &FirstListScreen, scope: &Scope<'_>) {
    let progress = sheet::progress(&screen.lines, &screen.works);
    let settled = progress.beds - progress.rest;
    let places = [
        ("done", Value::from(progress.done)),
        ("empty", Value::from(progress.empty)),
        ("rest", Value::from(progress.rest)),
        ("incomplete", Value::from(progress.incomplete)),
        ("unsaved", Value::from(progress.unsaved)),
        ("beds", Value::from(progress.beds)),
    ];
    let title = screen
        .ward
        .as_ref()
        .map(|ward| scope.ward_title(ward))
        .unwrap_or_default();
    let mut left = vec![
        Span::new(title, Role::Accent),
        Span::plain(format!("  {}", scope.words.fill("first-progress", &places))),
    ];
    if progress.incomplete > 0 {
        left.push(Span::new(
            format!("  {}", scope.words.fill("first-incomplete", &places)),
            Role::Warn,
        ));
    }
    if progress.unsaved > 0 {
        left.push(Span::new(
            format!("  {}", scope.words.fill("first-unsaved", &places)),
            Role::Warn,
        ));
    }
    Rule {
        left,
        right: Vec::new(),
    }
    .draw(canvas, area);
    let room = if area.width < 100 { 8 } else { BAR };
    let bar = Rect::new(area.right().saturating_sub(room + 2), area.y, room, 1);
    OccupancyBar {
        filled: settled,
        of: progress.beds,
        role: Role::Accent,
    }
    .draw(canvas, bar);
}

fn draw_heads(canvas: &mut Canvas<'_>, y: u16, columns: &Columns, scope: &Scope<'_>) {
    let (x, width) = columns.bed;
    canvas.put_short(x, y, width, &scope.words.say("beds-bed"), Role::Dim);
    for (field, x, width) in columns.fields {
        canvas.put_short(x, y, width, &scope.words.say(field.head()), Role::Dim);
    }
}

fn sex_words(sex: Option<Sex>, scope: &Scope<'_>) -> String {
    sex.map(|sex| scope.words.say(&format!("first-{}", sex.term())))
        .unwrap_or_default()
}

/// The line in which the keyboard is: its fields can be typed into.
fn draw_typed(
    canvas: &mut Canvas<'_>,
    area: Rect,
    screen: &FirstListScreen,
    line: &Line,
    columns: &Columns,
    scope: &Scope<'_>,
) {
    canvas.sign(area.x, area.y, Shape::Pointer, Role::Accent);
    let (x, width) = columns.bed;
    canvas.put_short(x, area.y, width, &bed_words(&line.bed), Role::Accent);
    for (field, x, width) in columns.fields {
        let place = Rect::new(x, area.y, width, 1);
        let focused = field == screen.field;
        let mut put = |edit: &TextEdit| TextField::new(edit.clone()).draw(canvas, place, focused);
        match field {
            Field::Name => put(&screen.typed.entry.name),
            Field::Kana => put(&screen.typed.entry.kana),
            Field::Birth => put(&screen.typed.entry.birth),
            Field::Number => put(&screen.typed.entry.number),
            Field::Department => screen.department.draw(canvas, place, focused),
            Field::Sex => {
                canvas.paint(place, Role::Field);
                canvas.put_short(x, area.y, width, &sex_words(screen.typed.entry.sex, scope), Role::Field);
                if focused {
                    canvas.set_cursor(x, area.y);
                }
            }
        }
    }
    let (x, width) = columns.state;
    if let Some(wrong) = &screen.wrong {
        // Where there is room the reason stands beside the field; it stands below in any case.
        let text = if width >= ROOM_FOR_REASON {
            wrong.text.as_str()
        } else {
            ""
        };
        put_state(canvas, (x, area.y, width), Shape::Stop, text, Role::Warn);
    } else if line.kind == BedKind::Cot {
        put_state(
            canvas,
            (x, area.y, width),
            Shape::EmptyBed,
            &scope.words.say("first-cot"),
            Role::Newborn,
        );
    }
}

fn put_state(canvas: &mut Canvas<'_>, (x, y, width): (u16, u16, u16), shape: Shape, text: &str, role: Role) {
    canvas.sign(x, y, shape, role);
    canvas.put_short(x + 2, y, width.saturating_sub(2), text, role);
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    area: Rect,
    line: &Line,
    work: Option<&Work>,
    columns: &Columns,
    scope: &Scope<'_>,
) {
    let words = scope.words;
    let (x, width) = columns.bed;
    let role = if line.kind == BedKind::Cot {
        Role::Newborn
    } else {
        Role::Dim
    };
    canvas.put_short(x, area.y, width, &bed_words(&line.bed), role);
    let (state_x, state_width) = columns.state;
    let state = (state_x, area.y, state_width);
    let (first, _) = columns
        .fields
        .first()
        .map_or((state_x, 0), |(_, x, width)| (*x, *width));
    let across = state_x.saturating_sub(first + 1);
    let typed = work.and_then(|work| work.draft.as_ref().or(work.sent.as_ref().map(|(typed, _)| typed)));
    if let Some(entry) = typed.map(|typed| &typed.entry) {
        let refused = work.and_then(|work| work.refused.as_ref());
        if let Some(why) = refused {
            // Name and reason: the rest stands there again when the keyboard comes back.
            let used = canvas.put_short(first, area.y, across / 3, entry.name.text(), Role::Text);
            let x = first + used + 2;
            canvas.put_short(x, area.y, state_x.saturating_sub(x + 1), why, Role::Warn);
            put_state(
                canvas,
                state,
                Shape::Stop,
                &words.say("first-state-refused"),
                Role::Warn,
            );
            return;
        }
        draw_entry(canvas, area.y, entry, columns, scope, Role::Text);
        let (shape, key, role) = if work.is_some_and(|work| work.draft.is_some()) {
            (Shape::Late, "first-state-unsaved", Role::Warn)
        } else {
            (Shape::Cut, "first-state-saving", Role::Dim)
        };
        put_state(canvas, state, shape, &words.say(key), role);
        return;
    }
    if let Some(displaced) = work.and_then(|work| work.displaced.first()) {
        // Whoever lies there comes first; and what was typed here and belongs nowhere now is not forgotten.
        let holds = sheet::holds_words(&line.held, scope);
        let used = canvas.put_short(first, area.y, across / 3, &holds, Role::Text);
        let x = first + used + 2;
        let text = words.fill("first-displaced-short", &[("typed", displaced.name().into())]);
        canvas.put_short(x, area.y, state_x.saturating_sub(x + 1), &text, Role::Warn);
        put_state(
            canvas,
            state,
            Shape::Stop,
            &words.say("first-state-unsaved"),
            Role::Warn,
        );
        return;
    }
    draw_held(canvas, (first, area.y, across), state, line, work, columns, scope);
}

/// What is in the bed by what is saved.
fn draw_held(
    canvas: &mut Canvas<'_>,
    (first, y, across): (u16, u16, u16),
    state: (u16, u16, u16),
    line: &Line,
    work: Option<&Work>,
    columns: &Columns,
    scope: &Scope<'_>,
) {
    let words = scope.words;
    match &line.held {
        Held::Patient(row) => {
            draw_entry(canvas, y, &Entry::of(row), columns, scope, Role::Text);
            let place = sheet::held_words(&line.held, scope);
            if sheet::missing(row).is_empty() {
                put_state(canvas, state, Shape::Saved, &place, Role::Good);
            } else {
                put_state(
                    canvas,
                    state,
                    Shape::Late,
                    &words.say("first-state-missing"),
                    Role::Warn,
                );
            }
        }
        Held::Free if work.is_some_and(|work| work.empty) => {
            let text = format!("{} {}", scope.look.sign(Shape::EmptyBed), words.say("beds-empty"));
            canvas.put_short(first, y, across, &text, Role::Dim);
        }
        Held::Free if line.kind == BedKind::Cot => {
            put_state(canvas, state, Shape::EmptyBed, &words.say("first-cot"), Role::Newborn);
        }
        Held::Free => {}
        Held::Shared => {
            canvas.put_short(first, y, across, &sheet::held_words(&line.held, scope), Role::Warn);
            put_state(canvas, state, Shape::Stop, "", Role::Alarm);
        }
        held @ (Held::Blocked(_) | Held::Awaited(_) | Held::Reserved(_)) => {
            let text = sheet::held_words(held, scope);
            let sign = if matches!(held, Held::Blocked(_)) {
                Shape::BlockedBed
            } else {
                Shape::Towards
            };
            canvas.put_short(
                first,
                y,
                across,
                &format!("{} {text}", scope.look.sign(sign)),
                Role::Dim,
            );
        }
    }
}

/// The values of a line; what this list asks for and is not there is marked.
fn draw_entry(canvas: &mut Canvas<'_>, y: u16, entry: &Entry, columns: &Columns, scope: &Scope<'_>, role: Role) {
    for (field, x, width) in columns.fields {
        let text = match field {
            Field::Name => entry.name.text().to_owned(),
            Field::Kana => one_blank(entry.kana.text()),
            Field::Sex => sex_words(entry.sex, scope),
            Field::Birth => entry.birth.text().to_owned(),
            Field::Department => match entry.department.as_ref() {
                // A name that would be cut is its code: of several that begin alike nobody could tell which.
                Some(code) if canvas.measure().columns(&scope.department(code)) > usize::from(width) => {
                    code.to_string()
                }
                Some(code) => scope.department(code),
                None => String::new(),
            },
            Field::Number => entry.number.text().to_owned(),
        };
        if text.is_empty() {
            canvas.put_short(x, y, width, &scope.words.say("first-missing"), Role::Warn);
        } else {
            canvas.put_short(x, y, width, &text, role);
        }
    }
}

fn draw_below(canvas: &mut Canvas<'_>, area: Rect, screen: &FirstListScreen, scope: &Scope<'_>) {
    let words = scope.words;
    let Some(line) = screen.line().filter(|_| screen.is_typing()) else {
        return;
    };
    let places = [
        ("bed", Value::from(line.bed.as_str())),
        ("field", words.say(screen.field.label()).into()),
    ];
    let left = vec![Span::new(words.fill("first-where", &places), Role::Accent)];
    Rule {
        left,
        right: Vec::new(),
    }
    .draw(canvas, Rect { height: 1, ..area });
    let (x, room) = (area.x + 2, area.width.saturating_sub(3));
    let mut hint = vec![Span::dim(words.say(screen.field.hint()))];
    // What the program made of a date is shown while it is typed.
    if screen.field == Field::Birth
        && let Some(birth) = screen.typed.entry.birth()
    {
        let text = format!("{} {}", scope.birth(birth), scope.age(birth));
        hint.insert(0, Span::new(format!("{text}  "), Role::Good));
    }
    canvas.put_spans(x, area.y + 1, room, &hint);
    let work = screen.works.get(&line.bed);
    let strayed = Some(&screen.typed).filter(|typed| typed.is_changed() && !typed.belongs(&line.held));
    let strayed = strayed.or(work.and_then(|work| work.displaced.first()));
    let wrong = screen.wrong.as_ref().map(|wrong| wrong.text.clone());
    if let Some(wrong) = wrong.or(strayed.map(|typed| displaced_words(typed, line, scope))) {
        let lines = canvas.measure().wrap(&wrong, usize::from(room.saturating_sub(2)));
        canvas.sign(x, area.y + 2, Shape::Stop, Role::Warn);
        for (y, line) in (area.y + 2..area.y + 4).zip(lines) {
            canvas.put(x + 2, y, room.saturating_sub(2), &line, Role::Warn);
        }
    } else if let Some(why) = work.and_then(|work| work.refused.as_ref()) {
        canvas.sign(x, area.y + 2, Shape::Stop, Role::Warn);
        canvas.put_short(x + 2, area.y + 2, room.saturating_sub(2), why, Role::Warn);
    } else {
        draw_finished(canvas, Rect::new(x, area.y + 2, room, 1), screen, scope);
    }
    let situation = Situation {
        contexts: vec![KeyContext::Typing, KeyContext::FirstList, KeyContext::Everywhere],
        holds: std::collections::BTreeSet::new(),
        typing: Typing::Text,
    };
    let key = |action: Action| scope.shown_key(&situation, action);
    let places = [
        ("on", Value::from(key(Action::GoOn))),
        ("save", key(Action::Save).into()),
        ("undo", key(Action::Undo).into()),
        ("ward", key(Action::Ward).into()),
    ];
    canvas.put_short(x, area.y + 4, room, &words.fill("first-keys", &places), Role::Dim);
}

/// When every bed of the ward was looked at.
fn draw_finished(canvas: &mut Canvas<'_>, area: Rect, screen: &FirstListScreen, scope: &Scope<'_>) {
    let progress = sheet::progress(&screen.lines, &screen.works);
    if progress.rest > 0 {
        return;
    }
    let places = [
        ("done", Value::from(progress.done)),
        ("empty", Value::from(progress.empty)),
        ("incomplete", Value::from(progress.incomplete)),
        ("unsaved", Value::from(progress.unsaved)),
    ];
    let text = scope.words.fill("first-finished", &places);
    canvas.sign(area.x, area.y, Shape::Good, Role::Good);
    canvas.put_short(area.x + 2, area.y, area.width.saturating_sub(2), &text, Role::Good);
}
