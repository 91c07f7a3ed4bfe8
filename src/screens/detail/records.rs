//! What was recorded of somebody who is here, newest first, so that a mistake of hours ago is found and taken back: the records
//! that a stay and its person still show. Whether one may be taken back is decided behind the door; what is known here already
//! is said before anybody is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{
    Action, Confirmation, Happening, Intent, KeyCondition, KeyContext, Notice, Route, Scope, Screen, Selection,
    Situation, Tone,
};
use crate::domain::census::{Place, Stay, stay::Movement};
use crate::domain::identity::PatientId;
use crate::domain::record::{CommitId, Register, Said};
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::screens::finder;
use crate::theme::Role;
use crate::widgets::{Align, Canvas, Cell, Column, Room, Rule, Span, Table};

use super::history::moved;
use super::place;

/// More people than a swap moves were recorded together: a list that was taken over.
const TOGETHER: usize = 2;

/// One record that still holds.
struct Record {
    said: Said,
    /// `転棟 5E-501-1`.
    text: String,
    /// A later movement rests on it.
    carries: Option<usize>,
}

pub struct RecordsScreen {
    patient: PatientId,
    drawn_for: Option<(u64, Language, i64)>,
    records: Vec<Record>,
    selected: usize,
}

impl RecordsScreen {
    pub fn new(patient: PatientId, scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            patient,
            drawn_for: None,
            records: Vec::new(),
            selected: 0,
        };
        screen.settle(scope);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let stay = scope.hospital.open_stay(self.patient);
        let mut records = stay.map(|stay| movements(scope, stay)).unwrap_or_default();
        let newest = records.last().map(|record| record.said.order.event);
        if let Some(stay) = stay {
            records.extend(changes(scope, stay));
        }
        records.extend(allergies(scope, self.patient));
        records.sort_by_key(|record| std::cmp::Reverse(record.said.order));
        // Of movements only the last is taken back: the others carry it.
        let last = records
            .iter()
            .position(|record| Some(record.said.order.event) == newest);
        for record in &mut records {
            record.carries = record.carries.and(last);
        }
        self.records = records;
        self.selected = self.selected.min(self.records.len().saturating_sub(1));
    }

    fn step(&mut self, steps: isize) {
        let last = self.records.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    /// Why the selected record is not taken back here, as far as it is known.
    fn in_the_way(&self, record: &Record, scope: &Scope<'_>) -> Option<String> {
        let words = scope.words;
        let commit = record.said.order.event.commit;
        let own = scope.desk.life == Some((commit.station, commit.installation));
        if !own {
            let places = [("station", commit.station.to_string().into())];
            return Some(words.fill("records-of-another-station", &places));
        }
        if people_of(scope, commit) > TOGETHER {
            return Some(words.say("records-of-a-list"));
        }
        let carried = self.records.get(record.carries?)?;
        let places = [
            ("at", Value::from(scope.moment(carried.said.at))),
            ("what", carried.text.as_str().into()),
        ];
        Some(words.fill("records-carries", &places))
    }

    fn open(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(record) = self.records.get(self.selected) else {
            return Vec::new();
        };
        if let Some(why) = self.in_the_way(record, scope) {
            return vec![Intent::Say(Notice::new(Tone::Warn, why))];
        }
        let done = format!(
            "{}  {}  {}",
            scope.patient(self.patient),
            scope.moment(record.said.at),
            record.text
        );
        vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
            title: scope.words.say("action-take-back"),
            question: scope.words.fill("undo-question", &[("done", done.as_str().into())]),
            safe: scope.words.say("undo-safe"),
            go: scope.words.say("undo-go"),
            then: vec![Intent::TakeBack {
                sequence: record.said.order.event.commit.sequence,
                what: Some(done),
            }],
        })))]
    }

    /// What a wrong bed or a wrong time is mended by.
    fn how(&self, scope: &Scope<'_>) -> String {
        let mut situation = self.situation(scope);
        situation.contexts.push(KeyContext::Everywhere);
        let list = Situation {
            contexts: vec![KeyContext::Movements, KeyContext::Lists],
            holds: [KeyCondition::Patient, KeyCondition::InBed, KeyCondition::Writable].into(),
            typing: Typing::Keys,
        };
        let key = |situation: &Situation, action| {
            let keys = scope.keys.keys_of(situation, action);
            Value::from(keys.first().map(ToString::to_string).unwrap_or_default())
        };
        let places = [
            ("open", key(&situation, Action::Open)),
            ("transfer", key(&list, Action::Transfer)),
            ("allergy", key(&list, Action::Allergy)),
        ];
        scope.words.fill("records-how", &places)
    }
}

/// How many people a commit has moved.
fn people_of(scope: &Scope<'_>, commit: CommitId) -> usize {
    let stays = scope.hospital.stays();
    let of_it = |movement: &Movement| movement.said.order.event.commit == commit;
    stays.filter(|stay| stay.movements.iter().any(of_it)).count()
}

fn movements(scope: &Scope<'_>, stay: &Stay) -> Vec<Record> {
    let mut before: Option<&Place> = None;
    let all: Vec<&Movement> = stay.movements.iter().collect();
    let last = all.len().saturating_sub(1);
    let mut records = Vec::with_capacity(all.len());
    for (index, movement) in all.into_iter().enumerate() {
        let (verb, bed) = moved(scope, before, &movement.place);
        before = Some(&movement.place);
        records.push(Record {
            said: movement.said.clone(),
            text: format!("{verb}  {bed}"),
            carries: (index < last).then_some(0),
        });
    }
    records
}

/// What was changed while nobody moved. What came with the admission stands in the admission.
fn changes(scope: &Scope<'_>, stay: &Stay) -> Vec<Record> {
    let words = scope.words;
    let admitted: Vec<CommitId> = stay
        .movements
        .iter()
        .map(|movement| movement.said.order.event.commit)
        .collect();
    let mut records = Vec::new();
    let mut add = |said: Option<&Said>, label: &str, text: Option<String>| {
        let said = said.filter(|said| !admitted.contains(&said.order.event.commit));
        if let (Some(said), Some(text)) = (said, text) {
            records.push(Record {
                said: said.clone(),
                text: format!("{}  {text}", words.say(label)),
                carries: None,
            });
        }
    };
    add(
        said(&stay.department),
        "detail-department",
        stay.department.get().map(|code| scope.department(code)),
    );
    add(
        said(&stay.diet),
        "detail-diet",
        stay.diet.get().map(ToString::to_string),
    );
    add(
        said(&stay.mobility),
        "detail-mobility",
        stay.mobility.get().map(|one| words.say(one.term())),
    );
    add(
        said(&stay.isolation),
        "detail-isolation",
        stay.isolation.get().map(|one| words.say(one.term())),
    );
    records
}

fn said<T: PartialEq>(register: &Register<T>) -> Option<&Said> {
    register.latest().map(|claim| &claim.said)
}

fn allergies(scope: &Scope<'_>, patient: PatientId) -> Vec<Record> {
    let label = scope.words.say("detail-allergies");
    let mut records = Vec::new();
    for record in scope.hospital.records(patient) {
        for (said, allergy) in record.allergies.answers() {
            let answer = match allergy {
                Some(allergy) => super::allergy_words(scope, allergy),
                None => scope.words.say("detail-allergies-none"),
            };
            records.push((said.clone(), format!("{label}  {answer}")));
        }
    }
    let record = |(said, text)| Record {
        said,
        text,
        carries: None,
    };
    records.into_iter().map(record).collect()
}

impl Screen for RecordsScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Records, KeyContext::Lists],
            holds: Selection::of_patient(scope.hospital, self.patient).conditions(scope.hospital),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.step(steps);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::First) => self.selected = 0,
            Happening::Action(Action::Last) => self.step(isize::MAX),
            Happening::Action(Action::Open) => return self.open(scope),
            Happening::Pointed(Spot::Row(row)) if row == self.selected => return self.open(scope),
            Happening::Pointed(Spot::Row(row)) => {
                self.selected = row;
                self.step(0);
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language(), scope.now.minute().seconds());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.read(scope);
        }
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let mut left = vec![Span::new(scope.patient(self.patient), Role::Accent)];
        if let Some(patient) = scope.hospital.patient(self.patient) {
            let birth = patient.birth.get().map(|birth| scope.birth(*birth));
            let number = scope.hospital.identifier_of(patient).map(|id| format!("ID {id}"));
            for part in [birth, number].into_iter().flatten() {
                left.push(Span::plain(format!("  {part}")));
            }
        }
        if let Some(place) = scope.hospital.open_stay(self.patient).and_then(|stay| stay.place()) {
            left.extend(place.answers().map(|bed| Span::plain(format!("  {}", bed.shown()))));
            left.extend(
                place::state(scope, place).map(|state| Span::new(format!("  {}", state.said(scope)), state.role)),
            );
        }
        let right = Vec::new();
        Rule { left, right }.draw(&mut canvas, Rect { height: 1, ..area });
        let mut y = area.y + 1;
        let width = area.width.saturating_sub(4);
        for line in canvas.measure().wrap(&self.how(scope), usize::from(width)) {
            canvas.put(area.x + 2, y, width, &line, Role::Dim);
            y += 1;
        }
        let body = Rect::new(area.x, y + 1, area.width, area.bottom().saturating_sub(y + 1));
        if self.records.is_empty() {
            crate::screens::empty::draw(&mut canvas, body, &scope.words.say("records-none"));
            return None;
        }
        let column = |key: &str, room: Room| Column {
            title: scope.words.say(key),
            room,
            align: Align::Left,
            rank: 0,
        };
        let columns = [
            column("checks-at", Room::exactly(11)),
            column("records-what", Room::between(28, 50)),
            column("records-by", Room::between(28, 50)),
        ];
        let row = |index: usize| -> Vec<Cell> {
            let Some(record) = self.records.get(index) else {
                return Vec::new();
            };
            let role = if record.carries.is_some() {
                Role::Dim
            } else {
                Role::Text
            };
            vec![
                vec![Span::new(scope.moment(record.said.at), role)],
                vec![Span::new(record.text.clone(), role)],
                vec![Span::dim(scope.source(&record.said))],
            ]
        };
        let height = Table::height(body);
        Table {
            columns: &columns,
            rows: self.records.len(),
            selected: Some(self.selected),
            top: (self.selected + 1).saturating_sub(height),
            row: &row,
        }
        .draw(&mut canvas, body);
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-take-back")
    }
}
