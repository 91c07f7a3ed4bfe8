//! A barcode scanner types a number and Enter, faster than anybody. On the first characters nobody can know; so single keys
//! only open what can be left again, and when the Enter comes, what the number has opened is taken back and the number is
//! looked for. Where text is typed, what is scanned is that text.

use crate::input::{Chord, Key, Typing};

use super::super::{Effect, Happening, Route};
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
}

impl Scan {
    fn forget(&mut self) {
        *self = Self::default();
    }

    fn follows(&self, at: Pulse) -> bool {
        self.last.is_some_and(|last| at.0.saturating_sub(last.0) <= GAP)
    }

    /// A number as it stands on paper: digits and hyphens, behind a capital letter or not.
    fn is_number(&self) -> bool {
        let rest = self.text.strip_prefix(|first: char| first.is_ascii_uppercase());
        let rest = rest.unwrap_or(&self.text);
        self.text.len() >= SHORTEST
            && rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.chars().all(|one| one.is_ascii_digit() || one == '-')
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
            let scan = std::mem::take(&mut self.scan);
            self.take_back(scan.open, scan.closed);
            self.open(&Route::Find(scan.text));
            self.settle();
            return Some(self.happen(Happening::Scanned));
        }
        match chord.types().filter(|one| one.is_ascii_alphanumeric() || *one == '-') {
            Some(letter) if follows => self.scan.text.push(letter),
            Some(letter) if self.situation().typing == Typing::Keys => {
                self.scan.forget();
                self.scan.text.push(letter);
                self.scan.open = self.stack.iter().map(|open| open.id).collect();
            }
            _ => {
                self.scan.forget();
                return None;
            }
        }
        self.scan.last = Some(at);
        None
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
        for text in ["00123456", "T07-00123-41", "501-1", "0012345-6"] {
            assert!(number(text), "{text}");
        }
        for text in ["", "1234", "d501-1", "6W-602-2", "jjjjj", "AB123456", "-1234"] {
            assert!(!number(text), "{text}");
        }
    }
}
