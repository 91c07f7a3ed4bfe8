//! Every breaking of the glass that nobody has looked at yet, oldest first: who, when, why. Enter closes the marked one,
//! with a remark if one was typed.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Scope, Screen, Situation};
use crate::domain::access::{decide::AccountCommand, glass::Glass};
use crate::domain::command::Command;
use crate::domain::record::UserName;
use crate::domain::text::{REMARK, Text};
use crate::input::{Spot, Typing};
use crate::screens::fields::edit_of;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit};

pub struct ReviewScreen {
    waiting: Vec<(UserName, String, Glass)>,
    edit: TextEdit,
    selected: usize,
    edition: Option<u64>,
}

impl ReviewScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            waiting: Vec::new(),
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
            edition: None,
        };
        screen.settle(scope);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        self.waiting = scope
            .hospital
            .accounts()
            .flat_map(|account| {
                let name = account.standing().map(|standing| standing.name.to_string());
                let broken = account.broken.iter().filter(|glass| glass.reviewed.is_none());
                broken.map(move |glass| (account.user.clone(), name.clone().unwrap_or_default(), glass.clone()))
            })
            .collect();
        self.waiting.sort_by_key(|(_, _, glass)| glass.said.order);
    }

    fn step(&mut self, steps: isize) {
        let last = self.waiting.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    fn close(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some((user, _, glass)) = self.waiting.get(self.selected) else {
            return Vec::new();
        };
        let typed = Text::parse(self.edit.text(), REMARK).ok();
        let remark = typed.or_else(|| Text::parse(&scope.words.say("glass-seen"), REMARK).ok());
        let Some(remark) = remark else { return Vec::new() };
        let command = AccountCommand::ReviewGlass {
            user: user.clone(),
            event: glass.said.order.event,
            remark,
        };
        self.edit = TextEdit::new(Accepts::Text);
        vec![Intent::decide(Command::Account(command))]
    }
}

impl Screen for ReviewScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Finder, KeyContext::Typing],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.step(-1),
            Happening::Action(Action::Down) => self.step(1),
            Happening::Action(Action::PageUp) => self.step(-10),
            Happening::Action(Action::PageDown) => self.step(10),
            Happening::Action(Action::Open) => return self.close(scope),
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
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
        let line = |(user, name, glass): &(UserName, String, Glass)| {
            let why = scope.words.say(glass.reason.term());
            let words = glass.words.as_ref().map(ToString::to_string).unwrap_or_default();
            PaletteLine {
                text: format!("{name} ({user})  {why} {words}").trim_end().to_owned(),
                note: scope.moment(glass.said.at),
                role: Role::Text,
            }
        };
        let palette = Palette {
            title: scope.words.say("action-review-glass"),
            edit: self.edit.clone(),
            lines: self.waiting.iter().map(line).collect(),
            selected: self.selected,
            nothing: scope.words.say("glass-none"),
        };
        palette.draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-review-glass")
    }
}
