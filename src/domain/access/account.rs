//! One person, one account: who somebody is, what they are here, and what opens the laptops for them.

use serde::{Deserialize, Serialize};

use super::{
    fact::{PhraseState, Standing},
    glass::Glass,
    permission::Role,
    second::{Second, Used},
};
use crate::domain::{
    census::frame::WardCode,
    record::{EventId, Fact, Order, Register, Said, Timestamp, Trace, UserName},
};

/// An account, as the fold of what was decided about it. It is never deleted: what its person did keeps their name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub user: UserName,
    pub standing: Register<Standing>,
    pub keys: Register<Keys>,
    pub state: Register<AccountState>,
    /// Oldest first.
    pub broken: Vec<Glass>,
    pub second: Register<Second>,
    /// What was used up of any second factor there was: the newest half minute, and the codes.
    pub used_step: u64,
    pub used_codes: Vec<[u8; 32]>,
    pub trace: Trace,
}

/// What opens a laptop for a person. It travels: each laptop seals its own key to the public half.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    pub public: [u8; 32],
    /// The private half, closed by the pass phrase. Its bytes are the vault's.
    pub wrap: Vec<u8>,
    pub phrase: PhraseState,
}

/// Whether an account can be used. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AccountState {
    Open,
    Closed,
}

impl Account {
    pub fn new(user: UserName) -> Self {
        Self {
            user,
            standing: Register::default(),
            keys: Register::default(),
            state: Register::default(),
            broken: Vec::new(),
            second: Register::default(),
            used_step: 0,
            used_codes: Vec::new(),
            trace: Trace::default(),
        }
    }

    /// Opened somewhere, and not taken back.
    pub fn is_known(&self) -> bool {
        !self.standing.is_empty()
    }

    /// Whether its person may work. Apart, one laptop closed it and another did not: it stays closed until somebody who
    /// knows of both decides.
    pub fn is_open(&self) -> bool {
        self.is_known()
            && self
                .state
                .claims()
                .iter()
                .all(|claim| claim.value == AccountState::Open)
    }

    pub fn standing(&self) -> Option<&Standing> {
        self.standing.get()
    }

    pub fn role(&self) -> Option<Role> {
        self.standing().map(|standing| standing.role)
    }

    /// Whether its person works on this ward. Whoever has no ward named has none of their own.
    pub fn cares_for(&self, ward: &str) -> bool {
        self.standing()
            .is_some_and(|standing| standing.wards.iter().any(|own| own.as_str() == ward))
    }

    /// The glass that is broken now. `worn` is over by the time that the machine ran.
    pub fn glass(&self, now: Timestamp, worn: &[EventId]) -> Option<&Glass> {
        let is_open =
            |glass: &&Glass| glass.said.at <= now && now < glass.until && !worn.contains(&glass.said.order.event);
        self.broken.iter().rev().find(is_open)
    }

    /// The second factor that is asked for.
    pub fn second(&self) -> Option<&Second> {
        self.second.get().filter(|second| second.is_asked())
    }

    /// Whether this is good no more.
    pub fn is_used(&self, used: Used) -> bool {
        match used {
            Used::Step(step) => step <= self.used_step,
            Used::Code(code) => self.used_codes.contains(&code),
        }
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::AccountOpened(f) => {
                self.standing.claim(said.clone(), basis, f.standing.clone());
                self.keys.claim(said.clone(), basis, f.keys.clone());
                self.state.claim(said.clone(), basis, AccountState::Open);
            }
            Fact::AccountChanged(f) => self.standing.claim(said.clone(), basis, f.standing.clone()),
            Fact::PassPhraseSet(f) => self.keys.claim(said.clone(), basis, f.keys.clone()),
            Fact::AccountShut(f) => self.state.claim(said.clone(), basis, f.state),
            Fact::SecondSet(f) => self.second.claim(said.clone(), basis, f.second.clone()),
            Fact::SecondUsed(f) => match f.used {
                Used::Step(step) => self.used_step = self.used_step.max(step),
                Used::Code(code) if !self.used_codes.contains(&code) => self.used_codes.push(code),
                Used::Code(_) => {}
            },
            Fact::GlassBroken(f) => self.broken.push(Glass {
                said: said.clone(),
                reason: f.reason,
                words: f.words.clone(),
                until: f.until,
                reviewed: None,
            }),
            Fact::GlassReviewed(f) => {
                let broken = self.broken.iter_mut().find(|glass| glass.said.order.event == f.event);
                if let Some(glass) = broken
                    && glass.reviewed.is_none()
                {
                    glass.reviewed = Some((said.clone(), f.remark.clone()));
                }
            }
            _ => {}
        }
    }

    pub(crate) fn heads_for(&self, fact: &Fact, heads: &mut Vec<Order>) {
        match fact {
            Fact::AccountOpened(_) => {
                heads.extend(self.standing.orders());
                heads.extend(self.keys.orders());
                heads.extend(self.state.orders());
            }
            Fact::AccountChanged(_) => heads.extend(self.standing.orders()),
            Fact::PassPhraseSet(_) => heads.extend(self.keys.orders()),
            Fact::AccountShut(_) => heads.extend(self.state.orders()),
            Fact::SecondSet(_) => heads.extend(self.second.orders()),
            _ => {}
        }
    }
}

/// The wards that somebody cares for.
pub(super) type Wards = Vec<WardCode>;

/// The wrap is of no use to a reader, and long.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys")
            .field("phrase", &self.phrase)
            .finish_non_exhaustive()
    }
}
