//! What people can do in an identity check.

use super::{
    check::CheckId,
    compare::Stated,
    fact::PaperException,
    identifiers::StandIn,
    policy::{CheckPolicy, PurposeCode},
};
use crate::domain::{
    identity::PatientRef,
    record::{SettingsVersion, Timestamp},
    slips::CopyName,
    text::Text,
};

/// What is in hand: a patient's number or record, or a slip, one of its sheets perhaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InHand {
    Patient(PatientRef),
    Slip(CopyName),
}

/// One step of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckCommand {
    AdoptPolicy {
        version: SettingsVersion,
        policy: std::sync::Arc<CheckPolicy>,
    },
    Begin {
        purpose: PurposeCode,
        in_hand: InHand,
    },
    /// The patient cannot state it; this one speaks instead.
    Vouch {
        check: CheckId,
        by: StandIn,
    },
    State {
        check: CheckId,
        stated: Stated,
    },
    /// The slip that is in hand.
    Slip {
        check: CheckId,
        slip: CopyName,
    },
    /// Whoever asks is the second person.
    Second {
        check: CheckId,
    },
    Abandon {
        check: CheckId,
    },
    /// The boxes of slips, entered afterwards; all of them, or none.
    Paper {
        lines: Vec<PaperLine>,
    },
}

/// One slip of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    pub in_hand: InHand,
    pub purpose: PurposeCode,
    /// When the boxes were ticked; `None` is the time of the batch.
    pub at: Option<Timestamp>,
    /// Only where something was not simply done.
    pub exception: Option<PaperException>,
    pub remark: Option<Text>,
}
