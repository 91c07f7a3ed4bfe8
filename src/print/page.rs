//! One page: marks at their places. Everything that is shown of a page (PDF, preview, tests) comes from here.

use super::{
    code::{Bars, Squares},
    fit::Line,
    paper::{Area, Place, Size},
};

/// How dark a filling is: only shades that a laser printer keeps apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    Black,
    /// For bars of a chart.
    Grey,
    /// For heads and bands under text.
    Light,
    White,
}

/// Which way the bars of a Code 128 follow each other: round a wrist a code that runs along the strip is bent, one that
/// runs across it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Run {
    #[default]
    Across,
    Down,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Text {
        line: Line,
        shade: Shade,
    },
    Rule {
        from: Place,
        to: Place,
        width: f32,
        dashed: bool,
    },
    /// A rectangle with a line around it, a filling, or both.
    Box {
        area: Area,
        line: Option<f32>,
        fill: Option<Shade>,
    },
    /// The area without its quiet zone.
    Qr {
        area: Area,
        value: String,
        squares: Squares,
    },
    /// The area without its quiet zones.
    Bars {
        area: Area,
        value: String,
        bars: Bars,
        run: Run,
    },
    /// A tick in a check box.
    Tick {
        area: Area,
    },
}

impl Mark {
    #[must_use]
    pub fn moved(mut self, by: Place) -> Self {
        let shift = |place: &mut Place| {
            place.x += by.x;
            place.y += by.y;
        };
        match &mut self {
            Self::Text { line, .. } => shift(&mut line.at),
            Self::Rule { from, to, .. } => {
                shift(from);
                shift(to);
            }
            Self::Box { area, .. } | Self::Qr { area, .. } | Self::Bars { area, .. } | Self::Tick { area } => {
                *area = area.moved(by);
            }
        }
        self
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub size: Size,
    pub marks: Vec<Mark>,
}

impl Page {
    pub fn blank(size: Size) -> Self {
        Self {
            size,
            marks: Vec::new(),
        }
    }

    /// Puts another page on this one, its upper left corner at `at`.
    pub fn lay(&mut self, page: Page, at: Place) {
        self.marks.extend(page.marks.into_iter().map(|mark| mark.moved(at)));
    }

    /// Every line of text, in the order in which it was set.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { line, .. } => Some(line.shaped.text.as_str()),
            _ => None,
        })
    }
}

/// Two pages of A5 on each A4, with a dashed line where they are cut apart: cut, and the right half laid under the left one,
/// the pages are in their order.
pub fn two_on_one(pages: Vec<Page>) -> Vec<Page> {
    let mut sheets: Vec<Page> = Vec::new();
    let mut small: Vec<Page> = Vec::new();
    for page in pages {
        if page.size == Size::A5 {
            small.push(page);
            continue;
        }
        sheets.extend(halves(std::mem::take(&mut small)));
        sheets.push(page);
    }
    sheets.extend(halves(small));
    sheets
}

fn halves(mut left: Vec<Page>) -> Vec<Page> {
    let whole = Size::A4.turned();
    let half = whole.width / 2.0;
    let right = left.split_off(left.len().div_ceil(2));
    let mut right = right.into_iter();
    left.into_iter()
        .map(|page| {
            let mut sheet = Page::blank(whole);
            sheet.lay(page, Place { x: 0.0, y: 0.0 });
            if let Some(page) = right.next() {
                sheet.lay(page, Place { x: half, y: 0.0 });
            }
            sheet.marks.push(Mark::Rule {
                from: Place { x: half, y: 0.0 },
                to: Place {
                    x: half,
                    y: whole.height,
                },
                width: 0.1,
                dashed: true,
            });
            sheet
        })
        .collect()
}
