//! A form: all its fields at once when they fit, required ones marked, the error beside the field.
//!
//! The form keeps what was typed and where the keyboard is. Labels and errors come in when it is drawn, because the language
//! may change in between and because only the screen knows what is wrong. `field` is one field, `walk` where the keyboard goes and
//! what it does there, `draw` the picture.

mod draw;
mod field;
mod walk;

pub use draw::Face;
pub use field::{Asked, FormField, Input, Need};
pub use walk::{Form, Moved};
