//! Who is worth comparing: whoever shares a date of birth, a name, a phone or an address with the registration, or nearly.

use chrono::{Datelike, NaiveDate};

use super::asked::Asked;
use crate::search::fold::dates::Typed;
use crate::search::index::{Index, Query, Row};

/// People with a name that fits; more of them have a date, a phone or an address that fits as well.
const NAMESAKES: usize = 60;
/// People behind one phone or one address: a home for the aged is one address.
const HOUSEMATES: usize = 60;

impl Index {
    /// Rows to compare with a registration.
    pub fn candidates(&self, asked: &Asked) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for name in [&asked.reading, &asked.written] {
            let mut query = Query::read(name);
            query.birth = None;
            query.number = None;
            rows.extend(self.find(&query, NAMESAKES).into_iter().map(|found| found.row));
            // Of a whole date everybody born then is taken below.
            let narrower = asked.birth.filter(|birth| birth.day().is_none());
            if !query.names.is_empty() && narrower.is_some() {
                query.birth = narrower;
                rows.extend(self.find(&query, NAMESAKES).into_iter().map(|found| found.row));
            }
        }
        // Who was registered without a blank between surname and given name.
        let whole = &asked.whole;
        rows.extend(self.called(&whole.alike, &whole.sounds).take(NAMESAKES));
        if let Some(day) = asked.birth.and_then(Typed::day) {
            for day in days(day).chain(asked.other_eras.iter().copied()) {
                rows.extend(self.born_on(day));
            }
        }
        rows.extend(self.reached_by(asked.phone).take(HOUSEMATES));
        rows.extend(self.living_at(asked.address.key()).take(HOUSEMATES));
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The day, and those that one slip of the pen makes of it.
fn days(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let year = [day.year() - 1, day.year() + 1];
    let years = year.into_iter().filter_map(move |year| day.with_year(year));
    let turned = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    [day].into_iter().chain(years).chain(turned)
}
