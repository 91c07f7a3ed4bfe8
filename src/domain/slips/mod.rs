//! Order slips: what kinds there are, what was written on each, and where every copy of it is.
//!
//! - `number`: what a slip is called on paper. `book`: the hospital's kinds of slips, desks and drug groups, as adopted.
//! - `former`: that book as it was recorded before.
//! - `drug`: a line for a drug as it is typed. `fact`: what can have happened. `slip`, `copy`, `query`, `pad`, `run`: the folds of it (`folding`: that of a slip).
//! - `command`, `decide`: what people may do. `refusal`: why not. `safety`: what must be shown before a slip is printed.
//! - `figures`: what a slip adds to the counts of desks and wards.
//! - `ask`: where a copy is, what lies at a desk, what is missing, how much a desk has to do.
//!
//! Not here: paper (print), the files that the kinds are read from (settings).

pub mod ask;
pub mod book;
pub mod command;
pub mod copy;
pub mod decide;
pub mod drug;
pub mod fact;
pub mod figures;
mod folding;
pub mod former;
pub mod number;
pub mod pad;
pub mod query;
pub mod refusal;
pub mod run;
pub mod safety;
pub mod slip;
pub mod term;

pub use book::{
    Code, CopyPlan, Desk, Destination, DrugGroup, Field, FieldKind, Post, Purpose, SlipBook, SlipType, StepKind,
    StepPlan, Title, Urgency,
};
pub use copy::{Copy, CopyName, CopyNumber, Custody};
pub use figures::SlipFigures;
pub use number::SlipNumber;
pub use pad::{Pad, PadId};
pub use query::Query;
pub use refusal::SlipRefusal;
pub use run::{Run, RunId};
pub use slip::Slip;
