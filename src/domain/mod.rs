//! The hospital itself: what can be true in it, what may be decided, what follows from what is known.
//!
//! One folder per subject: `record` (what a fact is and how it is kept), `identity` (patients), `numbers`
//! (what is given by hand), `census` (wards, beds, stays, movements), `slips` (orders on paper and every copy of them),
//! `checks` (that this is that patient), `recovery` (what back-entry will ask for), `access` (who may), `printing` (what was
//! put on paper). `state` folds the facts, `decide` turns a command into facts or a refusal with what `compose` gives it, `ask`
//! answers questions. `text` is what people may write, `term` the keys of the hospital's words.
//!
//! Not here: clocks, disks, randomness, terminals, languages. Time and identities are handed in; refusals are types,
//! and only the edge turns them into words.

pub mod access;
pub mod ask;
pub mod census;
pub mod checks;
pub mod command;
pub mod compose;
pub mod decide;
pub mod identity;
pub mod numbers;
pub mod printing;
pub mod record;
pub mod recovery;
pub mod refusal;
pub mod slips;
pub mod state;
pub mod term;
pub mod text;
