//! One process per store. The lock is the operating system's and goes with the process, however it ends; who holds it
//! stands in a file beside it, because Windows lets nobody read a locked file.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    fault::DiskFault,
    files::{Files, How, Locking, OpenFile, read_file, replace_file},
};

/// Who works with a store: told to the second one who tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub process: u32,
    /// The user and the machine, as handed in.
    pub who: String,
    /// Since when: milliseconds since 1970 UTC, by the clock that was handed in.
    pub since: i64,
}

/// Why the lock was not given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockFault {
    /// `None` if it could not be read who.
    #[error("another process works with this store")]
    Held(Option<Holder>),
    #[error(transparent)]
    Disk(#[from] DiskFault),
}

/// The right to work with a store, held as long as any clone lives. Opening a journal takes one, so that nobody forgets.
#[derive(Debug, Clone)]
pub struct StoreLock {
    folder: PathBuf,
    /// Dropping it gives the lock back.
    _file: Arc<dyn OpenFile>,
}

impl StoreLock {
    /// Creates the folder if it is not there.
    pub fn take(files: &dyn Files, folder: &Path, holder: &Holder) -> Result<Self, LockFault> {
        files
            .create_folder(folder)
            .map_err(|error| DiskFault::new("create", folder, &error))?;
        let path = folder.join("lock");
        let fault = |doing| move |error: std::io::Error| DiskFault::new(doing, Path::new("lock"), &error);
        let file = files.open(&path, How::CreateOrWrite).map_err(fault("open"))?;
        match file.try_lock().map_err(fault("lock"))? {
            Locking::HeldByAnother => Err(LockFault::Held(read_holder(files, folder))),
            Locking::Taken => {
                // On a full disk the second one is not told who; that is no reason to refuse the first.
                let _told = replace_file(files, &holder_path(folder), holder.text().as_bytes());
                Ok(Self {
                    folder: folder.to_owned(),
                    _file: file.into(),
                })
            }
        }
    }

    /// The folder of the store that this lock is for.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn holder_path(folder: &Path) -> PathBuf {
    folder.join("lock.holder")
}

fn read_holder(files: &dyn Files, folder: &Path) -> Option<Holder> {
    const LIMIT: u64 = 4 * 1024;
    let bytes = read_file(files, &holder_path(folder), LIMIT).ok()?;
    Holder::from_text(std::str::from_utf8(&bytes).ok()?)
}

impl Holder {
    fn text(&self) -> String {
        format!(
            "process {}\nsince {}\nwho {}\n",
            self.process,
            self.since,
            shown(&self.who)
        )
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let process = lines.next()?.strip_prefix("process ")?.parse().ok()?;
        let since = lines.next()?.strip_prefix("since ")?.parse().ok()?;
        let who = shown(lines.next()?.strip_prefix("who ")?);
        Some(Self { process, who, since })
    }
}

/// It will be shown on a terminal, and anybody can write the file: no control characters, not too long.
fn shown(who: &str) -> String {
    const LONGEST: usize = 200;
    let unsafe_here = |c: &char| {
        c.is_control() || matches!(c, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    who.chars().filter(|c| !unsafe_here(c)).take(LONGEST).collect()
}
