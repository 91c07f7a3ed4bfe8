//! Choosing another role for somebody, or the duty beside it: filtered as one types, and asked once before it is so.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Confirmation, Extent, Happening, Intent, Route, Scope, Screen, Situation};
use crate::domain::access::{Duty, Role as Job, Standing, decide::AccountCommand};
use crate::domain::command::Command;
use crate::domain::record::UserName;
use crate::i18n::Value;
use crate::input::Spot;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit, folded};

use super::lines::said;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Role(Job),
    /// Given when it is not there, taken when it is.
    Duty(Duty),
}

pub struct RoleScreen {
    user: UserName,
    standing: Option<Standing>,
    edit: TextEdit,
    selected: usize,
}

impl RoleScreen {
    pub fn new(user: &UserName, scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            user: user.clone(),
            standing: None,
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
        };
        screen.settle(scope);
        // The role of now is marked, so that Enter changes nothing.
        let now = screen.standing.as_ref().map(|standing| standing.role);
        let place = Job::PEOPLE.iter().position(|role| Some(*role) == now);
        screen.selected = place.unwrap_or(0);
        screen
    }

    fn text(&self, choice: Choice, scope: &Scope<'_>) -> String {
        match choice {
            Choice::Role(role) => scope.words.say(role.term()),
            Choice::Duty(duty) => {
                let has = self.standing.as_ref().and_then(|standing| standing.duty) == Some(duty);
                let key = if has {
                    "accounts-duty-take"
                } else {
                    "accounts-duty-give"
                };
                let duty = scope.words.say(duty.term());
                scope.words.fill(key, &[("duty", Value::from(duty.as_str()))])
            }
        }
    }

    fn matching(&self, scope: &Scope<'_>) -> Vec<(Choice, String)> {
        let typed = folded(self.edit.text());
        let roles = Job::PEOPLE.into_iter().map(Choice::Role);
        let all = roles.chain(Duty::ALL.into_iter().map(Choice::Duty));
        all.map(|choice| (choice, self.text(choice, scope)))
            .filter(|(_, text)| folded(text).contains(&typed))
            .collect()
    }

    fn choose(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let chosen = self.matching(scope).into_iter().nth(self.selected);
        let (Some((choice, _)), Some(before)) = (chosen, &self.standing) else {
            return Vec::new();
        };
        let mut standing = before.clone();
        match choice {
            Choice::Role(role) => standing.role = role,
            Choice::Duty(duty) => standing.duty = Some(duty).filter(|duty| before.duty != Some(*duty)),
        }
        if standing == *before {
            return vec![Intent::Back];
        }
        let of = |standing: &Standing| said(standing.role, standing.duty.map(Duty::term), scope.words);
        let (from, to) = (of(before), of(&standing));
        let filling = [
            ("user", Value::from(self.user.as_str())),
            ("name", Value::from(standing.name.to_string())),
            ("from", Value::from(from.as_str())),
            ("to", Value::from(to.as_str())),
        ];
        let user = self.user.clone();
        let command = Command::Account(AccountCommand::Change { user, standing });
        let confirmation = Confirmation {
            title: scope.words.say("action-change-role"),
            question: scope.words.fill("accounts-ask-change-role", &filling),
            safe: scope.words.say("accounts-leave"),
            go: scope.words.say("short-change-role"),
            then: vec![Intent::decide(command)],
        };
        vec![Intent::Back, Intent::Open(Route::Confirm(Box::new(confirmation)))]
    }

    fn step(&mut self, steps: isize, scope: &Scope<'_>) {
        let last = self.matching(scope).len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }
}

impl Screen for RoleScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.step(steps, scope);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Pointed(Spot::Row(row)) if row == self.selected => return self.choose(scope),
            Happening::Pointed(Spot::Row(row)) => {
                self.selected = row;
                self.step(0, scope);
            }
            Happening::Action(Action::Open) => return self.choose(scope),
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
        let account = scope.hospital.account(&self.user);
        self.standing = account.and_then(|account| account.standing().cloned());
        self.step(0, scope);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let now = self.standing.as_ref().map(|standing| standing.role);
        let line = |(choice, text): (Choice, String)| PaletteLine {
            text,
            note: match choice {
                Choice::Role(role) if Some(role) == now => scope.words.say("accounts-role-now"),
                _ => String::new(),
            },
            role: Role::Text,
            marks: Vec::new(),
        };
        Palette {
            title: self.title(scope),
            edit: self.edit.clone(),
            lines: self.matching(scope).into_iter().map(line).collect(),
            selected: self.selected,
            nothing: scope.words.say("accounts-no-role"),
        }
        .draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        let name = self.standing.as_ref().map(|standing| standing.name.to_string());
        format!(
            "{}  {}",
            scope.words.say("action-change-role"),
            name.unwrap_or_default()
        )
    }
}
