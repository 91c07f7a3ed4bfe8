//! How a line names a person or a place: by a number on paper, or by the record where there is no number yet.

use crate::domain::{
    census::{BedName, Frame},
    command::Whereabouts,
    identity::{Identifier, PatientId, PatientRef},
    record::{CommitId, EventId, Installation, Sequence, Station},
};

/// `00022012`, or `@1-1-7.0` as an answer gave it.
pub fn read(raw: &str) -> Option<PatientRef> {
    match raw.strip_prefix('@') {
        Some(record) => event(record).map(PatientId::issued).map(PatientRef::Record),
        None => Identifier::parse(raw).ok().map(PatientRef::Identifier),
    }
}

/// `station-installation-sequence.index`, the way [`EventId`] is written. A record that was derived from an identifier
/// is named by that identifier.
fn event(raw: &str) -> Option<EventId> {
    let (commit, index) = raw.split_once('.')?;
    let mut parts = commit.split('-');
    let (station, installation, sequence) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some(EventId {
        commit: CommitId {
            station: Station::new(digits(station)?)?,
            installation: Installation::new(digits(installation)?)?,
            sequence: Sequence::new(digits(sequence)?)?,
        },
        index: digits(index)?,
    })
}

fn digits<T: std::str::FromStr>(raw: &str) -> Option<T> {
    (!raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| raw.parse().ok())
        .flatten()
}

/// A bed when the hospital has its ward (a number may have hyphens too), otherwise a person.
pub fn whereabouts(raw: &str, frame: Option<&Frame>) -> Option<Whereabouts> {
    let in_a_ward = |bed: &BedName| frame.is_none_or(|frame| frame.ward(bed.ward()).is_some());
    match BedName::parse(raw).filter(in_a_ward) {
        Some(bed) => Some(Whereabouts::Bed(bed)),
        None => read(raw).map(Whereabouts::Patient),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_record_is_read_as_it_is_written() {
        let id = PatientId::issued(event("7-2-31.1").unwrap());
        assert_eq!(id.to_string(), "@7-2-31.1");
        assert_eq!(read(&id.to_string()), Some(PatientRef::Record(id)));
        for wrong in ["@", "@1-1-0.0", "@0-1-1.0", "@1-1-1", "@1-1-1.0.0", "@1-1-1-1.0", "@+1-1-1.0", "@1000-1-1.0"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn full_width_numbers_are_the_same_numbers() {
        assert_eq!(read("００２２０１２"), read("0022012"));
    }
}
