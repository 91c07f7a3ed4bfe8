//! Everything that is known of the selected bed and of whoever is in it: beside the map, or in two lines below it.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::domain::ask::CensusRow;
use crate::domain::census::{BedKind, Isolation, OutKind, Place, stay::Missing};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, Span};

use crate::screens::detail::alike_lines;

use super::tiles::rule_words;
use super::ward::Cell;

/// One thing known: what it is, and its words.
struct Fact {
    label: &'static str,
    text: String,
    role: Role,
}

impl Fact {
    fn new(label: &'static str, text: impl Into<String>, role: Role) -> Self {
        Self {
            label,
            text: text.into(),
            role,
        }
    }
}

/// The facts one under another, labelled.
pub fn draw_pane(canvas: &mut Canvas<'_>, area: Rect, cell: &Cell, scope: &Scope<'_>) {
    Rule::titled(bed_words(cell, scope)).draw(canvas, Rect { height: 1, ..area });
    let inner = Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(1),
    );
    let mut y = inner.y;
    if let Some(row) = &cell.row {
        let name = row.name.as_ref().or(row.kana.as_ref());
        let name = name.map_or_else(|| scope.patient(row.patient), ToString::to_string);
        for line in canvas.measure().wrap(&name, usize::from(inner.width)) {
            canvas.put(inner.x, y, inner.width, &line, Role::Accent);
            y += 1;
        }
        if let (Some(kana), Some(_)) = (&row.kana, &row.name) {
            canvas.put_short(inner.x, y, inner.width, kana.as_str(), Role::Dim);
            y += 1;
        }
        y += 1;
    }
    let facts: Vec<Fact> = [patient_facts(cell, scope), bed_facts(cell, scope)]
        .into_iter()
        .flatten()
        .collect();
    let labels = facts
        .iter()
        .map(|fact| canvas.measure().columns(&scope.words.say(fact.label)));
    let labels = u16::try_from(labels.max().unwrap_or(0)).unwrap_or(u16::MAX);
    for fact in facts {
        let x = inner.x + labels + 2;
        let room = inner.right().saturating_sub(x);
        let lines = canvas.measure().wrap(&fact.text, usize::from(room));
        for (index, line) in lines.iter().enumerate() {
            if y >= inner.bottom() {
                return;
            }
            if index == 0 {
                canvas.put_short(inner.x, y, labels, &scope.words.say(fact.label), Role::Dim);
            }
            canvas.put(x, y, room, line, fact.role);
            y += 1;
        }
    }
}

/// Two lines below the map: who it is, and what is to be known first.
pub fn draw_lines(canvas: &mut Canvas<'_>, area: Rect, cell: &Cell, scope: &Scope<'_>) {
    let mut head = Rule::titled(bed_words(cell, scope));
    if let Some(row) = &cell.row {
        head.right = vec![Span::dim(place_words(&row.place, row, scope))];
    }
    head.draw(canvas, Rect { height: 1, ..area });
    let put = |canvas: &mut Canvas<'_>, y: u16, spans: &[Span]| {
        canvas.put_spans(area.x + 1, y, area.width.saturating_sub(2), spans);
    };
    let Some(row) = &cell.row else {
        let facts = bed_facts(cell, scope);
        let spans: Vec<Span> = facts
            .into_iter()
            .map(|fact| Span::new(format!("{}  ", fact.text), fact.role))
            .collect();
        put(canvas, area.y + 1, &spans);
        return;
    };
    let mut first = vec![Span::new(format!("{}  ", scope.patient(row.patient)), Role::Accent)];
    if let (Some(kana), Some(_)) = (&row.kana, &row.name) {
        first.push(Span::dim(format!("{kana}  ")));
    }
    for fact in identity(row, scope) {
        first.extend(labelled(&fact, scope));
    }
    put(canvas, area.y + 1, &first);
    // What can hurt somebody stands first: two in one bed, another of the same name.
    let (grave, rest): (Vec<Fact>, Vec<Fact>) = bed_facts(cell, scope)
        .into_iter()
        .partition(|fact| fact.role == Role::Alarm);
    let alike = alike_lines(scope, row.patient);
    let alike = alike.into_iter().map(|text| Fact::new("beds-bed", text, Role::Warn));
    let mut facts: Vec<Fact> = grave
        .into_iter()
        .chain(alike)
        .chain(care(row, scope))
        .chain(rest)
        .collect();
    let line = |facts: &[Fact]| -> Vec<Span> { facts.iter().flat_map(|fact| labelled(fact, scope)).collect() };
    let columns: usize = line(&facts)
        .iter()
        .map(|span| canvas.measure().columns(&span.text))
        .sum();
    // Of a long name of a department the code goes before something about the patient does.
    if columns > usize::from(area.width)
        && let Some(code) = &row.department
    {
        for long in facts.iter_mut().filter(|fact| fact.label == "beds-department") {
            long.text = code.to_string();
        }
    }
    let mut second = line(&facts);
    // The air behind the last one needs no room.
    if let Some(last) = second.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    put(canvas, area.y + 2, &second);
}

/// A fact in a line of facts: with its label where the words alone do not say what they are about.
fn labelled(fact: &Fact, scope: &Scope<'_>) -> Vec<Span> {
    let speaks = match fact.label {
        "beds-bed" => true,
        "beds-birth" | "beds-sex" | "beds-number" | "beds-department" => fact.role != Role::Warn,
        "beds-mobility" | "beds-diet" | "beds-inquiry" => fact.role == Role::Text,
        _ => false,
    };
    let label = if speaks {
        String::new()
    } else {
        format!("{} ", scope.words.say(fact.label))
    };
    vec![Span::dim(label), Span::new(format!("{}  ", fact.text), fact.role)]
}

fn bed_words(cell: &Cell, scope: &Scope<'_>) -> String {
    match cell.kind {
        BedKind::Licensed => cell.bed.to_string(),
        BedKind::Cot => format!("{}  {}", cell.bed, scope.words.say("beds-cot")),
    }
}

fn patient_facts(cell: &Cell, scope: &Scope<'_>) -> Vec<Fact> {
    let Some(row) = &cell.row else {
        return Vec::new();
    };
    let mut facts = identity(row, scope);
    let alike = alike_lines(scope, row.patient).into_iter();
    facts.extend(alike.map(|text| Fact::new("beds-alike", text, Role::Warn)));
    let (role, words) = match &row.place {
        Place::Out {
            kind: OutKind::Absconded,
            ..
        } => (Role::Alarm, place_words(&row.place, row, scope)),
        place => (Role::Text, place_words(place, row, scope)),
    };
    facts.push(Fact::new("beds-place", words, role));
    facts.push(Fact::new("beds-admitted", scope.moment(row.admitted), Role::Text));
    facts.extend(care(row, scope));
    facts.push(Fact::new("beds-said", scope.source(&row.said), Role::Dim));
    facts
}

/// Who it is: birth, age, sex, number.
fn identity(row: &CensusRow, scope: &Scope<'_>) -> Vec<Fact> {
    let words = scope.words;
    let unknown = || Span::new(words.say("beds-not-known"), Role::Warn);
    let birth = row.birth.map_or_else(unknown, |birth| {
        Span::plain(format!("{} {}", scope.birth(birth), scope.age(birth)))
    });
    let sex = row.sex.map_or_else(unknown, |sex| Span::plain(words.say(sex.term())));
    let number = row
        .identifier
        .as_ref()
        .map_or_else(unknown, |number| Span::plain(number.to_string()));
    let mut facts = vec![
        Fact::new("beds-birth", birth.text, birth.role),
        Fact::new("beds-sex", sex.text, sex.role),
        Fact::new("beds-number", number.text, number.role),
    ];
    if row.restricted {
        let text = format!(
            "{} {}",
            scope.look.sign(Shape::Restricted),
            words.say("inquiry-restricted")
        );
        facts.push(Fact::new("beds-inquiry", text, Role::Text));
    }
    facts
}

/// What whoever looks after the patient must know; what was not asked is never shown as none.
fn care(row: &CensusRow, scope: &Scope<'_>) -> Vec<Fact> {
    let words = scope.words;
    let asked = |label, text: Option<String>| match text {
        Some(text) => Fact::new(label, text, Role::Text),
        None => Fact::new(label, words.say("beds-not-asked"), Role::Warn),
    };
    let comma = words.say("list-comma");
    let allergies = row.allergies.as_ref().map(|allergies| {
        let names: Vec<&str> = allergies.iter().map(|allergy| allergy.what.as_str()).collect();
        if names.is_empty() {
            words.say("beds-allergies-none")
        } else {
            names.join(&comma)
        }
    });
    let department = row.department.as_ref().map_or_else(
        || Fact::new("beds-department", words.say("beds-not-known"), Role::Warn),
        |code| Fact::new("beds-department", scope.department(code), Role::Text),
    );
    let mut facts = vec![
        department,
        asked("beds-mobility", row.mobility.map(|mobility| words.say(mobility.term()))),
        asked(
            "beds-isolation",
            row.isolation.map(|isolation| match isolation {
                Isolation::None => words.say("detail-isolation-none"),
                isolation => words.say(isolation.term()),
            }),
        ),
        asked("beds-allergies", allergies),
    ];
    facts.extend(
        row.diet
            .as_ref()
            .map(|diet| Fact::new("beds-diet", diet.as_str(), Role::Text)),
    );
    let missing: Vec<String> = row
        .missing
        .iter()
        .filter_map(|missing| match missing {
            Missing::Name => Some("missing-name"),
            Missing::Kana => Some("missing-kana"),
            // These stand in a line of their own.
            Missing::Identifier
            | Missing::Sex
            | Missing::Birth
            | Missing::Department
            | Missing::Mobility
            | Missing::Allergies => None,
        })
        .map(|key| words.say(key))
        .collect();
    if !missing.is_empty() {
        facts.push(Fact::new("beds-missing", missing.join(&comma), Role::Warn));
    }
    facts
}

/// Where the patient is, since when, until when.
pub fn place_words(place: &Place, row: &CensusRow, scope: &Scope<'_>) -> String {
    let words = scope.words;
    let since = words.fill("since", &[("at", scope.moment(row.since).into())]);
    match place {
        Place::InBed { .. } => words.fill("beds-in-bed", &[("since", since.into())]),
        Place::Out { kind, until, place, .. } => {
            let mut parts = vec![words.say(kind.term())];
            parts.extend(place.iter().map(ToString::to_string));
            parts.push(since);
            parts.extend(until.map(|until| words.fill("until", &[("at", scope.moment(until).into())])));
            parts.join(" ")
        }
        Place::Transit { from, to } => {
            let places = [
                ("from", Value::from(from.shown())),
                ("to", Value::from(to.shown())),
                ("since", since.into()),
            ];
            words.fill("beds-transit", &places)
        }
        Place::Expected { .. } | Place::Left { .. } => String::new(),
    }
}

/// What is known of the bed itself.
fn bed_facts(cell: &Cell, scope: &Scope<'_>) -> Vec<Fact> {
    let words = scope.words;
    let mut facts = Vec::new();
    if cell.shared {
        facts.push(Fact::new("beds-bed", words.say("beds-shared-long"), Role::Alarm));
    }
    if let Some(block) = &cell.block {
        let until = block
            .until
            .map(|until| words.fill("until", &[("at", scope.moment(until).into())]));
        let places = [
            ("reason", Value::from(words.say(block.reason.term()))),
            ("until", until.unwrap_or_default().into()),
        ];
        let text = words.fill("beds-blocked", &places);
        facts.push(Fact::new("beds-bed", text.trim_end(), Role::Warn));
    }
    if let Some(patient) = cell.bound {
        let text = words.fill("beds-awaited-long", &[("patient", scope.patient(patient).into())]);
        facts.push(Fact::new("beds-bed", text, Role::Text));
    }
    if let Some(reservation) = &cell.reserved {
        let text = words.fill(
            "beds-reserved-long",
            &[("patient", scope.patient(reservation.patient).into())],
        );
        facts.push(Fact::new("beds-bed", text, Role::Text));
    }
    if facts.is_empty() && cell.row.is_none() {
        facts.push(Fact::new("beds-bed", words.say("beds-empty-long"), Role::Dim));
    }
    if let Some(rule) = cell.rule {
        facts.push(Fact::new("beds-rule-label", rule_words(rule, scope), Role::Text));
    }
    facts
}
