//! Proving a store with its key: every seal opens, no commit of this laptop is missing, and the journal is still what it
//! was whenever somebody came in. Whoever has no key can rewrite the chain of a journal; they cannot make these agree.

use std::collections::VecDeque;

use crate::{
    domain::{
        access::{control::Control, trail::Trace},
        record::{Fact, Installation, Station},
    },
    journal::{Class, Point, ReadFault, Reader, Stored},
    store::Past,
};

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Commits whose seals opened.
    pub commits: u64,
    /// Records in the clear.
    pub controls: u64,
    /// Times that somebody came in, which held the journal to what it was.
    pub anchors: u64,
    pub faults: Vec<ProofFault>,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    #[error("{0}")]
    Journal(String),
    #[error("record {number}: its seal is open, and it is no commit that this program understands")]
    NotUnderstood { number: u64 },
    #[error("record {number}: control record of an unknown kind {kind:#06x}")]
    UnknownControl { number: u64, kind: u16 },
    /// Deleted: a commit of this laptop is not there.
    #[error("record {number}: commit {found} of this laptop follows commit {last}; {missing} are missing")]
    Missing {
        number: u64,
        last: u64,
        found: u64,
        missing: u64,
    },
    /// Reordered, or there twice.
    #[error("record {number}: commit {found} of this laptop stands behind commit {last}: out of order")]
    OutOfOrder { number: u64, last: u64, found: u64 },
    /// Somebody rewrote what lies before the record that remembers it.
    #[error("record {number} remembers record {of} as another: the journal before it was rewritten")]
    Rewritten { number: u64, of: u64 },
    /// A start found an index that knew a record which the journal did not have: the end had been cut off. The record of
    /// that start names it for ever.
    #[error("before record {number} the index knew more than the journal: the end of the journal was cut off")]
    Truncated { number: u64 },
}

/// Records whose hashes are remembered: somebody who came in remembers the newest at that moment.
const REMEMBERED: usize = 4096;

/// Reads everything behind the seal. `each` hears how many records were read.
pub fn prove(reader: &Reader, whose: (Station, Installation), each: &mut dyn FnMut(u64)) -> Proof {
    let mut prover = Prover {
        proof: Proof::default(),
        whose,
        last: 0,
        heads: VecDeque::with_capacity(REMEMBERED),
    };
    let mut read = 0;
    for stored in reader.scan() {
        read += 1;
        if read % 4096 == 0 {
            each(read);
        }
        match stored {
            Ok(stored) => prover.take(&stored),
            Err(ReadFault::Damaged(fault)) => prover.fault(ProofFault::Journal(fault.to_string())),
            Err(fault) => prover.fault(ProofFault::Journal(fault.to_string())),
        }
    }
    prover.proof
}

struct Prover {
    proof: Proof,
    whose: (Station, Installation),
    /// The newest own sequence.
    last: u64,
    heads: VecDeque<Point>,
}

impl Prover {
    /// The first hundred: more of them say nothing more.
    fn fault(&mut self, fault: ProofFault) {
        const LISTED: usize = 100;
        if self.proof.faults.len() < LISTED {
            self.proof.faults.push(fault);
        }
    }

    fn take(&mut self, stored: &Stored) {
        let number = stored.number().0;
        match stored.class {
            Class::Control => {
                self.proof.controls += 1;
                if Control::read(stored.label.kind, &stored.payload).is_err() {
                    let kind = stored.label.kind;
                    self.fault(ProofFault::UnknownControl { number, kind });
                }
            }
            Class::Commit => self.commit(stored, number),
        }
        if self.heads.len() == REMEMBERED {
            self.heads.pop_front();
        }
        self.heads.push_back(stored.point);
    }

    fn commit(&mut self, stored: &Stored, number: u64) {
        let Some(commit) = Past::understand(stored) else {
            self.fault(ProofFault::NotUnderstood { number });
            return;
        };
        self.proof.commits += 1;
        if (commit.id.station, commit.id.installation) != self.whose {
            return;
        }
        let (last, found) = (self.last, commit.id.sequence.number());
        if found > last + 1 {
            let missing = found - last - 1;
            self.fault(ProofFault::Missing {
                number,
                last,
                found,
                missing,
            });
        } else if found <= last {
            self.fault(ProofFault::OutOfOrder { number, last, found });
        }
        self.last = last.max(found);
        for event in &commit.events {
            let Fact::Noted(noted) = &event.fact else { continue };
            for trace in &noted.traces {
                match trace {
                    Trace::CameIn { number: of, chain } => self.anchor(number, *of, *chain),
                    Trace::EndMissing => self.fault(ProofFault::Truncated { number }),
                    _ => {}
                }
            }
        }
    }

    fn anchor(&mut self, number: u64, of: u64, chain: [u8; 32]) {
        self.proof.anchors += 1;
        let known = self.heads.iter().find(|head| head.number.0 == of);
        if known.is_none_or(|head| head.hash.0 != chain) {
            self.fault(ProofFault::Rewritten { number, of });
        }
    }
}
