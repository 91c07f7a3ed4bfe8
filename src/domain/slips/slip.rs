//! One slip with all of its copies, and what follows from it: what is due, where it is, what is missing. How facts come into it is
//! in `folding`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    book::{Post, Purpose, StepKind},
    copy::{Copy, CopyNumber, Custody},
    fact::{
        Content, Ending, Outcome, Performed, PlannedStep, QueryOutcome, RevisionOrdered, SlipWritten, StepDone,
        StepSeen, StepUnchecked,
    },
    number::SlipNumber,
    query::Query,
};
use crate::domain::{
    identity::PatientId,
    record::{Register, Said, Timestamp, Trace},
    text::Text,
};

/// One slip with all of its copies, those of earlier revisions included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub number: SlipNumber,
    /// Empty while the fact of its writing has not arrived, or after it was taken back.
    pub written: Register<Arc<SlipWritten>>,
    pub content: Register<Content>,
    /// What stood on the paper before, each time it was reissued.
    pub former: Vec<Content>,
    pub copies: Vec<Copy>,
    pub printed: Vec<(Said, u8)>,
    pub started: Vec<(Said, Post)>,
    pub steps: Vec<(Said, StepDone)>,
    /// Steps that were not recorded when they were done, and were read off the sheet.
    pub seen: Vec<(Said, StepSeen)>,
    /// Steps that waited for an identity check and were done without one.
    pub unchecked: Vec<(Said, StepUnchecked)>,
    /// What was done on earlier revisions: nothing of it holds for the paper that holds now.
    pub overtaken: Vec<(Said, Overtaken)>,
    /// Why and on whose order each revision was made.
    pub ordered: Vec<(Said, RevisionOrdered)>,
    pub performed: Vec<(Said, Performed)>,
    pub billed: Vec<Said>,
    pub queries: Vec<Query>,
    pub cancelled: Vec<(Said, Text)>,
    pub trace: Trace,
}

/// Work on a revision that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Overtaken {
    Started(Post),
    Done(StepDone),
    Seen(StepSeen),
}

impl Slip {
    pub fn new(number: SlipNumber) -> Self {
        Self {
            number,
            written: Register::default(),
            content: Register::default(),
            former: Vec::new(),
            copies: Vec::new(),
            printed: Vec::new(),
            started: Vec::new(),
            steps: Vec::new(),
            seen: Vec::new(),
            unchecked: Vec::new(),
            overtaken: Vec::new(),
            ordered: Vec::new(),
            performed: Vec::new(),
            billed: Vec::new(),
            queries: Vec::new(),
            cancelled: Vec::new(),
            trace: Trace::default(),
        }
    }

    pub fn written(&self) -> Option<&SlipWritten> {
        self.written.get().map(AsRef::as_ref)
    }

    pub fn patient(&self) -> Option<PatientId> {
        self.written().map(|written| written.patient)
    }

    pub fn origin(&self) -> Option<&Post> {
        self.written().map(|written| &written.origin)
    }

    pub fn content(&self) -> Option<&Content> {
        self.content.get()
    }

    /// What stands on the paper of a revision.
    pub fn content_of(&self, revision: u8) -> Option<&Content> {
        let former = self.former.iter().rev();
        let mut all = self.content().into_iter().chain(former);
        all.find(|content| content.revision == revision)
    }

    /// The revision that holds now; 0 before anything was written.
    pub fn revision(&self) -> u8 {
        self.content().map_or(0, |content| content.revision)
    }

    pub fn copy(&self, number: CopyNumber) -> Option<&Copy> {
        self.copies.iter().find(|copy| copy.number == number)
    }

    /// The copies that hold now.
    pub fn current(&self) -> impl Iterator<Item = &Copy> {
        let revision = self.revision();
        self.copies.iter().filter(move |copy| copy.number.revision == revision)
    }

    /// Whether a copy must be seen to be void: of an earlier revision, or of a cancelled slip.
    pub fn is_recalled(&self, copy: &Copy) -> bool {
        copy.is_open()
            && *copy.custody() != Custody::Unprinted
            && (copy.number.revision < self.revision() || self.is_cancelled())
    }

    /// The steps of its plan.
    pub fn plan(&self) -> &[PlannedStep] {
        self.written()
            .map(|written| written.steps.as_slice())
            .unwrap_or_default()
    }

    pub fn done(&self, step: &PlannedStep) -> Option<&(Said, StepDone)> {
        self.steps.iter().rev().find(|(_, done)| done.step == step.code)
    }

    /// Who read off the sheet that it was done.
    pub fn was_seen(&self, step: &PlannedStep) -> Option<&(Said, StepSeen)> {
        self.seen.iter().rev().find(|(_, seen)| seen.step == step.code)
    }

    /// Why the revision that holds now was made, and on whose order.
    pub fn revised_for(&self) -> Option<&(Said, RevisionOrdered)> {
        let revision = self.revision();
        self.ordered
            .iter()
            .rev()
            .find(|(_, ordered)| ordered.revision == revision)
    }

    pub fn is_done(&self, step: &PlannedStep) -> bool {
        match step.kind {
            StepKind::Perform => !self.performed.is_empty(),
            StepKind::Plain | StepKind::Result => self.done(step).is_some() || self.was_seen(step).is_some(),
        }
    }

    /// The first step that is to be done at a place and is not done. Those before it, at other places, may be missing.
    pub fn next_step_at(&self, here: &Post) -> Option<&PlannedStep> {
        self.next_step()?;
        self.plan().iter().find(|step| step.at == *here && !self.is_done(step))
    }

    /// What has to be done before a step, and is not recorded.
    pub fn missing_before<'a>(&'a self, step: &'a PlannedStep) -> impl Iterator<Item = &'a PlannedStep> {
        let before = self.plan().iter().take_while(|one| one.code != step.code);
        before.filter(|one| !self.is_done(one))
    }

    /// The step that is due; none after the last, and none after it was stopped.
    pub fn next_step(&self) -> Option<&PlannedStep> {
        if self.is_cancelled() || matches!(self.outcome(), Some(Outcome::Stopped | Outcome::Returned)) {
            return None;
        }
        self.plan().iter().find(|step| !self.is_done(step))
    }

    /// What came of it at the patient, last.
    pub fn outcome(&self) -> Option<Outcome> {
        self.performed.last().map(|(_, performed)| performed.outcome)
    }

    pub fn is_cancelled(&self) -> bool {
        !self.cancelled.is_empty()
    }

    /// The question that stops the work.
    pub fn open_query(&self) -> Option<&Query> {
        self.queries.iter().find(|query| query.is_open())
    }

    /// It was answered that it has to be written anew, and nobody has.
    pub fn awaits_revision(&self) -> bool {
        let revision = self.revision();
        !self.is_cancelled()
            && self
                .queries
                .iter()
                .any(|query| query.outcome() == Some(QueryOutcome::Reissue) && query.revision >= revision)
    }

    /// The copies whose holders do not know of a note yet, with the question it came from.
    pub fn unpassed(&self) -> impl Iterator<Item = (&Query, &Copy)> {
        let noted = self
            .queries
            .iter()
            .filter(|query| query.outcome() == Some(QueryOutcome::Note));
        noted.flat_map(|query| {
            self.current()
                .filter(|copy| copy.is_open() && *copy.custody() != Custody::Unprinted)
                .filter(|copy| !query.passed.contains(&copy.number))
                .map(move |copy| (query, copy))
        })
    }

    pub fn billing_copy(&self) -> Option<&Copy> {
        self.current().find(|copy| copy.purpose == Purpose::Billing)
    }

    /// By when the billing copy must be billed: some time after 実施. None before, after, and for what was stopped. A further part
    /// that is given after it was billed is billed, too.
    pub fn billing_due(&self) -> Option<Timestamp> {
        let written = self.written()?;
        if self.is_cancelled() || self.billing_copy().is_none() {
            return None;
        }
        let billed = self.billed.iter().map(|said| said.order).max();
        let performs = written.steps.iter().any(|step| step.kind == StepKind::Perform);
        let done = if performs {
            if self.outcome() != Some(Outcome::Done) {
                return None;
            }
            let given = self
                .performed
                .iter()
                .filter(|(_, performed)| performed.outcome == Outcome::Done);
            let mut unbilled = given.filter(|(said, _)| billed.is_none_or(|billed| said.order > billed));
            unbilled.next()?.0.at
        } else if billed.is_some() || self.next_step().is_some() {
            return None;
        } else {
            // Nothing is performed at the patient: what was done last counts.
            let last = self.steps.last().map(|(said, _)| said.at);
            last.or_else(|| self.written.latest().map(|claim| claim.said.at))?
        };
        Some(done.plus_seconds(i64::from(written.billing_minutes) * 60))
    }

    /// When a step was done; 実施 has facts of its own.
    pub fn done_at(&self, step: &PlannedStep) -> Option<Timestamp> {
        match step.kind {
            StepKind::Perform => self.performed.last().map(|(said, _)| said.at),
            StepKind::Plain | StepKind::Result => {
                let seen = || self.was_seen(step).map(|(said, _)| said.at);
                self.done(step).map(|(said, _)| said.at).or_else(seen)
            }
        }
    }

    /// By when a copy must have been dealt with, if it waits for something.
    pub fn due(&self, copy: &Copy, carry_minutes: u32) -> Option<Timestamp> {
        let (own, carried) = self.waits(copy);
        let arrives = carried.map(|since| since.plus_seconds(i64::from(carry_minutes) * 60));
        [own, arrives].into_iter().flatten().min()
    }

    /// By when something has to be done about a copy itself, and since when it is on its way.
    pub fn waits(&self, copy: &Copy) -> (Option<Timestamp>, Option<Timestamp>) {
        if !copy.is_open() {
            return (None, None);
        }
        let own = if copy.custody().is_lost() || self.is_recalled(copy) {
            copy.since()
        } else if copy.number.revision < self.revision() || self.is_cancelled() {
            None
        } else if copy.purpose == Purpose::Billing {
            self.billing_due()
        } else if self.awaits_its_result(copy) {
            let stopped = matches!(self.outcome(), Some(Outcome::Stopped | Outcome::Returned));
            self.content().filter(|_| !stopped).map(|content| content.due)
        } else if copy.purpose.is_worked() {
            let waits = !copy.has_arrived() || self.plan().iter().any(|step| step.at == copy.to && !self.is_done(step));
            let stopped = matches!(self.outcome(), Some(Outcome::Stopped | Outcome::Returned));
            self.content().filter(|_| waits && !stopped).map(|content| content.due)
        } else if self.is_performed_by(copy) {
            self.content().map(|content| content.due)
        } else {
            None
        };
        let carried = match copy.custody() {
            Custody::Carried { .. } | Custody::HandedOver { .. } => copy.since(),
            _ => None,
        };
        (own, carried)
    }

    /// Whether this is the sheet of the ward that does what is to be done at the patient, and all that comes before is done: the drug is
    /// there and was not given. That is as late as the work, and nobody else's sheet says so.
    pub fn is_performed_by(&self, copy: &Copy) -> bool {
        copy.purpose == Purpose::Origin
            && self.outcome().is_none()
            && self
                .next_step()
                .is_some_and(|step| step.kind == StepKind::Perform && step.at == copy.to)
    }

    /// Whether a sheet still has to come back with the result on it: a report that does not come is as late as the work.
    pub fn awaits_its_result(&self, copy: &Copy) -> bool {
        let reports = self.plan().iter().find(|step| step.kind == StepKind::Result);
        let is_back = || matches!(copy.custody(), Custody::At { post } if *post == copy.to);
        copy.purpose == Purpose::Result && reports.is_some_and(|step| !self.is_done(step) || !is_back())
    }

    /// The places on whose lists a copy stands: where it is, and where it still has to go.
    pub fn posts_of<'a>(&'a self, copy: &'a Copy) -> impl Iterator<Item = &'a Post> {
        let here = match copy.custody() {
            Custody::Unprinted => self.origin(),
            custody => custody.post(),
        };
        let void = copy.number.revision < self.revision() || self.is_cancelled();
        let is_expected = !copy.has_arrived() || self.awaits_its_result(copy);
        let ahead = (!void && is_expected).then_some(&copy.to);
        let open = copy.is_open();
        here.into_iter()
            .chain(ahead.filter(move |ahead| Some(*ahead) != here))
            .filter(move |_| open)
    }

    /// Whether nothing has to be done about it any more.
    pub fn is_finished(&self) -> bool {
        if self.written.is_empty() {
            return self.copies.iter().all(|copy| !copy.is_open()) && self.queries.is_empty();
        }
        let over = |copy: &Copy| {
            let never_printed = *copy.custody() == Custody::Unprinted
                && (self.is_cancelled() || copy.number.revision < self.revision());
            !copy.is_open() || never_printed
        };
        self.copies.iter().all(over)
            && self.open_query().is_none()
            && !self.awaits_revision()
            && self.billing_due().is_none()
    }

    /// Stations wrote on one number for different people, or different things.
    pub fn is_written_twice(&self) -> bool {
        let claims = self.written.claims();
        claims
            .iter()
            .zip(claims.iter().skip(1))
            .any(|(one, other)| one.value.patient != other.value.patient || one.value.kind != other.value.kind)
    }

    /// Something happened to it, and nobody has written it, as far as is known here.
    pub fn is_unwritten(&self) -> bool {
        self.written.is_empty() && !self.orders().is_empty()
    }

    /// Whether somebody has to look into it: stations that did not see each other disagree, or what waits for an identity check
    /// was done without one.
    pub fn needs_a_look(&self) -> bool {
        self.is_written_twice()
            || self.is_unwritten()
            || self.content.is_disputed()
            || self.copies.iter().any(Copy::is_apart)
            || !self.unchecked.is_empty()
    }

    /// Filed with the patient's papers, at the end of its life.
    pub fn was_given(&self) -> bool {
        self.copies
            .iter()
            .any(|copy| matches!(copy.custody(), Custody::Ended { how: Ending::Given, .. }))
    }
}
