//! F6: the identity check. Purpose → what the patient states is typed, blind → compared → the slip in hand → a second person
//! where one is needed → the result in a colour, a word and a shape.
//!
//! `stage` says where a check is, out of the check itself; `purpose` chooses what it is for, `statement` has the fields,
//! `view` draws, `result` draws what came of it. `paper` enters the boxes of slips afterwards, `list` shows what is kept.
//!
//! Nothing here compares, and nothing here knows what is expected: that is decided behind the door. Long because every step of a
//! check has its keys here.

mod list;
mod paper;
mod purpose;
mod result;
mod stage;
mod statement;
mod view;

pub use list::ChecksScreen;
pub use paper::PaperScreen;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::{Outcome, Refused};
use crate::app::{
    Action, Confirmation, Happening, Intent, KeyCondition, KeyContext, Route, Scope, Screen, Selection, Situation,
};
use crate::domain::access::PassPhrase;
use crate::domain::checks::{
    Check, CheckId, CheckPolicy, Identifiers, PurposeCode, StandIn,
    command::{CheckCommand, InHand},
};
use crate::domain::command::Command;
use crate::domain::identity::PatientRef;
use crate::domain::record::UserName;
use crate::domain::slips::CopyName;
use crate::i18n::Value;
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::widgets::{Accepts, TextEdit};

use purpose::Purposes;
use stage::Stage;
use statement::Statement;

/// What keymaps may ask of the result of a check.
fn result_conditions(check: Option<&Check>) -> BTreeSet<KeyCondition> {
    let held = check.filter(|check| check.is_mismatch()).and_then(Check::slip);
    held.map(|_| KeyCondition::Slip).into_iter().collect()
}

/// Where the keyboard is when a check is over.
fn result_situation(check: &Check) -> Situation {
    let mut holds = result_conditions(Some(check));
    holds.insert(KeyCondition::Writable);
    Situation {
        contexts: vec![KeyContext::CheckResult, KeyContext::Everywhere],
        holds,
        typing: Typing::Keys,
    }
}

/// Name and date of birth: less is no statement.
const PAIR: usize = 2;

/// Whether an answer is under way: nothing is sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    No,
    ForTheAnswer,
    /// The check is given up, and then the screen closes.
    ToLeave,
}

/// Somebody else at the same laptop: the account, and what proves it.
struct Other {
    user: TextEdit,
    phrase: TextEdit,
    on_phrase: bool,
}

impl Default for Other {
    fn default() -> Self {
        Self {
            user: TextEdit::new(Accepts::Folded),
            phrase: TextEdit::new(Accepts::Secret),
            on_phrase: false,
        }
    }
}

pub struct CheckScreen {
    in_hand: Option<InHand>,
    purposes: Purposes,
    purpose: Option<PurposeCode>,
    check: Option<CheckId>,
    stage: Stage,
    /// Choosing who speaks for the patient.
    stands_in: Option<usize>,
    statement: Statement,
    slip: TextEdit,
    other: Other,
    error: Option<String>,
    waits: Waits,
}

impl CheckScreen {
    pub fn new(selection: &Selection, scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            in_hand: match (selection.paper.slip, selection.patient) {
                (Some(slip), _) => Some(InHand::Slip(slip)),
                (None, patient) => patient.map(|patient| InHand::Patient(PatientRef::Record(patient))),
            },
            purposes: Purposes::default(),
            purpose: None,
            check: None,
            stage: Stage::Purpose,
            stands_in: None,
            statement: Statement::default(),
            slip: TextEdit::new(Accepts::Folded),
            other: Other::default(),
            error: None,
            waits: Waits::No,
        };
        screen.settle(scope);
        screen
    }

    fn policy<'s>(scope: &'s Scope<'_>) -> Option<&'s CheckPolicy> {
        scope.hospital.check_policy().map(|adopted| adopted.policy.as_ref())
    }

    fn send(&mut self, step: CheckCommand) -> Vec<Intent> {
        self.error = None;
        self.waits = Waits::ForTheAnswer;
        vec![Intent::decide(Command::Check(step))]
    }

    /// Puts the slip or the patient in hand whose number was typed; `false` when none was.
    fn take_in_hand(&mut self, scope: &Scope<'_>) -> bool {
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
    fn begin(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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
    fn go_on(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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
    fn state(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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

    fn match_slip(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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
    fn mark_slip(&mut self) {
        self.slip = TextEdit::proposing(Accepts::Folded, self.slip.text());
    }

    /// Somebody else confirms, with an account of their own, without ending the work of the first.
    fn confirm(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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

    fn stand_ins(&self, scope: &Scope<'_>) -> Vec<StandIn> {
        let check = stage::find(scope, self.check);
        let begun = check.and_then(|check| check.standing.begun());
        begun.map(|begun| begun.fact.demand.instead.clone()).unwrap_or_default()
    }

    fn choose_stand_in(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let by = self
            .stands_in
            .and_then(|place| self.stand_ins(scope).get(place).copied());
        let (Some(check), Some(by)) = (self.check, by) else {
            return Vec::new();
        };
        self.stands_in = None;
        self.send(CheckCommand::Vouch { check, by })
    }

    /// Esc: out of the list of who speaks instead, or out of the check.
    fn leave(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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
    fn abandon(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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
    fn again(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
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
    fn cancel_slip(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let held = stage::find(scope, self.check).filter(|check| check.is_mismatch());
        let Some(slip) = held.and_then(Check::slip) else {
            return Vec::new();
        };
        // Its number and its kind are told; whose it is, is what the next check asks.
        let mut selection = Selection::default();
        selection.paper.slip = Some(slip.into());
        vec![Intent::Open(Route::Form(Action::CancelSlip, selection))]
    }

    fn decided(&mut self, outcome: &Outcome, scope: &Scope<'_>) -> Vec<Intent> {
        let leaves = self.waits == Waits::ToLeave;
        self.waits = Waits::No;
        match outcome {
            Ok(receipt) => {
                self.check = receipt.check.or(self.check);
                self.slip.apply(&crate::widgets::Edit::Clear);
                // What was typed is not kept a moment longer than it is needed.
                self.statement.clear();
            }
            Err(refused) => {
                self.error = Some(scope.refused(refused));
                self.mark_slip();
                if let Refused::NotSaved(_) = refused {
                    return Vec::new();
                }
            }
        }
        if leaves { vec![Intent::Back] } else { Vec::new() }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Option<Vec<Intent>> {
        Some(match (self.stage, action) {
            (_, Action::Back) => self.leave(scope),
            (Stage::Purpose, Action::Up) => self.step_purpose(-1, scope),
            (Stage::Purpose, Action::Down) => self.step_purpose(1, scope),
            (Stage::Purpose, Action::Open | Action::GoOn) => self.begin(scope),
            // What a scanner typed ends with this: it says for whom, and begins nothing.
            (Stage::Purpose, Action::NextField) => {
                self.take_in_hand(scope);
                Vec::new()
            }
            (Stage::Purpose, Action::CheckPaper) => vec![Intent::Open(Route::CheckPaper)],
            (Stage::Purpose, Action::Checks) => vec![Intent::Open(Route::Checks)],
            (Stage::StandIn, Action::Up | Action::PreviousField) => self.step_stand_in(-1, scope),
            (Stage::StandIn, Action::Down | Action::NextField) => self.step_stand_in(1, scope),
            (Stage::StandIn, Action::GoOn | Action::Save) => self.choose_stand_in(scope),
            (Stage::Statement, Action::StandIn) => {
                if self.stand_ins(scope).is_empty() {
                    self.error = Some(scope.words.say("check-no-stand-in"));
                } else {
                    self.stands_in = Some(0);
                }
                Vec::new()
            }
            (Stage::Statement, Action::NextField | Action::Down) => {
                self.statement.judge(scope);
                self.statement.step(1);
                Vec::new()
            }
            (Stage::Statement, Action::PreviousField | Action::Up) => {
                self.statement.judge(scope);
                self.statement.step(-1);
                Vec::new()
            }
            (Stage::Statement, Action::GoOn) => self.go_on(scope),
            (Stage::Statement, Action::Save) => self.state(scope),
            // A scanned slip is in hand: that is the match.
            (Stage::Slip, Action::GoOn | Action::Save | Action::NextField) => self.match_slip(scope),
            (Stage::Voucher | Stage::Second, Action::NextField | Action::PreviousField | Action::Up | Action::Down) => {
                self.other.on_phrase = !self.other.on_phrase;
                Vec::new()
            }
            (Stage::Voucher | Stage::Second, Action::GoOn | Action::Save) => self.confirm(scope),
            (Stage::Result, Action::GoOn) => vec![Intent::Back],
            (Stage::Result, Action::Again) => self.again(scope),
            (Stage::Result, Action::CancelSlip) => self.cancel_slip(scope),
            _ => return None,
        })
    }

    fn step_purpose(&mut self, steps: isize, scope: &Scope<'_>) -> Vec<Intent> {
        let shown = Self::policy(scope).map_or(0, |policy| {
            self.purposes.shown(policy, self.in_hand.as_ref(), scope).len()
        });
        self.purposes.step(steps, shown);
        Vec::new()
    }

    fn step_stand_in(&mut self, steps: isize, scope: &Scope<'_>) -> Vec<Intent> {
        let last = self.stand_ins(scope).len().saturating_sub(1);
        self.stands_in = self.stands_in.map(|place| place.saturating_add_signed(steps).min(last));
        Vec::new()
    }
}

impl Screen for CheckScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        let contexts = match self.stage {
            Stage::Purpose => vec![KeyContext::CheckPurpose, KeyContext::Finder, KeyContext::Typing],
            Stage::StandIn => vec![KeyContext::Check, KeyContext::Form],
            Stage::Result => vec![KeyContext::CheckResult],
            _ => vec![KeyContext::Check, KeyContext::Typing, KeyContext::Form],
        };
        let typing = match self.stage {
            Stage::StandIn | Stage::Result => Typing::Keys,
            _ => Typing::Text,
        };
        let holds = match self.stage {
            Stage::Result => result_conditions(stage::find(scope, self.check)),
            _ => BTreeSet::new(),
        };
        Situation {
            contexts,
            holds,
            typing,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Happening::Decided(outcome) = &happening {
            return self.decided(outcome, scope);
        }
        if self.waits != Waits::No {
            return Vec::new();
        }
        if happening == Happening::Agreed {
            return self.abandon(scope);
        }
        if let Happening::Action(action) = happening
            && let Some(intents) = self.act(action, scope)
        {
            return intents;
        }
        if let Some(edit) = edit_of(&happening) {
            self.error = None;
            match self.stage {
                Stage::Purpose => self.purposes.apply(&edit),
                Stage::Statement => self.statement.apply(&edit),
                Stage::Slip => self.slip.apply(&edit),
                Stage::Voucher | Stage::Second if self.other.on_phrase => self.other.phrase.apply(&edit),
                Stage::Voucher | Stage::Second => self.other.user.apply(&edit),
                Stage::StandIn | Stage::Result => {}
            }
        }
        Vec::new()
    }

    fn forget_secrets(&mut self) {
        self.other = Other::default();
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let Some(check) = stage::find(scope, self.check) else {
            self.stage = Stage::Purpose;
            return;
        };
        self.stage = match (stage::of(check, scope), self.stands_in) {
            (Stage::Statement, Some(_)) => Stage::StandIn,
            (stage, _) => stage,
        };
        if let (Stage::Statement, Some(policy)) = (self.stage, Self::policy(scope)) {
            self.statement.ask(&stage::asked(check, policy, scope));
        }
        if self.stage == Stage::Result {
            self.statement.clear();
        }
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.draw(scope, area, buffer)
    }

    /// Never anywhere else: what a scanned number finds would say who is expected.
    fn takes_scan(&self) -> bool {
        self.stage != Stage::Result
    }

    /// An open check is left by giving it up, not by going elsewhere.
    fn is_unsaved(&self) -> bool {
        self.check.is_some() && self.stage != Stage::Result
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-check")
    }
}
