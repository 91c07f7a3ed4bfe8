//! Who asks, and what they may: one permission table, asked by the decision layer for every command and question.
//!
//! - `permission`: roles, duties, deeds, and the table.
//! - `account`, `fact`: one person, one account; what happens to it. `decide`: what may.
//! - `taking_back`: whose deeds somebody may undo.
//! - `glass`: taking more than one's role gives, for a reason. `trail`: who did and saw what.
//! - `second`: a second factor, for whoever wants one. `idle`: after how long a laptop locks itself.
//! - `phrase`: a pass phrase, and what is demanded of one. `pin`: a number for coming back within a shift.
//! - `control`, `keyring`, `lockout`: what a store knows before anybody has opened it: whose keys it has, who has tried.
//!
//! Not here: ciphers and keys (`vault`), screens, where the records lie.

pub mod account;
pub mod control;
pub mod decide;
pub mod fact;
pub mod glass;
pub mod idle;
pub mod keyring;
pub mod lockout;
mod permission;
mod phrase;
pub mod pin;
pub mod refusal;
pub mod second;
pub(in crate::domain) mod taking_back;
pub mod trail;

pub use account::{Account, AccountState, Keys};
pub use fact::{PhraseState, Standing};
pub use idle::IdleTime;
pub use keyring::Keyring;
pub use permission::{Deed, Duty, Permissions, Role};
pub use phrase::{PassPhrase, PhraseFault};
pub use refusal::AccessRefusal;

use super::{
    census::BedName,
    checks::Spelling,
    identity::{FormerPatients, Patient},
    record::{CommitId, EventId, Installation, Stamp, Station, Timestamp, UserName},
    refusal::Refusal,
    state::Hospital,
};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    pub user: UserName,
    /// What whoever let them in says they are. Where there are accounts, the account decides.
    pub role: Role,
}

/// What a decision or an answer is made in: who asks, what they may, and the time, all handed in.
#[derive(Clone)]
pub struct Context<'a> {
    pub asker: &'a Asker,
    pub permissions: &'a Permissions,
    /// Now, by the wall clock.
    pub now: Timestamp,
    /// The reading of the hybrid clock that the commit will get.
    pub stamp: Stamp,
    /// The identity that the commit will get.
    pub commit: CommitId,
    /// How names are written in more than one way.
    pub spelling: &'a dyn Spelling,
    /// The register of former patients.
    pub former: &'a dyn FormerPatients,
    /// A random number, for what is drawn by lot.
    pub chance: u64,
    /// Broken glass whose hour is over by the time that this machine ran, whatever its wall clock says.
    pub worn: &'a [EventId],
}

impl Context<'_> {
    /// The life of the station that decides.
    pub fn life(&self) -> (Station, Installation) {
        (self.commit.station, self.commit.installation)
    }

    /// Whether the asker may, by the table and by what their account says today: somebody whose account was closed a
    /// minute ago may nothing more, whatever their session still believes.
    pub fn allow(&self, hospital: &Hospital, deed: Deed) -> Result<(), Refusal> {
        let (role, duty) = match hospital.account(&self.asker.user) {
            // The sheet is nobody's, whatever name was given with it.
            _ if self.asker.role == Role::Recovery => (Role::Recovery, None),
            // Not the whole of what the person may, and the phrase of the person has nothing to do with it.
            Some(account) if account.is_open() && self.asker.role == Role::Envelope => (Role::Envelope, None),
            Some(account) if account.is_open() => {
                // What was handed over on paper is good for one thing.
                let is_first = account.keys.get().is_some_and(|keys| keys.phrase == PhraseState::First);
                if is_first && !matches!(deed, Deed::ChangePassPhrase | Deed::LeaveTrace) {
                    return Err(AccessRefusal::FirstPassPhrase.into());
                }
                let standing = account.standing();
                (
                    standing.map_or(self.asker.role, |standing| standing.role),
                    standing.and_then(|standing| standing.duty),
                )
            }
            Some(account) if account.is_known() => return Err(AccessRefusal::AccountClosed.into()),
            // A store without accounts is being founded, or only tried out.
            _ if !hospital.has_accounts() || self.asker.role == Role::Trial => (self.asker.role, None),
            _ => return Err(AccessRefusal::NoAccount.into()),
        };
        if self.permissions.allow(role, duty, deed) || (glass::GIVES.contains(&deed) && self.has_broken_glass(hospital))
        {
            Ok(())
        } else {
            Err(Refusal::NotAllowed)
        }
    }

    /// What the asker is here: their account says it; where there is none, whoever let them in.
    pub fn role(&self, hospital: &Hospital) -> Role {
        let account = hospital.account(&self.asker.user).filter(|account| account.is_open());
        account.and_then(|account| account.role()).unwrap_or(self.asker.role)
    }

    /// Whether the asker has broken the glass, and its time is not over.
    pub fn has_broken_glass(&self, hospital: &Hospital) -> bool {
        let account = hospital.account(&self.asker.user);
        account.is_some_and(|account| account.glass(self.now, self.worn).is_some())
    }
}

/// Whether the detail of this patient opens for `user` only with a reason: they are restricted, and nobody of their ward
/// asks.
pub fn asks_why(hospital: &Hospital, user: &UserName, patient: &Patient) -> bool {
    let stay = hospital.open_stay(patient.id);
    let ward = stay.and_then(|stay| stay.place()?.answers()).map(BedName::ward);
    hospital.is_restricted(patient.id) && !cares_for(hospital, user, ward)
}

/// Whether somebody cares for the patients of this ward: it is one of those that their account names. The command post
/// cares for all of them.
fn cares_for(hospital: &Hospital, user: &UserName, ward: Option<&str>) -> bool {
    match hospital.account(user) {
        Some(account) if account.is_known() => {
            let role = account.role().filter(|role| Role::CARE.contains(role));
            let is_own = || ward.is_some_and(|ward| account.cares_for(ward));
            role.is_some_and(|role| role == Role::CommandPost || is_own())
        }
        _ => true,
    }
}
