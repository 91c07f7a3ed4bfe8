//! Looking at paper without a printer: pages are drawn as a printer would, every code is scanned, every text is read back
//! out of the PDF.

use std::collections::BTreeSet;

use andon::print::{
    Fonts, Mark, Page, Printed,
    fit::Line,
    page::{Run, Shade},
    paper::{Area, mm},
};
use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
        InterpreterSettings, SoftMask, TransformExt, font::GlyphRun, hayro_cmap::BfString, interpret_page,
    },
    hayro_syntax::{Pdf, page::Page as PdfPage},
    kurbo::{Affine, BezPath, Rect},
    vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit, color::palette::css::WHITE},
};
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader, common::HybridBinarizer,
    oned::Code128Reader, qrcode::cpp_port::QrReader,
};

/// Dots in a millimetre: a coarse printer of 300 dots an inch.
const DOTS: f32 = 300.0 / 25.4;

/// A page, or the part of it that is looked at, as grey dots.
pub struct Sheet {
    /// How many dots of the page are left of and above it.
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

/// Draws the pages of a PDF.
pub fn draw(pdf: &[u8]) -> Vec<Sheet> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let cache = RenderCache::new();
    let whole = Area {
        x: 0.0,
        y: 0.0,
        width: f32::MAX,
        height: f32::MAX,
    };
    pdf.pages().iter().map(|page| draw_part(page, &cache, whole)).collect()
}

/// The dots of a part of a page, the very ones that they are when the whole page is drawn: most of a page is no code, and
/// drawing it took most of the time of every test that scans.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "dots on a sheet")]
fn draw_part<'a>(page: &'a PdfPage<'a>, cache: &RenderCache<'a>, part: Area) -> Sheet {
    let scale = DOTS * 25.4 / 72.0;
    let (wide, high) = page.render_dimensions();
    let dot = |mm: f32, most: f32| (mm * DOTS).clamp(0.0, (most * scale).floor());
    let (left, right) = (dot(part.x, wide).floor(), dot(part.right(), wide).ceil());
    let (top, bottom) = (dot(part.y, high).floor(), dot(part.bottom(), high).ceil());
    let mut context = RenderContext::new((right - left) as u16, (bottom - top) as u16);
    let transform = Affine::translate((-f64::from(left), -f64::from(top)))
        * Affine::scale(f64::from(scale))
        * page.initial_transform(true).to_kurbo();
    hayro::render_into(
        page,
        cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &mut context,
        transform,
    );
    context.flush();
    let mut pixels = Pixmap::new(context.width(), context.height());
    let on_white = RasterizerSettings {
        target_init: TargetInit::Clear(WHITE),
        ..RasterizerSettings::default()
    };
    context.render_with(&mut pixels, &mut Resources::default(), on_white);
    Sheet {
        left: left as usize,
        top: top as usize,
        width: usize::from(pixels.width()),
        height: usize::from(pixels.height()),
        grey: pixels.data().iter().map(|dot| dot.g).collect(),
    }
}

/// What is written on each page of a PDF, as a reader copies it out.
pub fn read(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let settings = InterpreterSettings::default();
    let cache = InterpreterCache::new();
    pdf.pages()
        .iter()
        .map(|page| {
            let mut words = Words(String::new());
            let mut context = Context::new(
                page.initial_transform(true).to_kurbo(),
                Rect::new(0.0, 0.0, 2_000.0, 2_000.0),
                &cache,
                page.xref(),
                settings.clone(),
            );
            interpret_page(page, &mut context, &mut words);
            words.0
        })
        .collect()
}

/// Hears every glyph.
struct Words(String);

impl<'a> Device<'a> for Words {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        // What is thickened by a stroke is the same text a second time.
        if matches!(mode, DrawMode::Stroke(_)) {
            return;
        }
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.0.push(c),
                Some(BfString::String(text)) => self.0.push_str(&text),
                None => self.0.push('\u{fffd}'),
            }
        }
        self.0.push('\n');
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A code that a page is meant to hold, and the area in which a scanner finds it, white around it included.
struct Meant<'a> {
    value: &'a str,
    area: Area,
    symbology: Symbology,
}

impl<'a> Meant<'a> {
    /// Nothing when the mark is no code. It is large enough for the scanners of wards.
    fn by(mark: &'a Mark) -> Option<Self> {
        match mark {
            Mark::Qr { area, value, .. } => {
                assert!(area.width >= 11.99, "{value}: {} mm", area.width);
                Some(Self {
                    value,
                    area: grown(*area, area.width * 4.0 / 21.0),
                    symbology: Symbology::Qr,
                })
            }
            Mark::Bars { area, value, bars, run } => {
                let length = if *run == Run::Across { area.width } else { area.height };
                let module = length / andon::print::paper::times(bars.modules());
                assert!(module >= 0.2495, "{value}: {module} mm");
                let (before, more) = (module * 9.5, module * 19.0);
                let (area, symbology) = match run {
                    Run::Across => (
                        Area {
                            x: area.x - before,
                            width: area.width + more,
                            ..*area
                        },
                        Symbology::Code128,
                    ),
                    Run::Down => (
                        Area {
                            y: area.y - before,
                            height: area.height + more,
                            ..*area
                        },
                        Symbology::Code128Down,
                    ),
                };
                Some(Self { value, area, symbology })
            }
            _ => None,
        }
    }
}

/// Scans every code of the pages off the drawn PDF and compares it with what it was meant to hold. Returns how many QR codes
/// and Code 128 there were.
pub fn scan_all(pages: &[Page], pdf: &[u8]) -> (usize, usize) {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    assert_eq!(pages.len(), pdf.pages().len(), "every page is drawn");
    let cache = RenderCache::new();
    let (mut squares, mut bars) = (0, 0);
    for (page, drawn) in pages.iter().zip(pdf.pages().iter()) {
        let codes: Vec<Meant> = page.marks.iter().filter_map(Meant::by).collect();
        let Some(around) = codes.iter().map(|code| code.area).reduce(both) else {
            continue;
        };
        let sheet = draw_part(drawn, &cache, around);
        for code in codes {
            assert_eq!(sheet.scan(code.area, code.symbology).as_deref(), Some(code.value));
            match code.symbology {
                Symbology::Qr => squares += 1,
                Symbology::Code128 | Symbology::Code128Down => bars += 1,
            }
        }
    }
    (squares, bars)
}

/// The smallest area with both in it.
fn both(one: Area, other: Area) -> Area {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    Area {
        x,
        y,
        width: one.right().max(other.right()) - x,
        height: one.bottom().max(other.bottom()) - y,
    }
}

fn grown(area: Area, by: f32) -> Area {
    Area {
        x: area.x - by,
        y: area.y - by,
        width: area.width + 2.0 * by,
        height: area.height + 2.0 * by,
    }
}

#[derive(Clone, Copy)]
enum Symbology {
    Qr,
    Code128,
    /// Bars from the top to the foot: the hand turns the scanner.
    Code128Down,
}

impl Sheet {
    /// The dots of an area, and what a scanner reads in it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "dots on a sheet")]
    fn scan(&self, area: Area, symbology: Symbology) -> Option<String> {
        let dots = |mm: f32, before: usize, most: usize| {
            ((mm * DOTS).round().max(0.0) as usize).saturating_sub(before).min(most)
        };
        let across = |mm| dots(mm, self.left, self.width);
        let down = |mm| dots(mm, self.top, self.height);
        let (left, right) = (across(area.x), across(area.right()));
        let (top, bottom) = (down(area.y), down(area.bottom()));
        let mut cut = Vec::new();
        for row in top..bottom {
            cut.extend_from_slice(&self.grey[row * self.width + left..row * self.width + right]);
        }
        let (mut wide, mut high) = (right - left, bottom - top);
        if matches!(symbology, Symbology::Code128Down) {
            let turned = (0..wide).flat_map(|x| (0..high).map(move |y| (x, y)));
            cut = turned.map(|(x, y)| cut[y * wide + x]).collect();
            std::mem::swap(&mut wide, &mut high);
        }
        let source = Luma8LuminanceSource::new(cut, wide as u32, high as u32);
        let mut image = BinaryBitmap::new(HybridBinarizer::new(source));
        let format = match symbology {
            Symbology::Qr => BarcodeFormat::QR_CODE,
            Symbology::Code128 | Symbology::Code128Down => BarcodeFormat::CODE_128,
        };
        let hints = DecodeHints {
            TryHarder: Some(true),
            PossibleFormats: Some([format].into()),
            ..DecodeHints::default()
        };
        let read = match symbology {
            // The other reader of the crate, the first ZXing's, takes modules in the middle of S07-100013-81/2 for a corner of the
            // code; this one, like OpenCV and the scanners of today, weighs all places that may be corners.
            Symbology::Qr => QrReader.decode_with_hints(&mut image, &hints),
            Symbology::Code128 | Symbology::Code128Down => Code128Reader.decode_with_hints(&mut image, &hints),
        };
        read.ok().map(|result| result.getText().to_owned())
    }

    /// How dark the sheet is on average, from 0 to 1: a page that was not drawn is blank.
    pub fn ink(&self) -> f64 {
        let rows = self.grey.chunks(self.width);
        let dark = rows.map(|row| row.iter().map(|grey| u32::from(255 - grey)).sum::<u32>());
        let dots = f64::from(u32::try_from(self.grey.len()).unwrap());
        dark.map(f64::from).sum::<f64>() / dots / 255.0
    }
}

/// Every text of the pages is in what was read out of the PDF. A line may have been drawn in several runs.
pub fn assert_written(texts: impl IntoIterator<Item = String>, pdf: &[u8]) {
    let read: String = read(pdf).concat().split_whitespace().collect();
    let missing: BTreeSet<String> = texts
        .into_iter()
        .filter(|text| !text.is_empty() && !read.contains(&text.split_whitespace().collect::<String>()))
        .collect();
    assert!(missing.is_empty(), "not on the paper: {missing:?}");
}

pub fn fonts() -> Fonts {
    Fonts::load().unwrap()
}

/// No words lie over others, on any page. What is struck out as void lies over everything on purpose.
pub fn assert_apart(printed: &Printed) {
    for (number, page) in printed.pages.iter().enumerate() {
        let lines: Vec<&Line> = page
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text { line, shade } if *shade != Shade::White || line.points < 30.0 => Some(line),
                _ => None,
            })
            .collect();
        let areas: Vec<Area> = lines.iter().map(|line| inked(line)).collect();
        for (place, area) in areas.iter().enumerate() {
            for (other, over) in areas.iter().enumerate().skip(place + 1) {
                let wide = area.right().min(over.right()) - area.x.max(over.x);
                let high = area.bottom().min(over.bottom()) - area.y.max(over.y);
                assert!(
                    wide <= 0.4 || high <= 0.4,
                    "{:?} page {}: {:?} lies over {:?}",
                    printed.kind,
                    number + 1,
                    lines[place].shaped.text,
                    lines[other].shaped.text
                );
            }
        }
    }
}

/// Where the ink of a line is.
fn inked(line: &Line) -> Area {
    let size = mm(line.points);
    Area {
        x: line.at.x,
        y: line.at.y - 0.75 * size,
        width: line.shaped.width * size,
        height: 0.75 * size,
    }
}
