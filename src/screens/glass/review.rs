//! What was done beyond a role and waits for somebody else's eyes: who, why, since when; Enter says that it was seen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, Scope, Screen, Situation};
use crate::domain::access::decide::AccountCommand;
use crate::domain::command::Command;
use crate::domain::record::{EventId, UserName};
use crate::domain::text::{REMARK, Text};
use crate::input::Spot;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, Selection, TextEdit};

/// One breaking of the glass that nobody has looked at.
struct Line {
    user: UserName,
    event: EventId,
    text: String,
    since: String,
}

pub struct ReviewScreen {
    lines: Vec<Line>,
    /// What is said to it; nothing typed is "seen".
    remark: TextEdit,
    /// Which of them, by its event: what is seen leaves the list, and Enter held down says nothing of the next one.
    selection: Selection<EventId>,
}

impl ReviewScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            lines: Vec::new(),
            remark: TextEdit::new(Accepts::Text),
            selection: Selection::default(),
        };
        screen.settle(scope);
        screen
    }

    fn step(&mut self, steps: isize) {
        self.selection.step(&self.events(), steps);
    }

    fn events(&self) -> Vec<EventId> {
        self.lines.iter().map(|line| line.event).collect()
    }

    fn review(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let seen = scope.words.say("glass-seen");
        let remark = Text::parse(self.remark.text(), REMARK).or_else(|_| Text::parse(&seen, REMARK));
        let (Some(line), Ok(remark)) = (self.selection.row().and_then(|row| self.lines.get(row)), remark) else {
            return Vec::new();
        };
        vec![Intent::decide(Command::Account(AccountCommand::ReviewGlass {
            user: line.user.clone(),
            event: line.event,
            remark,
        }))]
    }
}

/// What waits, the newest first; one's own is for somebody else.
fn waiting(scope: &Scope<'_>) -> Vec<Line> {
    let mut waiting: Vec<_> = scope
        .hospital
        .accounts()
        .filter(|account| account.user.as_str() != scope.desk.login)
        .flat_map(|account| account.broken.iter().map(move |glass| (account, glass)))
        .filter(|(_, glass)| glass.reviewed.is_none())
        .collect();
    waiting.sort_by_key(|(_, glass)| std::cmp::Reverse(glass.said.order));
    waiting
        .into_iter()
        .map(|(account, glass)| {
            let name = account.standing().map(|standing| standing.name.to_string());
            let reason = scope.words.say(glass.reason.term());
            let words = glass.words.as_ref().map(ToString::to_string).unwrap_or_default();
            let text = format!(
                "{}  {reason}  {words}",
                name.unwrap_or_else(|| account.user.to_string())
            );
            Line {
                user: account.user.clone(),
                event: glass.said.order.event,
                text: text.trim_end().to_owned(),
                since: scope.moment(glass.said.at),
            }
        })
        .collect()
}

impl Screen for ReviewScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.step(steps);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Pointed(Spot::Row(row)) => {
                let events = self.events();
                self.selection.go(&events, row);
            }
            Happening::Action(Action::Open) => return self.review(scope),
            Happening::Decided(Ok(_)) => self.remark = TextEdit::new(Accepts::Text),
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.remark.apply(&edit);
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.lines = waiting(scope);
        let events = self.events();
        self.selection.keep(&events);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let line = |line: &Line| PaletteLine {
            text: line.text.clone(),
            note: line.since.clone(),
            role: Role::Text,
            marks: Vec::new(),
        };
        Palette {
            title: scope.words.say("action-review-glass"),
            edit: self.remark.clone(),
            lines: self.lines.iter().map(line).collect(),
            selected: self.selection.row().unwrap_or(self.lines.len()),
            nothing: scope.words.say("glass-none"),
        }
        .draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-review-glass")
    }
}
