//! Other people's formats: bytes in, typed rows or the whole list of what is wrong with them out.
//!
//! `source` opens and decodes, `table` finds cells and columns, `faults` collects what is wrong, `moment` reads days and
//! times as lists write them, `sheet` writes tables, `census` is the list of inpatients in both directions, `register` the
//! million former patients, `staff` the list of those who work here.
//!
//! Not here: what a row does to the hospital (domain decides), words (i18n gets message ids), paper (print).

pub mod census;
pub mod expected;
pub mod faults;
pub mod moment;
pub mod nearest;
pub mod register;
pub mod registrations;
pub mod scan;
pub mod sheet;
pub mod source;
pub mod staff;
pub mod table;

pub use expected::{Argument, Expected, Message};
pub use faults::{Fault, FaultWords, Faults};
pub use source::Source;
