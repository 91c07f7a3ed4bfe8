//! Steps of a slip's kind, 実施, results, billing. Refused steps say what is missing.

use super::{after_writing, known, post, workable, writing::person};
use crate::domain::{
    access::Context,
    checks::fits,
    compose::Draft,
    record::Timestamp,
    refusal::Refusal,
    slips::{
        book::{Code, Post, Purpose, StepKind},
        command::{Before, Perform},
        copy::{Copy, Custody},
        fact::{Billed, Outcome, Performed, PlannedStep, StepDone, StepSeen, WorkStarted},
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

/// A step by its name, that is not done.
fn undone<'a>(slip: &'a Slip, wanted: &Code) -> Result<&'a PlannedStep, Refusal> {
    let step = slip
        .plan()
        .iter()
        .find(|step| step.code == *wanted)
        .ok_or_else(|| SlipRefusal::UnknownStep { step: wanted.clone() })?;
    if slip.is_done(step) {
        let (slip, step) = (slip.number, wanted.clone());
        return Err(SlipRefusal::AlreadyDone { slip, step }.into());
    }
    Ok(step)
}

/// The step that is named, or the next one; everything before it must be done.
fn step_of<'a>(slip: &'a Slip, wanted: Option<&Code>) -> Result<&'a PlannedStep, Refusal> {
    let number = slip.number;
    let next = slip.next_step();
    let Some(wanted) = wanted else {
        return next.ok_or_else(|| SlipRefusal::StepsDone { slip: number }.into());
    };
    undone(slip, wanted)?;
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

/// The step that is due at a place. What another desk or the ward has to do is recorded there.
fn step_here<'a>(slip: &'a Slip, here: &Post) -> Result<&'a PlannedStep, Refusal> {
    let number = slip.number;
    if let Some(step) = slip.next_step_at(here) {
        return Ok(step);
    }
    match slip.next_step() {
        Some(next) => Err(SlipRefusal::StepElsewhere {
            slip: number,
            step: next.code.clone(),
            post: next.at.clone(),
        }
        .into()),
        None => Err(SlipRefusal::StepsDone { slip: number }.into()),
    }
}

/// The steps that are read off the sheet before `step` is recorded: those of the ward that wrote it, of which the sheet carries
/// the signature. Work of a desk, a second person's and what needs an identity check is recorded by whoever does it.
fn read_off<'a>(hospital: &Hospital, slip: &'a Slip, step: &'a PlannedStep) -> Result<Vec<&'a PlannedStep>, Refusal> {
    let can_be_seen = |one: &PlannedStep| {
        one.kind == StepKind::Plain
            && one.unlike.is_none()
            && slip.origin() == Some(&one.at)
            && fits::needed(hospital, slip, one).is_none()
    };
    let missing: Vec<&PlannedStep> = slip.missing_before(step).collect();
    match missing.iter().find(|one| !can_be_seen(one)) {
        Some(one) => Err(step_missing(slip, step, one)),
        None => Ok(missing),
    }
}

fn step_missing(slip: &Slip, step: &PlannedStep, missing: &PlannedStep) -> Refusal {
    SlipRefusal::StepMissing {
        slip: slip.number,
        step: step.code.clone(),
        missing: missing.code.clone(),
    }
    .into()
}

pub(super) fn done(
    hospital: &Hospital,
    slip: SlipNumber,
    (step, here): (Option<&Code>, Option<&Post>),
    (by, before): (Option<Text>, Before),
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let known = workable(hospital, slip)?;
    let here = here.map(|here| post(hospital, here)).transpose()?;
    let step = match (step, &here) {
        (None, Some(here)) => step_here(known, here)?,
        (Some(code), _) if before == Before::SeenOnPaper => undone(known, code)?,
        (step, _) => step_of(known, step)?,
    };
    if here.is_some_and(|here| here != step.at) {
        let (step, post) = (step.code.clone(), step.at.clone());
        return Err(SlipRefusal::StepElsewhere { slip, step, post }.into());
    }
    let mut draft = Draft::default();
    match before {
        Before::Recorded => {
            if let Some(missing) = known.missing_before(step).next() {
                return Err(step_missing(known, step, missing));
            }
        }
        Before::SeenOnPaper => {
            for missing in read_off(hospital, known, step)? {
                draft.add(
                    at,
                    StepSeen {
                        slip,
                        step: missing.code.clone(),
                        at: step.at.clone(),
                        by: by.clone(),
                    },
                );
            }
        }
    }
    if step.kind == StepKind::Perform {
        let wanted = Perform {
            slip,
            outcome: Outcome::Done,
            by,
            amount: None,
            lot: None,
            remark: None,
        };
        after_writing(known, at)?;
        draft.add(at, performed(hospital, known, step, wanted, at)?);
    } else {
        draft.add(at, finish(hospital, known, step, (by, None), at, context)?);
    }
    Ok(draft)
}

fn finish(
    hospital: &Hospital,
    known: &Slip,
    step: &PlannedStep,
    (by, remark): (Option<Text>, Option<Text>),
    at: Timestamp,
    context: &Context<'_>,
) -> Result<StepDone, Refusal> {
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
    checked(hospital, known, step, at)?;
    Ok(StepDone {
        slip,
        step: step.code.clone(),
        at: step.at.clone(),
        by,
        remark,
    })
}

/// What must not reach the wrong patient waits for an identity check of its purpose (domain.md, Identity check 5).
fn checked(hospital: &Hospital, known: &Slip, step: &PlannedStep, at: Timestamp) -> Result<(), Refusal> {
    match fits::missing(hospital, known, step, at) {
        Some(purpose) => Err(SlipRefusal::CheckNeeded {
            slip: known.number,
            step: step.code.clone(),
            purpose,
        }
        .into()),
        None => Ok(()),
    }
}

/// 実施 comes after everything before it; 中止 can come at any time, 返品 also after 実施.
pub(super) fn perform(hospital: &Hospital, wanted: Perform, at: Timestamp) -> Result<Draft, Refusal> {
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
    performed(hospital, known, step, wanted, at).map(|performed| Draft::one(at, performed))
}

fn performed(
    hospital: &Hospital,
    known: &Slip,
    step: &PlannedStep,
    wanted: Perform,
    at: Timestamp,
) -> Result<Performed, Refusal> {
    let slip = wanted.slip;
    if wanted.outcome == Outcome::Done {
        checked(hospital, known, step, at)?;
        let needs_lot = known.written().is_some_and(|written| fits::needs_lot(&written.kind));
        if needs_lot && (wanted.lot.is_none() || wanted.amount.is_none()) {
            return Err(SlipRefusal::LotMissing { slip }.into());
        }
    }
    Ok(Performed {
        slip,
        outcome: wanted.outcome,
        by: wanted.by,
        amount: wanted.amount,
        lot: wanted.lot,
        remark: wanted.remark,
    })
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
    finish(hospital, known, step, (by, remark), at, context).map(|done| Draft::one(at, done))
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
