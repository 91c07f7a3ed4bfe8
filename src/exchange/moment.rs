//! Days and times as lists write them: `2026-11-23T09:00`, and what a Japanese spreadsheet makes of it, `2026/11/23 9:00`.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization;

use super::expected::Expected;
use crate::domain::{
    identity::Birth,
    record::{Day, Timestamp},
};

/// Nobody in a hospital was born earlier; a list that says so has its columns or its digits mixed up.
pub const FIRST_YEAR: i32 = 1880;

/// No stay that is still written about began earlier. Before that, clocks of some places differed from Greenwich by odd
/// seconds, and a time in whole minutes would not come back as it was written.
pub const FIRST_YEAR_OF_TIMES: i32 = 1950;

/// A day, or a year alone where only that is known.
pub fn birth(raw: &str) -> Result<Birth, Expected> {
    let raw = narrow(raw);
    let birth = match digits(&raw, 4, 4) {
        Some(year) => Birth::AboutYear(year),
        None => Birth::On(Day::from(day(&raw).map_err(|wrong| wrong.unwrap_or(Expected::Birth))?)),
    };
    if year_of(birth).is_some_and(|year| year < FIRST_YEAR) {
        Err(Expected::Since(FIRST_YEAR))
    } else {
        Ok(birth)
    }
}

/// The first day that `birth` can mean.
pub fn earliest(birth: Birth) -> Option<NaiveDate> {
    match birth {
        Birth::On(day) => day.to_date(),
        Birth::AboutYear(year) => NaiveDate::from_ymd_opt(year, 1, 1),
    }
}

fn year_of(birth: Birth) -> Option<i32> {
    earliest(birth).map(|date| date.year())
}

/// As [`birth`] reads it again.
pub fn write_birth(birth: Birth) -> String {
    match birth {
        Birth::On(day) => day.to_string(),
        Birth::AboutYear(year) => format!("{year:04}"),
    }
}

/// A time in whole minutes, on the clocks of `zone` unless it names its own distance from Greenwich.
pub fn time(raw: &str, zone: Tz) -> Result<Timestamp, Expected> {
    let raw = narrow(raw);
    let (date, clock) = raw.split_once(['T', 't', ' ']).ok_or(Expected::DayAndTime)?;
    let date = day(date).map_err(|wrong| wrong.unwrap_or(Expected::DayAndTime))?;
    let at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
    let (clock, distance) = clock.split_at_checked(at).ok_or(Expected::DayAndTime)?;
    let local = date.and_time(clock_time(clock.trim()).ok_or(Expected::DayAndTime)?);
    if date.year() < FIRST_YEAR_OF_TIMES {
        return Err(Expected::Since(FIRST_YEAR_OF_TIMES));
    }
    let moment = if distance.is_empty() {
        at_zone(local, zone).ok_or(Expected::RealTime)?
    } else {
        let seconds = distance_seconds(distance).ok_or(Expected::DayAndTime)?;
        Timestamp::from(local.and_utc()).plus_seconds(-seconds)
    };
    Ok(moment.minute())
}

/// The moment that clocks of `zone` showed `local`: the first of two in the night they were put back, `None` for an hour
/// that was left out.
pub fn at_zone(local: NaiveDateTime, zone: Tz) -> Option<Timestamp> {
    zone.from_local_datetime(&local)
        .earliest()
        .map(|moment| Timestamp::from(moment.to_utc()))
}

/// As the clocks of `zone` show it.
pub fn local(moment: Timestamp, zone: Tz) -> Option<DateTime<Tz>> {
    moment.to_utc().map(|utc| utc.with_timezone(&zone))
}

/// `2026-11-23T09:00`, which [`time`] reads as the same moment: the second of two equal hours carries its distance from
/// Greenwich.
pub fn write_time(moment: Timestamp, zone: Tz) -> String {
    let Some(shown) = local(moment, zone) else {
        return String::new();
    };
    let text = shown.format("%Y-%m-%dT%H:%M").to_string();
    if at_zone(shown.naive_local(), zone) == Some(moment) {
        return text;
    }
    let minutes = shown.offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{text}{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Full-width digits and signs as their narrow twins.
pub fn narrow(raw: &str) -> String {
    raw.trim().nfkc().collect()
}

/// Year, month and day with hyphens or slashes, or eight digits. `Err(None)` when it is no date at all.
fn day(raw: &str) -> Result<NaiveDate, Option<Expected>> {
    if let Some(number) = digits(raw, 8, 8) {
        return date(number / 10_000, number / 100 % 100, number % 100).ok_or(Some(Expected::RealDay));
    }
    let separator = if raw.contains('/') { '/' } else { '-' };
    let mut parts = raw.split(separator);
    let mut next = |shortest, longest| {
        parts
            .next()
            .and_then(|part| digits(part, shortest, longest))
            .ok_or(None)
    };
    let (year, month, day) = (next(4, 4)?, next(1, 2)?, next(1, 2)?);
    if parts.next().is_some() {
        return Err(None);
    }
    date(year, month, day).ok_or(Some(Expected::RealDay))
}

fn date(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Hours and minutes; seconds are read and dropped, because people give times in minutes.
fn clock_time(raw: &str) -> Option<NaiveTime> {
    let mut parts = raw.split(':');
    let (hour, minute) = (digits(parts.next()?, 1, 2)?, digits(parts.next()?, 2, 2)?);
    let second = parts
        .next()
        .map_or(Some(0), |part| digits(part.split('.').next()?, 2, 2))?;
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(
        u32::try_from(hour).ok()?,
        u32::try_from(minute).ok()?,
        u32::try_from(second).ok()?,
    )
}

/// `Z`, `+09:00`, `+0900`, `+09`.
fn distance_seconds(raw: &str) -> Option<i64> {
    if raw.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = match raw.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, raw.strip_prefix('+')?),
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None => rest.split_at_checked(2)?,
    };
    let minutes = if minutes.is_empty() { 0 } else { digits(minutes, 2, 2)? };
    let hours = digits(hours, 2, 2)?;
    (hours <= 14 && minutes < 60).then(|| i64::from(sign * (hours * 60 + minutes) * 60))
}

/// A number of `shortest` to `longest` digits and nothing else.
fn digits(raw: &str, shortest: usize, longest: usize) -> Option<i32> {
    let fits = (shortest..=longest).contains(&raw.len()) && raw.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| raw.parse().ok()).flatten()
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

    use chrono_tz::{Asia::Tokyo, Europe::Berlin, UTC};
    use proptest::prelude::*;

    use super::*;

    fn on(year: i32, month: u32, day: u32) -> Birth {
        Birth::On(NaiveDate::from_ymd_opt(year, month, day).unwrap().into())
    }

    #[test]
    fn births() {
        assert_eq!(birth("1948-05-06"), Ok(on(1948, 5, 6)));
        assert_eq!(birth("1948/5/6"), Ok(on(1948, 5, 6)), "as a spreadsheet saves it");
        assert_eq!(birth("１９４８-０５-０６"), Ok(on(1948, 5, 6)));
        assert_eq!(birth("19480506"), Ok(on(1948, 5, 6)));
        assert_eq!(
            birth("00022012"),
            Err(Expected::RealDay),
            "a patient number in the wrong column"
        );
        assert_eq!(birth("1950"), Ok(Birth::AboutYear(1950)));
        assert_eq!(birth("1956-02-29"), Ok(on(1956, 2, 29)));
        assert_eq!(birth("2026-02-30"), Err(Expected::RealDay));
        assert_eq!(birth("2023-02-29"), Err(Expected::RealDay));
        assert_eq!(birth("2023-00-10"), Err(Expected::RealDay));
        assert_eq!(birth("1879-12-31"), Err(Expected::Since(1880)));
        assert_eq!(birth("1879"), Err(Expected::Since(1880)));
        assert_eq!(birth("0000-01-01"), Err(Expected::Since(1880)));
        assert_eq!(birth("1880-01-01"), Ok(on(1880, 1, 1)));
        for wrong in [
            "",
            "5/6/1948",
            "昭和23.5.6",
            "1948-05",
            "1948-05-06-07",
            "1948-05/06",
            "+1948-05-06",
            "48-05-06",
            "1948-005-06",
        ] {
            assert_eq!(birth(wrong), Err(Expected::Birth), "{wrong}");
        }
    }

    #[test]
    fn times() {
        let nine = Timestamp::from(
            NaiveDate::from_ymd_opt(2026, 11, 23)
                .unwrap()
                .and_hms_opt(0, 0, 0)
                .unwrap()
                .and_utc(),
        );
        for same in [
            "2026-11-23T09:00",
            "2026-11-23 09:00",
            "2026/11/23 9:00",
            "2026-11-23T09:00:59",
            "2026-11-23T09:00:00.123",
            "2026-11-23T00:00Z",
            "2026-11-23T09:00+09:00",
            "2026-11-22T20:00-0400",
            "２０２６/１１/２３　９：００",
        ] {
            assert_eq!(time(same, Tokyo), Ok(nine), "{same}");
        }
        assert_eq!(time("2026-11-23T00:00", UTC), Ok(nine));
        assert_eq!(time("2026-02-30T09:00", Tokyo), Err(Expected::RealDay));
        assert_eq!(time("1000-01-01T09:00", Tokyo), Err(Expected::Since(1950)));
        assert_eq!(time("1880/1/1 0:00", Tokyo), Err(Expected::Since(1950)));
        for wrong in [
            "",
            "2026-11-23",
            "2026-11-23T",
            "2026-11-23T24:00",
            "2026-11-23T9",
            "09:00",
            "2026-11-23T09:60",
            "2026-11-23T09:00+99:00",
            "2026-11-23T09:00:00:00",
        ] {
            assert_eq!(time(wrong, Tokyo), Err(Expected::DayAndTime), "{wrong}");
        }
    }

    #[test]
    fn the_nights_when_clocks_are_changed() {
        assert_eq!(time("2026-03-29T02:30", Berlin), Err(Expected::RealTime));
        let first = time("2026-10-25T02:30", Berlin).unwrap();
        let second = first.plus_seconds(3600);
        assert_eq!(write_time(first, Berlin), "2026-10-25T02:30");
        assert_eq!(write_time(second, Berlin), "2026-10-25T02:30+01:00");
        assert_eq!(time("2026-10-25T02:30+01:00", Berlin), Ok(second));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(minutes in -10_500_000_i64..80_000_000, year in 1880..2100_i32, day in 0..365_i32) {
            for zone in [Tokyo, Berlin, chrono_tz::America::St_Johns, chrono_tz::Australia::Lord_Howe] {
                let moment = Timestamp::from_seconds(minutes * 60);
                prop_assert_eq!(time(&write_time(moment, zone), zone), Ok(moment));
            }
            let born = Birth::On(Day::from(NaiveDate::from_ymd_opt(year, 1, 1).unwrap()).plus_days(day));
            prop_assert_eq!(birth(&write_birth(born)), Ok(born));
            prop_assert_eq!(birth(&write_birth(Birth::AboutYear(year))), Ok(Birth::AboutYear(year)));
        }

        #[test]
        fn any_text_is_refused_or_means_what_it_is_written_as(raw in "[0-9/:TZ +.\\-漢]{0,24}|[12][089][0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}( [0-9]{1,2}:[0-9]{2}Z?)?") {
            if let Ok(read) = birth(&raw) {
                prop_assert_eq!(birth(&write_birth(read)), Ok(read));
            }
            if let Ok(read) = time(&raw, Tokyo) {
                prop_assert_eq!(time(&write_time(read, Tokyo), Tokyo), Ok(read));
            }
        }
    }
}
