//! Forms that are being typed, kept so that a crash does not cost what was typed. Not in sled: that may be thrown away at
//! any time. One small file of the store, replaced as a whole, sealed like every record; what is in it is the caller's.
//!
//! The only door for drafts. Its label is always the same, so a seal must never derive a nonce from the label alone.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    journal::files::{self, Files},
    vault::{Label, Seal, SealFault, SealKind},
};

const NAME: &str = "drafts";
const MAGIC: &[u8; 8] = b"andonDFT";
const FORMAT: u8 = 1;
/// Magic, format, kind of seal, hash of the sealed bytes.
const HEAD: usize = 8 + 1 + 1 + 16;
/// Bytes of the whole file, the forms of everybody on this laptop together. More is not put in the place of what was kept before.
const LARGEST: u64 = 4 * 1024 * 1024;
/// The kind in the label; no record has it.
const KIND: u16 = 0xd7af;

/// Why drafts could not be kept or read. Nothing that was saved depends on them.
#[derive(Debug, thiserror::Error)]
pub enum DraftFault {
    #[error("the disk: {0}")]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Seal(#[from] SealFault),
    #[error("the file of drafts is damaged or of a newer program")]
    Damaged,
    #[error("{0} bytes of drafts are more than can be read back")]
    TooLarge(usize),
}

/// The drafts of one store.
#[derive(Debug, Clone)]
pub struct Drafts {
    files: Arc<dyn Files>,
    path: PathBuf,
    seal: Arc<dyn Seal>,
    label: Label,
}

impl Drafts {
    /// `station` and `installation` are those of the store in `folder`.
    pub fn new(files: Arc<dyn Files>, folder: &Path, seal: Arc<dyn Seal>, (station, installation): (u16, u16)) -> Self {
        Self {
            files,
            path: folder.join(NAME),
            seal,
            label: Label {
                station,
                installation,
                sequence: 0,
                kind: KIND,
            },
        }
    }

    /// Puts `bytes` in the place of what was kept before; after a power cut there is one of the two, whole.
    pub fn keep(&self, mut bytes: Vec<u8>) -> Result<(), DraftFault> {
        self.seal.seal(&self.label, &mut bytes)?;
        let mut whole = Vec::with_capacity(HEAD + bytes.len());
        whole.extend_from_slice(MAGIC);
        whole.extend([FORMAT, self.seal.kind().0]);
        whole.extend_from_slice(&proof(&bytes));
        whole.append(&mut bytes);
        if u64::try_from(whole.len()).is_ok_and(|length| length > LARGEST) {
            return Err(DraftFault::TooLarge(whole.len()));
        }
        files::replace_file(self.files.as_ref(), &self.path, &whole)?;
        Ok(())
    }

    /// What was kept last; nothing when nothing is kept.
    pub fn read(&self) -> Result<Option<Vec<u8>>, DraftFault> {
        let whole = match files::read_file(self.files.as_ref(), &self.path, LARGEST) {
            Ok(whole) => whole,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let (head, sealed) = whole.split_at_checked(HEAD).ok_or(DraftFault::Damaged)?;
        let (magic, rest) = head.split_at_checked(MAGIC.len()).ok_or(DraftFault::Damaged)?;
        let (&[format, kind], hash) = rest.split_first_chunk::<2>().ok_or(DraftFault::Damaged)?;
        if magic != MAGIC || format != FORMAT || hash != proof(sealed) {
            return Err(DraftFault::Damaged);
        }
        let mut bytes = sealed.to_vec();
        self.seal.open(SealKind(kind), &self.label, &mut bytes)?;
        Ok(Some(bytes))
    }

    /// Nothing is kept any more, after a power cut either: what was saved must not come back as a form to be saved again.
    pub fn forget(&self) -> Result<(), DraftFault> {
        match self.files.remove(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            // Where it is gone already, that may not be on the disk yet.
            Ok(()) | Err(_) => {}
        }
        if let Some(folder) = self.path.parent() {
            self.files.sync_folder(folder)?;
        }
        Ok(())
    }
}

fn proof(sealed: &[u8]) -> [u8; 16] {
    let mut proof = [0; 16];
    let hash = blake3::hash(sealed);
    for (place, byte) in proof.iter_mut().zip(hash.as_bytes()) {
        *place = *byte;
    }
    proof
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]

    use super::*;
    use crate::journal::{disk::Disk, simulated::SimulatedDisk};
    use crate::vault::ClearSeal;

    #[test]
    fn what_is_kept_comes_back_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Arc::new(Disk), folder.path(), Arc::new(ClearSeal), (7, 1));
        assert_eq!(drafts.read().unwrap(), None);
        drafts.keep(b"first".to_vec()).unwrap();
        drafts.keep(b"second, longer".to_vec()).unwrap();
        assert_eq!(drafts.read().unwrap().unwrap(), b"second, longer");
        let path = folder.path().join(NAME);
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut torn = whole.clone();
            torn[at] ^= 0x20;
            std::fs::write(&path, &torn).unwrap();
            assert!(drafts.read().is_err(), "byte {at}");
        }
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert!(drafts.read().is_err(), "{length} bytes");
        }
        drafts.forget().unwrap();
        drafts.forget().unwrap();
        assert_eq!(drafts.read().unwrap(), None);
    }

    #[test]
    fn what_cannot_be_read_back_is_not_put_in_the_place_of_what_can() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Arc::new(Disk), folder.path(), Arc::new(ClearSeal), (7, 1));
        let most = usize::try_from(LARGEST).unwrap() - HEAD;
        drafts.keep(vec![7; most]).unwrap();
        assert_eq!(drafts.read().unwrap().unwrap(), vec![7; most]);
        assert!(matches!(drafts.keep(vec![8; most + 1]), Err(DraftFault::TooLarge(_))));
        assert_eq!(drafts.read().unwrap().unwrap(), vec![7; most]);
    }

    /// A form that was saved and comes back after a power cut would be saved twice.
    #[test]
    fn what_is_forgotten_stays_so_when_the_power_goes() {
        for seed in 0..200 {
            let disk = SimulatedDisk::new(seed);
            disk.create_folder(Path::new("/store")).unwrap();
            disk.sync_folder(Path::new("/")).unwrap();
            let files: Arc<dyn Files> = Arc::new(disk.clone());
            let drafts = Drafts::new(files, Path::new("/store"), Arc::new(ClearSeal), (7, 1));
            drafts.keep(b"typed".to_vec()).unwrap();
            drafts.forget().unwrap();
            disk.power_cut();
            assert_eq!(drafts.read().unwrap(), None, "seed {seed}");
        }
    }
}
