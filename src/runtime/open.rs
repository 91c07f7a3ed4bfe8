//! A store from its folder: the journal, the index behind it, and the writer on top. Long because the order in which they are
//! opened, and what is believed when one of them is not as it should be, has to be read in one place.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use zeroize::Zeroizing;

use super::{
    clock::{Clock, SystemClock},
    copy_notes,
    entrance::{self, CameInBy, Entered, Entry, EntryFault, FirstPhrase, KeysFault},
    mark::{self, Mark, Marking, Standing, Step, Steps},
    mirror::{Mirroring, Patience},
    paths,
    random::SystemRandomness,
    register::Finder,
    writer::{self, Handle, Start, Writer, read_only},
};
use crate::{
    app::door::ReadOnly,
    cli::{SecondKind, SecondPaper},
    domain::{
        access::{Asker, Keys, PassPhrase, Permissions, PhraseFault, Role, second::Second},
        numbers::BlockNumber,
        record::{Installation, Station, UserName},
    },
    journal::{
        self, Class, Damage, Fault, Holder, Journal, Layout, LockFault, OpenFault as JournalFault, Purpose,
        StoreHeader, StoreLock, TornTail, Trust, disk::Disk, files::Files,
    },
    store::{self, Gaps, IndexFault, Keys as IndexKeys, Pace, Ready, Replayed},
    vault::{Authenticator, DataKey, Drawn, NoRandomness, Randomness, Seal},
};

/// What a store is worked with: all that belongs to the machine, handed in.
#[derive(Debug, Clone)]
pub struct Means {
    pub files: Arc<dyn Files>,
    pub clock: Arc<dyn Clock>,
    pub randomness: Arc<dyn Randomness>,
    /// The user and the machine, for whoever finds the store locked.
    pub who: String,
    pub permissions: Arc<Permissions>,
    pub layout: Layout,
    pub index: IndexPlace,
    pub pace: Pace,
    /// Where the marks of this machine's stores lie.
    pub marks: Marking,
}

/// Where the index lies. It is sled's own folder and does not go through [`Files`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexPlace {
    /// `sled` in the folder of the store.
    Beside,
    /// In a folder of its own: for tests whose files are simulated.
    At(PathBuf),
    /// Nowhere: everything is folded from the journal at every start and stays in memory.
    Nowhere,
}

impl Means {
    /// This machine: its disk, its clock. `who` is told to whoever finds the store locked.
    pub fn machine(who: String) -> Self {
        Self {
            files: Arc::new(Disk),
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness),
            who,
            permissions: Arc::new(Permissions::default()),
            layout: Layout::STANDARD,
            index: IndexPlace::Beside,
            pace: Pace::STANDARD,
            marks: Marking::of_machine(paths::marks_folder(
                std::env::var_os(mark::VARIABLE),
                paths::platform_folder(),
            )),
        }
    }

    /// What the machine's mark says of a store that is opened.
    fn standing(&self, folder: &Path, header: StoreHeader, reader: &journal::Reader) -> (Standing, Option<Mark>) {
        // What was made out of a copy may have its original alive anywhere.
        if journal::is_restored(self.files.as_ref(), folder) {
            return (Standing::Copied, None);
        }
        let marks = match &self.marks {
            Marking::At(marks) => marks,
            // A copy could not be told from the original.
            Marking::NoPlace => return (Standing::Unmarked, None),
            Marking::Needless => return (Standing::Original, None),
        };
        let is_there =
            |other: &Path| journal::whose(&self.files, other).is_ok_and(|theirs| theirs.store == header.store);
        let steps = OwnSteps { header, reader };
        // A mark that cannot be read says nothing good: numbers wait until somebody has looked.
        Mark::examine(marks, header.store, folder, &steps, &is_there).unwrap_or((Standing::Unmarked, None))
    }

    fn index_folder(&self, store: &Path) -> Option<PathBuf> {
        match &self.index {
            IndexPlace::Beside => Some(store.join("sled")),
            IndexPlace::At(folder) => Some(folder.clone()),
            IndexPlace::Nowhere => None,
        }
    }

    /// The seal of a store's records.
    fn seal(&self, key: &DataKey) -> Arc<dyn Seal> {
        Arc::new(key.seal(&self.randomness))
    }

    pub(super) fn lock(&self, folder: &Path) -> Result<StoreLock, OpenFault> {
        let since = i64::try_from(self.clock.millis()).unwrap_or(i64::MAX);
        let holder = Holder {
            process: std::process::id(),
            who: self.who.clone(),
            since,
        };
        let give_up = Instant::now() + LEAVING;
        loop {
            match StoreLock::take(self.files.as_ref(), folder, &holder) {
                Ok(lock) => return Ok(lock),
                Err(LockFault::Held(_)) if Instant::now() < give_up => std::thread::sleep(LEAVING / 20),
                Err(LockFault::Held(holder)) => return Err(OpenFault::Locked(holder)),
                Err(LockFault::Disk(fault)) => return Err(OpenFault::Journal(fault.into())),
            }
        }
    }
}

/// How long a store that is held is waited for. Whoever leaves is a moment in leaving; and a process that is just being
/// started (a printer's command) holds what its parent held until it has become the other program.
const LEAVING: Duration = Duration::from_millis(400);

/// The own commits that the journal of a store holds.
struct OwnSteps<'a> {
    header: StoreHeader,
    reader: &'a journal::Reader,
}

impl OwnSteps<'_> {
    fn step(&self, stored: &journal::Stored) -> Option<Step> {
        let StoreHeader {
            station, installation, ..
        } = self.header;
        let label = &stored.label;
        let is_own = stored.class == Class::Commit && (label.station, label.installation) == (station, installation);
        is_own.then(|| Step::new(label.sequence, stored.position().0, &stored.payload))
    }
}

impl Steps for OwnSteps<'_> {
    fn find(&self, step: &Step) -> Option<Step> {
        let there = self.reader.read(journal::Position(step.position)).ok();
        if there.is_some_and(|stored| self.step(&stored) == Some(*step)) {
            return Some(*step);
        }
        self.reader
            .scan()
            .flatten()
            .filter_map(|stored| self.step(&stored))
            .find(|found| (found.sequence, found.digest) == (step.sequence, step.digest))
    }

    fn newest(&self, after: Option<&Step>) -> Option<Step> {
        let records = match after {
            Some(step) => self.reader.scan_from(journal::Position(step.position)),
            None => self.reader.scan(),
        };
        records
            .flatten()
            .filter_map(|stored| self.step(&stored))
            .filter(|found| after.is_none_or(|step| found.sequence > step.sequence))
            .max_by_key(|found| found.sequence)
    }
}

/// An open store. Dropping it, or [`Store::close`], lets the writer finish what was handed in, and gives the lock back.
#[derive(Debug)]
pub struct Store {
    handle: Handle,
    writer: Writer,
    mirroring: Mutex<Option<Mirroring>>,
    files: Arc<dyn Files>,
    folder: PathBuf,
    purpose: Purpose,
    user: Option<UserName>,
    way: CameInBy,
    randomness: Arc<dyn Randomness>,
    seal: Arc<dyn Seal>,
}

/// What opening found, beside the store itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// An end that a power cut tore: it had never been said to be saved.
    pub torn: Option<TornTail>,
    /// Damage in the middle: the store is open for reading only, and shows what could be read.
    pub faults: Vec<Fault>,
    /// Records that are whole but could not be folded: of a newer program, or resting on something that is damaged.
    pub not_folded: u64,
    /// How many commits were folded at this start.
    pub folded: u64,
    pub index: IndexFound,
}

/// What became of the index at this start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexFound {
    /// It agreed with the journal.
    Used,
    /// It was missing, older, empty, damaged or of another journal: rebuilt. What was there is kept as `sled.bad-N`.
    Rebuilt(IndexFault),
    /// It can be neither used nor built (a full disk): everything is held in memory.
    Without(IndexFault),
}

/// How far opening has come, for a progress bar. Only a rebuild takes long enough to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenProgress {
    pub records: u64,
    pub of: u64,
}

/// Why there is no store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    #[error("there is no store in this folder")]
    NoStore,
    #[error("there is a store in this folder already")]
    StoreThere,
    #[error("another process works with this store")]
    Locked(Option<Holder>),
    #[error("the store has format {0}, from a newer program")]
    Newer(u8),
    #[error("the disk is full, {free} bytes are left")]
    DiskFull { free: u64 },
    #[error("the header names station {station}, installation {installation}: impossible numbers")]
    Identity { station: u16, installation: u16 },
    #[error("block {block} of station {station} belongs to a store that was on this machine before")]
    BlockTaken { station: Station, block: BlockNumber },
    #[error("the hospital frame could not be saved: {0}")]
    FrameNotSaved(String),
    #[error("the system gives no thread: {0}")]
    NoThread(String),
    /// The pass phrase of the first administrator is not good enough.
    #[error("the pass phrase is not good enough: {0}")]
    Phrase(PhraseFault),
    #[error("nobody was let in: {0}")]
    Entry(EntryFault),
    #[error(transparent)]
    Journal(JournalFault),
}

impl From<JournalFault> for OpenFault {
    fn from(fault: JournalFault) -> Self {
        match fault {
            JournalFault::NoStore => Self::NoStore,
            JournalFault::StoreThere => Self::StoreThere,
            JournalFault::Newer(format) => Self::Newer(format),
            JournalFault::DiskFull { free } => Self::DiskFull { free },
            other => Self::Journal(other),
        }
    }
}

impl Store {
    /// Opens the store in `folder` for whoever comes in by `entry`. `progress` is called now and then while an index is
    /// rebuilt.
    pub fn open(
        folder: &Path,
        means: &Means,
        entry: &Entry,
        progress: &mut dyn FnMut(OpenProgress),
    ) -> Result<(Self, Opened), OpenFault> {
        // Before the lock is taken: a folder without a store is left as it is.
        let header = journal::whose(&means.files, folder)?;
        let lock = means.lock(folder)?;
        let entered = entrance::enter(&lock, means, &header, entry)?;
        Self::open_entered(folder, &lock, means, header, entered, progress)
    }

    pub(super) fn open_entered(
        folder: &Path,
        lock: &StoreLock,
        means: &Means,
        header: StoreHeader,
        mut entered: Entered,
        progress: &mut dyn FnMut(OpenProgress),
    ) -> Result<(Self, Opened), OpenFault> {
        let seal = means.seal(&entered.key);
        let keys = IndexKeys::new(header, Arc::clone(&seal), entered.key.index_keys());
        let index_folder = means.index_folder(folder);
        let found = match &index_folder {
            Some(index) => store::open(index, keys.clone()),
            None => Err(IndexFault::Missing),
        };
        let found = found.and_then(|found| without_gaps(found, folder, means));
        let point = entered.missed.or_else(|| found.as_ref().ok().map(store::Found::point));
        let opened = Journal::open(Arc::clone(&means.files), lock, means.layout, seal, point.as_ref());
        let (journal, opened) = match opened {
            Ok(opened) => opened,
            Err(fault) => {
                found.into_iter().for_each(store::Found::close);
                return Err(fault.into());
            }
        };
        let reader = journal.reader();
        let used = match (found, opened.trust) {
            (Ok(found), Trust::Held) => follow_on(found, &reader, means.pace),
            (Ok(found), _) => {
                found.close();
                Err(IndexFault::OtherJournal)
            }
            (Err(fault), _) => Err(fault),
        };
        let mut tell = |at: store::Progress| {
            progress(OpenProgress {
                records: at.records,
                of: at.of,
            });
        };
        // An index that remembers an end which the journal has lost is the witness of it: it is not made again.
        let is_witness = opened.faults.iter().any(|fault| fault.what == Damage::EndMissing);
        let index_folder = index_folder.filter(|_| !is_witness);
        let (ready, replayed, index) = match used {
            Ok((ready, replayed)) => (ready, replayed, IndexFound::Used),
            Err(fault) => make_again(index_folder.as_deref(), fault, &keys, &reader, means.pace, &mut tell)?,
        };
        let summary = Opened {
            torn: entered.torn.clone().or(opened.torn),
            faults: opened.faults,
            not_folded: ready.gaps.not_folded,
            folded: replayed.folded,
            index,
        };
        let standing = means.standing(folder, header, &reader);
        let finder = Finder::new(Arc::clone(&means.files), folder.to_owned(), means.seal(&entered.key));
        let around = (standing, finder);
        let is_own = entered.is_by_own_key(&ready.hospital);
        let left = entered.left(means.clock.as_ref());
        let (knock, code) = (entered.knock.take(), entered.code.take());
        let store = Self::start(journal, ready, replayed, &summary.index, header, around, means, entered)?;
        if summary.index == IndexFound::Rebuilt(IndexFault::OtherJournal) {
            store.handle.end_is_missing();
        }
        // By now the desk has cut the key that the account asks for.
        if !is_own {
            return Err(OpenFault::Entry(EntryFault::Wrong { left }));
        }
        if let Some(knock) = knock {
            store.handle.comes_in(knock, code).map_err(OpenFault::Entry)?;
        }
        if let (CameInBy::Envelope(number), Some(user)) = (store.way, &store.user) {
            store.handle.use_up(user, number).map_err(OpenFault::Entry)?;
        }
        if let Some(asker) = store.asker() {
            store.handle.came_in(&asker);
        }
        copy_notes::take_in(means.files.as_ref(), folder, &store.handle);
        Ok((store, summary))
    }

    #[allow(clippy::too_many_arguments, reason = "everything that was opened, once")]
    fn start(
        journal: Journal,
        ready: Ready,
        replayed: Replayed,
        index: &IndexFound,
        header: StoreHeader,
        ((standing, mark), finder): ((Standing, Option<Mark>), Finder),
        means: &Means,
        entered: Entered,
    ) -> Result<Self, OpenFault> {
        let whose = Station::new(header.station).zip(Installation::new(header.installation));
        let StoreHeader {
            station, installation, ..
        } = header;
        let seal = means.seal(&entered.key);
        let start = Start {
            read_only: journal.closed().map(read_only).or_else(|| of_gaps(ready.gaps)),
            journal,
            ready,
            replayed,
            clock: Arc::clone(&means.clock),
            permissions: Arc::clone(&means.permissions),
            files: Arc::clone(&means.files),
            randomness: Arc::clone(&means.randomness),
            key: entered.key,
            ring: entered.ring,
            standing,
            mark,
            finder,
            whose: whose.ok_or(OpenFault::Identity { station, installation })?,
            without_index: match index {
                IndexFound::Without(fault) => Some(fault.clone()),
                IndexFound::Used | IndexFound::Rebuilt(_) => None,
            },
        };
        let folder = start.journal.folder().to_owned();
        let (handle, writer) = writer::start(start).map_err(|error| OpenFault::NoThread(error.to_string()))?;
        Ok(Self {
            handle,
            writer,
            mirroring: Mutex::default(),
            files: Arc::clone(&means.files),
            folder,
            purpose: header.purpose,
            user: entered.user,
            way: entered.way,
            randomness: Arc::clone(&means.randomness),
            seal,
        })
    }

    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// From now on what is saved is copied to the mirror that was chosen, if there is one: see [`super::mirror`].
    pub fn mirror(&self) {
        self.mirror_with(Patience::STANDARD);
    }

    /// The same for whoever cannot wait so long.
    pub fn mirror_with(&self, patience: Patience) {
        let mut mirroring = self.mirroring.lock().unwrap_or_else(PoisonError::into_inner);
        if mirroring.is_none() {
            let started = Mirroring::start(Arc::clone(&self.files), self.folder.clone(), self.handle(), patience);
            if let Err(error) = &started {
                tracing::error!(%error, "no thread for the mirror");
            }
            *mirroring = started.ok();
        }
    }

    /// The writer first: what it saves last is copied as well.
    fn end(&mut self) {
        self.writer.end();
        let mirroring = self.mirroring.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut mirroring) = mirroring {
            mirroring.end();
        }
    }

    /// Keys closed by a person's own pass phrase, if it is good enough. Slow, on purpose.
    pub fn own_keys(&self, user: &UserName, phrase: &PassPhrase) -> Result<Keys, KeysFault> {
        entrance::own_keys(user, phrase, entrance::floor(self.purpose), self.randomness.as_ref())
    }

    /// Keys closed by a phrase that is drawn, with that phrase for paper.
    pub fn first_keys(&self, user: &UserName) -> Result<(Keys, FirstPhrase), KeysFault> {
        entrance::first_keys(user, self.randomness.as_ref())
    }

    /// A second factor for somebody, and what of it goes on paper: always printed codes, for the day when the authenticator or
    /// the clock of a laptop fails.
    pub fn second_factor(&self, user: &UserName, kind: SecondKind) -> Result<(Second, SecondPaper), NoRandomness> {
        const PRINTED: usize = 10;
        let randomness = self.randomness.as_ref();
        let secret = match kind {
            SecondKind::Authenticator => Some(Authenticator::draw(randomness)?),
            SecondKind::Codes => None,
        };
        let drawn: Vec<Drawn> = (0..PRINTED)
            .map(|_| Drawn::fresh(Drawn::SECOND, randomness))
            .collect::<Result<_, _>>()?;
        let paper = SecondPaper {
            secret: secret
                .as_deref()
                .and_then(Authenticator::of)
                .map(|shows| Zeroizing::new(shows.base32())),
            codes: drawn
                .iter()
                .map(|code| Zeroizing::new(code.reveal().to_owned()))
                .collect(),
        };
        let codes = drawn.iter().map(|code| code.hash(user.as_str())).collect();
        Ok((Second { secret, codes }, paper))
    }

    /// What small files beside the journal are sealed with: drafts.
    pub fn seal(&self) -> Arc<dyn Seal> {
        Arc::clone(&self.seal)
    }

    /// What this store is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Who has come in, and what they are here. Of a store that is being founded, whoever may make accounts; of one that is
    /// tried out, whoever may everything; with the recovery sheet, nobody's name and what lets people in again.
    pub fn asker(&self) -> Option<Asker> {
        use crate::app::door::Door;
        if self.way == CameInBy::Recovery {
            return Some(entrance::of_the_sheet());
        }
        let user = self.user.clone()?;
        if matches!(self.way, CameInBy::Envelope(_)) {
            let role = Role::Envelope;
            return Some(Asker { user, role });
        }
        let hospital = self.handle.hospital();
        let account = hospital.account(&user).and_then(|account| account.role());
        let role = match (account, self.purpose) {
            (Some(role), _) => role,
            (None, Purpose::Trial) => Role::Trial,
            (None, Purpose::Real) => Role::Administrator,
        };
        Some(Asker { user, role })
    }

    /// Saves what was handed in, brings the index up to date, and gives the lock back.
    pub fn close(mut self) {
        self.end();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end();
    }
}

/// An index that was made when the journal was damaged lacks what has been brought back since, out of a copy.
fn without_gaps(found: store::Found, folder: &Path, means: &Means) -> Result<store::Found, IndexFault> {
    if found.gaps().damaged == 0 {
        return Ok(found);
    }
    let verdict = journal::verify(&means.files, folder, None, &mut |_| ControlFlow::Continue(()));
    if verdict.is_ok_and(|verdict| verdict.fault_count == 0) {
        found.close();
        return Err(IndexFault::Gaps);
    }
    Ok(found)
}

/// Nothing is decided on a state that lacks something.
fn of_gaps(gaps: Gaps) -> Option<ReadOnly> {
    match gaps {
        Gaps {
            damaged: 0,
            not_folded: 0,
        } => None,
        Gaps { damaged: 0, not_folded } => Some(ReadOnly::NotUnderstood { records: not_folded }),
        Gaps { damaged, .. } => Some(ReadOnly::Damaged { places: damaged }),
    }
}

/// The index agrees with the journal: its state, and what the journal holds behind it.
fn follow_on(found: store::Found, reader: &journal::Reader, pace: Pace) -> Result<(Ready, Replayed), IndexFault> {
    let point = found.point();
    let mut ready = found.load(reader.clone(), pace)?;
    let replayed = store::catch_up(&mut ready, reader, &point)?;
    Ok((ready, replayed))
}

/// The index is of no use. What is there is put aside, and another is made; without room for one, everything stays in
/// memory.
fn make_again(
    folder: Option<&Path>,
    fault: IndexFault,
    keys: &IndexKeys,
    reader: &journal::Reader,
    pace: Pace,
    progress: &mut dyn FnMut(store::Progress),
) -> Result<(Ready, Replayed, IndexFound), OpenFault> {
    let rebuilt = match folder {
        // What cannot be opened on a full disk may be good; there would be no room for another either.
        Some(_) if fault == IndexFault::Full => Err(fault.clone()),
        Some(folder) => store::put_aside(folder)
            .map_err(|error| IndexFault::Refused(error.to_string()))
            .and_then(|_| store::rebuild(folder, keys, reader, pace, progress)),
        None => Err(fault.clone()),
    };
    match rebuilt {
        Ok((ready, replayed)) => Ok((ready, replayed, IndexFound::Rebuilt(fault))),
        Err(why) => {
            let (ready, replayed) = store::without_index(keys, reader, pace, progress)
                .map_err(|fault| OpenFault::NoThread(fault.to_string()))?;
            Ok((ready, replayed, IndexFound::Without(why)))
        }
    }
}
