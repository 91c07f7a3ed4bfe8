//! Why a number was not given. The words of the shell are those of [`Refusal`](crate::domain::refusal::Refusal).

use super::{fault::SchemeFault, scheme::NumberKind, series::BlockNumber};
use crate::domain::{
    record::Station,
    refusal::{Refusal, Spoken},
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberRefusal {
    /// Nobody has said yet which block this life of the station gives from.
    NoBlock { station: Station },
    /// All blocks are used up.
    Empty { kind: NumberKind, station: Station },
    /// Another life of the station has it.
    BlockTaken { station: Station, block: BlockNumber },
    /// The scheme has no digits for so large a block.
    BlockTooLarge { block: BlockNumber, largest: u32 },
    /// Two lives of the station were told the same block: neither may give from it.
    BlockShared { station: Station, block: BlockNumber },
    /// The scheme has no digits for so large a station.
    StationTooLarge { station: Station },
    /// A second laptop lives the same life.
    Forked { station: Station },
    /// This folder is a copy: the original may still be giving numbers.
    StoreCopied,
    /// This folder is older than what this machine has given numbers from.
    StoreRolledBack,
    /// Schemes that are not adopted, with everything that is wrong.
    Schemes { faults: Vec<SchemeFault> },
}

impl NumberRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoBlock { .. } => "no-block",
            Self::Empty { .. } => "block-empty",
            Self::BlockTaken { .. } => "block-taken",
            Self::BlockTooLarge { .. } => "block-too-large",
            Self::BlockShared { .. } => "block-shared",
            Self::StationTooLarge { .. } => "station-too-large",
            Self::Forked { .. } => "station-forked",
            Self::StoreCopied => "store-copied",
            Self::StoreRolledBack => "store-rolled-back",
            Self::Schemes { .. } => "scheme-refused",
        }
    }

    pub fn spoken(&self) -> Vec<(&'static str, Spoken)> {
        use Spoken::{Number, Term, Word};
        let at = |station: &Station| ("station", Word(station.to_string()));
        let number = |block: &BlockNumber| ("block", Number(u64::from(block.number())));
        match self {
            Self::NoBlock { station } | Self::StationTooLarge { station } | Self::Forked { station } => {
                vec![at(station)]
            }
            Self::Empty { kind, station } => vec![("kind", Term(kind.term())), at(station)],
            Self::BlockTaken { station, block } | Self::BlockShared { station, block } => {
                vec![at(station), number(block)]
            }
            Self::BlockTooLarge { block, largest } => vec![number(block), ("most", Number(u64::from(*largest)))],
            Self::StoreCopied | Self::StoreRolledBack => Vec::new(),
            Self::Schemes { faults } => vec![("count", Number(u64::try_from(faults.len()).unwrap_or(u64::MAX)))],
        }
    }
}

impl From<NumberRefusal> for Refusal {
    fn from(refusal: NumberRefusal) -> Self {
        Self::Number(refusal)
    }
}
