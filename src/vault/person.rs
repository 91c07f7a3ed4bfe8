//! The key pair of a person. The public half travels with the account; each laptop seals its own data key to it, so that
//! one pass phrase opens every laptop of the hospital and no laptop ever learns another's key.

use std::fmt;

use x25519_dalek::{PublicKey as Point, StaticSecret};
use zeroize::Zeroizing;

use super::{
    data_key::DataKey,
    random::{NoRandomness, Randomness, fresh},
    seal::SealFault,
    sealed,
};

/// The half that everybody may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(pub [u8; 32]);

/// The half that only the person's secret opens (see [`Wrap`](super::Wrap)). Wiped when it is let go.
#[derive(Clone)]
pub struct PersonKey(StaticSecret);

/// A data key, sealed to a person. Frozen: the public half of a key pair made for this alone (32), then the sealed key,
/// its tag (16) and nonce (24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl PersonKey {
    pub fn fresh(randomness: &dyn Randomness) -> Result<Self, NoRandomness> {
        let bytes = Zeroizing::new(fresh::<32>(randomness)?);
        Ok(Self(StaticSecret::from(*bytes)))
    }

    /// A key that everybody has: what it opens is open. Of stores that are only tried out.
    pub fn everybody() -> Self {
        Self(StaticSecret::from(*b"andon: open to everybody to try."))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; 32] = bytes.try_into().ok()?;
        let bytes = Zeroizing::new(bytes);
        Some(Self(StaticSecret::from(*bytes)))
    }

    pub(super) fn bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.to_bytes().into()
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(Point::from(&self.0).to_bytes())
    }

    /// The data key that was sealed to this person.
    pub fn open(&self, sealed: &Sealed) -> Result<DataKey, SealFault> {
        let (once, rest) = sealed.0.split_first_chunk::<32>().ok_or(SealFault::Broken)?;
        let shared = self.0.diffie_hellman(&Point::from(*once));
        let key = agreed(shared.as_bytes(), &PublicKey(*once), &self.public());
        let mut bytes = rest.to_vec();
        sealed::open(&sealed::cipher(&key), once, &mut bytes)?;
        let bytes = Zeroizing::new(bytes);
        DataKey::from_bytes(&bytes).ok_or(SealFault::Broken)
    }
}

impl PublicKey {
    /// Seals a data key so that only the person opens it.
    pub fn seal(&self, data: &DataKey, randomness: &dyn Randomness) -> Result<Sealed, SealFault> {
        let once = PersonKey::fresh(randomness).map_err(|NoRandomness| SealFault::NoRandomness)?;
        let shared = once.0.diffie_hellman(&Point::from(self.0));
        let once = once.public();
        let key = agreed(shared.as_bytes(), &once, self);
        let mut bytes = Vec::with_capacity(32 + sealed::OVERHEAD);
        bytes.extend_from_slice(data.bytes());
        sealed::close(&sealed::cipher(&key), &once.0, &mut bytes, randomness)?;
        Ok(Sealed([once.0.as_slice(), &bytes].concat()))
    }
}

/// The key that both sides arrive at, bound to both public halves. Frozen.
fn agreed(shared: &[u8; 32], once: &PublicKey, person: &PublicKey) -> Zeroizing<[u8; 32]> {
    let mut material = Zeroizing::new([0; 96]);
    let all = shared.iter().chain(&once.0).chain(&person.0);
    for (place, byte) in material.iter_mut().zip(all) {
        *place = *byte;
    }
    blake3::derive_key("andon 2026 data key sealed to a person", material.as_ref()).into()
}

/// Never shows the key.
impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]
    use super::*;
    use crate::vault::random::counted::Counted;

    #[test]
    fn only_the_person_opens_it() {
        let randomness = Counted::default();
        let data = DataKey::fresh(&randomness).unwrap();
        let (one, other) = (
            PersonKey::fresh(&randomness).unwrap(),
            PersonKey::fresh(&randomness).unwrap(),
        );
        let sealed = one.public().seal(&data, &randomness).unwrap();
        assert_eq!(one.open(&sealed).unwrap(), data);
        assert_eq!(other.open(&sealed), Err(SealFault::Broken));
        for place in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[place] ^= 1;
            // The top bit of the point is ignored by the curve, and bound all the same.
            assert_eq!(one.open(&changed), Err(SealFault::Broken), "byte {place}");
        }
        assert_eq!(format!("{one:?}"), "PersonKey(..)");
    }
}
