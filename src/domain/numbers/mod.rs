//! The numbers that this hospital gives by hand while the EHR is down: to patients (temporary, newborn, mass casualty)
//! and to slips.
//!
//! - `check`: check digits, as published.
//! - `scheme`: what a number looks like, as data. `schemes`: those of a hospital, its own `range`s, and which are refused
//!   (`fault`).
//! - `series`: which number comes next. Blocks are disjoint per station and per life of a station by construction.
//! - `misread`: what a hand does to a number, and what may have been meant. `rates`: how much of it the check digits catch.
//! - `fact`, `decide`, `refusal`: schemes adopted, blocks granted, forks found.
//! - `issue`, `packets`, `tags`, `alias`, `drawing` (out of a `hat`), `link`: numbers for people, at once or out of a packet, tags in a
//!   row, names for those who have none and how they are drawn, two records of one person.
//! - `ledger`, `blocks`, `verify`: every number with what became of it; every block with what is left of it; what is wrong with a
//!   number that somebody read.
//!
//! A number once used is never given again: what has been used is noted beside the commits that are known ([`Used`]), out
//! of reach of undo. Not here: whose numbers they are (identity), where they are printed.

pub mod alias;
pub mod asked;
pub mod blocks;
pub mod check;
pub mod decide;
pub mod drawing;
pub mod fact;
pub mod fault;
mod hat;
pub mod issue;
pub mod ledger;
pub mod link;
pub mod misread;
pub mod newborn;
pub mod packets;
pub mod range;
pub mod rates;
pub mod refusal;
pub mod scheme;
pub mod schemes;
pub mod series;
pub mod tags;
pub mod typed;
pub mod verify;
mod words;

pub use alias::{Alias, Tongue};
pub use check::CheckKind;
pub use fact::{Arrival, Block, IssuedNumber, Life, Link, Triage};
pub use fault::SchemeFault;
pub use range::Range;
pub use refusal::NumberRefusal;
pub use scheme::{NumberKind, Part, Scheme};
pub use schemes::{Preset, Schemes};
pub use series::{BlockNumber, Counter, Given, Left, Series, Used};
