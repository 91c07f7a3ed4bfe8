//! F6: the identity check. Purpose → what the patient states is typed, blind → compared → the slip in hand → a second person
//! where one is needed → the result in a colour, a word and a shape.
//!
//! Here is which key does what at which stage. `stage` says where a check is, out of the check itself; `purpose` chooses what it
//! is for, `statement` has the fields, `steps` hands each step in, `leaving` has the ways out; `view` draws, `over` what came of it and
//! `result` the sign for that. `paper` enters the boxes of slips afterwards, `list` shows what is kept.
//!
//! Nothing here compares, and nothing here knows what is expected: that is decided behind the door.

mod leaving;
mod list;
mod over;
mod paper;
mod purpose;
mod result;
mod stage;
mod statement;
mod steps;
mod view;

pub use list::ChecksScreen;
pub use paper::PaperScreen;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::{Outcome, Refused};
use crate::app::{Action, Happening, Intent, KeyCondition, KeyContext, Route, Scope, Screen, Selection, Situation};
use crate::domain::checks::command::InHand;
use crate::domain::checks::{Check, CheckId, CheckPolicy, PurposeCode};
use crate::domain::identity::PatientRef;
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
