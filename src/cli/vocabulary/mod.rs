//! The language of `andon run`: one JSON object a line in, one a line out.
//!
//! `table` is the language itself, as data: every `do` with its fields, their kinds and its refusals (`verb` says what those
//! are). Reading, the help and the man page follow it. `object` takes a line apart without forgiving anything, `kind` reads one
//! value, `read` makes a request or a question of it (`build`; for slips, checks and numbers a file of their own); `unreadable` says
//! why not. `answer` and `rows` write what came of it, `linked` the records that
//! one person goes by.
//!
//! All of it is pure: the time, the zone and the frame are handed in, and nothing here waits, prints or decides.

pub mod answer;
mod build;
pub mod candidates;
mod cells;
pub mod checks;
pub mod help;
pub mod kind;
pub mod ledger;
mod linked;
pub mod moment;
mod numbers;
pub mod object;
pub mod person;
pub mod read;
pub mod rows;
pub mod sentences;
mod slip_build;
mod slip_kind;
pub mod slip_rows;
pub mod table;
pub mod unreadable;
pub mod verb;

pub use read::{Asked, Find, Setting, read};
pub use unreadable::{Unreadable, Wrong};
