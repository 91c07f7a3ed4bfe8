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

/// A row: a heading, or something that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Head(&'static str),
    Item(Item),
}

const fn does(action: Action) -> Line {
    Line::Item(Item::Does(action))
}

const LINES: &[Line] = &[
    Line::Head("menu-head-patients"),
    does(Action::Board),
    does(Action::Census),
    does(Action::Beds),
    does(Action::Ids),
    does(Action::Ward),
    does(Action::FirstList),
    does(Action::Discrepancies),
    Line::Head("menu-head-slips"),
    does(Action::Slips),
    does(Action::Desk),
    does(Action::Runs),
    does(Action::Load),
    Line::Head("menu-head-checks"),
    does(Action::Check),
    does(Action::CheckPaper),
    does(Action::Checks),
    Line::Head("menu-head-find"),
    does(Action::Find),
    does(Action::Papers),
    does(Action::Actions),
    does(Action::Undo),
    does(Action::Help),
    Line::Head("menu-head-user"),
    does(Action::ChangeUser),
    does(Action::SetPin),
    does(Action::Lock),
    does(Action::BreakGlass),
    does(Action::ReviewGlass),
    does(Action::Accounts),
    Line::Head("menu-head-laptop"),
    does(Action::Mirror),
    does(Action::Language),
    does(Action::Theme),
    Line::Item(Item::About),
    does(Action::Quit),
];

/// Rows of the explanation below the list.
const BELOW: u16 = 4;
/// Rows that a page goes.
const PAGE: usize = 10;

pub struct MenuScreen {
    /// Never a heading.
    selected: usize,
}

impl Default for MenuScreen {
    fn default() -> Self {
        Self { selected: 1 }
    }
}

impl MenuScreen {
    fn item(&self) -> Item {
        match LINES.get(self.selected) {
            Some(Line::Item(item)) => *item,
            Some(Line::Head(_)) | None => Item::About,
        }
    }

    /// To a row, or past the heading that stands there.
    fn go(&mut self, row: usize, down: bool) {
        let row = row.min(LINES.len() - 1);
        self.selected = match LINES.get(row) {
            Some(Line::Head(_)) if down || row == 0 => row + 1,
            Some(Line::Head(_)) => row - 1,
            Some(Line::Item(_)) | None => row,
        };
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
            column("menu-what", Room::between(26, 32), 0),
            column("menu-keys", Room::exactly(14), 0),
            column("menu-now", Room::between(8, 24), 1),
        ];
        let row = |index: usize| -> Vec<Cell> {
            let item = match LINES.get(index) {
                Some(Line::Item(item)) => item,
                Some(Line::Head(key)) => return vec![vec![Span::new(scope.words.say(key), Role::Dim)]],
                None => return Vec::new(),
            };
            vec![
                vec![Span::plain(format!("  {}", name(*item, scope)))],
                vec![Span::new(keys(*item, scope), Role::Accent)],
                vec![Span::dim(now(*item, scope))],
            ]
        };
        let height = Table::height(area);
        Table {
            columns: &columns,
            rows: LINES.len(),
            selected: Some(self.selected),
            // The heading of what is selected is seen, too.
            top: if self.selected == 1 {
                0
            } else {
                (self.selected + 1).saturating_sub(height)
            },
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
        Item::Does(Action::Mirror) => super::mirror::in_short(scope.mirror, scope),
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
                self.go(row, true);
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        match action {
            Action::Up => self.go(self.selected.saturating_sub(1), false),
            Action::Down => self.go(self.selected + 1, true),
            Action::PageUp => self.go(self.selected.saturating_sub(PAGE), false),
            Action::PageDown => self.go(self.selected + PAGE, true),
            Action::First => self.go(0, true),
            Action::Last => self.go(LINES.len() - 1, false),
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
