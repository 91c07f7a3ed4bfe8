//! What a commit was about, and the words of the journal in the words of the door.

use std::sync::Arc;

use crate::{
    app::door::{Access, Head, Index, Mirror, NotSaved, ReadOnly, Receipt, Status},
    domain::{
        census::StayId,
        checks::CheckId,
        identity::{Identifier, PatientId},
        record::{Commit, Fact, Installation, Sequence, Station},
        state::{
            Hospital, Subject,
            slips::{run_of, slips_of},
        },
    },
    journal::{Closed, Point, Refusal},
    store::IndexFault,
};

/// A swap is about two; more than that is a list.
const FEW: usize = 2;

/// The receipt of a commit that is folded into `hospital`, and speaks of these `subjects`.
pub(super) fn receipt(commit: &Commit, subjects: &[Subject], hospital: &Hospital) -> Receipt {
    let mut patients: Vec<PatientId> = Vec::new();
    let mut stays: Vec<StayId> = Vec::new();
    let mut checks: Vec<CheckId> = Vec::new();
    for subject in subjects {
        let patient = match subject {
            Subject::Patient(id) => Some(*id),
            Subject::Stay(id) => {
                if stays.len() <= FEW && !stays.contains(id) {
                    stays.push(*id);
                }
                hospital.stay(*id).and_then(|stay| stay.patient())
            }
            Subject::Slip(number) => hospital.slip(*number).and_then(|slip| slip.patient()),
            Subject::Check(id) => {
                if !checks.contains(id) {
                    checks.push(*id);
                }
                None
            }
            _ => None,
        };
        patients.extend(patient.filter(|id| patients.len() <= FEW && !patients.contains(id)));
    }
    let told = commit.events.iter().find_map(|event| match &event.fact {
        Fact::InquiryAnswered(fact) => Some(fact.told.clone()),
        _ => None,
    });
    let about_one = patients.len() <= FEW;
    Receipt {
        commit: Some(commit.id),
        patient: patients.first().copied().filter(|_| about_one),
        stay: stays.first().copied().filter(|_| about_one),
        told,
        slips: slips_of(commit),
        run: run_of(commit),
        check: checks.first().copied().filter(|_| checks.len() == 1),
        events: commit.events.len(),
        numbers: numbers(commit),
    }
}

/// The numbers that a commit gives by hand.
pub(super) fn numbers(commit: &Commit) -> Vec<Identifier> {
    let given = commit.events.iter().flat_map(|event| event.fact.given());
    given.map(|given| given.number.clone()).collect()
}

/// Whether a commit gives what must not be given again: numbers, or a block of them.
pub(super) fn gives(commit: &Commit) -> bool {
    let gives = |fact: &Fact| matches!(fact, Fact::BlockGranted(_)) || fact.given().next().is_some();
    commit.events.iter().any(|event| gives(&event.fact))
}

pub(super) fn not_saved(refusal: Refusal) -> NotSaved {
    match refusal {
        Refusal::TooLarge { bytes, limit } => NotSaved::TooLarge { bytes, limit },
        Refusal::DiskFull { free } => NotSaved::DiskFull { free },
        Refusal::Disk(fault) => NotSaved::Disk(fault.to_string()),
        Refusal::Seal(fault) => NotSaved::Record(fault.to_string()),
        Refusal::Closed(why) => NotSaved::ReadOnly(read_only(&why)),
    }
}

pub(in crate::runtime) fn read_only(why: &Closed) -> ReadOnly {
    match why {
        Closed::Write(fault) => ReadOnly::WriteFailed(fault.to_string()),
        Closed::Sync(fault) => ReadOnly::SyncFailed(fault.to_string()),
        given_up @ Closed::GivenUp => ReadOnly::WriteFailed(given_up.to_string()),
        Closed::Damaged(places) => ReadOnly::Damaged { places: *places },
    }
}

pub(super) fn head(point: Point) -> Head {
    Head {
        number: point.number.0,
        hash: point.hash.0,
    }
}

/// The newest commit of this installation in a state.
pub(super) fn newest_own(hospital: &Hospital, (station, installation): (Station, Installation)) -> Option<Sequence> {
    let next = hospital.next_sequence(station, installation).number();
    Sequence::new(next.saturating_sub(1))
}

pub(super) fn status(
    hospital: &Arc<Hospital>,
    whose: (Station, Installation),
    saved: Point,
    read_only: Option<ReadOnly>,
    without_index: Option<IndexFault>,
) -> Status {
    Status {
        station: whose.0,
        installation: whose.1,
        sequence: newest_own(hospital, whose),
        head: head(saved),
        access: read_only.map_or(Access::Writable, Access::ReadOnly),
        index: without_index.map_or(Index::Following, |fault| Index::Stale(fault.to_string())),
        mirror: Mirror::Absent,
    }
}
