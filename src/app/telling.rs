//! How wards, people and moments are called on a screen.

use chrono::{Datelike, NaiveDate};

use crate::domain::census::{DepartmentCode, WardCode};
use crate::domain::identity::Birth;
use crate::domain::record::{Said, Timestamp, UserName};
use crate::domain::text::Text;
use crate::i18n::{Language, Value, date_both, when};

use super::Scope;

/// Below this age a year says nothing.
const MONTHS_UNTIL: i32 = 24;
const DAYS_UNTIL: i64 = 60;

impl Scope<'_> {
    /// The name of a ward without its code; empty when the hospital gave none or does not have it.
    pub fn ward_name(&self, code: &WardCode) -> String {
        let ward = self.hospital.frame().and_then(|frame| frame.ward(code.as_str()));
        match (ward, self.words.language()) {
            (Some(ward), Language::Japanese) => ward.name_ja.to_string(),
            (Some(ward), Language::English) => ward.name_en.as_ref().map(Text::to_string).unwrap_or_default(),
            (None, _) => String::new(),
        }
    }

    /// `5E 5階東病棟`.
    pub fn ward_title(&self, code: &WardCode) -> String {
        format!("{code} {}", self.ward_name(code)).trim_end().to_owned()
    }

    /// The name of a department, or its code when the hospital does not have it.
    pub fn department(&self, code: &DepartmentCode) -> String {
        let found = self.hospital.frame().and_then(|frame| frame.department(code.as_str()));
        match (found, self.words.language()) {
            (Some(department), Language::Japanese) => department.name_ja.to_string(),
            (Some(department), Language::English) => department.name_en.to_string(),
            (None, _) => code.to_string(),
        }
    }

    /// A moment as lists show it: the day only when it is another.
    pub fn moment(&self, at: Timestamp) -> String {
        when(self.local(at), self.local_now())
    }

    /// The person behind a user name, as the account says; the user name where there are no accounts.
    pub fn user(&self, user: &UserName) -> String {
        if self.desk.sample && self.desk.login == user.as_str() {
            return self.words.say("sample-user-shown");
        }
        let account = self.hospital.account(user);
        let standing = account.and_then(|account| account.standing.get());
        standing.map_or_else(|| user.to_string(), |standing| standing.name.to_string())
    }

    /// Whose word it is, when it was written down, and on which station.
    pub fn source(&self, said: &Said) -> String {
        let places = [
            ("user", Value::from(self.user(&said.by))),
            ("at", self.moment(said.order.stamp.recorded()).into()),
            ("station", said.order.event.commit.station.to_string().into()),
        ];
        self.words.fill("said-by", &places)
    }

    /// Whose word it is, when it happened, and on which station it was written down; and when that was, where it was later.
    pub fn happened(&self, said: &Said) -> String {
        let recorded = said.order.stamp.recorded();
        let places = [
            ("user", Value::from(self.user(&said.by))),
            ("at", self.moment(said.at).into()),
            ("station", said.order.event.commit.station.to_string().into()),
            ("recorded", self.moment(recorded).into()),
        ];
        let key = if said.at.minute() == recorded.minute() {
            "said-by"
        } else {
            "said-by-later"
        };
        self.words.fill(key, &places)
    }

    /// The date of birth in both calendars, or the estimated year.
    pub fn birth(&self, birth: Birth) -> String {
        match birth {
            Birth::On(day) => day
                .to_date()
                .map_or_else(|| day.to_string(), |date| date_both(date, self.words.language())),
            Birth::AboutYear(year) => self.words.fill("birth-about", &[("year", year.to_string().into())]),
        }
    }

    /// The age today: in years; of small children in months, of newborns in days.
    pub fn age(&self, birth: Birth) -> String {
        let (key, count) = self.age_in(birth);
        self.words.fill(key, &[("count", Value::from(count))])
    }

    /// The age as a number, and the key of the words for its unit: `age-years`, `age-months`, `age-days`, `age-about`.
    pub fn age_in(&self, birth: Birth) -> (&'static str, i64) {
        let today = self.local_now().date();
        match birth {
            Birth::AboutYear(year) => ("age-about", i64::from(today.year() - year)),
            Birth::On(day) => age_between(day.to_date().unwrap_or(today), today),
        }
    }
}

fn age_between(born: NaiveDate, today: NaiveDate) -> (&'static str, i64) {
    let months = (today.year() - born.year()) * 12 + i32::try_from(today.month0()).unwrap_or_default()
        - i32::try_from(born.month0()).unwrap_or_default()
        - i32::from(today.day() < born.day());
    let days = (today - born).num_days().max(0);
    if days < DAYS_UNTIL {
        ("age-days", days)
    } else if months < MONTHS_UNTIL {
        ("age-months", i64::from(months))
    } else {
        ("age-years", i64::from(months / 12))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn ages_are_counted_as_people_count_them() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        let today = day("2026-11-23");
        for (born, age) in [
            ("1948-05-06", ("age-years", 78)),
            ("1948-11-23", ("age-years", 78)),
            ("1948-11-24", ("age-years", 77)),
            ("2024-11-24", ("age-months", 23)),
            ("2024-11-23", ("age-years", 2)),
            ("2026-11-20", ("age-days", 3)),
            ("2026-11-24", ("age-days", 0)),
        ] {
            assert_eq!(age_between(day(born), today), age, "{born}");
        }
    }
}
