//! Files that are there to be printed and deleted: recovery keys, first pass phrases. They are opened before anything is
//! done, so that nothing is lost for want of a place to write it.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    path::Path,
};

use crate::{
    cli::{console::Console, exit::Exit, faults::of_system},
    i18n::Value,
};

use super::{Given, Stop};

/// A new file that only this user may read.
pub(super) struct Paper {
    file: File,
    name: String,
}

impl Paper {
    /// `None` when no file is named: then it is written out once.
    pub(super) fn of(path: Option<&Path>, given: &Given<'_>, console: &mut Console<'_>) -> Result<Option<Self>, Stop> {
        let Some(path) = path else { return Ok(None) };
        let name = path.display().to_string();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(path) {
            Ok(file) => Ok(Some(Self { file, name })),
            Err(fault) => Err(cannot_write(&name, &fault, given, console)),
        }
    }

    pub(super) fn write(mut self, text: &str, given: &Given<'_>, console: &mut Console<'_>) -> Result<(), Stop> {
        let written = writeln!(self.file, "{text}").and_then(|()| self.file.sync_all());
        written.map_err(|fault| cannot_write(&self.name, &fault, given, console))
    }
}

fn cannot_write(file: &str, fault: &std::io::Error, given: &Given<'_>, console: &mut Console<'_>) -> Stop {
    let why = of_system(fault, given.words);
    let filling = [("file", Value::from(file)), ("why", Value::from(why.as_str()))];
    console.complain(given.words.fill("cli-paper-cannot-write", &filling));
    Exit::CouldNotRun.into()
}
