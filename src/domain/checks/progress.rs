//! How far a check has come. The states are types: what is verified was built from a statement that agreed, and there is no
//! other way to build it. A fact that does not fit its state changes nothing.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    fact::{CheckBegun, Comparison, Mismatch, PaperException},
    identifiers::{Identifiers, StandIn},
    policy::{Second, SlipNeed},
};
use crate::domain::{
    identity::PatientId,
    record::{Said, UserName},
    slips::SlipNumber,
    text::Text,
};

/// Somebody set out; nothing was stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    pub said: Said,
    pub fact: Arc<CheckBegun>,
    pub vouched: Vec<(Said, StandIn)>,
}

/// What was stated agreed, so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    begun: Begun,
    said: Said,
    used: Identifiers,
    also: Vec<PatientId>,
    slip: Option<SlipNumber>,
    second: Option<Said>,
}

/// Proof: this was that patient. Made only by [`Agreed::verify`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    agreed: Agreed,
    said: Said,
}

/// It was not that patient, or not that patient's slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatched {
    pub begun: Begun,
    pub said: Said,
    pub mismatch: Mismatch,
    pub slip: Option<SlipNumber>,
}

/// Given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abandoned {
    pub begun: Begun,
    pub said: Said,
}

/// The boxes on a slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPaper {
    pub said: Said,
    pub exception: Option<PaperException>,
    pub remark: Option<Text>,
}

/// Where a check stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Only facts that rest on the beginning have arrived.
    #[default]
    Unknown,
    Begun(Begun),
    Agreed(Agreed),
    Verified(Verified),
    Mismatched(Mismatched),
    Abandoned(Abandoned),
    OnPaper(OnPaper),
}

/// What a check still wants, in the order in which it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wanting {
    /// Two of the staff must know the patient; one said so.
    Voucher,
    /// Identifiers, so many more.
    Identifiers(u8),
    /// A further one, because somebody looks alike or all of it is true of somebody else as well.
    Third,
    Slip,
    Second,
}

impl Begun {
    pub fn new(said: Said, fact: Arc<CheckBegun>) -> Self {
        Self {
            said,
            fact,
            vouched: Vec::new(),
        }
    }

    /// Who works at it; nobody else can go on with it, or be the second person.
    pub fn by(&self) -> &UserName {
        &self.said.by
    }

    pub fn vouch(&mut self, said: Said, stands_in: StandIn) {
        let is_other = self.vouched.first().is_none_or(|(_, known)| *known == stands_in);
        if is_other && !self.vouched.iter().any(|(before, _)| before.by == said.by) {
            self.vouched.push((said, stands_in));
        }
    }

    /// Who speaks for the patient, if not the patient.
    pub fn stands_in(&self) -> Option<StandIn> {
        self.vouched.first().map(|(_, stands_in)| *stands_in)
    }

    fn lacks_voucher(&self) -> bool {
        self.stands_in()
            .is_some_and(|stands_in| self.vouched.len() < stands_in.vouchers())
    }

    /// What was stated agreed.
    fn agree(self, said: Said, used: Identifiers, also: Vec<PatientId>) -> Agreed {
        Agreed {
            slip: self.fact.slip,
            begun: self,
            said,
            used,
            also,
            second: None,
        }
    }

    pub fn wanting(&self) -> Vec<Wanting> {
        let mut wanting = Vec::new();
        if self.lacks_voucher() {
            wanting.push(Wanting::Voucher);
        }
        wanting.push(Wanting::Identifiers(self.fact.demand.identifiers));
        if !self.fact.demand.third.is_empty() {
            wanting.push(Wanting::Third);
        }
        if self.fact.slip.is_none() && self.fact.demand.slip == SlipNeed::Needed {
            wanting.push(Wanting::Slip);
        }
        if self.fact.demand.second == Second::Needed {
            wanting.push(Wanting::Second);
        }
        wanting
    }
}

impl Agreed {
    pub fn begun(&self) -> &Begun {
        &self.begun
    }

    /// When it was typed, and by whom.
    pub fn said(&self) -> &Said {
        &self.said
    }

    pub fn used(&self) -> &Identifiers {
        &self.used
    }

    /// Of whom all of it is true as well.
    pub fn also(&self) -> &[PatientId] {
        &self.also
    }

    pub fn slip(&self) -> Option<SlipNumber> {
        self.slip
    }

    pub fn second(&self) -> Option<&Said> {
        self.second.as_ref()
    }

    /// More was stated, and agreed too.
    fn agree(mut self, said: Said, used: &Identifiers, also: &[PatientId]) -> Self {
        self.said = said;
        self.used = self.used.and(used);
        self.also.retain(|other| also.contains(other));
        self
    }

    fn with_slip(mut self, slip: SlipNumber) -> Self {
        self.slip = Some(slip);
        self
    }

    /// A second person; the first one is none.
    fn with_second(mut self, said: Said) -> Self {
        if said.by != *self.begun.by() {
            self.second = Some(said);
        }
        self
    }

    pub fn wanting(&self) -> Vec<Wanting> {
        let demand = &self.begun.fact.demand;
        let mut wanting = Vec::new();
        if self.begun.lacks_voucher() {
            wanting.push(Wanting::Voucher);
        }
        let used = u8::try_from(self.used.len()).unwrap_or(u8::MAX);
        if used < demand.identifiers {
            wanting.push(Wanting::Identifiers(demand.identifiers - used));
        }
        let has_third = demand.third.is_empty() || demand.third.iter().any(|kind| self.used.contains(kind));
        if !has_third || !self.also.is_empty() {
            wanting.push(Wanting::Third);
        }
        if demand.slip == SlipNeed::Needed && self.slip.is_none() {
            wanting.push(Wanting::Slip);
        }
        if demand.second == Second::Needed && self.second.is_none() {
            wanting.push(Wanting::Second);
        }
        wanting
    }

    /// The only way to [`Verified`]: from a statement that agreed, when nothing is wanting.
    fn verify(self, said: Said) -> Standing {
        if self.wanting().is_empty() {
            Standing::Verified(Verified { agreed: self, said })
        } else {
            Standing::Agreed(self)
        }
    }
}

impl Verified {
    /// What it rests on.
    pub fn agreed(&self) -> &Agreed {
        &self.agreed
    }

    /// When it was complete.
    pub fn said(&self) -> &Said {
        &self.said
    }
}

impl Standing {
    pub fn begun(&self) -> Option<&Begun> {
        match self {
            Self::Begun(begun) => Some(begun),
            Self::Agreed(agreed) => Some(&agreed.begun),
            Self::Verified(verified) => Some(&verified.agreed.begun),
            Self::Mismatched(mismatched) => Some(&mismatched.begun),
            Self::Abandoned(abandoned) => Some(&abandoned.begun),
            Self::Unknown | Self::OnPaper(_) => None,
        }
    }

    /// What is still wanting; nothing of a check that is over.
    pub fn wanting(&self) -> Vec<Wanting> {
        match self {
            Self::Begun(begun) => begun.wanting(),
            Self::Agreed(agreed) => agreed.wanting(),
            _ => Vec::new(),
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self, Self::Begun(_) | Self::Agreed(_))
    }

    pub(super) fn vouched(self, said: Said, by: StandIn) -> Self {
        match self {
            Self::Begun(mut begun) => {
                begun.vouch(said, by);
                Self::Begun(begun)
            }
            other => other,
        }
    }

    pub(super) fn stated(self, said: Said, used: &Identifiers, comparison: &Comparison) -> Self {
        let Comparison::Agrees { also } = comparison else {
            return self;
        };
        match self {
            Self::Begun(begun) if !used.is_empty() => Self::Agreed(begun.agree(said, used.clone(), also.clone())),
            Self::Agreed(agreed) => Self::Agreed(agreed.agree(said, used, also)),
            other => other,
        }
    }

    pub(super) fn slip_matched(self, slip: SlipNumber) -> Self {
        match self {
            Self::Agreed(agreed) => Self::Agreed(agreed.with_slip(slip)),
            other => other,
        }
    }

    pub(super) fn seconded(self, said: Said) -> Self {
        match self {
            Self::Agreed(agreed) => Self::Agreed(agreed.with_second(said)),
            other => other,
        }
    }

    pub(super) fn matched(self, said: Said) -> Self {
        match self {
            Self::Agreed(agreed) => agreed.verify(said),
            other => other,
        }
    }

    pub(super) fn mismatched(self, said: Said, mismatch: Mismatch, slip: Option<SlipNumber>) -> Self {
        match self {
            Self::Begun(begun) | Self::Agreed(Agreed { begun, .. }) => Self::Mismatched(Mismatched {
                begun,
                said,
                mismatch,
                slip,
            }),
            other => other,
        }
    }

    pub(super) fn abandoned(self, said: Said) -> Self {
        match self {
            Self::Begun(begun) | Self::Agreed(Agreed { begun, .. }) => Self::Abandoned(Abandoned { begun, said }),
            other => other,
        }
    }
}
