//! The selected row of a list. It belongs to what is selected, not to a line number: when the data changes under it, it
//! stays with its patient.

/// Which row is selected, and which is the first that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection<K> {
    key: Option<K>,
    index: usize,
    top: usize,
}

impl<K> Default for Selection<K> {
    fn default() -> Self {
        Self {
            key: None,
            index: 0,
            top: 0,
        }
    }
}

impl<K: Clone + PartialEq> Selection<K> {
    pub fn key(&self) -> Option<&K> {
        self.key.as_ref()
    }

    pub fn index(&self) -> usize {
        self.index
    }

    pub fn top(&self) -> usize {
        self.top
    }

    /// Selects `key` wherever it will be.
    pub fn choose(&mut self, key: K) {
        self.key = Some(key);
    }

    /// Finds what is selected in the rows as they are now; when it is gone, its place holds the next one.
    pub fn settle(&mut self, rows: &[K]) {
        let found = self.key.as_ref().and_then(|key| rows.iter().position(|row| row == key));
        self.index = found.unwrap_or(self.index).min(rows.len().saturating_sub(1));
        self.key = rows.get(self.index).cloned();
    }

    /// Moves by `steps` rows, stopping at the ends.
    pub fn step(&mut self, rows: &[K], steps: isize) {
        self.settle(rows);
        self.go(rows, self.index.saturating_add_signed(steps));
    }

    pub fn go(&mut self, rows: &[K], index: usize) {
        self.index = index.min(rows.len().saturating_sub(1));
        self.key = rows.get(self.index).cloned();
    }

    /// Brings the selected row into a window of `height` rows, moving the window as little as possible.
    #[must_use]
    pub fn window(&self, height: usize, rows: usize) -> usize {
        let last_top = rows.saturating_sub(height);
        let top = self.top.min(last_top);
        if self.index < top {
            self.index
        } else if height > 0 && self.index >= top + height {
            self.index + 1 - height
        } else {
            top
        }
    }

    /// Keeps the window where it was drawn.
    pub fn scrolled_to(&mut self, top: usize) {
        self.top = top;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_with_what_is_selected() {
        let mut selection = Selection::default();
        selection.settle(&["a", "b", "c"]);
        selection.step(&["a", "b", "c"], 1);
        assert_eq!(selection.key(), Some(&"b"));
        selection.settle(&["x", "a", "b", "c"]);
        assert_eq!((selection.key(), selection.index()), (Some(&"b"), 2));
        selection.settle(&["x", "a", "c"]);
        assert_eq!(selection.key(), Some(&"c"), "the next one takes its place");
        selection.settle(&[]);
        assert_eq!(selection.key(), None);
        selection.step(&[], -3);
        assert_eq!(selection.index(), 0);
    }

    #[test]
    fn the_window_follows_as_little_as_possible() {
        let rows: Vec<u8> = (0..100).collect();
        let mut selection = Selection::default();
        selection.go(&rows, 15);
        selection.scrolled_to(selection.window(10, 100));
        assert_eq!(selection.top(), 6);
        selection.step(&rows, -5);
        assert_eq!(selection.window(10, 100), 6);
        selection.go(&rows, 99);
        assert_eq!(selection.window(10, 100), 90);
    }
}
