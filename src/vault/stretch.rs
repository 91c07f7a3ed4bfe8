//! Argon2id: what makes guessing a typed pass phrase slow and large.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

/// What one guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Stretch {
    /// What hospitals get: 64 MiB, three passes. About a third of a second on a clean laptop.
    pub const STANDARD: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// For stores that are only tried out. A real store refuses what was wrapped with it.
    pub const TRIAL: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    /// More than any store was written with: a damaged or forged record must not take the memory of the machine.
    const MOST: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    /// Whether a guess costs no less than with `floor`.
    pub fn is_at_least(self, floor: Self) -> bool {
        self.memory_kib >= floor.memory_kib && self.passes >= floor.passes
    }

    /// The key that a phrase comes to; `None` when these parameters are impossible.
    pub(super) fn key(self, phrase: &str, salt: &[u8; 16]) -> Option<Zeroizing<[u8; 32]>> {
        if !Self::MOST.is_at_least(self) || self.lanes > Self::MOST.lanes {
            return None;
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; 32]);
        argon.hash_password_into(phrase.as_bytes(), salt, key.as_mut()).ok()?;
        Some(key)
    }
}
