//! The list of all facts, each with the number and version that it has on the disk for ever.
//!
//! A row is never changed once a golden file holds it: a changed payload gets a new version and an upcaster in `wire`.

use std::sync::Arc;

use super::{bytes, bytes::BytesFault, ids::EventId};
use crate::domain::{
    access::{fact as access, glass, idle, second, trail},
    census::{discrepancy::DiscrepancyClosed, fact as census, frame::FrameAdopted},
    checks::{fact as checks, policy::CheckPolicyAdopted},
    identity::fact as identity,
    numbers::fact as numbers,
    printing::fact as printing,
    recovery::fact as recovery,
    slips::{book::SlipTypesAdopted, fact as slips, former},
};
use serde::{Deserialize, Serialize};

/// Takes back one event: the fold skips it, the history shows it (architecture.md §3.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retracted {
    pub event: EventId,
    /// The subjects that the event spoke of, so that they are refolded even where the event has not arrived yet.
    pub subjects: Vec<super::super::state::Subject>,
}

/// A fact of a newer program: kept and passed on, not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub kind: u16,
    pub version: u16,
    pub payload: Vec<u8>,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $kind:literal / $version:literal $name:ident($payload:ty),)*) => {
        /// One fact in the past tense.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fact {
            $($(#[$doc])* $name($payload),)*
            Unknown(Unknown),
        }

        impl Fact {
            /// Every kind this program writes, for the golden files.
            pub const KINDS: &'static [(u16, u16, &'static str)] = &[$(($kind, $version, stringify!($name)),)*];

            /// Its number and version on the disk.
            pub fn kind(&self) -> (u16, u16) {
                match self {
                    $(Self::$name(_) => ($kind, $version),)*
                    Self::Unknown(unknown) => (unknown.kind, unknown.version),
                }
            }

            /// Appends its bytes.
            pub(super) fn payload(&self, bytes: &mut Vec<u8>) -> Result<(), BytesFault> {
                match self {
                    $(Self::$name(payload) => bytes::encode_behind(bytes, payload)?,)*
                    Self::Unknown(unknown) => bytes.extend_from_slice(&unknown.payload),
                }
                Ok(())
            }

            pub(super) fn read(kind: u16, version: u16, payload: &[u8]) -> Result<Self, BytesFault> {
                Ok(match (kind, version) {
                    // Before steps of slips said whose they are.
                    (0x0701, 1) => Self::SlipTypesAdopted(bytes::decode::<former::Adopted>(payload)?.into()),
                    $(($kind, $version) => Self::$name(bytes::decode(payload)?),)*
                    _ => Self::Unknown(Unknown { kind, version, payload: payload.to_vec() }),
                })
            }
        }

        $(impl From<$payload> for Fact {
            fn from(payload: $payload) -> Self {
                Self::$name(payload)
            }
        })*
    };
}

macro_rules! shared {
    ($($name:ident($payload:ty),)*) => {
        $(impl From<$payload> for Fact {
            fn from(payload: $payload) -> Self {
                Self::$name(Arc::new(payload))
            }
        })*
    };
}

// These are larger than any other, or kept whole by what they open. Apart, they make every fact half as large, and what is folded
// shares them.
shared! {
    Registered(identity::Registered),
    Expected(census::Expected),
    Admitted(census::Admitted),
    AccountOpened(access::AccountOpened),
    CheckBegun(checks::CheckBegun),
    CheckedOnPaper(checks::CheckedOnPaper),
    NumberIssued(numbers::NumberIssued),
    PacketActivated(numbers::PacketActivated),
    SlipWritten(slips::SlipWritten),
    SlipRevised(slips::SlipRevised),
    PrintAsked(printing::PrintAsked),
}

facts! {
    0x0001 / 1 FrameAdopted(FrameAdopted),
    0x0002 / 1 Retracted(Retracted),
    0x0003 / 1 DiscrepancyClosed(DiscrepancyClosed),

    0x0101 / 1 Registered(Arc<identity::Registered>),
    0x0102 / 1 Amended(identity::Amended),
    0x0103 / 1 IdentifierGiven(identity::IdentifierGiven),
    0x0104 / 1 AllergyFound(identity::AllergyFound),
    0x0105 / 1 AllergiesDenied(identity::AllergiesDenied),
    0x0106 / 1 RegisterAdopted(crate::domain::identity::RegisterAdopted),

    0x0201 / 1 Expected(Arc<census::Expected>),
    0x0202 / 1 Admitted(Arc<census::Admitted>),
    0x0203 / 1 Departed(census::Departed),
    0x0204 / 1 Arrived(census::Arrived),
    0x0205 / 1 Transferred(census::Transferred),
    0x0206 / 1 Swapped(census::Swapped),
    0x0207 / 1 WentOut(census::WentOut),
    0x0208 / 1 Returned(census::Returned),
    0x0209 / 1 Discharged(census::Discharged),
    0x020a / 1 DepartmentChanged(census::DepartmentChanged),
    0x020b / 1 DietChanged(census::DietChanged),
    0x020c / 1 MobilityChanged(census::MobilityChanged),
    0x020d / 1 IsolationChanged(census::IsolationChanged),
    0x020e / 1 StayAmended(census::StayAmended),
    0x0210 / 1 BedBlocked(census::BedBlocked),
    0x0211 / 1 BedUnblocked(census::BedUnblocked),
    0x0212 / 1 BedReserved(census::BedReserved),
    0x0213 / 1 ReservationDropped(census::ReservationDropped),
    0x0214 / 1 RoomRuled(census::RoomRuled),
    0x0215 / 1 InquiryAnswered(census::InquiryAnswered),

    0x0301 / 1 Diagnosed(recovery::Diagnosed),
    0x0302 / 1 MealServed(recovery::MealServed),
    0x0303 / 1 NursingScored(recovery::NursingScored),

    0x0401 / 1 AccountOpened(Arc<access::AccountOpened>),
    0x0402 / 1 AccountChanged(access::AccountChanged),
    0x0403 / 1 PassPhraseSet(access::PassPhraseSet),
    0x0404 / 1 AccountShut(access::AccountShut),
    0x0405 / 1 SecondSet(second::SecondSet),
    0x0406 / 1 SecondUsed(second::SecondUsed),
    0x0407 / 1 IdleTimeSet(idle::IdleTimeSet),
    0x0410 / 1 Noted(trail::Noted),
    0x0411 / 1 GlassBroken(glass::GlassBroken),
    0x0412 / 1 GlassReviewed(glass::GlassReviewed),

    0x0501 / 1 SchemesAdopted(numbers::SchemesAdopted),
    0x0502 / 1 BlockGranted(numbers::BlockGranted),
    0x0503 / 1 ForkFound(numbers::ForkFound),
    0x0601 / 1 CheckPolicyAdopted(CheckPolicyAdopted),
    0x0602 / 1 CheckBegun(Arc<checks::CheckBegun>),
    0x0603 / 1 CheckVouched(checks::CheckVouched),
    0x0604 / 1 CheckStated(checks::CheckStated),
    0x0605 / 1 CheckSlipMatched(checks::CheckSlipMatched),
    0x0606 / 1 CheckSeconded(checks::CheckSeconded),
    0x0607 / 1 CheckMatched(checks::CheckMatched),
    0x0608 / 1 CheckMismatched(checks::CheckMismatched),
    0x0609 / 1 CheckAbandoned(checks::CheckAbandoned),
    0x060a / 1 CheckedOnPaper(Arc<checks::CheckedOnPaper>),
    0x0504 / 1 NumberIssued(Arc<numbers::NumberIssued>),
    0x0505 / 1 PacketActivated(Arc<numbers::PacketActivated>),
    0x0506 / 1 NumberVoided(numbers::NumberVoided),
    0x0507 / 1 NumberPrinted(numbers::NumberPrinted),
    0x0508 / 1 Linked(numbers::Linked),
    0x0509 / 1 Unlinked(numbers::Unlinked),
    0x050a / 1 LinkProposed(numbers::LinkProposed),
    0x050b / 1 ArrivalEnded(numbers::ArrivalEnded),
    0x050c / 1 NumberAsked(numbers::NumberAsked),

    0x0701 / 2 SlipTypesAdopted(SlipTypesAdopted),
    0x0702 / 1 BlanksPrepared(slips::BlanksPrepared),
    0x0703 / 1 SlipWritten(Arc<slips::SlipWritten>),
    0x0704 / 1 SlipPrinted(slips::SlipPrinted),
    0x0705 / 1 CopiesPickedUp(slips::CopiesPickedUp),
    0x0706 / 1 CopiesHandedOver(slips::CopiesHandedOver),
    0x0707 / 1 CopiesReceived(slips::CopiesReceived),
    0x0708 / 1 CopiesEnded(slips::CopiesEnded),
    0x0709 / 1 CopyLost(slips::CopyLost),
    0x070a / 1 CopyFound(slips::CopyFound),
    0x070b / 1 WorkStarted(slips::WorkStarted),
    0x070c / 1 StepDone(slips::StepDone),
    0x070d / 1 Performed(slips::Performed),
    0x070e / 1 Billed(slips::Billed),
    0x070f / 1 QueryRaised(slips::QueryRaised),
    0x0710 / 1 QueryFollowed(slips::QueryFollowed),
    0x0711 / 1 QueryAnswered(slips::QueryAnswered),
    0x0712 / 1 NotePassed(slips::NotePassed),
    0x0713 / 1 SlipRevised(Arc<slips::SlipRevised>),
    0x0714 / 1 SlipCancelled(slips::SlipCancelled),
    0x0715 / 1 RunOpened(slips::RunOpened),
    0x0716 / 1 RunClosed(slips::RunClosed),
    0x0717 / 1 StepSeen(slips::StepSeen),
    0x0718 / 1 RevisionOrdered(slips::RevisionOrdered),
    0x0719 / 1 StepUnchecked(slips::StepUnchecked),
    0x071a / 1 SlipPrintedAt(slips::SlipPrintedAt),

    0x0801 / 1 PrintAsked(Arc<printing::PrintAsked>),
    0x0802 / 1 PrintHanded(printing::PrintHanded),
    0x0803 / 1 PrintEnded(printing::PrintEnded),
    0x0804 / 1 PrintPlaced(printing::PrintPlaced),
}
