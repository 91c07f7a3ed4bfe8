//! The rows of the three tables: departments, wards with their departments, beds in their wards.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{
        census::{
            BedKind, BedName, Department, DepartmentCode, FrameBed, FrameWard, WardCode, WardKind,
            frame::{CodeFault, PlaceCode},
        },
        text::{NAME, Text},
    },
    exchange::{
        Expected, Faults,
        nearest::nearest,
        table::{Layout, Row, Table},
    },
};

pub(super) const DEPARTMENTS: Layout = Layout {
    required: &["code", "name_ja", "name_en"],
    optional: &[],
    ignored: &[],
};
pub(super) const WARDS: Layout = Layout {
    required: &["code", "name_ja", "kind", "beds", "departments"],
    optional: &["name_en"],
    ignored: &[],
};
pub(super) const BEDS: Layout = Layout {
    required: &["ward", "room", "bed"],
    optional: &["kind"],
    ignored: &[],
};

/// Codes that were met, in which line. `5e` and `5E` are one: nobody hears the difference on the telephone.
#[derive(Default)]
struct Met(HashMap<String, u64>);

impl Met {
    /// Notes `name`; false, and a fault, when it was met before.
    fn note(&mut self, row: &Row<'_>, column: &'static str, name: &str, faults: &mut Faults) -> bool {
        let first = *self.0.entry(name.to_ascii_lowercase()).or_insert(row.line());
        if first != row.line() {
            faults.push(row.fault_found(column, name, Expected::Unique { first }));
        }
        first == row.line()
    }
}

/// The cell of `column` as a code.
fn code<T>(
    row: &Row<'_>,
    column: &'static str,
    parse: impl Fn(&str) -> Result<T, CodeFault>,
    faults: &mut Faults,
) -> Option<T> {
    let raw = row.get(column);
    parse(raw)
        .map_err(|CodeFault| faults.push(row.fault(column, Expected::of_filled(raw, Expected::Code))))
        .ok()
}

/// The cell of `column` as a name that must be there.
fn name(row: &Row<'_>, column: &'static str, faults: &mut Faults) -> Option<Text> {
    Text::parse(row.get(column), NAME)
        .map_err(|fault| faults.push(row.fault(column, fault.into())))
        .ok()
}

pub(super) fn read_departments(table: &Table<'_>, faults: &mut Faults) -> Vec<Department> {
    let (mut met, mut departments) = (Met::default(), Vec::new());
    for row in table.rows() {
        let code = code(&row, "code", DepartmentCode::parse, faults);
        if let Some(code) = &code {
            met.note(&row, "code", code.as_str(), faults);
        }
        let names = (name(&row, "name_ja", faults), name(&row, "name_en", faults));
        // A row whose name is wrong is still a department, so that no ward is told that it is unknown.
        let Some(code) = code else { continue };
        let stand_in = Text::parse(code.as_str(), NAME).ok();
        if let (Some(name_ja), Some(name_en)) = (names.0.or_else(|| stand_in.clone()), names.1.or(stand_in)) {
            departments.push(Department { code, name_ja, name_en });
        }
    }
    departments
}

/// A ward, and what the beds have still to be held against.
pub(super) struct WardRow<'t> {
    pub(super) ward: FrameWard,
    row: Row<'t>,
    licensed: Option<u32>,
}

pub(super) fn read_wards<'t>(
    table: &'t Table<'t>,
    departments: Option<&[Department]>,
    faults: &mut Faults,
) -> Vec<WardRow<'t>> {
    let (mut met, mut wards) = (Met::default(), Vec::new());
    for row in table.rows() {
        let code = code(&row, "code", WardCode::parse, faults);
        let is_new = code
            .as_ref()
            .is_some_and(|code| met.note(&row, "code", code.as_str(), faults));
        let name_ja = name(&row, "name_ja", faults);
        let name_en = if row.get("name_en").is_empty() {
            None
        } else {
            name(&row, "name_en", faults)
        };
        let kind = ward_kind(row.get("kind"));
        if kind.is_none() {
            faults.push(row.fault("kind", Expected::of_filled(row.get("kind"), Expected::WardKind)));
        }
        let beds = row.get("beds");
        let licensed = beds
            .parse::<u32>()
            .ok()
            .filter(|_| beds.bytes().all(|byte| byte.is_ascii_digit()));
        if licensed.is_none() {
            faults.push(row.fault("beds", Expected::of_filled(beds, Expected::Number)));
        }
        let departments = ward_departments(&row, departments, faults);
        // A ward whose name is wrong is still one, so that its beds are not all reported as beds of nowhere.
        if let Some(code) = code {
            let name_ja = name_ja.or_else(|| Text::parse(code.as_str(), NAME).ok());
            let Some(name_ja) = name_ja else { continue };
            let kind = kind.unwrap_or(WardKind::General);
            let ward = FrameWard {
                code,
                name_ja,
                name_en,
                kind,
                departments,
                beds: Vec::new(),
            };
            // The beds go to the first of two wards of one name; the second has none to be counted.
            wards.push(WardRow {
                ward,
                row,
                licensed: licensed.filter(|_| is_new),
            });
        }
    }
    wards
}

/// The departments of a ward: codes with blanks or commas between them, each once and known.
fn ward_departments(row: &Row<'_>, known: Option<&[Department]>, faults: &mut Faults) -> Vec<DepartmentCode> {
    let mut codes: Vec<DepartmentCode> = Vec::new();
    let words = row
        .get("departments")
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、'));
    for word in words.filter(|word| !word.is_empty()) {
        match DepartmentCode::parse(word) {
            Err(CodeFault) => {
                faults.push(row.fault_found("departments", word, Expected::of_filled(word, Expected::Code)));
            }
            Ok(code) if codes.contains(&code) => {
                faults.push(row.fault_found("departments", word, Expected::Unique { first: row.line() }));
            }
            Ok(code) => {
                if let Some(known) = known
                    && !known.iter().any(|department| department.code == code)
                {
                    let nearest = nearest(word, known.iter().map(|department| department.code.as_str()));
                    faults.push(row.fault_found("departments", word, Expected::KnownDepartment { nearest }));
                }
                codes.push(code);
            }
        }
    }
    codes
}

pub(super) fn read_beds(table: &Table<'_>, wards: &mut [WardRow<'_>], faults: &mut Faults) {
    let places: HashMap<WardCode, usize> = wards
        .iter()
        .enumerate()
        .rev()
        .map(|(place, ward)| (ward.ward.code.clone(), place))
        .collect();
    let mut met = Met::default();
    // Beds with a fault of their own may be the ones that are missing in the count; one report is enough.
    let mut uncertain: HashSet<usize> = HashSet::new();
    let mut nowhere = false;
    for row in table.rows() {
        let ward = code(&row, "ward", WardCode::parse, faults);
        let room = code(&row, "room", PlaceCode::parse, faults);
        let bed = code(&row, "bed", PlaceCode::parse, faults);
        let kind = bed_kind(row.get("kind"));
        if kind.is_none() {
            faults.push(row.fault("kind", Expected::BedKind));
        }
        let place = ward.as_ref().and_then(|ward| places.get(ward).copied());
        if let (Some(ward), None) = (&ward, place) {
            let nearest = nearest(ward.as_str(), wards.iter().map(|ward| ward.ward.code.as_str()));
            faults.push(row.fault("ward", Expected::KnownWard { nearest }));
        }
        if let (Some(place), Some(ward), Some(room), Some(bed), Some(kind)) = (place, &ward, &room, &bed, kind) {
            let name = BedName::new(ward, room, bed);
            if !met.note(&row, "bed", name.as_str(), faults) {
                uncertain.insert(place);
            } else if let Some(ward) = wards.get_mut(place) {
                ward.ward.beds.push(FrameBed { name, kind });
            }
        } else if let Some(place) = place {
            uncertain.insert(place);
        } else {
            nowhere = true;
        }
    }
    for (place, ward) in wards.iter().enumerate() {
        let listed = u32::try_from(ward.ward.licensed_beds()).unwrap_or(u32::MAX);
        let excused = uncertain.contains(&place) || nowhere;
        if ward.licensed.is_some_and(|licensed| licensed != listed) && !excused {
            faults.push(ward.row.fault("beds", Expected::BedsListed(listed)));
        }
    }
}

fn ward_kind(word: &str) -> Option<WardKind> {
    match word.to_ascii_lowercase().as_str() {
        "general" | "一般" => Some(WardKind::General),
        "critical" | "集中" | "集中治療" => Some(WardKind::Critical),
        "psychiatric" | "精神" => Some(WardKind::Psychiatric),
        _ => None,
    }
}

/// An ordinary bed where nothing is said.
fn bed_kind(word: &str) -> Option<BedKind> {
    match word.to_ascii_lowercase().as_str() {
        "" | "bed" | "病床" => Some(BedKind::Licensed),
        "cot" | "コット" | "新生児" => Some(BedKind::Cot),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Words};

    /// Whoever sets up a hospital reads there what to write into the first lines of the files.
    #[test]
    fn the_guide_names_the_columns_of_every_table() {
        for language in Language::ALL {
            let files = Words::sources(language);
            let text = files
                .iter()
                .find(|(name, _)| *name == "start")
                .map_or("", |(_, text)| *text);
            for (file, layout) in [
                ("departments.csv", DEPARTMENTS),
                ("wards.csv", WARDS),
                ("beds.csv", BEDS),
            ] {
                let line = text.lines().find(|line| line.trim_start().starts_with(file));
                let columns = line.and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
                let mut named: Vec<&str> = columns.split(',').collect();
                let mut all: Vec<&str> = layout.required.iter().chain(layout.optional).copied().collect();
                named.sort_unstable();
                all.sort_unstable();
                assert_eq!(named, all, "{file} in {language:?}");
            }
        }
    }
}
