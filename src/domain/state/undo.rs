//! What may be taken back: only that on which nothing later rests.

use super::{EventId, Fact, History, HistoryLost, Hospital, Order, PatientId, Subject};
use crate::domain::record::Event;

impl Hospital {
    /// The latest event of another commit that rests on the live event at `order`, as far as `subject` knows.
    pub(crate) fn rests_on(&self, subject: &Subject, fact: &Fact, order: Order) -> Option<EventId> {
        if let Subject::Slip(_) | Subject::Pad(_) | Subject::Run(_) = subject {
            // The life of a slip is a line: what came after rests on what was before.
            let later = self.all_heads(subject).into_iter();
            return later
                .filter(|head| *head > order && head.event.commit != order.event.commit)
                .max()
                .map(|head| head.event);
        }
        let opening = matches!(
            (subject, fact),
            (Subject::Patient(_), Fact::Registered(_)) | (Subject::Stay(_), Fact::Admitted(_) | Fact::Expected(_))
        );
        let adds_up = matches!(
            fact,
            Fact::AllergyFound(_) | Fact::AllergiesDenied(_) | Fact::IdentifierGiven(_) | Fact::Diagnosed(_)
        );
        let heads = if opening {
            // What opened a subject carries everything else said of it.
            let mut heads = self.all_heads(subject);
            heads.extend(self.leaning_on(subject, fact));
            heads
        } else if adds_up {
            // Findings stand beside each other.
            Vec::new()
        } else {
            let mut heads = Vec::new();
            self.heads_for(subject, fact, &mut heads);
            heads.extend(self.leaning_on(subject, fact));
            // What says several things at once carries each of them.
            let says_several = matches!(fact, Fact::Amended(_) | Fact::StayAmended(_) | Fact::Discharged(_));
            if !says_several && heads.iter().any(|head| head.event == order.event) {
                return self.made_impossible(subject, fact);
            }
            heads
        };
        heads
            .into_iter()
            .filter(|head| *head > order && head.event.commit != order.event.commit)
            .max()
            .map(|o| o.event)
            .or_else(|| self.made_impossible(subject, fact))
    }

    /// What other subjects have that could not be without `fact`: the announcement of somebody registered, a bed kept for
    /// them, the announcement that came after a discharge.
    fn leaning_on(&self, subject: &Subject, fact: &Fact) -> Vec<Order> {
        let Subject::Patient(patient) = subject else {
            return Vec::new();
        };
        let ended = match fact {
            Fact::Registered(_) => None,
            Fact::Discharged(f) => Some(f.stay),
            _ => return Vec::new(),
        };
        let own = self
            .open_stays(*patient)
            .filter(|stay| stay.patient() == Some(*patient));
        let stays = own.filter(|stay| Some(stay.id) != ended);
        let mut heads: Vec<Order> = stays.flat_map(|stay| stay.place.orders()).collect();
        if ended.is_none() {
            let kept = self.reserved_beds(*patient).filter_map(|bed| self.beds.get(bed));
            heads.extend(kept.flat_map(|bed| bed.reservation.orders()));
            heads.extend(self.open_slips_of_record(*patient).flat_map(|slip| slip.orders()));
            heads.extend(self.links_of(*patient).map(|(said, _)| said.order));
        }
        heads
    }

    /// Something that was done since, and would contradict the state before `fact`.
    fn made_impossible(&self, subject: &Subject, fact: &Fact) -> Option<EventId> {
        let Subject::Bed(name) = subject else {
            return None;
        };
        let vacated = match fact {
            Fact::Departed(f) => Some(&f.from),
            Fact::Transferred(f) => Some(&f.from),
            Fact::Swapped(f) => Some(&f.from),
            Fact::Discharged(f) => Some(&f.from),
            _ => None,
        };
        let bed = self.beds.get(name)?;
        if vacated == Some(name) && bed.blocked().is_some() {
            return bed.block.latest().map(|claim| claim.said.order.event);
        }
        if matches!(fact, Fact::BedUnblocked(_)) {
            return self
                .occupants(name)
                .find_map(|stay| stay.place.latest())
                .map(|claim| claim.said.order.event);
        }
        None
    }

    /// Why a bed that was let go cannot be kept again: the one whom it was kept for is in it since, or is not known any
    /// more. Nothing of a bed tells whom it was kept for before, so that is looked up.
    pub(crate) fn cannot_be_kept_again(
        &self,
        event: &Event,
        order: Order,
        history: &dyn History,
    ) -> Result<Option<EventId>, HistoryLost> {
        let Fact::ReservationDropped(dropped) = &event.fact else {
            return Ok(None);
        };
        let Some(bed) = self.beds.get(&dropped.bed) else {
            return Ok(None);
        };
        for locator in &bed.trace.events {
            let source = history.commit(locator.position)?;
            let kept = source
                .numbered()
                .find(|(index, _)| *index == locator.index && event.basis.contains(&source.order(*index).event));
            let Some(Fact::BedReserved(kept)) = kept.map(|(_, said)| &said.fact) else {
                continue;
            };
            let who = kept.reservation.patient;
            let taken_back = self.patients.get(&who).filter(|patient| !patient.is_known());
            if let Some(last) = taken_back.and_then(|patient| patient.trace.last) {
                return Ok(Some(last.event));
            }
            let inside = self.occupants(&dropped.bed).filter(|stay| stay.patient() == Some(who));
            let came = inside
                .filter_map(|stay| stay.place.latest())
                .map(|claim| claim.said.order);
            if let Some(came) = came
                .filter(|came| *came > order && came.event.commit != order.event.commit)
                .max()
            {
                return Ok(Some(came.event));
            }
        }
        Ok(None)
    }

    fn all_heads(&self, subject: &Subject) -> Vec<Order> {
        match subject {
            Subject::Patient(id) => self
                .patients
                .get(id)
                .map(|patient| patient.all_heads())
                .unwrap_or_default(),
            Subject::Stay(id) => self.stays.get(id).map(|stay| stay.all_heads()).unwrap_or_default(),
            Subject::Slip(number) => self.slips.get(number).map(|slip| slip.orders()).unwrap_or_default(),
            Subject::Pad(id) => self.pads.get(id).map(|pad| pad.orders()).unwrap_or_default(),
            Subject::Run(id) => self.runs.get(id).map(|run| run.orders()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Whose subject it is, for the sentence of a refusal.
    pub(crate) fn person_of(&self, subject: &Subject) -> Option<PatientId> {
        match subject {
            Subject::Patient(id) => Some(*id),
            Subject::Stay(id) => self.stays.get(id)?.patient(),
            Subject::Link(pair) => Some(pair.0),
            Subject::Bed(bed) => self.occupants(bed).find_map(|stay| stay.patient()),
            Subject::PrintJob(job) => self.print_jobs.get(job)?.asked.get()?.paper.patient(),
            Subject::Slip(number) => self.slips.get(number)?.patient(),
            Subject::Check(id) => self.checks.get(id)?.patient(),
            _ => None,
        }
    }
}
