//! The documents: what each of them says, out of the hospital as it is. Where it stands on the paper is the form's matter.
//!
//! `letterhead` is the hospital as papers that leave it name it, `example` fills a form without a hospital. `kind` names them with the fields their forms may use, `person` and `teller` write people, names, dates and places, `book` what
//! the book of slips calls things, the others fill one
//! document each. Slips, runs and registers are plain values (`slip`), taken from the hospital by `order`, `blank` and `carry`, so that
//! a form can be filled without a hospital.

mod book;
mod kind;
mod person;
mod teller;

pub mod blank;
pub mod carry;
pub mod daily;
pub mod example;
pub mod label;
pub mod letterhead;
pub mod list;
pub mod order;
pub mod packet;
pub mod sheets;
pub mod slip;
pub mod summary;

pub use kind::{COMMON, Kind, SLIP_FIELD};
pub use teller::{Alike, Origin, Teller};
