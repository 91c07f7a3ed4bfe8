//! Looking into a store without the right to work with it: whose it is, and what it holds.

use std::{path::Path, sync::Arc};

use super::{
    fault::OpenFault,
    files::Files,
    header::StoreHeader,
    layout::Names,
    position::Position,
    reader::{Published, Reader, Saved},
    verify::{begin, header_and_segments},
};
use crate::vault::Seal;

/// Whose store is in `folder`. Reads two small files' names and one small file; writes nothing, takes no lock.
pub fn whose(files: &Arc<dyn Files>, folder: &Path) -> Result<StoreHeader, OpenFault> {
    header_and_segments(files, &Names::new(folder)).map(|(header, _)| header)
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
    // With damage in the middle there is something good behind it.
    let end = match last {
        Some(last) if survey.fault_count > 0 => Position::new(last.saturating_add(1), 0),
        _ => survey.end.position,
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
