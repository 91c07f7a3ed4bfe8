//! Why a step of a check was not taken. None of these shows what is expected.

use super::{
    check::CheckId,
    identifiers::{IdentifierKind, StandIn},
    policy::{Flaw, PurposeCode},
};
use crate::domain::{
    census::BedName,
    identity::PatientId,
    record::Timestamp,
    refusal::Spoken,
    slips::{Code, SlipNumber, term::Named as Thing},
};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckRefusal {
    NoPolicy,
    PolicyUnsafe {
        flaws: Vec<Flaw>,
    },
    UnknownPurpose {
        purpose: PurposeCode,
    },
    UnknownCheck {
        check: CheckId,
    },
    /// The slip in hand is of a kind that this purpose is not made with.
    PurposeDiffers {
        slip: SlipNumber,
        kind: Code,
        purpose: PurposeCode,
    },
    /// Stations wrote on it for different people.
    SlipOfSeveral {
        slip: SlipNumber,
    },
    /// It has come to a result, was given up, or was left lying too long.
    Over {
        check: CheckId,
    },
    /// Somebody else works at it.
    OfAnother {
        check: CheckId,
    },
    /// Nothing was stated yet: nothing expected is shown, and nobody can second it.
    StatementFirst {
        check: CheckId,
    },
    /// Whoever speaks for the patient is named before anything is stated.
    AlreadyStated {
        check: CheckId,
    },
    NothingStated,
    BedNeverCounts {
        bed: BedName,
    },
    DoesNotCount {
        kind: IdentifierKind,
    },
    /// The patient's record has none to compare with.
    NotOnRecord {
        kind: IdentifierKind,
    },
    StandInNotEnough {
        stands_in: StandIn,
    },
    /// Somebody else speaks for the patient already.
    SpeaksAlready {
        stands_in: StandIn,
    },
    /// One account cannot be two people.
    SamePerson,
    NoSecondNeeded,
    /// The purpose, or a look-alike, demands the laptop.
    NeedsLaptop {
        purpose: PurposeCode,
        patient: PatientId,
    },
    /// This slip has been entered, or checked at a laptop.
    AlreadyEntered {
        slip: SlipNumber,
    },
    EmptyBatch,
    /// A check at a laptop is recorded when it is made: it proves nothing of an earlier moment.
    OnlyNow {
        at: Timestamp,
    },
}

impl CheckRefusal {
    /// The stable word of the shell.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoPolicy => "no-check-policy",
            Self::PolicyUnsafe { .. } => "check-policy-unsafe",
            Self::UnknownPurpose { .. } => "unknown-purpose",
            Self::UnknownCheck { .. } => "unknown-check",
            Self::PurposeDiffers { .. } => "purpose-differs",
            Self::SlipOfSeveral { .. } => "slip-of-several",
            Self::Over { .. } => "check-over",
            Self::OfAnother { .. } => "check-of-another",
            Self::StatementFirst { .. } => "statement-first",
            Self::AlreadyStated { .. } => "already-stated",
            Self::NothingStated => "nothing-stated",
            Self::BedNeverCounts { .. } => "bed-never-counts",
            Self::DoesNotCount { .. } => "identifier-does-not-count",
            Self::NotOnRecord { .. } => "identifier-not-on-record",
            Self::StandInNotEnough { .. } => "stand-in-not-enough",
            Self::SpeaksAlready { .. } => "speaks-already",
            Self::SamePerson => "other-person-needed",
            Self::NoSecondNeeded => "no-second-needed",
            Self::NeedsLaptop { .. } => "needs-laptop",
            Self::AlreadyEntered { .. } => "already-entered",
            Self::EmptyBatch => "empty-batch",
            Self::OnlyNow { .. } => "check-only-now",
        }
    }

    /// Every code; they stand among [`crate::domain::refusal::Refusal::CODES`].
    pub const CODES: &'static [&'static str] = &[
        "no-check-policy",
        "check-policy-unsafe",
        "unknown-purpose",
        "unknown-check",
        "purpose-differs",
        "slip-of-several",
        "check-over",
        "check-of-another",
        "statement-first",
        "already-stated",
        "nothing-stated",
        "bed-never-counts",
        "identifier-does-not-count",
        "identifier-not-on-record",
        "stand-in-not-enough",
        "speaks-already",
        "other-person-needed",
        "no-second-needed",
        "needs-laptop",
        "already-entered",
        "empty-batch",
        "check-only-now",
    ];

    /// What its sentence is filled with.
    pub fn spoken(&self) -> Vec<(&'static str, Spoken)> {
        use Spoken::{Named, Number, Patient, Term, Time, Word};
        match self {
            Self::NoPolicy | Self::NothingStated | Self::SamePerson | Self::NoSecondNeeded | Self::EmptyBatch => {
                Vec::new()
            }
            Self::PolicyUnsafe { flaws } => {
                vec![("count", Number(u64::try_from(flaws.len()).unwrap_or(u64::MAX)))]
            }
            Self::PurposeDiffers { slip, kind, purpose } => vec![
                ("slip", Word(slip.to_string())),
                ("kind", Named(Thing::SlipType(kind.clone()))),
                ("purpose", Named(Thing::Purpose(purpose.clone()))),
            ],
            Self::UnknownPurpose { purpose } => vec![("purpose", Word(purpose.to_string()))],
            Self::UnknownCheck { check }
            | Self::Over { check }
            | Self::OfAnother { check }
            | Self::StatementFirst { check }
            | Self::AlreadyStated { check } => vec![("check", Word(check.to_string()))],
            Self::SlipOfSeveral { slip } | Self::AlreadyEntered { slip } => vec![("slip", Word(slip.to_string()))],
            Self::OnlyNow { at } => vec![("at", Time(*at))],
            Self::BedNeverCounts { bed } => vec![("bed", Word(bed.to_string()))],
            Self::DoesNotCount { kind } | Self::NotOnRecord { kind } => vec![("kind", Term(kind.term()))],
            Self::StandInNotEnough { stands_in } | Self::SpeaksAlready { stands_in } => {
                vec![("who", Term(stands_in.term()))]
            }
            Self::NeedsLaptop { purpose, patient } => {
                vec![
                    ("purpose", Named(Thing::Purpose(purpose.clone()))),
                    ("patient", Patient(*patient)),
                ]
            }
        }
    }
}
