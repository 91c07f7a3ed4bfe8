//! andon: the paper operation of a hospital whose EHR is down.

pub mod app;
pub mod domain;
pub mod exchange;
pub mod journal;
pub mod settings;
pub mod vault;
pub mod i18n;
pub mod input;
pub mod runtime;
pub mod screens;
pub mod settings;
pub mod theme;
pub mod widgets;
