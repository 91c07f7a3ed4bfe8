//! What may happen to slips. Every function takes the newest state and returns facts, or the reason why not.
//!
//! `writing`: new slips, forms, revisions. `printing`: on paper. `carrying`: from hand to hand. `working`: steps, 実施, billing.
//! `asking`: 疑義照会. `entitled`: who may.

mod asking;
pub mod carrying;
pub mod entitled;
pub mod printing;
mod working;
pub mod writing;

pub use carrying::{ready_to_go, still_carried};
pub use working::is_a_second_persons;

use std::sync::Arc;

use super::{
    book::{Post, SlipBook, SlipTypesAdopted},
    command::{Dropped, SlipCommand, Taken},
    copy::{Copy, CopyName, Custody},
    number::SlipNumber,
    refusal::SlipRefusal,
    slip::Slip,
};
use crate::domain::{
    access::Context,
    checks::alarm,
    compose::Draft,
    record::{SettingsVersion, Timestamp},
    refusal::Refusal,
    state::Hospital,
};

/// Decides what somebody wants to do with slips.
pub fn decide(
    hospital: &Hospital,
    command: SlipCommand,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    match meant(hospital, command) {
        SlipCommand::AdoptBook { version, book } => Ok(adopt(hospital, version, book, at)),
        SlipCommand::PrepareBlanks { kind, count } => writing::prepare_blanks(hospital, kind, count, at, context),
        SlipCommand::Write(write) => writing::write(hospital, write, at, context),
        SlipCommand::Print {
            slip,
            printer,
            seen,
            at: desk,
        } => printing::print(hospital, slip, (printer, desk), seen, at),
        SlipCommand::Revise(revise) => writing::revise(hospital, revise, at, context),
        SlipCommand::Cancel { slip, reason } => writing::cancel(hospital, slip, reason, at),
        SlipCommand::PickUp(take) => carrying::pick_up(hospital, take, at),
        SlipCommand::HandOver { what, to } => match what {
            Dropped::Copy(name) => carrying::hand_over(hospital, name, to, at),
            Dropped::OfRun(run) => carrying::hand_over_all(hospital, run, to, at),
        },
        SlipCommand::Receive { name, at: post } => carrying::receive(hospital, name, &post, at, context),
        SlipCommand::Recall { name, at: post } => carrying::recall(hospital, name, post, at),
        SlipCommand::CannotFind { name, remark } => carrying::cannot_find(hospital, name, remark, at),
        SlipCommand::Found { name, at: post } => carrying::found(hospital, name, &post, at),
        SlipCommand::File { name, how, at: post } => carrying::file(hospital, name, how, post, at),
        SlipCommand::OpenRun { carrier, posts } => carrying::open_run(hospital, carrier, &posts, at, context),
        SlipCommand::CloseRun { run, remark } => carrying::close_run(hospital, run, remark, at),
        SlipCommand::Start { slip, at: post } => working::start(hospital, slip, post, at),
        SlipCommand::Done {
            slip,
            step,
            at: here,
            by,
            before,
        } => working::done(
            hospital,
            slip,
            (step.as_ref(), here.as_ref()),
            (by, before),
            at,
            context,
        ),
        SlipCommand::Perform(perform) => working::perform(hospital, perform, at, context),
        SlipCommand::ReturnResult { slip, by, remark } => {
            working::return_result(hospital, slip, by, remark, at, context)
        }
        SlipCommand::Bill { slip } => working::bill(hospital, slip, at),
        SlipCommand::Query(query) => asking::query(hospital, query, at),
        SlipCommand::Follow { slip, of, asked, how } => asking::follow(hospital, slip, of, asked, how, at),
        SlipCommand::Answer {
            slip,
            outcome,
            answer,
            by,
        } => asking::answer(hospital, slip, outcome, (answer, by), at),
        SlipCommand::PassNote { name } => asking::pass_note(hospital, name, at),
    }
}

/// With every number as its scheme writes it: people leave the hyphens out.
fn meant(hospital: &Hospital, mut command: SlipCommand) -> SlipCommand {
    match &mut command {
        SlipCommand::Print { slip, .. }
        | SlipCommand::Start { slip, .. }
        | SlipCommand::Done { slip, .. }
        | SlipCommand::ReturnResult { slip, .. }
        | SlipCommand::Bill { slip }
        | SlipCommand::Follow { slip, .. }
        | SlipCommand::Answer { slip, .. }
        | SlipCommand::Cancel { slip, .. } => *slip = SlipNumber::meant(*slip, hospital),
        SlipCommand::HandOver {
            what: Dropped::Copy(name),
            ..
        }
        | SlipCommand::Receive { name, .. }
        | SlipCommand::File { name, .. }
        | SlipCommand::PassNote { name }
        | SlipCommand::Recall { name, .. }
        | SlipCommand::CannotFind { name, .. }
        | SlipCommand::Found { name, .. } => *name = name.meant(hospital),
        SlipCommand::PickUp(take) => {
            if let Taken::Copy(name) = &mut take.what {
                *name = name.meant(hospital);
            }
        }
        SlipCommand::Perform(perform) => perform.slip = SlipNumber::meant(perform.slip, hospital),
        SlipCommand::Query(query) => query.slip = SlipNumber::meant(query.slip, hospital),
        SlipCommand::Revise(revise) => revise.slip = SlipNumber::meant(revise.slip, hospital),
        SlipCommand::HandOver {
            what: Dropped::OfRun(_),
            ..
        }
        | SlipCommand::Write(_)
        | SlipCommand::AdoptBook { .. }
        | SlipCommand::PrepareBlanks { .. }
        | SlipCommand::OpenRun { .. }
        | SlipCommand::CloseRun { .. } => {}
    }
    command
}

fn adopt(hospital: &Hospital, version: SettingsVersion, book: Arc<SlipBook>, at: Timestamp) -> Draft {
    if hospital.slip_book_version() == Some(version) {
        return Draft::default();
    }
    Draft::one(at, SlipTypesAdopted { version, book })
}

fn book(hospital: &Hospital) -> Result<&Arc<SlipBook>, Refusal> {
    hospital.slip_book().ok_or_else(|| SlipRefusal::NoBook.into())
}

/// A slip that was written.
fn known(hospital: &Hospital, slip: SlipNumber) -> Result<&Arc<Slip>, Refusal> {
    hospital
        .slip(slip)
        .filter(|known| known.written().is_some())
        .ok_or_else(|| unknown(hospital, slip).into())
}

/// Why a slip is not known: a digit was misread, or nobody has registered it.
pub fn unknown(hospital: &Hospital, slip: SlipNumber) -> SlipRefusal {
    match slip.parts(hospital) {
        Some(parts) if parts.holds => SlipRefusal::UnknownSlip { slip },
        _ => SlipRefusal::Misread { slip },
    }
}

/// A slip that is neither cancelled, nor stopped by a question, nor held because its patient was not the one who was there:
/// what work needs. A hold is lifted by a new check only (domain.md, Identity check 7).
fn workable(hospital: &Hospital, slip: SlipNumber) -> Result<&Arc<Slip>, Refusal> {
    let known = in_force(hospital, slip)?;
    if alarm::holds(hospital, slip).is_some() {
        return Err(SlipRefusal::Held { slip }.into());
    }
    Ok(known)
}

/// A slip that is neither cancelled nor stopped by a question: what can be in hand at a bed.
pub fn in_force(hospital: &Hospital, slip: SlipNumber) -> Result<&Arc<Slip>, Refusal> {
    let known = known(hospital, slip)?;
    if known.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip }.into());
    }
    if known.open_query().is_some() {
        return Err(SlipRefusal::QueryOpen { slip }.into());
    }
    if known.awaits_revision() {
        return Err(SlipRefusal::RevisionDue { slip }.into());
    }
    Ok(known)
}

/// A desk of the book or a ward of the hospital, as they are written there.
pub fn post(hospital: &Hospital, wanted: &Post) -> Result<Post, Refusal> {
    let same = |one: &str| one.eq_ignore_ascii_case(wanted.as_str());
    let desks = hospital.slip_book().into_iter().flat_map(|book| &book.desks);
    let wards = hospital.frame().into_iter().flat_map(|frame| &frame.wards);
    let found = desks
        .map(|desk| desk.code.as_str())
        .chain(wards.map(|ward| ward.code.as_str()))
        .find(|known| same(known))
        .and_then(Post::parse);
    found.ok_or_else(|| SlipRefusal::UnknownPost { post: wanted.clone() }.into())
}

/// The sheet that is named, or the only one that can be meant by `fits`.
fn sheet(
    slip: &Slip,
    name: CopyName,
    fits: impl Fn(&Copy) -> bool,
    otherwise: impl FnOnce() -> SlipRefusal,
) -> Result<&Copy, Refusal> {
    if let Some(number) = name.copy {
        return slip
            .copy(number)
            .ok_or_else(|| SlipRefusal::UnknownCopy { name }.into());
    }
    slip.copies
        .iter()
        .filter(|copy| copy.is_open() && fits(copy))
        .min_by_key(|copy| (std::cmp::Reverse(copy.number.revision), copy.number.number))
        .ok_or_else(|| otherwise().into())
}

/// A copy that somebody can have in the hand: on paper, not at its end, not lost.
fn in_hand(slip: &Slip, copy: &Copy) -> Result<(), Refusal> {
    let name = SlipRefusal::name(slip.number, copy.number);
    match copy.custody() {
        Custody::Unprinted => Err(SlipRefusal::NotPrinted { slip: slip.number }.into()),
        Custody::Ended { how, .. } => Err(SlipRefusal::over(name, *how).into()),
        Custody::Lost { .. } => Err(SlipRefusal::Lost { name }.into()),
        Custody::At { .. } | Custody::Carried { .. } | Custody::HandedOver { .. } => Ok(()),
    }
}

/// The way of a sheet is a line: nothing happens to it before what happened last.
fn after_last(copy: &Copy, at: Timestamp) -> Result<(), Refusal> {
    match copy.since() {
        Some(moved) if at < moved.minute() => Err(Refusal::AtBeforeLastMovement { at, moved }),
        _ => Ok(()),
    }
}

/// Nothing happens to a slip before it was written.
fn after_writing(slip: &Slip, at: Timestamp) -> Result<(), Refusal> {
    match slip.written.latest().map(|claim| claim.said.at) {
        Some(moved) if at < moved.minute() => Err(Refusal::AtBeforeLastMovement { at, moved }),
        _ => Ok(()),
    }
}
