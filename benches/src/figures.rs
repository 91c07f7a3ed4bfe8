//! Medians, spreads and tables.

use std::fmt::Write as _;

use crate::Form;

/// The middle of some measurements, and the range in which the middle half lies.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

/// The value that `part` of the sorted values do not exceed.
pub fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted[((last as f64) * part).round() as usize]
}

pub fn spread(values: &[f64]) -> Spread {
    Spread {
        low: quantile(values, 0.25),
        median: quantile(values, 0.5),
        high: quantile(values, 0.75),
    }
}

/// A table with its columns aligned: the first to the left, the others to the right.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width - cell.chars().count());
            let _infallible = match column {
                0 => write!(out, "  {cell}{gap}"),
                _ => write!(out, "  {gap}{cell}"),
            };
        }
        out = out.trim_end().to_owned();
        out.push('\n');
    }
    out
}

/// Whether an aim was reached, in a word. The short form only shows that everything runs.
pub fn aim(form: Form, reached: bool) -> &'static str {
    match (form, reached) {
        (Form::Short, _) => "not judged in the short form",
        (Form::Full, true) => "reached",
        (Form::Full, false) => "NOT REACHED",
    }
}

/// What it was measured on.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!(
        "andon {}, {} {}, {cores} cores",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}
