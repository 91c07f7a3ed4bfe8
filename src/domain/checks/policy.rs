//! What the hospital asks of an identity check, for each purpose. Data, adopted by an event; a check carries the demand
//! that it was begun under, so that a changed policy never changes a check that is under way.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::identifiers::{IdentifierKind, Identifiers, StandIn};
use crate::domain::{record::SettingsVersion, text::Text};

/// Fewer identifiers are no check (WHO; Joint Commission NPSG.01.01.01).
pub const FEWEST: u8 = 2;

/// What a check is for: `transfusion`, `meal`. 1 to 24 small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PurposeCode(SmolStr);

impl PurposeCode {
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        let fits = (1..=24).contains(&raw.len())
            && raw.starts_with(|first: char| first.is_ascii_lowercase())
            && raw
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        fits.then(|| Self(SmolStr::new(raw)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PurposeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Where the check of a purpose is made. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Made {
    /// Blind, at the laptop.
    Laptop,
    /// In the boxes that are printed on the slip, and entered afterwards: on paper, not blind.
    Paper,
}

/// Whether a second, different person must be there. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Second {
    NotNeeded,
    Needed,
}

/// Whether the check ends with a slip in hand. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SlipNeed {
    Optional,
    Needed,
}

/// One purpose and what is asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    pub code: PurposeCode,
    pub name_ja: Text,
    pub name_en: Text,
    pub made: Made,
    /// How many identifiers, [`FEWEST`] at least.
    pub identifiers: u8,
    pub second: Second,
    pub slip: SlipNeed,
    /// Who may speak for a patient who cannot.
    pub instead: Vec<StandIn>,
    /// Minutes for which a check holds.
    pub lasts: u16,
}

/// The whole policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckPolicy {
    pub counts: Identifiers,
    /// What can be the further identifier of a patient who has look-alikes.
    pub third: Identifiers,
    /// Whether look-alikes need a second person whatever the purpose.
    pub alike_second: Second,
    /// Minutes until an unfinished check is over; whoever was interrupted begins anew.
    pub open: u16,
    /// After how many mismatches in a row the command post is alarmed.
    pub alarm_after: u8,
    pub purposes: Vec<Purpose>,
}

impl CheckPolicy {
    pub fn purpose(&self, code: &PurposeCode) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.code == *code)
    }

    /// The purposes whose check is made there.
    pub fn made(&self, made: Made) -> impl Iterator<Item = &Purpose> {
        self.purposes.iter().filter(move |purpose| purpose.made == made)
    }

    /// What makes it unsafe, whoever wrote it.
    pub fn flaws(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        if self.counts.len() < usize::from(FEWEST) {
            flaws.push(Flaw::CountsTooFew);
        }
        if let Some(kind) = self.third.iter().find(|kind| !self.counts.contains(*kind)) {
            flaws.push(Flaw::ThirdDoesNotCount(kind));
        }
        if self.third.is_empty() {
            flaws.push(Flaw::NoThird);
        }
        if self.open == 0 {
            flaws.push(Flaw::NeverOpen);
        }
        if self.alarm_after == 0 {
            flaws.push(Flaw::NoAlarm);
        }
        if self.purposes.is_empty() {
            flaws.push(Flaw::NoPurpose);
        }
        for (place, purpose) in self.purposes.iter().enumerate() {
            let code = || purpose.code.clone();
            if purpose.identifiers < FEWEST {
                flaws.push(Flaw::TooFew(code()));
            }
            if usize::from(purpose.identifiers) > self.counts.len() {
                flaws.push(Flaw::TooMany(code()));
            }
            if purpose.lasts == 0 {
                flaws.push(Flaw::NeverHolds(code()));
            }
            if purpose.second == Second::Needed && purpose.made == Made::Paper {
                flaws.push(Flaw::SecondOnPaper(code()));
            }
            let before = self.purposes.iter().take(place);
            if before.into_iter().any(|other| other.code == purpose.code) {
                flaws.push(Flaw::Twice(code()));
            }
        }
        flaws
    }
}

/// Why a policy is not safe to check patients by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    CountsTooFew,
    ThirdDoesNotCount(IdentifierKind),
    NoThird,
    NeverOpen,
    NoAlarm,
    NoPurpose,
    TooFew(PurposeCode),
    TooMany(PurposeCode),
    NeverHolds(PurposeCode),
    /// Nobody can be seen to be a second person in a box on paper.
    SecondOnPaper(PurposeCode),
    Twice(PurposeCode),
}

/// The hospital checks its patients by this policy from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckPolicyAdopted {
    pub version: SettingsVersion,
    pub policy: std::sync::Arc<CheckPolicy>,
}
