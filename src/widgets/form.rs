//! A form: all its fields at once when they fit, required ones marked, the error beside the field.
//!
//! The form keeps what was typed and where the keyboard is. Labels and errors come in when it is drawn, because the language
//! may change in between and because only the screen knows what is wrong.

use ratatui::layout::Rect;

use super::{Canvas, ChoiceField, Edit, Scrollbar, TextField, canvas::narrow};
use crate::theme::{Role, Shape};

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Text(TextField),
    Choice(ChoiceField),
}

/// Whether it can be left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    Required,
    Optional,
}

/// Whether the keyboard has been there: nobody is told of an error in a field that was not reached yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reached {
    No,
    Left,
}

/// One field, by its name in the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    pub id: &'static str,
    pub need: Need,
    pub input: Input,
    reached: Reached,
}

/// How a field is shown: its words come in from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Face {
    pub label: String,
    pub error: Option<String>,
}

/// Where the keyboard went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moved {
    Inside,
    /// It was in the last field already: going on means saving.
    PastEnd,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    fields: Vec<FormField>,
    focus: usize,
}

impl FormField {
    pub fn text(id: &'static str, need: Need, field: TextField) -> Self {
        Self {
            id,
            need,
            input: Input::Text(field),
            reached: Reached::No,
        }
    }

    pub fn choice(id: &'static str, need: Need, field: ChoiceField) -> Self {
        Self {
            id,
            need,
            input: Input::Choice(field),
            reached: Reached::No,
        }
    }

    /// What it holds: the text, or the key of what was chosen.
    pub fn value(&self) -> &str {
        match &self.input {
            Input::Text(field) => field.edit.text().trim(),
            Input::Choice(field) => field.chosen().unwrap_or_default(),
        }
    }

    fn leave(&mut self) {
        self.reached = Reached::Left;
        if let Input::Choice(field) = &mut self.input {
            field.leave();
        }
    }
}

impl Form {
    pub fn new(fields: Vec<FormField>) -> Self {
        Self { fields, focus: 0 }
    }

    pub fn fields(&self) -> &[FormField] {
        &self.fields
    }

    pub fn field(&self, id: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub fn field_mut(&mut self, id: &str) -> Option<&mut FormField> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    pub fn value(&self, id: &str) -> &str {
        self.field(id).map(FormField::value).unwrap_or_default()
    }

    pub fn focused(&self) -> Option<&FormField> {
        self.fields.get(self.focus)
    }

    /// Puts the keyboard into a field: the first one with an error.
    pub fn focus(&mut self, id: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.leave();
            self.focus = index;
        }
    }

    /// Someone wants to save: from now on every error is shown.
    pub fn reach_all(&mut self) {
        self.fields.iter_mut().for_each(FormField::leave);
    }

    /// Whether something is chosen from a list just now; then up and down belong to the list.
    pub fn is_choosing(&self) -> bool {
        self.focused()
            .is_some_and(|field| matches!(field.input, Input::Choice(_)))
    }

    pub fn go_on(&mut self) -> Moved {
        self.leave();
        if self.focus + 1 >= self.fields.len() {
            return Moved::PastEnd;
        }
        self.focus += 1;
        Moved::Inside
    }

    pub fn previous(&mut self) {
        self.leave();
        self.focus = self.focus.saturating_sub(1);
    }

    /// Up or down: in a list of choices the next one, elsewhere the next field.
    pub fn step(&mut self, steps: isize) {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Choice(field)) => field.step(steps),
            _ if steps < 0 => self.previous(),
            _ => {
                self.go_on();
            }
        }
    }

    pub fn apply(&mut self, edit: &Edit) {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Text(field)) => field.edit.apply(edit),
            Some(Input::Choice(field)) => field.apply(edit),
            None => {}
        }
    }

    fn leave(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
    }

    /// Draws the form; `face` gives each field its label and its error.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, face: &dyn Fn(&FormField) -> Face) {
        const MARK: u16 = 2;
        const AIR: u16 = 2;
        let measure = canvas.measure();
        let faces: Vec<Face> = self.fields.iter().map(face).collect();
        let labels = faces
            .iter()
            .map(|face| measure.columns(&face.label))
            .max()
            .unwrap_or_default();
        let labels = narrow(labels).min(area.width / 3);
        let field_x = area.x + MARK + labels + AIR + 1;
        let room = area.right().saturating_sub(field_x);
        // The error stands beside the field, so the field leaves it half of the room.
        let width = if room > 70 { 40 } else { room * 11 / 20 };
        let height = usize::from(area.height);
        let top = (self.focus + 1)
            .saturating_sub(height.saturating_sub(1))
            .min(self.fields.len().saturating_sub(height));
        let shown = self.fields.iter().zip(&faces).enumerate().skip(top);
        let mut open = None;
        for (y, (index, (field, face))) in (area.top()..area.bottom()).zip(shown) {
            let focused = index == self.focus;
            if focused {
                canvas.sign(area.x, y, Shape::Pointer, Role::Accent);
            }
            let role = if focused { Role::Accent } else { Role::Dim };
            canvas.put_short(area.x + MARK, y, labels, &face.label, role);
            if field.need == Need::Required {
                canvas.put(area.x + MARK + labels + 1, y, 1, "*", Role::Accent);
            }
            let place = Rect::new(field_x, y, width, 1);
            match &field.input {
                Input::Text(input) => input.draw(canvas, place, focused),
                Input::Choice(input) => {
                    input.draw(canvas, place, focused);
                    if focused {
                        open = Some((input, place));
                    }
                }
            }
            if let Some(error) = face.error.as_ref().filter(|_| field.reached == Reached::Left) {
                let x = field_x + width + 1;
                canvas.sign(x, y, Shape::Stop, Role::Warn);
                canvas.put_short(x + 2, y, area.right().saturating_sub(x + 2), error, Role::Warn);
            }
        }
        Scrollbar {
            top,
            shown: height,
            all: self.fields.len(),
        }
        .draw(canvas, area);
        if let Some((input, place)) = open {
            input.draw_list(canvas, place, area);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;
    use crate::widgets::{Accepts, Choice, TextEdit};

    fn form() -> Form {
        let text = |accepts| TextField::new(TextEdit::new(accepts));
        Form::new(vec![
            FormField::text("name", Need::Required, text(Accepts::Text)),
            FormField::text("id", Need::Optional, text(Accepts::Code)),
            FormField::choice(
                "sex",
                Need::Required,
                ChoiceField::new(vec![Choice::new("M", "男"), Choice::new("F", "女")]),
            ),
        ])
    }

    fn face(field: &FormField) -> Face {
        let label = match field.id {
            "name" => "氏名",
            "id" => "患者ID",
            _ => "性別",
        };
        let error = (field.need == Need::Required && field.value().is_empty()).then(|| "必要です".to_owned());
        Face {
            label: label.to_owned(),
            error,
        }
    }

    #[test]
    fn an_error_is_shown_when_the_field_was_left() {
        let mut form = form();
        let picture = drawn(48, 3, |canvas, area| form.draw(canvas, area, &face));
        assert_eq!(picture, "▸ 氏名   *\n  患者ID\n  性別   *\n");
        assert_eq!(form.go_on(), Moved::Inside);
        let picture = drawn(48, 3, |canvas, area| form.draw(canvas, area, &face));
        assert_eq!(
            picture,
            "  氏名   *                      ■ 必要です\n▸ 患者ID\n  性別   *\n"
        );
    }

    #[test]
    fn keys_walk_and_choose() {
        let mut form = form();
        form.apply(&Edit::Insert("田中".into()));
        form.step(1);
        form.apply(&Edit::Insert("ｔ０７".into()));
        assert_eq!(form.go_on(), Moved::Inside);
        assert!(form.is_choosing());
        form.step(1);
        form.step(1);
        assert_eq!(
            (form.value("name"), form.value("id"), form.value("sex")),
            ("田中", "T07", "F")
        );
        assert_eq!(form.go_on(), Moved::PastEnd);
        form.focus("name");
        assert_eq!(form.focused().map(|field| field.id), Some("name"));
    }

    #[test]
    fn a_form_that_does_not_fit_follows_the_keyboard() {
        let mut form = form();
        form.go_on();
        form.go_on();
        let picture = drawn(40, 2, |canvas, area| form.draw(canvas, area, &face));
        assert!(picture.contains("性別"), "{picture}");
    }
}
