//! The field for numbers: scanned or typed, one after another, without leaving it. A whole number, or its last digits where
//! only one slip of the list ends with them; nothing typed means the selected row.

use ratatui::layout::Rect;

use crate::app::{Action, Scope};
use crate::domain::slips::{CopyName, SlipNumber, number::SHORTEST_TAIL};
use crate::i18n::Value;
use crate::input::Named as _;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Span, TextEdit, TextField};

/// What is done with each number, and how it went so far.
pub struct Strip {
    pub action: Action,
    pub edit: TextEdit,
    /// How many were done since it was opened.
    pub count: usize,
    pub error: Option<String>,
    /// Nothing is sent twice.
    pub waits: bool,
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
    pub fn new(action: Action) -> Self {
        Self {
            action,
            edit: TextEdit::new(Accepts::Code),
            count: 0,
            error: None,
            waits: false,
        }
    }

    /// Reads what is in the field; `listed` are the slips of the list.
    pub fn typed(&self, listed: &[SlipNumber]) -> Typed {
        let raw = self.edit.text().trim();
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
        let used = canvas.put(area.x, area.y, area.width, &label, Role::Accent);
        let field = Rect::new(area.x + used, area.y, 24.min(area.width.saturating_sub(used)), 1);
        TextField::new(self.edit.clone()).draw(canvas, field, true);
        let x = field.right() + 2;
        let room = area.right().saturating_sub(x);
        match &self.error {
            Some(error) => {
                let spans = [
                    Span::new(format!("{} ", scope.look.sign(Shape::Stop)), Role::Warn),
                    Span::new(error.clone(), Role::Warn),
                ];
                canvas.put_spans(x, area.y, room, &spans);
            }
            None if self.count > 0 => {
                let text = words.fill("slips-strip-count", &[("count", Value::from(self.count))]);
                canvas.put(x, area.y, room, &text, Role::Good);
            }
            None => {
                canvas.put(x, area.y, room, &words.say("slips-strip-how"), Role::Dim);
            }
        }
    }
}
