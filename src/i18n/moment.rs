//! Moments as people type them: `14:02`, `1402`, `昨日 23:30`, `11/22 23:30`, `令和8年11月22日 9時`.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use unicode_normalization::UnicodeNormalization;

use super::read_date;

/// Which way a time without a day looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Looks {
    /// When something happened: 23:50 typed at ten past midnight was yesterday.
    Back,
    /// Until when, or when somebody will come: 9:00 typed in the evening is tomorrow.
    Ahead,
}

/// Why it is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoMoment {
    /// Not readable at all.
    Unreadable,
    /// A day alone, where the time matters.
    TimeMissing,
    /// The calendar has no such day.
    NoSuchDay { month: u32, day: u32 },
    /// The clock has no such time.
    NoSuchTime { hour: u32, minute: u32 },
}

/// A day alone means its last minute.
const LAST_MINUTE: (u32, u32) = (23, 59);

/// Days, as the word is typed, with how many days they lie from today.
const DAYS: &[(&str, i64)] = &[
    ("一昨日", -2),
    ("おととい", -2),
    ("おとつい", -2),
    ("昨日", -1),
    ("きのう", -1),
    ("yesterday", -1),
    ("今日", 0),
    ("本日", 0),
    ("きょう", 0),
    ("today", 0),
    ("明後日", 2),
    ("あさって", 2),
    ("明日", 1),
    ("あした", 1),
    ("あす", 1),
    ("tomorrow", 1),
];

const NOW: &[&str] = &["いま", "今", "ただいま", "now"];

/// Reads a moment; `now` is the hospital's own clock.
pub fn read_moment(typed: &str, now: NaiveDateTime, looks: Looks) -> Result<NaiveDateTime, NoMoment> {
    let folded: String = typed.nfkc().flat_map(char::to_lowercase).collect();
    let text = folded.trim();
    if NOW.contains(&text) {
        return Ok(now);
    }
    if let Some(time) = read_time(text) {
        return Ok(nearest(time, now, looks));
    }
    let (day, rest) = read_day(text, now, looks).ok_or_else(|| why_none(text))?;
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || c == 't');
    if rest.is_empty() {
        return match looks {
            Looks::Back => Err(NoMoment::TimeMissing),
            Looks::Ahead => end_of(day).ok_or(NoMoment::Unreadable),
        };
    }
    read_time(rest)
        .map(|time| day.and_time(time))
        .ok_or_else(|| why_none(rest))
}

/// What cannot be: a time that no clock shows, a day that no calendar has.
fn why_none(text: &str) -> NoMoment {
    // February has its longest month in this one.
    const LEAP: i32 = 2028;
    let numbers = |part: &str, between: &[char]| -> Option<Vec<u32>> {
        part.trim_end_matches(['日', '分'])
            .split(between)
            .map(|number| number.parse().ok())
            .collect()
    };
    for part in text
        .split(|c: char| c.is_whitespace() || c == 't')
        .filter(|part| !part.is_empty())
    {
        if let Some(&[hour, minute]) = numbers(part, &[':', '時']).as_deref()
            && NaiveTime::from_hms_opt(hour, minute, 0).is_none()
        {
            return NoMoment::NoSuchTime { hour, minute };
        }
        let date = numbers(part, &['-', '/', '.', '年', '月']);
        let day = match date.as_deref() {
            Some(&[month, day]) => Some((LEAP, month, day)),
            Some(&[year, month, day]) => i32::try_from(year).ok().map(|year| (year, month, day)),
            _ => None,
        };
        if let Some((year, month, day)) = day
            && NaiveDate::from_ymd_opt(year, month, day).is_none()
        {
            return NoMoment::NoSuchDay { month, day };
        }
    }
    NoMoment::Unreadable
}

/// Whether only the day was meant; then no time is shown.
pub fn is_whole_day(at: NaiveDateTime) -> bool {
    end_of(at.date()) == Some(at)
}

fn end_of(day: NaiveDate) -> Option<NaiveDateTime> {
    day.and_hms_opt(LAST_MINUTE.0, LAST_MINUTE.1, 0)
}

/// The nearest moment with this time of day on the side that is meant. What lies a few hours on the other side is a slip of
/// the finger and is left to be refused, not turned into another day.
fn nearest(time: NaiveTime, now: NaiveDateTime, looks: Looks) -> NaiveDateTime {
    let today = now.date().and_time(time);
    let half_a_day = TimeDelta::hours(12);
    match looks {
        Looks::Back if today - now > half_a_day => today - TimeDelta::days(1),
        Looks::Ahead if today < now => today + TimeDelta::days(1),
        Looks::Back | Looks::Ahead => today,
    }
}

/// `14:02`, `1402`, `902`, `14時`, `14時2分`, `午後2時5分`.
fn read_time(text: &str) -> Option<NaiveTime> {
    let (afternoon, text) = match (text.strip_prefix("午後"), text.strip_prefix("午前")) {
        (Some(rest), _) => (12, rest.trim_start()),
        (_, Some(rest)) => (0, rest.trim_start()),
        (None, None) => (0, text),
    };
    let digits = |part: &str| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = if let Some((hour, rest)) = text.split_once('時') {
        let minute = match rest.trim().trim_end_matches('分') {
            "" => 0,
            "半" => 30,
            minute => digits(minute)?,
        };
        (digits(hour.trim())?, minute)
    } else if let Some((hour, minute)) = text.split_once(':') {
        (digits(hour)?, digits(minute).filter(|_| minute.len() == 2)?)
    } else {
        if !(3..=4).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (hour, minute) = text.split_at_checked(text.len() - 2)?;
        (digits(hour)?, digits(minute)?)
    };
    let hour = if afternoon > 0 && hour < 12 {
        hour + afternoon
    } else {
        hour
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The day that the text begins with, and what stands behind it.
fn read_day(text: &str, now: NaiveDateTime, looks: Looks) -> Option<(NaiveDate, &str)> {
    for (word, away) in DAYS {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((shift(now.date(), *away)?, rest));
        }
    }
    // The day ends at a blank, at the T of ISO 8601, or at 日.
    let end = text
        .char_indices()
        .find(|(_, c)| c.is_whitespace() || *c == 't' || *c == '日')
        .map_or(text.len(), |(at, c)| if c == '日' { at + c.len_utf8() } else { at });
    let (day, rest) = text.split_at_checked(end)?;
    read_date(day)
        .or_else(|| of_this_year(day, now, looks))
        .map(|day| (day, rest))
}

/// `11-22`, `11/22`, `11月22日`: the one that lies nearest on the side that is meant.
fn of_this_year(text: &str, now: NaiveDateTime, looks: Looks) -> Option<NaiveDate> {
    let mut parts = text
        .trim_end_matches('日')
        .split(['-', '/', '.', '月'])
        .map(|part| part.parse::<u32>().ok());
    let (month, day) = (parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let year = now.year();
    let candidates = match looks {
        Looks::Back => [year, year - 1],
        Looks::Ahead => [year, year + 1],
    };
    let fits = |found: &NaiveDate| match looks {
        Looks::Back => *found <= now.date(),
        Looks::Ahead => *found >= now.date(),
    };
    let dates = candidates.map(|year| NaiveDate::from_ymd_opt(year, month, day));
    dates.iter().flatten().copied().find(fits).or(dates[0])
}

fn shift(day: NaiveDate, away: i64) -> Option<NaiveDate> {
    let days = Days::new(away.unsigned_abs());
    if away < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn back(typed: &str) -> Result<NaiveDateTime, NoMoment> {
        read_moment(typed, at("2026-11-23 14:30"), Looks::Back)
    }

    fn ahead(typed: &str) -> Result<NaiveDateTime, NoMoment> {
        read_moment(typed, at("2026-11-23 14:30"), Looks::Ahead)
    }

    #[test]
    fn what_happened_is_read_as_people_type_it() {
        for (typed, read) in [
            ("14:02", "2026-11-23 14:02"),
            ("１４：０２", "2026-11-23 14:02"),
            ("1402", "2026-11-23 14:02"),
            ("902", "2026-11-23 09:02"),
            ("9:02", "2026-11-23 09:02"),
            ("9時", "2026-11-23 09:00"),
            ("9時5分", "2026-11-23 09:05"),
            ("９時半", "2026-11-23 09:30"),
            ("午後1時", "2026-11-23 13:00"),
            ("午前0時5分", "2026-11-23 00:05"),
            ("いま", "2026-11-23 14:30"),
            ("昨日 23:30", "2026-11-22 23:30"),
            ("昨日２３：３０", "2026-11-22 23:30"),
            ("きのう2330", "2026-11-22 23:30"),
            ("yesterday 23:30", "2026-11-22 23:30"),
            ("一昨日 8:00", "2026-11-21 08:00"),
            ("11-22 23:30", "2026-11-22 23:30"),
            ("11/22 23:30", "2026-11-22 23:30"),
            ("11月22日 23時30分", "2026-11-22 23:30"),
            ("12/31 23:00", "2025-12-31 23:00"),
            ("2026-11-22 23:30", "2026-11-22 23:30"),
            ("2026-11-22T23:30", "2026-11-22 23:30"),
            ("令和8年11月22日9時", "2026-11-22 09:00"),
            ("R8.11.22 9:00", "2026-11-22 09:00"),
        ] {
            assert_eq!(back(typed), Ok(at(read)), "{typed}");
        }
    }

    #[test]
    fn around_midnight_the_day_is_the_one_that_is_meant() {
        let early = at("2026-11-23 00:10");
        assert_eq!(read_moment("23:50", early, Looks::Back), Ok(at("2026-11-22 23:50")));
        // A quarter of an hour ahead is a slip, not yesterday.
        assert_eq!(back("14:45"), Ok(at("2026-11-23 14:45")));
        assert_eq!(ahead("9:00"), Ok(at("2026-11-24 09:00")));
        assert_eq!(ahead("18:00"), Ok(at("2026-11-23 18:00")));
    }

    #[test]
    fn a_day_alone_is_enough_only_for_what_will_be() {
        assert_eq!(back("11/22"), Err(NoMoment::TimeMissing));
        let day = ahead("明日").unwrap();
        assert_eq!(day, at("2026-11-24 23:59"));
        assert!(is_whole_day(day) && !is_whole_day(at("2026-11-24 23:00")));
        assert_eq!(ahead("1/5"), Ok(at("2027-01-05 23:59")));
        assert_eq!(ahead("11-25 10:00"), Ok(at("2026-11-25 10:00")));
    }

    #[test]
    fn nonsense_is_no_moment() {
        for (typed, hour, minute) in [
            ("25:00", 25, 0),
            ("14:60", 14, 60),
            ("25時99分", 25, 99),
            ("昨日 24:10", 24, 10),
        ] {
            assert_eq!(back(typed), Err(NoMoment::NoSuchTime { hour, minute }), "{typed}");
        }
        for (typed, month, day) in [
            ("13/45 10:00", 13, 45),
            ("2026-02-30 9:00", 2, 30),
            ("2月30日 9:00", 2, 30),
        ] {
            assert_eq!(back(typed), Err(NoMoment::NoSuchDay { month, day }), "{typed}");
        }
        for typed in ["", "9:5", "abc", "11-22 later", "12", "時", "12345", "昨日 x"] {
            assert_eq!(back(typed), Err(NoMoment::Unreadable), "{typed}");
        }
    }
}
