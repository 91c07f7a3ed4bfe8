//! Closing a discrepancy: one remark, because whoever reads it next month was not there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{
    Action, Answer, Draft, Extent, Happening, Intent, KeyContext, Notice, Scope, Screen, Selection, Situation, Step,
    Tone,
};
use crate::domain::census::{Discrepancy, DiscrepancyId};
use crate::domain::command::Command;
use crate::domain::text::{REMARK, Text, TextFault};
use crate::i18n::Value;
use crate::screens::fields::{self, edit_of};
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Overlay, TextEdit, TextField};

use super::case;

const REMARK_FIELD: &str = "remark";

pub struct CloseScreen {
    discrepancy: Option<DiscrepancyId>,
    /// As it was when the form was opened: it is said in words even when it has gone since.
    found: Option<Discrepancy>,
    remark: TextEdit,
    error: Option<String>,
    waits: Waits,
}

/// Whether the answer is under way: nothing is sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    No,
    ForTheAnswer,
}

impl CloseScreen {
    pub fn new(selection: &Selection, scope: &Scope<'_>) -> Self {
        let all = scope.hospital.discrepancies();
        Self {
            discrepancy: selection.discrepancy,
            found: all.into_iter().find(|one| Some(one.id) == selection.discrepancy),
            remark: TextEdit::new(Accepts::Text),
            error: None,
            waits: Waits::No,
        }
    }

    pub fn resume(draft: &Draft, scope: &Scope<'_>) -> Self {
        let mut screen = Self::new(&draft.selection, scope);
        for answer in draft.answers.iter().filter(|answer| answer.field == REMARK_FIELD) {
            screen.remark = TextEdit::with(Accepts::Text, &answer.text);
        }
        screen
    }

    fn subject(&self, scope: &Scope<'_>) -> String {
        let Some(one) = &self.found else {
            return String::new();
        };
        let people: Vec<String> = case::people(&one.kind, scope)
            .into_iter()
            .map(|patient| scope.patient(patient))
            .collect();
        let parts = [
            case::title(&one.kind, scope),
            case::places(&one.kind, scope),
            people.join(&scope.words.say("list-comma")),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(discrepancy) = self.discrepancy.filter(|_| self.waits == Waits::No) else {
            return Vec::new();
        };
        match Text::parse(self.remark.text(), REMARK) {
            Ok(remark) => {
                self.error = None;
                self.waits = Waits::ForTheAnswer;
                vec![Intent::decide(Command::CloseDiscrepancy { discrepancy, remark })]
            }
            Err(fault) => {
                let words = scope.words;
                self.error = Some(match fault {
                    TextFault::Empty => words.say("close-empty"),
                    TextFault::TooLong { most } => words.fill("text-fault-too-long", &[("most", most.into())]),
                    TextFault::Forbidden(code) => {
                        words.fill("text-fault-forbidden", &[("code", format!("U+{code:04X}").into())])
                    }
                });
                Vec::new()
            }
        }
    }
}

impl Screen for CloseScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        fields::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Back) => vec![Intent::Back],
            Happening::Action(Action::GoOn | Action::Save) => self.save(scope),
            Happening::Decided(Ok(_)) => {
                let places = [("what", Value::from(self.subject(scope)))];
                let text = scope.words.fill("close-done", &places);
                vec![Intent::Back, Intent::Say(Notice::new(Tone::Saved, text))]
            }
            Happening::Decided(Err(refused)) => {
                self.waits = Waits::No;
                self.error = Some(scope.refused(&refused));
                Vec::new()
            }
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.remark.apply(&edit);
                    self.error = None;
                }
                Vec::new()
            }
        }
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let measure = canvas.measure();
        let width = area.width.min(76);
        let room = usize::from(width.saturating_sub(6));
        let subject = measure.wrap(&self.subject(scope), room);
        let explanation = measure.wrap(&scope.words.say("close-means"), room);
        let error = self
            .error
            .as_ref()
            .map(|error| measure.wrap(error, room - 2))
            .unwrap_or_default();
        let mut situation = self.situation(scope);
        situation.contexts.push(KeyContext::Everywhere);
        let key = |action: Action| Value::from(scope.shown_key(&situation, action));
        let keys = [("save", key(Action::Save)), ("back", key(Action::Back))];
        let keys = scope.words.fill("close-keys", &keys);
        let rows = subject.len() + explanation.len() + error.len().max(1) + 7;
        let place = Overlay::centred(area, width, u16::try_from(rows).unwrap_or(u16::MAX));
        let inner = Overlay {
            title: scope.words.say("action-close"),
        }
        .draw(&mut canvas, place);
        let (x, width) = (inner.x + 1, inner.width.saturating_sub(2));
        let mut y = inner.y;
        for (lines, role) in [(&subject, Role::Accent), (&explanation, Role::Dim)] {
            for line in lines {
                canvas.put(x, y, width, line, role);
                y += 1;
            }
        }
        canvas.put(x, y + 1, width, &scope.words.say("close-remark"), Role::Text);
        TextField::new(self.remark.clone()).draw(&mut canvas, Rect::new(x, y + 2, width, 1), true);
        canvas.put(x, inner.bottom().saturating_sub(1), width, &keys, Role::Dim);
        for (row, line) in (y + 3..inner.bottom()).zip(&error) {
            if row == y + 3 {
                canvas.sign(x, row, Shape::Stop, Role::Warn);
            }
            canvas.put(x + 2, row, width.saturating_sub(2), line, Role::Warn);
        }
        canvas.cursor()
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn draft(&self) -> Option<Draft> {
        if self.remark.is_empty() {
            return None;
        }
        Some(Draft {
            form: Action::Close,
            selection: Selection {
                discrepancy: self.discrepancy,
                ..Selection::default()
            },
            answers: vec![Answer {
                field: REMARK_FIELD.to_owned(),
                text: self.remark.text().to_owned(),
                ..Answer::default()
            }],
            focus: REMARK_FIELD.to_owned(),
            step: match self.waits {
                Waits::No => Step::Typing,
                Waits::ForTheAnswer => Step::HandedIn,
            },
        })
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-close")
    }
}
