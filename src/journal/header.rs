//! The header file of a store: whose it is. Written once, when everything else of an empty store is there, so that a
//! store with a header is a whole store.
//!
//! Frozen, little-endian: magic (8), format (1), what it is for (1: 0 a hospital, 1 a trial), reserved (2), station (2), installation (2), created (8), store (16),
//! BLAKE3 of all that (32).

use std::path::Path;

use super::{
    fault::{DiskFault, OpenFault},
    files::{Files, read_file, replace_file},
};

/// What a store is for. It is written once and never changes: a store that was tried out is never worked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A hospital works in it.
    Real,
    /// It is tried out or trained with: its keys may be cheap, and nobody real may be in it.
    Trial,
}

/// Whose store this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreHeader {
    pub purpose: Purpose,
    /// Random, handed in at creation: tells this store from all others.
    pub store: [u8; 16],
    pub station: u16,
    pub installation: u16,
    /// Milliseconds since 1970 UTC, by the clock that was handed in.
    pub created: i64,
}

const MAGIC: [u8; 8] = *b"\xF5andon\r\n";
const FORMAT: u8 = 1;
const BODY: usize = 40;
const LENGTH: usize = BODY + 32;

impl StoreHeader {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(&MAGIC);
        let purpose = match self.purpose {
            Purpose::Real => 0,
            Purpose::Trial => 1,
        };
        bytes.extend_from_slice(&[FORMAT, purpose, 0, 0]);
        bytes.extend_from_slice(&self.station.to_le_bytes());
        bytes.extend_from_slice(&self.installation.to_le_bytes());
        bytes.extend_from_slice(&self.created.to_le_bytes());
        bytes.extend_from_slice(&self.store);
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, OpenFault> {
        Self::parse(bytes).unwrap_or(Err(OpenFault::HeaderDamaged))
    }

    /// `None` if the bytes are not a header.
    fn parse(bytes: &[u8]) -> Option<Result<Self, OpenFault>> {
        // The hash is the last thing in a header of any format, so that a newer one can be told from a damaged one.
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(&MAGIC)?;
        let (&[format, purpose, ..], rest) = rest.split_first_chunk::<4>()?;
        if blake3::hash(body) != *hash {
            return None;
        }
        if format != FORMAT {
            return Some(Err(OpenFault::Newer(format)));
        }
        let (station, rest) = rest.split_first_chunk()?;
        let (installation, rest) = rest.split_first_chunk()?;
        let (created, store) = rest.split_first_chunk()?;
        Some(Ok(Self {
            purpose: match purpose {
                0 => Purpose::Real,
                1 => Purpose::Trial,
                _ => return None,
            },
            store: store.try_into().ok()?,
            station: u16::from_le_bytes(*station),
            installation: u16::from_le_bytes(*installation),
            created: i64::from_le_bytes(*created),
        }))
    }
}

pub(super) fn write(files: &dyn Files, path: &Path, header: &StoreHeader) -> Result<(), DiskFault> {
    replace_file(files, path, &header.bytes()).map_err(|error| DiskFault::new("write", path, &error))
}

/// `None` if there is no such file.
pub(super) fn read(files: &dyn Files, path: &Path) -> Result<Option<StoreHeader>, OpenFault> {
    const LIMIT: u64 = 64 * 1024;
    match read_file(files, path, LIMIT) {
        Ok(bytes) => StoreHeader::from_bytes(&bytes).map(Some),
        Err(error) => match error.kind() {
            std::io::ErrorKind::NotFound => Ok(None),
            std::io::ErrorKind::FileTooLarge => Err(OpenFault::HeaderDamaged),
            _ => Err(DiskFault::new("read", path, &error).into()),
        },
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

    const HEADER: StoreHeader = StoreHeader {
        purpose: Purpose::Real,
        store: [9; 16],
        station: 7,
        installation: 2,
        created: -5,
    };

    #[test]
    fn a_header_comes_back_and_every_flipped_bit_is_seen() {
        let bytes = HEADER.bytes();
        assert_eq!(bytes.len(), LENGTH);
        assert_eq!(StoreHeader::from_bytes(&bytes), Ok(HEADER));
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                StoreHeader::from_bytes(&flipped),
                Err(OpenFault::HeaderDamaged),
                "bit {bit}"
            );
        }
        for length in 0..bytes.len() {
            assert_eq!(
                StoreHeader::from_bytes(&bytes[..length]),
                Err(OpenFault::HeaderDamaged),
                "length {length}"
            );
        }
    }

    #[test]
    fn a_newer_format_is_not_taken_for_damage() {
        let mut bytes = HEADER.bytes();
        bytes.truncate(BODY);
        bytes[8] = 2;
        bytes.extend_from_slice(b"and something more");
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        assert_eq!(StoreHeader::from_bytes(&bytes), Err(OpenFault::Newer(2)));
    }
}
