//! A damaged journal: every flipped bit is told, nothing panics, and what lies behind the damage is not cut off.

use andon::journal::simulated::SimulatedDisk;

use super::journal_store::{create, fill, open, proved, try_open};

#[test]
fn every_flipped_bit_is_told_and_nothing_behind_it_is_cut_off() {
    let whole = SimulatedDisk::new(1);
    let mut journal = create(&whole);
    let points = fill(&mut journal, 1..9, 90);
    drop(journal);
    let path = whole
        .paths()
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "segment"))
        .unwrap();
    let used = whole.bytes(&path).unwrap().iter().rposition(|byte| *byte != 0).unwrap();
    let last = points[points.len() - 1];
    let start_of_last = usize::try_from(last.position.0 & 0xffff_ffff).unwrap();
    assert!(start_of_last > 500 && used > start_of_last);
    for offset in 0..=used {
        let disk = whole.fork();
        disk.flip(&path, offset as u64, u8::try_from(offset % 8).unwrap());
        let verdict = proved(&disk);
        let told = verdict.fault_count > 0 || verdict.unfinished.is_some();
        assert!(told, "bit {} of byte {offset} was not noticed", offset % 8);
        match try_open(&disk, None) {
            Ok((journal, opened)) if offset < start_of_last => {
                assert!(
                    opened.fault_count > 0,
                    "byte {offset}: damage in the middle was taken for a torn end"
                );
                assert!(
                    journal.closed().is_some(),
                    "byte {offset}: a damaged journal takes no more"
                );
                let read = journal.reader().scan().flatten().count();
                assert!(
                    read >= 7,
                    "byte {offset}: only {read} of 8 commits are read around the damage"
                );
            }
            Ok(_) | Err(_) => {}
        }
    }
}

#[test]
fn a_full_disk_refuses_before_it_loses() {
    let disk = SimulatedDisk::new(3);
    let mut journal = create(&disk);
    fill(&mut journal, 1..4, 100);
    disk.set_capacity(Some(disk.used()));
    let mut saved = 3;
    for number in 4..4000 {
        let entry = super::journal_store::Entry::commit(number, 4000);
        if super::journal_store::append(&mut journal, &entry).is_err() || journal.sync().is_err() {
            break;
        }
        saved = number;
    }
    assert!(saved < 3999, "the disk was never full");
    drop(journal);
    disk.set_capacity(None);
    let (journal, opened) = open(&disk, None);
    assert_eq!(opened.fault_count, 0);
    assert!(super::journal_store::entries(&journal).len() as u64 >= saved);
}
