//! A thousand names and numbers, and nowhere a byte of them: not in the store, not in what is left after a kill, not in
//! temporary folders or logs; and nothing personal on the screen of a locked laptop.

use std::{fs, io::Write, path::Path, process::Stdio};

use andon::settings::sample;

use crate::program::{DEPARTMENTS, andon};
use crate::terminal::pty::Pty;

/// Every name, reading and number of the sample's inpatients that is long enough to be found by chance only.
fn secrets() -> Vec<Vec<u8>> {
    let mut secrets = Vec::new();
    for line in sample::INPATIENTS.lines().skip(1) {
        for cell in line.split(',').take(3) {
            if cell.chars().count() >= 4 {
                secrets.push(cell.as_bytes().to_vec());
            }
        }
    }
    assert!(secrets.len() >= 1_000, "{}", secrets.len());
    secrets
}

/// Where the bytes of a folder hold one of them.
fn found(folder: &Path, secrets: &[Vec<u8>]) -> Vec<String> {
    let heads: std::collections::HashMap<[u8; 4], Vec<&[u8]>> =
        secrets
            .iter()
            .fold(std::collections::HashMap::new(), |mut heads, secret| {
                heads
                    .entry(secret[..4].try_into().unwrap())
                    .or_insert_with(Vec::new)
                    .push(secret);
                heads
            });
    // Most bytes begin nothing: a table of the first two is quick even unoptimised.
    let mut begins = vec![false; 1 << 16];
    for secret in secrets {
        begins[usize::from(u16::from_le_bytes([secret[0], secret[1]]))] = true;
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let last = bytes.len().saturating_sub(4);
            for (at, pair) in bytes.windows(2).enumerate().take(last) {
                if !begins[usize::from(u16::from_le_bytes([pair[0], pair[1]]))] {
                    continue;
                }
                let head: [u8; 4] = bytes[at..at + 4].try_into().unwrap();
                let holds = heads
                    .get(&head)
                    .is_some_and(|secrets| secrets.iter().any(|secret| bytes[at..].starts_with(secret)));
                if holds {
                    found.push(format!("{} at {at}", path.display()));
                    break;
                }
            }
        }
    }
    found
}

/// Where the files that a running program has mapped or open hold one of them, whatever folder they lie in, and whether or
/// not they have a name any more. Not the program's own code.
#[cfg(target_os = "linux")]
fn held(process: u32, secrets: &[Vec<u8>]) -> Vec<String> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mapped = maps.lines().filter_map(|line| {
        // What can be executed, or is part of a program, is no data of a hospital.
        let path = line.split_whitespace().nth(5).filter(|path| path.starts_with('/'))?;
        let is_code = path.contains(".so") || path.contains("/target/") || path.starts_with("/usr/lib");
        (!is_code).then(|| path.to_owned())
    });
    let open = fs::read_dir(format!("/proc/{process}/fd")).unwrap();
    let open = open.map(|entry| entry.unwrap().path().display().to_string());
    let all: std::collections::BTreeSet<String> = mapped.chain(open).collect();
    assert!(all.len() > 3, "{all:?}");
    let gathered = tempfile::tempdir().unwrap();
    let mut copied = 0;
    for (number, path) in all.into_iter().enumerate() {
        // Pipes and the terminal are the answers, which are meant to be read.
        if fs::metadata(&path).is_ok_and(|about| about.is_file()) {
            copied += u32::from(fs::copy(&path, gathered.path().join(number.to_string())).is_ok());
        }
    }
    assert!(copied > 1, "the journal at least is open");
    found(gathered.path(), secrets)
}

#[cfg(not(target_os = "linux"))]
fn held(_: u32, _: &[Vec<u8>]) -> Vec<String> {
    Vec::new()
}

/// The system keeps no picture of the memory of this process when it dies.
#[cfg(target_os = "linux")]
fn keeps_no_picture(process: u32) {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size"));
    let words: Vec<&str> = core.unwrap().split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{core:?}");
}

#[cfg(not(target_os = "linux"))]
fn keeps_no_picture(_: u32) {}

#[cfg(unix)]
fn is_of_one_user(paths: &[(&Path, u32)]) {
    use std::os::unix::fs::PermissionsExt as _;

    for (path, mode) in paths {
        let found = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, *mode, "{}", path.display());
    }
}

#[cfg(not(unix))]
fn is_of_one_user(_: &[(&Path, u32)]) {}

const PHRASE: &str = "three umbrellas in the rain";

/// A real store of the sample hospital under `home`, with its 600 inpatients, used by `andon run` and then killed.
#[test]
fn a_thousand_names_and_numbers_are_nowhere_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let (lists, work, temporary) = (
        home.path().join("lists"),
        home.path().join("work"),
        home.path().join("tmp"),
    );
    for folder in [&lists, &work, &temporary] {
        fs::create_dir_all(folder).unwrap();
    }
    let files = sample::files();
    for table in [&files.departments, &files.wards, &files.beds] {
        fs::write(lists.join(table.name.as_str()), &table.bytes).unwrap();
    }
    let census = lists.join("inpatients.csv");
    fs::write(&census, sample::INPATIENTS).unwrap();
    let phrase = lists.join("phrase");
    fs::write(&phrase, PHRASE).unwrap();
    let store = work.join("store");
    let by = |user: &str, phrase: &Path, arguments: &[&str]| {
        let mut command = andon();
        command
            .args(["--lang", "en", "--user", user, "--passphrase-file"])
            .arg(phrase)
            .env("ANDON_DIR", &store)
            .args(arguments)
            .env("TMPDIR", &temporary)
            .env("HOME", &work)
            .env("XDG_STATE_HOME", &work)
            .env("ANDON_CONFIG", work.join("config"));
        command
    };
    let done_by = |user: &str, phrase: &Path, arguments: &[&str]| {
        let output = by(user, phrase, arguments).stdin(Stdio::null()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {told}");
        output
    };
    let done = |arguments: &[&str]| done_by("k.mori", &phrase, arguments);
    let (slip, first_phrase, own) = (lists.join("slip"), lists.join("first"), lists.join("own"));
    let lists = lists.to_str().unwrap();
    done(&["init", "--hospital", lists, "--station", "7"]);
    done(&["import", "census", census.to_str().unwrap()]);
    let secrets = secrets();
    assert_eq!(found(&work, &secrets), Vec::<String>::new());
    // A clerk with a slip of paper: the first phrase is good for setting the own one, and for nothing else.
    let add = [
        "user",
        "add",
        "h.sato",
        "--full-name",
        "佐藤 花",
        "--role",
        "ward-clerk",
    ];
    done(&[&add[..], &["--slips", slip.to_str().unwrap()]].concat());
    let printed = fs::read_to_string(&slip).unwrap();
    // A first pass phrase is nobody else's to read, nor is the store.
    is_of_one_user(&[(&slip, 0o600), (&store, 0o700), (&store.join("keyring"), 0o600)]);
    let is_drawn = |word: &&str| word.len() == 29 && word.matches('-').count() == 4 && !word.contains("--");
    fs::write(&first_phrase, printed.split_whitespace().find(is_drawn).unwrap()).unwrap();
    fs::write(&own, "four kites over the sea").unwrap();
    let refused = by("h.sato", &first_phrase, &["census"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(!refused.status.success());
    let change = ["user", "passphrase", "--new-file", own.to_str().unwrap()];
    done_by("h.sato", &first_phrase, &change);
    // Written to, and killed: what a kill leaves lying about is looked through as well.
    let mut child = by("h.sato", &own, &["run"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let first = sample::INPATIENTS.lines().nth(1).unwrap().split(',').next().unwrap();
    let mut input = child.stdin.take().unwrap();
    for number in 0..50 {
        writeln!(input, r#"{{"do":"diet","patient":"{first}","to":"常食 {number}"}}"#).unwrap();
    }
    input.flush().unwrap();
    let mut answers = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut answer = String::new();
    std::io::BufRead::read_line(&mut answers, &mut answer).unwrap();
    assert!(answer.contains("\"ok\":true"), "{answer}");
    assert_eq!(held(child.id(), &secrets), Vec::<String>::new(), "mapped or open");
    keeps_no_picture(child.id());
    child.kill().unwrap();
    child.wait().unwrap();
    // Copies are sealed as the store is, and a store that is made out of one is.
    let (stick, backup) = (work.join("stick"), work.join("backup"));
    done(&["mirror", stick.to_str().unwrap()]);
    done(&["backup", backup.to_str().unwrap()]);
    let restored = work.join("restored");
    let of_restored = |arguments: &[&str]| done(&[arguments, &["--dir", restored.to_str().unwrap()]].concat());
    of_restored(&["restore", stick.to_str().unwrap()]);
    let sound = done(&["verify", "--dir", backup.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&sound.stdout).contains("copy"), "{sound:?}");
    is_of_one_user(&[(&stick, 0o700), (&backup.join("header"), 0o600)]);
    assert_eq!(found(&work, &secrets), Vec::<String>::new());
    assert_eq!(found(&temporary, &secrets), Vec::<String>::new());
    // What is looked for is there to be found: in the lists, and behind the seal.
    assert!(!found(Path::new(lists), &secrets).is_empty());
    let shown = String::from_utf8(of_restored(&["census", "--format", "csv"]).stdout).unwrap();
    assert!(shown.lines().count() >= 600, "{shown}");
    assert!(DEPARTMENTS.contains("CARD"));
}

/// `demo` is a laptop like any other, but that it opens without a phrase.
#[test]
fn nothing_personal_is_on_the_screen_of_a_locked_laptop() {
    let names: Vec<String> = sample::INPATIENTS
        .lines()
        .skip(1)
        .flat_map(|line| line.split(',').take(3).map(str::to_owned).collect::<Vec<_>>())
        .filter(|cell| cell.chars().count() >= 4)
        .collect();
    let shows = |text: &str| {
        let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        names
            .iter()
            .filter(|name| squeezed.contains(&name.replace([' ', '\u{3000}'], "")))
            .count()
    };
    let pty = Pty::andon(&["demo"], (80, 24));
    pty.wait_for("全体ボード");
    pty.types("gc");
    let until_names_show = || {
        let begun = std::time::Instant::now();
        while shows(&pty.text()) <= 5 {
            assert!(begun.elapsed().as_secs() < 30, "{}", pty.text());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    until_names_show();
    pty.types("\x0b");
    pty.wait_for("ロック中");
    pty.wait_for("Ctrl-U 消す");
    assert_eq!(shows(&pty.text()), 0, "{}", pty.text());
    // A nameless board goes on.
    assert!(pty.text().contains("5E"), "{}", pty.text());
    pty.types("some words\r");
    // What was open is there again.
    until_names_show();
}

/// A paper in the clear is not left lying about: after an hour it is gone, and its bytes with it.
#[test]
fn papers_in_the_clear_go_after_an_hour() {
    use andon::runtime::printing::folder::{FOLDER, sweep};
    use std::time::{Duration, SystemTime};

    let store = tempfile::tempdir().unwrap();
    let folder = store.path().join(FOLDER);
    fs::create_dir_all(&folder).unwrap();
    let (old, new) = (folder.join("ward-list.pdf"), folder.join("label.pdf"));
    // Another name of the same bytes: what is left of them shows there.
    let bytes = folder.join("the-bytes");
    for path in [&old, &new] {
        fs::write(path, "小森 眞希子").unwrap();
    }
    fs::hard_link(&old, &bytes).unwrap();
    let before = SystemTime::now() - Duration::from_secs(3_700);
    fs::File::options()
        .write(true)
        .open(&old)
        .unwrap()
        .set_modified(before)
        .unwrap();
    // What is put there is this user's only.
    #[cfg(unix)]
    {
        use andon::print::queue::Papers as _;
        let kept = andon::runtime::printing::folder::PaperFolder::new(store.path());
        let paper = kept.keep("hand-out", b"%PDF").unwrap();
        is_of_one_user(&[(&paper, 0o600), (&folder, 0o700)]);
    }
    sweep(store.path());
    assert!(!old.exists() && new.exists());
    assert!(fs::read(&bytes).unwrap().iter().all(|byte| *byte == 0));
}
