//! Makes the index again out of the whole journal: in a folder of its own, which takes the place of the old one when it
//! is complete. What was there is kept under another name.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    archive::Archive,
    directory::Directory,
    fault::IndexFault,
    gaps::Gaps,
    load::{self, Ready},
    own::Pages,
    parcel::Keys,
    past::Past,
    replay::{Replayed, replay},
    scribe::{Pace, Scribe, Work},
    shelves::Shelves,
    tree::Tree,
};
use crate::{
    domain::state::Hospital,
    journal::{Point, Reader},
};

/// How far a rebuild has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub records: u64,
    pub of: u64,
}

/// In seconds.
const HALF_A_DAY: i64 = 12 * 3600;

/// Puts what lies in `folder` aside as `NAME.bad-N`. Nothing is ever deleted: somebody may want to know what happened.
pub fn put_aside(folder: &Path) -> std::io::Result<Option<PathBuf>> {
    if !folder.exists() {
        return Ok(None);
    }
    let mut number = 1_u32;
    loop {
        let aside = with_ending(folder, &format!(".bad-{number}"));
        if !aside.exists() {
            fs::rename(folder, &aside)?;
            return Ok(Some(aside));
        }
        number = number.saturating_add(1);
    }
}

/// Folds the whole journal into a fresh index at `folder`, which is not there any more.
pub fn rebuild(
    folder: &Path,
    keys: &Keys,
    reader: &Reader,
    pace: Pace,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Ready, Replayed), IndexFault> {
    let fresh = with_ending(folder, ".fresh");
    // An unfinished rebuild holds nothing that the journal has not.
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(|error| IndexFault::Refused(error.to_string()))?;
    }
    let (hospital, replayed) = match fill(&fresh, keys, reader, pace, progress) {
        Ok(filled) => filled,
        Err(fault) => {
            let _half_of_nothing = fs::remove_dir_all(&fresh);
            return Err(fault);
        }
    };
    fs::rename(&fresh, folder).map_err(|error| IndexFault::Refused(error.to_string()))?;
    // Read back at once: what does not prove itself now would not at the next start either.
    let ready = load::open(folder, keys.clone())?.go_on(hospital, reader.clone(), pace)?;
    Ok((ready, replayed))
}

/// Folds the whole journal into memory, for when there is no room for an index.
pub fn without_index(
    keys: &Keys,
    reader: &Reader,
    pace: Pace,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Ready, Replayed), IndexFault> {
    let left = (Directory::default(), Shelves::default());
    let archive = Archive::new(keys.clone(), Past::new(reader.clone()), None, left);
    let mut ready = Ready {
        hospital: Hospital::default(),
        archive: Arc::new(archive),
        scribe: None,
        pace,
        gaps: Gaps::default(),
    };
    let of = reader.saved().number.0;
    let replayed = replay(&mut ready, reader.scan(), &mut |_, replayed| {
        progress(Progress {
            records: replayed.last.map_or(0, |last| last.number.0),
            of,
        });
        Ok(())
    })?;
    ready.gaps = replayed.gaps();
    Ok((ready, replayed))
}

/// Folds what the journal holds behind `point`, up to which `ready` is in.
pub fn catch_up(ready: &mut Ready, reader: &Reader, point: &Point) -> Result<Replayed, IndexFault> {
    let replayed = replay(ready, reader.scan_after(point), &mut |_, _| Ok(()))?;
    ready.gaps = ready.gaps.and(replayed.gaps());
    if let Some(scribe) = &mut ready.scribe {
        scribe.misses(replayed.gaps());
    }
    Ok(replayed)
}

fn fill(
    fresh: &Path,
    keys: &Keys,
    reader: &Reader,
    pace: Pace,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Hospital, Replayed), IndexFault> {
    // Whoever leaves here has been over for days; twice a day is enough to keep the memory small.
    let pace = Pace {
        look_every: pace.look_every.max(HALF_A_DAY),
        ..pace
    };
    let (tree, _) = Tree::open(fresh)?;
    let tree = Arc::new(tree);
    let past = Past::new(reader.clone());
    let archive = Arc::new(Archive::new(
        keys.clone(),
        past,
        Some(Arc::clone(&tree)),
        (Directory::default(), Shelves::default()),
    ));
    let scribe = Scribe::new(
        tree,
        Arc::clone(&archive),
        pace,
        HashMap::new(),
        Pages::default(),
        (None, Gaps::default()),
    );
    let mut ready = Ready {
        hospital: Hospital::default(),
        archive,
        scribe: Some(scribe),
        pace,
        gaps: Gaps::default(),
    };
    let of = reader.saved().number.0;
    let filled = replay(&mut ready, reader.scan(), &mut |ready, replayed| {
        progress(Progress {
            records: replayed.last.map_or(0, |last| last.number.0),
            of,
        });
        match &mut ready.scribe {
            Some(scribe) => scribe.thin_out(&mut ready.hospital),
            None => Ok(()),
        }
    });
    let Ready {
        hospital,
        archive,
        scribe,
        ..
    } = ready;
    let written = filled.and_then(|replayed| {
        let dirty = hospital.snapshots().map(|snapshot| snapshot.subject()).collect();
        let point = replayed.last.unwrap_or(reader.saved());
        let state = Arc::new(hospital);
        if let Some(mut scribe) = scribe {
            scribe.misses(replayed.gaps());
            scribe.write(&Work {
                state: Arc::clone(&state),
                point,
                dirty,
            })?;
        }
        Ok((Arc::unwrap_or_clone(state), replayed))
    });
    // sled must let go of the folder before it is renamed or removed.
    archive.close();
    written
}

fn with_ending(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
