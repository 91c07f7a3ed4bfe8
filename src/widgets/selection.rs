//! The selected row of a list. It belongs to what is selected, not to a line number: when the data changes under it, it
//! stays with its patient.

/// Which row is selected, and which is the first that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection<K> {
    held: Held<K>,
    index: usize,
    top: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Held<K> {
    /// Nothing was selected yet.
    Nothing,
    Row(K),
    /// What was selected has left the list by itself; the row that has moved into its place is not selected.
    Gone(K),
}

impl<K> Default for Selection<K> {
    fn default() -> Self {
        Self {
            held: Held::Nothing,
            index: 0,
            top: 0,
        }
    }
}

impl<K: Clone + PartialEq> Selection<K> {
    pub fn key(&self) -> Option<&K> {
        match &self.held {
            Held::Row(key) => Some(key),
            Held::Nothing | Held::Gone(_) => None,
        }
    }

    /// Where the list is looked at, whether or not something is selected there.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The selected row.
    pub fn row(&self) -> Option<usize> {
        self.key().map(|_| self.index)
    }

    pub fn top(&self) -> usize {
        self.top
    }

    /// Selects `key` wherever it will be.
    pub fn choose(&mut self, key: K) {
        self.held = Held::Row(key);
    }

    /// Finds what is selected in the rows as they are now; when it is gone, its place holds the next one. For lists that
    /// people have just changed themselves, by typing or by turning to another ward.
    pub fn settle(&mut self, rows: &[K]) {
        let index = self.place(rows).unwrap_or(self.index);
        self.go(rows, index);
    }

    /// The same for rows that have changed by themselves: when what is selected is gone, nothing is selected until somebody
    /// walks on. The next key would otherwise be about a neighbour whom nobody chose.
    pub fn keep(&mut self, rows: &[K]) {
        let place = self.place(rows);
        self.held = match (std::mem::replace(&mut self.held, Held::Nothing), place) {
            (Held::Nothing, _) => return self.go(rows, self.index),
            (Held::Row(key) | Held::Gone(key), None) => Held::Gone(key),
            (Held::Row(key) | Held::Gone(key), Some(index)) => {
                self.index = index;
                Held::Row(key)
            }
        };
    }

    fn place(&self, rows: &[K]) -> Option<usize> {
        let (Held::Row(key) | Held::Gone(key)) = &self.held else {
            return None;
        };
        rows.iter().position(|row| row == key)
    }

    /// Moves by `steps` rows, stopping at the ends. From a place that somebody has left, the first step leads to a neighbour.
    pub fn step(&mut self, rows: &[K], steps: isize) {
        self.keep(rows);
        let steps = match self.held {
            Held::Gone(_) if steps > 0 => steps - 1,
            _ => steps,
        };
        self.go(rows, self.index.saturating_add_signed(steps));
    }

    pub fn go(&mut self, rows: &[K], index: usize) {
        self.index = index.min(rows.len().saturating_sub(1));
        self.held = rows.get(self.index).cloned().map_or(Held::Nothing, Held::Row);
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
        selection.keep(&["a", "b", "c"]);
        assert_eq!(selection.key(), Some(&"a"), "an empty list that fills");
        selection.step(&[], -3);
        assert_eq!(selection.index(), 0);
    }

    #[test]
    fn nobody_is_selected_in_the_place_of_somebody_who_has_left() {
        let mut selection = Selection::default();
        selection.go(&["a", "b", "c"], 1);
        selection.keep(&["a", "c"]);
        assert_eq!((selection.key(), selection.row()), (None, None));
        let mut down = selection.clone();
        down.step(&["a", "c"], 1);
        assert_eq!(down.key(), Some(&"c"));
        let mut up = selection.clone();
        up.step(&["a", "c"], -1);
        assert_eq!(up.key(), Some(&"a"));
        let mut back = selection.clone();
        back.keep(&["a", "b", "c"]);
        assert_eq!(back.key(), Some(&"b"), "who comes back is selected again");
        selection.settle(&["a", "c"]);
        assert_eq!(selection.key(), Some(&"c"), "another list is another look");
        selection.go(&["a"], 0);
        selection.keep(&[]);
        assert_eq!(selection.row(), None);
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
