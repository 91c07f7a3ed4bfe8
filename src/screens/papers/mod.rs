//! Paper: which document, on which printer, and what it will look like, page by page; how the last jobs stand. Enter prints.
//!
//! `choices` are the documents that can be printed of what is selected, `view` draws. Not here: making pages (print), printers
//! (runtime): what is shown came back from there.

mod choices;
mod view;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::paper::{Outlet, PaperOrder};
use crate::app::{
    Action, Happening, Intent, KeyContext, Notice, PaperShown, Preference, Scope, Screen, Selection, Situation, Tone,
};
use crate::domain::printing::decide::needs_reason;
use crate::domain::text::{REMARK, Text};
use crate::i18n::Language;
use crate::input::Typing;
use crate::print::queue::{Queue, WhyNot};
use crate::screens::fields::edit_of;
use crate::widgets::{Accepts, Canvas, TextEdit};

use choices::Choice;

/// What a preview was asked for, so that an answer to something else is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    choice: usize,
    edition: u64,
    language: Language,
    columns: u16,
}

pub struct PapersScreen {
    selection: Selection,
    choices: Vec<Choice>,
    chosen: usize,
    /// The queues of the print system, or why there are none; nothing until the answer is here.
    queues: Option<Result<Vec<Queue>, WhyNot>>,
    /// 0 is the folder; the queues follow.
    printer: usize,
    wanted: Option<Wanted>,
    shown: Option<Result<PaperShown, Vec<String>>>,
    page: usize,
    /// Why a number is printed again, while it is typed.
    reason: Option<TextEdit>,
}

impl PapersScreen {
    pub fn new(selection: &Selection, scope: &Scope<'_>) -> Self {
        Self {
            selection: selection.clone(),
            choices: choices::of(selection, scope),
            chosen: 0,
            queues: None,
            printer: 0,
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
        let names = self.queue_names();
        match self.printer.checked_sub(1).and_then(|place| names.get(place)) {
            Some(name) => Outlet::Queue((*name).to_owned()),
            None => Outlet::Folder,
        }
    }

    fn order(&self, reason: Option<Text>) -> Option<PaperOrder> {
        let choice = self.choice()?;
        Some(PaperOrder {
            reason,
            count: choice.count,
            ..PaperOrder::document(choice.paper.clone(), self.outlet())
        })
    }

    /// Prints, after the reason where one is needed.
    fn print(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(choice) = self.choice() else { return Vec::new() };
        let again = needs_reason(scope.hospital, &choice.paper);
        let reason = match self.reason.take() {
            None if again => {
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
        let usual = match &order.to {
            Outlet::Queue(queue) => Some(queue.clone()),
            _ => None,
        };
        vec![
            Intent::Remember(Preference::Printer(usual)),
            Intent::Print(Box::new(order)),
        ]
    }

    fn step(&mut self, steps: isize) {
        let last = self.choices.len().saturating_sub(1);
        let before = self.chosen;
        self.chosen = self.chosen.saturating_add_signed(steps).min(last);
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
            Action::Left => self.printer = self.printer.saturating_sub(1),
            Action::Right => self.printer = (self.printer + 1).min(self.queue_names().len()),
            _ => {}
        }
        Vec::new()
    }

    /// Asks for a preview of what is chosen now, once.
    fn ask(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let wanted = Wanted {
            choice: self.chosen,
            edition: scope.edition,
            language: scope.words.language(),
            columns: view::preview_columns(scope.area.0),
        };
        if self.wanted.as_ref() == Some(&wanted) {
            return Vec::new();
        }
        let columns = wanted.columns;
        self.wanted = Some(wanted);
        match self.order(None) {
            Some(order) => vec![Intent::LookAtPaper {
                order: Box::new(order),
                columns,
            }],
            None => Vec::new(),
        }
    }
}

impl Screen for PapersScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        match &self.reason {
            Some(_) => Situation {
                contexts: vec![KeyContext::Finder, KeyContext::Typing],
                holds: BTreeSet::new(),
                typing: Typing::Text,
            },
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
                    self.printer = answer
                        .usual
                        .as_ref()
                        .and_then(|usual| {
                            let queues = answer.queues.as_ref().ok()?;
                            queues.iter().position(|queue| queue.name == *usual)
                        })
                        .map_or(0, |place| place + 1);
                }
                self.queues = Some(answer.queues.clone());
                self.shown = Some(answer.pages);
                self.turn(0);
                Vec::new()
            }
            Happening::Action(action) if self.reason.is_none() => self.act(action, scope),
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
        self.choices = choices::of(&self.selection, scope);
        self.chosen = self.chosen.min(self.choices.len().saturating_sub(1));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        view::draw(self, scope, area, &mut canvas);
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-papers")
    }
}
