//! A session in a terminal of 200×60 whose far end is counted and thrown away: the same library, the same escape sequences
//! as in the program.

use std::{
    cell::Cell,
    io::{self, Write},
    rc::Rc,
    sync::Arc,
};

use andon::{
    app::{Desk, Route, Session, Start, load},
    domain::{record::Timestamp, state::Hospital},
    i18n::{Language, Words},
    screens,
    theme::{Ambiguous, Depth, Look, Palette, Setting},
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

pub const SIZE: (u16, u16) = (200, 60);

/// Counts what would go to the terminal.
#[derive(Debug, Default, Clone)]
struct FarEnd(Rc<Cell<usize>>);

impl Write for FarEnd {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Somebody at a large terminal.
pub struct Seat {
    pub session: Session,
    terminal: Terminal<CrosstermBackend<FarEnd>>,
    far_end: FarEnd,
}

impl Seat {
    /// With everything that a start has to load: words, keys, look.
    pub fn new(hospital: Arc<Hospital>, first: Route, now: Timestamp) -> Self {
        let (keys, faults) = load(&[], None);
        assert!(faults.is_empty(), "{faults:?}");
        let session = Session::new(Start {
            words: Words::load(Language::Japanese).expect("the texts"),
            look: Look::new(Setting {
                palette: Palette::Dark,
                depth: Depth::TrueColour,
                ambiguous: Ambiguous::Wide,
            })
            .expect("the look"),
            keys,
            hospital,
            desk: Desk {
                user: "bench".to_owned(),
                login: "bench".to_owned(),
                station: "01".to_owned(),
                sample: false,
                life: None,
                ..Desk::default()
            },
            ward: None,
            now,
            size: SIZE,
            opener: screens::open,
            first,
        });
        let (columns, rows) = SIZE;
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let far_end = FarEnd::default();
        let terminal = Terminal::with_options(CrosstermBackend::new(far_end.clone()), TerminalOptions { viewport });
        Self {
            session,
            terminal: terminal.expect("a terminal"),
            far_end,
        }
    }

    /// Paints what has changed; says how many bytes that took.
    pub fn paint(&mut self) -> usize {
        let before = self.far_end.0.get();
        let session = &self.session;
        self.terminal
            .draw(|frame| {
                if let Some(cursor) = screens::draw(session, frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })
            .expect("nothing can fail at this end");
        self.far_end.0.get() - before
    }
}
