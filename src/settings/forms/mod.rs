//! The forms of the paper: those that the program carries, and those that a hospital lays over them in the folder `forms`
//! of its store. A form of the hospital with a mistake is told with file and line, and the built-in one stands in for it.

mod covers;
mod fault;
mod fields;
mod letterhead;
mod reader;
mod tables;

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    i18n::Words,
    print::{Kind, form::Form, press::Shelf},
};

pub use fault::{FormFault, FormFaultKind};
pub use reader::read;

/// The folder of a hospital's own forms, in the folder of the store.
pub const FOLDER: &str = "forms";

/// In that folder: the address, phone and numbers of the hospital, for papers that leave it.
pub const LETTERHEAD_FILE: &str = "letterhead.toml";

/// The largest file that can be a form.
const LARGEST: u64 = 256 * 1024;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../assets/forms/", $name, ".toml")))),*]
    };
}

/// The forms that are part of the binary.
pub const BUILT_IN: &[(&str, &str)] = built_in![
    "ward-list",
    "hospital-list",
    "headcount",
    "label",
    "wrist-strip",
    "summary",
    "nursing-sheet",
    "meal-sheet",
    "daily-report",
    "slip",
    "slip-rx-outside",
    "slip-referral",
    "run-sheet",
    "desk-register",
    "packet",
];

/// The shelf, and what is wrong with the hospital's own forms.
#[derive(Debug, Default)]
pub struct Shelved {
    pub shelf: Shelf,
    pub faults: Vec<FormFault>,
    /// The forms that come from the hospital.
    pub own: Vec<Kind>,
    /// Kinds whose own form has a mistake: the built-in one stands in for it.
    pub stood_in: Vec<Kind>,
}

/// The built-in forms with those of `folder` over them.
pub fn shelf(folder: Option<&Path>, words: &Words) -> Shelved {
    let mut shelved = Shelved::default();
    for (name, source) in BUILT_IN {
        match read(&format!("{name}.toml"), source, words) {
            Ok(form) => shelved.shelf.lay(form),
            // Only a build with a broken form of its own can come here.
            Err(faults) => shelved.faults.extend(faults),
        }
    }
    let Some(folder) = folder else { return shelved };
    for (file, source) in own_files(folder, &mut shelved.faults) {
        if Path::new(&file).file_name().is_some_and(|name| name == LETTERHEAD_FILE) {
            match letterhead::read(&file, &source) {
                Ok(letterhead) => shelved.shelf.letterhead = letterhead,
                Err(faults) => shelved.faults.extend(faults),
            }
            continue;
        }
        let named = document_of(&source);
        let read = read(&file, &source, words);
        let kind = read.as_ref().ok().map(|form: &Form| form.document).or(named);
        match read {
            Ok(form) => {
                shelved.own.extend(kind);
                shelved.shelf.lay(form);
            }
            Err(faults) => {
                shelved.stood_in.extend(kind);
                shelved.faults.extend(faults);
            }
        }
    }
    shelved
}

/// The files of the folder, by name; what cannot be read is told.
fn own_files(folder: &Path, faults: &mut Vec<FormFault>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return files;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let file = path.display().to_string();
        let unreadable = |why: String| FormFault {
            file: file.clone(),
            line: None,
            kind: FormFaultKind::Unreadable(why),
            nearest: None,
        };
        let small = entry.metadata().map(|about| about.is_file() && about.len() <= LARGEST);
        match small.and_then(|small| {
            if small {
                fs::read_to_string(&path)
            } else {
                Err(std::io::ErrorKind::FileTooLarge.into())
            }
        }) {
            Ok(source) => {
                files.insert(file, source);
            }
            Err(fault) => faults.push(unreadable(fault.to_string())),
        }
    }
    files
}

/// Which document a file means, however broken it is.
fn document_of(source: &str) -> Option<Kind> {
    let line = source.lines().find_map(|line| line.trim().strip_prefix("document"))?;
    let name = line.trim_start().strip_prefix('=')?.trim().trim_matches('"');
    Kind::from_name(name)
}
