//! The seal of this laptop's store. What a station signs lies inside; what lies on the disk is outside.

use std::fmt;

/// What stays readable on a sealed payload. A seal binds its bytes to it: a payload under another's label does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    /// The laptop that decided.
    pub station: u16,
    /// Which life of that laptop.
    pub installation: u16,
    /// The how-manieth commit of that installation. Not the local position.
    pub sequence: u64,
    /// What kind of payload this is.
    pub kind: u16,
}

impl Label {
    /// How many bytes [`Label::bytes`] gives.
    pub const LENGTH: usize = 14;

    /// The bytes that a seal authenticates beside the payload: station, installation, sequence, kind, little-endian.
    /// Frozen: another order would open nothing that was sealed before.
    pub fn bytes(&self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        let all = self.station.to_le_bytes().into_iter();
        let all = all.chain(self.installation.to_le_bytes());
        let all = all.chain(self.sequence.to_le_bytes());
        let all = all.chain(self.kind.to_le_bytes());
        for (place, byte) in bytes.iter_mut().zip(all) {
            *place = byte;
        }
        bytes
    }
}

/// Which seal closed a payload. It stands in every frame, so that a store can change its seal and still read the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SealKind(pub u8);

impl SealKind {
    /// Nothing is hidden: control records.
    pub const CLEAR: Self = Self(0);
    /// XChaCha20-Poly1305 under the store's data key.
    pub const STORE: Self = Self(1);
}

/// Why a seal did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SealFault {
    /// Another key, another label, or changed bytes: a seal cannot tell which.
    #[error("the seal does not open: another key, another label or changed bytes")]
    Broken,
    #[error("sealed by kind {0}, which this seal does not open")]
    OtherKind(u8),
    /// No key is there: nobody is logged in.
    #[error("the key is not there")]
    NoKey,
    #[error("{0} bytes are too many for one seal")]
    TooLong(usize),
    #[error("the system gives no randomness")]
    NoRandomness,
}

/// Closes a payload for the disk and opens it again. It works in place, so that no second copy of a payload stays in
/// memory uncleaned.
pub trait Seal: Send + Sync + fmt::Debug {
    fn kind(&self) -> SealKind;

    /// How many bytes a sealed payload is longer than the payload.
    fn overhead(&self) -> usize;

    /// `bytes` is the payload before and the sealed payload after, longer by exactly [`Seal::overhead`].
    fn seal(&self, label: &Label, bytes: &mut Vec<u8>) -> Result<(), SealFault>;

    /// `bytes` is the sealed payload before and the payload after. After a fault `bytes` must not be used.
    fn open(&self, kind: SealKind, label: &Label, bytes: &mut Vec<u8>) -> Result<(), SealFault>;
}

/// The identity: sealed bytes are the payload. Damage is still found by the journal's hashes; nothing is hidden.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClearSeal;

impl Seal for ClearSeal {
    fn kind(&self) -> SealKind {
        SealKind::CLEAR
    }

    fn overhead(&self) -> usize {
        0
    }

    fn seal(&self, _label: &Label, _bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        Ok(())
    }

    fn open(&self, kind: SealKind, _label: &Label, _bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        if kind == SealKind::CLEAR {
            Ok(())
        } else {
            Err(SealFault::OtherKind(kind.0))
        }
    }
}

/// The seal of a store that nobody has opened: control records pass by it, and everything else stays shut.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKey;

impl Seal for NoKey {
    fn kind(&self) -> SealKind {
        SealKind::STORE
    }

    fn overhead(&self) -> usize {
        0
    }

    fn seal(&self, _label: &Label, _bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        Err(SealFault::NoKey)
    }

    fn open(&self, _kind: SealKind, _label: &Label, _bytes: &mut Vec<u8>) -> Result<(), SealFault> {
        Err(SealFault::NoKey)
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

    const LABEL: Label = Label {
        station: 7,
        installation: 2,
        sequence: 0x0102_0304_0506_0708,
        kind: 0x0a0b,
    };

    #[test]
    fn the_label_has_one_frozen_order() {
        assert_eq!(LABEL.bytes(), [7, 0, 2, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0x0b, 0x0a]);
    }

    #[test]
    fn the_clear_seal_changes_nothing_and_knows_its_own() {
        let mut bytes = b"payload".to_vec();
        ClearSeal.seal(&LABEL, &mut bytes).unwrap();
        assert_eq!(bytes.len(), b"payload".len() + ClearSeal.overhead());
        ClearSeal.open(SealKind::CLEAR, &LABEL, &mut bytes).unwrap();
        assert_eq!(bytes, b"payload");
        assert_eq!(
            ClearSeal.open(SealKind(1), &LABEL, &mut bytes),
            Err(SealFault::OtherKind(1))
        );
    }
}
