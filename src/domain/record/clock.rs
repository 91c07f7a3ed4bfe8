//! Time as records keep it: when something happened, when it was written down, and an order that all laptops share.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;

/// A moment in seconds since 1970-01-01T00:00:00Z. In the hospital's own time only at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timestamp(i64);

impl Timestamp {
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    pub fn seconds(self) -> i64 {
        self.0
    }

    /// `None` outside the years chrono can hold.
    pub fn to_utc(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.0, 0)
    }

    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The whole minute it lies in: people give times in minutes.
    #[must_use]
    pub fn minute(self) -> Self {
        Self(self.0.div_euclid(60) * 60)
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp())
    }
}

/// A calendar day, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(i32);

impl Day {
    pub fn to_date(self) -> Option<NaiveDate> {
        NaiveDate::from_epoch_days(self.0)
    }

    /// The day as a number, for arithmetic.
    pub fn number(self) -> i32 {
        self.0
    }

    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_date() {
            Some(date) => date.format("%Y-%m-%d").fmt(f),
            None => write!(f, "day {}", self.0),
        }
    }
}

/// A reading of a hybrid logical clock: wall time in milliseconds, and a counter for readings in one millisecond or on
/// a clock that went back. What was decided on something always reads later than it, on whatever laptop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    pub millis: u64,
    pub counter: u32,
}

impl Stamp {
    pub const ZERO: Self = Self { millis: 0, counter: 0 };

    /// The reading that follows everything seen so far (`self`) at the wall time `millis`.
    #[must_use]
    pub fn tick(self, millis: u64) -> Self {
        if millis > self.millis {
            return Self { millis, counter: 0 };
        }
        match self.counter.checked_add(1) {
            Some(counter) => Self {
                millis: self.millis,
                counter,
            },
            None => Self {
                millis: self.millis.saturating_add(1),
                counter: 0,
            },
        }
    }

    pub fn recorded(self) -> Timestamp {
        Timestamp(i64::try_from(self.millis / 1000).unwrap_or(i64::MAX))
    }
}

/// The one order of all events in the hospital: clock, station, installation, sequence, place in the commit. Every fold
/// runs in it, so the order of arrival never matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Order {
    pub stamp: Stamp,
    pub event: EventId,
}
