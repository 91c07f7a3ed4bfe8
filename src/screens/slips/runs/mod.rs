//! 搬送便: the runs that are out, the places of the selected one in walking order with what is fetched and put down there,
//! and what is still in whose hands, a sheet a line. The arrows walk through the places and on through the sheets.
//!
//! `view` draws the runs, `hands` what is in whose hands.

mod hands;
mod view;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{
    Action, Confirmation, Happening, Intent, KeyCondition, KeyContext, Notice, Paper, Route, Scope, Screen,
    Selection as Selected, Situation, Tone,
};
use crate::domain::command::Command;
use crate::domain::slips::{
    CopyName, Post, RunId,
    ask::runs::{self, InHands, RunRow, Stop},
    command::{Dropped, PickUp, SlipCommand, Taken},
    fact::Handed,
};
use crate::i18n::{Language, Value};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::widgets::{Canvas, Selection};

use super::strip::{Around, Pressed, Strip};

/// Runs that are in sight at once; the selected one always is.
const RUNS: u16 = 5;

/// What the cursor stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spot {
    /// A place of the selected run.
    Stop(Post),
    /// A sheet that somebody carries, on whatever run or on none.
    InHand(CopyName),
}

pub struct RunsScreen {
    drawn_for: Option<(u64, Language)>,
    runs: Vec<RunRow>,
    hands: Vec<InHands>,
    ids: Vec<RunId>,
    run: Selection<RunId>,
    stops: Vec<Stop>,
    spots: Vec<Spot>,
    spot: Selection<Spot>,
    /// The field for the number of a sheet that is not there.
    strip: Option<Strip>,
}

impl RunsScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            drawn_for: None,
            runs: Vec::new(),
            hands: Vec::new(),
            ids: Vec::new(),
            run: Selection::default(),
            stops: Vec::new(),
            spots: Vec::new(),
            spot: Selection::default(),
            strip: None,
        };
        screen.settle(scope);
        screen
    }

    fn row(&self) -> Option<&RunRow> {
        self.runs.get(self.run.index())
    }

    fn lay_out(&mut self, scope: &Scope<'_>) {
        self.stops = self
            .row()
            .map(|row| runs::stops(scope.hospital, &row.run))
            .unwrap_or_default();
        let stops = self.stops.iter().map(|stop| Spot::Stop(stop.post.clone()));
        let in_hand = self.hands.iter().flat_map(|one| &one.sheets);
        self.spots = stops.chain(in_hand.map(|sheet| Spot::InHand(sheet.name))).collect();
        self.spot.settle(&self.spots);
    }

    /// The place of the run that is selected.
    fn here(&self) -> Option<&Post> {
        match self.spot.key() {
            Some(Spot::Stop(post)) => Some(post),
            Some(Spot::InHand(_)) | None => None,
        }
    }

    /// The sheet in somebody's hand that is selected.
    fn in_hand(&self) -> Option<CopyName> {
        match self.spot.key() {
            Some(Spot::InHand(name)) => Some(*name),
            Some(Spot::Stop(_)) | None => None,
        }
    }

    /// The sheets of the run, and where its carrier stands.
    fn around(&self) -> Around {
        let legs = self.row().map(|row| row.run.legs()).unwrap_or_default();
        let carried = self
            .row()
            .into_iter()
            .flat_map(|row| &row.carried)
            .map(|(slip, _)| *slip);
        let in_hands = self
            .hands
            .iter()
            .flat_map(|one| &one.sheets)
            .map(|sheet| sheet.name.slip);
        Around {
            listed: legs.iter().map(|leg| leg.slip).chain(carried).chain(in_hands).collect(),
            selected: self.in_hand(),
            post: self.here().cloned(),
        }
    }

    fn press(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around();
        match self.strip.as_mut().map(|strip| strip.press(action, &around, scope)) {
            Some(Pressed::Done(intents)) => return intents,
            Some(Pressed::Closes(intents)) => {
                self.strip = None;
                return intents;
            }
            Some(Pressed::ForTheList) | None => {}
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        if self.strip.is_some() {
            return self.press(action, scope);
        }
        let decide = |command| vec![Intent::decide(Command::Slip(command))];
        let run = self.run.key().copied();
        let here = self.here().cloned();
        match (action, run, here) {
            (Action::Back, ..) => vec![Intent::Back],
            (Action::Up, ..) => self.walk(-1),
            (Action::Down, ..) => self.walk(1),
            (Action::PageUp, ..) => self.walk(-10),
            (Action::PageDown, ..) => self.walk(10),
            (Action::First, ..) => self.walk(isize::MIN / 2),
            (Action::Last, ..) => self.walk(isize::MAX / 2),
            (Action::PreviousWard | Action::Left, ..) => self.turn(-1, scope),
            (Action::NextWard | Action::Right, ..) => self.turn(1, scope),
            (Action::OpenRun, ..) => vec![Intent::Open(Route::Form(Action::OpenRun, Selected::default()))],
            (Action::PickUp, Some(run), Some(here)) => decide(SlipCommand::PickUp(PickUp {
                what: Taken::AllAt(here),
                carrier: None,
                run: Some(run),
                to: None,
            })),
            (Action::HandOver, Some(run), Some(here)) => decide(SlipCommand::HandOver {
                what: Dropped::OfRun(run),
                to: Handed::Post(here),
            }),
            (Action::CloseRun, Some(run), _) => self.close(run, scope),
            (Action::CannotFind | Action::Found, Some(_), _) => {
                self.strip = Some(Strip::for_many(action, &self.around(), scope));
                Vec::new()
            }
            (Action::Open, ..) if self.in_hand().is_some() => {
                let slip = self.in_hand().map(|name| Intent::Open(Route::Slip(name.slip)));
                slip.into_iter().collect()
            }
            // The list of that desk, where what was put down is received.
            (Action::Open, _, Some(here)) => {
                let look = Selected {
                    paper: Paper {
                        post: Some(here),
                        ..Paper::default()
                    },
                    ..Selected::default()
                };
                vec![Intent::Look(look), Intent::Open(Route::Desk)]
            }
            (Action::PickUp | Action::HandOver, Some(_), None) => {
                vec![Intent::Say(Notice::new(
                    Tone::Warn,
                    scope.words.say("runs-choose-a-place"),
                ))]
            }
            (Action::PickUp | Action::HandOver | Action::CloseRun | Action::CannotFind | Action::Found, ..) => {
                vec![Intent::Say(Notice::new(Tone::Warn, scope.words.say("runs-none")))]
            }
            _ => Vec::new(),
        }
    }

    /// What was not fetched is asked about before the run is over.
    fn close(&self, run: RunId, scope: &Scope<'_>) -> Vec<Intent> {
        let ends = Intent::decide(Command::Slip(SlipCommand::CloseRun { run, remark: None }));
        let waiting = self.row().map_or(0, |row| row.waiting);
        // What is still carried is refused, and said.
        if waiting == 0 || self.row().is_some_and(|row| !row.carried.is_empty()) {
            return vec![ends];
        }
        vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
            title: scope.words.say("action-close-run"),
            question: scope
                .words
                .fill("runs-close-unfetched", &[("count", Value::from(waiting))]),
            safe: scope.words.say("runs-close-not"),
            go: scope.words.say("runs-close-go"),
            then: vec![ends],
        })))]
    }

    fn walk(&mut self, steps: isize) -> Vec<Intent> {
        self.spot.step(&self.spots, steps);
        Vec::new()
    }

    fn turn(&mut self, steps: isize, scope: &Scope<'_>) -> Vec<Intent> {
        self.run.step(&self.ids, steps);
        self.spot = Selection::default();
        self.lay_out(scope);
        Vec::new()
    }
}

impl Screen for RunsScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        if self.strip.is_some() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        let mut holds = BTreeSet::new();
        if self.row().is_some() {
            holds.insert(KeyCondition::Run);
        }
        Situation {
            contexts: vec![KeyContext::Runs, KeyContext::Lists],
            holds,
            typing: Typing::Keys,
        }
    }

    fn forget_secrets(&mut self) {
        self.strip.iter_mut().for_each(Strip::forget_secrets);
    }

    fn takes_scan(&self) -> bool {
        self.strip.as_ref().is_some_and(Strip::takes_scan)
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around();
        if let (Some(strip), Some(edit)) = (&mut self.strip, edit_of(&happening)) {
            return strip.apply(&edit, &around, scope);
        }
        match happening {
            Happening::Decided(outcome) if self.strip.is_some() => {
                let decided = self.strip.as_mut().map(|strip| strip.decided(outcome, &around, scope));
                let (intents, closes) = decided.unwrap_or_default();
                if closes {
                    self.strip = None;
                }
                intents
            }
            Happening::Action(action) => self.act(action, scope),
            Happening::Decided(Err(refused)) => {
                vec![Intent::Say(Notice::new(Tone::Warn, scope.refused(&refused)))]
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.drawn_for != Some(now) {
            self.drawn_for = Some(now);
            self.runs = runs::runs(scope.hospital);
            self.hands = runs::in_hands(scope.hospital);
            self.ids = self.runs.iter().map(|row| row.run.id).collect();
            self.run.settle(&self.ids);
            self.lay_out(scope);
        }
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        self.draw(&mut canvas, area, scope);
        if let Some(strip) = &self.strip {
            let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
            super::draw_strip(&mut canvas, row, strip, scope);
        }
        canvas.cursor()
    }

    /// The sheet of the run that is selected, or the slip in somebody's hand.
    fn papers(&self, _: &Scope<'_>) -> Option<Selected> {
        let paper = Paper {
            slip: self.in_hand(),
            post: self.here().cloned(),
            run: self.run.key().copied().filter(|_| self.in_hand().is_none()),
            ..Paper::default()
        };
        Some(Selected {
            paper,
            ..Selected::default()
        })
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-runs")
    }
}
