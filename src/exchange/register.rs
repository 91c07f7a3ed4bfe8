//! The register of former patients from a file: a million lines, read one by one and never held as a whole; all of them, or
//! all that is wrong with them.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
};

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::{
    census::words,
    expected::Expected,
    faults::{ColumnAt, Fault, Faults, shown},
    moment,
    nearest::nearest,
    scan::{Record, Scan},
};
use crate::domain::{
    identity::{Birth, Identifier, Sex},
    text::{NAME, REMARK, Text},
};

/// The columns; `patient_id` and one of the names are needed.
pub const COLUMNS: [&str; 8] = [
    "patient_id",
    "kanji_name",
    "kana_name",
    "sex",
    "dob",
    "phone",
    "address",
    "postcode",
];
const REQUIRED: [&str; 3] = ["patient_id", "kanji_name", "kana_name"];

/// Bytes of the longest line: what is longer is no line of a register.
const LONGEST_LINE: u64 = 64 * 1024;
/// Faults that are listed; a register has a million lines, and a tenth of them may be damaged.
pub const MOST_FAULTS: usize = 1_000_000;

/// One person of the register, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterLine<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kana: &'a str,
    pub sex: Sex,
    pub birth: Option<NaiveDate>,
    pub phone: &'a str,
    pub address: &'a str,
    pub postcode: &'a str,
}

/// Reads the register in `path` and hands each person to `take`. When anything is wrong, everything that is wrong is the answer,
/// and what was taken is to be thrown away. `progress` hears how many bytes of how many are read; `is_by_hand` says of a number that
/// andon may give it to somebody, which would make two people one.
pub fn read(
    path: &Path,
    progress: &mut dyn FnMut(u64, u64),
    is_by_hand: &dyn Fn(&str) -> bool,
    take: &mut dyn FnMut(&RegisterLine<'_>),
) -> Result<u64, Faults> {
    let name = shown(&path.to_string_lossy());
    let unreadable = |error: &std::io::Error| {
        Faults::of(match error.kind() {
            std::io::ErrorKind::NotFound => Fault::in_file(&name, "", Expected::Present),
            _ => Fault::in_file(&name, &error.to_string(), Expected::Readable),
        })
    };
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Faults::of(Fault::in_file(&name, "", Expected::PlainFile)));
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut reader = Reader {
        name: name.clone(),
        lines: BufReader::with_capacity(256 * 1024, file),
        buffer: Vec::new(),
        number: 0,
        bytes: 0,
        encoding: None,
    };
    let mut faults = Faults::up_to(MOST_FAULTS);
    let mut columns: Option<Columns> = None;
    let mut ids: Vec<(u64, u64)> = Vec::new();
    let mut people = 0_u64;
    loop {
        match reader.next_line().map_err(|error| unreadable(&error))? {
            Next::End => break,
            Next::Fault(fault) => {
                let first = columns.is_none();
                faults.push(fault);
                if first {
                    return faults.or(0);
                }
            }
            Next::Line { number, text } => {
                let record = match Scan::new(&text).next() {
                    None => continue,
                    // A mark that does not close in its line costs that line: no name and no address has two lines.
                    Some(Err(_)) => {
                        faults.push(Fault::in_line(&name, number, "\"", Expected::ClosedQuotes));
                        continue;
                    }
                    Some(Ok(record)) if record.cells.iter().all(|cell| cell.trim().is_empty()) => continue,
                    Some(Ok(record)) => record,
                };
                match &columns {
                    None => match Columns::read(&name, number, &record, &mut faults) {
                        Some(found) => columns = Some(found),
                        None => return faults.or(0),
                    },
                    Some(columns) => {
                        people += 1;
                        let row = Row {
                            name: &name,
                            number,
                            columns,
                            record: &record,
                        };
                        row.check(is_by_hand, &mut faults, &mut |line| {
                            ids.push((key(line.id), number));
                            take(line);
                        });
                    }
                }
                if number.is_multiple_of(8192) {
                    progress(reader.bytes, metadata.len());
                }
            }
        }
    }
    if people == 0 {
        faults.push(Fault::in_file(&name, "", Expected::Rows));
    }
    twice(&name, ids, &mut faults);
    progress(metadata.len(), metadata.len());
    faults.or(people)
}

/// A number in 64 bits: two of a million that differ come out the same once in thirty million registers.
fn key(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    hash.as_bytes()
        .first_chunk()
        .map_or(0, |first| u64::from_le_bytes(*first))
}

/// Every number that stands on two lines is a fault of the later one.
fn twice(name: &SmolStr, mut ids: Vec<(u64, u64)>, faults: &mut Faults) {
    ids.sort_unstable();
    let mut first: Option<(u64, u64)> = None;
    for (id, line) in ids {
        match first {
            Some((known, first)) if known == id => {
                let mut fault = Fault::in_line(name, line, "", Expected::Unique { first });
                fault.column = Some(ColumnAt {
                    name: "patient_id".into(),
                    number: None,
                });
                faults.push(fault);
            }
            _ => first = Some((id, line)),
        }
    }
}

/// How the text is written; decided by the first line that is not ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    ShiftJis,
}

struct Reader {
    name: SmolStr,
    lines: BufReader<File>,
    buffer: Vec<u8>,
    number: u64,
    bytes: u64,
    encoding: Option<Encoding>,
}

enum Next {
    Line { number: u64, text: String },
    Fault(Fault),
    End,
}

impl Reader {
    fn next_line(&mut self) -> std::io::Result<Next> {
        self.buffer.clear();
        let mut limited = std::io::Read::take(&mut self.lines, LONGEST_LINE);
        let read = limited.read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(Next::End);
        }
        self.number += 1;
        self.bytes += read as u64;
        if self.buffer.last() != Some(&b'\n') && read as u64 == LONGEST_LINE {
            let skipped = skip_line(&mut self.lines)?;
            self.bytes += skipped;
            let fault = Fault::in_line(&self.name, self.number, "", Expected::AtMostBytes(LONGEST_LINE));
            return Ok(Next::Fault(fault));
        }
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = match line.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) if self.number == 1 => rest,
            _ => line,
        };
        if self.number == 1
            && let Some(expected) = no_table(line)
        {
            return Ok(Next::Fault(Fault::in_file(&self.name, "", expected)));
        }
        let number = self.number;
        match decode(line, &mut self.encoding) {
            Some(text) => Ok(Next::Line {
                number,
                text: text.into_owned(),
            }),
            None => Ok(Next::Fault(Fault::in_line(
                &self.name,
                number,
                &String::from_utf8_lossy(line),
                Expected::Utf8OrShiftJis,
            ))),
        }
    }
}

/// The rest of a line that is too long; gives how many bytes it had.
fn skip_line(lines: &mut impl BufRead) -> std::io::Result<u64> {
    let mut skipped = 0_u64;
    loop {
        let buffer = lines.fill_buf()?;
        if buffer.is_empty() {
            return Ok(skipped);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        lines.consume(used);
        skipped += used as u64;
        if end.is_some() {
            return Ok(skipped);
        }
    }
}

fn no_table(first: &[u8]) -> Option<Expected> {
    if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
        Some(Expected::NotUtf16)
    } else if first.starts_with(b"PK\x03\x04") || first.starts_with(b"\xd0\xcf\x11\xe0") {
        Some(Expected::CsvNotWorkbook)
    } else if first.contains(&0) {
        Some(Expected::TextFile)
    } else {
        None
    }
}

fn decode<'b>(line: &'b [u8], encoding: &mut Option<Encoding>) -> Option<Cow<'b, str>> {
    if line.is_ascii() {
        return std::str::from_utf8(line).ok().map(Cow::Borrowed);
    }
    let utf8 = std::str::from_utf8(line).ok();
    let known = *encoding.get_or_insert(if utf8.is_some() {
        Encoding::Utf8
    } else {
        Encoding::ShiftJis
    });
    match known {
        Encoding::Utf8 => utf8.map(Cow::Borrowed),
        Encoding::ShiftJis => encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(line),
    }
}

/// Where each known column stands.
struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    count: u32,
}

impl Columns {
    fn read(name: &SmolStr, line: u64, header: &Record, faults: &mut Faults) -> Option<Self> {
        let mut places = [None; COLUMNS.len()];
        let mut usable = true;
        for (place, cell) in header.cells.iter().enumerate() {
            let cell = cell.trim();
            let known = COLUMNS.iter().position(|known| known.eq_ignore_ascii_case(cell));
            let mut refuse = |expected| {
                let mut fault = Fault::in_line(name, line, cell, expected);
                fault.column = Some(ColumnAt {
                    name: shown(cell),
                    number: u32::try_from(place + 1).ok(),
                });
                faults.push(fault);
                usable = false;
            };
            match known.and_then(|known| places.get_mut(known)) {
                Some(Some(first)) => refuse(Expected::ColumnOnce {
                    first: *first as u64 + 1,
                }),
                Some(slot) => *slot = Some(place),
                None => refuse(Expected::KnownColumn {
                    nearest: nearest(cell, COLUMNS),
                }),
            }
        }
        let has = |wanted: &str| {
            let known = COLUMNS.iter().position(|known| *known == wanted);
            known.and_then(|known| places.get(known)).is_some_and(Option::is_some)
        };
        for wanted in REQUIRED {
            if !has(wanted) {
                faults.push(Fault::in_line(name, line, "", Expected::Column(wanted)));
                usable = false;
            }
        }
        usable.then_some(Self {
            places,
            count: header.count,
        })
    }
}

struct Row<'a> {
    name: &'a SmolStr,
    number: u64,
    columns: &'a Columns,
    record: &'a Record,
}

impl Row<'_> {
    fn get(&self, column: usize) -> &str {
        let place = self.columns.places.get(column).copied().flatten();
        place
            .and_then(|place| self.record.cells.get(place))
            .map_or("", |cell| cell.trim())
    }

    fn fault(&self, column: usize, expected: Expected) -> Fault {
        let mut fault = Fault::in_line(self.name, self.number, self.get(column), expected);
        fault.column = COLUMNS.get(column).map(|name| ColumnAt {
            name: (*name).into(),
            number: self
                .columns
                .places
                .get(column)
                .copied()
                .flatten()
                .and_then(|at| u32::try_from(at + 1).ok()),
        });
        fault
    }

    /// Looks at every cell, whatever is wrong with the others.
    fn check(&self, is_by_hand: &dyn Fn(&str) -> bool, faults: &mut Faults, take: &mut dyn FnMut(&RegisterLine<'_>)) {
        if self.record.count != self.columns.count {
            let found = self.record.count.to_string();
            let expected = Expected::Fields(self.columns.count);
            faults.push(Fault::in_line(self.name, self.number, &found, expected));
            return;
        }
        let before = faults.count();
        let [id, name, kana] = [0, 1, 2].map(|column| self.get(column));
        let id = match Identifier::parse(id) {
            Ok(id) if is_by_hand(id.as_str()) => {
                faults.push(self.fault(0, Expected::NotByHand));
                None
            }
            Ok(id) => Some(id),
            Err(_) => {
                let expected = if id.is_empty() {
                    Expected::Filled
                } else {
                    Expected::Identifier
                };
                faults.push(self.fault(0, expected));
                None
            }
        };
        if name.is_empty() && kana.is_empty() {
            faults.push(self.fault(1, Expected::NameOrReading));
        }
        for (column, most) in [(1, NAME), (2, NAME), (5, NAME), (6, REMARK), (7, NAME)] {
            let cell = self.get(column);
            if !cell.is_empty()
                && let Err(fault) = Text::parse(cell, most)
            {
                faults.push(self.fault(column, fault.into()));
            }
        }
        let sex = words::sex(self.get(3)).unwrap_or_else(|expected| {
            faults.push(self.fault(3, expected));
            None
        });
        let birth = self.birth(faults);
        if let Some(id) = id.filter(|_| faults.count() == before) {
            take(&RegisterLine {
                id: id.as_str(),
                name,
                kana,
                sex: sex.unwrap_or(Sex::Unknown),
                birth,
                phone: self.get(5),
                address: self.get(6),
                postcode: self.get(7),
            });
        }
    }

    fn birth(&self, faults: &mut Faults) -> Option<NaiveDate> {
        let raw = self.get(4);
        if raw.is_empty() {
            return None;
        }
        match moment::birth(raw) {
            Ok(Birth::On(day)) => day.to_date(),
            Ok(Birth::AboutYear(_)) => {
                faults.push(self.fault(4, Expected::WholeBirth));
                None
            }
            Err(expected) => {
                faults.push(self.fault(4, expected));
                None
            }
        }
    }
}
