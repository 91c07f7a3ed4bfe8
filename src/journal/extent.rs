//! Up to where a copy of a journal is whole: a small file in the folder of the copy, written anew when everything before that
//! end has reached the disk. What lies behind it was being copied when the stick was pulled, and is copied again.
//!
//! Frozen, little-endian: magic (8), format (1), reserved (7), store (16), end (8), the last record (48), BLAKE3 of all that (32).

use std::path::Path;

use super::{
    fault::DiskFault,
    files::{Files, How, read_file, replace_file},
    layout::Names,
    position::{Hash, Number, Point, Position},
};

/// How far a copy has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Whose copy it is.
    pub(super) store: [u8; 16],
    /// Behind the last byte.
    pub(super) end: Position,
    /// A record that is in it; of a long copying the last one of all that was copied before.
    pub(super) head: Point,
}

const MAGIC: [u8; 8] = *b"\xF5andcop1";
const LENGTH: usize = 8 + 8 + 16 + 8 + Point::LENGTH + 32;

impl Extent {
    /// Of a copy that has been begun.
    pub(super) const fn begun(store: [u8; 16]) -> Self {
        Self {
            store,
            end: Position::START,
            head: Point {
                position: Position::START,
                number: Number::NONE,
                hash: Hash::NONE,
            },
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend_from_slice(&self.store);
        bytes.extend_from_slice(&self.end.0.to_le_bytes());
        bytes.extend_from_slice(&self.head.bytes());
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        if blake3::hash(body) != *hash {
            return None;
        }
        let (&[1, ..], rest) = body.strip_prefix(&MAGIC)?.split_first_chunk::<8>()? else {
            return None;
        };
        let (store, rest) = rest.split_first_chunk()?;
        let (end, head) = rest.split_first_chunk()?;
        Some(Self {
            store: *store,
            end: Position(u64::from_le_bytes(*end)),
            head: Point::from_bytes(head)?,
        })
    }
}

/// `None` where there is none, or none that can be read.
pub(super) fn read(files: &dyn Files, names: &Names) -> Option<Extent> {
    Extent::from_bytes(&read_file(files, &names.copied(), 4096).ok()?)
}

/// Whether this is the folder of a copy, be it one whose end cannot be read.
pub(super) fn is_there(files: &dyn Files, names: &Names) -> bool {
    files.open(&names.copied(), How::Read).is_ok()
}

pub(super) fn write(files: &dyn Files, names: &Names, extent: &Extent) -> Result<(), DiskFault> {
    let path: &Path = &names.copied();
    replace_file(files, path, &extent.bytes()).map_err(|error| DiskFault::new("write", path, &error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "tests may stop")]
    use super::*;

    #[test]
    fn an_extent_comes_back_and_every_flipped_bit_is_seen() {
        let extent = Extent {
            end: Position::new(2, 4711),
            head: Point {
                position: Position::new(2, 4000),
                number: Number(99),
                hash: Hash([7; 32]),
            },
            ..Extent::begun([3; 16])
        };
        let bytes = extent.bytes();
        assert_eq!(bytes.len(), LENGTH);
        assert_eq!(Extent::from_bytes(&bytes), Some(extent));
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Extent::from_bytes(&flipped), None, "bit {bit}");
        }
    }
}
