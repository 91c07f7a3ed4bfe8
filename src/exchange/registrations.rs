//! A list of registrations, as clerks wrote them down: to be held against who is known. Nothing in it is put right here.

use super::{
    Faults, Source,
    census::words,
    table::{Layout, Table},
};
use crate::domain::identity::Sex;

const LAYOUT: Layout = Layout {
    required: &["reg_id", "kanji_name", "kana_name"],
    optional: &["sex", "dob_text", "phone", "address", "postcode"],
    ignored: &[],
};

/// One registration, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationLine {
    pub id: String,
    pub name: String,
    pub kana: String,
    pub sex: Sex,
    /// In any form, or none that can be read.
    pub birth: String,
    pub phone: String,
    pub address: String,
}

/// Reads the list in `source`.
pub fn read(source: &Source) -> Result<Vec<RegistrationLine>, Faults> {
    let mut faults = Faults::default();
    let mut lines = Vec::new();
    if let Some(table) = Table::read(source, &LAYOUT, &mut faults) {
        lines.extend(table.rows().map(|row| {
            let get = |column: &str| row.get(column).to_owned();
            RegistrationLine {
                id: get("reg_id"),
                name: get("kanji_name"),
                kana: get("kana_name"),
                // What cannot be read says nothing.
                sex: words::sex(row.get("sex")).ok().flatten().unwrap_or(Sex::Unknown),
                birth: get("dob_text"),
                phone: get("phone"),
                address: get("address"),
            }
        }));
    }
    faults.or(lines)
}
