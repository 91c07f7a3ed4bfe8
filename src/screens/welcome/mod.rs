//! The one question of a laptop without a store: look at the sample hospital, or set up one's own.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Route, Scope, Screen, SetUpSoFar, Situation};
use crate::input::{Spot, Typing};
use crate::theme::{Role, Shape};
use crate::widgets::Canvas;

/// What can be chosen; Enter takes the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Way {
    #[default]
    Sample,
    Own,
}

impl Way {
    const ALL: [Self; 2] = [Self::Sample, Self::Own];

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Sample => ("welcome-sample", "welcome-sample-means"),
            Self::Own => ("welcome-own", "welcome-own-means"),
        }
    }
}

#[derive(Debug, Default)]
pub struct WelcomeScreen {
    way: Way,
}

impl WelcomeScreen {
    /// With the keys as they are in force.
    fn how(&self, scope: &Scope<'_>) -> String {
        let mut situation = self.situation(scope);
        situation.contexts.push(KeyContext::Everywhere);
        let key = |action| {
            let keys = scope.keys.keys_of(&situation, action);
            keys.first().map(ToString::to_string).unwrap_or_default()
        };
        let places = [
            ("open", key(Action::Open).into()),
            ("help", key(Action::Help).into()),
            ("language", key(Action::Language).into()),
        ];
        scope.words.fill("welcome-how", &places)
    }
}

impl Screen for WelcomeScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Welcome],
            holds: BTreeSet::new(),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        let action = match happening {
            Happening::Action(action) => action,
            // The first click chooses, another one on the same line takes it.
            Happening::Pointed(Spot::Row(row)) if row == self.way as usize => Action::Open,
            Happening::Pointed(Spot::Row(0)) => Action::Up,
            Happening::Pointed(Spot::Row(_)) => Action::Down,
            _ => return Vec::new(),
        };
        match (action, self.way) {
            (Action::Up | Action::First, _) => self.way = Way::Sample,
            (Action::Down | Action::Last, _) => self.way = Way::Own,
            (Action::Back, _) => return vec![Intent::Back],
            (Action::Open, Way::Sample) => return vec![Intent::TrySample],
            (Action::Open, Way::Own) => return vec![Intent::Open(Route::SetUp(SetUpSoFar::default()))],
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        const MARGIN: u16 = 4;
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let width = area.width.saturating_sub(2 * MARGIN).min(88);
        let (x, mut y) = (area.x + MARGIN, area.y + (area.height / 8).max(1));
        let measure = canvas.measure();
        canvas.put(x, y, width, &scope.words.say("welcome-question"), Role::Accent);
        y += 2;
        for way in Way::ALL {
            let (name, means) = way.texts();
            let chosen = way == self.way;
            let role = if chosen { Role::Selection } else { Role::Text };
            canvas.paint(Rect::new(x, y, width, 1), role);
            canvas.mark(Rect::new(x, y, width, 1), Spot::Row(way as usize));
            if chosen {
                canvas.sign(x, y, Shape::Pointer, role);
            }
            canvas.put(x + 2, y, width.saturating_sub(2), &scope.words.say(name), role);
            y += 1;
            for line in measure.wrap(&scope.words.say(means), usize::from(width.saturating_sub(4))) {
                canvas.put(x + 4, y, width.saturating_sub(4), &line, Role::Dim);
                y += 1;
            }
            y += 1;
        }
        for line in measure.wrap(&self.how(scope), usize::from(width)) {
            canvas.put(x, y, width, &line, Role::Dim);
            y += 1;
        }
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("welcome-title")
    }
}
