//! The inpatient list: of the hospital, or of one ward with its empty and blocked beds; filtered as one types, with the
//! detail of what is selected beside it.
//!
//! `reading` works the list out when the hospital has changed, `rows` its lines, `states` has the words that they are found by;
//! `selected` says which line is selected and what moves it; `columns` says what stands in the lines, `said` what they say beside that,
//! `head` stands over them. Not here: the detail itself, the forms.

mod columns;
mod head;
mod reading;
mod rows;
mod said;
mod selected;
mod states;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyCondition, KeyContext, Notice, Route, Scope, Screen, Situation};
use crate::domain::census::WardCode;
use crate::domain::identity::PatientId;
use crate::domain::record::Timestamp;
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::screens::detail::{self, About};
use crate::screens::empty;
use crate::screens::fields::edit_of;
use crate::screens::matching::Haystack;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Changes, ListAndDetail, Selection, Table, TextEdit};

use columns::Widest;
use reading::{Source, Widths};
use rows::{Figures, Key, Line, What};
use said::Unasked;

/// The filter, while it is typed and afterwards.
struct Filter {
    edit: TextEdit,
    typing: Typing,
}

#[derive(Default)]
pub struct CensusScreen {
    source: Option<Source>,
    lines: Vec<Line>,
    figures: Figures,
    widths: Option<Widths>,
    widest: Widest,
    filter: Option<Filter>,
    /// The filter that `shown` is of.
    filtered: Option<(Source, String)>,
    /// The lines that the filter lets through, by their place in `lines`.
    shown: Vec<usize>,
    /// How many lines of the whole hospital it would let through, while one ward is shown.
    elsewhere: usize,
    /// What those are found by, once somebody filters a ward.
    everywhere: Option<((u64, Language), Vec<Haystack>)>,
    /// What the lines of a list are found by, once somebody filters it.
    haystacks: Option<(Source, Vec<Haystack>)>,
    keys: Vec<Key>,
    selection: Selection<Key>,
    /// Whom the list has been brought to: somebody else who is looked at now is gone to once.
    brought_to: Option<PatientId>,
    height: usize,
    /// Lines that have just changed.
    changes: Changes<Key>,
}

impl CensusScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self::default();
        screen.read(scope);
        let looked_at = |line: &&Line| match (scope.focus.patient, &scope.focus.bed) {
            (Some(patient), _) => line.who().is_some_and(|who| who.patient == patient),
            (None, Some(bed)) => line.bed.as_ref() == Some(bed),
            (None, None) => false,
        };
        if let Some(key) = screen.lines.iter().find(looked_at).map(|line| line.key.clone()) {
            screen.selection.choose(key);
        }
        screen.settle(scope);
        screen
    }

    fn typed(&self) -> &str {
        self.filter
            .as_ref()
            .map(|filter| filter.edit.text())
            .unwrap_or_default()
    }

    fn is_typing(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.typing == Typing::Text)
    }

    /// Enter: while a filter is typed it is done; a patient opens; a bed says what can be done with it.
    fn open(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(filter) = &mut self.filter
            && filter.typing == Typing::Text
        {
            filter.typing = Typing::Keys;
            if filter.edit.is_empty() {
                self.filter = None;
            }
            return vec![Intent::Look(self.selected())];
        }
        let Some(line) = self.line() else {
            return Vec::new();
        };
        if let Some(who) = line.who() {
            return vec![Intent::Look(self.selected()), Intent::Open(Route::Person(who.patient))];
        }
        let situation = self.situation(scope);
        let key = |action: Action| {
            let keys = scope.keys.keys_of(&situation, action);
            Value::from(keys.first().map(ToString::to_string).unwrap_or_default())
        };
        let bed = line.bed.as_ref().map(ToString::to_string).unwrap_or_default();
        let text = match &line.what {
            What::Blocked { .. } => scope.words.fill(
                "census-open-blocked",
                &[("bed", bed.into()), ("unblock", key(Action::Unblock))],
            ),
            _ => scope.words.fill(
                "census-open-empty",
                &[
                    ("bed", bed.into()),
                    ("admit", key(Action::Admit)),
                    ("reserve", key(Action::Reserve)),
                    ("block", key(Action::Block)),
                ],
            ),
        };
        vec![Intent::Say(Notice::quiet(text))]
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        match action {
            Action::Open => self.open(scope),
            Action::Back if self.filter.is_some() => {
                self.filter = None;
                Vec::new()
            }
            Action::Back => vec![Intent::Back],
            Action::Filter => {
                let edit = self.filter.take().map(|filter| filter.edit);
                self.filter = Some(Filter {
                    edit: edit.unwrap_or_else(|| TextEdit::new(Accepts::Text)),
                    typing: Typing::Text,
                });
                Vec::new()
            }
            Action::Ward => vec![Intent::Open(Route::Wards)],
            Action::PreviousWard => vec![Intent::Ward(beside(scope, -1))],
            Action::NextWard => vec![Intent::Ward(beside(scope, 1))],
            action if action.is_movement() => {
                let selected = self.selected();
                vec![
                    Intent::Look(selected.clone()),
                    Intent::Open(Route::Form(action, selected)),
                ]
            }
            action => self.walk(action),
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let columns = columns::columns(scope, self.widest, area.width);
        let unasked = Unasked::fitting(&Table::layout(&columns, area.width));
        let row = |index: usize| {
            let line = self.shown.get(index).and_then(|index| self.lines.get(*index));
            line.map(|line| columns::cells(line, scope, unasked))
                .unwrap_or_default()
        };
        Table {
            columns: &columns,
            rows: self.shown.len(),
            selected: self.selection.row(),
            top: self.selection.window(Table::height(area), self.shown.len()),
            row: &row,
        }
        .draw(canvas, area);
        let below = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
        let top = self.selection.window(Table::height(area), self.shown.len());
        self.changes.draw(canvas, below, self.keys.iter().skip(top));
    }
}

/// The ward before or after the one that is shown; the whole hospital stands before the first.
fn beside(scope: &Scope<'_>, steps: isize) -> Option<WardCode> {
    let wards = scope
        .hospital
        .frame()
        .map(|frame| frame.wards.as_slice())
        .unwrap_or_default();
    let now = scope
        .ward
        .and_then(|code| wards.iter().position(|ward| ward.code == *code));
    let stops = isize::try_from(wards.len() + 1).unwrap_or(1);
    let now = now.map_or(0, |index| isize::try_from(index + 1).unwrap_or(0));
    let next = usize::try_from((now + steps).rem_euclid(stops)).unwrap_or(0);
    next.checked_sub(1)
        .and_then(|index| wards.get(index))
        .map(|ward| ward.code.clone())
}

impl Screen for CensusScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        let mut holds = if self.is_typing() {
            BTreeSet::new()
        } else {
            self.selected().conditions(scope.hospital)
        };
        if self.filter.is_some() {
            holds.insert(KeyCondition::Filtered);
        }
        if self.is_typing() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Lists],
                holds,
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Census, KeyContext::Movements, KeyContext::Lists],
            holds,
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if self.is_typing()
            && let Some(edit) = edit_of(&happening)
        {
            if let Some(filter) = &mut self.filter {
                filter.edit.apply(&edit);
            }
            self.read(scope);
            // Whoever was selected and is no longer shown makes way for the first that fits.
            if !self.selection.key().is_some_and(|key| self.keys.contains(key)) {
                self.selection.go(&self.keys, 0);
            }
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Pointed(Spot::Row(row)) if Some(row) == self.selection.row() => self.open(scope),
            Happening::Pointed(Spot::Row(row)) => {
                self.selection.go(&self.keys, row);
                vec![Intent::Look(self.selected())]
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let looked = self.filtered.clone();
        self.read(scope);
        self.changes.settle(scope.now.seconds());
        let same =
            |before: &(Source, String), now: &(Source, String)| (&before.0.ward, &before.1) == (&now.0.ward, &now.1);
        match (&looked, &self.filtered) {
            // The hospital has changed under the list: nobody slides into the place of somebody who has left it.
            (Some(before), Some(now)) if same(before, now) => {
                self.selection.keep(&self.keys);
                // The bed that was left may take the place: no person is there whom the next key could hurt.
                let index = self.selection.index();
                if self.selection.row().is_none() && matches!(self.keys.get(index), Some(Key::Bed(_))) {
                    self.selection.go(&self.keys, index);
                }
            }
            _ => self.selection.settle(&self.keys),
        }
        self.follow(scope);
        // The head of the screen, and the head of the table.
        self.height = usize::from(scope.area.1.saturating_sub(2));
        let top = self.selection.window(self.height, self.keys.len());
        self.selection.scrolled_to(top);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let head = Rect { height: 1, ..area };
        let below = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
        self.draw_head(&mut canvas, head, scope);
        if let Some(filter) = self.filter.as_ref().filter(|filter| filter.typing == Typing::Text) {
            self.draw_filter(&mut canvas, head, scope, filter);
        }
        if self.shown.is_empty() {
            empty::draw(&mut canvas, below, &self.nothing(scope));
            return canvas.cursor();
        }
        let parts = ListAndDetail::of(below);
        let mut list = parts.list;
        if parts.divider.is_some() {
            // The scrollbar and the line between list and detail are two things.
            list.width = list.width.saturating_sub(1);
        }
        self.draw_list(&mut canvas, list, scope);
        if let (Some(divider), Some(place)) = (parts.divider, parts.detail) {
            canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
            let about = match self.line() {
                Some(line) => match (line.who(), &line.bed) {
                    (Some(who), _) => About::Person(who.patient),
                    (None, Some(bed)) => About::Bed(bed.clone()),
                    (None, None) => About::Nobody,
                },
                None => About::Nobody,
            };
            let place = Rect::new(place.x + 1, place.y, place.width.saturating_sub(1), place.height);
            let lines = detail::lines(scope, &about, place.width.saturating_sub(1));
            detail::draw(&mut canvas, place, &lines, 0);
        }
        canvas.cursor()
    }

    fn fades(&self) -> Option<Timestamp> {
        self.changes.until().map(Timestamp::from_seconds)
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("census-title")
    }
}
