//! A second factor, for whoever wants one: the number that an authenticator shows, or a printed code that is good once. It is
//! asked for behind the pass phrase when somebody comes in; a laptop whose clock is wrong takes the printed codes.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::record::UserName;

/// What is asked for beside the pass phrase. With neither in it, nothing is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// What an authenticator shares with the laptops.
    pub secret: Option<Vec<u8>>,
    /// The printed codes, each by its hash.
    pub codes: Vec<[u8; 32]>,
}

/// What was used up of it. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Used {
    /// The numbers of an authenticator up to this half minute.
    Step(u64),
    Code([u8; 32]),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondSet {
    pub user: UserName,
    pub second: Second,
}

/// The program's own: somebody came in with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondUsed {
    pub user: UserName,
    pub used: Used,
}

impl Second {
    pub fn is_asked(&self) -> bool {
        self.secret.is_some() || !self.codes.is_empty()
    }
}

/// Never shows the secret.
impl fmt::Debug for Second {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let printed = self.codes.len();
        write!(f, "Second(authenticator: {}, codes: {printed})", self.secret.is_some())
    }
}
