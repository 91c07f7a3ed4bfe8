//! The cross-cutting tests, as one binary.

mod journal_crash;
mod journal_store;
