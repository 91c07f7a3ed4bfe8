//! How what happened comes into a slip and into its copies. Total: what does not fit stays beside what does.

use super::{
    book::{Post, Purpose},
    copy::{Copy, CopyNumber, Custody},
    fact::{Handed, SlipPrinted, SlipPrintedAt, SlipWritten, Source},
    query::Query,
    slip::{Overtaken, Slip},
};
use crate::domain::{
    record::{EventId, Fact, Order, Said},
    text::Text,
};

impl Slip {
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
            Fact::SlipPrintedAt(f) => {
                self.printed.push((said.clone(), f.revision));
                self.put(said, basis, f.revision, &f.at);
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
            Fact::StepUnchecked(f) => self.unchecked.push((said.clone(), f.clone())),
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
            | Fact::StepUnchecked(_)
            | Fact::Performed(_)
            | Fact::QueryRaised(_) => {
                heads.extend(self.content.orders());
            }
            Fact::SlipPrinted(SlipPrinted { revision, .. }) | Fact::SlipPrintedAt(SlipPrintedAt { revision, .. }) => {
                let of_it = self.copies.iter().filter(|copy| copy.number.revision == *revision);
                heads.extend(of_it.flat_map(Copy::orders));
            }
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
        self.unchecked.iter().for_each(|(said, _)| take(said));
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
}
