//! Keys of the index that hold nothing personal: the same name always gives the same key, and no key gives a name.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// The place of something in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IndexKey([u8; Self::LENGTH]);

impl IndexKey {
    pub const LENGTH: usize = 32;

    pub fn bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

/// Makes index keys out of what they stand for, with a secret of this store. Without the secret, trying all names of a
/// telephone book against the index gives nothing.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct IndexKeys {
    secret: [u8; 32],
}

impl IndexKeys {
    /// `secret` is random, made once per store and kept with its keys.
    pub fn new(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// The key of `parts` among the things of `subject`. Parts are length-prefixed, so that ("ab","c") and ("a","bc")
    /// differ; subjects are kept apart, so that a phone number and an ID of equal digits differ.
    pub fn key(&self, subject: &str, parts: &[&[u8]]) -> IndexKey {
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        for part in std::iter::once(subject.as_bytes()).chain(parts.iter().copied()) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        IndexKey(*hasher.finalize().as_bytes())
    }
}

/// Never shows the secret.
impl fmt::Debug for IndexKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IndexKeys(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_repeat_and_nothing_runs_together() {
        let keys = IndexKeys::new([7; 32]);
        let key = keys.key("patient", &[b"ab", b"c"]);
        assert_eq!(key, keys.key("patient", &[b"ab", b"c"]));
        assert_ne!(key, keys.key("patient", &[b"a", b"bc"]));
        assert_ne!(key, keys.key("stay", &[b"ab", b"c"]));
        assert_ne!(key, keys.key("patient", &[b"ab", b"c", b""]));
        assert_ne!(key, IndexKeys::new([8; 32]).key("patient", &[b"ab", b"c"]));
    }

    #[test]
    fn neither_the_secret_nor_the_name_shows() {
        let keys = IndexKeys::new([0x5a; 32]);
        assert_eq!(format!("{keys:?}"), "IndexKeys(..)");
        let name = b"Yamada";
        let key = keys.key("patient", &[name]);
        assert!(!key.bytes().windows(name.len()).any(|bytes| bytes == name));
    }
}
