//! The first list: on day 1 there may be no file at all, and a ward types its patients bed by bed, a line each.
//!
//! `entry` is one typed line, `typed` over what it was typed, `sheet` all lines and what became of them, `view` draws them in
//! `columns`, `walk` moves the keyboard, `saving` sends lines to the disk. A line that is saved leads to the next bed at once; the
//! answer of the disk is waited for in the background, and a line that was refused keeps what was typed.

use std::collections::{BTreeMap, VecDeque};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Confirmation, Draft, Happening, Intent, KeyContext, Route, Scope, Screen, Situation};
use crate::domain::census::{BedName, DepartmentCode, FrameWard, WardCode};
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::screens::fields::edit_of;
use crate::widgets::{Choice, ChoiceField, Edit};

mod columns;
mod draft;
mod entry;
mod saving;
mod sheet;
mod typed;
mod view;
mod walk;

use entry::{Field, Wrong};
use sheet::{Held, Line, Work};
use typed::Typed;

/// Lines that a page passes.
const PAGE: usize = 10;

pub struct FirstListScreen {
    read_for: Option<(u64, Option<WardCode>, Language)>,
    ward: Option<WardCode>,
    lines: Vec<Line>,
    works: BTreeMap<BedName, Work>,
    /// The line and the field that the keyboard is in, and what stands in the line.
    at: usize,
    field: Field,
    typed: Typed,
    department: ChoiceField,
    /// Proposed for the next line.
    last_department: Option<DepartmentCode>,
    wrong: Option<Wrong>,
    /// The beds whose answers are to come, in the order in which they come.
    under_way: VecDeque<BedName>,
    top: usize,
}

impl FirstListScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            read_for: None,
            ward: None,
            lines: Vec::new(),
            works: BTreeMap::new(),
            at: 0,
            field: Field::Name,
            typed: Typed::default(),
            department: ChoiceField::new(Vec::new()),
            last_department: None,
            wrong: None,
            under_way: VecDeque::new(),
            top: 0,
        };
        screen.settle(scope);
        screen
    }

    /// What was typed on the lines of a ward, as it was when it was interrupted.
    pub fn resume(draft: &Draft, scope: &Scope<'_>) -> Self {
        let mut screen = Self::new(scope);
        screen.take(draft, scope);
        screen
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.at)
    }

    /// The ward that is typed; none until one is chosen.
    fn shown<'a>(scope: &Scope<'a>) -> Option<&'a FrameWard> {
        scope.hospital.frame()?.ward(scope.ward?.as_str())
    }

    /// Whether the keyboard is in a line: one that was being typed stays one, whatever becomes of the bed meanwhile.
    fn is_typing(&self) -> bool {
        self.typed.is_changed() || self.line().is_some_and(Line::takes_text)
    }

    // What comes from outside.

    fn read(&mut self, scope: &Scope<'_>, ward: &FrameWard) {
        let here = self.line().map(|line| line.bed.clone());
        let same_ward = self.ward.as_ref() == Some(&ward.code);
        self.lines = sheet::lines(scope.hospital, ward);
        for line in &self.lines {
            let Some(work) = self.works.get_mut(&line.bed) else {
                continue;
            };
            // What was saved from here and taken back stands in its line again, to be corrected. Whoever has left the bed since
            // is known still.
            if line.held == Held::Free
                && work.sent.is_none()
                && let Some((kept, who)) = work.kept.take()
                && scope.hospital.patient(who).is_none_or(|patient| !patient.is_known())
            {
                work.displaced.push(kept);
            }
            work.sort_out(&line.held);
        }
        self.ward = Some(ward.code.clone());
        let choices = scope.hospital.frame().map(|frame| {
            let first = frame
                .departments
                .iter()
                .filter(|one| ward.departments.contains(&one.code));
            let others = frame
                .departments
                .iter()
                .filter(|one| !ward.departments.contains(&one.code));
            first
                .chain(others)
                .map(|one| {
                    // In both languages: what is typed is what stands on the card.
                    Choice::new(one.code.as_str(), scope.department(&one.code))
                        .with_note(one.code.as_str())
                        .found_by(one.name_ja.as_str())
                        .found_by(one.name_en.as_str())
                })
                .collect()
        });
        self.department.replace(choices.unwrap_or_default());
        if !same_ward {
            let first = |fits: &dyn Fn(&Line) -> bool| self.lines.iter().position(fits);
            let index = first(&|line| line.held == Held::Free).or_else(|| first(&Line::takes_text));
            self.top = 0;
            self.enter(index.unwrap_or(0), scope);
            return;
        }
        let index = here.and_then(|bed| self.lines.iter().position(|line| line.bed == bed));
        self.at = index.unwrap_or(self.at);
        self.keep_up(scope);
    }

    /// The bed of the keyboard may have been filled or freed from elsewhere. Nothing that is being typed is touched by that;
    /// whether it can be saved is said under the lines, and when it is handed in.
    fn keep_up(&mut self, scope: &Scope<'_>) {
        let Some(line) = self.line().filter(|_| !self.typed.is_changed()) else {
            return;
        };
        let now = Typed::nothing(&line.held);
        let restored = self.works.get(&line.bed).is_some_and(|work| work.draft.is_some());
        if !line.takes_text() {
            let next = self.next(self.at, Line::takes_text);
            let before = || self.lines.iter().position(Line::takes_text);
            if let Some(index) = next.or_else(before) {
                self.enter(index, scope);
            }
        } else if restored || !self.typed.belongs(&line.held) {
            let at = self.at;
            self.enter(at, scope);
        } else if now.over != typed::Over::Nobody {
            self.typed = now;
            if self.field != Field::Department {
                self.choose_department();
            }
        }
    }

    fn type_text(&mut self, happening: &Happening) {
        let Some(edit) = edit_of(happening) else { return };
        self.wrong = None;
        match (self.field, &edit) {
            (Field::Sex, Edit::Insert(text)) => {
                if let Some(sex) = entry::sex_of(text) {
                    self.typed.entry.sex = Some(sex);
                    self.move_field(true);
                }
            }
            (Field::Department, edit) => self.department.apply(edit),
            (field, edit) => self.typed.entry.edit(field, edit),
        }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let in_choices = self.field == Field::Department;
        match action {
            Action::GoOn => return self.go_on(scope),
            Action::Save => return self.save(scope),
            Action::NextField | Action::PreviousField => {
                if self.check_field(scope) {
                    self.move_field(action == Action::NextField);
                }
            }
            Action::Up if in_choices => self.department.step(-1),
            Action::Down if in_choices => self.department.step(1),
            Action::Up => self.step(-1, scope),
            Action::Down => self.step(1, scope),
            Action::PageUp => self.page(-1, scope),
            Action::PageDown => self.page(1, scope),
            Action::Ward => {
                self.put_down();
                let at = self.at;
                self.enter(at, scope);
                return vec![Intent::Open(Route::Wards)];
            }
            Action::Back => return self.back(scope),
            other => self.type_text(&Happening::Action(other)),
        }
        Vec::new()
    }

    fn page(&mut self, direction: isize, scope: &Scope<'_>) {
        let page = isize::try_from(PAGE).unwrap_or(1);
        // A page is looked at, not gone through: no bed becomes empty by it.
        let mark = self
            .line()
            .and_then(|line| self.works.get(&line.bed))
            .is_some_and(|work| work.empty);
        let bed = self.line().map(|line| line.bed.clone());
        self.step(direction * page, scope);
        if let Some(work) = bed.and_then(|bed| self.works.get_mut(&bed)) {
            work.empty = mark;
        }
    }

    fn back(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.is_unsaved() {
            return vec![Intent::Back];
        }
        let words = scope.words;
        let count = sheet::progress(&self.lines, &self.works).unsaved + usize::from(self.typed.is_changed());
        let confirmation = Confirmation {
            title: words.say("forget-title"),
            question: words.fill("first-forget", &[("count", Value::from(count))]),
            safe: words.say("forget-safe"),
            go: words.say("forget-go"),
            then: vec![Intent::GiveUp],
        };
        vec![Intent::Open(Route::Confirm(Box::new(confirmation)))]
    }
}

impl Screen for FirstListScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let is_typed = self.is_typing();
        Situation {
            contexts: match (is_typed, self.ward.is_some()) {
                (true, _) => vec![KeyContext::Typing, KeyContext::FirstList],
                (false, true) => vec![KeyContext::FirstList],
                // Nothing can be saved yet: a ward comes first.
                (false, false) => vec![KeyContext::FirstListWard],
            },
            holds: std::collections::BTreeSet::new(),
            typing: if is_typed { Typing::Text } else { Typing::Keys },
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.is_typing() && !matches!(happening, Happening::Decided(_)) {
            return match happening {
                Happening::Action(Action::Back) => self.back(scope),
                Happening::Action(Action::GoOn | Action::Ward) => vec![Intent::Open(Route::Wards)],
                _ => Vec::new(),
            };
        }
        match happening {
            Happening::Decided(outcome) => self.decided(outcome, scope),
            Happening::Action(action) => self.act(action, scope),
            Happening::Pointed(Spot::Row(row)) => {
                let takes_text = self.lines.get(row).is_some_and(Line::takes_text);
                if takes_text && row != self.at {
                    self.put_down();
                    self.enter(row, scope);
                }
                Vec::new()
            }
            Happening::Text(_) => {
                self.type_text(&happening);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.ward.cloned(), scope.words.language());
        if self.read_for.as_ref() != Some(&now) {
            if self.ward.as_ref() != scope.ward {
                self.put_down();
            }
            if let Some(ward) = Self::shown(scope) {
                self.read(scope, ward);
            } else {
                self.lines.clear();
                self.ward = None;
            }
            self.read_for = Some(now);
        }
        let height = view::rows(scope.area.1);
        let lowest = (self.at + 1).saturating_sub(height);
        let last = self.lines.len().saturating_sub(height);
        self.top = self.top.max(lowest).min(self.at).min(last);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        view::draw(self, scope, area, buffer)
    }

    fn is_unsaved(&self) -> bool {
        self.typed.is_changed() || self.works.values().any(|work| work.unsaved() > 0)
    }

    fn takes_scan(&self) -> bool {
        // A digit in the field of the sex is an answer already.
        matches!(self.field, Field::Number | Field::Sex) && self.is_typing()
    }

    fn draft(&self) -> Option<Draft> {
        self.kept()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-first-list")
    }
}
