//! Comma-separated text, strictly: lines, cells, quotation marks.
//!
//! The `csv` crate writes our files but does not read these: it takes a stray or unclosed quotation mark without a word
//! (the rest of the hospital becomes one patient's address), and its line numbers slip at blank lines and CR LF. What is
//! well-formed reads the same in both; a test holds that.

/// One record: its cells and the line that it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// From 1, as an editor shows it.
    pub line: u64,
    /// At most [`MOST_CELLS`] are kept.
    pub cells: Vec<String>,
    /// How many there are.
    pub count: u32,
}

/// A record whose quotation marks do not close, or close in the middle of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StrayQuote {
    pub line: u64,
    /// Which cell, from 1.
    pub cell: u32,
}

/// Cells of a record that are kept: a table has twenty, a line of a million commas is none.
pub const MOST_CELLS: usize = 256;

/// Goes through `text` record by record; blank lines are none. A stray quotation mark costs its line and no more, so that
/// the faults of the lines behind it are listed too.
pub struct Scan<'a> {
    rest: &'a str,
    line: u64,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1 }
    }

    /// Takes one end of line (LF, CR LF or CR) from the front, and counts it.
    fn take_end(&mut self) -> bool {
        let Some(rest) = self
            .rest
            .strip_prefix("\r\n")
            .or_else(|| self.rest.strip_prefix(['\n', '\r']))
        else {
            return false;
        };
        self.rest = rest;
        self.line = self.line.saturating_add(1);
        true
    }

    /// Takes what stands before the first of `ends` (or all) from the front.
    fn take_until(&mut self, ends: &[char]) -> &'a str {
        let at = self.rest.find(ends).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(at).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes a cell whose opening mark is gone already, with its closing one. `None` when nothing closes it.
    fn take_quoted(&mut self) -> Option<String> {
        let mut cell = String::new();
        loop {
            cell.push_str(self.take_until(&['"', '\n', '\r']));
            if let Some(rest) = self.rest.strip_prefix("\"\"") {
                cell.push('"');
                self.rest = rest;
            } else if let Some(rest) = self.rest.strip_prefix('"') {
                self.rest = rest;
                return Some(cell);
            } else {
                let before = self.rest;
                if !self.take_end() {
                    return None;
                }
                cell.push_str(before.strip_suffix(self.rest).unwrap_or("\n"));
            }
        }
    }

    /// The next cell; whether another one follows on the line.
    fn take_cell(&mut self) -> Option<(String, bool)> {
        let cell = if let Some(rest) = self.rest.strip_prefix('"') {
            self.rest = rest;
            self.take_quoted()?
        } else {
            self.take_until(&[',', '"', '\n', '\r']).to_owned()
        };
        if let Some(rest) = self.rest.strip_prefix(',') {
            self.rest = rest;
            return Some((cell, true));
        }
        // Behind a cell stands a comma or the end of the line; never a quotation mark, and nothing behind a closing one.
        (self.rest.is_empty() || self.rest.starts_with(['\n', '\r'])).then_some((cell, false))
    }
}

impl Iterator for Scan<'_> {
    type Item = Result<Record, StrayQuote>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.take_end() {}
        if self.rest.is_empty() {
            return None;
        }
        let (begin, line) = (self.rest, self.line);
        let (mut cells, mut count) = (Vec::new(), 0_u32);
        loop {
            count = count.saturating_add(1);
            let Some((cell, more)) = self.take_cell() else {
                // Back to the line where it began: an opening mark that nobody closed has swallowed others.
                (self.rest, self.line) = (begin, line);
                self.take_until(&['\n', '\r']);
                return Some(Err(StrayQuote { line, cell: count }));
            };
            if cells.len() < MOST_CELLS {
                cells.push(cell);
            }
            if !more {
                self.take_end();
                return Some(Ok(Record { line, cells, count }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use proptest::prelude::*;

    use super::*;

    /// A line with its cells, or the line and the cell of a stray mark.
    type Read = Result<(u64, Vec<String>), (u64, u32)>;

    fn records(text: &str) -> Vec<Read> {
        Scan::new(text)
            .map(|r| r.map(|r| (r.line, r.cells)).map_err(|q| (q.line, q.cell)))
            .collect()
    }

    #[allow(clippy::unnecessary_wraps, reason = "stands beside the faults")]
    fn row(line: u64, cells: &[&str]) -> Read {
        Ok((line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn lines_are_those_of_the_file() {
        assert_eq!(records("a,b\n\n\nc,d"), [row(1, &["a", "b"]), row(4, &["c", "d"])]);
        assert_eq!(
            records("a,b\r\n\r\nc,d\r\n"),
            [row(1, &["a", "b"]), row(3, &["c", "d"])]
        );
        assert_eq!(
            records("\"x\r\ny\nz\",1\r\nq,2"),
            [row(1, &["x\r\ny\nz", "1"]), row(4, &["q", "2"])]
        );
        assert_eq!(records("a\rb"), [row(1, &["a"]), row(2, &["b"])]);
        assert_eq!(records(""), []);
    }

    #[test]
    fn quotation_marks() {
        assert_eq!(records(r#""a,b","say ""x""","#), [row(1, &["a,b", r#"say "x""#, ""])]);
        assert_eq!(records("a\n\"open,b\nc"), [row(1, &["a"]), Err((2, 1)), row(3, &["c"])]);
        assert_eq!(records("a,\"b\"c\nd"), [Err((1, 2)), row(2, &["d"])]);
        assert_eq!(
            records("\"a\nb,c\nd,\"e\"\nf"),
            [Err((1, 1)), row(2, &["b", "c"]), row(3, &["d", "e"]), row(4, &["f"])]
        );
        assert_eq!(records("a,b\"c,d\ne"), [Err((1, 2)), row(2, &["e"])]);
    }

    /// Going back costs no more than reading twice, whatever the marks.
    #[test]
    fn a_file_of_stray_marks_is_read_in_time() {
        let begun = std::time::Instant::now();
        for line in [
            "\"\n",
            "\"\"\n",
            "\"\"\"\n",
            "\"x\"\"\n",
            "\"\"\"\"\n",
            "\"x\"\n",
            "a\"\n",
        ] {
            let text = format!("\"{}", line.repeat(50_000));
            assert!(Scan::new(&text).count() > 0);
        }
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(10),
            "{:?}",
            begun.elapsed()
        );
    }

    #[test]
    fn a_line_of_commas_is_counted_and_not_kept() {
        let record = Scan::new(&",".repeat(100_000)).next().unwrap().unwrap();
        assert_eq!((record.count, record.cells.len()), (100_001, MOST_CELLS));
    }

    proptest! {
        /// What a spreadsheet writes comes back as it was, and the csv crate reads it the same way.
        #[test]
        fn well_formed_text_reads_as_others_read_it(
            rows in prop::collection::vec(prop::collection::vec("[a-z漢　 \",\n\r;]{0,6}", 1..5), 1..6),
            crlf: bool,
        ) {
            let mut text = Vec::new();
            {
                let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
                let mut writer = csv::WriterBuilder::new()
                    .flexible(true).quote_style(csv::QuoteStyle::Always).terminator(terminator).from_writer(&mut text);
                for row in &rows {
                    writer.write_record(row).unwrap();
                }
            }
            let text = String::from_utf8(text).unwrap();
            let read: Vec<Vec<String>> = Scan::new(&text).map(|record| record.unwrap().cells).collect();
            prop_assert_eq!(&read, &rows);
            let theirs: Vec<Vec<String>> = csv::ReaderBuilder::new().has_headers(false).flexible(true)
                .from_reader(text.as_bytes()).records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read, theirs);
        }

        #[test]
        fn any_text_ends_and_lines_only_grow(text in "[a\",\n\r漢]{0,60}") {
            let lines: Vec<u64> = Scan::new(&text).map(|r| r.map_or_else(|q| q.line, |r| r.line)).collect();
            prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(lines.len() <= text.len());
        }
    }
}
