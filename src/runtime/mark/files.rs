//! The files beside each other in the folder of the marks, and how they get to the disk.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A store as the names of files have it.
pub(super) fn hex(store: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(store))
}

/// The mark of a store.
pub(super) fn file_of(marks: &Path, store: [u8; 16]) -> PathBuf {
    marks.join(format!("{}.mark", hex(store)))
}

/// Where a store lay when it was marked last: kept beside the mark in plain words, so that it can be looked whether it still
/// lies there.
pub(super) fn place_of(marks: &Path, store: [u8; 16]) -> PathBuf {
    file_of(marks, store).with_extension("place")
}

/// A folder by its whole name, whatever name it was given by.
pub(super) fn named(folder: &Path) -> [u8; 32] {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    *blake3::hash(whole.as_os_str().as_encoded_bytes()).as_bytes()
}

/// A small file, on the disk when this returns. Synced through the handle that wrote it: not every system flushes one that
/// only reads.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What was made in a folder is found there after a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A folder cannot be opened as a file here; its own journal keeps what was made in it.
#[cfg(windows)]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
