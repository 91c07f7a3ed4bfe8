//! One sheet as a row of a list: what it is found by, what its columns say, what is to be done with it, and below it the slip that
//! is selected.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::checks::alarm::holds;
use crate::domain::slips::{
    CopyName, Post, Purpose, Slip,
    ask::Todo,
    ask::lists::{CopyRow, QueryState, Standing},
    term::Named,
};
use crate::screens::matching::Haystack;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Cell, Span};

use super::line;

/// What a row is found by: its number, its kind, whom it is for, who ordered.
pub fn hay(row: &CopyRow, scope: &Scope<'_>) -> Haystack {
    let mut hay = Haystack::default()
        .with(row.slip.as_str())
        .with(&row.slip.as_str().replace('-', ""));
    if let Some(origin) = &row.origin {
        hay = hay.with(origin.as_str());
    }
    let book = scope.hospital.slip_book();
    if let Some(kind) = row.kind.as_ref().and_then(|kind| book?.slip_type(kind)) {
        hay = hay.with(kind.title.ja.as_str()).with(kind.title.en.as_str());
    }
    let Some(patient) = row.patient.and_then(|id| scope.hospital.patient(id)) else {
        return hay;
    };
    if let Some(name) = patient.name.get() {
        hay = hay.with(name.as_str());
    }
    if let Some(kana) = patient.kana.get() {
        hay = hay.with_reading(kana.as_str());
    }
    patient
        .identifiers
        .iter()
        .fold(hay, |hay, (_, number)| hay.with(number.as_str()))
}

/// What has to be done with this sheet where it lies: the step of this desk, or what this sheet is for. The steps of others are
/// theirs.
fn next(slip: &Slip, row: &CopyRow, here: Option<&Post>, speaker: &Speaker<'_>) -> Option<String> {
    let words = speaker.words();
    match row.purpose {
        Purpose::Work | Purpose::Companion => {
            let due = here
                .and_then(|here| slip.next_step_at(here))
                .or_else(|| slip.next_step());
            due.map(|step| speaker.named(&Named::Step(slip.number, step.code.clone())))
                .or_else(|| Some(speaker.todo(Todo::of(slip)?)))
        }
        // It is due when the work at the patient is done.
        Purpose::Billing if slip.billing_due().is_some() => Some(speaker.todo(Todo::Bill)),
        Purpose::Billing if slip.next_step().is_some() => Some(words.say("slips-waits-for-performing")),
        Purpose::Result if slip.next_step().is_some() => Some(words.say("slips-waits-for-the-result")),
        Purpose::Patient => Some(words.say("slips-to-hand-out")),
        Purpose::Billing | Purpose::Result | Purpose::Origin | Purpose::Audit => Some(speaker.todo(Todo::File)),
    }
}

/// The cells of one sheet.
pub fn cells(row: &CopyRow, here: Option<&Post>, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<Cell> {
    let words = scope.words;
    let late = row.is_late(scope.now);
    let held = row.standing == Standing::Holds && holds(scope.hospital, row.slip).is_some();
    let (shape, role) = if held || row.custody.is_lost() {
        (Shape::Stop, Role::Alarm)
    } else if row.query != QueryState::None {
        (Shape::Stop, Role::Warn)
    } else if late || row.standing == Standing::Recalled {
        (Shape::Late, Role::Warn)
    } else if here.is_none_or(|here| row.is_at(here)) {
        (Shape::Saved, Role::Text)
    } else {
        (Shape::Towards, Role::Dim)
    };
    let rest = if here.is_none_or(|here| row.is_at(here)) || late {
        Role::Text
    } else {
        Role::Dim
    };
    let slip: Option<&Slip> = scope.hospital.slip(row.slip).map(AsRef::as_ref);
    let kind = slip.map(|slip| speaker.slip_kind(slip)).unwrap_or_default();
    let urgency = slip.map(|slip| speaker.urgency(slip)).unwrap_or_default();
    let who = row.patient.map(|patient| scope.patient(patient)).unwrap_or_default();
    let is_alike = row
        .patient
        .is_some_and(|patient| !scope.look_alikes.of(patient).is_empty());
    let alike = if is_alike {
        Span::new(format!("{} ", scope.look.sign(Shape::LookAlike)), Role::Warn)
    } else {
        Span::plain("")
    };
    let ward = row.origin.as_ref().map(ToString::to_string).unwrap_or_default();
    // A patient who was moved is written with the bed of now: nothing is carried to where nobody lies.
    let ward = match slip.and_then(|slip| super::moved_to(slip, scope)) {
        Some(bed) => format!("{ward}{}{bed}", scope.look.sign(Shape::Towards)),
        None => ward,
    };
    let next = match (row.query, row.standing) {
        (_, Standing::Recalled) => words.say("slip-recalled"),
        _ if held => words.say("slips-held"),
        (QueryState::Open, _) => words.say("slips-queried"),
        (QueryState::RevisionDue, _) => words.say("slips-revision-due"),
        (QueryState::Note, _) => words.say("slips-note"),
        (QueryState::None, _) if row.custody.is_lost() => speaker.custody(&row.custody),
        (QueryState::None, _) if here.is_none_or(|here| row.is_at(here)) => {
            slip.and_then(|slip| next(slip, row, here, speaker)).unwrap_or_default()
        }
        (QueryState::None, _) => speaker.custody(&row.custody),
    };
    let due = row.due.map(|due| scope.moment(due)).unwrap_or_default();
    vec![
        vec![Span::new(scope.look.sign(shape), role)],
        vec![Span::new(due, if late { Role::Warn } else { Role::Dim })],
        vec![Span::new(format!("{}/{}", row.slip, row.copy), rest)],
        vec![Span::new(kind, rest), Span::dim(format!(" {urgency}"))],
        // Whoever can be taken for another is marked wherever their paper is worked on.
        vec![Span::dim(format!("{ward} ")), alike, Span::new(who, rest)],
        vec![Span::new(next, role)],
    ]
}

/// The selected slip: what it is, what is to be looked at, where its sheets are.
pub fn draw_detail(canvas: &mut Canvas<'_>, area: Rect, name: CopyName, scope: &Scope<'_>) {
    let Some(slip) = scope.hospital.slip(name.slip) else {
        return;
    };
    let y = super::one::draw_head(canvas, area, slip, scope);
    if y < area.bottom() {
        let rest = Rect::new(area.x, y, area.width, area.bottom() - y);
        line::draw(canvas, rest, slip, Some(name), scope);
    }
}
