//! The field for numbers: scanned or typed, one after another, without leaving it. A whole number, or its last digits where
//! only one slip of the list ends with them; nothing typed means the selected row.

use std::collections::VecDeque;

use ratatui::layout::Rect;

use crate::app::{Action, Scope};
use crate::domain::slips::{CopyName, SlipNumber, number::SHORTEST_TAIL};
use crate::domain::text::{NAME, Text};
use crate::i18n::Value;
use crate::input::Named as _;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, TextEdit, TextField};

/// What is done with each number, and how it went so far.
pub struct Strip {
    pub action: Action,
    pub edit: TextEdit,
    /// Who does it, where the paper is signed: one laptop serves a whole desk.
    pub by: Option<TextEdit>,
    /// Which of the two is typed into.
    pub at: Part,
    /// How many were done since it was opened.
    pub count: usize,
    /// Numbers that were refused since then: whoever scans many in a row does not look at each.
    pub refused: Vec<String>,
    pub error: Option<String>,
    /// What is being saved.
    pub waits: Option<String>,
    /// What was scanned meanwhile: no number is lost, and none is sent twice.
    queue: VecDeque<String>,
}

/// The two fields of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Number,
    By,
}

/// What was typed.
pub enum Typed {
    Nothing,
    Name(CopyName),
    /// No slip of the list ends so.
    Unknown,
    Ambiguous,
}

impl Strip {
    pub fn new(action: Action, scope: &Scope<'_>) -> Self {
        let by = matches!(action, Action::StepDone | Action::ReturnResult | Action::PickUp);
        Self {
            action,
            edit: TextEdit::new(Accepts::Code),
            by: by.then(|| TextEdit::with(Accepts::Text, &scope.desk.user)),
            at: Part::Number,
            count: 0,
            refused: Vec::new(),
            error: None,
            waits: None,
            queue: VecDeque::new(),
        }
    }

    /// The field that is typed into.
    pub fn field(&mut self) -> &mut TextEdit {
        match (self.at, &mut self.by) {
            (Part::By, Some(by)) => by,
            _ => &mut self.edit,
        }
    }

    /// To the other field, where there is one.
    pub fn turn(&mut self) {
        self.at = match self.at {
            Part::Number if self.by.is_some() => Part::By,
            _ => Part::Number,
        };
    }

    /// Who does it, as it was typed.
    pub fn person(&self) -> Option<Text> {
        Text::parse(self.by.as_ref()?.text(), NAME).ok()
    }

    /// What was typed or scanned, out of the field; waits for its turn while something is being saved.
    pub fn take(&mut self) -> Option<String> {
        let typed = self.edit.text().trim().to_owned();
        self.edit = TextEdit::new(Accepts::Code);
        if self.waits.is_some() {
            // Enter pressed twice means nothing more.
            if !typed.is_empty() {
                self.queue.push_back(typed);
            }
            return None;
        }
        Some(typed)
    }

    /// What is being saved is done, or was refused; the next of those that wait.
    pub fn settled(&mut self, refusal: Option<String>) -> Option<String> {
        let number = self.waits.take().unwrap_or_default();
        match &refusal {
            None => self.count += 1,
            Some(_) if self.refused.contains(&number) => {}
            Some(_) => self.refused.push(number),
        }
        self.error = refusal;
        self.queue.pop_front()
    }

    /// A number that came to nothing.
    pub fn fails(&mut self, number: String, error: String) {
        if !number.is_empty() && !self.refused.contains(&number) {
            self.refused.push(number);
        }
        self.error = Some(error);
    }

    /// Reads a number; `listed` are the slips of the list.
    pub fn read(raw: &str, listed: &[SlipNumber]) -> Typed {
        if raw.is_empty() {
            return Typed::Nothing;
        }
        let (number, copy) = raw
            .split_once('/')
            .map_or((raw, None), |(number, copy)| (number, Some(copy)));
        let tail = (SHORTEST_TAIL..=7).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        if tail {
            let mut fitting: Vec<SlipNumber> = listed.iter().copied().filter(|slip| slip.ends_with(number)).collect();
            fitting.dedup();
            return match fitting.as_slice() {
                [only] => {
                    let whole = copy.map_or_else(|| only.to_string(), |copy| format!("{only}/{copy}"));
                    CopyName::parse(&whole).map_or(Typed::Unknown, Typed::Name)
                }
                [] => Typed::Unknown,
                _ => Typed::Ambiguous,
            };
        }
        CopyName::parse(&raw.to_lowercase()).map_or(Typed::Unknown, Typed::Name)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let label = format!("{} ", words.say(&format!("action-{}", self.action.name())));
        let mut x = area.x + canvas.put(area.x, area.y, area.width, &label, Role::Accent);
        let room = |x: u16| area.right().saturating_sub(x);
        let field = Rect::new(x, area.y, 20.min(room(x)), 1);
        TextField::new(self.edit.clone()).draw(canvas, field, self.at == Part::Number);
        x = field.right() + 2;
        if let Some(by) = &self.by {
            x += canvas.put(
                x,
                area.y,
                room(x),
                &format!("{} ", words.say("slips-strip-by")),
                Role::Dim,
            );
            let field = Rect::new(x, area.y, 12.min(room(x)), 1);
            TextField::new(by.clone()).draw(canvas, field, self.at == Part::By);
            x = field.right() + 2;
        }
        if self.count > 0 {
            let text = words.fill("slips-strip-count", &[("count", Value::from(self.count))]);
            x += canvas.put(x, area.y, room(x), &text, Role::Good) + 2;
        }
        if !self.refused.is_empty() {
            let places = [
                ("count", Value::from(self.refused.len())),
                ("slips", self.refused.join(" ").into()),
            ];
            let text = words.fill("slips-strip-refused", &places);
            let text = format!("{} {text}", scope.look.sign(Shape::Stop));
            x += canvas.put_short(x, area.y, room(x), &text, Role::Warn) + 2;
        }
        match &self.error {
            Some(error) => {
                canvas.put_short(x, area.y, room(x), error, Role::Warn);
            }
            None if self.count == 0 && self.refused.is_empty() => {
                canvas.put_short(x, area.y, room(x), &words.say("slips-strip-how"), Role::Dim);
            }
            None => {}
        }
    }
}
