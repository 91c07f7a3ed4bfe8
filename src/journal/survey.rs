//! What the journal holds, told after reading it: how far it is whole, what is damaged, what is only a torn end.
//!
//! A gap is damage if anything says that it had been saved: a whole frame behind it that was made later, or the point
//! that the index remembers. Otherwise it is the end of something that nobody was told is saved.

use std::sync::Arc;

use super::{
    fault::{Damage, Fault},
    files::Files,
    layout::Names,
    position::{Hash, Point, Position},
    records::{Found, Records, Whole},
    walk::Walk,
};

/// How many faults are kept one by one.
const LISTED: usize = 1000;

/// Where the good part of the journal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// The last record.
    pub(super) head: Point,
    /// Where the next frame belongs.
    pub(super) position: Position,
    /// The hash that the next frame must name.
    pub(super) chain: Hash,
    pub(super) records: u64,
}

#[derive(Debug)]
pub(super) struct Survey {
    store: [u8; 16],
    pub(super) end: End,
    /// Damage, the first [`LISTED`] places.
    pub(super) faults: Vec<Fault>,
    pub(super) fault_count: u64,
    /// Gaps that nobody has called saved yet, with the good end before each.
    gaps: Vec<(Fault, End)>,
    /// Up to here everything had been saved, as frames or the caller say.
    pub(super) saved: Position,
}

/// An end that was never called saved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unsaved {
    pub(super) fault: Fault,
    /// Whole records behind the gap.
    pub(super) records: u64,
}

const EMPTY: Point = Point {
    position: Position::START,
    number: super::position::Number::NONE,
    hash: Hash::NONE,
};

impl Survey {
    /// For reading from the very first frame. `floor`: what is known to have been saved.
    pub(super) fn from_the_start(store: [u8; 16], floor: Position) -> Self {
        let end = End {
            head: EMPTY,
            position: Position::START,
            chain: Hash::NONE,
            records: 0,
        };
        // The first byte of the first segment had been saved before the store got its header.
        let floor = floor.max(Position(1));
        Self {
            store,
            end,
            faults: Vec::new(),
            fault_count: 0,
            gaps: Vec::new(),
            saved: floor,
        }
    }

    /// For reading behind `point`, if it is there and the same. Gives the records to go on with.
    pub(super) fn behind(
        files: Arc<dyn Files>,
        names: &Names,
        store: [u8; 16],
        point: &Point,
        last: Option<u32>,
    ) -> Option<(Self, Records)> {
        let mut records = Records::new(Walk::through(files, names.clone(), point.position, last));
        let (found, position) = match records.next() {
            Found::Record(Whole { point, end, .. }) => (point, end),
            // Of an empty journal the point is the head of the first segment.
            Found::Segment {
                position, hash, end, ..
            } => (
                Point {
                    position,
                    hash,
                    ..EMPTY
                },
                end,
            ),
            Found::Fault(_) | Found::End => return None,
        };
        if found != *point {
            return None;
        }
        let mut survey = Self::from_the_start(store, position);
        survey.end = End {
            head: found,
            position,
            chain: found.hash,
            records: 0,
        };
        Some((survey, records))
    }

    /// Takes what was found next. `saved` is what the frames say so far.
    pub(super) fn take(&mut self, found: &Found, saved: Position) {
        self.saved = self.saved.max(saved);
        match found {
            Found::Record(whole) => {
                let records = self.end.records.saturating_add(1);
                self.end = End {
                    head: whole.point,
                    position: whole.end,
                    chain: whole.point.hash,
                    records,
                };
            }
            Found::Segment {
                position,
                hash,
                store,
                end,
            } => {
                if *store != Some(self.store) {
                    let what = Damage::OtherStore;
                    let after = Some(self.end.head.number);
                    self.damage(Fault {
                        at: *position,
                        until: *end,
                        what,
                        after,
                        before: None,
                        label: None,
                    });
                }
                if *position == Position::START {
                    self.end.head = Point { hash: *hash, ..EMPTY };
                }
                self.end = End {
                    position: *end,
                    chain: *hash,
                    ..self.end
                };
            }
            Found::Fault(fault) => match fault.what {
                // A failed sync can leave frames behind the good end that come to light after a power cut: they do
                // not follow from what is before them.
                Damage::Unreadable | Damage::RecordIncomplete | Damage::ChainBroken => {
                    self.gaps.push((*fault, self.end));
                }
                // No torn write leaves that.
                _ => self.damage(*fault),
            },
            Found::End => {}
        }
        self.settle();
    }

    /// A point that is not in the journal, though it had been saved: the end of the journal is gone.
    pub(super) fn miss(&mut self, point: &Point) {
        if point.number > self.end.head.number && self.fault_count == 0 {
            let End { position: at, head, .. } = self.end;
            let until = point.position.max(at);
            self.damage(Fault {
                at,
                until,
                what: Damage::EndMissing,
                after: Some(head.number),
                before: None,
                label: None,
            });
        }
    }

    /// When all was read: what is left is an end that was never saved, and the good end is before it.
    pub(super) fn conclude(&mut self) -> Option<Unsaved> {
        if self.end.position == Position::START && self.fault_count == 0 {
            // A store has a header only when the head of its first segment was saved.
            let (at, until) = (Position::START, Position::START);
            self.damage(Fault {
                at,
                until,
                what: Damage::SegmentMissing,
                after: None,
                before: None,
                label: None,
            });
        }
        let (fault, end) = *self.gaps.first()?;
        let records = self.end.records.saturating_sub(end.records);
        if self.fault_count == 0 {
            self.end = end;
        }
        Some(Unsaved { fault, records })
    }

    pub(super) fn damage(&mut self, fault: Fault) {
        self.fault_count = self.fault_count.saturating_add(1);
        if self.faults.len() < LISTED {
            self.faults.push(fault);
        }
    }

    /// Gaps that turn out to have been saved are damage.
    fn settle(&mut self) {
        while let Some((fault, _)) = self.gaps.first().copied().filter(|(fault, _)| fault.at < self.saved) {
            self.gaps.remove(0);
            self.damage(fault);
        }
    }
}
