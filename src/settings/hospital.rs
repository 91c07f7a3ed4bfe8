//! The hospital folder: departments.csv, wards.csv, beds.csv become the frame in which everything is decided.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use chrono_tz::{TZ_VARIANTS, Tz};
use smol_str::SmolStr;

use crate::{
    domain::{
        census::{
            BedKind, BedName, Department, DepartmentCode, Frame, FrameBed, FrameWard, WardCode, WardKind,
            frame::{CodeFault, PlaceCode},
        },
        record::{
            SettingsVersion,
            bytes::{self, BytesFault},
        },
        text::{NAME, Text},
    },
    exchange::{
        Expected, Faults, Source,
        nearest::nearest,
        table::{Layout, Row, Table},
    },
};

/// Bytes of the largest table of the folder: a hundred times the beds of any hospital.
pub const LARGEST: u64 = 16 * 1024 * 1024;

const DEPARTMENTS: Layout = Layout {
    required: &["code", "name_ja", "name_en"],
    optional: &[],
    ignored: &[],
};
const WARDS: Layout = Layout {
    required: &["code", "name_ja", "kind", "beds", "departments"],
    optional: &["name_en"],
    ignored: &[],
};
const BEDS: Layout = Layout {
    required: &["ward", "room", "bed"],
    optional: &["kind"],
    ignored: &[],
};

/// The three files, as they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HospitalFiles {
    pub departments: Source,
    pub wards: Source,
    pub beds: Source,
}

impl HospitalFiles {
    /// Reads the three files of `folder`; all that cannot be opened are listed.
    pub fn open(folder: &Path) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let mut open = |name| {
            Source::open(&folder.join(name), LARGEST).map_or_else(
                |found| {
                    faults.append(found);
                    None
                },
                Some,
            )
        };
        let files = (open("departments.csv"), open("wards.csv"), open("beds.csv"));
        match files {
            (Some(departments), Some(wards), Some(beds)) => Ok(Self {
                departments,
                wards,
                beds,
            }),
            _ => Err(faults),
        }
    }
}

/// The time zone of an IANA name, e.g. `Asia/Tokyo`; otherwise the name that was probably meant.
pub fn zone(name: &str) -> Result<Tz, Expected> {
    let name = name.trim();
    TZ_VARIANTS
        .iter()
        .copied()
        .find(|zone| zone.name().eq_ignore_ascii_case(name))
        .ok_or_else(|| Expected::KnownZone {
            nearest: nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name())),
        })
}

/// What a frame is called in everything that is decided under it: the beginning of the hash of its content.
pub fn version(frame: &Frame) -> Result<SettingsVersion, BytesFault> {
    let hash = blake3::hash(&bytes::encode(frame)?);
    let mut version = [0; 8];
    for (to, from) in version.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    Ok(SettingsVersion(version))
}

/// The frame out of the three files, or all that is wrong with them.
pub fn read(files: &HospitalFiles, hospital: Text, zone: Tz) -> Result<Frame, Faults> {
    let mut faults = Faults::default();
    let departments = Table::read(&files.departments, &DEPARTMENTS, &mut faults);
    let wards = Table::read(&files.wards, &WARDS, &mut faults);
    let beds = Table::read(&files.beds, &BEDS, &mut faults);
    // What refers to a table that cannot be read would be wrong in every line of the others.
    let departments = departments.map(|table| read_departments(&table, &mut faults));
    let mut wards = wards
        .as_ref()
        .map(|table| read_wards(table, departments.as_deref(), &mut faults));
    if let (Some(wards), Some(beds)) = (&mut wards, &beds) {
        read_beds(beds, wards, &mut faults);
    }
    let (departments, wards) = (departments.unwrap_or_default(), wards.unwrap_or_default());
    faults.or(Frame {
        hospital,
        time_zone: SmolStr::new_static(zone.name()),
        departments,
        wards: wards.into_iter().map(|ward| ward.ward).collect(),
    })
}

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

fn read_departments(table: &Table<'_>, faults: &mut Faults) -> Vec<Department> {
    let (mut met, mut departments) = (Met::default(), Vec::new());
    for row in table.rows() {
        let code = code(&row, "code", DepartmentCode::parse, faults);
        if let Some(code) = &code {
            met.note(&row, "code", code.as_str(), faults);
        }
        let names = (name(&row, "name_ja", faults), name(&row, "name_en", faults));
        if let (Some(code), (Some(name_ja), Some(name_en))) = (code, names) {
            departments.push(Department { code, name_ja, name_en });
        }
    }
    departments
}

/// A ward, and what the beds have still to be held against.
struct WardRow<'t> {
    ward: FrameWard,
    row: Row<'t>,
    licensed: Option<u32>,
}

fn read_wards<'t>(table: &'t Table<'t>, departments: Option<&[Department]>, faults: &mut Faults) -> Vec<WardRow<'t>> {
    let (mut met, mut wards) = (Met::default(), Vec::new());
    for row in table.rows() {
        let code = code(&row, "code", WardCode::parse, faults);
        if let Some(code) = &code {
            met.note(&row, "code", code.as_str(), faults);
        }
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
            wards.push(WardRow { ward, row, licensed });
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

fn read_beds(table: &Table<'_>, wards: &mut [WardRow<'_>], faults: &mut Faults) {
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
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use chrono_tz::Asia::Tokyo;

    use super::*;

    const DEPARTMENTS: &str = "code,name_ja,name_en\nCARD,循環器内科,Cardiology\nOBST,産科,Obstetrics\n";
    const WARDS: &str =
        "code,name_ja,kind,beds,departments\n5E,5階東病棟,general,2,CARD\n11W,11階西病棟,general,1,OBST CARD\n";
    const BEDS: &str = "ward,room,bed,kind\n5E,501,1,\n5E,501,2,bed\n11W,1151,1,\n11W,NB,1,cot\n";

    fn files(departments: &str, wards: &str, beds: &str) -> HospitalFiles {
        let source = |name, text: &str| Source::new(name, text.as_bytes().to_vec());
        HospitalFiles {
            departments: source("departments.csv", departments),
            wards: source("wards.csv", wards),
            beds: source("beds.csv", beds),
        }
    }

    fn frame(files: &HospitalFiles) -> Result<Frame, String> {
        read(files, Text::parse("見本病院", NAME).unwrap(), Tokyo).map_err(|faults| faults.plain())
    }

    #[test]
    fn a_hospital_is_read_in_the_order_of_its_tables() {
        let frame = frame(&files(DEPARTMENTS, WARDS, BEDS)).unwrap();
        let beds: Vec<_> = frame.beds().map(|bed| (bed.name.as_str(), bed.kind)).collect();
        assert_eq!(
            beds,
            [
                ("5E-501-1", BedKind::Licensed),
                ("5E-501-2", BedKind::Licensed),
                ("11W-1151-1", BedKind::Licensed),
                ("11W-NB-1", BedKind::Cot)
            ]
        );
        assert_eq!(
            (frame.licensed_beds(), frame.time_zone.as_str(), frame.hospital.as_str()),
            (3, "Asia/Tokyo", "見本病院")
        );
        assert_eq!(frame.wards[1].departments.len(), 2);
        assert_eq!(frame.wards[0].name_en, None);
    }

    #[test]
    fn the_version_is_that_of_the_content() {
        let one = frame(&files(DEPARTMENTS, WARDS, BEDS)).unwrap();
        let same = frame(&files(&DEPARTMENTS.replace('\n', "\r\n"), WARDS, BEDS)).unwrap();
        let other = frame(&files(&DEPARTMENTS.replace("Obstetrics", "Midwifery"), WARDS, BEDS)).unwrap();
        assert_eq!(version(&one).unwrap(), version(&same).unwrap());
        assert_ne!(version(&one).unwrap(), version(&other).unwrap());
        let hash = blake3::hash(&bytes::encode(&one).unwrap());
        assert_eq!(version(&one).unwrap().0, hash.as_bytes()[..8]);
    }

    #[test]
    fn everything_that_is_wrong_is_listed_at_once() {
        let departments = "code,name_ja,name_en\nCARD,循環器内科,Cardiology\ncard,,Cardiology\nA-B,科,X\n";
        let wards =
            "name_ja,code,kind,beds,departments\n東,5E,general,3,CARD CRAD\n東,5E,ward,x,\n西,6W,一般,1,\u{202e}\n";
        let beds = "ward,room,bed,kind\n5E,501,1,\n5E,501,1,\n5F,501,2,\n5E,501,3,crib\n6W,,1,\n";
        assert_eq!(
            frame(&files(departments, wards, beds)).unwrap_err(),
            "departments.csv:3 code (1): found `card`, expected Unique { first: 2 }\n\
             departments.csv:3 name_ja (2): found ``, expected Filled\n\
             departments.csv:4 code (1): found `A-B`, expected Code\n\
             wards.csv:2 departments (5): found `CRAD`, expected KnownDepartment { nearest: Some(\"CARD\") }\n\
             wards.csv:3 code (2): found `5E`, expected Unique { first: 2 }\n\
             wards.csv:3 kind (3): found `ward`, expected WardKind\n\
             wards.csv:3 beds (4): found `x`, expected Number\n\
             wards.csv:4 departments (5): found `\\u{202e}`, expected PlainCharacters\n\
             beds.csv:3 bed (3): found `5E-501-1`, expected Unique { first: 2 }\n\
             beds.csv:4 ward (1): found `5F`, expected KnownWard { nearest: Some(\"5E\") }\n\
             beds.csv:5 kind (4): found `crib`, expected BedKind\n\
             beds.csv:6 room (2): found ``, expected Filled"
        );
    }

    #[test]
    fn the_beds_of_a_ward_must_be_as_many_as_it_says() {
        let wards = WARDS.replace("general,2", "general,4");
        let fault = frame(&files(DEPARTMENTS, &wards, BEDS)).unwrap_err();
        assert_eq!(fault, "wards.csv:2 beds (4): found `4`, expected BedsListed(2)");
        let wards = WARDS.replace("general,1", "general,2");
        let fault = frame(&files(DEPARTMENTS, &wards, BEDS)).unwrap_err();
        assert_eq!(
            fault, "wards.csv:3 beds (4): found `2`, expected BedsListed(1)",
            "a cot is no licensed bed"
        );
    }

    #[test]
    fn empty_tables_and_wrong_columns() {
        let wards = WARDS.replace("departments", "department");
        assert_eq!(
            frame(&files("code,name_ja,name_en\n", &wards, "")).unwrap_err(),
            "departments.csv: found ``, expected Rows\n\
             wards.csv:1: found ``, expected Column(\"departments\")\n\
             wards.csv:1 department (5): found `department`, expected KnownColumn { nearest: Some(\"departments\") }\n\
             beds.csv: found ``, expected Rows"
        );
    }

    #[test]
    fn a_folder_is_opened_whole_or_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("wards.csv"), WARDS).unwrap();
        let faults = HospitalFiles::open(folder.path()).unwrap_err();
        let files: Vec<_> = faults
            .iter()
            .map(|fault| {
                (
                    fault.file.rsplit(['/', '\\']).next().unwrap().to_owned(),
                    fault.expected.clone(),
                )
            })
            .collect();
        assert_eq!(
            files,
            [
                ("departments.csv".to_owned(), Expected::Present),
                ("beds.csv".to_owned(), Expected::Present)
            ]
        );
        std::fs::write(folder.path().join("departments.csv"), DEPARTMENTS).unwrap();
        std::fs::write(folder.path().join("beds.csv"), BEDS).unwrap();
        assert_eq!(
            frame(&HospitalFiles::open(folder.path()).unwrap())
                .unwrap()
                .licensed_beds(),
            3
        );
    }

    #[test]
    fn zones_are_those_of_the_iana() {
        assert_eq!(zone("Asia/Tokyo"), Ok(Tokyo));
        assert_eq!(zone(" asia/tokyo "), Ok(Tokyo));
        assert_eq!(
            zone("Asia/Tokio"),
            Err(Expected::KnownZone {
                nearest: Some("Asia/Tokyo".into())
            })
        );
        assert_eq!(zone("Osaka"), Err(Expected::KnownZone { nearest: None }));
        assert_eq!(zone(""), Err(Expected::KnownZone { nearest: None }));
    }
}
