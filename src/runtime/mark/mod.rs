//! The mark that a machine keeps of its stores, outside of their folders: on which machine, where each lies, and how far it
//! has got. By it a folder that was copied, or brought back from a backup, is told from the one that gives numbers (domain.md,
//! Patient IDs 1).
//!
//! The mark names its machine and the very file it stands in: a home folder that is copied to another laptop, or brought back
//! from a backup together with its marks, has a mark that says it was written elsewhere. An image of the whole disk takes even
//! that with it. That is told only when the two images meet.
//!
//! `machine` says where marks lie and on which machine, `standing` judges, `slot` has the bytes, `blocks` which store has taken
//! which block, `files` the names of the files and how they are written.

mod blocks;
mod files;
mod machine;
mod slot;
mod standing;
#[cfg(test)]
mod tests;

pub use blocks::{give_back, holder_of};
pub use machine::{Machine, Marking, Marks, VARIABLE};
pub use standing::{Known, Standing, Step, Steps, judge};

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use files::{file_of, named, place_of, sync_folder, write_whole};
use slot::{APART, Slot, slot_at};

/// The mark of one store, open for writing.
#[derive(Debug)]
pub struct Mark {
    marks: PathBuf,
    file: File,
    store: [u8; 16],
    path: [u8; 32],
    machine: [u8; 32],
    written: u64,
    /// What is on the disk for certain.
    safe: u64,
    /// The slot that does not hold what was written last.
    next: u64,
}

impl Mark {
    /// Marks a new store: nothing has been done with it yet.
    pub fn make(place: &Marks, store: [u8; 16], folder: &Path) -> io::Result<Self> {
        let marks = place.folder.as_path();
        fs::create_dir_all(marks)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(file_of(marks, store))?;
        let mut mark = Self {
            marks: marks.to_path_buf(),
            machine: place.fingerprint(&file)?,
            file,
            store,
            path: named(folder),
            written: 0,
            safe: 0,
            next: 0,
        };
        mark.put(None)?;
        mark.settle_at(marks, folder)?;
        // The file itself is there after a power cut, not only what stands in it.
        sync_folder(marks)?;
        Ok(mark)
    }

    /// Looks at a store that is opened; `steps` are the own commits that it holds, and `is_there` says whether a folder holds
    /// this very store. The mark comes back when it may be raised.
    pub fn examine(
        place: &Marks,
        store: [u8; 16],
        folder: &Path,
        steps: &dyn Steps,
        is_there: &dyn Fn(&Path) -> bool,
    ) -> io::Result<(Standing, Option<Self>)> {
        let marks = place.folder.as_path();
        let mut file = match OpenOptions::new().read(true).write(true).open(file_of(marks, store)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Standing::Copied, None)),
            Err(error) => return Err(error),
        };
        let slots = [0, 1].map(|slot| slot_at(&mut file, slot * APART).filter(|found| found.store == store));
        let whole = (0_u64..).zip(slots).filter_map(|(slot, found)| Some((slot, found?)));
        // A folder that has moved is marked anew with the step that it had got to: the slot of where it lies now is the newer.
        let lies = fs::read_to_string(place_of(marks, store)).ok().map(PathBuf::from);
        let lies_at = lies.as_deref().map(named);
        let newest = whole.max_by_key(|(_, slot)| (slot.sequence(), Some(slot.path) == lies_at));
        let Some((slot, last)) = newest else {
            return Ok((Standing::Copied, None));
        };
        let machine = place.fingerprint(&file)?;
        let path = named(folder);
        let has_moved = || {
            let before = lies.as_deref().filter(|_| lies_at == Some(last.path));
            before.is_some_and(|before| !is_there(before))
        };
        let found = last.step.and_then(|step| steps.find(&step));
        let known = Known {
            held: last.step.is_none() || found.is_some(),
            // The power may go between the two places where it is written.
            in_place: last.machine == machine && (last.path == path || lies_at == Some(path) || has_moved()),
        };
        let standing = judge(Some(known));
        if standing != Standing::Original {
            return Ok((standing, None));
        }
        let mut mark = Self {
            marks: marks.to_path_buf(),
            file,
            store,
            path,
            machine,
            written: last.sequence(),
            safe: last.sequence(),
            next: 1 - slot,
        };
        if last.path != path {
            mark.settle_at(marks, folder)?;
            mark.put(found)?;
        } else if found != last.step {
            // The next start finds it at once.
            mark.put(found)?;
        }
        // What was saved and not marked any more, because the power went.
        if let Some(newest) = steps.newest(found.as_ref()) {
            mark.raise(newest)?;
        }
        Ok((Standing::Original, Some(mark)))
    }

    fn settle_at(&self, marks: &Path, folder: &Path) -> io::Result<()> {
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let place = place_of(marks, self.store);
        write_whole(&place, whole.as_os_str().as_encoded_bytes())
    }

    /// The store has got to this own commit. On the disk when this returns.
    pub fn raise(&mut self, step: Step) -> io::Result<()> {
        if step.sequence <= self.safe {
            return Ok(());
        }
        self.put(Some(step))
    }

    /// The store has got to this own commit, which gives nothing: a backup from before it shows, and nobody waits for the disk.
    /// It stands in the slot that the next raising writes, so that the other one stays whole.
    pub fn note(&mut self, step: Step) -> io::Result<()> {
        if step.sequence <= self.written {
            return Ok(());
        }
        self.write(Some(step))
    }

    fn put(&mut self, step: Option<Step>) -> io::Result<()> {
        self.write(step)?;
        self.file.sync_data()?;
        self.safe = self.written;
        self.next = 1 - self.next;
        Ok(())
    }

    fn write(&mut self, step: Option<Step>) -> io::Result<()> {
        let slot = Slot {
            store: self.store,
            step,
            path: self.path,
            machine: self.machine,
        };
        self.file.seek(SeekFrom::Start(self.next * APART))?;
        self.file.write_all(&slot.bytes())?;
        self.written = slot.sequence();
        Ok(())
    }
}
