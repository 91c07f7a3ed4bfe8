//! Which machine it is, and where it keeps its marks.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// The environment variable that names the folder of the marks; for laptops on which several system users work with one store.
pub const VARIABLE: &str = "ANDON_MACHINE_DIR";

/// Whether, and where, a machine keeps marks of its stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marking {
    At(Marks),
    /// The system names no place for them: no store gives numbers here.
    NoPlace,
    /// What is thrown away needs none: the sample, rehearsals, tests whose files are simulated.
    Needless,
}

impl Marking {
    /// In `folder` of this machine, if there is one.
    pub fn of_machine(folder: Option<PathBuf>) -> Self {
        folder.map_or(Self::NoPlace, |folder| Self::At(Marks::of_machine(folder)))
    }

    /// The folder of the marks, where there is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::At(marks) => Some(&marks.folder),
            Self::NoPlace | Self::Needless => None,
        }
    }
}

/// The folder of the marks of one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    pub folder: PathBuf,
    pub machine: Machine,
}

/// Which machine it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Machine {
    /// By what it calls itself, and by the file of the mark itself: its place on the disk is not taken along when it is copied.
    This { named: [u8; 32] },
    /// As it was told: a test of images, which take everything along.
    Told([u8; 32]),
}

impl Marks {
    pub fn of_machine(folder: PathBuf) -> Self {
        let machine = Machine::This {
            named: *blake3::hash(&machine_name()).as_bytes(),
        };
        Self { folder, machine }
    }

    /// What a mark in this very file has to say.
    pub(super) fn fingerprint(&self, file: &File) -> io::Result<[u8; 32]> {
        match &self.machine {
            Machine::Told(told) => Ok(*told),
            Machine::This { named } => {
                let mut hasher = blake3::Hasher::new_derive_key("andon 2026 machine and file of a mark");
                hasher.update(named);
                hasher.update(&place_on_disk(&file.metadata()?));
                Ok(*hasher.finalize().as_bytes())
            }
        }
    }
}

/// What the system calls this machine; nothing where it has no name, and then the place on the disk alone tells.
fn machine_name() -> Vec<u8> {
    let named = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    named.iter().find_map(|path| fs::read(path).ok()).unwrap_or_default()
}

/// The number that the file system gave to the file. It stays when the file is written to, and is another one for a copy.
#[cfg(unix)]
fn place_on_disk(file: &fs::Metadata) -> [u8; 8] {
    use std::os::unix::fs::MetadataExt;
    file.ino().to_le_bytes()
}

/// There is no such number to be had here; a copy is made at another time.
#[cfg(windows)]
fn place_on_disk(file: &fs::Metadata) -> [u8; 8] {
    use std::os::windows::fs::MetadataExt;
    file.creation_time().to_le_bytes()
}
