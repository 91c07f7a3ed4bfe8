//! What belongs to a store and is no record (the register, forms), in a copy of it: files of folders that are handed in, by name.

use std::{ffi::OsString, io::ErrorKind, path::Path};

use super::{
    fault::DiskFault,
    files::{How, OpenFile},
    mirror::{Mirror, disk, fresh, listed, source},
};
use crate::copying::NotCopied;

/// Small files beside the journal are compared, large ones are told by their name and length: a register is named by what is in it.
const COMPARED: u64 = 256 * 1024;

impl Mirror {
    /// The files of one folder of the store: those that are missing or others in the copy are put there, those that the store
    /// has no more are taken away.
    pub(super) fn copy_beside(&self, folder: &str) -> Result<(), NotCopied> {
        let (from, to) = (self.reader.names.store().join(folder), self.names.store().join(folder));
        let wanted = match self.reader.files.list(&from) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            // What cannot be read now has not gone.
            Err(error) => return Err(source(&DiskFault::new("list", &from, &error))),
        };
        let wanted: Vec<OsString> = wanted.into_iter().filter(is_kept).collect();
        let there = listed(self.files.as_ref(), &to);
        let mut has_changed = false;
        for name in &wanted {
            has_changed |= self.copy_file(&from.join(name), &to.join(name), there.is_empty() && !has_changed)?;
        }
        for name in there.into_iter().filter(|name| !wanted.contains(name)) {
            // It may be a folder that somebody has made; that is left.
            has_changed |= self.files.remove(&to.join(name)).is_ok();
        }
        if has_changed {
            let synced = self.files.sync_folder(&to);
            synced.map_err(|error| disk("sync the folder of", &to, &error))?;
        }
        Ok(())
    }

    /// True when something was copied.
    fn copy_file(&self, from: &Path, to: &Path, is_first: bool) -> Result<bool, NotCopied> {
        // What goes away while it is read was replaced; the next round finds what is there then.
        let Ok(source) = self.reader.files.open(from, How::Read) else {
            return Ok(false);
        };
        let Ok(length) = source.length() else { return Ok(false) };
        if let Ok(there) = self.files.open(to, How::Read)
            && there.length().is_ok_and(|there| there == length)
            && (length > COMPARED || self.is_same(source.as_ref(), there.as_ref(), length))
        {
            return Ok(false);
        }
        let files = self.files.as_ref();
        let folder = to.parent().unwrap_or(to);
        if is_first {
            let made = files
                .create_folder(folder)
                .and_then(|()| files.sync_folder(self.names.store()));
            made.map_err(|error| disk("create", folder, &error))?;
        }
        let fresh = fresh(to);
        let file = files
            .open(&fresh, How::CreateOrWrite)
            .map_err(|error| disk("open", &fresh, &error))?;
        match self.copy(source.as_ref(), file.as_ref(), 0..length, &fresh, &mut |_| {}) {
            Err(NotCopied::Source(_)) => {
                drop(file);
                let _a_folder_or_gone = files.remove(&fresh);
                return Ok(false);
            }
            copied => copied?,
        }
        drop(file);
        files.rename(&fresh, to).map_err(|error| disk("rename", to, &error))?;
        Ok(true)
    }

    fn is_same(&self, ours: &dyn OpenFile, theirs: &dyn OpenFile, length: u64) -> bool {
        let found = self.first_difference(ours, theirs, length, self.names.store());
        matches!(found, Ok(None))
    }
}

/// What is being written is not copied.
fn is_kept(name: &OsString) -> bool {
    let name = Path::new(name);
    !matches!(
        name.extension().and_then(|ending| ending.to_str()),
        Some("new" | "part")
    )
}
