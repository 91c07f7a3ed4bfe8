//! The machine: the only loop, threads, the terminal. Effects are carried out here, and everything that one system has
//! and another has not stays here, with its twin.
//!
//! Not here: decisions, drawing, texts.

pub mod terminal;
