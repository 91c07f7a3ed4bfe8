//! What comes in from the terminal, and time: keys, pasted text, clicks, the wheel. What the machine says is in `news`.

use crate::domain::record::Timestamp;
use crate::input::{Chord, Heard, Input, Roll, Spot, Typing, key_behind};

use super::super::{Action, Effect, Extent, Happening, KeyContext, Notice, Route};
use super::{Pulse, Session};
use crate::theme::LEAST;

impl Session {
    /// Time has passed: the clock of the title bar, ages of things.
    pub fn tick(&mut self, now: Timestamp) {
        self.now = now;
        self.settle();
    }

    /// Something from the terminal at a moment of its own: it came as fast as a scanner types, or it did not.
    pub fn input_at(&mut self, input: Input, at: Pulse) -> Vec<Effect> {
        if self.lock.is_none()
            && !self.is_unseen()
            && let Input::Press(chord) = input
            && let Some(effects) = self.scanned(chord, at)
        {
            return self.after(effects);
        }
        self.input(input)
    }

    /// Something from the terminal, from a hand.
    pub fn input(&mut self, input: Input) -> Vec<Effect> {
        if self.is_unseen() && !matches!(input, Input::Resize(..)) {
            return self.unseen(&input);
        }
        if self.lock.is_some() {
            let effects = self.locked_input(input);
            self.settle();
            return effects;
        }
        let effects = match input {
            Input::Resize(columns, rows) => {
                self.size = (columns, rows);
                Vec::new()
            }
            Input::Paste(text) => {
                self.notice = None;
                if self.situation().typing == Typing::Text {
                    self.happen(Happening::Text(text))
                } else if self.hospital.frame().is_some() {
                    // Nothing is typed into here: it is looked for, as what a scanner types.
                    self.close_what_lies_over();
                    self.open(&Route::Find(text));
                    self.happen(Happening::Begins)
                } else {
                    Vec::new()
                }
            }
            Input::Click(x, y) => self.clicked(x, y),
            Input::Wheel(roll) => self.rolled(roll),
            Input::Press(chord) => {
                let situation = self.situation();
                let heard = self.listener.hear(chord, &self.keys, &situation);
                self.heard(heard)
            }
        };
        self.after(effects)
    }

    /// The terminal is too small for anything but saying so.
    fn is_unseen(&self) -> bool {
        self.size.0 < LEAST.0 || self.size.1 < LEAST.1
    }

    /// What nobody sees is not typed into and not saved: the one thing that a key can do is to end.
    fn unseen(&mut self, input: &Input) -> Vec<Effect> {
        let Input::Press(chord) = input else {
            return Vec::new();
        };
        if self.lock.is_some() {
            return Vec::new();
        }
        let heard = self.listener.hear(*chord, &self.keys, &self.situation());
        match heard {
            Heard::Action(Action::Quit, _) => {
                let effects = self.act(Action::Quit);
                self.after(effects)
            }
            _ => {
                self.listener.forget();
                Vec::new()
            }
        }
    }

    /// A click is the key that does the same: a shown key is pressed, anything else is up to the screen that drew it.
    fn clicked(&mut self, x: u16, y: u16) -> Vec<Effect> {
        match self.spots.at(x, y) {
            Some(Spot::Keys(keys)) => {
                self.listener.forget();
                let mut effects = Vec::new();
                for chord in keys.chords() {
                    let heard = self.listener.hear(chord, &self.keys, &self.situation());
                    effects.extend(self.heard(heard));
                }
                effects
            }
            Some(spot) => {
                self.notice = None;
                self.listener.forget();
                self.happen(Happening::Pointed(spot))
            }
            None => Vec::new(),
        }
    }

    /// The wheel walks through whatever is a list. In a form it would change answers, so there it does nothing.
    fn rolled(&mut self, roll: Roll) -> Vec<Effect> {
        const LINES: usize = 3;
        let walks = |context: &KeyContext| {
            use KeyContext::{Finder, Help, Lists, Menu};
            matches!(context, Lists | Help | Menu | Finder)
        };
        if !self.situation().contexts.iter().any(walks) {
            return Vec::new();
        }
        let action = match roll {
            Roll::Up => Action::Up,
            Roll::Down => Action::Down,
        };
        (0..LINES)
            .flat_map(|_| self.happen(Happening::Action(action)))
            .collect()
    }

    fn heard(&mut self, heard: Heard<Action>) -> Vec<Effect> {
        let told = self.notice.take();
        match heard {
            Heard::Action(action, method) => {
                self.method = method;
                self.act(action)
            }
            Heard::Cannot(action, method) => {
                self.method = method;
                let text = self.cannot(action);
                self.notice = Some(Notice::quiet(text));
                Vec::new()
            }
            Heard::Typed(letter) => self.happen(Happening::Text(letter.to_string())),
            Heard::Unknown(chords) if let Some(digit) = self.begins_number(&chords) => {
                // Somebody types a number by hand: what follows must not act on whatever is selected.
                self.open(&Route::Find(digit.to_string()));
                self.settle();
                self.happen(Happening::Begins)
            }
            // Pressed once more than was needed: that it is saved stands there still.
            Heard::Unknown(chords) if self.saves_in_forms(&chords) && told.as_ref().is_some_and(Notice::is_saved) => {
                self.notice = told;
                Vec::new()
            }
            Heard::Unknown(chords) => {
                self.notice = Some(self.not_a_key(&chords));
                Vec::new()
            }
            Heard::Pending | Heard::GivenUp => Vec::new(),
        }
    }

    /// The first digit of a number, where nothing is typed and no key of its own waits for it.
    fn begins_number(&self, chords: &[Chord]) -> Option<char> {
        let [only] = chords else { return None };
        let digit = only.types().map(|one| key_behind(one).unwrap_or(one))?;
        let over = self.stack.last()?.screen.extent() == Extent::Over;
        (digit.is_ascii_digit() && !over && self.hospital.frame().is_some()).then_some(digit)
    }
}
