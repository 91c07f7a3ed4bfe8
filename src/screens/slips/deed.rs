//! What the keys do with the selected sheet: at once where nothing has to be said, in a form where something has.

use std::collections::BTreeSet;

use crate::app::paper::{Outlet, PaperOrder};
use crate::app::{Action, Intent, KeyCondition, Notice, Paper, Route, Scope, Selection, Tone};
use crate::domain::printing::decide::times_printed;
use crate::domain::slips::{
    CopyName, Post,
    command::{Before, Dropped, Perform, PickUp, SlipCommand, Taken},
    fact::{Ending, Handed, Outcome},
};
use crate::domain::text::{NAME, Text};
use crate::screens::papers::warned;

/// What is selected: one sheet, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub name: Option<CopyName>,
    pub post: Option<Post>,
    /// Who does it, where that was asked.
    pub by: Option<Text>,
    /// What becomes of steps before it that nobody recorded.
    pub before: Before,
}

/// Where somebody works: the desk that was chosen, or the ward of this laptop.
pub fn own_post(scope: &Scope<'_>) -> Option<Post> {
    let ward = || scope.ward.and_then(|ward| Post::parse(ward.as_str()));
    scope.focus.paper.post.clone().or_else(ward)
}

impl Target {
    pub fn new(name: Option<CopyName>, post: Option<Post>) -> Self {
        Self {
            name,
            post,
            by: None,
            before: Before::Recorded,
        }
    }

    pub fn selection(&self, scope: &Scope<'_>) -> Selection {
        let patient = self.name.and_then(|name| scope.hospital.slip(name.slip)?.patient());
        Selection {
            patient,
            paper: Paper {
                slip: self.name,
                post: self.post.clone(),
                kind: None,
                run: None,
            },
            ..Selection::default()
        }
    }

    /// What keymaps may ask of it.
    pub fn conditions(&self, scope: &Scope<'_>) -> BTreeSet<KeyCondition> {
        let mut holds = BTreeSet::new();
        let slip = self.name.and_then(|name| scope.hospital.slip(name.slip));
        if let Some(slip) = slip {
            holds.insert(KeyCondition::Slip);
            if slip.open_query().is_some() {
                holds.insert(KeyCondition::Queried);
            }
            if slip.awaits_revision() {
                holds.insert(KeyCondition::RevisionDue);
            }
            if slip.unpassed().next().is_some() {
                holds.insert(KeyCondition::NoteDue);
            }
            if slip.copies.iter().any(|copy| slip.is_recalled(copy)) {
                holds.insert(KeyCondition::Recalled);
            }
            if slip.copies.iter().any(|copy| copy.custody().is_lost()) {
                holds.insert(KeyCondition::Lost);
            }
        }
        holds
    }
}

/// What an action comes to for a sheet; nothing when it needs what is not there.
pub fn intents(action: Action, target: &Target, scope: &Scope<'_>) -> Vec<Intent> {
    let form = || vec![Intent::Open(Route::Form(action, target.selection(scope)))];
    let slip = target.name.and_then(|name| scope.hospital.slip(name.slip));
    match action {
        Action::AskBack if slip.is_some_and(|slip| slip.open_query().is_some()) => {
            let said = scope.words.say("slips-asked-already");
            return vec![Intent::Say(Notice::new(Tone::Warn, said))];
        }
        Action::WriteSlip => return vec![Intent::Open(Route::SlipKinds(None))],
        Action::PrintSlip => return print(target, None, scope),
        Action::RegisterSlip
        | Action::OpenRun
        | Action::AskBack
        | Action::FollowQuery
        | Action::Answer
        | Action::Revise
        | Action::Perform
        | Action::Check
        | Action::CancelSlip => return form(),
        _ => {}
    }
    Vec::new()
}

/// All copies of the slip on the printer that was used last; what was printed before is a matter of the screen of papers,
/// where the copy and the reason are asked.
///
/// At a desk it is printed there, and lies there.
pub fn print(target: &Target, desk: Option<Post>, scope: &Scope<'_>) -> Vec<Intent> {
    let Some(slip) = target.name.and_then(|name| scope.hospital.slip(name.slip)) else {
        let said = scope.words.say("slips-nothing-selected");
        return vec![Intent::Say(Notice::new(Tone::Warn, said))];
    };
    let order = PaperOrder {
        desk,
        ..PaperOrder::slip(slip.number, slip.revision(), Outlet::Usual)
    };
    if times_printed(scope.hospital, &order.paper) > 0 {
        return vec![Intent::Act(Action::Papers)];
    }
    warned::print(order, scope)
}

/// The command of an action about a sheet, where no form is needed.
pub fn command(action: Action, target: &Target, scope: &Scope<'_>) -> Option<SlipCommand> {
    let name = target.name?;
    let slip = name.slip;
    let here = target.post.clone();
    // With accounts the account that records it says who did it.
    let by = || {
        let own = || Text::parse(&scope.desk.user, NAME).ok();
        let unsaid = if scope.hospital.has_accounts() { None } else { own() };
        target.by.clone().or(unsaid)
    };
    Some(match action {
        Action::PickUp => SlipCommand::PickUp(PickUp {
            what: Taken::Copy(name),
            carrier: by(),
            run: None,
            to: None,
        }),
        Action::Receive => SlipCommand::Receive { name, at: here? },
        Action::StartWork => SlipCommand::Start { slip, at: here },
        Action::StepDone => SlipCommand::Done {
            slip,
            step: None,
            at: here,
            by: by(),
            before: target.before,
        },
        Action::PerformMany => SlipCommand::Perform(Perform {
            slip,
            outcome: Outcome::Done,
            by: by(),
            amount: None,
            lot: None,
            remark: None,
        }),
        Action::ReturnResult => SlipCommand::ReturnResult {
            slip,
            by: by(),
            remark: None,
        },
        Action::HandOver => SlipCommand::HandOver {
            what: Dropped::Copy(name),
            to: Handed::Post(here?),
        },
        Action::Bill => SlipCommand::Bill { slip },
        Action::File => SlipCommand::File {
            name,
            how: ending(scope, name),
            // At a desk it is in the hand there; a list of the whole hospital knows only what was recorded.
            at: scope.focus.paper.post.clone().and(here),
        },
        Action::PassNote => SlipCommand::PassNote { name },
        Action::Recall => SlipCommand::Recall { name, at: here },
        Action::CannotFind => SlipCommand::CannotFind { name, remark: None },
        Action::Found => SlipCommand::Found { name, at: here? },
        _ => return None,
    })
}

/// A patient's sheet is given, all others are filed.
fn ending(scope: &Scope<'_>, name: CopyName) -> Ending {
    let slip = scope.hospital.slip(name.slip);
    let copy = slip.and_then(|slip| slip.copy(name.copy?));
    match copy.map(|copy| copy.purpose) {
        Some(crate::domain::slips::Purpose::Patient) => Ending::Given,
        _ => Ending::Filed,
    }
}
