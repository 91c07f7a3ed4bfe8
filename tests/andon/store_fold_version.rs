//! A snapshot is only believed by a program that folds as the one did that wrote it. Whoever changes how facts fold, what
//! is understood, or the shape of a subject has to raise `FOLD_VERSION`; this notices when it was forgotten.

use std::{fs, path::Path, sync::Arc};

use andon::domain::{
    record::{Sequence, bytes, wire},
    state::snapshot::{FOLD_VERSION, Snapshot},
};

use crate::{event_golden::unhex, world::Laptop};

/// Every fact that was ever written, folded one after the other: the bytes of all that came of it.
fn folded() -> Vec<u8> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/events");
    let mut files: Vec<_> = fs::read_dir(golden)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut laptop = Laptop::new(7);
    for (number, file) in (1..).zip(&files) {
        let mut commit = wire::read(&unhex(&fs::read_to_string(file).unwrap())).unwrap();
        commit.id.sequence = Sequence::new(number).unwrap();
        commit.stamp.millis += number * 60_000;
        laptop.take(Arc::new(commit));
    }
    let mut snapshots: Vec<Snapshot> = laptop.hospital.snapshots().collect();
    snapshots.sort_by_key(Snapshot::subject);
    assert!(snapshots.len() > 6, "{snapshots:?}");
    snapshots
        .iter()
        .flat_map(|snapshot| bytes::encode(snapshot).unwrap())
        .collect()
}

/// With `ANDON_NEW_GOLDEN` set, the file of a new version is written; those that are there never are.
#[test]
fn a_fold_that_changed_has_a_version_of_its_own() {
    let hash = format!("{}\n", blake3::hash(&folded()).to_hex());
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/fold/{FOLD_VERSION}.blake3"));
    if !kept.exists() && std::env::var_os("ANDON_NEW_GOLDEN").is_some() {
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        fs::write(&kept, &hash).unwrap();
    }
    let kept =
        fs::read_to_string(&kept).unwrap_or_else(|_| panic!("run once with ANDON_NEW_GOLDEN=1: {}", kept.display()));
    assert_eq!(
        hash, kept,
        "facts fold to something else than in version {FOLD_VERSION}: raise FOLD_VERSION in domain/state/snapshot.rs"
    );
}
