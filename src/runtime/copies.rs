//! Copies of a store that somebody asks for: a backup, a mirror that is chosen, a store out of either. All of it or nothing that
//! could be taken for one. Nobody has to come in: what is copied is sealed as it is.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::{
    entrance::shut,
    mirror::{self, BESIDE},
    open::{Means, OpenFault},
    writer::Handle,
};
use crate::{
    app::door::{Mirror as Doing, MirrorChosen, NotChosen},
    cli::Copied,
    copying::NotCopied,
    domain::{
        access::{
            Asker, Deed,
            trail::{Copying, Trace},
        },
        text::{REMARK, Text},
    },
    journal::{self, Claim, Claimed, Mirror, Point, Reader, files::Files},
};

type Tell<'a> = &'a mut dyn FnMut(u64, u64);

/// Called when nothing stands in the way of a copy any more, and before its first byte: who sets out to make it is written
/// down then.
type SetOut<'a> = &'a mut dyn FnMut();

/// Copies the store in `folder` into `to`, beside a program that works with it or not.
pub fn back_up(
    folder: &Path,
    to: &Path,
    means: &Means,
    set_out: SetOut<'_>,
    tell: Tell<'_>,
) -> Result<Copied, NotCopied> {
    outside(folder, to)?;
    let reader = read(folder, means)?;
    let was_there = to.exists();
    journal::claim(&reader, means.files.as_ref(), to, Claim::Fresh)?;
    set_out();
    let made = Mirror::take_up(&reader, &means.files, to, BESIDE).and_then(|mut copy| copy.follow(tell));
    let made = made.and_then(|head| verdict(to, head, means));
    made.inspect_err(|_| take_back(to, was_there, means))
        .map(|copied| with_disk(copied, folder, to))
}

/// Makes a store in `folder` out of the copy in `from`.
pub fn restore(from: &Path, folder: &Path, means: &Means, tell: Tell<'_>) -> Result<Copied, NotCopied> {
    outside(from, folder)?;
    // Before anything is made: what is there, and whether it is a copy of anything.
    let copy = journal::look(&means.files, from, shut()).map_err(|fault| match fault {
        journal::OpenFault::NoStore => NotCopied::NotThere,
        fault => NotCopied::Source(fault.to_string()),
    })?;
    let was_there = folder.exists();
    let parent = folder.parent().filter(|parent| *parent != Path::new(""));
    if let Some(parent) = parent {
        let made = means.files.create_folder(parent);
        made.map_err(|error| NotCopied::Disk(error.to_string()))?;
    }
    // A folder that was refused, or that could not even be looked into, is not touched: it may be the store that is to be saved.
    let claimed = journal::claim(&copy, means.files.as_ref(), folder, Claim::OrOwn)?;
    let made = journal::restore(&means.files, &copy, folder, BESIDE, tell);
    let made = made.and_then(|head| verdict(folder, head, means));
    made.inspect_err(|_| {
        if claimed == Claimed::Begun {
            take_back(folder, was_there, means);
        }
    })
}

/// Chooses `to` as the mirror of the store in `folder`, and copies everything into it. `None` when another process works with
/// the store, which will do that within seconds.
pub fn choose(
    folder: &Path,
    to: &Path,
    means: &Means,
    set_out: SetOut<'_>,
    tell: Tell<'_>,
) -> Result<Option<Copied>, NotCopied> {
    let reader = claimed(folder, to, means)?;
    set_out();
    let lock = match means.lock(folder) {
        Ok(lock) => Some(lock),
        Err(OpenFault::Locked(_)) => None,
        Err(fault) => return Err(NotCopied::Source(fault.to_string())),
    };
    remember(folder, Some(to), means)?;
    if lock.is_none() {
        return Ok(None);
    }
    let copied = Mirror::take_up(&reader, &means.files, to, BESIDE).and_then(|mut copy| copy.follow(tell));
    let copied = copied.and_then(|head| verdict(to, head, means))?;
    Ok(Some(with_disk(copied, folder, to)))
}

/// The same, or that nothing is mirrored any more, in the program that works with the store, by whoever may: its own thread
/// copies. It is in the audit trail before the first byte is copied. A store that takes no record any more is mirrored all the
/// same: it may be the last thing that can be done for it.
pub fn choose_as(
    door: &Handle,
    asker: &Asker,
    folder: &Path,
    to: Option<&str>,
    means: &Means,
) -> Result<MirrorChosen, NotChosen> {
    door.may(asker, Deed::CopyStore)?;
    let note = |what| {
        let trace = Trace::Copied {
            what,
            folder: to.and_then(|to| Text::cut(to, REMARK)),
            account: None,
        };
        let _takes_nothing = door.note_now(asker.clone(), trace, None);
    };
    let Some(to) = to else {
        note(Copying::MirrorEnded);
        forget(folder, means)?;
        return Ok(MirrorChosen { is_same_disk: false });
    };
    // From the root, because it is remembered.
    let to = std::path::absolute(to).unwrap_or_else(|_| to.into());
    claimed(folder, &to, means)?;
    note(Copying::Mirror);
    remember(folder, Some(&to), means)?;
    Ok(MirrorChosen {
        is_same_disk: is_same_disk(folder, &to),
    })
}

/// Nothing is mirrored any more; what was, stays.
pub fn forget(folder: &Path, means: &Means) -> Result<(), NotCopied> {
    remember(folder, None, means)
}

/// Makes `to` a place that the store in `folder` may be mirrored to.
fn claimed(folder: &Path, to: &Path, means: &Means) -> Result<Reader, NotCopied> {
    outside(folder, to)?;
    let reader = read(folder, means)?;
    journal::claim(&reader, means.files.as_ref(), to, Claim::OrOwn)?;
    Ok(reader)
}

fn remember(folder: &Path, mirror: Option<&Path>, means: &Means) -> Result<(), NotCopied> {
    let remembered = mirror::choose(means.files.as_ref(), folder, mirror);
    remembered.map_err(|error| NotCopied::Source(error.to_string()))
}

/// How the mirror of the store in `folder` does, by comparing it.
pub fn compare(folder: &Path, means: &Means) -> Result<Option<(PathBuf, Doing)>, NotCopied> {
    let reader = read(folder, means)?;
    let Some(at) = mirror::chosen(means.files.as_ref(), folder) else {
        return Ok(None);
    };
    let shown = at.display().to_string();
    let doing = match Mirror::take_up(&reader, &means.files, &at, BESIDE) {
        Ok(copy) if copy.behind() == 0 => Doing::UpToDate { folder: shown },
        Ok(copy) => Doing::Behind {
            folder: shown,
            records: copy.behind(),
            whole: None,
        },
        Err(why) => Doing::Lost {
            folder: shown,
            why,
            records: None,
            whole: None,
        },
    };
    Ok(Some((at, doing)))
}

/// What is saved in a store of one's own; a copy is copied by restoring it.
fn read(folder: &Path, means: &Means) -> Result<Reader, NotCopied> {
    let reader = journal::whose(&means.files, folder).and_then(|_| journal::look(&means.files, folder, shut()));
    reader.map_err(|fault| match fault {
        journal::OpenFault::NoStore => NotCopied::NoStore,
        fault => NotCopied::Source(fault.to_string()),
    })
}

/// The path without links and steps back, as far as it is there.
fn whole(path: &Path) -> PathBuf {
    if let Ok(found) = fs::canonicalize(path) {
        return found;
    }
    match (path.parent(), path.file_name()) {
        (Some(above), Some(name)) if above != Path::new("") => whole(above).join(name),
        _ => path.to_owned(),
    }
}

/// A copy inside of what it is a copy of would be lost with it.
fn outside(folder: &Path, to: &Path) -> Result<(), NotCopied> {
    if whole(to).starts_with(whole(folder)) {
        return Err(NotCopied::Store);
    }
    Ok(())
}

/// Reads back what was copied.
fn verdict(to: &Path, head: Point, means: &Means) -> Result<Copied, NotCopied> {
    let verdict = journal::verify(&means.files, to, None, &mut |_| ControlFlow::Continue(()));
    let verdict = verdict.map_err(|fault| NotCopied::Source(fault.to_string()))?;
    let mut damage: Vec<String> = verdict.faults.iter().map(ToString::to_string).collect();
    if verdict.fault_count == 0 && verdict.head != head {
        damage.push(format!("{} ≠ {}", verdict.head.number, head.number));
    }
    Ok(Copied {
        records: verdict.records,
        head: super::shell::head(verdict.head).to_string(),
        damage,
        is_same_disk: false,
    })
}

fn with_disk(copied: Copied, folder: &Path, to: &Path) -> Copied {
    Copied {
        is_same_disk: is_same_disk(folder, to),
        ..copied
    }
}

#[cfg(unix)]
fn is_same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    disk(one).is_some_and(|one| disk(other) == Some(one))
}

/// The drive stands in front of the path.
#[cfg(windows)]
fn is_same_disk(one: &Path, other: &Path) -> bool {
    let drive = |path: &Path| {
        fs::canonicalize(path)
            .ok()
            .and_then(|path| path.components().next().map(|c| c.as_os_str().to_owned()))
    };
    drive(one).is_some_and(|one| drive(other) == Some(one))
}

/// Nothing is left of what failed; folders only where they are empty.
fn take_back(to: &Path, was_there: bool, means: &Means) {
    let files: &dyn Files = means.files.as_ref();
    journal::take_back(files, to, BESIDE);
    for folder in BESIDE.iter().copied().chain(["journal"]) {
        let _holds_something = fs::remove_dir(to.join(folder));
    }
    if !was_there {
        let _holds_something = fs::remove_dir(to);
    }
}
