//! The disk of the machine. What only one system has stands here, each with its twin.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use super::files::{Files, How, Locking, OpenFile};

/// Files as the operating system gives them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Files for Disk {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        let mut options = OpenOptions::new();
        options.read(true);
        match how {
            How::Read => &mut options,
            How::Write => options.write(true),
            How::CreateNew => options.write(true).create_new(true),
            How::CreateOrWrite => options.write(true).create(true).truncate(false),
        };
        private(&mut options);
        Ok(Box::new(DiskFile(options.open(path)?)))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        create_private_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect()
    }

    fn free_space(&self, folder: &Path) -> io::Result<u64> {
        free_space(folder)
    }
}

#[derive(Debug)]
struct DiskFile(File);

impl OpenFile for DiskFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        read_at(&self.0, buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        write_at(&self.0, bytes, offset)
    }

    fn allocate(&self, length: u64) -> io::Result<()> {
        if self.length()? < length {
            allocate(self, length)
        } else {
            Ok(())
        }
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }

    /// On macOS this is `F_FULLFSYNC`, on Windows `FlushFileBuffers`: both reach through the disk's own cache.
    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn try_lock(&self) -> io::Result<Locking> {
        match self.0.try_lock() {
            Ok(()) => Ok(Locking::Taken),
            Err(TryLockError::WouldBlock) => Ok(Locking::HeldByAnother),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// A folder that only this user can look into, with the folders above it that are not there yet. One that is there keeps
/// the rights it has.
#[cfg(unix)]
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// The rights are inherited from the user's profile here.
#[cfg(windows)]
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// A file of the store is nobody else's to read.
#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

/// The folder's rights, inherited from the user's profile, hold here.
#[cfg(windows)]
fn private(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::write_at(file, bytes, offset)
}

#[cfg(windows)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_write(file, bytes, offset)
}

/// Real blocks from the disk, at once. A file system that cannot (some network and USB ones) gets zeros written.
#[cfg(unix)]
fn allocate(file: &DiskFile, length: u64) -> io::Result<()> {
    match rustix::fs::fallocate(&file.0, rustix::fs::FallocateFlags::empty(), 0, length) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS | rustix::io::Errno::INVAL) => {
            super::files::blank(file, file.length()?, length)
        }
        Err(error) => Err(error.into()),
    }
}

/// NTFS takes the clusters when the length is set.
#[cfg(windows)]
fn allocate(file: &DiskFile, length: u64) -> io::Result<()> {
    file.0.set_len(length)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// NTFS journals names itself, and a folder cannot be opened for flushing by an ordinary user.
#[cfg(windows)]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn free_space(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(windows)]
#[allow(unsafe_code, reason = "the standard library has no call for free space")]
fn free_space(folder: &Path) -> io::Result<u64> {
    use std::os::windows::ffi::OsStrExt;
    use windows_sys::Win32::Storage::FileSystem::GetDiskFreeSpaceExW;

    let name: Vec<u16> = folder.as_os_str().encode_wide().chain(std::iter::once(0)).collect();
    let mut free = 0_u64;
    // SAFETY: `name` ends in 0 and both pointers outlive the call; the two that are null are optional by contract.
    let answered =
        unsafe { GetDiskFreeSpaceExW(name.as_ptr(), &raw mut free, std::ptr::null_mut(), std::ptr::null_mut()) };
    if answered == 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(free)
    }
}
