//! The user's own keys: what was found beside the preferences, what came of it, and every mistake in words.

use std::path::PathBuf;

use crate::i18n::{Value, Words};
use crate::input::{Fault, FaultKind, nearest};

use super::{Keys, Overlay, load};

/// What was found in the folder of the preferences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnKeys {
    /// The file that names the tables to lay over the default, and the names in it.
    pub overlays: (PathBuf, Vec<String>),
    /// The user's table and its bytes, or why they cannot be read.
    pub table: Option<(PathBuf, Result<Vec<u8>, String>)>,
}

impl OwnKeys {
    /// The table of keys that runs, and all that is wrong with what was found. A mistake costs the user's own table, never
    /// the start.
    pub fn load(&self) -> (Keys, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut overlays = Vec::new();
        let (file, names) = &self.overlays;
        for name in names {
            match Overlay::parse(name) {
                Some(overlay) => overlays.push(overlay),
                None => faults.push(Fault {
                    file: file.display().to_string(),
                    line: None,
                    kind: FaultKind::UnknownOverlay(name.clone()),
                    nearest: nearest(name, Overlay::ALL.map(Overlay::name)).map(str::to_owned),
                }),
            }
        }
        let Some((path, read)) = &self.table else {
            let (keys, found) = load(&overlays, None);
            faults.extend(found);
            return (keys, faults);
        };
        let path = path.display().to_string();
        let text = read.as_ref().map_err(Clone::clone).and_then(|bytes| {
            // Some editors begin a file with a mark that no TOML has.
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            str::from_utf8(bytes).map_err(|fault| format!("UTF-8, {fault}"))
        });
        let own = text.as_ref().ok().map(|text| (path.as_str(), *text));
        let (keys, found) = load(&overlays, own);
        faults.extend(found);
        if let Err(why) = text {
            faults.push(Fault {
                file: path,
                line: None,
                kind: FaultKind::Unreadable(why),
                nearest: None,
            });
        }
        (keys, faults)
    }
}

/// A mistake in the user's language: file, line, what was found, and what was probably meant.
pub fn fault_in_words(fault: &Fault, words: &Words) -> String {
    let (key, found) = fault.kind.text();
    let place = match fault.line {
        Some(line) => words.fill(
            "keymap-fault-line",
            &[
                ("file", Value::from(fault.file.as_str())),
                ("line", line.to_string().into()),
            ],
        ),
        None => fault.file.clone(),
    };
    let what = words.fill(
        key,
        &[
            ("found", Value::from(found)),
            ("with", fault.nearest.as_deref().unwrap_or_default().into()),
        ],
    );
    let mut text = words.fill("keymap-fault", &[("place", place.into()), ("what", what.into())]);
    // Of two keys that begin alike the other one is named already.
    if let (Some(nearest), false) = (&fault.nearest, matches!(fault.kind, FaultKind::Overlap { .. })) {
        text.push_str(&words.fill("keymap-fault-nearest", &[("nearest", nearest.as_str().into())]));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]

    use super::*;
    use crate::i18n::Language;

    fn own(bytes: &[u8]) -> OwnKeys {
        OwnKeys {
            table: Some(("keys.toml".into(), Ok(bytes.to_vec()))),
            ..OwnKeys::default()
        }
    }

    /// Ten different mistakes in one file: each is told with its line and what was probably meant, and the defaults run.
    #[test]
    fn ten_mistakes_are_told_at_once_and_the_defaults_run() {
        let source = r#"[evrywhere]
F1 = "help"
[everywhere]
F2 = "hlep"
"ctl-p" = "help"
F5 = 3
"C-x" = "help"
"ctrl-x" = "find"
g = "menu"
[movements]
a = { do = "admit", when = "bed-emtpy" }
b = { when = "bed-empty" }
d = { do = "discharge", wenn = "patient" }
t = = "transfer"
"C-" = "transfer"
"#;
        let (keys, faults) = own(source.as_bytes()).load();
        assert_eq!(keys, load(&[], None).0, "the defaults run");
        let words = Words::load(Language::English).unwrap();
        let told: Vec<String> = faults.iter().map(|fault| fault_in_words(fault, &words)).collect();
        assert!(told.len() >= 9, "{told:#?}");
        for (line, what) in [
            (1, "everywhere"),
            (4, "help"),
            (5, "ctrl-p"),
            (8, "Ctrl-X"),
            (11, "bed-empty"),
            (14, "keys.toml"),
            (15, "C-"),
        ] {
            let place = format!("keys.toml, line {line}:");
            assert!(
                told.iter().any(|text| text.starts_with(&place) && text.contains(what)),
                "{place} {what}\n{told:#?}"
            );
        }
        assert!(told.iter().all(|text| !text.contains("keymap-fault")), "{told:#?}");
    }

    #[test]
    fn what_cannot_be_read_is_told_too() {
        let words = Words::load(Language::Japanese).unwrap();
        let broken = own(b"[everywhere]\nF1 = \"\xff\"\n");
        let (_, faults) = broken.load();
        let told = fault_in_words(&faults[0], &words);
        assert!(told.contains("keys.toml") && told.contains("UTF-8"), "{told}");
        let closed = OwnKeys {
            overlays: ("preferences.toml".into(), vec!["vimm".to_owned(), "compact".to_owned()]),
            table: Some(("keys.toml".into(), Err("権限がありません".to_owned()))),
        };
        let (keys, faults) = closed.load();
        assert_eq!(keys, load(&[Overlay::Compact], None).0, "what is right of it runs");
        let told: Vec<String> = faults.iter().map(|fault| fault_in_words(fault, &words)).collect();
        assert!(told[0].contains("「vimm」") && told[0].ends_with("vim"), "{told:?}");
        assert!(told[1].contains("権限がありません"), "{told:?}");
    }

    #[test]
    fn a_file_of_a_windows_editor_is_read() {
        let (keys, faults) = own(b"\xef\xbb\xbf[everywhere]\r\nF1 = \"menu\"\r\n").load();
        assert_eq!(faults, []);
        assert_ne!(keys, load(&[], None).0);
    }
}
