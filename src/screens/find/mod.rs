//! Find anything: a person, a number, a bed, an action. What a scanner types lands here too, from every screen.
//! `lines` is what can be found and how it is ranked.

mod lines;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Selection, Situation};
use crate::domain::census::{BedName, WardCode};
use crate::domain::identity::PatientId;
use crate::input::{Spot, Typing};
use crate::screens::fields::edit_of;
use crate::search::everyone::{Candidate, Whom};
use crate::widgets::{Accepts, Canvas, Edit, Palette, PaletteLine, TextEdit};

use lines::{Found, Line, What};

/// More than anybody reads; whoever sees so many types on.
const SHOWN: usize = 200;

pub struct FindScreen {
    edition: Option<u64>,
    below: Option<Situation>,
    lines: Vec<Line>,
    found: Vec<Found>,
    /// Whom the index found beside them: with a mistake, in another script, among the former patients.
    others: Vec<Line>,
    /// What they were looked for with.
    asked: String,
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
            others: Vec::new(),
            asked: String::new(),
            edit,
            selected: 0,
        };
        screen.settle(scope);
        screen
    }

    fn look(&mut self) {
        self.found = lines::find(&self.lines, self.edit.text(), SHOWN);
        // What was found with other letters does not stand beside these.
        if self.edit.text().trim() != self.asked {
            self.others.clear();
        }
        self.selected = 0;
    }

    /// Asks the index as well; what it finds comes a moment later, and never holds up a key.
    fn ask(&mut self) -> Vec<Intent> {
        let typed = self.edit.text().trim();
        if typed == self.asked {
            return Vec::new();
        }
        self.asked = typed.to_owned();
        if typed.is_empty() {
            self.others.clear();
            return Vec::new();
        }
        vec![Intent::Search {
            typed: self.asked.clone(),
            most: SHOWN,
        }]
    }

    /// The lines of the people come first, then what else the index found, then beds and actions.
    fn take(&mut self, candidates: &[Candidate], scope: &Scope<'_>) {
        let shown: BTreeSet<PatientId> = self
            .found
            .iter()
            .filter_map(|found| match self.lines.get(found.line)?.what {
                What::Person(id) => Some(id),
                What::Former(_) | What::Bed(_) | What::Act(_) => None,
            })
            .collect();
        let new = candidates.iter().filter(|candidate| match candidate.whom {
            Whom::Known(id) => !shown.contains(&id),
            Whom::Former(_) => true,
        });
        self.others = new.filter_map(|candidate| lines::found(scope, candidate)).collect();
        self.step(0);
    }

    /// What is shown, in order.
    fn shown(&self) -> impl Iterator<Item = &Line> {
        let own = self.found.iter().filter_map(|found| self.lines.get(found.line));
        let is_person = |line: &&Line| matches!(line.what, What::Person(_));
        own.clone()
            .filter(is_person)
            .chain(&self.others)
            .chain(own.filter(move |line| !is_person(line)))
    }

    fn step(&mut self, steps: isize) {
        let last = (self.found.len() + self.others.len()).saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    fn open(line: Option<&Line>, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(line) = line else {
            return Vec::new();
        };
        match &line.what {
            What::Former(person) => vec![Intent::Say(Notice::quiet(lines::all_of(person, scope)))],
            What::Person(patient) => vec![
                Intent::Back,
                Intent::Look(Selection::of_patient(scope.hospital, *patient)),
                Intent::Open(Route::Person(*patient)),
            ],
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
            Happening::Action(Action::Back | Action::Find) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.step(-1),
            Happening::Action(Action::Down) => self.step(1),
            Happening::Action(Action::PageUp) => self.step(-10),
            Happening::Action(Action::PageDown) => self.step(10),
            Happening::Pointed(Spot::Row(row)) if row == self.selected => {
                return self.update(Happening::Action(Action::Open), scope);
            }
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            Happening::Action(Action::Open) => return Self::open(self.shown().nth(self.selected), scope),
            Happening::Found(candidates) => self.take(&candidates, scope),
            // One thing and no other: two that fit are for a person to tell apart.
            Happening::Scanned => {
                let mut exact = self.found.iter().filter(|found| found.is_exact());
                if let (Some(only), None) = (exact.next(), exact.next()) {
                    return Self::open(self.lines.get(only.line), scope);
                }
                return self.ask();
            }
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    self.look();
                    return self.ask();
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
        let shown = self.shown();
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
