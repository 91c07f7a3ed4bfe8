//! Who or what is selected in a list or a map: what a movement or an edit is about.

use std::collections::BTreeSet;

use crate::domain::census::{BedName, DiscrepancyId, Place};
use crate::domain::identity::{Identifier, PatientId};
use crate::domain::numbers::ledger::waiting_under;
use crate::domain::slips::{Code, CopyName, Post, RunId};
use crate::domain::state::Hospital;

use super::KeyCondition;

/// The selected row or bed. An empty bed has no patient; somebody in transit has no bed; a line of a list of notes has neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    pub patient: Option<PatientId>,
    pub bed: Option<BedName>,
    pub discrepancy: Option<DiscrepancyId>,
    /// A number that was given by hand: of the patient, or of a packet that nobody has.
    pub number: Option<Identifier>,
    pub paper: Paper,
}

/// What is selected of the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    pub slip: Option<CopyName>,
    /// Where it is looked at.
    pub post: Option<Post>,
    /// What kind is to be written.
    pub kind: Option<Code>,
    /// The run whose sheet is meant.
    pub run: Option<RunId>,
}

impl Selection {
    pub fn of_patient(hospital: &Hospital, patient: PatientId) -> Self {
        let stay = hospital.open_stay(patient);
        Self {
            patient: Some(patient),
            bed: stay.and_then(|stay| stay.place()?.keeps().cloned()),
            ..Self::default()
        }
    }

    pub fn of_bed(hospital: &Hospital, bed: BedName) -> Self {
        let patient = hospital.occupants(&bed).find_map(|stay| stay.patient());
        Self {
            patient,
            bed: Some(bed),
            ..Self::default()
        }
    }

    /// What keymaps may ask of it.
    pub fn conditions(&self, hospital: &Hospital) -> BTreeSet<KeyCondition> {
        let mut holds = BTreeSet::new();
        if let Some(patient) = self.patient {
            holds.insert(KeyCondition::Patient);
            match hospital.open_stay(patient).and_then(|stay| stay.place()) {
                Some(Place::InBed { .. }) => holds.extend([KeyCondition::InBed, KeyCondition::Here]),
                Some(Place::Out { .. }) => holds.extend([KeyCondition::Away, KeyCondition::Here]),
                Some(Place::Transit { .. }) => holds.extend([KeyCondition::InTransit, KeyCondition::Here]),
                Some(Place::Expected { .. }) => holds.extend([KeyCondition::Expected]),
                Some(Place::Left { .. }) | None => {}
            }
            if !waiting_under(hospital, patient).is_empty() {
                holds.insert(KeyCondition::Here);
            }
        }
        if self.number.is_some() {
            holds.insert(KeyCondition::Number);
        }
        if let Some(bed) = &self.bed {
            holds.insert(KeyCondition::Bed);
            if hospital.occupants(bed).next().is_none() {
                holds.insert(KeyCondition::BedEmpty);
            }
            if hospital.bed(bed).is_some_and(|bed| bed.blocked().is_some()) {
                holds.insert(KeyCondition::BedBlocked);
            }
        }
        holds
    }
}
