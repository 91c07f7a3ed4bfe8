//! Why something typed is no date, in words: an era that was over by then is told by the era that it was.

use crate::app::Scope;
use crate::i18n::{EraYear, Language, NoDate, Value, date_of};

/// Nothing when it is a date. `unreadable` is the key of what is said when nothing nearer is known.
pub fn why_no_date(scope: &Scope<'_>, typed: &str, unreadable: &str) -> Option<String> {
    let words = scope.words;
    Some(match date_of(typed).err()? {
        NoDate::Unreadable => words.say(unreadable),
        NoDate::ShortYear if ends_with_year(typed) => words.say("no-date-year-first"),
        NoDate::ShortYear => words.say("no-date-short-year"),
        NoDate::NoSuchDay => words.say("no-date-no-such-day"),
        NoDate::NotInEra { typed, was, month, day } => {
            let year = |year: EraYear| match words.language() {
                Language::Japanese => year.long(),
                Language::English => year.latin(),
            };
            let places = [
                ("typed", Value::from(year(typed))),
                ("was", year(was).into()),
                ("month", month.to_string().into()),
                ("day", day.to_string().into()),
            ];
            words.fill("no-date-era", &places)
        }
    })
}

/// `1/2/1950`: the year is there, at the end, where nobody can tell the day from the month.
fn ends_with_year(typed: &str) -> bool {
    let last = typed.trim().rsplit(|c: char| !c.is_ascii_digit()).next();
    last.is_some_and(|last| last.len() == 4)
}
