//! Find anything: a person, a number, a slip, a bed, an action. What a scanner types lands here too, from every screen.
//! `lines` is what can be found and how it is ranked. The people whom the hospital has at hand are found at every key, here;
//! the index with the former patients is asked beside it, and what it finds joins them a moment later.

mod lines;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::{Findings, Former, Refused};
use crate::app::{
    Action, Answer, Draft, Extent, Happening, Intent, Notice, Paper, Route, Scope, Screen, Selection, Situation, Step,
    Tone, outside_era,
};
use crate::domain::census::{BedName, WardCode};
use crate::domain::identity::{Identifier, PatientId, Sex};
use crate::input::Spot;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::search::everyone::Whom;
use crate::search::person::Person;
use crate::search::rank::Ranking;
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
    /// The slips that the number means.
    slips: Vec<Line>,
    /// What they were looked for with.
    asked: String,
    /// Whether the index has answered to it.
    answer: Answered,
    edit: TextEdit,
    selected: usize,
}

/// What the index has said to what was asked last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    Nothing,
    NotYet,
    With(Former),
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
            slips: Vec::new(),
            asked: String::new(),
            answer: Answered::Nothing,
            edit,
            selected: 0,
        };
        screen.settle(scope);
        screen
    }

    fn look(&mut self, scope: &Scope<'_>) {
        self.found = lines::find(&self.lines, self.edit.text(), SHOWN);
        self.slips = lines::slips(scope, self.edit.text().trim());
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
            self.answer = Answered::Nothing;
            return Vec::new();
        }
        self.answer = Answered::NotYet;
        vec![Intent::Search {
            typed: self.asked.clone(),
            most: SHOWN,
        }]
    }

    /// The lines of the people come first, then what else the index found, then beds and actions. The line that was selected
    /// stays selected: an answer that comes late moves nothing under the finger.
    fn take(&mut self, findings: &Findings, scope: &Scope<'_>) {
        let selected = self.shown().nth(self.selected).map(|line| line.what.clone());
        self.answer = Answered::With(findings.former);
        let shown: BTreeSet<PatientId> = self
            .found
            .iter()
            .filter_map(|found| match self.lines.get(found.line)?.what {
                What::Person(id) => Some(id),
                What::Former(_) | What::Slip(_) | What::Form(_) | What::Bed(_) | What::Act(_) => None,
            })
            .collect();
        let new = findings.people.iter().filter(|candidate| match candidate.whom {
            Whom::Known(id) => !shown.contains(&id),
            Whom::Former(_) => true,
        });
        self.others = new.map(|candidate| lines::found(scope, candidate)).collect();
        if self.selected > 0
            && let Some(place) = selected.and_then(|what| self.shown().position(|line| line.what == what))
        {
            self.selected = place;
        }
        self.step(0);
    }

    /// What is shown, in order.
    fn shown(&self) -> impl Iterator<Item = &Line> {
        let own = self.found.iter().filter_map(|found| self.lines.get(found.line));
        let is_person = |line: &&Line| matches!(line.what, What::Person(_));
        self.slips
            .iter()
            .chain(own.clone().filter(is_person))
            .chain(&self.others)
            .chain(own.filter(move |line| !is_person(line)))
    }

    fn step(&mut self, steps: isize) {
        let last = self.shown().count().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    fn open(line: Option<&Line>, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(line) = line else {
            return Vec::new();
        };
        match &line.what {
            What::Former(person) => vec![
                Intent::Back,
                Intent::Open(Route::Resume(Box::new(admission(person, scope.focus)))),
            ],
            What::Slip(number) => vec![Intent::Back, Intent::Open(Route::Slip(*number))],
            What::Form(number) => {
                let selection = Selection {
                    paper: Paper {
                        slip: Some((*number).into()),
                        ..Paper::default()
                    },
                    ..Selection::default()
                };
                vec![Intent::Back, Intent::Open(Route::Form(Action::RegisterSlip, selection))]
            }
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

/// The admission of a former patient, filled with what the register knows: into the bed that is looked at, if it is empty.
fn admission(person: &Person, looked_at: &Selection) -> Draft {
    let text = |field: &str, text: &str| Answer {
        field: field.to_owned(),
        text: text.to_owned(),
        ..Answer::default()
    };
    let birth = person.birth.map(|day| day.to_string()).unwrap_or_default();
    // Somebody unidentified has the name of a record only, which nobody types.
    let number = Identifier::parse(&person.id).map_or("", |_| person.id.as_str());
    let who = if number.is_empty() {
        person.name.as_str()
    } else {
        number
    };
    Draft {
        form: Action::Admit,
        selection: Selection {
            bed: looked_at.bed.clone(),
            ..Selection::default()
        },
        answers: vec![
            Answer {
                own: Some(who.to_owned()),
                ..text("who", who)
            },
            text("name", &person.name),
            text("kana", &person.kana),
            Answer {
                chosen: (person.sex != Sex::Unknown).then(|| person.sex.word().to_owned()),
                ..text("sex", "")
            },
            text("birth", &birth),
            text("id", number),
            text("phone", &person.phone),
            text("address", &person.address),
        ],
        focus: "bed".to_owned(),
        step: Step::Typing,
    }
}

fn ward_of(bed: &BedName) -> Option<WardCode> {
    WardCode::parse(bed.ward()).ok()
}

impl Screen for FindScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.step(steps);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back | Action::Find) => return vec![Intent::Back],
            Happening::Pointed(Spot::Row(row)) if row == self.selected => {
                return self.update(Happening::Action(Action::Open), scope);
            }
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            Happening::Action(Action::Open) => {
                return Self::open(self.shown().nth(self.selected), scope);
            }
            Happening::Begins => return self.ask(),
            Happening::Found(found) => match *found {
                Ok(findings) => self.take(&findings, scope),
                Err(refusal) => {
                    self.answer = Answered::Nothing;
                    let told = scope.refused(&Refused::Refusal(refusal));
                    return vec![Intent::Say(Notice::new(Tone::Warn, told))];
                }
            },
            // One thing and no other: two that fit are for a person to tell apart.
            Happening::Scanned => {
                let own = self.found.iter().filter(|found| found.is_exact());
                let own = own.filter_map(|found| self.lines.get(found.line));
                let slips = self.slips.iter().filter(|line| line.is_named(self.edit.text()));
                let mut exact = slips.chain(own);
                if let (Some(only), None) = (exact.next(), exact.next()) {
                    return Self::open(Some(only), scope);
                }
                return self.ask();
            }
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    self.look(scope);
                    return self.ask();
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        if self.edition != Some(scope.edition) {
            self.edition = Some(scope.edition);
            let selected = self.shown().nth(self.selected).map(|line| line.what.clone());
            self.lines = lines::all(scope, self.below.as_ref());
            self.look(scope);
            // The line stays with what it is about, wherever it stands now.
            let place = selected.and_then(|what| self.shown().position(|line| line.what == what));
            self.selected = place.unwrap_or_default();
        }
        self.step(0);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let measure = canvas.measure();
        let columns = lines::columns(self.shown(), measure);
        let shown = self.shown().map(|line| (line, line.aligned(&columns, measure)));
        let typed = self.edit.text().trim();
        let ranking = Ranking::new(typed);
        let palette = Palette {
            title: outside_era(scope.words, typed).unwrap_or_else(|| scope.words.say("find-title")),
            edit: self.edit.clone(),
            lines: shown
                .map(|(line, text)| PaletteLine {
                    marks: ranking.marks(&text),
                    text,
                    note: line.note.clone(),
                    role: line.role,
                })
                .collect(),
            selected: self.selected,
            nothing: match typed {
                "" => scope.words.say("find-hint"),
                typed => {
                    let key = match self.answer {
                        Answered::NotYet => "find-looking",
                        Answered::Nothing | Answered::With(Former::Searched) => "find-nothing",
                        Answered::With(Former::NotImported) => "find-nothing-here",
                        Answered::With(Former::Unreadable) => "find-nothing-unread",
                    };
                    scope.words.fill(key, &[("typed", typed.into())])
                }
            },
        };
        palette.draw_wide(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("find-title")
    }
}
