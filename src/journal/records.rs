//! Records out of frames: whole ones, in order, with the chain held; and what is wrong between them.

use std::collections::VecDeque;

use super::{
    fault::{Damage, Fault},
    frame::{FrameType, Header},
    position::{Hash, Number, Point, Position},
    record::Class,
    walk::{Hole, Step, Walk},
};
use crate::vault::{Label, SealKind};

/// The longest record, before it is sealed.
pub(super) const LARGEST_RECORD: usize = 16 * 1024 * 1024;
/// The longest sealed record that is put together: no seal adds more.
const LARGEST_SEALED: usize = LARGEST_RECORD + 64 * 1024;

/// A record whose frames are whole; its sealed payload is [`Records::payload`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    pub(super) class: Class,
    pub(super) label: Label,
    pub(super) seal: SealKind,
    pub(super) point: Point,
    pub(super) end: Position,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Found {
    Record(Whole),
    /// The head of a segment: where it is, its hash, the store it says it belongs to, where it ends.
    Segment {
        position: Position,
        hash: Hash,
        store: Option<[u8; 16]>,
        end: Position,
    },
    Fault(Fault),
    End,
}

/// A record whose mark has not come yet.
#[derive(Debug)]
struct Unfinished {
    position: Position,
    number: Number,
    label: Label,
    seal: SealKind,
    next_part: u16,
}

impl Unfinished {
    /// Whether this frame is the next part of the record that has begun.
    fn awaits(&self, header: &Header) -> bool {
        self.number == header.number
            && self.label == header.label
            && self.seal == header.seal
            && self.next_part == header.part
            && header.frame_type != FrameType::Control
    }
}

#[derive(Debug)]
pub(super) struct Records {
    walk: Walk,
    /// The hash that the next frame must name. `None` at the beginning and behind damage.
    chain: Option<Hash>,
    last: Option<Number>,
    unfinished: Option<Unfinished>,
    payload: Vec<u8>,
    /// Damage that waits to learn which record is the first good one behind it; one fault of each kind.
    held: VecDeque<Fault>,
    /// What was found behind that damage.
    ready: Option<Found>,
    saved: Position,
}

impl Records {
    pub(super) fn new(walk: Walk) -> Self {
        Self {
            walk,
            chain: None,
            last: None,
            unfinished: None,
            payload: Vec::new(),
            held: VecDeque::new(),
            ready: None,
            saved: Position::START,
        }
    }

    /// From the very first frame, which follows nothing.
    pub(super) fn from_the_start(walk: Walk) -> Self {
        Self {
            chain: Some(Hash::NONE),
            last: Some(Number::NONE),
            ..Self::new(walk)
        }
    }

    /// The sealed payload of the record that was found last.
    pub(super) fn payload(&mut self) -> &mut Vec<u8> {
        &mut self.payload
    }

    pub(super) fn walk(&mut self) -> &mut Walk {
        &mut self.walk
    }

    /// Up to where everything had been saved, as far as the frames seen so far say.
    pub(super) fn saved(&self) -> Position {
        self.saved
    }

    pub(super) fn next(&mut self) -> Found {
        if self.ready.is_some()
            && let Some(fault) = self.held.pop_front()
        {
            return Found::Fault(fault);
        }
        if let Some(found) = self.ready.take() {
            return found;
        }
        loop {
            match self.walk.step() {
                Step::Hole(hole) => self.hole(&hole),
                Step::End => {
                    self.give_up_unfinished(self.walk.position());
                    return self.held.pop_front().map_or(Found::End, Found::Fault);
                }
                Step::Frame {
                    header,
                    payload,
                    hash,
                    end,
                } => {
                    self.saved = self.saved.max(header.saved);
                    if header.frame_type == FrameType::SegmentHead {
                        let store = payload.try_into().ok();
                        self.segment_head(&header, hash);
                        let found = Found::Segment {
                            position: header.position,
                            hash,
                            store,
                            end,
                        };
                        return self.behind_damage(found, header.number.next());
                    }
                    let begins = header.part == 0;
                    let awaited = self.unfinished.as_ref().is_some_and(|begun| begun.awaits(&header));
                    let goes_on = !begins && awaited && self.chain == Some(header.previous);
                    let fits = goes_on && self.payload.len().saturating_add(payload.len()) <= LARGEST_SEALED;
                    if begins {
                        self.payload.clear();
                    }
                    if begins || fits {
                        self.payload.extend_from_slice(payload);
                    }
                    if let Some(found) = self.frame(&header, hash, end, fits) {
                        return found;
                    }
                }
            }
        }
    }

    fn hole(&mut self, hole: &Hole) {
        let label = self.unfinished.take().map(|unfinished| unfinished.label).or(hole.label);
        self.hold(hole.at, hole.until, hole.what, label);
        self.chain = None;
    }

    fn segment_head(&mut self, header: &Header, hash: Hash) {
        self.give_up_unfinished(header.position);
        self.hold_broken_chain(header);
        self.chain = Some(hash);
    }

    /// A frame of a record, whose payload was taken over if it `goes_on` or begins.
    fn frame(&mut self, header: &Header, hash: Hash, end: Position, goes_on: bool) -> Option<Found> {
        if !goes_on {
            self.give_up_unfinished(header.position);
            if header.part != 0 {
                self.hold(header.position, end, Damage::RecordIncomplete, Some(header.label));
                self.chain = Some(hash);
                return None;
            }
            self.hold_broken_chain(header);
        }
        self.chain = Some(hash);
        let begun = self.unfinished.take();
        let position = begun.map_or(header.position, |begun| begun.position);
        let class = match header.frame_type {
            FrameType::Part => {
                let Header {
                    number,
                    label,
                    seal,
                    part,
                    ..
                } = *header;
                let next_part = part.saturating_add(1);
                self.unfinished = Some(Unfinished {
                    position,
                    number,
                    label,
                    seal,
                    next_part,
                });
                return None;
            }
            FrameType::Control => Class::Control,
            FrameType::Mark | FrameType::SegmentHead => Class::Commit,
        };
        self.last = Some(header.number);
        let point = Point {
            position,
            number: header.number,
            hash,
        };
        let whole = Whole {
            class,
            label: header.label,
            seal: header.seal,
            point,
            end,
        };
        Some(self.behind_damage(Found::Record(whole), header.number))
    }

    /// The damage that was held back comes first; now it is known which record is the first good one behind it.
    fn behind_damage(&mut self, found: Found, number: Number) -> Found {
        let Some(first) = self.held.pop_front() else {
            return found;
        };
        let before = Some(number);
        self.held.iter_mut().for_each(|fault| fault.before = before);
        self.ready = Some(found);
        Found::Fault(Fault { before, ..first })
    }

    fn give_up_unfinished(&mut self, until: Position) {
        if let Some(begun) = self.unfinished.take() {
            self.hold(begun.position, until, Damage::RecordIncomplete, Some(begun.label));
        }
    }

    /// A frame that begins something must name the frame before it, and the next number.
    fn hold_broken_chain(&mut self, header: &Header) {
        let linked = self.chain.is_none_or(|chain| chain == header.previous);
        let expected = match header.frame_type {
            FrameType::SegmentHead => self.last,
            _ => self.last.map(Number::next),
        };
        let counted = !self.held.is_empty() || expected.is_none_or(|expected| expected == header.number);
        if !(linked && counted) {
            self.hold(
                header.position,
                header.position,
                Damage::ChainBroken,
                Some(header.label),
            );
        }
        if header.frame_type == FrameType::SegmentHead && self.last.is_none() {
            self.last = Some(header.number);
        }
    }

    /// Damage of one kind without a good record in between is one fault: from the first place to the last.
    fn hold(&mut self, at: Position, until: Position, what: Damage, label: Option<Label>) {
        match self.held.iter_mut().find(|held| held.what == what) {
            Some(held) => {
                held.until = held.until.max(until);
                held.label = held.label.or(label);
            }
            None => self.held.push_back(Fault {
                at,
                until,
                what,
                after: self.last,
                before: None,
                label,
            }),
        }
    }
}
