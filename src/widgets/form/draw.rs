//! How a form is drawn: labels, fields, and what is said of each of them.

use ratatui::layout::Rect;

use super::super::{Canvas, Scrollbar, canvas::narrow};
use super::field::{FormField, Input, Need};
use super::walk::Form;
use crate::input::Spot;
use crate::theme::{Measure, Role, Shape};

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

impl Form {
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
    use super::super::super::canvas::tests::drawn;
    use super::super::walk::tests::form;
    use super::*;
    use crate::widgets::Edit;
    use crate::widgets::form::Moved;

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
