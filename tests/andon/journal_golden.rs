//! The bytes of a journal, for ever: a golden file is never changed.

use std::{fmt::Write as _, fs, path::Path};

use andon::journal::{Layout, simulated::SimulatedDisk};

use super::journal_store::{Entry, FOLDER, append, create, entries, segment, try_open};

fn hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    for row in bytes.chunks(32) {
        for byte in row {
            write!(out, "{byte:02x}").unwrap();
        }
        out.push('\n');
    }
    out
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn told() -> [Entry; 3] {
    [Entry::commit(1, 40), Entry::control(2, 20), Entry::commit(3, 300)]
}

/// A segment head, two commits and a control record.
#[test]
fn every_frame_has_its_bytes_for_ever() {
    let disk = SimulatedDisk::new(1);
    let mut journal = create(&disk);
    for entry in told() {
        append(&mut journal, &entry).unwrap();
        journal.sync().unwrap();
    }
    let path = disk
        .paths()
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "segment"))
        .unwrap();
    let bytes = disk.bytes(&path).unwrap();
    let used = bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    let shown = hex(&bytes[..used]);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/journal/segment-v1.hex");
    if !golden.exists() && std::env::var_os("ANDON_NEW_GOLDEN").is_some() {
        fs::write(&golden, &shown).unwrap();
    }
    let kept = fs::read_to_string(&golden).expect("the golden file");
    assert_eq!(
        shown, kept,
        "the bytes of the journal changed: old stores would not open"
    );
    assert_eq!(unhex(&kept), bytes[..used]);
    drop(journal);
    let (journal, opened) = try_open(&disk, None).unwrap();
    assert_eq!(opened.fault_count, 0);
    assert_eq!(entries(&journal), told());
    assert!(segment(1).starts_with(FOLDER) && Layout::SMALL.segment > 0);
}
