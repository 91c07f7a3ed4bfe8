//! Why a command was not carried out. Each refusal has a stable word for programs, what it speaks of for the sentence,
//! and what stands in the way; the sentence itself is made at the edge, in the user's language, with the way on.
//!
//! Long because every refusal there is has one row in each of four tables.

use super::{
    access::AccessRefusal,
    census::{BedName, BlockReason, DiscrepancyId, Frame, Isolation, Place},
    checks::CheckRefusal,
    identity::{Identifier, PatientId, PatientRef, Sex},
    numbers::NumberRefusal,
    printing::PrintJobId,
    record::{Day, EventId, HistoryLost, Sequence, Timestamp},
    slips::{SlipRefusal, term::Named},
    text::TextFault,
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused: {}", self.code())]
pub enum Refusal {
    NotAllowed,
    NoFrame,

    UnknownPatient {
        patient: PatientRef,
    },
    UnknownBed {
        bed: String,
    },
    UnknownRoom {
        room: String,
    },
    UnknownWard {
        ward: String,
    },
    UnknownDepartment {
        department: String,
    },
    UnknownDiscrepancy {
        discrepancy: DiscrepancyId,
    },
    UnknownCommit {
        sequence: Sequence,
    },

    NameMissing,
    IdentifierTaken {
        identifier: Identifier,
        patient: PatientId,
    },
    AlreadyRegistered {
        patient: PatientId,
    },
    BirthInFuture,
    BirthImpossible,
    NothingToChange,
    AllergyKnown {
        patient: PatientId,
    },
    AllergiesRecorded {
        patient: PatientId,
    },
    AllergyNotRecorded {
        patient: PatientId,
    },
    /// It was said with the admission and is withdrawn with that only.
    CameWithAdmission {
        patient: PatientId,
    },
    TextRefused {
        field: &'static str,
        fault: TextFault,
    },

    BedOccupied {
        bed: BedName,
        patient: PatientId,
    },
    BedBlocked {
        bed: BedName,
        reason: BlockReason,
    },
    BedReserved {
        bed: BedName,
        patient: PatientId,
    },
    /// Somebody in transit is on the way to it.
    BedAwaited {
        bed: BedName,
        patient: PatientId,
    },
    RoomForSex {
        room: String,
        sex: Sex,
    },
    RoomForIsolation {
        room: String,
        isolation: Isolation,
    },

    AlreadyAdmitted {
        patient: PatientId,
        place: Place,
    },
    AlreadyExpected {
        patient: PatientId,
    },
    NotAdmitted {
        patient: PatientId,
    },
    InTransit {
        patient: PatientId,
        to: BedName,
    },
    NotInTransit {
        patient: PatientId,
    },
    Out {
        patient: PatientId,
    },
    NotOut {
        patient: PatientId,
    },
    SameBed {
        bed: BedName,
    },
    SamePatient {
        patient: PatientId,
    },

    AtInFuture {
        at: Timestamp,
    },
    AtBeforeStay {
        at: Timestamp,
        admitted: Timestamp,
    },
    AtBeforeLastMovement {
        at: Timestamp,
        moved: Timestamp,
    },
    UntilBeforeAt {
        until: Timestamp,
    },

    AlreadyBlocked {
        bed: BedName,
    },
    NotBlocked {
        bed: BedName,
    },
    AlreadyReserved {
        bed: BedName,
        patient: PatientId,
    },
    NotReserved {
        bed: BedName,
    },

    AlreadyClosed {
        discrepancy: DiscrepancyId,
    },
    AlreadyUndone {
        sequence: Sequence,
    },
    CannotUndo {
        sequence: Sequence,
    },
    LaterFacts {
        sequence: Sequence,
        by: EventId,
        patient: Option<PatientId>,
    },

    /// A label that may be in use is printed again only with a reason.
    ReprintReasonMissing {
        patient: PatientId,
    },
    /// Finished slips have left since: the register of that day would have gaps that nobody sees.
    RegisterGone {
        day: Day,
    },
    UnknownPrintJob {
        job: PrintJobId,
    },
    PrintJobEnded {
        job: PrintJobId,
    },

    /// A step of an identity check.
    Check(CheckRefusal),

    /// About accounts.
    Access(AccessRefusal),

    /// Rows of an imported list that do not fit what is already here.
    ImportClashes {
        clashes: Vec<Clash>,
    },
    /// An older record that the decision rests on cannot be read from the journal.
    HistoryLost(HistoryLost),
    /// More than one commit can hold.
    TooLarge,
    /// About the numbers given by hand.
    Number(NumberRefusal),
    /// Something about slips.
    Slip(SlipRefusal),
}

/// One row of an import that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// As counted in the file.
    pub line: u64,
    pub refusal: Box<Refusal>,
}

/// Something that a refusal speaks of, for the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spoken {
    Word(String),
    /// A key of the locale files, e.g. `block-reason-cleaning`.
    Term(&'static str),
    /// Several of them, as a list.
    Terms(Vec<&'static str>),
    Patient(PatientId),
    Time(Timestamp),
    Number(u64),
    /// The hospital has a title for it.
    Named(Named),
    /// A run: by who carries it, and when it set out.
    Run(crate::domain::slips::RunId),
}

impl Refusal {
    /// The stable kebab-case word of the shell, documented in `andon help run`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "not-allowed",
            Self::NoFrame => "no-hospital",
            Self::UnknownPatient { .. } => "unknown-patient",
            Self::UnknownBed { .. } => "unknown-bed",
            Self::UnknownRoom { .. } => "unknown-room",
            Self::UnknownWard { .. } => "unknown-ward",
            Self::UnknownDepartment { .. } => "unknown-department",
            Self::UnknownDiscrepancy { .. } => "unknown-discrepancy",
            Self::UnknownCommit { .. } => "unknown-commit",
            Self::NameMissing => "name-missing",
            Self::IdentifierTaken { .. } => "identifier-taken",
            Self::AlreadyRegistered { .. } => "already-registered",
            Self::BirthInFuture => "birth-in-future",
            Self::BirthImpossible => "birth-impossible",
            Self::NothingToChange => "nothing-to-change",
            Self::AllergyKnown { .. } => "allergy-known",
            Self::AllergiesRecorded { .. } => "allergies-recorded",
            Self::AllergyNotRecorded { .. } => "allergy-not-recorded",
            Self::CameWithAdmission { .. } => "came-with-admission",
            Self::TextRefused { .. } => "text-refused",
            Self::BedOccupied { .. } => "bed-occupied",
            Self::BedBlocked { .. } => "bed-blocked",
            Self::BedReserved { .. } => "bed-reserved",
            Self::BedAwaited { .. } => "bed-awaited",
            Self::RoomForSex { .. } => "room-for-sex",
            Self::RoomForIsolation { .. } => "room-for-isolation",
            Self::AlreadyAdmitted { .. } => "already-admitted",
            Self::AlreadyExpected { .. } => "already-expected",
            Self::NotAdmitted { .. } => "not-admitted",
            Self::InTransit { .. } => "in-transit",
            Self::NotInTransit { .. } => "not-in-transit",
            Self::Out { .. } => "out",
            Self::NotOut { .. } => "not-out",
            Self::SameBed { .. } => "same-bed",
            Self::SamePatient { .. } => "same-patient",
            Self::AtInFuture { .. } => "at-in-future",
            Self::AtBeforeStay { .. } => "at-before-stay",
            Self::AtBeforeLastMovement { .. } => "at-before-last-movement",
            Self::UntilBeforeAt { .. } => "until-before-at",
            Self::AlreadyBlocked { .. } => "already-blocked",
            Self::NotBlocked { .. } => "not-blocked",
            Self::AlreadyReserved { .. } => "already-reserved",
            Self::NotReserved { .. } => "not-reserved",
            Self::AlreadyClosed { .. } => "already-closed",
            Self::AlreadyUndone { .. } => "already-undone",
            Self::CannotUndo { .. } => "cannot-undo",
            Self::LaterFacts { .. } => "later-facts",
            Self::ReprintReasonMissing { .. } => "reprint-reason-missing",
            Self::RegisterGone { .. } => "register-gone",
            Self::UnknownPrintJob { .. } => "unknown-print-job",
            Self::PrintJobEnded { .. } => "print-job-ended",
            Self::Check(refusal) => refusal.code(),
            Self::Access(refusal) => refusal.code(),
            Self::ImportClashes { .. } => "import-clashes",
            Self::HistoryLost(_) => "history-lost",
            Self::TooLarge => "too-large",
            Self::Number(refusal) => refusal.code(),
            Self::Slip(slip) => slip.code(),
        }
    }

    /// Every code there is, with those of the subjects that have refusals of their own.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        Self::CODES
            .iter()
            .chain(SlipRefusal::CODES)
            .chain(CheckRefusal::CODES)
            .chain(AccessRefusal::CODES)
            .copied()
    }

    /// The codes of people, beds, stays and numbers, for the documentation and the tests that must reach them all.
    pub const CODES: &'static [&'static str] = &[
        "not-allowed",
        "no-hospital",
        "unknown-patient",
        "unknown-bed",
        "unknown-room",
        "unknown-ward",
        "unknown-department",
        "unknown-discrepancy",
        "unknown-commit",
        "name-missing",
        "identifier-taken",
        "already-registered",
        "birth-in-future",
        "birth-impossible",
        "nothing-to-change",
        "allergy-known",
        "allergies-recorded",
        "allergy-not-recorded",
        "came-with-admission",
        "text-refused",
        "bed-occupied",
        "bed-blocked",
        "bed-reserved",
        "bed-awaited",
        "room-for-sex",
        "room-for-isolation",
        "already-admitted",
        "already-expected",
        "not-admitted",
        "in-transit",
        "not-in-transit",
        "out",
        "not-out",
        "same-bed",
        "same-patient",
        "at-in-future",
        "at-before-stay",
        "at-before-last-movement",
        "until-before-at",
        "already-blocked",
        "not-blocked",
        "already-reserved",
        "not-reserved",
        "already-closed",
        "already-undone",
        "cannot-undo",
        "later-facts",
        "reprint-reason-missing",
        "register-gone",
        "unknown-print-job",
        "print-job-ended",
        "import-clashes",
        "history-lost",
        "too-large",
        "no-block",
        "block-empty",
        "block-taken",
        "block-unsaid",
        "block-of-another",
        "block-too-large",
        "block-shared",
        "station-too-large",
        "station-forked",
        "store-copied",
        "store-rolled-back",
        "mark-not-kept",
        "scheme-refused",
        "count-out-of-range",
        "no-alias",
        "alias-in-use",
        "alias-missing",
        "alias-reading",
        "not-a-number",
        "number-misread",
        "number-never-given",
        "number-voided",
        "packet-given",
        "packet-unused",
        "number-needed",
        "reason-missing",
        "likely-same",
        "mother-is-man",
        "found-in-future",
        "tag-too-long",
        "request-differs",
        "not-temporary",
        "two-beds",
        "not-linked",
        "link-not-proposed",
        "second-is-first",
    ];

    /// What the sentence `refusal-CODE` of the locale files is filled with.
    #[allow(clippy::too_many_lines, reason = "one arm for each refusal")]
    pub fn spoken(&self) -> Vec<(&'static str, Spoken)> {
        use Spoken::{Number, Patient, Term, Time, Word};
        let bed = |bed: &BedName| ("bed", Word(bed.to_string()));
        let patient = |id: &PatientId| ("patient", Patient(*id));
        match self {
            Self::NotAllowed
            | Self::NoFrame
            | Self::NameMissing
            | Self::BirthInFuture
            | Self::BirthImpossible
            | Self::NothingToChange
            | Self::TooLarge => Vec::new(),
            Self::UnknownPatient { patient } => vec![("patient", Word(patient.to_string()))],
            Self::UnknownBed { bed } => vec![("bed", Word(bed.clone()))],
            Self::UnknownRoom { room } => vec![("room", Word(room.clone()))],
            Self::UnknownWard { ward } => vec![("ward", Word(ward.clone()))],
            Self::UnknownDepartment { department } => {
                vec![("department", Word(department.clone()))]
            }
            Self::UnknownDiscrepancy { discrepancy } | Self::AlreadyClosed { discrepancy } => {
                vec![("discrepancy", Word(discrepancy.to_string()))]
            }
            Self::UnknownCommit { sequence } | Self::AlreadyUndone { sequence } | Self::CannotUndo { sequence } => {
                vec![("sequence", Number(sequence.number()))]
            }
            Self::LaterFacts {
                sequence,
                by,
                patient: who,
            } => {
                let mut spoken = vec![
                    ("sequence", Number(sequence.number())),
                    ("by", Word(by.commit.to_string())),
                ];
                spoken.extend(who.iter().map(patient));
                spoken
            }
            Self::IdentifierTaken {
                identifier,
                patient: who,
            } => {
                vec![("identifier", Word(identifier.to_string())), patient(who)]
            }
            Self::RegisterGone { day } => vec![("day", Word(day.to_string()))],
            Self::UnknownPrintJob { job } | Self::PrintJobEnded { job } => vec![("job", Word(job.to_string()))],
            Self::AlreadyRegistered { patient: who }
            | Self::ReprintReasonMissing { patient: who }
            | Self::AllergyKnown { patient: who }
            | Self::AllergiesRecorded { patient: who }
            | Self::AllergyNotRecorded { patient: who }
            | Self::CameWithAdmission { patient: who }
            | Self::AlreadyExpected { patient: who }
            | Self::NotAdmitted { patient: who }
            | Self::NotInTransit { patient: who }
            | Self::Out { patient: who }
            | Self::NotOut { patient: who }
            | Self::SamePatient { patient: who } => vec![patient(who)],
            Self::TextRefused { field, fault } => {
                vec![("field", Term(field)), ("fault", Word(fault.to_string()))]
            }
            Self::BedOccupied {
                bed: name,
                patient: who,
            }
            | Self::BedReserved {
                bed: name,
                patient: who,
            }
            | Self::BedAwaited {
                bed: name,
                patient: who,
            }
            | Self::AlreadyReserved {
                bed: name,
                patient: who,
            } => vec![bed(name), patient(who)],
            Self::BedBlocked { bed: name, reason } => {
                vec![bed(name), ("reason", Term(reason.term()))]
            }
            Self::RoomForSex { room, sex } => {
                vec![("room", Word(room.clone())), ("sex", Term(sex.term()))]
            }
            Self::RoomForIsolation { room, isolation } => {
                vec![("room", Word(room.clone())), ("isolation", Term(isolation.term()))]
            }
            Self::AlreadyAdmitted { patient: who, place } => {
                let mut spoken = vec![patient(who)];
                spoken.extend(place.answers().map(bed));
                spoken
            }
            Self::InTransit { patient: who, to } => vec![patient(who), bed(to)],
            Self::SameBed { bed: name }
            | Self::AlreadyBlocked { bed: name }
            | Self::NotBlocked { bed: name }
            | Self::NotReserved { bed: name } => vec![bed(name)],
            Self::AtInFuture { at } => vec![("at", Time(*at))],
            Self::AtBeforeStay { at, admitted } => {
                vec![("at", Time(*at)), ("admitted", Time(*admitted))]
            }
            Self::AtBeforeLastMovement { at, moved } => {
                vec![("at", Time(*at)), ("moved", Time(*moved))]
            }
            Self::UntilBeforeAt { until } => vec![("until", Time(*until))],
            Self::Check(refusal) => refusal.spoken(),
            Self::Access(refusal) => refusal.spoken(),
            Self::ImportClashes { clashes } => {
                vec![("count", Number(u64::try_from(clashes.len()).unwrap_or(u64::MAX)))]
            }
            Self::HistoryLost(lost) => vec![("position", Number(lost.0.0))],
            Self::Number(refusal) => refusal.spoken(),
            Self::Slip(slip) => slip.spoken(),
        }
    }

    /// The persons that stand in the way.
    pub fn see(&self) -> Vec<PatientId> {
        self.spoken()
            .into_iter()
            .filter_map(|(_, spoken)| {
                if let Spoken::Patient(id) = spoken {
                    Some(id)
                } else {
                    None
                }
            })
            .collect()
    }
}

impl From<CheckRefusal> for Refusal {
    fn from(refusal: CheckRefusal) -> Self {
        Self::Check(refusal)
    }
}

impl From<AccessRefusal> for Refusal {
    fn from(refusal: AccessRefusal) -> Self {
        Self::Access(refusal)
    }
}

impl From<HistoryLost> for Refusal {
    fn from(lost: HistoryLost) -> Self {
        Self::HistoryLost(lost)
    }
}

impl From<SlipRefusal> for Refusal {
    fn from(refusal: SlipRefusal) -> Self {
        Self::Slip(refusal)
    }
}

/// The frame, or the refusal that says how to get one.
pub fn frame_of(hospital: &super::state::Hospital) -> Result<&Frame, Refusal> {
    hospital.frame().map(AsRef::as_ref).ok_or(Refusal::NoFrame)
}
