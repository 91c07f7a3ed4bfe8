//! Where an inpatient is, and the words of the census.

use serde::{Deserialize, Serialize};

use super::frame::BedName;
use crate::domain::{record::Timestamp, text::Text};

/// Away from the bed that is kept. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OutKind {
    /// 出棟中: in theatre, at a test, at dialysis.
    OffWard,
    /// 外出
    Outing,
    /// 外泊
    Leave,
    /// 無断離院: gone without leave; an alarm.
    Absconded,
}

/// How a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Disposition {
    Home,
    Hospital,
    Facility,
    Died,
    AgainstAdvice,
}

/// 救護区分: how this patient leaves in an evacuation. Not yet known is the absence of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mobility {
    Stretcher,
    Assisted,
    Walking,
}

/// Precautions. Not asked is the absence of a value, never `None` (domain.md, Census 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Isolation {
    None,
    Contact,
    Droplet,
    Airborne,
    Protective,
}

/// 予定入院 or 緊急入院.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Planned {
    Scheduled,
    Emergency,
}

/// Every inpatient is in exactly one of these; all but transit keep the bed (domain.md, Census 4).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Announced, not here yet.
    Expected {
        when: Option<Timestamp>,
        bed: Option<BedName>,
    },
    InBed {
        bed: BedName,
    },
    Out {
        bed: BedName,
        kind: OutKind,
        until: Option<Timestamp>,
        place: Option<Text>,
    },
    /// Left one bed, not yet arrived in the next.
    Transit {
        from: BedName,
        to: BedName,
    },
    /// The stay is over; the bed is free.
    Left {
        from: BedName,
        disposition: Disposition,
        place: Option<Text>,
    },
}

impl Place {
    /// The bed that nobody else may have.
    pub fn keeps(&self) -> Option<&BedName> {
        match self {
            Self::InBed { bed } | Self::Out { bed, .. } => Some(bed),
            Self::Expected { .. } | Self::Transit { .. } | Self::Left { .. } => None,
        }
    }

    /// The bed whose ward answers for the patient: the kept one, in transit the one that was left.
    pub fn answers(&self) -> Option<&BedName> {
        match self {
            Self::InBed { bed } | Self::Out { bed, .. } => Some(bed),
            Self::Transit { from, .. } => Some(from),
            Self::Expected { bed, .. } => bed.as_ref(),
            Self::Left { .. } => None,
        }
    }

    /// Counted among the inpatients.
    pub fn is_present(&self) -> bool {
        matches!(self, Self::InBed { .. } | Self::Out { .. } | Self::Transit { .. })
    }

    pub fn is_over(&self) -> bool {
        matches!(self, Self::Left { .. })
    }
}

/// A place and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub place: Place,
    pub since: Timestamp,
}
