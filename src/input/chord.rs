//! One key with the modifiers that are held, and both ways of writing it: `C-p` and `ctrl-p`.

use std::fmt;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
}

/// Keys with a name: the one that is shown first, then what is understood as well.
const NAMES: &[(Key, &[&str])] = &[
    (Key::Enter, &["Enter", "ret", "return"]),
    (Key::Esc, &["Esc", "escape"]),
    (Key::Tab, &["Tab"]),
    (Key::Backspace, &["Backspace", "bs"]),
    (Key::Delete, &["Delete", "del"]),
    (Key::Insert, &["Insert", "ins"]),
    (Key::Home, &["Home"]),
    (Key::End, &["End"]),
    (Key::PageUp, &["PageUp", "pgup"]),
    (Key::PageDown, &["PageDown", "pgdn"]),
    (Key::Up, &["Up"]),
    (Key::Down, &["Down"]),
    (Key::Left, &["Left"]),
    (Key::Right, &["Right"]),
    (Key::Char(' '), &["Space", "spc"]),
    // A hyphen ends a modifier, so the key itself has a name.
    (Key::Char('-'), &["Minus", "hyphen"]),
];

/// Whether a modifier is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Held {
    #[default]
    Up,
    Down,
}

/// A key with its modifiers. A letter carries Shift in its own case, so `Shift` is kept only where it tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    pub key: Key,
    pub ctrl: Held,
    pub alt: Held,
    pub shift: Held,
}

/// A chord that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{written}\" is no key")]
pub struct Unreadable {
    pub written: String,
}

impl Chord {
    pub const fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: Held::Up,
            alt: Held::Up,
            shift: Held::Up,
        }
    }

    pub const fn ctrl(letter: char) -> Self {
        Self {
            ctrl: Held::Down,
            ..Self::plain(Key::Char(letter))
        }
    }

    /// Brings what terminals send differently to one form: `Shift` with a printing character is the character,
    /// control letters are small, Backtab is Shift-Tab (already translated).
    #[must_use]
    pub fn settled(mut self) -> Self {
        if let Key::Char(letter) = self.key {
            if self.ctrl == Held::Down {
                if letter.is_ascii_uppercase() {
                    self.key = Key::Char(letter.to_ascii_lowercase());
                    self.shift = Held::Down;
                }
            } else {
                if self.shift == Held::Down && letter.is_ascii_lowercase() {
                    self.key = Key::Char(letter.to_ascii_uppercase());
                }
                self.shift = Held::Up;
            }
        }
        self
    }

    /// The character that it types into a field, if it types one.
    pub fn types(self) -> Option<char> {
        match self.key {
            Key::Char(letter) if self.ctrl == Held::Up && self.alt == Held::Up => Some(letter),
            _ => None,
        }
    }

    /// Reads `a`, `?`, `F3`, `enter`, `C-p`, `ctrl-p`, `S-tab`, `alt-1`, `C-S-z`.
    pub fn parse(written: &str) -> Result<Self, Unreadable> {
        let fail = || Unreadable {
            written: written.to_owned(),
        };
        let mut chord = Self::plain(Key::Esc);
        let mut rest = written;
        while let Some((modifier, after)) = rest.split_once('-') {
            if after.is_empty() {
                break;
            }
            match modifier.to_ascii_lowercase().as_str() {
                "c" | "ctrl" | "control" => chord.ctrl = Held::Down,
                "a" | "m" | "alt" | "meta" => chord.alt = Held::Down,
                "s" | "shift" => chord.shift = Held::Down,
                _ => return Err(fail()),
            }
            rest = after;
        }
        chord.key = read_key(rest).ok_or_else(fail)?;
        Ok(chord.settled())
    }

    /// How the help shows it: `Ctrl-P`, `F3`, `Enter`, `a`.
    fn shown(self) -> String {
        let mut text = String::new();
        if self.ctrl == Held::Down {
            text.push_str("Ctrl-");
        }
        if self.alt == Held::Down {
            text.push_str("Alt-");
        }
        if self.shift == Held::Down {
            text.push_str("Shift-");
        }
        if let Some(name) = NAMES
            .iter()
            .find(|(key, _)| *key == self.key)
            .and_then(|(_, names)| names.first())
        {
            text.push_str(name);
        } else {
            match self.key {
                Key::F(number) => {
                    text.push('F');
                    text.push_str(&number.to_string());
                }
                // With Ctrl or Alt people read a capital as the key, not as Shift.
                Key::Char(letter) if !text.is_empty() => text.extend(letter.to_uppercase()),
                Key::Char(letter) => text.push(letter),
                _ => {}
            }
        }
        text
    }
}

fn read_key(written: &str) -> Option<Key> {
    let mut letters = written.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return (!letter.is_control()).then_some(Key::Char(letter));
    }
    if let Some(number) = written
        .strip_prefix(['F', 'f'])
        .and_then(|digits| digits.parse::<u8>().ok())
    {
        return (1..=24).contains(&number).then_some(Key::F(number));
    }
    NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(written)))
        .map(|(key, _)| *key)
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn both_ways_of_writing_are_one_key() {
        for (one, other) in [
            ("C-p", "ctrl-p"),
            ("C-P", "ctrl-shift-p"),
            ("S-tab", "shift-Tab"),
            ("A-1", "alt-1"),
            ("M-x", "meta-x"),
            ("ret", "enter"),
            ("pgdn", "PageDown"),
            ("f3", "F3"),
            ("S-a", "A"),
            ("C--", "ctrl-minus"),
            ("-", "minus"),
        ] {
            assert_eq!(
                Chord::parse(one).unwrap(),
                Chord::parse(other).unwrap(),
                "{one} {other}"
            );
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for written in [
            "Ctrl-P",
            "F12",
            "Enter",
            "a",
            "A",
            "?",
            "/",
            "Shift-Tab",
            "Minus",
            "Space",
            "Alt-X",
            "Ctrl-Shift-Z",
            "Ctrl-Enter",
        ] {
            let chord = Chord::parse(written).unwrap();
            assert_eq!(Chord::parse(&chord.to_string()).unwrap(), chord, "{written} → {chord}");
        }
        assert_eq!(Chord::parse("C-p").unwrap().to_string(), "Ctrl-P");
    }

    #[test]
    fn nonsense_is_refused() {
        for written in ["", "ctl-p", "F0", "F99", "entr", "C-", "ab", "x-y"] {
            assert!(Chord::parse(written).is_err(), "{written}");
        }
    }
}
