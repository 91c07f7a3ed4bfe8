//! The mark that a machine keeps of its stores, outside of their folders: where each lies, and how far it has got. By it a
//! folder that was copied, or brought back from a backup, is told from the one that gives numbers (domain.md, Patient IDs 1).
//!
//! An image of the whole disk takes the mark with it. That is told only when the two images meet.
//!
//! A mark is written in place, in one of two slots in turn, so that a power cut leaves the other one whole.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The folder of the marks; for laptops on which several system users work with one store.
pub const VARIABLE: &str = "ANDON_MACHINE_DIR";

const MAGIC: [u8; 8] = *b"andmark1";
/// Magic, store, sequence, path, hash.
const SLOT: usize = 8 + 16 + 8 + 32 + 32;
/// Slots lie in sectors of their own.
const APART: u64 = 4096;

/// What the mark says of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The folder is the one that this machine knows.
    Original,
    /// Another folder, or another machine, has the same store.
    Copied,
    /// The folder is older than what was done with it here.
    RolledBack,
}

/// What a mark says of a store, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The newest own commit that was marked.
    pub sequence: u64,
    /// Whether the folder lies where the mark says, or has moved from there.
    pub in_place: bool,
}

/// What a folder is whose newest own commit is `newest`. A machine without a mark of the store has never made it.
pub fn judge(known: Option<Known>, newest: u64) -> Standing {
    match known {
        None | Some(Known { in_place: false, .. }) => Standing::Copied,
        Some(Known { sequence, .. }) if newest < sequence => Standing::RolledBack,
        Some(_) => Standing::Original,
    }
}

/// The mark of one store, open for writing.
#[derive(Debug)]
pub struct Mark {
    file: File,
    store: [u8; 16],
    path: [u8; 32],
    written: u64,
    next: u64,
}

/// What one slot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    store: [u8; 16],
    sequence: u64,
    path: [u8; 32],
}

impl Slot {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(SLOT);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&self.store);
        bytes.extend_from_slice(&self.sequence.to_le_bytes());
        bytes.extend_from_slice(&self.path);
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(&MAGIC)?;
        let (store, rest) = rest.split_first_chunk()?;
        let (sequence, rest) = rest.split_first_chunk()?;
        let path = rest.try_into().ok()?;
        (blake3::hash(body) == *hash).then_some(Self {
            store: *store,
            sequence: u64::from_le_bytes(*sequence),
            path,
        })
    }
}

/// A folder by its whole name, whatever name it was given by.
fn named(folder: &Path) -> [u8; 32] {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    *blake3::hash(whole.as_os_str().as_encoded_bytes()).as_bytes()
}

fn file_of(marks: &Path, store: [u8; 16]) -> PathBuf {
    marks.join(format!("{:032x}.mark", u128::from_be_bytes(store)))
}

/// Where a store lay when it was marked last: kept beside the mark in plain words, so that it can be looked whether it still
/// lies there.
fn place_of(marks: &Path, store: [u8; 16]) -> PathBuf {
    file_of(marks, store).with_extension("place")
}

impl Mark {
    /// Marks a new store: nothing has been done with it yet.
    pub fn make(marks: &Path, store: [u8; 16], folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(marks)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(file_of(marks, store))?;
        let mut mark = Self {
            file,
            store,
            path: named(folder),
            written: 0,
            next: 0,
        };
        mark.put(0)?;
        mark.settle_at(marks, folder)?;
        Ok(mark)
    }

    /// Looks at a store that is opened. `newest` is the last own commit that it holds; `is_there` says whether a folder holds
    /// this very store. The mark comes back when it may be raised.
    pub fn examine(
        marks: &Path,
        store: [u8; 16],
        folder: &Path,
        newest: u64,
        is_there: &dyn Fn(&Path) -> bool,
    ) -> io::Result<(Standing, Option<Self>)> {
        let mut file = match OpenOptions::new().read(true).write(true).open(file_of(marks, store)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Standing::Copied, None)),
            Err(error) => return Err(error),
        };
        let slots: Vec<Slot> = [0, APART].into_iter().filter_map(|at| slot_at(&mut file, at)).collect();
        let Some(last) = slots
            .iter()
            .filter(|slot| slot.store == store)
            .max_by_key(|slot| slot.sequence)
            .copied()
        else {
            return Ok((Standing::Copied, None));
        };
        let path = named(folder);
        let has_moved = || {
            let before = fs::read_to_string(place_of(marks, store)).ok().map(PathBuf::from);
            before.is_some_and(|before| named(&before) == last.path && !is_there(&before))
        };
        let known = Known {
            sequence: last.sequence,
            in_place: last.path == path || has_moved(),
        };
        let standing = judge(Some(known), newest);
        if standing != Standing::Original {
            return Ok((standing, None));
        }
        let mut mark = Self {
            file,
            store,
            path,
            written: last.sequence,
            next: slots.len() as u64,
        };
        if last.path != path {
            mark.settle_at(marks, folder)?;
            mark.put(newest)?;
        }
        // What was saved and not marked any more, because the power went.
        mark.raise(newest)?;
        Ok((Standing::Original, Some(mark)))
    }

    fn settle_at(&self, marks: &Path, folder: &Path) -> io::Result<()> {
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let place = place_of(marks, self.store);
        fs::write(&place, whole.as_os_str().as_encoded_bytes())?;
        File::open(&place)?.sync_all()
    }

    /// The store has got to this own commit. On the disk when this returns.
    pub fn raise(&mut self, sequence: u64) -> io::Result<()> {
        if sequence <= self.written {
            return Ok(());
        }
        self.put(sequence)
    }

    fn put(&mut self, sequence: u64) -> io::Result<()> {
        let slot = Slot {
            store: self.store,
            sequence,
            path: self.path,
        };
        self.file.seek(SeekFrom::Start((self.next % 2) * APART))?;
        self.file.write_all(&slot.bytes())?;
        self.file.sync_data()?;
        self.written = sequence;
        self.next += 1;
        Ok(())
    }
}

fn slot_at(file: &mut File, at: u64) -> Option<Slot> {
    let mut bytes = [0; SLOT];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Slot::read(&bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    const STORE: [u8; 16] = [7; 16];

    fn examine(marks: &Path, folder: &Path, newest: u64) -> Standing {
        let there = |path: &Path| path.join("store").exists();
        Mark::examine(marks, STORE, folder, newest, &there).unwrap().0
    }

    fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let (marks, folder) = (root.path().join("marks"), root.path().join("a"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("store"), "").unwrap();
        (root, marks, folder)
    }

    #[test]
    fn the_original_is_known_and_goes_on() {
        let (_root, marks, folder) = folders();
        let mut mark = Mark::make(&marks, STORE, &folder).unwrap();
        for sequence in 1..=5 {
            mark.raise(sequence).unwrap();
        }
        assert_eq!(examine(&marks, &folder, 5), Standing::Original);
        // Saved, and the power went before it was marked.
        assert_eq!(examine(&marks, &folder, 6), Standing::Original);
        assert_eq!(examine(&marks, &folder, 5), Standing::RolledBack);
    }

    #[test]
    fn a_copy_beside_it_is_told_and_a_move_is_none() {
        let (root, marks, folder) = folders();
        drop(Mark::make(&marks, STORE, &folder).unwrap());
        let copy = root.path().join("b");
        fs::create_dir(&copy).unwrap();
        fs::write(copy.join("store"), "").unwrap();
        assert_eq!(examine(&marks, &copy, 9), Standing::Copied);
        assert_eq!(examine(&marks, &folder, 9), Standing::Original);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(examine(&marks, &copy, 9), Standing::Original);
        // From now on it lies there.
        assert_eq!(examine(&marks, &copy, 9), Standing::Original);
    }

    #[test]
    fn another_machine_knows_nothing_of_it() {
        let (root, _, folder) = folders();
        assert_eq!(examine(&root.path().join("elsewhere"), &folder, 1), Standing::Copied);
    }

    #[test]
    fn a_torn_slot_leaves_the_other() {
        let (_root, marks, folder) = folders();
        let mut mark = Mark::make(&marks, STORE, &folder).unwrap();
        mark.raise(1).unwrap();
        mark.raise(2).unwrap();
        drop(mark);
        let path = file_of(&marks, STORE);
        let mut bytes = fs::read(&path).unwrap();
        // The newest lies in the first slot again.
        bytes[SLOT - 1] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(examine(&marks, &folder, 1), Standing::Original);
    }
}
