//! Where one can go.

use crate::domain::identity::PatientId;
use crate::domain::slips::SlipNumber;

use super::{Action, Draft, Intent, Selection};

/// A screen to open. The screens themselves live in `screens/`, which hands the session a way to build them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// There is no store yet: the sample, or one's own?
    Welcome,
    /// The guide to a store of one's own.
    SetUp,
    Board,
    Census,
    Beds,
    Menu,
    Discrepancies,
    /// The slips of the ward or the hospital.
    Slips,
    /// The list of one desk.
    Desk,
    /// The runs of the carriers.
    Runs,
    /// How much every desk has to do.
    Load,
    /// One slip with everything.
    Slip(SlipNumber),
    /// Choosing the kind of a new slip.
    SlipKinds(Option<PatientId>),
    /// Choosing the desk to look at.
    Desks,
    FirstList,
    /// Numbers that are given by hand.
    Ids,
    /// The form of a movement or an edit, about what is selected. `Action` is one of the keymap's section `movements`.
    Form(Action, Selection),
    /// A form that was interrupted, as it was.
    Resume(Box<Draft>),
    /// Documents about what is selected, and printers.
    Papers(Selection),
    /// The boxes of slips, entered afterwards.
    CheckPaper,
    /// The identity checks that are at hand.
    Checks,
    /// One person, with everything that is known.
    Person(PatientId),
    /// Choosing the ward that lists and maps show, or the whole hospital.
    Wards,
    /// Finding anything, with what is typed already.
    Find(String),
    /// All keys of the screen below.
    Help,
    /// The palette of all actions of the screen below.
    Actions,
    /// A question before something that is hard to take back.
    Confirm(Box<Confirmation>),
}

/// The question, its answers, and what happens on the one that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub title: String,
    /// With the consequence in it.
    pub question: String,
    pub safe: String,
    pub go: String,
    pub then: Vec<Intent>,
}
