//! The present census as CSV and JSON. The first sixteen columns are those of an import, byte for byte as they came.

use std::io::{self, Write};

use chrono_tz::Tz;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{
    columns::{FURTHER, IMPORTED},
    words::{NONE, SEPARATORS},
};
use crate::{
    domain::{
        ask::CensusRow,
        census::{Missing, Place},
        identity::{Allergy, Identifier, Inquiry},
        record::Timestamp,
    },
    exchange::{
        moment,
        sheet::{self, Audience},
    },
};

/// Writes `rows` as CSV, times on the clocks of `zone`.
pub fn csv(rows: &[CensusRow], zone: Tz, audience: Audience, out: impl Write) -> io::Result<()> {
    let head = IMPORTED.iter().chain(&FURTHER).map(|name| (*name).to_owned()).collect();
    let rows = rows
        .iter()
        .map(|row| Cells::of(row, zone).values().map(str::to_owned).collect());
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    sheet::write(lines.iter().map(|line| line.iter().map(String::as_str)), audience, out)
}

/// Writes `rows` as one JSON array with one object a line: the cells of the CSV under the names of the columns.
pub fn json(rows: &[CensusRow], zone: Tz, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (place, row) in rows.iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &Cells::of(row, zone))?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
}

/// One line: its cells in the order of the columns.
struct Cells {
    imported: [String; IMPORTED.len()],
    further: [String; FURTHER.len()],
}

impl Cells {
    fn of(row: &CensusRow, zone: Tz) -> Self {
        let time = |moment: Timestamp| moment::write_time(moment, zone);
        let (position, until, whereabouts) = match &row.place {
            Place::InBed { .. } => ("in-bed", None, None),
            Place::Out { kind, until, place, .. } => (kind.word(), *until, place.as_ref()),
            Place::Transit { .. } => ("in-transit", None, None),
            Place::Expected { when, .. } => ("expected", *when, None),
            Place::Left { place, .. } => ("left", None, place.as_ref()),
        };
        let destination = match &row.place {
            Place::Transit { to, .. } => to.to_string(),
            _ => String::new(),
        };
        let inquiry = if row.restricted { Inquiry::Restricted.word() } else { "" };
        let missing: Vec<&str> = row.missing.iter().copied().map(column_of).collect();
        Self {
            imported: [
                shown(row.identifier.as_ref()),
                shown(row.name.as_ref()),
                shown(row.kana.as_ref()),
                row.sex.map_or("", |sex| sex.word()).to_owned(),
                row.birth.map(moment::write_birth).unwrap_or_default(),
                row.bed.ward().to_owned(),
                row.bed.room().to_owned(),
                row.bed.bed().to_owned(),
                shown(row.department.as_ref()),
                time(row.admitted),
                row.mobility.map_or("", |mobility| mobility.word()).to_owned(),
                shown(row.diet.as_ref()),
                allergies(row.allergies.as_deref()),
                shown(row.phone.as_ref()),
                shown(row.address.as_ref()),
                inquiry.to_owned(),
            ],
            further: [
                row.patient.to_string(),
                position.to_owned(),
                time(row.since),
                destination,
                until.map(time).unwrap_or_default(),
                shown(whereabouts),
                row.isolation.map_or("", |isolation| isolation.word()).to_owned(),
                missing.join(";"),
                row.said.by.to_string(),
                time(row.said.order.stamp.recorded()),
                row.said.order.event.commit.station.to_string(),
                numbers(&row.others),
            ],
        }
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        self.imported.iter().chain(&self.further).map(String::as_str)
    }
}

impl Serialize for Cells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(IMPORTED.len() + FURTHER.len()))?;
        for (name, value) in IMPORTED.iter().chain(&FURTHER).zip(self.values()) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Several numbers in one cell.
pub fn numbers(numbers: &[Identifier]) -> String {
    let numbers: Vec<&str> = numbers.iter().map(Identifier::as_str).collect();
    numbers.join(" ")
}

fn shown(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// Empty when nobody asked.
fn allergies(known: Option<&[Allergy]>) -> String {
    match known {
        None => String::new(),
        Some([]) => NONE.to_owned(),
        Some(found) => {
            let words: Vec<&str> = found.iter().map(|allergy| allergy.what.as_str()).collect();
            words.join(&SEPARATORS.first().map(char::to_string).unwrap_or_default())
        }
    }
}

/// The column whose cell is empty.
fn column_of(missing: Missing) -> &'static str {
    match missing {
        Missing::Identifier => "patient_id",
        Missing::Name => "kanji_name",
        Missing::Kana => "kana_name",
        Missing::Sex => "sex",
        Missing::Birth => "dob",
        Missing::Department => "department",
        Missing::Mobility => "mobility",
        Missing::Allergies => "allergies",
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::sheet::harmless;

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("+81-3-0000-0000"), "'+81-3-0000-0000");
        assert_eq!(harmless("＝A1"), "'＝A1");
        assert_eq!(harmless("090-0000-0000"), "090-0000-0000");
        assert_eq!(harmless(""), "");
    }
}
