//! The contract of a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::ask::Answer;
use crate::domain::record::Timestamp;
use crate::domain::refusal::Refusal;
use crate::input::Spot;
use crate::search::everyone::Double;

use super::door::{Findings, LockedOut, MirrorChosen, NotChosen, Outcome};
use super::paper::PaperAnswer;
use super::{Action, Draft, FirstSlip, Intent, NotOpened, Scope, Selection, Situation};

/// What reaches a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    Action(Action),
    /// Text for the field that is typed into: a character, a paste, what an input method committed.
    Text(String),
    /// The mouse was clicked on something that this screen has drawn.
    Pointed(Spot),
    /// The answer to what this screen asked for.
    Decided(Outcome),
    /// The answer to a question of this screen.
    Answered(Box<Result<Answer, Refusal>>),
    /// Whom what was typed last may mean.
    Found(Box<Result<Findings, Refusal>>),
    /// Who may be the person that is to be registered, as it was said last.
    Compared(Box<Result<Vec<Double>, Refusal>>),
    /// What this screen asked before something hard to take back was answered with yes.
    Agreed,
    /// What was typed already came from a scanner: it is opened at once when it is one thing only.
    Scanned,
    /// What the paper that this screen asked about will look like.
    PaperShown(Box<PaperAnswer>),
    /// Whose account is locked at this laptop.
    LockedOut(Result<Vec<LockedOut>, Refusal>),
    /// The first pass phrase that this screen asked for, or why there is none.
    PhraseReset(Result<FirstSlip, String>),
    /// Whether the mirror that this screen asked for was chosen.
    MirrorChosen(Result<MirrorChosen, NotChosen>),
    /// It has just been opened, and may ask for what it shows.
    Begins,
    /// The store that this screen asked for could not be made.
    NotOpened(NotOpened),
}

/// Whether a screen fills the body or lies over the one below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    Full,
    Over,
}

/// One screen: state, update, view. It reaches the hospital only through intents.
pub trait Screen: Send {
    /// Where the keyboard is in it, without `everywhere`, which always comes last.
    fn situation(&self, scope: &Scope<'_>) -> Situation;

    /// Takes what happened; says what it wants.
    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent>;

    /// Brings selections and windows in line with the hospital, the size and the language as they are now. Called after
    /// every change and before every view.
    fn settle(&mut self, scope: &Scope<'_>);

    /// Draws; says where the text cursor stands, if there is one.
    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position>;

    fn extent(&self) -> Extent {
        Extent::Full
    }

    /// Whether something was typed that would be lost: nobody leaves it by accident.
    fn is_unsaved(&self) -> bool {
        false
    }

    /// Whether something was typed that nobody has saved, however little: going elsewhere asks first.
    fn is_typed(&self) -> bool {
        self.is_unsaved() || self.draft().is_some()
    }

    /// When something on it looks different without anything having happened: a mark fades.
    fn fades(&self) -> Option<Timestamp> {
        None
    }

    /// Whether the field with the keyboard asks for a number as it stands on paper: then what a scanner types is its text. From
    /// everywhere else a scanned number is looked for.
    fn takes_scan(&self) -> bool {
        false
    }

    /// What is being typed, so that it comes back after a crash (`Route::Resume`); nothing when nothing was typed yet. Every
    /// form has one.
    fn draft(&self) -> Option<Draft> {
        None
    }

    /// Wipes what proves who somebody is (a pass phrase): the laptop is locked, and who comes back may be alone. Every screen that
    /// asks for one has it.
    fn forget_secrets(&mut self) {}

    /// What documents are about when somebody wants paper from here; what was looked at last where nothing is said.
    fn papers(&self, _: &Scope<'_>) -> Option<Selection> {
        None
    }

    /// What the title bar says of it: the ward, the patient.
    fn title(&self, scope: &Scope<'_>) -> String;
}
