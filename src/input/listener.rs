//! Listens to one chord after another and says what was meant.

use super::chord::Held;
use super::{Chord, Found, Key, Keymap, Named, Situation, Typing, key_behind};

/// Whether the key came as it is or through 日本語入力.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    Plain,
    /// The input method was on: the line should say so.
    Japanese,
}

/// What was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard<A> {
    Action(A, Method),
    /// Bound, but it cannot act on the present selection.
    Cannot(A, Method),
    /// A character for the field that is being typed into.
    Typed(char),
    /// The keys so far begin something.
    Pending,
    /// A begun sequence was given up with Esc.
    GivenUp,
    /// Nothing is bound to these keys.
    Unknown(Vec<Chord>),
}

/// Keeps the chords of a sequence that has begun.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listener {
    pending: Vec<Chord>,
}

impl Listener {
    /// The chords so far, for the box that shows what may follow.
    pub fn pending(&self) -> &[Chord] {
        &self.pending
    }

    /// Forgets what has begun: the screen has changed.
    pub fn forget(&mut self) {
        self.pending.clear();
    }

    pub fn hear<A: Named, X: Named, C: Named>(
        &mut self,
        chord: Chord,
        keymap: &Keymap<A, X, C>,
        situation: &Situation<X, C>,
    ) -> Heard<A> {
        if situation.typing == Typing::Text
            && self.pending.is_empty()
            && let Some(letter) = chord.types()
        {
            return Heard::Typed(letter);
        }
        if !self.pending.is_empty() && chord == Chord::plain(Key::Esc) {
            self.pending.clear();
            return Heard::GivenUp;
        }
        let (chord, method) = behind_the_input_method(chord);
        self.pending.push(chord);
        match keymap.find(situation, &self.pending) {
            Found::Pending => return Heard::Pending,
            Found::Action(action) => {
                self.pending.clear();
                return Heard::Action(action, method);
            }
            Found::Cannot(action) => {
                self.pending.clear();
                return Heard::Cannot(action, method);
            }
            Found::Nothing => {}
        }
        Heard::Unknown(std::mem::take(&mut self.pending))
    }
}

fn behind_the_input_method(chord: Chord) -> (Chord, Method) {
    if let (Key::Char(letter), Held::Up) = (chord.key, chord.ctrl)
        && let Some(key) = key_behind(letter)
    {
        return (
            Chord {
                key: Key::Char(key),
                ..chord
            },
            Method::Japanese,
        );
    }
    (chord, Method::Plain)
}
