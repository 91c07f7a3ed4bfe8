//! A field whose value is one of several; typing filters them. Some fields also take what none of them is.
//!
//! `value` is one of the values and how typing finds it, `field` which one is chosen, `several` which ones, `draw` the field and its list.

mod draw;
mod field;
mod several;
mod value;

pub use field::ChoiceField;
pub use value::Choice;
