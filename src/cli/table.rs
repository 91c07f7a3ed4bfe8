//! Tables for people: columns aligned by what a character takes on a terminal, so that Japanese stays in line.

use unicode_width::UnicodeWidthStr;

/// Columns between two cells.
const AIR: usize = 2;

/// Which edge the cells of a column share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Left,
    /// Numbers.
    Right,
}

/// Rows under headings.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<(String, Edge)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A further column.
    #[must_use]
    pub fn column(mut self, heading: impl Into<String>, edge: Edge) -> Self {
        self.columns.push((heading.into(), edge));
        self
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The lines, headings first, without blanks at their ends.
    pub fn lines(&self) -> Vec<String> {
        let headings: Vec<&str> = self.columns.iter().map(|(heading, _)| heading.as_str()).collect();
        let rows = self
            .rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect::<Vec<&str>>());
        let all: Vec<Vec<&str>> = std::iter::once(headings).chain(rows).collect();
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                all.iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| cell.width())
                    .max()
                    .unwrap_or_default()
            })
            .collect();
        all.iter().map(|row| self.line(row, &widths)).collect()
    }

    fn line(&self, row: &[&str], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), (_, edge)) in row.iter().zip(widths).zip(&self.columns) {
            let room = " ".repeat(width.saturating_sub(cell.width()));
            let (first, then) = match edge {
                Edge::Left => (*cell, room.as_str()),
                Edge::Right => (room.as_str(), *cell),
            };
            line.extend([first, then, &" ".repeat(AIR)]);
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_stays_in_line() {
        let mut table = Table::default()
            .column("病床", Edge::Left)
            .column("氏名", Edge::Left)
            .column("年齢", Edge::Right)
            .column("x", Edge::Left);
        table.row(["5E-501-1", "小森　眞希子", "61", "a"].map(String::from).to_vec());
        table.row(["ICU-1-2", "Lee", "102", ""].map(String::from).to_vec());
        assert_eq!(
            table.lines(),
            [
                "病床      氏名          年齢  x",
                "5E-501-1  小森　眞希子    61  a",
                "ICU-1-2   Lee            102",
            ]
        );
    }
}
