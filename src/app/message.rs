//! What the machine tells the program.

use std::sync::Arc;

use crate::domain::ask::Answer;
use crate::domain::refusal::Refusal;
use crate::domain::state::Hospital;
use crate::search::everyone::Double;

use super::door::{Findings, LockedOut, Mirror, MirrorChosen, NotChosen, Outcome, ReadOnly};
use super::effect::Errand;
use super::paper::{PaperAnswer, PaperNews};
use super::{FirstSlip, NotOpened, NotUnlocked, Opening, Unlocked};

/// Something that happened outside.
#[derive(Debug, Clone)]
pub enum Message {
    /// The writer has answered.
    Decided { errand: Errand, outcome: Outcome },
    /// A question is answered.
    Answered {
        errand: Errand,
        answer: Result<Answer, Refusal>,
    },
    /// Who may be meant by what was typed.
    Found {
        errand: Errand,
        found: Result<Findings, Refusal>,
    },
    /// Who may be the person that is to be registered.
    Compared {
        errand: Errand,
        doubles: Result<Vec<Double>, Refusal>,
    },
    /// A store is open, or why not.
    Opened {
        errand: Errand,
        opened: Result<Box<Opening>, NotOpened>,
    },
    /// Whether a store that was shut opens.
    Entered {
        errand: Errand,
        entered: Result<Box<Opening>, NotUnlocked>,
    },
    /// Whether a locked laptop opens.
    Unlocked {
        errand: Errand,
        unlocked: Result<Unlocked, NotUnlocked>,
    },
    /// The hospital as it is now.
    Hospital(Arc<Hospital>),
    /// What a paper will look like, and the printers.
    PaperShown { errand: Errand, answer: Box<PaperAnswer> },
    /// Whose account is locked at this laptop.
    LockedOut {
        errand: Errand,
        locked: Result<Vec<LockedOut>, Refusal>,
    },
    /// A first pass phrase was drawn and set, or why not, in words.
    PhraseReset {
        errand: Errand,
        reset: Result<FirstSlip, String>,
    },
    /// How a print job goes.
    Paper(PaperNews),
    /// Whether the mirror that was asked for was chosen.
    MirrorChosen {
        errand: Errand,
        chosen: Result<MirrorChosen, NotChosen>,
    },
    /// How the copy on a second disk does.
    Mirror(Mirror),
    /// Nothing is taken until the store is opened again.
    ReadOnly(ReadOnly),
    /// A part of the program has broken off; what was confirmed is on the disk, nothing more is taken.
    Broken,
}
