//! How a line names a person or a place: by a number on paper, or by the record where there is no number yet.

use crate::domain::{
    census::{BedName, Frame},
    command::Whereabouts,
    identity::{Identifier, PatientId, PatientRef},
    slips::CopyName,
};

/// `00022012`, or `@1-1-7.0` as an answer gave it.
pub fn read(raw: &str) -> Option<PatientRef> {
    if raw.starts_with('@') {
        return PatientId::parse(raw).map(PatientRef::Record);
    }
    Identifier::parse(raw).ok().map(PatientRef::Identifier)
}

/// A slip by its number, a bed when the hospital has its ward (a number may have hyphens too), otherwise a person.
pub fn whereabouts(raw: &str, frame: Option<&Frame>) -> Option<Whereabouts> {
    let in_a_ward = |bed: &BedName| frame.is_none_or(|frame| frame.ward(bed.ward()).is_some());
    // One sheet is told by its stroke; a whole slip looks like a person's number, and the hospital tells them apart.
    if let Some(slip) = CopyName::parse(raw).filter(|name| name.copy.is_some()) {
        return Some(Whereabouts::Slip(slip));
    }
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
        let identifier = Identifier::parse("00022012").unwrap();
        let record = PatientId::of(&identifier);
        assert_eq!(read(&record.to_string()), Some(PatientRef::Record(record)));
        assert_eq!(read("00022012"), Some(PatientRef::Identifier(identifier)));
        for wrong in ["@", "@00022012", "", "たなか"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn without_a_frame_three_parts_are_a_bed() {
        assert!(matches!(whereabouts("5E-501-1", None), Some(Whereabouts::Bed(_))));
        assert!(matches!(whereabouts("5E-501", None), Some(Whereabouts::Patient(_))));
    }
}
