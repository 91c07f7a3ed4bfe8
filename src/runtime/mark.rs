//! The mark that a machine keeps of its stores, outside of their folders: on which machine, where each lies, and how far it
//! has got. By it a folder that was copied, or brought back from a backup, is told from the one that gives numbers (domain.md,
//! Patient IDs 1).
//!
//! The mark names its machine and the very file it stands in: a home folder that is copied to another laptop, or brought back
//! from a backup together with its marks, has a mark that says it was written elsewhere. An image of the whole disk takes even
//! that with it. That is told only when the two images meet.
//!
//! Long because its tests are as long as itself.
//!
//! A mark is written in place, in one of two slots in turn, so that a power cut leaves the other one whole.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The folder of the marks; for laptops on which several system users work with one store.
pub const VARIABLE: &str = "ANDON_MACHINE_DIR";

const MAGIC: [u8; 8] = *b"andmark2";
/// Magic, store, sequence, position, digest, path, machine, hash.
const SLOT: usize = 8 + 16 + 8 + 8 + 32 + 32 + 32 + 32;
/// Slots lie in sectors of their own.
const APART: u64 = 4096;

/// Whether, and where, a machine keeps marks of its stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marking {
    At(Marks),
    /// The system names no place for them: no store gives numbers here.
    NoPlace,
    /// What is thrown away needs none: the sample, rehearsals, tests whose files are simulated.
    Needless,
}

impl Marking {
    /// In `folder` of this machine, if there is one.
    pub fn of_machine(folder: Option<PathBuf>) -> Self {
        folder.map_or(Self::NoPlace, |folder| Self::At(Marks::of_machine(folder)))
    }
}

/// The folder of the marks of one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    pub folder: PathBuf,
    pub machine: Machine,
}

/// Which machine it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Machine {
    /// By what it calls itself, and by the file of the mark itself: its place on the disk is not taken along when it is copied.
    This { named: [u8; 32] },
    /// As it was told: a test of images, which take everything along.
    Told([u8; 32]),
}

impl Marks {
    pub fn of_machine(folder: PathBuf) -> Self {
        let machine = Machine::This {
            named: *blake3::hash(&machine_name()).as_bytes(),
        };
        Self { folder, machine }
    }

    /// What a mark in this very file has to say.
    fn fingerprint(&self, file: &File) -> io::Result<[u8; 32]> {
        match &self.machine {
            Machine::Told(told) => Ok(*told),
            Machine::This { named } => {
                let mut hasher = blake3::Hasher::new_derive_key("andon 2026 machine and file of a mark");
                hasher.update(named);
                hasher.update(&place_on_disk(&file.metadata()?));
                Ok(*hasher.finalize().as_bytes())
            }
        }
    }
}

/// What the system calls this machine; nothing where it has no name, and then the place on the disk alone tells.
fn machine_name() -> Vec<u8> {
    let named = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    named.iter().find_map(|path| fs::read(path).ok()).unwrap_or_default()
}

/// The number that the file system gave to the file. It stays when the file is written to, and is another one for a copy.
#[cfg(unix)]
fn place_on_disk(file: &fs::Metadata) -> [u8; 8] {
    use std::os::unix::fs::MetadataExt;
    file.ino().to_le_bytes()
}

/// There is no such number to be had here; a copy is made at another time.
#[cfg(windows)]
fn place_on_disk(file: &fs::Metadata) -> [u8; 8] {
    use std::os::windows::fs::MetadataExt;
    file.creation_time().to_le_bytes()
}

/// What the mark says of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The folder is the one that this machine knows.
    Original,
    /// Another folder, or another machine, has the same store.
    Copied,
    /// What was done with the folder here is not in it: it is older, or came back after having been elsewhere.
    RolledBack,
    /// The mark can be neither read nor written.
    Unmarked,
}

/// How far a store has got: one of its own commits. A folder that was brought back and worked with goes on to the same
/// sequence, but never to the same commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub sequence: u64,
    /// Where its record begins in the journal.
    pub position: u64,
    /// Of its canonical bytes.
    pub digest: [u8; 32],
}

impl Step {
    pub fn new(sequence: u64, position: u64, canonical: &[u8]) -> Self {
        Self {
            sequence,
            position,
            digest: *blake3::hash(canonical).as_bytes(),
        }
    }
}

/// The own commits of a store that is opened.
pub trait Steps {
    /// Whether this very commit is here.
    fn holds(&self, step: &Step) -> bool;

    /// The newest, of those behind `after`.
    fn newest(&self, after: Option<&Step>) -> Option<Step>;
}

/// What a mark says of a store, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The store holds the commit that was marked last.
    pub held: bool,
    /// The folder lies where the mark says, or has moved from there.
    pub in_place: bool,
}

/// What a folder is. A machine without a mark of the store has never made it.
pub fn judge(known: Option<Known>) -> Standing {
    match known {
        None | Some(Known { in_place: false, .. }) => Standing::Copied,
        Some(Known { held: false, .. }) => Standing::RolledBack,
        Some(_) => Standing::Original,
    }
}

/// The mark of one store, open for writing.
#[derive(Debug)]
pub struct Mark {
    marks: PathBuf,
    file: File,
    store: [u8; 16],
    path: [u8; 32],
    machine: [u8; 32],
    written: u64,
    /// What is on the disk for certain.
    safe: u64,
    /// The slot that does not hold what was written last.
    next: u64,
}

/// What one slot says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    store: [u8; 16],
    /// `None`: nothing has been done yet.
    step: Option<Step>,
    path: [u8; 32],
    machine: [u8; 32],
}

impl Slot {
    fn sequence(&self) -> u64 {
        self.step.map_or(0, |step| step.sequence)
    }

    fn bytes(&self) -> Vec<u8> {
        let step = self.step.unwrap_or(Step {
            sequence: 0,
            position: 0,
            digest: [0; 32],
        });
        let mut bytes = Vec::with_capacity(SLOT);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&self.store);
        bytes.extend_from_slice(&step.sequence.to_le_bytes());
        bytes.extend_from_slice(&step.position.to_le_bytes());
        bytes.extend_from_slice(&step.digest);
        bytes.extend_from_slice(&self.path);
        bytes.extend_from_slice(&self.machine);
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (body, hash) = bytes.split_last_chunk::<32>()?;
        let rest = body.strip_prefix(&MAGIC)?;
        let (store, rest) = rest.split_first_chunk()?;
        let (sequence, rest) = rest.split_first_chunk()?;
        let (position, rest) = rest.split_first_chunk()?;
        let (digest, rest) = rest.split_first_chunk()?;
        let (path, rest) = rest.split_first_chunk()?;
        let machine = rest.try_into().ok()?;
        let step = Step {
            sequence: u64::from_le_bytes(*sequence),
            position: u64::from_le_bytes(*position),
            digest: *digest,
        };
        (blake3::hash(body) == *hash).then_some(Self {
            store: *store,
            step: (step.sequence > 0).then_some(step),
            path: *path,
            machine,
        })
    }
}

/// A folder by its whole name, whatever name it was given by.
fn named(folder: &Path) -> [u8; 32] {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    *blake3::hash(whole.as_os_str().as_encoded_bytes()).as_bytes()
}

fn hex(store: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(store))
}

fn file_of(marks: &Path, store: [u8; 16]) -> PathBuf {
    marks.join(format!("{}.mark", hex(store)))
}

fn claim_of(marks: &Path, station: u16, block: u16) -> PathBuf {
    marks.join(format!("station-{station:03}-block-{block:04}.given"))
}

/// The store of this machine that gives, or gave, numbers from a block of a station.
pub fn holder_of(marks: &Path, station: u16, block: u16) -> io::Result<Option<[u8; 16]>> {
    match fs::read_to_string(claim_of(marks, station, block)) {
        // Whatever else stands there: somebody has it.
        Ok(holder) => Ok(Some(
            u128::from_str_radix(holder.trim(), 16)
                .unwrap_or_default()
                .to_be_bytes(),
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives back what a store claimed that was never worked with, and forgets its mark.
pub fn give_back(marks: &Path, store: [u8; 16]) -> io::Result<()> {
    for entry in fs::read_dir(marks)? {
        let path = entry?.path();
        let is_claim = path.extension().is_some_and(|ending| ending == "given");
        if is_claim && fs::read_to_string(&path).is_ok_and(|holder| holder.trim() == hex(store)) {
            fs::remove_file(&path)?;
        }
    }
    for path in [file_of(marks, store), place_of(marks, store)] {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    sync_folder(marks)
}

/// Where a store lay when it was marked last: kept beside the mark in plain words, so that it can be looked whether it still
/// lies there.
fn place_of(marks: &Path, store: [u8; 16]) -> PathBuf {
    file_of(marks, store).with_extension("place")
}

impl Mark {
    /// Marks a new store: nothing has been done with it yet.
    pub fn make(place: &Marks, store: [u8; 16], folder: &Path) -> io::Result<Self> {
        let marks = place.folder.as_path();
        fs::create_dir_all(marks)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(file_of(marks, store))?;
        let mut mark = Self {
            marks: marks.to_path_buf(),
            machine: place.fingerprint(&file)?,
            file,
            store,
            path: named(folder),
            written: 0,
            safe: 0,
            next: 0,
        };
        mark.put(None)?;
        mark.settle_at(marks, folder)?;
        // The file itself is there after a power cut, not only what stands in it.
        sync_folder(marks)?;
        Ok(mark)
    }

    /// Looks at a store that is opened; `steps` are the own commits that it holds, and `is_there` says whether a folder holds
    /// this very store. The mark comes back when it may be raised.
    pub fn examine(
        place: &Marks,
        store: [u8; 16],
        folder: &Path,
        steps: &dyn Steps,
        is_there: &dyn Fn(&Path) -> bool,
    ) -> io::Result<(Standing, Option<Self>)> {
        let marks = place.folder.as_path();
        let mut file = match OpenOptions::new().read(true).write(true).open(file_of(marks, store)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Standing::Copied, None)),
            Err(error) => return Err(error),
        };
        let slots = [0, 1].map(|slot| slot_at(&mut file, slot * APART).filter(|found| found.store == store));
        let whole = (0_u64..).zip(slots).filter_map(|(slot, found)| Some((slot, found?)));
        // A folder that has moved is marked anew with the step that it had got to: the slot of where it lies now is the newer.
        let lies = fs::read_to_string(place_of(marks, store)).ok().map(PathBuf::from);
        let lies_at = lies.as_deref().map(named);
        let newest = whole.max_by_key(|(_, slot)| (slot.sequence(), Some(slot.path) == lies_at));
        let Some((slot, last)) = newest else {
            return Ok((Standing::Copied, None));
        };
        let machine = place.fingerprint(&file)?;
        let path = named(folder);
        let has_moved = || {
            let before = lies.as_deref().filter(|_| lies_at == Some(last.path));
            before.is_some_and(|before| !is_there(before))
        };
        let known = Known {
            held: last.step.is_none_or(|step| steps.holds(&step)),
            // The power may go between the two places where it is written.
            in_place: last.machine == machine && (last.path == path || lies_at == Some(path) || has_moved()),
        };
        let standing = judge(Some(known));
        if standing != Standing::Original {
            return Ok((standing, None));
        }
        let mut mark = Self {
            marks: marks.to_path_buf(),
            file,
            store,
            path,
            machine,
            written: last.sequence(),
            safe: last.sequence(),
            next: 1 - slot,
        };
        if last.path != path {
            mark.settle_at(marks, folder)?;
            mark.put(last.step)?;
        }
        // What was saved and not marked any more, because the power went.
        if let Some(newest) = steps.newest(last.step.as_ref()) {
            mark.raise(newest)?;
        }
        Ok((Standing::Original, Some(mark)))
    }

    fn settle_at(&self, marks: &Path, folder: &Path) -> io::Result<()> {
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let place = place_of(marks, self.store);
        write_whole(&place, whole.as_os_str().as_encoded_bytes())
    }

    /// Takes a block of a station for this store, for ever. False when a store that was on this machine before has given
    /// numbers from it: a station that is set up anew, with the number that somebody remembers, must not begin at 1 again.
    pub fn claim(&self, station: u16, block: u16) -> io::Result<bool> {
        if let Some(holder) = holder_of(&self.marks, station, block)? {
            return Ok(holder == self.store);
        }
        // Whole or not at all, and never over another one's.
        let claim = claim_of(&self.marks, station, block);
        let half = file_of(&self.marks, self.store).with_extension("claim");
        write_whole(&half, hex(self.store).as_bytes())?;
        let linked = fs::hard_link(&half, &claim);
        fs::remove_file(&half)?;
        match linked {
            Ok(()) => {
                sync_folder(&self.marks)?;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Ok(holder_of(&self.marks, station, block)? == Some(self.store))
            }
            Err(error) => Err(error),
        }
    }

    /// The store has got to this own commit. On the disk when this returns.
    pub fn raise(&mut self, step: Step) -> io::Result<()> {
        if step.sequence <= self.safe {
            return Ok(());
        }
        self.put(Some(step))
    }

    /// The store has got to this own commit, which gives nothing: a backup from before it shows, and nobody waits for the disk.
    /// It stands in the slot that the next raising writes, so that the other one stays whole.
    pub fn note(&mut self, step: Step) -> io::Result<()> {
        if step.sequence <= self.written {
            return Ok(());
        }
        self.write(Some(step))
    }

    fn put(&mut self, step: Option<Step>) -> io::Result<()> {
        self.write(step)?;
        self.file.sync_data()?;
        self.safe = self.written;
        self.next = 1 - self.next;
        Ok(())
    }

    fn write(&mut self, step: Option<Step>) -> io::Result<()> {
        let slot = Slot {
            store: self.store,
            step,
            path: self.path,
            machine: self.machine,
        };
        self.file.seek(SeekFrom::Start(self.next * APART))?;
        self.file.write_all(&slot.bytes())?;
        self.written = slot.sequence();
        Ok(())
    }
}

/// A small file, on the disk when this returns. Synced through the handle that wrote it: not every system flushes one that
/// only reads.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What was made in a folder is found there after a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A folder cannot be opened as a file here; its own journal keeps what was made in it.
#[cfg(windows)]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn slot_at(file: &mut File, at: u64) -> Option<Slot> {
    let mut bytes = [0; SLOT];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Slot::read(&bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]
    use super::*;

    const STORE: [u8; 16] = [7; 16];

    /// A store whose own commits say `history`, one after the other.
    struct Said<'a>(&'a [&'a str]);

    impl Said<'_> {
        fn step(&self, sequence: u64) -> Option<Step> {
            let place = usize::try_from(sequence).unwrap().checked_sub(1)?;
            let canonical = self.0.get(place)?.as_bytes();
            Some(Step::new(sequence, sequence * 100, canonical))
        }
    }

    impl Steps for Said<'_> {
        fn holds(&self, step: &Step) -> bool {
            self.step(step.sequence) == Some(*step)
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
}
