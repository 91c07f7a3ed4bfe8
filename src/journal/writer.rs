//! Appending: the only hand that writes in the journal.

use std::{path::Path, sync::Arc};

use super::{
    create::create,
    fault::{Closed, DiskFault, OpenFault, Refusal},
    files::Files,
    frame::{self, FrameType, Header, LARGEST_PAYLOAD, OVERHEAD},
    header::StoreHeader,
    layout::{Layout, Names},
    lock::StoreLock,
    open::{self, Opened},
    position::{Hash, Number, Point, Position},
    reader::{Published, Reader, Saved},
    record::{Class, Record},
    records::LARGEST_RECORD,
    segment::Segment,
    space::{Room, Space},
};
use crate::vault::{Label, Seal, SealKind};

/// The journal of one store, open for appending. There is one in a process, as the lock says; others read with
/// [`Journal::reader`].
#[derive(Debug)]
pub struct Journal {
    files: Arc<dyn Files>,
    names: Names,
    layout: Layout,
    header: StoreHeader,
    seal: Arc<dyn Seal>,
    room: Room,
    pen: Pen,
    head: Point,
    /// The hash that the next frame names.
    chain: Hash,
    /// Where the next frame belongs.
    end: Position,
    saved: Saved,
    published: Arc<Published>,
    /// Appended, not yet written: the last bytes before `end`.
    buffer: Vec<u8>,
    /// The payload that is being sealed.
    sealing: Vec<u8>,
    _lock: StoreLock,
}

/// What the journal writes with. Once closed there is no file left that could be written to.
#[derive(Debug)]
enum Pen {
    Ready { segment: Segment, next: Option<Segment> },
    Closed(Closed),
}

impl Journal {
    /// A new, empty store in the folder of `lock`. Refused where one is.
    pub fn create(
        files: Arc<dyn Files>,
        lock: &StoreLock,
        layout: Layout,
        header: StoreHeader,
        seal: Arc<dyn Seal>,
    ) -> Result<Self, OpenFault> {
        create(&files, &Names::new(lock.folder()), &layout, &header)?;
        let (journal, _) = Self::open(files, lock, layout, seal, None)?;
        Ok(journal)
    }

    /// Opens the store in the folder of `lock`. With a `trusted` point only what lies behind it is read and proved; a
    /// point that does not hold is told in [`Opened::trust`] and everything is read. With damage in the middle
    /// the journal opens for reading, and [`Journal::closed`] says why it takes nothing.
    pub fn open(
        files: Arc<dyn Files>,
        lock: &StoreLock,
        layout: Layout,
        seal: Arc<dyn Seal>,
        trusted: Option<&Point>,
    ) -> Result<(Self, Opened), OpenFault> {
        let names = Names::new(lock.folder());
        let ground = open::open(&files, &names, trusted)?;
        let end = ground.end;
        let (pen, readable) = if ground.opened.fault_count > 0 {
            (Pen::Closed(Closed::Damaged(ground.opened.fault_count)), ground.beyond)
        } else {
            let position = end.position;
            let segment = Segment::resume(files.as_ref(), &names, position.segment(), position.offset())?;
            (Pen::Ready { segment, next: None }, position)
        };
        let saved = Saved {
            head: end.head,
            end: readable,
        };
        let journal = Self {
            room: Room::new(Arc::clone(&files), names.clone(), layout),
            files,
            names,
            layout,
            header: ground.header,
            seal,
            pen,
            head: end.head,
            chain: end.chain,
            end: end.position,
            saved,
            published: Arc::new(Published::new(saved)),
            buffer: Vec::new(),
            sealing: Vec::new(),
            _lock: lock.clone(),
        };
        Ok((journal, ground.opened))
    }

    /// Takes a record. It is not saved before the next [`Journal::sync`]; where it lies is known at once. After any
    /// refusal but [`Refusal::Closed`] the journal is as it was before.
    pub fn append(&mut self, record: &Record<'_>) -> Result<Point, Refusal> {
        self.ready()?;
        let limit = match record.class {
            Class::Commit => LARGEST_RECORD,
            Class::Control => LARGEST_PAYLOAD,
        };
        if record.payload.len() > limit {
            return Err(Refusal::TooLarge {
                bytes: record.payload.len(),
                limit,
            });
        }
        if self.end == self.saved.end {
            self.room.admit()?;
        }
        self.sealing.clear();
        self.sealing.extend_from_slice(record.payload);
        let seal = match record.class {
            Class::Control => SealKind::CLEAR,
            Class::Commit => {
                self.seal.seal(&record.label, &mut self.sealing)?;
                self.seal.kind()
            }
        };
        let frames = self.sealing.len().div_ceil(LARGEST_PAYLOAD).max(1);
        let total = self.sealing.len() + frames * OVERHEAD;
        let Pen::Ready { segment, .. } = &self.pen else {
            return self.ready().map(|()| self.head);
        };
        if self.end.offset() as usize + total > segment.length() as usize {
            self.turn(total)?;
        }
        self.frames(record.class, record.label, seal);
        if self.buffer.len() >= self.layout.buffer {
            self.write()?;
        }
        Ok(self.head)
    }

    /// Saves everything that was appended: one write, one fdatasync. When it returns `Ok`, and only then, all of it is
    /// saved, and readers see it.
    pub fn sync(&mut self) -> Result<Point, Refusal> {
        self.ready()?;
        if self.end != self.saved.end {
            self.write()?;
            let Pen::Ready { segment, .. } = &self.pen else {
                return self.ready().map(|()| self.head);
            };
            if let Err(fault) = segment.sync() {
                return Err(self.close(Closed::Sync(fault)));
            }
            self.saved = Saved {
                head: self.head,
                end: self.end,
            };
            self.published.set(self.saved);
        }
        Ok(self.head)
    }

    /// Takes back what was appended since the last sync, and takes nothing more until it is opened again: for a caller who
    /// finds that it must not be saved. Nobody has been told that it was.
    pub fn give_up(&mut self) -> Refusal {
        self.close(Closed::GivenUp)
    }

    /// Whether [`Journal::prepare`] has something to do.
    pub fn wants_room(&self) -> bool {
        match &self.pen {
            Pen::Ready { segment, next } => self.wants_zeros(segment) || next.is_none() && self.wants_segment(segment),
            Pen::Closed(_) => false,
        }
    }

    fn wants_zeros(&self, segment: &Segment) -> bool {
        segment.ready() < segment.length() && segment.ready().saturating_sub(self.end.offset()) < self.layout.window / 2
    }

    fn wants_segment(&self, segment: &Segment) -> bool {
        segment.length().saturating_sub(self.end.offset()) < self.layout.window.saturating_mul(2)
    }

    /// Makes room ahead, so that a later sync does not wait for it. For moments when nobody waits: it takes about a
    /// millisecond, and nothing when there is nothing to do.
    pub fn prepare(&mut self) -> Result<(), Refusal> {
        self.ready()?;
        let Pen::Ready { segment, next } = &self.pen else {
            return Ok(());
        };
        let (zeros, fresh) = (self.wants_zeros(segment), next.is_none() && self.wants_segment(segment));
        if zeros {
            let until = segment
                .ready()
                .max(self.end.offset())
                .saturating_add(self.layout.window);
            self.make_ready(until)?;
        }
        if fresh && let Pen::Ready { segment, .. } = &self.pen {
            let number = segment.number().saturating_add(1);
            let fresh = self.new_segment(number, 0)?;
            if let Pen::Ready { next, .. } = &mut self.pen {
                *next = Some(fresh);
            }
        }
        Ok(())
    }

    fn make_ready(&mut self, until: u32) -> Result<(), Refusal> {
        let Pen::Ready { segment, .. } = &mut self.pen else {
            return self.ready();
        };
        if let Err(fault) = segment.make_ready(until) {
            return Err(self.close(Closed::Write(fault)));
        }
        if let Err(fault) = segment.sync() {
            return Err(self.close(Closed::Sync(fault)));
        }
        Ok(())
    }

    /// The last record that was appended.
    pub fn head(&self) -> Point {
        self.head
    }

    /// The last record that is saved.
    pub fn saved(&self) -> Point {
        self.saved.head
    }

    /// Why this journal takes no records, if it does not.
    pub fn closed(&self) -> Option<&Closed> {
        match &self.pen {
            Pen::Ready { .. } => None,
            Pen::Closed(why) => Some(why),
        }
    }

    pub fn header(&self) -> &StoreHeader {
        &self.header
    }

    /// The folder of the store.
    pub fn folder(&self) -> &Path {
        self.names.store()
    }

    /// For other threads; it sees what is saved.
    pub fn reader(&self) -> Reader {
        let (files, published) = (Arc::clone(&self.files), Arc::clone(&self.published));
        Reader::new(files, self.names.clone(), Arc::clone(&self.seal), published)
    }

    /// How much room is left, so that people are warned early.
    pub fn space(&self) -> Result<Space, DiskFault> {
        self.room.space()
    }

    fn ready(&self) -> Result<(), Refusal> {
        match &self.pen {
            Pen::Ready { .. } => Ok(()),
            Pen::Closed(why) => Err(Refusal::Closed(why.clone())),
        }
    }

    /// Puts the sealed payload into frames behind the others.
    fn frames(&mut self, class: Class, label: Label, seal: SealKind) {
        let number = self.head.number.next();
        let begin = self.end;
        let mut rest = self.sealing.as_slice();
        for part in 0.. {
            let (payload, after) = rest.split_at_checked(LARGEST_PAYLOAD).unwrap_or((rest, &[]));
            let frame_type = match class {
                Class::Control => FrameType::Control,
                Class::Commit if after.is_empty() => FrameType::Mark,
                Class::Commit => FrameType::Part,
            };
            let (position, saved, previous) = (self.end, self.saved.end, self.chain);
            let header = Header {
                frame_type,
                seal,
                part,
                position,
                number,
                saved,
                label,
                previous,
            };
            self.chain = frame::write(&mut self.buffer, &header, payload);
            self.end = Position(self.end.0 + (payload.len() + OVERHEAD) as u64);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        self.head = Point {
            position: begin,
            number,
            hash: self.chain,
        };
    }

    /// Hands the buffer to the system, without a sync.
    fn write(&mut self) -> Result<(), Refusal> {
        let Pen::Ready { segment, .. } = &mut self.pen else {
            return self.ready();
        };
        let end = self.end.offset();
        let from = end.saturating_sub(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
        let unprepared = end > segment.ready();
        let mut written = segment.write(&self.buffer, from);
        if written.is_ok() && unprepared {
            written = segment.make_ready(end.saturating_add(self.layout.window));
        }
        match written {
            Ok(()) => {
                self.buffer.clear();
                Ok(())
            }
            Err(fault) => Err(self.close(Closed::Write(fault))),
        }
    }

    /// Goes on in the next segment, which must take `total` bytes of frames. What is in this one is saved first, so that
    /// no later frame can stand before a gap that is older than itself.
    fn turn(&mut self, total: usize) -> Result<(), Refusal> {
        self.sync()?;
        let least = u32::try_from(total + SEGMENT_HEAD).unwrap_or(u32::MAX);
        let Pen::Ready { segment, next } = &mut self.pen else {
            return self.ready();
        };
        let number = segment.number().saturating_add(1);
        let fresh = match next.take().filter(|next| next.length() >= least) {
            Some(next) => next,
            None => self.new_segment(number, least)?,
        };
        self.end = Position::new(number, 0);
        let head = segment_head(&self.header, self.end, self.head.number, self.saved.end, self.chain);
        self.chain = frame::write(&mut self.buffer, &head, &self.header.store);
        self.end = Position::new(number, u32::try_from(SEGMENT_HEAD).unwrap_or(u32::MAX));
        self.pen = Pen::Ready {
            segment: fresh,
            next: None,
        };
        Ok(())
    }

    fn new_segment(&mut self, number: u32, least: u32) -> Result<Segment, Refusal> {
        let least = least.max(self.layout.window);
        let wanted = self.layout.segment.max(least);
        let granted = self.room.grant(u64::from(wanted), u64::from(least))?;
        let length = u32::try_from(granted).unwrap_or(wanted);
        let made = Segment::make(self.files.as_ref(), &self.names, number, length, self.layout.window);
        made.map_err(|fault| {
            // It holds nothing; on a full disk its room is wanted.
            let _removed = self.files.remove(&self.names.segment(number));
            if fault.is_full() {
                Refusal::DiskFull {
                    free: self.room.free().unwrap_or(0),
                }
            } else {
                Refusal::Disk(fault)
            }
        })
    }

    /// Takes back what was not saved and lays down the pen. Whether the taking back reaches the disk is not asked: after
    /// a failed sync nobody can be asked any more, and opening looks for itself.
    fn close(&mut self, why: Closed) -> Refusal {
        if let Pen::Ready { segment, .. } = &self.pen {
            let saved = self.saved.end;
            let from = if saved.segment() == segment.number() {
                saved.offset()
            } else {
                0
            };
            let _tried = segment.blank(from, self.end.offset().min(segment.length()));
        }
        self.pen = Pen::Closed(why.clone());
        self.buffer = Vec::new();
        self.head = self.saved.head;
        self.end = self.saved.end;
        Refusal::Closed(why)
    }
}

/// How many bytes the head of a segment takes.
pub(super) const SEGMENT_HEAD: usize = OVERHEAD + 16;

/// The head of a segment that follows record `number`.
pub(super) fn segment_head(
    header: &StoreHeader,
    position: Position,
    number: Number,
    saved: Position,
    previous: Hash,
) -> Header {
    let label = Label {
        station: header.station,
        installation: header.installation,
        sequence: 0,
        kind: 0,
    };
    let frame_type = FrameType::SegmentHead;
    Header {
        frame_type,
        seal: SealKind::CLEAR,
        part: 0,
        position,
        number,
        saved,
        label,
        previous,
    }
}
