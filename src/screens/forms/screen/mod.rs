//! The paper that every sheet lies on: which key does what, and what is kept while it is typed. `judging` says what is wrong with it,
//! `saving` hands it in.

mod judging;
mod saving;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::Refused;
use crate::app::{
    Action, Confirmation, Draft, Happening, Intent, KeyCondition, KeyContext, Notice, Route, Scope, Screen, Selection,
    Situation,
};
use crate::input::{Named, Spot, Typing};
use crate::screens::fields::edit_of;
use crate::search::same::Particulars;
use crate::widgets::{Form, FormField, Input, Moved};

use super::reader::Wrong;
use super::sheet::Sheet;

/// Fields in which somebody is named, perhaps by a number on paper.
const NUMBERED: [&str; 5] = ["who", "with", "id", "slip-number", "slip-who"];

/// A form of so many fields is work that nobody wants to type twice, as soon as one of them is filled.
const LONG: usize = 6;

/// In any form, so many filled fields are.
const WORK: usize = 2;

/// Whether the keyboard is in the form, or the writer has the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    Typing,
    Saving,
}

/// Something that is wrong with the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct General {
    pub(super) text: String,
    /// Whether it is said at once. That nothing was changed yet is no news before somebody saves.
    pub(super) said: Said,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    AtOnce,
    WhenSaving,
}

pub struct FormScreen {
    pub(super) action: Action,
    pub(super) selection: Selection,
    pub(super) sheet: Box<dyn Sheet>,
    pub(super) form: Form,
    pub(super) progress: Progress,
    /// What is wrong with which field, as of now.
    pub(super) wrongs: Vec<Wrong>,
    /// What is wrong and belongs to no field.
    pub(super) general: Option<General>,
    /// What the writer said; it stands until something is changed.
    pub(super) refused: Option<(Option<&'static str>, Refused)>,
    /// Whether the first of two steps is saved: what is refused then is the second one only.
    first: First,
    /// Whether somebody wanted to save since the last change.
    pub(super) tried: bool,
    /// Who was compared last with everybody, and whether the answer is there.
    compared: Option<Particulars>,
    comparison: Comparison,
}

/// The first step of what takes two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Open,
    Saved,
}

/// How far the comparison of somebody new has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Done,
    UnderWay,
    /// Somebody wants to save, and waits for it.
    Awaited,
}

impl FormScreen {
    pub fn new(action: Action, selection: Selection, mut sheet: Box<dyn Sheet>, scope: &Scope<'_>) -> Self {
        let mut form = sheet.form(scope);
        sheet.settle(&mut form, scope);
        let mut screen = Self {
            action,
            selection,
            sheet,
            form,
            progress: Progress::Typing,
            wrongs: Vec::new(),
            general: None,
            refused: None,
            first: First::Open,
            tried: false,
            compared: None,
            comparison: Comparison::Done,
        };
        screen.form.begin();
        screen.judge(scope);
        screen
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        match action {
            Action::Back if self.form.forget_typed() => Vec::new(),
            Action::Back if self.is_unsaved() => vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
                title: scope.words.say("forget-title"),
                question: scope.words.say("forget-question"),
                safe: scope.words.say("forget-safe"),
                go: scope.words.say("forget-go"),
                then: vec![Intent::GiveUp],
            })))],
            // Little is given up without a question, and not without a word.
            Action::Back if self.is_typed() => {
                let text = scope.words.say("form-given-up");
                vec![Intent::Say(Notice::quiet(text)), Intent::Back]
            }
            Action::Back => vec![Intent::Back],
            _ if self.progress == Progress::Saving => Vec::new(),
            Action::Save => self.save(scope),
            Action::GoOn if self.form.stays() => Vec::new(),
            Action::GoOn | Action::NextField => {
                let moved = self.form.go_on();
                if moved == Moved::PastEnd && action == Action::GoOn {
                    return self.save(scope);
                }
                self.left(scope)
            }
            Action::PreviousField => {
                self.form.previous();
                self.left(scope)
            }
            Action::Up => {
                self.form.step(-1);
                Vec::new()
            }
            Action::Down => {
                self.form.step(1);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn happened(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(edit) = edit_of(&happening) {
            if self.progress == Progress::Typing {
                self.form.apply(&edit);
                self.refused = None;
                self.tried = false;
            }
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Pointed(spot) if self.progress == Progress::Typing => self.pointed(&spot, scope),
            Happening::Agreed => self.submit(scope),
            Happening::Decided(outcome) => self.decided(outcome, scope),
            Happening::Answered(answer) => {
                self.sheet.answered(&answer, &mut self.form, scope);
                Vec::new()
            }
            Happening::Compared(doubles) => {
                // Whoever may not be asked about is not compared; the form goes on as without it.
                let doubles = doubles.unwrap_or_default();
                self.heard(doubles, scope)
            }
            Happening::Text(_)
            | Happening::Pointed(_)
            | Happening::Scanned
            | Happening::Found(_)
            | Happening::NotOpened(_)
            | Happening::PaperShown(_)
            | Happening::LockedOut(_)
            | Happening::PhraseReset(_)
            | Happening::MirrorChosen(_)
            | Happening::Begins => Vec::new(),
        }
    }

    fn pointed(&mut self, spot: &Spot, scope: &Scope<'_>) -> Vec<Intent> {
        match spot {
            Spot::Field(id) => {
                self.form.focus(id);
                self.left(scope)
            }
            Spot::Choice(line) => {
                self.form.point(*line);
                self.refused = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The keyboard has left a field: perhaps the store knows more.
    fn left(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        self.sheet.settle(&mut self.form, scope);
        let question = self.sheet.wonders(&self.form, scope);
        question
            .map(|question| Intent::Ask(Box::new(question)))
            .into_iter()
            .collect()
    }
}

impl Screen for FormScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let at_end = self.form.is_at_end().then_some(KeyCondition::LastField);
        Situation {
            contexts: vec![KeyContext::Typing, KeyContext::Form],
            holds: at_end.into_iter().collect(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let mut intents = self.happened(happening, scope);
        if self.progress == Progress::Typing {
            intents.extend(self.compare());
        }
        intents
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.bring_up_to_date(scope);
    }

    fn forget_secrets(&mut self) {
        self.form.wipe_secrets();
    }

    fn takes_scan(&self) -> bool {
        self.form.focused().is_some_and(|field| NUMBERED.contains(&field.id))
    }

    fn draft(&self) -> Option<Draft> {
        self.kept()
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.draw(scope, area, buffer)
    }

    fn is_unsaved(&self) -> bool {
        let changed = self.form.changed();
        changed >= WORK || (changed > 0 && self.form.asked().count() >= LONG)
    }

    fn is_typed(&self) -> bool {
        let sought = |field: &FormField| matches!(&field.input, Input::Choice(choice) if !choice.typed().is_empty());
        self.progress == Progress::Typing && (self.form.changed() > 0 || self.form.asked().any(sought))
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        let own = self.sheet.title(scope);
        own.unwrap_or_else(|| scope.words.say(&format!("action-{}", self.action.name())))
    }
}
