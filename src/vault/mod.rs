//! Keys and seals: what keeps the bytes on the disk from being read by whoever finds the laptop.
//!
//! - `data_key`: the one random key of a store. What seals, names and files are made with comes out of it.
//! - `seal`: the door that every payload passes on its way to the disk and back; `store_seal` is the one that hides.
//! - `file_seal`: the same for a large file, in chunks.
//! - `index_keys`: the keys under which the index finds things without naming them.
//! - `wrap`: a key closed by a secret that a person holds: a pass phrase (`stretch` makes guessing slow), or a secret
//!   that a machine drew (`drawn`).
//! - `authenticator`: the numbers of a second factor.
//! - `person`: the key pair of a person. A laptop seals its data key to the public half, so that one account opens every
//!   laptop.
//!
//! Not here: what the payloads mean, where they lie, who is logged in. Randomness is handed in. Keys are wiped when they
//! are let go; none of them has a readable `Debug`.

mod authenticator;
mod data_key;
mod drawn;
mod file_seal;
mod index_keys;
mod person;
mod random;
mod seal;
mod sealed;
mod store_seal;
mod stretch;
mod wrap;

pub use authenticator::Authenticator;
pub use data_key::DataKey;
pub use drawn::{Drawn, DrawnFault};
pub use file_seal::{CHUNK, Chunk, FileSeal};
pub use index_keys::{IndexKey, IndexKeys};
pub use person::{PersonKey, PublicKey, Sealed};
pub use random::{NoRandomness, Randomness};
pub use seal::{ClearSeal, Label, NoKey, Seal, SealFault, SealKind};
pub use store_seal::StoreSeal;
pub use stretch::Stretch;
pub use wrap::{Strength, UnwrapFault, Wrap};
