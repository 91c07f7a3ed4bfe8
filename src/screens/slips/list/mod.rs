//! F7: the slips of a ward or of the hospital, in five views: what is open, what is late or lost, what is not accounted for, what is
//! to be billed, what is asked about. Under or beside it, where every sheet of the selected one is.
//!
//! `views` is what each of the five shows, `drawing` the line above and the rows, `billing` what is not billed.

mod billing;
mod drawing;
mod views;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::slips::{
    CopyName, Post, SlipNumber,
    ask::{
        PaperFilter,
        lists::{self, BillingRow, CopyRow},
    },
};
use crate::i18n::Language;
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::screens::matching::Needle;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Selection, Table, TextEdit, TextField};

use self::views::{View, open};
use super::deed::{self, Target};
use super::rows::{First, draw_detail, hay};
use super::strip::{self, Around, Pressed, Strip};

/// What the rows were made of.
type Made = (u64, Language, i64, Option<String>, String, View);

pub struct SlipsScreen {
    made_of: Option<Made>,
    view: View,
    rows: Vec<CopyRow>,
    /// Beside the rows, in the view of billing.
    billing: Vec<BillingRow>,
    names: Vec<CopyName>,
    selection: Selection<CopyName>,
    filter: TextEdit,
    typing: bool,
    strip: Option<Strip>,
    /// The slip that somebody was last led to.
    followed: Option<CopyName>,
}

impl SlipsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            made_of: None,
            view: View::default(),
            rows: Vec::new(),
            billing: Vec::new(),
            names: Vec::new(),
            selection: Selection::default(),
            filter: TextEdit::new(Accepts::Text),
            typing: false,
            strip: None,
            followed: scope.focus.paper.slip,
        };
        screen.settle(scope);
        screen
    }

    fn read(&mut self, scope: &Scope<'_>) {
        let hospital = scope.hospital;
        let ward = scope.ward.and_then(|ward| Post::parse(ward.as_str()));
        self.billing = Vec::new();
        let mut rows = match self.view {
            View::Open => open(scope, ward.as_ref(), false),
            View::Queries => open(scope, ward.as_ref(), true),
            View::Late | View::Unaccounted => {
                let filter = PaperFilter {
                    ward,
                    ..PaperFilter::default()
                };
                let mut rows = lists::unaccounted(hospital, &filter, scope.now).unwrap_or_default();
                rows.retain(|row| self.view == View::Unaccounted || row.is_late(scope.now));
                rows
            }
            View::Billing => {
                let filter = PaperFilter {
                    ward,
                    ..PaperFilter::default()
                };
                self.billing = lists::billing(hospital, &filter, scope.now).unwrap_or_default();
                self.billing
                    .iter()
                    .filter_map(|row| billing::copy_of(row, scope))
                    .collect()
            }
        };
        if !self.filter.is_empty() {
            let needle = Needle::new(self.filter.text());
            // Billing is looked for by the day or the month of 実施 as well: 2026-11, 11-24.
            let day_fits = |slip: SlipNumber| {
                let of_slip = self.billing.iter().find(|row| row.slip == slip);
                let day = of_slip.and_then(|row| row.day).map(|day| day.to_string());
                day.is_some_and(|day| day.contains(self.filter.text().trim()))
            };
            rows.retain(|row| hay(row, scope).holds(&needle) || day_fits(row.slip));
            let kept: std::collections::HashSet<SlipNumber> = rows.iter().map(|row| row.slip).collect();
            self.billing.retain(|row| kept.contains(&row.slip));
        }
        self.names = rows
            .iter()
            .map(|row| CopyName {
                slip: row.slip,
                copy: Some(row.copy),
            })
            .collect();
        self.rows = rows;
    }

    fn target(&self) -> Target {
        let row = self.rows.get(self.selection.index());
        let name = row.map(|row| CopyName {
            slip: row.slip,
            copy: Some(row.copy),
        });
        Target::new(
            name,
            row.and_then(|row| row.custody.post().or(row.origin.as_ref()).cloned()),
        )
    }

    fn around(&self, scope: &Scope<'_>) -> Around {
        Around {
            listed: self.rows.iter().map(|row| row.slip).collect(),
            selected: self.target().name,
            post: deed::own_post(scope).or_else(|| self.target().post),
        }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around(scope);
        if let Some(strip) = &mut self.strip {
            match strip.press(action, &around, scope) {
                Pressed::Done(intents) => return intents,
                Pressed::Closes(intents) => {
                    self.strip = None;
                    return intents;
                }
                // The sheet in the field is the one that was selected: the list stays where it is.
                Pressed::ForTheList => {}
            }
            return Vec::new();
        }
        if self.typing {
            match action {
                Action::Back => {
                    self.typing = false;
                    self.filter = TextEdit::new(Accepts::Text);
                }
                Action::Open | Action::GoOn | Action::Save => self.typing = false,
                Action::Up => self.selection.step(&self.names, -1),
                Action::Down => self.selection.step(&self.names, 1),
                _ => {}
            }
            return Vec::new();
        }
        match action {
            Action::Back if !self.filter.is_empty() => self.filter = TextEdit::new(Accepts::Text),
            Action::Back => return vec![Intent::Back],
            Action::Up => self.selection.step(&self.names, -1),
            Action::Down => self.selection.step(&self.names, 1),
            Action::PageUp => self.selection.step(&self.names, -10),
            Action::PageDown => self.selection.step(&self.names, 10),
            Action::First => self.selection.go(&self.names, 0),
            Action::Last => self.selection.go(&self.names, usize::MAX),
            Action::Left => self.view = self.view.beside(View::ALL.len() - 1),
            Action::Right => self.view = self.view.beside(1),
            Action::Filter => self.typing = true,
            Action::Ward => return vec![Intent::Open(Route::Wards)],
            Action::Open => {
                let slip = self.selection.key().map(|name| name.slip);
                return slip.map(|slip| Intent::Open(Route::Slip(slip))).into_iter().collect();
            }
            action if strip::takes(action) || strip::leads(action) => {
                self.strip = Some(Strip::for_one(action, &around, scope));
            }
            // A list of a ward is no desk: the form is where it was written.
            Action::RegisterSlip => {
                return vec![Intent::Open(Route::Form(
                    Action::RegisterSlip,
                    crate::app::Selection::default(),
                ))];
            }
            other => return deed::intents(other, &self.target(), scope),
        }
        Vec::new()
    }
}

impl Screen for SlipsScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.typing || self.strip.is_some() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Slips, KeyContext::Lists],
            holds: self.target().conditions(scope),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around(scope);
        if let (Some(strip), Some(edit)) = (&mut self.strip, edit_of(&happening)) {
            return strip.apply(&edit, &around, scope);
        }
        if self.typing
            && let Some(edit) = edit_of(&happening)
        {
            self.filter.apply(&edit);
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Decided(outcome) if self.strip.is_some() => {
                let decided = self.strip.as_mut().map(|strip| strip.decided(outcome, &around, scope));
                let (intents, closes) = decided.unwrap_or_default();
                if closes {
                    self.strip = None;
                }
                intents
            }
            Happening::Decided(Err(refused)) => {
                vec![Intent::Say(Notice::new(Tone::Warn, scope.refused(&refused)))]
            }
            _ => Vec::new(),
        }
    }

    fn forget_secrets(&mut self) {
        self.strip.iter_mut().for_each(Strip::forget_secrets);
    }

    fn takes_scan(&self) -> bool {
        self.strip.as_ref().is_some_and(Strip::takes_scan)
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (
            scope.edition,
            scope.words.language(),
            scope.now.minute().seconds(),
            scope.ward.map(ToString::to_string),
            self.filter.text().to_owned(),
            self.view,
        );
        if self.made_of.as_ref() != Some(&now) {
            self.made_of = Some(now);
            self.read(scope);
        }
        super::follow(&mut self.selection, &mut self.followed, &self.names, scope);
        self.selection.settle(&self.names);
        let (list, _) = super::parts(Rect::new(0, 0, scope.area.0, scope.area.1), 0);
        self.selection
            .scrolled_to(self.selection.window(Table::height(list), self.names.len()));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        let words = scope.words;
        if scope.hospital.slip_book().is_none() {
            crate::screens::empty::draw(&mut canvas, area, &words.say("slips-no-book"));
            return None;
        }
        if self.typing {
            let used = canvas.put(area.x, area.y, area.width, "/ ", Role::Accent);
            let field = Rect::new(area.x + used, area.y, area.width.saturating_sub(used), 1);
            TextField::new(self.filter.clone()).draw(&mut canvas, field, true);
        } else {
            self.draw_head(&mut canvas, Rect { height: 1, ..area }, scope);
        }
        let (list, detail) = super::parts(area, 0);
        if self.rows.is_empty() {
            let key = match (self.filter.is_empty(), self.view) {
                (false, _) => "slips-nothing-fits",
                (true, View::Open) => "slips-none",
                (true, View::Late) => "slips-none-late",
                (true, View::Unaccounted) => "slips-none-unaccounted",
                (true, View::Billing) => "slips-none-billing",
                (true, View::Queries) => "slips-none-queries",
            };
            let text = self.elsewhere(scope).unwrap_or_else(|| words.say(key));
            let room = area.width.saturating_sub(4);
            for (y, line) in (area.y + 2..area.bottom()).zip(canvas.measure().wrap(&text, usize::from(room))) {
                canvas.put(area.x + 2, y, room, &line, Role::Dim);
            }
            if let Some(strip) = &self.strip {
                let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
                super::draw_strip(&mut canvas, row, strip, scope);
            }
            return canvas.cursor();
        }
        self.draw_rows(&mut canvas, list, scope);
        if self.view == View::Billing {
            self.draw_months(&mut canvas, list, scope);
        }
        if let Some(name) = self.target().name {
            draw_detail(&mut canvas, detail, name, First::Places, scope);
        }
        if let Some(strip) = &self.strip {
            let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
            super::draw_strip(&mut canvas, row, strip, scope);
        }
        canvas.cursor()
    }

    fn papers(&self, scope: &Scope<'_>) -> Option<crate::app::Selection> {
        Some(self.target().selection(scope))
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-slips")
    }
}
