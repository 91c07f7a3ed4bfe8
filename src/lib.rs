//! andon: the paper operation of a hospital whose EHR is down.

pub mod app;
pub mod domain;
pub mod exchange;
pub mod journal;
pub mod runtime;
pub mod settings;
pub mod store;
pub mod vault;
