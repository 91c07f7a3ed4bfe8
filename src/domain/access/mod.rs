//! Who asks, and what they may: one permission table, asked by the decision layer for every command and question.
//!
//! One role for now. Accounts, pass phrases and locks come with their own issue; the door is here from the first day.

mod permission;

pub use permission::{Deed, Permissions, Role};

use super::{
    checks::Spelling,
    record::{CommitId, Stamp, Timestamp, UserName},
};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    pub user: UserName,
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
    /// A random number, for what is drawn by lot.
    pub chance: u64,
}

impl Context<'_> {
    pub fn may(&self, deed: Deed) -> bool {
        self.permissions.allow(self.asker.role, deed)
    }
}
