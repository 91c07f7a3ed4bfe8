//! A screen for testing what is around the screens: the patients of the hospital, a filter, and a discharge.

use std::collections::BTreeSet;

use andon::app::{
    Action, Confirmation, Happening, Intent, KeyCondition, KeyContext, Notice, Route, Scope, Screen, Situation, Tone,
};
use andon::domain::ask;
use andon::domain::census::Disposition;
use andon::domain::command::{Command, Discharge};
use andon::domain::identity::{PatientId, PatientRef};
use andon::input::Typing;
use andon::screens;
use andon::widgets::{Accepts, Align, Canvas, Column, Edit, Room, Selection, Table, TextEdit};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub fn probe(route: &Route, scope: &Scope<'_>) -> Option<Box<dyn Screen>> {
    match route {
        Route::Board => Some(Box::new(Probe::default())),
        other => screens::open(other, scope),
    }
}

#[derive(Default)]
struct Probe {
    selection: Selection<PatientId>,
    filter: Option<TextEdit>,
}

impl Probe {
    fn rows(&self, scope: &Scope<'_>) -> Vec<(PatientId, String, String)> {
        let typed = self.filter.as_ref().map(TextEdit::text).unwrap_or_default();
        ask::census(scope.hospital, None)
            .into_iter()
            .map(|row| {
                (
                    row.patient,
                    row.bed.to_string(),
                    row.name.map(|name| name.to_string()).unwrap_or_default(),
                )
            })
            .filter(|(_, _, name)| name.contains(typed))
            .collect()
    }

    fn keys(&self, scope: &Scope<'_>) -> Vec<PatientId> {
        self.rows(scope).into_iter().map(|(patient, _, _)| patient).collect()
    }
}

impl Screen for Probe {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let mut holds = BTreeSet::new();
        if self.selection.key().is_some() {
            holds.extend([KeyCondition::Patient, KeyCondition::Here, KeyCondition::InBed]);
        }
        if self.filter.is_some() {
            let contexts = vec![KeyContext::Typing, KeyContext::Lists];
            return Situation {
                contexts,
                holds,
                typing: Typing::Text,
            };
        }
        let contexts = vec![KeyContext::Census, KeyContext::Movements, KeyContext::Lists];
        Situation {
            contexts,
            holds,
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let keys = self.keys(scope);
        match happening {
            Happening::Action(Action::Down) => self.selection.step(&keys, 1),
            Happening::Action(Action::Up) => self.selection.step(&keys, -1),
            Happening::Action(Action::Filter) => self.filter = Some(TextEdit::new(Accepts::Text)),
            Happening::Action(Action::Back) if self.filter.is_some() => self.filter = None,
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Discharge) => {
                let Some(patient) = self.selection.key() else {
                    return Vec::new();
                };
                let discharge = Command::Discharge(Discharge {
                    patient: PatientRef::Record(*patient),
                    disposition: Disposition::Home,
                    place: None,
                });
                return vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
                    title: scope.words.say("action-discharge"),
                    question: scope.patient(*patient),
                    safe: scope.words.say("answer-safe"),
                    go: scope.words.say("action-discharge"),
                    then: vec![Intent::decide(discharge)],
                })))];
            }
            Happening::Text(text) => {
                if let Some(filter) = &mut self.filter {
                    filter.apply(&Edit::Insert(text));
                }
            }
            Happening::Decided(Ok(_)) => return vec![Intent::Say(Notice::new(Tone::Saved, "discharged"))],
            Happening::Decided(Err(refused)) => {
                return vec![Intent::Say(Notice::new(Tone::Alarm, scope.refused(&refused)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.selection.settle(&self.keys(scope));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let rows = self.rows(scope);
        let column = |title: &str, room| Column {
            title: title.to_owned(),
            room,
            align: Align::Left,
            rank: 0,
        };
        let columns = [column("bed", Room::exactly(10)), column("name", Room::between(10, 30))];
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let row = |index: usize| {
            let (_, bed, name) = &rows[index];
            vec![vec![bed.as_str().into()], vec![name.as_str().into()]]
        };
        Table {
            columns: &columns,
            rows: rows.len(),
            selected: Some(self.selection.index()),
            top: 0,
            row: &row,
        }
        .draw(&mut canvas, area);
        None
    }

    fn title(&self, _: &Scope<'_>) -> String {
        "probe".to_owned()
    }
}
