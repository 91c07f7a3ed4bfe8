//! Notes of copies for the audit trail. A backup and a mirror need no pass phrase, and are made beside a program that works with
//! the store: nobody there can write into the journal. So a note waits in a small file beside it, and whoever opens the store,
//! or works with it, writes it down and takes the file away.
//!
//! The file is believed as far as it goes: whoever can write into the folder can leave a note, or take one away, as they could
//! take the folder itself (SECURITY.md). It never speaks in the name of a user.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::writer::Handle;
use crate::{
    domain::{
        access::trail::{Copying, Trace},
        record::{Timestamp, bytes},
        text::{REMARK, Text},
    },
    journal::files::{Files, read_file, replace_file},
};

/// Where they wait, in the folder of the store.
pub const FOLDER: &str = "copied-out";

const FORMAT: u8 = 1;
const LARGEST: u64 = 64 * 1024;

/// One copy that somebody has set out to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyNote {
    pub at: Timestamp,
    pub what: Copying,
    /// As it was given.
    pub folder: Option<Text>,
    /// Of the machine.
    pub account: Option<Text>,
}

/// Leaves a note in the store in `store`: on the disk when this returns.
pub fn leave(files: &dyn Files, store: &Path, note: &CopyNote) -> io::Result<()> {
    let folder = store.join(FOLDER);
    files.create_folder(&folder)?;
    files.sync_folder(store)?;
    let mut raw = vec![FORMAT];
    raw.extend(bytes::encode(note).map_err(io::Error::other)?);
    // Two may set out in the same second, and one may set out twice.
    let name = format!("{}-{}", note.at.seconds(), std::process::id());
    let mut free = (0..u8::MAX).map(|n| folder.join(format!("{name}-{n}")));
    let is_free = |path: &PathBuf| read_file(files, path, LARGEST).is_err();
    let path = free.find(is_free).ok_or(io::ErrorKind::AlreadyExists)?;
    replace_file(files, &path, &raw)
}

/// Writes down what waits. A note is taken away when it is saved; a kill in between has it written down twice.
pub(super) fn take_in(files: &dyn Files, store: &Path, handle: &Handle) {
    let folder = store.join(FOLDER);
    let Ok(names) = files.list(&folder) else { return };
    for path in names.into_iter().map(|name| folder.join(name)) {
        // It is just being written, or never was whole.
        if path.extension().is_some() {
            continue;
        }
        let Some(note) = read(files, &path) else {
            tracing::warn!(file = %path.display(), "a note of a copy cannot be read");
            continue;
        };
        let trace = Trace::Copied {
            what: note.what,
            folder: harmless(note.folder),
            account: harmless(note.account),
        };
        if handle.note_of_nobody(trace, Some(note.at)) {
            let _written_down_again = files.remove(&path);
        }
    }
}

fn read(files: &dyn Files, path: &Path) -> Option<CopyNote> {
    let raw = read_file(files, path, LARGEST).ok()?;
    let body = raw.strip_prefix(&[FORMAT])?;
    bytes::decode(body).ok()
}

/// Whoever wrote the file may not have gone through the entrance of texts.
fn harmless(text: Option<Text>) -> Option<Text> {
    text.and_then(|text| Text::cut(text.as_str(), REMARK))
}
