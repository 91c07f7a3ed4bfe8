//! The first list: on day 1 there may be no file at all, and a ward types its patients bed by bed, a line each.
//!
//! `entry` is one typed line, `sheet` all lines and what became of them, `view` draws them. A line that is saved leads to the
//! next bed at once; the answer of the disk is waited for in the background, and a line that was refused keeps what was typed.

use std::collections::{BTreeMap, VecDeque};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::Outcome;
use crate::app::{Action, Confirmation, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::census::{BedName, DepartmentCode, FrameWard, WardCode};
use crate::domain::command::Request;
use crate::domain::refusal::Refusal;
use crate::i18n::{Language, Value};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::widgets::{Choice, ChoiceField, Edit};

mod entry;
mod sheet;
mod view;

use entry::{Entry, Field, Wrong};
use sheet::{Held, Line, Work};

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
    entry: Entry,
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
            entry: Entry::default(),
            department: ChoiceField::new(Vec::new()),
            last_department: None,
            wrong: None,
            under_way: VecDeque::new(),
            top: 0,
        };
        screen.settle(scope);
        screen
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.at)
    }

    /// The ward that is typed; none until one is chosen.
    fn shown<'a>(scope: &Scope<'a>) -> Option<&'a FrameWard> {
        scope.hospital.frame()?.ward(scope.ward?.as_str())
    }

    /// What the line would say if nothing were typed on it.
    fn untouched(&self) -> Entry {
        self.line().and_then(Line::patient).map(Entry::of).unwrap_or_default()
    }

    fn is_changed(&self) -> bool {
        let untouched = self.untouched();
        match self.line().and_then(Line::patient) {
            Some(_) => self.entry.differs(&untouched),
            None => !self.entry.is_blank(),
        }
    }

    // Going from line to line.

    /// Puts the keyboard into a line; what was typed there before stands there again.
    fn enter(&mut self, index: usize, scope: &Scope<'_>) {
        self.at = index;
        self.field = Field::Name;
        self.wrong = None;
        let Some(line) = self.lines.get(index) else {
            self.entry = Entry::default();
            return;
        };
        let draft = self.works.get_mut(&line.bed).and_then(|work| work.draft.take());
        let is_new = draft.is_none() && line.patient().is_none();
        self.entry = draft.unwrap_or_else(|| self.untouched());
        if is_new {
            self.entry.department = self.proposed(scope);
        }
        self.choose_department();
    }

    /// The department of the line before; at first that of the ward, if it has only one.
    fn proposed(&self, scope: &Scope<'_>) -> Option<DepartmentCode> {
        let only = || match Self::shown(scope)?.departments.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        self.last_department.clone().or_else(only)
    }

    fn choose_department(&mut self) {
        self.department.apply(&Edit::Clear);
        self.department.apply(&Edit::Clear);
        if let Some(code) = &self.entry.department {
            self.department.choose(code.as_str());
        }
    }

    /// Leaves the line as it is: what was typed and not saved stays there, marked.
    fn put_down(&mut self) {
        self.leave_field();
        let changed = self.is_changed();
        let Some(bed) = self
            .line()
            .filter(|line| line.takes_text())
            .map(|line| line.bed.clone())
        else {
            return;
        };
        let work = self.works.entry(bed).or_default();
        work.draft = changed.then(|| self.entry.clone());
        if changed {
            work.empty = false;
        } else {
            work.refused = None;
        }
    }

    /// The next line after `from` for which `fits` holds.
    fn next(&self, from: usize, fits: impl Fn(&Line) -> bool) -> Option<usize> {
        (from + 1..self.lines.len()).find(|index| self.lines.get(*index).is_some_and(&fits))
    }

    fn step(&mut self, steps: isize, scope: &Scope<'_>) {
        if steps > 0 && self.field == Field::Name && !self.is_changed() {
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

    fn mark_empty(&mut self) {
        if let Some(line) = self.line().filter(|line| line.held == Held::Free) {
            self.works.entry(line.bed.clone()).or_default().empty = true;
        }
    }

    /// To the next bed at which nobody has looked yet: below, or else further up.
    fn go_to_next(&mut self, scope: &Scope<'_>) {
        let is_open = |line: &Line| {
            let work = self.works.get(&line.bed);
            let settled = work.is_some_and(|work| work.empty || work.sent.is_some());
            line.held == Held::Free && !settled
        };
        let below = self.next(self.at, is_open);
        let above = || (0..self.at).find(|index| self.lines.get(*index).is_some_and(is_open));
        match below.or_else(above) {
            Some(index) => self.enter(index, scope),
            None => {
                // Every bed was looked at; the sheet says so.
                let next = self.next(self.at, Line::takes_text).unwrap_or(self.at);
                self.enter(next, scope);
            }
        }
    }

    // Going from field to field.

    fn leave_field(&mut self) {
        if self.field == Field::Department {
            self.department.leave();
            if !self.department.is_lost() {
                self.entry.department = self
                    .department
                    .chosen()
                    .and_then(|code| DepartmentCode::parse(code).ok());
            }
        }
        self.entry.settle(self.field);
    }

    /// Whether what stands in the field can be left like that; otherwise the field says why not.
    fn check_field(&mut self, scope: &Scope<'_>) -> bool {
        self.leave_field();
        let lost = self.field == Field::Department && self.department.is_lost();
        self.wrong = if lost {
            Some(Wrong {
                field: self.field,
                text: scope.words.say("first-department-unknown"),
            })
        } else {
            self.entry.wrong(self.field, scope)
        };
        self.wrong.is_none()
    }

    /// A number that is recorded is not typed over here.
    fn is_locked(&self, field: Field) -> bool {
        field == Field::Number
            && self
                .line()
                .and_then(Line::patient)
                .is_some_and(|row| row.identifier.is_some())
    }

    fn move_field(&mut self, forward: bool) {
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

    fn is_last(&self) -> bool {
        let last = Field::ALL.into_iter().rfind(|field| !self.is_locked(*field));
        last == Some(self.field)
    }

    /// Enter: the next field; after the last one the line is saved; on an empty name the bed is empty.
    fn go_on(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.check_field(scope) {
            return Vec::new();
        }
        if self.field == Field::Name && !self.is_changed() {
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

    // Saving.

    fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.check_field(scope) {
            return Vec::new();
        }
        if let Some(wrong) = self.entry.first_wrong(scope) {
            self.field = wrong.field;
            self.wrong = Some(wrong);
            return Vec::new();
        }
        let Some(line) = self.line().cloned() else {
            return Vec::new();
        };
        if !self.is_changed() {
            if line.held == Held::Free {
                self.mark_empty();
            }
            self.put_down();
            self.go_to_next(scope);
            return Vec::new();
        }
        let requests = match line.patient() {
            Some(row) => {
                if let Some(field) = self.entry.emptied(row) {
                    self.field = field;
                    let text = scope.words.say("first-cannot-empty");
                    self.wrong = Some(Wrong { field, text });
                    return Vec::new();
                }
                self.entry.changes(row)
            }
            None => vec![self.entry.admission(&line.bed, scope)],
        };
        if let Some(refusal) = requests.iter().find_map(|request| scope.preview(request)) {
            self.refuse(&refusal, scope);
            return Vec::new();
        }
        self.last_department.clone_from(&self.entry.department);
        let intents = self.send(&line, requests);
        self.go_to_next(scope);
        intents
    }

    fn send(&mut self, line: &Line, requests: Vec<Request>) -> Vec<Intent> {
        let work = self.works.entry(line.bed.clone()).or_default();
        work.sent = Some((self.entry.clone(), requests.len()));
        work.draft = None;
        work.refused = None;
        work.empty = false;
        self.under_way.extend(requests.iter().map(|_| line.bed.clone()));
        requests
            .into_iter()
            .map(|request| Intent::Decide(Box::new(request)))
            .collect()
    }

    /// The line stays, with the reason beside the field that it is about.
    fn refuse(&mut self, refusal: &Refusal, scope: &Scope<'_>) {
        let text = match refusal {
            Refusal::AlreadyRegistered { patient } => {
                let places = [("patient", Value::from(scope.patient(*patient)))];
                scope.words.fill("first-number-known", &places)
            }
            other => scope.refused(&other.clone().into()),
        };
        self.field = entry::field_of(refusal);
        self.wrong = Some(Wrong {
            field: self.field,
            text,
        });
    }

    /// The disk has answered about the line that was sent first.
    fn decided(&mut self, outcome: Outcome, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(bed) = self.under_way.pop_front() else {
            return Vec::new();
        };
        let work = self.works.entry(bed.clone()).or_default();
        let Some((entry, answers)) = work.sent.take() else {
            return Vec::new();
        };
        match outcome {
            Ok(_) if answers > 1 => work.sent = Some((entry, answers - 1)),
            Ok(_) => work.kept = Some(entry),
            Err(refused) => {
                let why = scope.refused(&refused);
                work.refused = Some(why.clone());
                work.draft = Some(entry);
                // Whoever is still in the line sees it there.
                if self.line().is_some_and(|line| line.bed == bed) && !self.is_changed() {
                    let at = self.at;
                    self.enter(at, scope);
                }
                let places = [("bed", Value::from(bed.as_str())), ("why", why.into())];
                let text = scope.words.fill("first-refused", &places);
                return vec![Intent::Say(Notice::new(Tone::Alarm, text))];
            }
        }
        Vec::new()
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
            // What was saved from here and taken back stands in its line again, to be corrected.
            if line.held == Held::Free
                && work.sent.is_none()
                && let Some(kept) = work.kept.take()
            {
                work.draft = work.draft.take().or(Some(kept));
            }
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
                .map(|one| Choice::new(one.code.as_str(), scope.department(&one.code)).with_note(one.code.as_str()))
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
        // The bed of the keyboard may have been filled or freed from elsewhere.
        let index = here.and_then(|bed| self.lines.iter().position(|line| line.bed == bed));
        self.at = index.unwrap_or(self.at);
        let restored = self
            .line()
            .and_then(|line| self.works.get(&line.bed))
            .is_some_and(|work| work.draft.is_some());
        if restored && !self.is_changed() {
            let at = self.at;
            self.enter(at, scope);
        }
    }

    fn type_text(&mut self, happening: &Happening) {
        let Some(edit) = edit_of(happening) else { return };
        self.wrong = None;
        match (self.field, &edit) {
            (Field::Sex, Edit::Insert(text)) => {
                if let Some(sex) = entry::sex_of(text) {
                    self.entry.sex = Some(sex);
                    self.move_field(true);
                }
            }
            (Field::Department, edit) => self.department.apply(edit),
            (field, edit) => self.entry.edit(field, edit),
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
        let count = sheet::progress(&self.lines, &self.works).unsaved + usize::from(self.is_changed());
        let confirmation = Confirmation {
            title: words.say("forget-title"),
            question: words.fill("first-forget", &[("count", Value::from(count))]),
            safe: words.say("forget-safe"),
            go: words.say("forget-go"),
            then: vec![Intent::Forget],
        };
        vec![Intent::Open(Route::Confirm(Box::new(confirmation)))]
    }
}

impl Screen for FirstListScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let is_typed = self.line().is_some_and(Line::takes_text);
        Situation {
            contexts: if is_typed {
                vec![KeyContext::Typing, KeyContext::FirstList]
            } else {
                vec![KeyContext::FirstList]
            },
            holds: std::collections::BTreeSet::new(),
            typing: if is_typed { Typing::Text } else { Typing::Keys },
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.line().is_some_and(Line::takes_text) && !matches!(happening, Happening::Decided(_)) {
            return match happening {
                Happening::Action(Action::Back) => self.back(scope),
                Happening::Action(Action::GoOn | Action::Ward) => vec![Intent::Open(Route::Wards)],
                _ => Vec::new(),
            };
        }
        match happening {
            Happening::Decided(outcome) => self.decided(outcome, scope),
            Happening::Action(action) => self.act(action, scope),
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
            match Self::shown(scope) {
                Some(ward) => self.read(scope, ward),
                None => {
                    self.lines.clear();
                    self.ward = None;
                }
            }
            self.read_for = Some(now);
        }
        let height = view::rows(scope.area.1);
        let lowest = (self.at + 1).saturating_sub(height);
        let last = self.lines.len().saturating_sub(height);
        self.top = self.top.clamp(lowest, self.at.max(lowest)).min(last.max(lowest));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        view::draw(self, scope, area, buffer)
    }

    fn is_unsaved(&self) -> bool {
        self.is_changed() || self.works.values().any(|work| work.draft.is_some())
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-first-list")
    }
}
