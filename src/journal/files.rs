//! The one layer through which every file of a store goes. The program hands in [`Disk`](super::disk::Disk); the tests
//! hand in a disk that tears, fails and forgets.

use std::{
    ffi::OsString,
    fmt, io,
    path::{Path, PathBuf},
};

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It must exist; it will only be read.
    Read,
    /// It must exist; it will be read and written.
    Write,
    /// It must not exist.
    CreateNew,
    /// It may exist, its bytes are kept.
    CreateOrWrite,
}

/// What became of an attempt to lock a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locking {
    /// It is ours until the file is dropped or the process ends, however it ends.
    Taken,
    HeldByAnother,
}

/// A folder tree. Nothing that is created, renamed or removed is certain to survive a power cut before
/// [`Files::sync_folder`].
pub trait Files: Send + Sync + fmt::Debug {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>>;
    /// With its parents; no fault if it is there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in this folder durable. Does nothing where the system keeps names by itself (Windows).
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// A file or a folder. A file at `to` is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// A file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// How many bytes this user may still write on the disk of `folder`.
    fn free_space(&self, folder: &Path) -> io::Result<u64>;
}

/// One open file. Reading and writing name their place, so that threads can share it.
pub trait OpenFile: Send + Sync + fmt::Debug {
    /// May give fewer bytes than asked; 0 is the end of the file.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// May take fewer bytes than given.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize>;
    /// Takes the room for `length` bytes from the disk, and makes the file that long if it is shorter. What was not
    /// written reads as zeros.
    fn allocate(&self, length: u64) -> io::Result<()>;
    fn length(&self) -> io::Result<u64>;
    fn truncate(&self, length: u64) -> io::Result<()>;
    /// Returns when the bytes (and the length needed to find them) will survive a power cut. After a fault nobody
    /// knows what is on the disk, and asking again may lie: see architecture.md §4.1.
    fn sync_data(&self) -> io::Result<()>;
    fn try_lock(&self) -> io::Result<Locking>;
}

/// Fills `buffer`, or says how far it came before the file ended.
pub fn read_full_at(file: &dyn OpenFile, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut done = 0;
    while let Some(rest) = buffer.get_mut(done..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, offset.saturating_add(done as u64)) {
            Ok(0) => break,
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Writes all of `bytes`, or fails.
pub fn write_all_at(file: &dyn OpenFile, bytes: &[u8], offset: u64) -> io::Result<()> {
    let mut done = 0;
    while let Some(rest) = bytes.get(done..).filter(|rest| !rest.is_empty()) {
        match file.write_at(rest, offset.saturating_add(done as u64)) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => done += written,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes zeros from `from` to `until`, in pieces.
pub fn blank(file: &dyn OpenFile, from: u64, until: u64) -> io::Result<()> {
    const PIECE: usize = 64 * 1024;
    let zeros = vec![0; PIECE.min(usize::try_from(until.saturating_sub(from)).unwrap_or(PIECE))];
    let mut at = from;
    while at < until {
        let length = usize::try_from(until - at).unwrap_or(PIECE).min(zeros.len());
        write_all_at(file, zeros.get(..length).unwrap_or_default(), at)?;
        at += length as u64;
    }
    Ok(())
}

/// The whole of a small file. One that is longer than `limit` is refused before it is read.
pub fn read_file(files: &dyn Files, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = files.open(path, How::Read)?;
    let length = file.length()?;
    if length > limit {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("{length} bytes, expected at most {limit}"),
        ));
    }
    let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    let read = read_full_at(file.as_ref(), &mut bytes, 0)?;
    bytes.truncate(read);
    Ok(bytes)
}

/// Puts `bytes` where `path` is, so that after a power cut there is either the old file or the new one, whole.
pub fn replace_file(files: &dyn Files, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let fresh = beside(path, ".new");
    let file = files.open(&fresh, How::CreateOrWrite)?;
    file.truncate(0)?;
    write_all_at(file.as_ref(), bytes, 0)?;
    file.sync_data()?;
    drop(file);
    files.rename(&fresh, path)?;
    files.sync_folder(folder)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
