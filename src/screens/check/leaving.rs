//! The ways out of a check: given up, begun again after a mismatch, or with the slip that is held out of force.

use super::stage::{self, Stage};
use super::{CheckScreen, Waits};
use crate::app::{Action, Confirmation, Intent, Route, Scope, Selection};
use crate::domain::checks::Check;
use crate::domain::checks::command::CheckCommand;

impl CheckScreen {
    /// Esc: out of the list of who speaks instead, or out of the check.
    pub(super) fn leave(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if self.stands_in.take().is_some() {
            return Vec::new();
        }
        match stage::find(scope, self.check) {
            // Something was said already: it is not thrown away by one key.
            Some(check) if check.is_open(scope.now) && self.is_under_way() => {
                vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
                    title: scope.words.say("action-check"),
                    question: scope.words.say("check-leave-question"),
                    safe: scope.words.say("check-leave-safe"),
                    go: scope.words.say("check-leave-go"),
                    then: vec![Intent::Agree],
                })))]
            }
            _ => self.abandon(scope),
        }
    }

    /// Whether leaving would lose what somebody has stated.
    fn is_under_way(&self) -> bool {
        self.stage != Stage::Statement || self.statement.is_typed()
    }

    /// An open check is given up, and kept as such.
    pub(super) fn abandon(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        match stage::find(scope, self.check) {
            Some(check) if check.is_open(scope.now) => {
                let intents = self.send(CheckCommand::Abandon { check: check.id });
                self.waits = Waits::ToLeave;
                intents
            }
            _ => vec![Intent::Back],
        }
    }

    /// A new check of the same patient for the same purpose: the way on after a mismatch.
    pub(super) fn again(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let (Some(purpose), Some(in_hand)) = (self.purpose.clone(), self.in_hand.clone()) else {
            return Vec::new();
        };
        let selection = Selection::default();
        *self = Self {
            in_hand: Some(in_hand.clone()),
            purpose: Some(purpose.clone()),
            ..Self::new(&selection, scope)
        };
        self.send(CheckCommand::Begin { purpose, in_hand })
    }

    /// The other way on: the slip that is held goes out of force.
    pub(super) fn cancel_slip(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let held = stage::find(scope, self.check).filter(|check| check.is_mismatch());
        let Some(slip) = held.and_then(Check::slip) else {
            return Vec::new();
        };
        // Its number and its kind are told; whose it is, is what the next check asks.
        let mut selection = Selection::default();
        selection.paper.slip = Some(slip.into());
        vec![Intent::Open(Route::Form(Action::CancelSlip, selection))]
    }
}
