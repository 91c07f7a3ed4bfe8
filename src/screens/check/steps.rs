//! The steps of a check, in their order: for whom, what was stated, the slip, the second person. Each is handed in and decided
//! behind the door.

use super::purpose::Purposes;
use super::stage::{self, Stage};
use super::{CheckScreen, Other, Waits};
use crate::app::{Intent, Scope};
use crate::domain::access::PassPhrase;
use crate::domain::checks::command::CheckCommand;
use crate::domain::checks::{Identifiers, StandIn};
use crate::domain::command::Command;
use crate::domain::record::UserName;
use crate::domain::slips::CopyName;
use crate::i18n::Value;
use crate::widgets::{Accepts, TextEdit};

/// Name and date of birth: less is no statement.
const PAIR: usize = 2;

impl CheckScreen {
    /// One step of the check goes to be decided.
    pub(super) fn send(&mut self, step: CheckCommand) -> Vec<Intent> {
        self.error = None;
        self.waits = Waits::ForTheAnswer;
        vec![Intent::decide(Command::Check(step))]
    }

    /// Puts the slip or the patient in hand whose number was typed; `false` when none was.
    pub(super) fn take_in_hand(&mut self, scope: &Scope<'_>) -> bool {
        let Some(in_hand) = self.purposes.in_hand(scope) else {
            return false;
        };
        self.in_hand = Some(in_hand);
        self.purposes = Purposes {
            chosen: self.purposes.chosen.take(),
            ..Purposes::default()
        };
        if let Some(policy) = Self::policy(scope) {
            let shown = self.purposes.shown(policy, self.in_hand.as_ref(), scope);
            self.purposes.mark_chosen(&shown);
        }
        self.error = None;
        true
    }

    /// The purpose under the cursor, for whoever is in hand; a number puts somebody in hand first.
    pub(super) fn begin(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if self.take_in_hand(scope) {
            return Vec::new();
        }
        let Some(policy) = Self::policy(scope) else {
            self.error = Some(scope.words.say("refusal-no-check-policy"));
            return Vec::new();
        };
        let shown = self.purposes.shown(policy, self.in_hand.as_ref(), scope);
        let Some((_, purpose)) = shown.get(self.purposes.selected) else {
            self.error = Some(scope.words.say("check-no-purpose"));
            return Vec::new();
        };
        let purpose = purpose.code.clone();
        let Some(in_hand) = self.in_hand.clone() else {
            // The number that is asked for now does not go behind the one that chose the purpose.
            self.purposes.ask_for_whom(&purpose);
            let shown = self.purposes.shown(policy, None, scope);
            self.purposes.mark_chosen(&shown);
            self.error = Some(scope.words.say("check-nobody"));
            return Vec::new();
        };
        self.purpose = Some(purpose.clone());
        self.send(CheckCommand::Begin { purpose, in_hand })
    }

    /// Enter: the next empty field as long as not enough was stated.
    pub(super) fn go_on(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(check) = stage::find(scope, self.check) else {
            return Vec::new();
        };
        let (many, third) = stage::demanded(check);
        let filled = self.statement.filled();
        let wanted = check.standing.begun().map(|begun| &begun.fact.demand.third);
        let has_third = wanted.is_none_or(|wanted: &Identifiers| {
            // Nobody looks alike, but all of it is true of somebody else: anything further helps.
            wanted.is_empty() || wanted.iter().any(|kind| filled.contains(kind))
        });
        let is_enough = filled.len() >= many && (!third || has_third);
        if !self.statement.judge(scope) {
            return Vec::new();
        }
        if !is_enough && let Some(next) = self.statement.next_empty() {
            self.statement.focus = next;
            return Vec::new();
        }
        self.state(scope)
    }

    /// What was stated goes to be compared.
    pub(super) fn state(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(check) = self.check else { return Vec::new() };
        if !self.statement.is_typed() {
            self.error = Some(scope.words.say("refusal-nothing-stated"));
            return Vec::new();
        }
        let Some(stated) = self.statement.read(scope) else {
            return Vec::new();
        };
        let filled = self.statement.filled();
        // Said before anything is compared: what is still to be asked.
        // Two are a statement; what a look-alike has to be asked for is said once they agree.
        let (many, _) = stage::find(scope, Some(check)).map_or((0, false), stage::demanded);
        let many = many.min(PAIR);
        if let Some(missing) = many.checked_sub(filled.len()).filter(|missing| *missing > 0) {
            let empty = self
                .statement
                .fields
                .iter()
                .filter(|field| field.edit.text().trim().is_empty());
            let kinds: Vec<String> = empty.map(|field| scope.words.say(field.kind.term())).collect();
            let places = [
                ("count", Value::from(missing)),
                ("kinds", kinds.join(&scope.words.say("list-or")).into()),
            ];
            self.error = Some(scope.words.fill("check-too-few", &places));
            if let Some(next) = self.statement.first_empty() {
                self.statement.focus = next;
            }
            return Vec::new();
        }
        self.send(CheckCommand::State { check, stated })
    }

    pub(super) fn match_slip(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(check) = self.check else { return Vec::new() };
        match CopyName::parse(self.slip.text()) {
            Some(slip) => self.send(CheckCommand::Slip { check, slip }),
            None => {
                self.error = Some(scope.words.say("check-no-slip-number"));
                self.mark_slip();
                Vec::new()
            }
        }
    }

    /// What was refused stays to be read, and the next number takes its place.
    pub(super) fn mark_slip(&mut self) {
        self.slip = TextEdit::proposing(Accepts::Folded, self.slip.text());
    }

    /// Somebody else confirms, with an account of their own, without ending the work of the first.
    pub(super) fn confirm(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some((id, check)) = self.check.zip(stage::find(scope, self.check)) else {
            return Vec::new();
        };
        if !self.other.on_phrase {
            self.other.on_phrase = true;
            return Vec::new();
        }
        let Some(user) = UserName::parse(self.other.user.text().trim()) else {
            self.other.on_phrase = false;
            self.error = Some(scope.words.say("check-no-user"));
            return Vec::new();
        };
        let step = match (self.stage, check.stands_in()) {
            (Stage::Voucher, Some(by)) => CheckCommand::Vouch { check: id, by },
            _ => CheckCommand::Second { check: id },
        };
        let phrase = PassPhrase::new(self.other.phrase.text());
        if phrase.is_empty() {
            self.error = Some(scope.words.say("check-no-phrase"));
            return Vec::new();
        }
        self.other = Other::default();
        self.error = None;
        self.waits = Waits::ForTheAnswer;
        vec![Intent::decide_as(user, phrase, Command::Check(step))]
    }

    pub(super) fn stand_ins(&self, scope: &Scope<'_>) -> Vec<StandIn> {
        let check = stage::find(scope, self.check);
        let begun = check.and_then(|check| check.standing.begun());
        begun.map(|begun| begun.fact.demand.instead.clone()).unwrap_or_default()
    }

    pub(super) fn choose_stand_in(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let by = self
            .stands_in
            .and_then(|place| self.stand_ins(scope).get(place).copied());
        let (Some(check), Some(by)) = (self.check, by) else {
            return Vec::new();
        };
        self.stands_in = None;
        self.send(CheckCommand::Vouch { check, by })
    }
}
