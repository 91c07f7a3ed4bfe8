//! One identity check as the facts make it.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    fact::CheckedOnPaper,
    identifiers::{Identifiers, StandIn},
    policy::{Made, PurposeCode},
    progress::{Begun, OnPaper, Standing},
};
use crate::domain::{
    census::WardCode,
    identity::PatientId,
    record::{EventId, Fact, Key, Order, Said, Timestamp, Trace},
    slips::SlipNumber,
};

/// One check, named by the event that began it or entered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CheckId(EventId);

impl CheckId {
    pub fn issued(event: EventId) -> Self {
        Self(event)
    }

    /// Reads it as it is written.
    pub fn parse(raw: &str) -> Option<Self> {
        EventId::parse(raw.trim()).map(Self)
    }

    pub fn key(self) -> Key {
        Key::Issued(self.0)
    }

    pub fn event(self) -> EventId {
        self.0
    }
}

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a check is about, however it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub patient: PatientId,
    pub purpose: PurposeCode,
    pub ward: Option<WardCode>,
    pub slip: Option<SlipNumber>,
    pub made: Made,
    /// Minutes for which it holds.
    pub lasts: u16,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub id: CheckId,
    /// Nothing while only later facts have arrived.
    pub about: Option<About>,
    pub standing: Standing,
    /// The last fact that counted: what the next one is decided on.
    pub head: Option<Order>,
    pub trace: Trace,
}

impl Check {
    pub fn new(id: CheckId) -> Self {
        Self {
            id,
            about: None,
            standing: Standing::Unknown,
            head: None,
            trace: Trace::default(),
        }
    }

    pub fn patient(&self) -> Option<PatientId> {
        self.about.as_ref().map(|about| about.patient)
    }

    /// When it came to what it is now.
    pub fn said(&self) -> Option<&Said> {
        match &self.standing {
            Standing::Unknown => None,
            Standing::Begun(begun) => Some(&begun.said),
            Standing::Agreed(agreed) => Some(agreed.said()),
            Standing::Verified(verified) => Some(verified.said()),
            Standing::Mismatched(mismatched) => Some(&mismatched.said),
            Standing::Abandoned(abandoned) => Some(&abandoned.said),
            Standing::OnPaper(paper) => Some(&paper.said),
        }
    }

    /// The slip that was in hand at the end.
    pub fn slip(&self) -> Option<SlipNumber> {
        match &self.standing {
            Standing::Agreed(agreed) => agreed.slip(),
            Standing::Verified(verified) => verified.agreed().slip(),
            Standing::Mismatched(mismatched) => mismatched.slip,
            _ => self.about.as_ref().and_then(|about| about.slip),
        }
    }

    /// Which kinds of identifiers agreed.
    pub fn used(&self) -> Option<&Identifiers> {
        match &self.standing {
            Standing::Agreed(agreed) => Some(agreed.used()),
            Standing::Verified(verified) => Some(verified.agreed().used()),
            _ => None,
        }
    }

    /// Who spoke for the patient, if not the patient.
    pub fn stands_in(&self) -> Option<StandIn> {
        self.standing.begun().and_then(Begun::stands_in)
    }

    /// Whether it is still under way at `now`. One that was left lying is over.
    ///
    /// A stamp never goes back: when a clock was ahead once, stamps stay ahead until it is that late. So it counts from when it was
    /// said to begin, if that is earlier; and one that begins further ahead than it may last is over as well.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let lasts = |begun: &Begun| {
            let opened = begun.said.at.min(begun.said.order.stamp.recorded());
            let open = i64::from(begun.fact.demand.open) * 60;
            opened.plus_seconds(-open) <= now && now <= opened.plus_seconds(open)
        };
        self.standing.is_open() && self.standing.begun().is_some_and(lasts)
    }

    /// Whether somebody is to state something of a person, and has not: nothing expected may be shown.
    pub fn is_blind(&self, now: Timestamp) -> bool {
        matches!(self.standing, Standing::Begun(_)) && self.is_open(now)
    }

    /// Left lying, or given up.
    pub fn is_abandoned(&self, now: Timestamp) -> bool {
        matches!(self.standing, Standing::Abandoned(_)) || (self.standing.is_open() && !self.is_open(now))
    }

    pub fn is_verified(&self) -> bool {
        matches!(self.standing, Standing::Verified(_))
    }

    /// A mismatch at the bed, or one that was entered from paper.
    pub fn is_mismatch(&self) -> bool {
        match &self.standing {
            Standing::Mismatched(_) => true,
            Standing::OnPaper(paper) => paper.exception == Some(super::fact::PaperException::Mismatch),
            _ => false,
        }
    }

    /// Until when a verified check holds; nothing of any other.
    pub fn holds_until(&self) -> Option<Timestamp> {
        let about = self.about.as_ref()?;
        match &self.standing {
            Standing::Verified(verified) => Some(verified.said().at.plus_seconds(i64::from(about.lasts) * 60)),
            _ => None,
        }
    }

    /// Seconds from the beginning to the end, by the clock of the station; nothing of what is not over, or on paper.
    pub fn seconds(&self) -> Option<u64> {
        let begun = self.standing.begun()?;
        let end = match &self.standing {
            Standing::Verified(verified) => verified.said(),
            Standing::Mismatched(mismatched) => &mismatched.said,
            _ => return None,
        };
        let millis = end.order.stamp.millis.saturating_sub(begun.said.order.stamp.millis);
        Some(millis.div_ceil(1000))
    }

    /// Folds one live fact, in fold order.
    pub(crate) fn apply(&mut self, said: &Said, fact: &Fact) {
        let before = std::mem::take(&mut self.standing);
        self.standing = match fact {
            Fact::CheckBegun(f) if self.about.is_none() => {
                self.about = Some(About {
                    patient: f.patient,
                    purpose: f.purpose.clone(),
                    ward: f.ward.clone(),
                    slip: f.slip,
                    made: Made::Laptop,
                    lasts: f.demand.lasts,
                });
                Standing::Begun(Begun::new(said.clone(), Arc::clone(f)))
            }
            Fact::CheckedOnPaper(f) if self.about.is_none() => {
                self.about = Some(about_paper(f));
                Standing::OnPaper(OnPaper {
                    said: said.clone(),
                    exception: f.exception,
                    remark: f.remark.clone(),
                })
            }
            Fact::CheckVouched(f) => before.vouched(said.clone(), f.by),
            Fact::CheckStated(f) => before.stated(said.clone(), &f.used, &f.comparison),
            Fact::CheckSlipMatched(f) => before.slip_matched(f.slip),
            Fact::CheckSeconded(_) => before.seconded(said.clone()),
            Fact::CheckMatched(_) => before.matched(said.clone()),
            Fact::CheckMismatched(f) => before.mismatched(said.clone(), f.mismatch, f.slip),
            Fact::CheckAbandoned(_) => before.abandoned(said.clone()),
            _ => before,
        };
        self.head = Some(said.order);
    }

    pub(crate) fn heads(&self) -> impl Iterator<Item = Order> + '_ {
        self.head.iter().copied()
    }
}

fn about_paper(fact: &CheckedOnPaper) -> About {
    About {
        patient: fact.patient,
        purpose: fact.purpose.clone(),
        ward: fact.ward.clone(),
        slip: fact.slip,
        made: Made::Paper,
        lasts: fact.lasts,
    }
}
