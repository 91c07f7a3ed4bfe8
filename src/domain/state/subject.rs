//! What a fact speaks of.

use serde::{Deserialize, Serialize};

use super::{
    BedName, BlockNumber, CheckId, DiscrepancyId, Fact, Installation, PadId, PatientId, PrintJobId, RoomName, RunId,
    SlipNumber, Station, StayId, UserName,
};
use crate::domain::identity::Identifier;

/// What an event speaks of, and what is refolded when a late one arrives.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Subject {
    Settings,
    Patient(PatientId),
    Stay(StayId),
    Bed(BedName),
    Room(RoomName),
    Discrepancy(DiscrepancyId),
    /// A block of numbers of a station.
    Block(Station, BlockNumber),
    /// One life of a station.
    Life(Station, Installation),
    PrintJob(PrintJobId),
    Slip(SlipNumber),
    Pad(PadId),
    Run(RunId),
    Check(CheckId),
    /// A number of a patient that was given by hand.
    Number(Identifier),
    /// Whether two records are one person; the smaller name first.
    Link(PatientId, PatientId),
    Account(UserName),
}

impl Subject {
    /// The subjects that a fact speaks of: they fold it, and their heads are what it was decided on.
    #[allow(clippy::too_many_lines, reason = "one row for each kind of fact")]
    pub fn of(fact: &Fact) -> Vec<Self> {
        match fact {
            Fact::FrameAdopted(_)
            | Fact::SchemesAdopted(_)
            | Fact::SlipTypesAdopted(_)
            | Fact::RegisterAdopted(_)
            | Fact::CheckPolicyAdopted(_)
            | Fact::IdleTimeSet(_) => {
                vec![Self::Settings]
            }
            Fact::Retracted(f) => f.subjects.clone(),
            Fact::DiscrepancyClosed(f) => vec![Self::Discrepancy(f.discrepancy)],
            Fact::Registered(f) => vec![Self::Patient(f.patient)],
            Fact::Amended(f) => vec![Self::Patient(f.patient)],
            Fact::IdentifierGiven(f) => vec![Self::Patient(f.patient)],
            Fact::AllergyFound(f) => vec![Self::Patient(f.patient)],
            Fact::AllergiesDenied(f) => vec![Self::Patient(f.patient)],
            Fact::Expected(f) => vec![Self::Stay(f.stay)],
            Fact::Admitted(f) => {
                vec![Self::Stay(f.stay), Self::Patient(f.patient), Self::Bed(f.bed.clone())]
            }
            Fact::Departed(f) => vec![Self::Stay(f.stay), Self::Bed(f.from.clone())],
            Fact::Arrived(f) => vec![Self::Stay(f.stay), Self::Bed(f.bed.clone())],
            Fact::Transferred(f) => {
                vec![Self::Stay(f.stay), Self::Bed(f.from.clone()), Self::Bed(f.to.clone())]
            }
            Fact::Swapped(f) => vec![Self::Stay(f.stay), Self::Bed(f.from.clone()), Self::Bed(f.to.clone())],
            Fact::WentOut(f) => vec![Self::Stay(f.stay)],
            Fact::Returned(f) => vec![Self::Stay(f.stay)],
            Fact::Discharged(f) => {
                vec![Self::Stay(f.stay), Self::Patient(f.patient), Self::Bed(f.from.clone())]
            }
            Fact::DepartmentChanged(f) => vec![Self::Stay(f.stay)],
            Fact::DietChanged(f) => vec![Self::Stay(f.stay)],
            Fact::MobilityChanged(f) => vec![Self::Stay(f.stay)],
            Fact::IsolationChanged(f) => vec![Self::Stay(f.stay)],
            Fact::StayAmended(f) => vec![Self::Stay(f.stay)],
            Fact::BedBlocked(f) => vec![Self::Bed(f.bed.clone())],
            Fact::BedUnblocked(f) => vec![Self::Bed(f.bed.clone())],
            Fact::BedReserved(f) => vec![Self::Bed(f.bed.clone())],
            Fact::ReservationDropped(f) => vec![Self::Bed(f.bed.clone())],
            Fact::RoomRuled(f) => vec![Self::Room(f.room.clone())],
            Fact::Diagnosed(f) => vec![Self::Stay(f.stay)],
            Fact::MealServed(f) => vec![Self::Stay(f.stay)],
            Fact::NursingScored(f) => vec![Self::Stay(f.stay)],
            Fact::BlockGranted(f) => vec![Self::Block(f.station, f.block)],
            Fact::ForkFound(f) => vec![Self::Life(f.commit.station, f.commit.installation)],
            Fact::PrintAsked(f) => {
                // Whose number it is, and the forms, remember that they are on paper.
                let patient = f.paper.identifies().map(Self::Patient);
                let pads = f.paper.pads().iter().map(|pad| Self::Pad(*pad));
                std::iter::once(Self::PrintJob(f.job))
                    .chain(patient)
                    .chain(pads)
                    .collect()
            }
            Fact::PrintPlaced(f) => vec![Self::PrintJob(f.job)],
            Fact::PrintHanded(f) => vec![Self::PrintJob(f.job)],
            Fact::PrintEnded(f) => vec![Self::PrintJob(f.job)],
            Fact::CheckBegun(f) => vec![Self::Check(f.check)],
            Fact::CheckVouched(f) => vec![Self::Check(f.check)],
            Fact::CheckStated(f) => vec![Self::Check(f.check)],
            Fact::CheckSlipMatched(f) => vec![Self::Check(f.check)],
            Fact::CheckSeconded(f) => vec![Self::Check(f.check)],
            Fact::CheckMatched(f) => vec![Self::Check(f.check)],
            Fact::CheckMismatched(f) => vec![Self::Check(f.check)],
            Fact::CheckAbandoned(f) => vec![Self::Check(f.check)],
            Fact::CheckedOnPaper(f) => vec![Self::Check(f.check)],
            Fact::AccountOpened(f) => vec![Self::Account(f.user.clone())],
            Fact::AccountChanged(f) => vec![Self::Account(f.user.clone())],
            Fact::PassPhraseSet(f) => vec![Self::Account(f.user.clone())],
            Fact::AccountShut(f) => vec![Self::Account(f.user.clone())],
            Fact::SecondSet(f) => vec![Self::Account(f.user.clone())],
            Fact::SecondUsed(f) => vec![Self::Account(f.user.clone())],
            Fact::GlassBroken(f) => vec![Self::Account(f.user.clone())],
            Fact::GlassReviewed(f) => vec![Self::Account(f.user.clone())],
            Fact::NumberIssued(f) => vec![Self::Number(f.given.number.clone())],
            Fact::PacketActivated(f) => vec![Self::Number(f.number.clone())],
            Fact::NumberVoided(f) => vec![Self::Number(f.number.clone())],
            Fact::ArrivalEnded(f) => vec![Self::Number(f.number.clone())],
            Fact::NumberAsked(f) => vec![Self::Number(f.number.clone())],
            Fact::NumberPrinted(f) => vec![Self::Number(f.number.clone())],
            Fact::Linked(f) => vec![Self::Link(f.one, f.other)],
            Fact::Unlinked(f) => vec![Self::Link(f.one, f.other)],
            Fact::LinkProposed(f) => vec![Self::Link(f.one, f.other)],
            Fact::InquiryAnswered(_) | Fact::Noted(_) | Fact::Unknown(_) => Vec::new(),
            Fact::BlanksPrepared(_)
            | Fact::SlipWritten(_)
            | Fact::SlipPrinted(_)
            | Fact::SlipPrintedAt(_)
            | Fact::CopiesPickedUp(_)
            | Fact::CopiesHandedOver(_)
            | Fact::CopiesReceived(_)
            | Fact::CopiesEnded(_)
            | Fact::CopyLost(_)
            | Fact::CopyFound(_)
            | Fact::WorkStarted(_)
            | Fact::StepDone(_)
            | Fact::Performed(_)
            | Fact::Billed(_)
            | Fact::QueryRaised(_)
            | Fact::QueryFollowed(_)
            | Fact::QueryAnswered(_)
            | Fact::NotePassed(_)
            | Fact::SlipRevised(_)
            | Fact::SlipCancelled(_)
            | Fact::RunOpened(_)
            | Fact::RunClosed(_)
            | Fact::StepSeen(_)
            | Fact::StepUnchecked(_)
            | Fact::RevisionOrdered(_) => Self::of_slips(fact),
        }
    }
}
