//! That the whole hospital was copied is in the audit trail: who, when, where to; also beside a program that works with the
//! store, and where nobody has come in.

use std::{
    fs,
    path::Path,
    process::{Output, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use andon::{
    app::door::{Door, Mirror, NotChosen},
    copying::NotCopied,
    domain::{
        access::{Asker, Role, trail::Copying},
        record::{Timestamp, UserName},
        refusal::Refusal,
    },
    journal::simulated::SimulatedDisk,
    runtime::{
        copies,
        copy_notes::{self, CopyNote, FOLDER},
    },
    store::Pace,
};
use serde_json::Value;

use crate::{
    access_entrance::{PHRASE, enter, person},
    mirror_store::{QUICK, becomes, has_all, is_whole, worked_in},
    program::andon,
    store_kit::Bench,
    terminal::pty::Pty,
    world::text,
};

/// `andon` in this store and in the folder of the bench, as somebody or as nobody.
fn does(bench: &Bench, user: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = andon();
    if let Some(user) = user {
        let phrase = bench.temporary.path().join("phrase");
        fs::write(&phrase, PHRASE).unwrap();
        command.args(["--user", user, "--passphrase-file"]).arg(phrase);
    }
    command
        .current_dir(bench.temporary.path())
        .env("USER", "ward")
        .env("HOSTNAME", "laptop07")
        .arg("--dir")
        .arg(&bench.folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn done(bench: &Bench, user: Option<&str>, arguments: &[&str]) -> String {
    let output = does(bench, user, arguments);
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8(told).unwrap();
    assert!(output.status.success(), "{arguments:?}: {told}");
    told
}

/// Who copied what, as the command post reads it: what, by whom, with what detail.
fn trail(bench: &Bench) -> Vec<(String, String, String)> {
    let read = does(bench, Some("c.ueda"), &["audit", "--format", "json"]);
    let lines = String::from_utf8(read.stdout).unwrap();
    let of = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let rows = rows.map(|row| (of(&row, "what"), of(&row, "user"), of(&row, "detail")));
    let kinds = ["backed-up", "mirrored", "mirror-ended", "restored"];
    rows.filter(|(what, ..)| kinds.contains(&what.as_str())).collect()
}

fn line(what: &str, user: &str, detail: &str) -> (String, String, String) {
    (what.to_owned(), user.to_owned(), detail.to_owned())
}

fn waiting(store: &Path) -> usize {
    fs::read_dir(store.join(FOLDER)).map_or(0, Iterator::count)
}

#[test]
fn whoever_copies_the_hospital_is_in_the_trail() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    done(&bench, Some("k.mori"), &["backup", "copy-1"]);
    // Nobody has come in: the account of the machine.
    done(&bench, None, &["backup", "copy-2"]);
    done(&bench, Some("h.sato"), &["mirror", "stick"]);
    done(&bench, None, &["mirror", "--off"]);
    // What was refused is no copy, and a wrong pass phrase copies nothing.
    assert_eq!(
        does(&bench, Some("k.mori"), &["backup", "copy-1"]).status.code(),
        Some(2)
    );
    let phrase = bench.temporary.path().join("wrong");
    fs::write(&phrase, "three umbrellas in the snow").unwrap();
    let phrase = phrase.to_str().unwrap();
    let wrong = ["--user", "k.mori", "--passphrase-file", phrase, "backup", "copy-3"];
    assert_eq!(does(&bench, None, &wrong).status.code(), Some(2));
    assert!(!bench.temporary.path().join("copy-3").exists());
    let expected = vec![
        line("backed-up", "k.mori", "copy-1"),
        line("backed-up", "andon", "copy-2 (ward@laptop07)"),
        line("mirrored", "h.sato", "stick"),
        line("mirror-ended", "andon", "(ward@laptop07)"),
    ];
    assert_eq!(trail(&bench), expected);
    assert_eq!(waiting(&bench.folder), 0);
    // People read it in either language.
    for language in ["ja", "en"] {
        let told = done(
            &bench,
            Some("c.ueda"),
            &["--lang", language, "audit", "--what", "backed-up"],
        );
        assert!(
            told.contains("copy-1") && told.contains("copy-2 (ward@laptop07)"),
            "{told}"
        );
    }
    // A store out of a copy knows that it is one.
    let restored = Bench {
        folder: bench.temporary.path().join("restored"),
        ..Bench::real(Pace::EAGER)
    };
    let from = bench.temporary.path().join("copy-1");
    done(&restored, None, &["restore", from.to_str().unwrap()]);
    let last = trail(&restored).pop().unwrap();
    assert_eq!(
        last,
        line("restored", "andon", &format!("{} (ward@laptop07)", from.display()))
    );
}

/// The store is held by a program that works with it: a note waits, and that program writes it down.
#[test]
fn a_copy_beside_a_running_program_is_written_down_by_it() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    // The pass phrase is not looked at there: nobody would count the attempts.
    done(&bench, Some("k.mori"), &["backup", "copy-1"]);
    assert_eq!(waiting(&bench.folder), 1);
    store.mirror_with(QUICK);
    let begun = Instant::now();
    while waiting(&bench.folder) > 0 {
        assert!(begun.elapsed().as_secs() < 20, "nobody writes it down");
        std::thread::sleep(Duration::from_millis(2));
    }
    let saved = store.handle().status().head;
    drop(store);
    assert!(saved.number > 0);
    assert_eq!(
        trail(&bench),
        vec![line("backed-up", "andon", "copy-1 (ward@laptop07)")]
    );
}

/// At the screen: whoever may by the table, asked at the door and not only by the screen; it is in the trail by name, and the
/// program that works with the store copies.
#[test]
fn a_mirror_is_chosen_at_the_screen_by_whoever_may() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let store = enter(&bench, &person("c.ueda", PHRASE)).unwrap();
    store.mirror_with(QUICK);
    let stick = bench.temporary.path().join("stick");
    let to = stick.to_str().unwrap();
    let choose = |who: &str, to: Option<&str>| {
        let asker = Asker {
            user: UserName::parse(who).unwrap(),
            // What a session believes is not asked.
            role: Role::Administrator,
        };
        copies::choose_as(&store.handle(), &asker, &bench.folder, to, &bench.means)
    };
    for who in ["h.sato", "p.ito", "b.mori", "i.kato"] {
        for to in [Some(to), None] {
            let refused = choose(who, to).unwrap_err();
            assert_eq!(refused, NotChosen::Refusal(Refusal::NotAllowed), "{who}");
        }
    }
    assert!(!stick.exists());
    let inside = bench.folder.join("inside");
    let inside = choose("c.ueda", inside.to_str());
    assert_eq!(inside.unwrap_err(), NotChosen::NotCopied(NotCopied::Store));
    assert!(choose("c.ueda", Some(to)).unwrap().is_same_disk);
    becomes(&store, |mirror| is_whole(mirror) && has_all(&store, &stick, &bench));
    choose("n.abe", None).unwrap();
    becomes(&store, |mirror| *mirror == Mirror::Absent);
    drop(store);
    // Whoever chose it was written down before the first byte was copied: it is on the stick.
    let restored = Bench {
        folder: bench.temporary.path().join("restored"),
        ..Bench::real(Pace::EAGER)
    };
    done(&restored, None, &["restore", to]);
    assert_eq!(trail(&restored)[0], line("mirrored", "c.ueda", to));
    let expected = [line("mirrored", "c.ueda", to), line("mirror-ended", "n.abe", "")];
    assert_eq!(trail(&bench), expected);
}

/// The same with keys, in the real program: it copies within seconds, and behind the lock.
#[test]
fn a_mirror_is_chosen_with_keys_and_goes_on_behind_the_lock() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let stick = bench.temporary.path().join("usb");
    let home = Arc::new(tempfile::tempdir().unwrap());
    let arguments = [
        "--lang",
        "en",
        "--user",
        "c.ueda",
        "--dir",
        bench.folder.to_str().unwrap(),
    ];
    let pty = Pty::andon_in(&home, &arguments, (120, 36));
    pty.wait_for("Board");
    pty.types("gM");
    pty.wait_for("no mirror");
    pty.types(&format!("{}\r", stick.display()));
    pty.wait_for("all patients, sealed");
    pty.types("y");
    pty.wait_for("on the same disk");
    pty.wait_for("mirror ok");
    pty.types("\x0b");
    pty.wait_for("Locked");
    assert!(pty.text().contains("mirror ok"), "{}", pty.text());
    fs::rename(&stick, bench.temporary.path().join("pulled")).unwrap();
    pty.wait_for("mirror lost");
    drop(pty);
    assert_eq!(trail(&bench)[0], line("mirrored", "c.ueda", stick.to_str().unwrap()));
}

/// One that was broken off is in the trail, and one that was refused is not.
#[test]
fn it_is_written_down_before_the_first_byte_is_copied() {
    let disk = SimulatedDisk::new(7);
    let bench = Bench::simulated(&disk, Pace::EAGER);
    drop(worked_in(&bench));
    disk.set_capacity(Some(disk.used() + 6_000));
    let mut set_out = 0;
    let full = copies::back_up(
        &bench.folder,
        Path::new("/backup"),
        &bench.means,
        &mut || set_out += 1,
        &mut |_, _| {},
    );
    assert_eq!((full.is_err(), set_out), (true, 1));
    let inside = copies::back_up(
        &bench.folder,
        &bench.folder.join("inside"),
        &bench.means,
        &mut || set_out += 1,
        &mut |_, _| {},
    );
    assert_eq!((inside.is_err(), set_out), (true, 1));
}

/// The file beside the journal was written by whoever can write there: nothing that would play with a terminal gets through, none
/// speaks in a user's name, and what cannot be read is left.
#[test]
fn a_forged_note_does_no_harm() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    let note = CopyNote {
        at: Timestamp::from_seconds(i64::from(u32::MAX)),
        what: Copying::Backup,
        folder: Some(text("AAAA")),
        account: None,
    };
    copy_notes::leave(bench.means.files.as_ref(), &bench.folder, &note).unwrap();
    copy_notes::leave(bench.means.files.as_ref(), &bench.folder, &note).unwrap();
    let folder = bench.folder.join(FOLDER);
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(names.len(), 2, "one may set out twice in a second");
    let mut raw = fs::read(&names[0]).unwrap();
    let at = raw.windows(4).position(|window| window == b"AAAA").unwrap();
    raw[at..at + 4].copy_from_slice(b"\x1b[2J");
    fs::write(&names[0], raw).unwrap();
    fs::write(folder.join("junk"), "junk").unwrap();
    let mut told: Vec<String> = trail(&bench).into_iter().map(|(.., detail)| detail).collect();
    told.sort();
    assert_eq!(told, ["AAAA", "[2J"]);
    assert_eq!(waiting(&bench.folder), 1);
}

/// Where nothing can be written down, the copy is made and it is said.
#[test]
fn a_folder_that_takes_nothing_is_copied_and_said_so() {
    let bench = Bench::real(Pace::EAGER);
    drop(worked_in(&bench));
    fs::write(bench.folder.join(FOLDER), "in the way").unwrap();
    let told = done(&bench, None, &["--lang", "en", "backup", "copy-1"]);
    assert!(told.contains("by hand"), "{told}");
    // Whoever has come in needs no note.
    let told = done(&bench, Some("k.mori"), &["--lang", "en", "backup", "copy-2"]);
    assert!(!told.contains("by hand"), "{told}");
    assert_eq!(trail(&bench), [line("backed-up", "k.mori", "copy-2")]);
}
