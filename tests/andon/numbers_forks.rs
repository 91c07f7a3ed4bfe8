//! Copies, backups and images of real stores on a real disk: what must not give numbers gives none, and what could not be
//! known is found when two meet.

use std::{
    fs,
    path::{Path, PathBuf},
};

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
    runtime::{
        entrance::Entry,
        mark::{Machine, Marking, Marks},
        open::Store,
        renew::renew,
        writer::Handle,
    },
    store::Pace,
};

use crate::store_kit::{Bench, canonical, copy_folder, does, grants};

fn issue(sex: Sex) -> Command {
    Command::Issue(Box::new(Issue {
        newcomer: Newcomer::Unidentified {
            sex: Some(sex),
            birth: None,
            arrival: Arrival::default(),
        },
        declined: Vec::new(),
        tongue: Tongue::Japanese,
        request: None,
    }))
}

fn gives(handle: &Handle, sex: Sex) -> Result<Identifier, Refusal> {
    match does(handle, issue(sex)) {
        Ok(receipt) => Ok(receipt.numbers[0].clone()),
        Err(Refused::Refusal(refusal)) => Err(refusal),
        Err(other) => panic!("{other}"),
    }
}

/// Marks in a folder, of a machine that an image takes along: where they lie on the disk does not tell.
fn marks_in(folder: PathBuf) -> Marking {
    Marking::At(Marks {
        folder,
        machine: Machine::Told([1; 32]),
    })
}

fn folder_of(marks: &Marking) -> &Path {
    match marks {
        Marking::At(marks) => &marks.folder,
        Marking::NoPlace | Marking::Needless => panic!("this machine keeps marks"),
    }
}

/// A store with a block, in a folder of its own, on a machine with marks of its own.
fn station() -> (Bench, Store) {
    station_numbered(7)
}

fn station_numbered(number: u16) -> (Bench, Store) {
    let mut bench = Bench::real(Pace::STANDARD);
    bench.means.marks = marks_in(bench.temporary.path().join("marks"));
    let store = bench.init(number);
    let grant = Command::GrantBlock {
        station: None,
        block: Some(BlockNumber::FIRST),
    };
    grants(&store.handle(), grant).unwrap();
    (bench, store)
}

/// The same machine, another folder.
fn at(bench: &Bench, folder: &Path) -> Store {
    Store::open(folder, &bench.means, &Entry::trial(), &mut |_| {})
        .unwrap()
        .0
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
    let wrong = renew(&copy, BlockNumber::FIRST, &Entry::trial(), &bench.means, &mut |_| {});
    assert!(wrong.is_err(), "{wrong:?}");
    assert_eq!(
        gives(&at(&bench, &copy).handle(), Sex::Female).unwrap_err().code(),
        "store-copied"
    );
    let kept = renew(
        &copy,
        BlockNumber::new(2).unwrap(),
        &Entry::trial(),
        &bench.means,
        &mut |_| {},
    )
    .unwrap();
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
    elsewhere.marks = marks_in(bench.temporary.path().join("marks of another machine"));
    let (store, _) = Store::open(&bench.folder, &elsewhere, &Entry::trial(), &mut |_| {}).unwrap();
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
    let (bench, store) = station_numbered(1);
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
    for (station, block) in [(None, BlockNumber::new(5)), (Station::new(9), None)] {
        let grant = Command::GrantBlock { station, block };
        let Err(Refused::Refusal(refusal)) = grants(&store.handle(), grant) else {
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
    let Err(Refused::Refusal(refusal)) = grants(&store.handle(), grant(1)) else {
        panic!("block 1 gives its numbers a second time");
    };
    assert_eq!(refusal.code(), "block-taken");
    grants(&store.handle(), grant(2)).unwrap();
    let number = gives(&store.handle(), Sex::Male).unwrap();
    assert_eq!(number.as_str().get(..9), Some("T07-20001"));
}

#[test]
fn a_founding_laptop_that_is_brought_back_grants_no_block_a_second_time() {
    let (bench, store) = station_numbered(1);
    let grant = || Command::GrantBlock {
        station: Station::new(9),
        block: None,
    };
    store.close();
    let backup = bench.temporary.path().join("backup");
    copy_folder(&bench.folder, &backup);
    let (store, _) = bench.open();
    // Told to whoever sets up station 9.
    grants(&store.handle(), grant()).unwrap();
    store.close();
    fs::remove_dir_all(&bench.folder).unwrap();
    copy_folder(&backup, &bench.folder);
    let (store, _) = bench.open();
    let Err(Refused::Refusal(refusal)) = grants(&store.handle(), grant()) else {
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
    theirs.marks = marks_in(image.path().join("marks"));
    copy_folder(folder_of(&bench.means.marks), folder_of(&theirs.marks));
    // On its own laptop the image lies where the original lay.
    fs::rename(&bench.folder, image.path().join("original")).unwrap();
    fs::rename(image.path().join("store"), &bench.folder).unwrap();
    let (second, _) = Store::open(&bench.folder, &theirs, &Entry::trial(), &mut |_| {}).unwrap();
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
    let (second, _) = Store::open(&bench.folder, &theirs, &Entry::trial(), &mut |_| {}).unwrap();
    for bytes in from_first {
        let _the_report_has_a_name_of_its_own_there = second.handle().import(bytes).wait();
    }
    assert_eq!(
        gives(&second.handle(), Sex::Female).unwrap_err().code(),
        "station-forked"
    );
}

fn registers(handle: &Handle, name: &str) {
    does(
        handle,
        Command::Register(Register {
            name: Some(crate::world::text(name)),
            ..Register::default()
        }),
    )
    .unwrap();
}

/// A ward image on three laptops: each says something else under the same names, with numbers and without.
#[test]
fn nothing_that_any_of_three_images_said_is_lost() {
    let (bench, store) = station();
    gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    let disks = tempfile::tempdir().unwrap();
    let disk = |name: &str| disks.path().join(name);
    let marks = folder_of(&bench.means.marks).to_path_buf();
    for name in ["a", "b"] {
        copy_folder(&bench.folder, &disk(name).join("store"));
        copy_folder(&marks, &disk(name).join("marks"));
    }
    let mut said = Vec::new();
    for (name, person) in [("a", "見本 花子"), ("b", "例 一郎")] {
        // On its own laptop the image lies where the original lay.
        fs::rename(&bench.folder, disk("original")).unwrap();
        fs::rename(disk(name).join("store"), &bench.folder).unwrap();
        let mut means = bench.means.clone();
        means.marks = marks_in(disk(name).join("marks"));
        let (image, _) = Store::open(&bench.folder, &means, &Entry::trial(), &mut |_| {}).unwrap();
        bench.clock.advance_seconds(60);
        gives(&image.handle(), Sex::Female).unwrap();
        registers(&image.handle(), person);
        said.push(canonical(&image.handle()));
        image.close();
        fs::rename(&bench.folder, disk(name).join("store")).unwrap();
        fs::rename(disk("original"), &bench.folder).unwrap();
    }
    let (first, _) = bench.open();
    bench.clock.advance_seconds(60);
    gives(&first.handle(), Sex::Male).unwrap();
    registers(&first.handle(), "見本 太郎");
    // They meet, one after the other, and once more.
    for _ in 0..2 {
        for bytes in said.iter().flatten() {
            first.handle().import(bytes.clone()).wait().unwrap();
        }
    }
    let hospital = first.handle().hospital();
    let (station, life) = (first.handle().status().station, first.handle().status().installation);
    let forks = &hospital.life(station, life).unwrap().forks;
    let others: Vec<_> = forks
        .iter()
        .map(|(_, fork)| andon::domain::record::wire::read(&fork.other).unwrap())
        .collect();
    assert_eq!(others.len(), 4, "two commits of each of the two others, each once");
    let numbered = forks.iter().filter(|(_, fork)| fork.there.len() == 1).count();
    assert_eq!(numbered, 2, "both others gave the number, and are named");
    let told = format!("{others:?}");
    assert!(told.contains("見本 花子") && told.contains("例 一郎"), "{told}");
}

/// A third laptop hears from both images, in either order: whoever it hears second is named with all that was said, and nobody
/// whom either of them registered is without a trace.
#[test]
fn a_third_station_loses_nothing_of_two_images_in_either_order() {
    let (bench, store) = station();
    gives(&store.handle(), Sex::Male).unwrap();
    store.close();
    let disks = tempfile::tempdir().unwrap();
    let image = disks.path().join("image");
    let marks = folder_of(&bench.means.marks).to_path_buf();
    copy_folder(&bench.folder, &image.join("store"));
    copy_folder(&marks, &image.join("marks"));
    let work = |means: &andon::runtime::open::Means, people: &[&str]| {
        let (laptop, _) = Store::open(&bench.folder, means, &Entry::trial(), &mut |_| {}).unwrap();
        bench.clock.advance_seconds(60);
        gives(&laptop.handle(), Sex::Female).unwrap();
        for person in people {
            registers(&laptop.handle(), person);
        }
        let said = canonical(&laptop.handle());
        laptop.close();
        said
    };
    let first = work(&bench.means, &["見本 太郎"]);
    fs::rename(&bench.folder, disks.path().join("original")).unwrap();
    fs::rename(image.join("store"), &bench.folder).unwrap();
    let mut means = bench.means.clone();
    means.marks = marks_in(image.join("marks"));
    // The second image has said more: what has no twin here is folded like anything else.
    let second = work(&means, &["例 一郎", "見本 花子"]);
    for order in [[&first, &second], [&second, &first]] {
        let elsewhere = Bench::real(Pace::STANDARD);
        let third = elsewhere.init(9);
        for bytes in order.into_iter().flatten() {
            third.handle().import(bytes.clone()).wait().unwrap();
        }
        let hospital = third.handle().hospital();
        let named = hospital.discrepancies();
        let forks: Vec<String> = named
            .iter()
            .filter_map(|one| match &one.kind {
                DiscrepancyKind::StationForked {
                    station, installation, ..
                } => hospital.life(*station, *installation),
                _ => None,
            })
            .flat_map(|life| &life.forks)
            .map(|(_, fork)| format!("{:?}", andon::domain::record::wire::read(&fork.other).unwrap()))
            .collect();
        assert!(!forks.is_empty());
        for person in ["見本 太郎", "例 一郎", "見本 花子"] {
            let is_here = hospital
                .patients()
                .any(|known| known.name.get().is_some_and(|name| name.as_str() == person));
            let is_kept = forks.iter().any(|fork| fork.contains(person));
            assert!(is_here || is_kept, "{person} is nowhere");
        }
    }
}
