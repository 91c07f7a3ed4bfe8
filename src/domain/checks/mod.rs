//! Identity checks (患者認証): proof, at one moment and for one purpose, that this is that patient (domain.md, Identity
//! check 1–8).
//!
//! - `policy`: what the hospital asks for each purpose, adopted by an event. `fact`: what can have happened.
//! - `identifiers`: what counts as an identifier; a bed is not among them. `compare`: what was stated, held against a person.
//! - `progress`: the states of a check. Only a statement that agreed leads to verified, by construction. `check`: the fold.
//! - `command`, `decide`: what people may do. `refusal`: why not. `fits`: which slips go with
//!   which purpose, and which of their steps wait for a check. `ask`: the rows and figures that are shown.
//!
//! Not here: reading the policy (settings), how names are spelled (search), slips (they ask whether they are held).

pub mod alarm;
pub mod ask;
pub mod check;
pub mod command;
pub mod compare;
pub mod decide;
pub mod fact;
pub mod fits;
pub mod identifiers;
pub mod policy;
pub mod progress;
pub mod refusal;

use crate::domain::record::Fact;

/// Whether a fact of a check is kept whatever happens: only boxes that were entered by mistake are taken back, and a mismatch
/// never is, because that would be the override that there is not.
pub(crate) fn stays(fact: &Fact) -> bool {
    match fact {
        Fact::CheckedOnPaper(paper) => paper.exception == Some(fact::PaperException::Mismatch),
        Fact::CheckPolicyAdopted(_)
        | Fact::CheckBegun(_)
        | Fact::CheckVouched(_)
        | Fact::CheckStated(_)
        | Fact::CheckSlipMatched(_)
        | Fact::CheckSeconded(_)
        | Fact::CheckMatched(_)
        | Fact::CheckMismatched(_)
        | Fact::CheckAbandoned(_) => true,
        _ => false,
    }
}

pub use check::{Check, CheckId};
pub use compare::{Spelling, Stated, Unspelled};
pub use identifiers::{IdentifierKind, Identifiers, StandIn};
pub use policy::{CheckPolicy, Made, Purpose, PurposeCode, Second, SlipNeed};
pub use progress::{Standing, Wanting};
pub use refusal::CheckRefusal;
