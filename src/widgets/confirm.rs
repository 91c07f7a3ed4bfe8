//! A question before something that is hard to take back: the consequence stands in it, the safe answer is the default.

use ratatui::layout::Rect;

use super::{Canvas, Overlay, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Role, Shape};

/// Which answer is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reply {
    /// Leaves everything as it is.
    #[default]
    Safe,
    Go,
}

impl Reply {
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Safe => Self::Go,
            Self::Go => Self::Safe,
        }
    }
}

/// The box with its two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    pub title: String,
    pub question: String,
    pub safe: String,
    pub go: String,
    pub reply: Reply,
}

impl Confirm {
    /// `more` words how many lines there was no room for: a consequence that is left out is said to be.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, more: &dyn Fn(usize) -> String) {
        let mut width = area.width.min(66);
        let mut lines = self.lines(canvas, width);
        let most = usize::from(area.height.saturating_sub(6));
        if lines.len() > most {
            width = area.width.saturating_sub(2);
            lines = self.lines(canvas, width);
        }
        if lines.len() > most {
            let rest = lines.len() - most.saturating_sub(1);
            lines.truncate(most.saturating_sub(1));
            lines.push((more(rest), Role::Warn));
        }
        let place = Overlay::centred(area, width, narrow(lines.len()) + 5);
        let inner = Overlay {
            title: self.title.clone(),
        }
        .draw(canvas, place);
        let y = inner.bottom().saturating_sub(1);
        for (y, (line, role)) in (inner.y + 1..y).zip(&lines) {
            canvas.put_short(inner.x + 1, y, inner.width.saturating_sub(1), line, *role);
        }
        let mut x = inner.x + 1;
        for (text, reply) in [(&self.safe, Reply::Safe), (&self.go, Reply::Go)] {
            let role = if self.reply == reply {
                Role::Selection
            } else {
                Role::Field
            };
            let label = format!("  {text}  ");
            let used = canvas.put(x, y, inner.right().saturating_sub(x), &label, role);
            let answer = usize::from(reply == Reply::Go);
            canvas.mark(Rect::new(x, y, used, 1), Spot::Answer(answer));
            x += used + 2;
        }
    }
}

impl Confirm {
    /// The lines of the question. What begins with a sign has its colour, too.
    fn lines(&self, canvas: &Canvas<'_>, width: u16) -> Vec<(String, Role)> {
        let look = canvas.look();
        let role = |text: &str| {
            let begins = |shape: Shape| text.starts_with(look.sign(shape));
            match () {
                () if begins(Shape::Stop) => Role::Alarm,
                () if begins(Shape::Late) => Role::Warn,
                () => Role::Text,
            }
        };
        let room = usize::from(width.saturating_sub(6));
        let each = self.question.split('\n').flat_map(|text| {
            let role = role(text);
            let lines = canvas.measure().wrap(text, room);
            lines.into_iter().map(move |line| (line, role))
        });
        each.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn the_safe_answer_is_the_default() {
        assert_eq!(Reply::default(), Reply::Safe);
        let confirm = Confirm {
            title: "退院".into(),
            question: "病床 5E-501-1 が空きます。".into(),
            safe: "いいえ".into(),
            go: "退院させる".into(),
            reply: Reply::default(),
        };
        assert_eq!(
            drawn(36, 7, |canvas, area| confirm
                .draw(canvas, area, &|rest| rest.to_string())),
            "┌─ 退院 ───────────────────────────┐\n│                                  │\n│  病床 5E-501-1 が空きます。      │\n│                                  │\n│    いいえ      退院させる        │\n└──────────────────────────────────┘\n\n"
        );
    }
}
