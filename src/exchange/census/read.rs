//! A list of inpatients from a file, held against the hospital frame: all its lines, or all that is wrong with them.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{columns::LAYOUT, words};
use crate::{
    domain::{
        census::{BedName, DepartmentCode, Frame},
        command::CensusLine,
        identity::{Birth, Identifier},
        record::Timestamp,
        text::{NAME, REMARK, Text},
    },
    exchange::{
        Expected, Faults, Source, moment,
        nearest::nearest,
        table::{Row, Table},
    },
};

/// Reads the list in `source`. `now` is the hospital's present moment: nobody was admitted after it.
pub fn read(source: &Source, frame: &Frame, now: Timestamp) -> Result<Vec<CensusLine>, Faults> {
    let mut faults = Faults::default();
    let mut lines = Vec::new();
    if let Some(table) = Table::read(source, &LAYOUT, &mut faults) {
        let mut check = Check {
            frame,
            zone: frame.zone(),
            now,
            patients: HashMap::new(),
            beds: HashMap::new(),
            faults: &mut faults,
        };
        lines.extend(table.rows().filter_map(|row| check.line(&row)));
    }
    faults.or(lines)
}

/// What the lines are held against, and what was wrong so far.
struct Check<'a> {
    frame: &'a Frame,
    zone: Tz,
    now: Timestamp,
    /// Who is on the list already, in which line.
    patients: HashMap<Identifier, u64>,
    beds: HashMap<BedName, u64>,
    faults: &'a mut Faults,
}

impl Check<'_> {
    /// One line. Every cell is looked at, whatever is wrong with the others.
    fn line(&mut self, row: &Row<'_>) -> Option<CensusLine> {
        let identifier = self.identifier(row);
        let name = self.text(row, "kanji_name", NAME);
        let kana = self.text(row, "kana_name", NAME);
        if row.get("kanji_name").is_empty() && row.get("kana_name").is_empty() {
            self.faults.push(row.fault("kanji_name", Expected::NameOrReading));
        }
        let sex = self.word(row, "sex", words::sex);
        let bed = self.bed(row);
        let department = self.department(row);
        let admitted = self.admitted(row);
        let birth = self.birth(row, admitted);
        let mobility = self.word(row, "mobility", words::mobility);
        let diet = self.text(row, "diet", NAME);
        let allergies = words::allergies(row.get("allergies"))
            .map_err(|(part, expected)| self.faults.push(row.fault_found("allergies", part, expected)));
        let phone = self.text(row, "phone", NAME);
        let address = self.text(row, "address", REMARK);
        let inquiry = self.word(row, "inquiry", words::inquiry);
        Some(CensusLine {
            line: row.line(),
            identifier: identifier?,
            name,
            kana,
            sex: sex?,
            birth,
            bed: bed?,
            department,
            admitted: admitted?,
            mobility: mobility?,
            diet,
            allergies: allergies.ok()?,
            phone,
            address,
            inquiry: inquiry?,
        })
    }

    fn identifier(&mut self, row: &Row<'_>) -> Option<Identifier> {
        let raw = row.get("patient_id");
        let Ok(identifier) = Identifier::parse(raw) else {
            self.faults
                .push(row.fault("patient_id", Expected::of_filled(raw, Expected::Identifier)));
            return None;
        };
        if let Some(first) = self.patients.get(&identifier) {
            self.faults
                .push(row.fault("patient_id", Expected::OtherPatient { first: *first }));
        } else {
            self.patients.insert(identifier.clone(), row.line());
        }
        Some(identifier)
    }

    /// An empty cell is `None` and right; a wrong one is `None` and listed.
    fn text(&mut self, row: &Row<'_>, column: &'static str, most: usize) -> Option<Text> {
        let raw = row.get(column);
        if raw.is_empty() {
            return None;
        }
        Text::parse(raw, most)
            .map_err(|fault| self.faults.push(row.fault(column, fault.into())))
            .ok()
    }

    fn word<T>(
        &mut self,
        row: &Row<'_>,
        column: &'static str,
        known: impl Fn(&str) -> Result<T, Expected>,
    ) -> Option<T> {
        let raw = row.get(column);
        known(&moment::narrow(raw))
            .map_err(|expected| self.faults.push(row.fault(column, Expected::of_filled(raw, expected))))
            .ok()
    }

    /// The bed in three cells, named by the first of them that is wrong.
    fn bed(&mut self, row: &Row<'_>) -> Option<BedName> {
        let raw = (row.get("ward"), row.get("room"), row.get("bed"));
        let (ward, room, bed) = (moment::narrow(raw.0), moment::narrow(raw.1), moment::narrow(raw.2));
        let mut empty = false;
        for (column, cell) in [("ward", &ward), ("room", &room), ("bed", &bed)] {
            if cell.is_empty() {
                self.faults.push(row.fault(column, Expected::Filled));
                empty = true;
            }
        }
        let Some(known) = self.frame.ward(&ward) else {
            if !ward.is_empty() {
                let nearest = nearest(&ward, self.frame.wards.iter().map(|ward| ward.code.as_str()));
                self.faults
                    .push(row.fault("ward", Expected::of_filled(raw.0, Expected::KnownWard { nearest })));
            }
            return None;
        };
        if empty {
            return None;
        }
        let of_room = || {
            known
                .beds
                .iter()
                .map(|bed| &bed.name)
                .filter(|name| name.room() == room)
        };
        if of_room().next().is_none() {
            let nearest = nearest(&room, known.beds.iter().map(|bed| bed.name.room()));
            self.faults
                .push(row.fault("room", Expected::of_filled(raw.1, Expected::KnownRoom { nearest })));
            return None;
        }
        let Some(name) = of_room().find(|name| name.bed() == bed) else {
            let nearest = nearest(&bed, of_room().map(BedName::bed));
            self.faults
                .push(row.fault("bed", Expected::of_filled(raw.2, Expected::KnownBed { nearest })));
            return None;
        };
        if let Some(first) = self.beds.get(name) {
            self.faults
                .push(row.fault_found("bed", name.as_str(), Expected::FreeBed { first: *first }));
        } else {
            self.beds.insert(name.clone(), row.line());
        }
        Some(name.clone())
    }

    fn department(&mut self, row: &Row<'_>) -> Option<DepartmentCode> {
        let raw = row.get("department");
        let code = moment::narrow(raw);
        if code.is_empty() {
            return None;
        }
        let known = self.frame.department(&code).map(|department| department.code.clone());
        if known.is_none() {
            let nearest = nearest(
                &code,
                self.frame.departments.iter().map(|department| department.code.as_str()),
            );
            self.faults.push(row.fault(
                "department",
                Expected::of_filled(raw, Expected::KnownDepartment { nearest }),
            ));
        }
        known
    }

    fn admitted(&mut self, row: &Row<'_>) -> Option<Timestamp> {
        let raw = row.get("admitted_at");
        match moment::time(raw, self.zone) {
            Ok(admitted) if admitted > self.now => {
                self.faults.push(row.fault("admitted_at", Expected::NotInFuture));
                None
            }
            Ok(admitted) => Some(admitted),
            Err(expected) => {
                self.faults
                    .push(row.fault("admitted_at", Expected::of_filled(raw, expected)));
                None
            }
        }
    }

    fn birth(&mut self, row: &Row<'_>, admitted: Option<Timestamp>) -> Option<Birth> {
        let raw = row.get("dob");
        if raw.is_empty() {
            return None;
        }
        let birth = moment::birth(raw)
            .map_err(|expected| self.faults.push(row.fault("dob", Expected::of_filled(raw, expected))))
            .ok()?;
        let (latest, expected) = match admitted {
            Some(admitted) => (admitted, Expected::BornBeforeAdmission),
            None => (self.now, Expected::NotInFuture),
        };
        let latest = moment::local(latest, self.zone).map(|local| local.date_naive());
        if latest
            .zip(moment::earliest(birth))
            .is_some_and(|(latest, born): (NaiveDate, NaiveDate)| born > latest)
        {
            self.faults.push(row.fault("dob", expected));
        }
        Some(birth)
    }
}
