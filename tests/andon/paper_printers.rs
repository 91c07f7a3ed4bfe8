//! A print system that plays success, paused, unreachable, hung and missing: none of them holds the program up, and none is
//! called printed that was not.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use andon::{
    print::queue::{PrintSystem, Progress, WhyNot},
    runtime::printing::{Cups, Patience},
};

use crate::{program::Store, terminal::pty::Pty};

/// Programs called `lp` and `lpstat` in a folder, and what they leave there.
struct Stub {
    folder: tempfile::TempDir,
}

const IDLE: &str = "echo 'printer laser-5e is idle.  enabled since Thu 26 Nov 2026 09:00:00'\n\
    echo 'printer other is idle.  enabled since Thu 26 Nov 2026 09:00:00'\n";
const LINE: &str = "laser-5e-12 mori 20480 Thu 26 Nov 2026 09:10:00";

impl Stub {
    /// `lp`, and what `lpstat` says of printers, of waiting jobs and of completed ones.
    fn new(lp: &str, printers: &str, waiting: &str, completed: &str) -> Self {
        let stub = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        stub.program("lp", lp);
        stub.program(
            "lpstat",
            &format!(
                "case \"$*\" in\n-p) {printers};;\n*not-completed*) {waiting};;\n*completed*) {completed};;\nesac\n"
            ),
        );
        stub
    }

    /// Takes the pages and names the job.
    fn takes() -> String {
        "cat > \"$(dirname \"$0\")/taken.pdf\"\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/arguments\"\n\
         echo 'request id is laser-5e-12 (1 file(s))'\n"
            .to_owned()
    }

    fn program(&self, name: &str, body: &str) {
        let path = self.folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{body}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn path(&self) -> String {
        format!("{}:/usr/bin:/bin", self.folder.path().display())
    }

    fn left(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A store with a patient, and the program on a path with this print system.
struct Laptop {
    _folder: tempfile::TempDir,
    store: Store,
}

impl Laptop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::small(folder.path());
        Self { _folder: folder, store }
    }

    fn print(&self, path: &str, arguments: &[&str]) -> Output {
        let mut command = self.store.command(&["print"]);
        command
            .args(arguments)
            .env("PATH", path)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn jobs(&self, path: &str) -> String {
        said(&self.print(path, &["jobs"]).stdout)
    }
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder_of(store: &Path) -> PathBuf {
    store.join("paper")
}

#[test]
fn printed_is_what_the_print_system_calls_completed() {
    let stub = Stub::new(
        &Stub::takes(),
        IDLE,
        ":",
        &format!("echo '{LINE}'\nprintf '\\tAlerts: job-completed-successfully\\n\\tqueued for laser-5e\\n'\n"),
    );
    let laptop = Laptop::new();
    let output = laptop.print(&stub.path(), &["ward", "5E", "--printer", "laser-5e"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    assert!(
        said(&output.stdout).contains("was printed on laser-5e (laser-5e-12)"),
        "{}",
        said(&output.stdout)
    );
    assert!(fs::read(stub.left("taken.pdf")).unwrap().starts_with(b"%PDF"));
    let arguments = fs::read_to_string(stub.left("arguments")).unwrap();
    let arguments: Vec<&str> = arguments.lines().collect();
    assert_eq!(arguments[..3], ["-d", "laser-5e", "-t"]);
    assert!(
        arguments[3].starts_with("ward-list-5E-"),
        "the title names no patient: {}",
        arguments[3]
    );
    assert_eq!(arguments[4..], ["-o", "media=A4"]);
    assert!(laptop.jobs(&stub.path()).contains("Printed"));
    assert!(
        !folder_of(&laptop.store.folder).exists(),
        "nothing is left in the clear"
    );
}

#[test]
fn a_paused_printer_takes_the_job_and_is_not_believed() {
    // It says yes to lp, as CUPS does.
    let paused = "echo 'printer laser-5e disabled since Thu 26 Nov 2026 08:00:00 -'\nprintf '\\tPaused by operator\\n'\n\
        echo 'printer other is idle.  enabled since Thu 26 Nov 2026 09:00:00'\n";
    let stub = Stub::new(&Stub::takes(), paused, &format!("echo '{LINE}'"), ":");
    let laptop = Laptop::new();
    let output = laptop.print(&stub.path(), &["ward", "5E", "--printer", "laser-5e"]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = said(&output.stderr);
    assert!(
        complaint.contains("Not printed") && complaint.contains("Paused by operator"),
        "{complaint}"
    );
    assert!(complaint.contains("other"), "another printer is offered: {complaint}");
    assert!(
        !stub.left("taken.pdf").exists(),
        "nothing waits unseen in a stopped queue"
    );
    assert!(laptop.jobs(&stub.path()).contains("Not printed Paused by operator"));
}

#[test]
fn an_unreachable_printer_is_said_to_be() {
    let away =
        format!("echo '{LINE}'\nprintf '\\tStatus: The printer is not responding.\\n\\tqueued for laser-5e\\n'\n");
    let stub = Stub::new(&Stub::takes(), IDLE, &away, ":");
    stub.program("cancel", "printf '%s' \"$1\" > \"$(dirname \"$0\")/cancelled\"\n");
    let laptop = Laptop::new();
    let output = laptop.print(&stub.path(), &["ward", "5E", "--printer", "laser-5e"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output.stderr).contains("The printer is not responding."),
        "{}",
        said(&output.stderr)
    );
    assert!(said(&output.stdout).is_empty());
    // It is printed elsewhere now: what waits there must not come out an hour later.
    assert_eq!(fs::read_to_string(stub.left("cancelled")).unwrap(), "laser-5e-12");
}

#[test]
fn a_print_system_that_hangs_holds_nobody_up() {
    let stub = Stub::new("sleep 60\n", "sleep 60", "sleep 60", "sleep 60");
    let patience = Patience {
        program: Duration::from_millis(300),
        job: Duration::from_millis(300),
        between: Duration::from_millis(20),
    };
    let begun = Instant::now();
    let cups = Cups::on_path(patience, stub.path().into());
    assert_eq!(cups.queues(), Err(WhyNot::Hung));
    assert_eq!(cups.hand_in("laser-5e", "t", None, b"%PDF"), Err(WhyNot::Hung));
    assert_eq!(
        cups.follow("laser-5e", "laser-5e-12"),
        Progress::NotPrinted(WhyNot::Hung)
    );
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_job_that_stays_in_the_queue_is_not_waited_for_for_ever() {
    let waiting = format!("echo '{LINE}'\nprintf '\\tAlerts: job-printing\\n'\n");
    let stub = Stub::new(&Stub::takes(), IDLE, &waiting, ":");
    let patience = Patience {
        program: Duration::from_secs(5),
        job: Duration::from_millis(200),
        between: Duration::from_millis(20),
    };
    let cups = Cups::on_path(patience, stub.path().into());
    let request = cups
        .hand_in("laser-5e", "ward-list", Some("A4"), &vec![b'x'; 300_000])
        .unwrap();
    assert_eq!(
        fs::metadata(stub.left("taken.pdf")).unwrap().len(),
        300_000,
        "all of it went through the pipe"
    );
    assert_eq!(cups.follow("laser-5e", &request), Progress::NotPrinted(WhyNot::Slow));
}

#[test]
fn without_a_print_system_the_folder_is_there() {
    let nothing = tempfile::tempdir().unwrap();
    let path = nothing.path().to_str().unwrap().to_owned();
    let laptop = Laptop::new();
    let output = laptop.print(&path, &["ward", "5E", "--printer", "laser-5e"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output.stderr).contains("No print system"),
        "{}",
        said(&output.stderr)
    );
    let output = laptop.print(&path, &["ward", "5E"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    let papers: Vec<_> = fs::read_dir(folder_of(&laptop.store.folder))
        .unwrap()
        .map(|one| one.unwrap().path())
        .collect();
    assert_eq!(papers.len(), 1);
    assert!(fs::read(&papers[0]).unwrap().starts_with(b"%PDF"));
    assert_eq!(
        fs::metadata(&papers[0]).unwrap().permissions().mode() & 0o077,
        0,
        "for this user only"
    );
    let jobs = laptop.jobs(&path);
    assert!(jobs.contains("PDF") && jobs.contains("Not printed"), "{jobs}");
}

#[test]
fn refused_by_lp_and_unknown_queues_are_said() {
    let stub = Stub::new(
        "echo 'lp: The printer or class does not exist.' >&2\nexit 1\n",
        IDLE,
        ":",
        ":",
    );
    let laptop = Laptop::new();
    let output = laptop.print(&stub.path(), &["ward", "5E", "--printer", "laser-5e"]);
    assert!(
        said(&output.stderr).contains("does not exist"),
        "{}",
        said(&output.stderr)
    );
    let output = laptop.print(&stub.path(), &["ward", "5E", "--printer", "nosuch"]);
    assert!(
        said(&output.stderr).contains("no such printer"),
        "{}",
        said(&output.stderr)
    );
    let output = laptop.print(&stub.path(), &["ward", "5E", "--printer=-oraw"]);
    assert!(
        said(&output.stderr).contains("no such printer"),
        "{}",
        said(&output.stderr)
    );
}

#[test]
fn a_number_is_printed_again_only_with_a_reason() {
    let laptop = Laptop::new();
    let path = "/nowhere";
    let register = serde_json::json!({"do": "register", "id": "00022012", "name": "見本 太郎"});
    let mut program = laptop.store.run(&[]);
    assert_eq!(program.ask(&register)["ok"], true);
    assert_eq!(program.end(), 0);
    let first = laptop.print(path, &["labels", "00022012", "--count", "3", "--first", "4"]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first.stderr));
    let again = laptop.print(path, &["labels", "00022012"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again.stderr).contains("--reason"), "{}", said(&again.stderr));
    let again = laptop.print(path, &["labels", "00022012", "--reason", "torn"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again.stderr));
    let nobody = laptop.print(path, &["labels", "99999999"]);
    assert_eq!(nobody.status.code(), Some(1), "{}", said(&nobody.stderr));
    let wrong = laptop.print(path, &["wrist", "00022012", "--first", "7"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong.stderr).contains("1 to 6"), "{}", said(&wrong.stderr));
}

#[test]
fn a_file_is_never_written_over_another() {
    let laptop = Laptop::new();
    let out = laptop.store.folder.join("list.pdf");
    let arguments = ["list", "--out", out.to_str().unwrap()];
    assert_eq!(laptop.print("/nowhere", &arguments).status.code(), Some(0));
    fs::write(&out, "mine").unwrap();
    let again = laptop.print("/nowhere", &arguments);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again.stderr));
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    let jobs = laptop.jobs("/nowhere");
    assert!(jobs.contains("Not printed"), "{jobs}");
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (path, into) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copied(&path, &into);
        } else {
            fs::copy(&path, &into).unwrap();
        }
    }
}

/// The same state printed in the same minute is the same paper to the last byte, anchor included: printing is an event, and
/// the anchor is of what is on the paper, not of that.
#[test]
fn the_same_state_printed_twice_gives_the_same_bytes() {
    let laptop = Laptop::new();
    let mut program = laptop.store.run(&[]);
    let admit = serde_json::json!({"do": "admit", "id": "00022012", "name": "髙﨑 葛󠄀之介", "bed": "5E-501-1"});
    assert_eq!(program.ask(&admit)["ok"], true);
    assert_eq!(program.end(), 0);
    let minute = || chrono::Utc::now().format("%H:%M").to_string();
    // Each in a store of its own: what is printed second is printed from another state.
    let print = |name: String, what: &str| {
        let folder = laptop.store.folder.with_file_name(name);
        copied(&laptop.store.folder, &folder);
        let store = Store { folder };
        let out = store.folder.join("out.pdf");
        let mut arguments: Vec<&str> = what.split(' ').collect();
        arguments.extend(["--out", out.to_str().unwrap()]);
        let output = store.command(&["print"]).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{what}: {}", said(&output.stderr));
        fs::read(&out).unwrap()
    };
    for (place, what) in ["ward 5E", "report"].into_iter().enumerate() {
        let same = (0..3).any(|turn| {
            let began = minute();
            let one = print(format!("one-{place}-{turn}"), what);
            let other = print(format!("other-{place}-{turn}"), what);
            assert!(one == other || minute() != began, "{what} differs");
            one == other
        });
        assert!(same, "a minute is too short for {what}");
    }
}

/// What the foot of a list says is what the journal proves: anybody can hold the paper against `andon verify`. A laptop that
/// lost its newest records, or has others, does not know the number on the paper, or knows another value to it.
#[test]
fn the_foot_of_a_list_has_the_end_of_the_journal() {
    let laptop = Laptop::new();
    let mut heads = Vec::new();
    // Every list has the same foot (`every_paper_is_scanned_counted_and_the_same_twice`).
    for (what, bed) in [("ward 5E", "501-1"), ("report", "501-2")] {
        let mut program = laptop.store.run(&[]);
        let admit = serde_json::json!({"do": "admit", "name": format!("見本 {bed}"), "bed": format!("5E-{bed}")});
        assert_eq!(program.ask(&admit)["ok"], true);
        assert_eq!(program.end(), 0);
        let verified = laptop.store.do_once(&["verify", "--format", "json"]);
        let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
        let head = verified["head"].as_str().unwrap().to_owned();
        let out = laptop.store.folder.with_file_name(format!("{bed}.pdf"));
        let mut arguments: Vec<&str> = what.split(' ').collect();
        arguments.extend(["--out", out.to_str().unwrap()]);
        let output = laptop.store.command(&["print"]).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{what}: {}", said(&output.stderr));
        for page in crate::paper_kit::read(&fs::read(&out).unwrap()) {
            assert!(page.contains(&head), "{what}: {head} is not in the foot of {page}");
        }
        assert!(!heads.contains(&head), "what was saved since moves it");
        heads.push(head);
    }
}

/// A home with a store in it, for the program on a terminal.
fn home() -> Arc<tempfile::TempDir> {
    let home = Arc::new(tempfile::tempdir().unwrap());
    Store::small(home.path());
    home
}

/// Opens the documents from the list of all wards.
fn at_the_papers(pty: &Pty) {
    pty.wait_for("保存済");
    pty.types("\x1bOR");
    pty.wait_for("入院患者一覧");
    pty.types("P");
    pty.wait_for("印刷先");
}

const RIGHT: &str = "\x1b[C";
const LEFT: &str = "\x1b[D";
const DOWN: &str = "\x1b[B";

#[test]
fn on_the_screen_a_stopped_printer_is_told_and_the_folder_prints() {
    let paused =
        "echo 'printer laser-5e disabled since Thu 26 Nov 2026 08:00:00 -'\nprintf '\\tPaused by operator\\n'\n";
    let stub = Stub::new(&Stub::takes(), paused, ":", ":");
    let home = home();
    let pty = Pty::andon_on(&home, &stub.path(), (120, 36));
    at_the_papers(&pty);
    pty.wait_for("停止中 Paused by");
    pty.types(RIGHT);
    pty.types("\r");
    pty.wait_for("印刷されていません");
    pty.wait_for("プリンターが停止しています");
    pty.wait_for("PDFフォルダを選べます");
    // The way on that the line names.
    pty.types(LEFT);
    pty.types("\r");
    pty.wait_for("書き出しました");
    assert_eq!(fs::read_dir(folder_of(&home.path().join("store"))).unwrap().count(), 1);
    assert!(!stub.left("taken.pdf").exists());
}

#[test]
fn on_the_screen_a_hung_print_system_freezes_no_key() {
    let stub = Stub::new("sleep 60\n", "sleep 60", "sleep 60", "sleep 60");
    let home = home();
    let mut pty = Pty::andon_on(&home, &stub.path(), (120, 36));
    at_the_papers(&pty);
    pty.wait_for("用意しています");
    // Keys act at once, while nobody answers.
    let begun = Instant::now();
    pty.types("\r");
    pty.types(DOWN);
    pty.wait_for("▸ 日報");
    pty.types("\x1bOQ");
    pty.wait_for("全体ボード");
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    pty.types("\x11y");
    assert_eq!(pty.ended().exit_code(), 0);
}

/// A job that the printer has is looked after by the next life of the program.
#[test]
fn a_job_survives_the_program() {
    let waiting = format!("echo '{LINE}'\nprintf '\\tAlerts: job-printing\\n'\n");
    let stub = Stub::new(&Stub::takes(), IDLE, &waiting, ":");
    let home = home();
    let mut pty = Pty::andon_on(&home, &stub.path(), (120, 36));
    at_the_papers(&pty);
    pty.wait_for("laser-5e");
    pty.types(RIGHT);
    pty.types("\r");
    pty.wait_for("プリンターへ送りました");
    pty.signal("KILL");
    assert!(!pty.ended().success());
    // Meanwhile it was printed.
    let completed = format!("echo '{LINE}'\nprintf '\\tAlerts: job-completed-successfully\\n'");
    stub.program(
        "lpstat",
        &format!("case \"$*\" in\n-p) {IDLE};;\n*not-completed*) :;;\n*completed*) {completed};;\nesac\n"),
    );
    let again = Pty::andon_on(&home, &stub.path(), (120, 36));
    again.wait_for("前回終わっていなかった印刷を確かめました");
    at_the_papers(&again);
    again.wait_for("印刷済 laser-5e");
}

/// Slips from the shell: first all copies, with what must be seen; then one more, with a reason; forms for a ward.
#[test]
fn slips_and_forms_are_printed_from_the_shell() {
    let laptop = Laptop::new();
    let path = "/nowhere";
    let mut program = laptop.store.run(&[]);
    for line in [
        serde_json::json!({"do": "grant-block", "block": 1}),
        serde_json::json!({"do": "register", "id": "00022012", "name": "見本 太郎"}),
        serde_json::json!({"do": "admit", "patient": "00022012", "bed": "5E-501-1"}),
    ] {
        let answer = program.ask(&line);
        assert_eq!(answer["ok"], true, "{answer}");
    }
    let wrote = program.ask(&serde_json::json!({
        "do": "write-slip", "type": "rx-inpatient", "patient": "00022012", "urgency": "urgent", "orderer": "医師 佐藤",
        "drugs": "アムロジピン錠5mg | 1錠 | 1日1回 朝食後 | 7日分"
    }));
    assert_eq!(wrote["ok"], true, "{wrote}");
    let slip = wrote["slip"].as_str().unwrap().to_owned();
    assert_eq!(program.end(), 0);
    let unseen = laptop.print(path, &["slip", &slip]);
    assert_eq!(unseen.status.code(), Some(1), "{}", said(&unseen.stdout));
    assert!(said(&unseen.stderr).contains("warnings"), "{}", said(&unseen.stderr));
    let first = laptop.print(path, &["slip", &slip, "--seen"]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first.stderr));
    let again = laptop.print(path, &["slip", &format!("{slip}/2")]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again.stderr).contains("--reason"), "{}", said(&again.stderr));
    let again = laptop.print(path, &["slip", &format!("{slip}/2"), "--reason", "lost", "--a5"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again.stderr));
    let mut program = laptop.store.run(&[]);
    let told = program.ask(&serde_json::json!({"do": "where", "what": slip}));
    assert_eq!(told["ok"], true, "{told}");
    assert!(!told.to_string().contains("unprinted"), "{told}");
    assert_eq!(program.end(), 0);

    let blanks = laptop.print(
        path,
        &[
            "blanks",
            "5E",
            "--kind",
            "rx-inpatient",
            "--kind",
            "laboratory",
            "--count",
            "2",
        ],
    );
    assert_eq!(blanks.status.code(), Some(0), "{}", said(&blanks.stderr));
    // Two kinds, two forms of three copies each, two on a sheet.
    assert!(said(&blanks.stdout).contains('6'), "{}", said(&blanks.stdout));
    let preview = laptop.print(path, &["blanks", "5E", "--kind", "operation", "--preview"]);
    assert_eq!(preview.status.code(), Some(0), "{}", said(&preview.stderr));
    assert!(
        said(&preview.stdout).contains("Operation booking"),
        "{}",
        said(&preview.stdout)
    );
    let unknown = laptop.print(path, &["blanks", "5E", "--kind", "nothing"]);
    assert_eq!(unknown.status.code(), Some(1), "{}", said(&unknown.stdout));
    let register = laptop.print(path, &["desk-register", "pharmacy"]);
    assert_eq!(register.status.code(), Some(0), "{}", said(&register.stderr));
    let nowhere = laptop.print(path, &["desk-register", "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(1));
    let run = laptop.print(path, &["run-sheet", "7-1-999"]);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run.stderr));
    let jobs = laptop.jobs(path);
    assert!(jobs.contains(&slip) && jobs.contains("Blank forms 5E"), "{jobs}");
}
