//! A store out of a copy of one, and what is taken away of a copy that failed.

use std::{path::Path, sync::Arc};

use super::{
    files::{Files, replace_file},
    layout::Names,
    mirror::{Mirror, disk, listed},
    position::Point,
    reader::Reader,
};
use crate::copying::NotCopied;

/// Makes a store in `to`, which was claimed for it, out of a copy: all of it or nothing that could be taken for a store, because a
/// folder that is being restored is a copy until it is whole. It has the name of the store that was copied, and is marked as
/// restored.
pub fn restore(
    files: &Arc<dyn Files>,
    copy: &Reader,
    to: &Path,
    beside: &'static [&'static str],
    tell: &mut dyn FnMut(u64, u64),
) -> Result<Point, NotCopied> {
    let head = Mirror::take_up(copy, files, to, beside)?.follow(tell)?;
    let names = Names::new(to);
    let marked = replace_file(files.as_ref(), &names.restored(), b"");
    marked.map_err(|error| disk("write", &names.restored(), &error))?;
    let path = names.copied();
    let opened = files.remove(&path).and_then(|()| files.sync_folder(to));
    opened.map_err(|error| disk("remove", &path, &error))?;
    Ok(head)
}

/// Takes away what a copying that failed has made: its room is wanted, and nobody may take it for a copy.
pub fn take_back(files: &dyn Files, folder: &Path, beside: &[&str]) {
    let names = Names::new(folder);
    let _no_header = files.remove(&names.header());
    for folder in beside.iter().copied().chain(["journal"]) {
        let folder = names.store().join(folder);
        for name in listed(files, &folder) {
            let _stays = files.remove(&folder.join(name));
        }
    }
    for path in [names.restored(), names.copied()] {
        let _stays = files.remove(&path);
    }
}
