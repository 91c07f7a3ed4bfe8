//! Names, dates and places as paper has them: whole, because nobody can press Enter on a sheet of paper.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::letterhead::Letterhead;
use crate::{
    domain::{
        census::{BedName, DepartmentCode, Disposition, Place},
        identity::{Birth, PatientId},
        record::{Day, Timestamp, UserName},
        state::Hospital,
    },
    i18n::{EraYear, Language, Value, Words, date},
    print::form::Values,
};

/// Who prints, when and where, and what proves the state that was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub at: Timestamp,
    pub by: UserName,
    /// As the title bar shows it.
    pub station: String,
    /// The last record of this station and what proves it, as `andon verify` shows it.
    pub anchor: String,
    /// Who the hospital is, for papers that leave it.
    pub letterhead: Letterhead,
    /// The sample hospital: nobody may take its paper for real.
    pub sample: bool,
}

/// Stations that the foot of a list has room for.
const IN_A_FOOT: usize = 2;

/// Patients whose names can be confused, each with the others.
pub type Alike = HashMap<PatientId, Vec<PatientId>>;

/// Tells about one hospital in one language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    pub hospital: &'a Hospital,
    pub words: &'a Words,
    pub origin: &'a Origin,
    /// Patients whose names can be confused with somebody else's present, and with whose.
    pub alike: &'a Alike,
}

impl Teller<'_> {
    pub fn zone(&self) -> Tz {
        self.hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone())
    }

    /// A moment on the hospital's clocks.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        at.to_utc()
            .map(|at| at.with_timezone(&self.zone()).naive_local())
            .unwrap_or_default()
    }

    pub fn today(&self) -> NaiveDate {
        self.local(self.origin.at).date()
    }

    /// `2026-11-26 14:02`.
    pub fn time(&self, at: Timestamp) -> String {
        self.local(at).format("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-11-26（木） 14:02`: what people go by has its weekday.
    pub fn moment(&self, at: Timestamp) -> String {
        self.moment_of(self.local(at))
    }

    pub(super) fn moment_of(&self, at: NaiveDateTime) -> String {
        format!("{} {}", self.day(at.date()), at.format("%H:%M"))
    }

    /// `11-26 14:02` where the year is plain.
    pub fn short_time(&self, at: Timestamp) -> String {
        let at = self.local(at);
        if at.year() == self.today().year() {
            at.format("%m-%d %H:%M").to_string()
        } else {
            at.format("%Y-%m-%d").to_string()
        }
    }

    pub fn day(&self, day: NaiveDate) -> String {
        let key = format!("paper-weekday-{}", day.weekday().num_days_from_monday());
        self.words.fill(
            "paper-day",
            &[
                ("date", Value::from(date(day))),
                ("weekday", Value::from(self.words.say(&key))),
            ],
        )
    }

    /// Who somebody is: the person behind an account, where it is known.
    pub fn user(&self, user: &UserName) -> String {
        let account = self.hospital.account(user);
        let standing = account.and_then(|account| account.standing());
        standing.map_or_else(|| user.to_string(), |standing| standing.name.to_string())
    }

    /// The fields that every document has.
    pub fn common(&self) -> Values {
        let hospital = self.hospital.frame().map(|frame| frame.hospital.to_string());
        let anchor = self.anchor();
        Values::default()
            .and(self.origin.letterhead.values())
            .with("hospital", hospital.unwrap_or_default())
            .with("printed_at", self.time(self.origin.at))
            .with("printed_by", self.user(&self.origin.by))
            .with("station", self.origin.station.clone())
            .with("anchor", anchor)
            .with(
                "sample",
                if self.origin.sample {
                    self.words.say("paper-sample")
                } else {
                    String::new()
                },
            )
    }

    /// What proves the state that was printed: the end of this laptop's journal, and the newest commit of each station with
    /// its hash. Where there are more than a foot holds, the daily report has them all.
    fn anchor(&self) -> String {
        let known: Vec<String> = self
            .stations()
            .map(|(station, last)| format!("{station}:{last}"))
            .collect();
        let mut shown = known.iter().take(IN_A_FOOT).cloned().collect::<Vec<_>>().join(" ");
        if known.len() > IN_A_FOOT {
            shown = format!("{shown} +{}", known.len() - IN_A_FOOT);
        }
        let parts = [
            ("head", Value::from(self.origin.anchor.as_str())),
            ("stations", Value::from(shown)),
        ];
        self.words.fill("paper-anchor", &parts)
    }

    /// Every station with its newest commit and the hash of that one: `148 9fd51c07a1b2c3d4`.
    pub(super) fn stations(&self) -> impl Iterator<Item = (String, String)> {
        self.hospital.seen().map(|((station, _), seen)| {
            let digest = u64::from_be_bytes(seen.digest);
            (station.to_string(), format!("{} {digest:016x}", seen.newest()))
        })
    }

    /// `1948-05-06`, or the year that was estimated.
    pub fn birth(&self, birth: Birth) -> String {
        match birth {
            Birth::On(day) => day.to_string(),
            Birth::AboutYear(year) => self
                .words
                .fill("birth-about", &[("year", Value::from(year.to_string()))]),
        }
    }

    /// The same date in the Japanese calendar: `昭和23年5月6日`, in English `S23.5.6`.
    pub fn era(&self, birth: Birth) -> Option<String> {
        let Birth::On(day) = birth else { return None };
        let day = day.to_date()?;
        let year = EraYear::of(day)?;
        Some(match self.words.language() {
            Language::Japanese => format!("{}{}月{}日", year.long(), day.month(), day.day()),
            Language::English => format!("{}.{}.{}", year.latin(), day.month(), day.day()),
        })
    }

    /// The same for rows: `昭23.5.6`, in English `S23.5.6`.
    pub fn era_short(&self, birth: Birth) -> Option<String> {
        let Birth::On(day) = birth else { return None };
        let day = day.to_date()?;
        let year = EraYear::of(day)?;
        let year = match self.words.language() {
            Language::Japanese => year.short(),
            Language::English => year.latin(),
        };
        Some(format!("{year}.{}.{}", day.month(), day.day()))
    }

    /// Years; months under three years and days under three months, as wards write it.
    pub fn age(&self, birth: Birth) -> String {
        let today = self.today();
        let (key, count) = match birth {
            Birth::AboutYear(year) => ("age-about", today.year() - year),
            Birth::On(day) => match day.to_date() {
                Some(born) => age_between(born, today),
                None => return String::new(),
            },
        };
        self.words.fill(key, &[("count", Value::from(count))])
    }

    pub fn department(&self, code: &DepartmentCode) -> String {
        let known = self.hospital.frame().and_then(|frame| frame.department(code.as_str()));
        match (known, self.words.language()) {
            (Some(known), Language::Japanese) => known.name_ja.to_string(),
            (Some(known), Language::English) => known.name_en.to_string(),
            (None, _) => code.to_string(),
        }
    }

    pub fn ward(&self, code: &str) -> String {
        let known = self.hospital.frame().and_then(|frame| frame.ward(code));
        match (known, self.words.language()) {
            (Some(ward), Language::Japanese) => ward.name_ja.to_string(),
            (Some(ward), Language::English) => ward
                .name_en
                .as_ref()
                .map_or_else(|| code.to_owned(), ToString::to_string),
            (None, _) => code.to_owned(),
        }
    }

    /// The name of a ward beside its code: nothing where it has no other one in this language.
    pub(super) fn ward_beside(&self, code: &str) -> String {
        Some(self.ward(code)).filter(|name| name != code).unwrap_or_default()
    }

    /// Where somebody is when it is not the bed: nothing for who lies in it.
    pub fn place(&self, place: &Place) -> String {
        match place {
            Place::InBed { .. } => String::new(),
            Place::Out { kind, until, place, .. } => {
                let mut parts = vec![self.words.say(kind.term())];
                parts.extend(place.as_ref().map(ToString::to_string));
                parts.extend(until.map(|until| {
                    let at = self.short_time(until);
                    self.words.fill("until", &[("at", Value::from(at))])
                }));
                parts.join(" ")
            }
            Place::Transit { to, .. } => self.words.fill("paper-transit", &[("bed", Value::from(to.as_str()))]),
            Place::Expected { .. } => self.words.say("paper-expected"),
            Place::Left { disposition, .. } => self.left(*disposition),
        }
    }

    fn left(&self, disposition: Disposition) -> String {
        let how = self.words.say(disposition.term());
        self.words.fill("paper-left", &[("how", Value::from(how))])
    }

    /// A movement of the bed history.
    pub fn movement(&self, place: &Place) -> String {
        match place {
            Place::InBed { bed } => bed.to_string(),
            Place::Transit { from, to } => format!("{from} → {to}"),
            Place::Out { bed, .. } => format!("{bed} {}", self.place(place)),
            Place::Expected { bed, .. } => {
                let bed = bed.as_ref().map(BedName::as_str).unwrap_or_default();
                format!("{} {bed}", self.words.say("paper-expected"))
                    .trim_end()
                    .to_owned()
            }
            Place::Left {
                from,
                disposition,
                place,
            } => {
                let to = text(place.as_ref());
                format!("{from} {} {to}", self.left(*disposition)).trim_end().to_owned()
            }
        }
    }
}

pub(super) fn text(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn age_between(born: NaiveDate, today: NaiveDate) -> (&'static str, i32) {
    let months = (today.year() - born.year()) * 12 + today.month().cast_signed()
        - born.month().cast_signed()
        - i32::from(today.day() < born.day());
    let days = Day::from(today).number() - Day::from(born).number();
    match months {
        ..3 => ("age-days", days.max(0)),
        3..36 => ("age-months", months),
        _ => ("age-years", months / 12),
    }
}
