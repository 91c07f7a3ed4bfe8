//! The menu: everything that is not in sight elsewhere, each with its key and what it does.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Route, Scope, Screen, Situation};
use crate::i18n::Value;
use crate::input::{Key, Named, Spot, Typing};
use crate::theme::{Role, Shape};
use crate::widgets::{Align, Canvas, Cell, Column, ListAndDetail, Room, Rule, Span, Table};

/// One line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Item {
    Does(Action),
    About,
}

const ITEMS: &[Item] = &[
    Item::Does(Action::Board),
    Item::Does(Action::Census),
    Item::Does(Action::Beds),
    Item::Does(Action::Ids),
    Item::Does(Action::Ward),
    Item::Does(Action::FirstList),
    Item::Does(Action::Discrepancies),
    Item::Does(Action::Slips),
    Item::Does(Action::Desk),
    Item::Does(Action::Runs),
    Item::Does(Action::Load),
    Item::Does(Action::Check),
    Item::Does(Action::CheckPaper),
    Item::Does(Action::Checks),
    Item::Does(Action::Papers),
    Item::Does(Action::Find),
    Item::Does(Action::Undo),
    Item::Does(Action::ChangeUser),
    Item::Does(Action::SetPin),
    Item::Does(Action::Lock),
    Item::Does(Action::BreakGlass),
    Item::Does(Action::ReviewGlass),
    Item::Does(Action::Accounts),
    Item::Does(Action::Actions),
    Item::Does(Action::Help),
    Item::Does(Action::Language),
    Item::Does(Action::Theme),
    Item::About,
    Item::Does(Action::Quit),
];

/// Rows of the explanation below the list.
const BELOW: u16 = 4;

#[derive(Default)]
pub struct MenuScreen {
    selected: usize,
}

impl MenuScreen {
    fn item(&self) -> Item {
        ITEMS.get(self.selected).copied().unwrap_or(Item::About)
    }

    fn step(&mut self, steps: isize) {
        self.selected = self.selected.saturating_add_signed(steps).min(ITEMS.len() - 1);
    }

    fn open(&self) -> Vec<Intent> {
        match self.item() {
            Item::Does(Action::Ward) => vec![Intent::Open(Route::Wards)],
            // What is seen at once, and where one may want to go on choosing.
            Item::Does(action @ (Action::Language | Action::Theme | Action::Quit)) => vec![Intent::Act(action)],
            Item::Does(action) => vec![Intent::Back, Intent::Act(action)],
            Item::About => Vec::new(),
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let column = |key: &str, room: Room, rank: u8| Column {
            title: scope.words.say(key),
            room,
            align: Align::Left,
            rank,
        };
        let columns = [
            column("menu-what", Room::between(24, 30), 0),
            column("menu-keys", Room::exactly(14), 0),
            column("menu-now", Room::between(8, 24), 1),
        ];
        let row = |index: usize| -> Vec<Cell> {
            let Some(item) = ITEMS.get(index) else {
                return Vec::new();
            };
            vec![
                vec![Span::plain(name(*item, scope))],
                vec![Span::new(keys(*item, scope), Role::Accent)],
                vec![Span::dim(now(*item, scope))],
            ]
        };
        let height = Table::height(area);
        Table {
            columns: &columns,
            rows: ITEMS.len(),
            selected: Some(self.selected),
            top: (self.selected + 1).saturating_sub(height),
            row: &row,
        }
        .draw(canvas, area);
    }

    fn draw_explanation(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let item = self.item();
        Rule::titled(name(item, scope)).draw(canvas, Rect { height: 1, ..area });
        let text = match item {
            Item::Does(action) => scope.words.say(&format!("menu-{}", action.name())),
            Item::About => {
                let places = [("version", Value::from(env!("CARGO_PKG_VERSION")))];
                scope.words.fill("menu-about-text", &places)
            }
        };
        let lines = canvas.measure().wrap(&text, usize::from(area.width.saturating_sub(3)));
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            canvas.put(area.x + 2, y, area.width.saturating_sub(2), &line, Role::Text);
        }
    }
}

fn name(item: Item, scope: &Scope<'_>) -> String {
    match item {
        Item::Does(action) => scope.words.say(&format!("action-{}", action.name())),
        Item::About => scope.words.say("menu-about"),
    }
}

/// The keys that lead there without the menu.
fn keys(item: Item, scope: &Scope<'_>) -> String {
    let Item::Does(action) = item else {
        return String::new();
    };
    let situation = Situation {
        contexts: vec![KeyContext::Menu, KeyContext::Everywhere],
        holds: BTreeSet::new(),
        typing: Typing::Keys,
    };
    let mut keys = scope.keys.keys_of(&situation, action);
    // The function key first: it is the one that is printed on the laptop.
    keys.sort_by_key(|keys| !matches!(keys.first().key, Key::F(_)));
    let keys: Vec<String> = keys.iter().take(2).map(ToString::to_string).collect();
    keys.join(", ")
}

/// What is chosen just now.
fn now(item: Item, scope: &Scope<'_>) -> String {
    match item {
        Item::Does(Action::Ward) => scope
            .ward
            .map_or_else(|| scope.words.say("wards-whole"), |ward| scope.ward_title(ward)),
        Item::Does(Action::Language) => scope.words.language().own_name().to_owned(),
        Item::Does(Action::Theme) => {
            let name = scope
                .words
                .say(&format!("theme-{}", scope.look.setting().palette.name()));
            // 「配色: 暗色」 says in its column what the row says already.
            name.split_once(": ").map_or(name.clone(), |(_, name)| name.to_owned())
        }
        Item::Does(_) | Item::About => String::new(),
    }
}

impl Screen for MenuScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Menu],
            holds: BTreeSet::new(),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        let action = match happening {
            Happening::Action(action) => action,
            Happening::Pointed(Spot::Row(row)) if row == self.selected => Action::Open,
            Happening::Pointed(Spot::Row(row)) => {
                self.selected = row.min(ITEMS.len() - 1);
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp | Action::First => self.selected = 0,
            Action::PageDown | Action::Last => self.selected = ITEMS.len() - 1,
            Action::Open => return self.open(),
            Action::Ward => return vec![Intent::Open(Route::Wards)],
            Action::Back => return vec![Intent::Back],
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let parts = ListAndDetail::of(area);
        if let (Some(divider), Some(detail)) = (parts.divider, parts.detail) {
            self.draw_list(&mut canvas, parts.list, scope);
            canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
            self.draw_explanation(&mut canvas, detail, scope);
        } else {
            let height = area.height.saturating_sub(BELOW);
            self.draw_list(&mut canvas, Rect { height, ..area }, scope);
            let below = Rect::new(area.x, area.y + height, area.width, area.height - height);
            self.draw_explanation(&mut canvas, below, scope);
        }
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-menu")
    }
}
