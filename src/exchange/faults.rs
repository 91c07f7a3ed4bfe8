//! What is wrong with a file, all of it at once: a clerk at three in the morning corrects a list once, not forty times.

use std::fmt::Write as _;

use smol_str::SmolStr;

use super::expected::{Argument, Expected, Message};
use crate::domain::text::is_forbidden;

/// One thing that is wrong: where, what was found, what would have been right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: SmolStr,
    /// The line of the file, from 1; `None` for the file as a whole.
    pub line: Option<u64>,
    pub column: Option<ColumnAt>,
    /// At most [`LONGEST`] characters, safe to show on a terminal.
    pub found: SmolStr,
    pub expected: Expected,
}

/// The messages of one fault, in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultWords {
    /// File, line and column.
    pub place: Message,
    /// Nothing where something is missing altogether.
    pub found: Option<Message>,
    pub expected: Message,
    /// The word that was probably meant.
    pub nearest: Option<Message>,
}

/// A column by its name, and its number from 1 where the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnAt {
    pub name: SmolStr,
    pub number: Option<u32>,
}

/// Characters of what was found that a fault quotes.
pub const LONGEST: usize = 60;

/// `raw` as it can be shown: control and bidirectional characters by their number, the end of long ones left out.
pub fn shown(raw: &str) -> SmolStr {
    let mut out = String::new();
    for (count, c) in raw.chars().enumerate() {
        if count == LONGEST {
            out.push_str("...");
            break;
        }
        if is_forbidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:04x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    SmolStr::from(out)
}

impl Fault {
    pub fn in_file(file: &SmolStr, found: &str, expected: Expected) -> Self {
        Self {
            file: file.clone(),
            line: None,
            column: None,
            found: shown(found),
            expected,
        }
    }

    pub fn in_line(file: &SmolStr, line: u64, found: &str, expected: Expected) -> Self {
        Self {
            line: Some(line),
            ..Self::in_file(file, found, expected)
        }
    }

    /// What a person is told about it, in messages of the locale files.
    pub fn words(&self) -> FaultWords {
        let text = |value: &SmolStr| Argument::Text(value.clone());
        let number = |value: u64| Argument::Number(i64::try_from(value).unwrap_or(i64::MAX));
        let mut places = vec![("file", text(&self.file))];
        places.extend(self.line.map(|line| ("line", number(line))));
        let mut id = if self.line.is_some() {
            "import-place-line"
        } else {
            "import-place-file"
        };
        if let (Some(_), Some(column)) = (self.line, &self.column) {
            id = "import-place-column";
            places.push(("name", text(&column.name)));
            if let Some(at) = column.number {
                id = "import-place-cell";
                places.push(("number", number(u64::from(at))));
            }
        }
        let found = match (self.found.is_empty(), &self.column) {
            (true, None) => None,
            (true, Some(_)) => Some(("import-found-nothing", Vec::new())),
            (false, _) => Some(("import-found", vec![("found", text(&self.found))])),
        };
        let nearest = self
            .expected
            .nearest()
            .map(|word| ("import-nearest", vec![("nearest", Argument::Text(word.into()))]));
        FaultWords {
            place: (id, places),
            found,
            expected: self.expected.words(),
            nearest,
        }
    }

    /// For the tests and the support log: English, without the words of a locale.
    pub fn plain(&self) -> String {
        let mut out = self.file.to_string();
        if let Some(line) = self.line {
            let _ = write!(out, ":{line}");
        }
        if let Some(column) = &self.column {
            let number = column
                .number
                .map_or_else(|| "-".to_owned(), |number| number.to_string());
            let _ = write!(out, " {} ({number})", column.name);
        }
        let _ = write!(out, ": found `{}`, expected {:?}", self.found, self.expected);
        out
    }
}

/// The list of faults of one import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    list: Vec<Fault>,
    more: usize,
    most: usize,
}

impl Default for Faults {
    fn default() -> Self {
        Self::up_to(Self::MOST)
    }
}

impl Faults {
    /// Beyond these the rest is only counted: nobody corrects more in one go, and a wrong file has millions.
    pub const MOST: usize = 1_000;

    pub fn of(fault: Fault) -> Self {
        let mut faults = Self::default();
        faults.push(fault);
        faults
    }

    /// Keeps so many: of a register each damaged line is named.
    pub fn up_to(most: usize) -> Self {
        Self {
            list: Vec::new(),
            more: 0,
            most,
        }
    }

    pub fn push(&mut self, fault: Fault) {
        if self.list.len() < self.most {
            self.list.push(fault);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    pub fn append(&mut self, other: Self) {
        for fault in other.list {
            self.push(fault);
        }
        self.more = self.more.saturating_add(other.more);
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are, the counted ones included.
    pub fn count(&self) -> usize {
        self.list.len().saturating_add(self.more)
    }

    /// How many were counted and not kept.
    pub fn more(&self) -> usize {
        self.more
    }

    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.list.iter()
    }

    /// `value` when nothing is wrong; otherwise the list, by file in the order they were read, then by line and column.
    pub fn or<T>(mut self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            return Ok(value);
        }
        let mut files: Vec<SmolStr> = Vec::new();
        for fault in &self.list {
            if !files.contains(&fault.file) {
                files.push(fault.file.clone());
            }
        }
        self.list.sort_by_key(|fault| {
            let file = files.iter().position(|file| *file == fault.file);
            (file, fault.line, fault.column.as_ref().and_then(|column| column.number))
        });
        Err(self)
    }

    /// One English line each, for the tests.
    pub fn plain(&self) -> String {
        let mut out: Vec<String> = self.list.iter().map(Fault::plain).collect();
        if self.more > 0 {
            out.push(format!("and {} more", self.more));
        }
        out.join("\n")
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

    use super::*;

    #[test]
    fn nothing_found_in_a_file_reaches_a_terminal_as_it_is() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}c"), "a\\u{001b}[2Jb\\u{202e}c");
        let long = shown(&"漢".repeat(61));
        assert_eq!(long.chars().count(), LONGEST + 3);
        assert!(long.ends_with("漢..."));
        assert_eq!(shown(&"漢".repeat(60)).chars().count(), 60);
    }

    #[test]
    fn a_thousand_are_kept_and_the_rest_is_counted() {
        let file = SmolStr::new("f");
        let mut faults = Faults::default();
        for line in 0..1_234 {
            faults.push(Fault::in_line(&file, line, "", Expected::Filled));
        }
        assert_eq!(
            (faults.iter().count(), faults.more(), faults.count()),
            (1_000, 234, 1_234)
        );
        let mut twice = faults.clone();
        twice.append(faults);
        assert_eq!((twice.iter().count(), twice.count()), (1_000, 2_468));
    }

    #[test]
    fn they_are_listed_in_the_order_of_the_files_and_lines() {
        let (b, a) = (SmolStr::new("b"), SmolStr::new("a"));
        let mut faults = Faults::default();
        faults.push(Fault::in_line(&b, 9, "", Expected::Filled));
        faults.push(Fault::in_line(&a, 1, "", Expected::Filled));
        faults.push(Fault::in_line(&b, 2, "", Expected::Filled));
        faults.push(Fault::in_file(&b, "", Expected::Rows));
        let listed = faults.or(()).unwrap_err();
        let places: Vec<_> = listed.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
        assert_eq!(places, [("b", None), ("b", Some(2)), ("b", Some(9)), ("a", Some(1))]);
        assert_eq!(Faults::default().or(7), Ok(7));
    }
}
