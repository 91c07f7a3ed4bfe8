//! Steps of a slip's kind, 実施, results, billing. Refused steps say what is missing.
//! Long because the step that is meant, whose it is, the second person and the check before it meet in one decision.

use super::{
    after_writing,
    entitled::{self, Entitled},
    known, post, workable,
    writing::person,
};
use crate::domain::{
    access::Context,
    checks::fits::{self, Gate},
    compose::Draft,
    record::{Said, Timestamp},
    refusal::Refusal,
    slips::{
        book::{Code, Post, Purpose, StepKind},
        command::{Before, Perform, SlipCommand},
        copy::{Copy, Custody},
        fact::{Billed, Outcome, Performed, PlannedStep, StepDone, StepSeen, StepUnchecked, WorkStarted},
        number::SlipNumber,
        refusal::SlipRefusal,
        safety::plain,
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
    after_writing(known, at)?;
    if step.kind == StepKind::Perform {
        let wanted = Perform {
            slip,
            outcome: Outcome::Done,
            by,
            amount: None,
            lot: None,
            remark: None,
        };
        performed(hospital, known, step, wanted, at, context, &mut draft)?;
        return Ok(draft);
    }
    let right = entitled::step(hospital, known, step, context);
    if let (Entitled::OffPaper(_), Before::SeenOnPaper) = (&right, before) {
        // Whoever has the sheet says what they see on it: the signature stays that of whoever signed.
        lies_where(known, &step.at)?;
        draft.add(
            at,
            StepSeen {
                slip,
                step: step.code.clone(),
                at: step.at.clone(),
                by,
            },
        );
        return Ok(draft);
    }
    own(known, step, right)?;
    finish(hospital, known, step, (by, None), at, context, &mut draft)?;
    Ok(draft)
}

fn lies_where(known: &Slip, post: &Post) -> Result<(), Refusal> {
    if lies_at(known, post) {
        return Ok(());
    }
    let (slip, post) = (known.number, post.clone());
    Err(SlipRefusal::NotReceived { slip, post }.into())
}

/// Whether a step is the asker's own.
fn own(known: &Slip, step: &PlannedStep, right: Entitled) -> Result<(), Refusal> {
    match right {
        Entitled::Own => Ok(()),
        Entitled::OffPaper(who) | Entitled::No(who) => Err(SlipRefusal::OtherProfession {
            slip: known.number,
            step: step.code.clone(),
            who,
        }
        .into()),
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "what is recorded, by whom, when, and where it goes"
)]
fn finish(
    hospital: &Hospital,
    known: &Slip,
    step: &PlannedStep,
    (by, remark): (Option<Text>, Option<Text>),
    at: Timestamp,
    context: &Context<'_>,
    draft: &mut Draft,
) -> Result<(), Refusal> {
    lies_where(known, &step.at)?;
    let by = second_person(hospital, known, step, by, context)?;
    checked(hospital, known, step, at, draft)?;
    draft.add(
        at,
        StepDone {
            slip: known.number,
            step: step.code.clone(),
            at: step.at.clone(),
            by,
            remark,
        },
    );
    Ok(())
}

/// Whoever does what another has to do (鑑査). With accounts another account, and no name that was typed: a name proves nothing.
/// Without accounts the names that were typed have to differ, and everything shown of it says that it is a name.
fn second_person(
    hospital: &Hospital,
    known: &Slip,
    step: &PlannedStep,
    by: Option<Text>,
    context: &Context<'_>,
) -> Result<Option<Text>, Refusal> {
    let Some(other) = &step.unlike else { return Ok(by) };
    let (slip, code) = (known.number, step.code.clone());
    let did = known.steps.iter().rev().find(|(_, done)| done.step == *other);
    if !hospital.has_accounts() {
        // In another width, case or kind of kana, or without a blank, it is the same name.
        let who = plain(&person(by.as_ref(), &context.asker.user));
        return match did {
            Some((said, done)) if plain(&person(done.by.as_ref(), &said.by)) == who => {
                Err(SlipRefusal::SamePerson { slip, step: code }.into())
            }
            _ => Ok(by),
        };
    }
    let is_same = |(said, done): &(Said, StepDone)| {
        said.by == context.asker.user || done.by.as_ref().is_some_and(|by| is_asker(hospital, by, context))
    };
    if by.is_some_and(|by| !is_asker(hospital, &by, context)) {
        return Err(SlipRefusal::SecondUnproved { slip, step: code }.into());
    }
    if did.is_some_and(is_same) {
        return Err(SlipRefusal::SamePerson { slip, step: code }.into());
    }
    Ok(None)
}

/// Whether a name that was typed is that of whoever asks: the account, or what its person is called.
fn is_asker(hospital: &Hospital, by: &Text, context: &Context<'_>) -> bool {
    let account = hospital.account(&context.asker.user);
    let name = account
        .and_then(|account| account.standing())
        .map(|standing| &standing.name);
    by.as_str() == context.asker.user.as_str() || name == Some(by)
}

/// Whether a command records the step of a second person: then somebody else may prove themselves at the laptop for it.
pub fn is_a_second_persons(hospital: &Hospital, command: &SlipCommand) -> bool {
    let SlipCommand::Done {
        slip,
        step,
        at,
        before: Before::Recorded,
        ..
    } = command
    else {
        return false;
    };
    let known = hospital.slip(SlipNumber::meant(*slip, hospital));
    let step = known.and_then(|known| match (step, at) {
        (Some(code), _) => known.plan().iter().find(|step| step.code == *code),
        (None, Some(here)) => known.next_step_at(here),
        (None, None) => known.next_step(),
    });
    step.is_some_and(|step| step.unlike.is_some())
}

/// What must not reach the wrong patient waits for an identity check of its purpose (domain.md, Identity check 5). What was done
/// without the laptop is recorded as that: it happened, and nobody was checked.
fn checked(
    hospital: &Hospital,
    known: &Slip,
    step: &PlannedStep,
    at: Timestamp,
    draft: &mut Draft,
) -> Result<(), Refusal> {
    let (slip, step_code) = (known.number, step.code.clone());
    match fits::gate(hospital, known, step, at) {
        Gate::Open => Ok(()),
        Gate::Unchecked(purpose) => {
            draft.add(
                at,
                StepUnchecked {
                    slip,
                    step: step_code,
                    purpose,
                },
            );
            Ok(())
        }
        Gate::Shut(purpose) => Err(SlipRefusal::CheckNeeded {
            slip,
            step: step_code,
            purpose,
        }
        .into()),
    }
}

/// 実施 comes after everything before it; 中止 can come at any time, 返品 also after 実施.
pub(super) fn perform(
    hospital: &Hospital,
    wanted: Perform,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
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
    let mut draft = Draft::default();
    performed(hospital, known, step, wanted, at, context, &mut draft)?;
    Ok(draft)
}

#[allow(
    clippy::too_many_arguments,
    reason = "what is recorded, by whom, when, and where it goes"
)]
fn performed(
    hospital: &Hospital,
    known: &Slip,
    step: &PlannedStep,
    wanted: Perform,
    at: Timestamp,
    context: &Context<'_>,
    draft: &mut Draft,
) -> Result<(), Refusal> {
    let slip = wanted.slip;
    if wanted.outcome == Outcome::Done {
        // A clerk types off what a nurse has signed for, with the nurse's name.
        let names_another = || {
            let by = wanted.by.as_ref();
            by.is_some_and(|by| !is_asker(hospital, by, context))
        };
        match entitled::step(hospital, known, step, context) {
            Entitled::OffPaper(_) if names_another() => {}
            right => own(known, step, right)?,
        }
        checked(hospital, known, step, at, draft)?;
        let needs_lot = known.written().is_some_and(|written| fits::needs_lot(&written.kind));
        if needs_lot && (wanted.lot.is_none() || wanted.amount.is_none()) {
            return Err(SlipRefusal::LotMissing { slip }.into());
        }
    }
    draft.add(
        at,
        Performed {
            slip,
            outcome: wanted.outcome,
            by: wanted.by,
            amount: wanted.amount,
            lot: wanted.lot,
            remark: wanted.remark,
        },
    );
    Ok(())
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
    after_writing(known, at)?;
    own(known, step, entitled::step(hospital, known, step, context))?;
    let mut draft = Draft::default();
    finish(hospital, known, step, (by, remark), at, context, &mut draft)?;
    Ok(draft)
}

pub(super) fn bill(hospital: &Hospital, slip: SlipNumber, at: Timestamp) -> Result<Draft, Refusal> {
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    if known.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip }.into());
    }
    if !known.billed.is_empty() && known.billing_due().is_none() {
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
