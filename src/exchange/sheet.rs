//! A table for whoever reads it: cells as they are for programs, harmless ones with a byte order mark for spreadsheets.

use std::io::{self, Write};

/// Who will open the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A program, ours included: the cells as they are.
    Program,
    /// A spreadsheet: with a byte order mark, without which it takes UTF-8 for Shift JIS, and with an apostrophe before
    /// what it would calculate.
    Spreadsheet,
}

/// Writes a head and rows of cells.
pub fn write<'a>(
    rows: impl IntoIterator<Item = impl IntoIterator<Item = &'a str>>,
    audience: Audience,
    mut out: impl Write,
) -> io::Result<()> {
    if audience == Audience::Spreadsheet {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        match audience {
            Audience::Program => writer.write_record(row)?,
            Audience::Spreadsheet => writer.write_record(row.into_iter().map(harmless))?,
        }
    }
    writer.flush()
}

/// A cell that a spreadsheet takes as text: formulas begin with these signs, also with their wide twins.
pub fn harmless(cell: &str) -> String {
    let calculates = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if calculates {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        let rows = [["name", "note"], ["田中", "=1+1"]];
        let mut program = Vec::new();
        write(rows, Audience::Program, &mut program).unwrap();
        assert_eq!(String::from_utf8(program).unwrap(), "name,note\n田中,=1+1\n");
        let mut sheet = Vec::new();
        write(rows, Audience::Spreadsheet, &mut sheet).unwrap();
        assert_eq!(String::from_utf8(sheet).unwrap(), "\u{feff}name,note\n田中,'=1+1\n");
    }
}
