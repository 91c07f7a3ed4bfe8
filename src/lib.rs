//! andon: the paper operation of a hospital whose EHR is down.

pub mod app;
pub mod domain;
pub mod journal;
pub mod runtime;
pub mod vault;
