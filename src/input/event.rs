//! What the terminal sends, in our own words. The only place that knows crossterm's events.

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::Chord;
use super::chord::{Held, Key};

/// One thing that came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Press(Chord),
    /// Text that came as a whole: pasted, or committed by an input method that brackets it.
    Paste(String),
    /// Columns and rows.
    Resize(u16, u16),
    /// The mouse was clicked at this column and row. It is an extra: everything has a key.
    Click(u16, u16),
    Wheel(Roll),
}

/// Which way a wheel was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Roll {
    Up,
    Down,
}

/// Translates an event; nothing for what the program does not use (key releases, focus, a mouse that only moves).
pub fn translate(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            let held = |modifier| {
                if key.modifiers.contains(modifier) {
                    Held::Down
                } else {
                    Held::Up
                }
            };
            let mut chord = Chord {
                key: code(key.code)?,
                ctrl: held(KeyModifiers::CONTROL),
                alt: held(KeyModifiers::ALT),
                shift: held(KeyModifiers::SHIFT),
            };
            if key.code == KeyCode::BackTab {
                chord.shift = Held::Down;
            }
            // AltGr on Windows arrives as Ctrl+Alt with the character that it made.
            if chord.ctrl == Held::Down
                && chord.alt == Held::Down
                && matches!(chord.key, Key::Char(letter) if !letter.is_ascii_alphanumeric())
            {
                chord.ctrl = Held::Up;
                chord.alt = Held::Up;
            }
            Some(Input::Press(chord.settled()))
        }
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollUp => Some(Input::Wheel(Roll::Up)),
            MouseEventKind::ScrollDown => Some(Input::Wheel(Roll::Down)),
            _ => None,
        },
        _ => None,
    }
}

fn code(code: KeyCode) -> Option<Key> {
    Some(match code {
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::F(number) => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use crossterm::event::{KeyEvent, KeyEventState};

    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        translate(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn terminals_that_send_differently_mean_the_same() {
        for (code, modifiers, written) in [
            (KeyCode::Char('A'), KeyModifiers::SHIFT, "A"),
            (KeyCode::Char('a'), KeyModifiers::SHIFT, "A"),
            (KeyCode::Char('?'), KeyModifiers::SHIFT, "?"),
            (KeyCode::Char('p'), KeyModifiers::CONTROL, "C-p"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "S-tab"),
            (KeyCode::BackTab, KeyModifiers::NONE, "S-tab"),
            (KeyCode::F(3), KeyModifiers::NONE, "F3"),
            (KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT, "@"),
        ] {
            assert_eq!(
                press(code, modifiers),
                Some(Input::Press(Chord::parse(written).unwrap())),
                "{written}"
            );
        }
    }

    #[test]
    fn a_released_key_is_no_key() {
        let released = KeyEvent {
            code: KeyCode::Char('d'),
            modifiers: KeyModifiers::NONE,
            kind: KeyEventKind::Release,
            state: KeyEventState::NONE,
        };
        assert_eq!(translate(Event::Key(released)), None);
    }
}
