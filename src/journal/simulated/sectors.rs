//! The bytes of one file: what was written, what will survive, and what may.

use std::collections::BTreeMap;

use super::chance::Chance;

pub(super) const SECTOR: usize = 512;

/// What one power cut does to one file.
#[derive(Debug, Clone, Copy)]
enum Tear {
    /// Everything had just reached the platter.
    AllThere,
    NothingThere,
    /// Sectors up to one are there.
    Prefix(u64),
    /// Each sector for itself.
    Any,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Sectors {
    written: Vec<u8>,
    durable: Vec<u8>,
    /// Each version of each sector since the last sync.
    versions: BTreeMap<u64, Vec<[u8; SECTOR]>>,
    /// Each length since the last sync.
    lengths: Vec<u64>,
}

impl Sectors {
    pub(super) fn durable(bytes: &[u8]) -> Self {
        Self {
            written: bytes.to_vec(),
            durable: bytes.to_vec(),
            ..Self::default()
        }
    }

    pub(super) fn all(&self) -> &[u8] {
        &self.written
    }

    pub(super) fn length(&self) -> u64 {
        self.written.len() as u64
    }

    pub(super) fn set_length(&mut self, length: u64) {
        if length != self.length() {
            // What is cut off and grown again reads as zeros, on the platter too.
            let kept = usize::try_from(length).unwrap_or(0).min(self.written.len());
            let (from, until) = (kept, self.written.len());
            self.written.resize(usize::try_from(length).unwrap_or(0), 0);
            self.lengths.push(length);
            self.note(from, until);
        }
    }

    pub(super) fn read(&self, buffer: &mut [u8], offset: u64) -> usize {
        let there = usize::try_from(offset)
            .ok()
            .and_then(|offset| self.written.get(offset..))
            .unwrap_or_default();
        for (place, byte) in buffer.iter_mut().zip(there) {
            *place = *byte;
        }
        buffer.len().min(there.len())
    }

    /// The file is long enough already.
    pub(super) fn write(&mut self, bytes: &[u8], offset: u64) {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        if let Some(place) = self.written.get_mut(from..from.saturating_add(bytes.len())) {
            place.copy_from_slice(bytes);
            self.note(from, from.saturating_add(bytes.len()));
        }
    }

    pub(super) fn flip(&mut self, offset: u64, bit: u8) {
        let place = usize::try_from(offset).unwrap_or(usize::MAX);
        for bytes in [&mut self.written, &mut self.durable] {
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1_u8.wrapping_shl(u32::from(bit));
            }
        }
    }

    pub(super) fn sync(&mut self) {
        self.durable.resize(self.written.len(), 0);
        for (sector, versions) in std::mem::take(&mut self.versions) {
            if let Some(newest) = versions.last() {
                put(&mut self.durable, sector, newest);
            }
        }
        self.lengths.clear();
    }

    /// Some of it is saved, and the rest will never be unless it is written again.
    pub(super) fn fail_sync(&mut self, chance: &mut Chance) {
        if chance.coin() {
            self.durable.resize(self.written.len(), 0);
        }
        for (sector, versions) in std::mem::take(&mut self.versions) {
            if let Some(newest) = versions.last().filter(|_| chance.coin()) {
                put(&mut self.durable, sector, newest);
            }
        }
        self.lengths.clear();
    }

    pub(super) fn power_cut(&mut self, chance: &mut Chance) {
        let count = self.versions.len() as u64;
        let tear = match chance.below(4) {
            0 => Tear::AllThere,
            1 => Tear::NothingThere,
            2 => Tear::Prefix(chance.below(count + 1)),
            _ => Tear::Any,
        };
        let older = chance.below(self.lengths.len() as u64 + 1);
        let length = match tear {
            Tear::AllThere => self.lengths.last(),
            Tear::NothingThere => None,
            Tear::Prefix(_) | Tear::Any => usize::try_from(older).ok().and_then(|older| self.lengths.get(older)),
        };
        if let Some(length) = length {
            self.durable.resize(usize::try_from(*length).unwrap_or(0), 0);
        }
        self.lengths.clear();
        for (index, (sector, versions)) in (0..).zip(std::mem::take(&mut self.versions)) {
            let survivor = match tear {
                Tear::AllThere => versions.last(),
                Tear::NothingThere => None,
                Tear::Prefix(until) => versions.last().filter(|_| index < until),
                Tear::Any => {
                    let which = chance.below(versions.len() as u64 + 1);
                    usize::try_from(which).ok().and_then(|which| versions.get(which))
                }
            };
            if let Some(survivor) = survivor {
                put(&mut self.durable, sector, survivor);
            }
        }
        self.written.clone_from(&self.durable);
    }

    /// Remembers the sectors of these bytes as they are now.
    fn note(&mut self, from: usize, until: usize) {
        let (first, last) = (from / SECTOR, until.div_ceil(SECTOR));
        for sector in first..last {
            let mut version = [0; SECTOR];
            let there = self.written.get(sector * SECTOR..).unwrap_or_default();
            for (place, byte) in version.iter_mut().zip(there) {
                *place = *byte;
            }
            self.versions.entry(sector as u64).or_default().push(version);
        }
    }
}

/// Puts a sector in its place, as far as the file reaches.
fn put(bytes: &mut [u8], sector: u64, content: &[u8; SECTOR]) {
    let from = usize::try_from(sector).unwrap_or(usize::MAX).saturating_mul(SECTOR);
    for (place, byte) in bytes.iter_mut().skip(from).zip(content) {
        *place = *byte;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: &[u8]) -> Sectors {
        let mut sectors = Sectors::default();
        sectors.set_length(bytes.len() as u64);
        sectors.write(bytes, 0);
        sectors
    }

    #[test]
    fn what_was_synced_survives_every_cut() {
        for seed in 0..200 {
            let mut sectors = file(&[1; 2000]);
            sectors.sync();
            sectors.write(&[2; 100], 700);
            sectors.power_cut(&mut Chance::new(seed));
            assert_eq!(sectors.all().len(), 2000);
            assert!(
                sectors.all()[..512].iter().all(|byte| *byte == 1),
                "an untouched sector changed"
            );
            let middle = &sectors.all()[700..800];
            assert!(middle.iter().all(|byte| *byte == 1) || middle.iter().all(|byte| *byte == 2));
        }
    }

    #[test]
    fn what_was_not_synced_is_torn_in_many_ways() {
        let mut outcomes = std::collections::BTreeSet::new();
        for seed in 0..5000 {
            let mut sectors = file(&[0; 1536]);
            sectors.sync();
            sectors.write(&[1; 1536], 0);
            sectors.write(&[2; 1536], 0);
            sectors.power_cut(&mut Chance::new(seed));
            outcomes.insert([sectors.all()[0], sectors.all()[600], sectors.all()[1200]]);
        }
        assert_eq!(
            outcomes.len(),
            27,
            "each of three sectors can be in each of three states"
        );
    }

    #[test]
    fn after_a_failed_sync_the_next_one_saves_nothing() {
        let lost = (0..50).filter(|seed| {
            let mut sectors = file(&[0; 512]);
            sectors.sync();
            sectors.write(&[1; 512], 0);
            sectors.fail_sync(&mut Chance::new(*seed));
            sectors.sync();
            assert_eq!(sectors.all(), [1; 512], "memory still shows it");
            sectors.power_cut(&mut Chance::new(*seed));
            sectors.all() == [0; 512]
        });
        assert!(lost.count() > 10);
    }
}
