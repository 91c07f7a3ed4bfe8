//! sled, and nothing else: opening, reading, writing, flushing. Everything comes back as a value or as an
//! [`IndexFault`], never as a panic.

use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::{
    contain::{THREAD, contained},
    fault::IndexFault,
};
use crate::journal::disk::create_private_folder;

/// Pages that sled keeps in memory (evidence.md, Storage 4).
const CACHE: u64 = 16 * 1024 * 1024;
/// sled's own flusher also collects its garbage, so it is left running.
const FLUSH_EVERY_MS: u64 = 5_000;
/// After this long, opening is taken for hung: a rebuild of the largest store takes less.
const PATIENCE: Duration = Duration::from_secs(60);

/// A file of this name in the folder says that something was found wrong.
const CONDEMNED: &str = "condemned";

/// What is written together: a value to put, or `None` to remove the key. All of it is in the index after a kill, or
/// nothing.
#[derive(Debug, Default)]
pub(super) struct Batch {
    entries: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    bytes: usize,
}

impl Batch {
    pub(super) fn put(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.bytes += value.len();
        self.entries.push((key, Some(value)));
    }

    pub(super) fn remove(&mut self, key: Vec<u8>) {
        self.entries.push((key, None));
    }

    /// How many bytes of values it holds.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

/// Whether something was in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Fresh,
    Recovered,
}

/// One open sled.
#[derive(Debug)]
pub(super) struct Tree {
    db: sled::Db,
    folder: PathBuf,
}

/// What is done with a key and its value.
pub(super) type Each<'a> = dyn FnMut(&[u8], &[u8]) -> Result<(), IndexFault> + Send + 'a;

impl Tree {
    /// Opens what is in `folder`, or something empty.
    pub(super) fn open(folder: &Path) -> Result<(Self, Before), IndexFault> {
        if folder.join(CONDEMNED).exists() {
            return Err(IndexFault::Damaged("something was found wrong when it was used last"));
        }
        // sled would let everybody read its files; in this folder nobody gets at them. If it cannot be made, sled says why.
        let _told_by_sled = create_private_folder(folder);
        forget_half_snapshots(folder);
        let folder = folder.to_owned();
        // A thread of its own that can be left behind: a damaged file must not keep the hospital waiting.
        let (sender, opened) = mpsc::sync_channel(1);
        let open = move || {
            let result = contained(|| open_patiently(&folder));
            let _abandoned = sender.send(result);
        };
        thread::Builder::new()
            .name(THREAD.to_owned())
            .spawn(open)
            .map_err(|error| IndexFault::Refused(format!("no thread: {error}")))?;
        opened.recv_timeout(PATIENCE).unwrap_or(Err(IndexFault::Hung))
    }

    pub(super) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexFault> {
        contained(|| Ok(self.db.get(key).map_err(|e| fault(&e))?.map(|value| value.to_vec())))
    }

    /// Calls `each` with every key from the first of `range` up to, but without, the second, in order, and its value.
    pub(super) fn scan(&self, range: Range<Vec<u8>>, each: &mut Each<'_>) -> Result<(), IndexFault> {
        contained(|| {
            for entry in self.db.range(range) {
                let (key, value) = entry.map_err(|e| fault(&e))?;
                each(&key, &value)?;
            }
            Ok(())
        })
    }

    /// Puts all of `batch` in, or nothing.
    pub(super) fn write(&self, batch: Batch) -> Result<(), IndexFault> {
        contained(|| {
            let mut together = sled::Batch::default();
            for (key, value) in batch.entries {
                match value {
                    Some(value) => together.insert(key, value),
                    None => together.remove(key),
                }
            }
            self.db.apply_batch(together).map_err(|e| fault(&e))
        })
    }

    /// Brings what was written to the disk. sled's own flush does not (evidence.md, Storage), hence the second step.
    pub(super) fn settle(&self) -> Result<(), IndexFault> {
        contained(|| {
            self.db.flush().map_err(|e| fault(&e))?;
            let file = fs::OpenOptions::new()
                .read(true)
                .write(true)
                .open(self.folder.join("db"));
            file.and_then(|file| file.sync_data()).map_err(|e| full_or(&e))
        })
    }

    /// Whatever sled says at the next start, what is here is to be rebuilt.
    pub(super) fn condemn(&self) {
        let _told_again_when_read = fs::write(self.folder.join(CONDEMNED), b"to be rebuilt\n");
    }

    /// Closes it, so that the folder can be renamed.
    pub(super) fn close(self) -> Result<(), IndexFault> {
        contained(move || {
            drop(self);
            Ok(())
        })
    }
}

fn open_patiently(folder: &Path) -> Result<(Tree, Before), IndexFault> {
    let configuration = sled::Config::new()
        .path(folder)
        .cache_capacity(CACHE)
        .flush_every_ms(Some(FLUSH_EVERY_MS));
    let begun = Instant::now();
    loop {
        match configuration.open() {
            Ok(db) => {
                let before = if db.was_recovered() {
                    Before::Recovered
                } else {
                    Before::Fresh
                };
                let folder = folder.to_owned();
                return Ok((Tree { db, folder }, before));
            }
            // One of our own that is being closed lets go of its lock a little later. The store's lock is ours, so
            // nobody else has it.
            Err(sled::Error::Io(error)) if is_locked(&error) && begun.elapsed() < Duration::from_secs(5) => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(error) => return Err(fault(&error)),
        }
    }
}

fn is_locked(error: &io::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

fn fault(error: &sled::Error) -> IndexFault {
    match error {
        sled::Error::Io(error) => full_or(error),
        other => IndexFault::Refused(other.to_string()),
    }
}

fn full_or(error: &io::Error) -> IndexFault {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => IndexFault::Full,
        _ => IndexFault::Refused(error.to_string()),
    }
}

/// A kill while sled opened leaves `snap.….generating`, over which the next opening fails (evidence.md, Storage).
fn forget_half_snapshots(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "generating")
        {
            let _gone_or_sled_complains = fs::remove_file(entry.path());
        }
    }
}
