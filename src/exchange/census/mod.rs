//! The list of inpatients: one line a patient, as the EHR's last export has it and as ours has it again.
//!
//! `columns` names them, `read` checks a list against the hospital frame, `words` knows how hospitals write its values,
//! `write` makes CSV and JSON of the present census. What is written is read again as the same.
//!
//! Not here: admitting anybody (domain decides about the lines), tables for people (cli, screens, print).

pub mod columns;
pub mod read;
pub mod words;
pub mod write;

pub use super::sheet::Audience;
pub use read::read;
pub use write::{csv, json, numbers};
