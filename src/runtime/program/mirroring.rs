//! The mirror, chosen at the screen.

use super::super::copies;
use super::hands::WorkplaceHands;
use crate::app::door::{MirrorChosen, NotChosen};
use crate::copying::NotCopied;
use crate::domain::refusal::Refusal;

impl WorkplaceHands {
    /// Copies everything that is saved into this folder from now on, or nowhere.
    pub(super) fn choose_mirror(&self, folder: Option<&str>) -> Result<MirrorChosen, NotChosen> {
        let (door, asker, store) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or(NotCopied::NotThere)?;
            // It is thrown away.
            if place.is_sample() {
                return Err(Refusal::NotAllowed.into());
            }
            (place.handle(), place.asker(), place.folder())
        };
        copies::choose_as(&door, &asker, &store, folder, &self.means)
    }
}
