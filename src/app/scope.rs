//! What a screen may look at: the hospital, the words, the look, the keys, the time. It changes none of them.

use chrono::NaiveDateTime;

use crate::domain::census::{Discrepancy, WardCode};
use crate::domain::record::{Installation, Station, Timestamp};
use crate::domain::state::Hospital;
use crate::i18n::Words;
use crate::input::Spots;
use crate::search::alike::LookAlikes;
use crate::theme::Look;

use super::{Keys, Selection, Situation};

/// Who sits where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desk {
    pub user: String,
    /// Its number; empty before there is a store.
    pub station: String,
    /// The throw-away store with the sample hospital; a strip says so.
    pub sample: bool,
    /// Which life of which station it is: whose numbers are given here.
    pub life: Option<(Station, Installation)>,
}

/// Everything around a screen.
pub struct Scope<'a> {
    pub words: &'a Words,
    pub look: &'a Look,
    pub keys: &'a Keys,
    pub hospital: &'a Hospital,
    /// Another number for every other state of the hospital: what was worked out from one holds until it changes.
    pub edition: u64,
    /// What disagrees and nobody has closed; finding it takes a walk through the hospital, so that it is done once for a state.
    pub discrepancies: &'a [Discrepancy],
    /// Which inpatients can be taken for each other.
    pub look_alikes: &'a LookAlikes,
    pub desk: &'a Desk,
    /// The ward that lists and maps show; none is the whole hospital.
    pub ward: Option<&'a WardCode>,
    /// Who or what was looked at last, on whatever screen: a map opens where a list was left.
    pub focus: &'a Selection,
    pub now: Timestamp,
    /// Columns and rows of the screen's own area.
    pub area: (u16, u16),
    /// Where the picture keeps what can be clicked: `Canvas::new(buffer, scope.look).with_spots(scope.spots)`.
    pub spots: &'a Spots,
    /// What the screen below the topmost can do: for help and palette.
    pub below: Option<&'a Situation>,
}

impl Scope<'_> {
    /// A moment in the hospital's own time.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        super::sentences::local(self.hospital, at)
    }

    pub fn local_now(&self) -> NaiveDateTime {
        self.local(self.now)
    }
}
