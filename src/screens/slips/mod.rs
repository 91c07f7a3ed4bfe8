//! Paper on the screen: F7, the slips of a ward or of the hospital and where every sheet of each is; F8, what lies on one
//! desk, with a field that takes one number after another.
//!
//! `list` is F7, `desk` is F8, `runs` the rounds of the carriers, `load` how much every desk has to do, `one` is a single slip
//! with everything that happened to it, `choose` picks a kind or a desk,
//! `rows` is a sheet as a row of a list, `line` draws the line of stations, `deed` is what the keys do with the selected sheet, `strip` the field for numbers.

mod choose;
mod deed;
mod desk;
mod line;
mod list;
mod load;
mod one;
mod rows;
mod runs;
mod strip;

use ratatui::layout::Rect;

use crate::app::{Scope, sentences::Speaker};
use crate::domain::census::{BedName, Place};
use crate::domain::identity::{AllergyStatus, PatientId};
use crate::domain::slips::safety::Warning;
use crate::domain::slips::{CopyName, Post, Slip};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Selection};

use strip::Strip;

pub use choose::{DesksScreen, KindsScreen};
pub use desk::DeskScreen;
pub use list::SlipsScreen;
pub use load::{LoadScreen, sign as load_sign};
pub use one::SlipScreen;
pub use runs::RunsScreen;

/// Columns from which the selected slip stands beside the list: what a sheet is, whose and where it goes needs the width before.
const BESIDE_FROM: u16 = 150;

/// Rows of the lower part, where the selected slip is shown, on a small terminal.
const LOWER: u16 = 9;

/// The list below its first line, and the selected slip beside or under it; `below` rows at the bottom are somebody else's.
fn parts(area: Rect, below: u16) -> (Rect, Rect) {
    let height = area.height.saturating_sub(1 + below);
    if area.width >= BESIDE_FROM {
        let width = area.width * 6 / 10;
        let list = Rect::new(area.x, area.y + 1, width, height);
        return (
            list,
            Rect::new(area.x + width + 2, area.y + 1, area.width - width - 2, height),
        );
    }
    // A higher terminal has room for all sheets of the slip.
    let lower = LOWER.max(area.height * 2 / 5).min(area.height / 2);
    let list = Rect::new(area.x, area.y + 1, area.width, height.saturating_sub(lower));
    let under = area.bottom().saturating_sub(lower + below);
    (list, Rect::new(area.x + 1, under, area.width - 2, lower))
}

/// What the domain warns of, and every other inpatient whose name can be taken for this one: the domain knows the same name and
/// the same reading, the look-alikes also a name that is one sound or one form of a character apart.
pub fn with_look_alikes(mut warnings: Vec<Warning>, patient: PatientId, scope: &Scope<'_>) -> Vec<Warning> {
    for other in scope.look_alikes.of(patient) {
        let warning = Warning::LookAlike(other.who);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}

/// What must be looked at, a line each with its sign: what harms first. Somebody else is told with everything that tells two
/// people apart.
pub fn told(mut warnings: Vec<Warning>, scope: &Scope<'_>) -> Vec<String> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let is_harm = |warning: &Warning| matches!(warning, Warning::Allergy { .. } | Warning::AllergyNotAsked);
    warnings.sort_by_key(|warning| !is_harm(warning));
    let line = |warning: &Warning| {
        let shape = match warning {
            Warning::Allergy { .. } => Shape::Stop,
            _ => Shape::Late,
        };
        let text = match warning {
            Warning::LookAlike(other) => {
                let places = [("patient", Value::from(whom(*other, scope)))];
                scope.words.fill("warning-look-alike", &places)
            }
            warning => speaker.warning(warning),
        };
        format!("{} {text}", scope.look.sign(shape))
    };
    warnings.iter().map(line).collect()
}

/// What somebody is allergic to, or that nobody asked: seen beside the name, before the drugs are thought of.
pub fn allergic(patient: PatientId, scope: &Scope<'_>) -> Option<String> {
    Some(match scope.hospital.allergies(patient) {
        AllergyStatus::None => return None,
        AllergyStatus::NotAsked => scope.words.say("slips-who-not-asked"),
        AllergyStatus::Present(known) => {
            let known: Vec<&str> = known.iter().map(|allergy| allergy.what.as_str()).collect();
            let places = [("what", Value::from(known.join(&scope.words.say("list-comma"))))];
            scope.words.fill("slips-who-allergic", &places)
        }
    })
}

/// Whose it is: the bed and everything that tells the person from another.
pub fn whom(patient: PatientId, scope: &Scope<'_>) -> String {
    let bed = scope
        .hospital
        .open_stay(patient)
        .and_then(|stay| stay.place()?.answers().cloned());
    match bed {
        Some(bed) => format!("{} {}", bed.shown(), scope.identified(patient)),
        None => scope.identified(patient),
    }
}

/// The cursor belongs to a slip, not to a line: it goes with its slip when another of its sheets is the most pressing, and to the
/// slip that somebody has just written or was led to.
fn follow(selection: &mut Selection<CopyName>, followed: &mut Option<CopyName>, names: &[CopyName], scope: &Scope<'_>) {
    let led = scope.focus.paper.slip;
    if led != *followed {
        *followed = led;
        if let Some(name) = led.and_then(|led| names.iter().find(|name| name.slip == led.slip)) {
            selection.choose(*name);
            return;
        }
    }
    let Some(held) = selection.key().copied().filter(|held| !names.contains(held)) else {
        return;
    };
    if let Some(name) = names.iter().find(|name| name.slip == held.slip) {
        selection.choose(*name);
    }
}

/// The field for numbers in the last row; a question, which has to be read whole, above it.
fn draw_strip(canvas: &mut Canvas<'_>, row: Rect, strip: &Strip, scope: &Scope<'_>) {
    canvas.paint(row, Role::Text);
    let hint = strip.draw(canvas, row, scope).map(|hint| (hint, Role::Dim));
    let question = strip.question().map(|question| (question, Role::Alarm));
    if let Some((question, role)) = question.or(hint) {
        let lines = canvas
            .measure()
            .wrap(&question, usize::from(row.width.saturating_sub(2)));
        let height = u16::try_from(lines.len()).unwrap_or(1);
        for (y, line) in (row.y.saturating_sub(height)..row.y).zip(&lines) {
            canvas.paint(Rect::new(row.x, y, row.width, 1), Role::Text);
            canvas.put(row.x + 1, y, row.width.saturating_sub(1), line, role);
        }
    }
}

/// Desks, then wards.
fn posts(scope: &Scope<'_>) -> Vec<Post> {
    let desks = scope.hospital.slip_book().into_iter().flat_map(|book| &book.desks);
    let wards = scope.hospital.frame().into_iter().flat_map(|frame| &frame.wards);
    desks
        .map(|desk| Post::of_desk(&desk.code))
        .chain(wards.filter_map(|ward| Post::parse(ward.code.as_str())))
        .collect()
}

fn bed_now(slip: &Slip, scope: &Scope<'_>) -> Option<BedName> {
    let stay = scope.hospital.open_stay(slip.patient()?)?;
    match stay.place()? {
        Place::Transit { to, .. } => Some(to.clone()),
        place => place.answers().cloned(),
    }
}

/// The ward where the patient of a slip lies now, or is going.
fn now_in(slip: &Slip, scope: &Scope<'_>) -> Option<Post> {
    bed_now(slip, scope).and_then(|bed| Post::parse(bed.ward()))
}

/// The bed of now, when it is not in the ward that ordered.
fn moved_to(slip: &Slip, scope: &Scope<'_>) -> Option<BedName> {
    let origin = slip.origin()?;
    let ordered_by_a_ward = scope.hospital.frame()?.ward(origin.as_str()).is_some();
    bed_now(slip, scope).filter(|bed| ordered_by_a_ward && bed.ward() != origin.as_str())
}

/// `5E から 6E-603-1 へ移っています`.
fn moved(slip: &Slip, scope: &Scope<'_>) -> Option<String> {
    let bed = moved_to(slip, scope)?;
    let from = slip.origin().map(ToString::to_string).unwrap_or_default();
    let places = [("bed", bed.to_string().into()), ("from", from.into())];
    Some(scope.words.fill("slips-moved", &places))
}

/// Why the patient of a slip is not where it was ordered: moved, or discharged.
fn elsewhere(slip: &Slip, scope: &Scope<'_>) -> Option<String> {
    let gone = crate::domain::slips::ask::present_warnings(scope.hospital, slip).contains(&Warning::Discharged);
    if gone {
        return Some(scope.words.say("warning-discharged"));
    }
    moved(slip, scope)
}
