//! One subject as it was folded, for the index and the archive: written out, read back, put in its place.
//!
//! A snapshot can always be made again from the facts, so it has no format for ever. What it has is [`FOLD_VERSION`]: a
//! program that folds otherwise, or keeps a subject otherwise, throws away the snapshots of the one before.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Account, Bed, Block, BlockNumber, Check, ClosedDiscrepancy, DiscrepancyId, Hospital, Installation, IssuedNumber,
    Life, Link, Pad, Patient, PatientId, PrintJob, Room, Run, Seen, Settings, Slip, Stamp, Station, Stay, Subject,
    Used,
};
use crate::domain::numbers::{Alias, Series, alias::is_made};

/// Goes up with every change to the fold or to the shape of a subject. `tests/andon/store_fold_version.rs` notices the
/// shape; who changes the fold's meaning has to think of it.
pub const FOLD_VERSION: u32 = 18;

/// One subject with everything folded into it, shared with the hospital it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Snapshot {
    Settings(Arc<Settings>),
    Patient(Arc<Patient>),
    Stay(Arc<Stay>),
    Bed(Arc<Bed>),
    Room(Arc<Room>),
    Discrepancy(DiscrepancyId, Arc<ClosedDiscrepancy>),
    Block(Arc<Block>),
    Life(Station, Installation, Arc<Life>),
    PrintJob(Arc<PrintJob>),
    Slip(Arc<Slip>),
    Pad(Arc<Pad>),
    Run(Arc<Run>),
    Check(Arc<Check>),
    Account(Arc<Account>),
    Number(Arc<IssuedNumber>),
    Link(PatientId, PatientId, Arc<Link>),
}

impl Snapshot {
    pub fn subject(&self) -> Subject {
        match self {
            Self::Settings(_) => Subject::Settings,
            Self::Patient(patient) => Subject::Patient(patient.id),
            Self::Stay(stay) => Subject::Stay(stay.id),
            Self::Bed(bed) => Subject::Bed(bed.name.clone()),
            Self::Room(room) => Subject::Room(room.name.clone()),
            Self::Discrepancy(id, _) => Subject::Discrepancy(*id),
            Self::Block(block) => Subject::Block(block.station, block.number),
            Self::Life(station, life, _) => Subject::Life(*station, *life),
            Self::PrintJob(job) => Subject::PrintJob(job.id),
            Self::Slip(slip) => Subject::Slip(slip.number),
            Self::Pad(pad) => Subject::Pad(pad.id),
            Self::Run(run) => Subject::Run(run.id),
            Self::Check(check) => Subject::Check(check.id),
            Self::Account(account) => Subject::Account(account.user.clone()),
            Self::Number(number) => Subject::Number(number.number.clone()),
            Self::Link(one, other, _) => Subject::link(*one, *other),
        }
    }

    /// Whether it is the very same folding, not merely an equal one: cheap, and never wrong in saying yes.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Settings(a), Self::Settings(b)) => Arc::ptr_eq(a, b),
            (Self::Patient(a), Self::Patient(b)) => Arc::ptr_eq(a, b),
            (Self::Stay(a), Self::Stay(b)) => Arc::ptr_eq(a, b),
            (Self::Bed(a), Self::Bed(b)) => Arc::ptr_eq(a, b),
            (Self::Room(a), Self::Room(b)) => Arc::ptr_eq(a, b),
            (Self::Discrepancy(_, a), Self::Discrepancy(_, b)) => Arc::ptr_eq(a, b),
            (Self::Block(a), Self::Block(b)) => Arc::ptr_eq(a, b),
            (Self::Life(_, _, a), Self::Life(_, _, b)) => Arc::ptr_eq(a, b),
            (Self::PrintJob(a), Self::PrintJob(b)) => Arc::ptr_eq(a, b),
            (Self::Slip(a), Self::Slip(b)) => Arc::ptr_eq(a, b),
            (Self::Pad(a), Self::Pad(b)) => Arc::ptr_eq(a, b),
            (Self::Run(a), Self::Run(b)) => Arc::ptr_eq(a, b),
            (Self::Check(a), Self::Check(b)) => Arc::ptr_eq(a, b),
            (Self::Account(a), Self::Account(b)) => Arc::ptr_eq(a, b),
            (Self::Number(a), Self::Number(b)) => Arc::ptr_eq(a, b),
            (Self::Link(_, _, a), Self::Link(_, _, b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// What a hospital knows beside its subjects: which commits are in it, and the newest clock reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    pub seen: Vec<((Station, Installation), Seen)>,
    pub newest: Stamp,
    /// How far each block of numbers is used.
    pub used: Vec<((Series, Station, BlockNumber), u32)>,
}

impl Hospital {
    /// A hospital without subjects, to be filled by [`Hospital::put`].
    pub fn from_extent(extent: Extent) -> Self {
        Self {
            seen: extent.seen.into_iter().collect(),
            newest: extent.newest,
            used: Used::from_rows(extent.used),
            ..Self::default()
        }
    }

    pub fn extent(&self) -> Extent {
        Extent {
            seen: self.seen.iter().map(|(whose, seen)| (*whose, seen.clone())).collect(),
            newest: self.newest,
            used: self.used.rows(),
        }
    }

    /// The snapshot of a subject; `None` when it is not in the hot state.
    pub fn snapshot(&self, subject: &Subject) -> Option<Snapshot> {
        Some(match subject {
            Subject::Settings => Snapshot::Settings(Arc::clone(&self.settings)),
            Subject::Patient(id) => Snapshot::Patient(Arc::clone(self.patients.get(id)?)),
            Subject::Stay(id) => Snapshot::Stay(Arc::clone(self.stays.get(id)?)),
            Subject::Bed(name) => Snapshot::Bed(Arc::clone(self.beds.get(name)?)),
            Subject::Room(name) => Snapshot::Room(Arc::clone(self.rooms.get(name)?)),
            Subject::Discrepancy(id) => Snapshot::Discrepancy(*id, Arc::clone(self.closings.get(id)?)),
            Subject::Block(station, number) => Snapshot::Block(Arc::clone(self.blocks.get(&(*station, *number))?)),
            Subject::Life(station, life) => {
                Snapshot::Life(*station, *life, Arc::clone(self.lives.get(&(*station, *life))?))
            }
            Subject::PrintJob(id) => Snapshot::PrintJob(Arc::clone(self.print_jobs.get(id)?)),
            Subject::Slip(number) => Snapshot::Slip(Arc::clone(self.slips.get(number)?)),
            Subject::Pad(id) => Snapshot::Pad(Arc::clone(self.pads.get(id)?)),
            Subject::Run(id) => Snapshot::Run(Arc::clone(self.runs.get(id)?)),
            Subject::Check(id) => Snapshot::Check(Arc::clone(self.checks.get(id)?)),
            Subject::Account(user) => Snapshot::Account(Arc::clone(self.accounts.get(user)?)),
            Subject::Number(number) => Snapshot::Number(Arc::clone(self.numbers.get(number)?)),
            Subject::Link(pair) => Snapshot::Link(pair.0, pair.1, Arc::clone(self.links.get(&**pair)?)),
        })
    }

    /// Every subject of the hot state, in no order.
    pub fn snapshots(&self) -> impl Iterator<Item = Snapshot> + '_ {
        std::iter::once(Snapshot::Settings(Arc::clone(&self.settings)))
            .chain(
                self.patients
                    .values()
                    .map(|patient| Snapshot::Patient(Arc::clone(patient))),
            )
            .chain(self.stays.values().map(|stay| Snapshot::Stay(Arc::clone(stay))))
            .chain(self.beds.values().map(|bed| Snapshot::Bed(Arc::clone(bed))))
            .chain(self.rooms.values().map(|room| Snapshot::Room(Arc::clone(room))))
            .chain(
                self.closings
                    .iter()
                    .map(|(id, closed)| Snapshot::Discrepancy(*id, Arc::clone(closed))),
            )
            .chain(self.blocks.values().map(|block| Snapshot::Block(Arc::clone(block))))
            .chain(
                self.lives
                    .iter()
                    .map(|((station, life), kept)| Snapshot::Life(*station, *life, Arc::clone(kept))),
            )
            .chain(self.print_jobs.values().map(|job| Snapshot::PrintJob(Arc::clone(job))))
            .chain(self.slips.values().map(|slip| Snapshot::Slip(Arc::clone(slip))))
            .chain(self.pads.values().map(|pad| Snapshot::Pad(Arc::clone(pad))))
            .chain(self.runs.values().map(|run| Snapshot::Run(Arc::clone(run))))
            .chain(self.checks.values().map(|check| Snapshot::Check(Arc::clone(check))))
            .chain(
                self.accounts
                    .values()
                    .map(|account| Snapshot::Account(Arc::clone(account))),
            )
            .chain(self.numbers.values().map(|number| Snapshot::Number(Arc::clone(number))))
            .chain(
                self.links
                    .iter()
                    .map(|((one, other), link)| Snapshot::Link(*one, *other, Arc::clone(link))),
            )
    }

    /// Puts a subject in its place, with everything that is derived from it.
    pub fn put(&mut self, snapshot: Snapshot) {
        let subject = snapshot.subject();
        self.unlist(&subject);
        match snapshot {
            Snapshot::Settings(settings) => self.settings = settings,
            Snapshot::Patient(patient) => {
                // Read from a packet of a laptop that is not in reach, whose number says nothing of it.
                let alias = patient.name.get().filter(|name| is_made(name)).and_then(Alias::read);
                if let Some(alias) = alias {
                    self.is_called(&alias);
                }
                self.patients.insert(patient.id, patient);
            }
            Snapshot::Stay(stay) => {
                self.stays.insert(stay.id, stay);
            }
            Snapshot::Bed(bed) => {
                self.beds.insert(bed.name.clone(), bed);
            }
            Snapshot::Room(room) => {
                self.rooms.insert(room.name.clone(), room);
            }
            Snapshot::Discrepancy(id, closed) => {
                self.closings.insert(id, closed);
            }
            Snapshot::Block(block) => {
                self.blocks.insert((block.station, block.number), block);
            }
            Snapshot::Life(station, life, kept) => {
                self.lives.insert((station, life), kept);
            }
            Snapshot::PrintJob(job) => {
                self.print_jobs.insert(job.id, job);
            }
            Snapshot::Slip(slip) => {
                self.slips.insert(slip.number, slip);
            }
            Snapshot::Pad(pad) => {
                self.pads.insert(pad.id, pad);
            }
            Snapshot::Run(run) => {
                self.runs.insert(run.id, run);
            }
            Snapshot::Check(check) => {
                self.checks.insert(check.id, check);
            }
            Snapshot::Account(account) => {
                self.accounts.insert(account.user.clone(), account);
            }
            Snapshot::Number(number) => {
                if let Some(request) = &number.request {
                    self.is_asked_as(request, &number.number);
                }
                let given = number.issued.iter().filter_map(|(_, issued)| issued.alias.as_ref());
                given.for_each(|alias| self.is_called(alias));
                self.numbers.insert(number.number.clone(), number);
            }
            Snapshot::Link(one, other, link) => {
                self.links.insert((one, other), link);
            }
        }
        self.list(&subject);
    }
}
