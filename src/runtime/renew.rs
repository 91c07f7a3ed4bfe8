//! A copied or restored folder becomes a new installation: a store of its own beside the old one, with everything that was
//! said, under a name that nobody else has. The old folder is kept.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    entrance::{self, Entry},
    init::{AdoptedSlips, Founded, Founding, Setup, fresh_identity},
    mark::{self, Marking},
    open::{Means, OpenFault, OpenProgress, Store},
    printing, register, shell,
};
use crate::{
    app::door::{Door, Refused},
    domain::{
        access::{Asker, Role, control::Control},
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
    entry: &Entry,
    means: &Means,
    progress: &mut dyn FnMut(OpenProgress),
) -> Result<PathBuf, RenewFault> {
    let header = journal::whose(&means.files, folder).map_err(OpenFault::from)?;
    // Held until the new store stands in the place of the old one: nobody else works in what is about to be put aside.
    let lock = means.lock(folder)?;
    clear_away(folder, means);
    let entered = entrance::enter(&lock, means, &header, entry)?;
    let (key, user) = (entered.key.clone(), entered.user.clone());
    let (old, _) = Store::open_entered(folder, &lock, means, header, entered, progress)?;
    // With the recovery sheet nobody in particular has come in, and nobody in particular may grant a block.
    let asker = old.asker().unwrap_or_else(|| Asker {
        user: entrance::nobody(),
        role: Role::Reader,
    });
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
    let store = unheard_of(&old, station);
    let setup = Setup {
        store,
        station,
        installation: shell::installation(store),
        user: user.unwrap_or_else(entrance::nobody),
        // The same people open it with the same phrases, and whoever has tried too often still has.
        founding: Founding::Renewed {
            purpose: header.purpose,
            key,
            controls: controls(&old)?,
        },
        version: hospital.settings_version(),
        frame,
        block: None,
        slips,
    };
    let fresh = beside(folder, "new");
    let made = fill(&fresh, folder, setup, block, &old, &asker, means);
    old.close();
    if let Err(fault) = made {
        // What was made lies beside; it holds nothing that is not in the old one, and has given no number.
        clear_away(folder, means);
        return Err(fault);
    }
    let kept = beside(folder, "old");
    // A folder in which a file is open cannot be renamed everywhere.
    #[cfg(windows)]
    drop(lock);
    let moved = change_places(folder, &fresh, &kept);
    #[cfg(unix)]
    drop(lock);
    moved.map_err(|error| RenewFault::Disk(error.to_string()))?;
    Ok(kept)
}

/// The old folder is put aside, and the new one stands in its place. Between the two there is no store: see [`finish`].
fn change_places(folder: &Path, fresh: &Path, kept: &Path) -> io::Result<()> {
    // Papers hold names in the clear and are swept where they lie; nobody sweeps an old folder.
    let papers = folder.join(printing::folder::FOLDER);
    if papers.exists() {
        fs::rename(&papers, fresh.join(printing::folder::FOLDER))?;
    }
    fs::rename(folder, kept)?;
    sync_parent(folder);
    fs::rename(fresh, folder)?;
    sync_parent(folder);
    Ok(())
}

/// Ends a renewal that the power ended between its last two steps: the old store was put aside, and the new one, which was
/// whole by then, lies beside. Called at every start, before anybody looks for a store. True when there was something to end.
pub fn finish(folder: &Path) -> io::Result<bool> {
    if folder.exists() || siblings(folder, "old").is_empty() {
        return Ok(false);
    }
    // Only one can be there: what is left of others is cleared away before one is made.
    let [fresh] = siblings(folder, "new").try_into().unwrap_or_default();
    if !fresh.is_dir() {
        return Ok(false);
    }
    fs::rename(&fresh, folder)?;
    sync_parent(folder);
    Ok(true)
}

/// Takes away what a renewal that was broken off has left: a store that was never worked with, and its claim of a block. The
/// folder is locked by whoever calls.
fn clear_away(folder: &Path, means: &Means) {
    for left in siblings(folder, "new") {
        if let (Ok(header), Marking::At(marks)) = (journal::whose(&means.files, &left), &means.marks) {
            // Where it cannot be taken back, the block is another store's from now on, and the next one is asked for.
            let _stays_taken = mark::give_back(&marks.folder, header.store);
        }
        let _stays_beside = fs::remove_dir_all(&left);
    }
}

/// `store.new-1`, `store.new-2` beside `store`.
fn siblings(folder: &Path, what: &str) -> Vec<PathBuf> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let begins = format!("{name}.{what}-");
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    let entries = fs::read_dir(parent.unwrap_or_else(|| Path::new(".")))
        .into_iter()
        .flatten()
        .flatten();
    let named = entries.filter(|entry| {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(&begins));
        number.is_some_and(|number| number.parse::<u16>().is_ok())
    });
    named.map(|entry| folder.with_file_name(entry.file_name())).collect()
}

/// The names of the folders are on the disk.
fn sync_parent(folder: &Path) {
    #[cfg(unix)]
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        // A file system that cannot do it keeps its names in its own journal.
        let _as_well_as_it_can = fs::File::open(parent).and_then(|parent| parent.sync_all());
    }
    #[cfg(windows)]
    let _ = folder;
}

/// An identity whose life is none that was heard of: the number of a life is short, and two lives of one number would give
/// from one block.
fn unheard_of(old: &Store, station: Station) -> [u8; 16] {
    let hospital = old.handle().hospital();
    loop {
        let store = fresh_identity();
        let life = shell::installation(store);
        let is_known = hospital
            .blocks()
            .any(|block| block.station == station && block.is_of(life));
        if !is_known && hospital.next_sequence(station, life).number() == 1 {
            return store;
        }
    }
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

/// Whose phrases open the store, and what was tried.
fn controls(old: &Store) -> Result<Vec<Control>, RenewFault> {
    let mut controls = Vec::new();
    for stored in old.handle().archive().past().reader().scan() {
        let stored = stored.map_err(|_| RenewFault::Damaged)?;
        if stored.class == Class::Control {
            let control = Control::read(stored.label.kind, &stored.payload).map_err(|_| RenewFault::Damaged)?;
            controls.push(control);
        }
    }
    Ok(controls)
}

fn fill(
    fresh: &Path,
    folder: &Path,
    setup: Setup,
    block: BlockNumber,
    old: &Store,
    asker: &Asker,
    means: &Means,
) -> Result<(), RenewFault> {
    let Founded { store, .. } = Store::init(fresh, setup, means)?;
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
    // What is no record and belongs to the store: the hospital's own forms, the register of former patients. Before the block
    // is taken: until then nothing has changed.
    for beside in [forms::FOLDER, register::FOLDER] {
        let copied = copy_files(&folder.join(beside), &fresh.join(beside));
        copied.map_err(|error| RenewFault::Disk(error.to_string()))?;
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
