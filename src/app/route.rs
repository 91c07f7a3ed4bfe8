//! Where one can go.

use crate::domain::access::Deed;
use crate::domain::identity::PatientId;
use crate::domain::record::UserName;
use crate::domain::slips::SlipNumber;

use super::{Action, Draft, Intent, Selection, SetUpSoFar};

/// A screen to open. The screens themselves live in `screens/`, which hands the session a way to build them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// There is no store yet: the sample, or one's own?
    Welcome,
    /// The guide to a store of one's own, with what had been typed before it was interrupted.
    SetUp(SetUpSoFar),
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
    /// Why somebody takes more than their role gives.
    BreakGlass,
    /// What of that nobody has looked at yet.
    ReviewGlass,
    /// Who has an account.
    Accounts,
    /// Choosing another role or duty for somebody.
    AccountRole(UserName),
    /// The copy on a second disk.
    Mirror,
}

impl Route {
    /// What somebody has to be allowed to see what is there.
    pub fn deed(&self) -> Option<Deed> {
        match self {
            Self::Board | Self::Census | Self::Beds | Self::Discrepancies | Self::Wards | Self::FirstList => {
                Some(Deed::ReadCensus)
            }
            // What can be found are people.
            Self::Find(_) => Some(Deed::ReadCensus),
            // Also the records of a patient, of which one may be taken back.
            Self::Person(_) | Self::Checks | Self::Ids | Self::Form(Action::TakeBack, _) => Some(Deed::ReadPerson),
            Self::Slips | Self::Desk | Self::Slip(_) | Self::SlipKinds(..) | Self::Desks | Self::Runs | Self::Load => {
                Some(Deed::ReadSlips)
            }
            Self::CheckPaper | Self::Form(Action::Check, _) => Some(Deed::CheckIdentity),
            // What is known of the person stands in it.
            Self::Form(Action::Amend, _) => Some(Deed::ChangePeople),
            Self::Papers(_) => Some(Deed::Print),
            Self::BreakGlass => Some(Deed::BreakGlass),
            Self::ReviewGlass => Some(Deed::ReviewGlass),
            Self::Accounts => Some(Deed::ReadAccounts),
            Self::AccountRole(_) => Some(Deed::ManageAccounts),
            // A form says itself what it needs when it is saved; the rest is about nobody.
            Self::Form(..)
            | Self::Resume(_)
            | Self::Welcome
            | Self::SetUp(_)
            | Self::Menu
            | Self::Mirror
            | Self::Help
            | Self::Actions
            | Self::Confirm(_) => None,
        }
    }
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
