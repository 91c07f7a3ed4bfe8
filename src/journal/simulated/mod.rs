//! A disk that does what real ones do at the worst moment. For tests and drills: it lives in memory, and everything
//! that looks like chance comes from the seed.
//!
//! It keeps what was written apart from what will survive. A power cut leaves of each unsynced 512-byte sector any
//! version that was ever written, or the old one; of each unsynced name the old one or the new one. A sync that fails
//! behaves as Linux does: what was to be saved is forgotten, and the next sync says that all is well.
//!
//! - `mod` is the disk as tests hold it; `tree` the names, `sectors` the bytes, `chance` the seed.

mod chance;
mod sectors;
mod tree;

use std::{
    ffi::OsString,
    io,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::files::{Files, How, Locking, OpenFile};
use chance::Chance;
use sectors::Sectors;
use tree::{Inode, Tree};

/// Whether `sync_data` does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syncs {
    Kept,
    /// It answers that all is well and saves nothing: the safeguard taken out.
    Forgotten,
}

/// How many operations there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub writes: u64,
    pub syncs: u64,
    pub folder_syncs: u64,
    /// Everything that changes something, also the above.
    pub changes: u64,
}

/// The disk. Clones are the same disk; [`SimulatedDisk::fork`] makes another.
#[derive(Debug, Clone)]
pub struct SimulatedDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Clone)]
struct State {
    tree: Tree,
    chance: Chance,
    /// Files opened before a power cut or a kill are of an earlier boot.
    boot: u64,
    powered: bool,
    capacity: Option<u64>,
    syncs: Syncs,
    short_writes: bool,
    counts: Counts,
    fail_write: Option<u64>,
    fail_sync: Option<u64>,
    cut_at: Option<u64>,
    bad: Vec<(PathBuf, Range<u64>)>,
}

impl SimulatedDisk {
    pub fn new(seed: u64) -> Self {
        let state = State {
            tree: Tree::default(),
            chance: Chance::new(seed),
            boot: 0,
            powered: true,
            capacity: None,
            syncs: Syncs::Kept,
            short_writes: false,
            counts: Counts::default(),
            fail_write: None,
            fail_sync: None,
            cut_at: None,
            bad: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// A disk that has lost the meaning of `sync_data`: the safety tests must fail on it.
    pub fn forgetting_syncs(seed: u64) -> Self {
        let disk = Self::new(seed);
        disk.set_syncs(Syncs::Forgotten);
        disk
    }

    pub fn set_syncs(&self, syncs: Syncs) {
        self.state().syncs = syncs;
    }

    /// Another disk with the same content, so that one store can be damaged in many ways.
    #[must_use]
    pub fn fork(&self) -> Self {
        let mut state = self.state().clone();
        state.boot += 1;
        state.tree.forget_locks();
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// The power fails, and comes back: what was not synced is there in part or not at all.
    pub fn power_cut(&self) {
        let state = &mut *self.state();
        state.tree.power_cut(&mut state.chance);
        state.boot += 1;
        state.powered = true;
        state.cut_at = None;
        // A fault that was still due belongs to the life before.
        state.fail_write = None;
        state.fail_sync = None;
    }

    /// The power fails at the `n`-th change from now, 0 being the next. Until [`SimulatedDisk::power_cut`] nothing works.
    pub fn cut_power_at(&self, n: u64) {
        let mut state = self.state();
        state.cut_at = Some(state.counts.changes + n);
    }

    /// The process is killed: its locks are gone, everything it wrote is there.
    pub fn kill(&self) {
        let mut state = self.state();
        state.tree.forget_locks();
        state.boot += 1;
    }

    /// The `n`-th write from now fails with a fault of the disk, 0 being the next.
    pub fn fail_write(&self, n: u64) {
        let mut state = self.state();
        state.fail_write = Some(state.counts.writes + n);
    }

    /// The `n`-th sync of a file from now fails, 0 being the next.
    pub fn fail_sync(&self, n: u64) {
        let mut state = self.state();
        state.fail_sync = Some(state.counts.syncs + n);
    }

    /// `None`: endless.
    pub fn set_capacity(&self, bytes: Option<u64>) {
        self.state().capacity = bytes;
    }

    /// How many bytes all files together have.
    pub fn used(&self) -> u64 {
        self.state().tree.used()
    }

    /// Writes take as many bytes as they like.
    pub fn write_short(&self) {
        self.state().short_writes = true;
    }

    /// Turns one bit, in memory and on the platter. Nothing happens behind the end of the file.
    pub fn flip(&self, path: &Path, offset: u64, bit: u8) {
        if let Some(inode) = self.state().tree.at(path) {
            inode.sectors.flip(offset, bit);
        }
    }

    /// The disk fails to read these bytes.
    pub fn spoil(&self, path: &Path, bytes: Range<u64>) {
        self.state().bad.push((path.to_owned(), bytes));
    }

    /// What a file holds now.
    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        Some(self.state().tree.at(path)?.sectors.all().to_vec())
    }

    /// Puts a file there, durable at once.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        self.state().tree.put(path, bytes);
    }

    /// Takes a file away, durable at once.
    pub fn take(&self, path: &Path) {
        self.state().tree.take(path);
    }

    /// All files.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().tree.paths()
    }

    pub fn counts(&self) -> Counts {
        self.state().counts
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn power_is_off() -> io::Error {
    io::Error::other("the power is off")
}

fn disk_fault() -> io::Error {
    io::Error::other("the disk has a fault")
}

impl State {
    fn powered(&self) -> io::Result<()> {
        if self.powered { Ok(()) } else { Err(power_is_off()) }
    }

    /// Counts a change. At the one where the power fails, chance says whether it is still done.
    fn change<T>(&mut self, done: impl FnOnce(&mut Self) -> io::Result<T>) -> io::Result<T> {
        self.powered()?;
        let number = self.counts.changes;
        self.counts.changes += 1;
        if self.cut_at.is_none_or(|cut| number < cut) {
            return done(self);
        }
        if self.chance.coin() {
            // Nobody hears the answer.
            let _unheard = done(self);
        }
        self.powered = false;
        Err(power_is_off())
    }

    fn room(&self) -> u64 {
        self.capacity
            .map_or(u64::MAX, |capacity| capacity.saturating_sub(self.tree.used()))
    }
}

impl Files for SimulatedDisk {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        let state = &mut *self.state();
        state.powered()?;
        let id = match (state.tree.id(path), how) {
            (Some(_), How::CreateNew) => return Err(io::ErrorKind::AlreadyExists.into()),
            (Some(id), _) => id,
            (None, How::Read | How::Write) => return Err(io::ErrorKind::NotFound.into()),
            (None, How::CreateNew | How::CreateOrWrite) => state.change(|state| state.tree.create(path))?,
        };
        let (disk, path, boot) = (self.clone(), path.to_owned(), state.boot);
        Ok(Box::new(SimulatedFile {
            disk,
            path,
            id,
            boot,
            writable: how != How::Read,
            locked: Mutex::new(false),
        }))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.state().change(|state| {
            state.tree.create_folder(path);
            Ok(())
        })
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.state().change(|state| {
            state.counts.folder_syncs += 1;
            if state.syncs == Syncs::Kept {
                state.tree.sync_folder(path)
            } else {
                Ok(())
            }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().change(|state| state.tree.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.state().change(|state| state.tree.remove(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let state = self.state();
        state.powered()?;
        state.tree.list(folder)
    }

    fn free_space(&self, _folder: &Path) -> io::Result<u64> {
        let state = self.state();
        state.powered()?;
        Ok(state.room())
    }
}

#[derive(Debug)]
struct SimulatedFile {
    disk: SimulatedDisk,
    path: PathBuf,
    id: u64,
    boot: u64,
    writable: bool,
    locked: Mutex<bool>,
}

impl SimulatedFile {
    fn with<T>(&self, done: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let state = &mut *self.disk.state();
        state.powered()?;
        if state.boot == self.boot {
            done(state)
        } else {
            Err(power_is_off())
        }
    }

    fn change<T>(&self, done: impl FnOnce(&mut State, &Self) -> io::Result<T>) -> io::Result<T> {
        if !self.writable {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.with(|state| state.change(|state| done(state, self)))
    }

    fn inode<'s>(&self, state: &'s mut State) -> io::Result<&'s mut Inode> {
        state.tree.inode(self.id).ok_or_else(power_is_off)
    }

    fn sectors<'s>(&self, state: &'s mut State) -> io::Result<&'s mut Sectors> {
        Ok(&mut self.inode(state)?.sectors)
    }

    /// Makes the file longer if there is room, as far as there is.
    fn grow(&self, state: &mut State, length: u64) -> io::Result<u64> {
        let room = state.room();
        let sectors = self.sectors(state)?;
        let now = sectors.length();
        let granted = length.min(now.saturating_add(room)).max(now);
        sectors.set_length(granted);
        Ok(granted)
    }
}

impl OpenFile for SimulatedFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.with(|state| {
            let asked = offset..offset.saturating_add(buffer.len() as u64);
            let meets = |bad: &Range<u64>| bad.start < asked.end && asked.start < bad.end;
            if state.bad.iter().any(|(path, bad)| *path == self.path && meets(bad)) {
                return Err(disk_fault());
            }
            Ok(self.sectors(state)?.read(buffer, offset))
        })
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        self.change(|state, file| {
            let number = state.counts.writes;
            state.counts.writes += 1;
            let short = state.short_writes && state.chance.coin();
            let taken = if short {
                state.chance.below(bytes.len() as u64).max(1)
            } else {
                bytes.len() as u64
            };
            let end = file.grow(state, offset.saturating_add(taken))?;
            let taken = end.saturating_sub(offset).min(taken);
            if taken == 0 && !bytes.is_empty() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let failing = state.fail_write == Some(number);
            // A write that fails has often been half done.
            let taken = if failing { state.chance.below(taken + 1) } else { taken };
            let taken = usize::try_from(taken).unwrap_or(0);
            file.sectors(state)?
                .write(bytes.get(..taken).unwrap_or_default(), offset);
            if failing { Err(disk_fault()) } else { Ok(taken) }
        })
    }

    fn allocate(&self, length: u64) -> io::Result<()> {
        self.change(|state, file| {
            let granted = file.grow(state, length)?;
            if granted < length {
                Err(io::ErrorKind::StorageFull.into())
            } else {
                Ok(())
            }
        })
    }

    fn length(&self) -> io::Result<u64> {
        self.with(|state| Ok(self.sectors(state)?.length()))
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.change(|state, file| {
            let now = file.sectors(state)?.length();
            if length > now && file.grow(state, length)? < length {
                return Err(io::ErrorKind::StorageFull.into());
            }
            file.sectors(state)?.set_length(length);
            Ok(())
        })
    }

    fn sync_data(&self) -> io::Result<()> {
        self.change(|state, file| {
            let number = state.counts.syncs;
            state.counts.syncs += 1;
            if state.fail_sync == Some(number) {
                let mut chance = state.chance.branch();
                file.sectors(state)?.fail_sync(&mut chance);
                return Err(disk_fault());
            }
            if state.syncs == Syncs::Kept {
                file.sectors(state)?.sync();
            }
            Ok(())
        })
    }

    fn try_lock(&self) -> io::Result<Locking> {
        self.with(|state| {
            let mut locked = self.locked.lock().unwrap_or_else(PoisonError::into_inner);
            let inode = self.inode(state)?;
            if inode.locked && !*locked {
                return Ok(Locking::HeldByAnother);
            }
            inode.locked = true;
            *locked = true;
            Ok(Locking::Taken)
        })
    }
}

impl Drop for SimulatedFile {
    fn drop(&mut self) {
        let locked = *self.locked.lock().unwrap_or_else(PoisonError::into_inner);
        if locked {
            let _gone = self.with(|state| {
                self.inode(state)?.locked = false;
                Ok(())
            });
        }
    }
}
