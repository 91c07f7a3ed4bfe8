//! What stands in a tile of the map. The name comes whole before anything else does: it tells two people apart.

use crate::app::Scope;
use crate::domain::ask::CensusRow;
use crate::domain::census::{BedKind, OutKind, Place, RoomRule};
use crate::domain::identity::{Birth, PatientId, Sex};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{BedTile, Density, RoomTile, Span, Walk};

use super::ward::{Cell, Room, RoomKind};

/// Columns of a tile that hold an ordinary name, a sex and an age.
const ORDINARY: u16 = 25;
/// No name makes a tile wider than this, so that two stand beside one another at 80 columns.
const WIDEST: u16 = 38;
/// Columns of a tile that holds more of what is known.
const GENEROUS: [u16; 2] = [38, 32];
/// The pointer and the blank behind the name of the bed.
const MARGIN: u16 = 2;

/// The map in tiles, and how closely it stands: as openly as `height` rows allow.
pub fn lay_out(rooms: &[Room], scope: &Scope<'_>, (width, height): (u16, u16)) -> (Vec<RoomTile>, Density) {
    let measure = scope.look.measure();
    let columns = |text: &str| u16::try_from(measure.columns(text)).unwrap_or(u16::MAX);
    let margin = |part: &Room| {
        let labels = part.cells.iter().map(|cell| columns(&label(cell, &part.kind)));
        MARGIN + labels.max().unwrap_or(1).max(1)
    };
    let longest = |part: &Room| {
        // Behind the name of a patient stand at least a word, or sex and age.
        let of = |cell: &Cell| columns(&name_of(cell, scope)) + u16::from(cell.row.is_some()) * 5;
        margin(part) + part.cells.iter().map(of).max().unwrap_or(0)
    };
    let longest = rooms.iter().map(longest).max().unwrap_or(0);
    let tile = longest.clamp(ORDINARY, WIDEST);
    let density = density(rooms, tile, (width, height));
    let width = Walk::room(width, Walk::across(width, density.tile));
    let tiles = rooms
        .iter()
        .map(|part| (part, width.saturating_sub(margin(part))))
        .map(|(part, room)| RoomTile {
            title: title(part, scope),
            note: note(part, scope),
            beds: part
                .cells
                .iter()
                .map(|cell| BedTile {
                    name: label(cell, &part.kind),
                    spans: first_line(cell, scope, density, room),
                    more: second_line(cell, scope, room),
                })
                .collect(),
        })
        .collect();
    (tiles, density)
}

/// Two lines a bed where they fit, in tiles as wide as they can be then; otherwise one line, and at last no air.
fn density(rooms: &[Room], tile: u16, (width, height): (u16, u16)) -> Density {
    let closest = Density { tile, rows: 1, air: 0 };
    let open = GENEROUS
        .into_iter()
        .filter(|wide| *wide > tile)
        .chain([tile])
        .map(|tile| Density { tile, rows: 2, air: 1 });
    open.chain([Density { air: 1, ..closest }])
        .find(|density| Walk::of(rooms.iter().map(|room| room.cells.len()), width, *density).height() <= height)
        .unwrap_or(closest)
}

/// How a bed is called under the title of its part of the map.
fn label(cell: &Cell, part: &RoomKind) -> String {
    match part {
        RoomKind::Singles => cell.bed.room().to_owned(),
        RoomKind::SentAway | RoomKind::Unknown => format!("{}-{}", cell.bed.room(), cell.bed.bed()),
        RoomKind::Room(_) | RoomKind::Part(_) => cell.bed.bed().to_owned(),
    }
}

fn title(room: &Room, scope: &Scope<'_>) -> String {
    let ends = |of: &dyn Fn(&Cell) -> String| match (room.cells.first(), room.cells.last()) {
        (Some(first), Some(last)) if of(first) != of(last) => format!("{}-{}", of(first), of(last)),
        (Some(first), _) => of(first),
        (None, _) => String::new(),
    };
    match &room.kind {
        RoomKind::Part(name) => {
            format!("{name}  {}", ends(&|cell| cell.bed.bed().to_owned()))
        }
        RoomKind::Room(name) => name.clone(),
        RoomKind::Singles => ends(&|cell| cell.bed.room().to_owned()),
        RoomKind::SentAway => scope.words.say("beds-sent-away"),
        RoomKind::Unknown => scope.words.say("beds-unknown"),
    }
}

fn note(room: &Room, scope: &Scope<'_>) -> String {
    match room.kind {
        RoomKind::Room(_) | RoomKind::Part(_) => room
            .cells
            .first()
            .and_then(|cell| cell.rule)
            .map(|rule| rule_words(rule, scope))
            .unwrap_or_default(),
        RoomKind::Singles => scope.words.say("beds-singles"),
        RoomKind::SentAway | RoomKind::Unknown => String::new(),
    }
}

/// Who may lie in the room, e.g. 男のみ.
pub fn rule_words(rule: RoomRule, scope: &Scope<'_>) -> String {
    let sex = rule.sex.map(|sex| scope.words.say(sex.term()));
    let isolation = rule.isolation.map(|isolation| scope.words.say(isolation.term()));
    let who: Vec<String> = sex.into_iter().chain(isolation).collect();
    scope.words.fill("beds-rule", &[("who", who.join(" ").into())])
}

/// Narrow blanks in the name: the map has no room for wide ones. Whoever can be taken for another is marked.
fn name(patient: PatientId, scope: &Scope<'_>) -> String {
    let name = scope.patient(patient).replace('\u{3000}', " ");
    match scope.look_alikes.worst(patient) {
        Some(_) => format!("{name}{}", scope.look.sign(Shape::LookAlike)),
        None => name,
    }
}

/// The name that the tile has to hold whole.
fn name_of(cell: &Cell, scope: &Scope<'_>) -> String {
    match (&cell.row, cell.bound, &cell.reserved) {
        (Some(row), ..) => name(row.patient, scope),
        (None, Some(patient), _) => name(patient, scope),
        (None, None, Some(reservation)) => name(reservation.patient, scope),
        (None, None, None) => String::new(),
    }
}

/// What the map says of somebody who is not simply in the bed: the sign, the word, how it sounds.
pub fn state(cell: &Cell, scope: &Scope<'_>) -> Option<(Option<Shape>, String, Role)> {
    let words = scope.words;
    let row = cell.row.as_ref()?;
    if cell.shared {
        return Some((Some(Shape::Stop), words.say("beds-shared"), Role::Alarm));
    }
    match &row.place {
        Place::Out {
            kind: OutKind::Absconded,
            ..
        } => Some((Some(Shape::Stop), words.say("beds-out-absconded"), Role::Alarm)),
        Place::Out { kind, until, .. } => {
            let text = words.say(&format!("beds-{}", kind.term()));
            let late = until.is_some_and(|until| until < scope.now);
            Some(if late {
                (Some(Shape::Late), text, Role::Warn)
            } else {
                (None, text, Role::Accent)
            })
        }
        Place::Transit { to, .. } => Some((Some(Shape::Towards), to.to_string(), Role::Accent)),
        _ if cell.block.is_some() => Some((Some(Shape::BlockedBed), words.say("beds-blocked-in-use"), Role::Warn)),
        _ => None,
    }
}

fn first_line(cell: &Cell, scope: &Scope<'_>, density: Density, room: u16) -> Vec<Span> {
    let Some(row) = &cell.row else {
        return empty_line(cell, scope);
    };
    let measure = scope.look.measure();
    let room = usize::from(room);
    let name = name(row.patient, scope);
    let needed = measure.columns(&name);
    let state = state(cell, scope).map(|(shape, text, role)| {
        let sign = shape.map(|shape| scope.look.sign(shape)).unwrap_or_default();
        // Where to, is said by the ward alone before the name is cut.
        let text = match &row.place {
            Place::Transit { to, .. } if needed + 2 + measure.columns(&text) > room => to.ward().to_owned(),
            _ => text,
        };
        Span::new(format!("{sign}{text}"), role)
    });
    let restricted = row.restricted.then(|| Span::dim(scope.look.sign(Shape::Restricted)));
    let sex_and_age = (density.rows == 1).then(|| Span::dim(sex_and_age(row, scope)));
    // Behind the name, as far as there is room: the state always, then the mark of a restricted patient, sex and age.
    let mut behind: Vec<Span> = Vec::new();
    for (index, span) in state.iter().chain(&restricted).chain(&sex_and_age).enumerate() {
        let used: usize = behind.iter().map(|span| measure.columns(&span.text) + 1).sum();
        let is_state = index == 0 && state.is_some();
        if is_state || needed + used + 1 + measure.columns(&span.text) <= room {
            behind.push(span.clone());
        }
    }
    let used: usize = behind.iter().map(|span| measure.columns(&span.text) + 1).sum();
    let name_room = room.saturating_sub(used);
    let role = match (&row.place, cell.kind) {
        (Place::InBed { .. }, BedKind::Cot) => Role::Newborn,
        (Place::InBed { .. }, BedKind::Licensed) => Role::Text,
        _ => Role::Dim,
    };
    let mut spans = vec![Span::new(measure.left(&name, name_room), role)];
    for span in behind {
        spans.push(Span::plain(" "));
        spans.push(span);
    }
    spans
}

fn empty_line(cell: &Cell, scope: &Scope<'_>) -> Vec<Span> {
    let words = scope.words;
    let sign = |shape: Shape| scope.look.sign(shape);
    if let Some(block) = &cell.block {
        let mut text = format!("{} {}", sign(Shape::BlockedBed), words.say(block.reason.term()));
        if let Some(until) = block.until {
            text.push(' ');
            text.push_str(&words.fill("beds-until", &[("at", scope.moment(until).into())]));
        }
        return vec![Span::dim(text)];
    }
    let meant = |key: &str, shape: Shape, patient: PatientId| {
        vec![
            Span::new(format!("{}{} ", sign(shape), words.say(key)), Role::Accent),
            Span::dim(name(patient, scope)),
        ]
    };
    if let Some(patient) = cell.bound {
        return meant("beds-awaited", Shape::Towards, patient);
    }
    if let Some(reservation) = &cell.reserved {
        return meant("beds-reserved", Shape::EmptyBed, reservation.patient);
    }
    let key = match cell.kind {
        BedKind::Licensed => "beds-empty",
        BedKind::Cot => "beds-empty-cot",
    };
    vec![Span::dim(format!("{} {}", sign(Shape::EmptyBed), words.say(key)))]
}

/// What else is known, where a bed has two lines; what does not fit whole is left out.
fn second_line(cell: &Cell, scope: &Scope<'_>, room: u16) -> Vec<Span> {
    let Some(row) = &cell.row else {
        return Vec::new();
    };
    let words = scope.words;
    let measure = scope.look.measure();
    let mut line = sex_and_age(row, scope);
    let parts = [
        row.department.as_ref().map(|code| scope.department(code)),
        row.mobility.map(|mobility| words.say(mobility.term())),
        row.diet.as_ref().map(ToString::to_string),
    ];
    for part in parts.into_iter().flatten() {
        if measure.columns(&line) + 1 + measure.columns(&part) <= usize::from(room) {
            line.push(' ');
            line.push_str(&part);
        }
    }
    vec![Span::dim(line)]
}

/// `男78`, `F 3d`; of an unknown sex or age what is known.
pub fn sex_and_age(row: &CensusRow, scope: &Scope<'_>) -> String {
    let sex = match row.sex {
        Some(Sex::Male) => scope.words.say("beds-sex-M"),
        Some(Sex::Female) => scope.words.say("beds-sex-F"),
        Some(Sex::Unknown) | None => scope.words.say("beds-sex-U"),
    };
    let age = row.birth.map(|birth| short_age(birth, scope)).unwrap_or_default();
    format!("{sex}{age}")
}

fn short_age(birth: Birth, scope: &Scope<'_>) -> String {
    let (key, count) = scope.age_in(birth);
    scope
        .words
        .fill(&format!("beds-{key}"), &[("count", Value::from(count))])
}
