//! Times as the shell takes them: `YYYY-MM-DDTHH:MM[:SS]` on the hospital's clocks, or with a distance from Greenwich.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::{domain::record::Timestamp, exchange::moment};

/// The moment that `raw` names; `None` for any other shape, for days that are none, and for the hour that is missing
/// when clocks are put forward.
pub fn time(raw: &str, zone: Tz) -> Option<Timestamp> {
    let (local, distance) = split(raw)?;
    let format = if has_shape(local, "0000-00-00T00:00") {
        "%Y-%m-%dT%H:%M"
    } else if has_shape(local, "0000-00-00T00:00:00") {
        "%Y-%m-%dT%H:%M:%S"
    } else {
        return None;
    };
    let local = NaiveDateTime::parse_from_str(local, format).ok()?;
    match distance {
        None => moment::at_zone(local, zone),
        Some(distance) => Some(Timestamp::from(local.and_utc()).plus_seconds(-seconds(distance)?)),
    }
}

/// Before and after the `Z`, `+` or `-` behind the clock.
fn split(raw: &str) -> Option<(&str, Option<&str>)> {
    let clock = raw.find('T')?;
    let at = raw
        .char_indices()
        .find(|(place, c)| *place > clock && matches!(c, 'Z' | '+' | '-'))
        .map(|(place, _)| place);
    match at {
        None => Some((raw, None)),
        Some(at) => raw
            .split_at_checked(at)
            .map(|(local, distance)| (local, Some(distance))),
    }
}

/// `Z`, `+09:00`, `-0330`.
fn seconds(distance: &str) -> Option<i64> {
    if distance == "Z" {
        return Some(0);
    }
    let sign = if distance.starts_with('-') { -1 } else { 1 };
    let digits: String = distance.chars().filter(char::is_ascii_digit).collect();
    if !["+00:00", "-00:00", "+0000", "-0000"]
        .into_iter()
        .any(|shape| has_shape(distance, shape))
    {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
}

/// Whether `raw` has digits where `shape` has zeros, and the same signs elsewhere.
pub fn has_shape(raw: &str, shape: &str) -> bool {
    raw.len() == shape.len()
        && raw.bytes().zip(shape.bytes()).all(|(found, wanted)| match wanted {
            b'0' => found.is_ascii_digit(),
            sign => found == sign,
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use chrono_tz::{Asia::Tokyo, Europe::Berlin};

    use super::*;

    fn utc(raw: &str) -> Timestamp {
        Timestamp::from(raw.parse::<chrono::DateTime<chrono::Utc>>().unwrap())
    }

    #[test]
    fn without_a_zone_it_is_the_hospitals_own() {
        assert_eq!(time("2026-11-23T09:00", Tokyo), Some(utc("2026-11-23T00:00:00Z")));
        assert_eq!(time("2026-11-23T09:00:59", Tokyo), Some(utc("2026-11-23T00:00:59Z")));
        for written in ["2026-11-23T09:00+09:00", "2026-11-23T00:00Z", "2026-11-22T20:30-0330"] {
            assert_eq!(time(written, Berlin), Some(utc("2026-11-23T00:00:00Z")), "{written}");
        }
    }

    #[test]
    fn an_hour_that_no_clock_showed_is_no_time() {
        assert_eq!(time("2026-03-29T02:30", Berlin), None);
        // Of two equal hours the first, unless the distance says otherwise.
        assert_eq!(time("2026-10-25T02:30", Berlin), Some(utc("2026-10-25T00:30:00Z")));
        assert_eq!(
            time("2026-10-25T02:30+01:00", Berlin),
            Some(utc("2026-10-25T01:30:00Z"))
        );
    }

    #[test]
    fn nothing_that_only_resembles_a_time_is_taken() {
        for written in [
            "",
            "2026-11-23",
            "2026-11-23 09:00",
            "2026-11-23T9:00",
            "2026-1-3T09:00",
            "2026-02-30T09:00",
            "2026-11-23T24:00",
            "2026-11-23T09:60",
            "2026-11-23T09:00:60x",
            "2026-11-23T09:00+9",
            "2026-11-23T09:00+15:00",
            "2026-11-23T09:00ZZ",
            "26-11-23T09:00",
            "T",
            "2026-11-23T09:00日",
        ] {
            assert_eq!(time(written, Tokyo), None, "{written}");
        }
    }
}
