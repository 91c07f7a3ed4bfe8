//! Choosing what a check is for, and for whom: a number, a few letters, or the arrows. A scanned number of a patient or a
//! slip lands here too.

use crate::app::Scope;
use crate::domain::checks::{CheckPolicy, Made, Purpose, command::InHand};
use crate::domain::identity::{Identifier, PatientRef};
use crate::domain::slips::CopyName;
use crate::i18n::Language;
use crate::widgets::{Accepts, Edit, TextEdit, folded};

/// The list of purposes, narrowed by what is typed.
pub struct Purposes {
    pub edit: TextEdit,
    pub selected: usize,
}

impl Default for Purposes {
    fn default() -> Self {
        Self {
            edit: TextEdit::new(Accepts::Folded),
            selected: 0,
        }
    }
}

/// The name of a purpose in the language of the screen.
pub fn name(purpose: &Purpose, scope: &Scope<'_>) -> String {
    match scope.words.language() {
        Language::Japanese => purpose.name_ja.to_string(),
        Language::English => purpose.name_en.to_string(),
    }
}

impl Purposes {
    /// Those that fit what is typed, with the number by which each can be chosen.
    pub fn shown<'p>(
        &self,
        policy: &'p CheckPolicy,
        only: Option<Made>,
        scope: &Scope<'_>,
    ) -> Vec<(usize, &'p Purpose)> {
        let typed = folded(self.edit.text());
        let fits = |number: usize, purpose: &Purpose| {
            typed.is_empty()
                || number.to_string() == typed
                || purpose.code.as_str().starts_with(&typed)
                || folded(&name(purpose, scope)).contains(&typed)
        };
        let purposes = policy
            .purposes
            .iter()
            .filter(|purpose| only.is_none_or(|made| purpose.made == made));
        purposes
            .enumerate()
            .map(|(place, purpose)| (place + 1, purpose))
            .filter(|(number, purpose)| fits(*number, purpose))
            .collect()
    }

    pub fn apply(&mut self, edit: &Edit) {
        self.edit.apply(edit);
        self.selected = 0;
    }

    pub fn step(&mut self, steps: isize, shown: usize) {
        self.selected = self.selected.saturating_add_signed(steps).min(shown.saturating_sub(1));
    }

    /// What was typed or scanned, when it is a slip or the number of somebody who is known.
    pub fn in_hand(&self, scope: &Scope<'_>) -> Option<InHand> {
        in_hand(self.edit.text(), scope)
    }
}

/// The slip or the patient behind a number; nothing when there is none.
pub fn in_hand(typed: &str, scope: &Scope<'_>) -> Option<InHand> {
    let slip = CopyName::parse(typed).map(|name| name.meant(scope.hospital));
    if let Some(name) = slip.filter(|name| scope.hospital.slip(name.slip).is_some()) {
        return Some(InHand::Slip(name));
    }
    let reference = PatientRef::Identifier(Identifier::parse(typed).ok()?);
    scope.hospital.find_patient(&reference)?;
    Some(InHand::Patient(reference))
}
