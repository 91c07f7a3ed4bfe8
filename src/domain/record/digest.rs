//! What names the content of a commit: the same on every laptop that has it.

/// The hash of its canonical bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(canonical: &[u8]) -> Self {
        Self(*blake3::hash(canonical).as_bytes())
    }

    pub fn bytes(self) -> [u8; 32] {
        self.0
    }

    /// What stands on paper of it.
    pub fn beginning(self) -> [u8; 8] {
        self.0.first_chunk().copied().unwrap_or_default()
    }
}
