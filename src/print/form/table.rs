//! Tables: rows that grow with what stands in them, and go on over the pages.

use super::{
    Cell, Column, Filling, Pattern, Row, Rows, Ruled, Table, Values,
    pattern::value,
    setting::{Canvas, Sheet, SpotKind, heading},
};
use crate::print::{
    fit::{Align, Broken, Flow, SMALLEST, Setting, Stand},
    fonts::Face,
    page::{Mark, Run, Shade},
    paper::{Area, Place, mm},
};

/// Air at the sides of a cell.
const AIR: f32 = 0.8;
/// Of a reading, compared with the name under it.
const OVER: f32 = 0.52;
/// Points under which nobody reads a reading.
const LEGIBLE: f32 = 5.0;
/// Bands of headings.
const HEADING: f32 = 6.0;

/// The part of a table on one page.
pub(super) struct Flowed {
    area: Area,
    /// A page before the one on which the table begins.
    before: bool,
    rows: Vec<Placed>,
    /// Rows that no page had room for: higher than a whole page.
    left: usize,
}

/// A table, and where its rows lie.
pub(super) type Above<'a> = (&'a Table, &'a [Flowed]);

struct Placed {
    row: Row,
    top: f32,
    height: f32,
    /// Counted over the whole document, for the bands.
    number: usize,
}

/// Lays the rows out. At least one page, so that an empty list shows its head. `above` is the table under which it hangs.
pub(super) fn flow(table: &Table, filling: &Filling, sheet: Sheet<'_>, above: Option<Above<'_>>) -> Vec<Flowed> {
    let mut pages = begin(table, above);
    let begun = pages.len();
    let mut number = 0;
    let mut under: Option<&String> = None;
    let written;
    let rows = match &table.rows {
        Rows::List(list) => filling.rows(list),
        Rows::Written(lines) => {
            let row = |line: &Pattern| {
                let text = line.fill(&[&filling.values], sheet.words);
                Row::Values(Values::default().with("text", text))
            };
            written = lines.iter().map(row).collect::<Vec<Row>>();
            &written
        }
    };
    for (place, row) in rows.iter().enumerate() {
        let height = height(table, row, filling, sheet);
        // A heading does not stand alone at the foot of a page.
        let needed = match (row, rows.get(place + 1)) {
            (Row::Heading(_), Some(next)) => height + self::height(table, next, filling, sheet),
            _ => height,
        };
        let fits = |page: &Flowed| end(table, page) + needed <= page.area.bottom() + 0.01;
        let hangs = above.is_some() && pages.len() == begun;
        if pages
            .last()
            .is_some_and(|page| !fits(page) && (hangs || !page.rows.is_empty()))
        {
            // A head does not stand alone at the foot of a page.
            if let Some(page) = pages.last_mut() {
                page.before = page.rows.is_empty();
            }
            pages.push(page(table, pages.len()));
            // Beds are room and bed: a loose page says of which ward.
            if let (Row::Values(_), Some(heading), Some(page)) = (row, under, pages.last_mut()) {
                let top = end(table, page);
                page.rows.push(Placed {
                    row: Row::Heading(format!("{heading}{}", sheet.words.say("paper-continued"))),
                    top,
                    height: HEADING,
                    number: 0,
                });
            }
        }
        if let Row::Heading(heading) = row {
            under = Some(heading);
        }
        if let Some(page) = pages.last_mut() {
            if !fits(page) {
                page.left += 1;
                continue;
            }
            let top = end(table, page);
            if matches!(row, Row::Heading(_)) {
                number = 0;
            }
            page.rows.push(Placed {
                row: row.clone(),
                top,
                height,
                number,
            });
            number += 1;
        }
    }
    if table.fill
        && let Some(page) = pages.last_mut()
    {
        while end(table, page) + table.row_height <= page.area.bottom() + 0.01 {
            page.rows.push(Placed {
                // Numbered, where the form has a place for it.
                row: Row::Values(Values::default().with("line", (number + 1).to_string())),
                top: end(table, page),
                height: table.row_height,
                number,
            });
            number += 1;
        }
    }
    pages
}

fn page(table: &Table, number: usize) -> Flowed {
    let area = if number == 0 {
        table.area
    } else {
        table.further.unwrap_or(table.area)
    };
    Flowed {
        area,
        before: false,
        rows: Vec::new(),
        left: 0,
    }
}

/// The pages up to the one on which the table begins.
fn begin(table: &Table, above: Option<Above<'_>>) -> Vec<Flowed> {
    let hung = above.and_then(|(above, pages)| Some((above, pages.split_last()?)));
    let Some((above, (last, before))) = hung else {
        return vec![page(table, 0)];
    };
    let mut pages: Vec<Flowed> = (0..before.len())
        .map(|number| Flowed {
            before: true,
            ..page(table, number)
        })
        .collect();
    let mut first = page(table, pages.len());
    let top = end(above, last).max(first.area.y);
    if first.area.bottom() - top < table.room {
        first.before = true;
        pages.push(first);
        pages.push(page(table, pages.len()));
        return pages;
    }
    first.area.height = (first.area.bottom() - top).max(0.0);
    first.area.y = top;
    pages.push(first);
    pages
}

fn end(table: &Table, page: &Flowed) -> f32 {
    page.rows
        .last()
        .map_or(page.area.y + table.head_height, |placed| placed.top + placed.height)
}

/// How high a row is: the form's height, or what its fullest cell needs.
fn height(table: &Table, row: &Row, filling: &Filling, sheet: Sheet<'_>) -> f32 {
    let Row::Values(row) = row else { return HEADING };
    let values = [row, &filling.values];
    let mut height = table.row_height;
    for column in &table.columns {
        if let Cell::Text { text, setting, over } = &column.cell {
            let text = text.fill(&values, sheet.words);
            if text.is_empty() {
                continue;
            }
            let width = column.width - 2.0 * AIR;
            let broken = sheet.fonts.break_to(&text, setting, width);
            let reading = over.as_ref().map_or(0.0, |over| {
                let small = reading_of(*setting);
                let broken = sheet.fonts.break_to(&over.fill(&values, sheet.words), &small, width);
                reading_height(&small, &broken)
            });
            height = height.max(broken.height() + reading + 0.9);
        }
    }
    height
}

/// Draws the rows of one page.
pub(super) fn draw(canvas: &mut Canvas<'_>, table: &Table, flowed: &Flowed, values: &[&Values]) {
    if flowed.before {
        return;
    }
    let area = flowed.area;
    let bottom = end(table, flowed);
    if table.head_height > 0.0 {
        head(canvas, table, area, values);
    }
    for placed in &flowed.rows {
        let band = Area {
            y: placed.top,
            height: placed.height,
            ..area
        };
        match &placed.row {
            Row::Heading(text) => {
                canvas.marks.push(Mark::Box {
                    area: band,
                    line: None,
                    fill: Some(Shade::Black),
                });
                canvas.text(text, heading(10.0, Align::Left), band.inset(0.6), Shade::White);
            }
            Row::Values(row) => {
                if table.banded && placed.number % 2 == 1 {
                    canvas.marks.push(Mark::Box {
                        area: band,
                        line: None,
                        fill: Some(Shade::Light),
                    });
                }
                let mut scope = vec![row];
                scope.extend(values.iter().copied());
                let mut x = area.x;
                for column in &table.columns {
                    let cell = Area {
                        x,
                        width: column.width,
                        ..band
                    };
                    draw_cell(canvas, column, cell, &scope);
                    x += column.width;
                }
                if table.ruled != Ruled::None {
                    rule(canvas, (area.x, band.bottom()), (area.right(), band.bottom()), 0.12);
                }
            }
        }
    }
    if table.ruled == Ruled::Grid {
        let mut x = area.x;
        let edges = std::iter::once(0.0).chain(table.columns.iter().map(|column| column.width));
        for width in edges {
            x += width;
            rule(canvas, (x, area.y), (x, bottom), 0.12);
        }
    }
    if flowed.left > 0 {
        canvas.spots.push(SpotKind::RowsLeft { count: flowed.left });
    }
}

fn head(canvas: &mut Canvas<'_>, table: &Table, area: Area, values: &[&Values]) {
    let band = Area {
        height: table.head_height,
        ..area
    };
    canvas.marks.push(Mark::Box {
        area: band,
        line: None,
        fill: Some(Shade::Light),
    });
    let mut x = area.x;
    for column in &table.columns {
        let cell = Area {
            x: x + AIR,
            width: (column.width - 2.0 * AIR).max(0.0),
            ..band
        };
        let align = match &column.cell {
            Cell::Text { setting, .. } => setting.align,
            Cell::Check { .. } | Cell::Qr { .. } | Cell::Code128 { .. } => Align::Centre,
            Cell::Bar { .. } => Align::Left,
        };
        let text = column.head.fill(values, canvas.words());
        canvas.text(&text, heading(table.head_points, align), cell, Shade::Black);
        x += column.width;
    }
    rule(canvas, (area.x, band.bottom()), (area.right(), band.bottom()), 0.4);
    rule(canvas, (area.x, area.y), (area.right(), area.y), 0.4);
}

fn draw_cell(canvas: &mut Canvas<'_>, column: &Column, cell: Area, values: &[&Values]) {
    let inner = Area {
        x: cell.x + AIR,
        width: (cell.width - 2.0 * AIR).max(0.0),
        ..cell
    };
    match &column.cell {
        Cell::Text { text, setting, over } => {
            let text = text.fill(values, canvas.words());
            let reading = over.as_ref().map(|over| over.fill(values, canvas.words()));
            let Some(reading) = reading.filter(|reading| !reading.is_empty()) else {
                return canvas.text(&text, *setting, inner, Shade::Black);
            };
            let small = reading_of(*setting);
            let over = reading_height(&small, &canvas.fonts().break_to(&reading, &small, inner.width));
            let broken = canvas.fonts().break_to(&text, setting, inner.width).height();
            let top = inner.y + (inner.height - over - broken).max(0.0) / 2.0;
            canvas.text(
                &reading,
                small,
                Area {
                    y: top,
                    height: over,
                    ..inner
                },
                Shade::Black,
            );
            let under = Area {
                y: top + over,
                height: (inner.bottom() - top - over).min(broken + 0.05),
                ..inner
            };
            canvas.text(&text, *setting, under, Shade::Black);
        }
        Cell::Check { ticked } => {
            let side = 4.2_f32.min(cell.height - 1.0).min(cell.width - 1.0);
            let box_area = Area {
                x: cell.x + (cell.width - side) / 2.0,
                y: cell.y + (cell.height - side) / 2.0,
                width: side,
                height: side,
            };
            let is_ticked = ticked.as_ref().is_some_and(|name| !value(values, name).is_empty());
            canvas.check(box_area, is_ticked);
        }
        Cell::Bar { value: part, of, plain } => {
            bar(canvas, (value(values, part), value(values, of)), *plain, inner);
        }
        Cell::Qr { value } => canvas.qr(value, values, cell),
        Cell::Code128 { value, text } => {
            let under = if text.is_empty() { 0.0 } else { 3.4 };
            let bars = Area {
                y: cell.y + 1.0,
                height: (cell.height - 2.0 - under).max(4.0),
                ..cell
            };
            canvas.bars(value, values, (bars, Run::Across));
            let readable = Setting {
                face: Face::Bold,
                points: 8.5,
                align: Align::Centre,
                flow: Flow::Line,
                stand: Stand::default(),
                least: SMALLEST,
            };
            let text = text.fill(values, canvas.words());
            let under = Area {
                y: bars.bottom() + 0.2,
                height: under,
                ..inner
            };
            canvas.text(&text, readable, under, Shade::Black);
        }
    }
}

/// How a reading is set over a name of this setting.
fn reading_of(name: Setting) -> Setting {
    let points = (name.points * OVER).max(LEGIBLE);
    Setting {
        face: Face::Regular,
        points,
        least: (LEGIBLE / points).max(SMALLEST),
        ..name
    }
}

/// What it takes over the name: a line, or as many as it needs.
fn reading_height(small: &Setting, broken: &Broken) -> f32 {
    match broken.lines.len() {
        0 | 1 => mm(small.points) * 1.15,
        _ => broken.height() + mm(small.points) * 0.15,
    }
}

/// How much of how much, with the figures beside it.
fn bar(canvas: &mut Canvas<'_>, (part, of): (&str, &str), plain: bool, area: Area) {
    let (Ok(part), Ok(of)) = (part.parse::<u16>(), of.parse::<u16>()) else {
        return;
    };
    let figures = Setting {
        face: Face::Bold,
        points: 8.5,
        align: Align::Right,
        flow: Flow::Line,
        stand: Stand::default(),
        least: SMALLEST,
    };
    let beside = if plain { 0.0 } else { 17.0_f32.min(area.width / 2.0) };
    let track = Area {
        y: area.y + area.height * 0.24,
        width: (area.width - beside).max(0.0),
        height: area.height * 0.52,
        ..area
    };
    let share = if of == 0 {
        0.0
    } else {
        (f32::from(part) / f32::from(of)).min(1.0)
    };
    canvas.marks.push(Mark::Box {
        area: Area {
            width: track.width * share,
            ..track
        },
        line: None,
        fill: Some(if part > of { Shade::Black } else { Shade::Grey }),
    });
    canvas.marks.push(Mark::Box {
        area: track,
        line: Some(0.2),
        fill: None,
    });
    if plain {
        return;
    }
    let text = Area {
        x: track.right(),
        width: beside,
        ..area
    };
    canvas.text(&format!("{part}/{of}"), figures, text, Shade::Black);
}

fn rule(canvas: &mut Canvas<'_>, (from_x, from_y): (f32, f32), (to_x, to_y): (f32, f32), width: f32) {
    canvas.marks.push(Mark::Rule {
        from: Place { x: from_x, y: from_y },
        to: Place { x: to_x, y: to_y },
        width,
        dashed: false,
    });
}
