//! What does not fit together, derived from the facts and named until a person has settled it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::frame::BedName;
use super::stay::StayId;
use crate::domain::{
    identity::{Identifier, PatientId},
    numbers::BlockNumber,
    record::{EventId, Installation, Said, Sequence, Station},
    slips::{Code, CopyNumber, SlipNumber},
    text::Text,
};

/// The name of a discrepancy: a hash of its kind and its events, the same on every laptop and after every fold, so that
/// closing it stays closed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DiscrepancyId([u8; 8]);

impl DiscrepancyId {
    /// 16 hexadecimal digits, as shown.
    pub fn parse(raw: &str) -> Option<Self> {
        if raw.len() != 16 || !raw.is_ascii() {
            return None;
        }
        u64::from_str_radix(raw, 16)
            .ok()
            .map(|number| Self(number.to_be_bytes()))
    }
}

impl fmt::Display for DiscrepancyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", u64::from_be_bytes(self.0))
    }
}

impl fmt::Debug for DiscrepancyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What kind of disagreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiscrepancyKind {
    /// Two or more patients in one bed.
    BedShared { bed: BedName, stays: Vec<StayId> },
    /// Stations moved one patient apart.
    MovedApart { stay: StayId },
    /// Stations changed something else of one stay apart.
    StayDisputed { stay: StayId },
    /// Stations said different things of one person apart.
    PersonDisputed { patient: PatientId },
    /// One person has two open stays.
    TwoStays { patient: PatientId, stays: Vec<StayId> },
    /// One identifier stands at two persons.
    IdentifierShared {
        identifier: Identifier,
        patients: Vec<PatientId>,
    },
    /// Somebody lies in a bed that the hospital frame does not have.
    BedUnknown { bed: BedName, stay: StayId },
    /// Movements of a stay whose admission is not known here (or was taken back elsewhere).
    NoAdmission { stay: StayId },
    /// A stay of somebody whose registration is not known here.
    NoRegistration { patient: PatientId },
    /// A blocked bed with a patient in it.
    BlockedInUse { bed: BedName, stay: StayId },
    /// Stations adopted different hospital frames.
    FramesDiffer,
    /// Two lives of a station give numbers from one block.
    BlockShared { station: Station, block: BlockNumber },
    /// Two laptops live one life: both made a commit of this name.
    StationForked {
        station: Station,
        installation: Installation,
        sequence: Sequence,
    },
    /// Two laptops wrote different things, or for different people, on one slip number.
    SlipTwice { slip: SlipNumber },
    /// Facts of a slip whose writing is not known here (or was taken back elsewhere).
    SlipUnwritten { slip: SlipNumber },
    /// A slip was written anew in two places.
    SlipRevisedApart { slip: SlipNumber },
    /// A slip for somebody who had been discharged elsewhere, unknown to whoever wrote it.
    SlipElsewhere { slip: SlipNumber, stay: StayId },
    /// One sheet of paper is said to be in two places: received twice, filed and carried.
    CopyApart { slip: SlipNumber, copy: CopyNumber },
    /// What waits for an identity check was done without one: somebody has to look into it.
    StepUnchecked { slip: SlipNumber, step: Code },
    /// Stations adopted different kinds of slips.
    SlipTypesDiffer,
    /// One number was given to two people, or one packet given away twice.
    NumberTwice { number: Identifier },
}

impl DiscrepancyKind {
    /// Stable on paper, in JSON and in the identity of a discrepancy.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BedShared { .. } => "bed-shared",
            Self::MovedApart { .. } => "moved-apart",
            Self::StayDisputed { .. } => "stay-disputed",
            Self::PersonDisputed { .. } => "person-disputed",
            Self::TwoStays { .. } => "two-stays",
            Self::IdentifierShared { .. } => "identifier-shared",
            Self::BedUnknown { .. } => "bed-unknown",
            Self::NoAdmission { .. } => "no-admission",
            Self::NoRegistration { .. } => "no-registration",
            Self::BlockedInUse { .. } => "blocked-in-use",
            Self::FramesDiffer => "frames-differ",
            Self::BlockShared { .. } => "block-shared",
            Self::StationForked { .. } => "station-forked",
            Self::NumberTwice { .. } => "number-twice",
            Self::SlipTwice { .. } => "slip-twice",
            Self::SlipUnwritten { .. } => "slip-unwritten",
            Self::SlipRevisedApart { .. } => "slip-revised-apart",
            Self::SlipElsewhere { .. } => "slip-elsewhere",
            Self::CopyApart { .. } => "copy-apart",
            Self::StepUnchecked { .. } => "step-unchecked",
            Self::SlipTypesDiffer => "slip-types-differ",
        }
    }
}

/// A named difference that somebody must close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    pub id: DiscrepancyId,
    pub kind: DiscrepancyKind,
    /// The facts that disagree, in order.
    pub events: Vec<EventId>,
    pub closed: Option<Closing>,
}

impl Discrepancy {
    pub fn new(kind: DiscrepancyKind, mut events: Vec<EventId>) -> Self {
        events.sort_unstable();
        events.dedup();
        let mut hasher = blake3::Hasher::new_derive_key("andon 2026 discrepancy by kind and events");
        hasher.update(kind.code().as_bytes());
        for event in &events {
            hasher.update(&event.commit.station.number().to_le_bytes());
            hasher.update(&event.commit.installation.number().to_le_bytes());
            hasher.update(&event.commit.sequence.number().to_le_bytes());
            hasher.update(&event.index.to_le_bytes());
        }
        let mut id = [0; 8];
        hasher.finalize_xof().fill(&mut id);
        Self {
            id: DiscrepancyId(id),
            kind,
            events,
            closed: None,
        }
    }
}

/// Somebody decided that a discrepancy is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub said: Said,
    pub remark: Text,
}

/// The fact of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscrepancyClosed {
    pub discrepancy: DiscrepancyId,
    pub remark: Text,
}
