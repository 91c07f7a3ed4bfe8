//! Paper: which document, on which printer, and what it will look like, page by page; how the last jobs stand. Enter prints.
//!
//! `choices` are the documents that can be printed of what is selected, `warned` asks before a slip with warnings is printed,
//! `view` draws. Not here: making pages (print), printers (runtime): what is shown came back from there.

mod choices;
mod view;
pub(super) mod warned;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::paper::{Outlet, PaperOrder};
use crate::app::{
    Action, Confirmation, Happening, Intent, KeyContext, Notice, PaperShown, Preference, Route, Scope, Screen,
    Selection, Situation, Tone,
};
use crate::domain::printing::decide::again;
use crate::domain::slips::command::WarningsSeen;
use crate::domain::text::{REMARK, Text};
use crate::i18n::{Language, Value};
use crate::input::{Spot, Typing};
use crate::print::press::{Labels, Layout};
use crate::print::queue::{Queue, WhyNot};
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::widgets::{Accepts, Canvas, TextEdit};

use crate::domain::printing::Paper;

use choices::{Amounts, Choice};

/// Labels of one patient, and forms of a kind, that one job makes.
const MOST_LABELS: u16 = 500;
const MOST_FORMS: u16 = 1_000;
/// From more than so many on it is asked before they are made.
const MANY_FORMS: usize = 50;

/// What a preview was asked for, so that an answer to something else is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    order: PaperOrder,
    edition: u64,
    language: Language,
    columns: u16,
}

/// Where the paper goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Printer {
    /// Nobody has said anything: the usual one of this laptop, once it is known; before, the folder.
    Usual(Option<String>),
    /// Somebody has chosen it here: this is what is remembered.
    Chosen(Option<String>),
}

impl Printer {
    fn queue(&self) -> Option<&str> {
        match self {
            Self::Usual(queue) | Self::Chosen(queue) => queue.as_deref(),
        }
    }
}

pub struct PapersScreen {
    selection: Selection,
    amounts: Amounts,
    /// How small pages are put on sheets.
    layout: Layout,
    choices: Vec<Choice>,
    chosen: usize,
    /// The queues of the print system, or why there are none; nothing until the answer is here.
    queues: Option<Result<Vec<Queue>, WhyNot>>,
    /// Where it goes, by name: queues come and go between two looks, and the print system may not answer one of them.
    printer: Printer,
    /// Labels on a sheet of the chosen document.
    positions: u16,
    wanted: Option<Wanted>,
    shown: Option<Result<PaperShown, Vec<String>>>,
    page: usize,
    /// Why a number is printed again, while it is typed.
    reason: Option<TextEdit>,
}

impl PapersScreen {
    pub fn new(selection: &Selection, scope: &Scope<'_>) -> Self {
        let amounts = Amounts::default();
        Self {
            selection: selection.clone(),
            choices: choices::of(selection, &amounts, scope),
            amounts,
            layout: Layout::TwoOnOne,
            chosen: 0,
            queues: None,
            printer: Printer::Usual(None),
            positions: 1,
            wanted: None,
            shown: None,
            page: 0,
            reason: None,
        }
    }

    fn choice(&self) -> Option<&Choice> {
        self.choices.get(self.chosen)
    }

    fn queue_names(&self) -> Vec<&str> {
        match &self.queues {
            Some(Ok(queues)) => queues.iter().map(|queue| queue.name.as_str()).collect(),
            Some(Err(_)) | None => Vec::new(),
        }
    }

    fn outlet(&self) -> Outlet {
        match self.printer.queue() {
            Some(name) => Outlet::Queue(name.to_owned()),
            None => Outlet::Folder,
        }
    }

    /// The printer before or behind; before the first is the folder.
    fn turn_printer(&mut self, steps: isize) {
        let mut all = vec![None];
        all.extend(self.queue_names().into_iter().map(Some));
        let known = all.iter().position(|queue| *queue == self.printer.queue());
        let next = match known {
            Some(place) => place.saturating_add_signed(steps).min(all.len() - 1),
            // One that the print system does not name just now stands behind the others.
            None if steps < 0 => all.len() - 1,
            None => return,
        };
        let next = all.get(next).copied().flatten().map(str::to_owned);
        if next.as_deref() != self.printer.queue() {
            self.printer = Printer::Chosen(next);
        }
    }

    fn order(&self, reason: Option<Text>) -> Option<PaperOrder> {
        let choice = self.choice()?;
        Some(PaperOrder {
            reason,
            count: choice.count,
            labels: match self.amounts.first {
                0 => Labels::Singly,
                first => Labels::OnSheet { first },
            },
            // Asked before the order is carried out.
            seen: WarningsSeen::Yes,
            layout: Some(self.layout),
            fresh: choice.fresh.clone(),
            ..PaperOrder::document(choice.paper.clone(), self.outlet())
        })
    }

    /// Prints, after the reason where one is needed.
    fn print(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(choice) = self.choice() else { return Vec::new() };
        let again = again(scope.hospital, &choice.paper);
        let reason = match self.reason.take() {
            None if again.is_some() => {
                self.reason = Some(TextEdit::new(Accepts::Text));
                return vec![Intent::Say(Notice::quiet(scope.words.say("papers-reason-why")))];
            }
            None => None,
            Some(edit) => match Text::parse(edit.text(), REMARK) {
                Ok(reason) => Some(reason),
                Err(_) => {
                    self.reason = Some(edit);
                    return vec![Intent::Say(Notice::new(
                        Tone::Warn,
                        scope.words.say("papers-reason-empty"),
                    ))];
                }
            },
        };
        let Some(order) = self.order(reason) else {
            return Vec::new();
        };
        let fresh = order.fresh.as_ref();
        let forms = fresh.map_or(0, |fresh| usize::from(fresh.count) * fresh.kinds.len());
        let mut intents = Vec::new();
        if let Printer::Chosen(queue) = &self.printer {
            intents.push(Intent::Remember(Preference::Printer(queue.clone())));
        }
        intents.extend(warned::print(order, scope));
        if forms <= MANY_FORMS {
            return intents;
        }
        // A forgotten choice of the kind is a ream of paper with numbers on it.
        let words = scope.words;
        let confirmation = Confirmation {
            title: words.say("action-papers"),
            question: words.fill("papers-many", &[("forms", Value::from(forms))]),
            safe: words.say("slips-print-warned-not"),
            go: words.say("papers-many-go"),
            then: intents,
        };
        vec![Intent::Open(Route::Confirm(Box::new(confirmation)))]
    }

    /// More or fewer of what is chosen: labels or forms.
    fn amount(&mut self, steps: i16, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(choice) = self.choice() else { return Vec::new() };
        let (amount, most) = match (&choice.paper, &choice.fresh) {
            (Paper::Labels { .. }, _) => (&mut self.amounts.labels, MOST_LABELS),
            (_, Some(_)) => (&mut self.amounts.forms, MOST_FORMS),
            _ => return nothing_to_set(scope),
        };
        *amount = amount.saturating_add_signed(steps).clamp(1, most);
        Vec::new()
    }

    /// The next position on the sheet of labels, or the next kind of forms.
    fn option(&mut self, steps: i16, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(choice) = self.choice() else { return Vec::new() };
        match (&choice.paper, &choice.fresh) {
            (Paper::Labels { .. } | Paper::WristStrips { .. }, _) => {
                let most = self.positions;
                self.amounts.first = self.amounts.first.saturating_add_signed(steps).min(most);
            }
            (_, Some(_)) => {
                let kinds = scope.hospital.slip_book().map_or(0, |book| book.types.len());
                self.amounts.kind =
                    (self.amounts.kind + kinds + 1).saturating_add_signed(isize::from(steps)) % (kinds + 1);
            }
            _ => return nothing_to_set(scope),
        }
        Vec::new()
    }

    fn turn_layout(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        self.layout = match self.layout {
            Layout::Single => Layout::TwoOnOne,
            Layout::TwoOnOne => Layout::Single,
        };
        let said = scope.words.say(view::layout_term(self.layout));
        vec![
            Intent::Remember(Preference::Layout(self.layout)),
            Intent::Say(Notice::quiet(said)),
        ]
    }

    fn step(&mut self, steps: isize) {
        let last = self.choices.len().saturating_sub(1);
        self.choose(self.chosen.saturating_add_signed(steps).min(last));
    }

    fn choose(&mut self, place: usize) {
        let before = std::mem::replace(&mut self.chosen, place);
        if self.chosen != before {
            self.page = 0;
            self.shown = None;
            self.reason = None;
        }
    }

    fn turn(&mut self, steps: isize) {
        let pages = match &self.shown {
            Some(Ok(shown)) => shown.pages.len(),
            _ => 0,
        };
        self.page = self.page.saturating_add_signed(steps).min(pages.saturating_sub(1));
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        match action {
            Action::Back if self.reason.is_some() => self.reason = None,
            Action::Back => return vec![Intent::Back],
            Action::Open | Action::GoOn => return self.print(scope),
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.turn(-1),
            Action::PageDown => self.turn(1),
            Action::Left => self.turn_printer(-1),
            Action::Right => self.turn_printer(1),
            Action::Fewer => return self.amount(-1, scope),
            Action::More => return self.amount(1, scope),
            Action::OptionBefore => return self.option(-1, scope),
            Action::OptionAfter => return self.option(1, scope),
            Action::TwoOnOne => return self.turn_layout(scope),
            Action::Ward => return vec![Intent::Open(Route::Wards)],
            _ => {}
        }
        Vec::new()
    }

    /// Asks for a preview of what is chosen now, once.
    fn ask(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        // What it was about may have changed with the key.
        self.choices = choices::of(&self.selection, &self.amounts, scope);
        let Some(order) = self.order(None) else {
            return Vec::new();
        };
        let wanted = Wanted {
            // Pages look the same on every printer.
            order: PaperOrder {
                to: Outlet::Folder,
                ..order
            },
            edition: scope.edition,
            language: scope.words.language(),
            columns: view::preview_columns(scope.area.0),
        };
        if self.wanted.as_ref() == Some(&wanted) {
            return Vec::new();
        }
        let intent = Intent::LookAtPaper {
            order: Box::new(wanted.order.clone()),
            columns: wanted.columns,
        };
        self.wanted = Some(wanted);
        vec![intent]
    }
}

/// A key that is shown answers.
fn nothing_to_set(scope: &Scope<'_>) -> Vec<Intent> {
    vec![Intent::Say(Notice::quiet(scope.words.say("papers-nothing-to-set")))]
}

impl Screen for PapersScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        match &self.reason {
            Some(_) => finder::situation(),
            None => Situation {
                contexts: vec![KeyContext::Papers, KeyContext::Lists],
                holds: BTreeSet::new(),
                typing: Typing::Keys,
            },
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let mut intents = match happening {
            Happening::PaperShown(answer) => {
                if self.queues.is_none() {
                    self.layout = answer.layout;
                }
                if let Printer::Usual(_) = self.printer {
                    self.printer = Printer::Usual(answer.usual.filter(|usual| match &answer.queues {
                        Ok(queues) => queues.iter().any(|queue| queue.name == *usual),
                        // It did not say that there is none.
                        Err(_) => true,
                    }));
                }
                self.queues = Some(answer.queues);
                // A long paper may be ready after a short one that was chosen later.
                if self.wanted.as_ref().is_some_and(|wanted| wanted.order == answer.order) {
                    self.positions = answer.positions;
                    self.shown = Some(answer.pages);
                    self.turn(0);
                }
                Vec::new()
            }
            Happening::Action(action) if self.reason.is_none() => self.act(action, scope),
            Happening::Pointed(Spot::Row(row)) if self.reason.is_none() && row < self.choices.len() => {
                self.choose(row);
                Vec::new()
            }
            Happening::Action(action @ (Action::Back | Action::Open | Action::GoOn)) => self.act(action, scope),
            other => {
                if let (Some(edit), Some(reason)) = (edit_of(&other), &mut self.reason) {
                    reason.apply(&edit);
                }
                Vec::new()
            }
        };
        intents.extend(self.ask(scope));
        intents
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.choices = choices::of(&self.selection, &self.amounts, scope);
        self.chosen = self.chosen.min(self.choices.len().saturating_sub(1));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        view::draw(self, scope, area, &mut canvas);
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-papers")
    }
}
