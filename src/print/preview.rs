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
        let placed = place(row, page.size.width, columns, width_of);
        lines.extend(placed.into_iter().map(PreviewLine::Text));
    }
    if rules.next().is_some() {
        lines.push(PreviewLine::Rule);
    }
    PreviewPage { lines }
}

/// The pieces of a row at their columns. Where a terminal has less room than the paper they stand closer together, and what is
/// still too much goes on below: nothing of what will be printed is left out.
fn place(mut row: Vec<Piece>, width: f32, columns: u16, width_of: &impl Fn(&str) -> u16) -> Vec<Vec<(u16, String)>> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    // What the pieces need from each one on, with a blank between two.
    let mut needs: Vec<u16> = Vec::with_capacity(row.len());
    for piece in row.iter().rev() {
        let behind = needs.last().map_or(0, |behind| behind.saturating_add(1));
        needs.push(behind.saturating_add(width_of(&piece.text)));
    }
    let mut lines = vec![Vec::new()];
    let mut end = 0_u16;
    for (piece, needs) in row.into_iter().zip(needs.into_iter().rev()) {
        let wide = width_of(&piece.text);
        if wide > columns {
            // Longer than the terminal is wide: in as many lines as it needs.
            let parts = broken(&piece.text, columns, width_of)
                .into_iter()
                .map(|part| vec![(0, part)]);
            lines.retain(|line: &Vec<(u16, String)>| !line.is_empty());
            lines.extend(parts);
            end = columns;
            continue;
        }
        let begins = |end: u16| {
            let natural = column(piece.x, width, columns);
            natural.min(columns.saturating_sub(needs)).max(end)
        };
        let mut at = begins(end);
        if end > 0 && at.saturating_add(wide) > columns {
            at = begins(0);
            lines.push(Vec::new());
        }
        end = at.saturating_add(wide).saturating_add(1);
        lines
            .last_mut()
            .into_iter()
            .for_each(|line| line.push((at, piece.text.clone())));
    }
    lines
}

/// A text in lines of at most so many columns, broken at its blanks where it has some.
fn broken(text: &str, columns: u16, width_of: &impl Fn(&str) -> u16) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for letter in text.chars() {
        line.push(letter);
        if width_of(&line) <= columns {
            continue;
        }
        let at = line.trim_end().rfind(char::is_whitespace).filter(|at| *at > 0);
        let rest = line.split_off(at.unwrap_or(line.len() - letter.len_utf8()));
        lines.push(std::mem::replace(&mut line, rest.trim_start().to_owned()));
    }
    lines.push(line);
    lines
}

fn column(x: f32, width: f32, columns: u16) -> u16 {
    let share = (x / width).clamp(0.0, 1.0);
    // The largest column that does not lie beyond the share: no cast of a float is needed for so few.
    (0..columns)
        .rev()
        .find(|column| f32::from(*column) <= share * f32::from(columns))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(columns: u16, pieces: &[(f32, &str)]) -> Vec<String> {
        let pieces = pieces.iter().map(|(x, text)| Piece {
            x: *x,
            y: 0.0,
            text: (*text).to_owned(),
        });
        let width_of = |text: &str| u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        let lines = place(pieces.collect(), 200.0, columns, &width_of);
        let drawn = lines.into_iter().map(|line| {
            line.into_iter().fold(String::new(), |mut drawn, (at, text)| {
                drawn.extend(std::iter::repeat_n(
                    ' ',
                    usize::from(at).saturating_sub(drawn.chars().count()),
                ));
                drawn + &text
            })
        });
        drawn.collect()
    }

    #[test]
    fn nothing_on_the_paper_is_left_out_where_the_terminal_is_narrow() {
        // As it stands on the paper.
        assert_eq!(
            row(20, &[(0.0, "501"), (100.0, "M"), (160.0, "77")]),
            ["501       M     77"]
        );
        // At the right edge it ends there.
        assert_eq!(row(20, &[(190.0, "page 1/2")]), ["            page 1/2"]);
        // What would run out pulls the others to the left.
        let long = [(0.0, "501"), (60.0, "Tanaka"), (90.0, "1948-05-06")];
        assert_eq!(row(21, &long), ["501 Tanaka 1948-05-06"]);
        // A text that is longer than a line is broken at a blank.
        assert_eq!(
            row(12, &[(0.0, "Beds taken 27, inpatients 28")]),
            ["Beds taken", "27,", "inpatients", "28"]
        );
        // And what is still too much goes on below.
        assert_eq!(row(20, &long), ["501 Tanaka", "         1948-05-06"]);
    }
}
