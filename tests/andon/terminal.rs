//! The real program in a real terminal: it starts, follows the size, sleeps, and gives the terminal back whatever ends it.
#![cfg(unix)]

#[path = "terminal/pty.rs"]
pub mod pty;

use std::fs;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use andon::app::{
    Desk, Drafts, Effect, Happening, Intent, KeyContext, Route, Scope, Screen, Session, Situation, Start, load,
};
use andon::domain::record::Timestamp;
use andon::domain::state::Hospital;
use andon::i18n::Language;
use andon::input::Typing;
use andon::runtime::terminal::{self, Ambiguity, Hands, Mailbox, Post};
use andon::settings::sample;
use andon::theme::{Ambiguous, Depth, Look, Palette, Setting};
use pty::Pty;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const CTRL_Q: &str = "\x11";
const DOWN: &str = "\x1b[B";

#[test]
fn the_sample_starts_follows_the_size_and_ends_without_a_trace() {
    let mut pty = Pty::andon(&["demo"], (80, 24));
    // In a word, where there is no room for more.
    pty.wait_for("見本");
    pty.wait_for("保存済");
    pty.resize(60, 20);
    pty.wait_for("80桁24行以上");
    pty.resize(120, 36);
    pty.wait_for("見本病院");
    pty.wait_for("保存済");
    let rows: Vec<String> = pty.text().lines().map(str::to_owned).collect();
    assert!(rows.first().unwrap().contains("保存済"), "{rows:?}");
    pty.types(CTRL_Q);
    pty.wait_for("終了しますか");
    pty.types("y");
    assert_eq!(pty.ended().exit_code(), 0);
    pty.assert_given_back();
    assert!(!pty.text().contains("見本"), "{}", pty.text());
    let left: Vec<_> = fs::read_dir(pty.home.path()).unwrap().flatten().collect();
    assert!(
        left.iter()
            .all(|one| !one.file_name().to_string_lossy().starts_with("andon-")),
        "{left:?}"
    );
}

#[test]
fn signals_end_it_with_the_terminal_as_it_was() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut pty = Pty::andon(&["demo"], (80, 24));
        pty.wait_for("保存済");
        pty.signal(signal);
        assert_eq!(pty.ended().exit_code(), code, "{signal}");
        pty.assert_given_back();
    }
}

#[test]
fn a_closed_terminal_ends_it() {
    let mut pty = Pty::andon(&["demo"], (80, 24));
    pty.wait_for("保存済");
    pty.close();
    assert_eq!(pty.ended().exit_code(), 129);
}

/// Nothing can be done when the process is killed: what was typed was kept while it was typed.
#[test]
fn what_was_typed_survives_a_kill() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let store = home.path().join("store");
    let files = home.path().join("files");
    fs::create_dir_all(&files).unwrap();
    let tables = sample::files();
    for table in [&tables.departments, &tables.wards, &tables.beds] {
        fs::write(files.join(table.name.as_str()), &table.bytes).unwrap();
    }
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_andon"))
        .args(["init", "--trial", "--station", "7", "--dir"])
        .arg(&store)
        .arg("--hospital")
        .arg(&files)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut pty = Pty::andon_in(&home, &[], (80, 24));
    pty.wait_for("保存済");
    pty.types("\x1bOR");
    pty.wait_for("入院患者一覧");
    pty.types("a");
    pty.wait_for("入院登録");
    // As an input method commits it: kanji in one piece, a blank, a reading.
    pty.types("\x1b[200~新井 由美子\x1b[201~");
    pty.wait_for("新井 由美子");
    pty.types("\t\tあらい");
    pty.wait_for("あらい");
    // The keeper of drafts writes within a tenth of a second.
    thread::sleep(Duration::from_millis(400));
    pty.signal("KILL");
    assert!(!pty.ended().success());
    let mut again = Pty::andon_in(&home, &[], (80, 24));
    again.wait_for("中断した入力");
    again.wait_for("新井 由美子");
    again.wait_for("あらい");
    // Given up, it does not come back.
    again.types("\x1b");
    again.wait_for("破棄しますか");
    again.types("\x1b[C\r");
    again.wait_for("全体ボード");
    again.types(&format!("{CTRL_Q}y"));
    assert_eq!(again.ended().exit_code(), 0);
    again.assert_given_back();
    let clean = Pty::andon_in(&home, &[], (80, 24));
    clean.wait_for("保存済");
    assert!(!clean.text().contains("新井"), "{}", clean.text());
}

/// A store of the sample's tables in this home, with one inpatient whose allergies were asked.
fn one_inpatient(home: &tempfile::TempDir, more: &[&str]) {
    let files = home.path().join("files");
    fs::create_dir_all(&files).unwrap();
    let tables = sample::files();
    for table in [&tables.departments, &tables.wards, &tables.beds] {
        fs::write(files.join(table.name.as_str()), &table.bytes).unwrap();
    }
    let andon = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_andon"));
        command.args(arguments).arg("--dir").arg(home.path().join("store"));
        command.env("ANDON_MACHINE_DIR", home.path().join("machine"));
        command
    };
    let made = andon(&["init", "--trial", "--station", "7"])
        .args(more)
        .arg("--hospital")
        .arg(&files)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let person = r#"{"do":"admit","id":"00022012","name":"見本 太郎","bed":"5E-501-1"}"#;
    let asked = r#"{"do":"allergy","patient":"00022012","status":"none"}"#;
    let commands = files.join("commands.jsonl");
    fs::write(&commands, format!("{person}\n{asked}\n")).unwrap();
    let done = andon(&["run"])
        .stdin(fs::File::open(&commands).unwrap())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
}

/// What the form promises is what the writer does: the numbers are those of this station, in the life that was drawn for it.
#[test]
fn a_slip_is_written_on_the_screen_and_is_in_the_store() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    one_inpatient(&home, &["--installation", "3"]);
    let mut pty = Pty::andon_in(&home, &[], (120, 36));
    pty.wait_for("保存済");
    pty.types("\x1b[18~");
    pty.wait_for("未了の伝票はありません");
    pty.types("w");
    pty.wait_for("処方箋（院内）");
    pty.types("\x1b[200~処方箋（院内\x1b[201~\r");
    pty.wait_for("薬剤 1");
    pty.types("\x1b[200~00022012\x1b[201~\r");
    pty.types("3\r\x1b[200~循環器 佐藤\x1b[201~\r\x1b[200~アムロジピン錠5mg | 1錠 | 朝食後 | 7日\x1b[201~");
    pty.wait_for("アムロジピン");
    assert!(!pty.text().contains("番号枠"), "{}", pty.text());
    // Saved, and whatever has to be looked at first is agreed to.
    pty.types("\x1b[24~y");
    pty.wait_for("S07-");
    let text = pty.text();
    let number: String = text
        .split("S07-")
        .nth(1)
        .unwrap()
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '-')
        .collect();
    pty.types(&format!("{CTRL_Q}y"));
    assert_eq!(pty.ended().exit_code(), 0);
    let found = std::process::Command::new(env!("CARGO_BIN_EXE_andon"))
        .args(["where", &format!("S07-{number}"), "--lang", "ja", "--dir"])
        .env("ANDON_MACHINE_DIR", home.path().join("machine"))
        .arg(home.path().join("store"))
        .output()
        .unwrap();
    let told = String::from_utf8(found.stdout).unwrap();
    assert!(
        found.status.success() && told.contains("見本"),
        "S07-{number} {told}{}",
        String::from_utf8_lossy(&found.stderr)
    );
}

/// The log tells what was done and when, and not one name, reading or number of a patient.
#[test]
fn the_support_log_names_nobody() {
    let mut pty = Pty::andon(&["demo"], (80, 24));
    pty.wait_for("保存済");
    // A patient is opened, changed, looked for, moved, and a form is given up.
    for (keys, seen) in [
        ("\x1bOR", "入院患者一覧"),
        ("m3\r", "救護区分"),
        ("\x06000\r", "全キー"),
        ("\x1b\x1b\x1bOR", "入院患者一覧"),
        ("lz", "外泊"),
        ("\x1b\x1b", "入院患者一覧"),
    ] {
        pty.types(keys);
        pty.wait_for(seen);
    }
    pty.types(&format!("{CTRL_Q}y"));
    assert_eq!(pty.ended().exit_code(), 0);
    let log = fs::read_to_string(pty.home.path().join("config").join("andon.log")).unwrap();
    for part in ["begins", "decided", "saved", "ends"] {
        assert!(log.contains(part), "{part}\n{log}");
    }
    let mut named = 0;
    for line in sample::INPATIENTS.lines().skip(1) {
        for cell in line.split(',') {
            let is_of_a_patient = cell.chars().count() > 3 && !cell.is_ascii() || cell.len() == 8;
            if is_of_a_patient {
                named += 1;
                assert!(!log.contains(cell), "{cell} is in the log\n{log}");
            }
        }
    }
    assert!(named > 1_000, "{named}");
}

#[cfg(target_os = "linux")]
#[test]
fn idle_costs_no_processor() {
    let pty = Pty::andon(&["demo"], (80, 24));
    pty.wait_for("保存済");
    // What a start leaves to do behind the first frame.
    thread::sleep(Duration::from_secs(2));
    let before = pty.ticks();
    thread::sleep(Duration::from_secs(4));
    let used = pty.ticks() - before;
    // A hundred ticks are a second; the clock of the title bar may fall into the four.
    assert!(used <= 2, "{used} ticks in four seconds of nothing");
}

#[test]
fn the_guide_makes_a_store_that_the_shell_reads() {
    let mut pty = Pty::andon(&[], (80, 24));
    let files = pty.home.path().join("files");
    fs::create_dir_all(&files).unwrap();
    let tables = sample::files();
    for table in [&tables.departments, &tables.wards, &tables.beds] {
        fs::write(files.join(table.name.as_str()), &table.bytes).unwrap();
    }
    fs::write(files.join("inpatients.csv"), sample::INPATIENTS).unwrap();
    let folder = files.to_str().unwrap().to_owned();
    pty.wait_for("どちらで始めますか");
    pty.types(&format!("{DOWN}\r"));
    pty.wait_for("病院フォルダ");
    pty.types("試験病院\r");
    let phrase = "three umbrellas in the rain";
    pty.types(&format!("{folder}\r\r7\r5E-1\r"));
    pty.wait_for("5E-1");
    // The laptop's battery is empty: the guide goes on where it was.
    thread::sleep(Duration::from_millis(400));
    pty.signal("KILL");
    assert!(!pty.ended().success());
    let mut pty = Pty::andon_in(&pty.home, &[], (80, 24));
    pty.wait_for("前回途中で終わった設定");
    pty.wait_for("5E-1");
    pty.types(&format!("k.mori\r{phrase}\r{phrase}\r"));
    assert!(!pty.text().contains("umbrella"), "{}", pty.text());
    pty.types(&format!("{folder}/inpatients.csv\r"));
    // The recovery key is shown once, over everything, and printed from there.
    pty.wait_for("復旧キー");
    pty.types("y");
    pty.wait_for("andon-hand-out");
    assert!(pty.home.path().join("store/paper/andon-hand-out.pdf").exists());
    pty.wait_for("端末07 5E-1");
    pty.types(&format!("{CTRL_Q}y"));
    assert_eq!(pty.ended().exit_code(), 0);
    let file = pty.home.path().join("phrase");
    fs::write(&file, phrase).unwrap();
    let listed = std::process::Command::new(env!("CARGO_BIN_EXE_andon"))
        .args(["census", "--format", "csv", "--user", "k.mori", "--passphrase-file"])
        .arg(&file)
        .arg("--dir")
        .arg(pty.home.path().join("store"))
        .output()
        .unwrap();
    let lines = String::from_utf8(listed.stdout).unwrap().lines().count();
    assert_eq!(lines, 601, "{}", String::from_utf8_lossy(&listed.stderr));
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let tests = std::env::current_exe().unwrap();
    let child = [
        "--exact",
        "terminal::panics_when_a_key_is_pressed",
        "--ignored",
        "--nocapture",
    ];
    let mut pty = Pty::program(tests.to_str().unwrap(), &child, (80, 24));
    pty.wait_for("a screen with a name");
    pty.types("x");
    assert_ne!(pty.ended().exit_code(), 0);
    pty.assert_given_back();
    assert!(!pty.text().contains("a screen with a name"), "{}", pty.text());
    assert!(pty.text().contains("as the test wants it"), "{}", pty.text());
}

/// Not a test: the program of [`a_panic_gives_the_terminal_back`], in the terminal that it opens.
#[test]
#[ignore = "run by another test in a terminal of its own"]
fn panics_when_a_key_is_pressed() {
    struct Panics;
    impl Screen for Panics {
        fn situation(&self, _: &Scope<'_>) -> Situation {
            Situation {
                contexts: vec![KeyContext::Typing],
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Text,
            }
        }
        fn update(&mut self, _: Happening, _: &Scope<'_>) -> Vec<Intent> {
            panic!("as the test wants it")
        }
        fn settle(&mut self, _: &Scope<'_>) {}
        fn view(&self, _: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
            buffer.set_string(area.x, area.y, "a screen with a name", ratatui::style::Style::default());
            None
        }
        fn title(&self, _: &Scope<'_>) -> String {
            String::new()
        }
    }
    struct NoHands;
    impl Hands for NoHands {
        fn carry_out(&self, _: Effect, _: &Post) {}
        fn keep(&self, _: Drafts) {}
    }
    let mut session = Session::new(Start {
        words: crate::harness::words(Language::English),
        look: Look::new(Setting {
            palette: Palette::Dark,
            depth: Depth::TrueColour,
            ambiguous: Ambiguous::Narrow,
        })
        .unwrap(),
        keys: load(&[], None).0,
        hospital: Arc::new(Hospital::default()),
        desk: Desk::default(),
        ward: None,
        now: Timestamp::from_seconds(0),
        size: (80, 24),
        opener: |_, _| Some(Box::new(Panics)),
        first: Route::Board,
    });
    let setting = terminal::Setting {
        ambiguity: Ambiguity::Fixed(Ambiguous::Narrow),
        lock_after: None,
        now: || Timestamp::from_seconds(0),
    };
    let _never = terminal::run(&mut session, &Mailbox::default(), Arc::new(NoHands), setting);
}
