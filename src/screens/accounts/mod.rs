//! 利用者: who has an account, who is locked out at this laptop, whose broken glass waits for a review; a first pass phrase for
//! whoever has lost theirs, accounts that are closed and opened again.
//!
//! `lines` words one account, `detail` everything of the selected one, `role` is the choice of another role or duty. What
//! somebody may do of it is the decision layer's; a key that they may not use says so before it asks.

mod detail;
mod lines;
mod role;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::LockedOut;
use crate::app::{
    Action, Confirmation, FirstSlip, HandOut, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation,
    Tone,
};
use crate::domain::access::{Deed, decide::AccountCommand};
use crate::domain::command::Command;
use crate::domain::record::{Timestamp, UserName};
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::screens::beside;
use crate::screens::fields::edit_of;
use crate::screens::matching::Needle;
use crate::theme::Role;
use crate::widgets::{
    Accepts, Align, Canvas, Cell, Column, ListAndDetail, Room, Rule, Selection, Span, Table, TextEdit,
};

use lines::Row;
pub use role::RoleScreen;

/// Whoever has this screen open hears of a new lock after so many seconds and a key.
const ASKED_AGAIN: i64 = 10;

pub struct AccountsScreen {
    drawn_for: Option<(u64, Language, Timestamp)>,
    rows: Vec<Row>,
    users: Vec<UserName>,
    selection: Selection<UserName>,
    /// What the list is narrowed by, while it is.
    filter: Option<TextEdit>,
    typing: Typing,
    /// Until when accounts are locked at this laptop, once that is known; and when it was asked.
    locked: Option<Vec<(UserName, Timestamp)>>,
    asked: Option<Timestamp>,
}

impl AccountsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            rows: Vec::new(),
            users: Vec::new(),
            selection: Selection::default(),
            filter: None,
            typing: Typing::Keys,
            locked: None,
            asked: None,
        };
        screen.settle(scope);
        screen
    }

    /// Whoever cannot come in stands on top.
    fn read(&mut self, scope: &Scope<'_>) {
        let minutes = |user: &UserName| {
            let until = self.locked.iter().flatten().find(|(locked, _)| locked == user);
            let left = until.map_or(0, |(_, until)| until.seconds() - scope.now.seconds());
            u64::try_from(left).unwrap_or_default().div_ceil(60)
        };
        let accounts = scope.hospital.accounts();
        let mut rows: Vec<Row> = accounts
            .filter_map(|account| Row::of(account, minutes(&account.user), scope))
            .collect();
        if let Some(filter) = &self.filter {
            let needle = Needle::new(filter.text());
            rows.retain(|row| row.found_by.holds(&needle));
        }
        rows.sort_by(|one, other| (one.locked == 0, &one.user).cmp(&(other.locked == 0, &other.user)));
        self.users = rows.iter().map(|row| row.user.clone()).collect();
        self.rows = rows;
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.selection.index())
    }

    fn heard(&mut self, locked: Vec<LockedOut>, scope: &Scope<'_>) {
        let until = |minutes: u64| scope.now.plus_seconds(i64::try_from(minutes * 60).unwrap_or(i64::MAX));
        let locked = locked.into_iter().map(|one| (one.user, until(one.minutes)));
        let is_first = self.locked.replace(locked.collect()).is_none();
        self.drawn_for = None;
        if is_first {
            // Whoever stands on top now is who is looked for.
            self.settle(scope);
            self.selection.go(&self.users, 0);
        }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        match action {
            Action::Back if self.filter.is_some() => {
                self.filter = None;
                self.typing = Typing::Keys;
                self.drawn_for = None;
            }
            Action::Back => return vec![Intent::Back],
            Action::Filter => {
                self.filter.get_or_insert_with(|| TextEdit::new(Accepts::Text));
                self.typing = Typing::Text;
            }
            Action::Open | Action::GoOn if self.typing == Typing::Text => self.typing = Typing::Keys,
            Action::Up => self.selection.step(&self.users, -1),
            Action::Down => self.selection.step(&self.users, 1),
            Action::PageUp => self.selection.step(&self.users, -10),
            Action::PageDown => self.selection.step(&self.users, 10),
            Action::First => self.selection.go(&self.users, 0),
            Action::Last => self.selection.go(&self.users, usize::MAX),
            Action::Open | Action::ResetPhrase => return self.ask(Wish::Reset, scope),
            Action::CloseAccount => return self.ask(Wish::Close, scope),
            Action::ReopenAccount => return self.ask(Wish::Reopen, scope),
            Action::ChangeRole => {
                return self.about(Deed::ManageAccounts, scope, |row| {
                    Intent::Open(Route::AccountRole(row.user.clone()))
                });
            }
            _ => {}
        }
        Vec::new()
    }

    /// Something about the selected account, if whoever works here may; otherwise why not.
    fn about(&self, deed: Deed, scope: &Scope<'_>, then: impl FnOnce(&Row) -> Intent) -> Vec<Intent> {
        let say = |text: String| vec![Intent::Say(Notice::new(Tone::Warn, text))];
        let Some(row) = self.row() else {
            return say(scope.words.say("accounts-none-selected"));
        };
        match scope.may(deed) {
            Ok(()) => vec![then(row)],
            Err(refusal) => say(scope.refused(&refusal.into())),
        }
    }

    /// Everything here is asked about once, with its consequence.
    fn ask(&self, wish: Wish, scope: &Scope<'_>) -> Vec<Intent> {
        self.about(wish.deed(), scope, |row| {
            let who = [
                ("user", Value::from(row.user.as_str())),
                ("name", Value::from(row.name.as_str())),
            ];
            let words = scope.words;
            Intent::Open(Route::Confirm(Box::new(Confirmation {
                title: words.say(&format!("action-{}", wish.word())),
                question: words.fill(&format!("accounts-ask-{}", wish.word()), &who),
                safe: words.say("accounts-leave"),
                go: words.say(&format!("short-{}", wish.word())),
                then: vec![wish.intent(row.user.clone())],
            })))
        })
    }

    /// The drawn phrase, this once; from here it goes on paper.
    fn show(&self, slip: &FirstSlip, scope: &Scope<'_>) -> Vec<Intent> {
        let name = self.rows.iter().find(|row| row.user == slip.user);
        let filling = [
            ("user", Value::from(slip.user.as_str())),
            ("name", Value::from(name.map_or("", |row| row.name.as_str()))),
            ("phrase", Value::from(slip.phrase.as_str())),
        ];
        let words = scope.words;
        let text = HandOut(words.fill("user-slip", &filling).into());
        vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
            title: words.say("accounts-first"),
            question: words.fill("accounts-first-text", &filling),
            safe: words.say("accounts-close"),
            go: words.say("accounts-print"),
            then: vec![Intent::HandOut(text)],
        })))]
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let count = |what: fn(&Row) -> bool| self.rows.iter().filter(|row| what(row)).count();
        let places = [
            ("count", Value::from(self.rows.len())),
            ("locked", count(|row| row.locked > 0).into()),
            ("waiting", count(|row| row.waiting > 0).into()),
        ];
        let left = vec![Span::plain(words.fill("accounts-count", &places))];
        let right = self.filter.as_ref().map_or_else(Vec::new, |filter| {
            vec![Span::new(format!("/ {}", filter.text()), Role::Accent)]
        });
        Rule { left, right }.draw(canvas, Rect { height: 1, ..area });
        let means = [Span::dim(words.say("accounts-means"))];
        canvas.put_spans(area.x + 1, area.y + 1, area.width.saturating_sub(2), &means);
        let place = Rect::new(area.x, area.y + 2, area.width, area.height.saturating_sub(2));
        if self.rows.is_empty() {
            let key = match &self.filter {
                Some(_) => "accounts-nothing",
                None => "accounts-empty",
            };
            super::empty::draw(canvas, place, &words.say(key));
            return;
        }
        let column = |key: &str, room: Room, rank: u8| Column {
            title: words.say(key),
            room,
            align: Align::Left,
            rank,
        };
        let columns = [
            column("user-column-state", Room::between(20, 28), 0),
            column("user-column-user", Room::between(9, 16), 0),
            column("user-column-name", Room::between(12, 20), 0),
            column("user-column-role", Room::between(24, 28), 0),
            column("user-column-wards", Room::between(5, 16), 1),
        ];
        let row = |index: usize| -> Vec<Cell> {
            let row = self.rows.get(index);
            row.map_or_else(Vec::new, |row| lines::cells(row, scope))
        };
        Table {
            columns: &columns,
            rows: self.rows.len(),
            selected: Some(self.selection.index()),
            top: self.selection.window(Table::height(place), self.rows.len()),
            row: &row,
        }
        .draw(canvas, place);
    }
}

/// What is done about an account after a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Reset,
    Close,
    Reopen,
}

impl Wish {
    const fn word(self) -> &'static str {
        match self {
            Self::Reset => "reset-phrase",
            Self::Close => "close-account",
            Self::Reopen => "reopen-account",
        }
    }

    const fn deed(self) -> Deed {
        match self {
            Self::Reset => Deed::ResetPassPhrase,
            Self::Close | Self::Reopen => Deed::ManageAccounts,
        }
    }

    fn intent(self, user: UserName) -> Intent {
        let command = match self {
            Self::Reset => return Intent::ResetPhrase(user),
            Self::Close => AccountCommand::Close { user },
            Self::Reopen => AccountCommand::Reopen { user },
        };
        Intent::decide(Command::Account(command))
    }
}

impl Screen for AccountsScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let (contexts, typing) = match self.typing {
            Typing::Text => (vec![KeyContext::Typing, KeyContext::Finder], Typing::Text),
            Typing::Keys => (vec![KeyContext::Accounts, KeyContext::Lists], Typing::Keys),
        };
        Situation {
            contexts,
            holds: BTreeSet::new(),
            typing,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if self.typing == Typing::Text
            && let Some(edit) = edit_of(&happening)
        {
            if let Some(filter) = &mut self.filter {
                filter.apply(&edit);
            }
            self.drawn_for = None;
            return Vec::new();
        }
        let mut intents = match happening {
            Happening::LockedOut(locked) => {
                // Whoever may see the list may hear it.
                self.heard(locked.unwrap_or_default(), scope);
                return Vec::new();
            }
            Happening::PhraseReset(Ok(slip)) => {
                // A lock ends with the phrase that was guessed at.
                if let Some(locked) = &mut self.locked {
                    locked.retain(|(user, _)| *user != slip.user);
                }
                self.drawn_for = None;
                self.show(&slip, scope)
            }
            Happening::PhraseReset(Err(why)) => vec![Intent::Say(Notice::new(Tone::Alarm, why))],
            Happening::Action(action) => self.act(action, scope),
            Happening::Pointed(Spot::Row(row)) => {
                self.selection.go(&self.users, row);
                Vec::new()
            }
            _ => Vec::new(),
        };
        let is_old = |asked: Timestamp| scope.now.seconds() - asked.seconds() >= ASKED_AGAIN;
        if self.asked.is_none_or(is_old) && intents.is_empty() {
            self.asked = Some(scope.now);
            intents.push(Intent::AskLocked);
        }
        intents
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language(), scope.now.minute());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.read(scope);
        }
        self.selection.settle(&self.users);
        let top = self.selection.window(beside::lines(scope), self.users.len());
        self.selection.scrolled_to(top);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let parts = ListAndDetail::of(area);
        self.draw_list(&mut canvas, parts.list, scope);
        if let (Some(place), Some(row)) = (beside::divided(&parts, &mut canvas), self.row()) {
            detail::draw(&mut canvas, place, row, scope);
        }
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-accounts")
    }
}
