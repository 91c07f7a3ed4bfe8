//! The hat that aliases are drawn out of: which pairs of words are looked at, and in what order nobody foresees.

use super::words::{FIRST, SECOND};

/// A pair by the places of its words in the two lists.
pub(super) type Pair = (usize, usize);

/// The pairs are dealt out to so many stations, by the sum of their places, so that two laptops that do not see each other give
/// nobody the same alias before their own are used up.
pub(super) const DEALT: usize = 32;

/// What is looked for, from the best to any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Looks {
    /// Dealt to this station, and no word of it in use.
    Own,
    /// Dealt to this station, and not like one in use.
    OwnApart,
    /// Not like one in use.
    Apart,
    /// Not in use.
    Any,
}

impl Looks {
    pub(super) fn next(self) -> Option<Self> {
        match self {
            Self::Own => Some(Self::OwnApart),
            Self::OwnApart => Some(Self::Apart),
            Self::Apart => Some(Self::Any),
            Self::Any => None,
        }
    }
}

// Each pair has a place that fits.
const _: () = assert!(FIRST.len() * SECOND.len() <= 1 << 16);

/// The pairs that are still to be looked at.
#[derive(Debug, Clone)]
pub(super) struct Hat {
    /// Each by its place among all pairs.
    pairs: Vec<u16>,
    lots: Lots,
}

impl Hat {
    /// The pairs that may be looked at.
    pub(super) fn filled(chance: u64, share: usize, looks: Looks) -> Self {
        let (from, step) = if looks <= Looks::OwnApart {
            (share, DEALT)
        } else {
            (0, 1)
        };
        let seconds = |first: usize| {
            let begin = (from + step - first % step) % step;
            (begin..SECOND.len())
                .step_by(step)
                .map(move |second| first * SECOND.len() + second)
        };
        let pairs = (0..FIRST.len())
            .flat_map(seconds)
            .filter_map(|pair| u16::try_from(pair).ok());
        Self {
            pairs: pairs.collect(),
            lots: Lots::of(chance, looks),
        }
    }

    /// Takes one out, by chance.
    pub(super) fn draw(&mut self) -> Option<Pair> {
        let place = self.lots.below(self.pairs.len())?;
        let pair = usize::from(self.pairs.swap_remove(place));
        Some((pair / SECOND.len(), pair % SECOND.len()))
    }
}

/// A row of numbers that nobody foresees, out of one chance.
#[derive(Debug, Clone)]
struct Lots {
    row: blake3::OutputReader,
    /// Those that were made last, and how many of them are used up.
    made: [u64; 64],
    used: usize,
}

impl Lots {
    fn of(chance: u64, looks: Looks) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("andon 2026 drawing of aliases");
        hasher.update(&chance.to_le_bytes());
        hasher.update(&[looks as u8]);
        Self {
            row: hasher.finalize_xof(),
            made: [0; 64],
            used: 64,
        }
    }

    /// The next one, from 0 and below `many`; none below nothing.
    fn below(&mut self, many: usize) -> Option<usize> {
        if self.used == self.made.len() {
            let mut bytes = [0; 8 * 64];
            self.row.fill(&mut bytes);
            let (chunks, _) = bytes.as_chunks::<8>();
            self.made
                .iter_mut()
                .zip(chunks)
                .for_each(|(lot, chunk)| *lot = u64::from_le_bytes(*chunk));
            self.used = 0;
        }
        let lot = self.made.get(self.used)?.checked_rem(u64::try_from(many).ok()?)?;
        self.used += 1;
        usize::try_from(lot).ok()
    }
}
