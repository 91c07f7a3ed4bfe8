//! One person on the whole screen: what a small terminal shows instead of a detail beside the list.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Route, Scope, Screen, Selection, Situation};
use crate::domain::identity::PatientId;
use crate::input::Typing;
use crate::widgets::{Canvas, Rule, Span};

use super::{About, draw, lines};

pub struct PersonScreen {
    patient: PatientId,
    top: usize,
}

impl PersonScreen {
    pub fn new(patient: PatientId) -> Self {
        Self { patient, top: 0 }
    }

    fn selection(&self, scope: &Scope<'_>) -> Selection {
        Selection::of_patient(scope.hospital, self.patient)
    }

    /// Wide terminals keep the lines short enough to be read.
    fn width(scope: &Scope<'_>) -> u16 {
        scope.area.0.saturating_sub(4).min(96)
    }

    fn height(scope: &Scope<'_>) -> usize {
        usize::from(scope.area.1.saturating_sub(1))
    }
}

impl Screen for PersonScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Movements, KeyContext::Lists],
            holds: self.selection(scope).conditions(scope.hospital),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let page = Self::height(scope).saturating_sub(1).max(1);
        match happening {
            Happening::Action(Action::Back | Action::Open) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.top = self.top.saturating_sub(1),
            Happening::Action(Action::Down) => self.top += 1,
            Happening::Action(Action::PageUp) => self.top = self.top.saturating_sub(page),
            Happening::Action(Action::PageDown) => self.top += page,
            Happening::Action(Action::First) => self.top = 0,
            Happening::Action(Action::Last) => self.top = usize::MAX,
            Happening::Action(action) if action.is_movement() => {
                return vec![Intent::Open(Route::Form(action, self.selection(scope)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let all = lines(scope, &About::Person(self.patient), Self::width(scope)).len();
        self.top = self.top.min(all.saturating_sub(Self::height(scope)));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let stay = scope.hospital.open_stay(self.patient);
        let bed = stay.and_then(|stay| stay.place()).and_then(|place| place.answers());
        let title = bed.map(ToString::to_string).unwrap_or_default();
        Rule::titled(scope.words.say("detail-title"))
            .with_right(vec![Span::plain(title)])
            .draw(&mut canvas, Rect { height: 1, ..area });
        let body = Rect::new(
            area.x + 2,
            area.y + 1,
            area.width.saturating_sub(3).min(Self::width(scope) + 1),
            area.height.saturating_sub(1),
        );
        let lines = lines(scope, &About::Person(self.patient), Self::width(scope));
        draw(&mut canvas, body, &lines, self.top);
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.patient(self.patient)
    }
}
