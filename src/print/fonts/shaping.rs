//! From a line of text to glyphs. Nothing is lost silently: what no font has is drawn as 〓 and told.

use std::ops::Range;

use krilla::text::GlyphId;
use unicode_normalization::char::compose;

use super::{Drawn, Face, Fonts, typeface::Variant};
use crate::domain::text::is_forbidden;

/// What stands for a character that no font has: the geta mark of Japanese type setting.
pub const GETA: char = '〓';

/// Something that could not be drawn as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lack {
    /// No font has the character: 〓 stands for it.
    Character(char),
    /// No font has this form of the character: its usual form is drawn.
    Variation(char, char),
}

/// One glyph of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    pub id: GlyphId,
    /// The bytes of the text that it stands for.
    pub of: Range<usize>,
    /// In ems of the run.
    pub advance: f32,
}

/// Glyphs of one font at one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub drawn: Drawn,
    /// Of the size of the text: small figures of CO₂ are 0.6.
    pub scale: f32,
    /// Above the baseline, in ems of the text.
    pub raised: f32,
    pub glyphs: Vec<Glyph>,
}

/// One line of text as glyphs.
#[derive(Debug, Clone, PartialEq)]
pub struct Shaped {
    pub text: String,
    pub face: Face,
    pub runs: Vec<Run>,
    /// In ems.
    pub width: f32,
    pub lacks: Vec<Lack>,
}

/// How a character is drawn.
struct Found {
    drawn: Drawn,
    id: GlyphId,
    scale: f32,
    raised: f32,
    /// In ems of the text.
    advance: f32,
}

const SMALL: f32 = 0.6;

impl Fonts {
    /// The glyphs of `text`, which is one line.
    pub fn shape(&self, text: &str, face: Face) -> Shaped {
        let mut shaped = Shaped {
            text: text.to_owned(),
            face,
            runs: Vec::new(),
            width: 0.0,
            lacks: Vec::new(),
        };
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let mut end = at + c.len_utf8();
            let (mut c, mut selector) = (c, None);
            if let Some((next_at, next)) = rest.peek().copied() {
                if is_selector(next) {
                    selector = Some(next);
                } else if is_voicing(next)
                    && let Some(whole) = compose(c, next)
                {
                    c = whole;
                } else {
                    shaped.push(self.find(c, None, face), at..end);
                    continue;
                }
                end = next_at + next.len_utf8();
                rest.next();
            }
            shaped.push(self.find(c, selector, face), at..end);
        }
        shaped
    }

    /// How wide `text` is, in ems.
    pub fn width(&self, text: &str, face: Face) -> f32 {
        self.shape(text, face).width
    }

    fn find(&self, c: char, selector: Option<char>, face: Face) -> (Found, Option<Lack>) {
        if let Some(selector) = selector {
            return match self.variation(c, selector, face) {
                Some(found) => (found, None),
                None => {
                    let (found, lack) = self.find(c, None, face);
                    (found, lack.or(Some(Lack::Variation(c, selector))))
                }
            };
        }
        let (known, scale, raised) = drawn_as(c);
        if !is_forbidden(c)
            && let Some(mut found) = self.plain(known, face)
        {
            found.scale = scale;
            found.raised = raised;
            found.advance *= scale;
            return (found, None);
        }
        // Bold it would look like something blacked out.
        let geta = self.plain(GETA, Face::Regular).unwrap_or(Found {
            drawn: drawn(face),
            id: GlyphId::new(0),
            scale: 1.0,
            raised: 0.0,
            advance: 1.0,
        });
        (geta, Some(Lack::Character(c)))
    }

    fn variation(&self, c: char, selector: char, face: Face) -> Option<Found> {
        let main = self.typeface(face);
        if let Variant::Has(glyph) = main.variant(c, selector) {
            return Some(full(drawn(face), glyph.to_u32(), main.advance(glyph)));
        }
        match self.fallback.variant(c, selector) {
            Variant::Has(glyph) => Some(full(fallback(face), glyph.to_u32(), self.fallback.advance(glyph))),
            Variant::Lacks => None,
        }
    }

    fn plain(&self, c: char, face: Face) -> Option<Found> {
        let main = self.typeface(face);
        if let Some(glyph) = main.glyph(c) {
            return Some(full(drawn(face), glyph.to_u32(), main.advance(glyph)));
        }
        let glyph = self.fallback.glyph(c)?;
        Some(full(fallback(face), glyph.to_u32(), self.fallback.advance(glyph)))
    }
}

impl Shaped {
    fn push(&mut self, (found, lack): (Found, Option<Lack>), of: Range<usize>) {
        self.width += found.advance;
        if let Some(lack) = lack
            && !self.lacks.contains(&lack)
        {
            self.lacks.push(lack);
        }
        let glyph = Glyph {
            id: found.id,
            of,
            advance: found.advance / found.scale,
        };
        let same = |run: &Run| {
            run.drawn == found.drawn
                && (run.scale - found.scale).abs() < f32::EPSILON
                && (run.raised - found.raised).abs() < f32::EPSILON
        };
        match self.runs.last_mut().filter(|run| same(run)) {
            Some(run) => run.glyphs.push(glyph),
            None => self.runs.push(Run {
                drawn: found.drawn,
                scale: found.scale,
                raised: found.raised,
                glyphs: vec![glyph],
            }),
        }
    }
}

fn full(drawn: Drawn, id: u32, advance: f32) -> Found {
    Found {
        drawn,
        id: GlyphId::new(id),
        scale: 1.0,
        raised: 0.0,
        advance,
    }
}

fn drawn(face: Face) -> Drawn {
    match face {
        Face::Regular => Drawn::Regular,
        Face::Bold => Drawn::Bold,
    }
}

fn fallback(face: Face) -> Drawn {
    match face {
        Face::Regular => Drawn::Fallback,
        Face::Bold => Drawn::FallbackBold,
    }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The voicing marks that some systems write behind the kana instead of with it.
fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}')
}

/// What neither font has and can be drawn with what they have: small figures, ballot boxes, a cross.
fn drawn_as(c: char) -> (char, f32, f32) {
    const BELOW: f32 = -0.12;
    const ABOVE: f32 = 0.38;
    let digit = |from: u32| char::from_digit(c as u32 - from, 10).unwrap_or(c);
    match c {
        '\u{2080}'..='\u{2089}' => (digit(0x2080), SMALL, BELOW),
        '\u{208a}' => ('+', SMALL, BELOW),
        '\u{208b}' => ('-', SMALL, BELOW),
        '\u{2070}' | '\u{2074}'..='\u{2079}' => (digit(0x2070), SMALL, ABOVE),
        '\u{207a}' => ('+', SMALL, ABOVE),
        '\u{207b}' => ('-', SMALL, ABOVE),
        '☐' => ('□', 1.0, 0.0),
        '☑' => ('✓', 1.0, 0.0),
        '☒' => ('■', 1.0, 0.0),
        '✕' => ('×', 1.0, 0.0),
        '\u{a0}' => (' ', 1.0, 0.0),
        _ => (c, 1.0, 0.0),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]

    use super::*;

    fn lacks(text: &str) -> Vec<Lack> {
        let fonts = Fonts::load().unwrap();
        [Face::Regular, Face::Bold]
            .into_iter()
            .flat_map(|face| fonts.shape(text, face).lacks)
            .collect()
    }

    #[test]
    fn the_rare_characters_of_names_are_there() {
        // 葛 with the selector that 葛飾 is written with; 𠮷 and what follows it only the fallback has.
        assert_eq!(lacks("髙﨑邉葛\u{e0100}𠮷槗尙吳戶內神祐靖\u{fa19}"), []);
        let fonts = Fonts::load().unwrap();
        let (usual, varied) = (
            fonts.shape("葛", Face::Regular),
            fonts.shape("葛\u{e0100}", Face::Regular),
        );
        let glyph = |shaped: &Shaped| shaped.runs.first().unwrap().glyphs.first().unwrap().id;
        assert_ne!(glyph(&usual), glyph(&varied), "the selector changes the form");
        assert_eq!(varied.runs.first().unwrap().glyphs.len(), 1);
        assert_eq!(
            fonts.shape("𠮷", Face::Bold).runs.first().unwrap().drawn,
            Drawn::FallbackBold
        );
    }

    #[test]
    fn what_no_font_has_is_told_and_seen() {
        let fonts = Fonts::load().unwrap();
        // A hieroglyph, and a variation that nobody registered.
        let shaped = fonts.shape("A\u{13000}山\u{e01ef}", Face::Regular);
        assert_eq!(
            shaped.lacks,
            [Lack::Character('\u{13000}'), Lack::Variation('山', '\u{e01ef}')]
        );
        let geta = fonts
            .shape("〓", Face::Regular)
            .runs
            .first()
            .unwrap()
            .glyphs
            .first()
            .unwrap()
            .id;
        assert_eq!(shaped.runs.first().unwrap().glyphs.get(1).unwrap().id, geta);
    }

    #[test]
    fn small_figures_and_ballot_boxes_are_drawn() {
        assert_eq!(lacks("CO₂ Na⁺ 10⁻⁹ ☐☑☒"), []);
        let fonts = Fonts::load().unwrap();
        let runs = fonts.shape("CO₂", Face::Regular).runs;
        assert_eq!(runs.len(), 2);
        assert!(runs.last().unwrap().scale < 1.0 && runs.last().unwrap().raised < 0.0);
    }

    #[test]
    fn half_width_is_half_an_em() {
        let fonts = Fonts::load().unwrap();
        for face in [Face::Regular, Face::Bold] {
            assert!((fonts.width("0A-ｱ", face) - 2.0).abs() < 0.001);
            assert!((fonts.width("山田", face) - 2.0).abs() < 0.001);
            assert!(
                (fonts.width("か\u{3099}", face) - 1.0).abs() < 0.001,
                "voiced kana are one"
            );
        }
    }
}
