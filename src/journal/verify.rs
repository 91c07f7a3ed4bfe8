//! Proving a journal: reads everything, writes nothing.

use std::{ops::ControlFlow, path::Path, sync::Arc};

use super::{
    extent,
    fault::{DiskFault, Fault, OpenFault},
    files::{Files, How},
    header::{self, StoreHeader},
    layout::Names,
    position::{Point, Position},
    records::{Found, Records},
    survey::Survey,
    walk::{STREAM, Walk, segments},
};

/// How far a proof has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub bytes: u64,
    pub of: u64,
    pub records: u64,
}

/// What a proof found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub header: StoreHeader,
    pub records: u64,
    pub bytes: u64,
    /// The last record, to be compared with what was printed or mirrored.
    pub head: Point,
    /// Damage, the first thousand places.
    pub faults: Vec<Fault>,
    /// How many places there are in all.
    pub fault_count: u64,
    /// An unfinished end: what another process is just writing, or what the next opening will cut off.
    pub unfinished: Option<Fault>,
    /// The point to begin behind was not there or another; everything was proved.
    pub point_lost: bool,
    /// The progress was told to stop; what was proved so far is right.
    pub stopped: bool,
}

/// Proves frames and chain of the journal in the store `folder`, behind `from` or from the beginning. No key is needed,
/// and no lock: it may run beside the program.
pub fn verify(
    files: &Arc<dyn Files>,
    folder: &Path,
    from: Option<&Point>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Verdict, OpenFault> {
    /// How often the progress is told.
    const EVERY: u64 = 1024 * 1024;

    let names = Names::new(folder);
    let (header, numbers) = header_and_segments(files, &names)?;
    let last = numbers.last().copied();
    let lengths = Lengths::measure(files.as_ref(), &names, &numbers);
    let (mut survey, mut records, lost) = begin(files, &names, &header, from, last);
    let began = records.walk().position();
    let of = lengths.between(began, None);
    let mut told = 0;
    let mut stopped = false;
    loop {
        let found = records.next();
        survey.take(&found, records.saved());
        let bytes = lengths.between(began, Some(records.walk().position()));
        let over = matches!(found, Found::End);
        if over || bytes.saturating_sub(told) >= EVERY {
            told = bytes;
            stopped = progress(Progress {
                bytes,
                of,
                records: survey.end.records,
            })
            .is_break()
                && !over;
        }
        if over || stopped {
            break;
        }
    }
    if let Some(point) = lost.filter(|_| !stopped) {
        survey.miss(point);
    }
    let bytes = lengths.between(began, Some(records.walk().position()));
    let unfinished = survey.conclude().map(|unsaved| unsaved.fault);
    Ok(Verdict {
        header,
        records: survey.end.records,
        bytes,
        head: survey.end.head,
        faults: survey.faults,
        fault_count: survey.fault_count,
        unfinished,
        point_lost: lost.is_some(),
        stopped,
    })
}

/// The header, and the segments that are there.
pub(super) fn header_and_segments(files: &Arc<dyn Files>, names: &Names) -> Result<(StoreHeader, Vec<u32>), OpenFault> {
    let header = header::read(files.as_ref(), &names.header())?;
    let numbers = match segments(files.as_ref(), names) {
        Ok(numbers) => numbers,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(DiskFault::new("list", names.segments(), &error).into()),
    };
    match header {
        Some(header) => Ok((header, numbers)),
        None if has_records(files, names, &numbers) => Err(OpenFault::HeaderMissing),
        None => Err(OpenFault::NoStore),
    }
}

/// Whether there is anything in these segments. An interrupted creation leaves some that are empty.
pub(super) fn has_records(files: &Arc<dyn Files>, names: &Names, numbers: &[u32]) -> bool {
    let walk = Walk::through(
        Arc::clone(files),
        names.clone(),
        Position::START,
        numbers.last().copied(),
    );
    let mut records = Records::new(walk);
    loop {
        match records.next() {
            Found::Record(_) => return true,
            Found::End => return false,
            Found::Segment { .. } | Found::Fault(_) => {}
        }
    }
}

/// Where reading begins: behind `point` if it holds, else at the beginning; then the point is given back as lost.
pub(super) fn begin<'p>(
    files: &Arc<dyn Files>,
    names: &Names,
    header: &StoreHeader,
    point: Option<&'p Point>,
    last: Option<u32>,
) -> (Survey, Records, Option<&'p Point>) {
    // What lies behind the end of a copy is the beginning of what was being copied.
    if let Some(extent) = extent::read(files.as_ref(), names) {
        let walk = Walk::up_to(Arc::clone(files), names.clone(), Position::START, extent.end, STREAM);
        let survey = Survey::from_the_start(header.store, extent.end);
        return (survey, Records::from_the_start(walk), point);
    }
    if let Some(point) = point
        && let Some((survey, records)) = Survey::behind(Arc::clone(files), names, header.store, point, last)
    {
        return (survey, records, None);
    }
    let walk = Walk::through(Arc::clone(files), names.clone(), Position::START, last);
    // A point says that its first byte had been saved.
    let floor = point.map_or(Position::START, |point| Position(point.position.0.saturating_add(1)));
    (
        Survey::from_the_start(header.store, floor),
        Records::from_the_start(walk),
        point,
    )
}

/// How long the segments are, for the progress.
struct Lengths(Vec<(u32, u64)>);

impl Lengths {
    fn measure(files: &dyn Files, names: &Names, numbers: &[u32]) -> Self {
        let length = |number: u32| {
            files
                .open(&names.segment(number), How::Read)
                .and_then(|file| file.length())
        };
        Self(
            numbers
                .iter()
                .map(|number| (*number, length(*number).unwrap_or(0)))
                .collect(),
        )
    }

    fn between(&self, from: Position, until: Option<Position>) -> u64 {
        let before = |position: Position| -> u64 {
            let whole = self
                .0
                .iter()
                .filter(|(number, _)| *number < position.segment())
                .map(|(_, length)| length);
            whole.sum::<u64>() + u64::from(position.offset())
        };
        let all = self.0.iter().map(|(_, length)| length).sum();
        until.map_or(all, before).min(all).saturating_sub(before(from))
    }
}
