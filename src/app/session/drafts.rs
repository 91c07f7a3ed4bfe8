//! What is being typed is kept, and what was interrupted is opened again.

use crate::domain::census::{BedName, WardCode};
use crate::i18n::Value;

use super::super::{Action, Draft, Drafts, Effect, Notice, Route, SetUpSoFar, Step, Tone};
use super::{Session, insight::Leaving};

impl Session {
    /// Everything is in its place again after something happened; and what is being typed goes to the machine when it has
    /// changed, before whatever else is asked of it.
    pub(super) fn after(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        self.settle();
        let forms: Vec<Draft> = self.stack.iter().filter_map(|open| open.screen.draft()).collect();
        if forms != self.drafts {
            self.drafts.clone_from(&forms);
            let drafts = Drafts {
                user: self.desk.login.clone(),
                at: self.now,
                forms,
            };
            effects.insert(0, Effect::KeepDrafts(drafts));
        }
        effects.extend(self.sought(Leaving::Screens));
        effects
    }

    /// Opens the set-up guide where it was left, when it was interrupted.
    pub fn take_up(&mut self, so_far: &SetUpSoFar) {
        if !so_far.is_empty() {
            self.open(&Route::SetUp(so_far.clone()));
            self.notice = Some(Notice::new(Tone::Warn, self.words.say("set-up-resumed")));
        }
    }

    /// Opens the forms that were interrupted, as they were, and says so.
    pub(super) fn resume(&mut self, drafts: Drafts) {
        let handed_in = drafts.forms.iter().any(|draft| draft.step == Step::HandedIn);
        let before = self.stack.len();
        for draft in &drafts.forms {
            // A sheet of a ward's beds comes back with its ward.
            if draft.form == Action::FirstList
                && let Some(bed) = BedName::parse(&draft.focus)
            {
                self.ward = WardCode::parse(bed.ward()).ok();
            }
            self.open(&Route::Resume(Box::new(draft.clone())));
        }
        self.drafts = drafts.forms;
        if self.stack.len() == before {
            return;
        }
        let key = if handed_in { "resumed-handed-in" } else { "resumed" };
        let places = [("at", Value::from(self.scope().moment(drafts.at)))];
        self.notice = Some(Notice::new(Tone::Warn, self.words.fill(key, &places)));
    }
}
