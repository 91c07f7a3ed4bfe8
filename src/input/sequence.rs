//! Keys pressed one after another: `g b`.

use std::fmt;

use super::{Chord, Unreadable};

/// One or more chords; never none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence {
    first: Chord,
    rest: Vec<Chord>,
}

impl Sequence {
    /// Reads chords with blanks between them.
    pub fn parse(written: &str) -> Result<Self, Unreadable> {
        let mut chords = written.split_whitespace().map(Chord::parse);
        let first = chords.next().ok_or_else(|| Unreadable {
            written: written.to_owned(),
        })??;
        Ok(Self {
            first,
            rest: chords.collect::<Result<_, _>>()?,
        })
    }

    pub fn of(first: Chord, rest: Vec<Chord>) -> Self {
        Self { first, rest }
    }

    pub fn chords(&self) -> impl Iterator<Item = Chord> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    pub fn first(&self) -> Chord {
        self.first
    }

    /// One chord alone, if it is one.
    pub fn single(&self) -> Option<Chord> {
        self.rest.is_empty().then_some(self.first)
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.rest.iter().try_for_each(|chord| write!(f, " {chord}"))
    }
}
