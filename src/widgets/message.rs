//! The message line: what happened, whether it is saved, what to do.

use ratatui::layout::Rect;

use super::Canvas;
use crate::theme::{Measure, Role, Shape};

/// How a message sounds; each tone has its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A hint.
    Quiet,
    /// On the disk.
    Saved,
    Warn,
    /// Refused, lost, not saved.
    Alarm,
}

impl Tone {
    const fn shape(self) -> Option<Shape> {
        match self {
            Self::Quiet => None,
            Self::Saved => Some(Shape::Saved),
            Self::Warn => Some(Shape::Late),
            Self::Alarm => Some(Shape::Stop),
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Quiet => Role::Dim,
            Self::Saved => Role::Good,
            Self::Warn => Role::Warn,
            Self::Alarm => Role::Alarm,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageLine {
    pub text: String,
    pub tone: Tone,
}

impl MessageLine {
    /// Rows that it needs: one, or two when the text is long; never more, the screen is for the patients.
    pub fn rows(&self, measure: Measure, width: u16) -> u16 {
        super::canvas::narrow(self.lines(measure, width).len())
    }

    fn lines(&self, measure: Measure, width: u16) -> Vec<String> {
        const MOST: usize = 2;
        let room = usize::from(width).saturating_sub(4);
        let mut lines = measure.wrap(&self.text, room);
        if lines.len() > MOST {
            // The space at which a line was broken is gone from it; Japanese has none.
            let is_spaced =
                |a: &str, b: &str| a.ends_with(|c: char| c.is_ascii()) && b.starts_with(|c: char| c.is_ascii());
            let mut rest = String::new();
            for line in lines.drain(MOST - 1..) {
                if is_spaced(&rest, &line) {
                    rest.push(' ');
                }
                rest.push_str(&line);
            }
            lines.push(measure.shorten(&rest, room));
        }
        lines
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let role = self.tone.role();
        canvas.paint(area, role);
        if let Some(shape) = self.tone.shape() {
            canvas.sign(area.x + 1, area.y, shape, role);
        }
        let lines = self.lines(canvas.measure(), area.width);
        for (y, line) in (area.top()..area.bottom()).zip(lines) {
            canvas.put(area.x + 3, y, area.width.saturating_sub(3), &line, role);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn a_long_message_takes_two_lines_and_never_more() {
        let short = MessageLine {
            text: "保存しました".into(),
            tone: Tone::Saved,
        };
        assert_eq!(
            drawn(24, 1, |canvas, area| short.draw(canvas, area)),
            " ● 保存しました\n"
        );
        let long = MessageLine {
            text: "病床は使用中です。先に退院または転棟の手続をしてください。".into(),
            tone: Tone::Alarm,
        };
        assert_eq!(
            drawn(24, 2, |canvas, area| long.draw(canvas, area)),
            " ■ 病床は使用中です。\n   先に退院または転棟…\n"
        );
        let english = MessageLine {
            text: "The bed is taken. Discharge or move whoever lies in it first.".into(),
            tone: Tone::Alarm,
        };
        assert_eq!(
            drawn(24, 2, |canvas, area| english.draw(canvas, area)),
            " ■ The bed is taken.\n   Discharge or move w…\n"
        );
    }
}
