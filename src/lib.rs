//! andon
pub mod journal;
pub mod vault;
