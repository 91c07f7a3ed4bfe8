//! Dates as people type them, in either calendar; also a year or a month alone. A date outside its era (昭和64年1月8日) is not
//! refused: it is read as the day that it must mean, and said so.
//!
//! Origin of the boundaries: the edicts that named the eras, 明治 1868-01-25 (to its own beginning, as the edict ruled), 大正
//! 1912-07-30, 昭和 1926-12-25, 平成 1989-01-08, 令和 2019-05-01. By hand, because no crate reads typed dates and knows these.

use chrono::{Datelike, NaiveDate};

use super::plain;

/// An era of the Japanese calendar that somebody alive, or their parents, can be born in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

impl Era {
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// How it is written: its name, its first character, its letter.
    const fn written(self) -> [&'static str; 3] {
        match self {
            Self::Meiji => ["明治", "明", "m"],
            Self::Taisho => ["大正", "大", "t"],
            Self::Showa => ["昭和", "昭", "s"],
            Self::Heisei => ["平成", "平", "h"],
            Self::Reiwa => ["令和", "令", "r"],
        }
    }

    /// 明治 …
    pub const fn name(self) -> &'static str {
        let [name, ..] = self.written();
        name
    }

    const fn begins(self) -> (i32, u32, u32) {
        match self {
            Self::Meiji => (1868, 1, 25),
            Self::Taisho => (1912, 7, 30),
            Self::Showa => (1926, 12, 25),
            Self::Heisei => (1989, 1, 8),
            Self::Reiwa => (2019, 5, 1),
        }
    }

    /// The Western year of its year 1.
    pub const fn first_year(self) -> i32 {
        self.begins().0
    }

    /// The era of a day.
    pub fn of(day: NaiveDate) -> Option<Self> {
        let date = (day.year(), day.month(), day.day());
        Self::ALL.into_iter().rev().find(|era| date >= era.begins())
    }
}

/// What a typed date comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typed {
    Day(NaiveDate),
    /// The day that a date outside its era must mean.
    OutsideEra {
        typed: Era,
        meant: NaiveDate,
    },
    Month(i32, u32),
    Year(i32),
}

impl Typed {
    /// The day, when a whole one was typed.
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::OutsideEra { meant: day, .. } => Some(day),
            Self::Month(..) | Self::Year(_) => None,
        }
    }

    /// The first and the last day that it may be.
    pub fn span(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Day(day) | Self::OutsideEra { meant: day, .. } => Some((day, day)),
            Self::Month(year, month) => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                let next = first.checked_add_months(chrono::Months::new(1))?;
                Some((first, next.pred_opt()?))
            }
            Self::Year(year) => Some((
                NaiveDate::from_ymd_opt(year, 1, 1)?,
                NaiveDate::from_ymd_opt(year, 12, 31)?,
            )),
        }
    }
}

/// Years that a birth may lie in; what is outside is a number, not a year.
const YEARS: std::ops::RangeInclusive<i32> = 1868..=2100;

/// Reads a whole text as a date; nothing when it is none.
pub fn read(text: &str) -> Option<Typed> {
    let text: String = plain(text)
        .chars()
        .filter(|c| *c != ' ')
        .collect::<String>()
        .to_lowercase();
    for era in Era::ALL {
        for written in era.written() {
            if let Some(rest) = text.strip_prefix(written) {
                return of_era(era, rest.trim_start_matches(['.', ',']));
            }
        }
    }
    western(&text)
}

fn of_era(era: Era, rest: &str) -> Option<Typed> {
    let rest = rest.replace('元', "1");
    let parts = match digits(&rest) {
        // S230506: two digits each.
        Some(figures) if figures.len() == 6 => vec![figures.get(..2)?, figures.get(2..4)?, figures.get(4..)?]
            .into_iter()
            .map(str::parse)
            .collect::<Result<Vec<u32>, _>>()
            .ok()?,
        Some(figures) if figures.len() > 2 => return None,
        _ => parts(&rest)?,
    };
    let (first, ..) = (parts.first()?, ());
    let year = era.first_year() + i32::try_from(*first).ok()? - 1;
    if *first == 0 || *first > 64 {
        return None;
    }
    match whole(year, parts.get(1..)?)? {
        Typed::Day(day) if Era::of(day) != Some(era) => Some(Typed::OutsideEra { typed: era, meant: day }),
        typed => Some(typed),
    }
}

fn western(text: &str) -> Option<Typed> {
    if let Some(figures) = digits(text) {
        return match figures.len() {
            4 => whole(figures.parse().ok()?, &[]),
            8 => whole(
                figures.get(..4)?.parse().ok()?,
                &[figures.get(4..6)?.parse().ok()?, figures.get(6..)?.parse().ok()?],
            ),
            _ => None,
        };
    }
    let parts = parts(text)?;
    let (year, rest) = parts.split_first()?;
    // Two digits would be a guess between two people a century apart.
    whole(i32::try_from(*year).ok()?, rest)
}

/// A year with what follows it.
fn whole(year: i32, rest: &[u32]) -> Option<Typed> {
    if !YEARS.contains(&year) {
        return None;
    }
    match rest {
        [] => Some(Typed::Year(year)),
        [month] => (1..=12).contains(month).then_some(Typed::Month(year, *month)),
        [month, day] => NaiveDate::from_ymd_opt(year, *month, *day).map(Typed::Day),
        _ => None,
    }
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// `23.5.6`, `23-5-6`, `23/5`, `23年5月6日`, `23年`.
fn parts(text: &str) -> Option<Vec<u32>> {
    let between = ['.', '-', '/', '年', '月', '‐', '−', 'ー', '・', ','];
    let text = text.trim_end_matches(['日', '生']);
    // What is half typed is a date that is not whole yet: `1948-`, `1948-0`.
    let text = between
        .iter()
        .find_map(|one| text.strip_suffix(&format!("{one}0")))
        .unwrap_or(text);
    text.trim_end_matches(between)
        .split(between)
        .map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4))
        .collect()
}

/// The same era date in other eras: what somebody may have meant who chose the wrong era.
pub fn in_other_eras(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let era = Era::of(day);
    let year = era.map_or(0, |era| day.year() - era.first_year());
    Era::ALL
        .into_iter()
        .filter(move |other| Some(*other) != era)
        .filter_map(move |other| NaiveDate::from_ymd_opt(other.first_year() + year, day.month(), day.day()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_date_is_read_in_every_form() {
        for typed in [
            "1948-05-06",
            "1948/5/6",
            "1948.5.6",
            "19480506",
            "１９４８年５月６日",
            "1948年5月6日生",
            "S23.5.6",
            "s23-5-6",
            "S23/5/6",
            "S230506",
            "昭23.5.6",
            "昭和23年5月6日",
            "昭和２３年５月６日",
            "Ｓ２３．５．６",
            "S.23.5.6",
            "昭和 23 年 5 月 6 日",
        ] {
            assert_eq!(read(typed), Some(Typed::Day(day(1948, 5, 6))), "{typed}");
        }
        assert_eq!(read("令和元年5月1日"), Some(Typed::Day(day(2019, 5, 1))));
        assert_eq!(read("平成元.1.8"), Some(Typed::Day(day(1989, 1, 8))));
        assert_eq!(read("昭和23年"), Some(Typed::Year(1948)));
        assert_eq!(read("S23"), Some(Typed::Year(1948)));
        assert_eq!(read("1948"), Some(Typed::Year(1948)));
        assert_eq!(read("S23.5"), Some(Typed::Month(1948, 5)));
        assert_eq!(read("1948年5月"), Some(Typed::Month(1948, 5)));
        assert_eq!(read("1948-"), Some(Typed::Year(1948)));
        assert_eq!(read("1948-05-0"), Some(Typed::Month(1948, 5)));
    }

    #[test]
    fn outside_its_era_the_likely_day_is_said() {
        let outside = |typed, meant| Some(Typed::OutsideEra { typed, meant });
        assert_eq!(read("昭和64.1.8"), outside(Era::Showa, day(1989, 1, 8)));
        assert_eq!(read("令和1.4.30"), outside(Era::Reiwa, day(2019, 4, 30)));
        assert_eq!(read("平成1.1.7"), outside(Era::Heisei, day(1989, 1, 7)));
        assert_eq!(read("大正15.12.25"), outside(Era::Taisho, day(1926, 12, 25)));
        assert_eq!(read("大正15.12.24"), Some(Typed::Day(day(1926, 12, 24))));
        assert_eq!(read("昭和64.1.7"), Some(Typed::Day(day(1989, 1, 7))));
        assert_eq!(read("明治45.7.30"), outside(Era::Meiji, day(1912, 7, 30)));
    }

    #[test]
    fn what_was_never_a_day_is_none() {
        for typed in [
            "",
            "S23.2.30",
            "1948-02-30",
            "48-05-06",
            "abc",
            "S",
            "元",
            "S65.1.1",
            "S0.1.1",
            "123",
            "1948-13",
            "S23.5.6.7",
            "090-1234-5678",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_wrong_era_has_few_meanings() {
        let others: Vec<NaiveDate> = in_other_eras(day(1948, 5, 6)).collect();
        assert!(others.contains(&day(2011, 5, 6)), "{others:?}");
        assert!(!others.contains(&day(1948, 5, 6)));
    }
}
