//! One sheet as a row of a list: what it is found by, what its columns say, what is to be done with it, and below it the slip that
//! is selected.

use std::collections::HashSet;

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::checks::alarm::holds;
use crate::domain::record::Timestamp;
use crate::domain::slips::{
    CopyName, Custody, Post, Purpose, Slip,
    ask::Todo,
    ask::lists::{CopyRow, QueryState, Standing},
    fact::{PlannedStep, QueryOutcome},
    term::Named,
};
use crate::i18n::Value;
use crate::screens::matching::Haystack;
use crate::theme::{Role, Shape};
use crate::widgets::{Align, Canvas, Cell, Column, Room, Span, in_lines};

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
fn next(slip: &Slip, row: &CopyRow, here: Option<&Post>, breadth: Breadth, speaker: &Speaker<'_>) -> Option<String> {
    let words = speaker.words();
    // A sheet of another place that was printed here is taken there.
    if let Some(here) = here.filter(|here| !row.purpose.is_worked() && row.is_at(here) && row.to != **here)
        && slip.origin() != Some(here)
    {
        return Some(words.fill("slips-take-to", &[("to", Value::from(speaker.post(&row.to)))]));
    }
    match row.purpose {
        Purpose::Work | Purpose::Companion => {
            let own = here.and_then(|here| slip.next_step_at(here));
            // Whoever has done all that is done here puts their sheet away, however far the others are.
            if let (Some(here), None) = (here, own)
                && row.to == *here
                && !slip.plan().iter().any(|step| step.at == *here && !slip.is_done(step))
            {
                return Some(speaker.todo(Todo::File));
            }
            let due = own.or_else(|| slip.next_step());
            let short = |step: &PlannedStep| match breadth {
                Breadth::Narrow => words.find(&format!("slips-step-{}", step.code), &[]),
                Breadth::Wide => None,
            };
            let whole = |step: &PlannedStep| speaker.named(&Named::Step(slip.number, step.code.clone()));
            due.map(|step| short(step).unwrap_or_else(|| whole(step)))
                .or_else(|| Some(speaker.todo(Todo::of(slip)?)))
        }
        // It is due when the work at the patient is done.
        Purpose::Billing if slip.billing_due().is_some() => Some(speaker.todo(Todo::Bill)),
        Purpose::Billing if slip.next_step().is_some() => Some(words.say("slips-waits-for-performing")),
        Purpose::Result if slip.next_step().is_some() => Some(words.say("slips-waits-for-the-result")),
        Purpose::Patient => Some(words.say("slips-to-hand-out")),
        // The ward gives it from the sheet that it kept.
        Purpose::Origin if slip.copy(row.copy).is_some_and(|copy| slip.is_performed_by(copy)) => slip
            .next_step()
            .map(|step| speaker.named(&Named::Step(slip.number, step.code.clone()))),
        Purpose::Billing | Purpose::Result | Purpose::Origin | Purpose::Audit => Some(speaker.todo(Todo::File)),
    }
}

/// What was answered to be written on the sheets that hold, while something is still to be given.
fn noted(slip: &Slip) -> Option<&str> {
    let answers = slip
        .queries
        .iter()
        .rev()
        .filter(|query| query.revision == slip.revision());
    let mut answers = answers.filter_map(|query| query.answers.last());
    let (_, answer) = answers.find(|(_, answer)| answer.outcome == QueryOutcome::Note)?;
    slip.outcome().is_none().then_some(answer.answer.as_str())
}

/// How much a list has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// 80 columns: of another day the day alone.
    Narrow,
    Wide,
}

impl Breadth {
    pub const fn of(columns: u16) -> Self {
        if columns < 100 { Self::Narrow } else { Self::Wide }
    }
}

/// The number of a sheet, as it is typed: `S07-100123-41/1`.
fn typed_name(row: &CopyRow) -> String {
    format!("{}/{}", row.slip, row.copy)
}

/// The columns for the numbers of all of these sheets: a revision whose end is cut looks like the void sheet.
pub fn number_room(rows: &[CopyRow]) -> Room {
    let longest = rows.iter().map(|row| typed_name(row).len()).max().unwrap_or_default();
    Room::exactly(u16::try_from(longest).unwrap_or(u16::MAX).clamp(15, 26))
}

/// The columns of a list of sheets. None of them goes, however narrow it is: by when, which sheet, what, whose, what next.
pub fn columns(rows: &[CopyRow], breadth: Breadth, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<Column> {
    let column = |key: &str, room: Room| Column {
        title: scope.words.say(key),
        room,
        align: Align::Left,
        rank: 0,
    };
    let due = match breadth {
        Breadth::Narrow => 5,
        Breadth::Wide => 11,
    };
    vec![
        // The state, and whether the patient can be taken for another.
        column("slips-state", Room::exactly(2)),
        column("slips-due", Room::exactly(due)),
        column("slips-number", number_room(rows)),
        // What these slips are, whole and no wider; the rest of the line says whose they are and what is next.
        column("slips-kind", kind_room(rows, scope, speaker)),
        column("slips-patient", Room::between(16, 28)),
        column("slips-next", Room::between(14, 60)),
    ]
}

/// How urgent a slip is, and what it is: the desk works by the first.
fn kind_of(slip: &Slip, speaker: &Speaker<'_>) -> String {
    let text = format!("{} {}", speaker.urgency(slip), speaker.slip_kind_short(slip));
    text.trim_start().to_owned()
}

/// The column for what these slips are. There are thousands of slips and few kinds of them.
fn kind_room(rows: &[CopyRow], scope: &Scope<'_>, speaker: &Speaker<'_>) -> Room {
    let mut met = HashSet::new();
    let slips = rows
        .iter()
        .filter_map(|row| scope.hospital.slip(row.slip).map(AsRef::as_ref));
    let kinds = slips.filter(|slip: &&Slip| {
        met.insert((
            slip.written().map(|written| &written.kind),
            slip.content().map(|content| &content.urgency),
        ))
    });
    let measure = scope.look.measure();
    let longest = kinds.map(|slip| measure.columns(&kind_of(slip, speaker))).max();
    Room::exactly(
        u16::try_from(longest.unwrap_or_default())
            .unwrap_or(u16::MAX)
            .clamp(8, 30),
    )
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// One sheet.
    Sheets,
    /// A whole slip, by its most pressing sheet: it is as late as its work, whoever has to do that.
    Slips,
}

/// What a list is of, and how much room it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    pub breadth: Breadth,
    pub rows: Rows,
}

/// By when the work is due, as it stands on the slip; for a sheet for billing, when it is to be billed. What is carried for too long or
/// cannot be found is late before that: its state says so, not another time.
pub fn shown_due(slip: &Slip, row: &CopyRow, rows: Rows) -> Option<Timestamp> {
    let work = slip.content().map(|content| content.due);
    let awaited = slip.next_step().is_some() && slip.outcome().is_none();
    match rows {
        _ if row.standing == Standing::Recalled => None,
        Rows::Slips if awaited => work,
        // A result that has not come back is as late as the work, whatever else is due later.
        Rows::Slips if row.due.is_some() && (row.purpose.is_worked() || row.purpose == Purpose::Result) => work,
        Rows::Slips => slip.billing_due().or(row.due),
        Rows::Sheets if row.purpose == Purpose::Billing => slip.billing_due(),
        // Nothing is due about this sheet, whatever is about the others.
        Rows::Sheets if row.due.is_none() => None,
        Rows::Sheets if row.purpose.is_worked() || row.purpose == Purpose::Result => work,
        Rows::Sheets => row.due.filter(|_| !row.custody.is_lost()),
    }
}

/// `14:02` today; `11-24 14:02` on another day, of which a narrow list has room for the day alone.
fn moment(at: Timestamp, breadth: Breadth, scope: &Scope<'_>) -> String {
    let local = scope.local(at);
    match breadth {
        Breadth::Narrow if local.date() != scope.local_now().date() => local.format("%m-%d").to_string(),
        Breadth::Narrow | Breadth::Wide => scope.moment(at),
    }
}

/// The cells of one sheet.
pub fn cells(
    row: &CopyRow,
    here: Option<&Post>,
    Listing { breadth, rows }: Listing,
    scope: &Scope<'_>,
    speaker: &Speaker<'_>,
) -> Vec<Cell> {
    let words = scope.words;
    let slip: Option<&Slip> = scope.hospital.slip(row.slip).map(AsRef::as_ref);
    let due = slip.and_then(|slip| shown_due(slip, row, rows));
    let passed = due.is_some_and(|due| due <= scope.now);
    let late = row.is_late(scope.now) || (rows == Rows::Slips && passed);
    let place = || match breadth {
        Breadth::Narrow => speaker.custody_short(&row.custody),
        Breadth::Wide => speaker.custody(&row.custody),
    };
    let held = row.standing == Standing::Holds && holds(scope.hospital, row.slip).is_some();
    let stops = matches!(row.query, QueryState::Open | QueryState::RevisionDue);
    let (shape, role) = if row.standing == Standing::Recalled {
        (Shape::Late, Role::Warn)
    } else if held || row.custody.is_lost() || stops {
        (Shape::Stop, Role::Alarm)
    } else if row.query != QueryState::None || row.purpose.is_worked() && slip.is_some_and(|slip| noted(slip).is_some())
    {
        (Shape::Stop, Role::Warn)
    } else if late {
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
    let kind = slip.map(|slip| kind_of(slip, speaker)).unwrap_or_default();
    let who = row.patient.map(|patient| scope.patient(patient)).unwrap_or_default();
    let is_alike = row
        .patient
        .is_some_and(|patient| !scope.look_alikes.of(patient).is_empty());
    // Whoever can be taken for another is marked wherever their paper is worked on.
    let alike = if is_alike {
        Span::new(scope.look.sign(Shape::LookAlike), Role::Warn)
    } else {
        Span::plain("")
    };
    let ward = row.origin.as_ref().map(ToString::to_string).unwrap_or_default();
    // A patient who was moved is written with the bed of now: nothing is carried to where nobody lies.
    let ward = match slip.and_then(|slip| super::moved_to(slip, scope)) {
        Some(bed) => format!("{ward}{}{bed}", scope.look.sign(Shape::Towards)),
        None => ward,
    };
    let on_its_way = too_long(row, breadth, scope);
    let next = match (row.query, row.standing) {
        (_, Standing::Recalled) => slip.map(|slip| speaker.recalled(slip)).unwrap_or_default(),
        _ if held => words.say("slips-held"),
        (QueryState::Open, _) => words.say("slips-queried"),
        (QueryState::RevisionDue, _) => words.say("slips-revision-due"),
        (QueryState::Note, _) => words.say("slips-note"),
        (QueryState::None, _) if row.custody.is_lost() => place(),
        // Its work may have time yet: what is late is the way.
        (QueryState::None, _) if on_its_way.is_some() => on_its_way.unwrap_or_default(),
        (QueryState::None, _) if here.is_none_or(|here| row.is_at(here)) => {
            let next = slip
                .and_then(|slip| next(slip, row, here, breadth, speaker))
                .unwrap_or_default();
            // A dose that was changed by word of mouth is seen with the step that gives it.
            match slip.and_then(noted).filter(|_| row.purpose.is_worked()) {
                Some(note) => {
                    let note = words.fill("slips-note-short", &[("note", Value::from(note))]);
                    format!("{note}  {next}")
                }
                None => next,
            }
        }
        (QueryState::None, _) => place(),
    };
    let due = due.map(|due| moment(due, breadth, scope)).unwrap_or_default();
    vec![
        vec![Span::new(scope.look.sign(shape), role), alike],
        vec![Span::new(due, if passed { Role::Warn } else { Role::Dim })],
        vec![Span::new(typed_name(row), rest)],
        vec![Span::new(kind, rest)],
        vec![Span::new(who, rest), Span::dim(format!(" {ward}"))],
        vec![Span::new(next, role)],
    ]
}

/// `搬送 40分超過（藤本）`, `受領されず 40分超過`.
fn too_long(row: &CopyRow, breadth: Breadth, scope: &Scope<'_>) -> Option<String> {
    let carry = scope.hospital.slip_book()?.carry_minutes;
    let minutes = row.carried_too_long(carry, scope.now)?;
    let late = scope.words.fill("slips-late-by", &[("minutes", Value::from(minutes))]);
    let what = match &row.custody {
        Custody::Carried { .. } => scope.words.say("slip-carried-short"),
        _ => scope.words.say("slip-handed-over-short"),
    };
    Some(match (&row.custody, breadth) {
        (Custody::Carried { carrier, .. }, Breadth::Wide) => format!("{what} {late}  {carrier}"),
        (_, Breadth::Wide) => format!("{what} {late}"),
        (_, Breadth::Narrow) => format!("{} {late}", scope.look.sign(Shape::Towards)),
    })
}

/// What of a selected slip goes first where not all of it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// What it says: whoever works at a desk reads the drugs.
    Paper,
    /// Where every sheet is.
    Places,
}

/// The selected slip: what it is, what is to be looked at, what it says, where its sheets are.
pub fn draw_detail(canvas: &mut Canvas<'_>, area: Rect, name: CopyName, first: First, scope: &Scope<'_>) {
    let Some(slip) = scope.hospital.slip(name.slip) else {
        return;
    };
    let mut y = super::one::draw_head(canvas, area, slip, scope);
    // Two rows for each sheet that has to be in sight.
    let sheets = match first {
        First::Paper => 1,
        First::Places => slip.copies.len(),
    };
    let spare = usize::from(area.bottom().saturating_sub(y)).saturating_sub(2 * sheets);
    let measure = canvas.measure();
    let rows = super::one::on_paper(slip, scope).into_iter();
    let lines = rows.flat_map(|row| in_lines(row, usize::from(area.width), 4, measure));
    for row in lines.take(spare) {
        canvas.put_spans(area.x, y, area.width, &row);
        y += 1;
    }
    if y < area.bottom() {
        let rest = Rect::new(area.x, y, area.width, area.bottom() - y);
        line::draw(canvas, rest, slip, Some(name), scope);
    }
}
