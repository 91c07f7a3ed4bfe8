//! The words about single people on the board: the alarms above the wards, and where there is room the lists below.

use ratatui::layout::Rect;

use crate::app::{Action, Scope};
use crate::domain::record::Timestamp;
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule};

use super::model::{BlockedBed, Model, Person};

/// After so many seconds between two beds somebody should ask.
const LONG_TRANSIT: i64 = 60 * 60;
/// Absconded patients that get a line of their own.
const SINGLE: usize = 3;

/// One line above the wards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub role: Role,
    pub shape: Shape,
    pub text: String,
}

/// What has to be seen first, the worst on top.
pub fn alarms(model: &Model, scope: &Scope<'_>) -> Vec<Alarm> {
    let words = scope.words;
    let mut alarms = Vec::new();
    let mut say = |role, shape, text| alarms.push(Alarm { role, shape, text });
    for alarm in &model.checks {
        let sentence = match alarm.slip {
            Some(_) => "board-check-alarm-slip",
            None => "board-check-alarm",
        };
        let places = [
            ("count", Value::from(alarm.mismatches)),
            (
                "ward",
                alarm.ward.as_ref().map(ToString::to_string).unwrap_or_default().into(),
            ),
            (
                "who",
                alarm
                    .patient
                    .map(|patient| scope.patient(patient))
                    .unwrap_or_default()
                    .into(),
            ),
            (
                "slip",
                alarm.slip.map(|slip| slip.to_string()).unwrap_or_default().into(),
            ),
            ("last", alarm.last.map(|at| scope.moment(at)).unwrap_or_default().into()),
        ];
        say(Role::Alarm, Shape::Stop, words.fill(sentence, &places));
    }
    for person in model.absconded.iter().take(SINGLE) {
        let places = [
            ("bed", bed(person).into()),
            ("name", Value::from(&person.name)),
            ("since", since(person, scope).into()),
        ];
        say(Role::Alarm, Shape::Stop, words.fill("board-absconded", &places));
    }
    if model.absconded.len() > SINGLE {
        let places = [("count", Value::from(model.absconded.len() - SINGLE))];
        say(Role::Alarm, Shape::Stop, words.fill("board-absconded-more", &places));
    }
    let long: Vec<&Person> = model
        .transit
        .iter()
        .filter(|person| {
            person
                .since
                .is_some_and(|since| scope.now.seconds() - since.seconds() > LONG_TRANSIT)
        })
        .collect();
    for (key, people) in [
        ("board-transit-long", long),
        ("board-overdue", model.overdue(scope.now).collect()),
    ] {
        if !people.is_empty() {
            let who: Vec<String> = people
                .iter()
                .map(|person| format!("{} {}", bed(person), person.name))
                .collect();
            let places = [
                ("count", Value::from(people.len())),
                ("who", who.join(&words.say("list-comma")).into()),
            ];
            say(Role::Warn, Shape::Late, words.fill(key, &places));
        }
    }
    if model.total.discrepancies > 0 {
        let situation = super::situation();
        let keys = scope.keys.keys_of(&situation, Action::Discrepancies);
        let places = [
            ("count", Value::from(model.total.discrepancies)),
            ("keys", keys.first().map(ToString::to_string).unwrap_or_default().into()),
        ];
        // Two records that cannot both be true: a conflict, not something late.
        say(Role::Alarm, Shape::Stop, words.fill("board-discrepancies", &places));
    }
    alarms.extend(model.paper.alarms(scope));
    // The worst on top, whatever it is about.
    alarms.sort_by_key(|alarm| alarm.role != Role::Alarm);
    alarms
}

pub fn draw_alarms(canvas: &mut Canvas<'_>, area: Rect, alarms: &[Alarm]) {
    for (y, alarm) in (area.top()..area.bottom()).zip(alarms) {
        canvas.paint(Rect::new(area.x, y, area.width, 1), alarm.role);
        canvas.sign(area.x + 1, y, alarm.shape, alarm.role);
        canvas.put_short(area.x + 3, y, area.width.saturating_sub(4), &alarm.text, alarm.role);
    }
}

fn bed(person: &Person) -> String {
    person
        .bed
        .as_ref()
        .map(|bed| bed.shown().to_owned())
        .unwrap_or_default()
}

fn since(person: &Person, scope: &Scope<'_>) -> String {
    person.since.map(|since| scope.moment(since)).unwrap_or_default()
}

/// Columns that a list needs to be worth reading.
const LIST: u16 = 42;
const AIR: u16 = 2;
/// Columns of the list of desks.
const DESKS: u16 = 66;

/// The lists below the wards, side by side: who is between two beds, who is away, who is expected, which beds are blocked.
pub fn draw_lists(canvas: &mut Canvas<'_>, area: Rect, model: &Model, scope: &Scope<'_>) {
    let of = |people: &[Person], late: bool| -> Vec<(Role, String)> {
        let role = |person: &Person| {
            if late && is_past(person.until, scope.now) {
                Role::Warn
            } else {
                Role::Text
            }
        };
        people
            .iter()
            .map(|person| (role(person), line(person, scope)))
            .collect()
    };
    let blocked = model
        .blocked
        .iter()
        .map(|blocked| (Role::Text, blocked_line(blocked, scope)));
    let lists = [
        ("board-list-transit", of(&model.transit, false)),
        ("board-list-away", of(&model.away, true)),
        ("board-list-expected", of(&model.expected, false)),
        ("board-list-blocked", blocked.collect()),
    ];
    let mut area = area;
    // How the desks stand goes before who is away.
    if !model.paper.desks.is_empty() && area.width >= DESKS {
        model.paper.draw_desks(canvas, Rect { width: DESKS, ..area }, scope);
        area.x += DESKS + AIR;
        area.width = area.width.saturating_sub(DESKS + AIR);
        if area.width < LIST {
            return;
        }
    }
    let count = ((area.width + AIR) / (LIST + AIR)).clamp(1, 4);
    let width = (area.width + AIR) / count - AIR;
    for (index, (key, lines)) in (0..count).zip(lists) {
        let place = Rect::new(area.x + index * (width + AIR), area.y, width, area.height);
        draw_list(canvas, place, key, &lines, scope);
    }
}

fn draw_list(canvas: &mut Canvas<'_>, area: Rect, key: &str, lines: &[(Role, String)], scope: &Scope<'_>) {
    let title = scope.words.fill(key, &[("count", Value::from(lines.len()))]);
    Rule::titled(title).draw(canvas, Rect { height: 1, ..area });
    let rows = usize::from(area.height.saturating_sub(1));
    let room = area.width.saturating_sub(2);
    if lines.is_empty() {
        canvas.put_short(
            area.x + 2,
            area.y + 1,
            room,
            &scope.words.say("board-list-nobody"),
            Role::Dim,
        );
    }
    // The last row says how many are not shown.
    let shown = if lines.len() > rows {
        rows.saturating_sub(1)
    } else {
        rows
    };
    for (y, (role, text)) in (area.y + 1..area.bottom()).zip(lines.iter().take(shown)) {
        if *role == Role::Warn {
            canvas.sign(area.x, y, Shape::Late, *role);
        }
        // When it was is what is looked for: the rest makes way for it.
        let (what, when) = text.split_once('\t').unwrap_or((text.as_str(), ""));
        let columns = u16::try_from(canvas.measure().columns(when)).unwrap_or(0).min(room);
        let air = if columns == 0 { 0 } else { columns + 1 };
        canvas.put_short(area.x + 2, y, room.saturating_sub(air), what, *role);
        canvas.put(area.x + 2 + room - columns, y, columns, when, *role);
    }
    if lines.len() > shown {
        let text = scope
            .words
            .fill("list-more", &[("count", Value::from(lines.len() - shown))]);
        canvas.put_short(area.x + 2, area.bottom() - 1, room, &text, Role::Dim);
    }
}

fn blocked_line(blocked: &BlockedBed, scope: &Scope<'_>) -> String {
    let what = format!("{}  {}", blocked.bed.shown(), scope.words.say(blocked.reason.term()));
    match blocked.until {
        Some(until) => format!("{what}\t{}", scope.moment(until)),
        None => what,
    }
}

fn is_past(until: Option<Timestamp>, now: Timestamp) -> bool {
    until.is_some_and(|until| until < now)
}

fn line(person: &Person, scope: &Scope<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    match (&person.bed, &person.to) {
        (Some(bed), Some(to)) => {
            let towards = scope.look.sign(Shape::Towards);
            parts.push(format!("{} {towards} {}", bed.shown(), to.shown()));
        }
        (Some(bed), None) => parts.push(bed.shown().to_owned()),
        (None, _) => parts.push(scope.words.say("board-no-bed")),
    }
    parts.push(person.name.clone());
    // What the moment means is in the title of the list.
    let when = match (person.until, person.since, &person.to) {
        (Some(until), _, _) => scope.moment(until),
        (None, Some(since), Some(_)) => scope.moment(since),
        _ => return parts.join("  "),
    };
    format!("{}\t{when}", parts.join("  "))
}
