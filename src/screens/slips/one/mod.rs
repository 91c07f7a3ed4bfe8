//! One slip with everything: what it says, what is to be looked at, where every sheet is and how it got there, which steps are
//! done, what was asked and answered. One that has left the hot state is asked of the store. `head` is what is read first, `told`
//! the rows below it.

mod head;
mod told;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::ask::Answer;
use crate::domain::command::Question;
use crate::domain::slips::{
    Copy, CopyName, Slip, SlipNumber,
    ask::{SlipAnswer, SlipQuestion},
};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::widgets::{Canvas, Rule, Scrollbar, Selection, Span, in_lines};

use super::deed::{self, Target};
use super::line;
use super::strip::{self, Around, Pressed, Strip};

/// Rows that a page key walks.
const PAGE: usize = 8;

pub use head::draw_head;

/// What stands on the paper of a slip, a row each: its drugs first.
pub fn on_paper(slip: &Slip, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    says(slip, scope).into_iter().map(|row| row.spans).collect()
}
use head::head;
use told::{Row, asked, says, steps, way};

pub struct SlipScreen {
    number: SlipNumber,
    /// As the store gave it.
    kept: Option<Arc<Slip>>,
    /// Why the store gave nothing.
    unknown: Option<String>,
    names: Vec<CopyName>,
    selection: Selection<CopyName>,
    top: usize,
    strip: Option<Strip>,
}

impl SlipScreen {
    pub fn new(number: SlipNumber, scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            number: SlipNumber::meant(number, scope.hospital),
            kept: None,
            unknown: None,
            names: Vec::new(),
            selection: Selection::default(),
            top: 0,
            strip: None,
        };
        screen.settle(scope);
        screen
    }

    fn slip<'a>(&'a self, scope: &'a Scope<'_>) -> Option<&'a Arc<Slip>> {
        scope.hospital.slip(self.number).or(self.kept.as_ref())
    }

    fn target(&self, scope: &Scope<'_>) -> Target {
        let name = self.selection.key().copied();
        let copy = name.and_then(|name| self.slip(scope)?.copy(name.copy?));
        let post = copy
            .and_then(|copy: &Copy| copy.custody().post().cloned())
            .or_else(|| self.slip(scope)?.origin().cloned());
        Target::new(name.or(Some(self.number.into())), post)
    }

    fn around(&self, scope: &Scope<'_>) -> Around {
        let target = self.target(scope);
        Around {
            listed: vec![self.number],
            selected: target.name,
            post: deed::own_post(scope).or(target.post),
        }
    }

    /// A key while the field for a number is open.
    fn press(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around(scope);
        match self.strip.as_mut().map(|strip| strip.press(action, &around, scope)) {
            Some(Pressed::Done(intents)) => return intents,
            Some(Pressed::Closes(intents)) => {
                self.strip = None;
                return intents;
            }
            Some(Pressed::ForTheList) | None => {}
        }
        Vec::new()
    }

    fn ask(&self) -> Vec<Intent> {
        let question = SlipQuestion::Slip(self.number.into());
        vec![Intent::Ask(Box::new(Question::Slips(question)))]
    }

    /// Rows of the body, and how many of them are in sight.
    fn sizes(&self, slip: &Slip, scope: &Scope<'_>) -> (usize, usize) {
        let head = head(slip, scope.area.0.saturating_sub(2), scope).len();
        let room = usize::from(scope.area.1).saturating_sub(head);
        (self.body(slip, scope).len(), room)
    }

    /// The sheet that the arrows have chosen is in sight.
    fn scroll_to_selected(&mut self, scope: &Scope<'_>) {
        let Some(slip) = self.slip(scope).cloned() else { return };
        let body = self.body(&slip, scope);
        let (all, room) = self.sizes(&slip, scope);
        let place = body
            .iter()
            .position(|row| row.sheet == self.selection.key().and_then(|name| name.copy));
        if let Some(place) = place.filter(|_| self.selection.key().is_some()) {
            self.top = self.top.min(place).max((place + 2).saturating_sub(room));
        }
        self.top = self.top.min(all.saturating_sub(room));
    }

    fn body(&self, slip: &Slip, scope: &Scope<'_>) -> Vec<Row> {
        let words = scope.words;
        let (room, measure) = (usize::from(scope.area.0).saturating_sub(3), scope.look.measure());
        let said = says(slip, scope).into_iter();
        // An order is read whole, its days included.
        let mut rows: Vec<Row> = Vec::new();
        for row in said {
            if row.is_title {
                rows.push(row);
            } else {
                rows.extend(in_lines(row.spans, room, 4, measure).into_iter().map(Row::line));
            }
        }
        rows.push(Row::title(words.say("slips-where")));
        let selected = self.selection.key().and_then(|name| name.copy);
        for copy in &slip.copies {
            let [first, second] = line::lines(slip, copy, selected == Some(copy.number), scope);
            rows.push(Row {
                sheet: Some(copy.number),
                ..Row::line(first)
            });
            rows.push(Row::line(second));
            // Its whole way, of the sheet that is chosen.
            if selected == Some(copy.number) {
                rows.extend(way(copy, scope).into_iter().map(Row::line));
            }
        }
        rows.push(Row::title(words.say("slips-steps")));
        rows.extend(steps(slip, scope).into_iter().map(Row::line));
        if !slip.queries.is_empty() {
            rows.push(Row::title(words.say("slips-queries")));
            rows.extend(slip.queries.iter().flat_map(|query| asked(query, scope)).map(Row::line));
        }
        rows
    }
}

impl Screen for SlipScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.strip.is_some() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Slips, KeyContext::Lists],
            holds: self.target(scope).conditions(scope),
            typing: Typing::Keys,
        }
    }

    fn forget_secrets(&mut self) {
        self.strip.iter_mut().for_each(Strip::forget_secrets);
    }

    fn takes_scan(&self) -> bool {
        self.strip.as_ref().is_some_and(Strip::takes_scan)
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around(scope);
        if let (Some(strip), Some(edit)) = (&mut self.strip, edit_of(&happening)) {
            return strip.apply(&edit, &around, scope);
        }
        match happening {
            Happening::Action(action) if self.strip.is_some() => return self.press(action, scope),
            Happening::Decided(outcome) if self.strip.is_some() => {
                let decided = self.strip.as_mut().map(|strip| strip.decided(outcome, &around, scope));
                let (intents, closes) = decided.unwrap_or_default();
                if closes {
                    self.strip = None;
                }
                return intents;
            }
            Happening::Action(action) if strip::takes(action) => {
                self.strip = Some(Strip::for_one(action, &around, scope));
            }
            Happening::Action(Action::WriteSlip) => {
                let patient = self.slip(scope).and_then(|slip| slip.patient());
                return vec![Intent::Open(Route::SlipKinds(patient))];
            }
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(action @ (Action::Up | Action::Down | Action::First | Action::Last)) => {
                match action {
                    Action::Up => self.selection.step(&self.names, -1),
                    Action::Down => self.selection.step(&self.names, 1),
                    Action::First => self.selection.go(&self.names, 0),
                    _ => self.selection.go(&self.names, usize::MAX),
                }
                self.scroll_to_selected(scope);
            }
            Happening::Action(Action::PageDown) => {
                let (all, room) = self.slip(scope).map_or((0, 0), |slip| self.sizes(slip, scope));
                self.top = (self.top + PAGE).min(all.saturating_sub(room));
            }
            Happening::Action(Action::PageUp) => self.top = self.top.saturating_sub(PAGE),
            // It has just been opened, or is asked for once more.
            Happening::Begins | Happening::Action(Action::Open) if self.slip(scope).is_none() => return self.ask(),
            Happening::Action(action) => return deed::intents(action, &self.target(scope), scope),
            Happening::Answered(answer) => match *answer {
                Ok(Answer::Slips(SlipAnswer::Slip(view))) => self.kept = Some(view.slip),
                Ok(_) => {}
                Err(refusal) => {
                    let text = scope.refused(&refusal.into());
                    self.unknown = Some(text.clone());
                    return vec![Intent::Say(Notice::new(Tone::Warn, text))];
                }
            },
            Happening::Decided(Err(refused)) => {
                return vec![Intent::Say(Notice::new(Tone::Warn, scope.refused(&refused)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.names = self
            .slip(scope)
            .map(|slip| {
                let slip = Arc::clone(slip);
                slip.copies
                    .iter()
                    .map(|copy| CopyName {
                        slip: slip.number,
                        copy: Some(copy.number),
                    })
                    .collect()
            })
            .unwrap_or_default();
        self.selection.settle(&self.names);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        let Some(slip) = self.slip(scope) else {
            let text = self
                .unknown
                .clone()
                .unwrap_or_else(|| scope.words.say("slips-in-the-store"));
            crate::screens::empty::draw(&mut canvas, area, &text);
            return None;
        };
        let area = Rect::new(area.x + 1, area.y, area.width.saturating_sub(2), area.height);
        let y = draw_head(&mut canvas, area, slip, scope);
        let rows = self.body(slip, scope);
        let room = usize::from(area.bottom().saturating_sub(y));
        let top = self.top.min(rows.len().saturating_sub(room));
        for (y, row) in (y..area.bottom()).zip(rows.iter().skip(top)) {
            let place = Rect::new(area.x, y, area.width, 1);
            match row.spans.first() {
                Some(title) if row.is_title => Rule::titled(title.text.clone()).draw(&mut canvas, place),
                _ => {
                    canvas.put_spans(area.x, y, area.width.saturating_sub(1), &row.spans);
                }
            }
        }
        Scrollbar {
            top,
            shown: room,
            all: rows.len(),
        }
        .draw(
            &mut canvas,
            Rect::new(area.x, y, area.width + 1, area.bottom().saturating_sub(y)),
        );
        if let Some(strip) = &self.strip {
            let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
            super::draw_strip(&mut canvas, row, strip, scope);
        }
        canvas.cursor()
    }

    fn papers(&self, scope: &Scope<'_>) -> Option<crate::app::Selection> {
        Some(self.target(scope).selection(scope))
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        format!("{} {}", scope.words.say("action-slips"), self.number)
    }
}
