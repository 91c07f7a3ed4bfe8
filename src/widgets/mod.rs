//! Drawing that knows no hospital: bands of the screen, lists, maps, fields and forms, overlays.
//!
//! Everything is laid out through `Canvas`, which counts columns as this terminal does, so that double-width text never
//! breaks a column. Texts come in ready, in the user's language; colours are roles.
//!
//! Not here: patients and beds, keys (fields take `Edit`s, not chords), texts, what happens next.

mod bands;
mod bar;
mod bed_map;
mod canvas;
mod changes;
mod chart;
mod choice;
mod confirm;
mod edit;
mod entries;
mod field;
mod form;
mod help;
mod keys;
mod message;
mod overlay;
mod palette;
mod rule;
mod scrollbar;
mod selection;
mod small;
mod span;
mod spark;
mod table;
mod title;

pub use bands::{Bands, DETAIL_FROM, ListAndDetail};
pub use bar::OccupancyBar;
pub use bed_map::{BedMap, BedTile, Density, Direction, RoomTile, Walk};
pub use canvas::Canvas;
pub use changes::Changes;
pub use chart::Chart;
pub use choice::{Choice, ChoiceField};
pub use confirm::{Confirm, Reply};
pub use edit::{Accepts, Edit, TextEdit, folded};
pub use entries::draw_entries;
pub use field::TextField;
pub use form::{Asked, Face, Form, FormField, Input, Moved, Need};
pub use help::{Help, HelpGroup, HelpLine};
pub use keys::{Hint, KeyLine};
pub use message::{MessageLine, Tone};
pub use overlay::Overlay;
pub use palette::{Palette, PaletteLine};
pub use rule::Rule;
pub use scrollbar::Scrollbar;
pub use selection::Selection;
pub use small::TooSmall;
pub use span::Span;
pub use spark::Spark;
pub use table::{Align, Cell, Column, Room, Table};
pub use title::{TitleBar, TitlePart};
