//! Whatever lies on the USB stick: it is answered, never with a crash, and a slip in one line is told in that line.

use andon::{
    domain::{census::Frame, command::CensusLine, record::Timestamp},
    exchange::{Expected, Fault, Faults, Source, census},
    settings::{
        hospital::{self, HospitalFiles},
        sample,
    },
};
use chrono_tz::Asia::Tokyo;
use proptest::{collection::vec, prelude::*};

use crate::{
    imports_round_trip::{frame, list, morning, sample_lines},
    world::text,
};

const LINES: usize = 12;

thread_local! {
    static FRAME: Frame = frame();
    static ORIGINAL: Vec<CensusLine> = sample_lines().into_iter().take(LINES).collect();
}

fn read(bytes: Vec<u8>) -> Result<Vec<CensusLine>, Faults> {
    FRAME.with(|frame| census::read(&list(bytes), frame, morning()))
}

/// The head of the sample's list and its first patients.
fn short_list() -> String {
    sample::INPATIENTS
        .lines()
        .take(LINES + 1)
        .map(|line| line.to_owned() + "\n")
        .collect()
}

/// A slip of the hand, or of a program, in one place of a text.
#[derive(Debug, Clone)]
enum Slip {
    Insert(String),
    Replace(String),
    Delete,
    RepeatLine,
}

fn slip() -> impl Strategy<Value = Slip> {
    let piece = prop_oneof![
        "[\"',;\\\\\n\r\t 0-9A-Za-z漢ア　=/:.-]",
        Just("\"\"".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{1b}[2J".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("9999".to_owned()),
        Just("漢".repeat(201)),
        any::<char>()
            .prop_filter("NUL is no text", |c| *c != '\0')
            .prop_map(|c| c.to_string()),
    ];
    prop_oneof![
        4 => piece.clone().prop_map(Slip::Insert),
        4 => piece.prop_map(Slip::Replace),
        2 => Just(Slip::Delete),
        1 => Just(Slip::RepeatLine),
    ]
}

/// The text with the slip at its `place`-th character, and the line (from 1) where it happened.
fn slipped(text: &str, place: usize, slip: &Slip) -> (String, u64) {
    let (at, old) = text.char_indices().nth(place).unwrap();
    let (before, after) = (&text[..at], &text[at + old.len_utf8()..]);
    let line = 1 + before.matches('\n').count() as u64;
    let changed = match slip {
        Slip::Insert(piece) => format!("{before}{piece}{old}{after}"),
        Slip::Replace(piece) => format!("{before}{piece}{after}"),
        Slip::Delete => format!("{before}{after}"),
        Slip::RepeatLine => {
            let mut lines: Vec<&str> = text.lines().collect();
            let at = usize::try_from(line).unwrap();
            lines.insert(at, lines[at - 1]);
            lines.join("\n") + "\n"
        }
    };
    (changed, line)
}

/// The other line that a fault speaks of.
fn first_of(fault: &Fault) -> Option<u64> {
    match fault.expected {
        Expected::OtherPatient { first } | Expected::FreeBed { first } => Some(first),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_slip_is_told_in_its_line(place in 0..short_list().chars().count(), slip in slip()) {
        let (changed, line) = slipped(&short_list(), place, &slip);
        let near = line..=line + 1;
        match read(changed.into_bytes()) {
            Ok(lines) => {
                // Whoever stands in other lines is read as before.
                prop_assert!((LINES - 1..=LINES + 1).contains(&lines.len()), "{}", lines.len());
                let original = ORIGINAL.with(Clone::clone);
                for read in lines.iter().filter(|read| read.line < line) {
                    prop_assert!(original.contains(read), "{read:?}");
                }
                let others = original.iter().filter(|known| known.line != line);
                for known in others {
                    let same = lines.iter().any(|read| read.identifier == known.identifier && read.bed == known.bed);
                    prop_assert!(same || near.contains(&known.line), "{known:?}");
                }
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults.iter() {
                    let told = fault.line.is_some_and(|at| near.contains(&at));
                    let other = first_of(fault).is_some_and(|at| near.contains(&at));
                    prop_assert!(told || other, "line {line}: {}", fault.plain());
                    prop_assert!(!fault.found.chars().any(andon::domain::text::is_forbidden));
                }
            }
        }
    }

    #[test]
    fn a_flipped_byte_is_told_in_its_line_or_changes_a_cell(at in 0..short_list().len(), bit in 0..8_u32) {
        let mut bytes = short_list().into_bytes();
        bytes[at] ^= 1 << bit;
        let line = 1 + String::from_utf8_lossy(&short_list().as_bytes()[..at]).matches('\n').count() as u64;
        match read(bytes) {
            Ok(lines) => prop_assert!((LINES - 1..=LINES).contains(&lines.len())),
            Err(faults) => for fault in faults.iter() {
                let told = fault.line.is_none_or(|at| (line..=line + 1).contains(&at));
                let other = first_of(fault).is_some_and(|at| (line..=line + 1).contains(&at));
                prop_assert!(told || other, "line {line}: {}", fault.plain());
            },
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..400)) {
        let faults = read(bytes.clone()).unwrap_err();
        prop_assert!(faults.count() > 0);
        let files = HospitalFiles {
            departments: Source::new("departments.csv", bytes.clone()),
            wards: Source::new("wards.csv", bytes.clone()),
            beds: Source::new("beds.csv", bytes),
        };
        prop_assert!(hospital::read(&files, text("見本病院"), Tokyo).unwrap_err().count() >= 3);
    }

    #[test]
    fn any_cells_under_the_right_names_are_answered(
        rows in vec(vec("[0-9A-Z:\\-/. \"\u{202e}漢;]{0,12}|\\PC{0,8}|2026-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", 16..=16), 1..6),
    ) {
        let head = sample::INPATIENTS.lines().next().unwrap();
        let mut out = csv::WriterBuilder::new().from_writer(format!("{head}\n").into_bytes());
        for row in &rows {
            out.write_record(row).unwrap();
        }
        match read(out.into_inner().unwrap()) {
            Ok(lines) => prop_assert!(lines.len() <= rows.len() && lines.iter().all(|line| line.admitted <= morning())),
            Err(faults) => prop_assert!(faults.iter().all(|fault| fault.line != Some(1))),
        }
    }
}

#[test]
fn the_moment_of_the_sample_is_what_it_says() {
    let local = andon::exchange::moment::write_time(morning(), Tokyo);
    assert_eq!(local, "2026-11-23T07:00");
    assert_eq!(morning(), Timestamp::from_seconds(1_795_384_800));
}
