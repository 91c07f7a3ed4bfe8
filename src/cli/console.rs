//! Where results and complaints go: two streams, and whether a person looks at them.

use std::{
    fmt::Display,
    io::{self, Write},
};

use super::{arguments::Format, exit::Unheard, json::Object};

/// The two streams of a task.
pub struct Console<'a> {
    out: Listened<'a>,
    err: Box<dyn Write + 'a>,
    /// A person looks at the complaints: progress may be shown.
    watched: bool,
}

impl<'a> Console<'a> {
    pub fn new(out: impl Write + 'a, err: impl Write + 'a, watched: bool) -> Self {
        Self {
            out: Listened {
                stream: Box::new(out),
                is_left: false,
            },
            err: Box::new(err),
            watched,
        }
    }

    /// Whether long work may show its progress on the error stream.
    pub fn is_watched(&self) -> bool {
        self.watched
    }

    /// Whoever read the results has seen enough; there is nothing to complain about.
    pub fn is_left(&self) -> bool {
        self.out.is_left
    }

    /// One line of the result.
    pub fn say(&mut self, line: impl Display) -> Result<(), Unheard> {
        writeln!(self.out, "{line}").map_err(Unheard)
    }

    /// The result itself, for whoever writes more than lines.
    pub fn results(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// A result of a few named values: as a sentence, or for programs.
    pub fn tell(&mut self, format: Format, sentence: impl Display, values: &Object) -> Result<(), Unheard> {
        match format {
            Format::Table => self.say(sentence),
            Format::Json => self.say(values),
            Format::Csv => values.csv(&mut self.out).map_err(Unheard),
        }
    }

    pub fn flush(&mut self) -> Result<(), Unheard> {
        self.out.flush().map_err(Unheard)
    }

    /// One complaint. When even that cannot be written, the exit code has to say it.
    pub fn complain(&mut self, line: impl Display) {
        let _unheard: io::Result<()> = writeln!(self.err, "{line}");
    }
}

/// A stream that remembers when its reader left: libraries wrap what they could not write into errors of their own.
struct Listened<'a> {
    stream: Box<dyn Write + 'a>,
    is_left: bool,
}

impl Listened<'_> {
    fn heard<T>(&mut self, written: io::Result<T>) -> io::Result<T> {
        written.inspect_err(|fault| self.is_left |= fault.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl Write for Listened<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.stream.write(bytes);
        self.heard(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.stream.flush();
        self.heard(written)
    }
}
