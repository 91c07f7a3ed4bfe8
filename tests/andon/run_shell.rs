//! What the shell says when something is not as it should be, in both languages: the exit code, one clear sentence, and the
//! way on. Nothing waits for a person where there is none.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Output, Stdio},
    sync::mpsc::channel,
    thread,
    time::Duration,
};

use andon::{
    cli::vocabulary::help,
    i18n::{Language, Value},
};

use crate::program::{Store, andon};

/// Longer than any of these takes on a slow machine; whoever waits for a person waits for ever.
const AT_MOST: Duration = Duration::from_secs(60);

fn code(language: Language) -> &'static str {
    match language {
        Language::Japanese => "ja",
        Language::English => "en",
    }
}

/// Runs to the end, without a person.
fn done(command: &mut Command) -> Output {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (ended, ends) = channel();
    thread::spawn(move || ended.send(child.wait_with_output().unwrap()));
    ends.recv_timeout(AT_MOST).expect("it waits for somebody")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A store, and what it is called in sentences.
struct Place {
    _folder: tempfile::TempDir,
    store: Store,
    /// A folder that holds nothing.
    empty: String,
    /// The tables of its hospital.
    tables: String,
    /// A file that is no list.
    no_list: String,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::small(folder.path());
    let no_list = folder.path().join("letter.txt");
    fs::write(&no_list, "Dear hospital,\n").unwrap();
    Place {
        store,
        tables: folder.path().join("hospital").to_str().unwrap().to_owned(),
        empty: folder.path().join("nothing-here").to_str().unwrap().to_owned(),
        no_list: no_list.to_str().unwrap().to_owned(),
        _folder: folder,
    }
}

/// Arguments, the exit code, and the key of the sentence that must be there with what fills it.
type Case<'a> = (Vec<&'a str>, i32, &'a str, Vec<(&'static str, &'a str)>);

/// What is wrong with the command line itself.
fn written_wrong(place: &Place) -> Vec<Case<'_>> {
    let tables = place.tables.as_str();
    vec![
        (
            vec!["nosuch"],
            2,
            "cli-wrong-unknown-task",
            vec![("argument", "nosuch")],
        ),
        (
            vec!["help", "nosuch"],
            2,
            "cli-wrong-unknown-task",
            vec![("argument", "nosuch")],
        ),
        (
            vec!["census", "--formt", "json"],
            2,
            "unreadable-nearest",
            vec![("nearest", "--format")],
        ),
        (
            vec!["census", "--format", "xml"],
            2,
            "unreadable-valid",
            vec![("words", "table, json, csv")],
        ),
        (vec!["where"], 2, "cli-wrong-missing", vec![]),
        (
            vec!["init", "--trial", "--hospital", tables, "--station", "0"],
            2,
            "cli-argument-station",
            vec![],
        ),
        (
            vec!["census", "--ward"],
            2,
            "cli-wrong-no-value",
            vec![("argument", "--ward <WARD>")],
        ),
        (
            vec!["census", "--ward", "5E", "--ward", "6W"],
            2,
            "cli-wrong-twice",
            vec![("argument", "--ward <WARD>")],
        ),
        (vec!["import"], 2, "cli-about-import-census", vec![]),
        (
            vec!["--user", "NO NAME", "census"],
            2,
            "cli-wrong-user",
            vec![("user", "NO NAME")],
        ),
    ]
}

/// What is not there, or not as it should be.
fn not_there(place: &Place) -> Vec<Case<'_>> {
    let store = place.store.folder.to_str().unwrap();
    let (tables, empty) = (place.tables.as_str(), place.empty.as_str());
    vec![
        (
            vec!["--dir", empty, "census"],
            2,
            "cli-store-none",
            vec![("folder", empty)],
        ),
        (
            vec!["--dir", empty, "run"],
            2,
            "cli-store-none",
            vec![("folder", empty)],
        ),
        (
            vec!["--dir", empty, "verify"],
            2,
            "cli-store-none",
            vec![("folder", empty)],
        ),
        (
            vec!["init", "--trial", "--hospital", tables, "--station", "8"],
            2,
            "cli-store-there",
            vec![("folder", store)],
        ),
        (
            vec!["--dir", empty, "init", "--trial", "--hospital", empty, "--station", "8"],
            1,
            "import-expected-present",
            vec![],
        ),
        (
            vec!["census", "--ward", "9Z"],
            1,
            "refusal-unknown-ward",
            vec![("ward", "9Z")],
        ),
        (
            vec!["where", "123"],
            1,
            "refusal-unknown-patient",
            vec![("patient", "123")],
        ),
        (
            vec!["where", "5E-501-9"],
            1,
            "refusal-unknown-bed",
            vec![("bed", "5E-501-9")],
        ),
        (vec!["import", "census", empty], 1, "import-expected-present", vec![]),
        (
            vec!["import", "census", &place.no_list],
            1,
            "import-expected-column",
            vec![("name", "patient_id")],
        ),
        (vec!["run", empty], 2, "cli-system-not-found", vec![]),
        (vec!["run", tables], 2, "cli-system-folder", vec![]),
        (vec![], 2, "cli-no-terminal", vec![]),
        (vec!["demo"], 2, "cli-no-terminal", vec![]),
    ]
}

#[test]
fn every_complaint_is_in_the_language_asked_for_and_goes_to_the_other_stream() {
    let place = place();
    for language in Language::ALL {
        let words = crate::harness::words(language);
        for (arguments, exit, key, filling) in written_wrong(&place).into_iter().chain(not_there(&place)) {
            let mut command = andon();
            command.args(["--lang", code(language)]);
            if !arguments.contains(&"--dir") {
                command.arg("--dir").arg(&place.store.folder);
            }
            let ended = done(command.args(&arguments));
            let (out, err) = (told(&ended.stdout), told(&ended.stderr));
            assert_eq!(ended.status.code(), Some(exit), "{arguments:?}: {err}");
            assert_eq!(out, "", "{arguments:?}");
            let filling: Vec<(&str, Value<'_>)> = filling
                .iter()
                .map(|(name, value)| (*name, Value::from(*value)))
                .collect();
            let sentence = words.fill(key, &filling);
            assert!(err.contains(&sentence), "{arguments:?}\n{err}\nlacks: {sentence}");
            assert!(!err.contains('\u{1b}') && !err.contains("os error"), "{err}");
            assert!(!err.contains("panicked"), "{err}");
        }
    }
}

#[test]
fn a_command_line_that_is_wrong_says_where_to_read_on() {
    for (arguments, task) in [
        (vec!["nosuch"], ""),
        (vec!["where"], " where"),
        (vec!["import", "census"], " import census"),
        (vec!["--dir", "x", "init"], " init"),
    ] {
        let ended = done(andon().args(["--lang", "en"]).args(&arguments));
        let err = told(&ended.stderr);
        let last = err.lines().last().unwrap();
        assert_eq!(last.trim_end(), format!("More about it: andon help{task}"), "{err}");
    }
}

#[test]
fn help_is_in_both_languages_and_that_of_run_has_the_vocabulary() {
    for language in Language::ALL {
        let words = crate::harness::words(language);
        let help = |arguments: &[&str]| {
            let ended = done(andon().args(arguments).args(["--lang", code(language)]));
            assert!(ended.status.success(), "{}", told(&ended.stderr));
            assert_eq!(told(&ended.stderr), "");
            told(&ended.stdout)
        };
        for whole in [help(&["help"]), help(&["--help"]), help(&["-h"])] {
            assert!(whole.contains(&words.say("cli-about-where")), "{whole}");
            assert!(whole.contains(&words.say("cli-heading-usage")), "{whole}");
        }
        for run in [help(&["help", "run"]), help(&["run", "--help"])] {
            assert!(run.contains("already-undone"), "{run}");
            assert!(run.contains(&words.say("run-do-inquire")), "{run}");
        }
        let import = help(&["help", "import"]);
        assert!(import.contains(&words.say("cli-about-import-census")), "{import}");
        if language == Language::Japanese {
            for text in [help(&["help"]), help(&["help", "run"]), import] {
                for english in ["Print help", "Usage", "OPTIONS", "default:"] {
                    assert!(!text.contains(english), "{english} in {text}");
                }
            }
        }
    }
}

#[test]
fn every_refusal_says_what_to_do_next() {
    for language in Language::ALL {
        let words = crate::harness::words(language);
        let mut sentences = help::refusals(&words);
        for fault in ["text-fault-empty", "text-fault-too-long", "text-fault-forbidden"] {
            sentences.push((
                fault,
                words.fill(fault, &[("most", 60.into()), ("code", "U+202E".into())]),
            ));
        }
        for (word, sentence) in sentences {
            // That a text is refused is said with its fault; what a line lacks is said with the line.
            if matches!(word, "text-refused" | "unreadable") {
                continue;
            }
            let parts = match language {
                Language::Japanese => sentence.matches('。').count(),
                Language::English => sentence.replace("e.g. ", "").matches(". ").count() + 1,
            };
            assert!(parts >= 2, "{word}: {sentence}");
        }
    }
}

#[test]
fn whoever_has_seen_enough_hears_no_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/hospital");
    let store = Store {
        folder: folder.path().join("store"),
    };
    let list = sample.join("inpatients.csv");
    for arguments in [
        vec![
            "init",
            "--trial",
            "--hospital",
            sample.to_str().unwrap(),
            "--station",
            "7",
        ],
        vec!["import", "census", list.to_str().unwrap()],
    ] {
        assert!(store.do_once(&arguments).status.success());
    }
    for format in ["table", "json", "csv"] {
        let arguments = ["census", "--format", format];
        // More than a pipe holds, so that the writer meets the closed end.
        assert!(store.do_once(&arguments).stdout.len() > 65536);
        let mut child = store
            .command(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        assert!(!first.is_empty());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "", "{arguments:?}");
        assert_eq!(child.wait().unwrap().code(), Some(2));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_told() {
    let place = place();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = place.store.command(&["census"]);
    let ended = command.stdin(Stdio::null()).stdout(full).output().unwrap();
    let err = told(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2));
    assert!(err.contains("the disk is full") && !err.contains("os error"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_as_that() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};

    let place = place();
    let header = place.store.folder.join("header");
    fs::set_permissions(&header, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = place.store.command(&["census"]);
    if fs::read(&header).is_ok() {
        // The superuser may do everything, so somebody else tries, with a program that everybody reaches.
        let above = place.store.folder.parent().unwrap();
        fs::set_permissions(above, fs::Permissions::from_mode(0o755)).unwrap();
        let reached = above.join("andon");
        fs::copy(env!("CARGO_BIN_EXE_andon"), &reached).unwrap();
        command = Command::new(reached);
        command.uid(65534).gid(65534).args(["--lang", "en", "--dir"]);
        command.arg(&place.store.folder).arg("census");
    }
    let ended = done(&mut command);
    let err = told(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2));
    assert!(err.contains("You may not read and write"), "{err}");
}

#[test]
fn a_store_in_use_names_who_uses_it() {
    let place = place();
    let mut program = place.store.run(&[]);
    program.ask(&serde_json::json!({"do": "board"}));
    for task in [&["census"][..], &["run"], &["where", "5E-501-1"]] {
        let ended = done(&mut place.store.command(task));
        let err = told(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{err}");
        assert!(err.contains(&format!("process {}", program.child.id())), "{err}");
    }
    assert_eq!(program.end(), 0);
}

#[test]
fn json_is_json_everywhere_and_csv_has_headings() {
    let place = place();
    let tables = place.store.folder.parent().unwrap().join("hospital");
    let list = place.store.folder.parent().unwrap().join("list.csv");
    let census = place.store.do_once(&["census", "--format", "csv"]);
    let heading = told(&census.stdout).lines().next().unwrap().to_owned();
    let row = "00022012,小森　眞希子,コモリ　マキコ,F,1965-12-30,5E,501,1,CARD,2026-11-01T09:00,walking,常食,,,,";
    let columns: Vec<&str> = heading.split(',').take(16).collect();
    fs::write(&list, format!("{}\n{row}\n", columns.join(","))).unwrap();
    let (tables, list) = (tables.to_str().unwrap(), list.to_str().unwrap());
    let other = Path::new(&place.empty);
    let results: Vec<(Vec<&str>, &str)> = vec![
        (vec!["init", "--trial", "--hospital", tables, "--station", "9"], "beds"),
        (vec!["import", "census", list, "--check"], "lines"),
        (vec!["import", "census", list], "new"),
        (vec!["census"], "patient_id"),
        (vec!["where", "00022012"], "patient_id"),
        (vec!["verify"], "records"),
        (vec!["keys"], "action"),
    ];
    for format in ["json", "csv"] {
        let _none_at_first = fs::remove_dir_all(other);
        for (arguments, column) in &results {
            let mut command = andon();
            command
                .arg("--dir")
                .arg(other)
                .args(arguments)
                .args(["--format", format]);
            let ended = done(&mut command);
            let (out, err) = (told(&ended.stdout), told(&ended.stderr));
            assert_eq!((ended.status.code(), err.as_str()), (Some(0), ""), "{arguments:?}");
            if format == "json" {
                let value: serde_json::Value = serde_json::from_str(&out).unwrap();
                let first = value.get(0).unwrap_or(&value);
                assert!(first.get(column).is_some(), "{arguments:?}: {out}");
            } else {
                let mut reader = csv::Reader::from_reader(out.as_bytes());
                assert!(reader.headers().unwrap().iter().any(|name| name == *column), "{out}");
                assert!(reader.records().all(|row| row.is_ok()), "{out}");
            }
        }
    }
}

#[test]
fn no_colour_reaches_a_pipe() {
    let place = place();
    for arguments in [&["help"][..], &["census"], &["verify"], &["keys"], &["nosuch"]] {
        for variable in ["NO_COLOR", "CLICOLOR_FORCE"] {
            let ended = done(place.store.command(arguments).env(variable, "1"));
            for text in [told(&ended.stdout), told(&ended.stderr)] {
                assert!(!text.contains('\u{1b}'), "{arguments:?}: {text:?}");
            }
        }
    }
}

#[test]
fn where_tells_of_an_empty_bed_and_of_somebody_who_is_not_here() {
    let place = place();
    let mut program = place.store.run(&[]);
    for line in [
        serde_json::json!({"do": "register", "id": "777", "name": "見本"}),
        serde_json::json!({"do": "register", "id": "778", "name": "見本"}),
        serde_json::json!({"do": "expect", "patient": "778"}),
        serde_json::json!({"do": "reserve", "bed": "5E-501-2", "patient": "777"}),
        serde_json::json!({"do": "block", "bed": "5E-501-2", "reason": "cleaning"}),
    ] {
        assert_eq!(program.ask(&line)["ok"], true, "{line}");
    }
    program.end();
    for (what, said) in [
        ("5E-501-1", "Bed 5E-501-1 is empty.\n"),
        (
            "5E-501-2",
            "Bed 5E-501-2 is empty.\nIt is blocked (cleaning).\nIt is reserved for 777 見本.\n",
        ),
        ("777", "777 見本 is registered, and not an inpatient now.\n"),
        ("778", "778 見本 is expected, and no bed is reserved.\n"),
    ] {
        let ended = place.store.do_once(&["where", what]);
        assert_eq!(
            (told(&ended.stdout).as_str(), ended.status.code()),
            (said, Some(0)),
            "{what}"
        );
    }
}
