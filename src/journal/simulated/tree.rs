//! The names of files: as they are now, and as they will be after a power cut.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use super::{chance::Chance, sectors::Sectors};

#[derive(Debug, Clone, Default)]
pub(super) struct Inode {
    pub(super) sectors: Sectors,
    pub(super) locked: bool,
}

/// Names and what they stand for.
#[derive(Debug, Clone, Default)]
struct Names {
    files: BTreeMap<PathBuf, u64>,
    folders: BTreeSet<PathBuf>,
}

/// A change of names that no folder sync has made durable yet.
#[derive(Debug, Clone)]
enum Change {
    Create {
        path: PathBuf,
        id: u64,
    },
    Folder {
        path: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
        id: Option<u64>,
    },
}

#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    now: Names,
    durable: Names,
    pending: Vec<Change>,
    inodes: BTreeMap<u64, Inode>,
    next: u64,
}

impl Change {
    /// The folder whose sync makes it durable.
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Create { path, .. } | Self::Folder { path } | Self::Remove { path } => path.parent(),
            Self::Rename { to, .. } => to.parent(),
        }
    }
}

impl Names {
    fn apply(&mut self, change: &Change) {
        match change {
            Change::Create { path, id } => {
                self.files.insert(path.clone(), *id);
            }
            Change::Folder { path } => {
                self.folders.insert(path.clone());
            }
            Change::Remove { path } => {
                self.files.remove(path);
            }
            Change::Rename { from, to, id: Some(id) } => {
                self.files.remove(from);
                self.files.insert(to.clone(), *id);
            }
            Change::Rename { from, to, id: None } => {
                let moved = |path: &PathBuf| path.strip_prefix(from).ok().map(|rest| to.join(rest));
                let files = std::mem::take(&mut self.files);
                self.files = files
                    .into_iter()
                    .map(|(path, id)| (moved(&path).unwrap_or(path), id))
                    .collect();
                let folders = std::mem::take(&mut self.folders);
                self.folders = folders.into_iter().map(|path| moved(&path).unwrap_or(path)).collect();
            }
        }
    }

    /// The root needs no name.
    fn has_folder(&self, path: &Path) -> bool {
        path.parent().is_none() || path == Path::new("") || self.folders.contains(path)
    }

    /// Whether every folder above `path` is there.
    fn reaches(&self, path: &Path) -> bool {
        path.ancestors().skip(1).all(|folder| self.has_folder(folder))
    }
}

impl Tree {
    pub(super) fn id(&self, path: &Path) -> Option<u64> {
        self.now.files.get(path).copied()
    }

    pub(super) fn inode(&mut self, id: u64) -> Option<&mut Inode> {
        self.inodes.get_mut(&id)
    }

    pub(super) fn at(&mut self, path: &Path) -> Option<&mut Inode> {
        let id = self.id(path)?;
        self.inode(id)
    }

    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.now.files.keys().cloned().collect()
    }

    pub(super) fn used(&self) -> u64 {
        self.now
            .files
            .values()
            .filter_map(|id| self.inodes.get(id))
            .map(|inode| inode.sectors.length())
            .sum()
    }

    pub(super) fn create(&mut self, path: &Path) -> io::Result<u64> {
        if !path.parent().is_some_and(|folder| self.now.has_folder(folder)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let id = self.next;
        self.next += 1;
        self.inodes.insert(id, Inode::default());
        self.change(Change::Create {
            path: path.to_owned(),
            id,
        });
        Ok(id)
    }

    pub(super) fn create_folder(&mut self, path: &Path) {
        let missing: Vec<PathBuf> = path
            .ancestors()
            .filter(|folder| !self.now.has_folder(folder))
            .map(Path::to_owned)
            .collect();
        for path in missing.into_iter().rev() {
            self.change(Change::Folder { path });
        }
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let id = self.id(from);
        if id.is_none() && !self.now.folders.contains(from) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.change(Change::Rename {
            from: from.to_owned(),
            to: to.to_owned(),
            id,
        });
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.id(path).ok_or(io::ErrorKind::NotFound)?;
        self.change(Change::Remove { path: path.to_owned() });
        Ok(())
    }

    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        if !self.now.has_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let all = self.now.files.keys().chain(&self.now.folders);
        let within = all.filter(|path| path.parent() == Some(folder));
        Ok(within.filter_map(|path| path.file_name()).map(OsString::from).collect())
    }

    pub(super) fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        if !self.now.has_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let (saved, pending): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|change| change.folder() == Some(folder));
        for change in &saved {
            self.durable.apply(change);
        }
        self.pending = pending;
        Ok(())
    }

    pub(super) fn put(&mut self, path: &Path, bytes: &[u8]) {
        let id = self.next;
        self.next += 1;
        self.inodes.insert(
            id,
            Inode {
                sectors: Sectors::durable(bytes),
                locked: false,
            },
        );
        self.now.files.insert(path.to_owned(), id);
        self.durable.files.insert(path.to_owned(), id);
    }

    pub(super) fn take(&mut self, path: &Path) {
        self.now.files.remove(path);
        self.durable.files.remove(path);
    }

    pub(super) fn forget_locks(&mut self) {
        self.inodes.values_mut().for_each(|inode| inode.locked = false);
    }

    pub(super) fn power_cut(&mut self, chance: &mut Chance) {
        // A file system keeps the order of its names, or it does not: both must be survived.
        let ordered = chance.coin();
        let mut until = chance.below(self.pending.len() as u64 + 1);
        for change in std::mem::take(&mut self.pending) {
            let survives = if ordered { until > 0 } else { chance.coin() };
            until = until.saturating_sub(1);
            if survives {
                self.durable.apply(&change);
            }
        }
        let durable = self.durable.clone();
        self.durable.files.retain(|path, _| durable.reaches(path));
        self.durable.folders.retain(|path| durable.reaches(path));
        self.now = self.durable.clone();
        let named: BTreeSet<u64> = self.now.files.values().copied().collect();
        self.inodes.retain(|id, _| named.contains(id));
        for inode in self.inodes.values_mut() {
            inode.sectors.power_cut(chance);
            inode.locked = false;
        }
    }

    fn change(&mut self, change: Change) {
        self.now.apply(&change);
        self.pending.push(change);
    }
}
