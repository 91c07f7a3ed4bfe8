//! The control records of a store, folded. The journal is their truth; a small file beside it spares reading all of it at
//! every start. The file is believed only as far as the journal holds the point that it names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::shut;
use crate::{
    domain::{
        access::{Keyring, control::Control},
        record::bytes,
    },
    journal::{
        Damage, Journal, Layout, OpenFault, Opened, Point, Reader, StoreHeader, StoreLock, Trust,
        files::{Files, read_file, replace_file},
    },
};

/// What the control records come to, and up to which record they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Ring {
    pub(in crate::runtime) keyring: Keyring,
    pub(in crate::runtime) point: Option<Point>,
}

/// The file beside the journal: all of it in the clear, as in the journal.
#[derive(Serialize, Deserialize)]
struct Kept {
    store: [u8; 16],
    point: Vec<u8>,
    keyring: Keyring,
}

/// In front, so that another shape is told from damage; both are thrown away.
const FORMAT: u8 = 1;
/// Two thousand people take less than a megabyte.
const LARGEST: u64 = 16 * 1024 * 1024;

impl Ring {
    /// Opens the journal without a key, and takes everything that its control records say. Last, the record that is known
    /// here and has gone from the end of the journal.
    pub(super) fn open(
        files: &Arc<dyn Files>,
        layout: Layout,
        lock: &StoreLock,
        header: &StoreHeader,
    ) -> Result<(Self, Journal, Opened, Option<Point>), OpenFault> {
        let kept = Self::kept(files.as_ref(), lock.folder(), header);
        let point = kept.as_ref().and_then(|kept| kept.point);
        let (journal, opened) = Journal::open(Arc::clone(files), lock, layout, shut(), point.as_ref())?;
        let missed = point.filter(|_| opened.faults.iter().any(|fault| fault.what == Damage::EndMissing));
        let kept = kept.filter(|_| opened.trust == Trust::Held).unwrap_or_default();
        let ring = kept.follow(&journal.reader());
        Ok((ring, journal, opened, missed))
    }

    /// What the journal says behind this point. A record of a newer program is passed by: it cannot open this store for
    /// anybody here.
    fn follow(mut self, reader: &Reader) -> Self {
        for stored in reader.controls_after(self.point.as_ref()).flatten() {
            if let Ok(control) = Control::read(stored.label.kind, &stored.payload) {
                self.keyring.take(control);
            }
        }
        self.point = Some(reader.saved());
        self
    }

    fn kept(files: &dyn Files, folder: &Path, header: &StoreHeader) -> Option<Self> {
        let raw = read_file(files, &file(folder), LARGEST).ok()?;
        let (body, hash) = raw.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(&[FORMAT]).filter(|_| blake3::hash(body) == *hash)?;
        let kept: Kept = bytes::decode(rest)
            .ok()
            .filter(|kept: &Kept| kept.store == header.store)?;
        Some(Self {
            keyring: kept.keyring,
            point: Some(Point::from_bytes(&kept.point)?),
        })
    }

    /// Writes the file. Without it the next start takes longer, and nothing else.
    pub(in crate::runtime) fn keep(&self, files: &dyn Files, folder: &Path, header: &StoreHeader) {
        let Some(point) = self.point else { return };
        let kept = Kept {
            store: header.store,
            point: point.bytes().to_vec(),
            keyring: self.keyring.clone(),
        };
        let Ok(body) = bytes::encode(&kept) else { return };
        let mut raw = vec![FORMAT];
        raw.extend_from_slice(&body);
        let hash = blake3::hash(&raw);
        raw.extend_from_slice(hash.as_bytes());
        let _slower_next_time = replace_file(files, &file(folder), &raw);
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("keyring")
}
