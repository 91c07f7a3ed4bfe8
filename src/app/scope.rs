//! What a screen may look at: the hospital, the words, the look, the keys, the time. It changes none of them.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::domain::census::{Discrepancy, WardCode};
use crate::domain::identity::PatientId;
use crate::domain::record::{EventId, Installation, Station, Timestamp};
use crate::domain::state::Hospital;
use crate::i18n::{Value, Words, clock};
use crate::input::{Key, Sequence, Spots};
use crate::search::alike::LookAlikes;
use crate::theme::Look;

use super::door::Mirror;
use super::{Action, Keys, Selection, Situation, Way};

/// Who sits where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desk {
    /// As they are shown.
    pub user: String,
    /// The name of their account.
    pub login: String,
    /// Its number; empty before there is a store.
    pub station: String,
    /// The throw-away store with the sample hospital; a strip says so.
    pub sample: bool,
    /// Which life of which station it is: whose numbers are given here.
    pub life: Option<(Station, Installation)>,
    /// How whoever works here came in: by an envelope, what broken glass gives is all that they may.
    pub way: Way,
    /// Their broken glass that is over by the time that the machine ran.
    pub worn: Vec<EventId>,
    /// The zone that this laptop remembers of the hospital, for the clock before the store is open.
    pub zone: Option<Tz>,
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
    /// Restricted patients for whom whoever works here has given a reason.
    pub reasoned: &'a BTreeSet<PatientId>,
    /// Broken glass whose hour is over by a clock that nobody sets.
    pub worn: &'a [EventId],
    /// How the copy on a second disk does.
    pub mirror: &'a Mirror,
}

impl Scope<'_> {
    /// A moment in the hospital's own time.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        super::sentences::local(self.hospital, at)
    }

    pub fn local_now(&self) -> NaiveDateTime {
        self.local(self.now)
    }

    /// What the clock of the title bar shows: the hospital's time, or else a time that says whose it is.
    pub fn clock(&self) -> String {
        let known = self.hospital.frame().map(|frame| frame.zone()).or(self.desk.zone);
        let zone = known.unwrap_or(Tz::UTC);
        let now = self.now.to_utc().map(|now| now.with_timezone(&zone).naive_local());
        let shown = clock(now.unwrap_or_default());
        match known {
            Some(_) => shown,
            None => self.words.fill("clock-utc", &[("time", Value::from(shown.as_str()))]),
        }
    }

    /// The key of an action that the line at the bottom shows: the function key where there is one. Empty where it has no key.
    pub fn shown_key(&self, situation: &Situation, action: Action) -> String {
        let keys = self.keys.keys_of(situation, action);
        let function = |keys: &&Sequence| matches!(keys.first().key, Key::F(_));
        let shown = keys.iter().find(function).or(keys.first());
        shown.map(ToString::to_string).unwrap_or_default()
    }
}
