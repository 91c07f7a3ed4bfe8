//! A key closed by a secret that a person holds.

use super::{
    data_key::DataKey,
    drawn::Drawn,
    person::PersonKey,
    random::{NoRandomness, Randomness, fresh},
    seal::SealFault,
    sealed,
    stretch::Stretch,
};
use zeroize::Zeroizing;

/// What stands between a guess and the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// A hundred drawn bits or more: slow guessing adds nothing.
    Drawn,
    /// What a person thought up: every guess costs this.
    Typed(Stretch),
}

/// A closed key, as it lies on the disk. Its parameters stand in it, so that they can become dearer.
///
/// Frozen, little-endian: format (1), strength (1: 0 drawn, 1 typed), memory in KiB (4), passes (4), lanes (4), salt (16),
/// the closed key (32), tag (16), nonce (24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrap(Vec<u8>);

/// Why a wrap did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum UnwrapFault {
    #[error("another secret")]
    Wrong,
    /// Its parameters are below what this store demands.
    #[error("wrapped too cheaply for a real store")]
    TooWeak,
    #[error("these are not the bytes of a wrap")]
    Malformed,
}

const FORMAT: u8 = 1;
const HEAD: usize = 1 + 1 + 12 + 16;

impl Wrap {
    /// Closes a person's key by their pass phrase. `whose` is bound into it: a wrap under another's name does not open.
    pub fn by_phrase(
        key: &PersonKey,
        whose: &str,
        phrase: &str,
        stretch: Stretch,
        randomness: &dyn Randomness,
    ) -> Result<Self, SealFault> {
        Self::close(&key.bytes(), whose, &Secret::Typed(phrase, stretch), randomness)
    }

    /// Closes a person's key by what was drawn for them.
    pub fn by_drawn(
        key: &PersonKey,
        whose: &str,
        drawn: &Drawn,
        randomness: &dyn Randomness,
    ) -> Result<Self, SealFault> {
        Self::close(&key.bytes(), whose, &Secret::Drawn(drawn), randomness)
    }

    /// Closes the data key itself by what was drawn: the recovery key, a one-time code.
    pub fn of_data(key: &DataKey, whose: &str, drawn: &Drawn, randomness: &dyn Randomness) -> Result<Self, SealFault> {
        Self::close(key.bytes(), whose, &Secret::Drawn(drawn), randomness)
    }

    pub fn open_person(&self, whose: &str, phrase: &str, floor: Stretch) -> Result<PersonKey, UnwrapFault> {
        let bytes = match self.strength()? {
            Strength::Typed(_) => self.open(whose, &phrase_secret(phrase), floor)?,
            Strength::Drawn => {
                let drawn = Drawn::parse(phrase, Drawn::CODE).map_err(|_| UnwrapFault::Wrong)?;
                self.open(whose, &Secret::Drawn(&drawn), floor)?
            }
        };
        PersonKey::from_bytes(&bytes).ok_or(UnwrapFault::Malformed)
    }

    pub fn open_data(&self, whose: &str, drawn: &Drawn) -> Result<DataKey, UnwrapFault> {
        let bytes = self.open(whose, &Secret::Drawn(drawn), Stretch::STANDARD)?;
        DataKey::from_bytes(&bytes).ok_or(UnwrapFault::Malformed)
    }

    /// As much work as a guess at `stretch`, for nothing.
    pub fn waste(phrase: &str, stretch: Stretch) -> bool {
        stretch.key(phrase, &[0; 16]).is_some()
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether they open shows only when a secret is tried.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn strength(&self) -> Result<Strength, UnwrapFault> {
        Head::read(&self.0).map(|head| head.strength)
    }

    fn close(key: &[u8; 32], whose: &str, secret: &Secret<'_>, randomness: &dyn Randomness) -> Result<Self, SealFault> {
        let salt: [u8; 16] = fresh(randomness).map_err(|NoRandomness| SealFault::NoRandomness)?;
        let head = Head {
            strength: secret.strength(),
            salt,
        };
        let stretched = secret.key(&head).ok_or(SealFault::NoKey)?;
        let mut bytes = Vec::with_capacity(32 + sealed::OVERHEAD);
        bytes.extend_from_slice(key);
        sealed::close(&sealed::cipher(&stretched), &head.bound(whose), &mut bytes, randomness)?;
        Ok(Self([head.bytes().as_slice(), &bytes].concat()))
    }

    fn open(&self, whose: &str, secret: &Secret<'_>, floor: Stretch) -> Result<Zeroizing<Vec<u8>>, UnwrapFault> {
        let head = Head::read(&self.0)?;
        if let Strength::Typed(stretch) = head.strength
            && !stretch.is_at_least(floor)
        {
            return Err(UnwrapFault::TooWeak);
        }
        let key = secret.key(&head).ok_or(UnwrapFault::Malformed)?;
        let mut bytes = self.0.get(HEAD..).unwrap_or_default().to_vec();
        sealed::open(&sealed::cipher(&key), &head.bound(whose), &mut bytes).map_err(|_| UnwrapFault::Wrong)?;
        Ok(bytes.into())
    }
}

/// What somebody holds.
enum Secret<'a> {
    Typed(&'a str, Stretch),
    Drawn(&'a Drawn),
}

/// A typed phrase for a wrap that says itself what a guess costs.
fn phrase_secret(phrase: &str) -> Secret<'_> {
    Secret::Typed(phrase, Stretch::STANDARD)
}

impl Secret<'_> {
    fn strength(&self) -> Strength {
        match self {
            Self::Typed(_, stretch) => Strength::Typed(*stretch),
            Self::Drawn(_) => Strength::Drawn,
        }
    }

    fn key(&self, head: &Head) -> Option<Zeroizing<[u8; 32]>> {
        match (self, head.strength) {
            (Self::Typed(phrase, _), Strength::Typed(stretch)) => stretch.key(phrase, &head.salt),
            (Self::Drawn(drawn), Strength::Drawn) => {
                let material = Zeroizing::new([drawn.bytes(), &head.salt].concat());
                Some(blake3::derive_key("andon 2026 key of a drawn secret", &material).into())
            }
            _ => None,
        }
    }
}

/// What stands in front of the closed key.
struct Head {
    strength: Strength,
    salt: [u8; 16],
}

impl Head {
    fn bytes(&self) -> [u8; HEAD] {
        let (code, stretch) = match self.strength {
            Strength::Drawn => (
                0,
                Stretch {
                    memory_kib: 0,
                    passes: 0,
                    lanes: 0,
                },
            ),
            Strength::Typed(stretch) => (1, stretch),
        };
        let mut bytes = [0; HEAD];
        let all = [FORMAT, code].into_iter();
        let all = all.chain(stretch.memory_kib.to_le_bytes());
        let all = all.chain(stretch.passes.to_le_bytes());
        let all = all.chain(stretch.lanes.to_le_bytes()).chain(self.salt);
        for (place, byte) in bytes.iter_mut().zip(all) {
            *place = byte;
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Self, UnwrapFault> {
        let parts = || {
            let (&[format, code], rest) = bytes.split_first_chunk()?;
            let (memory, rest) = rest.split_first_chunk()?;
            let (passes, rest) = rest.split_first_chunk()?;
            let (lanes, rest) = rest.split_first_chunk()?;
            let (salt, _) = rest.split_first_chunk()?;
            let stretch = Stretch {
                memory_kib: u32::from_le_bytes(*memory),
                passes: u32::from_le_bytes(*passes),
                lanes: u32::from_le_bytes(*lanes),
            };
            let strength = match (format, code) {
                (FORMAT, 0) => Strength::Drawn,
                (FORMAT, 1) => Strength::Typed(stretch),
                _ => return None,
            };
            Some(Self { strength, salt: *salt })
        };
        parts().ok_or(UnwrapFault::Malformed)
    }

    /// What the closed key is bound to: its parameters and whose it is.
    fn bound(&self, whose: &str) -> Vec<u8> {
        [self.bytes().as_slice(), whose.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]
    use super::*;
    use crate::vault::random::counted::Counted;

    fn hex(bytes: &[u8]) -> String {
        use std::fmt::Write as _;

        bytes.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        })
    }

    const PHRASE: &str = "correct horse battery staple";

    /// Frozen: key 00…1f, salt 20…2f, nonce 30…47, and the dearest parameters there are in the field.
    #[test]
    fn the_wrapped_bytes_are_golden() {
        let randomness = Counted::default();
        let key = PersonKey::fresh(&randomness).unwrap();
        let wrap = Wrap::by_phrase(&key, "k.mori", PHRASE, Stretch::STANDARD, &randomness).unwrap();
        assert_eq!(hex(wrap.bytes()), GOLDEN_TYPED);
        assert_eq!(
            wrap.open_person("k.mori", PHRASE, Stretch::STANDARD).unwrap().bytes(),
            key.bytes()
        );
        let randomness = Counted::default();
        let data = DataKey::fresh(&randomness).unwrap();
        let drawn = Drawn::fresh(Drawn::RECOVERY, &randomness).unwrap();
        let wrap = Wrap::of_data(&data, "recovery", &drawn, &randomness).unwrap();
        assert_eq!(hex(wrap.bytes()), GOLDEN_DRAWN);
        assert_eq!(wrap.open_data("recovery", &drawn).unwrap(), data);
    }

    const GOLDEN_TYPED: &str = "0101000001000300000001000000202122232425262728292a2b2c2d2e2f8d8dc16af2a888c12d48ba0777ad5036\
        e1f054ebd59796364f36bccdf80fa63396b9f1e6cec866a88baf6e775b49e700303132333435363738393a3b3c3d3e3f4041424344454647";
    const GOLDEN_DRAWN: &str = "0100000000000000000000000000404142434445464748494a4b4c4d4e4f94569e21a0fc5f02214fcb23ea10c7ad5ac4\
        429656c65b6c6a395745db769dc5d00cbc17ef6f48f9b913ad27dc7f4ac5505152535455565758595a5b5c5d5e5f6061626364656667";

    #[test]
    fn another_phrase_another_name_and_cheap_parameters_are_refused() {
        let randomness = Counted::default();
        let key = PersonKey::fresh(&randomness).unwrap();
        let wrap = Wrap::by_phrase(&key, "k.mori", PHRASE, Stretch::TRIAL, &randomness).unwrap();
        let open = |whose: &str, phrase: &str, floor| wrap.open_person(whose, phrase, floor).map(|_| ());
        assert_eq!(open("k.mori", PHRASE, Stretch::TRIAL), Ok(()));
        assert_eq!(
            open("k.mori", "correct horse battery stable", Stretch::TRIAL),
            Err(UnwrapFault::Wrong)
        );
        assert_eq!(open("y.mori", PHRASE, Stretch::TRIAL), Err(UnwrapFault::Wrong));
        assert_eq!(open("k.mori", PHRASE, Stretch::STANDARD), Err(UnwrapFault::TooWeak));
        // Whoever writes other parameters into it has not made them so.
        let mut dearer = wrap.bytes().to_vec();
        dearer[2..6].copy_from_slice(&(64_u32 * 1024).to_le_bytes());
        dearer[6..10].copy_from_slice(&3_u32.to_le_bytes());
        let dearer = Wrap::from_bytes(dearer);
        assert_eq!(
            dearer.open_person("k.mori", PHRASE, Stretch::STANDARD).map(|_| ()),
            Err(UnwrapFault::Wrong)
        );
        // Nor may a forged record ask for all the memory of the machine.
        let mut huge = wrap.bytes().to_vec();
        huge[2..6].copy_from_slice(&u32::MAX.to_le_bytes());
        let huge = Wrap::from_bytes(huge);
        assert_eq!(
            huge.open_person("k.mori", PHRASE, Stretch::TRIAL).map(|_| ()),
            Err(UnwrapFault::Malformed)
        );
        assert_eq!(
            Wrap::from_bytes(vec![1, 1, 0])
                .open_person("k.mori", PHRASE, Stretch::TRIAL)
                .map(|_| ()),
            Err(UnwrapFault::Malformed)
        );
    }
}
