//! Pages as text: what will be printed, laid out in the columns of a terminal, so that it is looked at before paper is
//! wasted.

use super::page::{Mark, Page};

/// One line of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewLine {
    /// Pieces with the column at which each begins, in order.
    Text(Vec<(u16, String)>),
    /// A line across most of the page.
    Rule,
    Blank,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewPage {
    pub lines: Vec<PreviewLine>,
}

/// Millimetres of paper that one row of a terminal stands for.
const ROW: f32 = 4.2;

/// Lays out pages for a terminal of `columns`. `width_of` says how many columns a text takes.
pub fn preview(pages: &[Page], columns: u16, width_of: impl Fn(&str) -> u16) -> Vec<PreviewPage> {
    pages.iter().map(|page| lay_out(page, columns, &width_of)).collect()
}

struct Piece {
    x: f32,
    y: f32,
    text: String,
}

fn lay_out(page: &Page, columns: u16, width_of: &impl Fn(&str) -> u16) -> PreviewPage {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rules: Vec<f32> = Vec::new();
    for mark in &page.marks {
        match mark {
            Mark::Text { line, .. } => pieces.push(Piece {
                x: line.at.x,
                y: line.at.y,
                text: line.shaped.text.clone(),
            }),
            Mark::Qr { area, value, .. } => pieces.push(Piece {
                x: area.x,
                y: area.y + area.height / 2.0,
                text: format!("[QR {value}]"),
            }),
            Mark::Bars { area, value, .. } => pieces.push(Piece {
                x: area.x,
                y: area.y + area.height / 2.0,
                text: format!("[|| {value}]"),
            }),
            Mark::Box {
                area,
                line: Some(_),
                fill: None,
            } if area.width < 6.0 && area.height < 6.0 => {
                pieces.push(Piece {
                    x: area.x,
                    y: area.bottom() - 0.6,
                    text: "[ ]".to_owned(),
                });
            }
            Mark::Rule { from, to, width, .. } if *width >= 0.3 && to.x - from.x > page.size.width / 2.0 => {
                rules.push(from.y);
            }
            Mark::Rule { .. } | Mark::Box { .. } | Mark::Tick { .. } => {}
        }
    }
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    rules.sort_by(f32::total_cmp);
    let mut lines: Vec<PreviewLine> = Vec::new();
    let mut rules = rules.into_iter().peekable();
    let mut last: Option<f32> = None;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(first) = pieces.next() {
        let mut row = vec![first];
        let y = row.first().map_or(0.0, |piece| piece.y);
        while let Some(next) = pieces.next_if(|piece| piece.y - y < ROW / 3.0) {
            row.push(next);
        }
        while rules.next_if(|rule| *rule < y).is_some() {
            if lines.last() != Some(&PreviewLine::Rule) {
                lines.push(PreviewLine::Rule);
            }
        }
        if last.is_some_and(|last| y - last > 3.0 * ROW) {
            lines.push(PreviewLine::Blank);
        }
        last = Some(y);
        lines.push(PreviewLine::Text(place(row, page.size.width, columns, width_of)));
    }
    if rules.next().is_some() {
        lines.push(PreviewLine::Rule);
    }
    PreviewPage { lines }
}

/// The pieces of a row at their columns; what would lie over another is pushed to the right.
fn place(mut row: Vec<Piece>, width: f32, columns: u16, width_of: &impl Fn(&str) -> u16) -> Vec<(u16, String)> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut placed = Vec::new();
    let mut end = 0_u16;
    for piece in row {
        let at = column(piece.x, width, columns).max(end);
        end = at.saturating_add(width_of(&piece.text)).saturating_add(1);
        placed.push((at, piece.text));
    }
    placed
}

fn column(x: f32, width: f32, columns: u16) -> u16 {
    let share = (x / width).clamp(0.0, 1.0);
    // The largest column that does not lie beyond the share: no cast of a float is needed for so few.
    (0..columns)
        .rev()
        .find(|column| f32::from(*column) <= share * f32::from(columns))
        .unwrap_or_default()
}
