//! Why something typed is no date, in words: an era that was over by then is told by the era that it was.

use crate::app::Scope;
use crate::i18n::{EraYear, Language, NoDate, Value, date_of};

/// Nothing when it is a date. `unreadable` is the key of what is said when nothing nearer is known.
pub fn why_no_date(scope: &Scope<'_>, typed: &str, unreadable: &str) -> Option<String> {
    let words = scope.words;
    Some(match date_of(typed).err()? {
        NoDate::Unreadable => words.say(unreadable),
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
