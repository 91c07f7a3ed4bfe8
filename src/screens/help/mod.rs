//! All keys of the screen below, out of the keymap that is loaded.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Extent, Happening, Intent, KeyContext, Scope, Screen, Situation};
use crate::input::{Ability, Named, Typing};
use crate::theme::Role;
use crate::widgets::{Canvas, Help, HelpGroup, HelpLine};

pub struct HelpScreen {
    /// Where the keyboard was when help was asked for.
    below: Situation,
    top: usize,
}

impl HelpScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let below = scope.below.cloned().unwrap_or(Situation {
            contexts: vec![KeyContext::Everywhere],
            holds: BTreeSet::new(),
            typing: Typing::Keys,
        });
        Self { below, top: 0 }
    }

    /// One group a context, one line an action, with all the keys that lead to it.
    fn groups(&self, scope: &Scope<'_>) -> Vec<HelpGroup> {
        let offers = scope.keys.offers(&self.below, &[]);
        self.below
            .contexts
            .iter()
            .map(|context| {
                let mut lines: Vec<(Action, HelpLine)> = Vec::new();
                for offer in offers.iter().filter(|offer| offer.context == *context) {
                    let keys = offer.keys.to_string();
                    let can = offer.ability == Ability::Can;
                    if let Some((_, line)) = lines.iter_mut().find(|(action, _)| *action == offer.action) {
                        line.keys.push(keys);
                        continue;
                    }
                    // At a desk the next ward is the next desk.
                    let own = format!("action-{}-{}", context.name(), offer.action.name());
                    let text = scope.words.find(&own, &[]);
                    let text = text.unwrap_or_else(|| scope.words.say(&format!("action-{}", offer.action.name())));
                    let role = if can { Role::Text } else { Role::Dim };
                    lines.push((
                        offer.action,
                        HelpLine {
                            keys: vec![keys],
                            text,
                            role,
                        },
                    ));
                }
                // In the order of the actions, which is the order in which people think of them.
                lines.sort_by_key(|(action, _)| *action);
                HelpGroup {
                    title: scope.words.say(&format!("context-{}", context.name())),
                    lines: lines.into_iter().map(|(_, line)| line).collect(),
                }
            })
            .filter(|group| !group.lines.is_empty())
            .collect()
    }
}

impl Screen for HelpScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Help],
            holds: BTreeSet::new(),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let page = usize::from(scope.area.1).saturating_sub(6).max(1);
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.top = self.top.saturating_sub(1),
            Happening::Action(Action::Down) => self.top += 1,
            Happening::Action(Action::PageUp) => self.top = self.top.saturating_sub(page),
            Happening::Action(Action::PageDown) => self.top += page,
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let rows: usize = self.groups(scope).iter().map(|group| group.lines.len() + 2).sum();
        self.top = self.top.min(rows);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let help = Help {
            title: scope.words.say("help-title"),
            groups: self.groups(scope),
            top: self.top,
        };
        help.draw(&mut canvas, area);
        None
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("help-title")
    }
}
