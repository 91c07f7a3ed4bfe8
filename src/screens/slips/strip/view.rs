//! How the field for numbers is drawn: what is done, where, by whom; how it went so far.

use ratatui::layout::Rect;

use crate::app::sentences::Speaker;
use crate::app::{Action, Scope};
use crate::domain::slips::{CopyName, term::Named as Thing};
use crate::i18n::Value;
use crate::input::Named as _;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, TextField};

use super::{Part, Strip, leads};

impl Strip {
    /// Draws the field; what did not fit behind it, and has to be read, is given back.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) -> Option<String> {
        let words = scope.words;
        let mut above = None;
        let label = format!("{} ", words.say(&format!("action-{}", self.action.name())));
        let mut x = area.x + canvas.put(area.x, area.y, area.width, &label, Role::Accent);
        let room = |x: u16| area.right().saturating_sub(x);
        if let Some(second) = &self.second {
            second.draw(canvas, Rect::new(x, area.y, room(x), 1), scope);
            return None;
        }
        if let Some((place, typed)) = &self.place {
            let speaker = Speaker::new(words, scope.hospital);
            let text = match place {
                Some(place) => speaker.post(place),
                None => "?".to_owned(),
            };
            if self.at == Part::Place {
                let field = Rect::new(x, area.y, 12.min(room(x)), 1);
                TextField::new(typed.clone()).draw(canvas, field, true);
                x = field.right() + 1;
            }
            x += canvas.put(x, area.y, room(x), &format!("[{text}] "), Role::Accent);
        }
        let width = if self.about_one { 24 } else { 18 };
        let field = Rect::new(x, area.y, width.min(room(x)), 1);
        TextField::new(self.edit.clone()).draw(canvas, field, self.at == Part::Number);
        x = field.right() + 1;
        if let Some(by) = &self.by {
            // What was typed proves nothing; with accounts the account that records it stands beside it.
            let key = if scope.hospital.has_accounts() {
                "slips-strip-by-account"
            } else {
                "slips-strip-by"
            };
            let label = format!("{} ", words.say(key));
            x += canvas.put(x, area.y, room(x), &label, Role::Dim);
            let field = Rect::new(x, area.y, 12.min(room(x)), 1);
            TextField::new(by.clone()).draw(canvas, field, self.at == Part::By);
            x = field.right() + 1;
        }
        if let Some(asks) = &self.asks {
            canvas.put_short(x, area.y, room(x), &asks.question, Role::Alarm);
            return None;
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
            // What is too long for it stands whole on the line of messages.
            Some(error) if canvas.measure().columns(error) <= usize::from(room(x)) => {
                canvas.put_short(x, area.y, room(x), error, Role::Warn);
            }
            None if self.is_fresh() => {
                let text = self.hint(scope);
                if canvas.measure().columns(&text) <= usize::from(room(x)) {
                    canvas.put_short(x, area.y, room(x), &text, Role::Dim);
                } else {
                    above = Some(text);
                }
            }
            Some(_) | None => {}
        }
        above
    }

    /// Whether nothing was done in it yet.
    fn is_fresh(&self) -> bool {
        self.count == 0 && self.refused.is_empty()
    }

    /// What is typed, with an example; of a sheet that is named, what is about to be recorded.
    fn hint(&self, scope: &Scope<'_>) -> String {
        let key = match (self.about_one, leads(self.action)) {
            (true, true) => "slips-strip-how-form",
            (true, false) => "slips-strip-how-one",
            (false, _) => "slips-strip-how",
        };
        let example = self.example.as_deref().unwrap_or("1234");
        let how = scope.words.fill(key, &[("example", example.into())]);
        match self.step(scope) {
            Some(step) => {
                let places = [("step", Value::from(step)), ("how", how.into())];
                scope.words.fill("slips-strip-step", &places)
            }
            None => how,
        }
    }

    /// The step that Enter records, once the field names a sheet.
    fn step(&self, scope: &Scope<'_>) -> Option<String> {
        if self.action != Action::StepDone {
            return None;
        }
        let name = CopyName::parse(self.edit.text())?.meant(scope.hospital);
        let slip = scope.hospital.slip(name.slip)?;
        let here = self.place.as_ref().and_then(|(place, _)| place.as_ref());
        let step = match here {
            Some(here) => slip.next_step_at(here),
            None => slip.next_step(),
        }?;
        let speaker = Speaker::new(scope.words, scope.hospital);
        Some(speaker.named(&Thing::Step(slip.number, step.code.clone())))
    }

    /// What has to be read whole, on the line above: a question does not fit behind the fields.
    pub fn question(&self) -> Option<String> {
        if let Some(second) = &self.second {
            return Some(match &self.error {
                Some(error) => format!("{}  {error}", second.question),
                None => second.question.clone(),
            });
        }
        self.asks.as_ref().map(|asks| asks.question.clone())
    }
}
