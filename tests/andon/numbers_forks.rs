//! Copies, backups and images of real stores on a real disk: what must not give numbers gives none, and what could not be
//! known is found when two meet.

use std::{fs, path::Path};

use andon::{
    app::door::{Door, Refused},
    domain::{
        census::DiscrepancyKind,
        command::{Command, Register},
        identity::{Identifier, Sex},
        numbers::{
            Arrival, BlockNumber, Tongue,
            issue::{Issue, Newcomer},
        },
        record::Station,
        refusal::Refusal,
    },
    runtime::{open::Store, renew::renew, writer::Handle},
    store::Pace,
};

use crate::store_kit::{Bench, canonical, clerk, copy_folder, does};

fn issue(sex: Sex) -> Command {
    Command::Issue(Box::new(Issue {
        newcomer: Newcomer::Unidentified {
            sex: Some(sex),
            birth: None,
            arrival: Arrival::default(),
        },
        declined: Vec::new(),
        tongue: Tongue::Japanese,
    }))
}

fn gives(handle: &Handle, sex: Sex) -> Result<Identifier, Refusal> {
    match does(handle, issue(sex)) {
        Ok(receipt) => Ok(receipt.numbers[0].clone()),
        Err(Refused::Refusal(refusal)) => Err(refusal),
        Err(other) => panic!("{other}"),
    }
}

/// A store with a block, in a folder of its own, on a machine with marks of its own.
fn station() -> (Bench, Store) {
    let mut bench = Bench::real(Pace::STANDARD);
    bench.means.marks = Some(bench.temporary.path().join("marks"));
    let store = bench.init(7);
    let grant = Command::GrantBlock {
        station: None,
        block: Some(BlockNumber::FIRST),
    };
    does(&store.handle(), grant).unwrap();
    (bench, store)
}

/// The same machine, another folder.
fn at(bench: &Bench, folder: &Path) -> Store {
    Store::open(folder, &bench.means, &mut |_| {}).unwrap().0
}

#[test]
fn a_copied_folder_gives_nothing_until_it_is_a_new_installation() {
    let (bench, store) = station();
    let first = gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    let copy = bench.temporary.path().join("copy");
    copy_folder(&bench.folder, &copy);
    let copied = at(&bench, &copy);
    assert_eq!(gives(&copied.handle(), Sex::Female).unwrap_err().code(), "store-copied");
    // The rest of the work goes on.
    does(
        &copied.handle(),
        Command::Register(Register {
            name: Some(crate::world::text("見本 花子")),
            ..Register::default()
        }),
    )
    .unwrap();
    copied.close();
    // The block of the old life is refused, and nothing has changed.
    let wrong = renew(&copy, BlockNumber::FIRST, &clerk(), &bench.means, &mut |_| {});
    assert!(wrong.is_err(), "{wrong:?}");
    assert_eq!(
        gives(&at(&bench, &copy).handle(), Sex::Female).unwrap_err().code(),
        "store-copied"
    );
    let kept = renew(&copy, BlockNumber::new(2).unwrap(), &clerk(), &bench.means, &mut |_| {}).unwrap();
    assert!(kept.exists());
    let renewed = at(&bench, &copy);
    let number = gives(&renewed.handle(), Sex::Female).unwrap();
    assert_eq!(number.as_str().get(..5), Some("T07-2"));
    assert!(
        renewed.handle().hospital().number(&first).is_some(),
        "what was known is lost"
    );
    let (original, _) = bench.open();
    let second = gives(&original.handle(), Sex::Male).unwrap();
    assert_eq!(second.as_str().get(..9), Some("T07-10002"));
}

#[test]
fn a_folder_on_another_machine_gives_nothing() {
    let (bench, store) = station();
    store.close();
    let mut elsewhere = bench.means.clone();
    elsewhere.marks = Some(bench.temporary.path().join("marks of another machine"));
    let (store, _) = Store::open(&bench.folder, &elsewhere, &mut |_| {}).unwrap();
    assert_eq!(gives(&store.handle(), Sex::Male).unwrap_err().code(), "store-copied");
}

#[test]
fn a_folder_that_was_moved_goes_on() {
    let (bench, store) = station();
    gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    let moved = bench.temporary.path().join("moved");
    fs::rename(&bench.folder, &moved).unwrap();
    let number = gives(&at(&bench, &moved).handle(), Sex::Male).unwrap();
    assert_eq!(number.as_str().get(..9), Some("T07-10002"));
}

#[test]
fn a_backup_that_is_brought_back_gives_nothing() {
    let (bench, store) = station();
    gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    let backup = bench.temporary.path().join("backup");
    copy_folder(&bench.folder, &backup);
    let (store, _) = bench.open();
    let lost = gives(&store.handle(), Sex::Female).unwrap();
    store.close();
    fs::remove_dir_all(&bench.folder).unwrap();
    copy_folder(&backup, &bench.folder);
    let (store, _) = bench.open();
    assert_eq!(
        gives(&store.handle(), Sex::Male).unwrap_err().code(),
        "store-rolled-back"
    );
    assert!(store.handle().hospital().number(&lost).is_none());
    // Nor does it grant blocks: it may have granted the same before.
    for station in [None, Station::new(9)] {
        let grant = Command::GrantBlock { station, block: None };
        let Err(Refused::Refusal(refusal)) = does(&store.handle(), grant) else {
            panic!("a restored folder grants blocks");
        };
        assert_eq!(refusal.code(), "store-rolled-back");
    }
    // Work goes on under the names of commits that are lost, beyond the last of them; that makes it no original.
    for _ in 0..3 {
        does(
            &store.handle(),
            Command::Register(Register {
                name: Some(crate::world::text("見本 花子")),
                ..Register::default()
            }),
        )
        .unwrap();
    }
    store.close();
    let (store, _) = bench.open();
    assert_eq!(
        gives(&store.handle(), Sex::Male).unwrap_err().code(),
        "store-rolled-back"
    );
}

#[test]
fn a_station_that_is_set_up_anew_does_not_begin_at_one_again() {
    let (bench, store) = station();
    gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    // The folder is gone, and somebody sets the station up again, as it was the first time.
    fs::remove_dir_all(&bench.folder).unwrap();
    let store = bench.init(7);
    let grant = |block| Command::GrantBlock {
        station: None,
        block: BlockNumber::new(block),
    };
    let Err(Refused::Refusal(refusal)) = does(&store.handle(), grant(1)) else {
        panic!("block 1 gives its numbers a second time");
    };
    assert_eq!(refusal.code(), "block-taken");
    does(&store.handle(), grant(2)).unwrap();
    let number = gives(&store.handle(), Sex::Male).unwrap();
    assert_eq!(number.as_str().get(..9), Some("T07-20001"));
}

#[test]
fn a_founding_laptop_that_is_brought_back_grants_no_block_a_second_time() {
    let (bench, store) = station();
    let grant = || Command::GrantBlock {
        station: Station::new(9),
        block: None,
    };
    store.close();
    let backup = bench.temporary.path().join("backup");
    copy_folder(&bench.folder, &backup);
    let (store, _) = bench.open();
    // Told to whoever sets up station 9.
    does(&store.handle(), grant()).unwrap();
    store.close();
    fs::remove_dir_all(&bench.folder).unwrap();
    copy_folder(&backup, &bench.folder);
    let (store, _) = bench.open();
    let Err(Refused::Refusal(refusal)) = does(&store.handle(), grant()) else {
        panic!("block 1 of station 9 was granted twice");
    };
    assert_eq!(refusal.code(), "store-rolled-back");
}

#[test]
fn two_images_of_a_disk_are_found_when_they_meet_and_both_stop() {
    let (bench, store) = station();
    gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    // The whole disk: the folder and what the machine keeps beside it.
    let image = tempfile::tempdir().unwrap();
    copy_folder(&bench.folder, &image.path().join("store"));
    let mut theirs = bench.means.clone();
    theirs.marks = Some(image.path().join("marks"));
    copy_folder(bench.means.marks.as_ref().unwrap(), theirs.marks.as_ref().unwrap());
    // On its own laptop the image lies where the original lay.
    fs::rename(&bench.folder, image.path().join("original")).unwrap();
    fs::rename(image.path().join("store"), &bench.folder).unwrap();
    let (second, _) = Store::open(&bench.folder, &theirs, &mut |_| {}).unwrap();
    bench.clock.advance_seconds(60);
    let theirs_number = gives(&second.handle(), Sex::Female).unwrap();
    let from_second = canonical(&second.handle());
    second.close();
    fs::rename(&bench.folder, image.path().join("store")).unwrap();
    fs::rename(image.path().join("original"), &bench.folder).unwrap();
    let (first, _) = bench.open();
    bench.clock.advance_seconds(60);
    let ours_number = gives(&first.handle(), Sex::Male).unwrap();
    // Nobody could know: one number, two people.
    assert_eq!(ours_number, theirs_number);
    // They meet.
    for bytes in from_second {
        first.handle().import(bytes).wait().unwrap();
    }
    let hospital = first.handle().hospital();
    let found = hospital.discrepancies();
    let fork = found
        .iter()
        .find(|one| matches!(one.kind, DiscrepancyKind::StationForked { .. }))
        .unwrap();
    assert!(fork.closed.is_none());
    let (station, life) = (first.handle().status().station, first.handle().status().installation);
    let forks = &hospital.life(station, life).unwrap().forks;
    assert_eq!(forks.len(), 1);
    assert_eq!(
        (&forks[0].1.here, &forks[0].1.there),
        (&vec![ours_number.clone()], &vec![theirs_number])
    );
    // What the other one said is not lost.
    assert!(andon::domain::record::wire::read(&forks[0].1.other).is_ok());
    assert_eq!(gives(&first.handle(), Sex::Male).unwrap_err().code(), "station-forked");
    // The other one hears it from the first, and stops, too.
    let from_first = canonical(&first.handle());
    first.close();
    fs::rename(&bench.folder, image.path().join("original")).unwrap();
    fs::rename(image.path().join("store"), &bench.folder).unwrap();
    let (second, _) = Store::open(&bench.folder, &theirs, &mut |_| {}).unwrap();
    for bytes in from_first {
        let _the_report_has_a_name_of_its_own_there = second.handle().import(bytes).wait();
    }
    assert_eq!(
        gives(&second.handle(), Sex::Female).unwrap_err().code(),
        "station-forked"
    );
}
