//! Steps of a slip's kind, 実施, results, billing. Refused steps say what is missing.

use super::{after_writing, known, post, workable, writing::person};
use crate::domain::{
    access::Context,
    compose::Draft,
    record::Timestamp,
    refusal::Refusal,
    slips::{
        book::{Code, Post, Purpose, StepKind},
        command::Perform,
        copy::{Copy, Custody},
        fact::{Billed, Performed, PlannedStep, StepDone, WorkStarted},
        number::SlipNumber,
        refusal::SlipRefusal,
        slip::Slip,
    },
    state::Hospital,
    text::Text,
};

/// Whether a working sheet of the slip lies there. Where the slip was written, it need not have been received.
fn lies_at(slip: &Slip, here: &Post) -> bool {
    slip.origin() == Some(here)
        || slip
            .current()
            .any(|copy: &Copy| matches!(copy.custody(), Custody::At { post } if post == here))
}

pub(super) fn start(
    hospital: &Hospital,
    slip: SlipNumber,
    at_post: Option<Post>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let known = workable(hospital, slip)?;
    after_writing(known, at)?;
    let step = known.next_step().ok_or(SlipRefusal::StepsDone { slip })?;
    let here = match at_post {
        Some(wanted) => post(hospital, &wanted)?,
        None => step.at.clone(),
    };
    if !lies_at(known, &here) {
        return Err(SlipRefusal::NotReceived { slip, post: here }.into());
    }
    if known.started.iter().any(|(_, started)| *started == here) {
        let step = step.code.clone();
        return Err(SlipRefusal::AlreadyDone { slip, step }.into());
    }
    Ok(Draft::one(at, WorkStarted { slip, at: here }))
}

/// The step that is named, or the next one; everything before it must be done.
fn step_of<'a>(slip: &'a Slip, wanted: Option<&Code>) -> Result<&'a PlannedStep, Refusal> {
    let number = slip.number;
    let next = slip.next_step();
    let Some(wanted) = wanted else {
        return next.ok_or_else(|| SlipRefusal::StepsDone { slip: number }.into());
    };
    let step = slip
        .plan()
        .iter()
        .find(|step| step.code == *wanted)
        .ok_or_else(|| SlipRefusal::UnknownStep { step: wanted.clone() })?;
    if slip.is_done(step) {
        let step = wanted.clone();
        return Err(SlipRefusal::AlreadyDone { slip: number, step }.into());
    }
    match next {
        Some(next) if next.code != *wanted => Err(SlipRefusal::StepMissing {
            slip: number,
            step: wanted.clone(),
            missing: next.code.clone(),
        }
        .into()),
        Some(next) => Ok(next),
        None => Err(SlipRefusal::StepsDone { slip: number }.into()),
    }
}

pub(super) fn done(
    hospital: &Hospital,
    slip: SlipNumber,
    step: Option<&Code>,
    by: Option<Text>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let known = workable(hospital, slip)?;
    let step = step_of(known, step)?;
    if step.kind == StepKind::Perform {
        return perform(
            hospital,
            Perform {
                slip,
                outcome: crate::domain::slips::fact::Outcome::Done,
                by,
                amount: None,
                lot: None,
                remark: None,
            },
            at,
        );
    }
    finish(known, step, by, None, at, context)
}

fn finish(
    known: &Slip,
    step: &PlannedStep,
    by: Option<Text>,
    remark: Option<Text>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let slip = known.number;
    after_writing(known, at)?;
    if !lies_at(known, &step.at) {
        let post = step.at.clone();
        return Err(SlipRefusal::NotReceived { slip, post }.into());
    }
    if let Some(other) = &step.unlike {
        let who = person(by.as_ref(), &context.asker.user);
        let did = known.steps.iter().rev().find(|(_, done)| done.step == *other);
        if did.is_some_and(|(said, done)| person(done.by.as_ref(), &said.by) == who) {
            let step = step.code.clone();
            return Err(SlipRefusal::SamePerson { slip, step }.into());
        }
    }
    Ok(Draft::one(
        at,
        StepDone {
            slip,
            step: step.code.clone(),
            at: step.at.clone(),
            by,
            remark,
        },
    ))
}

/// 実施 comes after everything before it; 中止 can come at any time, 返品 also after 実施.
pub(super) fn perform(hospital: &Hospital, wanted: Perform, at: Timestamp) -> Result<Draft, Refusal> {
    use crate::domain::slips::fact::Outcome;
    let slip = wanted.slip;
    let known = match wanted.outcome {
        Outcome::Done => workable(hospital, slip)?,
        Outcome::Stopped | Outcome::Returned => {
            let known = known(hospital, slip)?;
            if known.is_cancelled() {
                return Err(SlipRefusal::Cancelled { slip }.into());
            }
            known
        }
    };
    after_writing(known, at)?;
    let step = known
        .plan()
        .iter()
        .find(|step| step.kind == StepKind::Perform)
        .ok_or(SlipRefusal::NothingToPerform { slip })?;
    match (wanted.outcome, known.outcome()) {
        (_, Some(Outcome::Stopped | Outcome::Returned)) | (Outcome::Stopped, Some(Outcome::Done)) => {
            let step = step.code.clone();
            return Err(SlipRefusal::AlreadyDone { slip, step }.into());
        }
        (Outcome::Done, None) => {
            if let Some(next) = known.next_step().filter(|next| next.code != step.code) {
                return Err(SlipRefusal::StepMissing {
                    slip,
                    step: step.code.clone(),
                    missing: next.code.clone(),
                }
                .into());
            }
        }
        // A further part of the same order (a second bag, the rest of the days).
        (Outcome::Done | Outcome::Returned, Some(Outcome::Done)) | (Outcome::Stopped | Outcome::Returned, None) => {}
    }
    Ok(Draft::one(
        at,
        Performed {
            slip,
            outcome: wanted.outcome,
            by: wanted.by,
            amount: wanted.amount,
            lot: wanted.lot,
            remark: wanted.remark,
        },
    ))
}

pub(super) fn return_result(
    hospital: &Hospital,
    slip: SlipNumber,
    by: Option<Text>,
    remark: Option<Text>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let known = workable(hospital, slip)?;
    let step = known
        .plan()
        .iter()
        .find(|step| step.kind == StepKind::Result && !known.is_done(step))
        .ok_or(SlipRefusal::NothingToReturn { slip })?
        .code
        .clone();
    let step = step_of(known, Some(&step))?;
    finish(known, step, by, remark, at, context)
}

pub(super) fn bill(hospital: &Hospital, slip: SlipNumber, at: Timestamp) -> Result<Draft, Refusal> {
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    if known.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip }.into());
    }
    if !known.billed.is_empty() {
        return Err(SlipRefusal::AlreadyBilled { slip }.into());
    }
    let copy = known.billing_copy().ok_or(SlipRefusal::NotBillable { slip })?;
    if known.billing_due().is_none() {
        return Err(SlipRefusal::NotPerformed { slip }.into());
    }
    let there = matches!(copy.custody(), Custody::At { post } if *post == copy.to);
    if copy.purpose != Purpose::Billing || !there {
        let post = copy.to.clone();
        return Err(SlipRefusal::NotReceived { slip, post }.into());
    }
    Ok(Draft::one(at, Billed { slip }))
}
