//! Lines out of a file or a pipe, read by a thread of its own, so that whoever decides knows whether more is waiting.

use std::{
    io::{self, BufRead, BufReader, Read},
    sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    thread,
};

/// Bytes of the longest line; what is longer is passed over without being kept.
pub const LONGEST: usize = 1024 * 1024;
/// Lines that wait between the thread and the loop.
const WAITING: usize = 64;

/// One line of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: u64,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Text(String),
    NotUtf8,
    TooLong,
    /// The input failed here; nothing follows.
    Failed(String),
}

/// What can be had now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Line(Line),
    /// Nothing is waiting: whoever asks should say what it has to say before it waits.
    Later,
    End,
}

/// The lines of an input.
#[derive(Debug)]
pub struct Lines {
    lines: Receiver<Line>,
}

impl Lines {
    /// Starts to read `input`. The thread ends with the input, or when nobody wants more lines.
    pub fn of(input: impl Read + Send + 'static) -> io::Result<Self> {
        let (sender, lines) = sync_channel(WAITING);
        thread::Builder::new()
            .name("lines".to_owned())
            .spawn(move || read_all(BufReader::new(input), &sender))?;
        Ok(Self { lines })
    }

    /// A line, if one is there already.
    pub fn next_now(&self) -> Next {
        match self.lines.try_recv() {
            Ok(line) => Next::Line(line),
            Err(TryRecvError::Empty) => Next::Later,
            Err(TryRecvError::Disconnected) => Next::End,
        }
    }

    /// Waits for a line.
    pub fn next_or_end(&self) -> Next {
        self.lines.recv().map_or(Next::End, Next::Line)
    }
}

fn read_all(mut input: impl BufRead, lines: &SyncSender<Line>) {
    let mut number = 0;
    loop {
        number += 1;
        let content = match read_one(&mut input, number == 1) {
            Ok(Some(content)) => content,
            Ok(None) => return,
            Err(fault) => Content::Failed(fault.to_string()),
        };
        let failed = matches!(content, Content::Failed(_));
        if lines.send(Line { number, content }).is_err() || failed {
            return;
        }
    }
}

/// The next line without its end; `None` after the last.
fn read_one(input: &mut impl BufRead, first: bool) -> io::Result<Option<Content>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let read = input.by_ref().take(most).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    let ended = bytes.last() == Some(&b'\n');
    if ended {
        bytes.pop();
    } else if bytes.len() > LONGEST {
        drop(bytes);
        pass_over(input)?;
        return Ok(Some(Content::TooLong));
    }
    if first && let Some(rest) = bytes.strip_prefix("\u{feff}".as_bytes()) {
        bytes = rest.to_vec();
    }
    Ok(Some(String::from_utf8(bytes).map_or(Content::NotUtf8, Content::Text)))
}

/// Goes on to the end of the line, a buffer at a time.
fn pass_over(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let waiting = input.fill_buf()?;
        if waiting.is_empty() {
            return Ok(());
        }
        let end = waiting.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(waiting.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]

    use super::*;

    fn all(input: Vec<u8>) -> Vec<(u64, Content)> {
        let lines = Lines::of(io::Cursor::new(input)).unwrap();
        let mut found = Vec::new();
        while let Next::Line(line) = lines.next_or_end() {
            found.push((line.number, line.content));
        }
        assert_eq!(lines.next_now(), Next::End);
        found
    }

    fn text(text: &str) -> Content {
        Content::Text(text.to_owned())
    }

    #[test]
    fn lines_are_counted_with_the_empty_ones() {
        assert_eq!(
            all("\u{feff}a\r\n\n\u{feff}b".as_bytes().to_vec()),
            [(1, text("a\r")), (2, text("")), (3, text("\u{feff}b"))]
        );
        assert_eq!(all(Vec::new()), []);
        assert_eq!(all(b"\n".to_vec()), [(1, text(""))]);
    }

    #[test]
    fn what_is_no_text_costs_one_line() {
        assert_eq!(
            all(b"a\n\xff\xfe\nb\n".to_vec()),
            [(1, text("a")), (2, Content::NotUtf8), (3, text("b"))]
        );
    }

    #[test]
    fn a_megabyte_is_a_line_and_one_byte_more_is_not() {
        let mut input = vec![b'x'; LONGEST];
        input.push(b'\n');
        input.extend(vec![b'y'; LONGEST + 1]);
        input.extend(b"\nz\n");
        let found = all(input);
        assert!(matches!(found.first(), Some((1, Content::Text(line))) if line.len() == LONGEST));
        assert_eq!(found.get(1..).unwrap(), [(2, Content::TooLong), (3, text("z"))]);
    }

    /// As much as anybody wants, without an end.
    struct Endless(u64);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("the cable was pulled"));
            }
            let length = buffer.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
            buffer.iter_mut().take(length).for_each(|byte| *byte = b'x');
            self.0 -= u64::try_from(length).unwrap_or(self.0);
            Ok(length)
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_kept_and_a_broken_input_is_told() {
        let lines = Lines::of(Endless(64 * 1024 * 1024)).unwrap();
        let Next::Line(line) = lines.next_or_end() else {
            panic!("no line");
        };
        assert_eq!(line.content, Content::Failed("the cable was pulled".to_owned()));
        assert_eq!(lines.next_or_end(), Next::End);
    }
}
