//! What stands where on the screen: the picture says it while it is drawn, so that a click means what is seen there.

use std::cell::RefCell;

use super::Sequence;

/// Something that can be pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A line of a list or a bed of a map, counted from its first.
    Row(usize),
    /// A field of a form, by its name in the program.
    Field(&'static str),
    /// A line of the choices that are open under the field with the keyboard.
    Choice(usize),
    /// An answer of a question, counted from the left.
    Answer(usize),
    /// Keys that are shown: pointing at them presses them.
    Keys(Sequence),
    /// Hides what lies below it.
    Nothing,
}

/// Columns and rows of a part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Part {
    fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }
}

/// Everything that can be pointed at in the picture that was drawn last.
#[derive(Debug, Default)]
pub struct Spots {
    marks: RefCell<Vec<(Part, Spot)>>,
    cut: RefCell<Vec<String>>,
}

impl Spots {
    /// Another picture begins.
    pub fn clear(&self) {
        self.marks.borrow_mut().clear();
        self.cut.borrow_mut().clear();
    }

    /// Another screen is drawn over the one below: only what is on top is pointed at, and the keys around both.
    pub fn cover(&self) {
        self.marks
            .borrow_mut()
            .retain(|(_, spot)| matches!(spot, Spot::Keys(_)));
    }

    pub fn mark(&self, part: Part, spot: Spot) {
        self.marks.borrow_mut().push((part, spot));
    }

    /// A text did not fit into its place.
    pub fn note_cut(&self, text: &str) {
        self.cut.borrow_mut().push(text.to_owned());
    }

    /// The texts of the last picture that did not fit: a test looks whether words of ours are among them.
    pub fn cut(&self) -> Vec<String> {
        self.cut.borrow().clone()
    }

    /// What stands there; what was drawn last lies on top.
    pub fn at(&self, x: u16, y: u16) -> Option<Spot> {
        let marks = self.marks.borrow();
        let found = marks.iter().rev().find(|(part, _)| part.holds(x, y));
        found
            .map(|(_, spot)| spot.clone())
            .filter(|spot| *spot != Spot::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_top_is_pointed_at() {
        let spots = Spots::default();
        let part = |y, height| Part {
            x: 2,
            y,
            width: 4,
            height,
        };
        spots.mark(part(0, 3), Spot::Row(0));
        spots.mark(part(1, 1), Spot::Nothing);
        spots.mark(part(2, 1), Spot::Choice(5));
        assert_eq!(spots.at(2, 0), Some(Spot::Row(0)));
        assert_eq!(spots.at(2, 1), None, "hidden");
        assert_eq!(spots.at(5, 2), Some(Spot::Choice(5)));
        assert_eq!(spots.at(6, 2), None);
        spots.cover();
        assert_eq!(spots.at(2, 0), None);
    }
}
