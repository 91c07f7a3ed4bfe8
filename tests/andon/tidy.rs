//! The house rules that a compiler does not hold: who may enter whom, where a library may be named, how long a file is.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Which rooms of `src/` a room may use (ARCHITECTURE.md, "Rooms"). A room may always use itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("search", &["domain"]),
    ("vault", &[]),
    ("copying", &[]),
    ("journal", &["vault", "copying"]),
    ("settings", &["domain", "exchange", "i18n", "print"]),
    ("store", &["domain", "journal", "vault"]),
    ("exchange", &["domain"]),
    ("print", &["domain", "i18n"]),
    ("i18n", &[]),
    ("theme", &[]),
    ("input", &[]),
    ("widgets", &["theme", "input"]),
    (
        "app",
        &["domain", "search", "input", "i18n", "theme", "print", "copying"],
    ),
    (
        "screens",
        &[
            "app", "widgets", "domain", "search", "i18n", "theme", "input", "print", "copying",
        ],
    ),
    (
        "cli",
        &[
            "app", "search", "i18n", "domain", "exchange", "settings", "input", "print", "copying",
        ],
    ),
    (
        "runtime",
        &[
            "domain", "search", "vault", "journal", "settings", "store", "exchange", "print", "i18n", "theme", "input",
            "widgets", "app", "screens", "cli", "copying",
        ],
    ),
    ("main.rs", &["runtime", "cli"]),
    ("lib.rs", &[]),
];

/// Libraries that only some places may name.
const KEPT: &[(&str, &[&str])] = &[
    ("sled", &["store/"]),
    ("crossterm", &["runtime/", "input/"]),
    (
        "ratatui",
        &["theme/", "widgets/", "screens/", "app/screen.rs", "runtime/"],
    ),
    ("bincode", &["domain/record/bytes.rs"]),
    ("fluent_bundle", &["i18n/"]),
    ("clap", &["cli/", "main.rs"]),
    ("rustix", &["runtime/", "journal/"]),
    ("windows_sys", &["runtime/", "journal/"]),
    ("signal_hook", &["runtime/"]),
    ("krilla", &["print/"]),
    ("skrifa", &["print/"]),
    ("qrcodegen", &["print/"]),
    ("barcoders", &["print/"]),
];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "manager", "misc", "handler",
];

/// Lines a file may have without saying why in its head (`Long because …`).
const FITS_IN_A_HEAD: usize = 450;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_path_buf(), text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn unix(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

/// The code of a file without its comments and its unit tests.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap();
    before_tests
        .lines()
        .map(|line| line.split("//").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that a piece of code names: `crate::room` and `andon::room`, also in braces.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for prefix in ["crate::", "andon::"] {
        for (at, _) in code.match_indices(prefix) {
            let preceded = code[..at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || c == '_');
            if preceded {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            if let Some(list) = rest.strip_prefix('{') {
                let mut depth = 0;
                let mut word = String::new();
                let mut taking = true;
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            taking = true;
                            named.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                        }
                        c if depth == 0 && taking && (c.is_alphanumeric() || c == '_') => word.push(c),
                        c if c.is_whitespace() => {}
                        _ => taking = false,
                    }
                    if !taking && !word.is_empty() {
                        named.push(std::mem::take(&mut word));
                    }
                }
                if !word.is_empty() {
                    named.push(word);
                }
            } else {
                named.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    named
}

#[test]
fn rooms_enter_only_the_rooms_they_may() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let path = unix(&path);
        let room = path.split('/').next().unwrap();
        let Some(may) = table.get(room) else {
            faults.push(format!("{path}: the room {room} is not in the table"));
            continue;
        };
        for named in rooms_named(&code(&text)) {
            if table.contains_key(named.as_str()) && named != room && !may.contains(&named.as_str()) {
                faults.push(format!("{path}: {room} may not use {named}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_reader_of_use_lines_sees_through_braces() {
    assert_eq!(rooms_named("use crate::domain::text::Text;"), ["domain"]);
    assert_eq!(
        rooms_named("use crate::{app::{Effect, Message}, i18n, domain::state};"),
        ["app", "i18n", "domain"]
    );
    assert_eq!(rooms_named("let x = crate::store::open();"), ["store"]);
}

#[test]
fn libraries_stay_where_they_belong() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let path = unix(&path);
        let code = code(&text);
        for (library, places) in KEPT {
            let named = code.match_indices(&format!("{library}::")).any(|(at, _)| {
                !code[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !places.iter().any(|place| path.starts_with(place)) {
                faults.push(format!("{path} names {library}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_have_one_subject_and_a_name_that_says_it() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let shown = unix(&path);
        let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
        if text.lines().count() > FITS_IN_A_HEAD && !head.contains("Long because") {
            faults.push(format!(
                "{shown}: {} lines, and its head does not say why",
                text.lines().count()
            ));
        }
        for part in shown.trim_end_matches(".rs").split('/') {
            if EMPTY_NAMES.contains(&part) {
                faults.push(format!("{shown}: {part} says nothing"));
            }
        }
        if !text.starts_with("//!") {
            faults.push(format!("{shown}: does not say what lives there"));
        }
        for unfinished in ["todo!(", "unimplemented!(", "TODO", "FIXME"] {
            if text.contains(unfinished) {
                faults.push(format!("{shown}: {unfinished}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_dependency_has_its_reason_and_its_version() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut section = String::new();
    let mut faults = Vec::new();
    let mut seen = 0;
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
            continue;
        }
        if !section.ends_with("dependencies") || line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        seen += 1;
        let has_reason = line.contains('#') || section == "dev-dependencies" && line.contains("tempfile");
        if !line.contains("\"=") || !has_reason {
            faults.push(line.to_owned());
        }
    }
    assert!(seen > 20);
    assert!(
        faults.is_empty(),
        "not pinned, or without a reason:\n{}",
        faults.join("\n")
    );
}
