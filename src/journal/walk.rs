//! Finding frames in the files, one after the other, also behind damage.

use std::{io, ops::Range, sync::Arc};

use super::{
    fault::Damage,
    files::{Files, How, OpenFile, read_full_at},
    frame::{HEADER, Header, MAGIC, Outline, PREFIX, Whole},
    layout::{Names, segment_number},
    position::{Hash, Position},
};
use crate::vault::Label;

/// How much is read at a time on the way through the journal.
pub(super) const STREAM: usize = 1024 * 1024;
/// How much is read at a time for one record.
pub(super) const SINGLE: usize = 4 * 1024;
/// The smallest stretch that a failing disk is asked for.
const BLOCK: usize = 4 * 1024;

/// What lies next.
#[derive(Debug)]
pub(super) enum Step<'w> {
    Frame {
        header: Header,
        payload: &'w [u8],
        hash: Hash,
        end: Position,
    },
    Hole(Hole),
    End,
}

/// A stretch without a whole frame, before the next whole one or the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hole {
    pub(super) at: Position,
    pub(super) until: Position,
    pub(super) what: Damage,
    /// What the frame that should be there says of itself.
    pub(super) label: Option<Label>,
}

#[derive(Debug)]
pub(super) struct Walk {
    files: Arc<dyn Files>,
    names: Names,
    next: Position,
    /// The last segment there is.
    last: Option<u32>,
    /// What is saved, if somebody is writing behind it.
    limit: Option<Position>,
    piece: usize,
    window: Option<Window>,
}

impl Walk {
    /// Through everything there is.
    pub(super) fn through(files: Arc<dyn Files>, names: Names, from: Position, last: Option<u32>) -> Self {
        Self {
            files,
            names,
            next: from,
            last,
            limit: None,
            piece: STREAM,
            window: None,
        }
    }

    /// Up to `limit`, which may be moved on.
    pub(super) fn up_to(files: Arc<dyn Files>, names: Names, from: Position, limit: Position, piece: usize) -> Self {
        Self {
            files,
            names,
            next: from,
            last: Some(limit.segment()),
            limit: Some(limit),
            piece,
            window: None,
        }
    }

    /// Where the next step begins.
    pub(super) fn position(&self) -> Position {
        self.next
    }

    pub(super) fn move_limit(&mut self, limit: Position) {
        self.limit = Some(limit);
        self.last = Some(limit.segment());
    }

    pub(super) fn step(&mut self) -> Step<'_> {
        loop {
            let at = self.next;
            let beyond = self.last.is_none_or(|last| at.segment() > last);
            if beyond || self.limit.is_some_and(|limit| at >= limit) {
                return Step::End;
            }
            let following = Position::new(at.segment().saturating_add(1), 0);
            let window = match Window::on(
                &mut self.window,
                self.files.as_ref(),
                &self.names,
                at.segment(),
                self.piece,
            ) {
                Ok(window) => window,
                Err(error) => {
                    self.next = following;
                    let what = match error.kind() {
                        io::ErrorKind::NotFound => Damage::SegmentMissing,
                        kind => Damage::DiskError(kind),
                    };
                    return Step::Hole(Hole {
                        at,
                        until: following,
                        what,
                        label: None,
                    });
                }
            };
            let limit = self
                .limit
                .filter(|limit| limit.segment() == at.segment())
                .map(Position::offset);
            let end = limit.unwrap_or(window.length);
            if at.offset() >= end {
                self.next = following;
                continue;
            }
            match window.frame_at(at, end) {
                Found::Frame {
                    header,
                    hash,
                    payload,
                    total,
                } => {
                    let end = Position(at.0.saturating_add(total as u64));
                    self.next = end;
                    let payload = self
                        .window
                        .as_ref()
                        .map(|window| window.loaded(&payload))
                        .unwrap_or_default();
                    return Step::Frame {
                        header,
                        payload,
                        hash,
                        end,
                    };
                }
                Found::Newer { version, code, total } => {
                    let until = Position(at.0.saturating_add(total as u64));
                    self.next = until;
                    return Step::Hole(Hole {
                        at,
                        until,
                        what: Damage::Newer { version, kind: code },
                        label: None,
                    });
                }
                Found::Nothing { label } => {
                    let search = window.search(at, end);
                    let unreadable = window.unreadable(at.offset(), search.until);
                    let more = search.until < end || limit.is_some();
                    self.next = if more {
                        Position::new(at.segment(), search.until)
                    } else {
                        following
                    };
                    // The unused rest of a segment is no hole. Up to a limit everything is used.
                    let unused = search.blank && search.until >= end && limit.is_none() && unreadable.is_none();
                    if !unused {
                        let what = unreadable.map_or(Damage::Unreadable, Damage::DiskError);
                        let until = Position::new(at.segment(), search.until);
                        return Step::Hole(Hole { at, until, what, label });
                    }
                }
            }
        }
    }
}

/// The numbers of the segments that are there, in order.
pub(super) fn segments(files: &dyn Files, names: &Names) -> io::Result<Vec<u32>> {
    let found = files.list(names.segments())?;
    let mut numbers: Vec<u32> = found.iter().filter_map(|name| segment_number(name.to_str()?)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

enum Found {
    Frame {
        header: Header,
        hash: Hash,
        payload: Range<u32>,
        total: usize,
    },
    Newer {
        version: u8,
        code: u8,
        total: usize,
    },
    Nothing {
        label: Option<Label>,
    },
}

struct Search {
    /// Where the next whole frame begins, or the end.
    until: u32,
    /// Nothing but zeros up to there.
    blank: bool,
}

/// A part of one segment's file in memory.
#[derive(Debug)]
struct Window {
    segment: u32,
    file: Box<dyn OpenFile>,
    length: u32,
    piece: usize,
    /// Which offset the first byte of `bytes` has.
    at: u32,
    bytes: Vec<u8>,
    /// What the disk would not give; zeros stand in `bytes` for it.
    failed: Vec<(Range<u32>, io::ErrorKind)>,
}

impl Window {
    /// The window on `segment`, opened if it is on another one.
    fn on<'w>(
        current: &'w mut Option<Self>,
        files: &dyn Files,
        names: &Names,
        segment: u32,
        piece: usize,
    ) -> io::Result<&'w mut Self> {
        let opened = match current.take() {
            Some(window) if window.segment == segment => window,
            other => {
                let file = files.open(&names.segment(segment), How::Read)?;
                let length = u32::try_from(file.length()?).unwrap_or(u32::MAX);
                let bytes = other.map(|other| other.bytes).unwrap_or_default();
                let mut window = Self {
                    segment,
                    file,
                    length,
                    piece,
                    at: 0,
                    bytes,
                    failed: Vec::new(),
                };
                window.bytes.clear();
                window
            }
        };
        Ok(current.insert(opened))
    }

    /// The frame that begins exactly at `at` and ends before `end`.
    fn frame_at(&mut self, at: Position, end: u32) -> Found {
        let outline = Outline::read(self.load(at.offset(), PREFIX, end)).filter(|outline| outline.position == at);
        let Some(outline) = outline else {
            return Found::Nothing { label: None };
        };
        let bytes = self.load(at.offset(), outline.total, end);
        match outline.prove(bytes) {
            Some(Whole::Known { header, payload, hash }) => {
                let begin = at.offset().saturating_add(u32::try_from(HEADER).unwrap_or(u32::MAX));
                let payload = begin..begin.saturating_add(u32::try_from(payload.len()).unwrap_or(0));
                Found::Frame {
                    header,
                    hash,
                    payload,
                    total: outline.total,
                }
            }
            Some(Whole::Newer { version, code }) => Found::Newer {
                version,
                code,
                total: outline.total,
            },
            None => Found::Nothing {
                label: Header::read(bytes).map(|header| header.label),
            },
        }
    }

    /// The next whole frame behind `at`.
    fn search(&mut self, at: Position, end: u32) -> Search {
        let mut blank = true;
        let mut from = at.offset();
        while from < end {
            let bytes = self.ahead(from, end);
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            let Some(dirty) = first_dirty(bytes) else {
                from = from.saturating_add(length);
                continue;
            };
            blank = false;
            let rest = bytes.get(dirty..).unwrap_or_default();
            let Some(skip) = rest.windows(MAGIC.len()).position(|four| four == MAGIC) else {
                // A magic may begin in the last bytes of this piece: those are looked at again with the next one.
                let looked = length
                    .saturating_sub(u32::try_from(MAGIC.len()).unwrap_or(4) - 1)
                    .max(1);
                from = from.saturating_add(looked);
                continue;
            };
            from = from.saturating_add(u32::try_from(dirty + skip).unwrap_or(u32::MAX));
            let here = Position::new(at.segment(), from);
            if here > at && !matches!(self.frame_at(here, end), Found::Nothing { .. }) {
                return Search { until: from, blank };
            }
            from = from.saturating_add(1);
        }
        Search { until: end, blank }
    }

    /// Up to `count` bytes from `offset`, fewer only before `end`.
    fn load(&mut self, offset: u32, count: usize, end: u32) -> &[u8] {
        let room = end.saturating_sub(offset) as usize;
        let wanted = count.min(room);
        let have = offset
            .checked_sub(self.at)
            .and_then(|skip| self.bytes.len().checked_sub(skip as usize));
        if have.is_none_or(|have| have < wanted) {
            self.refill(offset, wanted.max(self.piece).min(room));
        }
        let skip = offset.saturating_sub(self.at) as usize;
        self.bytes.get(skip..skip.saturating_add(wanted)).unwrap_or_default()
    }

    /// Whatever is in memory from `offset`, at least enough for a magic where there is so much before `end`.
    fn ahead(&mut self, offset: u32, end: u32) -> &[u8] {
        self.load(offset, MAGIC.len(), end);
        let skip = offset.saturating_sub(self.at) as usize;
        let rest = self.bytes.get(skip..).unwrap_or_default();
        rest.get(..end.saturating_sub(offset) as usize).unwrap_or(rest)
    }

    /// What [`Window::load`] has just given.
    fn loaded(&self, range: &Range<u32>) -> &[u8] {
        let place = |offset: u32| offset.saturating_sub(self.at) as usize;
        self.bytes.get(place(range.start)..place(range.end)).unwrap_or_default()
    }

    fn refill(&mut self, offset: u32, count: usize) {
        let kept = offset
            .checked_sub(self.at)
            .map_or(self.bytes.len(), |skip| skip as usize)
            .min(self.bytes.len());
        self.bytes.drain(..kept);
        self.at = offset;
        let have = self.bytes.len();
        self.bytes.resize(count.max(have), 0);
        let begin = u64::from(offset) + have as u64;
        let fresh = self.bytes.get_mut(have..).unwrap_or_default();
        match read_full_at(self.file.as_ref(), fresh, begin) {
            // A file that became shorter reads as zeros: the frames that were there are missed then.
            Ok(read) => fresh.get_mut(read..).unwrap_or_default().fill(0),
            Err(_) => read_by_blocks(self.file.as_ref(), fresh, begin, &mut self.failed),
        }
    }

    /// Whether the disk gave an error between these offsets.
    fn unreadable(&self, from: u32, until: u32) -> Option<io::ErrorKind> {
        self.failed
            .iter()
            .find(|(range, _)| range.start < until && from < range.end)
            .map(|(_, kind)| *kind)
    }
}

/// Reads what a failing disk still gives: one bad block must not take a megabyte with it.
fn read_by_blocks(file: &dyn OpenFile, bytes: &mut [u8], begin: u64, failed: &mut Vec<(Range<u32>, io::ErrorKind)>) {
    let mut at = begin;
    for block in bytes.chunks_mut(BLOCK) {
        let length = block.len() as u64;
        match read_full_at(file, block, at) {
            Ok(read) => block.get_mut(read..).unwrap_or_default().fill(0),
            Err(error) => {
                block.fill(0);
                let place = |offset: u64| u32::try_from(offset).unwrap_or(u32::MAX);
                let range = place(at)..place(at + length);
                match failed.last_mut() {
                    Some((last, _)) if last.end == range.start => last.end = range.end,
                    _ => failed.push((range, error.kind())),
                }
            }
        }
        at += length;
    }
}

/// Where the first byte is that is not zero. By whole lines first: a segment's unused rest is megabytes of zeros.
pub(super) fn first_dirty(bytes: &[u8]) -> Option<usize> {
    const LINE: usize = 128;
    let lines = bytes
        .chunks(LINE)
        .position(|line| line.iter().fold(0, |all, byte| all | byte) != 0)?;
    let begin = lines * LINE;
    let within = bytes.get(begin..)?.iter().position(|byte| *byte != 0)?;
    Some(begin + within)
}
