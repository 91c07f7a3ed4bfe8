//! Why somebody takes more than their role gives: one key for each of the usual reasons, or words. It works at once.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, Notice, Scope, Screen, Situation, Tone};
use crate::domain::access::decide::AccountCommand;
use crate::domain::access::glass::{GlassReason, LASTS};
use crate::domain::command::Command;
use crate::domain::text::{REMARK, Text};
use crate::i18n::Value;
use crate::input::Spot;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit};

/// The reason that is said in words.
const IN_WORDS: usize = GlassReason::ALL.len() - 1;

pub struct GlassScreen {
    /// In words, or more about one of the usual reasons.
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
        self.selected = self.selected.saturating_add_signed(steps).min(IN_WORDS);
    }

    fn reason(&self) -> GlassReason {
        GlassReason::ALL
            .get(self.selected)
            .copied()
            .unwrap_or(GlassReason::Other)
    }

    fn typed(&mut self, happening: &Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Happening::Text(text) = happening
            && self.edit.text().is_empty()
            && let Some(usual) = usual(text)
        {
            self.selected = usual;
            return self.give(scope);
        }
        if let Some(edit) = edit_of(happening) {
            self.edit.apply(&edit);
            // Whoever types says it in words.
            if !self.edit.text().is_empty() {
                self.selected = IN_WORDS;
            }
        }
        Vec::new()
    }

    fn give(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let (reason, words) = (self.reason(), Text::parse(self.edit.text(), REMARK).ok());
        if reason == GlassReason::Other && words.is_none() {
            return vec![Intent::Say(Notice::new(
                Tone::Warn,
                scope.words.say("glass-words-needed"),
            ))];
        }
        vec![Intent::decide(Command::Account(AccountCommand::BreakGlass {
            reason,
            words,
        }))]
    }
}

/// The number of one of the usual reasons, in whatever width it was typed.
fn usual(text: &str) -> Option<usize> {
    (0..IN_WORDS).find(|index| {
        let wide = char::from_u32('１' as u32 + u32::try_from(*index).unwrap_or_default());
        text == (index + 1).to_string() || wide.is_some_and(|wide| text == wide.to_string())
    })
}

impl Screen for GlassScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Back) | Happening::Decided(Ok(_)) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.step(-1),
            Happening::Action(Action::Down) => self.step(1),
            Happening::Pointed(Spot::Row(row)) if row == self.selected => return self.give(scope),
            Happening::Pointed(Spot::Row(row)) => self.selected = row.min(IN_WORDS),
            Happening::Action(Action::Open) => return self.give(scope),
            other => return self.typed(&other, scope),
        }
        Vec::new()
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let line = |(index, reason): (usize, &GlassReason)| {
            let said = scope.words.say(reason.term());
            let in_words = index == IN_WORDS;
            PaletteLine {
                text: if in_words {
                    format!("   {said}")
                } else {
                    format!("{}  {said}", index + 1)
                },
                note: if in_words {
                    scope.words.say("glass-in-words")
                } else {
                    String::new()
                },
                role: Role::Text,
                marks: Vec::new(),
            }
        };
        Palette {
            title: title(scope),
            edit: self.edit.clone(),
            lines: GlassReason::ALL.iter().enumerate().map(line).collect(),
            selected: self.selected,
            nothing: String::new(),
        }
        .draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        title(scope)
    }
}

fn title(scope: &Scope<'_>) -> String {
    scope.words.fill("glass-title", &[("minutes", Value::from(LASTS / 60))])
}
