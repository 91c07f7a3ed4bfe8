//! Stores with a mirror, backups of them, and stores made out of either: an equal hospital, for the same people.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use andon::{
    app::door::{Door, Mirror, Refused},
    copying::NotCopied,
    domain::{
        access::{Asker, Role, control::Control},
        command::{Command, Register, Request},
        numbers::{BlockNumber, NumberRefusal},
        record::UserName,
        refusal::Refusal,
    },
    journal::{Class, files::Files, look, simulated::SimulatedDisk},
    runtime::{copies, mirror::Patience, open::Store, renew::renew},
    store::Pace,
    vault::ClearSeal,
};

use crate::{
    access_entrance::{PHRASE, enter, person, trial_with_accounts},
    store_kit::{Bench, shows},
    world::{identifier, text},
};

pub const QUICK: Patience = Patience {
    look: Duration::from_millis(20),
    differs: Duration::from_millis(50),
    leave: Duration::from_secs(3),
};

/// A store with accounts in which something has happened.
pub fn worked_in(bench: &Bench) -> Store {
    let store = trial_with_accounts(bench);
    register(&store, "00001");
    register(&store, "00002");
    store
}

pub fn register(store: &Store, id: &str) {
    let person = Register {
        identifier: Some(identifier(id)),
        name: Some(text("田中 花子")),
        ..Register::default()
    };
    let clerk = Asker {
        user: UserName::parse("h.sato").unwrap(),
        role: Role::WardClerk,
    };
    let command = Request::from(Command::Register(person));
    store.handle().decide(clerk, command).unwrap();
}

pub fn becomes(store: &Store, wanted: impl Fn(&Mirror) -> bool) -> Mirror {
    let begun = Instant::now();
    loop {
        let mirror = store.handle().status().mirror;
        if wanted(&mirror) {
            return mirror;
        }
        assert!(begun.elapsed().as_secs() < 20, "{mirror:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

pub fn is_whole(mirror: &Mirror) -> bool {
    matches!(mirror, Mirror::UpToDate { .. })
}

pub fn has_all(store: &Store, stick: &Path, bench: &Bench) -> bool {
    let copy = look(&bench.means.files, stick, Arc::new(ClearSeal));
    copy.is_ok_and(|copy| copy.saved().number.0 == store.handle().status().head.number)
}

fn other(bench: &Bench, folder: &Path) -> Bench {
    Bench {
        means: bench.means.clone(),
        folder: folder.to_owned(),
        ..Bench::real(Pace::EAGER)
    }
}

/// A backup beside the program that works with the store, and a store made out of it.
#[test]
fn a_restored_store_is_an_equal_hospital_for_the_same_people() {
    let bench = Bench::real(Pace::EAGER);
    let store = worked_in(&bench);
    // A failed login is part of what is kept.
    drop(store);
    assert!(enter(&bench, &person("h.sato", "three umbrellas in the snow")).is_err());
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    store.handle().settle_index();
    let before = shows(&store.handle());
    let backup = bench.temporary.path().join("backup");
    let copied = copies::back_up(&bench.folder, &backup, &bench.means, &mut || {}, &mut |_, _| {}).unwrap();
    assert_eq!(
        (copied.records, copied.damage.len()),
        (store.handle().status().head.number, 0)
    );
    assert!(copied.is_same_disk);
    drop(store);
    // The laptop is gone.
    fs::remove_dir_all(&bench.folder).unwrap();
    let restored = bench.temporary.path().join("somewhere/restored");
    copies::restore(&backup, &restored, &bench.means, &mut |_, _| {}).unwrap();
    let other = other(&bench, &restored);
    let attempts = controls(&other, &restored)
        .into_iter()
        .filter(|control| matches!(control, Control::Attempted(_)));
    assert!(attempts.count() >= 2);
    for name in ["h.sato", "k.mori"] {
        let store = enter(&other, &person(name, PHRASE)).unwrap();
        assert_eq!(shows(&store.handle()), before, "{name}");
    }
    // A number it gives only as a new installation.
    let store = enter(&other, &person("k.mori", PHRASE)).unwrap();
    let block = BlockNumber::FIRST;
    let grant = Command::GrantBlock {
        station: None,
        block: Some(block),
    };
    let refused = store
        .handle()
        .decide(store.asker().unwrap(), Request::from(grant))
        .unwrap_err();
    let is_copied = matches!(&refused, Refused::Refusal(Refusal::Number(NumberRefusal::StoreCopied)));
    assert!(is_copied, "{refused:?}");
    let life = store.handle().status().installation;
    drop(store);
    renew(&restored, block, &person("k.mori", PHRASE), &other.means, &mut |_| {}).unwrap();
    let store = enter(&other, &person("k.mori", PHRASE)).unwrap();
    assert_ne!(store.handle().status().installation, life);
    assert!(!andon::journal::is_restored(other.means.files.as_ref(), &restored));
}

fn controls(bench: &Bench, folder: &Path) -> Vec<Control> {
    let reader = look(&bench.means.files, folder, Arc::new(ClearSeal)).unwrap();
    let controls = reader.controls_after(None).map(|stored| stored.unwrap());
    controls
        .filter(|stored| stored.class == Class::Control)
        .map(|stored| Control::read(stored.label.kind, &stored.payload).unwrap())
        .collect()
}

/// The stick is pulled and put back; another one is put in its place; the laptop is lost.
#[test]
fn a_mirror_follows_is_lost_and_catches_up() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let media = bench.temporary.path().join("media");
    fs::create_dir_all(&media).unwrap();
    let (stick, pulled) = (media.join("stick"), media.join("pulled"));
    let chosen = copies::choose(&bench.folder, &stick, &bench.means, &mut || {}, &mut |_, _| {}).unwrap();
    assert!(chosen.is_some());
    // Wraps of keys are there before anybody has come in.
    let there = controls(&bench, &stick);
    assert!(
        there.iter().any(|control| matches!(control, Control::PersonKey(_))),
        "{there:?}"
    );
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    store.mirror_with(QUICK);
    becomes(&store, is_whole);
    register(&store, "00003");
    becomes(&store, |mirror| is_whole(mirror) && has_all(&store, &stick, &bench));
    fs::rename(&stick, &pulled).unwrap();
    // Pulled while it was written it may be a fault of the disk first, until the next look.
    let lost = |mirror: &Mirror, behind: u64| match mirror {
        Mirror::Lost {
            folder,
            why: NotCopied::NotThere,
            records,
            whole,
        } => {
            assert_eq!((folder, whole.is_some()), (&stick.display().to_string(), true));
            *records == Some(behind)
        }
        _ => false,
    };
    becomes(&store, |mirror| lost(mirror, 0));
    // Saving does not wait for it, and how much would be lost with the laptop is told.
    register(&store, "00004");
    becomes(&store, |mirror| lost(mirror, 1));
    // Where a stick was mounted an empty folder is left: that is not taken for a new one.
    fs::create_dir(&stick).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 0);
    fs::remove_dir(&stick).unwrap();
    // The stick of another laptop is not written.
    let another = Bench::real(Pace::EAGER);
    drop(worked_in(&another));
    let theirs = another.temporary.path().join("backup");
    copies::back_up(&another.folder, &theirs, &another.means, &mut || {}, &mut |_, _| {}).unwrap();
    crate::store_kit::copy_folder(&theirs, &stick);
    becomes(&store, |mirror| {
        matches!(
            mirror,
            Mirror::Lost {
                why: NotCopied::Foreign,
                ..
            }
        )
    });
    assert_eq!(
        fs::read(stick.join("header")).unwrap(),
        fs::read(theirs.join("header")).unwrap()
    );
    assert_eq!(
        fs::read(stick.join("copied")).unwrap(),
        fs::read(theirs.join("copied")).unwrap()
    );
    fs::remove_dir_all(&stick).unwrap();
    fs::rename(&pulled, &stick).unwrap();
    becomes(&store, |mirror| is_whole(mirror) && has_all(&store, &stick, &bench));
    register(&store, "00005");
    let before = shows(&store.handle());
    // What is saved last is on the stick when the program has ended.
    drop(store);
    fs::remove_dir_all(&bench.folder).unwrap();
    let restored = bench.temporary.path().join("restored");
    copies::restore(&stick, &restored, &bench.means, &mut |_, _| {}).unwrap();
    let other = other(&bench, &restored);
    let store = enter(&other, &person("h.sato", PHRASE)).unwrap();
    assert_eq!(shows(&store.handle()), before);
}

/// A mirror that is chosen while a program works with the store is begun by that program; without one it stops.
#[test]
fn a_running_program_takes_up_the_mirror_that_is_chosen() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    store.mirror_with(QUICK);
    let stick = bench.temporary.path().join("stick");
    let chosen = copies::choose(&bench.folder, &stick, &bench.means, &mut || {}, &mut |_, _| {}).unwrap();
    assert_eq!(chosen, None);
    becomes(&store, |mirror| is_whole(mirror) && has_all(&store, &stick, &bench));
    let seen = copies::compare(&bench.folder, &bench.means).unwrap().unwrap();
    assert_eq!(seen.0, stick);
    andon::runtime::mirror::choose(bench.means.files.as_ref(), &bench.folder, None).unwrap();
    becomes(&store, |mirror| *mirror == Mirror::Absent);
}

/// Refused copies change nothing, and a folder that is refused is left as it was.
#[test]
fn what_cannot_be_copied_is_refused_and_leaves_nothing() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let place = |name: &str| bench.temporary.path().join(name);
    let back_up = |to: &Path| copies::back_up(&bench.folder, to, &bench.means, &mut || {}, &mut |_, _| {});
    fs::create_dir(place("full")).unwrap();
    fs::write(place("full/holiday.jpg"), "jpg").unwrap();
    assert_eq!(back_up(&place("full")).unwrap_err(), NotCopied::NotEmpty);
    assert_eq!(back_up(&place("no/such/folder")).unwrap_err(), NotCopied::NoFolder);
    // By whatever way it is named.
    fs::create_dir(place("beside")).unwrap();
    let mut ways = vec![
        bench.folder.join("inside"),
        place("beside/../store/inside"),
        place("beside/../store/not/there"),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&bench.folder, place("link")).unwrap();
        ways.push(place("link/inside"));
    }
    for inside in ways {
        assert_eq!(back_up(&inside).unwrap_err(), NotCopied::Store, "{}", inside.display());
    }
    fs::write(place("file"), "").unwrap();
    assert_eq!(back_up(&place("file")).unwrap_err(), NotCopied::NoFolder);
    let nothing = copies::back_up(&place("full"), &place("of"), &bench.means, &mut || {}, &mut |_, _| {});
    assert_eq!(nothing.unwrap_err(), NotCopied::NoStore);
    back_up(&place("backup")).unwrap();
    assert_eq!(back_up(&place("backup")).unwrap_err(), NotCopied::NotEmpty);
    let restore = |from: &Path, to: &Path| copies::restore(from, to, &bench.means, &mut |_, _| {});
    assert_eq!(restore(&place("full"), &place("new")).unwrap_err(), NotCopied::NotThere);
    assert_eq!(restore(&place("backup"), &bench.folder).unwrap_err(), NotCopied::Store);
    assert_eq!(
        restore(&place("backup"), &place("full")).unwrap_err(),
        NotCopied::NotEmpty
    );
    assert!(!place("new").exists() && !place("no").exists());
    assert_eq!(fs::read_dir(place("full")).unwrap().count(), 1);
    // The store that was refused is the store that it was.
    assert!(enter(&bench, &person("h.sato", PHRASE)).is_ok());
    // A disk that fills while it is copied.
    let disk = andon::journal::simulated::SimulatedDisk::new(7);
    let small = Bench::simulated(&disk, Pace::EAGER);
    drop(worked_in(&small));
    let used = disk.used();
    disk.set_capacity(Some(used + 6_000));
    let full = copies::back_up(
        &small.folder,
        Path::new("/backup"),
        &small.means,
        &mut || {},
        &mut |_, _| {},
    );
    assert_eq!(full.unwrap_err(), NotCopied::Full);
    let left: Vec<_> = disk
        .paths()
        .into_iter()
        .filter(|path| path.starts_with("/backup"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    disk.set_capacity(None);
    copies::back_up(
        &small.folder,
        Path::new("/backup"),
        &small.means,
        &mut || {},
        &mut |_, _| {},
    )
    .unwrap();
}

/// The disk of a store begins to fail, and somebody restores a backup over it: what cannot even be looked into is not touched, least
/// of all taken away.
#[test]
fn a_store_that_cannot_be_read_is_not_taken_away_by_restoring_over_it() {
    let disk = SimulatedDisk::new(71);
    let bench = Bench::simulated(&disk, Pace::STANDARD);
    bench.init(7).close();
    disk.create_folder(Path::new("/media")).unwrap();
    let (backup, store) = (Path::new("/media/backup"), bench.folder.as_path());
    copies::back_up(store, backup, &bench.means, &mut || {}, &mut |_, _| {}).unwrap();
    let of_store = || -> Vec<PathBuf> {
        let paths = disk.paths().into_iter();
        paths.filter(|path| path.starts_with(store)).collect()
    };
    let before = of_store();
    let header = before
        .iter()
        .find(|path| path.ends_with("header"))
        .unwrap_or_else(|| panic!("{before:?}"));
    disk.spoil(header, 0..8);
    copies::restore(backup, store, &bench.means, &mut |_, _| {}).unwrap_err();
    assert_eq!(of_store(), before);
    // Its bytes are there for whoever saves them.
    assert!(of_store().iter().any(|path| path.starts_with(store.join("journal"))));
}
