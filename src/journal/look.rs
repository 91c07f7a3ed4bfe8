//! Looking into a store without the right to work with it: whose it is, and what it holds.

use std::{path::Path, sync::Arc};

use super::{
    extent,
    fault::OpenFault,
    files::{Files, How},
    header::StoreHeader,
    layout::Names,
    position::Position,
    reader::{Published, Reader, Saved},
    verify::{begin, header_and_segments},
};
use crate::vault::Seal;

/// Whose store is in `folder`, if it is one to work in and no copy. Reads the header and the names of the segments; writes
/// nothing, takes no lock.
pub fn whose(files: &Arc<dyn Files>, folder: &Path) -> Result<StoreHeader, OpenFault> {
    let names = Names::new(folder);
    let (header, _) = header_and_segments(files, &names)?;
    if extent::is_there(files.as_ref(), &names) {
        return Err(OpenFault::Copy);
    }
    Ok(header)
}

/// Whether `folder` holds a copy of a store, a mirror or a backup.
pub fn is_copy(files: &dyn Files, folder: &Path) -> bool {
    extent::is_there(files, &Names::new(folder))
}

/// Whether the store in `folder` was made out of a copy, and has not become a new installation since.
pub fn is_restored(files: &dyn Files, folder: &Path) -> bool {
    files.open(&Names::new(folder).restored(), How::Read).is_ok()
}

/// Reads what is whole in the store in `folder` at this moment, without a lock and without changing anything. What a
/// kill or another process left unfinished at the end is not shown.
pub fn look(files: &Arc<dyn Files>, folder: &Path, seal: Arc<dyn Seal>) -> Result<Reader, OpenFault> {
    let names = Names::new(folder);
    let (header, numbers) = header_and_segments(files, &names)?;
    let last = numbers.last().copied();
    let (mut survey, mut records, _) = begin(files, &names, &header, None, last);
    loop {
        let found = records.next();
        survey.take(&found, records.saved());
        if matches!(found, super::records::Found::End) {
            break;
        }
    }
    let _shown_by_verify = survey.conclude();
    let copied = extent::read(files.as_ref(), &names).map(|extent| extent.end);
    // With damage in the middle there is something good behind it.
    let end = match (copied, last) {
        (Some(copied), _) => copied,
        (None, Some(last)) if survey.fault_count > 0 => Position::new(last.saturating_add(1), 0),
        (None, _) => survey.end.position,
    };
    let saved = Saved {
        head: survey.end.head,
        end,
    };
    Ok(Reader::new(
        Arc::clone(files),
        names,
        seal,
        Arc::new(Published::new(saved)),
    ))
}
