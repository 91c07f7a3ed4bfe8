//! What follows from the facts: the discrepancies, in an order that every laptop shares.

use super::{Arc, Discrepancy, EventId, Hospital, PatientId, Slip, Stay, StayId};
use crate::domain::census::{DiscrepancyKind, stay::Missing};
use crate::domain::identity::{AllergyStatus, Patient};

impl Hospital {
    /// Everything that disagrees, closed ones included, sorted by identity. A function of the subjects alone.
    pub fn discrepancies(&self) -> Vec<Discrepancy> {
        let mut found = Vec::new();
        if self.settings.frame.is_disputed() {
            found.push(Discrepancy::new(
                DiscrepancyKind::FramesDiffer,
                self.settings.frame.heads().collect(),
            ));
        }
        for (bed, stays) in &self.occupants {
            if stays.len() > 1 {
                let mut stays: Vec<StayId> = stays.iter().copied().collect();
                stays.sort_unstable();
                let events = stays.iter().flat_map(|id| self.place_heads(*id)).collect();
                found.push(Discrepancy::new(
                    DiscrepancyKind::BedShared {
                        bed: bed.clone(),
                        stays,
                    },
                    events,
                ));
            }
        }
        for patient in self.open_stays.keys() {
            // The records that are linked are one person: named once, by the first of them.
            let persons = self.persons(*patient);
            let with_stays = persons.iter().filter(|one| self.open_stays.contains_key(*one));
            if with_stays.min() != Some(patient) {
                continue;
            }
            let stays = persons.iter().filter_map(|one| self.open_stays.get(one)).flatten();
            let mut stays: Vec<StayId> = stays.copied().collect();
            if stays.len() > 1 {
                stays.sort_unstable();
                let events = stays.iter().flat_map(|id| self.place_heads(*id)).collect();
                found.push(Discrepancy::new(
                    DiscrepancyKind::TwoStays {
                        patient: *patient,
                        stays,
                    },
                    events,
                ));
            }
        }
        for (identifier, patients) in &self.holders {
            if patients.len() > 1 {
                let mut patients: Vec<PatientId> = patients.iter().copied().collect();
                patients.sort_unstable();
                let events = patients.iter().filter_map(|id| self.patients.get(id));
                let events = events
                    .flat_map(|patient| patient.identifiers.iter().filter(|(_, known)| known == identifier))
                    .map(|(said, _)| said.order.event)
                    .collect();
                let kind = DiscrepancyKind::IdentifierShared {
                    identifier: identifier.clone(),
                    patients,
                };
                found.push(Discrepancy::new(kind, events));
            }
        }
        for stay in self.stays.values() {
            self.discrepancies_of_stay(stay, &mut found);
        }
        for patient in self.patients.values() {
            let disputes = patient.disputes();
            if !disputes.is_empty() {
                found.push(Discrepancy::new(
                    DiscrepancyKind::PersonDisputed { patient: patient.id },
                    disputes,
                ));
            }
            if !patient.is_known() && self.open_stays.contains_key(&patient.id) {
                let events = patient.all_heads().into_iter().map(|order| order.event).collect();
                found.push(Discrepancy::new(
                    DiscrepancyKind::NoRegistration { patient: patient.id },
                    events,
                ));
            }
        }
        self.discrepancies_of_numbers(&mut found);
        self.discrepancies_of_slips(&mut found);
        for discrepancy in &mut found {
            discrepancy.closed = self
                .closings
                .get(&discrepancy.id)
                .and_then(|closed| closed.closing.get().cloned());
        }
        // What was looked into is settled with its slip, which leaves the hot state then.
        found.retain(|one| match &one.kind {
            DiscrepancyKind::StepUnchecked { slip, .. } => {
                one.closed.is_none() || self.slips.get(slip).is_some_and(|slip| !slip.is_finished())
            }
            _ => true,
        });
        found.sort_by(|a, b| (&a.kind, a.id).cmp(&(&b.kind, b.id)));
        found
    }

    fn discrepancies_of_slips(&self, found: &mut Vec<Discrepancy>) {
        if self.settings.slips.is_disputed() {
            let events = self.settings.slips.heads().collect();
            found.push(Discrepancy::new(DiscrepancyKind::SlipTypesDiffer, events));
        }
        for slip in self.slips_apart.iter().filter_map(|number| self.slips.get(number)) {
            discrepancies_of_slip(slip, found);
        }
        for (id, slips) in &self.slips_of {
            if let Some(stay) = self.stays.get(id) {
                let slips = slips.iter().filter_map(|number| self.slips.get(number));
                found.extend(slips.filter_map(|slip| written_elsewhere(slip, stay)));
            }
        }
    }

    fn discrepancies_of_stay(&self, stay: &Arc<Stay>, found: &mut Vec<Discrepancy>) {
        if stay.place.is_disputed() || stay.admitted.is_disputed() {
            let mut events: Vec<EventId> = stay.place.heads().collect();
            if stay.admitted.is_disputed() {
                events.extend(stay.admitted.heads());
            }
            found.push(Discrepancy::new(DiscrepancyKind::MovedApart { stay: stay.id }, events));
        }
        let disputes = stay.disputes();
        if !disputes.is_empty() {
            found.push(Discrepancy::new(
                DiscrepancyKind::StayDisputed { stay: stay.id },
                disputes,
            ));
        }
        if stay.patient.is_empty() && !stay.all_heads().is_empty() {
            let events = stay.all_heads().into_iter().map(|order| order.event).collect();
            found.push(Discrepancy::new(DiscrepancyKind::NoAdmission { stay: stay.id }, events));
        }
        if let (Some(frame), Some(bed)) = (self.frame(), stay.keeps())
            && frame.bed(bed).is_none()
        {
            let kind = DiscrepancyKind::BedUnknown {
                bed: bed.clone(),
                stay: stay.id,
            };
            found.push(Discrepancy::new(kind, stay.place.heads().collect()));
        }
        if let Some(bed) = stay.keeps()
            && let Some(blocked) = self.beds.get(bed).filter(|bed| bed.blocked().is_some())
        {
            let kind = DiscrepancyKind::BlockedInUse {
                bed: bed.clone(),
                stay: stay.id,
            };
            let events = stay.place.heads().chain(blocked.block.heads()).collect();
            found.push(Discrepancy::new(kind, events));
        }
    }

    fn place_heads(&self, stay: StayId) -> Vec<EventId> {
        self.stays
            .get(&stay)
            .map(|stay| stay.place.heads().collect())
            .unwrap_or_default()
    }

    /// What was not asked, or not known, of an inpatient: shown as incomplete until somebody asks.
    pub fn missing(&self, stay: &Stay) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut check = |known: bool, what: Missing| {
            if !known {
                missing.push(what);
            }
        };
        let patient = stay.patient().and_then(|id| self.patients.get(&id));
        check(patient.is_some_and(|p| p.identifier().is_some()), Missing::Identifier);
        check(patient.is_some_and(|p| !p.name.is_empty()), Missing::Name);
        check(patient.is_some_and(|p| !p.kana.is_empty()), Missing::Kana);
        check(patient.is_some_and(|p| !p.sex.is_empty()), Missing::Sex);
        check(patient.is_some_and(|p| !p.birth.is_empty()), Missing::Birth);
        check(!stay.department.is_empty(), Missing::Department);
        check(!stay.mobility.is_empty(), Missing::Mobility);
        // Whoever answered at a linked record has answered.
        let asked = patient.is_some_and(|p| self.allergies(p.id) != AllergyStatus::NotAsked);
        check(asked, Missing::Allergies);
        missing
    }
}

impl Patient {
    /// False while only facts that rest on the registration have arrived.
    pub fn is_known(&self) -> bool {
        !self.registered.is_empty()
    }
}

fn discrepancies_of_slip(slip: &Slip, found: &mut Vec<Discrepancy>) {
    let number = slip.number;
    if slip.is_written_twice() {
        let kind = DiscrepancyKind::SlipTwice { slip: number };
        found.push(Discrepancy::new(kind, slip.written.heads().collect()));
    } else if slip.is_unwritten() {
        let events: Vec<EventId> = slip.orders().into_iter().map(|order| order.event).collect();
        found.push(Discrepancy::new(
            DiscrepancyKind::SlipUnwritten { slip: number },
            events,
        ));
    } else if slip.content.is_disputed() && !slip.written.is_empty() {
        let kind = DiscrepancyKind::SlipRevisedApart { slip: number };
        found.push(Discrepancy::new(kind, slip.content.heads().collect()));
    }
    for copy in slip.copies.iter().filter(|copy| copy.is_apart()) {
        let kind = DiscrepancyKind::CopyApart {
            slip: number,
            copy: copy.number,
        };
        found.push(Discrepancy::new(kind, copy.kept.heads().collect()));
    }
    found.extend(unchecked(slip));
}

/// Steps that waited for an identity check and were done without one.
fn unchecked(slip: &Slip) -> impl Iterator<Item = Discrepancy> + '_ {
    slip.unchecked.iter().map(|(said, step)| {
        let kind = DiscrepancyKind::StepUnchecked {
            slip: slip.number,
            step: step.step.clone(),
        };
        Discrepancy::new(kind, vec![said.order.event])
    })
}

/// Written for somebody who had left by then, as another station knew.
fn written_elsewhere(slip: &Slip, stay: &Stay) -> Option<Discrepancy> {
    let placed = stay.place.latest().filter(|placed| placed.value.place.is_over())?;
    let written = slip.written.latest()?;
    if placed.value.since >= written.said.at || slip.is_cancelled() {
        return None;
    }
    let events = vec![written.said.order.event, placed.said.order.event];
    let kind = DiscrepancyKind::SlipElsewhere {
        slip: slip.number,
        stay: stay.id,
    };
    Some(Discrepancy::new(kind, events))
}
