//! What a screen asks of the session. Comparable data, like the effects that come of it.

use crate::domain::access::{PassPhrase, trail::Trace};
use crate::domain::census::WardCode;
use crate::domain::command::{Question, Request};
use crate::domain::record::{Sequence, UserName};
use crate::search::same::Particulars;

use super::paper::PaperOrder;
use super::{Action, HandOut, Notice, Preference, Route, Selection, SetUp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// On top of what is open.
    Open(Route),
    /// In the place of everything that is open.
    Go(Route),
    /// Close this screen.
    Back,
    /// Let the screen below (after `Back`) do something.
    Act(Action),
    Say(Notice),
    /// The answer comes back to the screen that asked, as long as it is open.
    Decide(Box<Request>),
    /// The same as somebody else, who is at the laptop for a moment.
    DecideAs(UserName, PassPhrase, Box<Request>),
    /// The answer comes back to the screen that asked, as long as it is open.
    Ask(Box<Question>),
    /// Who may be meant by this; the answer comes back to the screen that asked, unless it has asked for something else since.
    Search {
        typed: String,
        most: usize,
    },
    /// Who may be the person that is to be registered; the answer comes back as that of a search does.
    Compare(Box<Particulars>),
    /// The question over a screen was answered with yes: the screen goes on.
    Agree,
    /// What was typed and not saved is given up, wherever it is.
    Forget,
    /// The screen below the question is given up with what was typed into it.
    GiveUp,
    /// Take back a commit of this station; it was asked for and agreed to. `what` is how it was called where this session has not
    /// saved it itself.
    TakeBack {
        sequence: Sequence,
        what: Option<String>,
    },
    /// Work on the sample hospital.
    TrySample,
    /// Make a store of one's own; the screen that asked hears when it could not be made.
    SetUp(Box<SetUp>),
    Quit,
    /// This was done, and changes nothing: it goes into the audit trail.
    Note(Trace),
    /// Prints; how it goes is told on the message line.
    Print(Box<PaperOrder>),
    /// What a paper will look like, laid out in so many columns; the answer comes back to the screen that asked.
    LookAtPaper {
        order: Box<PaperOrder>,
        columns: u16,
    },
    /// Whose account is locked at this laptop; the answer comes back to the screen that asked.
    AskLocked,
    /// A first pass phrase for somebody else; the answer comes back to the screen below a question.
    ResetPhrase(UserName),
    /// Copies everything that is saved into this folder from now on, or nowhere; the answer comes back to the screen below a
    /// question.
    ChooseMirror(Option<String>),
    /// Prints what is handed to somebody. It is in no record and in no list of papers.
    HandOut(HandOut),
    /// Keep a preference for the next start.
    Remember(Preference),
    /// The ward that lists and maps show; none is the whole hospital.
    Ward(Option<WardCode>),
    /// This is looked at now; the next list or map opens there.
    Look(Selection),
}

impl Intent {
    pub fn decide_as(user: UserName, phrase: PassPhrase, request: impl Into<Request>) -> Self {
        Self::DecideAs(user, phrase, Box::new(request.into()))
    }

    pub fn decide(request: impl Into<Request>) -> Self {
        Self::Decide(Box::new(request.into()))
    }
}
