//! Words: every text that a person reads on screen or paper, in every language of the program.
//!
//! `Words` is handed in; there is no current language anywhere else. The texts live in `assets/locales/{ja,en}/*.ftl`
//! (Fluent) and are part of the binary. `when` writes moments, `era` the Japanese calendar.
//!
//! Not here: how many columns a text takes (`theme::measure`), decisions, drawing, paper.

mod era;
mod language;
mod moment;
mod value;
mod when;
mod words;

pub use era::{Era, EraYear, NoDate, date_of, read_date};
pub use language::Language;
pub use moment::{Looks, NoMoment, is_whole_day, read_moment};
pub use value::Value;
pub use when::{clock, date, date_both, for_how_long, since, when};
pub use words::{Words, WordsError};
