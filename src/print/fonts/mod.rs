//! The fonts that the program carries, and which glyph each character gets.
//!
//! `BIZ UDGothic` (a universal-design font that covers JIS X 0213 levels 1 to 4 with its variation selectors) in two weights,
//! and Noto Sans JP for what it lacks (𠮷, 槗, 尙 …), cut down to just that. Texts of the licences, hashes and how the
//! fallback was cut are in `assets/fonts`.

mod shaping;
mod typeface;

pub use shaping::{Lack, Run, Shaped};
pub use typeface::{Face, FontFault};

use typeface::Typeface;

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/BIZUDGothic-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/BIZUDGothic-Bold.ttf");
const FALLBACK: &[u8] = include_bytes!("../../../assets/fonts/NotoSansJP-Regular-fallback.ttf");

/// All fonts, read once.
pub struct Fonts {
    regular: Typeface,
    bold: Typeface,
    fallback: Typeface,
}

impl Fonts {
    /// Reads the fonts that are part of the binary. Only a build with a broken font fails.
    pub fn load() -> Result<Self, FontFault> {
        Ok(Self {
            regular: Typeface::read("BIZUDGothic-Regular", REGULAR)?,
            bold: Typeface::read("BIZUDGothic-Bold", BOLD)?,
            fallback: Typeface::read("NotoSansJP-Regular-fallback", FALLBACK)?,
        })
    }

    /// The typeface that a run is drawn in.
    pub(super) fn font(&self, drawn: Drawn) -> &krilla::text::Font {
        match drawn {
            Drawn::Regular => self.regular.font(),
            Drawn::Bold => self.bold.font(),
            Drawn::Fallback | Drawn::FallbackBold => self.fallback.font(),
        }
    }

    fn typeface(&self, face: Face) -> &Typeface {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }
}

/// What a run of glyphs is really drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Drawn {
    Regular,
    Bold,
    Fallback,
    /// There is one weight of the fallback; it is thickened by a stroke.
    FallbackBold,
}
