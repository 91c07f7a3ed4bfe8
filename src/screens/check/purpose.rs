//! Choosing what a check is for, and for whom: a number, a few letters, or the arrows. A scanned number of a patient or a
//! slip lands here too.

use crate::app::Scope;
use crate::domain::checks::{CheckPolicy, Purpose, PurposeCode, command::InHand, fits};
use crate::domain::identity::{Identifier, PatientRef};
use crate::domain::slips::{CopyName, number::SHORTEST_TAIL};
use crate::i18n::Language;
use crate::widgets::{Accepts, Edit, TextEdit, folded};

/// The list of purposes, narrowed by what is typed.
pub struct Purposes {
    pub edit: TextEdit,
    pub selected: usize,
    /// What the check is for, chosen before anybody was in hand.
    pub chosen: Option<PurposeCode>,
}

impl Default for Purposes {
    fn default() -> Self {
        Self {
            edit: TextEdit::new(Accepts::Folded),
            selected: 0,
            chosen: None,
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
        in_hand: Option<&InHand>,
        scope: &Scope<'_>,
    ) -> Vec<(usize, &'p Purpose)> {
        let slip = match in_hand {
            Some(InHand::Slip(name)) => scope.hospital.slip(name.meant(scope.hospital).slip),
            _ => None,
        };
        let kind = slip.and_then(|slip| slip.written()).map(|written| &written.kind);
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
            .enumerate()
            .map(|(place, purpose)| (place + 1, purpose));
        // A slip in hand leaves what it can be for; each keeps its number.
        purposes
            .filter(|(_, purpose)| kind.is_none_or(|kind| fits::fits(&purpose.code, kind)))
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

    /// The field for the number of whoever it is for; what the check is for stays marked.
    pub fn ask_for_whom(&mut self, purpose: &PurposeCode) {
        self.edit = TextEdit::new(Accepts::Folded);
        self.chosen = Some(purpose.clone());
    }

    /// Brings the mark to what was chosen before, as long as nothing else is typed.
    pub fn mark_chosen(&mut self, shown: &[(usize, &Purpose)]) {
        let place = |code: &PurposeCode| shown.iter().position(|(_, purpose)| purpose.code == *code);
        if let Some(place) = self.chosen.as_ref().filter(|_| self.edit.is_empty()).and_then(place) {
            self.selected = place;
        }
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
    if let Some(name) = by_tail(typed.trim(), scope) {
        return Some(InHand::Slip(name));
    }
    let reference = PatientRef::Identifier(Identifier::parse(typed).ok()?);
    scope.hospital.find_patient(&reference)?;
    Some(InHand::Patient(reference))
}

/// The one slip under way whose number ends so, as people read it off the paper; a patient's number goes before.
fn by_tail(typed: &str, scope: &Scope<'_>) -> Option<CopyName> {
    let is_tail = (SHORTEST_TAIL..=7).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    let is_patient = || {
        Identifier::parse(typed).is_ok_and(|number| {
            let reference = PatientRef::Identifier(number);
            scope.hospital.find_patient(&reference).is_some()
        })
    };
    if !is_tail || is_patient() {
        return None;
    }
    let mut fitting = scope
        .hospital
        .slips_under_way(None)
        .filter(|slip| slip.number.ends_with(typed));
    let only = fitting.next()?;
    fitting.next().is_none().then(|| only.number.into())
}
