//! All keys of this screen, in as many columns as fit.

use ratatui::layout::Rect;

use super::{Canvas, Overlay, Scrollbar, canvas::narrow};
use crate::theme::{Measure, Role};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// The best first; as many as fit are shown.
    pub keys: Vec<String>,
    pub text: String,
    /// `Role::Text`, or `Role::Dim` for what cannot act on the selection.
    pub role: Role,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpGroup {
    pub title: String,
    pub lines: Vec<HelpLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    pub title: String,
    pub groups: Vec<HelpGroup>,
    /// Rows scrolled away.
    pub top: usize,
}

enum Row<'a> {
    Title(&'a str),
    /// With the columns that the keys of its group take.
    Line(&'a HelpLine, u16),
    Blank,
}

/// The most columns for keys: two short ones, or one long one.
const KEYS: usize = 8;

/// The keys of a line, as many as fit.
fn keys(line: &HelpLine, measure: Measure) -> String {
    let mut text = String::new();
    for key in &line.keys {
        let longer = if text.is_empty() {
            key.clone()
        } else {
            format!("{text}, {key}")
        };
        if !text.is_empty() && measure.columns(&longer) > KEYS {
            break;
        }
        text = longer;
    }
    text
}

impl Help {
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let place = Overlay::centred(
            area,
            area.width.saturating_sub(4).min(120),
            area.height.saturating_sub(2),
        );
        let inner = Overlay {
            title: self.title.clone(),
        }
        .draw(canvas, place);
        let measure = canvas.measure();
        let rows = self.rows(measure);
        // As many columns as hold every line whole: a key is no help when it is not said what it does.
        let widest = rows.iter().map(|row| match row {
            Row::Title(title) => measure.columns(title) + 2,
            Row::Line(line, room) => measure.columns(&line.text) + usize::from(*room) + 4,
            Row::Blank => 0,
        });
        let widest = narrow(widest.max().unwrap_or_default()).max(36);
        let columns = (inner.width / widest).max(1);
        let width = inner.width / columns;
        let height = usize::from(inner.height).max(1);
        // Down the first column, then down the second; what does not fit into the last is scrolled to.
        let deep = rows.len().div_ceil(usize::from(columns)).max(height);
        let top = self.top.min(deep.saturating_sub(height));
        for column in 0..columns {
            let x = inner.x + column * width;
            let begin = usize::from(column) * deep + top;
            for (y, row) in (inner.top()..inner.bottom()).zip(rows.iter().take(begin - top + deep).skip(begin)) {
                match row {
                    Row::Title(title) => {
                        canvas.put_short(x, y, width.saturating_sub(2), title, Role::Accent);
                    }
                    Row::Line(line, room) => {
                        let key = if line.role == Role::Dim {
                            Role::Dim
                        } else {
                            Role::Accent
                        };
                        canvas.put_short(x + 1, y, *room, &keys(line, measure), key);
                        let text = x + room + 3;
                        canvas.put_short(text, y, (x + width).saturating_sub(text + 1), &line.text, line.role);
                    }
                    Row::Blank => {}
                }
            }
        }
        Scrollbar {
            top,
            shown: height,
            all: deep,
        }
        .draw(canvas, inner);
    }

    fn rows(&self, measure: Measure) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        for group in &self.groups {
            if !rows.is_empty() {
                rows.push(Row::Blank);
            }
            let widest = group
                .lines
                .iter()
                .map(|line| measure.columns(&keys(line, measure)))
                .max();
            let room = narrow(widest.unwrap_or_default());
            rows.push(Row::Title(&group.title));
            rows.extend(group.lines.iter().map(|line| Row::Line(line, room)));
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn every_key_is_there() {
        let line = |keys: &str, text: &str| HelpLine {
            keys: vec![keys.into()],
            text: text.into(),
            role: Role::Text,
        };
        let help = Help {
            title: "全キー".into(),
            groups: vec![
                HelpGroup {
                    title: "移動".into(),
                    lines: vec![line("a", "入院"), line("t", "転棟")],
                },
                HelpGroup {
                    title: "画面".into(),
                    lines: vec![line("F2, g b", "全体")],
                },
            ],
            top: 0,
        };
        let wide = drawn(84, 10, |canvas, area| help.draw(canvas, area));
        for text in ["移動", "入院", "転棟", "F2, g b", "全体"] {
            assert!(wide.contains(text), "{text} in\n{wide}");
        }
        let scrolled = Help { top: 99, ..help };
        let low = drawn(40, 5, |canvas, area| scrolled.draw(canvas, area));
        assert!(low.contains("全体"), "the last line can be reached\n{low}");
    }
}
