//! The Japanese calendar beside the Western one: what is on insurance cards and what people say at the bed.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// An era since the Gregorian calendar came (1873); nobody alive was born before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

impl Era {
    const NEWEST_FIRST: [Self; 5] = [Self::Reiwa, Self::Heisei, Self::Showa, Self::Taisho, Self::Meiji];

    /// 令, 平, 昭, 大, 明.
    pub const fn kanji(self) -> &'static str {
        match self {
            Self::Meiji => "明",
            Self::Taisho => "大",
            Self::Showa => "昭",
            Self::Heisei => "平",
            Self::Reiwa => "令",
        }
    }

    /// 令和, 平成 …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// R, H, S, T, M: what is typed, and what an English screen shows.
    pub const fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Meiji => NaiveDate::from_ymd_opt(1873, 1, 1),
            Self::Taisho => NaiveDate::from_ymd_opt(1912, 7, 30),
            Self::Showa => NaiveDate::from_ymd_opt(1926, 12, 25),
            Self::Heisei => NaiveDate::from_ymd_opt(1989, 1, 8),
            Self::Reiwa => NaiveDate::from_ymd_opt(2019, 5, 1),
        }
    }

    /// The Western year of its year 1.
    const fn first_year(self) -> i32 {
        match self {
            Self::Meiji => 1868,
            Self::Taisho => 1912,
            Self::Showa => 1926,
            Self::Heisei => 1989,
            Self::Reiwa => 2019,
        }
    }
}

/// A year as the Japanese calendar counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EraYear {
    pub era: Era,
    pub year: i32,
}

impl EraYear {
    /// The era year that `date` lies in; nothing before 1873.
    pub fn of(date: NaiveDate) -> Option<Self> {
        let era = Era::NEWEST_FIRST
            .into_iter()
            .find(|era| era.first_day().is_some_and(|first| date >= first))?;
        Some(Self {
            era,
            year: date.year() - era.first_year() + 1,
        })
    }

    /// 昭23, 令元.
    pub fn short(self) -> String {
        match self.year {
            1 => format!("{}元", self.era.kanji()),
            year => format!("{}{year}", self.era.kanji()),
        }
    }

    /// 昭和23年, 令和元年.
    pub fn long(self) -> String {
        match self.year {
            1 => format!("{}元年", self.era.name()),
            year => format!("{}{year}年", self.era.name()),
        }
    }

    /// S23, R1.
    pub fn latin(self) -> String {
        format!("{}{}", self.era.letter(), self.year)
    }
}

/// Why it is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoDate {
    Unreadable,
    /// Two digits would be a guess between two people a century apart.
    ShortYear,
    /// The calendar has no such day: 30 February.
    NoSuchDay,
    /// The era was over by then, or had not begun: 昭和64年3月1日 was 平成元年3月1日.
    NotInEra {
        typed: EraYear,
        /// What that day was.
        was: EraYear,
        month: u32,
        day: u32,
    },
}

/// Reads a date as people type it: `1948-05-06`, `1948/5/6`, `19480506`, `S23.5.6`, `s230506`, `昭23.5.6`, `昭和23年5月6日`,
/// `令元.5.1`, full-width or half-width. A day that the era did not have (昭和 64年 3月) is no date.
pub fn read_date(typed: &str) -> Option<NaiveDate> {
    date_of(typed).ok()
}

/// Like [`read_date`], and says why it is none.
pub fn date_of(typed: &str) -> Result<NaiveDate, NoDate> {
    let folded: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = folded.replace('元', "1");
    for era in Era::NEWEST_FIRST {
        let rest = plain
            .strip_prefix(era.name())
            .or_else(|| plain.strip_prefix(era.kanji()))
            .or_else(|| plain.strip_prefix(era.letter()))
            .or_else(|| plain.strip_prefix(era.letter().to_ascii_lowercase()));
        if let Some(rest) = rest {
            let rest = rest.trim_start_matches('.');
            let (year, month, day) = six_digits(rest)
                .or_else(|| three_numbers(rest))
                .ok_or(NoDate::Unreadable)?;
            return in_era(era, year, month, day);
        }
    }
    let (year, month, day) = if plain.len() == 8 && plain.chars().all(|c| c.is_ascii_digit()) {
        let number = |range| plain.get(range).and_then(|part: &str| part.parse::<u32>().ok());
        number(0..4)
            .zip(number(4..6))
            .zip(number(6..8))
            .map(|((year, month), day)| (year, month, day))
            .ok_or(NoDate::Unreadable)?
    } else {
        three_numbers(&plain).ok_or(NoDate::Unreadable)?
    };
    match year {
        0..100 => Err(NoDate::ShortYear),
        1000..10_000 => {
            let year = i32::try_from(year).map_err(|_| NoDate::Unreadable)?;
            NaiveDate::from_ymd_opt(year, month, day).ok_or(NoDate::NoSuchDay)
        }
        _ => Err(NoDate::Unreadable),
    }
}

fn in_era(era: Era, year: u32, month: u32, day: u32) -> Result<NaiveDate, NoDate> {
    let year = i32::try_from(year).map_err(|_| NoDate::Unreadable)?;
    if !(1..1000).contains(&year) {
        return Err(NoDate::NoSuchDay);
    }
    let date = NaiveDate::from_ymd_opt(era.first_year() + year - 1, month, day).ok_or(NoDate::NoSuchDay)?;
    match EraYear::of(date) {
        Some(was) if was.era == era => Ok(date),
        Some(was) => Err(NoDate::NotInEra {
            typed: EraYear { era, year },
            was,
            month,
            day,
        }),
        None => Err(NoDate::NoSuchDay),
    }
}

/// `230506`: year, month and day of an era without anything between them.
fn six_digits(text: &str) -> Option<(u32, u32, u32)> {
    if text.len() != 6 || !text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let number = |range| text.get(range).and_then(|part: &str| part.parse::<u32>().ok());
    Some((number(0..2)?, number(2..4)?, number(4..6)?))
}

/// `23.5.6`, `23-5-6`, `23/5/6`, `23年5月6日`.
fn three_numbers(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text
        .trim_end_matches('日')
        .split(['.', '-', '/', '年', '月'])
        .map(|part| part.parse::<u32>().ok());
    let found = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn an_era_begins_on_its_day() {
        assert_eq!(EraYear::of(day(1989, 1, 7)).unwrap().short(), "昭64");
        assert_eq!(EraYear::of(day(1989, 1, 8)).unwrap().short(), "平元");
        assert_eq!(EraYear::of(day(2019, 5, 1)).unwrap().long(), "令和元年");
        assert_eq!(EraYear::of(day(1948, 5, 6)).unwrap().latin(), "S23");
        assert_eq!(EraYear::of(day(1912, 7, 29)).unwrap().short(), "明45");
        assert_eq!(EraYear::of(day(1872, 12, 31)), None);
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for typed in [
            "1948-05-06",
            "1948/5/6",
            "19480506",
            "S23.5.6",
            "s23-5-6",
            "昭23.5.6",
            "昭和23年5月6日",
            "昭和２３年５月６日",
            "Ｓ２３．５．６",
            "1948年5月6日",
            "S.23.5.6",
            "s230506",
            "S230506",
            "昭230506",
            "昭和２３０５０６",
            "昭和23/5/6",
        ] {
            assert_eq!(read_date(typed), Some(day(1948, 5, 6)), "{typed}");
        }
        assert_eq!(read_date("令元.5.1"), Some(day(2019, 5, 1)));
        assert_eq!(read_date("R1.5.1"), Some(day(2019, 5, 1)));
    }

    #[test]
    fn a_wrong_date_says_what_is_wrong() {
        let (showa, heisei) = (Era::Showa, Era::Heisei);
        let over = NoDate::NotInEra {
            typed: EraYear { era: showa, year: 64 },
            was: EraYear { era: heisei, year: 1 },
            month: 3,
            day: 1,
        };
        for (typed, why) in [
            ("S64.3.1", over),
            ("昭和64年3月1日", over),
            ("s640301", over),
            ("1948-02-30", NoDate::NoSuchDay),
            ("S23.13.1", NoDate::NoSuchDay),
            ("R0.5.1", NoDate::NoSuchDay),
            ("48-05-06", NoDate::ShortYear),
            ("M1.5.1", NoDate::NoSuchDay),
            ("S99999999999.1.1", NoDate::Unreadable),
            ("むかし", NoDate::Unreadable),
        ] {
            assert_eq!(date_of(typed), Err(why), "{typed}");
        }
        assert_eq!(date_of("R1.4.30").ok(), None);
    }

    #[test]
    fn a_day_that_was_not_is_no_date() {
        for typed in [
            "",
            "S64.3.1",
            "R1.4.30",
            "48-05-06",
            "1948-02-30",
            "S23",
            "S23.5",
            "S23.5.6.7",
            "abc",
            "S",
            "元",
        ] {
            assert_eq!(read_date(typed), None, "{typed}");
        }
    }
}
