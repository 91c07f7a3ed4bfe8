//! Randomness, handed in: the system's, or one that a golden file can hold.

use std::fmt;

/// The system gives no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the system gives no randomness")]
pub struct NoRandomness;

/// Where keys, salts and nonces come from.
pub trait Randomness: Send + Sync + fmt::Debug {
    /// Fills all of `bytes`, or nothing may be made of them.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// So many fresh bytes.
pub(super) fn fresh<const N: usize>(randomness: &dyn Randomness) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    randomness.fill(&mut bytes)?;
    Ok(bytes)
}

/// A row of bytes that is the same every time, for golden files.
#[cfg(test)]
pub(super) mod counted {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::{NoRandomness, Randomness};

    #[derive(Debug, Default)]
    pub(in crate::vault) struct Counted(AtomicU8);

    impl Randomness for Counted {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
            for byte in bytes {
                *byte = self.0.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        }
    }
}
