//! People at the terminal of a real store: they say who they are, leave, come back with a number, and others come; who still
//! has what was drawn for them thinks up their own first. At the full price of a guess.

use std::{fs, path::Path, process::Stdio, sync::Arc};

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
    let names = names();
    let pty = Pty::andon_in(&home, &[], (80, 24));
    // Nothing of the hospital before somebody has come in; the input method may be on.
    pty.wait_for("利用開始");
    assert_eq!(shown(&pty.text(), &names), 0);
    pty.types("ｋ．ｍｏｒｉ\t");
    pty.types("not the right phrase\r");
    pty.wait_for("違います");
    pty.types(PHRASE);
    assert!(!pty.text().contains("umbrella"), "{}", pty.text());
    pty.types("\r");
    pty.wait_for("全体ボード");
    // An administrator opens no patient, and the screens say so as the shell does.
    pty.types("gn");
    pty.wait_for("この勤務の番号");
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
    pty.types("4712\r");
    pty.wait_for("あと2回");
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
}
