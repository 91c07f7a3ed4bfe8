//! andon: the paper operation of a hospital whose EHR is down.

pub mod domain;
pub mod exchange;
pub mod journal;
pub mod settings;
pub mod vault;
