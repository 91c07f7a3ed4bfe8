//! Pages as PDF: fonts embedded, black and white, the same bytes for the same pages.

use krilla::{
    Document, SerializeSettings,
    color::luma,
    geom::{Path, PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, LineCap, LineJoin, Paint, Stroke, StrokeDash},
    surface::Surface,
    text::KrillaGlyph,
};

use super::{
    fit::Line,
    fonts::{Drawn, Fonts},
    page::{Mark, Page, Run, Shade},
    paper::{Area, POINTS_PER_MM, Place, times},
};
use crate::i18n::Language;

/// Pages could not be written. Nothing that people enter leads here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF could not be written: {0}")]
pub struct PdfFault(String);

/// Writes the pages. `title` is a number or the kind of document, never a name: print systems show it to everybody.
pub fn write(pages: &[Page], fonts: &Fonts, title: &str, language: Language) -> Result<Vec<u8>, PdfFault> {
    let mut document = Document::new_with(SerializeSettings {
        xmp_metadata: false,
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .creator("andon".to_owned())
            .language(language.code().to_owned()),
    );
    for page in pages {
        let size = PageSettings::from_wh(page.size.width * POINTS_PER_MM, page.size.height * POINTS_PER_MM)
            .ok_or_else(|| PdfFault("a page without a size".to_owned()))?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for mark in &page.marks {
            draw(mark, fonts, &mut surface);
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|fault| PdfFault(format!("{fault:?}")))
}

fn draw(mark: &Mark, fonts: &Fonts, surface: &mut Surface<'_>) {
    match mark {
        Mark::Text { line, shade } => text(line, *shade, fonts, surface),
        Mark::Rule {
            from,
            to,
            width,
            dashed,
        } => {
            let mut path = PathBuilder::new();
            path.move_to(from.x * POINTS_PER_MM, from.y * POINTS_PER_MM);
            path.line_to(to.x * POINTS_PER_MM, to.y * POINTS_PER_MM);
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*width, *dashed)));
            fill_path(path.finish(), surface);
        }
        Mark::Box { area, line, fill } => {
            surface.set_fill(fill.map(filled));
            surface.set_stroke(line.map(|width| stroke(width, false)));
            if fill.is_some() || line.is_some() {
                fill_path(rectangles([*area]), surface);
            }
        }
        Mark::Qr { area, squares, .. } => {
            let dark = squares.runs().into_iter().map(|(row, from, count)| Area {
                x: f32::from(from),
                y: f32::from(row),
                width: f32::from(count),
                // Rows overlap by a hair, or some printers leave white lines between them.
                height: 1.02,
            });
            dark_modules(*area, area.width / f32::from(squares.side.max(1)), dark, surface);
        }
        Mark::Bars { area, bars, run, .. } => {
            let length = match run {
                Run::Across => area.width,
                Run::Down => area.height,
            };
            let module = length / times(bars.modules().max(1));
            let dark = bars.runs().into_iter().map(|(from, count)| match run {
                Run::Across => Area {
                    x: f32::from(from),
                    y: 0.0,
                    width: f32::from(count),
                    height: area.height / module,
                },
                Run::Down => Area {
                    x: 0.0,
                    y: f32::from(from),
                    width: area.width / module,
                    height: f32::from(count),
                },
            });
            dark_modules(*area, module, dark, surface);
        }
        Mark::Tick { area } => {
            let at = |x: f32, y: f32| {
                (
                    (area.x + area.width * x) * POINTS_PER_MM,
                    (area.y + area.height * y) * POINTS_PER_MM,
                )
            };
            let mut path = PathBuilder::new();
            for (place, (x, y)) in [at(0.15, 0.5), at(0.42, 0.8), at(0.9, 0.12)].into_iter().enumerate() {
                if place == 0 {
                    path.move_to(x, y);
                } else {
                    path.line_to(x, y);
                }
            }
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(area.width * 0.14, false)));
            fill_path(path.finish(), surface);
        }
    }
}

fn text(line: &Line, shade: Shade, fonts: &Fonts, surface: &mut Surface<'_>) {
    let size = line.points;
    let mut at = Place {
        x: line.at.x * POINTS_PER_MM,
        y: line.at.y * POINTS_PER_MM,
    };
    for run in &line.shaped.runs {
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| KrillaGlyph::new(glyph.id, glyph.advance, 0.0, 0.0, 0.0, glyph.of.clone(), None))
            .collect();
        surface.set_fill(Some(filled(shade)));
        surface.set_stroke(match run.drawn {
            // A stroke of this width makes the one weight of the fallback as dark as the bold of the main font.
            Drawn::FallbackBold => Some(Stroke {
                paint: paint(shade),
                ..stroke_of(size * 0.04)
            }),
            Drawn::Regular | Drawn::Bold | Drawn::Fallback => None,
        });
        surface.draw_glyphs(
            Point::from_xy(at.x, at.y - run.raised * size),
            &glyphs,
            fonts.font(run.drawn).clone(),
            &line.shaped.text,
            size * run.scale,
            false,
        );
        at.x += run
            .glyphs
            .iter()
            .map(|glyph| glyph.advance * run.scale * size)
            .sum::<f32>();
    }
}

/// Dark places of a code, in modules of `module` millimetres from the corner of `area`: whole numbers, because a day has
/// 18,000 codes, and writing and packing their corners is most of what a label costs.
fn dark_modules(area: Area, module: f32, dark: impl IntoIterator<Item = Area>, surface: &mut Surface<'_>) {
    let scale = module * POINTS_PER_MM;
    surface.set_fill(Some(filled(Shade::Black)));
    surface.set_stroke(None);
    surface.push_transform(&Transform::from_row(
        scale,
        0.0,
        0.0,
        scale,
        area.x * POINTS_PER_MM,
        area.y * POINTS_PER_MM,
    ));
    fill_path(path_of(dark), surface);
    surface.pop();
}

/// Nothing where there is no path: a rectangle without a size.
fn fill_path(path: Option<Path>, surface: &mut Surface<'_>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

/// Rectangles on the paper.
fn rectangles(areas: impl IntoIterator<Item = Area>) -> Option<Path> {
    path_of(areas.into_iter().map(|area| Area {
        x: area.x * POINTS_PER_MM,
        y: area.y * POINTS_PER_MM,
        width: area.width * POINTS_PER_MM,
        height: area.height * POINTS_PER_MM,
    }))
}

fn path_of(areas: impl IntoIterator<Item = Area>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for area in areas {
        if let Some(rectangle) = Rect::from_xywh(area.x, area.y, area.width, area.height) {
            path.push_rect(rectangle);
        }
    }
    path.finish()
}

fn paint(shade: Shade) -> Paint {
    let lightness = match shade {
        Shade::Black => 0,
        Shade::Grey => 150,
        Shade::Light => 232,
        Shade::White => 255,
    };
    luma::Color::new(lightness).into()
}

fn filled(shade: Shade) -> Fill {
    Fill {
        paint: paint(shade),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

/// `width` in millimetres.
fn stroke(width: f32, dashed: bool) -> Stroke {
    Stroke {
        dash: dashed.then(|| StrokeDash {
            array: vec![4.0, 4.0],
            offset: 0.0,
        }),
        ..stroke_of(width * POINTS_PER_MM)
    }
}

/// `width` in points.
fn stroke_of(width: f32) -> Stroke {
    Stroke {
        paint: paint(Shade::Black),
        width,
        miter_limit: 10.0,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Miter,
        opacity: NormalizedF32::ONE,
        dash: None,
    }
}
