//! Breaking the glass: one key for one of four reasons, or a reason in words; and the list that the command post goes
//! through afterwards (`review`).

mod review;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Notice, Scope, Screen, Situation, Tone};
use crate::domain::access::{
    decide::AccountCommand,
    glass::{GlassReason, LASTS},
};
use crate::domain::command::Command;
use crate::domain::text::{REMARK, Text};
use crate::i18n::Value;
use crate::input::{Spot, Typing};
use crate::screens::fields::edit_of;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit};

pub use review::ReviewScreen;

pub struct GlassScreen {
    edit: TextEdit,
    selected: usize,
}

impl Default for GlassScreen {
    fn default() -> Self {
        Self {
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
        }
    }
}

impl GlassScreen {
    fn step(&mut self, steps: isize) {
        let last = GlassReason::ALL.len() - 1;
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    /// Without words nobody knows what "other" was.
    fn take(&self, reason: GlassReason, scope: &Scope<'_>) -> Vec<Intent> {
        let words = Text::parse(self.edit.text(), REMARK).ok();
        if reason == GlassReason::Other && words.is_none() {
            let text = scope.words.say("glass-words-needed");
            return vec![Intent::Say(Notice::new(Tone::Warn, text))];
        }
        let command = Command::Account(AccountCommand::BreakGlass { reason, words });
        vec![Intent::Back, Intent::decide(command)]
    }

    /// A digit before anything is typed is a reason, whichever way the input method writes it.
    fn by_digit(&self, typed: &str) -> Option<GlassReason> {
        let digit = match typed {
            "1" | "１" => 0,
            "2" | "２" => 1,
            "3" | "３" => 2,
            "4" | "４" => 3,
            _ => return None,
        };
        let is_first = self.edit.text().is_empty();
        GlassReason::ALL.get(digit).copied().filter(|_| is_first)
    }
}

impl Screen for GlassScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Finder, KeyContext::Typing],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Happening::Text(typed) = &happening
            && let Some(reason) = self.by_digit(typed)
        {
            return self.take(reason, scope);
        }
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.step(-1),
            Happening::Action(Action::Down) => self.step(1),
            Happening::Action(Action::Open) => {
                let reason = GlassReason::ALL.get(self.selected).copied();
                return reason.map(|reason| self.take(reason, scope)).unwrap_or_default();
            }
            Happening::Pointed(Spot::Row(row)) if row == self.selected => {
                return self.update(Happening::Action(Action::Open), scope);
            }
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    // Whoever types words means them.
                    self.selected = GlassReason::ALL.len() - 1;
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, _: &Scope<'_>) {
        self.step(0);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let line = |(place, reason): (usize, &GlassReason)| PaletteLine {
            text: scope.words.say(reason.term()),
            note: match reason {
                GlassReason::Other => scope.words.say("glass-in-words"),
                _ => (place + 1).to_string(),
            },
            role: Role::Text,
        };
        let minutes = [("minutes", Value::from(LASTS / 60))];
        let palette = Palette {
            title: scope.words.fill("glass-title", &minutes),
            edit: self.edit.clone(),
            lines: GlassReason::ALL.iter().enumerate().map(line).collect(),
            selected: self.selected,
            nothing: String::new(),
        };
        palette.draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-break-glass")
    }
}
