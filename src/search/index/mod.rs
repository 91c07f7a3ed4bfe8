//! A million people in memory, found by whatever is typed of them.
//!
//! Surnames and given names are numbered in the order of their sounds (`dictionary`); the people stand in the order of their
//! names (`rows`), so that any typed beginning is a few ranges. Orders by date of birth, number, phone and address stand beside
//! it. `query` reads what was typed, `join` brings surnames and given names together, `near` makes what may have been meant
//! with one mistake, `find` is the way through all of it, `by_number` the one for numbers; `build` makes an index,
//! `bytes` writes and reads it, `change` says how two differ.

mod build;
mod by_number;
mod bytes;
mod change;
mod dictionary;
mod find;
mod join;
mod near;
pub mod query;
mod rows;
mod strings;

pub use build::Builder;
pub use bytes::Unreadable;
pub use change::Change;
pub use find::{BEGUN, Found, MISTAKE};
pub use query::Query;
pub use rows::Named;

use dictionary::Dictionary;
use rows::Rows;

/// Whose line it is in the index: a number from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row(pub u32);

/// The people of one register.
#[derive(Debug)]
pub struct Index {
    surnames: Dictionary,
    givens: Dictionary,
    rows: Rows,
    kanji: crate::search::fold::kanji::NameKanji,
}

impl Index {
    /// How many people.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory that it takes, as far as they grow with the people.
    pub fn memory(&self) -> usize {
        self.surnames.memory() + self.givens.memory() + self.rows.memory()
    }

    /// The table of name characters that it was made with.
    pub fn kanji(&self) -> &crate::search::fold::kanji::NameKanji {
        &self.kanji
    }
}
