//! The function-key line at the bottom: what can be pressed here.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::input::{Sequence, Spot};
use crate::theme::Role;

/// One key and its short word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub keys: Sequence,
    /// How they are called.
    pub name: String,
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
        let columns = |hint: &Hint| measure.columns(&hint.name) + measure.columns(&hint.word) + 1 + air(hint);
        let room = usize::from(area.width).saturating_sub(1);
        let mut used: usize = self.hints.iter().map(columns).sum();
        let mut shown: Vec<bool> = vec![true; self.hints.len()];
        // Of the least important ones the last goes.
        let mut by_rank: Vec<(usize, &Hint)> = self
            .hints
            .iter()
            .enumerate()
            .filter(|(_, hint)| hint.rank > 0)
            .collect();
        by_rank.sort_by_key(|(place, hint)| (std::cmp::Reverse(hint.rank), std::cmp::Reverse(*place)));
        for (place, hint) in &by_rank {
            if used <= room {
                break;
            }
            used -= columns(hint);
            shown.iter_mut().skip(*place).take(1).for_each(|shown| *shown = false);
        }
        // Where a long one went, a short one of those that went before it may have room.
        for (place, hint) in by_rank.iter().rev() {
            let gone = shown.iter_mut().skip(*place).take(1).filter(|shown| !**shown);
            for shown in gone {
                if used + columns(hint) <= room {
                    used += columns(hint);
                    *shown = true;
                }
            }
        }
        let shown = self
            .hints
            .iter()
            .zip(&shown)
            .filter_map(|(hint, shown)| shown.then_some(hint));
        let mut x = area.x + 1;
        for hint in shown {
            let word = if hint.role == Role::Key { Role::Bar } else { hint.role };
            let room = |x: u16| area.right().saturating_sub(x);
            let begin = x;
            x += canvas.put(x, area.y, room(x), &hint.name, hint.role);
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
            name: keys.into(),
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
        // The long one does not fit, the short one behind it in importance does.
        let line = KeyLine {
            hints: vec![
                hint("a", "入院登録をする", 1),
                hint("w", "書く", 2),
                hint("?", "全キー", 0),
            ],
        };
        assert_eq!(drawn(18, 1, |canvas, area| line.draw(canvas, area)), " w書く ?全キー\n");
    }
}
