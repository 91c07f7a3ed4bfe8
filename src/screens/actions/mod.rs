//! The palette: every action by its name, with its key, ranked by what was typed. What the screen below cannot do is dim and
//! says where it can be done; opening it leads there.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Notice, Scope, Screen, Situation, Tone};
use crate::i18n::Value;
use crate::input::{Ability, Named, Spot, Typing};
use crate::screens::fields::edit_of;
use crate::screens::finder;
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
    does: Does,
    line: PaletteLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Act(Action),
    /// It belongs to another screen; `home` opens that.
    Elsewhere {
        action: Action,
        context: KeyContext,
        home: Action,
    },
}

/// The screen where the keys of a context are pressed; none for those of forms and questions.
fn home(context: KeyContext) -> Option<Action> {
    match context {
        KeyContext::Movements | KeyContext::Census => Some(Action::Census),
        KeyContext::Board => Some(Action::Board),
        KeyContext::Beds => Some(Action::Beds),
        KeyContext::Papers => Some(Action::Papers),
        KeyContext::Discrepancies => Some(Action::Discrepancies),
        KeyContext::Slips => Some(Action::Slips),
        KeyContext::Desk => Some(Action::Desk),
        KeyContext::Runs => Some(Action::Runs),
        KeyContext::Ids => Some(Action::Ids),
        _ => None,
    }
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

    /// What the screen below offers, and behind it what others do.
    fn all(&self, scope: &Scope<'_>) -> Vec<(Does, Vec<String>, Role)> {
        let mut here: Vec<(Action, Vec<String>, Ability)> = Vec::new();
        for offer in scope.keys.offers(&self.below, &[]) {
            if offer.action.only_walks() {
                continue;
            }
            match here.iter_mut().find(|(action, _, _)| *action == offer.action) {
                Some((_, keys, ability)) => {
                    keys.push(offer.keys.to_string());
                    *ability = (*ability).min(offer.ability);
                }
                None => here.push((offer.action, vec![offer.keys.to_string()], offer.ability)),
            }
        }
        here.sort_by_key(|(action, _, ability)| (*ability, *action));
        let mut seen: BTreeSet<Action> = here.iter().map(|(action, _, _)| *action).collect();
        let mut all: Vec<_> = here
            .into_iter()
            .map(|(action, keys, ability)| {
                let role = if ability == Ability::Can { Role::Text } else { Role::Dim };
                (Does::Act(action), keys, role)
            })
            .collect();
        for (context, keys, bindings) in scope.keys.table() {
            let Some(home) = home(context) else { continue };
            for action in bindings.iter().map(|binding| binding.action) {
                if !action.only_walks() && seen.insert(action) {
                    let place = scope.words.say(&format!("context-{}", context.name()));
                    let elsewhere = Does::Elsewhere { action, context, home };
                    all.push((elsewhere, vec![format!("{place} {keys}")], Role::Dim));
                }
            }
        }
        all
    }

    /// The actions that fit what was typed, by their name in the user's language or by the name in the keymap.
    fn found(&self, scope: &Scope<'_>) -> Vec<Found> {
        let matcher = SkimMatcherV2::default().ignore_case();
        let typed: String = self.edit.text().split_whitespace().collect();
        let mut found: Vec<(i64, Found)> = self
            .all(scope)
            .into_iter()
            .filter_map(|(does, keys, role)| {
                let (Does::Act(action) | Does::Elsewhere { action, .. }) = does;
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
                let line = PaletteLine {
                    text,
                    note: keys.join(", "),
                    role,
                    marks: Vec::new(),
                };
                rank.map(|rank| (rank, Found { does, line }))
            })
            .collect();
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// What happens when a line is opened.
fn open(does: Does, scope: &Scope<'_>) -> Vec<Intent> {
    match does {
        Does::Act(action) => vec![Intent::Back, Intent::Act(action)],
        Does::Elsewhere { action, context, home } => {
            let action = scope.words.say(&format!("action-{}", action.name()));
            let place = scope.words.say(&format!("context-{}", context.name()));
            let places = [("action", Value::from(action)), ("place", place.into())];
            let told = Notice::new(Tone::Quiet, scope.words.fill("actions-elsewhere", &places));
            vec![Intent::Back, Intent::Act(home), Intent::Say(told)]
        }
    }
}

impl Screen for ActionsScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(steps) = finder::steps(&happening) {
            self.selected = self.selected.saturating_add_signed(steps);
            return Vec::new();
        }
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Pointed(Spot::Row(row)) if row == self.selected => {
                return self.update(Happening::Action(Action::Open), scope);
            }
            Happening::Pointed(Spot::Row(row)) => self.selected = row,
            Happening::Action(Action::Open) => {
                if let Some(found) = self.found(scope).into_iter().nth(self.selected) {
                    return open(found.does, scope);
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
