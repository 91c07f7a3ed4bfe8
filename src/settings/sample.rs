//! The invented hospital that the program carries: 865 beds, 36 departments and the 600 inpatients of one morning, as if
//! that morning were today.

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

use super::hospital::{self, HospitalFiles};
use crate::{
    domain::{
        census::Frame,
        command::CensusLine,
        identity::Birth,
        record::{Day, Timestamp},
        text::Text,
    },
    exchange::{Faults, Source, census, moment},
};

/// The sample as it lies in the binary.
pub const INPATIENTS: &str = include_str!("../../assets/hospital/inpatients.csv");
const DEPARTMENTS: &str = include_str!("../../assets/hospital/departments.csv");
const WARDS: &str = include_str!("../../assets/hospital/wards.csv");
const BEDS: &str = include_str!("../../assets/hospital/beds.csv");

/// The morning on which the 600 were written down: the day of the last admissions, at seven.
const MORNING: (i32, u32, u32) = (2026, 11, 23);
const HOUR: u32 = 7;
/// Days after the birth during which an age is told in days and months; a baby's stay often began with the birth.
const SMALL: i64 = 3 * 365;

/// A hospital to look around in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub frame: Frame,
    pub lines: Vec<CensusLine>,
}

/// The folder of the sample, for [`hospital::read`] and for whoever wants to see what such a folder looks like.
pub fn files() -> HospitalFiles {
    HospitalFiles {
        departments: Source::new("departments.csv", DEPARTMENTS.as_bytes()),
        wards: Source::new("wards.csv", WARDS.as_bytes()),
        beds: Source::new("beds.csv", BEDS.as_bytes()),
    }
}

/// The sample of `hospital` on the day of `now`.
///
/// Every admission moves by the days between the sample's morning and today and keeps its hour; what would then lie in
/// the future (before seven in the morning) happened the day before instead. The birth of a baby or small child moves
/// with the admission, so that it stays as many days old. Others keep their date of birth; only when today is more than
/// half a year away from the sample (in some years, or on a laptop with a dead clock) its year moves, so that children
/// stay in the children's ward and nobody is born after being admitted.
pub fn sample(hospital: Text, zone: Tz, now: Timestamp) -> Result<Sample, Faults> {
    let frame = hospital::read(&files(), hospital, zone)?;
    let (year, month, day) = MORNING;
    let morning = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let end = morning
        .and_hms_opt(HOUR, 0, 0)
        .and_then(|end| moment::at_zone(end, zone))
        .unwrap_or(now);
    let source = Source::new("inpatients.csv", INPATIENTS.as_bytes());
    let mut lines = census::read(&source, &frame, end)?;
    if let Some(today) = moment::local(now, zone) {
        let shift = Shift {
            zone,
            now,
            morning,
            days: (today.date_naive() - morning).num_days(),
        };
        for line in &mut lines {
            shift.apply(line);
        }
    }
    Ok(Sample { frame, lines })
}

struct Shift {
    zone: Tz,
    now: Timestamp,
    morning: NaiveDate,
    days: i64,
}

impl Shift {
    fn apply(&self, line: &mut CensusLine) {
        let days = match self.admitted(line.admitted, self.days) {
            Some(today) if today > self.now => self.days.saturating_sub(1),
            _ => self.days,
        };
        if let Some(admitted) = self.admitted(line.admitted, days) {
            line.admitted = admitted;
            line.birth = line.birth.map(|birth| self.birth(birth, days));
        }
    }

    /// The moment `days` later, at the same hour of the clock.
    fn admitted(&self, moment: Timestamp, days: i64) -> Option<Timestamp> {
        let local = moment::local(moment, self.zone)?;
        let date = later(local.date_naive(), days)?;
        // An hour may be missing on that day, where clocks are put forward: so many days of 24 hours instead.
        let same_hour = moment::at_zone(date.and_time(local.time()), self.zone);
        Some(same_hour.unwrap_or_else(|| moment.plus_seconds(days.saturating_mul(86_400))))
    }

    fn birth(&self, birth: Birth, days: i64) -> Birth {
        let Birth::On(day) = birth else { return birth };
        let Some(date) = day.to_date() else {
            return birth;
        };
        let moved = if (self.morning - date).num_days() < SMALL {
            later(date, days)
        } else {
            // The nearest number of whole years (four have 1461 days); 29 February becomes the 28th where there is none.
            let years = (4 * days + 730 * days.signum()) / 1461;
            let year = date.year().saturating_add(i32::try_from(years).unwrap_or_default());
            date.with_year(year).or_else(|| date.with_day(28)?.with_year(year))
        };
        moved.map_or(birth, |date| Birth::On(Day::from(date)))
    }
}

fn later(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(distance)
    } else {
        date.checked_add_days(distance)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use chrono_tz::{Asia::Tokyo, Europe::Berlin};

    use super::*;
    use crate::domain::census::BedKind;

    fn at(text: &str, zone: Tz) -> Timestamp {
        moment::time(text, zone).unwrap()
    }

    fn on(text: &str, zone: Tz) -> Sample {
        sample(Text::parse("見本病院", 60).unwrap(), zone, at(text, zone)).unwrap()
    }

    fn born(line: &CensusLine) -> NaiveDate {
        moment::earliest(line.birth.unwrap()).unwrap()
    }

    #[test]
    fn it_has_the_size_of_the_hospital_it_is_for() {
        let sample = on("2026-11-23T09:00", Tokyo);
        assert_eq!(
            (
                sample.frame.licensed_beds(),
                sample.frame.departments.len(),
                sample.lines.len()
            ),
            (865, 36, 600)
        );
        let cots: Vec<_> = sample.frame.beds().filter(|bed| bed.kind == BedKind::Cot).collect();
        assert_eq!(cots.len(), 8);
        assert!(cots.iter().all(|cot| cot.name.ward() == "11W"));
        assert!(sample.frame.wards.iter().all(|ward| ward.name_en.is_some()));
        assert_eq!(sample.frame.zone(), Tokyo);
    }

    #[test]
    fn on_its_own_morning_it_is_the_list_itself() {
        let sample = on("2026-11-23T07:00", Tokyo);
        let source = Source::new("inpatients.csv", INPATIENTS.as_bytes());
        let listed = census::read(&source, &sample.frame, at("2026-11-23T07:00", Tokyo)).unwrap();
        assert_eq!(sample.lines, listed);
    }

    #[test]
    fn the_morning_becomes_today_and_nobody_comes_in_the_future() {
        let original = on("2026-11-23T07:00", Tokyo).lines;
        for (now, zone) in [
            ("2026-12-24T12:00", Tokyo),
            ("2027-02-28T03:10", Tokyo),
            ("2028-02-29T00:00", Tokyo),
            ("2026-11-22T23:59", Tokyo),
            ("2031-06-01T06:47", Tokyo),
            ("2015-01-01T00:01", Tokyo),
            ("2027-03-28T03:30", Berlin),
            ("2027-10-31T02:30", Berlin),
        ] {
            let sample = on(now, zone);
            let now = at(now, zone);
            let today = moment::local(now, zone).unwrap().date_naive();
            for (line, before) in sample.lines.iter().zip(&original) {
                let admitted = moment::local(line.admitted, zone).unwrap().date_naive();
                assert!(line.admitted <= now, "{now:?} {line:?}");
                assert!(born(line) <= admitted, "{now:?} {line:?}");
                let age = |day: NaiveDate, line| (day - born(line)).num_days();
                let morning = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
                let (is, was) = (age(today, line), age(morning, before));
                if was < SMALL {
                    assert!((0..=1).contains(&(is - was)), "a baby of {was} days is {is} days old");
                } else {
                    assert!((is - was).abs() <= 184, "{was} days became {is}");
                }
            }
            let latest = sample.lines.iter().map(|line| line.admitted).max().unwrap();
            assert!(
                now.seconds() - latest.seconds() < 24 * 3600,
                "the last one came within a day"
            );
        }
    }

    #[test]
    fn within_half_a_year_a_date_of_birth_stays_what_it_is() {
        let (before, after) = (on("2026-11-23T07:00", Tokyo), on("2027-05-01T09:00", Tokyo));
        for (before, after) in before.lines.iter().zip(&after.lines) {
            let small = (NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() - born(before)).num_days() < SMALL;
            assert_eq!(small, before.birth != after.birth);
        }
    }
}
