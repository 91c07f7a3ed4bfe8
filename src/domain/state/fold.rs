//! Folding commits into the hospital: on top when they come in order, by refolding a subject when they come late.

use std::collections::HashSet;

use super::{
    Arc, ClosedDiscrepancy, Closing, Commit, EventId, Fact, History, HistoryLost, Hospital, Locator, Order, Position,
    RandomState, Said, Settings, Subject,
};
use crate::domain::{
    identity::{Identifier, PatientId},
    numbers::alias::Alias,
    record::{Digest, Event, Few, wire},
};

/// One event of a subject, read back for a refold.
struct Folded {
    order: Order,
    said: Said,
    event: Event,
}

/// What the trace of a subject keeps of an event: its place in the order of all, and in the journal.
type Entry = (Order, Locator);

impl Hospital {
    /// Folds a commit that lies at `position`, and whose bytes are not at hand. See [`Hospital::apply_named`].
    pub fn apply(
        &mut self,
        commit: &Commit,
        position: Position,
        history: &dyn History,
    ) -> Result<Vec<Subject>, HistoryLost> {
        // One that cannot be written was never saved.
        let canonical = wire::write(commit).unwrap_or_default();
        self.apply_named(commit, Digest::of(&canonical), position, history)
    }

    /// Folds a commit that lies at `position` and whose content `digest` names. Returns the subjects it changed, as often as it
    /// changed them; empty when it was already here.
    ///
    /// A commit that comes after everything its subjects know is folded on top. A late one, or a retraction, refolds its
    /// subjects out of `history`; if that cannot be read, the hospital is unchanged.
    pub fn apply_named(
        &mut self,
        commit: &Commit,
        digest: Digest,
        position: Position,
        history: &dyn History,
    ) -> Result<Vec<Subject>, HistoryLost> {
        if self.has_seen(commit.id) {
            return Ok(Vec::new());
        }
        // Only a refold reads the past and can fail; folding on top works in place, without a copy of anything.
        if !self.comes_late(commit) {
            return self.fold_commit(commit, digest, position, history);
        }
        let before = self.clone();
        self.fold_commit(commit, digest, position, history)
            .inspect_err(|_| *self = before)
    }

    /// Whether a subject of the commit already knows something later, or something is taken back.
    fn comes_late(&self, commit: &Commit) -> bool {
        let first = commit.order(0);
        let takes_back = |event: &Event| matches!(event.fact, Fact::Retracted(_));
        let knows_later = |event: &Event| {
            let subjects = Subject::of(&event.fact);
            let mut known = subjects.iter().filter_map(|subject| self.trace(subject)?.last);
            known.any(|last| last >= first)
        };
        // Later than all that was ever folded is later than what any subject knows: nobody is looked up.
        commit.events.iter().any(takes_back) || commit.stamp <= self.newest && commit.events.iter().any(knows_later)
    }

    fn fold_commit(
        &mut self,
        commit: &Commit,
        digest: Digest,
        position: Position,
        history: &dyn History,
    ) -> Result<Vec<Subject>, HistoryLost> {
        let mut touched: Vec<Subject> = Vec::with_capacity(commit.events.len());
        let mut late: HashSet<Subject, RandomState> = HashSet::default();
        for (index, event) in commit.numbered() {
            let order = commit.order(index);
            let said = commit.said(index, event);
            let retraction = matches!(event.fact, Fact::Retracted(_));
            event.fact.given().for_each(|given| self.used.note(given));
            let locator = Locator { position, index };
            let entry = Some((order, locator));
            for subject in Subject::of(&event.fact) {
                let is_folded = match &subject {
                    _ if retraction || late.contains(&subject) => {
                        self.trace_mut(&subject).note(order, locator);
                        false
                    }
                    // Five hundred people in one commit: each is looked for once.
                    Subject::Number(number) => self.change_number(number, &said, event, entry),
                    Subject::Patient(id) => self.change_patient(*id, &said, event, entry),
                    other => {
                        let in_order = self.trace_mut(other).note(order, locator);
                        if in_order {
                            self.change(other, &said, event);
                        }
                        in_order
                    }
                };
                if !is_folded {
                    late.insert(subject.clone());
                }
                touched.push(subject);
            }
        }
        let mut late: Vec<Subject> = late.into_iter().collect();
        late.sort_unstable();
        for subject in &late {
            self.refold(subject, commit, position, history)?;
        }
        self.newest = self.newest.max(commit.stamp);
        self.seen
            .entry((commit.id.station, commit.id.installation))
            .or_default()
            .insert(commit.id.sequence, digest.beginning());
        Ok(touched)
    }

    /// Folds one fact onto a number, which is listed under nothing but the name of its request. With an `entry`, that is noted in its
    /// trace first, and what comes late is not folded: then the answer is false.
    fn change_number(&mut self, number: &Identifier, said: &Said, event: &Event, entry: Option<Entry>) -> bool {
        let is_folded = self.with_number(number, |known| {
            let in_order = entry.is_none_or(|(order, locator)| known.trace.note(order, locator));
            if in_order {
                known.apply(said, &event.basis, &event.fact);
            }
            in_order
        });
        if !is_folded {
            return false;
        }
        match &event.fact {
            Fact::NumberAsked(asked) => self.is_asked_as(&asked.request, number),
            Fact::NumberIssued(issued) => issued.alias.iter().for_each(|alias| self.is_called(alias)),
            // Read from a packet of a laptop that is not in reach; the person was recorded with it.
            Fact::PacketActivated(activated) => {
                let person = self.patient(activated.patient);
                let alias = person.and_then(|person| Alias::read(person.name.get()?));
                if let Some(alias) = alias {
                    self.is_called(&alias);
                }
            }
            _ => {}
        }
        true
    }

    /// The same of a person, who is listed by the numbers; these are only ever added to.
    fn change_patient(&mut self, id: PatientId, said: &Said, event: &Event, entry: Option<Entry>) -> bool {
        let added: Option<Few<Identifier>> = self.with_patient(id, |patient| {
            if entry.is_some_and(|(order, locator)| !patient.trace.note(order, locator)) {
                return None;
            }
            let known = patient.identifiers.len();
            patient.apply(said, &event.basis, &event.fact);
            let added = patient.identifiers.get(known..).unwrap_or_default();
            Some(added.iter().map(|(_, number)| number.clone()).collect())
        });
        let Some(added) = added else { return false };
        added.iter().for_each(|number| self.is_held_by(number, id));
        true
    }

    /// Folds one fact onto a subject, keeping what is derived beside it in step.
    fn change(&mut self, subject: &Subject, said: &Said, event: &Event) {
        let (basis, fact) = (event.basis.as_slice(), &event.fact);
        match subject {
            Subject::Number(number) => {
                self.change_number(number, said, event, None);
                return;
            }
            Subject::Patient(id) => {
                self.change_patient(*id, said, event, None);
                return;
            }
            _ => {}
        }
        let before = self.listing(subject);
        match subject {
            Subject::Settings => Arc::make_mut(&mut self.settings).fold(said, basis, fact),
            Subject::Stay(id) => self.stay_mut(*id).apply(said, basis, fact),
            Subject::Bed(name) => self.bed_mut(name).apply(said, basis, fact),
            Subject::Room(name) => self.room_mut(name).apply(said, basis, fact),
            Subject::Discrepancy(id) => {
                Arc::make_mut(self.closings.entry(*id).or_default()).fold(said, basis, fact);
            }
            Subject::Block(station, number) => self.block_mut(*station, *number).apply(said, basis, fact),
            Subject::Life(station, life) => self.life_mut(*station, *life).apply(said, fact),
            Subject::PrintJob(id) => self.print_job_mut(*id).apply(said, basis, fact),
            Subject::Slip(number) => self.slip_mut(*number).apply(said, basis, fact),
            Subject::Pad(id) => self.pad_mut(*id).apply(said, basis, fact),
            Subject::Run(id) => self.run_mut(*id).apply(said, basis, fact),
            Subject::Check(id) => self.check_mut(*id).apply(said, fact),
            Subject::Account(user) => self.account_mut(user).apply(said, basis, fact),
            Subject::Patient(_) | Subject::Number(_) => {}
            Subject::Link(pair) => self.link_mut(pair.0, pair.1).apply(said, basis, fact),
        }
        self.relist(subject, &before);
    }

    /// The events of a subject that are taken back now, read from `history`.
    pub(crate) fn retracted(&self, subject: &Subject, history: &dyn History) -> Result<Vec<EventId>, HistoryLost> {
        let Some(trace) = self.trace(subject) else {
            return Ok(Vec::new());
        };
        let mut events = Vec::with_capacity(trace.len());
        for locator in &trace.events {
            let source = history.commit(locator.position)?;
            events.push(folded(&source, *locator)?);
        }
        events.sort_by_key(|event| event.order);
        Ok(retracted(&events))
    }

    /// Folds a subject anew from all of its events.
    pub(super) fn refold(
        &mut self,
        subject: &Subject,
        commit: &Commit,
        position: Position,
        history: &dyn History,
    ) -> Result<(), HistoryLost> {
        let trace = self.trace_mut(subject).clone();
        let mut events: Vec<Folded> = Vec::with_capacity(trace.events.len());
        for locator in &trace.events {
            let stored;
            let source = if locator.position == position {
                commit
            } else {
                stored = history.commit(locator.position)?;
                stored.as_ref()
            };
            events.push(folded(source, *locator)?);
        }
        events.sort_by_key(|event| event.order);
        let dead = retracted(&events);
        self.unlist(subject);
        self.forget(subject, trace);
        for event in events.iter().filter(|event| !dead.contains(&event.order.event)) {
            self.change(subject, &event.said, &event.event);
        }
        self.list(subject);
        Ok(())
    }
}

fn folded(source: &Commit, locator: Locator) -> Result<Folded, HistoryLost> {
    let event = source
        .events
        .get(usize::from(locator.index))
        .ok_or(HistoryLost(locator.position))?;
    Ok(Folded {
        order: source.order(locator.index),
        said: source.said(locator.index, event),
        event: event.clone(),
    })
}

/// The events that are taken back. A retraction can itself be retracted; it always stands later in the order than what
/// it takes back, so one pass from the end is enough.
fn retracted(events: &[Folded]) -> Vec<EventId> {
    let mut dead: Vec<EventId> = Vec::new();
    for event in events.iter().rev() {
        if let Fact::Retracted(retraction) = &event.event.fact
            && !dead.contains(&event.order.event)
        {
            dead.push(retraction.event);
        }
    }
    dead
}

impl Settings {
    fn fold(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::FrameAdopted(f) => self.frame.claim(said.clone(), basis, f.clone()),
            Fact::SlipTypesAdopted(f) => self.slips.claim(said.clone(), basis, f.clone()),
            Fact::CheckPolicyAdopted(f) => self.checks.claim(said.clone(), basis, f.clone()),
            _ => {}
        }
        if let Fact::IdleTimeSet(f) = fact
            && let Some(idle) = self.idle_to_change(&f.ward)
        {
            idle.claim(said.clone(), basis, f.after);
        }
        if let Fact::RegisterAdopted(f) = fact {
            self.register.claim(said.clone(), basis, *f);
        }
        if let Fact::SchemesAdopted(f) = fact {
            for (_, scheme) in f.schemes.all() {
                if !self.former.contains(scheme) {
                    self.former.push(scheme.clone());
                }
            }
            self.schemes.claim(said.clone(), basis, f.clone());
        }
    }
}

impl ClosedDiscrepancy {
    fn fold(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        if let Fact::DiscrepancyClosed(f) = fact {
            let closing = Closing {
                said: said.clone(),
                remark: f.remark.clone(),
            };
            self.closing.claim(said.clone(), basis, closing);
        }
    }
}

impl Hospital {
    /// Folds one event of a commit that is still being composed, on a copy that is thrown away.
    pub(crate) fn try_on(&mut self, commit: &Commit, index: u16, event: &Event) {
        let said = commit.said(index, event);
        for subject in Subject::of(&event.fact) {
            self.change(&subject, &said, event);
        }
    }
}
