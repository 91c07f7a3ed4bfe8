//! One slip: the fold of everything that happened to it and to its copies. Total: what does not fit stays beside what does.
//! Long because every fact of a slip is folded in one place, and what is derived from it stands beside.

use serde::{Deserialize, Serialize};

use super::{
    book::{Post, Purpose, StepKind},
    copy::{Copy, CopyNumber, Custody},
    fact::{
        Content, Ending, Handed, Outcome, Performed, PlannedStep, QueryOutcome, RevisionOrdered, SlipWritten, Source,
        StepDone, StepSeen,
    },
    number::SlipNumber,
    query::Query,
};
use crate::domain::{
    identity::PatientId,
    record::{EventId, Fact, Order, Register, Said, Timestamp, Trace},
    text::Text,
};

/// One slip with all of its copies, those of earlier revisions included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub number: SlipNumber,
    /// Empty while the fact of its writing has not arrived, or after it was taken back.
    pub written: Register<SlipWritten>,
    pub content: Register<Content>,
    /// What stood on the paper before, each time it was reissued.
    pub former: Vec<Content>,
    pub copies: Vec<Copy>,
    pub printed: Vec<(Said, u8)>,
    pub started: Vec<(Said, Post)>,
    pub steps: Vec<(Said, StepDone)>,
    /// Steps that were not recorded when they were done, and were read off the sheet.
    pub seen: Vec<(Said, StepSeen)>,
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
        self.written.get()
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

    /// By when the billing copy must be billed: some time after 実施. None before, after, and for what was stopped.
    pub fn billing_due(&self) -> Option<Timestamp> {
        let written = self.written()?;
        if !self.billed.is_empty() || self.is_cancelled() || self.billing_copy().is_none() {
            return None;
        }
        let performs = written.steps.iter().any(|step| step.kind == StepKind::Perform);
        let done = if performs {
            let (said, performed) = self.performed.last()?;
            (performed.outcome == Outcome::Done).then_some(said.at)?
        } else if self.next_step().is_some() {
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
        } else if copy.purpose.is_worked() {
            let waits = !copy.has_arrived() || self.plan().iter().any(|step| step.at == copy.to && !self.is_done(step));
            let stopped = matches!(self.outcome(), Some(Outcome::Stopped | Outcome::Returned));
            self.content().filter(|_| waits && !stopped).map(|content| content.due)
        } else {
            None
        };
        let carried = match copy.custody() {
            Custody::Carried { .. } | Custody::HandedOver { .. } => copy.since(),
            _ => None,
        };
        (own, carried)
    }

    /// The places on whose lists a copy stands: where it is, and where it still has to go.
    pub fn posts_of<'a>(&'a self, copy: &'a Copy) -> impl Iterator<Item = &'a Post> {
        let here = match copy.custody() {
            Custody::Unprinted => self.origin(),
            custody => custody.post(),
        };
        let void = copy.number.revision < self.revision() || self.is_cancelled();
        let ahead = (!void && !copy.has_arrived()).then_some(&copy.to);
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

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::SlipWritten(f) => {
                self.content.claim(said.clone(), basis, f.content.clone());
                self.lay_out(f, f.content.revision);
                self.written.claim(said.clone(), basis, f.clone());
                if f.content.source == Source::ByHand {
                    // It is on paper already, where it was written.
                    self.put(said, basis, 1, &f.origin);
                }
            }
            Fact::SlipRevised(f) => {
                if let Some(written) = self.written().cloned() {
                    self.lay_out(&written, f.content.revision);
                }
                self.former.extend(self.content().cloned());
                self.content.claim(said.clone(), basis, f.content.clone());
                self.begin_anew();
            }
            Fact::RevisionOrdered(f) => self.ordered.push((said.clone(), f.clone())),
            Fact::SlipPrinted(f) => {
                self.printed.push((said.clone(), f.revision));
                if let Some(origin) = self.origin().cloned() {
                    self.put(said, basis, f.revision, &origin);
                }
            }
            Fact::CopiesPickedUp(f) => {
                for number in &f.copies {
                    let from = self.whence(*number, &f.to);
                    let custody = Custody::Carried {
                        carrier: f.carrier.clone(),
                        run: f.run,
                        from,
                        to: f.to.clone(),
                    };
                    self.go(*number, said, basis, custody);
                }
            }
            Fact::CopiesHandedOver(f) => {
                for number in &f.copies {
                    let custody = match &f.to {
                        Handed::Post(post) => Custody::HandedOver { post: post.clone() },
                        Handed::Carrier(carrier) => self.carried_on(*number, carrier),
                    };
                    self.go(*number, said, basis, custody);
                }
            }
            Fact::CopiesReceived(f) => {
                for number in &f.copies {
                    self.go(*number, said, basis, Custody::At { post: f.at.clone() });
                }
            }
            Fact::CopiesEnded(f) => {
                for number in &f.copies {
                    let (how, post) = (f.how, f.at.clone());
                    self.go(*number, said, basis, Custody::Ended { how, post });
                }
            }
            Fact::CopyLost(f) => {
                let last = self
                    .copy(f.copy)
                    .map_or(Custody::Unprinted, |copy| copy.custody().clone());
                self.go(f.copy, said, basis, Custody::Lost { last: Box::new(last) });
            }
            Fact::CopyFound(f) => self.go(f.copy, said, basis, Custody::At { post: f.at.clone() }),
            Fact::WorkStarted(f) => self.started.push((said.clone(), f.at.clone())),
            // Whoever worked at another laptop and did not know of the reissue has worked from the old paper.
            Fact::StepDone(f) if self.is_of_an_older(basis) => {
                self.overtaken.push((said.clone(), Overtaken::Done(f.clone())));
            }
            Fact::StepSeen(f) if self.is_of_an_older(basis) => {
                self.overtaken.push((said.clone(), Overtaken::Seen(f.clone())));
            }
            Fact::StepDone(f) => self.steps.push((said.clone(), f.clone())),
            Fact::StepSeen(f) => self.seen.push((said.clone(), f.clone())),
            Fact::Performed(f) => self.performed.push((said.clone(), f.clone())),
            Fact::Billed(_) => self.billed.push(said.clone()),
            Fact::SlipCancelled(f) => self.cancelled.push((said.clone(), f.reason.clone())),
            _ => self.apply_to_queries(said, fact),
        }
    }

    fn apply_to_queries(&mut self, said: &Said, fact: &Fact) {
        let revision = self.revision();
        match fact {
            Fact::QueryRaised(f) => self.queries.push(Query {
                said: said.clone(),
                raised: f.clone(),
                followed: Vec::new(),
                answers: Vec::new(),
                passed: Vec::new(),
                revision,
            }),
            Fact::QueryFollowed(f) => {
                if let Some(query) = self.query_mut(f.query) {
                    query.followed.push((said.clone(), f.clone()));
                }
            }
            Fact::QueryAnswered(f) => {
                if let Some(query) = self.query_mut(f.query) {
                    query.answers.push((said.clone(), f.clone()));
                }
            }
            Fact::NotePassed(f) => {
                if let Some(query) = self.query_mut(f.query) {
                    query.passed.extend(&f.copies);
                }
            }
            _ => {}
        }
    }

    /// A revision is another paper: its steps begin with the first.
    fn begin_anew(&mut self) {
        let started = self
            .started
            .drain(..)
            .map(|(said, post)| (said, Overtaken::Started(post)));
        let done = self.steps.drain(..).map(|(said, done)| (said, Overtaken::Done(done)));
        let seen = self.seen.drain(..).map(|(said, seen)| (said, Overtaken::Seen(seen)));
        self.overtaken.extend(started.chain(done).chain(seen));
    }

    /// Whether something was decided without knowing the revision that holds now.
    fn is_of_an_older(&self, basis: &[EventId]) -> bool {
        self.revision() > 1 && !self.content.orders().any(|head| basis.contains(&head.event))
    }

    fn query_mut(&mut self, id: EventId) -> Option<&mut Query> {
        self.queries.iter_mut().find(|query| query.id() == id)
    }

    /// The copies of a revision, unless they are there.
    fn lay_out(&mut self, written: &SlipWritten, revision: u8) {
        for planned in &written.copies {
            let number = CopyNumber {
                revision,
                number: planned.number,
            };
            if self.copy(number).is_none() {
                let place = self.copies.partition_point(|copy| copy.number < number);
                self.copies
                    .insert(place, Copy::new(number, planned.purpose, planned.to.clone()));
            }
        }
    }

    /// All copies of a revision that are not on paper yet lie at `post` now.
    fn put(&mut self, said: &Said, basis: &[EventId], revision: u8, post: &Post) {
        for copy in &mut self.copies {
            if copy.number.revision == revision && copy.moves.is_empty() {
                copy.go(said, basis, Custody::At { post: post.clone() });
            }
        }
    }

    /// A copy that was never written here (its slip has not arrived) is kept all the same.
    fn go(&mut self, number: CopyNumber, said: &Said, basis: &[EventId], custody: Custody) {
        let place = match self.copies.binary_search_by_key(&number, |copy| copy.number) {
            Ok(place) => place,
            Err(place) => {
                let to = custody.post().or(self.origin()).cloned();
                let Some(to) = to else { return };
                self.copies.insert(place, Copy::new(number, Purpose::Origin, to));
                place
            }
        };
        if let Some(copy) = self.copies.get_mut(place) {
            copy.go(said, basis, custody);
        }
    }

    fn whence(&self, number: CopyNumber, to: &Post) -> Post {
        let copy = self.copy(number);
        let here = copy.and_then(|copy| copy.custody().post());
        here.or(self.origin()).unwrap_or(to).clone()
    }

    fn carried_on(&self, number: CopyNumber, carrier: &Text) -> Custody {
        match self.copy(number).map(Copy::custody) {
            Some(Custody::Carried { run, from, to, .. }) => Custody::Carried {
                carrier: carrier.clone(),
                run: *run,
                from: from.clone(),
                to: to.clone(),
            },
            Some(other) => other.clone(),
            None => Custody::Unprinted,
        }
    }

    /// The heads that a fact about this slip is decided on.
    pub(crate) fn heads_for(&self, fact: &Fact, heads: &mut Vec<Order>) {
        let mut of_copies = |numbers: &[CopyNumber]| {
            for number in numbers {
                heads.extend(self.copy(*number).into_iter().flat_map(Copy::orders));
            }
        };
        match fact {
            Fact::SlipWritten(_) => heads.extend(self.written.orders().chain(self.content.orders())),
            Fact::SlipRevised(_)
            | Fact::StepDone(_)
            | Fact::StepSeen(_)
            | Fact::Performed(_)
            | Fact::QueryRaised(_) => {
                heads.extend(self.content.orders());
            }
            Fact::SlipPrinted(f) => heads.extend(
                self.copies
                    .iter()
                    .filter(|copy| copy.number.revision == f.revision)
                    .flat_map(Copy::orders),
            ),
            Fact::CopiesPickedUp(f) => of_copies(&f.copies),
            Fact::CopiesHandedOver(f) => of_copies(&f.copies),
            Fact::CopiesReceived(f) => of_copies(&f.copies),
            Fact::CopiesEnded(f) => of_copies(&f.copies),
            Fact::CopyLost(f) => of_copies(&[f.copy]),
            Fact::CopyFound(f) => of_copies(&[f.copy]),
            _ => {}
        }
    }

    /// Every live event, of which something is still shown.
    pub(crate) fn orders(&self) -> Vec<Order> {
        let mut orders: Vec<Order> = self.written.orders().chain(self.content.orders()).collect();
        let mut take = |said: &Said| orders.push(said.order);
        self.copies
            .iter()
            .flat_map(|copy| &copy.moves)
            .for_each(|(said, _)| take(said));
        self.printed.iter().for_each(|(said, _)| take(said));
        self.started.iter().for_each(|(said, _)| take(said));
        self.steps.iter().for_each(|(said, _)| take(said));
        self.seen.iter().for_each(|(said, _)| take(said));
        self.overtaken.iter().for_each(|(said, _)| take(said));
        self.ordered.iter().for_each(|(said, _)| take(said));
        self.performed.iter().for_each(|(said, _)| take(said));
        self.billed.iter().for_each(&mut take);
        self.cancelled.iter().for_each(|(said, _)| take(said));
        for query in &self.queries {
            take(&query.said);
            query.followed.iter().for_each(|(said, _)| take(said));
            query.answers.iter().for_each(|(said, _)| take(said));
        }
        orders.sort_unstable();
        orders.dedup();
        orders
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

    /// Whether stations that did not see each other disagree about it.
    pub fn is_apart(&self) -> bool {
        self.is_written_twice()
            || self.is_unwritten()
            || self.content.is_disputed()
            || self.copies.iter().any(Copy::is_apart)
    }

    /// Filed with the patient's papers, at the end of its life.
    pub fn was_given(&self) -> bool {
        self.copies
            .iter()
            .any(|copy| matches!(copy.custody(), Custody::Ended { how: Ending::Given, .. }))
    }
}
