//! The bytes of a frame. Frozen by golden files; little-endian throughout.
//!
//! | at | bytes | |
//! |---|---|---|
//! | 0 | 4 | magic |
//! | 4 | 1 | format version |
//! | 5 | 1 | frame type |
//! | 6 | 2 | length of the header, up to the payload |
//! | 8 | 4 | length of the payload |
//! | 12 | 1 | kind of seal |
//! | 13 | 1 | 0 |
//! | 14 | 2 | which part of its record, from 0 |
//! | 16 | 8 | position of this frame |
//! | 24 | 8 | number of its record; of a segment head, of the last record before it |
//! | 32 | 8 | up to which position everything was saved when this frame was made |
//! | 40 | 8 | origin sequence |
//! | 48 | 2 | station |
//! | 50 | 2 | installation |
//! | 52 | 2 | kind of payload |
//! | 54 | 2 | 0 |
//! | 56 | 32 | hash of the frame before this one |
//! | 88 | … | payload, sealed |
//! | … | 32 | BLAKE3 of all that |
//!
//! The first 12 bytes, the position at 16 and the hash at the end stay where they are in every format to come: so an
//! older program can tell a newer frame from damage, and never cuts it off.
//!
//! "Saved up to" is what tells a torn end from damage: frames that were written together may reach the disk in any
//! order, so a gap before whole frames is no damage as long as none of them says that the gap had been saved.

use super::position::{Hash, Number, Position};
use crate::vault::{Label, SealKind};

/// The first byte never occurs in UTF-8 text.
pub(super) const MAGIC: [u8; 4] = [0xF5, b'a', b'n', b'd'];
pub(super) const VERSION: u8 = 1;
/// The length of a header of this version.
pub(super) const HEADER: usize = 88;
/// What a frame is longer than its payload.
pub(super) const OVERHEAD: usize = HEADER + Hash::LENGTH;
/// The longest payload of one frame; longer records take several.
pub(super) const LARGEST_PAYLOAD: usize = 64 * 1024;
/// How many bytes tell how long a frame is.
pub(super) const PREFIX: usize = 24;
/// The longest frame that is believed, of whatever version.
const LARGEST_FRAME: usize = 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum FrameType {
    /// A commit goes on in the next frame.
    Part = 1,
    /// A commit ends here: the mark that makes it exist.
    Mark = 2,
    /// A control record in the clear, whole.
    Control = 3,
    /// The beginning of a segment; its payload is the number of the store.
    SegmentHead = 4,
}

impl FrameType {
    fn from_code(code: u8) -> Option<Self> {
        [Self::Part, Self::Mark, Self::Control, Self::SegmentHead]
            .into_iter()
            .find(|known| *known as u8 == code)
    }
}

/// Everything in a frame but its payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) frame_type: FrameType,
    pub(super) seal: SealKind,
    pub(super) part: u16,
    pub(super) position: Position,
    pub(super) number: Number,
    pub(super) saved: Position,
    pub(super) label: Label,
    pub(super) previous: Hash,
}

/// What can be known of a frame of any version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) version: u8,
    pub(super) code: u8,
    pub(super) total: usize,
    pub(super) position: Position,
}

/// A whole frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole<'a> {
    Known {
        header: Header,
        payload: &'a [u8],
        hash: Hash,
    },
    Newer {
        version: u8,
        code: u8,
    },
}

/// Appends a frame to `out`. `payload` must not be longer than [`LARGEST_PAYLOAD`].
pub(super) fn write(out: &mut Vec<u8>, header: &Header, payload: &[u8]) -> Hash {
    debug_assert!(payload.len() <= LARGEST_PAYLOAD);
    let begin = out.len();
    out.extend_from_slice(&MAGIC);
    let length = u8::try_from(HEADER).unwrap_or(u8::MAX);
    out.extend_from_slice(&[VERSION, header.frame_type as u8, length, 0]);
    out.extend_from_slice(&u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(&[header.seal.0, 0]);
    out.extend_from_slice(&header.part.to_le_bytes());
    out.extend_from_slice(&header.position.0.to_le_bytes());
    out.extend_from_slice(&header.number.0.to_le_bytes());
    out.extend_from_slice(&header.saved.0.to_le_bytes());
    out.extend_from_slice(&header.label.sequence.to_le_bytes());
    out.extend_from_slice(&header.label.station.to_le_bytes());
    out.extend_from_slice(&header.label.installation.to_le_bytes());
    out.extend_from_slice(&header.label.kind.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(&header.previous.0);
    out.extend_from_slice(payload);
    let hash = *blake3::hash(out.get(begin..).unwrap_or_default()).as_bytes();
    out.extend_from_slice(&hash);
    Hash(hash)
}

impl Outline {
    /// `None` if no frame can begin with these bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (&[version, code], rest) = rest.split_first_chunk()?;
        let (header, rest) = rest.split_first_chunk()?;
        let (payload, rest) = rest.split_first_chunk()?;
        let (_, rest) = rest.split_first_chunk::<4>()?;
        let (position, _) = rest.split_first_chunk()?;
        let header = usize::from(u16::from_le_bytes(*header));
        let payload = usize::try_from(u32::from_le_bytes(*payload)).ok()?;
        let total = header.checked_add(payload)?.checked_add(Hash::LENGTH)?;
        let believed = match version {
            0 => false,
            VERSION => header == HEADER && payload <= LARGEST_PAYLOAD,
            _ => header >= PREFIX && total <= LARGEST_FRAME,
        };
        let position = Position(u64::from_le_bytes(*position));
        believed.then_some(Self {
            version,
            code,
            total,
            position,
        })
    }

    /// Proves `bytes`, which are the [`Outline::total`] bytes of this frame. `None` if they are damaged.
    pub(super) fn prove<'a>(&self, bytes: &'a [u8]) -> Option<Whole<'a>> {
        let (body, hash) = bytes.split_last_chunk()?;
        if bytes.len() != self.total || blake3::hash(body) != *hash {
            return None;
        }
        let newer = Whole::Newer {
            version: self.version,
            code: self.code,
        };
        if self.version != VERSION {
            return Some(newer);
        }
        let (header, payload) = body.split_at_checked(HEADER)?;
        Some(match Header::read(header) {
            Some(header) => Whole::Known {
                header,
                payload,
                hash: Hash(*hash),
            },
            None => newer,
        })
    }
}

impl Header {
    /// The header in these bytes, whether or not the frame is whole. `None` for a type that is not known.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (start, rest) = bytes.split_first_chunk::<12>()?;
        let (&[seal, _], rest) = rest.split_first_chunk()?;
        let (part, rest) = rest.split_first_chunk()?;
        let (position, rest) = rest.split_first_chunk()?;
        let (number, rest) = rest.split_first_chunk()?;
        let (saved, rest) = rest.split_first_chunk()?;
        let (sequence, rest) = rest.split_first_chunk()?;
        let (station, rest) = rest.split_first_chunk()?;
        let (installation, rest) = rest.split_first_chunk()?;
        let (kind, rest) = rest.split_first_chunk()?;
        let (_, rest) = rest.split_first_chunk::<2>()?;
        let (previous, _) = rest.split_first_chunk()?;
        let [.., code, _, _, _, _, _, _] = *start;
        Some(Self {
            frame_type: FrameType::from_code(code)?,
            seal: SealKind(seal),
            part: u16::from_le_bytes(*part),
            position: Position(u64::from_le_bytes(*position)),
            number: Number(u64::from_le_bytes(*number)),
            saved: Position(u64::from_le_bytes(*saved)),
            label: Label {
                station: u16::from_le_bytes(*station),
                installation: u16::from_le_bytes(*installation),
                sequence: u64::from_le_bytes(*sequence),
                kind: u16::from_le_bytes(*kind),
            },
            previous: Hash(*previous),
        })
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

    fn header() -> Header {
        Header {
            frame_type: FrameType::Mark,
            seal: SealKind(0),
            part: 3,
            position: Position::new(1, 4711),
            number: Number(12),
            saved: Position::new(1, 4000),
            label: Label {
                station: 7,
                installation: 2,
                sequence: 99,
                kind: 5,
            },
            previous: Hash([8; 32]),
        }
    }

    #[test]
    fn a_frame_comes_back() {
        let mut bytes = vec![1, 2, 3];
        let hash = write(&mut bytes, &header(), b"payload");
        let frame = &bytes[3..];
        assert_eq!(frame.len(), OVERHEAD + 7);
        let outline = Outline::read(frame).unwrap();
        assert_eq!((outline.total, outline.position), (frame.len(), Position::new(1, 4711)));
        assert_eq!(
            outline.prove(frame),
            Some(Whole::Known {
                header: header(),
                payload: b"payload",
                hash
            })
        );
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let mut bytes = Vec::new();
        write(&mut bytes, &header(), b"payload");
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let whole = Outline::read(&flipped).and_then(|outline| outline.prove(&flipped));
            assert_eq!(whole, None, "bit {bit}");
        }
    }

    #[test]
    fn a_newer_frame_is_whole_but_not_understood() {
        let mut bytes = Vec::new();
        write(&mut bytes, &header(), b"payload of a later year");
        bytes.truncate(bytes.len() - 32);
        for (place, version, code) in [(4, 2, 2), (5, 1, 9)] {
            let mut newer = bytes.clone();
            newer[place] = if place == 4 { version } else { code };
            let hash = blake3::hash(&newer);
            newer.extend_from_slice(hash.as_bytes());
            let whole = Outline::read(&newer).and_then(|outline| outline.prove(&newer));
            assert_eq!(whole, Some(Whole::Newer { version, code }));
        }
    }

    #[test]
    fn an_absurd_length_is_not_believed() {
        let mut bytes = Vec::new();
        write(&mut bytes, &header(), b"");
        bytes[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Outline::read(&bytes), None);
        bytes[4] = 9;
        assert_eq!(Outline::read(&bytes), None);
    }
}
