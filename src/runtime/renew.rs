//! A copied or restored folder becomes a new installation: a store of its own beside the old one, with everything that was
//! said, under a name that nobody else has. The old folder is kept.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    init::{AdoptedSlips, Setup, fresh_identity},
    open::{Means, OpenFault, OpenProgress, Store},
    register, shell,
};
use crate::{
    app::door::{Door, Refused},
    domain::{
        access::Asker,
        command::{Command, Request},
        numbers::BlockNumber,
        record::Station,
    },
    journal::{self, Class},
    settings::forms,
};

/// Why it stayed what it was. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenewFault {
    #[error(transparent)]
    Open(#[from] OpenFault),
    /// The block is another life's.
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error("{0}")]
    Disk(String),
    #[error("the journal is damaged")]
    Damaged,
}

/// Imports that are under way at once.
const TOGETHER: usize = 256;

/// Makes the store in `folder` a new installation that gives numbers from `block`. Says where the old one is kept.
pub fn renew(
    folder: &Path,
    block: BlockNumber,
    asker: &Asker,
    means: &Means,
    progress: &mut dyn FnMut(OpenProgress),
) -> Result<PathBuf, RenewFault> {
    let header = journal::whose(&means.files, folder).map_err(OpenFault::from)?;
    let (old, _) = Store::open(folder, means, progress)?;
    let hospital = old.handle().hospital();
    let station = Station::new(header.station).ok_or(OpenFault::Identity {
        station: header.station,
        installation: header.installation,
    })?;
    let frame = hospital.frame().cloned().ok_or(RenewFault::Damaged)?;
    let slips = hospital.slip_book().zip(hospital.slip_book_version());
    let slips = slips.map(|(book, version)| AdoptedSlips {
        version,
        book: Arc::clone(book),
    });
    let slips = slips.ok_or(RenewFault::Damaged)?;
    let store = fresh_identity();
    let setup = Setup {
        store,
        station,
        installation: shell::installation(store),
        asker: asker.clone(),
        version: hospital.settings_version(),
        frame,
        block: None,
        slips,
    };
    let fresh = beside(folder, "new");
    let made = fill(&fresh, setup, block, &old, asker, means);
    old.close();
    if let Err(fault) = made {
        // What was made lies beside; it holds nothing that is not in the old one.
        let _left_over = fs::remove_dir_all(&fresh);
        return Err(fault);
    }
    // What is no record and belongs to the store: the hospital's own forms, the register of former patients.
    for beside in [forms::FOLDER, register::FOLDER] {
        let copied = copy_files(&folder.join(beside), &fresh.join(beside));
        copied.map_err(|error| RenewFault::Disk(error.to_string()))?;
    }
    let kept = beside(folder, "old");
    let moved = fs::rename(folder, &kept).and_then(|()| fs::rename(&fresh, folder));
    moved.map_err(|error| RenewFault::Disk(error.to_string()))?;
    Ok(kept)
}

/// A name that is free: `store.old-1`.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (1..1000).map(|number| folder.with_file_name(format!("{name}.{what}-{number}")));
    let free = free.into_iter().find(|path| !path.exists());
    free.unwrap_or_else(|| folder.with_file_name(format!("{name}.{what}")))
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    fs::create_dir_all(to)?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn fill(
    fresh: &Path,
    setup: Setup,
    block: BlockNumber,
    old: &Store,
    asker: &Asker,
    means: &Means,
) -> Result<(), RenewFault> {
    let store = Store::init(fresh, setup, means)?;
    let handle = store.handle();
    let mut under_way = Vec::with_capacity(TOGETHER);
    for stored in old.handle().archive().past().reader().scan() {
        let stored = stored.map_err(|_| RenewFault::Damaged)?;
        if stored.class != Class::Commit {
            continue;
        }
        under_way.push(handle.import(stored.payload));
        if under_way.len() == TOGETHER {
            for ticket in under_way.drain(..) {
                ticket.wait()?;
            }
        }
    }
    for ticket in under_way {
        ticket.wait()?;
    }
    // Now it knows every block that the old one knew.
    let grant = Command::GrantBlock {
        station: None,
        block: Some(block),
    };
    handle.submit(asker.clone(), Request::from(grant)).wait()?;
    store.close();
    Ok(())
}
