//! 疑義照会: a question from the destination to whoever ordered. It stops the work until it is answered.

use serde::{Deserialize, Serialize};

use super::{
    copy::CopyNumber,
    fact::{QueryAnswered, QueryFollowed, QueryOutcome, QueryRaised},
};
use crate::domain::record::{EventId, Said};

/// One question with everything that came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    pub said: Said,
    pub raised: QueryRaised,
    /// Who was asked after the prescriber, in order.
    pub followed: Vec<(Said, QueryFollowed)>,
    /// Usually one; two when it was answered apart.
    pub answers: Vec<(Said, QueryAnswered)>,
    /// The copies whose holders know of the note.
    pub passed: Vec<CopyNumber>,
    /// The revision that the slip had when it was asked.
    pub revision: u8,
}

impl Query {
    pub fn id(&self) -> EventId {
        self.said.order.event
    }

    pub fn is_open(&self) -> bool {
        self.answers.is_empty()
    }

    pub fn outcome(&self) -> Option<QueryOutcome> {
        self.answers.last().map(|(_, answer)| answer.outcome)
    }

    /// Whom the question is with now.
    pub fn asked(&self) -> &str {
        self.followed
            .last()
            .map_or(&self.raised.asked, |(_, followed)| &followed.asked)
            .as_str()
    }
}
