//! Keys and seals: what keeps the bytes on the disk from being read by whoever finds the laptop.
//!
//! `seal` is the door that every payload passes on its way to the disk and back; `index_keys` makes the keys under
//! which the index finds things without naming them.
//!
//! Not here: what the payloads mean, where they lie, who is logged in. Randomness and keys are handed in.

mod index_keys;
mod seal;

pub use index_keys::{IndexKey, IndexKeys};
pub use seal::{ClearSeal, Label, Seal, SealFault, SealKind};
