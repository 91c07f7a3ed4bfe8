//! The hospital folder: departments.csv, wards.csv, beds.csv become the frame in which everything is decided.
//! `tables` reads the rows.

use std::path::Path;

use chrono_tz::{TZ_VARIANTS, Tz};
use smol_str::SmolStr;

use crate::{
    domain::{
        census::Frame,
        record::{
            SettingsVersion,
            bytes::{self, BytesFault},
        },
        text::Text,
    },
    exchange::{Expected, Faults, Source, nearest::nearest, source::LARGEST, table::Table},
};

mod tables;

use tables::{BEDS, DEPARTMENTS, WARDS, read_beds, read_departments, read_wards};

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
    use crate::domain::{census::BedKind, text::NAME};

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
            "name_ja,code,kind,beds,departments\n東,5E,general,3,CARD CRAD\n東,5E,ward,1,\n西,6W,一般,x,\u{202e}\n";
        let beds = "ward,room,bed,kind\n5E,501,1,\n5E,501,1,\n5F,501,2,\n5E,501,3,crib\n6W,,1,\n";
        assert_eq!(
            frame(&files(departments, wards, beds)).unwrap_err(),
            "departments.csv:3 code (1): found `card`, expected Unique { first: 2 }\n\
             departments.csv:3 name_ja (2): found ``, expected Filled\n\
             departments.csv:4 code (1): found `A-B`, expected Code\n\
             wards.csv:2 departments (5): found `CRAD`, expected KnownDepartment { nearest: Some(\"CARD\") }\n\
             wards.csv:3 code (2): found `5E`, expected Unique { first: 2 }\n\
             wards.csv:3 kind (3): found `ward`, expected WardKind\n\
             wards.csv:4 beds (4): found `x`, expected Number\n\
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
