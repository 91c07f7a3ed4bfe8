//! The control records of a store, folded. The journal is their truth; a small file beside it spares reading all of it at
//! every start. The file is believed when the journal holds the record that names its very bytes, and not otherwise: whoever
//! forges the file resets nothing, and whoever rewrites the journal for it is named by `verify`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{append, shut, tries::Tries};
use crate::{
    domain::{
        access::{
            Keyring,
            control::{Attempt, Control, Way},
            lockout::{Admission, Reading, Uptime},
        },
        record::{UserName, bytes},
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
    /// What the machine remembers beside the store.
    tries: Tries,
    /// Control records since the file was written.
    behind: usize,
    /// Records of every kind that this start had to read, because the file did not say what they come to.
    read: u64,
}

/// The file beside the journal: all of it in the clear, as in the journal.
#[derive(Serialize, Deserialize)]
struct Kept {
    store: [u8; 16],
    point: Vec<u8>,
    keyring: Keyring,
}

/// In front, so that another shape is told from damage; both are thrown away.
const FORMAT: u8 = 2;
/// Two thousand people take less than a megabyte.
const LARGEST: u64 = 16 * 1024 * 1024;
/// So many records are read in no time; only behind more the file is written before the store is open.
const FAR_BEHIND: usize = 500;
/// The same of records of every kind: most are commits, which say nothing here but lie between. Without it a store whose file is
/// missing would be read from its beginning at every start.
const FAR_TO_READ: u64 = 1_000;

impl Ring {
    /// Of a store that is being made.
    pub(in crate::runtime) fn fresh(marks: Option<&Path>, store: [u8; 16]) -> Self {
        Self {
            tries: Tries::open(marks, store),
            ..Self::default()
        }
    }

    /// Opens the journal without a key, and takes everything that its control records say. Last, the record that is known
    /// here and has gone from the end of the journal.
    pub(super) fn open(
        files: &Arc<dyn Files>,
        layout: Layout,
        lock: &StoreLock,
        header: &StoreHeader,
        marks: Option<&Path>,
    ) -> Result<(Self, Journal, Opened, Option<Point>), OpenFault> {
        let kept = Kept::read(files.as_ref(), lock.folder(), header);
        let point = kept.as_ref().map(|(_, point, _)| *point);
        let (journal, opened) = Journal::open(Arc::clone(files), lock, layout, shut(), point.as_ref())?;
        let missed = point.filter(|_| opened.faults.iter().any(|fault| fault.what == Damage::EndMissing));
        let reader = journal.reader();
        let is_named = |point: &Point, hash: &[u8; 32]| {
            let named = reader.read(point.position).ok().filter(|named| named.point == *point);
            let named = named.and_then(|named| Control::read(named.label.kind, &named.payload).ok());
            named == Some(Control::Kept(*hash))
        };
        let kept = kept.filter(|(_, point, hash)| opened.trust == Trust::Held && is_named(point, hash));
        let mut ring = Self::fresh(marks, header.store);
        if let Some((keyring, point, _)) = kept {
            ring.keyring = keyring;
            ring.point = Some(point);
        }
        ring.follow(&reader);
        Ok((ring, journal, opened, missed))
    }

    /// What the journal says behind this point. A record of a newer program is passed by: it cannot open this store for
    /// anybody here.
    fn follow(&mut self, reader: &Reader) {
        for stored in reader.controls_after(self.point.as_ref()) {
            self.behind += 1;
            let Ok(stored) = stored else {
                // It may have been the record of an envelope that was used.
                self.keyring.distrust_envelopes();
                continue;
            };
            if let Ok(control) = Control::read(stored.label.kind, &stored.payload) {
                self.keyring.take(control);
            }
        }
        let saved = reader.saved();
        let known = self.point.map_or(0, |point| point.number.0);
        self.read += saved.number.0.saturating_sub(known);
        self.point = Some(saved);
    }

    /// Folds a record that was written down, or could not be. False when nothing outlives this process of it but what the
    /// journal has.
    pub(in crate::runtime) fn take(&mut self, control: Control) -> bool {
        self.behind += 1;
        let kept = match &control {
            Control::Attempted(Attempt {
                user: Some(user),
                reading,
                ..
            }) => {
                let wrap = self.keyring.person(user).map(|person| person.wrap.clone());
                self.tries.attempted(user, &wrap.unwrap_or_default(), reading.uptime)
            }
            Control::Entered(Attempt {
                user: Some(user),
                way: Way::PassPhrase | Way::Pin,
                reading,
                ..
            }) => self.tries.entered(user, reading.uptime),
            _ => false,
        };
        self.keyring.take(control);
        kept
    }

    /// Whether a person may try now: neither the journal nor the machine remembers too many failures.
    pub(in crate::runtime) fn admission(&self, user: &UserName, reading: Reading, uptime: Uptime) -> Admission {
        let wrap = self
            .keyring
            .person(user)
            .map_or(&[][..], |person| person.wrap.as_slice());
        let waits = [
            self.keyring.admission(user, reading),
            self.tries.admission(user, wrap, uptime),
        ];
        let longest = waits.into_iter().filter_map(|admission| match admission {
            Admission::May => None,
            Admission::Locked { for_millis } => Some(for_millis),
        });
        longest
            .max()
            .map_or(Admission::May, |for_millis| Admission::Locked { for_millis })
    }

    /// How many more phrases may be tried.
    pub(in crate::runtime) fn left(&self, user: &UserName, reading: Reading) -> usize {
        let wrap = self
            .keyring
            .person(user)
            .map_or(&[][..], |person| person.wrap.as_slice());
        let remembered = self.tries.left(user, wrap, reading.uptime);
        self.keyring.left(user, reading).min(remembered)
    }

    /// Whether there is something that the file does not have.
    pub(in crate::runtime) fn is_behind(&self) -> bool {
        self.behind > 0
    }

    /// Whether another start would have much to read.
    pub(super) fn is_far_behind(&self) -> bool {
        self.behind > FAR_BEHIND || self.read > FAR_TO_READ
    }

    /// Writes the file, and into the journal first what its bytes are. Without it the next start takes longer, and nothing
    /// else.
    pub(in crate::runtime) fn keep(&mut self, journal: &mut Journal, files: &dyn Files, header: &StoreHeader) {
        let Ok(hash) = hash(&self.keyring) else { return };
        let named = append(journal, header, &Control::Kept(hash));
        let Ok(point) = named.and_then(|()| journal.sync()) else {
            return;
        };
        (self.point, self.behind, self.read) = (Some(point), 0, 0);
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
        let _slower_next_time = replace_file(files, &file(journal.folder()), &raw);
    }
}

/// What the journal says of a keyring that is kept in the file.
fn hash(keyring: &Keyring) -> Result<[u8; 32], bytes::BytesFault> {
    Ok(*blake3::hash(&bytes::encode(keyring)?).as_bytes())
}

impl Kept {
    fn read(files: &dyn Files, folder: &Path, header: &StoreHeader) -> Option<(Keyring, Point, [u8; 32])> {
        let raw = read_file(files, &file(folder), LARGEST).ok()?;
        let (body, sum) = raw.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(&[FORMAT]).filter(|_| blake3::hash(body) == *sum)?;
        let kept: Self = bytes::decode(rest)
            .ok()
            .filter(|kept: &Self| kept.store == header.store)?;
        let hash = hash(&kept.keyring).ok()?;
        Some((kept.keyring, Point::from_bytes(&kept.point)?, hash))
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("keyring")
}
