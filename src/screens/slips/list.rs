//! F7: the open slips of a ward or of the hospital, and where every sheet of the selected one is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::record::Timestamp;
use crate::domain::slips::{CopyName, SlipNumber, ask::lists::CopyRow};
use crate::i18n::{Language, Value};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::screens::matching::{Haystack, Needle};
use crate::theme::Role;
use crate::widgets::{
    Accepts, Align, Canvas, Cell, Column, DETAIL_FROM, Room, Rule, Selection, Span, Table, TextEdit, TextField,
};

use super::deed::{self, Target};
use super::desk::{cells, draw_detail};

/// Rows of the lower part on a small terminal.
const LOWER: u16 = 9;

pub struct SlipsScreen {
    drawn_for: Option<(u64, Language, i64, Option<String>, String)>,
    rows: Vec<CopyRow>,
    numbers: Vec<SlipNumber>,
    selection: Selection<SlipNumber>,
    filter: TextEdit,
    typing: bool,
}

impl SlipsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            rows: Vec::new(),
            numbers: Vec::new(),
            selection: Selection::default(),
            filter: TextEdit::new(Accepts::Text),
            typing: false,
        };
        screen.settle(scope);
        screen
    }

    /// One row for each open slip: its most pressing sheet. The late ones first.
    fn read(&mut self, scope: &Scope<'_>) {
        let carry = scope.hospital.slip_book().map_or(0, |book| book.carry_minutes);
        let needle = Needle::new(self.filter.text());
        let filtered = !self.filter.is_empty();
        let mut rows: Vec<CopyRow> = scope
            .hospital
            .slips()
            .filter(|slip| !slip.is_finished() && slip.written().is_some())
            .filter(|slip| {
                scope
                    .ward
                    .is_none_or(|ward| slip.origin().is_some_and(|origin| origin.as_str() == ward.as_str()))
            })
            .filter(|slip| {
                !filtered || {
                    let patient = slip.patient().and_then(|id| scope.hospital.patient(id));
                    let mut hay = Haystack::default().with(slip.number.as_str());
                    if let Some(patient) = patient {
                        if let Some(name) = patient.name.get() {
                            hay = hay.with(name.as_str());
                        }
                        if let Some(kana) = patient.kana.get() {
                            hay = hay.with_reading(kana.as_str());
                        }
                        for (_, number) in &patient.identifiers {
                            hay = hay.with(number.as_str());
                        }
                    }
                    hay.holds(&needle)
                }
            })
            .filter_map(|slip| {
                slip.copies
                    .iter()
                    .filter(|copy| copy.is_open())
                    .map(|copy| CopyRow::of(slip, copy, carry))
                    .min_by_key(|row| (row.due.map_or(i64::MAX, Timestamp::seconds), row.copy))
            })
            .collect();
        rows.sort_by_cached_key(|row| {
            let due = row.due.map_or(i64::MAX, Timestamp::seconds);
            (!row.is_late(scope.now), due, row.slip)
        });
        self.numbers = rows.iter().map(|row| row.slip).collect();
        self.rows = rows;
    }

    fn target(&self) -> Target {
        let row = self.rows.get(self.selection.index());
        Target {
            name: row.map(|row| CopyName {
                slip: row.slip,
                copy: Some(row.copy),
            }),
            post: row.and_then(|row| row.custody.post().or(row.origin.as_ref()).cloned()),
        }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        if self.typing {
            match action {
                Action::Back => {
                    self.typing = false;
                    self.filter = TextEdit::new(Accepts::Text);
                }
                Action::Open | Action::GoOn | Action::Save => self.typing = false,
                Action::Up => self.selection.step(&self.numbers, -1),
                Action::Down => self.selection.step(&self.numbers, 1),
                _ => {}
            }
            return Vec::new();
        }
        match action {
            Action::Back if !self.filter.is_empty() => self.filter = TextEdit::new(Accepts::Text),
            Action::Back => return vec![Intent::Back],
            Action::Up => self.selection.step(&self.numbers, -1),
            Action::Down => self.selection.step(&self.numbers, 1),
            Action::PageUp => self.selection.step(&self.numbers, -10),
            Action::PageDown => self.selection.step(&self.numbers, 10),
            Action::First => self.selection.go(&self.numbers, 0),
            Action::Last => self.selection.go(&self.numbers, usize::MAX),
            Action::Filter => self.typing = true,
            Action::Ward => return vec![Intent::Open(Route::Wards)],
            Action::Open => {
                let slip = self.selection.key().copied();
                return slip.map(|slip| Intent::Open(Route::Slip(slip))).into_iter().collect();
            }
            other => return deed::intents(other, &self.target(), scope),
        }
        Vec::new()
    }

    fn parts(area: Rect) -> (Rect, Rect) {
        if area.width >= DETAIL_FROM {
            let width = area.width * 6 / 10;
            let list = Rect::new(area.x, area.y + 1, width, area.height.saturating_sub(1));
            let detail = Rect::new(
                area.x + width + 2,
                area.y + 1,
                area.width - width - 2,
                area.height.saturating_sub(1),
            );
            return (list, detail);
        }
        let lower = LOWER.min(area.height / 2);
        let list = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1 + lower));
        let detail = Rect::new(area.x + 1, area.bottom().saturating_sub(lower), area.width - 2, lower);
        (list, detail)
    }
}

impl Screen for SlipsScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.typing {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Slips, KeyContext::Lists],
            holds: self.target().conditions(scope),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if self.typing
            && let Some(edit) = edit_of(&happening)
        {
            self.filter.apply(&edit);
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Decided(Err(refused)) => {
                vec![Intent::Say(Notice::new(Tone::Warn, scope.refused(&refused)))]
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (
            scope.edition,
            scope.words.language(),
            scope.now.minute().seconds(),
            scope.ward.map(ToString::to_string),
            self.filter.text().to_owned(),
        );
        if self.drawn_for.as_ref() != Some(&now) {
            self.drawn_for = Some(now);
            self.read(scope);
        }
        self.selection.settle(&self.numbers);
        let (list, _) = Self::parts(Rect::new(0, 0, scope.area.0, scope.area.1));
        self.selection
            .scrolled_to(self.selection.window(Table::height(list), self.numbers.len()));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        let words = scope.words;
        if scope.hospital.slip_book().is_none() {
            crate::screens::empty::draw(&mut canvas, area, &words.say("slips-no-book"));
            return None;
        }
        let head = Rect { height: 1, ..area };
        if self.typing {
            let used = canvas.put(area.x, area.y, area.width, "/ ", Role::Accent);
            let field = Rect::new(area.x + used, area.y, area.width.saturating_sub(used), 1);
            TextField::new(self.filter.clone()).draw(&mut canvas, field, true);
        } else {
            let late = self.rows.iter().filter(|row| row.is_late(scope.now)).count();
            let places = [("open", Value::from(self.rows.len())), ("late", Value::from(late))];
            let ward = scope
                .ward
                .map_or_else(|| words.say("census-whole"), |ward| scope.ward_title(ward));
            Rule {
                left: vec![
                    Span::new(ward, Role::Accent),
                    Span::plain(format!("  {}", words.fill("slips-open-count", &places))),
                ],
                right: Vec::new(),
            }
            .draw(&mut canvas, head);
        }
        let (list, detail) = Self::parts(area);
        if self.rows.is_empty() {
            canvas.put(
                area.x + 2,
                area.y + 2,
                area.width - 4,
                &words.say("slips-none"),
                Role::Dim,
            );
            return canvas.cursor();
        }
        let column = |key: &str, room: Room, rank: u8| Column {
            title: words.say(key),
            room,
            align: Align::Left,
            rank,
        };
        let columns = [
            column("slips-state", Room::exactly(2), 0),
            column("slips-due", Room::exactly(11), 0),
            column("slips-number", Room::exactly(17), 0),
            column("slips-kind", Room::between(12, 26), 2),
            column("slips-patient", Room::between(14, 30), 0),
            column("slips-next", Room::between(8, 30), 1),
        ];
        let speaker = Speaker::new(words, scope.hospital).at(scope.now);
        let row = |index: usize| -> Vec<Cell> {
            self.rows
                .get(index)
                .map(|row| cells(row, None, scope, &speaker))
                .unwrap_or_default()
        };
        Table {
            columns: &columns,
            rows: self.rows.len(),
            selected: Some(self.selection.index()),
            top: self.selection.window(Table::height(list), self.rows.len()),
            row: &row,
        }
        .draw(&mut canvas, list);
        if let Some(name) = self.target().name {
            draw_detail(&mut canvas, detail, name, scope);
        }
        canvas.cursor()
    }

    fn papers(&self, scope: &Scope<'_>) -> Option<crate::app::Selection> {
        Some(self.target().selection(scope))
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-slips")
    }
}
