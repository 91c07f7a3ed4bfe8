//! Find anything: a person, a number, a bed, an action. What a scanner types lands here too, from every screen.
//! `lines` is what can be found and how it is ranked.

mod lines;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Route, Scope, Screen, Selection, Situation};
use crate::domain::access::trail::Trace;
use crate::domain::census::{BedName, WardCode};
use crate::domain::text::{REMARK, Text};
use crate::input::{Spot, Typing};
use crate::screens::fields::edit_of;
use crate::widgets::{Accepts, Canvas, Edit, Palette, PaletteLine, TextEdit};

use lines::{Found, Line, What};

/// More than anybody reads; whoever sees so many types on.
const SHOWN: usize = 200;

pub struct FindScreen {
    edition: Option<u64>,
    below: Option<Situation>,
    lines: Vec<Line>,
    found: Vec<Found>,
    edit: TextEdit,
    selected: usize,
}

impl FindScreen {
    pub fn new(typed: &str, scope: &Scope<'_>) -> Self {
        let mut edit = TextEdit::new(Accepts::Text);
        edit.apply(&Edit::Insert(typed.to_owned()));
        let mut screen = Self {
            edition: None,
            below: scope.below.cloned(),
            lines: Vec::new(),
            found: Vec::new(),
            edit,
            selected: 0,
        };
        screen.settle(scope);
        screen
    }

    fn look(&mut self) {
        self.found = lines::find(&self.lines, self.edit.text(), SHOWN);
        self.selected = 0;
    }

    fn step(&mut self, steps: isize) {
        let last = self.found.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    /// What was looked for is in the trail, whether or not somebody was opened.
    fn searched(&self) -> Option<Intent> {
        let words = Text::parse(self.edit.text(), REMARK).ok()?;
        Some(Intent::Note(Trace::Searched { words }))
    }

    fn open(&self, found: Option<&Found>, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(line) = found.and_then(|found| self.lines.get(found.line)) else {
            return Vec::new();
        };
        match &line.what {
            What::Person(patient) => self
                .searched()
                .into_iter()
                .chain([
                    Intent::Back,
                    Intent::Look(Selection::of_patient(scope.hospital, *patient)),
                    Intent::Open(Route::Person(*patient)),
                ])
                .collect(),
            What::Bed(bed) => {
                let mut intents = vec![Intent::Back];
                intents.extend(ward_of(bed).map(|ward| Intent::Ward(Some(ward))));
                intents.push(Intent::Look(Selection::of_bed(scope.hospital, bed.clone())));
                intents.push(Intent::Go(Route::Beds));
                intents
            }
            What::Act(action) => vec![Intent::Back, Intent::Act(*action)],
        }
    }
}

fn ward_of(bed: &BedName) -> Option<WardCode> {
    WardCode::parse(bed.ward()).ok()
}

impl Screen for FindScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Finder, KeyContext::Typing],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Back | Action::Find) => {
                return self.searched().into_iter().chain([Intent::Back]).collect();
            }
            Happening::Action(Action::Up) => self.step(-1),
            Happening::Action(Action::Down) => self.step(1),
            Happening::Action(Action::PageUp) => self.step(-10),
            Happening::Action(Action::PageDown) => self.step(10),
            Happening::Pointed(Spot::Row(row)) if row == self.selected => {
                return self.update(Happening::Action(Action::Open), scope);
            }
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            Happening::Action(Action::Open) => return self.open(self.found.get(self.selected), scope),
            // One thing and no other: two that fit are for a person to tell apart.
            Happening::Scanned => {
                let mut exact = self.found.iter().filter(|found| found.is_exact());
                if let (Some(only), None) = (exact.next(), exact.next()) {
                    return self.open(Some(only), scope);
                }
            }
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    self.look();
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        if self.edition != Some(scope.edition) {
            self.edition = Some(scope.edition);
            self.lines = lines::all(scope, self.below.as_ref());
            let selected = self.selected;
            self.look();
            self.selected = selected;
        }
        self.step(0);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let shown = self.found.iter().filter_map(|found| self.lines.get(found.line));
        let palette = Palette {
            title: scope.words.say("find-title"),
            edit: self.edit.clone(),
            lines: shown
                .map(|line| PaletteLine {
                    text: line.text.clone(),
                    note: line.note.clone(),
                    role: line.role,
                })
                .collect(),
            selected: self.selected,
            nothing: match self.edit.text().trim() {
                "" => scope.words.say("find-hint"),
                typed => scope.words.fill("find-nothing", &[("typed", typed.into())]),
            },
        };
        palette.draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("find-title")
    }
}
