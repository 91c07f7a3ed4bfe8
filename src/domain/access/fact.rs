//! What happens to accounts.

use serde::{Deserialize, Serialize};

use super::{
    account::{AccountState, Keys, Wards},
    permission::{Duty, Role},
};
use crate::domain::{record::UserName, text::Text};

/// Who somebody is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// As it is shown beside what they did.
    pub name: Text,
    pub role: Role,
    /// What they may do beside their role.
    pub duty: Option<Duty>,
    /// The wards they care for.
    pub wards: Wards,
}

/// Whose words a pass phrase is. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PhraseState {
    /// Thought up by the person.
    Own,
    /// Drawn for them and handed over on paper: to be changed at first use.
    First,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountOpened {
    pub user: UserName,
    pub standing: Standing,
    pub keys: Keys,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChanged {
    pub user: UserName,
    pub standing: Standing,
}

/// By the person, or by whoever may reset it; the commit says who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassPhraseSet {
    pub user: UserName,
    pub keys: Keys,
}

/// Closed, or opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountShut {
    pub user: UserName,
    pub state: AccountState,
}
