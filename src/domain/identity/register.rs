//! The register of former patients: what the journal knows of it. The people themselves are in a file of its own, because a
//! million of them change as a whole and never one by one (architecture.md §4.4).

use serde::{Deserialize, Serialize};

/// From here on this register of former patients is the one that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RegisterAdopted {
    /// BLAKE3 of the content: what the file is found by, and what its content must come to.
    pub content: [u8; 32],
    pub people: u64,
}

impl RegisterAdopted {
    /// The name of its file.
    pub fn name(&self) -> String {
        blake3::Hash::from_bytes(self.content).to_hex().to_string()
    }
}
