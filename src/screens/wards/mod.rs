//! Choosing the ward that lists and maps show: the whole hospital first, then the wards, filtered as one types.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, Scope, Screen, Situation};
use crate::domain::ask;
use crate::domain::census::WardCode;
use crate::i18n::Value;
use crate::input::Spot;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit, folded};

/// One that can be chosen.
struct Line {
    /// None is the whole hospital.
    ward: Option<WardCode>,
    /// What is typed is looked for in it.
    found_by: String,
    occupied: usize,
    licensed: usize,
}

pub struct WardsScreen {
    edition: Option<u64>,
    lines: Vec<Line>,
    edit: TextEdit,
    selected: usize,
}

impl WardsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            edition: None,
            lines: Vec::new(),
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
        };
        screen.settle(scope);
        // The ward of now is marked, so that Enter changes nothing.
        screen.selected = screen
            .lines
            .iter()
            .position(|line| line.ward.as_ref() == scope.ward)
            .unwrap_or(0);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let (Some(frame), Ok(board)) = (
            scope.hospital.frame(),
            ask::board_with(scope.hospital, scope.discrepancies),
        ) else {
            self.lines.clear();
            return;
        };
        let whole = Line {
            ward: None,
            found_by: folded(&scope.words.say("wards-whole")),
            occupied: board.wards.iter().map(|row| row.occupied).sum(),
            licensed: board.wards.iter().map(|row| row.licensed).sum(),
        };
        let wards = frame.wards.iter().zip(&board.wards).map(|(ward, row)| Line {
            ward: Some(ward.code.clone()),
            // In both languages: whoever reads English may know only the Japanese sign on the door.
            found_by: folded(&format!(
                "{} {} {}",
                ward.code,
                ward.name_ja,
                ward.name_en.as_ref().map(ToString::to_string).unwrap_or_default()
            )),
            occupied: row.occupied,
            licensed: row.licensed,
        });
        self.lines = std::iter::once(whole).chain(wards).collect();
    }

    /// What begins with the typed text goes before what only holds it; the hospital stays while nothing is typed.
    fn matching(&self) -> Vec<&Line> {
        let typed = folded(self.edit.text());
        if typed.is_empty() {
            return self.lines.iter().collect();
        }
        let (begins, holds): (Vec<&Line>, Vec<&Line>) = self
            .lines
            .iter()
            .filter(|line| line.found_by.contains(&typed))
            .partition(|line| line.found_by.starts_with(&typed));
        begins.into_iter().chain(holds).collect()
    }

    fn choose(&self) -> Vec<Intent> {
        let line = self.matching().into_iter().nth(self.selected);
        line.map(|line| vec![Intent::Ward(line.ward.clone()), Intent::Back])
            .unwrap_or_default()
    }

    fn step(&mut self, steps: isize) {
        let last = self.matching().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }
}

impl Screen for WardsScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.step(steps);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Pointed(Spot::Row(row)) if row == self.selected => return self.choose(),
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            Happening::Action(Action::Open) => return self.choose(),
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    self.selected = 0;
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        if self.edition != Some(scope.edition) {
            self.edition = Some(scope.edition);
            self.read(scope);
        }
        self.step(0);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let line = |line: &&Line| PaletteLine {
            text: match &line.ward {
                Some(ward) => scope.ward_title(ward),
                None => scope.words.say("wards-whole"),
            },
            note: scope.words.fill(
                "wards-beds",
                &[
                    ("occupied", Value::from(line.occupied)),
                    ("licensed", Value::from(line.licensed)),
                ],
            ),
            role: Role::Text,
            marks: Vec::new(),
        };
        let palette = Palette {
            title: scope.words.say("action-ward"),
            edit: self.edit.clone(),
            lines: self.matching().iter().map(line).collect(),
            selected: self.selected,
            nothing: scope.words.say(if self.lines.is_empty() {
                "wards-no-hospital"
            } else {
                "wards-nothing"
            }),
        };
        palette.draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-ward")
    }
}
