//! andon: the paper operation of a hospital whose EHR is down.

pub mod app;
pub mod cli;
pub mod copying;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod input;
pub mod journal;
pub mod print;
pub mod runtime;
pub mod screens;
pub mod search;
pub mod settings;
pub mod store;
pub mod theme;
pub mod vault;
pub mod widgets;
