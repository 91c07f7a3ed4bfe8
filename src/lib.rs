//! andon: the paper operation of a hospital whose EHR is down.

pub mod domain;
pub mod exchange;
pub mod settings;
