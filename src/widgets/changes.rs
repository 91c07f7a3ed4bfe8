//! Which rows have changed under the eyes of a reader. They mark themselves for a moment; nothing jumps.

use std::collections::HashMap;
use std::hash::Hash;

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::theme::{Role, Shape};

/// Long enough to be seen from the next desk, short enough to mean "just now".
const MOMENT: i64 = 4;

/// The marks, by what the row stands for, and until when. Times are seconds of any one clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes<K> {
    marks: Vec<(K, i64)>,
}

impl<K> Default for Changes<K> {
    fn default() -> Self {
        Self { marks: Vec::new() }
    }
}

impl<K: Hash + Eq + Clone> Changes<K> {
    /// Marks the rows that are new or say something else than before.
    pub fn note<'a, T: PartialEq + 'a>(
        &mut self,
        before: impl Iterator<Item = (&'a K, &'a T)>,
        after: impl Iterator<Item = (&'a K, &'a T)>,
        now: i64,
    ) where
        K: 'a,
    {
        let before: HashMap<&K, &T> = before.collect();
        for (key, row) in after {
            if before.get(key).is_none_or(|was| *was != row) {
                self.marks.retain(|(marked, _)| marked != key);
                self.marks.push((key.clone(), now + MOMENT));
            }
        }
    }

    /// Forgets all: another ward is shown.
    pub fn clear(&mut self) {
        self.marks.clear();
    }

    /// Forgets what was marked long enough.
    pub fn settle(&mut self, now: i64) {
        self.marks.retain(|(_, until)| *until > now);
    }

    pub fn is_marked(&self, key: &K) -> bool {
        self.marks.iter().any(|(marked, _)| marked == key)
    }

    /// When the next mark fades.
    pub fn until(&self) -> Option<i64> {
        self.marks.iter().map(|(_, until)| *until).min()
    }

    /// Puts the sign beside the pointer of each marked row: `rows` are those in sight, from the first line of `area`.
    pub fn draw<'a>(&self, canvas: &mut Canvas<'_>, area: Rect, rows: impl Iterator<Item = &'a K>)
    where
        K: 'a,
    {
        if self.marks.is_empty() {
            return;
        }
        for (line, key) in rows.take(usize::from(area.height)).enumerate() {
            if self.is_marked(key) {
                canvas.sign(area.x + 1, area.y + narrow(line), Shape::Changed, Role::Accent);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    fn pairs<'a>(rows: &'a [(&'a str, i32)]) -> impl Iterator<Item = (&'a &'a str, &'a i32)> {
        rows.iter().map(|(key, row)| (key, row))
    }

    #[test]
    fn what_changed_is_marked_for_a_moment() {
        let (before, after) = ([("a", 1), ("b", 2)], [("a", 1), ("b", 3), ("c", 4)]);
        let mut changes = Changes::default();
        changes.note(pairs(&before), pairs(&after), 100);
        let keys = ["a", "b", "c"];
        let marked = |changes: &Changes<&str>| keys.map(|key| changes.is_marked(&key));
        assert_eq!(marked(&changes), [false, true, true]);
        let picture = drawn(3, 3, |canvas, area| changes.draw(canvas, area, keys.iter()));
        assert_eq!(picture, "\n •\n •\n");
        assert_eq!(changes.until(), Some(104));
        changes.settle(103);
        assert_eq!(marked(&changes), [false, true, true]);
        changes.settle(104);
        assert_eq!((marked(&changes), changes.until()), ([false; 3], None));
    }
}
