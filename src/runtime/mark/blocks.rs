//! Which store of a machine has taken which block of which station: taken once, for ever. A station that is set up anew does
//! not begin at 1 again.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Mark,
    files::{file_of, hex, place_of, sync_folder, write_whole},
};

/// It holds the name of the store that has taken the block.
fn claim_of(marks: &Path, station: u16, block: u16) -> PathBuf {
    marks.join(format!("station-{station:03}-block-{block:04}.given"))
}

/// The store of this machine that gives, or gave, numbers from a block of a station.
pub fn holder_of(marks: &Path, station: u16, block: u16) -> io::Result<Option<[u8; 16]>> {
    match fs::read_to_string(claim_of(marks, station, block)) {
        // Whatever else stands there: somebody has it.
        Ok(holder) => Ok(Some(
            u128::from_str_radix(holder.trim(), 16)
                .unwrap_or_default()
                .to_be_bytes(),
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives back what a store claimed that was never worked with, and forgets its mark.
pub fn give_back(marks: &Path, store: [u8; 16]) -> io::Result<()> {
    for entry in fs::read_dir(marks)? {
        let path = entry?.path();
        let is_claim = path.extension().is_some_and(|ending| ending == "given");
        if is_claim && fs::read_to_string(&path).is_ok_and(|holder| holder.trim() == hex(store)) {
            fs::remove_file(&path)?;
        }
    }
    for path in [file_of(marks, store), place_of(marks, store)] {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    sync_folder(marks)
}

impl Mark {
    /// Takes a block of a station for this store, for ever. False when a store that was on this machine before has given
    /// numbers from it: a station that is set up anew, with the number that somebody remembers, must not begin at 1 again.
    pub fn claim(&self, station: u16, block: u16) -> io::Result<bool> {
        if let Some(holder) = holder_of(&self.marks, station, block)? {
            return Ok(holder == self.store);
        }
        // Whole or not at all, and never over another one's.
        let claim = claim_of(&self.marks, station, block);
        let half = file_of(&self.marks, self.store).with_extension("claim");
        write_whole(&half, hex(self.store).as_bytes())?;
        let linked = fs::hard_link(&half, &claim);
        fs::remove_file(&half)?;
        match linked {
            Ok(()) => {
                sync_folder(&self.marks)?;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Ok(holder_of(&self.marks, station, block)? == Some(self.store))
            }
            Err(error) => Err(error),
        }
    }
}
