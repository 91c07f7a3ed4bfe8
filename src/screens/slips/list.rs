//! F7: the slips of a ward or of the hospital, in five views: what is open, what is late or lost, what is not accounted for, what is
//! to be billed, what is asked about. Under or beside it, where every sheet of the selected one is.
//! Long because five views, their columns and the field for numbers are one screen.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::record::{Timestamp, UserName};
use crate::domain::slips::{
    CopyName, Custody, Post, SlipNumber,
    ask::{
        PaperFilter,
        lists::{self, BillingRow, CopyRow, QueryState},
    },
};
use crate::i18n::{Language, Value};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::screens::matching::Needle;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Align, Canvas, Cell, Column, Room, Rule, Selection, Span, Table, TextEdit, TextField};

use super::deed::{self, Target};
use super::rows::{Breadth, First, Listing, Rows, cells, columns, draw_detail, hay, kind_room, number_room, shown_due};
use super::strip::{self, Around, Pressed, Strip};

/// Rows of the lower part on a small terminal.
const LOWER: u16 = 9;

/// What the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum View {
    /// One row for each open slip: its most pressing sheet.
    #[default]
    Open,
    /// Every sheet that is late, lost or to be recalled: what somebody has to do something about now.
    Late,
    /// Every sheet on paper that has not come to its end.
    Unaccounted,
    /// What was performed and is not billed.
    Billing,
    /// What a question stops, or an answer that has not reached everybody.
    Queries,
}

impl View {
    const ALL: [Self; 5] = [Self::Open, Self::Late, Self::Unaccounted, Self::Billing, Self::Queries];

    fn key(self) -> &'static str {
        match self {
            Self::Open => "slips-view-open",
            Self::Late => "slips-view-late",
            Self::Unaccounted => "slips-view-unaccounted",
            Self::Billing => "slips-view-billing",
            Self::Queries => "slips-view-queries",
        }
    }

    fn rows(self) -> Rows {
        match self {
            Self::Open | Self::Queries => Rows::Slips,
            Self::Late | Self::Unaccounted | Self::Billing => Rows::Sheets,
        }
    }

    fn beside(self, steps: usize) -> Self {
        let place = Self::ALL.iter().position(|view| *view == self).unwrap_or_default();
        Self::ALL
            .get((place + steps) % Self::ALL.len())
            .copied()
            .unwrap_or_default()
    }
}

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
                self.billing.iter().filter_map(|row| copy_of(row, scope)).collect()
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

    /// A ward without slips is not a hospital without: how many there are elsewhere, and how they are seen.
    fn elsewhere(&self, scope: &Scope<'_>) -> Option<String> {
        let ward = scope
            .ward
            .filter(|_| self.filter.is_empty() && self.view == View::Open)?;
        let open = scope.hospital.slips_under_way(None).count();
        let places = [
            ("ward", Value::from(scope.ward_title(ward))),
            ("open", Value::from(open)),
        ];
        (open > 0).then(|| scope.words.fill("slips-none-here", &places))
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let ward = scope
            .ward
            .map_or_else(|| words.say("census-whole"), |ward| scope.ward_title(ward));
        let mut left = vec![Span::new(format!("{ward} "), Role::Accent)];
        for view in View::ALL {
            let title = words.say(view.key());
            left.push(if view == self.view {
                let due = |row: &CopyRow| match self.view.rows() {
                    Rows::Slips => due_of(row, scope),
                    Rows::Sheets => row.due,
                };
                let is_late = |row: &&CopyRow| due(row).is_some_and(|due| due <= scope.now);
                let late = match self.view {
                    View::Billing => self.billing.iter().filter(|row| is_not_billed(row, scope)).count(),
                    _ => self.rows.iter().filter(is_late).count(),
                };
                let places = [
                    ("view", title.into()),
                    ("open", Value::from(self.rows.len())),
                    ("late", Value::from(late)),
                ];
                // All of these are late.
                let key = match view {
                    View::Late => "slips-view-all-late",
                    View::Unaccounted => "slips-view-count-sheets",
                    View::Open | View::Billing | View::Queries => "slips-view-count",
                };
                Span::new(format!(" [{}]", words.fill(key, &places)), Role::Accent)
            } else {
                Span::dim(format!("  {title}"))
            });
        }
        if !self.filter.is_empty() {
            let text = words.fill("slips-filtered-by", &[("filter", Value::from(self.filter.text()))]);
            left.push(Span::new(format!("  {text}"), Role::Accent));
        }
        Rule {
            left,
            right: Vec::new(),
        }
        .draw(canvas, area);
    }

    fn draw_rows(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let column = |key: &str, room: Room, rank: u8| Column {
            title: words.say(key),
            room,
            align: Align::Left,
            rank,
        };
        let breadth = Breadth::of(area.width);
        let listing = Listing {
            breadth,
            rows: self.view.rows(),
        };
        let speaker = Speaker::new(words, scope.hospital).at(scope.now);
        let billing = self.view == View::Billing;
        let columns = if billing {
            // Whether the insurance was looked at is one of two words: whole, or it says nothing.
            let words =
                ["slips-insurance", "slips-insurance-not-asked"].map(|key| canvas.measure().columns(&words.say(key)));
            let insurance = words.into_iter().max().and_then(|columns| u16::try_from(columns).ok());
            vec![
                column("slips-state", Room::exactly(2), 0),
                column(
                    "slips-day",
                    Room::exactly(if breadth == Breadth::Narrow { 6 } else { 10 }),
                    0,
                ),
                column("slips-number", number_room(&self.rows), 0),
                column("slips-patient", Room::between(16, 18), 0),
                column("slips-last", Room::between(13, 44), 0),
                column("slips-insurance", Room::exactly(insurance.unwrap_or(12)), 1),
                column(
                    "slips-kind",
                    kind_room(self.billing.iter().map(|row| row.slip), scope, &speaker),
                    2,
                ),
            ]
        } else {
            columns(&self.rows, breadth, scope, &speaker)
        };
        let row = |index: usize| -> Vec<Cell> {
            if billing {
                let row = self.billing.get(index);
                return row
                    .map(|row| billing_cells(row, breadth, scope, &speaker))
                    .unwrap_or_default();
            }
            let row = self.rows.get(index);
            row.map(|row| cells(row, None, listing, scope, &speaker))
                .unwrap_or_default()
        };
        Table {
            columns: &columns,
            rows: self.rows.len(),
            selected: Some(self.selection.index()),
            top: self.selection.window(Table::height(area), self.rows.len()),
            row: &row,
        }
        .draw(canvas, area);
    }

    /// What is not billed, month by month and ward by ward: that is the money. In the last row of the list, where it has room.
    fn draw_months(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        if self.rows.len() >= Table::height(area) || area.height < 3 {
            return;
        }
        let mut months: BTreeMap<String, usize> = BTreeMap::new();
        let mut wards: BTreeMap<String, usize> = BTreeMap::new();
        for row in &self.billing {
            let day = row.day.map(|day| day.to_string()).unwrap_or_default();
            *months.entry(day.chars().take(7).collect()).or_default() += 1;
            *wards
                .entry(row.origin.as_ref().map(ToString::to_string).unwrap_or_default())
                .or_default() += 1;
        }
        let told = |counts: &BTreeMap<String, usize>| {
            let parts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
            parts.join("  ")
        };
        let places = [("months", told(&months).into()), ("wards", told(&wards).into())];
        let text = scope.words.fill("slips-billing-counts", &places);
        let y = area.bottom().saturating_sub(1);
        canvas.put_short(area.x + 1, y, area.width.saturating_sub(2), &text, Role::Dim);
    }

    fn parts(area: Rect) -> (Rect, Rect) {
        if area.width >= super::BESIDE_FROM {
            let width = area.width * 6 / 10;
            let list = Rect::new(area.x, area.y + 1, width, area.height.saturating_sub(1));
            let detail = Rect::new(
                area.x + width + 2,
                area.y + 1,
                area.width - width - 2,
                area.height.saturating_sub(1),
            );
            return (list, detail);
        }
        // A higher terminal has room for all sheets of the slip.
        let lower = LOWER.max(area.height * 2 / 5).min(area.height / 2);
        let list = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1 + lower));
        let detail = Rect::new(area.x + 1, area.bottom().saturating_sub(lower), area.width - 2, lower);
        (list, detail)
    }
}

/// One row for each open slip, its most pressing sheet: those that are asked about first, then the late ones.
fn open(scope: &Scope<'_>, ward: Option<&Post>, only_queried: bool) -> Vec<CopyRow> {
    let carry = scope.hospital.slip_book().map_or(0, |book| book.carry_minutes);
    let mut rows: Vec<CopyRow> = scope
        .hospital
        .slips_under_way(None)
        .filter(|slip| {
            ward.is_none_or(|ward| slip.origin() == Some(ward) || super::now_in(slip, scope).as_ref() == Some(ward))
        })
        .filter_map(|slip| {
            slip.copies
                .iter()
                .filter(|copy| copy.is_open())
                .map(|copy| (slip.due(copy, carry).map_or(i64::MAX, Timestamp::seconds), copy))
                .min_by_key(|(due, copy)| (*due, copy.number))
                .map(|(_, copy)| CopyRow::of(slip, copy, carry))
        })
        .filter(|row| !only_queried || row.query != QueryState::None)
        .collect();
    let stands = |row: &CopyRow| !matches!(row.query, QueryState::Open | QueryState::RevisionDue);
    rows.sort_by_cached_key(|row| {
        let due = due_of(row, scope).map_or(i64::MAX, Timestamp::seconds);
        (stands(row), due > scope.now.seconds(), due, row.slip)
    });
    rows
}

/// By when somebody has to do something about a slip: about this sheet of it, or about its work wherever that is done.
fn due_of(row: &CopyRow, scope: &Scope<'_>) -> Option<Timestamp> {
    row.due
        .or_else(|| shown_due(scope.hospital.slip(row.slip)?, row, Rows::Slips))
}

fn copy_of(row: &BillingRow, scope: &Scope<'_>) -> Option<CopyRow> {
    let carry = scope.hospital.slip_book().map_or(0, |book| book.carry_minutes);
    let slip = scope.hospital.slip(row.slip)?;
    Some(CopyRow::of(slip, slip.copy(row.copy)?, carry))
}

/// Whether something has to be done now so that it is billed: it is past its time, or its sheet cannot be found or is on its way for
/// too long.
fn is_not_billed(row: &BillingRow, scope: &Scope<'_>) -> bool {
    row.due <= scope.now || copy_of(row, scope).is_some_and(|row| row.is_late(scope.now))
}

/// The cells of a slip that is not billed: when it was performed, who had its billing copy last.
fn billing_cells(row: &BillingRow, breadth: Breadth, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<Cell> {
    let late = is_not_billed(row, scope);
    let (shape, role) = match (row.custody.is_lost(), late) {
        (true, _) => (Shape::Stop, Role::Alarm),
        (false, true) => (Shape::Late, Role::Warn),
        (false, false) => (Shape::Saved, Role::Text),
    };
    let ward = row.origin.as_ref().map(ToString::to_string).unwrap_or_default();
    let who = row.patient.map(|patient| scope.patient(patient)).unwrap_or_default();
    let slip = scope.hospital.slip(row.slip);
    let kind = slip.map(|slip| speaker.slip_kind_short(slip)).unwrap_or_default();
    // Who carries it is asked, not who typed that.
    let holder = match &row.custody {
        Custody::Carried { carrier, .. } => Some(carrier.to_string()),
        _ => row.by.as_deref().map(|by| match UserName::parse(by) {
            Some(user) => scope.user(&user),
            None => by.to_owned(),
        }),
    };
    let day = row.day.map(|day| match breadth {
        // `11-27`: nothing is a year old and not billed.
        Breadth::Narrow => day.to_string().chars().skip("2026-".len()).collect(),
        Breadth::Wide => day.to_string(),
    });
    let day = day.unwrap_or_default();
    let insurance = match row.insurance {
        Some(insurance) => Span::plain(scope.words.say(insurance.term())),
        None => Span::new(scope.words.say("slips-insurance-not-asked"), Role::Warn),
    };
    vec![
        vec![Span::new(scope.look.sign(shape), role)],
        vec![Span::new(day, role)],
        vec![Span::plain(format!("{}/{}", row.slip, row.copy))],
        vec![Span::plain(who), Span::dim(format!(" {ward}"))],
        vec![
            Span::new(
                match breadth {
                    Breadth::Narrow => speaker.custody_short(&row.custody),
                    Breadth::Wide => speaker.custody(&row.custody),
                },
                role,
            ),
            Span::dim(holder.map(|holder| format!("  {holder}")).unwrap_or_default()),
        ],
        vec![insurance],
        vec![Span::dim(kind)],
    ]
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
        let (list, _) = Self::parts(Rect::new(0, 0, scope.area.0, scope.area.1));
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
        let (list, detail) = Self::parts(area);
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
