//! The palette: every action of the screen below by its name, with its key, ranked by what was typed.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Scope, Screen, Situation};
use crate::input::{Ability, Named, Spot, Typing};
use crate::screens::fields::edit_of;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit, folded};

pub struct ActionsScreen {
    below: Situation,
    edit: TextEdit,
    selected: usize,
}

/// Before names that only hold the letters somewhere.
const MEANT: i64 = 1000;

struct Found {
    action: Action,
    line: PaletteLine,
}

impl ActionsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let below = scope.below.cloned().unwrap_or(Situation {
            contexts: vec![KeyContext::Everywhere],
            holds: BTreeSet::new(),
            typing: Typing::Keys,
        });
        Self {
            below,
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
        }
    }

    /// The actions that fit what was typed, by their name in the user's language or by the name in the keymap.
    fn found(&self, scope: &Scope<'_>) -> Vec<Found> {
        let mut all: Vec<(Action, Vec<String>, Ability)> = Vec::new();
        for offer in scope.keys.offers(&self.below, &[]) {
            if offer.action.only_walks() {
                continue;
            }
            match all.iter_mut().find(|(action, _, _)| *action == offer.action) {
                Some((_, keys, ability)) => {
                    keys.push(offer.keys.to_string());
                    *ability = (*ability).min(offer.ability);
                }
                None => all.push((offer.action, vec![offer.keys.to_string()], offer.ability)),
            }
        }
        all.sort_by_key(|(action, _, ability)| (*ability, *action));
        let matcher = SkimMatcherV2::default().ignore_case();
        let typed: String = self.edit.text().split_whitespace().collect();
        let mut found: Vec<(i64, Found)> = all
            .into_iter()
            .filter_map(|(action, keys, ability)| {
                let text = scope.words.say(&format!("action-{}", action.name()));
                let rank = if typed.is_empty() {
                    Some(0)
                } else {
                    // What else people call it, how it is read, how that is typed.
                    let also = scope
                        .words
                        .find(&format!("also-{}", action.name()), &[])
                        .unwrap_or_default();
                    let named = matcher
                        .fuzzy_match(&text, &typed)
                        .max(matcher.fuzzy_match(action.name(), &typed));
                    let meant = also
                        .split_whitespace()
                        .any(|name| folded(name).starts_with(&folded(&typed)));
                    named.max(meant.then_some(MEANT))
                };
                let role = if ability == Ability::Can { Role::Text } else { Role::Dim };
                let line = PaletteLine {
                    text,
                    note: keys.join(", "),
                    role,
                    marks: Vec::new(),
                };
                rank.map(|rank| (rank, Found { action, line }))
            })
            .collect();
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, found)| found).collect()
    }
}

impl Screen for ActionsScreen {
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
            Happening::Action(Action::Up) => self.selected = self.selected.saturating_sub(1),
            Happening::Action(Action::Down) => self.selected += 1,
            Happening::Action(Action::PageUp) => self.selected = self.selected.saturating_sub(10),
            Happening::Action(Action::PageDown) => self.selected += 10,
            Happening::Pointed(Spot::Row(row)) if row == self.selected => {
                return self.update(Happening::Action(Action::Open), scope);
            }
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            Happening::Action(Action::Open) => {
                if let Some(found) = self.found(scope).into_iter().nth(self.selected) {
                    return vec![Intent::Back, Intent::Act(found.action)];
                }
            }
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
        self.selected = self.selected.min(self.found(scope).len().saturating_sub(1));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let palette = Palette {
            title: scope.words.say("actions-title"),
            edit: self.edit.clone(),
            lines: self.found(scope).into_iter().map(|found| found.line).collect(),
            selected: self.selected,
            nothing: scope.words.say("actions-nothing"),
        };
        palette.draw(&mut canvas, area);
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("actions-title")
    }
}
