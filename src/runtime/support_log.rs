//! The log for support: what the program did and how long it took, never about whom. Names, numbers and texts of patients
//! are in no line of it: what is logged are kinds, codes, counts and times. A test greps it for every name of the sample.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
    sync::Mutex,
};

use crate::app::door::{Outcome, Refused};

const NAME: &str = "andon.log";
/// The former one, kept when a new one is begun.
const FORMER: &str = "andon.log.1";
/// About a month of a busy laptop.
const LARGEST: u64 = 2 * 1024 * 1024;

/// Begins to log into `folder`. Without a log the program runs all the same.
pub(super) fn begin(folder: &Path) {
    let Ok(file) = open(folder) else { return };
    let log = tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .finish();
    // In a test there may be one already; the first one stays.
    let _there_is_one = tracing::subscriber::set_global_default(log);
}

fn open(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join(NAME);
    if fs::metadata(&path).is_ok_and(|found| found.len() > LARGEST) {
        fs::rename(&path, folder.join(FORMER))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

/// What became of a command, in one word.
pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Ok(receipt) if receipt.commit.is_none() => "nothing-to-change",
        Ok(_) => "saved",
        Err(Refused::Refusal(refusal)) => refusal.code(),
        Err(Refused::NotSaved(fault)) => fault.code(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use std::io::Write;

    use super::*;

    #[test]
    fn a_long_log_makes_way_and_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..3 {
            let mut file = open(folder.path()).unwrap();
            let line = vec![b'0' + round; 1024];
            for _ in 0..=LARGEST / 1024 {
                file.write_all(&line).unwrap();
            }
        }
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .map(|one| one.file_name())
            .collect();
        names.sort();
        assert_eq!(names, [NAME, FORMER]);
        assert!(fs::read(folder.path().join(FORMER)).unwrap().starts_with(b"1"));
        assert!(fs::read(folder.path().join(NAME)).unwrap().starts_with(b"2"));
    }
}
