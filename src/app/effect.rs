//! What the program asks of the machine. Comparable data: a test says which effects a key has, and a session can be replayed.

use crate::domain::access::{PassPhrase, trail::Trace};
use crate::domain::census::WardCode;
use crate::domain::command::{Question, Request};
use crate::domain::record::UserName;
use crate::domain::slips::Post;
use crate::i18n::Language;
use crate::print::press::Layout;
use crate::search::same::Particulars;
use crate::theme::{Measure, Palette};

use super::paper::PaperOrder;
use super::{Drafts, HandOut, SetUp, SetUpSoFar, Way};

/// Ties an answer to what it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Errand(pub u64);

/// One thing for the runtime to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Have the one writer decide, and answer when it is durable or refused.
    Decide {
        errand: Errand,
        request: Box<Request>,
    },
    /// The same for somebody else who is at the laptop for a moment, and proves it; whoever works here goes on.
    DecideAs {
        errand: Errand,
        user: UserName,
        phrase: PassPhrase,
        request: Box<Request>,
    },
    /// Answer from the newest saved state, finished stays included.
    Ask {
        errand: Errand,
        question: Box<Question>,
    },
    /// Look for people, the register of former patients included. Whoever carries it out leaves out what was asked before it.
    Search {
        errand: Errand,
        typed: String,
        most: usize,
    },
    /// Compare somebody who is to be registered with everybody; the same goes for what was asked before.
    Compare {
        errand: Errand,
        person: Box<Particulars>,
    },
    /// Open the sample hospital in a throw-away store.
    TrySample {
        errand: Errand,
        language: Language,
    },
    /// Make a store of one's own. What is wrong is said in `language`.
    SetUp {
        errand: Errand,
        set_up: Box<SetUp>,
        language: Language,
    },
    /// Keep what is being typed, in the place of what this user typed before. Never waited for.
    KeepDrafts(Drafts),
    /// Print, and tell how it goes.
    Print {
        order: Box<PaperOrder>,
        language: Language,
    },
    /// Lay out a paper and ask for the printers.
    LookAtPaper {
        errand: Errand,
        order: Box<PaperOrder>,
        columns: u16,
        measure: Measure,
        language: Language,
    },
    /// What was done that changes nothing, for the audit trail. Nobody waits for it.
    Note(Trace),
    /// The laptop was locked.
    Lock,
    /// Somebody wants to work at the locked laptop.
    Unlock {
        errand: Errand,
        user: String,
        phrase: PassPhrase,
        /// Of a second factor; empty when nothing was typed.
        code: PassPhrase,
        way: Way,
        language: Language,
    },
    /// Somebody stands before a store that is shut. What is wrong is said in `language`.
    Enter {
        errand: Errand,
        user: String,
        phrase: PassPhrase,
        /// Of a second factor; empty when nothing was typed.
        code: PassPhrase,
        way: Way,
        language: Language,
    },
    /// Whoever works here has thought up a pass phrase of their own.
    ChangePhrase {
        errand: Errand,
        phrase: PassPhrase,
        language: Language,
    },
    /// Whoever works here has thought up a number for coming back within the shift.
    SetPin {
        errand: Errand,
        /// Said again: whoever stands there may be somebody else.
        phrase: PassPhrase,
        pin: PassPhrase,
    },
    /// Whose account is locked at this laptop.
    AskLocked {
        errand: Errand,
    },
    /// Draw a first pass phrase for somebody else, and set it. What is wrong is said in `language`.
    ResetPhrase {
        errand: Errand,
        user: UserName,
        language: Language,
    },
    /// Copy everything that is saved into this folder from now on, or nowhere.
    ChooseMirror {
        errand: Errand,
        folder: Option<String>,
    },
    /// Print what is handed to somebody.
    HandOut {
        text: HandOut,
        language: Language,
    },
    /// Keep a preference for the next start.
    Remember(Preference),
    /// Paint every cell anew: something else has written on the terminal.
    Repaint,
    Quit,
}

/// What is kept beside the data, on this laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preference {
    Language(Language),
    Theme(Palette),
    /// The ward that the first frame shows; none is the whole hospital.
    Ward(Option<WardCode>),
    /// The desk or ward whose paper was worked on last.
    Post(Post),
    /// The printer that was used last; none is the folder of papers.
    Printer(Option<String>),
    /// How small pages are put on sheets.
    Layout(Layout),
    /// What is typed into the set-up guide, before there is a store that could keep it.
    SetUp(SetUpSoFar),
}
