//! The seal that hides: XChaCha20-Poly1305, bound to the label.

use std::{fmt, sync::Arc};

use chacha20poly1305::XChaCha20Poly1305;

use super::{
    random::Randomness,
    seal::{Label, Seal, SealFault, SealKind},
    sealed::{self, OVERHEAD},
};

/// The seal of one store. Made of its [`DataKey`](super::DataKey).
pub struct StoreSeal {
    cipher: XChaCha20Poly1305,
    randomness: Arc<dyn Randomness>,
}

impl StoreSeal {
    pub(super) fn new(key: &[u8; 32], randomness: Arc<dyn Randomness>) -> Self {
        Self {
            cipher: sealed::cipher(key),
            randomness,
        }
    }
}

impl Seal for StoreSeal {
    fn kind(&self) -> SealKind {
        SealKind::STORE
    }

    fn overhead(&self) -> usize {
        OVERHEAD
    }

    fn seal(&self, label: &Label, bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        sealed::close(&self.cipher, &label.bytes(), bytes, self.randomness.as_ref())
    }

    fn open(&self, kind: SealKind, label: &Label, bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        // A payload in the clear under the label of a sealed one is forged.
        if kind != SealKind::STORE {
            return Err(SealFault::OtherKind(kind.0));
        }
        sealed::open(&self.cipher, &label.bytes(), bytes)
    }
}

/// Never shows the key.
impl fmt::Debug for StoreSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreSeal(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]
    use super::*;
    use crate::vault::{DataKey, random::counted::Counted};

    const LABEL: Label = Label {
        station: 7,
        installation: 2,
        sequence: 31,
        kind: 1,
    };

    fn seal() -> StoreSeal {
        let randomness: Arc<dyn Randomness> = Arc::new(Counted::default());
        DataKey::fresh(randomness.as_ref()).unwrap().seal(&randomness)
    }

    fn hex(bytes: &[u8]) -> String {
        use std::fmt::Write as _;

        bytes.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        })
    }

    /// Frozen: a store that was sealed once must open for ever. Key bytes 00…1f, nonce 20…37.
    #[test]
    fn the_sealed_bytes_are_golden() {
        let mut bytes = b"payload".to_vec();
        seal().seal(&LABEL, &mut bytes).unwrap();
        assert_eq!(hex(&bytes), GOLDEN);
        seal().open(SealKind::STORE, &LABEL, &mut bytes).unwrap();
        assert_eq!(bytes, b"payload");
    }

    const GOLDEN: &str =
        "60ac8a539bca8e028adbe43672cfbf97045cfe3af0cb2c202122232425262728292a2b2c2d2e2f3031323334353637";

    #[test]
    fn another_label_another_key_and_every_flipped_bit_are_refused() {
        let seal = seal();
        let mut sealed = b"\xe7\x94\xb0\xe4\xb8\xad".to_vec();
        seal.seal(&LABEL, &mut sealed).unwrap();
        assert_eq!(sealed.len(), 6 + seal.overhead());
        let labels = [
            Label { station: 8, ..LABEL },
            Label {
                installation: 3,
                ..LABEL
            },
            Label { sequence: 32, ..LABEL },
            Label { kind: 2, ..LABEL },
        ];
        for label in labels {
            assert_eq!(
                seal.open(SealKind::STORE, &label, &mut sealed.clone()),
                Err(SealFault::Broken)
            );
        }
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                seal.open(SealKind::STORE, &LABEL, &mut flipped),
                Err(SealFault::Broken),
                "bit {bit}"
            );
        }
        for length in 0..sealed.len() {
            let mut cut = sealed[..length].to_vec();
            assert_eq!(seal.open(SealKind::STORE, &LABEL, &mut cut), Err(SealFault::Broken));
        }
        let mut clear = b"forged".to_vec();
        assert_eq!(
            seal.open(SealKind::CLEAR, &LABEL, &mut clear),
            Err(SealFault::OtherKind(0))
        );
    }

    #[test]
    fn the_same_payload_never_looks_the_same() {
        let seal = seal();
        let (mut one, mut two) = (b"payload".to_vec(), b"payload".to_vec());
        seal.seal(&LABEL, &mut one).unwrap();
        seal.seal(&LABEL, &mut two).unwrap();
        assert_ne!(one, two);
        assert_eq!(format!("{seal:?}"), "StoreSeal(..)");
    }
}
