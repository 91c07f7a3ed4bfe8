//! Sealing a large file in chunks, so that it is read piece by piece and no piece can be moved, left out or added.

use std::{fmt, sync::Arc};

use chacha20poly1305::XChaCha20Poly1305;

use super::{
    random::Randomness,
    seal::SealFault,
    sealed::{self, OVERHEAD},
};

/// How many bytes of a file are sealed together. The last chunk may be shorter.
pub const CHUNK: usize = 64 * 1024;

/// Which piece of which file. A chunk opens under no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// What tells this file from all others: its content hash, or what was drawn for it.
    pub file: [u8; 32],
    pub number: u64,
    /// Says that the file ends here: without it, a file that was cut short would read as whole.
    pub is_last: bool,
}

impl Chunk {
    /// Frozen.
    fn bytes(&self) -> [u8; 41] {
        let mut bytes = [0; 41];
        let all = self.file.into_iter().chain(self.number.to_le_bytes());
        let all = all.chain([u8::from(self.is_last)]);
        for (place, byte) in bytes.iter_mut().zip(all) {
            *place = byte;
        }
        bytes
    }
}

/// Seals the chunks of a store's files. Made of its [`DataKey`](super::DataKey).
#[derive(Clone)]
pub struct FileSeal {
    cipher: XChaCha20Poly1305,
    randomness: Arc<dyn Randomness>,
}

impl FileSeal {
    /// How many bytes a sealed chunk is longer than the chunk.
    pub const OVERHEAD: usize = OVERHEAD;

    pub(super) fn new(key: &[u8; 32], randomness: Arc<dyn Randomness>) -> Self {
        Self {
            cipher: sealed::cipher(key),
            randomness,
        }
    }

    /// `bytes` is the chunk before, at most [`CHUNK`] bytes, and the sealed chunk after.
    pub fn seal(&self, chunk: &Chunk, bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        if bytes.len() > CHUNK {
            return Err(SealFault::TooLong(bytes.len()));
        }
        sealed::close(&self.cipher, &chunk.bytes(), bytes, self.randomness.as_ref())
    }

    /// `bytes` is the sealed chunk before and the chunk after.
    pub fn open(&self, chunk: &Chunk, bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        sealed::open(&self.cipher, &chunk.bytes(), bytes)
    }
}

/// Never shows the key.
impl fmt::Debug for FileSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileSeal(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;
    use crate::vault::{DataKey, random::counted::Counted};

    #[test]
    fn a_chunk_opens_in_its_own_place_only() {
        let randomness: Arc<dyn Randomness> = Arc::new(Counted::default());
        let seal = DataKey::fresh(randomness.as_ref()).unwrap().file_seal(&randomness);
        let chunk = Chunk {
            file: [9; 32],
            number: 3,
            is_last: false,
        };
        let mut bytes = vec![7; CHUNK];
        seal.seal(&chunk, &mut bytes).unwrap();
        assert_eq!(bytes.len(), CHUNK + FileSeal::OVERHEAD);
        let wrong = [
            Chunk { number: 4, ..chunk },
            Chunk { is_last: true, ..chunk },
            Chunk { file: [8; 32], ..chunk },
        ];
        for other in wrong {
            assert_eq!(seal.open(&other, &mut bytes.clone()), Err(SealFault::Broken));
        }
        seal.open(&chunk, &mut bytes).unwrap();
        assert_eq!(bytes, vec![7; CHUNK]);
        let mut long = vec![0; CHUNK + 1];
        assert_eq!(seal.seal(&chunk, &mut long), Err(SealFault::TooLong(CHUNK + 1)));
    }
}
