//! The register of former patients on this laptop: kept in a sealed file beside the journal, under the hash of its content, and
//! searched in memory.
//!
//! - `file`: the content in sealed chunks, written so that after a power cut there is the whole file or none.
//! - `finder`: the register and the people of the hospital, ready to be searched by any thread.
//!
//! The journal says which register holds (`RegisterAdopted`); without its file, or with another content, there is none.

mod file;
mod finder;

pub use file::{FOLDER, RegisterFault, keep, load};
pub use finder::{Finder, RegisterOf};
