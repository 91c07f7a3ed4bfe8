//! What of the people in a list is for whoever asks.

use super::CensusRow;
use crate::domain::{
    access::{Context, Deed, asks_why},
    identity::PatientId,
    record::UserName,
    state::Hospital,
};

/// What whoever asks needs of the people in a list, and no more.
pub struct Discreet<'a> {
    hospital: &'a Hospital,
    user: &'a UserName,
    /// Whether they may open a person, and know how to reach them.
    opens: bool,
    reaches: bool,
}

impl<'a> Discreet<'a> {
    pub fn of(hospital: &'a Hospital, context: &Context<'a>) -> Self {
        let may = |deed| context.allow(hospital, deed).is_ok();
        Self {
            hospital,
            user: &context.asker.user,
            opens: may(Deed::ReadPerson),
            reaches: may(Deed::ReadContacts),
        }
    }

    /// Whether this person's telephone and address are for whoever asks: a restricted one's are behind a reason.
    pub fn may_reach(&self, patient: PatientId) -> bool {
        let known = self.hospital.patient(patient);
        self.reaches && !known.is_some_and(|known| asks_why(self.hospital, self.user, known))
    }

    /// Whether the same of people whom the hospital does not know is.
    pub fn reaches(&self) -> bool {
        self.reaches
    }

    /// The rows without what is not told.
    pub(super) fn rows(&self, mut rows: Vec<CensusRow>) -> Vec<CensusRow> {
        for row in &mut rows {
            if !self.may_reach(row.patient) {
                (row.phone, row.address) = (None, None);
            }
            if !self.opens {
                // Who is where, for whoever brings the list. Nothing is said to be missing of what is not told.
                (row.birth, row.diet, row.allergies) = (None, None, None);
                (row.isolation, row.mobility) = (None, None);
                row.missing.clear();
            }
        }
        rows
    }
}
