//! One font file: its characters and how wide their glyphs are.

use krilla::text::Font;
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    charmap::{Charmap, MapVariant},
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

/// The two weights that a form may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    Regular,
    Bold,
}

/// A font of the program cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the font {0} cannot be read")]
pub struct FontFault(&'static str);

/// One font, ready to be asked.
pub(super) struct Typeface {
    font: Font,
    characters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    units_per_em: f32,
}

/// How a font has a character with a variation selector.
pub(super) enum Variant {
    Has(GlyphId),
    /// It does not know this variation, perhaps the character itself.
    Lacks,
}

impl Typeface {
    pub fn read(name: &'static str, bytes: &'static [u8]) -> Result<Self, FontFault> {
        let reference = FontRef::new(bytes).map_err(|_| FontFault(name))?;
        let font = Font::new(bytes.into(), 0).ok_or(FontFault(name))?;
        Ok(Self {
            units_per_em: font.units_per_em(),
            font,
            characters: reference.charmap(),
            widths: reference.glyph_metrics(Size::unscaled(), LocationRef::default()),
        })
    }

    pub fn font(&self) -> &Font {
        &self.font
    }

    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        self.characters.map(c).filter(|glyph| glyph.to_u32() != 0)
    }

    pub fn variant(&self, c: char, selector: char) -> Variant {
        match self.characters.map_variant(c, selector) {
            Some(MapVariant::UseDefault) => self.glyph(c).map_or(Variant::Lacks, Variant::Has),
            Some(MapVariant::Variant(glyph)) => Variant::Has(glyph),
            None => Variant::Lacks,
        }
    }

    /// In ems.
    pub fn advance(&self, glyph: GlyphId) -> f32 {
        self.widths.advance_width(glyph).unwrap_or_default() / self.units_per_em
    }
}
