//! A barcode scanner types a number and Enter, faster than anybody. On the first characters nobody can know; so single keys
//! only open what can be left again, and when the Enter comes, what the number has opened is taken back and the number is
//! looked for. Where text is typed, the number is taken out of the text again, unless the field asks for a number.

use crate::domain::slips::CopyNumber;
use crate::input::{Chord, Key, Typing, key_behind};

use super::super::{Action, Effect, Extent, Happening, Route};
use super::{Open, Session};

/// Milliseconds on a clock that only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pulse(pub u64);

/// Milliseconds between two characters of a scanner, at most. Fast typists need 60 and more.
const GAP: u64 = 40;
/// The shortest number on paper.
const SHORTEST: usize = 5;

/// Keys that have come as fast as a scanner's.
#[derive(Default)]
pub(super) struct Scan {
    text: String,
    last: Option<Pulse>,
    /// What was open before the first of them.
    open: Vec<u64>,
    /// What they have closed.
    closed: Vec<Open>,
    /// Into which screen each of them was typed that was text there.
    typed: Vec<u64>,
}

impl Scan {
    fn forget(&mut self) {
        *self = Self::default();
    }

    fn follows(&self, at: Pulse) -> bool {
        self.last.is_some_and(|last| at.0.saturating_sub(last.0) <= GAP)
    }

    /// A number as it stands on paper: digits and hyphens, behind a capital letter or not; of a slip also which sheet it is
    /// (`S07-100123-41/2`, of the second revision `/2r2`).
    fn is_number(&self) -> bool {
        let (number, sheet) = match self.text.split_once('/') {
            Some((number, sheet)) => (number, Some(sheet)),
            None => (self.text.as_str(), None),
        };
        let rest = number.strip_prefix(|first: char| first.is_ascii_uppercase());
        let rest = rest.unwrap_or(number);
        number.len() >= SHORTEST
            && rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.chars().all(|one| one.is_ascii_digit() || one == '-')
            && sheet.is_none_or(|sheet| CopyNumber::parse(sheet).is_some())
    }
}

impl Session {
    /// Keeps a screen that was closed while keys come as fast as a scanner's.
    pub(super) fn keep_closed(&mut self, closed: impl IntoIterator<Item = Open>) {
        if !self.scan.text.is_empty() {
            self.scan.closed.extend(closed);
        }
    }

    /// Listens whether this is a scanner. The effects when it was one: the key has been used.
    pub(super) fn scanned(&mut self, chord: Chord, at: Pulse) -> Option<Vec<Effect>> {
        let follows = self.scan.follows(at);
        if chord == Chord::plain(Key::Enter) && follows && self.scan.is_number() {
            if self.takes_scan() {
                // The number stays in its field. The scanner's Enter ends the field and never saves: nobody has looked yet.
                self.scan.forget();
                self.notice = None;
                return Some(self.happen(Happening::Action(Action::NextField)));
            }
            let scan = std::mem::take(&mut self.scan);
            self.take_back(scan.open, scan.closed);
            self.take_out(&scan.typed);
            self.close_what_lies_over();
            self.open(&Route::Find(scan.text));
            self.settle();
            return Some(self.happen(Happening::Scanned));
        }
        // With the input method on, a scanner's digits are full-width.
        let letter = chord.types().map(|one| key_behind(one).unwrap_or(one));
        let Some(letter) = letter.filter(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '/')) else {
            self.scan.forget();
            return None;
        };
        if !follows {
            self.scan.forget();
            self.scan.open = self.stack.iter().map(|open| open.id).collect();
        }
        self.scan.text.push(letter);
        if self.situation().typing == Typing::Text {
            self.scan.typed.extend(self.stack.last().map(|open| open.id));
        }
        self.scan.last = Some(at);
        None
    }

    /// Whether the field with the keyboard asks for what a scanner types.
    pub fn takes_scan(&self) -> bool {
        self.stack.last().is_some_and(|open| open.screen.takes_scan())
    }

    /// The characters that a scanner typed into a text are taken out again.
    fn take_out(&mut self, typed: &[u64]) {
        for id in typed {
            if let Some(place) = self.stack.iter().position(|open| open.id == *id) {
                // A field asks for nothing when something is erased.
                let _no_effects = self.happen_at(place, Happening::Action(Action::EraseBefore));
            }
        }
    }

    /// No box lies over another: help, a list of actions, a question that was not answered make way. What is being typed
    /// stays.
    pub(super) fn close_what_lies_over(&mut self) {
        while self.stack.len() > 1
            && self
                .stack
                .last()
                .is_some_and(|open| open.screen.extent() == Extent::Over && open.screen.draft().is_none())
        {
            self.stack.pop();
        }
    }

    /// The screens as they were before the number.
    fn take_back(&mut self, open: Vec<u64>, mut closed: Vec<Open>) {
        closed.append(&mut self.stack);
        for id in open {
            if let Some(place) = closed.iter().position(|screen| screen.id == id) {
                self.stack.push(closed.remove(place));
            }
        }
        self.listener.forget();
        self.notice = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_stand_on_paper() {
        let number = |text: &str| {
            Scan {
                text: text.to_owned(),
                ..Scan::default()
            }
            .is_number()
        };
        for text in [
            "00123456",
            "T07-00123-41",
            "501-1",
            "0012345-6",
            "S07-100123-41/2",
            "S07-100123-41/12r3",
        ] {
            assert!(number(text), "{text}");
        }
        for text in [
            "", "1234", "d501-1", "6W-602-2", "jjjjj", "AB123456", "-1234", "501-1/", "501-1/x", "12/34567",
        ] {
            assert!(!number(text), "{text}");
        }
    }
}
