//! The one random key of a store.

use std::{fmt, sync::Arc};

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{
    file_seal::FileSeal,
    index_keys::IndexKeys,
    random::{NoRandomness, Randomness, fresh},
    store_seal::StoreSeal,
};

/// What a store is sealed with. It lies on the disk only wrapped, once for each person who may open the store; in memory
/// it is wiped when it is let go.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    pub fn fresh(randomness: &dyn Randomness) -> Result<Self, NoRandomness> {
        let bytes = Zeroizing::new(fresh::<32>(randomness)?);
        Ok(Self(*bytes))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The seal of the journal's commits and the index's values.
    pub fn seal(&self, randomness: &Arc<dyn Randomness>) -> StoreSeal {
        StoreSeal::new(&self.derived("andon 2026 seal of a store"), Arc::clone(randomness))
    }

    /// The names of the index.
    pub fn index_keys(&self) -> IndexKeys {
        IndexKeys::new(*self.derived("andon 2026 names in the index of a store"))
    }

    /// The seal of a large file of the store: a register, a picture of the print queue.
    pub fn file_seal(&self, randomness: &Arc<dyn Randomness>) -> FileSeal {
        FileSeal::new(&self.derived("andon 2026 seal of a file"), Arc::clone(randomness))
    }

    /// Keys of different uses never meet. The derivations are frozen.
    fn derived(&self, purpose: &str) -> zeroize::Zeroizing<[u8; 32]> {
        blake3::derive_key(purpose, &self.0).into()
    }
}

/// Never shows the key.
impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::access::{PassPhrase, pin::Pin},
        vault::Drawn,
    };

    /// Whoever leaves leaves no key: each of these is wiped when it is let go. It does not compile without.
    #[test]
    fn every_key_and_every_typed_secret_is_wiped() {
        fn wiped<T: ZeroizeOnDrop>() {}
        wiped::<DataKey>();
        wiped::<IndexKeys>();
        wiped::<x25519_dalek::StaticSecret>();
        wiped::<chacha20poly1305::XChaCha20Poly1305>();
        wiped::<Drawn>();
        wiped::<PassPhrase>();
        wiped::<Pin>();
    }
}
