//! Opening: what is there, what is cut, what is damaged.

use std::{path::PathBuf, sync::Arc};

use super::{
    extent,
    fault::{Damage, DiskFault, Fault, OpenFault},
    files::{Files, How, OpenFile, read_full_at, replace_file, write_all_at},
    header::StoreHeader,
    layout::{Names, segment_name},
    position::{Point, Position},
    records::Found,
    survey::{End, Unsaved},
    verify::{begin, header_and_segments},
    walk::first_dirty,
};

/// What opening found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The last record that is there.
    pub head: Point,
    /// How many records were read and proved.
    pub read: u64,
    pub trust: Trust,
    /// What was cut off at the end: nobody had been told that it was saved.
    pub torn: Option<TornTail>,
    /// Damage, the first thousand places. If there is any, nothing was changed on the disk, and the journal is closed for
    /// writing.
    pub faults: Vec<Fault>,
    /// How many places there are in all.
    pub fault_count: u64,
}

/// What became of the point that opening was told to trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// None was given: everything was read.
    NotGiven,
    /// It is there and the same; only what is behind it was read.
    Held,
    /// It is not there, or another record is: everything was read. The index is of another journal, or knows more than
    /// the journal.
    Lost,
}

/// An end that a power cut or a kill tore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornTail {
    /// Where it began.
    pub at: Position,
    /// How many bytes from there to the last that was not zero.
    pub bytes: u64,
    /// How many whole records lay behind the tear, cut off with it. They had not been saved either.
    pub records: u64,
    /// Where the bytes were kept, if they could be.
    pub kept: Option<PathBuf>,
}

/// The journal as it stands, ready to be written on unless there are faults.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) header: StoreHeader,
    pub(super) end: End,
    /// Behind the last segment that there is.
    pub(super) beyond: Position,
    pub(super) opened: Opened,
}

pub(super) fn open(files: &Arc<dyn Files>, names: &Names, trusted: Option<&Point>) -> Result<Ground, OpenFault> {
    let (header, numbers) = header_and_segments(files, names)?;
    if extent::is_there(files.as_ref(), names) {
        return Err(OpenFault::Copy);
    }
    let last = numbers.last().copied();
    let (mut survey, mut records, lost) = begin(files, names, &header, trusted, last);
    let trust = match (trusted, lost) {
        (None, _) => Trust::NotGiven,
        (Some(_), None) => Trust::Held,
        (Some(_), Some(_)) => Trust::Lost,
    };
    if let Some(fault) = missing_before(&numbers, survey.end.position.segment()) {
        survey.damage(fault);
    }
    loop {
        let found = records.next();
        survey.take(&found, records.saved());
        if matches!(found, Found::End) {
            break;
        }
    }
    if let Some(point) = lost {
        survey.miss(point);
    }
    let unsaved = survey.conclude();
    let end = survey.end;
    let mut torn = None;
    if survey.fault_count == 0 {
        if let Some(unsaved) = unsaved {
            torn = Some(cut(files.as_ref(), names, &end, &unsaved, &numbers)?);
        }
        remove_later(files.as_ref(), names, end.position.segment(), &numbers)?;
        write_again(files.as_ref(), names, survey.saved, end.position)?;
        sync_folders(files.as_ref(), names)?;
    }
    let beyond = last.map_or(Position::START, |last| Position::new(last.saturating_add(1), 0));
    let opened = Opened {
        head: end.head,
        read: end.records,
        trust,
        torn,
        faults: survey.faults,
        fault_count: survey.fault_count,
    };
    Ok(Ground {
        header,
        end,
        beyond,
        opened,
    })
}

/// A segment missing before the part that will be read.
fn missing_before(numbers: &[u32], segment: u32) -> Option<Fault> {
    let missing = (0..segment).find(|number| numbers.binary_search(number).is_err())?;
    let until = Position::new(missing.saturating_add(1), 0);
    let at = Position::new(missing, 0);
    Some(Fault {
        at,
        until,
        what: Damage::SegmentMissing,
        after: None,
        before: None,
        label: None,
    })
}

/// Takes away what lies behind the good end, and keeps its bytes beside the journal: nobody was told that it was saved,
/// but nobody should wonder either.
fn cut(files: &dyn Files, names: &Names, end: &End, unsaved: &Unsaved, numbers: &[u32]) -> Result<TornTail, OpenFault> {
    let mut torn = TornTail {
        at: end.position,
        bytes: 0,
        records: unsaved.records,
        kept: None,
    };
    for number in numbers
        .iter()
        .copied()
        .filter(|number| *number >= end.position.segment())
    {
        let path = names.segment(number);
        let fault = |doing, error: &std::io::Error| DiskFault::new(doing, &path, error);
        let from = if number == end.position.segment() {
            end.position.offset()
        } else {
            0
        };
        let file = files.open(&path, How::Write).map_err(|error| fault("open", &error))?;
        let bytes = dirty_bytes(file.as_ref(), u64::from(from)).map_err(|error| fault("read", &error))?;
        if bytes.is_empty() {
            continue;
        }
        torn.bytes = torn.bytes.saturating_add(bytes.len() as u64);
        if let Some(kept) = keep(files, names, Position::new(number, from), &bytes) {
            torn.kept = torn.kept.or(Some(kept));
        }
        let zeros = vec![0; bytes.len()];
        write_all_at(file.as_ref(), &zeros, u64::from(from)).map_err(|error| fault("write", &error))?;
        file.sync_data().map_err(|error| fault("sync", &error))?;
    }
    Ok(torn)
}

/// Takes away the segments behind the one in use. They are blank, but the disk may remember otherwise: a failed sync leaves
/// that open.
fn remove_later(files: &dyn Files, names: &Names, in_use: u32, numbers: &[u32]) -> Result<(), DiskFault> {
    numbers
        .iter()
        .filter(|number| **number > in_use)
        .try_for_each(|number| {
            let path = names.segment(*number);
            files
                .remove(&path)
                .map_err(|error| DiskFault::new("remove", &path, &error))
        })
}

/// What lies from `from` up to the last byte that is not zero.
fn dirty_bytes(file: &dyn OpenFile, from: u64) -> std::io::Result<Vec<u8>> {
    let length = usize::try_from(file.length()?.saturating_sub(from)).map_err(std::io::Error::other)?;
    let mut bytes = vec![0; length];
    let read = read_full_at(file, &mut bytes, from)?;
    bytes.truncate(read);
    if first_dirty(&bytes).is_none() {
        return Ok(Vec::new());
    }
    let dirty = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    bytes.truncate(dirty);
    Ok(bytes)
}

/// On a full disk they are not kept; a full disk must not keep a store from opening.
fn keep(files: &dyn Files, names: &Names, at: Position, bytes: &[u8]) -> Option<PathBuf> {
    let folder = names.cut();
    files.create_folder(&folder).ok()?;
    let there = files.list(&folder).ok()?.len();
    let name = format!("{}.{}.{there}", segment_name(at.segment()), at.offset());
    let path = folder.join(name);
    replace_file(files, &path, bytes).ok()?;
    files.sync_folder(names.store()).ok()?;
    Some(path)
}

/// Writes the last records once more and saves them. After a kill they may be in memory only; after a failed sync the
/// system may even believe that they are on the disk. Nothing is built on them before they are.
fn write_again(files: &dyn Files, names: &Names, saved: Position, end: Position) -> Result<(), DiskFault> {
    let path = names.segment(end.segment());
    let fault = |doing| {
        let path = path.clone();
        move |error: std::io::Error| DiskFault::new(doing, &path, &error)
    };
    let from = if saved.segment() == end.segment() {
        saved.offset().min(end.offset())
    } else {
        0
    };
    let file = files.open(&path, How::Write).map_err(fault("open"))?;
    let mut bytes = vec![0; (end.offset() - from) as usize];
    let read = read_full_at(file.as_ref(), &mut bytes, u64::from(from)).map_err(fault("read"))?;
    bytes.truncate(read);
    write_all_at(file.as_ref(), &bytes, u64::from(from)).map_err(fault("write"))?;
    file.sync_data().map_err(fault("sync"))
}

fn sync_folders(files: &dyn Files, names: &Names) -> Result<(), DiskFault> {
    [names.segments(), names.store()].into_iter().try_for_each(|folder| {
        files
            .sync_folder(folder)
            .map_err(|error| DiskFault::new("sync", folder, &error))
    })
}
