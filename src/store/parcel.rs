//! Values as they lie in sled: sealed, in pieces small enough for its pages, with a hash that binds them to their key.

use std::{fmt, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    fault::IndexFault,
    tree::{Batch, Tree},
};
use crate::{
    domain::{identity::Identifier, record::bytes, state::Subject},
    journal::StoreHeader,
    vault::{IndexKeys, Label, Seal, SealKind},
};

/// What a store's index is written with: its seal, its secret for keys, and whose it is.
#[derive(Clone, Debug)]
pub struct Keys {
    seal: Arc<dyn Seal>,
    index: IndexKeys,
    header: StoreHeader,
}

/// The kinds of things in the index; the first byte of every key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Checkpoint,
    Hot,
    Archived,
    Directory,
    Own,
    Shelf,
    Catalogue,
}

impl Area {
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Checkpoint => b'k',
            Self::Hot => b'h',
            Self::Archived => b'a',
            Self::Directory => b'd',
            Self::Own => b'o',
            Self::Shelf => b's',
            Self::Catalogue => b'c',
        }
    }
}

/// Where one value lies. It says nothing of what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) area: Area,
    pub(super) key: [u8; 16],
}

/// A part of an area: the `number`-th of `of` equal ones. Keys are hashes, so equal shares hold about equally much; the
/// pieces of one value are never parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) number: u8,
    pub(super) of: u8,
}

impl Share {
    pub(super) const ALL: Self = Self { number: 0, of: 1 };

    /// The keys from the first up to, but without, the second.
    fn range(self, area: Area) -> Range<Vec<u8>> {
        let from = |number: u8| {
            let first = u16::from(number) * 256 / u16::from(self.of.max(1));
            match u8::try_from(first) {
                Ok(first) => vec![area.byte(), first],
                Err(_) => vec![area.byte() + 1],
            }
        };
        from(self.number)..from(self.number.saturating_add(1))
    }
}

/// What proves a value whole and the newest: the hash over its address and its sealed bytes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Proof {
    pub(super) hash: [u8; 16],
    /// In how many pieces it lies.
    pub(super) pieces: u16,
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}/{}", u128::from_le_bytes(self.hash), self.pieces)
    }
}

/// The sum over many values: it does not add up if one is missing, older, or there twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    count: u64,
    sum: u128,
}

impl Tally {
    pub(super) fn add(&mut self, proof: &Proof) {
        self.count = self.count.wrapping_add(1);
        self.sum = self.sum.wrapping_add(u128::from_le_bytes(proof.hash));
    }

    pub(super) fn subtract(&mut self, proof: &Proof) {
        self.count = self.count.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(u128::from_le_bytes(proof.hash));
    }
}

const FORMAT: u8 = 1;
/// Format, kind of seal, number of pieces, hash.
const HEAD: usize = 1 + 1 + 2 + 16;
/// A leaf of sled holds up to 17 values and leaves its log for a file of its own above 128 KB; 17 of these fit.
const PIECE: usize = 6 * 1024;

impl Keys {
    pub fn new(header: StoreHeader, seal: Arc<dyn Seal>, index: IndexKeys) -> Self {
        Self { seal, index, header }
    }

    pub(super) fn store(&self) -> [u8; 16] {
        self.header.store
    }

    pub(super) fn station(&self) -> (u16, u16) {
        (self.header.station, self.header.installation)
    }

    pub(super) fn of_subject(&self, area: Area, subject: &Subject) -> Result<Address, IndexFault> {
        let name = bytes::encode(subject).map_err(|_| IndexFault::Damaged("a subject's name"))?;
        Ok(Address {
            area,
            key: self.short("subject", &name),
        })
    }

    pub(super) fn of_identifier(&self, identifier: &Identifier) -> [u8; 16] {
        self.short("identifier", identifier.as_str().as_bytes())
    }

    pub(super) fn of_page(page: u64) -> Address {
        let mut key = [0; 16];
        for (place, byte) in key.iter_mut().zip(page.to_be_bytes()) {
            *place = byte;
        }
        Address { area: Area::Own, key }
    }

    pub(super) fn of_shelf(number: u16) -> Address {
        let mut key = [0; 16];
        for (place, byte) in key.iter_mut().zip(number.to_be_bytes()) {
            *place = byte;
        }
        Address { area: Area::Shelf, key }
    }

    pub(super) fn of_catalogue() -> Address {
        Address {
            area: Area::Catalogue,
            key: [0; 16],
        }
    }

    pub(super) fn of_checkpoint() -> Address {
        Address {
            area: Area::Checkpoint,
            key: [0; 16],
        }
    }

    fn short(&self, kind: &str, name: &[u8]) -> [u8; 16] {
        let long = self.index.key(kind, &[name]);
        let mut short = [0; 16];
        for (place, byte) in short.iter_mut().zip(long.bytes()) {
            *place = *byte;
        }
        short
    }

    /// Seals `plain` and lays its pieces into `batch`. `before` are the pieces of the value it replaces.
    pub(super) fn pack(
        &self,
        address: &Address,
        plain: Vec<u8>,
        before: Option<&Proof>,
        batch: &mut Batch,
    ) -> Result<Proof, IndexFault> {
        let mut sealed = plain;
        self.seal.seal(&self.label(address), &mut sealed)?;
        let kind = self.seal.kind();
        let pieces = (sealed.len() + HEAD).div_ceil(PIECE);
        let pieces = u16::try_from(pieces).map_err(|_| IndexFault::Damaged("a value too large"))?;
        let hash = self.hash(address, kind, pieces, &sealed);
        let mut head = Vec::with_capacity(PIECE.min(sealed.len() + HEAD));
        head.extend([FORMAT, kind.0]);
        head.extend(pieces.to_le_bytes());
        head.extend(hash);
        let (first, rest) = sealed.split_at(sealed.len().min(PIECE - HEAD));
        head.extend(first);
        batch.put(address.piece(0), head);
        for (number, piece) in (1..).zip(rest.chunks(PIECE)) {
            batch.put(address.piece(number), piece.to_vec());
        }
        let proof = Proof { hash, pieces };
        for surplus in pieces..before.map_or(0, |before| before.pieces) {
            batch.remove(address.piece(surplus));
        }
        Ok(proof)
    }

    /// Takes a value out again.
    pub(super) fn unlay(address: &Address, proof: &Proof, batch: &mut Batch) {
        for piece in 0..proof.pieces {
            batch.remove(address.piece(piece));
        }
    }

    /// The value at `address`; `None` if there is none.
    pub(super) fn fetch(&self, tree: &Tree, address: &Address) -> Result<Option<(Vec<u8>, Proof)>, IndexFault> {
        let Some(first) = tree.get(&address.piece(0))? else {
            return Ok(None);
        };
        let pieces = Head::read(&first)?.pieces;
        let mut value = first;
        for number in 1..pieces {
            let piece = tree.get(&address.piece(number))?;
            value.extend(piece.ok_or(IndexFault::Damaged("a piece is missing"))?);
        }
        self.unpack(address, value).map(Some)
    }

    /// Calls `each` with every value of one share of an area, whole and opened.
    pub(super) fn each(
        &self,
        tree: &Tree,
        area: Area,
        share: Share,
        each: &mut (dyn FnMut(Address, Vec<u8>, Proof) -> Result<(), IndexFault> + Send),
    ) -> Result<(), IndexFault> {
        let mut open: Option<(Address, Vec<u8>)> = None;
        tree.scan(share.range(area), &mut |key, value| {
            let (address, piece) = Address::read(area, key)?;
            match &mut open {
                Some((known, whole)) if *known == address && piece > 0 => whole.extend(value),
                _ if piece == 0 => {
                    if let Some((address, whole)) = open.replace((address, value.to_vec())) {
                        let (plain, proof) = self.unpack(&address, whole)?;
                        each(address, plain, proof)?;
                    }
                }
                _ => return Err(IndexFault::Damaged("a piece without its head")),
            }
            Ok(())
        })?;
        match open {
            Some((address, whole)) => {
                let (plain, proof) = self.unpack(&address, whole)?;
                each(address, plain, proof)
            }
            None => Ok(()),
        }
    }

    fn unpack(&self, address: &Address, value: Vec<u8>) -> Result<(Vec<u8>, Proof), IndexFault> {
        let head = Head::read(&value)?;
        let mut sealed = value;
        sealed.drain(..HEAD);
        if self.hash(address, head.kind, head.pieces, &sealed) != head.hash {
            return Err(IndexFault::Damaged("a value does not match its hash"));
        }
        self.seal.open(head.kind, &self.label(address), &mut sealed)?;
        Ok((
            sealed,
            Proof {
                hash: head.hash,
                pieces: head.pieces,
            },
        ))
    }

    fn hash(&self, address: &Address, kind: SealKind, pieces: u16, sealed: &[u8]) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.header.store);
        hasher.update(&address.piece(0));
        hasher.update(&[FORMAT, kind.0]);
        hasher.update(&pieces.to_le_bytes());
        hasher.update(sealed);
        let mut hash = [0; 16];
        hasher.finalize_xof().fill(&mut hash);
        hash
    }

    /// A seal binds a value to its place in this store's index.
    fn label(&self, address: &Address) -> Label {
        let (sequence, _) = address.key.split_first_chunk().unwrap_or((&[0; 8], &[]));
        Label {
            station: self.header.station,
            installation: self.header.installation,
            sequence: u64::from_be_bytes(*sequence),
            kind: 0x8000 | u16::from(address.area.byte()),
        }
    }
}

struct Head {
    kind: SealKind,
    pieces: u16,
    hash: [u8; 16],
}

impl Head {
    fn read(value: &[u8]) -> Result<Self, IndexFault> {
        let damaged = IndexFault::Damaged("a value without a head");
        let Some((&[format, kind, low, high], rest)) = value.split_first_chunk() else {
            return Err(damaged);
        };
        let Some((hash, _)) = rest.split_first_chunk().filter(|_| format == FORMAT) else {
            return Err(damaged);
        };
        Ok(Self {
            kind: SealKind(kind),
            pieces: u16::from_le_bytes([low, high]),
            hash: *hash,
        })
    }
}

impl Address {
    fn piece(&self, number: u16) -> Vec<u8> {
        let mut key = Vec::with_capacity(19);
        key.push(self.area.byte());
        key.extend(self.key);
        key.extend(number.to_be_bytes());
        key
    }

    fn read(area: Area, key: &[u8]) -> Result<(Self, u16), IndexFault> {
        let parts = key.get(1..).and_then(|rest| rest.split_first_chunk::<16>());
        let number = parts.and_then(|(_, rest)| rest.try_into().ok()).map(u16::from_be_bytes);
        match (parts, number) {
            (Some((key, _)), Some(number)) => Ok((Self { area, key: *key }, number)),
            _ => Err(IndexFault::Damaged("a key of another kind")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_leave_nothing_out_and_nothing_twice() {
        for of in 1..=7 {
            let mut next = vec![b'h', 0];
            for number in 0..of {
                let range = Share { number, of }.range(Area::Hot);
                assert_eq!(range.start, next);
                assert!(range.start < range.end);
                next = range.end;
            }
            assert_eq!(next, vec![b'i']);
        }
    }
}
