//! Folding commits into the hospital: on top when they come in order, by refolding a subject when they come late.
//!
//! Long because every kind of fact and of subject has one row in each of its tables.

use std::collections::HashSet;

use super::{
    Account, Arc, Bed, Block, Check, ClosedDiscrepancy, Closing, Commit, EventId, Fact, History, HistoryLost, Hospital,
    IssuedNumber, Life, Link, Locator, Order, Pad, Patient, Position, PrintJob, RandomState, Room, Run, Said, Settings,
    Slip, Stay, Subject, Trace, UserName,
};
use crate::domain::{
    identity::Identifier,
    record::{Event, wire},
};

impl Subject {
    /// The subjects that a fact speaks of: they fold it, and their heads are what it was decided on.
    #[allow(clippy::too_many_lines, reason = "one row for each kind of fact")]
    pub fn of(fact: &Fact) -> Vec<Self> {
        match fact {
            Fact::FrameAdopted(_)
            | Fact::SchemesAdopted(_)
            | Fact::SlipTypesAdopted(_)
            | Fact::RegisterAdopted(_)
            | Fact::CheckPolicyAdopted(_)
            | Fact::IdleTimeSet(_) => {
                vec![Self::Settings]
            }
            Fact::Retracted(f) => f.subjects.clone(),
            Fact::DiscrepancyClosed(f) => vec![Self::Discrepancy(f.discrepancy)],
            Fact::Registered(f) => vec![Self::Patient(f.patient)],
            Fact::Amended(f) => vec![Self::Patient(f.patient)],
            Fact::IdentifierGiven(f) => vec![Self::Patient(f.patient)],
            Fact::AllergyFound(f) => vec![Self::Patient(f.patient)],
            Fact::AllergiesDenied(f) => vec![Self::Patient(f.patient)],
            Fact::Expected(f) => vec![Self::Stay(f.stay)],
            Fact::Admitted(f) => {
                vec![Self::Stay(f.stay), Self::Patient(f.patient), Self::Bed(f.bed.clone())]
            }
            Fact::Departed(f) => vec![Self::Stay(f.stay), Self::Bed(f.from.clone())],
            Fact::Arrived(f) => vec![Self::Stay(f.stay), Self::Bed(f.bed.clone())],
            Fact::Transferred(f) => {
                vec![Self::Stay(f.stay), Self::Bed(f.from.clone()), Self::Bed(f.to.clone())]
            }
            Fact::Swapped(f) => vec![Self::Stay(f.stay), Self::Bed(f.from.clone()), Self::Bed(f.to.clone())],
            Fact::WentOut(f) => vec![Self::Stay(f.stay)],
            Fact::Returned(f) => vec![Self::Stay(f.stay)],
            Fact::Discharged(f) => {
                vec![Self::Stay(f.stay), Self::Patient(f.patient), Self::Bed(f.from.clone())]
            }
            Fact::DepartmentChanged(f) => vec![Self::Stay(f.stay)],
            Fact::DietChanged(f) => vec![Self::Stay(f.stay)],
            Fact::MobilityChanged(f) => vec![Self::Stay(f.stay)],
            Fact::IsolationChanged(f) => vec![Self::Stay(f.stay)],
            Fact::StayAmended(f) => vec![Self::Stay(f.stay)],
            Fact::BedBlocked(f) => vec![Self::Bed(f.bed.clone())],
            Fact::BedUnblocked(f) => vec![Self::Bed(f.bed.clone())],
            Fact::BedReserved(f) => vec![Self::Bed(f.bed.clone())],
            Fact::ReservationDropped(f) => vec![Self::Bed(f.bed.clone())],
            Fact::RoomRuled(f) => vec![Self::Room(f.room.clone())],
            Fact::Diagnosed(f) => vec![Self::Stay(f.stay)],
            Fact::MealServed(f) => vec![Self::Stay(f.stay)],
            Fact::NursingScored(f) => vec![Self::Stay(f.stay)],
            Fact::BlockGranted(f) => vec![Self::Block(f.station, f.block)],
            Fact::ForkFound(f) => vec![Self::Life(f.commit.station, f.commit.installation)],
            Fact::PrintAsked(f) => {
                // Whose number it is, and the forms, remember that they are on paper.
                let patient = f.paper.identifies().map(Self::Patient);
                let pads = f.paper.pads().iter().map(|pad| Self::Pad(*pad));
                std::iter::once(Self::PrintJob(f.job))
                    .chain(patient)
                    .chain(pads)
                    .collect()
            }
            Fact::PrintPlaced(f) => vec![Self::PrintJob(f.job)],
            Fact::PrintHanded(f) => vec![Self::PrintJob(f.job)],
            Fact::PrintEnded(f) => vec![Self::PrintJob(f.job)],
            Fact::CheckBegun(f) => vec![Self::Check(f.check)],
            Fact::CheckVouched(f) => vec![Self::Check(f.check)],
            Fact::CheckStated(f) => vec![Self::Check(f.check)],
            Fact::CheckSlipMatched(f) => vec![Self::Check(f.check)],
            Fact::CheckSeconded(f) => vec![Self::Check(f.check)],
            Fact::CheckMatched(f) => vec![Self::Check(f.check)],
            Fact::CheckMismatched(f) => vec![Self::Check(f.check)],
            Fact::CheckAbandoned(f) => vec![Self::Check(f.check)],
            Fact::CheckedOnPaper(f) => vec![Self::Check(f.check)],
            Fact::AccountOpened(f) => vec![Self::Account(f.user.clone())],
            Fact::AccountChanged(f) => vec![Self::Account(f.user.clone())],
            Fact::PassPhraseSet(f) => vec![Self::Account(f.user.clone())],
            Fact::AccountShut(f) => vec![Self::Account(f.user.clone())],
            Fact::SecondSet(f) => vec![Self::Account(f.user.clone())],
            Fact::SecondUsed(f) => vec![Self::Account(f.user.clone())],
            Fact::GlassBroken(f) => vec![Self::Account(f.user.clone())],
            Fact::GlassReviewed(f) => vec![Self::Account(f.user.clone())],
            Fact::NumberIssued(f) => vec![Self::Number(f.given.number.clone())],
            Fact::PacketActivated(f) => vec![Self::Number(f.number.clone())],
            Fact::NumberVoided(f) => vec![Self::Number(f.number.clone())],
            Fact::ArrivalEnded(f) => vec![Self::Number(f.number.clone())],
            Fact::NumberAsked(f) => vec![Self::Number(f.number.clone())],
            Fact::NumberPrinted(f) => vec![Self::Number(f.number.clone())],
            Fact::Linked(f) => vec![Self::Link(f.one, f.other)],
            Fact::Unlinked(f) => vec![Self::Link(f.one, f.other)],
            Fact::LinkProposed(f) => vec![Self::Link(f.one, f.other)],
            Fact::InquiryAnswered(_) | Fact::Noted(_) | Fact::Unknown(_) => Vec::new(),
            Fact::BlanksPrepared(_)
            | Fact::SlipWritten(_)
            | Fact::SlipPrinted(_)
            | Fact::SlipPrintedAt(_)
            | Fact::CopiesPickedUp(_)
            | Fact::CopiesHandedOver(_)
            | Fact::CopiesReceived(_)
            | Fact::CopiesEnded(_)
            | Fact::CopyLost(_)
            | Fact::CopyFound(_)
            | Fact::WorkStarted(_)
            | Fact::StepDone(_)
            | Fact::Performed(_)
            | Fact::Billed(_)
            | Fact::QueryRaised(_)
            | Fact::QueryFollowed(_)
            | Fact::QueryAnswered(_)
            | Fact::NotePassed(_)
            | Fact::SlipRevised(_)
            | Fact::SlipCancelled(_)
            | Fact::RunOpened(_)
            | Fact::RunClosed(_)
            | Fact::StepSeen(_)
            | Fact::StepUnchecked(_)
            | Fact::RevisionOrdered(_) => Self::of_slips(fact),
        }
    }
}

/// One event of a subject, read back for a refold.
struct Folded {
    order: Order,
    said: Said,
    basis: Vec<EventId>,
    fact: Fact,
}

/// What names the content of a commit on paper.
fn digest(canonical: &[u8]) -> [u8; 8] {
    let hash = blake3::hash(canonical);
    hash.as_bytes().first_chunk().copied().unwrap_or_default()
}

impl Hospital {
    /// Folds a commit that lies at `position`, and whose bytes are not at hand. See [`Hospital::apply_written`].
    pub fn apply(
        &mut self,
        commit: &Commit,
        position: Position,
        history: &dyn History,
    ) -> Result<Vec<Subject>, HistoryLost> {
        // One that cannot be written was never saved.
        let canonical = wire::write(commit).unwrap_or_default();
        self.apply_written(commit, &canonical, position, history)
    }

    /// Folds a commit that lies at `position` in these `canonical` bytes. Returns the subjects it changed; empty when it was
    /// already here.
    ///
    /// A commit that comes after everything its subjects know is folded on top. A late one, or a retraction, refolds its
    /// subjects out of `history`; if that cannot be read, the hospital is unchanged.
    pub fn apply_written(
        &mut self,
        commit: &Commit,
        canonical: &[u8],
        position: Position,
        history: &dyn History,
    ) -> Result<Vec<Subject>, HistoryLost> {
        if self.has_seen(commit.id) {
            return Ok(Vec::new());
        }
        // Only a refold reads the past and can fail; folding on top works in place, without a copy of anything.
        if !self.comes_late(commit) {
            return self.fold_commit(commit, canonical, position, history);
        }
        let before = self.clone();
        self.fold_commit(commit, canonical, position, history)
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
        canonical: &[u8],
        position: Position,
        history: &dyn History,
    ) -> Result<Vec<Subject>, HistoryLost> {
        let mut touched: Vec<Subject> = Vec::with_capacity(commit.events.len());
        // Five hundred people in one commit are a thousand subjects: whether one is there is never looked for one by one.
        let mut met: HashSet<Subject, RandomState> =
            HashSet::with_capacity_and_hasher(commit.events.len(), RandomState::default());
        let mut late: HashSet<Subject, RandomState> = HashSet::default();
        for (index, event) in commit.numbered() {
            let order = commit.order(index);
            let said = commit.said(index, event);
            let retraction = matches!(event.fact, Fact::Retracted(_));
            event.fact.given().for_each(|given| self.used.note(given));
            for subject in Subject::of(&event.fact) {
                let in_order = self.trace_mut(&subject).note(order, Locator { position, index });
                if retraction || !in_order {
                    late.insert(subject.clone());
                } else if !late.contains(&subject) {
                    self.change(&subject, &said, &event.basis, &event.fact);
                }
                if met.insert(subject.clone()) {
                    touched.push(subject);
                }
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
            .insert(commit.id.sequence, digest(canonical));
        Ok(touched)
    }

    /// Folds one fact onto a subject, keeping what is derived beside it in step.
    fn change(&mut self, subject: &Subject, said: &Said, basis: &[EventId], fact: &Fact) {
        match subject {
            // Under nothing that is derived but the name of its request.
            Subject::Number(number) => {
                self.number_mut(number).apply(said, basis, fact);
                if let Fact::NumberAsked(asked) = fact {
                    self.is_asked_as(&asked.request, number);
                }
                return;
            }
            // A person is listed by the numbers, and these are only ever added to.
            Subject::Patient(id) => {
                let patient = self.patient_mut(*id);
                let known = patient.identifiers.len();
                patient.apply(said, basis, fact);
                let added = patient.identifiers.get(known..).unwrap_or_default();
                let added: Vec<Identifier> = added.iter().map(|(_, number)| number.clone()).collect();
                return added.iter().for_each(|number| self.is_held_by(number, *id));
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
            Subject::Link(one, other) => self.link_mut(*one, *other).apply(said, basis, fact),
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

    pub(super) fn trace(&self, subject: &Subject) -> Option<&Trace> {
        Some(match subject {
            Subject::Settings => &self.settings.trace,
            Subject::Patient(id) => &self.patients.get(id)?.trace,
            Subject::Stay(id) => &self.stays.get(id)?.trace,
            Subject::Bed(name) => &self.beds.get(name)?.trace,
            Subject::Room(name) => &self.rooms.get(name)?.trace,
            Subject::Discrepancy(id) => &self.closings.get(id)?.trace,
            Subject::Block(station, number) => &self.blocks.get(&(*station, *number))?.trace,
            Subject::Life(station, life) => &self.lives.get(&(*station, *life))?.trace,
            Subject::PrintJob(id) => &self.print_jobs.get(id)?.trace,
            Subject::Slip(number) => &self.slips.get(number)?.trace,
            Subject::Pad(id) => &self.pads.get(id)?.trace,
            Subject::Run(id) => &self.runs.get(id)?.trace,
            Subject::Check(id) => &self.checks.get(id)?.trace,
            Subject::Account(user) => &self.accounts.get(user)?.trace,
            Subject::Number(number) => &self.numbers.get(number)?.trace,
            Subject::Link(one, other) => &self.links.get(&(*one, *other))?.trace,
        })
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
            self.change(subject, &event.said, &event.basis, &event.fact);
        }
        self.list(subject);
        Ok(())
    }

    /// Puts a blank in a subject's place, with its trace.
    #[allow(clippy::too_many_lines, reason = "one arm for each kind of subject")]
    fn forget(&mut self, subject: &Subject, trace: Trace) {
        match subject {
            Subject::Settings => {
                self.settings = Arc::new(Settings {
                    trace,
                    ..Settings::default()
                });
            }
            Subject::Patient(id) => {
                let blank = Patient {
                    trace,
                    ..Patient::new(*id)
                };
                self.patients.insert(*id, Arc::new(blank));
            }
            Subject::Stay(id) => {
                let blank = Stay {
                    trace,
                    ..Stay::new(*id)
                };
                self.stays.insert(*id, Arc::new(blank));
            }
            Subject::Bed(name) => {
                let blank = Bed {
                    trace,
                    ..Bed::new(name.clone())
                };
                self.beds.insert(name.clone(), Arc::new(blank));
            }
            Subject::Room(name) => {
                let blank = Room {
                    trace,
                    ..Room::new(name.clone())
                };
                self.rooms.insert(name.clone(), Arc::new(blank));
            }
            Subject::Discrepancy(id) => {
                let blank = ClosedDiscrepancy {
                    trace,
                    ..ClosedDiscrepancy::default()
                };
                self.closings.insert(*id, Arc::new(blank));
            }
            Subject::Block(station, number) => {
                *self.block_mut(*station, *number) = Block {
                    trace,
                    ..Block::new(*station, *number)
                };
            }
            Subject::Life(station, life) => {
                *self.life_mut(*station, *life) = Life {
                    trace,
                    ..Life::default()
                };
            }
            Subject::PrintJob(id) => {
                let blank = PrintJob {
                    trace,
                    ..PrintJob::new(*id)
                };
                self.print_jobs.insert(*id, Arc::new(blank));
            }
            Subject::Slip(number) => {
                let blank = Slip {
                    trace,
                    ..Slip::new(*number)
                };
                self.slips.insert(*number, Arc::new(blank));
            }
            Subject::Pad(id) => {
                let blank = Pad { trace, ..Pad::new(*id) };
                self.pads.insert(*id, Arc::new(blank));
            }
            Subject::Run(id) => {
                let blank = Run { trace, ..Run::new(*id) };
                self.runs.insert(*id, Arc::new(blank));
            }
            Subject::Check(id) => {
                let blank = Check {
                    trace,
                    ..Check::new(*id)
                };
                self.checks.insert(*id, Arc::new(blank));
            }
            Subject::Number(number) => {
                *self.number_mut(number) = IssuedNumber {
                    trace,
                    ..IssuedNumber::new(number.clone())
                };
            }
            Subject::Link(one, other) => {
                *self.link_mut(*one, *other) = Link {
                    trace,
                    ..Link::default()
                };
            }
            Subject::Account(user) => {
                self.accounts.insert(
                    user.clone(),
                    Arc::new(Account {
                        trace,
                        ..Account::new(user.clone())
                    }),
                );
            }
        }
    }

    pub(super) fn trace_mut(&mut self, subject: &Subject) -> &mut Trace {
        match subject {
            Subject::Settings => &mut Arc::make_mut(&mut self.settings).trace,
            Subject::Patient(id) => &mut self.patient_mut(*id).trace,
            Subject::Stay(id) => &mut self.stay_mut(*id).trace,
            Subject::Bed(name) => &mut self.bed_mut(name).trace,
            Subject::Room(name) => &mut self.room_mut(name).trace,
            Subject::Discrepancy(id) => &mut Arc::make_mut(self.closings.entry(*id).or_default()).trace,
            Subject::Block(station, number) => &mut self.block_mut(*station, *number).trace,
            Subject::Life(station, life) => &mut self.life_mut(*station, *life).trace,
            Subject::PrintJob(id) => &mut self.print_job_mut(*id).trace,
            Subject::Slip(number) => &mut self.slip_mut(*number).trace,
            Subject::Pad(id) => &mut self.pad_mut(*id).trace,
            Subject::Run(id) => &mut self.run_mut(*id).trace,
            Subject::Check(id) => &mut self.check_mut(*id).trace,
            Subject::Account(user) => &mut self.account_mut(user).trace,
            Subject::Number(number) => &mut self.number_mut(number).trace,
            Subject::Link(one, other) => &mut self.link_mut(*one, *other).trace,
        }
    }

    fn block_mut(&mut self, station: super::Station, number: super::BlockNumber) -> &mut Block {
        let entry = self.blocks.entry((station, number));
        Arc::make_mut(entry.or_insert_with(|| Arc::new(Block::new(station, number))))
    }

    fn number_mut(&mut self, number: &Identifier) -> &mut IssuedNumber {
        let entry = self.numbers.entry(number.clone());
        Arc::make_mut(entry.or_insert_with(|| Arc::new(IssuedNumber::new(number.clone()))))
    }

    fn link_mut(&mut self, one: super::PatientId, other: super::PatientId) -> &mut Link {
        Arc::make_mut(self.links.entry((one, other)).or_default())
    }

    fn life_mut(&mut self, station: super::Station, life: super::Installation) -> &mut Life {
        Arc::make_mut(self.lives.entry((station, life)).or_default())
    }

    fn patient_mut(&mut self, id: super::PatientId) -> &mut Patient {
        Arc::make_mut(self.patients.entry(id).or_insert_with(|| Arc::new(Patient::new(id))))
    }

    fn stay_mut(&mut self, id: super::StayId) -> &mut Stay {
        Arc::make_mut(self.stays.entry(id).or_insert_with(|| Arc::new(Stay::new(id))))
    }

    fn print_job_mut(&mut self, id: super::PrintJobId) -> &mut PrintJob {
        Arc::make_mut(self.print_jobs.entry(id).or_insert_with(|| Arc::new(PrintJob::new(id))))
    }

    fn bed_mut(&mut self, name: &super::BedName) -> &mut Bed {
        Arc::make_mut(
            self.beds
                .entry(name.clone())
                .or_insert_with(|| Arc::new(Bed::new(name.clone()))),
        )
    }

    fn room_mut(&mut self, name: &super::RoomName) -> &mut Room {
        Arc::make_mut(
            self.rooms
                .entry(name.clone())
                .or_insert_with(|| Arc::new(Room::new(name.clone()))),
        )
    }

    fn check_mut(&mut self, id: super::CheckId) -> &mut Check {
        Arc::make_mut(self.checks.entry(id).or_insert_with(|| Arc::new(Check::new(id))))
    }

    fn account_mut(&mut self, user: &UserName) -> &mut Account {
        Arc::make_mut(
            self.accounts
                .entry(user.clone())
                .or_insert_with(|| Arc::new(Account::new(user.clone()))),
        )
    }

    /// The heads that a fact is decided on: those of its subjects, once each.
    pub fn basis(&self, fact: &Fact) -> Vec<EventId> {
        self.basis_of(&Subject::of(fact), fact)
    }

    /// The same, of subjects that are told already.
    pub(crate) fn basis_of(&self, subjects: &[Subject], fact: &Fact) -> Vec<EventId> {
        let mut heads = Vec::new();
        for subject in subjects {
            self.heads_for(subject, fact, &mut heads);
        }
        let mut basis: Vec<EventId> = heads.into_iter().map(|order| order.event).collect();
        basis.sort_unstable();
        basis.dedup();
        basis
    }

    pub(crate) fn heads_for(&self, subject: &Subject, fact: &Fact, heads: &mut Vec<Order>) {
        match subject {
            Subject::Settings => match fact {
                Fact::SlipTypesAdopted(_) => heads.extend(self.settings.slips.orders()),
                Fact::CheckPolicyAdopted(_) => heads.extend(self.settings.checks.orders()),
                Fact::SchemesAdopted(_) => heads.extend(self.settings.schemes.orders()),
                Fact::RegisterAdopted(_) => heads.extend(self.settings.register.orders()),
                Fact::IdleTimeSet(f) => {
                    heads.extend(
                        self.settings
                            .idle_of(&f.ward)
                            .into_iter()
                            .flat_map(crate::domain::record::Register::orders),
                    );
                }
                _ => heads.extend(self.settings.frame.orders()),
            },
            Subject::Patient(id) => {
                if let Some(patient) = self.patients.get(id) {
                    patient.heads_for(fact, heads);
                }
            }
            Subject::Stay(id) => {
                if let Some(stay) = self.stays.get(id) {
                    stay.heads_for(fact, heads);
                }
            }
            Subject::Bed(name) => {
                if let Some(bed) = self.beds.get(name) {
                    bed.heads_for(fact, heads);
                }
            }
            Subject::Room(name) => {
                if let Some(room) = self.rooms.get(name) {
                    room.heads_for(heads);
                }
            }
            Subject::Discrepancy(id) => {
                if let Some(closed) = self.closings.get(id) {
                    heads.extend(closed.closing.orders());
                }
            }
            Subject::Block(station, number) => {
                if let Some(block) = self.blocks.get(&(*station, *number)) {
                    heads.extend(block.heads());
                }
            }
            Subject::PrintJob(id) => {
                if let Some(job) = self.print_jobs.get(id) {
                    job.heads_for(heads);
                }
            }
            Subject::Slip(number) => {
                if let Some(slip) = self.slips.get(number) {
                    slip.heads_for(fact, heads);
                }
            }
            // What was found of a life stands beside whatever else was found; forms and runs only add up.
            Subject::Life(..) | Subject::Pad(_) | Subject::Run(_) => {}
            Subject::Check(id) => {
                if let Some(check) = self.checks.get(id) {
                    heads.extend(check.heads());
                }
            }
            Subject::Account(user) => {
                if let Some(account) = self.accounts.get(user) {
                    account.heads_for(fact, heads);
                }
            }
            Subject::Number(number) => {
                if let Some(number) = self.numbers.get(number) {
                    heads.extend(number.heads());
                }
            }
            Subject::Link(one, other) => {
                if let Some(link) = self.links.get(&(*one, *other)) {
                    heads.extend(link.linked.orders());
                }
            }
        }
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
        basis: event.basis.clone(),
        fact: event.fact.clone(),
    })
}

/// The events that are taken back. A retraction can itself be retracted; it always stands later in the order than what
/// it takes back, so one pass from the end is enough.
fn retracted(events: &[Folded]) -> Vec<EventId> {
    let mut dead: Vec<EventId> = Vec::new();
    for event in events.iter().rev() {
        if let Fact::Retracted(retraction) = &event.fact
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
            self.change(&subject, &said, &event.basis, &event.fact);
        }
    }
}
