//! The mirror, chosen at the screen: by whoever may, and in the audit trail before the first byte is copied.

use std::path::{Path, PathBuf};

use super::super::copies;
use super::hands::WorkplaceHands;
use crate::app::door::{MirrorChosen, NotChosen};
use crate::copying::NotCopied;
use crate::domain::access::{
    Deed,
    trail::{Copying, Trace},
};
use crate::domain::refusal::Refusal;
use crate::domain::text::{REMARK, Text};

impl WorkplaceHands {
    /// Copies everything that is saved into this folder from now on, or nowhere.
    pub(super) fn choose_mirror(&self, folder: Option<&str>) -> Result<MirrorChosen, NotChosen> {
        let (door, asker, store, is_sample) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or(NotCopied::NotThere)?;
            (place.handle(), place.asker(), place.folder(), place.is_sample())
        };
        if is_sample {
            return Err(Refusal::NotAllowed.into());
        }
        door.may(&asker, Deed::CopyStore)?;
        let trace = |what| Trace::Copied {
            what,
            folder: folder.and_then(|folder| Text::cut(folder, REMARK)),
            account: None,
        };
        // A store that takes no record any more is mirrored all the same: it may be the last thing that can be done for it.
        let Some(to) = folder.map(whole) else {
            let _takes_nothing = door.note_now(asker, trace(Copying::MirrorEnded), None);
            copies::forget(&store, &self.means)?;
            return Ok(MirrorChosen { is_same_disk: false });
        };
        let chosen = copies::choose_here(&store, &to, &self.means, &mut || {
            let _takes_nothing = door.note_now(asker.clone(), trace(Copying::Mirror), None);
        });
        let is_same_disk = chosen?;
        tracing::info!("a mirror was chosen");
        Ok(MirrorChosen { is_same_disk })
    }
}

/// From the root, because it is remembered.
fn whole(folder: &str) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| Path::new(folder).to_owned())
}
