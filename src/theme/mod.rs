//! How things look: roles and their colours, shapes and their twins, and how many columns a text takes.
//!
//! The colours are data (`assets/themes/*.toml`). Nothing here knows a hospital, a screen or a language.
//! `Look` is what drawing is handed: the theme in this terminal's colours, its shapes, its measure.

mod colour;
mod depth;
mod look;
mod measure;
mod palette;
mod role;
mod shape;
mod wrap;

pub use depth::Depth;
pub use look::{Look, Setting};
pub use measure::{Ambiguous, LEAST, Measure};
pub use palette::{Palette, Theme, ThemeError};
pub use role::Role;
pub use shape::Shape;
