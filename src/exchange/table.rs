//! A table with named columns: found by their names in any order, rows with their cells.

use std::borrow::Cow;

use super::{
    expected::Expected,
    faults::{ColumnAt, Fault, Faults, shown},
    nearest::nearest,
    scan::{Record, Scan},
    source::Source,
};

/// The columns that a table has. One that is in none of the lists is refused with the nearest name: a column that was
/// misspelled would otherwise be "not asked" for a whole hospital.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub required: &'static [&'static str],
    pub optional: &'static [&'static str],
    /// Known, and not read: what our own exports add.
    pub ignored: &'static [&'static str],
}

impl Layout {
    fn known(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).chain(self.ignored).copied()
    }
}

/// A table that was read, with the rows that have the right number of cells.
pub struct Table<'s> {
    source: &'s Source,
    /// For each column of the file its known name; `None` for a column without one, which must be empty.
    columns: Vec<Option<&'static str>>,
    rows: Vec<Record>,
}

impl<'s> Table<'s> {
    /// Reads the table; `None` when no row of it can be understood. What is wrong is added to `faults`.
    pub fn read(source: &'s Source, layout: &Layout, faults: &mut Faults) -> Option<Self> {
        let text: Cow<'s, str> = match source.text() {
            Ok((text, _)) => text,
            Err(found) => {
                faults.append(found);
                return None;
            }
        };
        let mut scan = Scan::new(&text);
        let columns = match scan.next() {
            None => {
                faults.push(Fault::in_file(&source.name, "", Expected::Rows));
                return None;
            }
            Some(Err(stray)) => {
                faults.push(Fault::in_line(&source.name, stray.line, "\"", Expected::ClosedQuotes));
                return None;
            }
            Some(Ok(header)) => columns_of(source, layout, &header, faults)?,
        };
        let mut table = Self {
            source,
            columns,
            rows: Vec::new(),
        };
        let mut lines = 0_usize;
        for record in scan {
            match record {
                Err(stray) => {
                    let mut fault = Fault::in_line(&source.name, stray.line, "\"", Expected::ClosedQuotes);
                    fault.column = table.column_at(stray.cell);
                    faults.push(fault);
                }
                // Spreadsheets leave lines of commas behind the last row.
                Ok(record) if record.cells.iter().all(|cell| cell.trim().is_empty()) => continue,
                Ok(record) => table.take(record, faults),
            }
            lines = lines.saturating_add(1);
        }
        if lines == 0 {
            faults.push(Fault::in_file(&source.name, "", Expected::Rows));
        }
        Some(table)
    }

    fn take(&mut self, record: Record, faults: &mut Faults) {
        let wanted = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        if record.count != wanted {
            let found = record.count.to_string();
            faults.push(Fault::in_line(
                &self.source.name,
                record.line,
                &found,
                Expected::Fields(wanted),
            ));
            return;
        }
        for (number, (column, cell)) in (1_u32..).zip(self.columns.iter().zip(&record.cells)) {
            if column.is_none() && !cell.trim().is_empty() {
                let mut fault = Fault::in_line(
                    &self.source.name,
                    record.line,
                    cell,
                    Expected::KnownColumn { nearest: None },
                );
                fault.column = Some(ColumnAt {
                    name: "".into(),
                    number: Some(number),
                });
                faults.push(fault);
            }
        }
        self.rows.push(record);
    }

    fn column_at(&self, number: u32) -> Option<ColumnAt> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        let name = self.columns.get(place).copied().flatten()?;
        Some(ColumnAt {
            name: name.into(),
            number: Some(number),
        })
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(move |record| Row { table: self, record })
    }

    pub fn has(&self, column: &str) -> bool {
        self.columns.contains(&Some(column))
    }
}

/// Maps the first line to the known columns; `None` when one that is needed is missing, because then every row is wrong.
fn columns_of(
    source: &Source,
    layout: &Layout,
    header: &Record,
    faults: &mut Faults,
) -> Option<Vec<Option<&'static str>>> {
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    let mut usable = header.cells.len() == usize::try_from(header.count).unwrap_or(usize::MAX);
    if !usable {
        let most = u32::try_from(layout.known().count()).unwrap_or(u32::MAX);
        faults.push(Fault::in_line(
            &source.name,
            header.line,
            &header.count.to_string(),
            Expected::Fields(most),
        ));
    }
    for (number, cell) in (1_u32..).zip(&header.cells) {
        let name = cell.trim();
        let mut refuse = |expected| {
            let column = Some(ColumnAt {
                name: shown(name),
                number: Some(number),
            });
            faults.push(Fault {
                column,
                ..Fault::in_line(&source.name, header.line, name, expected)
            });
        };
        let known = layout.known().find(|known| known.eq_ignore_ascii_case(name));
        match known {
            Some(known) => {
                if let Some((first, _)) = (1_u64..).zip(&columns).find(|(_, earlier)| **earlier == Some(known)) {
                    refuse(Expected::ColumnOnce { first });
                    usable = false;
                }
            }
            None if name.is_empty() => {}
            None => {
                refuse(Expected::KnownColumn {
                    nearest: nearest(name, layout.known()),
                });
                usable = false;
            }
        }
        columns.push(known);
    }
    for wanted in layout.required {
        if !columns.contains(&Some(wanted)) {
            faults.push(Fault::in_line(&source.name, header.line, "", Expected::Column(wanted)));
            usable = false;
        }
    }
    usable.then_some(columns)
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table<'t>,
    record: &'t Record,
}

impl<'t> Row<'t> {
    pub fn line(&self) -> u64 {
        self.record.line
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.table.columns.iter().position(|known| *known == Some(column))
    }

    /// The cell without the blanks around it; empty also where the table does not have the column.
    pub fn get(&self, column: &str) -> &'t str {
        self.place(column)
            .and_then(|place| self.record.cells.get(place))
            .map_or("", |cell| cell.trim())
    }

    /// The cell of `column` is wrong.
    pub fn fault(&self, column: &'static str, expected: Expected) -> Fault {
        self.fault_found(column, self.get(column), expected)
    }

    /// A part of the cell of `column` is wrong, or something that follows from it.
    pub fn fault_found(&self, column: &'static str, found: &str, expected: Expected) -> Fault {
        let number = self
            .place(column)
            .and_then(|place| u32::try_from(place.saturating_add(1)).ok());
        Fault {
            column: Some(ColumnAt {
                name: column.into(),
                number,
            }),
            ..Fault::in_line(&self.table.source.name, self.line(), found, expected)
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

    use super::*;

    const LAYOUT: Layout = Layout {
        required: &["ward", "bed"],
        optional: &["kind"],
        ignored: &["since"],
    };

    fn read(text: &str) -> (Vec<(u64, String, String, String)>, String) {
        let source = Source::new("t.csv", text.as_bytes().to_vec());
        let mut faults = Faults::default();
        let rows = Table::read(&source, &LAYOUT, &mut faults).map_or(Vec::new(), |table| {
            table
                .rows()
                .map(|r| {
                    (
                        r.line(),
                        r.get("ward").into(),
                        r.get("bed").into(),
                        r.get("kind").into(),
                    )
                })
                .collect()
        });
        (rows, faults.plain())
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let expected = vec![(2, "5E".to_owned(), "1".to_owned(), String::new())];
        assert_eq!(read("bed,ward\n1,5E\n"), (expected.clone(), String::new()));
        assert_eq!(
            read("Bed, WARD ,since,,\r\n1,5E,x,,\r\n,,,,\r\n"),
            (expected, String::new()),
            "as a spreadsheet saves it"
        );
    }

    #[test]
    fn a_wrong_header_is_named_and_the_rows_are_left_alone() {
        let (rows, faults) = read("wrad,bed,bed,note\nx,1,2,3\n");
        assert_eq!(rows, []);
        assert_eq!(
            faults,
            "t.csv:1 wrad (1): found `wrad`, expected KnownColumn { nearest: Some(\"ward\") }\n\
             t.csv:1 bed (3): found `bed`, expected ColumnOnce { first: 2 }\n\
             t.csv:1 note (4): found `note`, expected KnownColumn { nearest: None }\n\
             t.csv:1: found ``, expected Column(\"ward\")"
        );
    }

    #[test]
    fn rows_of_the_wrong_length_are_listed_and_the_others_read() {
        let (rows, faults) = read("ward,bed,,\n5E,1\n5E,2,x,\n\"5E,3\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(
            faults,
            "t.csv:2: found `2`, expected Fields(4)\n\
             t.csv:3  (3): found `x`, expected KnownColumn { nearest: None }\n\
             t.csv:4 ward (1): found `\"`, expected ClosedQuotes"
        );
    }

    #[test]
    fn an_empty_table_is_said_to_be_one() {
        for text in ["", "\n\n", "ward,bed\n", "ward,bed\n,\n"] {
            assert_eq!(read(text).1, "t.csv: found ``, expected Rows", "{text:?}");
        }
    }
}
