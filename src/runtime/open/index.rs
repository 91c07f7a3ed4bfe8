//! The index behind the journal at a start: whether it is believed, what follows on it, and what is made in its place.

use std::{ops::ControlFlow, path::Path};

use super::{IndexFound, Means, OpenFault, OpenProgress};
use crate::{
    app::door::ReadOnly,
    journal::{self, Damage, Trust},
    store::{self, Gaps, IndexFault, Keys as IndexKeys, Pace, Ready, Replayed},
};

/// An index that was made when the journal was damaged lacks what has been brought back since, out of a copy.
pub(super) fn without_gaps(found: store::Found, folder: &Path, means: &Means) -> Result<store::Found, IndexFault> {
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
pub(super) fn of_gaps(gaps: Gaps) -> Option<ReadOnly> {
    match gaps {
        Gaps {
            damaged: 0,
            not_folded: 0,
        } => None,
        Gaps { damaged: 0, not_folded } => Some(ReadOnly::NotUnderstood { records: not_folded }),
        Gaps { damaged, .. } => Some(ReadOnly::Damaged { places: damaged }),
    }
}

/// The state at this start, and what became of the index: it is used where it agrees with the journal and made again in
/// `folder` otherwise. `progress` is called while it is made again.
pub(super) fn state_at_start(
    found: Result<store::Found, IndexFault>,
    opened: &journal::Opened,
    folder: Option<&Path>,
    keys: &IndexKeys,
    reader: &journal::Reader,
    pace: Pace,
    progress: &mut dyn FnMut(OpenProgress),
) -> Result<(Ready, Replayed, IndexFound), OpenFault> {
    let used = match (found, opened.trust) {
        (Ok(found), Trust::Held) => follow_on(found, reader, pace),
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
    match used {
        Ok((ready, replayed)) => Ok((ready, replayed, IndexFound::Used)),
        Err(fault) => make_again(folder.filter(|_| !is_witness), fault, keys, reader, pace, &mut tell),
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
