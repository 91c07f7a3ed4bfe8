//! The function-key line at the bottom: what can be pressed here.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::input::{Sequence, Spot};
use crate::theme::Role;

/// One key and its short word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub keys: Sequence,
    pub word: String,
    /// `Role::Key`, or `Role::BarDim` for what cannot act on the selection.
    pub role: Role,
    /// The highest goes first when the room is short; 0 never.
    pub rank: u8,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyLine {
    pub hints: Vec<Hint>,
}

impl KeyLine {
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.paint(area, Role::Bar);
        let measure = canvas.measure();
        let columns =
            |hint: &Hint| measure.columns(&hint.keys.to_string()) + measure.columns(&hint.word) + 1 + air(hint);
        let mut shown: Vec<&Hint> = self.hints.iter().collect();
        while shown.iter().map(|hint| columns(hint)).sum::<usize>() + 1 > usize::from(area.width) {
            // Of the least important ones the last goes.
            let Some(most) = shown.iter().map(|hint| hint.rank).max().filter(|most| *most > 0) else {
                break;
            };
            let Some(last) = shown.iter().rposition(|hint| hint.rank == most) else {
                break;
            };
            shown.remove(last);
        }
        let mut x = area.x + 1;
        for hint in shown {
            let word = if hint.role == Role::Key { Role::Bar } else { hint.role };
            let room = |x: u16| area.right().saturating_sub(x);
            let begin = x;
            x += canvas.put(x, area.y, room(x), &hint.keys.to_string(), hint.role);
            x += narrow(air(hint));
            x += canvas.put(x, area.y, room(x), &hint.word, word) + 1;
            let place = Rect::new(begin, area.y, x - begin, 1);
            canvas.mark(place, Spot::Keys(hint.keys.clone()));
        }
    }
}

/// A Latin word needs a blank behind its key, a Japanese one does not.
fn air(hint: &Hint) -> usize {
    usize::from(hint.word.starts_with(|c: char| c.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn the_least_important_keys_go_first() {
        let hint = |keys: &str, word: &str, rank| Hint {
            keys: Sequence::parse(keys).unwrap(),
            word: word.into(),
            role: Role::Key,
            rank,
        };
        let line = KeyLine {
            hints: vec![
                hint("F1", "説明", 1),
                hint("F3", "一覧", 1),
                hint("a", "入院", 2),
                hint("?", "all keys", 0),
            ],
        };
        assert_eq!(
            drawn(40, 1, |canvas, area| line.draw(canvas, area)),
            " F1説明 F3一覧 a入院 ? all keys\n"
        );
        assert_eq!(
            drawn(26, 1, |canvas, area| line.draw(canvas, area)),
            " F1説明 F3一覧 ? all keys\n"
        );
        assert_eq!(
            drawn(19, 1, |canvas, area| line.draw(canvas, area)),
            " F1説明 ? all keys\n"
        );
    }
}
