//! The names of the columns, in the order in which they are written.

use crate::exchange::table::Layout;

/// What a list must have, every one of them: an EHR's list that lacks a column would leave a whole hospital "not asked".
pub const IMPORTED: [&str; 16] = [
    "patient_id",
    "kanji_name",
    "kana_name",
    "sex",
    "dob",
    "ward",
    "room",
    "bed",
    "department",
    "admitted_at",
    "mobility",
    "diet",
    "allergies",
    "phone",
    "address",
    "inquiry",
];

/// What our own list has behind them. An import knows these columns and does not read them: a list tells who is where,
/// the movements in between are facts of the station that recorded them.
pub const FURTHER: [&str; 12] = [
    // The record of the person, for those who have no number yet: `@…`.
    "record",
    // in-bed, off-ward, outing, leave, absconded or in-transit.
    "position",
    "since",
    // The bed that a patient in transit is on the way to.
    "destination",
    "until",
    "whereabouts",
    "isolation",
    // What has still to be asked, with semicolons between.
    "incomplete",
    // Whose word the position is, when it was written down, and on which station.
    "said_by",
    "said_at",
    "station",
    // The other numbers that the person goes by, those of linked records included, with spaces between.
    "other_numbers",
];

pub(super) const LAYOUT: Layout = Layout {
    required: &IMPORTED,
    optional: &[],
    ignored: &FURTHER,
};
