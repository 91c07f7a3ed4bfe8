//! Marks on a real disk: folders that are copied, moved, brought back from a backup, and marks that are torn.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]

use crate::domain::record::Digest;

use super::{
    files::{file_of, place_of},
    slot::{APART, SLOT, Slot},
    *,
};

const STORE: [u8; 16] = [7; 16];

/// A store whose own commits say `history`, one after the other.
struct Said<'a>(&'a [&'a str]);

impl Said<'_> {
    fn step(&self, sequence: u64) -> Option<Step> {
        let place = usize::try_from(sequence).unwrap().checked_sub(1)?;
        let canonical = self.0.get(place)?.as_bytes();
        Some(Step::new(sequence, sequence * 100, Digest::of(canonical)))
    }
}

impl Steps for Said<'_> {
    fn find(&self, step: &Step) -> Option<Step> {
        let same = |found: &Step| (found.sequence, found.digest) == (step.sequence, step.digest);
        self.step(step.sequence).filter(same)
    }

    fn newest(&self, after: Option<&Step>) -> Option<Step> {
        let newest = self.step(self.0.len() as u64)?;
        (newest.sequence > after.map_or(0, |step| step.sequence)).then_some(newest)
    }
}

fn at(marks: &Path) -> Marks {
    Marks::of_machine(marks.to_path_buf())
}

fn examine(marks: &Path, folder: &Path, history: &[&str]) -> Standing {
    let there = |path: &Path| path.join("store").exists();
    Mark::examine(&at(marks), STORE, folder, &Said(history), &there)
        .unwrap()
        .0
}

fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let (marks, folder) = (root.path().join("marks"), root.path().join("a"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("store"), "").unwrap();
    (root, marks, folder)
}

fn marked(marks: &Path, folder: &Path, history: &[&str]) {
    let mut mark = Mark::make(&at(marks), STORE, folder).unwrap();
    for sequence in 1..=history.len() {
        mark.raise(Said(history).step(sequence as u64).unwrap()).unwrap();
    }
}

#[test]
fn the_original_is_known_and_goes_on() {
    let (_root, marks, folder) = folders();
    marked(&marks, &folder, &["a", "b", "c"]);
    assert_eq!(examine(&marks, &folder, &["a", "b", "c"]), Standing::Original);
    // Saved, and the power went before it was marked.
    assert_eq!(examine(&marks, &folder, &["a", "b", "c", "d"]), Standing::Original);
    assert_eq!(examine(&marks, &folder, &["a", "b", "c"]), Standing::RolledBack);
}

#[test]
fn a_restored_folder_does_not_become_the_original_by_being_worked_with() {
    let (_root, marks, folder) = folders();
    marked(&marks, &folder, &["a", "b", "c"]);
    for history in [&["a", "b"][..], &["a", "b", "x"], &["a", "b", "x", "y", "z"]] {
        assert_eq!(examine(&marks, &folder, history), Standing::RolledBack, "{history:?}");
    }
    // The right folder comes back.
    assert_eq!(examine(&marks, &folder, &["a", "b", "c"]), Standing::Original);
}

#[test]
fn a_copy_beside_it_is_told_and_a_move_is_none() {
    let (root, marks, folder) = folders();
    drop(Mark::make(&at(&marks), STORE, &folder).unwrap());
    let copy = root.path().join("b");
    fs::create_dir(&copy).unwrap();
    fs::write(copy.join("store"), "").unwrap();
    assert_eq!(examine(&marks, &copy, &["a"]), Standing::Copied);
    assert_eq!(examine(&marks, &folder, &["a"]), Standing::Original);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(examine(&marks, &copy, &["a"]), Standing::Original);
    // From now on it lies there.
    assert_eq!(examine(&marks, &copy, &["a"]), Standing::Original);
    assert_eq!(examine(&marks, &copy, &["x"]), Standing::RolledBack);
    // And moves once more; the power goes when half of it is written.
    let third = root.path().join("c");
    fs::rename(&copy, &third).unwrap();
    let whole = fs::canonicalize(&third).unwrap();
    fs::write(place_of(&marks, STORE), whole.as_os_str().as_encoded_bytes()).unwrap();
    for history in [&["a"][..], &["a", "b"], &["a", "b", "c"]] {
        assert_eq!(examine(&marks, &third, history), Standing::Original);
    }
    assert_eq!(examine(&marks, &folder, &["a", "b", "c"]), Standing::Copied);
}

#[test]
fn a_block_belongs_to_one_store_of_a_machine_for_ever() {
    let (_root, marks, folder) = folders();
    let first = Mark::make(&at(&marks), STORE, &folder).unwrap();
    assert!(first.claim(7, 1).unwrap());
    assert!(first.claim(7, 1).unwrap());
    drop(first);
    fs::remove_dir_all(&folder).unwrap();
    let anew = Mark::make(&at(&marks), [8; 16], &folder).unwrap();
    assert!(!anew.claim(7, 1).unwrap());
    assert!(anew.claim(7, 2).unwrap() && anew.claim(8, 1).unwrap());
    assert_eq!(holder_of(&marks, 7, 1).unwrap(), Some(STORE));
}

/// The home folder of one laptop on another one, under the same name: the marks come along, and say that they were written
/// elsewhere. Likewise a home folder that is brought back from a backup, the marks with it.
#[test]
fn marks_that_were_copied_with_the_store_are_told() {
    let (root, marks, folder) = folders();
    marked(&marks, &folder, &["a", "b"]);
    let backup = root.path().join("backup");
    fs::create_dir(&backup).unwrap();
    for file in fs::read_dir(&marks).unwrap().flatten() {
        fs::copy(file.path(), backup.join(file.file_name())).unwrap();
    }
    // Numbers are given, and then all of it is as it was last night.
    assert_eq!(examine(&marks, &folder, &["a", "b", "c"]), Standing::Original);
    fs::rename(&marks, root.path().join("gone")).unwrap();
    fs::rename(&backup, &marks).unwrap();
    assert_eq!(examine(&marks, &folder, &["a", "b"]), Standing::Copied);
}

#[test]
fn the_mark_of_another_machine_is_not_ours() {
    let (_root, marks, folder) = folders();
    let of = |machine: u8| Marks {
        folder: marks.clone(),
        machine: Machine::Told([machine; 32]),
    };
    drop(Mark::make(&of(1), STORE, &folder).unwrap());
    let there = |_: &Path| true;
    let look = |machine| {
        Mark::examine(&of(machine), STORE, &folder, &Said(&["a"]), &there)
            .unwrap()
            .0
    };
    assert_eq!(look(1), Standing::Original);
    assert_eq!(look(2), Standing::Copied);
    assert_eq!(look(1), Standing::Original);
}

#[test]
fn what_is_only_noted_shows_and_never_harms_the_slot_that_is_safe() {
    let (_root, marks, folder) = folders();
    let history = ["a", "b", "c", "d"];
    let mut mark = Mark::make(&at(&marks), STORE, &folder).unwrap();
    let step = |sequence| Said(&history).step(sequence).unwrap();
    mark.raise(step(1)).unwrap();
    for sequence in 2..=4 {
        mark.note(step(sequence)).unwrap();
    }
    drop(mark);
    let bytes = fs::read(file_of(&marks, STORE)).unwrap();
    let slots = [0, usize::try_from(APART).unwrap()].map(|at| Slot::read(&bytes[at..at + SLOT]).unwrap());
    assert_eq!(slots.map(|slot| slot.sequence()), [4, 1]);
    // A backup from after the last number, and from before the last admission.
    assert_eq!(examine(&marks, &folder, &history[..3]), Standing::RolledBack);
    assert_eq!(examine(&marks, &folder, &history), Standing::Original);
}

#[test]
fn another_machine_knows_nothing_of_it() {
    let (root, _, folder) = folders();
    assert_eq!(
        examine(&root.path().join("elsewhere"), &folder, &["a"]),
        Standing::Copied
    );
}

#[test]
fn a_torn_slot_leaves_the_other_which_is_the_one_before() {
    let (_root, marks, folder) = folders();
    marked(&marks, &folder, &["a", "b"]);
    // Whoever opens it writes over the older slot, whichever that is.
    for length in 3..8 {
        let history = &["a", "b", "c", "d", "e", "f", "g"][..length];
        assert_eq!(examine(&marks, &folder, history), Standing::Original);
        let bytes = fs::read(file_of(&marks, STORE)).unwrap();
        let slots = [0, usize::try_from(APART).unwrap()].map(|at| Slot::read(&bytes[at..at + SLOT]).unwrap());
        let mut sequences = slots.map(|slot| slot.sequence());
        sequences.sort_unstable();
        assert_eq!(sequences, [length as u64 - 1, length as u64]);
    }
    let path = file_of(&marks, STORE);
    let mut bytes = fs::read(&path).unwrap();
    for at in [0, usize::try_from(APART).unwrap()] {
        if Slot::read(&bytes[at..at + SLOT]).unwrap().sequence() == 7 {
            bytes[at + SLOT - 1] ^= 1;
        }
    }
    fs::write(&path, bytes).unwrap();
    assert_eq!(
        examine(&marks, &folder, &["a", "b", "c", "d", "e", "f"]),
        Standing::Original
    );
}
