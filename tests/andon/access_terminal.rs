//! People at the terminal of a real store: they say who they are, leave, come back with a number, and others come; who still
//! has what was drawn for them thinks up their own first. At the full price of a guess.

use std::{fs, path::Path, process::Stdio, sync::Arc};

use andon::journal::{disk::Disk, files::Files, verify};
use andon::settings::sample;

use crate::program::andon;
use crate::terminal::pty::Pty;

const PHRASE: &str = "three umbrellas in the rain";

/// A real store with its inpatients in `home`, and the file of its administrator's phrase.
fn real_store(home: &Path) {
    let lists = home.join("lists");
    fs::create_dir_all(&lists).unwrap();
    let files = sample::files();
    for table in [&files.departments, &files.wards, &files.beds] {
        fs::write(lists.join(table.name.as_str()), &table.bytes).unwrap();
    }
    fs::write(lists.join("inpatients.csv"), sample::INPATIENTS).unwrap();
    fs::write(lists.join("phrase"), PHRASE).unwrap();
    done(home, &["init", "--hospital", lists.to_str().unwrap(), "--station", "7"]);
    let census = lists.join("inpatients.csv");
    done(home, &["import", "census", census.to_str().unwrap()]);
}

fn done(home: &Path, arguments: &[&str]) {
    let output = andon()
        .args(["--lang", "en", "--user", "k.mori", "--passphrase-file"])
        .arg(home.join("lists/phrase"))
        .arg("--dir")
        .arg(home.join("store"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// How many records a copy holds.
fn records(copy: &Path) -> u64 {
    let files: Arc<dyn Files> = Arc::new(Disk);
    let verdict = verify(&files, copy, None, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    assert_eq!(verdict.faults, [], "{}", copy.display());
    verdict.records
}

/// What was drawn, as it stands on a slip.
fn drawn(slip: &Path) -> String {
    let printed = fs::read_to_string(slip).unwrap();
    let is_drawn = |word: &&str| word.len() == 29 && word.matches('-').count() == 4 && !word.contains("--");
    printed.split_whitespace().find(is_drawn).unwrap().to_owned()
}

fn names() -> Vec<String> {
    let lines = sample::INPATIENTS.lines().skip(1);
    lines
        .filter_map(|line| line.split(',').nth(1))
        .map(|name| name.replace([' ', '\u{3000}'], ""))
        .filter(|name| name.chars().count() >= 3)
        .collect()
}

fn shown(text: &str, names: &[String]) -> usize {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    names.iter().filter(|name| squeezed.contains(*name)).count()
}

#[test]
fn people_come_in_leave_and_come_back_at_the_terminal() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    real_store(home.path());
    let slip = home.path().join("lists/slip");
    let add = [
        "user",
        "add",
        "h.sato",
        "--full-name",
        "佐藤 花",
        "--role",
        "ward-clerk",
    ];
    done(home.path(), &[&add[..], &["--slips", slip.to_str().unwrap()]].concat());
    let stick = home.path().join("stick");
    done(home.path(), &["mirror", stick.to_str().unwrap()]);
    let names = names();
    let pty = Pty::andon_in(&home, &[], (80, 24));
    // Nothing of the hospital before somebody has come in; the input method may be on.
    pty.wait_for("利用開始");
    assert_eq!(shown(&pty.text(), &names), 0);
    // Nobody knows the hospital's zone yet: the clock says whose time it shows.
    assert!(pty.text().contains(" UTC"), "{}", pty.text());
    pty.types("ｋ．ｍｏｒｉ\t");
    pty.types("not the right phrase\r");
    pty.wait_for("違います");
    pty.types(PHRASE);
    assert!(!pty.text().contains("umbrella"), "{}", pty.text());
    pty.types("\r");
    pty.wait_for("全体ボード");
    // An administrator opens no patient, and the screens say so as the shell does.
    pty.types("gn");
    pty.wait_for("この勤務の暗証番号");
    pty.types(&format!("{PHRASE}\r1234\r1234\r"));
    // The sentence may be broken anywhere else.
    pty.wait_for("1234のような");
    // Whoever finds the laptop open sets no number: the pass phrase is asked again.
    pty.types("not the right phrase\r4711\r4711\r");
    pty.wait_for("違います");
    pty.types(&format!("{PHRASE}\r4711\r4711\r"));
    pty.wait_for("登録しました");
    pty.types("\x0b");
    pty.wait_for("ロック中");
    assert_eq!(shown(&pty.text(), &names), 0);
    // The stick is written while nobody is let in: what was tried is on it.
    let mirrored = records(&stick);
    pty.types("4712\r");
    pty.wait_for("あと2回");
    let begun = std::time::Instant::now();
    while records(&stick) <= mirrored {
        assert!(begun.elapsed().as_secs() < 30, "a locked laptop mirrors nothing");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    pty.types("4711\r");
    pty.wait_for("全体ボード");
    // Another comes with the slip of paper, and has to think up their own phrase before anything else.
    pty.types("gu");
    pty.wait_for("ロック中");
    pty.types("h.sato\t");
    pty.types(&drawn(&slip));
    pty.types("\r");
    pty.wait_for("自分のパスフレーズ");
    pty.types("too short\rtoo short\r");
    pty.wait_for("16文字以上が必要");
    pty.types("four kites over the sea\rfour kites over the sea\r");
    pty.wait_for("全体ボード");
    pty.wait_for("佐藤 花");
    pty.types("gc");
    let begun = std::time::Instant::now();
    while shown(&pty.text(), &names) < 3 {
        assert!(begun.elapsed().as_secs() < 30, "{}", pty.text());
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    pty.types("\x0b");
    pty.wait_for("ロック中");
    assert_eq!(shown(&pty.text(), &names), 0, "{}", pty.text());
    // She has forgotten it by the night: an administrator draws another, shows it once, and prints it.
    pty.types("\x1b[A\x15k.mori\t");
    pty.types(&format!("{PHRASE}\r"));
    pty.wait_for("k.mori さんに替わりました");
    pty.types("gU");
    pty.wait_for("h.sato");
    pty.types("r");
    pty.wait_for("やめる");
    pty.types("y");
    pty.wait_for("この1回だけ");
    let first = drawn_on(&pty.text());
    pty.types("y");
    pty.wait_for("andon-hand-out");
    assert!(!pty.text().contains(&first), "{}", pty.text());
    let paper = home.path().join("store/paper/andon-hand-out.pdf");
    assert!(fs::read(&paper).unwrap().starts_with(b"%PDF"));
    pty.types("\x0b");
    pty.wait_for("ロック中");
    pty.types("\x1b[A\x15h.sato\tfour kites over the sea\r");
    pty.wait_for("違います");
    pty.types(&format!("{first}\r"));
    pty.wait_for("自分のパスフレーズ");
    pty.types("five lanterns on the bridge\rfive lanterns on the bridge\r");
    pty.wait_for("佐藤 花");
    drop(pty);
    nobody_is_at_the_laptop(&home, &names);
}

/// What the clocks of the hospital show.
fn in_tokyo() -> String {
    let now = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Tokyo);
    now.format("%H:%M").to_string()
}

/// What was drawn, out of a box whose lines may have broken it.
fn drawn_on(screen: &str) -> String {
    let signs: String = screen
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let is_drawn = |word: &[u8]| {
        let is_dash = |place: usize| place % 6 == 5;
        let fits = |(place, byte): (usize, &u8)| {
            if is_dash(place) {
                *byte == b'-'
            } else {
                byte.is_ascii_alphanumeric()
            }
        };
        word.iter().enumerate().all(fits)
    };
    let found = signs.as_bytes().windows(29).find(|word| is_drawn(word));
    String::from_utf8(found.unwrap_or_else(|| panic!("{screen}")).to_vec()).unwrap()
}

/// Somebody is called away in the middle of a form. The laptop locks itself: nothing of anybody is on the screen, what was
/// typed lies in no file in the clear, and is there again for whoever comes back.
fn nobody_is_at_the_laptop(home: &Arc<tempfile::TempDir>, names: &[String]) {
    let preferences = home.path().join("config/preferences.toml");
    let kept = fs::read_to_string(&preferences).unwrap_or_default();
    fs::write(&preferences, format!("lock_after_seconds = 6\n{kept}")).unwrap();
    let before = in_tokyo();
    let pty = Pty::andon_in(home, &[], (80, 24));
    pty.wait_for("利用開始");
    // The laptop remembers the zone of the store that was open.
    let (text, times) = (pty.text(), [before, in_tokyo()]);
    assert!(
        !text.contains("UTC") && times.iter().any(|time| text.contains(time)),
        "{text}"
    );
    pty.types("\x1b[A\x15h.sato\tfive lanterns on the bridge\r");
    pty.wait_for("佐藤 花");
    pty.types("gc");
    pty.types("a");
    pty.wait_for("入院");
    pty.types("薔薇小路 権之助");
    pty.wait_for("薔薇小路");
    // Not a key from here on.
    pty.wait_for("ロック中");
    pty.wait_for("Ctrl-U 消す");
    assert_eq!(shown(&pty.text(), names), 0, "{}", pty.text());
    assert!(!pty.text().contains("薔薇小路"), "{}", pty.text());
    let mut folders = vec![
        home.path().join("store"),
        home.path().join("config"),
        home.path().join("machine"),
    ];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(bytes) = fs::read(&path) else { continue };
            seen += 1;
            let is_there = bytes.windows(12).any(|part| part == "薔薇小路".as_bytes());
            assert!(!is_there, "{}", path.display());
        }
    }
    assert!(seen > 5 && home.path().join("store/drafts").exists());
    std::thread::sleep(std::time::Duration::from_millis(700));
    pty.types("five lanterns on the bridge\r");
    pty.wait_for("薔薇小路 権之助");
    // The lid is closed for longer, and whoever opens it presses a key: it is nobody's, and the laptop is locked.
    pty.signal("STOP");
    std::thread::sleep(std::time::Duration::from_millis(6_200));
    pty.types("z");
    pty.signal("CONT");
    pty.wait_for("ロック中");
    assert!(!pty.text().contains("薔薇小路"), "{}", pty.text());
    std::thread::sleep(std::time::Duration::from_millis(700));
    pty.types("five lanterns on the bridge\r");
    pty.wait_for("薔薇小路 権之助");
}
