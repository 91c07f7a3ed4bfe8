//! The bytes of a mark: two slots that are written in turn, so that a power cut leaves the other one whole.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use super::Step;

/// What a mark begins with; its last digit is the format.
const MAGIC: [u8; 8] = *b"andmark2";

/// Magic, store, sequence, position, digest, path, machine, hash.
pub(super) const SLOT: usize = 8 + 16 + 8 + 8 + 32 + 32 + 32 + 32;

/// Slots lie in sectors of their own.
pub(super) const APART: u64 = 4096;

/// What one slot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) store: [u8; 16],
    /// `None`: nothing has been done yet.
    pub(super) step: Option<Step>,
    pub(super) path: [u8; 32],
    pub(super) machine: [u8; 32],
}

impl Slot {
    /// Of the commit that was marked; 0 when nothing has been done yet.
    pub(super) fn sequence(&self) -> u64 {
        self.step.map_or(0, |step| step.sequence)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let step = self.step.unwrap_or(Step {
            sequence: 0,
            position: 0,
            digest: [0; 32],
        });
        let mut bytes = Vec::with_capacity(SLOT);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&self.store);
        bytes.extend_from_slice(&step.sequence.to_le_bytes());
        bytes.extend_from_slice(&step.position.to_le_bytes());
        bytes.extend_from_slice(&step.digest);
        bytes.extend_from_slice(&self.path);
        bytes.extend_from_slice(&self.machine);
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        bytes
    }

    /// Nothing when it was torn, or is no mark.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(&MAGIC)?;
        let (store, rest) = rest.split_first_chunk()?;
        let (sequence, rest) = rest.split_first_chunk()?;
        let (position, rest) = rest.split_first_chunk()?;
        let (digest, rest) = rest.split_first_chunk()?;
        let (path, rest) = rest.split_first_chunk()?;
        let machine = rest.try_into().ok()?;
        let step = Step {
            sequence: u64::from_le_bytes(*sequence),
            position: u64::from_le_bytes(*position),
            digest: *digest,
        };
        (blake3::hash(body) == *hash).then_some(Self {
            store: *store,
            step: (step.sequence > 0).then_some(step),
            path: *path,
            machine,
        })
    }
}

/// The slot that begins `at` bytes into the file, when it is whole.
pub(super) fn slot_at(file: &mut File, at: u64) -> Option<Slot> {
    let mut bytes = [0; SLOT];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Slot::read(&bytes)
}
