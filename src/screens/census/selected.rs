//! Which line is selected: what moves the selection, and what must not.

use super::CensusScreen;
use super::rows::{Line, What};
use crate::app::{Action, Intent, Scope, Selection as Selected};
use crate::domain::census::{BedName, Place};

impl CensusScreen {
    /// Goes to whoever is looked at now, once they are in the list: after an admission the next key is about the one who came.
    pub(super) fn follow(&mut self, scope: &Scope<'_>) {
        let Some(patient) = scope.focus.patient else {
            return;
        };
        let shown = self.shown.iter().filter_map(|index| self.lines.get(*index));
        let mut found = shown.filter(|line| line.who().is_some_and(|who| who.patient == patient));
        let Some(key) = found.next().map(|line| line.key.clone()) else {
            // Gone from the list; a discharge that is taken back brings them here again.
            if self.brought_to == Some(patient) {
                self.brought_to = None;
            }
            return;
        };
        if self.brought_to != Some(patient) {
            self.brought_to = Some(patient);
            if self.line().and_then(Line::who).is_none_or(|who| who.patient != patient) {
                self.selection.choose(key);
                self.selection.settle(&self.keys);
            }
        }
    }

    pub(super) fn line(&self) -> Option<&Line> {
        self.lines.get(*self.shown.get(self.selection.row()?)?)
    }

    /// What movements and edits are about.
    pub(super) fn selected(&self) -> Selected {
        let Some(line) = self.line() else {
            return Selected::default();
        };
        let patient = line.who().map(|who| who.patient);
        let bed: Option<BedName> = match &line.what {
            What::Here(who) => match &who.place {
                Place::Expected { bed, .. } => bed.clone(),
                place => place.keeps().cloned(),
            },
            What::Coming { .. } => None,
            What::Empty { .. } | What::Blocked { .. } => line.bed.clone(),
        };
        Selected {
            patient,
            bed,
            ..Selected::default()
        }
    }

    pub(super) fn walk(&mut self, action: Action) -> Vec<Intent> {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        let before = self.selection.key().cloned();
        match action {
            Action::Up => self.selection.step(&self.keys, -1),
            Action::Down => self.selection.step(&self.keys, 1),
            Action::PageUp => self.selection.step(&self.keys, -page),
            Action::PageDown => self.selection.step(&self.keys, page),
            Action::First => self.selection.go(&self.keys, 0),
            Action::Last => self.selection.go(&self.keys, usize::MAX),
            _ => {}
        }
        if self.selection.key() == before.as_ref() {
            return Vec::new();
        }
        vec![Intent::Look(self.selected())]
    }
}
