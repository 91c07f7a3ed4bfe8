//! What the keys do with the selected sheet: at once where nothing has to be said, in a form where something has.

use std::collections::BTreeSet;

use crate::app::sentences::Speaker;
use crate::app::{Action, Confirmation, Intent, KeyCondition, Notice, Paper, Route, Scope, Selection, Tone};
use crate::domain::command::Command;
use crate::domain::slips::{
    CopyName, Post,
    ask::present_warnings,
    command::{Dropped, Perform, PickUp, SlipCommand, Taken, WarningsSeen},
    fact::{Ending, Handed, Outcome},
};
use crate::domain::text::{NAME, Text};

/// What is selected: one sheet, at one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    pub name: Option<CopyName>,
    pub post: Option<Post>,
    /// Who does it, where that was asked.
    pub by: Option<Text>,
}

impl Target {
    pub fn selection(&self, scope: &Scope<'_>) -> Selection {
        let patient = self.name.and_then(|name| scope.hospital.slip(name.slip)?.patient());
        Selection {
            patient,
            paper: Paper {
                slip: self.name,
                post: self.post.clone(),
                kind: None,
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
        }
        holds
    }
}

/// What an action comes to for a sheet; nothing when it needs what is not there.
pub fn intents(action: Action, target: &Target, scope: &Scope<'_>) -> Vec<Intent> {
    let form = || vec![Intent::Open(Route::Form(action, target.selection(scope)))];
    match action {
        Action::WriteSlip => return vec![Intent::Open(Route::SlipKinds)],
        Action::RegisterSlip
        | Action::OpenRun
        | Action::AskBack
        | Action::FollowQuery
        | Action::Answer
        | Action::Revise
        | Action::Perform
        | Action::Check
        | Action::CancelSlip => return form(),
        Action::PrintSlip => {
            if let Some(confirmation) = looked_at(target, scope) {
                return vec![Intent::Open(Route::Confirm(Box::new(confirmation)))];
            }
        }
        _ => {}
    }
    match command(action, target, scope) {
        Some(command) => vec![Intent::decide(Command::Slip(command))],
        // A key that is shown answers, on an empty list too.
        None if target.name.is_none() => {
            let said = scope.words.say("slips-nothing-selected");
            vec![Intent::Say(Notice::new(Tone::Warn, said))]
        }
        None => Vec::new(),
    }
}

/// What must be looked at stands in a question before a slip is printed: never silently (domain.md, Order slips 9).
fn looked_at(target: &Target, scope: &Scope<'_>) -> Option<Confirmation> {
    let slip = scope.hospital.slip(target.name?.slip)?;
    let mut found = present_warnings(scope.hospital, slip);
    if let Some(patient) = slip.patient() {
        found = super::with_look_alikes(found, patient, scope);
    }
    if found.is_empty() {
        return None;
    }
    let words = scope.words;
    let speaker = Speaker::new(words, scope.hospital).at(scope.now);
    let told: Vec<String> = found.iter().map(|warning| speaker.warning(warning)).collect();
    let places = [
        ("slip", slip.number.to_string().into()),
        ("warnings", told.join(&words.say("list-comma")).into()),
    ];
    let printed = command(Action::PrintSlip, target, scope)?;
    Some(Confirmation {
        title: words.say("action-print-slip"),
        question: words.fill("slips-print-warned", &places),
        safe: words.say("slips-print-warned-not"),
        go: words.say("slips-print-warned-go"),
        then: vec![Intent::decide(Command::Slip(printed))],
    })
}

/// The command of an action about a sheet, where no form is needed.
pub fn command(action: Action, target: &Target, scope: &Scope<'_>) -> Option<SlipCommand> {
    let name = target.name?;
    let slip = name.slip;
    let here = target.post.clone();
    let by = || target.by.clone().or_else(|| Text::parse(&scope.desk.user, NAME).ok());
    Some(match action {
        Action::PrintSlip => SlipCommand::Print {
            slip,
            printer: None,
            // It was asked (`intents`).
            seen: WarningsSeen::Yes,
        },
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
            by: by(),
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
            at: None,
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
