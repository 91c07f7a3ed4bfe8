//! A staff list from a file: all of its people, or all that is wrong with it. Columns: `user`, `name`, `role`, and if there
//! are any `wards` (with blanks or semicolons between) and `duty`.

use std::collections::HashMap;

use super::{
    Expected, Faults, Source,
    nearest::nearest,
    table::{Layout, Row, Table},
};
use crate::domain::{
    access::{Duty, Role, Standing},
    census::{Frame, frame::WardCode},
    record::UserName,
    text::{NAME, Text},
};

const LAYOUT: Layout = Layout {
    required: &["user", "name", "role"],
    optional: &["wards", "duty"],
    ignored: &[],
};

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLine {
    /// As counted in the file.
    pub line: u64,
    pub user: UserName,
    pub standing: Standing,
}

/// Reads the list in `source`.
pub fn read(source: &Source, frame: &Frame) -> Result<Vec<StaffLine>, Faults> {
    let mut faults = Faults::default();
    let mut lines = Vec::new();
    if let Some(table) = Table::read(source, &LAYOUT, &mut faults) {
        let mut seen = HashMap::new();
        for row in table.rows() {
            lines.extend(line(&row, frame, &mut seen, &mut faults));
        }
    }
    faults.or(lines)
}

fn line(row: &Row<'_>, frame: &Frame, seen: &mut HashMap<UserName, u64>, faults: &mut Faults) -> Option<StaffLine> {
    let raw = row.get("user");
    let user = UserName::parse(raw);
    match &user {
        None => faults.push(row.fault("user", Expected::of_filled(raw, Expected::UserName))),
        Some(user) => match seen.get(user) {
            Some(first) => faults.push(row.fault("user", Expected::Unique { first: *first })),
            None => drop(seen.insert(user.clone(), row.line())),
        },
    }
    let name = Text::parse(row.get("name"), NAME)
        .map_err(|fault| faults.push(row.fault("name", fault.into())))
        .ok();
    let raw = row.get("role");
    let role = match Role::parse(raw) {
        // Nobody becomes an administrator by a line in a list.
        Some(Role::Administrator) => {
            faults.push(row.fault("role", Expected::NoAdministrator));
            None
        }
        Some(role) if role.is_for_people() => Some(role),
        _ => {
            faults.push(row.fault("role", Expected::of_filled(raw, Expected::Role)));
            None
        }
    };
    let duty = match row.get("duty") {
        "" => None,
        raw => {
            let duty = Duty::parse(raw);
            if duty.is_none() {
                faults.push(row.fault("duty", Expected::Duty));
            }
            duty
        }
    };
    let wards = wards(row, frame, faults);
    let (name, role) = (name?, role?);
    Some(StaffLine {
        line: row.line(),
        user: user?,
        standing: Standing {
            name,
            role,
            duty,
            wards,
        },
    })
}

fn wards(row: &Row<'_>, frame: &Frame, faults: &mut Faults) -> Vec<WardCode> {
    let mut wards: Vec<WardCode> = Vec::new();
    for raw in row
        .get("wards")
        .split([' ', ';', '；', '、', '　'])
        .filter(|raw| !raw.is_empty())
    {
        match frame.ward(raw) {
            Some(ward) if !wards.contains(&ward.code) => wards.push(ward.code.clone()),
            Some(_) => {}
            None => {
                let nearest = nearest(raw, frame.wards.iter().map(|ward| ward.code.as_str()));
                faults.push(row.fault_found("wards", raw, Expected::KnownWard { nearest }));
            }
        }
    }
    wards
}
