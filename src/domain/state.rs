//! The hospital as the facts make it: one fold, total, in an order that all laptops share.
//!
//! Subjects are immutable behind `Arc`s in persistent maps: a reader takes the whole hospital for the price of a few
//! pointers and keeps it as long as it likes, while the one writer goes on.
//!
//! `fold` folds, `undo` takes back, `derive` finds what disagrees; `listing` and `names` keep in step what every key press asks
//! for; `evict` lets go what is over, and `snapshot` writes a subject out and reads it back.

use std::sync::Arc;

use foldhash::quality::RandomState;
use imbl::{GenericHashMap, OrdMap, OrdSet, Vector, shared_ptr::DefaultSharedPtr};
use serde::{Deserialize, Serialize};

use super::{
    access::Account,
    access::idle::WardIdle,
    census::{
        Bed, BedName, DiscrepancyId, Frame, Room, RoomName, Stay, StayId,
        discrepancy::{Closing, Discrepancy},
        frame::FrameAdopted,
    },
    checks::{Check, CheckId, policy::CheckPolicyAdopted},
    identity::{Identifier, Patient, PatientId, PatientRef, RegisterAdopted},
    numbers::{
        Block, BlockNumber, IssuedNumber, Life, Link, Schemes, Used, drawing::Aliases, fact::SchemesAdopted,
        scheme::Scheme,
    },
    printing::{PrintJob, PrintJobId},
    record::{
        Claim, Commit, CommitId, EventId, Fact, Few, History, HistoryLost, Installation, Locator, Order, Position,
        Register, Said, Sequence, SettingsVersion, Stamp, Station, Trace, UserName,
    },
    slips::{Pad, PadId, Post, Run, RunId, Slip, SlipFigures, SlipNumber, book::SlipTypesAdopted},
    text::Text,
};

mod basis;
mod derive;
pub mod evict;
mod fold;
mod listing;
pub mod names;
mod numbered;
mod reach;
pub mod slips;
pub mod snapshot;
mod subject;
mod undo;

pub use subject::Subject;

/// Every command looks up a dozen subjects, and the board thousands: with the hasher of the standard library a fifth of the
/// board's time went into it. What is hashed is said by people of this hospital; the seed is drawn at every start all the same.
type HashMap<K, V> = GenericHashMap<K, V, RandomState, DefaultSharedPtr>;

/// Which commits of one installation are here: all up to `whole`, and some beyond it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub whole: u64,
    pub beyond: std::collections::BTreeSet<u64>,
    /// The beginning of the hash of the newest one's canonical bytes: the same on every laptop that has it, so that paper can
    /// be compared with paper.
    pub digest: [u8; 8],
}

impl Seen {
    fn contains(&self, sequence: Sequence) -> bool {
        sequence.number() <= self.whole || self.beyond.contains(&sequence.number())
    }

    fn insert(&mut self, sequence: Sequence, digest: [u8; 8]) {
        if sequence.number() > self.newest() {
            self.digest = digest;
        }
        if sequence.number() == self.whole + 1 && self.beyond.is_empty() {
            self.whole += 1;
            return;
        }
        self.beyond.insert(sequence.number());
        while self.beyond.remove(&(self.whole + 1)) {
            self.whole += 1;
        }
    }

    /// The newest sequence here, gaps or not.
    pub fn newest(&self) -> u64 {
        self.beyond.last().copied().unwrap_or(self.whole)
    }
}

/// The settings that decide, as adopted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub frame: Register<FrameAdopted>,
    pub schemes: Register<SchemesAdopted>,
    /// Every scheme by which numbers may have been given.
    pub former: Vec<Scheme>,
    pub slips: Register<SlipTypesAdopted>,
    pub checks: Register<CheckPolicyAdopted>,
    pub register: Register<RegisterAdopted>,
    /// Of the wards for which something was said.
    pub idle: Vec<WardIdle>,
    pub trace: Trace,
}

/// The hot state: who is present or expected, their beds, what disagrees. What is finished leaves it (see `evict`) and
/// is read from the store when asked for.
#[derive(Debug, Clone, Default)]
pub struct Hospital {
    pub(crate) settings: Arc<Settings>,
    pub(crate) patients: HashMap<PatientId, Arc<Patient>>,
    pub(crate) stays: HashMap<StayId, Arc<Stay>>,
    pub(crate) beds: HashMap<BedName, Arc<Bed>>,
    pub(crate) rooms: HashMap<RoomName, Arc<Room>>,
    pub(crate) closings: HashMap<DiscrepancyId, Arc<ClosedDiscrepancy>>,
    pub(crate) blocks: OrdMap<(Station, BlockNumber), Arc<Block>>,
    pub(crate) lives: OrdMap<(Station, Installation), Arc<Life>>,
    // In order: five hundred numbers that are given at once follow one another, and lie in a few nodes.
    pub(crate) numbers: OrdMap<Identifier, Arc<IssuedNumber>>,
    pub(crate) links: OrdMap<(PatientId, PatientId), Arc<Link>>,
    /// Beside the subjects, because nothing that is undone makes a number free again.
    pub(crate) used: Used,
    /// Every alias that was ever given here, whoever goes by it now. Only ever added to.
    pub(crate) aliases: Arc<Aliases>,
    /// The schemes until a hospital adopts its own.
    pub(crate) first_schemes: Arc<Schemes>,
    pub(crate) print_jobs: HashMap<PrintJobId, Arc<PrintJob>>,
    pub(crate) checks: HashMap<CheckId, Arc<Check>>,
    pub(crate) accounts: OrdMap<UserName, Arc<Account>>,
    pub(crate) seen: OrdMap<(Station, Installation), Seen>,
    pub(crate) newest: Stamp,
    pub(crate) slips: HashMap<SlipNumber, Arc<Slip>>,
    pub(crate) pads: HashMap<PadId, Arc<Pad>>,
    pub(crate) runs: HashMap<RunId, Arc<Run>>,
    // Derived from the stays and patients, and kept beside them because every key press asks.
    pub(crate) occupants: HashMap<BedName, Vector<StayId>>,
    pub(crate) bound: HashMap<BedName, Vector<StayId>>,
    pub(crate) open_stays: HashMap<PatientId, Vector<StayId>>,
    pub(crate) holders: OrdMap<Identifier, Few<PatientId>>,
    /// The numbers that were ever given for a request of this name; which of them still are, each says itself.
    pub(crate) asked: HashMap<Text, OrdSet<Identifier>>,
    /// Slips of which something is open, by patient and by the places on whose lists they stand.
    pub(crate) open_slips: HashMap<PatientId, OrdSet<SlipNumber>>,
    pub(crate) slips_at: HashMap<Post, OrdSet<SlipNumber>>,
    pub(crate) linked: HashMap<PatientId, Vector<PatientId>>,
    /// Every slip of the hot state, by the stay that it was written in.
    pub(crate) slips_of: HashMap<StayId, OrdSet<SlipNumber>>,
    /// Those of which something disagrees, however the patient fares.
    pub(crate) slips_apart: OrdSet<SlipNumber>,
    pub(crate) slip_figures: HashMap<SlipNumber, Arc<SlipFigures>>,
    pub(crate) checks_of: HashMap<PatientId, Vector<CheckId>>,
    pub(crate) checks_of_slip: HashMap<SlipNumber, Vector<CheckId>>,
}

/// The closing of a discrepancy, as a subject of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDiscrepancy {
    pub closing: Register<Closing>,
    pub trace: Trace,
}

impl Hospital {
    pub fn frame(&self) -> Option<&Arc<Frame>> {
        self.settings.frame.get().map(|adopted| &adopted.frame)
    }

    /// Every frame that stations adopted without seeing each other's; usually one.
    pub fn frames(&self) -> &[Claim<FrameAdopted>] {
        self.settings.frame.claims()
    }

    /// The register of former patients that is searched.
    pub fn register(&self) -> Option<&RegisterAdopted> {
        self.settings.register.get()
    }

    pub fn settings_version(&self) -> SettingsVersion {
        self.settings
            .frame
            .get()
            .map(|adopted| adopted.version)
            .unwrap_or_default()
    }

    pub fn patient(&self, id: PatientId) -> Option<&Arc<Patient>> {
        self.patients.get(&id)
    }

    pub fn patients(&self) -> impl Iterator<Item = &Arc<Patient>> {
        self.patients.values()
    }

    pub fn stay(&self, id: StayId) -> Option<&Arc<Stay>> {
        self.stays.get(&id)
    }

    pub fn stays(&self) -> impl Iterator<Item = &Arc<Stay>> {
        self.stays.values()
    }

    pub fn bed(&self, name: &BedName) -> Option<&Arc<Bed>> {
        self.beds.get(name)
    }

    pub fn room(&self, name: &RoomName) -> Option<&Arc<Room>> {
        self.rooms.get(name)
    }

    pub fn print_job(&self, id: PrintJobId) -> Option<&Arc<PrintJob>> {
        self.print_jobs.get(&id)
    }

    /// The jobs of the last days, and all that have not ended.
    pub fn print_jobs(&self) -> impl Iterator<Item = &Arc<PrintJob>> {
        self.print_jobs.values()
    }

    /// Everybody who has, or had, an account here, by name.
    pub fn accounts(&self) -> impl Iterator<Item = &Arc<Account>> {
        self.accounts.values()
    }

    pub fn account(&self, user: &UserName) -> Option<&Arc<Account>> {
        self.accounts.get(user)
    }

    /// False while a store is being founded, and in one that is only tried out.
    pub fn has_accounts(&self) -> bool {
        self.accounts.values().any(|account| account.is_known())
    }

    /// The stays that keep this bed: none, one, or a discrepancy.
    pub fn occupants(&self, bed: &BedName) -> impl Iterator<Item = &Arc<Stay>> {
        self.occupants
            .get(bed)
            .into_iter()
            .flatten()
            .filter_map(|id| self.stays.get(id))
    }

    /// The stays that are on their way to this bed.
    pub fn bound_for(&self, bed: &BedName) -> impl Iterator<Item = &Arc<Stay>> {
        self.bound
            .get(bed)
            .into_iter()
            .flatten()
            .filter_map(|id| self.stays.get(id))
    }

    /// The person that a number or a record name belongs to. With two holders (a discrepancy), the older record.
    pub fn find_patient(&self, reference: &PatientRef) -> Option<&Arc<Patient>> {
        match reference {
            PatientRef::Record(id) => self.patients.get(id).filter(|patient| patient.is_known()),
            PatientRef::Identifier(identifier) => self
                .holders
                .get(identifier)
                // Typed without its hyphens.
                .or_else(|| self.holders.get(&self.as_written(identifier)))?
                .iter()
                .min()
                .and_then(|id| self.patients.get(id)),
        }
    }

    /// The open stays of a person, whichever of the linked records they stand at: none, one, or a discrepancy.
    pub fn open_stays(&self, patient: PatientId) -> impl Iterator<Item = &Arc<Stay>> {
        self.persons(patient)
            .into_iter()
            .filter_map(|id| self.open_stays.get(&id))
            .flatten()
            .filter_map(|id| self.stays.get(id))
    }

    /// The stay that commands about an inpatient mean: the present one, or else the expected one.
    pub fn open_stay(&self, patient: PatientId) -> Option<&Arc<Stay>> {
        self.open_stays(patient)
            .max_by_key(|stay| (stay.is_present(), stay.admitted_at(), stay.id))
    }

    /// The beds that are kept for somebody who is not in one of them yet.
    pub fn reserved_beds(&self, patient: PatientId) -> impl Iterator<Item = &BedName> {
        self.beds
            .values()
            .filter(move |bed| bed.reserved().is_some_and(|reservation| reservation.patient == patient))
            .map(|bed| &bed.name)
    }

    pub fn present(&self) -> impl Iterator<Item = &Arc<Stay>> {
        self.stays.values().filter(|stay| stay.is_present())
    }

    /// The policy of identity checks; the latest when stations adopted several.
    pub fn check_policy(&self) -> Option<&CheckPolicyAdopted> {
        self.settings.checks.get()
    }

    pub fn check(&self, id: CheckId) -> Option<&Arc<Check>> {
        self.checks.get(&id)
    }

    pub fn checks(&self) -> impl Iterator<Item = &Arc<Check>> {
        self.checks.values()
    }

    /// The checks of a person that are at hand, at whichever of the linked records, in no order.
    pub fn checks_of(&self, patient: PatientId) -> impl Iterator<Item = &Arc<Check>> {
        let persons = self.persons(patient).into_iter();
        let checks = persons.filter_map(|id| self.checks_of.get(&id)).flatten();
        checks.filter_map(|id| self.checks.get(id))
    }

    pub fn checked_patients(&self) -> impl Iterator<Item = PatientId> {
        self.checks_of.keys().copied()
    }

    pub fn checked_slips(&self) -> impl Iterator<Item = SlipNumber> {
        self.checks_of_slip.keys().copied()
    }

    /// The checks with this slip in hand that are at hand, in no order.
    pub fn checks_of_slip(&self, slip: SlipNumber) -> impl Iterator<Item = &Arc<Check>> {
        let checks = self.checks_of_slip.get(&slip).into_iter().flatten();
        checks.filter_map(|id| self.checks.get(id))
    }

    /// Whose slip it is; nothing of one that is not registered here, or that stations wrote on for different people.
    pub fn patient_of_slip(&self, slip: SlipNumber) -> Option<PatientId> {
        let slip = self.slip(SlipNumber::meant(slip, self))?;
        let mut patients = slip.written.claims().iter().map(|claim| claim.value.patient);
        let first = patients.next()?;
        patients.all(|other| other == first).then_some(first)
    }

    /// Whether a commit is already folded in.
    pub fn has_seen(&self, id: CommitId) -> bool {
        self.seen
            .get(&(id.station, id.installation))
            .is_some_and(|seen| seen.contains(id.sequence))
    }

    pub fn seen(&self) -> impl Iterator<Item = (&(Station, Installation), &Seen)> {
        self.seen.iter()
    }

    /// The sequence that the next commit of an installation gets.
    pub fn next_sequence(&self, station: Station, installation: Installation) -> Sequence {
        let newest = self.seen.get(&(station, installation)).map_or(0, Seen::newest);
        Sequence::new(newest + 1).unwrap_or(Sequence::FIRST)
    }

    /// The newest reading of the hybrid clock that was folded in.
    pub fn newest(&self) -> Stamp {
        self.newest
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    #[test]
    fn commits_that_come_in_any_order_are_whole_when_all_are_here() {
        for order in [
            [1, 2, 3, 4, 5],
            [5, 4, 3, 2, 1],
            [2, 1, 4, 3, 5],
            [1, 3, 2, 5, 4],
            [3, 1, 5, 2, 4],
        ] {
            let mut seen = Seen::default();
            for (place, number) in order.into_iter().enumerate() {
                let sequence = Sequence::new(number).unwrap();
                assert!(!seen.contains(sequence));
                seen.insert(sequence, [u8::try_from(number).unwrap(); 8]);
                let newest = order.iter().take(place + 1).max().copied();
                assert_eq!(Some(seen.newest()), newest, "{order:?}");
                assert_eq!(seen.digest.first().copied().map(u64::from), newest, "{order:?}");
                let here = |number: &u64| seen.contains(Sequence::new(*number).unwrap());
                assert!(order.iter().take(place + 1).all(here), "{order:?}");
                assert!(!order.iter().skip(place + 1).any(here), "{order:?}");
            }
            assert_eq!((seen.whole, seen.beyond.len()), (5, 0), "{order:?}");
        }
    }
}
