//! What is typed goes to be saved: what is asked before, and what becomes of it.

use super::{Comparison, First, FormScreen, Progress, Said};
use crate::app::door::{Outcome, Receipt, Refused};
use crate::app::{Action, Confirmation, Intent, KeyContext, Notice, Route, Scope, Screen, Selection, Tone};
use crate::screens::forms::issuing::name_request;
use crate::screens::forms::reader::fields_of;

impl FormScreen {
    /// Saves, or says what is still wrong, or asks first.
    pub(super) fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let asks = self.compare();
        if self.comparison != Comparison::Done {
            self.comparison = Comparison::Awaited;
            let waits = say(scope, "form-same-looking", Tone::Quiet);
            return asks.into_iter().chain([waits]).collect();
        }
        self.form.reach_all();
        self.refused = None;
        self.tried = true;
        self.sheet.settle(&mut self.form, scope);
        self.judge(scope);
        if let Some(wrong) = self.wrongs.first() {
            self.form.focus(wrong.field);
            return vec![say(scope, "form-not-yet", Tone::Warn)];
        }
        match &self.general {
            Some(general) if general.said == Said::WhenSaving => {
                self.tried = false;
                let mut situation = self.situation(scope);
                situation.contexts.push(KeyContext::Everywhere);
                let keys = scope.keys.keys_of(&situation, Action::Back);
                let back = keys.first().map(ToString::to_string).unwrap_or_default();
                let text = scope.words.fill("form-unchanged", &[("back", back.into())]);
                return vec![Intent::Say(Notice::quiet(text))];
            }
            Some(_) => return vec![say(scope, "form-not-possible", Tone::Warn)],
            None => {}
        }
        if let Some(danger) = self.sheet.danger(&self.form, scope) {
            let confirmation = Confirmation {
                title: self.title(scope),
                question: danger.question,
                safe: scope.words.say("answer-safe"),
                go: danger.go,
                then: vec![Intent::Agree],
            };
            return vec![Intent::Open(Route::Confirm(Box::new(confirmation)))];
        }
        self.submit(scope)
    }

    pub(super) fn submit(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        name_request(&mut self.form, scope);
        let (Some(request), _) = self.request(scope) else {
            return Vec::new();
        };
        self.progress = Progress::Saving;
        self.first = First::Open;
        vec![Intent::decide(request)]
    }

    pub(super) fn decided(&mut self, outcome: Outcome, scope: &Scope<'_>) -> Vec<Intent> {
        self.progress = Progress::Typing;
        match outcome {
            Ok(receipt) => {
                if let Some(confirmed) = self.sheet.seconded(&mut self.form, scope) {
                    self.progress = Progress::Saving;
                    self.first = First::Saved;
                    // Not that it was proposed already: it is not over.
                    return vec![say(scope, "link-second-asked", Tone::Quiet), confirmed];
                }
                self.saved(&receipt, scope)
            }
            Err(refused) => self.was_refused(refused, scope),
        }
    }

    /// The next step of what takes two; or the form closes.
    fn saved(&mut self, receipt: &Receipt, scope: &Scope<'_>) -> Vec<Intent> {
        match self.sheet.then(receipt, &mut self.form, scope) {
            Some(request) => {
                self.progress = Progress::Saving;
                self.first = First::Saved;
                vec![Intent::decide(request)]
            }
            None => {
                // What was just written, and whoever was admitted, is the next thing in hand, not what the list stood on.
                let look = match receipt.slips.first().filter(|_| writes(self.action)) {
                    Some(slip) => {
                        let mut look = scope.focus.clone();
                        look.paper.slip = Some((*slip).into());
                        Some(look)
                    }
                    None => receipt
                        .patient
                        .filter(|_| self.sheet.patient().is_none())
                        .map(|patient| Selection {
                            patient: Some(patient),
                            ..Selection::default()
                        }),
                };
                look.map(Intent::Look).into_iter().chain([Intent::Back]).collect()
            }
        }
    }

    fn was_refused(&mut self, refused: Refused, scope: &Scope<'_>) -> Vec<Intent> {
        let field = match &refused {
            Refused::Refusal(refusal) => self.field_of(fields_of(refusal)),
            Refused::NotSaved(_) => None,
        };
        self.form.reach_all();
        if let Some(field) = field {
            self.form.focus(field);
        }
        self.refused = Some((field, refused));
        let key = match self.first {
            First::Open => "form-not-saved",
            First::Saved => "form-half-saved",
        };
        vec![say(scope, key, Tone::Alarm)]
    }
}

/// Whether a form makes a slip that there was not.
fn writes(action: Action) -> bool {
    matches!(action, Action::WriteSlip | Action::RegisterSlip)
}

fn say(scope: &Scope<'_>, key: &str, tone: Tone) -> Intent {
    Intent::Say(Notice::new(tone, scope.words.say(key)))
}
