//! An empty store: folders, the first segment with its head, and last of all the header.

use std::{io::ErrorKind, path::Path, sync::Arc};

use super::{
    fault::{DiskFault, OpenFault, Refusal},
    files::Files,
    frame,
    header::{self, StoreHeader},
    layout::{Layout, Names},
    position::{Hash, Number, Position},
    segment::Segment,
    space::Room,
    verify::has_records,
    walk::segments,
    writer::segment_head,
};

pub(super) fn create(
    files: &Arc<dyn Files>,
    names: &Names,
    layout: &Layout,
    header: &StoreHeader,
) -> Result<(), OpenFault> {
    let disk = files.as_ref();
    match header::read(disk, &names.header()) {
        Ok(None) => {}
        Ok(Some(_)) | Err(OpenFault::HeaderDamaged | OpenFault::Newer(_)) => return Err(OpenFault::StoreThere),
        Err(fault) => return Err(fault),
    }
    disk.create_folder(names.segments())
        .map_err(|error| DiskFault::new("create", names.segments(), &error))?;
    clear_unfinished(files, names)?;
    sync_up_to_the_root(disk, names.store())?;
    let mut room = Room::new(Arc::clone(files), names.clone(), *layout);
    let granted = room
        .grant(u64::from(layout.segment), u64::from(layout.window))
        .map_err(|refusal| match refusal {
            Refusal::Disk(fault) => OpenFault::Disk(fault),
            _ => OpenFault::DiskFull {
                free: room.free().unwrap_or(0),
            },
        })?;
    let length = u32::try_from(granted).unwrap_or(layout.segment);
    let mut segment = Segment::make(disk, names, 0, length, layout.window)?;
    let mut bytes = Vec::new();
    let head = segment_head(header, Position::START, Number::NONE, Position::START, Hash::NONE);
    frame::write(&mut bytes, &head, &header.store);
    segment.write(&bytes, 0)?;
    segment.sync()?;
    header::write(disk, &names.header(), header)?;
    Ok(())
}

/// The folder of the store, and all that may have been made to hold it. One that we may not open was there before us.
fn sync_up_to_the_root(files: &dyn Files, store: &Path) -> Result<(), DiskFault> {
    for folder in store.ancestors() {
        let folder = if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        };
        match files.sync_folder(folder) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied && folder != store => {}
            other => other.map_err(|error| DiskFault::new("sync", folder, &error))?,
        }
    }
    Ok(())
}

/// A creation that was interrupted leaves an empty journal without a header. One with records in it has lost its header,
/// and is not touched.
fn clear_unfinished(files: &Arc<dyn Files>, names: &Names) -> Result<(), OpenFault> {
    let there = segments(files.as_ref(), names).map_err(|error| DiskFault::new("list", names.segments(), &error))?;
    if has_records(files, names, &there) {
        return Err(OpenFault::HeaderMissing);
    }
    for number in there {
        let path = names.segment(number);
        files
            .remove(&path)
            .map_err(|error| DiskFault::new("remove", &path, &error))?;
    }
    Ok(())
}
