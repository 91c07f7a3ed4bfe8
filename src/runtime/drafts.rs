//! Keeps what is being typed. A thread of its own writes the newest, so that neither a key nor a save ever waits for it.

use std::{
    path::Path,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{
    app::{Draft, Drafts},
    domain::record::{Timestamp, bytes},
    journal::files::Files,
    store,
    vault::Seal,
};

/// Between two writings, so that typing does not wear the disk; the first comes at once.
const PAUSE: Duration = Duration::from_millis(100);

/// What is on the disk: of each user the forms, and when they were typed.
type Kept = Vec<(String, Timestamp, Vec<Draft>)>;

#[derive(Debug, Default)]
struct Desk {
    kept: Kept,
    changed: bool,
    closing: bool,
}

#[derive(Debug)]
struct Shared {
    desk: Mutex<Desk>,
    bell: Condvar,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The drafts of an open store. Dropping it writes what is not yet written.
#[derive(Debug)]
pub struct DraftKeeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl DraftKeeper {
    /// For the store in `folder`, which belongs to `whose` (station, installation). Drafts that cannot be read are left
    /// out: they were never saved, and nothing rests on them.
    pub fn open(folder: &Path, whose: (u16, u16), files: &Arc<dyn Files>, seal: Arc<dyn Seal>) -> Self {
        let door = store::Drafts::new(Arc::clone(files), folder, seal, whose);
        let kept = match door.read() {
            Ok(None) => Kept::new(),
            Ok(Some(found)) => bytes::decode::<Kept>(&found).unwrap_or_else(|_| {
                tracing::warn!("drafts of another program are left out");
                Kept::new()
            }),
            Err(fault) => {
                tracing::warn!(%fault, "drafts could not be read");
                Kept::new()
            }
        };
        let shared = Arc::new(Shared {
            desk: Mutex::new(Desk {
                kept,
                ..Desk::default()
            }),
            bell: Condvar::new(),
        });
        let work = {
            let shared = Arc::clone(&shared);
            move || write_on(&shared, &door)
        };
        let thread = thread::Builder::new().name("drafts".to_owned()).spawn(work);
        if let Err(error) = &thread {
            tracing::warn!(%error, "drafts are not kept");
        }
        Self {
            shared,
            thread: thread.ok(),
        }
    }

    /// What this user had open; it stays kept until something else is.
    pub fn of(&self, user: &str) -> Option<Drafts> {
        let desk = self.shared.desk();
        let found = desk.kept.iter().find(|(whose, ..)| whose == user);
        found.map(|(user, at, forms)| Drafts {
            user: user.clone(),
            at: *at,
            forms: forms.clone(),
        })
    }

    /// Takes the forms of a user in the place of those before. Never waits for the disk.
    pub fn keep(&self, drafts: Drafts) {
        let mut desk = self.shared.desk();
        desk.kept.retain(|(user, ..)| *user != drafts.user);
        if !drafts.forms.is_empty() {
            desk.kept.push((drafts.user, drafts.at, drafts.forms));
        }
        desk.changed = true;
        drop(desk);
        self.shared.bell.notify_all();
    }
}

impl Drop for DraftKeeper {
    fn drop(&mut self) {
        self.shared.desk().closing = true;
        self.shared.bell.notify_all();
        if let Some(thread) = self.thread.take() {
            let _it_has_panicked = thread.join();
        }
    }
}

fn write_on(shared: &Shared, door: &store::Drafts) {
    let mut desk = shared.desk();
    loop {
        while !desk.changed && !desk.closing {
            desk = shared.bell.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
        if !desk.changed {
            return;
        }
        desk.changed = false;
        let kept = desk.kept.clone();
        drop(desk);
        if let Err(fault) = write(door, &kept) {
            tracing::warn!(%fault, "drafts could not be kept");
        }
        desk = shared.desk();
        if !desk.closing {
            let waited = shared.bell.wait_timeout_while(desk, PAUSE, |desk| !desk.closing);
            desk = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn write(door: &store::Drafts, kept: &Kept) -> Result<(), store::DraftFault> {
    if kept.is_empty() {
        return door.forget();
    }
    let encoded = |kept: &[_]| bytes::encode(&kept).map_err(|fault| std::io::Error::other(fault.to_string()));
    match door.keep(encoded(kept)?) {
        // What was kept before must not stay in its place: forms in it may have been handed in since. Whoever has typed the most is
        // left out, and the others are not.
        Err(fault @ store::DraftFault::TooLarge(_)) => {
            let lengths = kept
                .iter()
                .map(|one| encoded(std::slice::from_ref(one)).map_or(0, |bytes| bytes.len()));
            let most = lengths
                .enumerate()
                .max_by_key(|(_, length)| *length)
                .map(|(place, _)| place);
            let rest: Kept = kept
                .iter()
                .enumerate()
                .filter(|(place, _)| Some(*place) != most)
                .map(|(_, one)| one.clone())
                .collect();
            write(door, &rest)?;
            Err(fault)
        }
        kept => kept,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;
    use crate::app::{Action, Answer, Selection, Step};

    fn drafts(user: &str, text: &str) -> Drafts {
        Drafts {
            user: user.to_owned(),
            at: Timestamp::from_seconds(60),
            forms: vec![Draft {
                form: Action::Admit,
                selection: Selection::default(),
                answers: vec![Answer {
                    field: "name".to_owned(),
                    text: text.to_owned(),
                    ..Answer::default()
                }],
                focus: "kana".to_owned(),
                step: Step::Typing,
            }],
        }
    }

    #[test]
    fn who_types_too_much_is_left_out_and_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let files: Arc<dyn Files> = Arc::new(crate::journal::disk::Disk);
        let open = || DraftKeeper::open(folder.path(), (7, 1), &files, Arc::new(crate::vault::ClearSeal));
        let keeper = open();
        keeper.keep(drafts("a.sato", "田"));
        drop(keeper);
        let keeper = open();
        keeper.keep(drafts("a.sato", &"田".repeat(3 << 20)));
        keeper.keep(drafts("k.mori", "佐藤"));
        drop(keeper);
        let keeper = open();
        // What was kept before may be saved by now.
        assert_eq!(keeper.of("a.sato"), None);
        assert_eq!(keeper.of("k.mori"), Some(drafts("k.mori", "佐藤")));
    }

    #[test]
    fn each_user_finds_what_was_typed_last() {
        let folder = tempfile::tempdir().unwrap();
        let files: Arc<dyn Files> = Arc::new(crate::journal::disk::Disk);
        let open = || DraftKeeper::open(folder.path(), (7, 1), &files, Arc::new(crate::vault::ClearSeal));
        let keeper = open();
        assert_eq!(keeper.of("a.sato"), None);
        for text in ["田", "田中", "田中 太"] {
            keeper.keep(drafts("a.sato", text));
        }
        keeper.keep(drafts("k.mori", "佐藤"));
        drop(keeper);
        let keeper = open();
        assert_eq!(keeper.of("a.sato"), Some(drafts("a.sato", "田中 太")));
        assert_eq!(keeper.of("k.mori"), Some(drafts("k.mori", "佐藤")));
        keeper.keep(Drafts {
            forms: Vec::new(),
            ..drafts("a.sato", "")
        });
        drop(keeper);
        let keeper = open();
        assert_eq!(keeper.of("a.sato"), None);
        assert_eq!(keeper.of("k.mori"), Some(drafts("k.mori", "佐藤")));
    }
}
