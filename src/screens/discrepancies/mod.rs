//! Everything that does not fit together, until a person has settled it: open ones first, closed ones below.
//!
//! `case` puts a discrepancy into words (those of numbers: `numbers`), `detail` draws the selected one, `close` is the form that
//! closes it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyCondition, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::ask::ward_of;
use crate::domain::census::{Discrepancy, DiscrepancyId};
use crate::domain::record::Timestamp;
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::theme::{Role, Shape};
use crate::widgets::{Align, Canvas, Cell, Column, ListAndDetail, Room, Rule, Selection, Span, Table};

mod case;
mod close;
mod detail;
mod numbers;

pub use close::CloseScreen;

/// One row of the list.
struct Line {
    one: Discrepancy,
    title: String,
    place: String,
    people: String,
    since: String,
}

/// From this width on what is known stands beside the list. On narrower screens both names would be cut, so it stands below.
const BESIDE_FROM: u16 = 150;

#[derive(Default)]
pub struct DiscrepanciesScreen {
    drawn_for: Option<(u64, Language, i64)>,
    lines: Vec<Line>,
    ids: Vec<DiscrepancyId>,
    selection: Selection<DiscrepancyId>,
    /// Which of the people the movement keys act on.
    person: usize,
}

impl DiscrepanciesScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self::default();
        screen.settle(scope);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let comma = scope.words.say("list-comma");
        let mut all: Vec<(Discrepancy, Option<_>)> = scope
            .hospital
            .discrepancies()
            .into_iter()
            .map(|one| {
                let since = case::since(&one, scope);
                (one, since)
            })
            .collect();
        // The oldest open one has waited longest; of the closed ones the last is looked for.
        all.sort_by_key(|(one, since)| match &one.closed {
            None => (false, since.map_or(0, Timestamp::seconds)),
            Some(closing) => (true, -closing.said.at.seconds()),
        });
        self.lines = all
            .into_iter()
            .map(|(one, since)| {
                let people = case::people(&one.kind, scope)
                    .into_iter()
                    .map(|patient| scope.patient(patient));
                Line {
                    title: case::title(&one.kind, scope),
                    place: case::places(&one.kind, scope),
                    people: people.collect::<Vec<_>>().join(&comma),
                    since: since.map(|since| scope.moment(since)).unwrap_or_default(),
                    one,
                }
            })
            .collect();
        self.ids = self.lines.iter().map(|line| line.one.id).collect();
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.selection.row()?)
    }

    fn open_count(&self) -> usize {
        self.lines.iter().filter(|line| line.one.closed.is_none()).count()
    }

    /// List and detail: side by side, or the detail in the lower part.
    fn parts(&self, area: Rect) -> (Rect, Option<Rect>, Rect) {
        if area.width >= BESIDE_FROM {
            let parts = ListAndDetail::of(area);
            // What was said are sentences: they want half of the screen.
            let width = area.width / 2;
            let list = Rect { width, ..area };
            let detail = Rect::new(area.x + width + 1, area.y, area.width - width - 1, area.height);
            let divider = parts.divider.map(|divider| Rect {
                x: area.x + width,
                ..divider
            });
            return (list, divider, detail);
        }
        let rows = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let height = rows.max(4).min(area.height / 3);
        let list = Rect { height, ..area };
        let detail = Rect::new(area.x, area.y + height, area.width, area.height.saturating_sub(height));
        (list, None, detail)
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let before = self.selection.row();
        let say = |key: &str| vec![Intent::Say(Notice::new(Tone::Quiet, scope.words.say(key)))];
        match action {
            Action::Back => return vec![Intent::Back],
            Action::Up => self.selection.step(&self.ids, -1),
            Action::Down => self.selection.step(&self.ids, 1),
            Action::PageUp => self.selection.step(&self.ids, -8),
            Action::PageDown => self.selection.step(&self.ids, 8),
            Action::First => self.selection.go(&self.ids, 0),
            Action::Last => self.selection.go(&self.ids, usize::MAX),
            Action::Left | Action::Right => self.next_person(action, scope),
            _ => {}
        }
        if self.selection.row() != before {
            self.person = 0;
        }
        let Some(line) = self.line() else {
            return Vec::new();
        };
        let selection = case::selection(&line.one, self.person, scope);
        match action {
            Action::Open => {
                let bed = selection.bed.clone().or_else(|| {
                    let stay = scope.hospital.open_stay(selection.patient?)?;
                    stay.place()?.answers().cloned()
                });
                let ward = bed
                    .and_then(|bed| crate::domain::census::WardCode::parse(bed.ward()).ok())
                    .or_else(|| ward_of(scope.hospital, &line.one.kind));
                match ward {
                    Some(ward) => vec![
                        Intent::Look(selection),
                        Intent::Ward(Some(ward)),
                        Intent::Go(Route::Beds),
                    ],
                    None => say("discrepancies-nowhere"),
                }
            }
            Action::Close if line.one.closed.is_some() => say("discrepancies-is-closed"),
            Action::Close => vec![Intent::Open(Route::Form(Action::Close, selection))],
            other if other.is_movement() => vec![Intent::Open(Route::Form(other, selection))],
            _ => Vec::new(),
        }
    }

    fn next_person(&mut self, action: Action, scope: &Scope<'_>) {
        let count = self.line().map_or(0, |line| case::people(&line.one.kind, scope).len());
        self.person = match action {
            Action::Left => self.person.saturating_sub(1),
            _ => (self.person + 1).min(count.saturating_sub(1)),
        };
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let open = self.open_count();
        let places = [
            ("open", Value::from(open)),
            ("closed", Value::from(self.lines.len() - open)),
        ];
        Rule::titled(words.fill("discrepancies-count", &places)).draw(canvas, Rect { height: 1, ..area });
        let column = |key: &str, room: Room, rank: u8| Column {
            title: words.say(key),
            room,
            align: Align::Left,
            rank,
        };
        let columns = [
            column("discrepancies-state", Room::exactly(2), 0),
            column("discrepancies-kind", Room::exactly(20), 0),
            column("beds-bed", Room::between(10, 14), 0),
            column("discrepancies-who", Room::between(24, 48), 0),
            column("discrepancies-since", Room::exactly(11), 1),
        ];
        let row = |index: usize| -> Vec<Cell> {
            let Some(line) = self.lines.get(index) else {
                return Vec::new();
            };
            let (shape, role, rest) = if line.one.closed.is_some() {
                (Shape::Good, Role::Good, Role::Dim)
            } else {
                (Shape::Stop, Role::Alarm, Role::Text)
            };
            vec![
                vec![Span::new(scope.look.sign(shape), role)],
                vec![Span::new(line.title.clone(), rest)],
                vec![Span::new(line.place.clone(), rest)],
                vec![Span::new(line.people.clone(), rest)],
                vec![Span::new(line.since.clone(), Role::Dim)],
            ]
        };
        let place = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
        Table {
            columns: &columns,
            rows: self.lines.len(),
            selected: self.selection.row(),
            top: self.selection.window(Table::height(place), self.lines.len()),
            row: &row,
        }
        .draw(canvas, place);
    }
}

impl Screen for DiscrepanciesScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        let holds = self
            .line()
            .map(|line| case::selection(&line.one, self.person, scope).conditions(scope.hospital))
            .unwrap_or_default();
        let contexts = if self.lines.is_empty() {
            vec![KeyContext::Lists]
        } else {
            vec![KeyContext::Discrepancies, KeyContext::Movements, KeyContext::Lists]
        };
        Situation {
            contexts,
            holds,
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Pointed(Spot::Row(row)) => {
                if Some(row) != self.selection.row() {
                    self.selection.go(&self.ids, row);
                    self.person = 0;
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language(), scope.now.minute().seconds());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.read(scope);
        }
        // What is settled by somebody leaves the list; the next key is not about the one below it.
        self.selection.keep(&self.ids);
        let (list, _, _) = self.parts(Rect::new(0, 0, scope.area.0, scope.area.1));
        let height = usize::from(list.height.saturating_sub(2));
        self.selection
            .scrolled_to(self.selection.window(height, self.ids.len()));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        if self.lines.is_empty() {
            super::empty::draw(&mut canvas, area, &scope.words.say("discrepancies-none"));
            return None;
        }
        let (list, divider, detail) = self.parts(area);
        self.draw_list(&mut canvas, list, scope);
        if let Some(divider) = divider {
            canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
        }
        let Some(line) = self.line() else {
            return canvas.cursor();
        };
        let mut situation = self.situation(scope);
        situation.contexts.push(KeyContext::Everywhere);
        // As if it could be saved: the way out names its keys all the same.
        situation.holds.insert(KeyCondition::Writable);
        detail::draw(&mut canvas, detail, &line.one, self.person, scope, &situation);
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-discrepancies")
    }
}
