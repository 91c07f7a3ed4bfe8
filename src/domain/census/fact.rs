//! What can have happened to stays, beds and rooms. Each struct is frozen as a record format.

use serde::{Deserialize, Serialize};

use super::{
    bed::{Block, Reservation, RoomRule},
    frame::{BedName, DepartmentCode, RoomName},
    place::{Disposition, Isolation, Mobility, OutKind, Planned},
    stay::StayId,
};
use crate::domain::{identity::PatientId, record::Timestamp, text::Text};

/// One thing said about a stay that is not a movement. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StayDetail {
    Physician(Text),
    Pager(Text),
    KeyPerson(Text),
    KeyRelation(Text),
    KeyPhone(Text),
    Planned(Planned),
    Route(Text),
    InsuranceConfirmed(Insurance),
}

/// Whether the insurance card was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Insurance {
    Confirmed,
    NotConfirmed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    pub stay: StayId,
    pub patient: PatientId,
    pub when: Option<Timestamp>,
    pub bed: Option<BedName>,
    pub department: Option<DepartmentCode>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    pub stay: StayId,
    pub patient: PatientId,
    pub bed: BedName,
    /// `None` on a first list where the department was not known.
    pub department: Option<DepartmentCode>,
    pub mobility: Option<Mobility>,
    pub diet: Option<Text>,
    pub isolation: Option<Isolation>,
    pub details: Vec<StayDetail>,
}

/// Left `from` for `to`; in transit until arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departed {
    pub stay: StayId,
    pub from: BedName,
    pub to: BedName,
}

/// In `bed`, which need not be the one that was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    pub stay: StayId,
    pub announced: BedName,
    pub bed: BedName,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transferred {
    pub stay: StayId,
    pub from: BedName,
    pub to: BedName,
}

/// One half of an exchange of beds; the other half is in the same commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swapped {
    pub stay: StayId,
    pub with: StayId,
    pub from: BedName,
    pub to: BedName,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WentOut {
    pub stay: StayId,
    pub bed: BedName,
    pub kind: OutKind,
    pub until: Option<Timestamp>,
    pub place: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub stay: StayId,
    pub bed: BedName,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discharged {
    pub stay: StayId,
    pub patient: PatientId,
    pub from: BedName,
    pub disposition: Disposition,
    pub place: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentChanged {
    pub stay: StayId,
    pub department: DepartmentCode,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DietChanged {
    pub stay: StayId,
    pub diet: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MobilityChanged {
    pub stay: StayId,
    pub mobility: Mobility,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IsolationChanged {
    pub stay: StayId,
    pub isolation: Isolation,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayAmended {
    pub stay: StayId,
    pub details: Vec<StayDetail>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BedBlocked {
    pub bed: BedName,
    pub block: Block,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BedUnblocked {
    pub bed: BedName,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BedReserved {
    pub bed: BedName,
    pub reservation: Reservation,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservationDropped {
    pub bed: BedName,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomRuled {
    pub room: RoomName,
    pub rule: RoomRule,
}

/// Somebody asked for a patient at the desk or by telephone, and this is what they were told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryAnswered {
    pub asked: Text,
    pub caller: Option<Text>,
    pub told: InquiryAnswer,
}

/// What a caller is told: presence and ward, or nothing (domain.md, Census 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum InquiryAnswer {
    Ward(super::frame::WardCode),
    CannotAnswer,
}
