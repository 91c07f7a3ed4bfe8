//! Finding people, and knowing when two are one.
//!
//! - `fold`: what is typed and what is written, in one form.
//! - `index`: a million people in memory, found by whatever is typed of them, one mistake included.
//! - `same`: whether a registration is somebody who is known, with the reasons.
//! - `alike`: inpatients whose names can be taken for each other.
//! - `everyone`: the people of the hospital and of the register together, inpatients first.
//! - `rank`: fuzzy-matcher over the few that are left.
//! - `person`: somebody as a register or a registration describes them.
//!
//! All of it is pure: bytes and words in, candidates out. Not here: files, seals, threads, texts on a screen.

pub mod alike;
pub mod everyone;
pub mod fold;
pub mod index;
pub mod person;
pub mod rank;
pub mod same;
