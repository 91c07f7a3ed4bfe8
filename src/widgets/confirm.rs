//! A question before something that is hard to take back: the consequence stands in it, the safe answer is the default.

use ratatui::layout::Rect;

use super::{Canvas, Overlay, canvas::narrow};
use crate::input::Spot;
use crate::theme::Role;

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
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let measure = canvas.measure();
        let width = area.width.min(66);
        let lines = measure.wrap(&self.question, usize::from(width.saturating_sub(6)));
        let place = Overlay::centred(area, width, narrow(lines.len()) + 5);
        let inner = Overlay {
            title: self.title.clone(),
        }
        .draw(canvas, place);
        for (y, line) in (inner.y + 1..inner.bottom()).zip(&lines) {
            canvas.put(inner.x + 1, y, inner.width.saturating_sub(1), line, Role::Text);
        }
        let y = inner.bottom().saturating_sub(1);
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
            drawn(36, 7, |canvas, area| confirm.draw(canvas, area)),
            "┌─ 退院 ───────────────────────────┐\n│                                  │\n│  病床 5E-501-1 が空きます。      │\n│                                  │\n│    いいえ      退院させる        │\n└──────────────────────────────────┘\n\n"
        );
    }
}
