//! Reading what is saved, from any thread.

use std::{
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use super::{
    fault::{Damage, Fault, ReadFault},
    files::Files,
    layout::Names,
    position::{Number, Point, Position},
    record::{Class, Stored},
    records::{Found, Records, Whole},
    walk::{SINGLE, STREAM, Walk},
};
use crate::vault::{Seal, SealFault};

/// How far the journal is saved: the last record, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) head: Point,
    pub(super) end: Position,
}

/// Set by the writer, read by all readers.
#[derive(Debug)]
pub(super) struct Published {
    saved: Mutex<Saved>,
    /// For whoever waits for more.
    more: Condvar,
    /// How many do. Counted while `saved` is held: to call nobody would be a call to the system for every commit.
    waiting: AtomicUsize,
}

impl Published {
    pub(super) fn new(saved: Saved) -> Self {
        Self {
            saved: Mutex::new(saved),
            more: Condvar::new(),
            waiting: AtomicUsize::new(0),
        }
    }

    pub(super) fn set(&self, saved: Saved) {
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner) = saved;
        if self.waiting.load(Ordering::SeqCst) > 0 {
            self.more.notify_all();
        }
    }

    pub(super) fn get(&self) -> Saved {
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads what is saved while the writer goes on. Cheap to clone; never waits for the disk work of the writer.
#[derive(Debug, Clone)]
pub struct Reader {
    pub(super) files: Arc<dyn Files>,
    pub(super) names: Names,
    seal: Arc<dyn Seal>,
    pub(super) published: Arc<Published>,
}

impl Reader {
    pub(super) fn new(files: Arc<dyn Files>, names: Names, seal: Arc<dyn Seal>, published: Arc<Published>) -> Self {
        Self {
            files,
            names,
            seal,
            published,
        }
    }

    /// The last record that is saved.
    pub fn saved(&self) -> Point {
        self.published.get().head
    }

    /// Waits until more than `known` is saved, `is_over` says so, or `at_most` has passed. Who changes what `is_over` looks at
    /// calls [`Reader::wake`].
    pub fn wait_for_more(&self, known: Number, at_most: Duration, is_over: &dyn Fn() -> bool) {
        let saved = self.published.saved.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |saved: &mut Saved| saved.head.number <= known && !is_over();
        self.published.waiting.fetch_add(1, Ordering::SeqCst);
        let waited = self.published.more.wait_timeout_while(saved, at_most, idle);
        self.published.waiting.fetch_sub(1, Ordering::SeqCst);
        drop(waited);
    }

    /// Has everybody who waits look again.
    pub fn wake(&self) {
        let saved = self.published.saved.lock().unwrap_or_else(PoisonError::into_inner);
        self.published.more.notify_all();
        drop(saved);
    }

    /// The one record that begins at `position`.
    pub fn read(&self, position: Position) -> Result<Stored, ReadFault> {
        let mut records = Records::new(self.walk(position, SINGLE));
        match records.next() {
            Found::Record(whole) if whole.point.position == position => self.open(whole, records.payload()),
            Found::Fault(fault) => Err(fault.into()),
            _ => Err(ReadFault::NotThere(position)),
        }
    }

    /// All records in order, from the first.
    pub fn scan(&self) -> Scan {
        let walk = self.walk(Position::START, STREAM);
        Scan {
            records: Records::from_the_start(walk),
            reader: self.clone(),
            behind: None,
            only: None,
            over: false,
        }
    }

    /// The records behind `point`, which must be here and the same: else the first item is a [`ReadFault::Another`] and
    /// the last one.
    pub fn scan_after(&self, point: &Point) -> Scan {
        Scan {
            behind: Some(*point),
            ..self.scan_from(point.position)
        }
    }

    /// The control records behind `point`, or all of them. Nothing is opened: no key is needed.
    pub fn controls_after(&self, point: Option<&Point>) -> Scan {
        let scan = point.map_or_else(|| self.scan(), |point| self.scan_after(point));
        Scan {
            only: Some(Class::Control),
            ..scan
        }
    }

    /// The records from the one that begins at `position`.
    pub fn scan_from(&self, position: Position) -> Scan {
        let walk = self.walk(position, STREAM);
        Scan {
            records: Records::new(walk),
            reader: self.clone(),
            behind: None,
            only: None,
            over: false,
        }
    }

    fn walk(&self, from: Position, piece: usize) -> Walk {
        Walk::up_to(
            Arc::clone(&self.files),
            self.names.clone(),
            from,
            self.published.get().end,
            piece,
        )
    }

    /// Breaks the seal of a whole record.
    fn open(&self, whole: Whole, sealed: &mut Vec<u8>) -> Result<Stored, ReadFault> {
        let Whole {
            class,
            label,
            seal,
            point,
            end,
        } = whole;
        let mut payload = std::mem::take(sealed);
        let opened = match class {
            Class::Control => Ok(()),
            Class::Commit => self.seal.open(seal, &label, &mut payload),
        };
        opened.map_err(|fault| sealed_shut(&whole, fault))?;
        Ok(Stored {
            class,
            label,
            payload,
            point,
            end,
        })
    }
}

fn sealed_shut(whole: &Whole, fault: SealFault) -> ReadFault {
    let Whole { label, point, end, .. } = *whole;
    let number = Some(point.number);
    let what = Damage::Sealed(fault);
    Fault {
        at: point.position,
        until: end,
        what,
        after: None,
        before: number,
        label: Some(label),
    }
    .into()
}

/// Records in order. A damaged stretch is one `Err`, and the records behind it follow. `None` is the end of what is
/// saved; asked again later, it goes on with what was saved since.
#[derive(Debug)]
pub struct Scan {
    records: Records,
    reader: Reader,
    /// The point that must come first, and is not given.
    behind: Option<Point>,
    /// The others are passed by.
    only: Option<Class>,
    over: bool,
}

impl Scan {
    /// Whether the first thing found is the point that was asked for; of an empty journal that is the head of its first
    /// segment.
    fn stands_behind(found: &Found, point: &Point) -> bool {
        match found {
            Found::Record(whole) => whole.point == *point,
            Found::Segment { position, hash, .. } => {
                *point
                    == Point {
                        position: *position,
                        number: Number::NONE,
                        hash: *hash,
                    }
            }
            Found::Fault(_) | Found::End => false,
        }
    }
}

impl Iterator for Scan {
    type Item = Result<Stored, ReadFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        self.records.walk().move_limit(self.reader.published.get().end);
        loop {
            let found = self.records.next();
            if let Some(point) = self.behind.take() {
                if Self::stands_behind(&found, &point) {
                    continue;
                }
                self.over = true;
                return Some(Err(ReadFault::Another(point.position)));
            }
            return match found {
                Found::Record(whole) if self.only.is_some_and(|only| only != whole.class) => continue,
                Found::Record(whole) => Some(self.reader.open(whole, self.records.payload())),
                Found::Segment { .. } => continue,
                Found::Fault(fault) => Some(Err(fault.into())),
                Found::End => None,
            };
        }
    }
}
