//! What a fact speaks of.

use serde::{Deserialize, Serialize};
use smallvec::smallvec;

use super::{
    BedName, BlockNumber, CheckId, DiscrepancyId, Fact, Installation, PadId, PatientId, PrintJobId, RoomName, RunId,
    SlipNumber, Station, StayId, UserName,
};
use crate::domain::{identity::Identifier, record::Few};

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
    /// Whether two records are one person; the smaller name first. Apart, because it is rare and two names are long.
    Link(Box<(PatientId, PatientId)>),
    Account(UserName),
}

impl Subject {
    pub fn link(one: PatientId, other: PatientId) -> Self {
        Self::Link(Box::new((one, other)))
    }

    /// The subjects that a fact speaks of: they fold it, and their heads are what it was decided on.
    #[allow(clippy::too_many_lines, reason = "one row for each kind of fact")]
    pub fn of(fact: &Fact) -> Few<Self> {
        match fact {
            Fact::FrameAdopted(_)
            | Fact::SchemesAdopted(_)
            | Fact::SlipTypesAdopted(_)
            | Fact::RegisterAdopted(_)
            | Fact::CheckPolicyAdopted(_)
            | Fact::IdleTimeSet(_) => {
                smallvec![Self::Settings]
            }
            Fact::Retracted(f) => f.subjects.as_slice().into(),
            Fact::DiscrepancyClosed(f) => smallvec![Self::Discrepancy(f.discrepancy)],
            Fact::Registered(f) => smallvec![Self::Patient(f.patient)],
            Fact::Amended(f) => smallvec![Self::Patient(f.patient)],
            Fact::IdentifierGiven(f) => smallvec![Self::Patient(f.patient)],
            Fact::AllergyFound(f) => smallvec![Self::Patient(f.patient)],
            Fact::AllergiesDenied(f) => smallvec![Self::Patient(f.patient)],
            Fact::Expected(f) => smallvec![Self::Stay(f.stay)],
            Fact::Admitted(f) => {
                smallvec![Self::Stay(f.stay), Self::Patient(f.patient), Self::Bed(f.bed.clone())]
            }
            Fact::Departed(f) => smallvec![Self::Stay(f.stay), Self::Bed(f.from.clone())],
            Fact::Arrived(f) => smallvec![Self::Stay(f.stay), Self::Bed(f.bed.clone())],
            Fact::Transferred(f) => {
                smallvec![Self::Stay(f.stay), Self::Bed(f.from.clone()), Self::Bed(f.to.clone())]
            }
            Fact::Swapped(f) => smallvec![Self::Stay(f.stay), Self::Bed(f.from.clone()), Self::Bed(f.to.clone())],
            Fact::WentOut(f) => smallvec![Self::Stay(f.stay)],
            Fact::Returned(f) => smallvec![Self::Stay(f.stay)],
            Fact::Discharged(f) => {
                smallvec![Self::Stay(f.stay), Self::Patient(f.patient), Self::Bed(f.from.clone())]
            }
            Fact::DepartmentChanged(f) => smallvec![Self::Stay(f.stay)],
            Fact::DietChanged(f) => smallvec![Self::Stay(f.stay)],
            Fact::MobilityChanged(f) => smallvec![Self::Stay(f.stay)],
            Fact::IsolationChanged(f) => smallvec![Self::Stay(f.stay)],
            Fact::StayAmended(f) => smallvec![Self::Stay(f.stay)],
            Fact::BedBlocked(f) => smallvec![Self::Bed(f.bed.clone())],
            Fact::BedUnblocked(f) => smallvec![Self::Bed(f.bed.clone())],
            Fact::BedReserved(f) => smallvec![Self::Bed(f.bed.clone())],
            Fact::ReservationDropped(f) => smallvec![Self::Bed(f.bed.clone())],
            Fact::RoomRuled(f) => smallvec![Self::Room(f.room.clone())],
            Fact::Diagnosed(f) => smallvec![Self::Stay(f.stay)],
            Fact::MealServed(f) => smallvec![Self::Stay(f.stay)],
            Fact::NursingScored(f) => smallvec![Self::Stay(f.stay)],
            Fact::BlockGranted(f) => smallvec![Self::Block(f.station, f.block)],
            Fact::ForkFound(f) => smallvec![Self::Life(f.commit.station, f.commit.installation)],
            Fact::PrintAsked(f) => {
                // Whose number it is, and the forms, remember that they are on paper.
                let patient = f.paper.identifies().map(Self::Patient);
                let pads = f.paper.pads().iter().map(|pad| Self::Pad(*pad));
                std::iter::once(Self::PrintJob(f.job))
                    .chain(patient)
                    .chain(pads)
                    .collect()
            }
            Fact::PrintPlaced(f) => smallvec![Self::PrintJob(f.job)],
            Fact::PrintHanded(f) => smallvec![Self::PrintJob(f.job)],
            Fact::PrintEnded(f) => smallvec![Self::PrintJob(f.job)],
            Fact::CheckBegun(f) => smallvec![Self::Check(f.check)],
            Fact::CheckVouched(f) => smallvec![Self::Check(f.check)],
            Fact::CheckStated(f) => smallvec![Self::Check(f.check)],
            Fact::CheckSlipMatched(f) => smallvec![Self::Check(f.check)],
            Fact::CheckSeconded(f) => smallvec![Self::Check(f.check)],
            Fact::CheckMatched(f) => smallvec![Self::Check(f.check)],
            Fact::CheckMismatched(f) => smallvec![Self::Check(f.check)],
            Fact::CheckAbandoned(f) => smallvec![Self::Check(f.check)],
            Fact::CheckedOnPaper(f) => smallvec![Self::Check(f.check)],
            Fact::AccountOpened(f) => smallvec![Self::Account(f.user.clone())],
            Fact::AccountChanged(f) => smallvec![Self::Account(f.user.clone())],
            Fact::PassPhraseSet(f) => smallvec![Self::Account(f.user.clone())],
            Fact::AccountShut(f) => smallvec![Self::Account(f.user.clone())],
            Fact::SecondSet(f) => smallvec![Self::Account(f.user.clone())],
            Fact::SecondUsed(f) => smallvec![Self::Account(f.user.clone())],
            Fact::GlassBroken(f) => smallvec![Self::Account(f.user.clone())],
            Fact::GlassReviewed(f) => smallvec![Self::Account(f.user.clone())],
            Fact::NumberIssued(f) => smallvec![Self::Number(f.given.number.clone())],
            Fact::PacketActivated(f) => smallvec![Self::Number(f.number.clone())],
            Fact::NumberVoided(f) => smallvec![Self::Number(f.number.clone())],
            Fact::ArrivalEnded(f) => smallvec![Self::Number(f.number.clone())],
            Fact::NumberAsked(f) => smallvec![Self::Number(f.number.clone())],
            Fact::NumberPrinted(f) => smallvec![Self::Number(f.number.clone())],
            Fact::Linked(f) => smallvec![Self::link(f.one, f.other)],
            Fact::Unlinked(f) => smallvec![Self::link(f.one, f.other)],
            Fact::LinkProposed(f) => smallvec![Self::link(f.one, f.other)],
            Fact::InquiryAnswered(_) | Fact::Noted(_) | Fact::Unknown(_) => Few::new(),
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
