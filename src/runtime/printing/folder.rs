//! The folder of papers, for a laptop without a printer: readable by this user only. Papers hold names in the clear, so they
//! are overwritten and removed after an hour: at the next start, lock, end or paper, whatever comes first.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use crate::print::queue::Papers;

/// The folder in that of the store.
pub const FOLDER: &str = "paper";

/// Long enough to carry a paper to a printer, and no longer.
const KEPT: Duration = Duration::from_secs(60 * 60);

/// The papers of the store in a folder.
#[derive(Debug, Clone)]
pub struct PaperFolder {
    store: PathBuf,
}

impl PaperFolder {
    pub fn new(store: &Path) -> Self {
        Self {
            store: store.to_path_buf(),
        }
    }
}

impl Papers for PaperFolder {
    fn write(&self, path: &Path, pdf: &[u8]) -> io::Result<()> {
        create(path, pdf)
    }

    fn keep(&self, name: &str, pdf: &[u8]) -> io::Result<PathBuf> {
        write(&self.store, name, pdf)
    }
}

/// Writes a paper under a name that no other has. `name` is of letters, digits and hyphens.
fn write(store: &Path, name: &str, pdf: &[u8]) -> io::Result<PathBuf> {
    let folder = store.join(FOLDER);
    private_folder(&folder)?;
    sweep(store);
    for number in 0..1_000_u16 {
        let file = if number == 0 {
            format!("{name}.pdf")
        } else {
            format!("{name}-{number}.pdf")
        };
        let path = folder.join(file);
        match create(&path, pdf) {
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            Err(fault) => return Err(fault),
            Ok(()) => return Ok(path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes a file that only this user reads; never over another one.
fn create(path: &Path, pdf: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let written = io::Write::write_all(&mut file, pdf).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a paper is none.
        let _gone = fs::remove_file(path);
    }
    written
}

/// Wipes papers older than an hour. What cannot be removed now is tried again the next time.
pub fn sweep(store: &Path) {
    let Ok(entries) = fs::read_dir(store.join(FOLDER)) else {
        return;
    };
    let now = SystemTime::now();
    for entry in entries.flatten() {
        let path = entry.path();
        let old = entry
            .metadata()
            .and_then(|about| about.modified())
            .ok()
            .and_then(|at| now.duration_since(at).ok())
            .is_some_and(|age| age > KEPT);
        if old && path.extension().is_some_and(|extension| extension == "pdf") {
            let _later = wipe(&path);
        }
    }
}

/// Overwrites a file and removes it. On disks that never write in the same place twice the old bytes may stay where nobody
/// reads them without taking the disk apart (SECURITY.md).
fn wipe(path: &Path) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len();
    io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)
}

fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
