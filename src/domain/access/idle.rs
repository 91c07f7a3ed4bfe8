//! After how long without a key the laptops of a ward lock themselves. A nurses' station behind a counter and a trolley in a
//! corridor differ; where nobody has said anything, two minutes are it.

use serde::{Deserialize, Serialize};

use crate::domain::{
    census::WardCode,
    compose::Draft,
    record::{Register, Timestamp},
    refusal::Refusal,
    state::{Hospital, Settings},
};

/// So many seconds without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct IdleTime(u16);

impl IdleTime {
    /// Issue 4: what holds where nothing else is said.
    pub const DEFAULT: Self = Self(120);
    /// Below it nobody finishes a word.
    const LEAST: u16 = 5;
    /// Above it the lock is none.
    const MOST: u16 = 30 * 60;

    /// `None` when that is too short or too long.
    pub fn seconds(seconds: u16) -> Option<Self> {
        (Self::LEAST..=Self::MOST).contains(&seconds).then_some(Self(seconds))
    }

    /// The nearest that is allowed.
    pub fn nearest(seconds: u64) -> Self {
        let seconds = u16::try_from(seconds).unwrap_or(u16::MAX);
        Self(seconds.clamp(Self::LEAST, Self::MOST))
    }

    pub fn as_seconds(self) -> u16 {
        self.0
    }
}

/// What holds on the laptops that show a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdleTimeSet {
    pub ward: WardCode,
    /// None: as everywhere.
    pub after: Option<IdleTime>,
}

/// The idle time of one ward, as stations have said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WardIdle {
    pub ward: WardCode,
    pub after: Register<Option<IdleTime>>,
}

impl Settings {
    pub(in crate::domain) fn idle_of(&self, ward: &WardCode) -> Option<&Register<Option<IdleTime>>> {
        let idle = self.idle.iter().find(|idle| idle.ward == *ward);
        idle.map(|idle| &idle.after)
    }

    pub(in crate::domain) fn idle_to_change(&mut self, ward: &WardCode) -> Option<&mut Register<Option<IdleTime>>> {
        if self.idle_of(ward).is_none() {
            let (ward, after) = (ward.clone(), Register::default());
            self.idle.push(WardIdle { ward, after });
            // However they arrive, they stand in one order.
            self.idle
                .sort_by(|one, other| one.ward.as_str().cmp(other.ward.as_str()));
        }
        let idle = self.idle.iter_mut().find(|idle| idle.ward == *ward);
        idle.map(|idle| &mut idle.after)
    }
}

impl Hospital {
    /// After how long the laptops of a ward lock themselves, if somebody has said it.
    pub fn idle_time(&self, ward: &WardCode) -> Option<IdleTime> {
        *self.settings.idle_of(ward)?.get()?
    }
}

pub(super) fn decide(
    hospital: &Hospital,
    ward: WardCode,
    after: Option<IdleTime>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let frame = hospital.frame().ok_or(Refusal::NoFrame)?;
    if frame.ward(ward.as_str()).is_none() {
        return Err(Refusal::UnknownWard { ward: ward.to_string() });
    }
    if hospital.idle_time(&ward) == after {
        return Ok(Draft::default());
    }
    Ok(Draft::one(at, IdleTimeSet { ward, after }))
}
