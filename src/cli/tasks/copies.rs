//! `andon backup`, `andon restore`, `andon mirror`: copies of a store on other disks, and a store out of a copy.

use std::path::{Path, PathBuf};

use crate::{
    app::door::Mirror,
    cli::{
        arguments::{Format, MirrorTo, OneFolder},
        console::Console,
        exit::Exit,
        json::Object,
        machine::{Copied, OpenStore, StoreFault},
    },
    copying::NotCopied,
    domain::{
        access::trail::{Copying, Trace},
        text::{REMARK, Text},
    },
    i18n::{Value, Words},
};

use super::{
    Given, Stop,
    caller::{caller, open_for},
    store::{self, Bar},
};

pub(super) fn backup(wanted: &OneFolder, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let to = whole(&wanted.folder);
    let mut scribe = Scribe::of(Copying::Backup, Some(&wanted.folder), given, console)?;
    let bar = Bar::new(console, given.words, "cli-progress-copy");
    let made = given
        .machine
        .back_up(given.folder, &to, &mut || scribe.write(), &mut |done, of| {
            bar.show(done, of);
        });
    drop(bar);
    scribe.admit(console);
    let copied = made.map_err(|why| complain("backup", &why, &to, given, console))?;
    tell("backup-made", &copied, &to, wanted.output.format, given, console)
}

pub(super) fn restore(wanted: &OneFolder, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let from = whole(&wanted.folder);
    let bar = Bar::new(console, given.words, "cli-progress-copy");
    let made = given
        .machine
        .restore(&from, given.folder, &mut |done, of| bar.show(done, of));
    drop(bar);
    // What is missing is missing in the copy; everything else is said of the place where the store was to be.
    let of = match &made {
        Err(NotCopied::NotThere) => from.as_path(),
        _ => given.folder,
    };
    let copied = made.map_err(|why| complain("restore", &why, of, given, console))?;
    let mut scribe = Scribe::of_nobody(Copying::Restored, Some(&wanted.folder), given);
    scribe.write();
    scribe.admit(console);
    tell(
        "restore-made",
        &copied,
        given.folder,
        wanted.output.format,
        given,
        console,
    )
}

pub(super) fn mirror(wanted: &MirrorTo, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let format = wanted.output.format;
    if wanted.off {
        let mut scribe = Scribe::of(Copying::MirrorEnded, None, given, console)?;
        let forgotten = given.machine.forget_mirror(given.folder);
        forgotten.map_err(|why| complain("mirror", &why, given.folder, given, console))?;
        scribe.write();
        scribe.admit(console);
        let state = Object::default().with("state", "absent");
        console.tell(format, given.words.say("mirror-forgotten"), &state)?;
        return Ok(Exit::Fine);
    }
    let Some(to) = wanted.folder.as_deref().map(whole) else {
        return look(format, given, console);
    };
    let mut scribe = Scribe::of(Copying::Mirror, wanted.folder.as_deref(), given, console)?;
    let bar = Bar::new(console, given.words, "cli-progress-copy");
    let chosen = given
        .machine
        .choose_mirror(given.folder, &to, &mut || scribe.write(), &mut |done, of| {
            bar.show(done, of);
        });
    drop(bar);
    scribe.admit(console);
    match chosen.map_err(|why| complain("mirror", &why, &to, given, console))? {
        Some(copied) => tell("mirror-made", &copied, &to, format, given, console),
        None => {
            let folder = to.display().to_string();
            let said = given
                .words
                .fill("mirror-chosen", &[("folder", Value::from(folder.as_str()))]);
            let values = Object::default().with("state", "chosen").with("folder", folder);
            console.tell(format, said, &values)?;
            Ok(Exit::Fine)
        }
    }
}

/// Writes into the audit trail that somebody sets out to copy the whole hospital: in their name, if they have come in, or in that
/// of the machine's account.
struct Scribe<'a> {
    what: Copying,
    /// As it was given.
    folder: Option<Text>,
    given: &'a Given<'a>,
    /// Of whoever came in with a pass phrase. Closed as soon as it is written down.
    store: Option<Box<dyn OpenStore>>,
    is_missing: bool,
}

impl<'a> Scribe<'a> {
    /// Whoever brings a pass phrase has come in by it. A store that cannot be opened (another program works with it, it is
    /// damaged) is copied all the same; a pass phrase that is wrong is not.
    fn of(what: Copying, folder: Option<&Path>, given: &'a Given<'a>, console: &mut Console<'_>) -> Result<Self, Stop> {
        let nobody = Self::of_nobody(what, folder, given);
        let caller = caller(given, console)?;
        if caller.phrase.is_none() && caller.recovery.is_none() {
            return Ok(nobody);
        }
        let opened = open_for(&caller, given, console, &mut |caller| {
            given.machine.open(given.folder, caller, &mut |_, _| {})
        });
        let store = match opened {
            Ok(store) => Some(store),
            Err(
                fault @ (StoreFault::PhraseNeeded
                | StoreFault::Wrong { .. }
                | StoreFault::LockedOut { .. }
                | StoreFault::CodeNeeded
                | StoreFault::WrongCode { .. }
                | StoreFault::Phrase(_)),
            ) => return Err(store::complain(&fault, given, console)),
            Err(_) => None,
        };
        Ok(Self { store, ..nobody })
    }

    fn of_nobody(what: Copying, folder: Option<&Path>, given: &'a Given<'a>) -> Self {
        Self {
            what,
            folder: folder.and_then(|folder| Text::cut(&folder.to_string_lossy(), REMARK)),
            given,
            store: None,
            is_missing: false,
        }
    }

    fn write(&mut self) {
        let trace = Trace::Copied {
            what: self.what,
            folder: self.folder.clone(),
            account: None,
        };
        let is_theirs = self.store.take().is_some_and(|store| store.note_now(trace));
        let machine = self.given.machine;
        self.is_missing = !is_theirs && !machine.leave_note(self.given.folder, self.what, self.folder.clone());
    }

    /// Says so when the trail does not have it.
    fn admit(&self, console: &mut Console<'_>) {
        if self.is_missing {
            console.complain(self.given.words.say("copy-not-in-trail"));
        }
    }
}

/// Where the mirror is, and whether it has everything.
fn look(format: Format, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let found = given.machine.mirror(given.folder);
    let found = found.map_err(|why| complain("mirror", &why, given.folder, given, console))?;
    let (folder, doing) = found.unwrap_or((PathBuf::new(), Mirror::Absent));
    let (state, records) = match &doing {
        Mirror::Absent => ("absent", 0),
        Mirror::Comparing { .. } | Mirror::UpToDate { .. } => ("up-to-date", 0),
        Mirror::Behind { records, .. } => ("behind", *records),
        Mirror::Lost { .. } => ("lost", 0),
    };
    let shown = folder.display().to_string();
    let said = match &doing {
        Mirror::Lost { folder, why, .. } => not_copied("mirror", why, Path::new(folder), given.words),
        _ => {
            let filling = [
                ("folder", Value::from(shown.as_str())),
                ("count", Value::from(records.to_string())),
            ];
            given.words.fill(&format!("mirror-is-{state}"), &filling)
        }
    };
    let values = Object::default()
        .with("state", state)
        .with("folder", shown.as_str())
        .with("behind", records);
    console.tell(format, said, &values)?;
    Ok(match doing {
        Mirror::Lost { .. } => Exit::Refused,
        _ => Exit::Fine,
    })
}

fn tell(
    key: &str,
    copied: &Copied,
    folder: &Path,
    format: Format,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let words = given.words;
    for place in &copied.damage {
        console.complain(words.fill("cli-verify-damage", &[("place", Value::from(place.as_str()))]));
    }
    if copied.is_same_disk {
        console.complain(words.say("copy-same-disk"));
    }
    let (records, folder) = (copied.records.to_string(), folder.display().to_string());
    let filling = [
        ("records", Value::from(records.as_str())),
        ("head", Value::from(copied.head.as_str())),
        ("folder", Value::from(folder.as_str())),
    ];
    let values = Object::default()
        .with("folder", folder.as_str())
        .with("records", copied.records)
        .with("head", copied.head.as_str())
        .with("damage", copied.damage.clone());
    console.tell(format, words.fill(key, &filling), &values)?;
    Ok(if copied.damage.is_empty() {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

fn complain(what: &str, why: &NotCopied, folder: &Path, given: &Given<'_>, console: &mut Console<'_>) -> Stop {
    console.complain(not_copied(what, why, folder, given.words));
    Exit::CouldNotRun.into()
}

/// Why nothing was copied, and the way on: `copy-not-empty`, or nearer `restore-not-there`.
fn not_copied(what: &str, why: &NotCopied, folder: &Path, words: &Words) -> String {
    let folder = folder.display().to_string();
    let filling = [
        ("folder", Value::from(folder.as_str())),
        ("detail", Value::from(why.detail())),
    ];
    let nearest = words.find(&format!("{what}-{}", why.word()), &filling);
    nearest.unwrap_or_else(|| words.fill(&format!("copy-{}", why.word()), &filling))
}

/// From the root, because it is remembered.
fn whole(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}
