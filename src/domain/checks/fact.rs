//! What can have happened in an identity check. Each struct is frozen as a record format. What was stated is never in it:
//! only which kinds of identifiers, and whether they agreed.

use serde::{Deserialize, Serialize};

use super::{
    check::CheckId,
    identifiers::{Identifiers, StandIn},
    policy::{Made, PurposeCode, Second, SlipNeed},
};
use crate::domain::{census::WardCode, identity::PatientId, record::SettingsVersion, slips::SlipNumber, text::Text};

/// What was in hand when the check was begun. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BegunFrom {
    Patient,
    Slip,
}

/// What the policy asks of one check, as it was when the check was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    pub policy: SettingsVersion,
    pub made: Made,
    pub identifiers: u8,
    /// One of these must be among them; empty where nobody in the hospital looks alike.
    pub third: Identifiers,
    pub second: Second,
    pub slip: SlipNeed,
    pub instead: Vec<StandIn>,
    /// Minutes for which it holds once it is verified.
    pub lasts: u16,
    /// Minutes within which it must be finished.
    pub open: u16,
}

/// Somebody set out to check a patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckBegun {
    pub check: CheckId,
    /// Whom it is believed to be.
    pub patient: PatientId,
    pub purpose: PurposeCode,
    pub from: BegunFrom,
    pub slip: Option<SlipNumber>,
    /// Where the patient was, for the figures of the ward.
    pub ward: Option<WardCode>,
    pub demand: Demand,
    /// Whose names can be confused with the patient's.
    pub alike: Vec<PatientId>,
}

/// The patient cannot state it; this is who or what speaks instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckVouched {
    pub check: CheckId,
    pub by: StandIn,
}

/// How a statement compared. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// Every identifier is the patient's. `also`: other known persons of whom all of it is true as well.
    Agrees { also: Vec<PatientId> },
    /// One of them is not.
    Differs,
}

/// What was stated was typed, before anything expected was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckStated {
    pub check: CheckId,
    pub used: Identifiers,
    pub comparison: Comparison,
}

/// The slip in hand is the patient's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckSlipMatched {
    pub check: CheckId,
    pub slip: SlipNumber,
}

/// A second, different person, authenticated on the same laptop, was there. Who: whoever made the commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckSeconded {
    pub check: CheckId,
}

/// This is that patient. It counts only behind a statement that agreed, and everything else that was demanded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckMatched {
    pub check: CheckId,
}

/// What did not match. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mismatch {
    /// Something stated is not the patient's. Which, is not kept: whoever reads it could try again.
    Statement,
    /// The slip in hand is another patient's.
    Slip,
}

/// This is not that patient, or not that patient's slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckMismatched {
    pub check: CheckId,
    pub mismatch: Mismatch,
    /// The slip in hand, which is held.
    pub slip: Option<SlipNumber>,
}

/// Given up before it came to a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAbandoned {
    pub check: CheckId,
}

/// What happened to a check on paper, where it was not simply done. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PaperException {
    /// The boxes were not ticked.
    NotTicked,
    /// It was not that patient, or not that patient's slip.
    Mismatch,
    /// The patient could not state it.
    StoodIn,
    /// The laptop was demanded and not used.
    NoLaptop,
}

/// The boxes on a slip, entered afterwards: on paper, not blind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedOnPaper {
    pub check: CheckId,
    pub patient: PatientId,
    pub purpose: PurposeCode,
    pub slip: Option<SlipNumber>,
    pub ward: Option<WardCode>,
    pub policy: SettingsVersion,
    /// Minutes for which it holds.
    pub lasts: u16,
    pub exception: Option<PaperException>,
    pub remark: Option<Text>,
}
