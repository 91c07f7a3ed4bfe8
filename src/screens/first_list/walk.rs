//! The keyboard goes from line to line and from field to field.

use crate::app::{Intent, Scope};
use crate::domain::census::DepartmentCode;
use crate::widgets::Edit;

use super::FirstListScreen;
use super::entry::{Field, Wrong};
use super::sheet::{Held, Line};
use super::typed::Typed;

impl FirstListScreen {
    /// Puts the keyboard into a line; what was typed there before stands there again.
    pub(super) fn enter(&mut self, index: usize, scope: &Scope<'_>) {
        self.at = index;
        self.field = Field::Name;
        self.wrong = None;
        let Some(line) = self.lines.get(index) else {
            self.typed = Typed::default();
            return;
        };
        let draft = self.works.get_mut(&line.bed).and_then(|work| {
            work.sort_out(&line.held);
            work.draft.take()
        });
        let is_new = draft.is_none() && line.patient().is_none();
        self.typed = draft.unwrap_or_else(|| Typed::nothing(&line.held));
        if is_new {
            self.typed.entry.department = self.proposed(scope);
        }
        self.choose_department();
    }

    /// The department of the line before; at first that of the ward, if it has only one.
    pub(super) fn proposed(&self, scope: &Scope<'_>) -> Option<DepartmentCode> {
        let only = || match Self::shown(scope)?.departments.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        self.last_department.clone().or_else(only)
    }

    pub(super) fn choose_department(&mut self) {
        self.department.apply(&Edit::Clear);
        self.department.apply(&Edit::Clear);
        if let Some(code) = &self.typed.entry.department {
            self.department.choose(code.as_str());
        }
    }

    /// Leaves the line as it is: what was typed and not saved stays there, marked.
    pub(super) fn put_down(&mut self) {
        self.leave_field();
        let changed = self.typed.is_changed();
        // What was typed stays, even where nothing can be typed any more.
        let Some(line) = self.line().filter(|line| changed || line.takes_text()).cloned() else {
            return;
        };
        let work = self.works.entry(line.bed).or_default();
        if changed {
            work.keep(std::mem::take(&mut self.typed), &line.held);
            work.empty = false;
        } else {
            work.refused = None;
        }
    }

    /// The next line after `from` for which `fits` holds.
    pub(super) fn next(&self, from: usize, fits: impl Fn(&Line) -> bool) -> Option<usize> {
        (from + 1..self.lines.len()).find(|index| self.lines.get(*index).is_some_and(&fits))
    }

    pub(super) fn step(&mut self, steps: isize, scope: &Scope<'_>) {
        if steps > 0 && self.field == Field::Name && !self.typed.is_changed() {
            self.mark_empty();
        }
        let mut to = self.at;
        for _ in 0..steps.unsigned_abs() {
            let found = if steps > 0 {
                self.next(to, Line::takes_text)
            } else {
                (0..to)
                    .rev()
                    .find(|index| self.lines.get(*index).is_some_and(Line::takes_text))
            };
            to = found.unwrap_or(to);
        }
        if to != self.at {
            self.put_down();
            self.enter(to, scope);
        }
    }

    pub(super) fn mark_empty(&mut self) {
        if let Some(line) = self.line().filter(|line| line.held == Held::Free) {
            self.works.entry(line.bed.clone()).or_default().empty = true;
        }
    }

    /// To the next bed at which nobody has looked yet: below, or else further up.
    pub(super) fn go_to_next(&mut self, scope: &Scope<'_>) {
        let is_open = |line: &Line| {
            let work = self.works.get(&line.bed);
            let settled = work.is_some_and(|work| work.empty || work.sent.is_some());
            line.held == Held::Free && !settled
        };
        let below = self.next(self.at, is_open);
        let above = || (0..self.at).find(|index| self.lines.get(*index).is_some_and(is_open));
        // When every bed was looked at, the sheet says so.
        let next = || self.next(self.at, Line::takes_text).unwrap_or(self.at);
        let index = below.or_else(above).unwrap_or_else(next);
        self.enter(index, scope);
    }

    // Going from field to field.

    pub(super) fn leave_field(&mut self) {
        if self.field == Field::Department {
            self.department.leave();
            if !self.department.is_lost() {
                self.typed.entry.department = self
                    .department
                    .chosen()
                    .and_then(|code| DepartmentCode::parse(code).ok());
            }
        }
        self.typed.settle(self.field);
    }

    /// Whether what stands in the field can be left like that; otherwise the field says why not.
    pub(super) fn check_field(&mut self, scope: &Scope<'_>) -> bool {
        self.leave_field();
        let lost = self.field == Field::Department && self.department.is_lost();
        self.wrong = if lost {
            Some(Wrong {
                field: self.field,
                text: scope.words.say("first-department-unknown"),
            })
        } else {
            self.typed.entry.wrong(self.field, scope)
        };
        self.wrong.is_none()
    }

    /// A number that is recorded is not typed over here.
    pub(super) fn is_locked(&self, field: Field) -> bool {
        field == Field::Number && self.typed.has_number()
    }

    pub(super) fn move_field(&mut self, forward: bool) {
        let here = Field::ALL.iter().position(|field| *field == self.field).unwrap_or(0);
        let count = Field::ALL.len();
        let step = if forward { 1 } else { count - 1 };
        let mut to = here;
        for _ in 0..count {
            to = (to + step) % count;
            if let Some(field) = Field::ALL.get(to).copied().filter(|field| !self.is_locked(*field)) {
                self.field = field;
                return;
            }
        }
    }

    pub(super) fn is_last(&self) -> bool {
        let last = Field::ALL.into_iter().rfind(|field| !self.is_locked(*field));
        last == Some(self.field)
    }

    /// Enter: the next field; after the last one the line is saved; on an empty name the bed is empty.
    pub(super) fn go_on(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.check_field(scope) {
            return Vec::new();
        }
        if self.field == Field::Name && !self.typed.is_changed() {
            let Some(line) = self.line() else {
                return Vec::new();
            };
            if line.held == Held::Free {
                self.mark_empty();
                self.put_down();
                self.go_to_next(scope);
                return Vec::new();
            }
        }
        if self.is_last() {
            return self.save(scope);
        }
        self.move_field(true);
        Vec::new()
    }
}
