//! The disk of the machine, with a sync that takes as long as on another one. A virtual disk answers a sync out of its host's
//! memory; one of a clean laptop, whose cache loses what it holds without power, needs milliseconds.

use std::{ffi::OsString, io, path::Path, thread, time::Duration};

use andon::journal::{
    disk::Disk,
    files::{Files, How, Locking, OpenFile},
};

/// [`Disk`], and so much time for every sync.
#[derive(Debug, Clone, Copy)]
pub struct SlowDisk(pub Duration);

#[derive(Debug)]
struct SlowFile(Box<dyn OpenFile>, Duration);

impl Files for SlowDisk {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        Ok(Box::new(SlowFile(Disk.open(path, how)?, self.0)))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        Disk.create_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Disk.list(folder)
    }

    fn free_space(&self, folder: &Path) -> io::Result<u64> {
        Disk.free_space(folder)
    }
}

impl OpenFile for SlowFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        self.0.write_at(bytes, offset)
    }

    fn allocate(&self, length: u64) -> io::Result<()> {
        self.0.allocate(length)
    }

    fn length(&self) -> io::Result<u64> {
        self.0.length()
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.0.truncate(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()?;
        thread::sleep(self.1);
        Ok(())
    }

    fn try_lock(&self) -> io::Result<Locking> {
        self.0.try_lock()
    }
}
