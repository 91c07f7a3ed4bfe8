//! The documents: what each of them says, out of the hospital as it is. Where it stands on the paper is the form's matter.
//!
//! `kind` names them with the fields their forms may use, `teller` writes names, dates and places, the others fill one
//! document each. Documents of slips and of patient numbers are filled from plain values (`slip`, `label`), so that this
//! room does not decide what a slip is.

mod kind;
mod teller;

pub mod daily;
pub mod label;
pub mod list;
pub mod sheets;
pub mod slip;
pub mod summary;

pub use kind::{COMMON, Kind};
pub use teller::{Origin, Teller};
