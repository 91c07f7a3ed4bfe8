//! The mirror of a store: a thread that copies what is saved into the folder that was chosen (`andon mirror`), and tells how far
//! it is. It reads behind the writer and never holds it up; nobody has to have come in, so that it goes on behind a lock.
//!
//! Which folder that is stands beside the journal, so that everybody who works with this store follows it. A mirror that was
//! chosen is never made again in silence: an empty folder in its place is the place of a stick that is not there.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread::JoinHandle,
    time::Duration,
};

use super::{copy_notes, register, writer::Handle};
use crate::{
    app::door::Mirror as Doing,
    copying::NotCopied,
    domain::record::Timestamp,
    journal::{
        Mirror, Number, Reader,
        files::{Files, read_file, replace_file},
    },
    settings::forms,
};

/// What is no record and belongs to a store all the same.
pub(super) const BESIDE: &[&str] = &[register::FOLDER, forms::FOLDER];

/// How long it waits.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Before it looks whether the stick is still there, or is there again.
    pub look: Duration,
    /// Before it compares again what differed: that takes reading all of it.
    pub differs: Duration,
    /// For the last copying when the store is closed.
    pub leave: Duration,
}

impl Patience {
    pub const STANDARD: Self = Self {
        look: Duration::from_secs(5),
        differs: Duration::from_secs(600),
        leave: Duration::from_secs(3),
    };
}

/// The folder that was chosen for the store in `folder`.
pub fn chosen(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    const LONGEST: u64 = 64 * 1024;
    let bytes = read_file(files, &choice(folder), LONGEST).ok()?;
    let path = String::from_utf8(bytes).ok()?;
    Some(path.trim_end_matches('\n'))
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

/// Chooses a folder, or none.
pub fn choose(files: &dyn Files, folder: &Path, mirror: Option<&Path>) -> io::Result<()> {
    let path = match mirror.map(Path::to_str) {
        Some(Some(path)) => path,
        Some(None) => return Err(io::ErrorKind::InvalidFilename.into()),
        None => "",
    };
    replace_file(files, &choice(folder), path.as_bytes())
}

fn choice(folder: &Path) -> PathBuf {
    folder.join("mirror")
}

/// The thread, for whoever has to end it.
#[derive(Debug)]
pub(super) struct Mirroring {
    reader: Reader,
    is_over: Arc<AtomicBool>,
    done: mpsc::Receiver<()>,
    thread: Option<JoinHandle<()>>,
    leave: Duration,
}

impl Mirroring {
    pub(super) fn start(
        files: Arc<dyn Files>,
        folder: PathBuf,
        handle: Handle,
        patience: Patience,
    ) -> io::Result<Self> {
        let reader = handle.archive().past().reader().clone();
        let is_over = Arc::new(AtomicBool::new(false));
        let (said, done) = mpsc::sync_channel(1);
        let mut follower = Follower {
            files,
            folder,
            handle,
            reader: reader.clone(),
            is_over: Arc::clone(&is_over),
            patience,
            mirror: None,
            told: Doing::Absent,
            has: None,
            whole: None,
        };
        let thread = std::thread::Builder::new()
            .name("andon-mirror".to_owned())
            .spawn(move || {
                follower.run();
                let _nobody_waits = said.try_send(());
            })?;
        Ok(Self {
            reader,
            is_over,
            done,
            thread: Some(thread),
            leave: patience.leave,
        })
    }

    /// Lets it copy what is left, and waits for that a moment only: a stick that does not answer keeps nobody.
    pub(super) fn end(&mut self) {
        self.is_over.store(true, Ordering::Release);
        self.reader.wake();
        let is_done = self.done.recv_timeout(self.leave) != Err(mpsc::RecvTimeoutError::Timeout);
        if let Some(thread) = self.thread.take().filter(|_| is_done) {
            let _a_panic_was_told_by_the_hook = thread.join();
        }
    }
}

struct Follower {
    files: Arc<dyn Files>,
    /// Of the store.
    folder: PathBuf,
    handle: Handle,
    reader: Reader,
    is_over: Arc<AtomicBool>,
    patience: Patience,
    mirror: Option<(PathBuf, Mirror)>,
    told: Doing,
    /// The last record that the copy is known to have, and when it last had everything.
    has: Option<Number>,
    whole: Option<Timestamp>,
}

impl Follower {
    fn run(&mut self) {
        while !self.is_over() {
            let (known, wait) = self.turn();
            self.reader.wait_for_more(known, wait, &|| self.is_over());
        }
        // What was saved last; a stick that is not there is not looked for.
        if self.mirror.is_some() {
            self.turn();
        }
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Acquire)
    }

    /// Copies what there is. Says up to which record that was, and how long to wait for more.
    fn turn(&mut self) -> (Number, Duration) {
        copy_notes::take_in(self.files.as_ref(), &self.folder, &self.handle);
        let Some(folder) = chosen(self.files.as_ref(), &self.folder) else {
            (self.mirror, self.has, self.whole) = (None, None, None);
            self.tell(Doing::Absent);
            return (Number(u64::MAX), self.patience.look);
        };
        match self.copy(&folder) {
            Ok(head) => {
                self.has = Some(head);
                self.whole = Some(self.handle.now());
                self.tell(Doing::UpToDate {
                    folder: folder.display().to_string(),
                });
                (head, self.patience.look)
            }
            Err(why) => {
                self.mirror = None;
                let wait = match why {
                    NotCopied::Differs(_) | NotCopied::Ahead(_) => self.patience.differs,
                    _ => self.patience.look,
                };
                tracing::warn!(%why, "the mirror does not follow");
                let folder = folder.display().to_string();
                let Number(saved) = self.reader.saved().number;
                let records = self.has.map(|Number(has)| saved.saturating_sub(has));
                let whole = self.whole;
                self.tell(Doing::Lost {
                    folder,
                    why,
                    records,
                    whole,
                });
                (Number(u64::MAX), wait)
            }
        }
    }

    fn copy(&mut self, folder: &Path) -> Result<Number, NotCopied> {
        if self.mirror.as_ref().is_some_and(|(at, _)| at != folder) {
            (self.mirror, self.has, self.whole) = (None, None, None);
        }
        let shown = || folder.display().to_string();
        let (_, mirror) = match &mut self.mirror {
            Some(mirror) => mirror,
            none => {
                // Of one that was lost it is said until it is back.
                if !matches!(self.told, Doing::Lost { .. }) {
                    self.told = Doing::Comparing { folder: shown() };
                    self.handle.mirror_does(self.told.clone());
                }
                let mirror = Mirror::take_up(&self.reader, &self.files, folder, BESIDE)?;
                none.insert((folder.to_owned(), mirror))
            }
        };
        let records = mirror.behind();
        if records > 0 {
            self.told = Doing::Behind {
                folder: shown(),
                records,
                whole: self.whole,
            };
            self.handle.mirror_does(self.told.clone());
        }
        mirror.follow(&mut |_, _| {}).map(|head| head.number)
    }

    fn tell(&mut self, doing: Doing) {
        if self.told != doing {
            self.told = doing.clone();
            self.handle.mirror_does(doing);
        }
    }
}
