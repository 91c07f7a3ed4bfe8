//! What was imported is exported as it came: the 600 of the sample, through decision, fold and question.

use std::sync::Arc;

use andon::{
    domain::{
        ask::{self, CensusRow},
        census::{Frame, OutKind},
        command::{AllergyAnswer, CensusLine, Command, Leave, RecordAllergy, Register},
        identity::{Identifier, PatientRef},
        record::Timestamp,
    },
    exchange::{
        Source,
        census::{self, Audience},
    },
    settings::{hospital, sample},
};
use chrono_tz::Asia::Tokyo;

use crate::world::{Laptop, bed, identifier, text};

pub fn frame() -> Frame {
    hospital::read(&sample::files(), text("見本病院"), Tokyo).unwrap()
}

pub fn list(bytes: impl Into<Vec<u8>>) -> Source {
    Source::new("inpatients.csv", bytes.into())
}

/// 2026-11-23 07:00 in Japan, when the sample was written down.
pub fn morning() -> Timestamp {
    Timestamp::from_seconds(1_795_384_800)
}

pub fn sample_lines() -> Vec<CensusLine> {
    census::read(&list(sample::INPATIENTS), &frame(), morning()).unwrap()
}

/// A laptop that has the sample's hospital and people.
fn laptop() -> Laptop {
    let mut laptop = Laptop::new(7);
    let frame = frame();
    let version = hospital::version(&frame).unwrap();
    laptop
        .does(Command::AdoptFrame {
            version,
            frame: Arc::new(frame),
        })
        .unwrap();
    let lines = sample_lines();
    laptop
        .does(Command::ImportCensus { lines })
        .unwrap()
        .expect("600 facts");
    laptop
}

fn rows(laptop: &Laptop) -> Vec<CensusRow> {
    ask::census(&laptop.hospital, None)
}

fn csv_of(rows: &[CensusRow], audience: Audience) -> String {
    let mut out = Vec::new();
    census::csv(rows, Tokyo, audience, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn patient(raw: &str) -> PatientRef {
    PatientRef::Identifier(identifier(raw))
}

/// The cells of the exported line of one patient, by column.
fn cells(csv: &str, id: &str) -> std::collections::HashMap<String, String> {
    let mut lines = csv.lines();
    let names = lines.next().unwrap().split(',').map(str::to_owned);
    let line = lines.find(|line| line.starts_with(id)).unwrap();
    names.zip(line.split(',').map(str::to_owned)).collect()
}

#[test]
fn six_hundred_come_back_byte_for_byte() {
    let exported = csv_of(&rows(&laptop()), Audience::Program);
    assert_eq!(exported.lines().count(), 601);
    for (exported, imported) in exported.lines().zip(sample::INPATIENTS.lines()) {
        assert!(
            exported.starts_with(&format!("{imported},")),
            "\n{exported}\nis not\n{imported}"
        );
    }
}

#[test]
fn what_was_exported_is_imported_as_the_same() {
    let mut laptop = laptop();
    let exported = csv_of(&rows(&laptop), Audience::Program);
    let lines = census::read(&list(exported), &frame(), laptop.now()).unwrap();
    assert_eq!(lines, sample_lines());
    assert_eq!(
        laptop.does(Command::ImportCensus { lines }).unwrap(),
        None,
        "everybody is here already"
    );
}

#[test]
fn every_way_of_writing_the_file_is_the_same_list() {
    let (shift_jis, _, unmappable) = encoding_rs::SHIFT_JIS.encode(sample::INPATIENTS);
    assert!(!unmappable);
    let crlf = sample::INPATIENTS.replace('\n', "\r\n");
    let quoted = |line: &str| format!("\"{}\"\r\n", line.replace(',', "\",\""));
    let turned = |line: &str| line.rsplit(',').collect::<Vec<_>>().join(",") + "\n";
    let each = |write: &dyn Fn(&str) -> String| {
        sample::INPATIENTS
            .lines()
            .map(write)
            .collect::<Vec<_>>()
            .concat()
            .into_bytes()
    };
    for (name, bytes) in [
        ("Shift_JIS", shift_jis.to_vec()),
        (
            "byte order mark",
            format!("\u{feff}{}", sample::INPATIENTS).into_bytes(),
        ),
        ("CR LF", crlf.clone().into_bytes()),
        (
            "Shift_JIS with CR LF",
            encoding_rs::SHIFT_JIS.encode(&crlf).0.into_owned(),
        ),
        ("quoted", each(&quoted)),
        ("columns the other way round", each(&turned)),
    ] {
        let lines = census::read(&list(bytes), &frame(), morning()).unwrap_or_else(|f| panic!("{name}: {}", f.plain()));
        assert_eq!(lines, sample_lines(), "{name}");
    }
}

#[test]
fn positions_and_what_is_missing_stand_behind_the_sixteen() {
    let mut laptop = laptop();
    let at = |minutes: i64| Some(laptop.now().plus_seconds(minutes * 60));
    let until = at(180);
    laptop
        .does(Command::Depart {
            patient: patient("00022012"),
            bed: bed("5E-508-4"),
        })
        .unwrap();
    laptop
        .does(Command::Leave(Leave {
            patient: patient("00056819"),
            kind: OutKind::OffWard,
            until,
            place: Some(text("CT室")),
        }))
        .unwrap();
    laptop
        .does(Command::Allergy(RecordAllergy {
            patient: patient("00084742"),
            answer: AllergyAnswer::None,
        }))
        .unwrap();
    let csv = csv_of(&rows(&laptop), Audience::Program);
    let departed = cells(&csv, "00022012");
    assert_eq!(
        (
            departed["position"].as_str(),
            departed["destination"].as_str(),
            departed["ward"].as_str()
        ),
        ("in-transit", "5E-508-4", "ICU")
    );
    let out = cells(&csv, "00056819");
    assert_eq!(
        (
            out["position"].as_str(),
            out["until"].as_str(),
            out["whereabouts"].as_str()
        ),
        ("off-ward", "2026-11-23T12:00", "CT室")
    );
    assert_eq!(
        (
            out["since"].as_str(),
            out["said_at"].as_str(),
            out["said_by"].as_str(),
            out["station"].as_str()
        ),
        ("2026-11-23T09:00", "2026-11-23T09:00", "clerk", "07")
    );
    assert_eq!(
        cells(&csv, "00084742")["allergies"],
        "none",
        "asked, and there are none"
    );
    assert_eq!(cells(&csv, "00056819")["allergies"], "", "not asked");
    assert_eq!(cells(&csv, "00056819")["incomplete"], "allergies");
    assert_eq!(cells(&csv, "00037894")["position"], "in-bed");
}

#[test]
fn json_has_the_cells_of_the_csv() {
    let rows = rows(&laptop());
    let mut out = Vec::new();
    census::json(&rows, Tokyo, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let objects = json.as_array().unwrap();
    assert_eq!(objects.len(), 600);
    let csv = csv_of(&rows, Audience::Program);
    let names: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    for (object, line) in objects.iter().zip(csv.lines().skip(1)) {
        assert_eq!(object.as_object().unwrap().len(), names.len());
        for (name, cell) in names.iter().zip(line.split(',')) {
            assert_eq!(object[name].as_str(), Some(cell));
        }
    }
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.starts_with("[\n{\"patient_id\":\"00022012\",\"kanji_name\""),
        "in the order of the columns"
    );
    assert_eq!(
        {
            let mut none = Vec::new();
            census::json(&[], Tokyo, &mut none).unwrap();
            none
        },
        b"[\n]\n"
    );
}

#[test]
fn a_file_for_a_spreadsheet_calculates_nothing() {
    let mut laptop = laptop();
    let person = Register {
        identifier: Some(Identifier::parse("900001").unwrap()),
        name: Some(text("=HYPERLINK(\"x\",\"y\")")),
        phone: Some(text("+81-6-0000-0000")),
        ..Register::default()
    };
    let admission = andon::domain::command::Admission::into_bed(bed("ICU-ICU-02"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let rows = rows(&laptop);
    let sheet = csv_of(&rows, Audience::Spreadsheet);
    assert!(sheet.starts_with("\u{feff}patient_id,"));
    assert!(sheet.contains(r#","'=HYPERLINK(""x"",""y"")","#), "{sheet}");
    assert!(sheet.contains(",'+81-6-0000-0000,"));
    assert!(csv_of(&rows, Audience::Program).contains(",+81-6-0000-0000,"));
}
