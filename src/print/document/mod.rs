//! The documents: what each of them says, out of the hospital as it is. Where it stands on the paper is the form's matter.
//!
//! `kind` names them with the fields their forms may use, `teller` writes names, dates and places, the others fill one
//! document each. Slips, runs and registers are plain values (`slip`), taken from the hospital by `order` and `carry`, so that
//! a form can be filled without a hospital.

mod kind;
mod teller;

pub mod carry;
pub mod daily;
pub mod label;
pub mod list;
pub mod order;
pub mod packet;
pub mod sheets;
pub mod slip;
pub mod summary;

pub use kind::{COMMON, Kind};
pub use teller::{Origin, Teller};
