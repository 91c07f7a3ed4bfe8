//! A form: all its fields at once when they fit, required ones marked, the error beside the field.
//!
//! The form keeps what was typed and where the keyboard is. Labels and errors come in when it is drawn, because the language
//! may change in between and because only the screen knows what is wrong.
//! Long because where the keyboard is, what was asked and what is drawn follow from one another; a third are its tests.

use ratatui::layout::Rect;

use super::{Accepts, Canvas, ChoiceField, Edit, Scrollbar, TextEdit, TextField, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Measure, Role, Shape};

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

/// Whether it is asked just now: some answers need no more questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asked {
    Yes,
    No,
}

/// One field, by its name in the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    pub id: &'static str,
    pub need: Need,
    pub input: Input,
    /// What it held at the beginning: only what is otherwise was said by whoever types.
    began: String,
    reached: Reached,
    asked: Asked,
}

/// How a field is shown: its words come in from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Face {
    pub label: String,
    pub error: Option<String>,
    /// What the program made of it, beside the field: the day that was meant, the age.
    /// What has to be seen before the next field is filled: it goes before the hint.
    pub warning: Option<String>,
    pub hint: Option<String>,
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
            began: String::new(),
            reached: Reached::No,
            asked: Asked::Yes,
        }
    }

    pub fn choice(id: &'static str, need: Need, field: ChoiceField) -> Self {
        Self {
            id,
            need,
            input: Input::Choice(field),
            began: String::new(),
            reached: Reached::No,
            asked: Asked::Yes,
        }
    }

    /// What it holds: the text, or the key of what was chosen.
    pub fn value(&self) -> &str {
        match &self.input {
            Input::Text(field) => field.edit.text().trim(),
            Input::Choice(field) => field.value(),
        }
    }

    /// Whether it holds what nobody may read, and nothing may keep.
    pub fn is_secret(&self) -> bool {
        matches!(&self.input, Input::Text(field) if field.edit.is_secret())
    }

    pub fn began(&self) -> &str {
        &self.began
    }

    /// Whether it holds something else than it began with.
    pub fn is_changed(&self) -> bool {
        self.value() != self.began
    }

    /// What it holds now, or held when it was first opened, is what it began with.
    pub fn begin_with(&mut self, value: &str) {
        value.clone_into(&mut self.began);
    }

    pub fn is_asked(&self) -> bool {
        self.asked == Asked::Yes
    }

    /// Whether an error of it is to be shown: it was left, or what was typed fits nothing.
    fn shows_errors(&self) -> bool {
        self.reached == Reached::Left || matches!(&self.input, Input::Choice(field) if field.is_hopeless())
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

    /// From here on a field is changed when it holds something else than now. A secret begins with nothing.
    pub fn begin(&mut self) {
        for field in self.fields.iter_mut().filter(|field| !field.is_secret()) {
            field.began = field.value().to_owned();
        }
    }

    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    /// Wipes what proves who somebody is: they may have gone.
    pub fn wipe_secrets(&mut self) {
        for field in &mut self.fields {
            match &mut field.input {
                Input::Text(text) if text.edit.is_secret() => text.edit = TextEdit::new(Accepts::Secret),
                Input::Text(_) | Input::Choice(_) => {}
            }
        }
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

    /// The field that a form begins with, when those before it have their defaults.
    #[must_use]
    pub fn beginning_at(mut self, id: &str) -> Self {
        self.focus = self.fields.iter().position(|field| field.id == id).unwrap_or_default();
        self
    }

    /// Asks for a field, or not.
    pub fn ask(&mut self, id: &str, asked: Asked) {
        if let Some(field) = self.field_mut(id) {
            field.asked = asked;
        }
    }

    /// The fields that are asked for.
    pub fn asked(&self) -> impl Iterator<Item = &FormField> {
        self.fields.iter().filter(|field| field.is_asked())
    }

    /// Whether going on means saving.
    pub fn is_at_end(&self) -> bool {
        self.next_asked().is_none()
    }

    fn next_asked(&self) -> Option<usize> {
        let rest = self.fields.iter().enumerate().skip(self.focus + 1);
        rest.filter(|(_, field)| field.is_asked())
            .map(|(index, _)| index)
            .next()
    }

    /// Puts the keyboard into a field without having left another.
    pub fn put_keyboard(&mut self, id: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.focus = index;
        }
    }

    /// Puts the keyboard into a field: the first one with an error.
    pub fn focus(&mut self, id: &str) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.leave();
            self.focus = index;
        }
    }

    /// Whether going on would leave something behind that fits nothing: then it is said, and the keyboard stays.
    pub fn stays(&mut self) -> bool {
        let lost = match self.fields.get(self.focus).map(|field| &field.input) {
            Some(Input::Choice(field)) => field.is_lost(),
            Some(Input::Text(_)) | None => false,
        };
        if lost {
            self.leave();
        }
        lost
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
        match self.next_asked() {
            Some(next) => {
                self.focus = next;
                Moved::Inside
            }
            None => Moved::PastEnd,
        }
    }

    pub fn previous(&mut self) {
        self.leave();
        let mut before = self.fields.iter().enumerate().take(self.focus);
        let previous = before.rfind(|(_, field)| field.is_asked());
        self.focus = previous.map_or(self.focus, |(index, _)| index);
    }

    /// Up or down: in a list of choices the next one, elsewhere the next field.
    pub fn step(&mut self, steps: isize) {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            // With nothing chosen and nothing typed, up is the field above: nobody means the last of a list by it.
            Some(Input::Choice(field)) if steps < 0 && field.is_untouched() => self.previous(),
            Some(Input::Choice(field)) => field.step(steps),
            _ if steps < 0 => self.previous(),
            _ => {
                self.go_on();
            }
        }
    }

    /// Chooses a line of the list that is open.
    pub fn point(&mut self, line: usize) {
        if let Some(Input::Choice(field)) = self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            field.point(line);
        }
    }

    /// Takes back what was typed to find a value in a list; says whether there was anything.
    pub fn forget_typed(&mut self) -> bool {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Choice(field)) => field.forget_typed(),
            Some(Input::Text(_)) | None => false,
        }
    }

    /// The field with a list of choices, by its name.
    pub fn choice(&self, id: &str) -> Option<&ChoiceField> {
        match self.field(id).map(|field| &field.input) {
            Some(Input::Choice(field)) => Some(field),
            Some(Input::Text(_)) | None => None,
        }
    }

    pub fn choice_mut(&mut self, id: &str) -> Option<&mut ChoiceField> {
        match self.field_mut(id).map(|field| &mut field.input) {
            Some(Input::Choice(field)) => Some(field),
            Some(Input::Text(_)) | None => None,
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

    /// Draws the form; `face` gives each field its words. Says how many rows it took.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, face: &dyn Fn(&FormField) -> Face) -> u16 {
        let measure = canvas.measure();
        let faces: Vec<(usize, &FormField, Face)> = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.is_asked())
            .map(|(index, field)| (index, field, face(field)))
            .collect();
        let grid = Grid::of(measure, area, faces.iter().map(|(_, _, face)| face.label.as_str()));
        let rows: Vec<Row<'_>> = faces
            .iter()
            .map(|(index, field, face)| Row {
                field,
                label: &face.label,
                focused: *index == self.focus,
                beside: Beside::of(field, face, grid, measure),
                whole: if *index == self.focus {
                    whole(field, face, grid, measure)
                } else {
                    Vec::new()
                },
            })
            .collect();
        // Fields stand apart where there is room for it.
        // What is said of a field may come and go; the form does not jump for it.
        let fields = narrow(rows.len());
        let air = u16::from(2 * fields < area.height.saturating_sub(fields.min(3)));
        let top = first_shown(&rows, area.height);
        let mut y = area.y;
        let mut open = None;
        let mut shown = 0;
        for row in rows.iter().skip(top) {
            if y >= area.bottom() {
                break;
            }
            row.draw(canvas, grid, area, y);
            canvas.mark(
                Rect::new(area.x, y, area.width, row.height()),
                Spot::Field(row.field.id),
            );
            if let (true, Input::Choice(input)) = (row.focused, &row.field.input) {
                // The list leaves what is said of the field in sight.
                let height = row.height().min(area.bottom().saturating_sub(y));
                open = Some((input, Rect::new(grid.field, y, grid.width, height)));
            }
            y = y.saturating_add(row.height() + air);
            shown += 1;
        }
        let scrollbar = Scrollbar {
            top,
            shown,
            all: rows.len(),
        };
        let mut within = area;
        if shown < rows.len() {
            within.width = within.width.saturating_sub(1);
        }
        if let Some((input, place)) = open {
            input.draw_list(canvas, place, within);
        }
        scrollbar.draw(canvas, area);
        y.min(area.bottom()).saturating_sub(area.y)
    }
}

/// The columns of a form.
#[derive(Debug, Clone, Copy)]
struct Grid {
    labels: u16,
    /// Where the fields begin, and their columns.
    field: u16,
    width: u16,
    /// Where that stands which is said of a field, and its columns.
    beside: u16,
    room: u16,
}

impl Grid {
    const MARK: u16 = 2;
    const AIR: u16 = 2;

    fn of<'a>(measure: Measure, area: Rect, labels: impl Iterator<Item = &'a str>) -> Self {
        let labels = labels.map(|label| measure.columns(label)).max().unwrap_or_default();
        let labels = narrow(labels).min(area.width / 3);
        let field = area.x + Self::MARK + labels + Self::AIR + 1;
        let room = area.right().saturating_sub(field);
        // What is said of the field stands beside it, so the field leaves half of the room.
        let width = if room > 70 { 40 } else { room * 11 / 20 };
        let beside = field + width + 1;
        Self {
            labels,
            field,
            width,
            beside,
            room: area.right().saturating_sub(beside + 1),
        }
    }
}

/// A text that is longer than its field, in as many lines as it needs: nobody reads a dose without the drug before it.
fn whole(field: &FormField, face: &Face, grid: Grid, measure: Measure) -> Vec<String> {
    let Input::Text(input) = &field.input else {
        return Vec::new();
    };
    let text = input.edit.text();
    let alone = Beside::of(field, face, grid, measure).leaves_the_line();
    let room = if alone { grid.width + grid.room } else { grid.width };
    if input.edit.is_secret() || measure.columns(text) < usize::from(room) {
        return Vec::new();
    }
    measure.wrap(text, usize::from(grid.width + 1 + grid.room))
}

/// What is said of a field: beside it, or on the lines below where that is too short.
#[derive(Debug)]
struct Beside {
    lines: Vec<String>,
    below: bool,
    sign: Option<Shape>,
    role: Role,
}

impl Beside {
    fn of(field: &FormField, face: &Face, grid: Grid, measure: Measure) -> Self {
        let error = face.error.as_ref().filter(|_| field.shows_errors());
        let (text, sign, role) = match (error, &face.warning, &face.hint) {
            (Some(error), ..) => (error.as_str(), Some(Shape::Stop), Role::Warn),
            (None, Some(warning), _) => (warning.as_str(), Some(Shape::Late), Role::Warn),
            (None, None, Some(hint)) => (hint.as_str(), None, Role::Dim),
            (None, None, None) => ("", None, Role::Dim),
        };
        let mark = if sign.is_some() { 2 } else { 0 };
        let below = measure.columns(text) + mark > usize::from(grid.room);
        let lines = if text.is_empty() {
            Vec::new()
        } else if below {
            let room = usize::from(grid.width + 1 + grid.room).saturating_sub(mark);
            measure.wrap(text, room)
        } else {
            vec![text.to_owned()]
        };
        Self {
            lines,
            below,
            sign,
            role,
        }
    }

    /// Whether the field has the whole line.
    fn leaves_the_line(&self) -> bool {
        self.below || self.lines.is_empty()
    }

    /// `under` rows below the field are taken.
    fn draw(&self, canvas: &mut Canvas<'_>, grid: Grid, area: Rect, y: u16, under: u16) {
        let (mut x, y) = if self.below {
            (grid.field, y + 1 + under)
        } else {
            (grid.beside, y)
        };
        if let Some(sign) = self.sign
            && y < area.bottom()
        {
            canvas.sign(x, y, sign, self.role);
            x += 2;
        }
        for (y, line) in (y..area.bottom()).zip(&self.lines) {
            canvas.put_short(x, y, area.right().saturating_sub(x), line, self.role);
        }
    }
}

/// One field as it is drawn.
struct Row<'a> {
    field: &'a FormField,
    label: &'a str,
    focused: bool,
    beside: Beside,
    /// The text of the field, where that does not show all of it.
    whole: Vec<String>,
}

impl Row<'_> {
    fn height(&self) -> u16 {
        let beside = if self.beside.below {
            narrow(self.beside.lines.len())
        } else {
            0
        };
        1 + narrow(self.whole.len()) + beside
    }

    fn draw(&self, canvas: &mut Canvas<'_>, grid: Grid, area: Rect, y: u16) {
        if self.focused {
            canvas.sign(area.x, y, Shape::Pointer, Role::Accent);
        }
        let role = if self.focused { Role::Accent } else { Role::Dim };
        canvas.put_short(area.x + Grid::MARK, y, grid.labels, self.label, role);
        if self.field.need == Need::Required {
            canvas.put(area.x + Grid::MARK + grid.labels + 1, y, 1, "*", Role::Accent);
        }
        // Where nothing stands beside it, a long text has the rest of the line; so has a person with number and date of birth.
        let free = self.beside.leaves_the_line();
        let measure = canvas.measure();
        let needs = match &self.field.input {
            Input::Text(input) if free && !input.edit.is_secret() => measure.columns(input.edit.text()) + 1,
            Input::Choice(input) if free => input.columns(measure) + 1,
            _ => 0,
        };
        let width = narrow(needs).clamp(grid.width, grid.width + grid.room);
        let place = Rect::new(grid.field, y, width, 1);
        match &self.field.input {
            Input::Text(input) => input.draw(canvas, place, self.focused),
            Input::Choice(input) => input.draw(canvas, place, self.focused),
        }
        for (y, line) in (y + 1..area.bottom()).zip(&self.whole) {
            canvas.put_short(grid.field, y, area.right().saturating_sub(grid.field), line, Role::Text);
        }
        self.beside.draw(canvas, grid, area, y, narrow(self.whole.len()));
    }
}

/// The first field that is shown, so that the one with the keyboard, and what is said of it, is in sight.
fn first_shown(rows: &[Row<'_>], height: u16) -> usize {
    let focus = rows.iter().position(|row| row.focused).unwrap_or_default();
    let total: u16 = rows.iter().map(Row::height).sum();
    if total <= height {
        return 0;
    }
    let mut used = 0;
    // The one behind it is in sight too: nobody thinks that it is the last.
    let last = (focus + 1).min(rows.len().saturating_sub(1));
    for (index, row) in rows.iter().enumerate().take(last + 1).rev() {
        used += row.height();
        if used > height {
            return (index + 1).min(focus);
        }
    }
    0
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
            warning: None,
            hint: None,
        }
    }

    #[test]
    fn an_error_is_shown_when_the_field_was_left() {
        let mut form = form();
        let picture = drawn(48, 3, |canvas, area| {
            form.draw(canvas, area, &face);
        });
        assert_eq!(picture, "▸ 氏名   *\n  患者ID\n  性別   *\n");
        assert_eq!(form.go_on(), Moved::Inside);
        let picture = drawn(48, 3, |canvas, area| {
            form.draw(canvas, area, &face);
        });
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
    fn a_text_that_is_longer_than_its_field_is_read_whole_below_it() {
        let mut form = form();
        form.apply(&Edit::Insert("メトホルミン錠250mg | 2錠 | 1日2回 朝夕食後".into()));
        let picture = drawn(40, 5, |canvas, area| {
            form.draw(canvas, area, &|field: &FormField| Face {
                error: None,
                ..face(field)
            });
        });
        let lines: Vec<&str> = picture.lines().collect();
        assert!(lines[0].contains('…'), "{picture}");
        assert_eq!(lines[1].trim(), "メトホルミン錠250mg | 2錠 |", "{picture}");
        assert_eq!(lines[2].trim(), "1日2回 朝夕食後", "{picture}");
        assert!(lines[3].contains("患者ID"), "{picture}");
    }

    #[test]
    fn a_form_that_does_not_fit_follows_the_keyboard() {
        let mut form = form();
        form.go_on();
        form.go_on();
        let picture = drawn(40, 2, |canvas, area| {
            form.draw(canvas, area, &face);
        });
        assert!(picture.contains("性別"), "{picture}");
    }
}
