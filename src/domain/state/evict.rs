//! What leaves the hot state: stays that are over, and patients who have none, some days after anybody last touched
//! them. Memory is bounded by the hospital and not by the length of the outage (architecture.md §3.7).
//!
//! Leaving changes no answer: whoever names somebody who has left gets them back first (see `names`), and whatever is
//! part of a discrepancy, open or closed, never leaves.

use std::{collections::HashSet, sync::Arc};

use super::{
    Check, CheckId, Commit, History, HistoryLost, Hospital, Locator, Order, PatientId, Position, Stay, StayId, Subject,
    Trace, snapshot::Snapshot,
};
use crate::domain::{
    census::{Discrepancy, DiscrepancyKind},
    checks::alarm::{in_a_row_with, since_nobody_was_verified},
    record::Timestamp,
    slips::SlipNumber,
};

impl Hospital {
    /// Mismatches that nobody has followed with a verified check: they hold slips and alarm the command post. All of a row, because
    /// what is left of it would alarm nobody; and with each the verified check that ended the other row it was part of, because
    /// without that one a slip, or a patient, would be in alarm anew.
    fn checks_that_stay(&self) -> HashSet<CheckId> {
        let of_patients = self
            .checked_patients()
            .flat_map(|patient| since_nobody_was_verified(self, patient));
        let of_slips = self.checks_of_slip.keys().flat_map(|slip| in_a_row_with(self, *slip));
        let rows: Vec<&Arc<Check>> = of_patients.chain(of_slips).collect();
        let ends = rows.iter().flat_map(|mismatch| {
            let patient = mismatch.patient().into_iter();
            let of_patient = patient.flat_map(|patient| self.checks_of(patient));
            let of_slip = mismatch.slip().into_iter().flat_map(|slip| self.checks_of_slip(slip));
            let last = |checks: Vec<&Arc<Check>>| {
                let verified = checks.into_iter().filter(|check| check.is_verified());
                verified.max_by_key(|check| check.head).map(|check| check.id)
            };
            [last(of_patient.collect()), last(of_slip.collect())]
        });
        let rows = rows.iter().map(|check| check.id);
        rows.chain(ends.flatten()).collect()
    }

    /// The subjects that may leave: over, and neither happened nor recorded at or after `before`. Stays first.
    pub fn finished(&self, before: Timestamp) -> Vec<Subject> {
        let contested = contested(&self.discrepancies());
        let untouched = |trace: &Trace| trace.last.is_none_or(|last| last.stamp.recorded() < before);
        let mut finished = Vec::new();
        let mut needed: HashSet<PatientId> = HashSet::new();
        let mut kept_stays: HashSet<StayId> = HashSet::new();
        for slip in self.slips.values() {
            if slip.is_finished() && untouched(&slip.trace) && !contested.slips.contains(&slip.number) {
                finished.push(Subject::Slip(slip.number));
            } else if let Some(written) = slip.written() {
                needed.insert(written.patient);
                kept_stays.extend(written.stay);
            }
        }
        for pad in self
            .pads
            .values()
            .filter(|pad| pad.is_used_up() && untouched(&pad.trace))
        {
            finished.push(Subject::Pad(pad.id));
        }
        for run in self.runs.values().filter(|run| !run.is_open() && untouched(&run.trace)) {
            finished.push(Subject::Run(run.id));
        }
        for (id, stay) in &self.stays {
            if is_over(stay, before)
                && untouched(&stay.trace)
                && !contested.stays.contains(id)
                && !kept_stays.contains(id)
            {
                finished.push(Subject::Stay(*id));
            } else {
                needed.extend(stay.patient.claims().iter().map(|claim| claim.value));
            }
        }
        for bed in self.beds.values() {
            let reservations = bed.reservation.claims().iter();
            needed.extend(reservations.filter_map(|claim| claim.value.as_ref().map(|kept| kept.patient)));
        }
        let kept = self.checks_that_stay();
        for (id, check) in &self.checks {
            if is_past(check, before) && untouched(&check.trace) && !kept.contains(id) {
                finished.push(Subject::Check(*id));
            } else {
                needed.extend(check.patient());
            }
        }
        needed.extend(self.linked.keys());
        // Whoever was given a number and was never in a bed waits for one, however long.
        let waiting = self.numbers.values().filter(|number| number.ended.is_empty());
        let waiting = waiting.filter_map(|number| number.patient());
        needed.extend(waiting.filter(|patient| {
            let known = self.patients.get(patient);
            known.is_some_and(|known| known.admission.is_empty())
        }));
        for (id, patient) in &self.patients {
            if !needed.contains(id) && untouched(&patient.trace) && !contested.patients.contains(id) {
                finished.push(Subject::Patient(*id));
            }
        }
        for (id, job) in &self.print_jobs {
            // A label goes with its patient: what became of it says whether another one is the second.
            let about = job.asked.get().and_then(|asked| asked.paper.identifies());
            let stays = about.is_some_and(|patient| self.patients.contains_key(&patient));
            if !job.is_open() && !stays && untouched(&job.trace) {
                finished.push(Subject::PrintJob(*id));
            }
        }
        finished
    }

    /// Takes a patient, a stay or a slip out. What is derived from it goes with it.
    pub fn take_out(&mut self, subject: &Subject) -> Option<Snapshot> {
        let snapshot = self.snapshot(subject)?;
        match subject {
            Subject::Patient(id) => {
                self.unlist(subject);
                self.patients.remove(id);
            }
            Subject::Stay(id) => {
                self.unlist(subject);
                self.stays.remove(id);
            }
            Subject::PrintJob(id) => {
                self.print_jobs.remove(id);
            }
            Subject::Slip(number) => {
                self.unlist(subject);
                self.slips.remove(number);
            }
            Subject::Pad(id) => {
                self.pads.remove(id);
            }
            Subject::Run(id) => {
                self.runs.remove(id);
            }
            Subject::Check(id) => {
                self.unlist(subject);
                self.checks.remove(id);
            }
            _ => return None,
        }
        Some(snapshot)
    }

    /// Whether a patient or stay is in the hot state.
    pub fn is_hot(&self, subject: &Subject) -> bool {
        self.trace(subject).is_some()
    }

    /// Folds one subject out of its own events, for when no snapshot of it can be read. `events` are all of them, in the
    /// order of their arrival.
    pub fn recover(
        &mut self,
        subject: &Subject,
        events: &[(Order, Locator)],
        history: &dyn History,
    ) -> Result<(), HistoryLost> {
        let Some((_, first)) = events.first() else {
            return Ok(());
        };
        let commit = history.commit(first.position)?;
        for (order, locator) in events {
            self.trace_mut(subject).note(*order, *locator);
        }
        self.refold(subject, &commit, first.position, history)
    }
}

/// The events of a commit that one of `subjects` folds.
pub fn events_of(commit: &Commit, position: Position, subjects: &[Subject]) -> Vec<(Subject, Order, Locator)> {
    let mut events = Vec::new();
    for (index, event) in commit.numbered() {
        for subject in Subject::of(&event.fact) {
            if subjects.contains(&subject) {
                events.push((subject, commit.order(index), Locator { position, index }));
            }
        }
    }
    events
}

/// Whether a check happened before then. One that was left lying is over.
fn is_past(check: &Check, before: Timestamp) -> bool {
    check.said().is_none_or(|said| said.at < before)
}

/// Over since before `before`; or never begun, because what opened it was taken back.
fn is_over(stay: &Stay, before: Timestamp) -> bool {
    match stay.place.get() {
        Some(placed) => placed.place.is_over() && placed.since < before,
        None => stay.all_heads().is_empty(),
    }
}

#[derive(Default)]
struct Contested {
    stays: HashSet<StayId>,
    patients: HashSet<PatientId>,
    slips: HashSet<SlipNumber>,
}

/// Whoever is part of something that disagrees.
fn contested(discrepancies: &[Discrepancy]) -> Contested {
    let mut contested = Contested::default();
    for discrepancy in discrepancies {
        match &discrepancy.kind {
            DiscrepancyKind::BedShared { stays, .. } => contested.stays.extend(stays),
            DiscrepancyKind::TwoStays { patient, stays } => {
                contested.stays.extend(stays);
                contested.patients.insert(*patient);
            }
            DiscrepancyKind::MovedApart { stay }
            | DiscrepancyKind::StayDisputed { stay }
            | DiscrepancyKind::BedUnknown { stay, .. }
            | DiscrepancyKind::NoAdmission { stay }
            | DiscrepancyKind::BlockedInUse { stay, .. } => {
                contested.stays.insert(*stay);
            }
            DiscrepancyKind::PersonDisputed { patient } | DiscrepancyKind::NoRegistration { patient } => {
                contested.patients.insert(*patient);
            }
            DiscrepancyKind::IdentifierShared { patients, .. } => contested.patients.extend(patients),
            DiscrepancyKind::SlipTwice { slip }
            | DiscrepancyKind::SlipUnwritten { slip }
            | DiscrepancyKind::SlipRevisedApart { slip }
            | DiscrepancyKind::StepUnchecked { slip, .. }
            | DiscrepancyKind::CopyApart { slip, .. } => {
                contested.slips.insert(*slip);
            }
            DiscrepancyKind::SlipElsewhere { slip, stay } => {
                contested.slips.insert(*slip);
                contested.stays.insert(*stay);
            }
            DiscrepancyKind::FramesDiffer
            | DiscrepancyKind::SlipTypesDiffer
            | DiscrepancyKind::SchemesDiffer
            | DiscrepancyKind::BlockShared { .. }
            | DiscrepancyKind::StationForked { .. } => {}
            DiscrepancyKind::NumberTwice { number } | DiscrepancyKind::VoidedInUse { number } => {
                contested.patients.insert(PatientId::of(number));
            }
            DiscrepancyKind::AliasTwice { numbers } => contested.patients.extend(numbers.iter().map(PatientId::of)),
        }
    }
    contested
}
