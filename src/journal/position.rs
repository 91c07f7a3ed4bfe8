//! Where a record lies, how many lie before it, and what proves it.

use std::fmt;

/// A place in the journal: the segment in the upper half, the offset in its file in the lower. Later is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position(pub u64);

impl Position {
    pub const START: Self = Self(0);

    pub fn new(segment: u32, offset: u32) -> Self {
        Self(u64::from(segment) << 32 | u64::from(offset))
    }

    pub fn segment(self) -> u32 {
        u32::try_from(self.0 >> 32).unwrap_or(u32::MAX)
    }

    pub fn offset(self) -> u32 {
        u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(u32::MAX)
    }
}

/// As people look for it: the file's number and the byte in it.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}:{}", self.segment(), self.offset())
    }
}

/// The how-manieth record of this journal, from 1, commits and control records together. 0 is before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(pub u64);

impl Number {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The BLAKE3 of a frame. As each frame holds the one before it, it stands for everything up to there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; Self::LENGTH]);

impl Hash {
    pub const LENGTH: usize = 32;
    /// What stands before the very first frame.
    pub const NONE: Self = Self([0; Self::LENGTH]);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One record, so that it can be found again and proved to be the same: what the index remembers of the journal, what is
/// printed on the census list. Of an empty journal it is the head of its first segment, with [`Number::NONE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// Where the record begins.
    pub position: Position,
    pub number: Number,
    /// The hash of the record's last frame.
    pub hash: Hash,
}

impl Point {
    /// How many bytes [`Point::bytes`] gives.
    pub const LENGTH: usize = 8 + 8 + Hash::LENGTH;

    /// For whoever remembers a point on a disk. Frozen: position, number, hash, little-endian.
    pub fn bytes(&self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        let all = self
            .position
            .0
            .to_le_bytes()
            .into_iter()
            .chain(self.number.0.to_le_bytes())
            .chain(self.hash.0);
        for (place, byte) in bytes.iter_mut().zip(all) {
            *place = byte;
        }
        bytes
    }

    /// `None` if these are not the bytes of a point.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (position, rest) = bytes.split_first_chunk()?;
        let (number, rest) = rest.split_first_chunk()?;
        Some(Self {
            position: Position(u64::from_le_bytes(*position)),
            number: Number(u64::from_le_bytes(*number)),
            hash: Hash(rest.try_into().ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_segment_and_offset_in_order() {
        let position = Position::new(3, 4_000_000_000);
        assert_eq!((position.segment(), position.offset()), (3, 4_000_000_000));
        assert!(Position::new(2, u32::MAX) < Position::new(3, 0));
        assert_eq!(Position::new(0, 0), Position::START);
        assert_eq!(Position::new(12, 345).to_string(), "00000012:345");
    }

    #[test]
    fn a_point_comes_back_from_its_bytes_and_nothing_else_does() {
        let point = Point {
            position: Position::new(1, 2),
            number: Number(3),
            hash: Hash([4; 32]),
        };
        assert_eq!(Point::from_bytes(&point.bytes()), Some(point));
        assert_eq!(Point::from_bytes(&point.bytes()[..47]), None);
        assert_eq!(Point::from_bytes(&[0; 49]), None);
    }
}
