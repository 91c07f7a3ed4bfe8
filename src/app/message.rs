//! What the machine tells the program.

use crate::domain::record::CommitId;
use crate::domain::refusal::Refusal;
use crate::domain::state::Hospital;

use super::effect::Ticket;

/// Something that happened outside.
#[derive(Debug, Clone)]
pub enum Message {
    /// The writer has answered.
    Decided { ticket: Ticket, outcome: Outcome },
    /// The hospital as it is now; cheap, it shares all that did not change.
    Hospital(Box<Hospital>),
    /// The disk has failed: nothing is taken until the store is reopened. The text is for the log and the administrator.
    StoreFailed(String),
    /// The store is open and sound.
    StoreReady,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on the disk.
    Saved(CommitId),
    /// Everything asked for was already so.
    Nothing,
    Refused(Refusal),
    /// It was decided and did not reach the disk; the hospital is as before.
    NotSaved,
}
