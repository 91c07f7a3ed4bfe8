//! Finding people, and knowing when two are one.
//!
//! - `fold`: what is typed and what is written, in one form.
//! - `stated`: what was stated at the bed, held against what is written.
//!
//! All of it is pure: bytes and words in, candidates out. Not here: files, seals, threads, texts on a screen.

pub mod fold;
pub mod stated;
