//! Why schemes are not adopted, one reason for each fault.

use super::{scheme::NumberKind, series::BlockNumber};
use crate::domain::{identity::Identifier, record::Station};

/// Why schemes are not adopted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemeFault {
    /// Without it two stations, or two lives of one, would give the same number; or nothing would catch a misread one.
    #[error("{kind:?}: no {part} part")]
    Missing { kind: NumberKind, part: &'static str },
    #[error("{kind:?}: more than one {part} part")]
    Twice { kind: NumberKind, part: &'static str },
    #[error("{kind:?}: the check digits are not at the end")]
    CheckNotLast { kind: NumberKind },
    #[error("{kind:?}: impossible part {part}")]
    Impossible { kind: NumberKind, part: String },
    #[error("{kind:?}: {length} characters")]
    TooLong { kind: NumberKind, length: usize },
    #[error("{kind:?}: {numbers} numbers in a block, {needed} are needed for three months")]
    TooFew {
        kind: NumberKind,
        numbers: u64,
        needed: u64,
    },
    #[error("{kind:?} and {other:?} could give the same number")]
    Meets { kind: NumberKind, other: NumberKind },
    /// One letter read as another makes a number of the other kind, and no check digit tells.
    #[error("{kind:?} and {other:?} differ in letters alone, which their check digits do not count")]
    LettersUncounted { kind: NumberKind, other: NumberKind },
    #[error("{kind:?}: station {station} is set up, and could give no number any more")]
    StationLeftOut { kind: NumberKind, station: Station },
    #[error("{kind:?}: station {station} gives numbers from block {block}, which it could not write any more")]
    BlockLeftOut {
        kind: NumberKind,
        station: Station,
        block: BlockNumber,
    },
    #[error("{kind:?}: could give a number of the former scheme {former} again")]
    MeetsFormer { kind: NumberKind, former: String },
    #[error("{kind:?}: the hospital gives numbers in {range}")]
    InOwnRange { kind: NumberKind, range: String },
    #[error("{kind:?}: digits only, and not in a range that is kept free")]
    NotReserved { kind: NumberKind },
    #[error("{kind:?}: {identifier} is the number of a patient here")]
    InUse { kind: NumberKind, identifier: Identifier },
    #[error("{kind:?}: {identifier} is the number of a former patient")]
    InRegister { kind: NumberKind, identifier: Identifier },
    /// Nobody can say that no former patient has such a number.
    #[error("{kind:?}: the register of former patients cannot be read")]
    RegisterUnread { kind: NumberKind },
}

impl SchemeFault {
    /// The key of its sentence is `scheme-fault-WORD`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::Twice { .. } => "twice",
            Self::CheckNotLast { .. } => "check-not-last",
            Self::Impossible { .. } => "impossible",
            Self::TooLong { .. } => "too-long",
            Self::TooFew { .. } => "too-few",
            Self::Meets { .. } => "meets",
            Self::LettersUncounted { .. } => "letters-uncounted",
            Self::StationLeftOut { .. } => "station-left-out",
            Self::BlockLeftOut { .. } => "block-left-out",
            Self::MeetsFormer { .. } => "meets-former",
            Self::InOwnRange { .. } => "in-own-range",
            Self::NotReserved { .. } => "not-reserved",
            Self::InUse { .. } => "in-use",
            Self::InRegister { .. } => "in-register",
            Self::RegisterUnread { .. } => "register-unread",
        }
    }

    pub fn kind(&self) -> NumberKind {
        match self {
            Self::Missing { kind, .. }
            | Self::Twice { kind, .. }
            | Self::CheckNotLast { kind }
            | Self::Impossible { kind, .. }
            | Self::TooLong { kind, .. }
            | Self::TooFew { kind, .. }
            | Self::Meets { kind, .. }
            | Self::LettersUncounted { kind, .. }
            | Self::StationLeftOut { kind, .. }
            | Self::BlockLeftOut { kind, .. }
            | Self::MeetsFormer { kind, .. }
            | Self::InOwnRange { kind, .. }
            | Self::NotReserved { kind }
            | Self::InUse { kind, .. }
            | Self::InRegister { kind, .. }
            | Self::RegisterUnread { kind } => *kind,
        }
    }

    /// What the sentence is filled with, beside the kind.
    pub fn spoken(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing { part, .. } | Self::Twice { part, .. } => vec![("part", (*part).to_owned())],
            Self::Impossible { part, .. } => vec![("part", part.clone())],
            Self::CheckNotLast { .. }
            | Self::NotReserved { .. }
            | Self::Meets { .. }
            | Self::RegisterUnread { .. }
            | Self::LettersUncounted { .. } => Vec::new(),
            Self::StationLeftOut { station, .. } => vec![("station", station.to_string())],
            Self::BlockLeftOut { station, block, .. } => {
                vec![("station", station.to_string()), ("block", block.to_string())]
            }
            Self::TooLong { length, .. } => vec![("count", length.to_string())],
            Self::TooFew { numbers, needed, .. } => {
                vec![("count", numbers.to_string()), ("needed", needed.to_string())]
            }
            Self::MeetsFormer { former, .. } => vec![("range", former.clone())],
            Self::InOwnRange { range, .. } => vec![("range", range.clone())],
            Self::InUse { identifier, .. } | Self::InRegister { identifier, .. } => {
                vec![("identifier", identifier.to_string())]
            }
        }
    }
}
