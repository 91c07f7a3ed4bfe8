//! Moments as the screens write them: `14:02` today, `11-22 14:02` before, both calendars where identity is at stake.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::{EraYear, Language, Value, Words};

/// `14:02` on the day of `now`, `11-22 14:02` on other days of its year, `2025-11-22 14:02` otherwise.
pub fn when(at: NaiveDateTime, now: NaiveDateTime) -> String {
    if at.date() == now.date() {
        at.format("%H:%M").to_string()
    } else if at.year() == now.year() {
        at.format("%m-%d %H:%M").to_string()
    } else {
        at.format("%Y-%m-%d %H:%M").to_string()
    }
}

/// `14:02`: the clock of the title bar.
pub fn clock(at: NaiveDateTime) -> String {
    at.format("%H:%M").to_string()
}

/// `1948-05-06`.
pub fn date(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// `1948-05-06 (昭23)`; in English `1948-05-06 (S23)`, because the card in the hand shows it.
pub fn date_both(day: NaiveDate, language: Language) -> String {
    match (EraYear::of(day), language) {
        (Some(year), Language::Japanese) => format!("{} ({})", date(day), year.short()),
        (Some(year), Language::English) => format!("{} ({})", date(day), year.latin()),
        (None, _) => date(day),
    }
}

/// How long ago: 5分前, 3時間前, 2日前.
pub fn since(words: &Words, at: NaiveDateTime, now: NaiveDateTime) -> String {
    let minutes = (now - at).num_minutes().max(0);
    let (key, count) = match minutes {
        0 => return words.say("since-now"),
        1..60 => ("since-minutes", minutes),
        60..1440 => ("since-hours", minutes / 60),
        _ => ("since-days", minutes / 1440),
    };
    words.fill(key, &[("count", Value::from(count))])
}

/// For how long, in little room: 36分, 28時間, 3日. Two days in hours tell somebody of last night from somebody of this morning.
pub fn for_how_long(words: &Words, since: NaiveDateTime, now: NaiveDateTime) -> String {
    let minutes = (now - since).num_minutes().max(0);
    let (key, count) = match minutes {
        0..60 => ("for-minutes", minutes),
        60..2880 => ("for-hours", minutes / 60),
        _ => ("for-days", minutes / 1440),
    };
    words.fill(key, &[("count", Value::from(count))])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn the_day_is_written_only_when_it_is_another() {
        let now = at("2026-11-23 14:30");
        assert_eq!(when(at("2026-11-23 14:02"), now), "14:02");
        assert_eq!(when(at("2026-11-22 14:02"), now), "11-22 14:02");
        assert_eq!(when(at("2025-11-22 14:02"), now), "2025-11-22 14:02");
    }

    #[test]
    fn both_calendars() {
        let day = at("1948-05-06 00:00").date();
        assert_eq!(date_both(day, Language::Japanese), "1948-05-06 (昭23)");
        assert_eq!(date_both(day, Language::English), "1948-05-06 (S23)");
    }

    #[test]
    fn how_long_ago() {
        let words = Words::load(Language::English).unwrap();
        let now = at("2026-11-23 14:30");
        assert_eq!(since(&words, at("2026-11-23 14:29"), now), "1 min ago");
        assert_eq!(since(&words, at("2026-11-23 11:29"), now), "3 h ago");
        assert_eq!(since(&words, at("2026-11-20 11:29"), now), "3 d ago");
        assert_eq!(since(&words, at("2026-11-23 15:00"), now), "just now");
    }

    #[test]
    fn for_how_long_somebody_has_been_here() {
        let words = Words::load(Language::English).unwrap();
        let now = at("2026-11-23 14:30");
        assert_eq!(for_how_long(&words, at("2026-11-23 14:29"), now), "1 min");
        assert_eq!(for_how_long(&words, at("2026-11-22 14:29"), now), "24 h");
        assert_eq!(for_how_long(&words, at("2026-11-20 11:29"), now), "3 d");
        assert_eq!(for_how_long(&words, at("2026-11-23 15:00"), now), "0 min");
    }
}
