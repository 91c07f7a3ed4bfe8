//! Why a number was not given. The words of the shell are those of [`Refusal`](crate::domain::refusal::Refusal).

use super::{fault::SchemeFault, scheme::NumberKind, series::BlockNumber};
use crate::domain::{
    census::BedName,
    identity::{Identifier, PatientId},
    record::{Station, Timestamp, UserName},
    refusal::{Refusal, Spoken},
    text::Text,
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberRefusal {
    /// Nobody has said yet which block this life of the station gives from.
    NoBlock {
        station: Station,
    },
    /// All blocks are used up, or have fewer numbers left than were asked for.
    Empty {
        kind: NumberKind,
        station: Station,
        left: u64,
    },
    /// Which block a laptop gives from is granted elsewhere or asked for: it cannot count its own lives.
    BlockUnsaid {
        station: Station,
    },
    /// What another laptop gives from is granted on the first one, which keeps the list.
    BlockOfAnother {
        station: Station,
    },
    /// Another life of the station has it.
    BlockTaken {
        station: Station,
        block: BlockNumber,
    },
    /// The scheme has no digits for so large a block.
    BlockTooLarge {
        block: BlockNumber,
        largest: u32,
    },
    /// Two lives of the station were told the same block: neither may give from it.
    BlockShared {
        station: Station,
        block: BlockNumber,
    },
    /// The scheme has no digits for so large a station.
    StationTooLarge {
        station: Station,
    },
    /// A second laptop lives the same life.
    Forked {
        station: Station,
    },
    /// This folder is a copy: the original may still be giving numbers.
    StoreCopied,
    /// This folder is older than what this machine has given numbers from.
    StoreRolledBack,
    /// The machine cannot write down outside of the folder how far its numbers go.
    NotMarked,
    /// Schemes that are not adopted, with everything that is wrong.
    Schemes {
        faults: Vec<SchemeFault>,
    },
    /// More at once than one step takes, or none.
    CountOutOfRange {
        most: u16,
    },
    /// Every pair of words is in use.
    NoAlias,
    /// Somebody goes by this alias already, or by one like it.
    AliasInUse {
        name: Text,
        patient: PatientId,
    },
    /// A packet of a laptop that is not in reach, and nothing was read from it but that nobody knows who it is, or not even that.
    AliasMissing,
    /// The name is known by now, and the reading is still that of the alias.
    AliasReading {
        patient: PatientId,
    },
    /// No number that was given here, nor one whose check digits hold.
    NotANumber {
        number: Identifier,
    },
    /// It reads as a number given by hand, and its check digits do not fit the rest.
    Misread {
        number: Identifier,
        /// Those one error away that could be meant by what was asked for, the likeliest first.
        meant: Vec<Identifier>,
    },
    /// It lies in this laptop's own block, beyond what was given from it.
    NeverGiven {
        number: Identifier,
    },
    Voided {
        number: Identifier,
    },
    /// The packet belongs to somebody already.
    PacketGiven {
        number: Identifier,
        patient: PatientId,
    },
    /// A packet that nobody was given: its number is nobody's until it is activated.
    PacketUnused {
        number: Identifier,
    },
    /// Somebody lies in a bed under this number and has no other.
    NumberNeeded {
        number: Identifier,
        patient: PatientId,
    },
    /// It was printed before.
    ReasonMissing {
        number: Identifier,
    },
    /// The search found somebody whom nobody has ruled out.
    LikelySame {
        patient: PatientId,
    },
    /// Whoever is named as the mother is a man, as far as is known.
    MotherIsMan {
        patient: PatientId,
    },
    /// Somebody was found at a moment that is yet to come.
    FoundInFuture {
        at: Timestamp,
    },
    /// Counted up for so many people, the tag would be longer than a tag can be.
    TagTooLong {
        tag: Text,
        count: u16,
    },
    /// Something else was asked for under the same name, and this number given for it.
    RequestDiffers {
        number: Identifier,
    },
    /// Two numbers of the hospital's own: the EHR joins those.
    NotTemporary {
        patient: PatientId,
    },
    /// They lie in two beds: a second person must confirm it.
    TwoBeds {
        patient: PatientId,
        other: PatientId,
        bed: BedName,
        /// Who has proposed it already: it waits for somebody else.
        proposed_by: Option<UserName>,
    },
    NotLinked {
        patient: PatientId,
        other: PatientId,
    },
    /// Nobody has said lately that they are one.
    NotProposed {
        patient: PatientId,
        other: PatientId,
    },
    /// Who says it first cannot be the second person.
    SecondIsFirst {
        patient: PatientId,
        other: PatientId,
    },
}

impl NumberRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoBlock { .. } => "no-block",
            Self::Empty { .. } => "block-empty",
            Self::BlockUnsaid { .. } => "block-unsaid",
            Self::BlockOfAnother { .. } => "block-of-another",
            Self::BlockTaken { .. } => "block-taken",
            Self::BlockTooLarge { .. } => "block-too-large",
            Self::BlockShared { .. } => "block-shared",
            Self::StationTooLarge { .. } => "station-too-large",
            Self::Forked { .. } => "station-forked",
            Self::StoreCopied => "store-copied",
            Self::StoreRolledBack => "store-rolled-back",
            Self::NotMarked => "mark-not-kept",
            Self::Schemes { .. } => "scheme-refused",
            Self::CountOutOfRange { .. } => "count-out-of-range",
            Self::NoAlias => "no-alias",
            Self::AliasInUse { .. } => "alias-in-use",
            Self::AliasMissing => "alias-missing",
            Self::AliasReading { .. } => "alias-reading",
            Self::NotANumber { .. } => "not-a-number",
            Self::Misread { .. } => "number-misread",
            Self::NeverGiven { .. } => "number-never-given",
            Self::Voided { .. } => "number-voided",
            Self::PacketGiven { .. } => "packet-given",
            Self::PacketUnused { .. } => "packet-unused",
            Self::NumberNeeded { .. } => "number-needed",
            Self::ReasonMissing { .. } => "reason-missing",
            Self::LikelySame { .. } => "likely-same",
            Self::MotherIsMan { .. } => "mother-is-man",
            Self::FoundInFuture { .. } => "found-in-future",
            Self::TagTooLong { .. } => "tag-too-long",
            Self::RequestDiffers { .. } => "request-differs",
            Self::NotTemporary { .. } => "not-temporary",
            Self::TwoBeds { .. } => "two-beds",
            Self::NotLinked { .. } => "not-linked",
            Self::NotProposed { .. } => "link-not-proposed",
            Self::SecondIsFirst { .. } => "second-is-first",
        }
    }

    /// Whether it says what the deciding station can do, and nothing of what was asked for.
    pub fn is_of_the_station(&self) -> bool {
        matches!(
            self,
            Self::NoBlock { .. }
                | Self::Empty { .. }
                | Self::BlockShared { .. }
                | Self::StationTooLarge { .. }
                | Self::Forked { .. }
                | Self::StoreCopied
                | Self::StoreRolledBack
                | Self::NotMarked
        )
    }

    pub fn spoken(&self) -> Vec<(&'static str, Spoken)> {
        use Spoken::{Number, Patient, Term, Time, Word};
        let at = |station: &Station| ("station", Word(station.to_string()));
        let number = |block: &BlockNumber| ("block", Number(u64::from(block.number())));
        match self {
            Self::NoBlock { station }
            | Self::BlockUnsaid { station }
            | Self::BlockOfAnother { station }
            | Self::StationTooLarge { station }
            | Self::Forked { station } => {
                vec![at(station)]
            }
            Self::Empty { kind, station, left } => {
                vec![("kind", Term(kind.term())), at(station), ("left", Number(*left))]
            }
            Self::BlockTaken { station, block } | Self::BlockShared { station, block } => {
                vec![at(station), number(block)]
            }
            Self::BlockTooLarge { block, largest } => vec![number(block), ("most", Number(u64::from(*largest)))],
            Self::StoreCopied | Self::StoreRolledBack | Self::NotMarked | Self::NoAlias | Self::AliasMissing => {
                Vec::new()
            }
            Self::CountOutOfRange { most } => vec![("most", Number(u64::from(*most)))],
            Self::FoundInFuture { at } => vec![("at", Time(*at))],
            Self::TagTooLong { tag, count } => {
                vec![("tag", Word(tag.to_string())), ("count", Number(u64::from(*count)))]
            }
            Self::NotANumber { number }
            | Self::NeverGiven { number }
            | Self::RequestDiffers { number }
            | Self::Voided { number }
            | Self::PacketUnused { number }
            | Self::ReasonMissing { number } => {
                vec![("identifier", Word(number.to_string()))]
            }
            Self::Misread { number, meant } => {
                let names: Vec<String> = meant.iter().map(ToString::to_string).collect();
                vec![
                    ("identifier", Word(number.to_string())),
                    ("count", Number(u64::try_from(meant.len()).unwrap_or(u64::MAX))),
                    ("meant", Word(names.join(" "))),
                ]
            }
            Self::PacketGiven { number, patient } | Self::NumberNeeded { number, patient } => {
                vec![("identifier", Word(number.to_string())), ("patient", Patient(*patient))]
            }
            Self::AliasInUse { name, patient } => {
                vec![("name", Word(name.to_string())), ("patient", Patient(*patient))]
            }
            Self::AliasReading { patient }
            | Self::LikelySame { patient }
            | Self::NotTemporary { patient }
            | Self::MotherIsMan { patient } => {
                vec![("patient", Patient(*patient))]
            }
            Self::TwoBeds {
                patient,
                other,
                bed,
                proposed_by,
            } => {
                let stands = if proposed_by.is_some() { "stands" } else { "none" };
                let by = proposed_by.as_ref().map(ToString::to_string).unwrap_or_default();
                vec![
                    ("patient", Patient(*patient)),
                    ("other", Patient(*other)),
                    ("bed", Word(bed.to_string())),
                    ("proposal", Word(stands.to_owned())),
                    ("by", Word(by)),
                ]
            }
            Self::NotLinked { patient, other }
            | Self::NotProposed { patient, other }
            | Self::SecondIsFirst { patient, other } => {
                vec![("patient", Patient(*patient)), ("other", Patient(*other))]
            }
            Self::Schemes { faults } => vec![("count", Number(u64::try_from(faults.len()).unwrap_or(u64::MAX)))],
        }
    }
}

impl From<NumberRefusal> for Refusal {
    fn from(refusal: NumberRefusal) -> Self {
        Self::Number(refusal)
    }
}
