//! What was saved and is not in the state: damaged, or of a newer program. Everything else is shown, nothing is decided on it,
//! and that stays so at every start, whatever the index says, until it is whole again.

use std::{path::PathBuf, sync::Arc};

use andon::{
    app::door::{Door, NotSaved, Outcome, ReadOnly, Refused},
    journal::{Class, Holder, Journal, Record, StoreLock, simulated::SimulatedDisk},
    runtime::open::{IndexFound, IndexPlace},
    store::{IndexFault, Pace},
    vault::Label,
};

use crate::store_kit::{Bench, admit, does};

fn read_only(outcome: &Outcome) -> &ReadOnly {
    match outcome {
        Err(Refused::NotSaved(NotSaved::ReadOnly(why))) => why,
        other => panic!("{other:?}"),
    }
}

/// A store with four patients, and a place in the middle of what was said of the second.
fn four(bench: &Bench) -> (PathBuf, u64) {
    let store = bench.init(7);
    for (number, into) in ["5E-101-1", "5E-101-2", "5E-102-1", "5E-102-2"].into_iter().enumerate() {
        does(&store.handle(), admit(number, into)).unwrap();
    }
    let reader = store.handle().archive().past().reader().clone();
    let commits: Vec<_> = reader
        .scan()
        .map(Result::unwrap)
        .filter(|stored| stored.class == Class::Commit)
        .collect();
    let second = commits[commits.len() - 3].position();
    store.close();
    let segment = PathBuf::from(format!("/store/journal/{:08}.segment", second.segment()));
    (segment, u64::from(second.offset()) + 120)
}

#[test]
fn a_damaged_journal_shows_what_can_be_read_and_takes_nothing_at_any_start() {
    let disk = SimulatedDisk::new(13);
    let bench = Bench::simulated(&disk, Pace::STANDARD);
    let (segment, place) = four(&bench);
    disk.flip(&segment, place, 3);

    let ruined = bench.twin(&disk, IndexPlace::At(bench.temporary.path().join("none")));
    for start in 0..3 {
        let (store, opened) = ruined.open();
        if start == 0 {
            assert_eq!(opened.index, IndexFound::Rebuilt(IndexFault::Missing));
            assert_eq!(opened.faults.len(), 1, "{opened:?}");
        } else {
            // Its index reaches beyond the damage: the place is not read again, and not forgotten either.
            assert_eq!(opened.index, IndexFound::Used);
        }
        let handle = store.handle();
        assert_eq!(handle.hospital().present().count(), 3);
        let refused = does(&handle, admit(9, "6W-101-1"));
        assert_eq!(read_only(&refused), &ReadOnly::Damaged { places: 1 }, "start {start}");
        assert_eq!(handle.hospital().present().count(), 3);
        store.close();
    }

    // The file was brought back out of a copy: everybody is there again, and it goes on.
    disk.flip(&segment, place, 3);
    let (store, opened) = ruined.open();
    assert_eq!(opened.index, IndexFound::Rebuilt(IndexFault::Gaps));
    assert_eq!(store.handle().hospital().present().count(), 4);
    does(&store.handle(), admit(9, "6W-101-1")).unwrap();
    store.close();
    let (store, opened) = ruined.open();
    assert_eq!(opened.index, IndexFound::Used);
    assert_eq!(store.handle().hospital().present().count(), 5);
}

/// A commit that this program does not understand may hold any number of this station: nothing is given beside it.
#[test]
fn what_a_newer_program_wrote_is_not_decided_upon() {
    let disk = SimulatedDisk::new(14);
    let bench = Bench::simulated(&disk, Pace::STANDARD);
    let store = bench.init(7);
    does(&store.handle(), admit(1, "5E-101-1")).unwrap();
    let (seal, status) = (store.seal(), store.handle().status());
    let next = store
        .handle()
        .hospital()
        .next_sequence(status.station, status.installation);
    store.close();
    let holder = Holder {
        process: 1,
        who: "clerk".to_owned(),
        since: 0,
    };
    let lock = StoreLock::take(bench.means.files.as_ref(), &bench.folder, &holder).unwrap();
    let (files, layout) = (Arc::clone(&bench.means.files), bench.means.layout);
    let (mut journal, _) = Journal::open(files, &lock, layout, seal, None).unwrap();
    let label = Label {
        station: status.station.number(),
        installation: status.installation.number(),
        sequence: next.number(),
        kind: 1,
    };
    let record = Record {
        class: Class::Commit,
        label,
        payload: b"of the year after next",
    };
    journal.append(&record).unwrap();
    journal.sync().unwrap();
    drop((journal, lock));

    for _ in 0..3 {
        let (store, opened) = bench.open();
        assert_eq!((opened.index, opened.not_folded), (IndexFound::Used, 1));
        assert_eq!(store.handle().hospital().present().count(), 1);
        let refused = does(&store.handle(), admit(2, "5E-101-2"));
        assert_eq!(read_only(&refused), &ReadOnly::NotUnderstood { records: 1 });
        store.close();
    }
}
