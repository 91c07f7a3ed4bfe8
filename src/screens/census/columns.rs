//! The columns of the list, and what stands in them. The reading goes first when the room is short, then the department;
//! bed, name, sex, age and number never go: they tell people apart.

use chrono::Datelike;

use crate::app::Scope;
use crate::domain::census::{BedKind, Place};
use crate::domain::identity::Sex;
use crate::i18n::Value;
use crate::screens::detail::allergy_words;
use crate::theme::{Role, Shape};
use crate::widgets::{Align, Cell, Column, Room, Span, Table};

use super::rows::{Line, What, Who};
use super::said::{Unasked, state};

/// Columns that hold what lines say; the widest name decides how wide its column is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Widest {
    pub bed: u16,
    pub name: u16,
    pub sex: u16,
    pub age: u16,
    pub id: u16,
    pub kana: u16,
    pub department: u16,
    pub diet: u16,
    pub isolation: u16,
    pub allergies: u16,
    pub state: u16,
}

/// No name needs more.
const NAME_MOST: u16 = 32;

/// What a reading and a department are content with where the room is short.
const KANA_LEAST: u16 = 16;
const DEPARTMENT_LEAST: u16 = 10;
/// The longest names of departments, Japanese and English, but for a few: a reading goes before one is cut.
const DEPARTMENT_ENOUGH: u16 = 16;
const DIET_LEAST: u16 = 8;
const DIET_ENOUGH: u16 = 12;
const ALLERGIES_LEAST: u16 = 10;
/// One allergy by its whole name: it is not cut for the sake of other columns.
const ALLERGY_WHOLE: u16 = 20;
const STATE_LEAST: u16 = 21;
const STATE_MOST: u16 = 40;
/// Several allergies in a row would take the whole line; the detail has them all.
const ALLERGIES_MOST: u16 = 36;

impl Widest {
    pub fn of(lines: &[Line], scope: &Scope<'_>) -> Self {
        let measure = scope.look.measure();
        let columns = |text: &str| u16::try_from(measure.columns(text)).unwrap_or(u16::MAX);
        let mut widest = Self {
            bed: columns(&scope.words.say("census-bed")),
            name: columns(&scope.words.say("census-name")).max(12),
            sex: columns(&scope.words.say("census-sex")),
            age: columns(&scope.words.say("census-age")),
            id: columns(&scope.words.say("census-id")),
            kana: KANA_LEAST,
            department: DEPARTMENT_LEAST,
            diet: DIET_LEAST,
            isolation: columns(&scope.words.say("census-isolation")),
            allergies: ALLERGIES_LEAST,
            state: 0,
        };
        for line in lines {
            widest.bed = widest.bed.max(columns(&bed(line, scope)));
            let name: Vec<Span> = name(line, scope);
            let name: u16 = name.iter().map(|span| columns(&span.text)).sum();
            widest.name = widest.name.max(name.min(NAME_MOST));
            let state = state(line, scope, Unasked::State(u16::MAX));
            let state: u16 = state.iter().map(|span| columns(&span.text)).sum();
            widest.state = widest.state.max(state);
            if let Some(who) = line.who() {
                let sex = who.sex.map_or(0, |one| columns(&sex(one, scope)));
                widest.sex = widest.sex.max(sex);
                widest.age = widest.age.max(columns(&age(who, scope)));
                let id = who.identifier.as_ref().map_or(0, |id| columns(id.as_str()));
                widest.id = widest.id.max(id);
                let kana = who.kana.as_ref().map_or(0, |kana| columns(kana.as_str()));
                widest.kana = widest.kana.max(kana.min(NAME_MOST));
                let department = who.department.as_ref();
                let department = department.map_or(0, |code| columns(&scope.department(code)));
                widest.department = widest.department.max(department.min(NAME_MOST));
                let diet = who.diet.as_ref().map_or(0, |diet| columns(diet.as_str()));
                widest.diet = widest.diet.max(diet.min(NAME_MOST));
                let isolation = who.isolation.map_or("detail-not-asked", |one| one.term());
                let isolation = columns(&scope.words.say(isolation));
                widest.isolation = widest.isolation.max(isolation);
                let found = allergies(who, scope, Role::Text);
                let found: u16 = found.iter().map(|span| columns(&span.text)).sum();
                widest.allergies = widest.allergies.max(found.min(ALLERGIES_MOST));
            }
        }
        widest
    }
}

/// The columns for a list of this width.
pub fn columns(scope: &Scope<'_>, widest: Widest, width: u16) -> Vec<Column> {
    let measure = scope.look.measure();
    let wide = |text: &str| u16::try_from(measure.columns(text)).unwrap_or(u16::MAX);
    let column = |key: &str, room: Room, align: Align, rank: u8| {
        let title = scope.words.say(key);
        let least = wide(&title).max(room.least);
        Column {
            room: Room {
                least,
                most: room.most.max(least),
            },
            title,
            align,
            rank,
        }
    };
    let words = |keys: &mut dyn Iterator<Item = &'static str>| {
        keys.map(|key| wide(&scope.words.say(key))).max().unwrap_or_default()
    };
    let mobilities = words(&mut crate::domain::census::Mobility::ALL.iter().map(|one| one.term()));
    // A move under way with its bed is the longest common state. The room for it does not depend on who is away just now: columns
    // that come and go with a discharge would move everything else.
    let state = STATE_LEAST;
    let mut columns = vec![
        column("census-bed", Room::exactly(widest.bed), Align::Left, 0),
        column("census-name", Room::exactly(widest.name), Align::Left, 0),
        column("census-kana", Room::between(KANA_LEAST, widest.kana), Align::Left, 9),
        column("census-sex", Room::exactly(widest.sex), Align::Left, 0),
        column("census-age", Room::exactly(widest.age), Align::Right, 0),
        column("census-id", Room::exactly(widest.id), Align::Left, 0),
        column(
            "census-department",
            Room::between(widest.department.min(DEPARTMENT_ENOUGH), widest.department),
            Align::Left,
            8,
        ),
        column("census-mobility", Room::exactly(mobilities), Align::Left, 3),
        column(
            "census-diet",
            Room::between(widest.diet.min(DIET_ENOUGH), widest.diet),
            Align::Left,
            4,
        ),
        column("census-isolation", Room::exactly(widest.isolation), Align::Left, 5),
        column(
            "census-allergies",
            Room::between(widest.allergies.min(ALLERGY_WHOLE), widest.allergies),
            Align::Left,
            6,
        ),
        // In the detail, too: the first to go.
        column("census-admitted", Room::between(6, 10), Align::Left, 10),
        column("census-state", Room::exactly(state), Align::Left, 0),
    ];
    // What the others leave, when all of them are whole: most lines say little here.
    let left = Table::left_over(&columns, width);
    if let Some(state) = columns.get_mut(STATE) {
        state.room.most = (state.room.least + left).min(STATE_MOST);
    }
    columns
}

/// Where the allergies and the state stand among the columns.
pub const ALLERGIES: usize = 10;
pub const STATE: usize = 12;

/// What stands in the fields of a line.
pub fn cells(line: &Line, scope: &Scope<'_>, unasked: Unasked) -> Vec<Cell> {
    let empty = Vec::new;
    let role = match &line.what {
        What::Here(who) if !matches!(who.place, Place::Expected { .. }) => Role::Text,
        _ => Role::Dim,
    };
    let bed = vec![Span::new(bed(line, scope), role)];
    let name = name(line, scope);
    let state = state(line, scope, unasked);
    let Some(who) = line.who() else {
        let mut cells = vec![bed, name];
        cells.resize_with(STATE, empty);
        cells.push(state);
        return cells;
    };
    let text = |text: String| vec![Span::new(text, role)];
    let or_unknown = |known: Option<String>| match known {
        Some(known) => vec![Span::new(known, role)],
        None => vec![Span::dim(scope.words.say("census-unknown"))],
    };
    let term = |key: &str| scope.words.say(key);
    vec![
        bed,
        name,
        text(who.kana.as_ref().map(ToString::to_string).unwrap_or_default()),
        or_unknown(who.sex.map(|one| sex(one, scope))),
        or_unknown(who.birth.map(|_| age(who, scope))),
        or_unknown(who.identifier.as_ref().map(ToString::to_string)),
        text(
            who.department
                .as_ref()
                .map(|code| scope.department(code))
                .unwrap_or_default(),
        ),
        or_unknown(who.mobility.map(|mobility| term(mobility.term()))),
        text(who.diet.as_ref().map(ToString::to_string).unwrap_or_default()),
        match who.isolation {
            Some(isolation) => text(term(isolation.term())),
            None => vec![Span::dim(term("detail-not-asked"))],
        },
        allergies(who, scope, role),
        text(admitted(who, scope)),
        state,
    ]
}

/// In one ward the bed without the ward; everybody knows where they are.
fn bed(line: &Line, scope: &Scope<'_>) -> String {
    let bed = bed_name(line, scope);
    match &line.what {
        // They have left it: somebody else can be put there.
        What::Here(who) if matches!(who.place, Place::Transit { .. }) => format!("({bed})"),
        _ => bed,
    }
}

fn bed_name(line: &Line, scope: &Scope<'_>) -> String {
    match (&line.bed, scope.ward) {
        (Some(bed), Some(ward)) if bed.ward() == ward.as_str() => format!("{}-{}", bed.room(), bed.bed()),
        (Some(bed), _) => bed.shown().to_owned(),
        (None, _) => scope.words.say("census-no-bed"),
    }
}

/// The name with its marks, or what the bed is.
fn name(line: &Line, scope: &Scope<'_>) -> Vec<Span> {
    let words = scope.words;
    let who = match &line.what {
        What::Here(who) | What::Coming { who, .. } => who,
        What::Empty { .. } => {
            let frame = scope.hospital.frame();
            let kind = line.bed.as_ref().and_then(|bed| frame?.bed(bed)).map(|bed| bed.kind);
            let key = match kind {
                Some(BedKind::Cot) => "beds-empty-cot",
                Some(BedKind::Licensed) | None => "census-empty",
            };
            let text = format!("{} {}", scope.look.sign(Shape::EmptyBed), words.say(key));
            return vec![Span::dim(text)];
        }
        What::Blocked { .. } => {
            let text = format!("{} {}", scope.look.sign(Shape::BlockedBed), words.say("census-blocked"));
            return vec![Span::dim(text)];
        }
    };
    let role = match &line.what {
        What::Here(who) if !matches!(who.place, Place::Expected { .. }) => Role::Text,
        _ => Role::Dim,
    };
    let mut spans = match who.name.as_ref().or(who.kana.as_ref()) {
        Some(name) => vec![Span::new(name.to_string(), role)],
        None => vec![Span::new(words.say("census-no-name"), Role::Warn)],
    };
    if let Some(kind) = who.alike {
        let word = words.say(&format!("census-alike-{}", kind.name()));
        spans.push(Span::new(
            format!(" {}{word}", scope.look.sign(Shape::LookAlike)),
            Role::Warn,
        ));
    }
    if who.restricted {
        spans.push(Span::dim(format!(" {}", scope.look.sign(Shape::Restricted))));
    }
    spans
}

/// One letter is enough under a heading.
fn sex(sex: Sex, scope: &Scope<'_>) -> String {
    scope.words.say(&format!("census-{}", sex.term()))
}

fn age(who: &Who, scope: &Scope<'_>) -> String {
    let Some(birth) = who.birth else {
        return String::new();
    };
    let (unit, count) = scope.age_in(birth);
    // A number alone is years; whatever else is says so.
    scope
        .words
        .fill(&format!("census-{unit}"), &[("count", Value::from(count))])
}

fn allergies(who: &Who, scope: &Scope<'_>, role: Role) -> Cell {
    match &who.allergies {
        None => vec![Span::dim(scope.words.say("detail-not-asked"))],
        Some(found) if found.is_empty() => vec![Span::new(scope.words.say("census-none"), role)],
        Some(found) => {
            let found: Vec<String> = found.iter().map(|one| allergy_words(scope, one)).collect();
            vec![Span::new(found.join(&scope.words.say("list-comma")), Role::Warn)]
        }
    }
}

/// The day of admission; the year only when it is another.
fn admitted(who: &Who, scope: &Scope<'_>) -> String {
    let Some(at) = who.admitted else {
        return String::new();
    };
    let (day, today) = (scope.local(at).date(), scope.local_now().date());
    if day.year() == today.year() {
        day.format("%m-%d").to_string()
    } else {
        day.format("%Y-%m-%d").to_string()
    }
}
