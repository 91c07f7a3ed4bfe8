//! Where results and complaints go: two streams, and whether a person looks at them.

use std::{
    fmt::Display,
    io::{self, Write},
};

use super::exit::Unheard;

/// The two streams of a task.
pub struct Console<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    /// A person looks at the complaints: progress may be shown.
    watched: bool,
}

impl<'a> Console<'a> {
    pub fn new(out: impl Write + 'a, err: impl Write + 'a, watched: bool) -> Self {
        Self {
            out: Box::new(out),
            err: Box::new(err),
            watched,
        }
    }

    /// Whether long work may show its progress on the error stream.
    pub fn is_watched(&self) -> bool {
        self.watched
    }

    /// One line of the result.
    pub fn say(&mut self, line: impl Display) -> Result<(), Unheard> {
        writeln!(self.out, "{line}").map_err(Unheard)
    }

    /// The result itself, for whoever writes more than lines.
    pub fn results(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    pub fn flush(&mut self) -> Result<(), Unheard> {
        self.out.flush().map_err(Unheard)
    }

    /// One complaint. When even that cannot be written, the exit code has to say it.
    pub fn complain(&mut self, line: impl Display) {
        let _unheard: io::Result<()> = writeln!(self.err, "{line}");
    }
}
