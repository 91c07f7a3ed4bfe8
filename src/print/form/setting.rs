//! Values put into a form: pages of marks, and what went wrong on the way.

use super::{
    Element, Filling, Form, On, Pattern, Row, Values, What,
    grow::grown,
    table::{self, Flowed},
};
use crate::{
    i18n::Words,
    print::{
        code::{Bars, CodeFault, QUIET_BARS, QUIET_QR, SMALLEST_QR, Squares, THINNEST_BAR},
        fit::{Align, CUT, SMALLEST, Setting, Stand},
        fonts::{Fonts, Lack},
        page::{Mark, Page, Run, Shade},
        paper::{Area, mm, times},
    },
};

/// Something on a page that is not as it should be. Printing goes on; whoever prints is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// From 1.
    pub page: usize,
    pub kind: SpotKind,
}

/// What is wrong at a spot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpotKind {
    /// Characters that are not drawn as they were written, in this text.
    Lacks { text: String, lack: Lack },
    /// This text did not fit, and a mark says so on the paper.
    Cut { text: String },
    /// The number is there to read and not as a code.
    NoCode { value: String, fault: CodeFault },
    /// So many rows did not fit on the paper.
    RowsLeft { count: usize },
}

/// What is set once for the whole document.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    pub fonts: &'a Fonts,
    pub words: &'a Words,
}

/// Pages, and what to tell about them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Set {
    pub pages: Vec<Page>,
    pub spots: Vec<Spot>,
}

/// A page that is being filled.
pub(super) struct Canvas<'a> {
    sheet: Sheet<'a>,
    pub marks: Vec<Mark>,
    pub spots: Vec<SpotKind>,
}

impl Sheet<'_> {
    /// The document of one filling, on as many pages as its lists need. `before` and `after` are pages of the same job:
    /// page x of y counts them all.
    pub fn set(&self, form: &Form, filling: &Filling) -> Set {
        let elements = grown(form, filling, *self);
        let flows = self.flows(&elements, filling);
        let pages = flows.iter().flatten().map(Vec::len).max().unwrap_or(1).max(1);
        let mut set = Set::default();
        for number in 0..pages {
            let mut values = Values::default();
            values.set("page", (number + 1).to_string());
            values.set("pages", pages.to_string());
            if pages > 1 {
                let last = number + 1 == pages;
                let of = [("page", (number + 1).into()), ("pages", pages.into())];
                let key = if last { "paper-last-page" } else { "paper-goes-on" };
                values.set("several", self.words.fill(key, &of));
                values.flag("goes_on", !last);
            }
            let values = [&filling.values, &values];
            let mut canvas = self.canvas();
            for (element, flow) in elements.iter().zip(&flows) {
                if element.stands(number, pages, &values) {
                    let flowed = flow.as_ref().and_then(|flow| flow.get(number));
                    canvas.element(element, flowed, filling, &values);
                }
            }
            set.pages.push(Page {
                size: form.size,
                marks: canvas.marks,
            });
            set.spots
                .extend(canvas.spots.into_iter().map(|kind| Spot { page: number + 1, kind }));
        }
        set
    }

    /// The rows of every table on its pages. One that does not stand takes no page.
    fn flows(&self, elements: &[Element], filling: &Filling) -> Vec<Option<Vec<Flowed>>> {
        let mut flows: Vec<Option<Vec<Flowed>>> = Vec::with_capacity(elements.len());
        for element in elements {
            let flow = match &element.what {
                What::Table(table) if element.holds(&[&filling.values]) => {
                    let before = elements
                        .iter()
                        .zip(&flows)
                        .rev()
                        .find_map(|(other, flow)| match &other.what {
                            What::Table(other) if table.below.contains(&other.name) => {
                                flow.as_deref().map(|flow| (other, flow))
                            }
                            _ => None,
                        });
                    Some(table::flow(table, filling, *self, before))
                }
                _ => None,
            };
            flows.push(flow);
        }
        flows
    }

    fn canvas(&self) -> Canvas<'_> {
        Canvas {
            sheet: *self,
            marks: Vec::new(),
            spots: Vec::new(),
        }
    }
}

impl Element {
    fn stands(&self, page: usize, pages: usize, values: &[&Values]) -> bool {
        self.holds(values) && On::holds(self.on, page, pages)
    }

    pub(super) fn holds(&self, values: &[&Values]) -> bool {
        self.when.iter().all(|when| when.holds(values))
    }
}

impl Canvas<'_> {
    fn element(&mut self, element: &Element, flowed: Option<&Flowed>, filling: &Filling, values: &[&Values]) {
        let words = self.sheet.words;
        match &element.what {
            What::Text {
                area,
                text,
                setting,
                shade,
                more,
                ..
            } => {
                let more = more.fill(values, words);
                let mark = if more.is_empty() { CUT } else { more.as_str() };
                self.marked(&text.fill(values, words), *setting, *area, *shade, mark);
            }
            What::Box { area, line, fill } => self.marks.push(Mark::Box {
                area: *area,
                line: *line,
                fill: *fill,
            }),
            What::Line {
                from,
                to,
                width,
                dashed,
            } => self.marks.push(Mark::Rule {
                from: *from,
                to: *to,
                width: *width,
                dashed: *dashed,
            }),
            What::Qr { area, value } => self.qr(value, values, *area),
            What::Code128 {
                area,
                value,
                run,
                spare,
            } => {
                let told = self.spots.len();
                self.bars(value, values, (*area, *run));
                if *spare {
                    self.spots.truncate(told);
                }
            }
            What::Check {
                area,
                label,
                setting,
                ticked,
            } => {
                let is_ticked = !ticked.is_empty() && ticked.iter().all(|when| when.holds(values));
                let side = area.height.min(area.width);
                self.check(Area { width: side, ..*area }, is_ticked);
                let text = label.fill(values, words);
                if !text.is_empty() {
                    let beside = Area {
                        x: area.x + side + 1.2,
                        width: (area.width - side - 1.2).max(0.0),
                        ..*area
                    };
                    self.text(&text, *setting, beside, Shade::Black);
                }
            }
            What::Cells {
                rows,
                area,
                text,
                foot,
                setting,
            } => self.cells(filling.rows(rows), *area, (text, foot), *setting, values),
            What::Table(table) => {
                if let Some(flowed) = flowed {
                    table::draw(self, table, flowed, values);
                }
            }
        }
    }

    pub fn words(&self) -> &Words {
        self.sheet.words
    }

    pub fn fonts(&self) -> &Fonts {
        self.sheet.fonts
    }

    pub fn text(&mut self, text: &str, setting: Setting, area: Area, shade: Shade) {
        self.marked(text, setting, area, shade, CUT);
    }

    fn marked(&mut self, text: &str, setting: Setting, area: Area, shade: Shade, mark: &str) {
        if text.trim().is_empty() {
            return;
        }
        let fitted = self.sheet.fonts.fit(text, &setting, area, mark);
        if fitted.is_cut {
            self.spots.push(SpotKind::Cut { text: text.to_owned() });
        }
        for line in fitted.lines {
            for lack in &line.shaped.lacks {
                self.spots.push(SpotKind::Lacks {
                    text: text.to_owned(),
                    lack: *lack,
                });
            }
            self.marks.push(Mark::Text { line, shade });
        }
    }

    pub fn check(&mut self, area: Area, ticked: bool) {
        let area = area.inset(0.3);
        self.marks.push(Mark::Box {
            area,
            line: Some(0.3),
            fill: None,
        });
        if ticked {
            self.marks.push(Mark::Tick { area });
        }
    }

    /// A QR code in the middle of `area`, which holds its quiet zone too.
    pub fn qr(&mut self, value: &Pattern, values: &[&Values], area: Area) {
        let value = value.fill(values, self.sheet.words);
        if value.is_empty() {
            return;
        }
        let squares = match Squares::of(&value) {
            Ok(squares) => squares,
            Err(fault) => return self.spots.push(SpotKind::NoCode { value, fault }),
        };
        let outer = area.width.min(area.height);
        let side = outer * f32::from(squares.side) / f32::from(squares.side + 2 * QUIET_QR);
        if side < SMALLEST_QR - 0.01 {
            let fault = CodeFault::TooNarrow;
            return self.spots.push(SpotKind::NoCode { value, fault });
        }
        let area = Area {
            x: area.x + (area.width - side) / 2.0,
            y: area.y + (area.height - side) / 2.0,
            width: side,
            height: side,
        };
        self.marks.push(Mark::Qr { area, value, squares });
    }

    /// A box for each row, as wide as there is room: its words at the top, at its foot a line to be filled in by hand.
    fn cells(
        &mut self,
        rows: &[Row],
        area: Area,
        (text, foot): (&Pattern, &Pattern),
        setting: Setting,
        values: &[&Values],
    ) {
        let width = area.width / times(rows.len().max(1));
        for (place, row) in rows.iter().enumerate() {
            let Row::Values(row) = row else { continue };
            let cell = Area {
                x: area.x + width * times(place),
                width,
                ..area
            };
            self.marks.push(Mark::Box {
                area: cell,
                line: Some(0.2),
                fill: None,
            });
            let mut scope = vec![row];
            scope.extend(values.iter().copied());
            let inner = cell.inset(0.5);
            let done = foot.fill(&scope, self.sheet.words);
            let lines = if done.is_empty() { 1.3 } else { 2.6 };
            let under = mm(setting.points) * lines;
            let words = Area {
                height: (inner.height - under).min(mm(setting.points) * 3.5),
                ..inner
            };
            let above = Setting {
                stand: Stand::Top,
                ..setting
            };
            self.text(&text.fill(&scope, self.sheet.words), above, words, Shade::Black);
            let below = Area {
                y: inner.bottom() - under,
                height: under,
                ..inner
            };
            self.text(&done, setting, below, Shade::Black);
        }
    }

    /// A Code 128 as long as `area` with its quiet zones, not longer than bars of half a millimetre make it.
    pub fn bars(&mut self, value: &Pattern, values: &[&Values], (area, run): (Area, Run)) {
        let value = value.fill(values, self.sheet.words);
        if value.is_empty() {
            return;
        }
        let bars = match Bars::of(&value) {
            Ok(bars) => bars,
            Err(fault) => return self.spots.push(SpotKind::NoCode { value, fault }),
        };
        let length = match run {
            Run::Across => area.width,
            Run::Down => area.height,
        };
        let module = bars.module_in(length).min(0.5);
        if module < THINNEST_BAR - 0.001 {
            let fault = CodeFault::TooNarrow;
            return self.spots.push(SpotKind::NoCode { value, fault });
        }
        let (begin, length) = (module * f32::from(QUIET_BARS), module * times(bars.modules()));
        let area = match run {
            Run::Across => Area {
                x: area.x + begin,
                width: length,
                ..area
            },
            Run::Down => Area {
                y: area.y + begin,
                height: length,
                ..area
            },
        };
        self.marks.push(Mark::Bars { area, value, bars, run });
    }
}

/// A heading of a table's column.
pub(super) fn heading(points: f32, align: Align) -> Setting {
    Setting {
        face: crate::print::fonts::Face::Bold,
        points,
        align,
        flow: crate::print::fit::Flow::Block,
        stand: Stand::default(),
        least: SMALLEST,
    }
}
